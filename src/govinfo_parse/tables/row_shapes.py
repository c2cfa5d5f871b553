"""The shapes of a frame's rows: what rows that look alike say about each other before they are read in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govinfo_parse.tables import thresholds
from govinfo_parse.tables.rows import Row


class Shape:
    """What rows of one shape have in common: how many cells, and where the filled ones are."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self.first: int | None = None
        self.last: int | None = None
        self._seen: set[int] = set()
        self._spans: Counter[int] = Counter()

    def add(self, row: Row) -> None:
        """Take in a row."""
        self._counts[len(row.values)] += 1
        if row.filled:  # also one with more values than columns: it shows that a head is lost
            first, last = row.values.index(row.filled[0]), row.values.index(row.filled[-1])
            self.first = first if self.first is None else min(self.first, first)
            self.last = last if self.last is None else max(self.last, last)
            self._spans[last - first + 1] += 1
            start = row.values[0]
            self._seen |= {index - start for index in row.filled}

    def usual(self, size: int) -> bool:
        """Whether most rows have this many cells, and more than one row has."""
        count = self._counts[size]
        return count > 1 and count > thresholds.USUAL * sum(self._counts.values())

    @property
    def single(self) -> bool:
        """Whether there is only one row of the shape."""
        return self._counts.total() == 1

    def offset(self, width: int) -> int | None:
        """Where values begin, if the filled cells of all rows reach over exactly the form's columns.

        Single rows have to reach that far, and each place has to hold something in one row at least: an empty place in
        all rows may be the rest of a merged cell, and rows of different depth reach further together.  One row among
        several may reach that far only because a number of it stands in two cells.
        """
        if self.first is None or self.last is None or self.last - self.first + 1 != width:
            return None
        told = self._spans[width] > 1 or self._spans.total() < thresholds.SEVERAL
        return self.first if told and max(self._spans) == width == len(self._seen) else None


class RowShapes:
    """The shapes of those rows of a frame that are not read yet, and what all of its rows have in common.

    Attributes:
        rows: all rows of the frame.
        keep_blanks: whether empty cells are in their places.
        have_all_cells: whether all rows, and more than one, have a cell for each column.
        have_other_widths: whether rows have more or fewer cells than columns.
    """

    def __init__(self, rows: Sequence[Row], *, lined: bool) -> None:
        self.rows, self._lined = rows, lined
        sizes = Counter(map(_size, rows))
        self._sizes = [size for size, count in sizes.items() if count > 1 and count > thresholds.USUAL * sizes.total()]
        # Some pages move empty cells to the end of their row: something must show that they are in their places.
        self.keep_blanks = any(
            row.filled and (row.filled[0] != row.values[0] or row.filled[-1] - row.filled[0] >= len(row.filled))
            for row in rows
        )
        sized = [len(row.values) == len(row.columns) for row in rows if row.columns]
        self.have_all_cells = len(sized) > 1 and all(sized)
        self.have_other_widths = not all(sized)
        self._found: dict[tuple[int | None, int | None], Shape] = {}
        self._firsts: dict[tuple[int | None, int | None], int] = {}
        for row in rows:
            shape = self._shape_of(row)
            if row.columns and row.places is None:
                self._found.setdefault(shape, Shape()).add(row)
            if row.filled:
                first = row.values.index(row.filled[0])
                self._firsts[shape] = min(first, self._firsts.get(shape, first))

    def of(self, row: Row) -> Shape:
        """The shape of a row."""
        return self._found[self._shape_of(row)]

    def begins_first(self, row: Row) -> bool:
        """Whether no row like it, also of those that are read already, has a value before its own first one."""
        return row.values.index(row.filled[0]) == self._firsts[self._shape_of(row)]

    def is_usual(self, row: Row, shape: Shape) -> bool:
        """Whether a row has as many cells as rows like it, or together with its labels as many as the table's rows."""
        return shape.usual(len(row.values)) or _size(row) in self._sizes

    def end_alike(self, shape: Shape, width: int) -> bool:
        """Whether the values of rows of every shape end at the last column: none has empty cells before them.

        Of one row alone that says nothing, unless it begins with a value: a blank there may be the rest of its label's
        cell.
        """
        if shape.single and shape.first != 0:
            return False
        ends = [shape.last for shape in self._found.values() if shape.last is not None]
        return not self._lined and self.keep_blanks and len(ends) > 1 and set(ends) == {width - 1}

    @staticmethod
    def _shape_of(row: Row) -> tuple[int | None, int | None]:
        """Rows of one shape have as many empty cells next to their values: these depend on where their label is, and on
        how many groups it is in, which is not known of a row that the form does not have: 合计.
        """
        depth = row.roles.depth(row.body.side, row.body.label) if not row.body.narrowing else None
        return (row.body.first - row.body.line.start if row.grid.lined else None), depth


def _size(row: Row) -> int:
    """How many cells a row has: its labels and what comes after them."""
    return len(row.values) + len(row.body.line.labels)
