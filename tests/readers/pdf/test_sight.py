"""What a person sees on a page is what is read of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govinfo_parse.errors import NoTextLayer
from govinfo_parse.readers import Document, read_document

XS, YS = (50, 150, 250, 350), (700, 680, 660)
HEADS = ("项目", "数量", "合计")
Draw = Callable[[Canvas], None]
PICTURE = b"P6 2 2 255 " + bytes(range(12))


def pdf(*pages: Draw) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for draw in pages:
        canvas.setFont("STSong-Light", 9)
        canvas.setLineWidth(0.5)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: Draw) -> Document:
    return read_document(io.BytesIO(pdf(*pages)))


def grid(canvas: Canvas) -> None:
    """A table of three columns and two rows with its heads."""
    canvas.grid(XS, YS)
    for x, head in zip(XS, HEADS, strict=False):
        canvas.drawString(x + 3, 686, head)
    canvas.drawString(53, 666, "规章")


def with_value(write: Draw, after: Draw = Canvas.getPageNumber) -> Document:
    """The table with something written by ``write``, and something painted after it."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        canvas.saveState()
        write(canvas)
        canvas.restoreState()
        canvas.saveState()
        after(canvas)
        canvas.restoreState()

    return read(draw)


def text(shown: str, x: float = 153, y: float = 666, mode: int | None = None) -> Draw:
    return lambda canvas: canvas.drawString(x, y, shown, mode=mode)


def invisible_mode(canvas: Canvas) -> None:
    canvas.drawString(153, 666, "47", mode=3)


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(153, 666, "47")


def in_the_colour_of_its_cell(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.2, 0.4, 0.8)
    canvas.rect(150, 660, 100, 20, stroke=0, fill=1)
    canvas.drawString(153, 666, "47")


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(153, 666, "47")


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(300, 100, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(153, 666, "47")


def off_the_page(canvas: Canvas) -> None:
    canvas.drawString(-200, 666, "47")


def tiny(canvas: Canvas) -> None:
    canvas.setFont("STSong-Light", 0.4)
    canvas.drawString(153, 666, "47")


UNSEEN = (invisible_mode, white, in_the_colour_of_its_cell, transparent, clipped, off_the_page, tiny)


@pytest.mark.parametrize("write", UNSEEN, ids=lambda one: one.__name__)
def test_what_nobody_sees_is_not_read(write):
    document = with_value(write)
    assert document.text == "项目\t数量\t合计\n规章\t\t"
    assert [(note.code, note.message[:12]) for note in document.diagnostics] == [("hidden-text", "2 characters")]


def test_what_is_painted_over_is_not_read():
    def cover(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(151, 661, 98, 18, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(153, 666, "74")

    assert with_value(text("47"), cover).text == "项目\t数量\t合计\n规章\t74\t"


@pytest.mark.parametrize("other", ["<< /ActualText (74) >>", "<< /ActualText <FEFF00370034> >>", "<< /MCID 0 >>"])
def test_what_is_printed_is_read_and_not_what_is_said_to_be_meant(other):
    def write(canvas: Canvas) -> None:
        canvas._code.append(f"/P << /MCID 1 >> BDC /Span {other} BDC")
        canvas.drawString(153, 666, "47")
        canvas._code.append("EMC EMC")

    assert with_value(write).text == "项目\t数量\t合计\n规章\t47\t"


def test_what_nobody_sees_is_not_read_after_very_many_objects():
    def write(canvas: Canvas) -> None:
        canvas._code.append("0 0 m 9 9 l S " * 30_001)
        invisible_mode(canvas)

    document = with_value(write)
    assert "47" not in document.text
    assert {note.code for note in document.diagnostics} == {"tables-not-searched", "hidden-text"}


def on_a_dark_ground(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(150, 660, 100, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(153, 666, "47")


def over_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(PICTURE)), 140, 655, 120, 30)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(153, 666, "47")


def pale(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.9, 0.9, 0.9)
    canvas.drawString(153, 666, "47")


def outlined(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(153, 666, "47", mode=2)


def within_a_clip(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(150, 660, 100, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(153, 666, "47")


SEEN = (on_a_dark_ground, over_a_picture, pale, outlined, within_a_clip)


@pytest.mark.parametrize("write", SEEN, ids=lambda one: one.__name__)
def test_what_is_seen_is_read(write):
    document = with_value(write)
    assert document.text == "项目\t数量\t合计\n规章\t47\t"
    assert document.diagnostics == ()


def test_a_seal_or_a_veil_over_figures_hides_nothing():
    def seal(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(PICTURE)), 140, 655, 60, 60)
        canvas.setFillAlpha(0.3)
        canvas.rect(150, 660, 100, 20, stroke=0, fill=1)

    assert with_value(text("47"), seal).text == "项目\t数量\t合计\n规章\t47\t"


def test_recognised_text_of_a_scan_is_read_and_told():
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(PICTURE)), 0, 0, 595, 842)
        canvas.drawString(53, 700, "前言47", mode=3)

    def under(canvas: Canvas) -> None:
        canvas.drawString(53, 700, "后记")
        canvas.drawImage(ImageReader(io.BytesIO(PICTURE)), 0, 0, 595, 842)

    document = read(scan, under)
    assert document.text == "前言47\n后记"
    assert [(note.code, note.message[:10]) for note in document.diagnostics] == [("recognised-text", "pages 1, 2")]


def test_a_scan_is_said_only_where_there_is_a_picture():
    with pytest.raises(NoTextLayer, match="nothing is printed") as caught:
        read(lambda canvas: canvas.line(0, 0, 9, 9))
    assert "scan" not in str(caught.value)
    with pytest.raises(NoTextLayer, match="scan"):
        read(lambda canvas: canvas.drawImage(ImageReader(io.BytesIO(PICTURE)), 0, 0, 595, 842))
    with pytest.raises(NoTextLayer, match="nothing is printed"):
        read(white)


@pytest.mark.parametrize(("right", "down"), [(0.4, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 3.0)])
def test_a_shadow_is_read_once(right, down):
    def shadowed(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.6, 0.6, 0.6)
        canvas.drawString(153 + right, 666 - down, "1107")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(153, 666, "1107")

    assert with_value(shadowed).text == "项目\t数量\t合计\n规章\t1107\t"


def test_numbers_printed_over_each_other_are_no_number():
    def write(canvas: Canvas) -> None:
        canvas.drawString(156, 663, "47")
        canvas.drawString(153, 666, "47")

    assert with_value(write).text == "项目\t数量\t合计\n规章\t4 4 7 7\t"


@pytest.mark.parametrize("pieces", [("1107",), ("11", "07")])
def test_a_text_over_its_own_without_paint_is_read(pieces):
    """Chromium prints a text with a blurred shadow twice: without paint, and then as it is seen."""

    def twice(canvas: Canvas) -> None:
        for alpha in (0, 1):
            canvas.setFillAlpha(alpha)
            for number, piece in enumerate(pieces):
                canvas.drawString(153 + 9 * number + alpha, 666 - alpha, piece)

    assert with_value(twice).text == "项目\t数量\t合计\n规章\t1107\t"


def turned(angle: float, x: float, y: float, shown: str) -> Draw:
    def write(canvas: Canvas) -> None:
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.drawString(0, 0, shown)

    return write


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 170, 661), (-90, 170, 678), (180, 190, 675)])
def test_turned_text_keeps_its_order(angle, x, y):
    assert with_value(turned(angle, x, y, "1234")).text == "项目\t数量\t合计\n规章\t1234\t"


@pytest.mark.parametrize("pieces", [["1234"], ["1", "2", "3", "4"]])
def test_turned_figures_over_a_border_are_no_number(pieces):
    def write(canvas: Canvas) -> None:
        canvas.translate(170, 645)
        canvas.rotate(90)
        for number, piece in enumerate(pieces):
            canvas.drawString(4.5 * number, 0, piece)

    document = with_value(write)
    assert "？" in document.text
    assert not any(map(str.isdigit, document.text))


def test_slanted_and_mirrored_text_is_left_out():
    def mirrored(canvas: Canvas) -> None:
        canvas.translate(190, 666)
        canvas.scale(-1, 1)
        canvas.drawString(0, 0, "47")

    for write in (mirrored, turned(30, 153, 662, "47")):
        document = with_value(write)
        assert document.text == "项目\t数量\t合计\n规章\t\t"
        assert [(note.code, note.message[:2]) for note in document.diagnostics] == [("slanted-text", "2 ")]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("is_drawn_so", [False, True])
def test_a_turned_page_is_read_as_it_is_held(angle, is_drawn_so):
    """The page is turned as it is shown, or what stands on it was drawn sideways."""

    def draw(canvas: Canvas) -> None:
        if is_drawn_so:
            canvas.translate(*{0: (0, 0), 90: (595, 100), 180: (595, 842), 270: (0, 700)}[angle])
            canvas.rotate(angle)
        else:
            canvas.setPageRotation(angle)
            canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[angle])
            canvas.rotate(angle)
        if angle in (90, 270):
            canvas.translate(100, -350)
        grid(canvas)
        canvas.drawString(153, 666, "47")
        canvas.drawString(53, 640, "后记")

    document = read(draw)
    assert document.text == "项目\t数量\t合计\n规章\t47\t\n\n后记"
    boxes = [cell.box for cell in document.cells]
    assert all(box is not None and box[2] - box[0] == pytest.approx(100, abs=1) for box in boxes)
    assert all(box is not None and box[3] - box[1] == pytest.approx(20, abs=1) for box in boxes)


def test_cells_say_where_they_are_drawn():
    document = with_value(text("47"))
    assert [cell.box for cell in document.cells][4] == pytest.approx((150, 842 - 680, 250, 842 - 660), abs=1)
    moved = pdf(grid).replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 10 20 605 862]")
    assert read_document(io.BytesIO(moved)).cells[0].box == pytest.approx((40, 862 - 700, 140, 862 - 680), abs=1)


@pytest.mark.parametrize(
    ("x", "expected"),
    [(135, "规章\t12918\t"), (118, "规章 12918\t\t"), (228, "规章\t12918\t"), (246, "规章\t\t12918")],
)
def test_a_number_over_a_border_is_one_number_of_one_cell(x, expected):
    def wide(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(x, 666, "12918")

    assert with_value(wide).text.split("\n")[1] == expected


def test_numbers_of_two_cells_stay_two():
    def touching(canvas: Canvas) -> None:
        canvas.drawRightString(249.5, 666, "129")
        canvas.drawString(250.5, 666, "18")

    assert with_value(touching).text.split("\n")[1] == "规章\t129\t18"
    digits = [text(digit, 153 + 4.5 * number) for number, digit in enumerate("12918")]
    assert with_value(lambda canvas: [draw(canvas) for draw in digits]).text.split("\n")[1] == "规章\t12918\t"


def test_texts_and_lines_inside_forms_are_where_they_are_shown():
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.setFont("STSong-Light", 9)
        grid(canvas)
        canvas.drawString(153, 666, "47")
        canvas.endForm()
        canvas.translate(50, -100)
        canvas.scale(0.8, 0.8)
        canvas.doForm("inner")

    document = read(draw)
    assert document.text == "项目\t数量\t合计\n规章\t47\t"
    assert document.cells[0].box == pytest.approx((90, 842 - 460, 170, 842 - 444), abs=1)


def test_nothing_is_printed_by_the_libraries(capfd):
    read(grid)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("is_reversed", [False, True])
def test_borders_filled_one_by_one_make_a_table_beside_ruled_ones(first, is_reversed):
    """As Chromium prints them: each side of a cell is a thin box, drawn from any of its corners in any direction."""

    def box(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        corners = (corners[first:] + corners[:first])[:: -1 if is_reversed else 1]
        path = canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 70, 90), (750, 740))
        for x in XS:
            for y1, y0 in pairwise(YS):
                box(canvas, x, y0, x + 0.75, y1)
        for y in YS:
            for x0, x1 in pairwise(XS):
                box(canvas, x0, y, x1, y + 0.75)
        for x, head in zip(XS, HEADS, strict=False):
            canvas.drawString(x + 3, 686, head)
        canvas.drawString(253, 666, "47")

    assert read(draw).text.split("\n")[-2:] == ["项目\t数量\t合计", "\t\t47"]


def test_shaded_cells_beside_a_ruled_table_are_a_table():
    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 70, 90), (750, 740))
        for y, shade in ((680, 0.8), (660, 0.9)):
            for x in XS[:3]:
                canvas.setFillGray(shade)
                canvas.rect(x, y, 100, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for x, head in zip(XS, HEADS, strict=False):
            canvas.drawString(x + 3, 686, head)
        canvas.drawString(253, 666, "47")

    assert read(draw).text.split("\n")[-2:] == ["项目\t数量\t合计", "\t\t47"]


@pytest.mark.parametrize("gap", [0.0, 1.5, 2.3, 2.9])
def test_a_gap_between_the_borders_of_cells_is_no_column(gap):
    """As browsers print tables whose cells have borders of their own."""

    def draw(canvas: Canvas) -> None:
        for row, texts in enumerate((HEADS, ("规章", "47", "815"))):
            for column, shown in enumerate(texts):
                x, y = 50 + column * (80 + gap), 700 - row * (20 + gap)
                canvas.rect(x, y, 80, 20)
                canvas.drawString(x + 3, y + 6, shown)

    assert read(draw).text == "项目\t数量\t合计\n规章\t47\t815"


def layered(settings: str, layer: str = "<< /Type /OCG /Name (x) >>", more: str = "", *, as_form: bool = False) -> str:
    """What is read of a table with 12 beside 34 in a layer, and 77 in it; ``settings`` say which layers are off."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        text("12")(canvas)
        if as_form:
            canvas.beginForm("layer")
            canvas.setFont("STSong-Light", 9)
        else:
            canvas._code.append("/OC /layer BDC")
        text("34", 165)(canvas)
        text("77", 253)(canvas)
        if as_form:
            canvas.endForm()
            canvas.doForm("layer")
        else:
            canvas._code.append("EMC")

    data = pdf(draw)
    for before, after in (
        ("/ProcSet [", "/Properties << /layer 900 0 R >> /ProcSet ["),
        ("/Type /Catalog", f"/Type /Catalog /OCProperties << /OCGs [ 901 0 R ] {settings} >>"),
        ("\nxref", f"\n900 0 obj\n{layer}\nendobj\n901 0 obj\n<< /Type /OCG /Name (y) >>\nendobj\n{more}\nxref"),
    ):
        assert before.encode() in data
        data = data.replace(before.encode(), after.encode())
    return read_document(io.BytesIO(data)).text.split("\n")[1]


@pytest.mark.parametrize(
    ("settings", "layer"),
    [
        ("/D << /OFF [ 900 0 R ] >>", "<< /Type /OCG /Name (x) >>"),
        ("/D << /BaseState /OFF >>", "<< /Type /OCG /Name (x) >>"),
        ("/D << /OFF [ 901 0 R ] >>", "<< /Type /OCMD /OCGs 901 0 R >>"),
        ("/D << /OFF 902 0 R >>", "<< /Type /OCG /Name (x) >>"),
        ("/D << >>", "<< /Type /OCG /Name (x) /Usage << /View << /ViewState /OFF >> >> >>"),
    ],
)
@pytest.mark.parametrize("as_form", [False, True])
def test_figures_in_layers_that_may_be_switched_off_are_no_numbers(settings, layer, as_form):
    assert layered(settings, layer, "902 0 obj\n[ 900 0 R ]\nendobj", as_form=as_form) == "规章\t12 ？？\t？？"


@pytest.mark.parametrize(("as_form", "expected"), [(False, "规章\t12 ？？\t？？"), (True, "规章\t12 34\t77")])
def test_where_nobody_knows_what_is_switched_off_forms_are_read_and_layers_are_not(as_form, expected, monkeypatch):
    monkeypatch.setattr("govinfo_parse.readers.pdf.hides_layers", lambda _data: None)
    assert layered("/D << >>", as_form=as_form) == expected


@pytest.mark.parametrize("settings", ["/D << /ON [ 900 0 R ] /OFF [ ] >>", "/D << >>", "/D << /BaseState /ON >>"])
@pytest.mark.parametrize("as_form", [False, True])
def test_figures_in_layers_that_are_switched_on_are_read(settings, as_form):
    assert layered(settings, as_form=as_form) == "规章\t12 34\t77"
