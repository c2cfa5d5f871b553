"""A stretch of text without its figures, which reports printed from one template have in common."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from itertools import accumulate

from govinfo_parse.lexing.stretches import PlacedCells, are_drawn

_FIGURE = re.compile("([0-9]+)")

_ITEM_MARKS = ("、", ")", "）", ".", "．")

Place = tuple[int, int]
"""An offset without regard to figures: how many figures end before it, and how far after the last of them it is."""


class Outline:
    """A stretch of text without its figures.

    Attributes:
        words: the text around the figures, and what is known of the cells of a document's tables.
        figures: the figures, as printed.
    """

    __slots__ = ("_begin", "_edges", "_gaps", "_text", "figures", "words")

    def __init__(self, text: str, begin: int, placed: Sequence[PlacedCells] = ()) -> None:
        parts = _FIGURE.split(text)
        self.figures = parts[1::2]
        self._gaps = parts[::2]
        self.words: Hashable = "0".join(self._gaps)
        if placed:
            self.words = self.words, are_drawn(placed), _cells(text, begin, placed)
        self._text = text
        self._begin = begin
        self._edges = list(accumulate(map(len, parts), initial=begin))

    def place(self, offset: int) -> Place:
        """Where an offset is, without regard to figures.

        Raises:
            ValueError: it is inside a figure.
        """
        edge = bisect_right(self._edges, offset) - 1
        if edge % 2 and self._edges[edge] == offset:
            edge -= 1  # a figure begins there
        if edge % 2:
            raise ValueError(f"offset {offset} is inside a figure")
        return edge // 2, offset - self._edges[edge]

    def offset(self, place: Place) -> int:
        """The offset of a place in this text."""
        count, distance = place
        return self._edges[2 * count] + distance

    def starts(self) -> list[int]:
        """Where each figure begins."""
        return self._edges[1:-1:2]

    def leading(self) -> list[int]:
        """The numbers of the figures that have no word and no figure before them on their line."""
        gaps = self._gaps
        return [
            number
            for number in range(len(self.figures))
            if (not number or "\n" in gaps[number]) and not any(map(str.isalnum, gaps[number].rpartition("\n")[2]))
        ]

    def leads_on(self, figure: int) -> bool:
        """Whether a figure has an item's mark after it, or words right after it."""
        behind = self._gaps[figure + 1]
        return behind[:1].isalnum() or behind.lstrip()[:1] in _ITEM_MARKS

    def between(self, begin: int, end: int) -> str:
        """The text between two offsets."""
        return self._text[begin - self._begin : end - self._begin]


def _cells(text: str, begin: int, placed: Sequence[PlacedCells]) -> tuple[tuple[object, ...], ...]:
    """For each row of a document's tables how many lines are before it, and which of its places are covered."""
    found = []
    before = 0
    for row in placed:
        at = row.offset - begin
        covers = [None if isinstance(cell, str) else cell for cell in row.texts]
        shown = "\t".join([cell if isinstance(cell, str) else "" for cell in row.texts])
        # Cells that the text does not show in this way are kept as they are, with their figures.
        known = text.startswith(shown, at) and shown.count("\t") == len(covers) - 1
        found.append((text.count("\n", before, at), None if known else shown, *covers))
        before = at
    return tuple(found)
