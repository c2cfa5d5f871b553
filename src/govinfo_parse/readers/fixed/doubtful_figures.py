"""Figures of a page that are not simply what they seem: struck out, cut by a border, raised or placed apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from govinfo_parse.readers.fixed.lattice import Segment
from govinfo_parse.readers.fixed.words import Character

_STRAIGHT = 1.0
"""A line that rises or leans by more than this, in points, strikes nothing out."""
_MARGIN = 0.25
"""A line that leaves less than this share of a figure above or below it touches it, and does not go through it."""
_COVERED = 0.7
"""The share of its width that a line through a figure covers at least."""
_STEP = 0.5
"""Lines no farther apart than this, in points, are looked up together."""
_SMALL = 0.85
"""Figures up to this share of the height of the others beside them are clearly smaller."""
_RAISED = 0.2
"""Figures whose feet are farther apart than this share of their height are raised or lowered."""
_APART = 0.12
"""Figures that the file places apart are two numbers from a gap of this share of their height on."""


def are_apart(last: Character, one: Character, runs: Mapping[int, int]) -> bool:
    """Whether two figures beside each other are of different numbers, or one is the mark of a note.

    Args:
        last: the one at the left.
        one: the one at the right.
        runs: how many figures of each run there are in their line; where each is placed alone, gaps mean nothing.
    """
    high, low = last.bottom - last.top, one.bottom - one.top
    tallest = max(high, low)
    if min(high, low) <= _SMALL * tallest or abs(one.bottom - last.bottom) > _RAISED * tallest:
        return True
    return one.run != last.run and one.left - last.right > _APART * tallest and runs[last.run] + runs[one.run] > 2


class Strokes:
    """The straight lines of a page, to see whether one goes through a figure.

    Such a line strikes the figure out, or it is a border, and nobody knows which of two cells the figure is in.
    """

    def __init__(self, lines: Iterable[Segment]) -> None:
        level: list[tuple[float, float, float]] = []
        upright: list[tuple[float, float, float]] = []
        for (x0, y0), (x1, y1) in lines:
            if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                level.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                upright.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        self._level, self._upright = _Places(level), _Places(upright)

    def go_through(
        self, box: tuple[float, float, float, float], *, is_turned: bool = False, margin: float = _MARGIN
    ) -> bool:
        """Whether a line goes through the middle of a figure, along the line of text that it is in.

        Args:
            box: left, lower end, right and upper end of the figure's ink; y may grow upwards or downwards.
            is_turned: whether its text runs up or down.
            margin: the share of the figure that is on either side of the line at least.
        """
        left, low, right, high = box
        if is_turned:
            return self._upright.meet(min(low, high), max(low, high), left, right, margin)
        return self._level.meet(left, right, min(low, high), max(low, high), margin)


class _Places:
    """Lines of one direction by their place across it, those at one place joined."""

    def __init__(self, lines: Iterable[tuple[float, float, float]]) -> None:
        spans: dict[int, list[tuple[float, float]]] = {}
        for place, start, end in lines:
            spans.setdefault(round(place / _STEP), []).append((start, end))
        self._joined = {place: _joined(ones) for place, ones in spans.items()}
        self._places = sorted(self._joined)

    def meet(self, start: float, end: float, low: float, high: float, margin: float) -> bool:
        inset = margin * (high - low)
        first = bisect_left(self._places, (low + inset) / _STEP)
        for place in self._places[first : bisect_right(self._places, (high - inset) / _STEP)]:
            starts, ends = self._joined[place]
            number = bisect_right(starts, end) - 1
            if number >= 0 and min(ends[number], end) - max(starts[number], start) >= _COVERED * (end - start) > 0:
                return True
        return False


def _joined(spans: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Where spans begin and where they end, those that meet joined."""
    starts: list[float] = []
    ends: list[float] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1] + _STRAIGHT:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
