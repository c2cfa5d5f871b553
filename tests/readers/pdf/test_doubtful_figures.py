"""Figures of a page that are struck out, cut by a border, marked with a note, or filled in afterwards."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from govinfo_parse.readers import read_document
from tests.readers.fixed_layout import SIZE, Page, Text, ofd_pages
from tests.readers.pdf.test_sight import Draw, grid, read, text, with_value


def value(write: Draw) -> str:
    """What is read in the cell in which something is written."""
    return with_value(write).text.split("\n")[1].split("\t")[1]


@pytest.mark.parametrize(("size", "raised"), [(5, 3.5), (5, 0), (6, -1.5), (7.5, 0), (9, 4)])
def test_the_mark_of_a_note_is_no_digit_of_a_number(size, raised):
    def write(canvas: Canvas) -> None:
        canvas.drawString(153, 666, "47")
        canvas.setFont("STSong-Light", size)
        canvas.drawString(162, 666 + raised, "3")

    assert value(write) in ("47 3", "3 47")


def test_a_number_in_letters_of_two_fonts_is_one_number():
    def write(canvas: Canvas) -> None:
        canvas.drawString(153, 666, "47")
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(162, 666, "3")

    assert value(write) == "473"


def test_figures_printed_upon_each_other_are_no_number():
    def write(canvas: Canvas) -> None:
        canvas.drawString(153, 666, "47")
        canvas.drawString(154, 666, "83")

    assert " " in value(write)


@pytest.mark.parametrize(("gap", "expected"), [(0.3, "471"), (1.8, "47 1")])
def test_figures_that_the_file_places_apart_are_two_numbers(gap, expected):
    def write(canvas: Canvas) -> None:
        canvas.drawString(153, 666, "47")
        canvas.drawString(162 + gap, 666, "1")

    assert value(write) == expected


def test_digits_placed_one_by_one_may_be_spaced():
    def write(canvas: Canvas) -> None:
        for place, digit in enumerate("4715"):
            canvas.drawString(153 + 6 * place, 666, digit)

    assert value(write) == "4715"


@pytest.mark.parametrize("is_box", [False, True])
@pytest.mark.parametrize(("y", "expected"), [(669, "？？15"), (665, "4715"), (674, "4715")])
def test_what_a_line_goes_through_is_not_a_number(is_box, y, expected):
    """A line below or above figures does not strike them out."""

    def write(canvas: Canvas) -> None:
        canvas.drawString(153, 666, "4715")
        if is_box:
            canvas.rect(152, y - 0.2, 10, 0.4, stroke=0, fill=1)
        else:
            canvas.line(152, y, 162, y)

    assert value(write) == expected


def test_a_figure_on_a_border_is_in_neither_cell():
    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 250), (700, 680, 660))
        canvas.drawString(53, 686, "规章")
        canvas.drawString(53, 666, "文件")
        canvas.drawString(153, 677, "4")

    assert read(draw).text == "规章\t？\n文件\t？"


@pytest.mark.parametrize("number", ["471296", "-0.51"])
def test_a_number_that_reaches_out_of_the_table_is_one_number(number):
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        canvas.drawString(336, 666, number)

    assert read(draw).text == f"项目\t数量\t合计\n规章\t\t{number}"


def annotation(kind: str, said: str = "") -> Draw:
    """The value 47 with an annotation on it; viewers draw it, the file does not."""

    def write(canvas: Canvas) -> None:
        canvas.drawString(153, 666, "47")
        corners = [152, 674, 163, 674, 152, 664, 163, 664]
        about = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName(kind),
            "QuadPoints": PDFArray(corners),
            "Contents": f"({said})",
        }
        canvas._addAnnotation(PDFDictionary({**about, "Rect": PDFArray([170, 661, 240, 679]), "F": 4}))

    return write


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (annotation("StrikeOut"), "？？"),
        (annotation("FreeText", "12"), "47 ？"),
        (annotation("FreeText"), "47"),
        (annotation("Highlight", "a comment"), "47"),
        (annotation("Text", "a comment"), "47"),
    ],
)
def test_what_is_written_on_a_page_afterwards(write, expected):
    assert value(write) == expected


@pytest.mark.parametrize("filled", ["815", ""])
def test_what_is_filled_into_a_form_is_read(filled):
    def write(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="a", value=filled, x=153, y=661, width=90, height=18, fontSize=9, borderWidth=0)

    assert value(write) == filled


@pytest.mark.parametrize(("share", "expected"), [(0.45, "？？"), (0.95, "47")])
def test_a_line_through_figures_of_an_ofd_file(share, expected):
    top = 100 - 0.85 * SIZE
    lines = [(40.0, top + share * SIZE, 60.0, top + share * SIZE)]
    data = ofd_pages([Page([Text("47", 42, 100)], lines)])
    assert read_document(io.BytesIO(data)).text == expected


def test_turned_text_is_struck_out_by_upright_lines():
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(90)
        text("47", 0, 0)(canvas)
        canvas.line(-1, 3, 10, 3)

    assert read(draw).text == "？？"


@pytest.mark.parametrize(("x", "expected"), [(580, "994？"), (-6, "？419"), (300, "99419")])
def test_a_number_cut_off_by_the_edge_of_the_page_is_no_number(x, expected):
    assert read(text("99419", x, 400)).text == expected


def test_a_number_of_which_a_part_is_painted_over_is_no_number():
    def cover(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(162, 660, 20, 15, stroke=0, fill=1)

    document = with_value(text("4712"), cover)
    assert document.text.split("\n")[1].split("\t")[1] == "4？"


def test_a_number_that_is_cut_off_piece_by_piece_is_no_number():
    def cover(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(162, 660, 20, 15, stroke=0, fill=1)

    def pieces(canvas: Canvas) -> None:
        for number, digit in enumerate("4712"):
            text(digit, 153 + 4.5 * number)(canvas)

    assert with_value(pieces, cover).text.split("\n")[1].split("\t")[1] == "4？"
