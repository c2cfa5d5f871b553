"""The characters of a page, and the words of a line: characters next to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_FIGURE = re.compile(r"[-+−]?\d[\d,，.]*[%％‰]?")
_NONE = re.compile(r"[-–—－_＿/／＼\\*]{1,6}|[无零空]")
"""What stands in place of a figure where there is none."""
_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)、.．]")
_BEHIND_NUMBER = 1.2
"""How wide the space behind the number of a label may be, in heights."""
_PARTED = 0.08
"""Texts that the file places apart are two words from a gap of this share of their height on."""
_SPACE = 0.3
_WITHIN = 0.6
"""How wide a printed space may be, in heights, so that what is around it is still one word."""


class Character(NamedTuple):
    """A printed character and its box; y grows downwards.

    Attributes:
        run: the same for characters that the file places together, and different for all others.
        turn: by how many quarter turns, counter-clockwise, it is turned.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    run: int = 0
    turn: int = 0


class PrintedWord(NamedTuple):
    """Characters next to each other, and the box around them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle, downwards."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return _FIGURE.fullmatch(self.text) is not None

    @property
    def is_value(self) -> bool:
        """Whether it is a number, or a mark for none."""
        return self.is_figure or _NONE.fullmatch(self.text) is not None


def words_of_line(line: Iterable[Character]) -> list[PrintedWord]:
    """The words of a line, which is given from left to right."""
    words: list[list[Character]] = []
    texts: list[str] = []
    is_spaced = False
    for one in line:
        if one.text.isspace():
            is_spaced = True
            continue
        is_numbered = bool(words) and _NUMBER.fullmatch(texts[-1]) is not None
        if words and _is_same_word(words[-1][-1], one, is_spaced=is_spaced, is_numbered=is_numbered):
            words[-1].append(one)
            texts[-1] += " " * is_spaced + one.text
        else:
            words.append([one])
            texts.append(one.text)
        is_spaced = False
    return [
        PrintedWord(
            text,
            min(one.left for one in word),
            min(one.top for one in word),
            max(one.right for one in word),
            max(one.bottom for one in word),
        )
        for text, word in zip(texts, words, strict=True)
    ]


def _is_same_word(last: Character, one: Character, *, is_spaced: bool, is_numbered: bool) -> bool:
    widest = _PARTED if one.run != last.run else _WITHIN if is_spaced else _SPACE
    return one.left - last.right <= (_BEHIND_NUMBER if is_numbered else widest) * (one.bottom - one.top)
