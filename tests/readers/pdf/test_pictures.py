"""Pictures of the pages of PDF files."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers import isolated, limits
from govinfo_parse.readers.pdf.png import grey
from govinfo_parse.readers.pictures import page_pictures
from tests.readers import builders, fixed_layout, hostile

BLOCKS = ["示例市2023年政府信息公开工作年度报告", builders.plain_table([["规章", "2", "1", "37"]])]
PDF = fixed_layout.pdf(BLOCKS)


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """The width, the height, and the rows of a picture of sixteen greys."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, packed, size = 8, b"", (0, 0)
    while place < len(png):
        (length,), name = struct.unpack_from(">I", png, place), png[place + 4 : place + 8]
        content = png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length) == (zlib.crc32(name + content),)
        if name == b"IHDR":
            *found, depth, kind, _, _, _ = struct.unpack(">IIBBBBB", content)
            size = (found[0], found[1])
            assert (depth, kind) == (4, 0)
        packed += content if name == b"IDAT" else b""
        place += 12 + length
    width, height = size
    rows = zlib.decompress(packed)
    step = (width + 1) // 2 + 1
    assert len(rows) == step * height
    found = []
    for start in range(0, len(rows), step):
        assert rows[start] == 0
        found.append(bytes(value for one in rows[start + 1 : start + step] for value in (one >> 4, one & 15))[:width])
    return width, height, found


@pytest.mark.parametrize("width", [1, 2, 7, 8])
def test_a_picture_has_the_pixels_it_was_made_of(width: int):
    rows = [bytes((16 * (x + y)) % 256 for x in range(width)) for y in range(5)]
    padded = b"".join(row + b"\x77" * 3 for row in rows)
    assert pixels(grey(padded, width, 5, width + 3)) == (width, 5, [bytes(v >> 4 for v in row) for row in rows])


def test_a_page_as_it_looks():
    (picture,) = page_pictures(io.BytesIO(PDF))
    assert (picture.number, picture.width, picture.height) == (1, 595.0, 842.0)
    width, height, rows = pixels(picture.png)
    assert max(width, height) == limits.PICTURE_PIXELS
    assert {0, 15} <= {value for row in rows for value in row}
    assert page_pictures(io.BytesIO(PDF)) == (picture,)


def test_only_the_first_pages_are_drawn(monkeypatch: pytest.MonkeyPatch):
    from govinfo_parse.readers import pdf
    from govinfo_parse.readers.pdf import pages

    monkeypatch.setattr(pages, "MAX_PICTURES", 2)
    long = fixed_layout.pdf(["一段文字。"] * 200)
    assert [one[0] for one in pdf.draw_pages(long)] == [1, 2]


def test_other_formats_have_no_pages():
    assert page_pictures(io.BytesIO(builders.html(BLOCKS))) == ()
    assert page_pictures(io.BytesIO("示例市2023年政府信息公开工作年度报告".encode())) == ()


def test_a_file_that_is_none():
    with pytest.raises(DamagedFile, match="the PDF cannot be opened"):
        page_pictures(io.BytesIO(b"%PDF-1.4 nothing"))


def test_a_file_in_an_archive():
    assert len(page_pictures(io.BytesIO(builders.archive({"a.pdf": PDF})))) == 1


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(isolated, "ISOLATED_WAIT", 0.01)
    monkeypatch.setattr("govinfo_parse.readers.pictures.PICTURES_SECONDS", limits.ISOLATED_SECONDS)
    with pytest.raises(InputTooLarge, match="takes more than"):
        page_pictures(io.BytesIO(hostile.pdf(*hostile.page(), hostile.stream(b""))))


@pytest.mark.parametrize(("width", "height"), [(14_400, 14_400), (3, 3), (14_400, 3), (595, 842)])
def test_pages_of_any_size_have_small_pictures(width: float, height: float):
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(width, height))
    canvas.drawString(0, 0, "12")
    canvas.showPage()
    canvas.save()
    (picture,) = page_pictures(io.BytesIO(made.getvalue()))
    assert (picture.width, picture.height) == pytest.approx((width, height))
    assert max(pixels(picture.png)[:2]) == limits.PICTURE_PIXELS


def test_a_page_that_draws_too_much_is_no_picture(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("govinfo_parse.readers.pictures.PICTURES_SECONDS", 1)
    boxes = b"".join(b"0 0 %d 800 re B " % (1 + number % 500) for number in range(300_000))
    with pytest.raises(InputTooLarge, match="takes more than 1 seconds of processor time"):
        page_pictures(io.BytesIO(hostile.pdf(*hostile.page(), hostile.stream(boxes))))
