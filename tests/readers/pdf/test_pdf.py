from __future__ import annotations

import io
import zlib

import pytest

from govinfo_parse.errors import DamagedFile, InputTooLarge, NoTextLayer, PasswordProtected
from govinfo_parse.readers import Document, read_document
from tests.readers.builders import expected_text, plain_table
from tests.readers.fixed_layout import Page, Text, laid_out, pdf, pdf_pages

ROWS = plain_table([["信息内容", "本年制发件数", "现行有效件数"], ["规章", "3", "74"], ["规范性文件", "0", "41"]])


def read(data: bytes) -> Document:
    return read_document(io.BytesIO(data))


def test_text_around_tables_is_in_reading_order():
    blocks = ["前言。", ROWS, "中间。", ROWS, "后记。"]
    assert read(pdf(blocks)).text == expected_text(blocks)


def test_tables_without_lines_are_lines_of_text():
    lines = read(pdf(["前言。", ROWS], ruled=False)).text.split("\n")
    assert [line.split() for line in lines] == [["前言。"], *[[text for text, _, _ in row] for row in ROWS]]


def test_pages_without_tables_keep_their_text():
    document = read(pdf([f"第{number}行。" for number in range(100)], numbered=True))
    assert document.text.split("\n") == [f"第{number}行。" for number in range(100)]
    assert document.cells == ()


def test_a_table_open_at_its_sides_loses_nothing():
    (page,) = laid_out([ROWS])
    left, right = min(line[0] for line in page.lines), max(line[2] for line in page.lines)
    top = min(line[1] for line in page.lines)
    kept = [line for line in page.lines if not (line[0] == line[2] and line[0] in (left, right))]
    assert read(pdf_pages([Page(page.texts, kept)])).text == expected_text([ROWS])
    kept = [line for line in page.lines if not (line[1] == line[3] == top)]
    assert read(pdf_pages([Page(page.texts, kept)])).text == expected_text([ROWS])


def test_a_frame_around_prose_is_no_table():
    page = Page(
        [Text("方框里的话。", 60, 60)], [(50, 40, 300, 40), (50, 80, 300, 80), (50, 40, 50, 80), (300, 40, 300, 80)]
    )
    assert read(pdf_pages([page])).text == "方框里的话。"


def test_a_missing_line_keeps_rows_apart():
    """Two cells whose border is missing are one; with a corner missing, rows are read for themselves."""
    (page,) = laid_out([plain_table([["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]])])
    xs = sorted({line[0] for line in page.lines if line[0] == line[2]})
    ys = sorted({line[1] for line in page.lines if line[1] == line[3]})
    kept = [line for line in page.lines if not (line[0] == line[2] == xs[1] and line[1] == ys[1])]
    kept = [line for line in kept if not (line[1] == line[3] == ys[2] and line[0] == xs[1])]
    assert read(pdf_pages([Page(page.texts, kept)])).text.split("\n") == ["甲\t乙\t丙", "1 2\t\t3", "4\t5\t6"]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [("1139888", "9", "11398889"), ("3", "5", "3 5"), ("12", "13", "12 13"), ("科研", "机构", "科研机构")],
)
def test_a_number_that_a_narrow_cell_broke_is_one_number(first, second, text):
    width = 40.0
    texts = [Text(first, 53, 60), Text(second, 53, 72), Text("甲", 100, 60)]
    xs, ys = (50, 50 + width, 200), (45, 80)
    lines = [*((x, ys[0], x, ys[1]) for x in xs), *((xs[0], y, xs[-1], y) for y in ys)]
    assert read(pdf_pages([Page(texts, lines)])).text == f"{text}\t甲"


def test_single_characters_of_fonts_outside_the_file_are_not_lost():
    texts = [Text("内部事务信", 50, 50), Text("息", 50, 61), Text("１", 120, 61), Text("申请", 50, 90)]
    assert read(pdf_pages([Page(texts, [])])).text == "内部事务信\n息 １\n申请"


def test_false_bold_is_read_once():
    (page,) = laid_out([ROWS])
    twice = [*page.texts, *(Text(text, x + 0.3, y) for text, x, y in page.texts)]
    assert read(pdf_pages([Page(twice, page.lines)])).text == expected_text([ROWS])


def test_repeated_digits_are_not_false_bold():
    rows = plain_table([["甲", "乙"], ["11111", "0.00"]])
    assert read(pdf([rows])).text == expected_text([rows])


def test_a_password():
    with pytest.raises(PasswordProtected):
        read(pdf_pages(laid_out(["前言"]), password="open"))  # noqa: S106 - a password of nothing


def scan(*texts: str | None) -> bytes:
    """A PDF whose pages are a picture, but for those with a text."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = b"P6 2 2 255 " + bytes(12)
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for text in texts:
        if text is None:
            canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, 500, 700)
        else:
            canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_scans_name_their_pages():
    with pytest.raises(NoTextLayer) as caught:
        read(scan(None, None))
    assert caught.value.pages == (1, 2)
    assert "pages 1, 2" in str(caught.value)
    document = read(scan("text", None))
    assert document.text == "text"
    assert [(note.code, note.message[:6]) for note in document.diagnostics] == [("page-without-text", "page 2")]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files(share):
    data = pdf(["前言。", ROWS])
    try:
        text = read(data[: int(len(data) * share)]).text
    except (DamagedFile, NoTextLayer):
        return
    assert "规章\t3\t74" in text


def test_streams_that_unpack_to_gigabytes():
    packed = zlib.compress(bytes(300 << 20), 9)
    with pytest.raises(InputTooLarge):
        read(b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream endobj")
    with pytest.raises(InputTooLarge):
        read(b"%PDF-1.4\n1 0 obj<</Filter[/FlateDecode /FlateDecode]>>stream\nx\nendstream endobj")


LINES = b"50 700 m 300 700 l S 50 650 m 300 650 l S 50 650 m 50 700 l S 150 650 m 150 700 l S 300 650 m 300 700 l S "


@pytest.mark.parametrize("lines", [LINES, b""])
def test_characters_without_meaning_are_told(lines):
    """The font is not in the file, and nothing says what its glyphs mean."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Foo/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/Foo/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
    )
    content = lines + b"BT /F1 12 Tf 60 670 Td <01230456> Tj ET BT /F1 12 Tf 160 670 Td <0123> Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        font,
    ]
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    document = read(data + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF")
    assert [note.code for note in document.diagnostics] == ["unmapped-characters"]


def test_a_page_full_of_lines_is_read_as_text():
    lines = [(float(x % 500), float(x // 500), float(x % 500) + 1, float(x // 500)) for x in range(40_000)]
    document = read(pdf_pages([Page([Text("前言", 50, 600)], lines)]))
    assert document.text == "前言"
    assert [note.code for note in document.diagnostics] == ["tables-not-searched"]
