from __future__ import annotations

import pickle
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.errors import GovinfoError, UndecodableText
from govinfo_parse.readers.text.encodings import BYTE_ORDER_MARKS, decode

TEXT = "某市2023年政府信息公开工作年度报告\r\n一、总体情况\t㐀𠀀 12\n"
PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=40)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_text_is_read_in_every_encoding(encoding: str):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("mark", "encoding"), BYTE_ORDER_MARKS)
def test_a_byte_order_mark_settles_the_encoding(mark: bytes, encoding: str):
    assert decode(mark + TEXT.encode(encoding)) == TEXT
    assert decode(mark) == ""


@given(PLAIN_TEXT)
def test_utf_8_is_always_read_as_utf_8(text: str):
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb2312"])
def test_older_encodings_are_part_of_gb18030(encoding: str):
    text = "行政规范性文件　１２"

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL characters"),
        (TEXT.encode("utf-16-le"), "no text|NUL"),
        (b"plain\0text", "NUL characters"),
        (b"\x01\x02\x03\x04", "4 of 4 characters are control characters"),
        (zlib.compress(TEXT.encode() * 9), "no text|binary data"),
        (b"\xff\xd8\xff\xe0 JPEG", r"no text in utf-8 \(byte 0\) or gb18030 \(byte 0\)"),
        (b"\xef\xbb\xbf\xff", "begins with the mark of utf-8, but byte 3 is not"),
        (TEXT.encode("gb18030") + b"\xff", "no text"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, message: str):
    with pytest.raises(UndecodableText, match=message):
        decode(data)


def test_a_stray_control_character_is_no_reason_to_refuse_a_text():
    assert decode((TEXT * 10 + "\x07").encode()).endswith("\x07")


def test_line_ends_and_layout_characters_stay():
    assert decode(b"a\r\nb\x0bc\x0cd\te") == "a\r\nb\x0bc\x0cd\te"


@given(st.binary(max_size=80))
def test_bytes_give_text_or_our_own_error(data: bytes):
    try:
        text = decode(data)
    except GovinfoError:
        return
    assert "\0" not in text


def test_the_error_survives_pickling():
    error = pickle.loads(pickle.dumps(UndecodableText("no text")))  # noqa: S301  our own

    assert str(error) == "no text"
