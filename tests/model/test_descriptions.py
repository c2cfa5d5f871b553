"""How the records show in Python and in notebooks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

import govinfo_parse
from govinfo_parse import Cell, Report, Span, State
from govinfo_parse.form_labels import labels
from govinfo_parse.mistaken_input import mistaken
from tests.reviewing.hostile import GOOD, SNIPPETS, harmful
from tests.reviewing.samples import document_of

TEXT = GOOD.replace("412", "4l2").replace("\t340\n", "\t341\n")
REPORT = govinfo_parse.parse_report(TEXT)
RECORDS = (
    REPORT,
    Report(),
    REPORT.applications.received.total,
    Report().applications.received.total,
    *REPORT.diagnostics,
    *REPORT.findings,
)


@pytest.mark.parametrize("record", RECORDS, ids=repr)
def test_a_repr_fits_two_lines(record: object):
    assert len(repr(record)) <= 160
    assert "\n" not in repr(record)


def test_reprs():
    assert repr(REPORT) == "<Report 示例市人民政府, 2023, form 2021: 1 diagnostics, 2 findings>"
    assert repr(REPORT.diagnostics[0]) == "<Diagnostic warning cell-unreadable at 15:15, 1 cells>"
    assert repr(REPORT.findings[1]).startswith("<Finding violated applications.applicants_total: 7 cells, expected 340")
    assert repr(Cell(None, State.UNREADABLE, "4l2", Span(3, 6))) == "<Cell '4l2' unreadable at 3:6>"


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "C"])
@pytest.mark.parametrize("record", RECORDS, ids=repr)
def test_str_is_a_sentence_in_the_users_language(record: object, language: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, language)
    said = str(record)
    assert said != repr(record)
    assert bool(re.search("[\u4e00-\u9fff]（|[：”。]|）$", said)) == (language != "C")


OPERATIONS: tuple[Callable[[Cell], object], ...] = (
    int,
    float,
    abs,
    round,
    lambda cell: cell + 1,
    lambda cell: 1 + cell,
    lambda cell: cell - cell,
    lambda cell: 2 * cell,
    lambda cell: cell / 2,
    lambda cell: 7 // cell,
    lambda cell: cell % 2,
    lambda cell: -cell,
    lambda cell: cell > 3,
    lambda cell: cell <= 3,
    lambda cell: sum([cell, cell]),
    lambda cell: max([cell, cell]),
)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_arithmetic_on_a_cell_says_what_to_do(operation: Callable[[Cell], object]):
    with pytest.raises(TypeError, match=r"use its \.value"):
        operation(REPORT.applications.received.total)


def test_only_public_names_are_listed():
    assert dir(govinfo_parse) == sorted({*govinfo_parse.__all__, "arrow", "corpus", "panel"})


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += f"{data}|"


def test_a_notebook_shows_the_tables():
    shown = Tags(REPORT._repr_html_())
    assert shown.tags.count("table") >= 3
    for label in labels().values():
        if label.path in govinfo_parse.cells(REPORT):
            assert label.row in shown.text
            assert label.column in shown.text
    for cell in govinfo_parse.cells(REPORT).values():
        assert cell.value is None or f"|{cell.value}|" in shown.text
    assert "！4l2" in shown.text
    assert "a" not in shown.tags


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_nothing_of_a_report_runs_in_a_notebook(snippet: str):
    report = govinfo_parse.parse_report(harmful(snippet))
    known = {"p", "h3", "span", "table", "thead", "tbody", "tr", "th", "td", "small"}
    for record in (report, *report.diagnostics, *report.findings, report.disclosure.rules.issued):
        shown = Tags(record._repr_html_())
        assert set(shown.tags) <= known
        assert shown.attributes <= {"class", "lang", "scope", "rowspan", "colspan", "title"}


@pytest.mark.parametrize("given", ["report.html", "a/b/报告.DOCX", r"C:\报告\2023.pdf ", "x.ofd"])
def test_the_name_of_a_file_is_recognised(given: str):
    diagnostic = mistaken(given)
    assert diagnostic is not None
    assert (diagnostic.code, diagnostic.severity) == ("path-given", "error")
    assert "parse_file" in diagnostic.message


@pytest.mark.parametrize("given", ["<!DOCTYPE html><html>", "\n <table>\n<tr>", "<div class='x'>"])
def test_the_html_of_a_page_is_recognised(given: str):
    diagnostic = mistaken(given)
    assert diagnostic is not None
    assert (diagnostic.code, diagnostic.severity) == ("markup-given", "error")


@pytest.mark.parametrize(
    ("given", "code"), [("报告.pdf", "path-given"), ("<html><body>正文</body></html>", "markup-given")]
)
def test_a_report_says_what_was_given_in_its_place(given: str, code: str):
    assert [one.code for one in govinfo_parse.parse_report(given).diagnostics] == [code]


def test_tables_in_html_inside_a_text_are_told_and_parse_file_reads_them():
    cells = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>12</td></tr>"
    text = f"# 示例市示例局2023年政府信息公开工作年度报告\n\n# 二、主动公开政府信息情况\n\n<table>{cells}</table>\n"
    report = govinfo_parse.parse_report(text)
    told = next(one for one in report.diagnostics if one.code == "cells-in-markup")
    assert (told.severity, told.line, told.column) == ("error", 5, 12)
    assert report.disclosure.licensing.decisions.value is None
    read = govinfo_parse.parse_file(io.BytesIO(text.encode()))
    assert read.disclosure.licensing.decisions.value == 12
    assert "cells-in-markup" not in {one.code for one in read.diagnostics}


@pytest.mark.parametrize("given", [GOOD, "", "今天天气很好。", "| a | b |", "<5", "附件：a.docx\n正文", " " * 100_000])
def test_a_text_is_a_text(given: str):
    assert mistaken(given) is None


def test_a_place_in_a_file():
    document = document_of(GOOD)
    report = govinfo_parse.parse_document(document)
    place = document.place(report.applications.carried_forward.total.span)
    assert place.chinese == "表2 第28行 第10列"
    assert place.english == "table 2, row 28, column 10"
    assert str(place) == place.english
    assert (place.table, place.row, place.column, place.page) == (2, 28, 10, None)
    assert document.place(Span(0, 3)).chinese == "第1行"
    text = govinfo_parse.Document(GOOD, "text")
    assert text.place(report_of_text().applications.received.total.span).chinese == "第32行"


def report_of_text() -> Report:
    return govinfo_parse.parse_report(GOOD)


@pytest.mark.parametrize("span", [Span(-1, 0), Span(3, 2), Span(0, 10**9)])
def test_a_place_that_is_none(span: Span):
    with pytest.raises(ValueError, match="no place"):
        document_of(GOOD).place(span)


def test_every_cell_of_a_file_has_its_place():
    document = document_of(GOOD)
    for cell in document.cells:
        place = document.place(cell.span)
        assert (place.table, place.row, place.column) == (cell.table, cell.row, cell.column)


def test_a_text_given_as_a_path_is_said_so():
    with pytest.raises(ValueError, match=r"^the text that begins with '示例市.*' is no path; parse_report reads texts"):
        govinfo_parse.parse_file("示例市人民政府2023年政府信息公开工作年度报告\n一、总体情况\n")
