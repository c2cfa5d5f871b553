"""What was recognised in a cell, as one text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from govinfo_parse.readers.recognition.engine import UNREAD, Character
from govinfo_parse.readers.recognition.lines import Box
from govinfo_parse.readers.text import cell_text

_SURE = 0.5
"""How sure the engine must be of a character; below it there is ink and no more."""
_FIGURES = frozenset("0123456789.,")
_ROUND = dict.fromkeys("OoDQ〇○口", "0")
_UPRIGHT = dict.fromkeys("lI|丨", "1")
_FLAT = frozenset("一-_—–－~ー.")
_SLANTED = 0.93
_MOST_OTHERS = 12


class Recognized(str):
    """A cell's text that was read from a picture.

    Attributes:
        confidence: how sure the engine is of the least sure character, from 0 to 1; 1 for an empty cell.
        others: what the cell may say instead.
    """

    __slots__ = ("confidence", "others")
    confidence: float
    others: tuple[str, ...]

    def __new__(cls, text: str, confidence: float = 1.0, others: tuple[str, ...] = ()) -> Recognized:
        """The text with what is known of its reading."""
        made = super().__new__(cls, text)
        made.confidence, made.others = confidence, others
        return made


def cell(lines: Sequence[tuple[Box, Sequence[Character]]], grey: Any) -> Recognized:
    """The text of a cell.

    Args:
        lines: its lines from the top down.
        grey: the page.
    """
    if not lines:
        return Recognized("")
    lines = sorted(lines, key=lambda line: line[0].top)
    characters = [one for _, line in lines for one in line]
    if len(lines) == 1:
        characters = _as_figure(lines[0][0], characters, grey)
    if not characters:
        return Recognized(UNREAD, 0.0)
    confidence = min(one.confidence for one in characters)
    if len(lines) == 1:
        text = "".join(_text(one) for one in characters)
        return Recognized(cell_text(text), confidence, tuple(_others(characters)))
    return Recognized(
        cell_text("\n".join("".join(_text(one) for one in line) or UNREAD for _, line in lines)), confidence
    )


def _text(one: Character) -> str:
    return one.text if one.confidence >= _SURE else UNREAD


def _others(characters: Sequence[Character]) -> list[str]:
    """The texts with one character replaced by what else it may be."""
    texts = [one.text for one in characters]
    return [
        "".join([*texts[:place], other, *texts[place + 1 :]])
        for place, one in enumerate(characters)
        for other in one.others
    ][:_MOST_OTHERS]


def _as_figure(box: Box, characters: Sequence[Character], grey: Any) -> list[Character]:
    """A text of figures in which a figure was taken for the letter that looks like it; a lone stroke by its shape."""
    stroke = _stroke(box, grey) if len(characters) <= 1 else ""
    if stroke:
        return [Character(stroke, 0.0, 1.0, characters[0].confidence if characters else _SURE)]
    spelled = [{**_ROUND, **_UPRIGHT}.get(one.text, one.text) for one in characters if one.text != " "]
    if spelled and all(one in _FIGURES for one in spelled):
        return [
            one._replace(text=text)
            for one, text in zip((one for one in characters if one.text != " "), spelled, strict=True)
        ]
    return list(characters)


def _stroke(box: Box, grey: Any) -> str:
    """The sign that a single straight stroke is: a dash where it is level, a slash where it is slanted."""
    ys, xs = np.nonzero(grey[box.top : box.bottom, box.left : box.right] < 128)
    if len(ys) < 8:
        return ""
    width, height = np.ptp(xs) + 1, np.ptp(ys) + 1
    if width >= 2.5 * height:
        return "-"
    if width >= 0.25 * height and height >= 8 and np.corrcoef(xs, ys)[0, 1] <= -_SLANTED:
        return "/"
    return ""
