"""Puts the cells of a frame's rows into columns: where a row and a column cross, or in order where that is sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT
from govinfo_parse.tables.by_order import ByOrder
from govinfo_parse.tables.by_place import ByPlace
from govinfo_parse.tables.frame_columns import FrameColumns
from govinfo_parse.tables.frames import Body, Frame
from govinfo_parse.tables.heads import Column, Heads
from govinfo_parse.tables.rows import Row


class Placing:
    """Puts the values of one frame's rows into its columns; ``official`` gives the form's own order for a row."""

    def __init__(self, frame: Frame, heads: Heads, official: Callable[[Body], Sequence[str] | None]) -> None:
        self._frame, self._official = frame, official
        self._grid, self._kinds = frame.grid, frame.grid.kinds
        self._columns = FrameColumns(frame, heads)
        self._by_place = ByPlace(frame, heads, self._columns)

    @property
    def doubtful(self) -> bool:
        """Whether an empty place among the heads and a column without values may be one and the same."""
        return self._by_place.doubtful

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the frame, as far as its heads show them."""
        return self._columns.shown

    def rows(self, number: int) -> list[Row]:
        """The rows of the frame, each with its values in their places where these are known."""
        rows = [self._row(body, number) for body in self._frame.rows]
        by_place = self._by_place
        by_place.read(rows)
        rest = [row for row in rows if row.places is None]
        if rest:
            for row in rest:
                self._columns.give(row, self._official(row.body))
            crosses = self._columns.placed is not None and by_place.below_all_heads(rows) > 1
            ByOrder(self._frame, self._columns, rows, crossed=by_place.crossed, crosses=crosses).read(rest)
        if not self._frame.framed:
            self._withhold_contradicted(rows)
        return rows

    @staticmethod
    def _withhold_contradicted(rows: Sequence[Row]) -> None:
        """Withhold rows that may have lost one cell and gained another, so that they look whole.

        Two of these tell against such a row: a total fails, a cell is damaged, other rows lost or gained a cell.
        """
        uneven = any(row.places is None and row.columns and row.filled for row in rows)
        for row in rows:
            if row.places is not None and len(row.filled) == len(row.columns) and row.doubts + uneven > 1:
                row.places = None

    def _may_follow(self, body: Body, place: int) -> bool:
        """Whether a label may stand behind the values of its row: then not all known heads are right of it."""
        told = self._grid.lined and (self._frame.heads or body.narrowing)
        return bool(told) and not self._columns.are_right_of(place)

    def _row(self, body: Body, number: int) -> Row:
        kinds, line = self._kinds, body.line
        # What a merged cell of the label covers is not a value, and neither is a place that a cell above covers.
        values = [
            index
            for index in range(body.first, line.stop)
            if kinds[index] not in (LEFT, ABOVE, LABEL) and index not in line.parts
        ]
        filled = [index for index in values if kinds[index] != BLANK]
        if not filled and body.label is not None and self._may_follow(body, body.label.token.index - line.start):
            # Labels may stand in the last column; of a row that the form does not have, no value is lost.
            before = [index for index in range(line.start, body.label.token.index) if kinds[index] < LABEL]
            if any(kinds[index] != BLANK for index in before):
                values, filled = before, [index for index in before if kinds[index] != BLANK]
        if body.label is not None and self._grid.lexemes[body.label.token.index].tail:
            # A number that runs on from the label.
            values = sorted([body.label.token.index, *values])
            filled = sorted([body.label.token.index, *filled])
        return Row(body, number, self._frame.roles, (), (), values, filled)


@attrs.define(eq=False)
class FrameReading:
    """A frame with its heads, and its rows once they are read.

    Attributes:
        frame: the frame.
        heads: its heads.
        placing: puts its values into columns.
        rows: its rows that the form has.
        others: its other rows.
    """

    frame: Frame
    heads: Heads
    placing: Placing | None = None
    rows: Sequence[Row] = ()
    others: Sequence[Row] = ()
