"""How the characters of texts are compared."""

from __future__ import annotations

import pytest

from govinfo_parse.grammar.folding import key, plain, simplified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）予以公开", "一予以公开"),
        ("3.危及“三安全一稳定”", "3危及三安全一稳定"),
        ("規範性文件", "规范性文件"),
        ("总 计\n", "总计"),
        ("本年增/减", "本年增减"),
        ("ＡＢ１２", "AB12"),
        ("①", "1"),
        ("(一)、", "一"),
        ("——", ""),
        ("", ""),
    ],
)
def test_the_key_of_a_text_is_its_letters_digits_and_characters(text: str, expected: str):
    assert key(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc 12,3", "abc 12,3"),
        ("！", "!"),  # the first character of full width
        ("～", "~"),  # the last one
        ("｟", "｟"),  # the one after it
        ("\uff00", "\uff00"),  # the one before them
        ("１２，３", "12,3"),
        ("（）：；", "():;"),
        ("\u3000", " "),
        ("\u3001", "\u3001"),
        ("總計１", "总计1"),
    ],
)
def test_plain_text_has_simplified_characters_of_normal_width(text: str, expected: str):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("總計（１）", "总计（１）"), ("总计", "总计"), ("行政訴訟", "行政诉讼")]
)
def test_simplified_text_keeps_its_widths(text: str, expected: str):
    assert simplified(text) == expected


def test_a_simplified_text_is_not_copied():
    text = f"总计（{1}）"
    assert simplified(text) is text


@pytest.mark.parametrize("text", ["總計（１）：甲\u3000乙", "abc", "㈠①"])
def test_every_character_of_a_plain_text_has_its_place(text: str):
    assert len(plain(text)) == len(text)
