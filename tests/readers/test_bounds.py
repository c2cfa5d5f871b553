"""Whatever a file is made to do, it takes bounded memory and time, or is refused."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
import zlib
from copy import copy

import pytest

import govinfo_parse
from govinfo_parse import errors
from govinfo_parse.readers import isolated, read_document
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.pdf.streams import is_light
from govinfo_parse.readers.word import blocks
from tests.readers import builders, fixed_layout, hostile
from tests.readers.builders import plain_table

ROWS = plain_table([["信息内容", "本年制发件数"], ["规章", "3"]])


@pytest.mark.parametrize("name", hostile.HEAVY)
def test_pdfium_does_not_see_heavy_files_here(name):
    assert not is_light(hostile.HEAVY[name])


def test_ordinary_files_are_light():
    assert is_light(fixed_layout.pdf(["前言。", ROWS]))
    inner, drawn = hostile.form(b"/Y Do /Y Do", 6, b"Y"), hostile.form(b"0 0 m 9 9 l S", 7, b"Z")
    resources = b"/XObject<</X 5 0 R>>"
    assert is_light(hostile.pdf(*hostile.page(resources=resources), hostile.stream(b"/X Do"), inner, drawn))


def test_marks_beside_each_other_are_light():
    marks = hostile.stream(b"/P <</MCID 0>> BDC 0 0 m 9 9 l S EMC " * 5_000)
    assert is_light(hostile.pdf(*hostile.page(), marks))


@pytest.mark.parametrize("name", hostile.TOO_LARGE)
def test_too_large_files_are_refused(name):
    with pytest.raises(errors.InputTooLarge):
        read_document(io.BytesIO(hostile.TOO_LARGE[name]))


@pytest.mark.parametrize("size", [60, 200])
def test_fonts_that_unpack_to_gigabytes_are_refused(size):
    fonts = b"<</FontFile2 4 0 R>><</FontFile2 5 0 R>><</FontFile2 6 0 R>><</FontFile2 7 0 R>>"
    packed = zlib.compress(hostile.spaces(size), 9) if size < 100 else hostile.spaces(size)
    twice = b"/Filter[/FlateDecode/FlateDecode]" if size < 100 else hostile.FLATE
    data = hostile.pdf(*hostile.page(b"9 0 R"), *[hostile.stream(packed, twice)] * 4, fonts)
    with pytest.raises(errors.InputTooLarge):
        is_light(data)


MANY = 3_000_000
FILTERED = b"1 0 obj<</Filter/%b>>stream\n"


@pytest.mark.parametrize(
    ("data", "light"),
    [
        (b"1" * MANY, True),
        (b"1 " * (MANY // 2), True),
        ((b"1" + b" " * 1000) * (MANY // 1001), True),
        (b"/" + b"1" * MANY, True),
        (b"/a" + b" " * MANY, True),
        (b"0" * MANY + b"1 0 R", True),
        (b"1 0 R " * MANY, False),
        (b"#41" * MANY, False),
        (b"stream\nendstream" * 100_000, False),
        (FILTERED % b"ASCII85Decode" + b"z" * MANY + b"~>endstream", False),
        (FILTERED % b"ASCIIHexDecode" + b"0 " * MANY + b">endstream", True),
    ],
    ids=[
        *("digits", "numbers", "spaced numbers", "digits in a name", "spaces", "zeros", "references", "escapes"),
        *("streams", "ascii85", "hexadecimal"),
    ],
)
def test_what_is_counted_is_no_burden_itself(data, light):
    assert is_light(b"%PDF-1.4\n" + data) is light


def test_forms_that_take_all_memory_are_refused():
    with pytest.raises(errors.InputTooLarge, match="takes more than"):
        govinfo_parse.parse_file(io.BytesIO(hostile.nested(39, 2)))


@pytest.mark.parametrize("build", [fixed_layout.pdf, builders.html, builders.docx, builders.xlsx, builders.markdown])
def test_a_process_of_its_own_reads_the_same(build):
    data = build(
        ["某市2024年政府信息公开工作年度报告", [[("甲", 2, 1), ("乙", 1, 2)], [("1", 1, 1), ("", 1, 1)]], "完。"]
    )
    here, there = (read_document(io.BytesIO(data), isolated=isolated) for isolated in (False, True))
    assert there == here
    assert there.cells == here.cells
    report = govinfo_parse.parse_file(io.BytesIO(data), isolated=True)
    assert report == govinfo_parse.parse_file(io.BytesIO(data))


def test_a_process_of_its_own_raises_the_same():
    with pytest.raises(errors.DamagedFile, match="cannot be opened"):
        isolated.read_isolated(b"%PDF-1.4 nothing", "pdf")
    with pytest.raises(errors.NoTextLayer) as caught:
        isolated.read_isolated(hostile.pdf(*hostile.page(), hostile.stream(b"")), None)
    assert caught.value.pages == (1,)
    with pytest.raises(errors.UnsupportedFormat, match="picture"):
        read_document(io.BytesIO(b"\x89PNG"), isolated=True)


def test_a_process_that_breaks_down_is_an_error():
    with pytest.raises(errors.InputTooLarge, match="exit code"):
        isolated.read_isolated(b"x", "no format at all")


def test_bytes_without_meaning_are_not_empty():
    for data in (b"\xff\xff", b"\xff\xff\xff"):
        with pytest.raises((errors.UndecodableText, errors.UnsupportedFormat)):
            read_document(io.BytesIO(data))
    for data in (b"", b"  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\0 \0\n", b"\0\0"):
        with pytest.raises(errors.DamagedFile, match="empty"):
            read_document(io.BytesIO(data))


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_what_piles_up_is_counted_together(name):
    with pytest.raises(errors.InputTooLarge):
        read_document(io.BytesIO(hostile.REFUSED[name]))


def test_a_style_is_not_copied_whole_into_its_runs(monkeypatch):
    copied = []
    monkeypatch.setattr(blocks, "copy", lambda element: copied.append(len(element.attrib)) or copy(element))
    assert read_document(io.BytesIO(hostile.styled_runs(50))).text == "\n".join("1" * 50)
    assert copied == [1] * 50


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_members_are_unpacked_piece_by_piece(packing):
    packed = hostile.archive({"a.txt": b"1" * (32 << 20)}, packing)
    tracemalloc.start()
    try:
        with pytest.raises(errors.InputTooLarge, match="zip bomb"):
            Archive(packed).read("a.txt")
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_members_packed_in_each_way_are_read_whole_or_not_at_all(packing):
    content = random.Random(1).randbytes(3000) * 300
    packed = hostile.archive({"a.txt": content, "b.txt": b"12"}, packing)
    archive = Archive(packed)
    assert archive.read("a.txt") == content
    assert archive.read("b.txt") == b"12"
    place = packed.index(b"a.txt") + 2000
    damaged = packed[:place] + bytes([packed[place] ^ 0xFF]) + packed[place + 1 :]
    with pytest.raises(errors.DamagedFile):
        Archive(damaged).read("a.txt")
    small = packed.index(b"b.txt") + 5 + (9 if packing == zipfile.ZIP_LZMA else 0)  # its head
    damaged = packed[:small] + bytes([packed[small] ^ 0xFF]) + packed[small + 1 :]
    with pytest.raises(errors.DamagedFile):
        Archive(damaged).read("b.txt")
