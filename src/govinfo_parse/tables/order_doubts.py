"""What tells against reading a row in the order of its values."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from functools import cached_property

from govinfo_parse.lexing.lexemes import ODD, TEXT
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frame_columns import FrameColumns
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.row_shapes import RowShapes, Shape
from govinfo_parse.tables.rows import Row, adds_up

_THOUSAND = 3
"""How many digits a comma parts from those before them."""


class OrderDoubts:
    """What tells against reading the rows of one frame in the order of their values.

    ``crossed`` says whether the heads of the frame stand above values.
    """

    def __init__(self, frame: Frame, columns: FrameColumns, shapes: RowShapes, *, crossed: bool) -> None:
        self._frame, self._columns, self._shapes, self._crossed = frame, columns, shapes, crossed
        self._grid, self._kinds, self._framed = frame.grid, frame.grid.kinds, frame.framed

    def any_of(self, row: Row, shape: Shape) -> bool:
        """Whether a value of a row may stand elsewhere, or a head be lost, or a number be in two cells."""
        filled, width = row.filled, len(row.columns)
        if len(filled) < width and (any(line.numbers for line in row.body.loose) or self._is_before_text(row)):
            return True
        if len(row.values) > width and row.values[0] < row.body.first:
            return True  # there is a cell for each column besides the figure that runs on from the label
        if self._may_lack_head(row, shape) or (len(filled) == width and self._may_be_split(row, shape)):
            return True
        return self._columns.lost and not (row.whole and adds_up(row, filled))

    def _is_before_text(self, row: Row) -> bool:
        """Whether a text without values of its own stands right behind a row, where nothing but labels parts rows: it
        may stand in place of the row's last value.
        """
        if self._grid.lined or self._grid.run_together or not row.values:
            return False
        behind = self._kinds[row.values[-1] + 1 : row.values[-1] + 3]
        return bool(behind) and behind[0] in (ODD, TEXT) and behind[-1] >= ODD

    def _may_lack_head(self, row: Row, shape: Shape) -> bool:
        """Whether a row has more cells than there are heads, and the form more columns: then a head may be lost.

        That is not so where the cells left of the values are empty in all rows like it, and there are none right of
        them.
        """
        if row.whole or len(row.values) <= len(row.columns) or not row.filled:
            return False
        if not self._shapes.begins_first(row):
            return True
        if not self._grid.lined:
            return row.filled[-1] != row.values[-1]
        last = row.body.line.start + self._columns.last_head
        beyond = shape.last is not None and row.values[min(shape.last, len(row.values) - 1)] > last
        return row.filled[-1] not in (row.values[-1], last) or (beyond and row.filled[-1] == last)

    def _may_be_split(self, row: Row, shape: Shape) -> bool:
        """Whether a row with a value for each column has an empty cell too, which may be a column's: then a number
        stands in two cells.

        Its total shows that it is not so.  Where the totals of the table show nothing, it has to be as wide as most
        rows, and where it has none, as rows like it, or its figures have to say so below heads.  A mark at the end of
        every line rather ends the line.
        """
        if not self._grid.lined or self._framed or row.body.line.joined:
            return False
        spare = len(row.values) > len(row.filled)
        if len(row.own) >= thresholds.ADDENDS and any(path.endswith(".total") for path in row.own):
            row.summed = spare or (self._grid.ended and not self._frame.heads)
            if not row.summed or adds_up(row, row.filled):
                return False
            return self._untold is None or not (self._shapes.is_usual(row, shape) or row.width in self._untold)
        if not spare or shape.usual(len(row.values)):
            return False
        return not self._frame.heads or (self._crossed and self._looks_split(row))

    @cached_property
    def _untold(self) -> Collection[int] | None:
        """How wide most rows are, where the totals of most fail and so tell nothing; None where they do tell."""
        full = [row for row in self._shapes.rows if row.columns and len(row.filled) == len(row.columns)]
        failing = sum(not adds_up(row, row.filled) for row in full)
        few = failing <= 1 or 2 * failing <= len(self._shapes.rows)  # one may be misprinted
        return None if few else self._columns.usual_widths(self._shapes.rows)

    def _looks_split(self, row: Row) -> bool:
        """Whether two neighbours of a row may be the thousands of a number and the rest of it, or a number twice."""
        raws = [self._grid.lexemes[index].raw for index in row.filled if self._grid.lexemes[index].value != 0]
        return any(
            before == after or (before.isdecimal() and after.isdecimal() and len(before) <= _THOUSAND == len(after))
            for before, after in itertools.pairwise(raws)
        )

    def is_broken(self, row: Row) -> bool:
        """Whether two values stand in one place, in two of the rows that a label runs over: one number may be both."""
        if not self._grid.lined:
            return False
        places = [index - self._grid.start_of(self._grid.row_of(index)) for index in row.body.line.values]
        return len(set(places)) < len(places)

    def has_head_left_of_label(self, row: Row) -> bool:
        """Whether a head stands left of a row's label, and none over it: so the values right of the label are not all,
        and as many as there are heads only by chance.
        """
        body, line = row.body, row.body.line
        label = body.label.token.index if body.label is not None else body.first - 1
        if line.joined or label - line.start in self._columns.below_heads or any(index < label for index in row.values):
            return False
        return any(place in self._columns.below_heads for place in range(label - line.start))

    def stand_elsewhere(self, row: Row, places: Sequence[int | None] | None) -> bool:
        """Whether some cells of a row, in the order of its columns, stand below their heads and others do not.

        Where merged cells are known, heads may be off as a whole, or divide the width in another way than all rows do,
        but not stand off for some cells of some rows.
        """
        line = row.body.line
        placed = self._columns.placed
        if places is None or line.joined or not (placed and self._framed and self._shapes.have_other_widths):
            return False
        columns = {column.key: column for column in placed}
        below: set[bool] = set()
        for column, index in zip(row.columns, places, strict=True):
            head = columns.get(column.key)
            if head is None or index is None or column.key is None:
                continue
            last = self._grid.reach(index, line.stop)
            below.add(index - line.start <= head.last and last - line.start >= head.first)
        return len(below) > 1
