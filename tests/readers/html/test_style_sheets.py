"""What the style sheets of a page itself say of the text in its cells."""

from __future__ import annotations

import io

import pytest

from govinfo_parse.readers import read_document

CELL = '<div class="box"><p id="c">12<span class="a b">3</span></p></div>'


def read(sheet: str, cell: str = CELL, before: str = "") -> str:
    page = f"<html><head><style type='text/css'>{sheet}</style></head><body>{before}"
    page += f"<table><tr><td>甲</td><td>{cell}</td><td>乙</td></tr></table></body></html>"
    return read_document(io.BytesIO(page.encode())).text.split("\n")[-1].split("\t")[1]


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{display:none}",
        "p.x, span.b { VISIBILITY: hidden }",
        ".box .a{display:none!important}",
        "td > div #c > span{text-decoration: line-through}",
        "#c span{display:none} span{display:inline}",
        ".a.b{display:none} .a{display:inline}",
        ".a{display:inline} .b{display:none}",
        ".a{display:none ! important} #c .a{display:inline}",
        "/* p{} */ <!-- .a{opacity:0} -->",
        "@media screen{ .z{color:red} .a{display:none} }",
        "@charset 'utf-8'; .a{font-size:0}",
        ".a:hover{display:inline}.a{display:none",
        "p span[class]{display:none}",
        "span[class='a']{display:inline} .a{display:none}",
        "p > span:first-child, td span:last-child{display:none}",
        "span.a:nth-child(1){display:none}",
        "@media (min-width: 768px){.a{display:none}}",
        "@media only screen and (min-width:1200px) {.a{display:none}}",
        "@layer base{.a{display:none}}",
        "@supports (display: grid){.a{display:none}}",
        r".a{display:\6eone}",
        r".a{d\69 splay:n\one}",
        r".\61 {display:none}",
        r".z:before{content:'\f101'} .a{display:\6e one}",
    ],
)
def test_hidden_digits_are_not_read(sheet):
    assert read(sheet) == "12"


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        ".c{display:none}",
        r".a\:b{display:none}",
        r".b\.a{display:none}",
        "p.a{display:none}",
        ".box > .a{display:none}",
        ".a .b{display:none}",
        ".a:hover, .a::first-letter{display:none}",
        "@media print{.a{display:none}}",
        "@media (max-width: 600px){ .z{color:red} .a{display:none} }",
        "@font-face{display:none}",
        "#c .a{display:inline} .a{display:none}",
        "/* .a{display:none} */",
        ".a{} } .z{display:none}",
        "span[data-x]{display:none}",
        'span[class="c"]{display:none}',
        "span.a:nth-child(2){display:none}",
        "@media screen and (min-width: 1400px){.a{display:none}}",
        "@media print and (min-width: 300px){.a{display:none}}",
        "@supports not (display: grid){.a{display:none}}",
    ],
)
def test_what_is_not_said_of_a_cell_hides_nothing(sheet):
    assert read(sheet) == "123"


def test_what_an_element_says_itself_prevails():
    cell = '12<span class="a" style="display:inline">3</span>'
    assert read(".a{display:none}", cell) == "123"
    assert read(".a{display:none !important}", cell) == "12"


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (".a{vertical-align:super}", "12³"),
        (".a{font-size:6px}", "12 3"),
        (".a{color:white}", "12？"),
        (".a::before{content:'1'}", "12？3"),
        (".a:before{content:'（'}", "123"),
        (".a:after{content:'\\e612'}", "123"),
        (".clearfix:after{content:'.'}", "123"),
        (".a:after{content:'\\0037'}", "12？3"),
        (".a:after{content: '（' attr(class) '）'}", "123"),
        ("#c:before{content:attr(data-label)}", "123"),
        (".a:before{content: '：' attr( data-v ) }", "12？3"),
        (".a:before{content:counter(rows)}", "12？3"),
        (".a:before{content:attr(data-w)}", "123"),
    ],
)
def test_digits_that_are_shown_otherwise(sheet, text):
    cell = CELL.replace('class="a b"', 'class="a b" data-v="7" data-w=""').replace("<p", '<p data-label="数量"')
    assert read(sheet, cell) == text


def test_a_sheet_for_paper_hides_nothing():
    page = "<style media='print'>.a{display:none}</style><table><tr><td>甲</td><td>1<i class=a>2</i></td></tr></table>"
    assert read_document(io.BytesIO(page.encode())).text == "甲\t12"


def test_the_cells_of_a_hidden_column_are_gone():
    assert read(".a{display:none}", '3</td><td class="a">7') == "3"


def test_of_two_printings_the_one_that_is_shown_is_read():
    before = '<div class="pane"><table><tr><td>甲</td><td>99</td></tr></table></div><div class="pane on">'
    assert read(".pane{display:none} .pane.on{display:block}", before=before).startswith("12")


def test_a_page_that_only_a_program_shows_is_read():
    page = "<style>#main{display:none}</style><div id=main><table><tr><td>甲</td><td>12</td></tr></table></div>"
    assert read_document(io.BytesIO(page.encode())).text == "甲\t12"


TABLE = "<table><tr><td>甲</td><td>12</td></tr></table>"
UNTOLD = "p{color:#c00}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<style>{UNTOLD}</style>前{TABLE}后", "前 甲 12 后"),
        (f"<STYLE media='screen'>{UNTOLD}</style\n>前{TABLE}<style></style><style> </style>后", "前 甲 12 后"),
        (f"<style>{UNTOLD} td:before{{background:url('<svg>')}}</style>前{TABLE}", "前 甲 12"),
        (f"<!-- <style> -->前12后<style>{UNTOLD}</style>{TABLE}", "前12后 甲 12"),
        (f"<!-- <style>{UNTOLD}</style> -->前{TABLE}", "前 甲 12"),
        (f"<script>var a = '<style>';</script>前{TABLE}<style>{UNTOLD}</style>后", "前 甲 12 后"),
        (f"<p title='<style>'>前</p>{TABLE}<style>{UNTOLD}</style>后", "前 甲 12 后"),
        (f"<style>/*taken off*/</style><!-- <style> -->前12后</style>{TABLE}", "前12后 甲 12"),
        (f"前{TABLE}后<style>{UNTOLD}", "前 甲 12 后"),
    ],
)
def test_only_what_a_browser_takes_for_a_sheet_is_no_text(body, text):
    page = f"<html><body>{body}</body></html>"
    assert read_document(io.BytesIO(page.encode())).text.split() == text.split()


def test_very_many_rules_are_no_burden():
    sheet = "".join(f".k{number} .a{{display:none}}" for number in range(60_000))
    assert read(sheet, CELL * 50).startswith("12")


@pytest.mark.parametrize(
    "piece",
    [
        "<style>",
        "<style",
        "a",
        "@a",
        "@media x",
        "{",
        "}",
        "a{",
        "/*",
        "content:'",
        ".a{display:none",
        "a,",
        "display : ",
        "content:",
        "content:attr(",
        "[a=",
        ":nth-child(99)",
    ],
)
def test_sheets_of_broken_pieces_are_no_burden(piece):
    assert read(".a{display:none}" + piece * 40_000).startswith("12")
