"""However a page is built, four times as much of it is four times the work, not sixteen times.

Work is counted, not timed: the lines of the readers that are run, and the length of what is looked up in the tree.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import govinfo_parse
from govinfo_parse import errors, readers
from govinfo_parse.readers.html import styles

READERS = str(Path(readers.__file__).parent)
FEW, MANY = 200, 800
MOST = 5.0
"""So many times the work, with a fifth for what grows in steps; of four times as much, squared, it would be sixteen."""
HEADINGS = "<h1>示例市2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>公开信息。</p>"
ROWS = "<tr><td>件数</td><td>1</td><td>2</td><td>3</td></tr><tr><td>结转</td><td>4</td><td>5</td><td>6</td></tr>"
TABLE = f"<table>{ROWS}</table>"
LIST = '<ul style="color:red"><li class="a" style="margin:0"><span style="font-size:9px">甲</span></li></ul>'


def report(inside: str = "") -> str:
    """A page's report with something between its first section and its table."""
    return f"<div>{HEADINGS}{inside}{TABLE}<p>二、主动公开政府信息情况</p></div>"


PAGES: dict[str, Callable[[int], str]] = {
    "small lists in the report": lambda n: report(LIST * n),
    "small lists around it": lambda n: LIST * n + report() + LIST * n,
    "lists that state something": lambda n: report("<ul><li>发布机构：示例局</li></ul>" * n),
    "lists of terms": lambda n: report("<dl><dt>甲<dd>乙</dl>" * n),
    "lists far inside": lambda n: report("<div>" * 100 + LIST * n),
    "lists in lists": lambda n: report("<ul><li>甲" * n),
    "lists in lists that state something": lambda n: report("<ul><li>发布机构：示例局" * n),
    "lists without an end": lambda n: report("<ul><li>甲</li>" * n),
    "menus": lambda n: '<nav><ul class="nav"><li><a href="/a">甲</a></li></ul></nav>' * n + report(),
    "menus in the report": lambda n: report('<div><ul><li><a href="/a">甲</a></li></ul></div>' * n),
    "menus in cells": lambda n: report(
        f"<table>{'<tr><td><ul><li><a>甲</a></li></ul></td><td>1</td></tr>' * n}</table>"
    ),
    "controls in cells": lambda n: report(
        f"<table>{'<tr><td><input value=3></td><td><select><option>3</select></td></tr>' * n}</table>"
    ),
    "choices of many": lambda n: report(f"<select>{'<optgroup disabled><option>3</optgroup>' * n}</select>"),
    "choices in choices": lambda n: report("<select><option>3" * n),
    "drawings in drawings": lambda n: report("<svg><g>" * n + "<text>3"),
    "formulas in formulas": lambda n: report("<math><mrow>" * n + "<mn>3"),
    "headings deep inside": lambda n: HEADINGS + "<div>" * n + "<p>一、总体情况</p>" * n,
    "paragraphs deep beside headings": lambda n: report() + "<div>" * n + "<p>甲</p>" * n + "<p>六、其他</p>",
    "cells that stay long": lambda n: report(f"<table><tr>{'<td><p><span>甲' * n}</table>"),
    "menus in scripts": lambda n: '<script>a="<ul><li>甲</li></ul>"</script>' * n + report(),
    "menus in comments without an end": lambda n: report() + "<!--<ul><li>甲</li></ul>" * n,
    "small tables": lambda n: report(TABLE * n),
    "small tables around the report": lambda n: "<table><tr><td>索引号<td>甲</table>" * n + report(),
    "tables of one cell": lambda n: report("<table><tr><td>甲</table>" * n),
    "tables in one cell": lambda n: report(f"<table><tr><td>{TABLE * n}</table>"),
    "tables in cells": lambda n: report(f"<table>{f'<tr><td>{TABLE}</td><td>1</td></tr>' * n}</table>"),
    "tables of one cell in cells": lambda n: report(
        f"<table>{'<tr><td><table><tr><td>1</table></td><td>1</td></tr>' * 3 * n}</table>"  # more than are looked at
    ),
    "tables without cells in tables": lambda n: report("<table>" * 8 * n),
    "rules that are said again": lambda n: report("<style>td:nth-child(2){display:none}</style><td>1" * n),
    "tables in tables": lambda n: report("<table><tr><td>甲</td><td>" * n),
    "captions": lambda n: report("<table><caption>甲</caption><tr><td>1<td>2</table>" * n),
    "cells in one row": lambda n: report(f"<table><tr>{'<td>1</td>' * n}</table>"),
    "cells with notes": lambda n: report(f"<table>{'<tr><td>1<sup>2</sup></td><td>3</td></tr>' * n}</table>"),
    "texts between cells": lambda n: report(f"<table>{'<tr>1<td>2</td>3<td>4</td></tr>' * n}</table>"),
    "paragraphs in one cell": lambda n: report(f"<table><tr><td>{'<p>1</p>' * n}</td><td>2</td></table>"),
    "rows that cells reach into": lambda n: report(
        f"<table>{'<tr><td rowspan=60000>1</td></tr>' * 20}{'<tr><td>1</td></tr>' * n}</table>"
    ),
    "headings": lambda n: report("<h2>甲</h2>" * n),
    "headings of sections": lambda n: report("<p>一、总体情况</p>" * n),
    "headings in elements of their own": lambda n: "<div><div><p>一、总体情况</p></div></div>" * n + TABLE,
    "titles before the report": lambda n: "<h1>甲</h1><p>乙</p>" * n + report(),
    "titles of the page": lambda n: '<title>甲</title><meta name="title" content="甲">' * n + report(),
    "elements in elements": lambda n: "<div>" * n + report(),
    "colours in colours": lambda n: report("<p>" + '<span style="color:red">1' * n),
    "raised text in raised text": lambda n: report("<p>" + "<sup>1" * n),
    "hidden text": lambda n: report("<p><span hidden>1</span>2</p>" * n),
    "text from right to left": lambda n: report(f"<p>{'<bdo dir=rtl>12</bdo>' * n}</p>"),
    "long chains in paragraphs": lambda n: report(f"<p>{'<b>' * 40}1{'</b>' * 40}2</p>" * n),
    "paragraphs in a chain": lambda n: report("<li><div>" * n + "1"),
    "styles that all differ": lambda n: report(
        "".join(f'<p class="c{k}"><i style="margin:{k}px">1</i>2</p>' for k in range(n))
    ),
    "boxes in a line": lambda n: report(f'<p><span style="display:flex">{"<span>1</span>" * n}</span></p>'),
    "line breaks": lambda n: report(f"<p>{'1<br>' * n}</p>"),
    "links": lambda n: report(f"<p>{'<a href=x>1</a>' * n}</p>"),
    "pictures": lambda n: report('<img src="x.png">' * n),
    "elements of the reader's own": lambda n: report("<menu-taken-off>9</menu-taken-off>" * n),
    "end tags": lambda n: report("</p></span>" * n),
}


class _Work:
    """How much was done."""

    def __init__(self) -> None:
        self.done = 0

    def trace(self, frame: FrameType, _event: str, _argument: object) -> Any:
        self.done += 1
        return self.trace if frame.f_code.co_filename.startswith(READERS) else None


@contextmanager
def _counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Work]:
    work, path = _Work(), styles.path

    def counting(text: str) -> Callable[[Any], Any]:
        def found(element: Any) -> Any:
            answer = path(text)(element)
            work.done += len(answer)
            return answer

        return found

    before = sys.gettrace()
    with monkeypatch.context() as patch:
        patch.setattr(styles, "path", counting)
        patch.setattr(import_module("govinfo_parse.readers.html.blocks"), "path", counting)
        sys.settrace(work.trace)
        try:
            yield work
        finally:
            sys.settrace(before)


def work_of(page: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How much work a page makes, whether it is read or refused."""
    styles.style_of.cache_clear()
    styles.style_of.cache_clear()
    with _counted(monkeypatch) as work, suppress(errors.InputTooLarge):
        govinfo_parse.read_document(io.BytesIO(page.encode()), format="html")
    return work.done


@pytest.mark.parametrize("name", PAGES)
def test_work_grows_as_the_page_does(name: str, monkeypatch: pytest.MonkeyPatch):
    work_of(report(), monkeypatch)
    few, many = (work_of(PAGES[name](count), monkeypatch) for count in (FEW, MANY))
    assert many <= MOST * few


def test_work_that_is_squared_is_noticed(monkeypatch: pytest.MonkeyPatch):
    def in_all_of_the_page(text: str, path: Any = styles.path) -> Callable[[Any], Any]:
        return lambda element: path(text)(element.getroottree().getroot())

    monkeypatch.setattr(styles, "path", in_all_of_the_page)
    few, many = (work_of(report(LIST * count), monkeypatch) for count in (FEW, MANY))
    assert many > MOST * few
