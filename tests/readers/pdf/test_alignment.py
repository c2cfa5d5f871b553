"""Tables without lines: the places of figures show their rows and columns."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.fixed.alignment import aligned_tables
from govinfo_parse.readers.fixed.words import PrintedWord

Print = tuple[float, float, str]
"""Where a text begins, from the left and from the top, and the text."""

HEADS: list[Print] = [
    (200, 60, "自然"),
    (200, 71, "人"),
    (250, 50, "法人或其他组织"),
    (250, 66, "商业企业"),
    (288, 66, "科研机构"),  # so close to the head before it that no space is between the two
    (340, 66, "总计"),
]
ROWS: list[Print] = [
    (50, 90, "一、新收"),
    (200, 90, "7"),
    (250, 90, "8"),
    (340, 90, "15"),
    (50, 105, "1.申请人无正当理由逾"),
    (200, 111, "23"),
    (250, 111, "4"),
    (288, 111, "5"),
    (340, 111, "32"),
    (50, 117, "期不补正"),
    (50, 132, "2.其他"),
    (50, 147, "3.重复申请"),
    (200, 147, "0"),
    (250, 147, "-"),
    (288, 147, "6"),
    (340, 147, "6"),
]
TABLE = [
    "法人或其他组织\t\t自然人\t商业企业\t科研机构\t总计",
    "\t一、新收\t7\t8\t\t15",
    "\t1.申请人无正当理由逾期不补正\t23\t4\t5\t32",
    "\t2.其他\t\t\t\t",
    "\t3.重复申请\t0\t-\t6\t6",
]
NEXT: list[Print] = [
    (50, 50, "4.其余"),
    (200, 50, "1"),
    (250, 50, "2"),
    (288, 50, "3"),
    (340, 50, "6"),
    (50, 70, "四、行政复议"),
]


def read(*pages: Iterable[Print], stripes: Iterable[float] = ()) -> Document:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for page in pages:
        canvas.setFillGray(0.9)
        for y in stripes:
            for x in (48, 198, 248, 286, 338):
                canvas.rect(x, 842 - y - 3, {48: 150, 198: 50, 248: 38, 286: 52}.get(x, 60), 13, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("STSong-Light", 9)
        for x, y, text in page:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    canvas.save()
    return read_document(io.BytesIO(buffer.getvalue()))


def test_labels_and_heads_of_several_lines_and_blank_cells():
    document = read([(50, 30, "三、收到申请情况"), *HEADS, *ROWS, (50, 165, " "), (50, 180, "四、行政复议")])
    assert document.text == "\n".join(["三、收到申请情况", "", *TABLE, "", "四、行政复议"])
    boxes = {document.text[cell.span.start : cell.span.end]: cell.box for cell in document.cells}
    assert boxes["32"] == pytest.approx((340, 101, 349, 114), abs=4)


def test_figures_beside_the_first_line_of_a_label():
    higher = [(x, 105 if y == 111 else y, text) for x, y, text in ROWS]
    assert read([*HEADS, *higher]).text == "\n".join(TABLE)


def test_a_label_that_may_belong_to_either_row_makes_no_table():
    """The line is as far from the label above it as from the one below."""
    rows = [(x, {111: 105, 117: 118.5}.get(y, y), text) for x, y, text in ROWS]
    document = read([*HEADS, *rows])
    assert "期不补正" in document.text.split("\n")
    assert not document.cells


@pytest.mark.parametrize("lost", ["自然", "人", "商业企业", "总计"])
def test_a_column_without_a_head_makes_no_table(lost):
    heads = [one for one in HEADS if lost not in one[2] and (lost != "自然" or one[2] != "人")]
    document = read([*heads, *ROWS])
    assert bool(document.cells) == (lost == "人")  # 自然 is a head as well, if not the right one


def test_a_table_goes_on_where_the_next_page_has_its_columns():
    document = read([*HEADS, *ROWS], NEXT)
    assert document.text == "\n".join([*TABLE, "\t4.其余\t1\t2\t3\t6", "", "四、行政复议"])
    moved = [(x + 40 * (x > 60), y, text) for x, y, text in NEXT]
    assert read([*HEADS, *ROWS], moved).text == "\n".join([*TABLE, "", "4.其余 1 2 3 6", "四、行政复议"])


def test_a_table_is_read_whole_or_not_at_all():
    """A row whose figures are between the columns ends the table in the middle."""
    document = read([*HEADS, *ROWS, (50, 162, "4.其余"), (225, 162, "1"), (270, 162, "2"), (340, 162, "3")])
    assert not document.cells


def test_lines_of_text_that_say_the_same_stay_lines_of_text():
    heads = [(50, 75, "项目"), (200, 75, "甲"), (250, 75, "乙"), (340, 75, "丙")]
    document = read([*heads, *ROWS[:4]])
    assert document.text == "项目 甲 乙 丙\n一、新收 7 8 15"


def test_stripes_below_every_other_row_do_not_part_a_table():
    rows = [one for one in ROWS if one[1] not in (105, 117)]
    rows.append((50, 111, "1.逾期"))
    document = read([*HEADS, *rows], stripes=[90, 132])
    assert document.text == "\n".join(TABLE).replace("申请人无正当理由逾期不补正", "逾期")


def test_the_number_of_a_label_is_a_part_of_it():
    rows = [one for one in ROWS if one[2] != "2.其他"]
    document = read([*HEADS, *rows, (50, 132, "2."), (65, 132, "其他")])
    assert document.text.replace("2. 其他", "2.其他") == "\n".join(TABLE)


def test_two_tables_side_by_side_are_not_one():
    beside = [(x - 160, y, text) for x, y, text in ROWS]
    document = read([(x + 160, y, text) for x, y, text in [*HEADS, *ROWS]] + beside)
    assert not document.cells


def test_figures_in_sentences_are_no_table():
    page = [(50, 50, "全年收到"), (120, 50, "12"), (160, 50, "13"), (200, 50, "14")]
    assert read(page).text == "全年收到 12 13 14"


@pytest.mark.parametrize("text", ["7", "乙", "乙7", "一、7"])
def test_pages_full_of_words_are_read_in_linear_time(text):
    """Words in columns so narrow that thousands fit into a line, with labels, figures, or both."""
    words = [
        PrintedWord(text[(row + column) % len(text)], 10.0 * column, 2.0 * row, 10.0 * column + 4, 2.0 * row + 1.5)
        for row in range(400)
        for column in range(75)
    ]
    lines = [words[first : first + 75] for first in range(0, len(words), 75)]
    narrow = [[line[place] for line in lines for place in (0, 70, 71, 72)][n : n + 4] for n in range(0, 1600, 4)]
    for shape in (lines, [words[:15_000], words[15_000:]], [[word] for word in words], narrow):
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count)
        try:
            aligned_tables(shape)
        finally:
            sys.setprofile(None)
        assert calls < 60 * len(words)
