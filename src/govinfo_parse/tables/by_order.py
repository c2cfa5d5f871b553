"""Reads rows in the order of their values, where that is sure: the second best, for rows that do not cross heads."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.lexing.lexemes import BLANK, LABEL, ODD
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frame_columns import FrameColumns
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.order_doubts import OrderDoubts
from govinfo_parse.tables.roles import NESTED
from govinfo_parse.tables.row_shapes import RowShapes, Shape
from govinfo_parse.tables.rows import Row, adds_up, numbers_rows


class ByOrder:
    """Reads the rows of one frame in the order of their values.

    ``everyone`` is all rows of the frame, also those that are read already; ``crossed`` says whether its heads stand
    above values, and ``crosses`` whether they do in several of its rows.
    """

    def __init__(
        self, frame: Frame, columns: FrameColumns, everyone: Sequence[Row], *, crossed: bool, crosses: bool
    ) -> None:
        self._frame, self._columns, self._everyone = frame, columns, everyone
        self._grid, self._kinds, self._framed = frame.grid, frame.grid.kinds, frame.framed
        self._crossed = crossed
        self._shapes = RowShapes(everyone, lined=self._grid.lined)
        self._doubts = OrderDoubts(frame, columns, self._shapes, crossed=crossed)
        # Heads that no row stands below speak against the order of the values.
        self._follows_heads = (crossed or crosses or not columns.placed) and not self._overreach()

    def read(self, rows: Sequence[Row]) -> None:
        """Read rows that know their columns, where each of these surely has a value."""
        everyone, columns = self._everyone, self._columns
        first = [self._grid.lexemes[row.filled[0]].value for row in everyone if row.filled]
        if numbers_rows(first):
            return
        rows = [row for row in rows if not self._doubts.has_head_left_of_label(row)]
        if self._are_covered_by_depth(everyone):
            for row in rows:
                row.places = row.values[len(row.values) - len(row.columns) :] if row.columns else None
            return
        if columns.lost_a_head(everyone):
            rows = [row for row in rows if row.whole]
        overfull = sum(len(row.filled) == len(row.columns) + 1 for row in everyone if row.columns)
        trusted = overfull <= thresholds.MISPLACED * len(everyone)
        for row in rows:
            if not row.columns or self._doubts.is_broken(row) or columns.is_beside(row):
                continue
            places = self._order(row, self._shapes.of(row), trusted=trusted)
            places = None if self._doubts.stand_elsewhere(row, places) else places
            row.places = self._put_together(row) if places is None and row.body.loose else places

    def _overreach(self) -> bool:
        """Whether rows reach further than the heads do, where these stand elsewhere: a row with as many values as heads
        may have one in a column without a head, and a blank elsewhere.
        """
        if not self._columns.placed or self._crossed:
            return False
        several = (row for row in self._everyone if row.columns and row.filled)
        wide = sum(row.filled[-1] - row.filled[0] >= len(row.columns) for row in several)
        return wide > thresholds.MISPLACED * len(self._everyone)

    def _order(self, row: Row, shape: Shape, *, trusted: bool) -> Sequence[int | None] | None:
        """The cell of each column of a row; None where that is not sure."""
        values, filled, width = row.values, row.filled, len(row.columns)
        if self._doubts.any_of(row, shape):
            return None
        sure, uneven = all(map(self._is_sure, filled)), self._columns.is_uneven(row)
        usual = self._grid.lined or (self._is_official(row) and self._are_most(row))
        if not usual and not adds_up(row, filled):
            return None  # heads in an unusual order, or a few alone, may be heads of other columns
        # What figures decided says nothing about the next table of this shape.
        told = [column.key for column in self._columns.ordered or ()]
        headed = usual and self._columns.told_by_heads and told == [column.key for column in row.columns]
        if len(values) == width and (sure or not self._grid.run_together) and (trusted or shape.usual(width)):
            are_cells = len(filled) == width or (self._blanks_are_cells(row, shape, width) and not uneven)
            row.headed = are_cells and headed
            return values if are_cells else None
        if len(filled) == width and sure and (not uneven or adds_up(row, filled)):
            return self._all_filled(row, headed=headed, trusted=trusted and self._follows_heads)
        if not trusted or self._grid.run_together or uneven:
            return None
        places = self._among_blanks(row, shape)
        row.headed = places is not None and headed
        return places

    def _all_filled(self, row: Row, *, headed: bool, trusted: bool) -> Sequence[int] | None:
        """The filled cells of a row with one for each column, if these are together, or its totals say so."""
        filled = row.filled
        together = filled[-1] - filled[0] == len(row.columns) - 1
        row.headed = together and trusted and headed
        if row.headed or (together and trusted) or (row.whole and adds_up(row, filled)):
            row.shifted = self._crossed
            return filled
        return None

    def _among_blanks(self, row: Row, shape: Shape) -> Sequence[int] | None:
        """The cells of a row with more cells than columns, and fewer figures, where all rows like it show which."""
        width = len(row.columns)
        if not row.whole or len(row.filled) >= width or not self._shapes.is_usual(row, shape):
            return None
        offset = shape.offset(width) if self._shapes.keep_blanks else None
        if offset is None and (not row.filled or self._shapes.end_alike(shape, width)):
            offset = 0
        places = row.values[offset : offset + width] if offset is not None else []
        return places if len(places) == width else None

    def _put_together(self, row: Row) -> list[int] | None:
        """The cells of a row and of the lines below it, if together they are one for each column.

        A number alone on its line may be a page's: it counts only where the totals of the row prove that it is not.
        """
        lines = [row.filled, *(line.values for line in row.body.loose)]
        joined = [index for line in lines for index in line]
        if len(joined) != len(row.columns) or not all(map(self._is_sure, joined)):
            return None
        if min(len(line) for line in lines if line) == 1 and not adds_up(row, joined):
            return None
        row.torn = True
        row.body.loose = []
        return joined

    def _are_covered_by_depth(self, rows: Sequence[Row]) -> bool:
        """Whether every row has a cell for each column, and behind its label one for each column of labels that is
        right of it: so merged cells look where they leave empty ones to their right, but none below.
        """
        roles = self._frame.roles
        depths = [(row, roles.depth(row.body.side, row.body.label)) for row in rows if row.columns]
        higher = [(row, roles.deepest - depth) for row, depth in depths if depth < roles.deepest]
        return (
            self._grid.lined
            and not self._framed
            and not any(row.body.line.joined for row in rows)
            and all(len(row.values) - len(row.columns) == roles.deepest - depth for row, depth in depths)
            and all(self._kinds[index] == BLANK for row, rest in higher for index in row.values[:rest])
            # Else rows may be filled with empty cells at their right.
            and any(self._kinds[row.values[-1]] != BLANK for row, _ in higher)
        )

    def _is_official(self, row: Row) -> bool:
        """Whether the columns of a row stand in the form's order."""
        order = row.roles.heads_order
        places = [order.get(column.key, -1) for column in row.columns if column.key is not None]
        return places == sorted(places)

    @staticmethod
    def _are_most(row: Row) -> bool:
        """Whether a row that has a whole table above it has more than half of its columns."""
        return row.roles.way != NESTED or len(row.columns) > len(row.roles.heads_order) // 2

    def _blanks_are_cells(self, row: Row, shape: Shape, width: int) -> bool:
        """Whether empty cells of a row with one cell for each column are cells of the table.

        Where merged cells are not known, an empty cell may also be the rest of a label's, in a row that lost a value.
        """
        if not self._grid.lined and self._grid.ended and self._kinds[row.values[-1]] == BLANK:
            return False  # it ends the row, and a cell of it is lost
        rest = row.body.label is not None and self._kinds[row.values[0]] == BLANK and not self._shapes.have_all_cells
        if self._grid.lined and not self._framed and (self._columns.placed or rest):
            return shape.offset(width) == 0
        return not self._columns.are_apart and (shape.single or self._shapes.is_usual(row, shape))

    def _is_sure(self, index: int) -> bool:
        kind = self._kinds[index]
        return kind < ODD or (kind == LABEL and bool(self._grid.lexemes[index].tail))
