"""The rules of tables in a picture: long straight strokes, and the short ones that join them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from govinfo_parse.readers.recognition.ink import Sheet

_FREE = 240
"""Pixels from which a straight stroke is a rule wherever it stands; the strokes of characters in a row, which look
like one where the picture is bad, are shorter."""
_SHORT = 26
"""Pixels from which a stroke is a rule where both its ends join others."""
_THICK = 9
"""Pixels that a rule is thick at most, what skew is left in it included."""
_GAP = 9
"""Pixels that may be missing in a rule."""
_JOIN = 8
"""Pixels by which a stroke may miss the rule that it joins."""
_ENDING_TOGETHER = 2
"""How many other rules end where a stroke ends, if a table is cut there."""


class Rule(NamedTuple):
    """A level or upright stroke: its place across, where it begins and ends along."""

    place: float
    start: int
    end: int


class Rules(NamedTuple):
    """What is ruled on a page.

    Attributes:
        across: level rules.
        down: upright rules.
        mask: the pixels of all of them.
    """

    across: list[Rule]
    down: list[Rule]
    mask: Any


def rules(sheet: Sheet) -> Rules:
    """The rules of a page."""
    level, level_ink = _strokes(sheet.drawn)
    upright, upright_ink = _strokes(np.ascontiguousarray(sheet.drawn.T))
    across = [one for one in level if one.end - one.start >= _FREE]
    down = [one for one in upright if one.end - one.start >= _FREE]
    for _ in range(2):  # the second time finds what joins the short ones
        more_across = _joining(level, across, down)
        more_down = _joining(upright, down, across)
        across, down = [*across, *more_across], [*down, *more_down]
    mask = np.zeros_like(sheet.drawn)
    _copy(level_ink, mask, across)
    _copy(upright_ink, mask.T, down)
    return Rules(across, down, mask)


def _strokes(ink: Any) -> tuple[list[Rule], Any]:
    """The level strokes, and their pixels."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    # A rule that is still a little askew is a staircase: it is made thicker to be found, and thinned again.
    thick = cv2.dilate(closed, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, _SHORT), np.uint8)) & closed
    opened = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, _GAP), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = [
        Rule(top + height / 2, int(left), int(left + width))
        for left, top, width, height, area in stats[1:count]
        if width >= _SHORT and area / width <= _THICK and height <= max(_THICK, 0.02 * width)
    ]
    return found, opened


def _joining(strokes: Iterable[Rule], same: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    """The strokes that reach from one crossing rule to another, and are not among the rules yet."""
    known = set(same)
    return [
        one
        for one in strokes
        if one not in known and all(_ends(end, one.place, same, crossing) for end in (one.start, one.end))
    ]


def _ends(end: int, place: float, same: Sequence[Rule], crossing: Sequence[Rule]) -> bool:
    """Whether a stroke that ends here meets a crossing rule, or the end of a table that is cut."""
    if any(abs(other.place - end) <= _JOIN and other.start - _JOIN <= place <= other.end + _JOIN for other in crossing):
        return True
    together = sum(min(abs(other.start - end), abs(other.end - end)) <= _JOIN // 2 for other in same)
    return together >= _ENDING_TOGETHER


def _copy(source: Any, target: Any, found: Iterable[Rule]) -> None:
    for place, start, end in found:
        rows = slice(max(0, int(place) - _THICK), int(place) + _THICK + 1)
        target[rows, start:end] |= source[rows, start:end]
