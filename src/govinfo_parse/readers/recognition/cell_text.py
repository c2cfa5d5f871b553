"""The text of a cell, put together from what was recognised in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

import cv2
import numpy as np

from govinfo_parse.readers.document import Recognized
from govinfo_parse.readers.recognition.engine import LIKE_ZERO, RecognizedCharacter
from govinfo_parse.readers.recognition.text_lines import Box
from govinfo_parse.readers.text.spaces import cell_text

UNREAD_INK = "〓"
"""The mark for ink that was not recognised: the typesetters' sign for a missing character."""

SURE = 0.5
"""How sure the engine must be of a character; below this it is only known that there is ink."""
_SURE_IN_WORD, _WORD = 0.3, 3
"""The same for a character that is not in a figure, in a line of this many characters or more: labels differ in
several."""
_NUMERALS = frozenset("一二三四五六七八九十百千万无")
_FIGURES = frozenset("0123456789.,")
_TAKEN_FOR = {**dict.fromkeys("lI|丨", "1"), **dict.fromkeys(LIKE_ZERO, "0")}
"""Letters and signs that a figure may be mistaken for where nothing next to it decides."""
_TAKEN_FOR_SIGNS = frozenset(["", *"1lI|丨/丿ノ一-_—–－~ー.·"])
"""What the engine reads in a single stroke, if anything."""
_LONE_NOUGHT = 0.8
"""How sure a lone 0 is for which the engine considers no other figure possible, only perhaps an O or a 〇."""
_BLACK = 128
_FLAT = 2.5
"""A stroke that is this many times wider than high is a dash."""
_FLAT_SIGN = 1.4
"""A minus is at least this many times wider than high."""
_PALE = 205
_BEFORE = 1.2
"""How far before a number its minus may be, in heights of the number."""
_SHORTEST_DASH, _THIN_DASH = 0.25, 0.42
"""How wide a minus is at least, and how high at most, in heights of the number."""
_MIDDLE = (0.3, 0.65)
"""How far below the top of a number its minus is, as shares of the number's height."""
_LEANING = 0.25
"""A slanted stroke is at least this share of its height wide; a 1 without feet is narrower."""
_SLANTED = 0.93
"""How nearly the ink of a slash lies on a straight line that rises to the right."""
_STEEP, _STRAIGHT = 0.12, 0.9
"""How far a slash leans at least, for its height, and how nearly the middles of its rows lie on a line; a 1 does
not."""
_EVEN = 2.0
"""How many times wider than usual a row of a slash is at most; a stroke with a foot or a flag may be a slanted 1."""
_LEAST_HEIGHT = 8
_SHORTEST, _LONGEST = 8, 80
"""How many pixels long a lone dash is at least, and two in a row are at most."""
_MOST_OTHERS = 12


def recognized_cell(lines: Sequence[tuple[Box, Sequence[RecognizedCharacter]]], grey: Any) -> Recognized:
    """The text of a cell; ink that is not a character known to the engine gets a mark.

    Args:
        lines: its lines, each with its place on the page and what was recognised there.
        grey: the page.
    """
    if not lines:
        return Recognized("")
    lines = sorted(lines, key=lambda line: line[0].top)
    if len(lines) == 1:
        box, said = lines[0]
        characters = _as_figure(box, said, grey)
        return Recognized(cell_text(characters_text(characters)), _confidence(characters), _other_texts(characters))
    joined = "\n".join(characters_text(line) for _, line in lines)
    return Recognized(cell_text(joined), min(_confidence(line) for _, line in lines))


def characters_text(characters: Sequence[RecognizedCharacter]) -> str:
    """The characters of a line, those of which the engine is not sure as a mark for ink; spaces are left out."""
    least = _SURE_IN_WORD if len(characters) >= _WORD else SURE
    return (
        "".join(
            one.text if one.confidence >= (least if _is_of_word(one.text) else SURE) or one.text == " " else UNREAD_INK
            for one in characters
        ).strip()
        or UNREAD_INK
    )


def _is_of_word(text: str) -> bool:
    """Whether a character is one of a word: an ideograph that is neither a number nor a sign for "none"."""
    return "\u4e00" <= text <= "\u9fff" and text not in _NUMERALS


def _confidence(characters: Sequence[RecognizedCharacter]) -> float:
    return round(min((one.confidence for one in characters), default=0.0), 4)


def _other_texts(characters: Sequence[RecognizedCharacter]) -> list[str]:
    """The texts in which one character is replaced by another that it may be."""
    texts = [one.text for one in characters]
    replaced = (
        "".join([*texts[:place], other, *texts[place + 1 :]])
        for place, one in enumerate(characters)
        for other in one.others
    )
    return list(islice(replaced, _MOST_OTHERS))


def _as_figure(box: Box, said: Sequence[RecognizedCharacter], grey: Any) -> list[RecognizedCharacter]:
    """A lone stroke, decided by its shape; figures alone, without spaces and letters that look like figures."""
    if (
        len(said) <= 1
        and _is_flat(box)
        and not any(one.text not in _TAKEN_FOR_SIGNS for one in said if _is_recognized_surely(one))
    ):
        return [RecognizedCharacter("-", 0.0, 1.0, SURE)]
    if "".join(one.text for one in said) in _TAKEN_FOR_SIGNS and (sign := _sign_of_stroke(box, grey)):
        if sign == UNREAD_INK:
            return [RecognizedCharacter(UNREAD_INK, 0.0, 1.0, 0.0)]
        return [RecognizedCharacter(sign, 0.0, 1.0, said[0].confidence if said and said[0].text == sign else SURE)]
    if said and said[0].text.isdecimal() and _begins_with_dash(box, grey):
        return [RecognizedCharacter(UNREAD_INK, 0.0, 0.0, 0.0), *said]
    printed = [_as_zero(one) if one.text in LIKE_ZERO else one for one in said if one.text != " "]
    printed = [one._replace(text=_TAKEN_FOR.get(one.text, one.text)) for one in printed]
    if not all(one.text in _FIGURES for one in printed):
        return list(said)
    if len(printed) == 1 and printed[0].text == "0" and _is_recognized_surely(printed[0]) and not printed[0].others:
        return [printed[0]._replace(confidence=max(printed[0].confidence, _LONE_NOUGHT))]
    return printed


def _as_zero(one: RecognizedCharacter) -> RecognizedCharacter:
    """A zero, as sure as the engine is of everything that looks like one."""
    return one._replace(text="0", confidence=max(one.confidence, one.zero), others=one.others.replace("0", ""))


def _begins_with_dash(box: Box, grey: Any) -> bool:
    """Whether a short level stroke, even a pale one, is before a number: a minus that the engine has not found."""
    left = max(0, box.left - round(_BEFORE * box.height))
    ink = (grey[box.top : box.bottom, left : box.right] < _PALE).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    marks = sorted(tuple(int(value) for value in one[:4]) for one in stats[1:count])
    for start, top, width, height in marks:
        if start > box.left - left + height:
            break
        is_flat = width >= max(_FLAT_SIGN * height, _SHORTEST_DASH * box.height) and height <= _THIN_DASH * box.height
        if is_flat and _MIDDLE[0] < (top + height / 2) / box.height < _MIDDLE[1]:
            return True
    return False


def _is_recognized_surely(one: RecognizedCharacter) -> bool:
    return one.confidence >= SURE


def _is_flat(box: Box) -> bool:
    """Whether something is a dash, even one so thin that it is pale: no figure is as wide for its height."""
    return max(_FLAT * box.height, _SHORTEST) <= box.right - box.left <= _LONGEST


def _sign_of_stroke(box: Box, grey: Any) -> str:
    """The sign that a single straight stroke is: a dash where it is level, a slash where it is slanted."""
    ys, xs = np.nonzero(grey[box.top : box.bottom, box.left : box.right] < _BLACK)
    if len(ys) < _LEAST_HEIGHT:
        return ""
    width, height = int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1
    if width >= _FLAT * height:
        return "-"
    if height < _LEAST_HEIGHT:
        return ""
    if width >= _LEANING * height and np.corrcoef(xs, ys)[0, 1] <= -_SLANTED:
        return "/"
    # A steep stroke is thick for its slant: its rows show more than its pixels.
    rows = np.flatnonzero(widths := np.bincount(ys))
    middles = np.bincount(ys, xs)[rows] / widths[rows]
    rise = float(np.polyfit(rows, middles, 1)[0])
    if rise > -_STEEP or np.corrcoef(rows, middles)[0, 1] > -_STRAIGHT:
        return ""
    return "/" if widths.max() <= _EVEN * np.median(widths[rows]) else UNREAD_INK
