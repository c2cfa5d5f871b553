"""Lines of text in a picture: where in a cell, or outside of all tables, there is ink to be recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

_SPECK = 5
"""A spot of at most this many pixels is dust."""
_ONE_LINE = 1.25
"""Strokes that together are no higher than this, in heights of a character, are in one line (二, 三, =)."""
_TOUCHING = 0.12
"""Strokes with no more than this between them, in heights of a character, are in one line; its figures may be
broken."""
_TWO_LINES = 1.7
"""A mark higher than this, in heights of a character, may be two lines that are joined by a comma between them."""
_BETWEEN = 0.2
"""How large a share of a band's width marks may cover at the place where it is cut into two lines."""
_SMALLEST = 8
"""A mark with fewer pixels is not a character."""
_DUST = 0.35
"""A mark smaller than this share of the usual size, with no others next to it, is dust."""
_SMALLER = 0.8
"""The least share of the usual size that a character with broken marks has."""
_APART = 1.6
"""A gap of this many heights of a character parts what is side by side outside of tables."""


class Box(NamedTuple):
    """A rectangle of pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return self.bottom - self.top


class InkMarks:
    """The separate marks of ink on a page, dust left out."""

    def __init__(self, ink: Any) -> None:
        count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        stats = stats[:count]
        lefts, tops, widths, heights, areas = (stats[:, place] for place in range(5))
        kept = areas > _SPECK
        kept[0] = False
        self.ink = kept.astype(np.uint8)[labels]
        self.boxes = np.stack([lefts, tops, lefts + widths, tops + heights], axis=1)[kept]
        self._middles = (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.boxes)

    def within(self, box: Box) -> Any:
        """The boxes of the marks in a rectangle."""
        x, y = self._middles[:, 0], self._middles[:, 1]
        return self.boxes[(x >= box.left) & (x < box.right) & (y >= box.top) & (y < box.bottom)]

    def outside(self, boxes: Sequence[Box]) -> Any:
        """The boxes of the marks in none of the rectangles."""
        x, y = self._middles[:, 0], self._middles[:, 1]
        kept = np.ones(len(self.boxes), bool)
        for box in boxes:
            kept &= ~((x >= box.left) & (x < box.right) & (y >= box.top) & (y < box.bottom))
        return self.boxes[kept]


def usual_size(marks: Any) -> float:
    """How many pixels high a character among marks usually is; characters that touch each other are no higher."""
    heights = marks[:, 3] - marks[:, 1]
    heights = heights[heights >= _SMALLEST]
    return float(np.median(heights)) if len(heights) else 0.0


def text_lines(marks: Any, *, is_cell: bool, usual: float = 0.0) -> list[Box]:
    """The lines of text that marks make, from the top down and from the left.

    Args:
        marks: boxes of marks.
        is_cell: whether they are of one cell; what is far apart outside of tables is not one line.
        usual: how high a character usually is around there.
    """
    if not len(marks):
        return []
    found: list[Box] = []
    bands = list(_bands(marks, _SMALLER * usual))
    if is_cell and len(bands) > 1:  # dust forms lines of its own; the dots of a text do not
        bands = [band for band in bands if int(_sizes(band).max()) >= _DUST * usual] or bands
    for band in bands:
        least = max(_SMALLEST, _DUST * usual)
        parts = [band] if is_cell else [part for part in _parts_of_band(band) if int(_sizes(part).max()) >= least]
        found.extend(map(_box_around, parts))
    return found


def _sizes(marks: Any) -> Any:
    return np.maximum(marks[:, 2] - marks[:, 0], marks[:, 3] - marks[:, 1])


def _bands(marks: Any, least: float) -> Iterator[Any]:
    """Groups of marks into bands that do not overlap from top to bottom."""
    # A mark as high as a character may be several that touch each other; a lower mark is a stroke of one.
    heights = marks[:, 3] - marks[:, 1]
    size = max(least, float(np.percentile(np.where(heights >= least, heights, _sizes(marks)), 75)))
    marks = marks[np.argsort(marks[:, 1], kind="stable")]
    bands: list[list[Any]] = []
    top = bottom = 0
    for mark in marks:
        overlaps = bool(bands) and min(bottom, mark[3]) - mark[1] > 0.2 * min(mark[3] - mark[1], bottom - top)
        if overlaps or (
            bands and (mark[1] - bottom <= _TOUCHING * size or max(bottom, mark[3]) - top <= _ONE_LINE * size)
        ):
            bands[-1].append(mark)
            bottom = max(bottom, mark[3])
        else:
            bands.append([mark])
            top, bottom = mark[1], mark[3]
    for band in bands:
        yield from _lines_of_band(np.array(band), size)


def _lines_of_band(band: Any, size: float) -> Iterator[Any]:
    """The lines of a band that is too high for one, from the top down."""
    parts = [band]
    while parts:
        part = parts.pop()
        if halves := _halves(part, size):
            parts += reversed(halves)
        else:
            yield part


def _halves(band: Any, size: float) -> tuple[Any, ...]:
    """The parts of a high band above and below the place with the fewest marks; nothing where it is one line."""
    top, edge = int(band[:, 1].min()), round(_TWO_LINES * size / 2)
    height = int(band[:, 3].max()) - top
    if height <= 2 * edge:
        return ()
    widths = band[:, 2] - band[:, 0]
    change = np.bincount(band[:, 1] - top, widths, height + 1) - np.bincount(band[:, 3] - top, widths, height + 1)
    across = np.cumsum(change)[edge : height - edge + 1]
    if across.min() > _BETWEEN * (band[:, 2].max() - band[:, 0].min()):
        return ()
    free = np.flatnonzero(across == across.min()) + edge
    gaps = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    is_above = (band[:, 1] + band[:, 3]) / 2 < top + gaps[len(gaps) // 2].mean()
    return (band[is_above], band[~is_above]) if is_above.any() and not is_above.all() else ()


def _parts_of_band(band: Any) -> Iterator[Any]:
    """The parts of a band whose marks are close together."""
    band = band[np.argsort(band[:, 0], kind="stable")]
    gap = _APART * float(np.percentile(band[:, 3] - band[:, 1], 90))
    start, right = 0, band[0][2]
    for place in range(1, len(band)):
        if band[place][0] - right > gap:
            yield band[start:place]
            start = place
        right = max(right, band[place][2])
    yield band[start:]


def _box_around(marks: Any) -> Box:
    left, top = marks[:, :2].min(axis=0)
    right, bottom = marks[:, 2:].max(axis=0)
    return Box(int(left), int(top), int(right), int(bottom))
