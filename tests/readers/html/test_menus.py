"""Menus are taken off a page before it is parsed; nothing of what is read depends on it."""

from __future__ import annotations

import io

import pytest

import govinfo_parse
from govinfo_parse.readers.document import document_as_data
from govinfo_parse.readers.html.content import is_of_interest
from govinfo_parse.readers.html.menus import MARK, without_menus

LINKS = (
    '<li class="c1"><a href="/a" title="栏目">栏目甲</a></li>\n<li>\n<a href=/b><span>乙</span>&nbsp;丙</a><i></i></li>'
)
MENU = f'<ul class="nav">{LINKS}</ul>'
ROWS = "<tr><td>件数</td><td>1</td><td>2</td><td>3</td></tr><tr><td>结转</td><td>4</td><td>5</td><td>6</td></tr>"
HEADINGS = "<h1>示例市2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>公开信息。</p>"
REPORT = f"{HEADINGS}<table>{ROWS}</table><p>二、存在问题情况</p>"


def read(page: str) -> str:
    found = document_as_data(govinfo_parse.read_document(io.BytesIO(page.encode()), format="html"))
    return str(found).replace("<UL", "<ul")  # where markup itself is shown


def taken(page: str) -> int:
    return without_menus(page.encode(), is_of_interest)[1]


@pytest.mark.parametrize(
    "menu",
    [
        MENU,
        "<ul></ul>",
        '<ul style="display:none"><li>甲</li></ul>',
        "<ul><li><a href='/?a=1&b=2'>甲&gt;<b>乙</b></a><em>丙</em></li></ul>",
        '<ul id=x hidden><li class="a b-c">甲</li></ul>',
    ],
)
def test_menus_are_taken_off(menu: str):
    page = f"<div>{menu}</div><div>{REPORT}</div>{menu}"
    rest, count = without_menus(page.encode(), is_of_interest)
    assert count == 2
    assert rest.count(MARK.encode()) == 6
    assert "甲" not in rest.decode()


@pytest.mark.parametrize(
    "menu",
    [
        "<ul><li>发布机构：示例局</li></ul>",  # it states something
        "<ul><li>2021年度报告</li></ul>",
        "<ul><li>二</li><li>、</li></ul>",
        '<ul><li class="sr-only">甲</li></ul>',  # parts of it are hidden
        '<ul><li class="a visually-hidden">甲</li></ul>',
        '<ul><li class="sr&#45;only">甲</li></ul>',
        "<ul><li hidden>甲</li></ul>",
        '<ul><li STYLE="display:none">甲</li></ul>',
        "<ul><li>甲<sup>2</sup></li></ul>",  # they are no plain links
        "<ul><li>甲<ul><li>乙</ul></li></ul>",
        "<ul><li>甲<table><tr><td>1</table></li></ul>",
        "<ul><li>&#49;</li></ul>",
        "<ul><li>甲<li>乙</ul>",  # markup with faults
        "<ul><li><a href='/'>甲</li></a></ul>",
        "<ul><li class='a' title='>'>甲</li></ul>",
        f"<!-- {MENU} -->",  # there is no markup here
        f"<script>document.write('{MENU}')</script>",
    ],
)
def test_other_lists_stay(menu: str):
    assert taken(f"<div>{menu}</div>{REPORT}") == 0


@pytest.mark.parametrize(
    "around",
    [
        "{menu}<div>{report}</div>{menu}",
        "<div>{report}{menu}</div>",  # in the report's own part of the page
        "<div><p>一、总体情况</p>{menu}{report}</div>",
        "<div>{report}<table><tr><td>{menu}</td><td>7</td></tr></table></div>",
        "<div>{report}<table><tr>{menu}<td>7</td><td>8</td></tr></table></div>",
        "<table><tr><td>{menu}</td><td>{report}</td></tr></table>",
        "<nav>{menu}</nav><ul><li>一级{menu}</li></ul><div>{report}</div>",
        "<ul><li>发布日期：2022-01-05{menu}</li></ul><div>{report}</div>",
        "<pre>{menu} 1  2</pre><div>{report}</div>",
        '<div style="display:none">{menu}</div><div>{report}</div>',
        '<div style="color:red">{menu}</div><div>{report}</div>',
        "<p>12{menu}34</p><div>{report}</div>",
        "<div>{report}<p>12{menu}34</p></div>",
        "<b><i><a href='x'>{menu}<div>{report}</div>",
        '<bdo dir="rtl">{menu}12</bdo><div>{report}</div>',
        "<select><option>{menu}</select><div>{report}</div>",
        "<p>甲</p><!--{menu}--><!-- {menu} <div>{report}</div>",
        "<!-->{menu}--><div>{report}</div>",
        "<textarea>{menu}</textarea><div>{report}</div>",
        "<div>{report}<table><tr><td><select><option>{menu}</select></td><td>7</td></tr></table></div>",
        "<div>{report}<table><tr><td><svg>{menu}<text>9</text></svg></td><td>7</td></tr></table></div>",
        "<div>{report}<table><tr><td><math>{menu}<mn>9</mn></math></td><td>7</td></tr></table></div>",
        "<xmp>{menu}</xmp><div>{report}{menu}</div>",
        "<div>{report}<xmp>{menu}</xmp></div>",
        "<title>{menu}</title><div>{report}</div>",
        '<meta name="description" content="{menu}"><div>{report}</div>',
        '<div title="{menu}">{report}</div>',
        '<div title="{menu}{report}',
        "<div title='{menu}'>{report}</div>",
        "<div title={menu}>{report}</div>",
        '<div a"{menu}" b>{report}</div>',
        "<! {menu} ><div>{report}</div>",
        "<?php {menu} ?><div>{report}</div>",
        "<div>{report}<?php {menu} ?></div>",
        "<div>{report}<! {menu} ></div>",
        "<ul><?php {menu} ?></ul><div>{report}</div>",
        "<div>{report}<p {menu}12</p></div>",
        "<ul {menu}<li>9</li></ul><div>{report}</div>",
        "<iframe>{menu}</iframe><div>{report}</div>",
        "<plaintext>{menu}{report}",
        "<menu-taken-off>{menu}9</menu-taken-off><div>{report}</div>",
        "<div>{report}<p>1<menu-taken-off>2</menu-taken-off>3</p></div>",
        "前言\n{menu}\n<div>{report}</div>",
    ],
)
def test_a_page_is_read_as_if_its_menus_had_stayed(around: str):
    page = around.format(menu=MENU, report=REPORT)
    with_menus = page.replace("<ul", "<UL")  # the same to every parser of HTML, but not taken off
    assert taken(with_menus) == 0
    assert read(page) == read(with_menus)


def test_broken_lists_without_end_take_time_once():
    page = "<ul><li>甲</li>" * 100_000
    assert without_menus(page.encode(), is_of_interest) == (page.encode(), 0)
    page = f"<!--{MENU}" * 20_000
    assert taken(page) == 0
