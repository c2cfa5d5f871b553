"""Cells are written short before a page is parsed; nothing of what is read depends on it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest

import govinfo_parse
from govinfo_parse.readers import html
from govinfo_parse.readers.document import document_as_data
from govinfo_parse.readers.html.short_cells import with_short_cells

FONT = "font-family: &quot;仿宋&quot;; color: rgb(51, 51, 51); mso-spacerun: 'yes'"


def shortened(cell: str) -> str:
    row = f"<table><tr><td>件数</td>{cell}</tr></table>"
    short = with_short_cells(row.encode()).decode()
    return short.removeprefix("<table><tr><td>件数</td>").removesuffix("</tr></table>")


@pytest.mark.parametrize(
    ("cell", "short"),
    [
        ("<td><p>12</p></td>", "<td>12</td>"),
        ("<th\n width=5%>\n<p> 12 </p>\n</th>", "<th> 12 </th>"),
        (f'<td style="{FONT}"><p style="{FONT}"><span style="{FONT}">12</span></p></td>', "<td>12</td>"),
        ("<td colspan=2 width='9' rowspan=\"3\"><b>合计</b></td>", '<td colspan=2 rowspan="3">合计</td>'),
        ("<td><div><p><span><font>&nbsp;</font></span><o:p></o:p></p></div></td>", "<td>&nbsp;</td>"),
        ("<td><p><span>12</span><span><o:p></o:p></span></p></td>", "<td>12</td>"),
        ("<td><p>3>2</p></td>", "<td>3>2</td>"),
        ('<td><p><span style="font-size:14px">12</span></p></td>', '<td style="font-size:1em">12</td>'),
    ],
)
def test_what_says_nothing_of_a_text_is_left_out(cell: str, short: str):
    assert shortened(cell) == short


@pytest.mark.parametrize(
    "cell",
    [
        "<td>12</td>",
        "<td><p>12</p><p>3</p></td>",
        "<td><p>12<span>3</span></p></td>",
        "<td><p>12<br></p></td>",
        "<td><p><sup>12</sup></p></td>",
        "<td><p><a href='/'>12</a></p></td>",
        '<td><p><span style="display:none">12</span></p></td>',
        '<td style="visibility:hidden"><p>12</p></td>',
        '<td><p><span style="font-size:0">12</span></p></td>',
        '<td><p><span style="vertical-align:super">12</span></p></td>',
        '<td><p><span style="unicode-bidi:bidi-override;direction:ltr">12</span></p></td>',
        "<td hidden><p>12</p></td>",
        '<td><p class="sr-only">12</p></td>',
        '<td><p class="bigTitle">12</p></td>',
        '<td><p style="color:red" style="display:none">12</p></td>',
        '<td><p style="&#100;isplay:none">12</p></td>',
        '<td><p title="a>b">12</p></td>',
        '<td><p title="a<b>">12</p></td>',
        "<td><p title=a'b>12</p></td>",
        "<td><span><p>12</p></span></td>",
        "<td><p><p>12</p></p></td>",
        "<td><p><b>12</p></b></td>",
        "<td><p>12</td>",
        "<TD><P>12</P></TD>",
    ],
)
def test_any_other_cell_stays_as_it_is(cell: str):
    assert shortened(cell) == cell


def test_text_of_no_size_that_has_one_again_is_read():
    row = '<tr><td>件数</td><td><p><span style="font-size:14px">12</span></p></td></tr>'
    page = f'<p>一、总体情况</p><table style="font-size:0">{row}</table>'
    assert "12" in govinfo_parse.read_document(io.BytesIO(page.encode())).text


STYLES = (
    *("color:red", "font-size:14px", "font-size:0", "display:none", "vertical-align:super", "visibility:hidden"),
    *("text-decoration:line-through", "unicode-bidi:bidi-override;direction:rtl", FONT, "display:flex", "opacity:0"),
)
ATTRIBUTES = (
    *("", "", "", " width=50%", " colspan='2'", ' rowspan="2"', " hidden", ' class="sr-only"', " class=MsoNormal"),
    *(' id="title"', "\ndir='rtl'", *(f' style="{style}"' for style in STYLES)),
)
TEXTS = ("", " ", "12", "3", "&nbsp;", "商业\n企业", "1,234", " 7 ", "x&lt;y", "0>")


def drawn_table(draw: random.Random) -> str:
    def element(name: str, inside: Callable[[], str]) -> str:
        end = "" if draw.random() < 0.02 else f"</{name}>"
        return f"<{name}{draw.choice(ATTRIBUTES)}>{draw.choice(('', '', ' '))}{inside()}{end}"

    def inline() -> str:
        if draw.random() < 0.4:
            return draw.choice(TEXTS)
        name = draw.choice(("span", "span", "font", "b", "sup", "a", "p", "div", "i"))
        return element(name, inline) + draw.choice(("", "", "", "<o:p></o:p>", "<span><o:p></o:p></span>", "4"))

    def cell() -> str:
        return element(
            draw.choice(("td", "td", "th")), lambda: element("p", inline) if draw.random() < 0.5 else inline()
        )

    def row() -> str:
        return element("tr", lambda: "".join(cell() for _ in range(draw.randint(1, 3))))

    return element("table", lambda: "".join(row() for _ in range(draw.randint(1, 3))))


@pytest.mark.parametrize("seed", range(8))
def test_pages_are_read_as_with_long_cells(seed: int, monkeypatch: pytest.MonkeyPatch):
    draw = random.Random(seed)
    for _ in range(60):
        page = f"<p>一、总体情况</p><div{draw.choice(ATTRIBUTES[:9])}>{drawn_table(draw)}{drawn_table(draw)}</div>"
        read = []
        for way in (with_short_cells, bytes):
            monkeypatch.setattr(html, "with_short_cells", way)
            read.append(document_as_data(govinfo_parse.read_document(io.BytesIO(page.encode()), format="html")))
        assert read[0] == read[1], page


@pytest.mark.parametrize(
    "piece", ["<td", "<td><x", "<td><x ", '<td><b a="', '<td x="><b ">', '<td ""><b "">', "<td><p>1"]
)
def test_cells_without_end_take_time_once(piece: str):
    page = (piece * 100_000).encode()
    assert with_short_cells(page) == page
