"""Reads rows by crossing: a value is where a row and a column cross."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT, ODD
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frame_columns import FrameColumns
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.heads import Column, Heads
from govinfo_parse.tables.roles import NESTED
from govinfo_parse.tables.rows import Row, adds_up, numbers_rows


class ByPlace:
    """Reads the rows of one frame by the places of their cells.

    Attributes:
        crossed: whether the heads stand above the values.
        doubtful: whether an empty place among the heads and a column without values may be one and the same.
    """

    def __init__(self, frame: Frame, heads: Heads, columns: FrameColumns) -> None:
        self._frame, self._heads, self._columns = frame, heads, columns
        self._grid, self._kinds, self._framed = frame.grid, frame.grid.kinds, frame.framed
        self._covered: set[int] = set()
        self.crossed = self.doubtful = False

    def read(self, rows: Sequence[Row]) -> None:
        """Read every row whose values stand below heads, each below its own."""
        placed = self._columns.placed
        if not placed:
            return
        columns, _ = self._columns.over_values(placed, [(column.first, column.last) for column in placed])
        if not columns or not rows:
            return
        found = self._with_headless(columns, rows)
        for row in rows:
            row.take(found)
        self._cross(rows)

    def below_all_heads(self, rows: Sequence[Row]) -> int:
        """How many rows have a value below each head of the frame, and no other."""
        places = {column.first for column in self._columns.placed or () if column.key is not None}
        return sum({index - row.body.line.start for index in row.filled} == places for row in rows)

    def _with_headless(self, columns: Sequence[Column], rows: Sequence[Row]) -> Sequence[Column]:
        """The columns, and those that have values but no head: a place where most rows have a number.

        Where merged cells are not known, an empty head may be the rest of the head at its left, unless the numbers
        below it only number the rows.
        """
        if not (self._framed or (self._grid.lined and self._columns.is_rectangular())):
            return columns
        covered = {place for column in columns for place in range(column.first, column.last + 1)}
        covered |= self._heads.corner if self._framed else set()
        counts: Counter[int] = Counter()
        for row in rows:
            start, first = row.body.line.start, row.body.first
            if not row.body.line.joined:
                counts.update(index - start for index in row.filled if index >= first and index - start not in covered)
        found = [place for place, count in counts.items() if 2 * count > len(rows)]
        if not self._framed:
            left = range(columns[0].first)
            found = [place for place in found if place in left and self._numbers_rows(rows, place)]
        if not found or len(found) > len(columns):
            return columns
        return sorted(
            [*columns, *(Column(None, first=place, last=place) for place in found)], key=lambda column: column.first
        )

    def _numbers_rows(self, rows: Sequence[Row], place: int) -> bool:
        """Whether what stands at a place of each row only numbers the rows."""
        indices = [row.body.line.start + place for row in rows]
        return numbers_rows([self._grid.lexemes[index].value for index in indices])

    def _cross(self, rows: Sequence[Row]) -> None:
        """Read every row by the places of its cells, if the heads stand above them."""
        self._covered = {place for column in rows[0].columns for place in range(column.first, column.last + 1)}
        found = {id(row): self._crossing(row) for row in rows}
        with_numbers = [row for row in rows if any(self._kinds[index] <= ODD for index in row.filled)]
        usual = self._columns.usual_widths(rows)
        # A row of another width than the others lost or gained a cell, and says nothing about the heads.
        with_numbers = [row for row in with_numbers if not usual or row.width in usual or self._framed]
        missed = [row for row in with_numbers if found[id(row)] is None]
        if len(missed) > thresholds.MISPLACED * len(with_numbers) or (missed and self._has_empty_column(rows, found)):
            return
        columns = rows[0].columns
        slack = not self._framed and columns[-1].first - columns[0].first >= len(columns)
        single = len(with_numbers) <= 1 and self._frame.roles.way != NESTED
        self.doubtful = slack and not single and self._has_empty_column(rows, found)
        self.crossed = True
        for row in rows:
            places = found[id(row)]
            if places is None:
                continue
            blank = any(map(self._is_blank, places))
            # A row that lost or gained a cell looks whole if another cell of it is empty.
            uneven = self._columns.is_uneven(row) and not adds_up(row, row.filled)
            if self._framed or (not uneven and (not blank or row.width in usual)):
                row.places = places
                row.headed = True

    def _has_empty_column(self, rows: Sequence[Row], found: dict[int, list[int | None] | None]) -> bool:
        """Whether a column of the form holds nothing in any row: it may be the place of values that stand elsewhere."""
        placed = [places for row in rows if (places := found[id(row)]) is not None]
        return any(
            column.key is not None and all(self._is_blank(places[n]) for places in placed)
            for n, column in enumerate(rows[0].columns)
        )

    def _is_blank(self, place: int | None) -> bool:
        """Whether nothing is in the cell of a column, or it has none."""
        return place is None or self._kinds[place] == BLANK

    def _crossing(self, row: Row) -> list[int | None] | None:
        """The cell of each column; None where a value stands under no head or under two, or a column has no cell."""
        line = row.body.line
        if line.joined:
            return None
        places: list[int | None] = []
        for column in row.columns:
            index = self._under(line.start, line.stop, column)
            if index is None and column.key is not None:
                return None
            places.append(index)
        return None if self._has_strays(row, set(places)) else places

    def _has_strays(self, row: Row, owned: Collection[int | None]) -> bool:
        """Whether a value of a row stands below no head, or a label other than its own stands below one."""
        line, kinds = row.body.line, self._kinds
        label = row.body.label.token.index if row.body.label is not None else row.body.first - 1
        return any(
            index - line.start in self._covered or (index > label and kinds[index] != LABEL)
            for index in range(line.start, line.stop)
            if BLANK < kinds[index] <= LABEL and index not in owned and index not in row.body.narrowing
        )

    def _under(self, start: int, stop: int, column: Column) -> int | None:
        """The one cell that stands under a column, and under no other; None if there is none."""
        kinds = self._kinds
        index = start + column.first
        if column.last == column.first and index < stop and kinds[index] < LABEL:
            wider = self._framed and self._grid.reach(index, stop) > index
            # An empty head over several places is one for each; a value under it may take them all.
            beyond = column.headless and column.last + 1 not in self._covered
            return None if wider and not beyond else index
        owners = []
        for index in range(start + column.first, min(start + column.last + 1, stop)):
            if kinds[index] in {LABEL, ABOVE}:
                return None
            if kinds[index] != LEFT:
                owners.append(index)
        if len(owners) != 1:
            return None
        within = self._grid.reach(owners[0], stop) <= start + column.last
        return owners[0] if within or not self._framed else None
