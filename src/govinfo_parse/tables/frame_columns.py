"""The columns that a frame has, by the places of its heads and by their order, as far as these agree; and its rows'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property

import attrs

from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.lexing.lexemes import BLANK
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Body, Frame
from govinfo_parse.tables.heads import Column, Heads
from govinfo_parse.tables.roles import NESTED
from govinfo_parse.tables.rows import Row, adds_up


class FrameColumns:
    """The columns of one frame.

    Attributes:
        placed: the columns by the places of their heads; None where places decide nothing.
        ordered: the columns by the order of their heads; None where that decides nothing.
        lost: whether a head may be lost, where nothing parts the lines.
    """

    def __init__(self, frame: Frame, heads: Heads) -> None:
        self._frame, self._heads = frame, heads
        self._grid, self._kinds = frame.grid, frame.grid.kinds
        # A total in the line of a group's heads may be the group's own.
        self._doubted: set[str | None] = set()
        self.placed: Sequence[Column] | None = heads.by_place()
        self.ordered: Sequence[Column] | None = heads.by_order() if frame.heads else None
        if self.placed and not frame.framed:
            self._ask_order(self.placed)
        if self.placed and frame.roles.way == NESTED:
            self.placed = self._without_narrow_blocks(self._with_blocks(self.placed), heads)
        if self.ordered and self._grid.lined:
            self.ordered = self._right_of_labels(self.ordered)
        self._head_cells = self._cells_of_heads() if not self._grid.lined else ()
        self.lost = not self._grid.lined and self._loses_a_head()

    @property
    def shown(self) -> Sequence[Column]:
        """The columns of the frame, as far as its heads show them."""
        return self.placed or self.ordered or ()

    @property
    def told_by_heads(self) -> bool:
        """Whether the heads, all of them known, show the order of the columns."""
        known = self.ordered is not None and all(column.key is not None for column in self.ordered)
        return known and not self._heads.torn

    @cached_property
    def last_head(self) -> int:
        """The place of the last head in the order of heads."""
        return max(self._heads.place(column.head) for column in self.ordered or ())

    @cached_property
    def below_heads(self) -> Collection[int]:
        """The places below heads of the form."""
        known = [column for column in self.placed or () if column.key is not None]
        return {place for column in known for place in range(column.first, column.last + 1)}

    @cached_property
    def _places_in_order(self) -> set[int]:
        """The places of the form's heads."""
        return {self._heads.place(column.head) for column in self.ordered or () if column.key is not None}

    def are_right_of(self, place: int) -> bool:
        """Whether all heads of the form stand right of a place."""
        places = self.below_heads or self._places_in_order
        return bool(places) and min(places) > place

    @cached_property
    def are_apart(self) -> bool:
        """Whether an empty cell stands between heads of a line: an empty one below it may be no cell of the table."""
        if not self._frame.heads or not self._grid.lined or self._frame.framed:
            return False
        line = self._frame.heads[-1]
        apart = bytes(kind != BLANK for kind in self._kinds[line.start : line.stop]).strip(b"\0")
        return b"\0" in apart

    def _ask_order(self, placed: Sequence[Column]) -> None:
        """Where merged cells are not known, heads stand where they seem to only if their order says the same."""
        nested = self._frame.roles.way == NESTED
        keys = [column.key for column in placed]
        if not self.ordered:
            known = [key for key in keys if key is not None]
            if nested and len(set(known)) < len(known):
                self.placed = None  # the label of a block is lost, and another seems to be over its heads
            return
        order = [column.key for column in self.ordered]
        if keys == order:
            return
        if not nested:
            self._doubted = set(order) - set(keys)
        # The order is not sure either where a head is unknown, or printed twice: then only lines of equal width help.
        # A head in doubt that stands before others by its place, and behind them by order, moves their values.
        moved = self._doubted and _heads_of(placed) != _heads_of(self.ordered)
        sure = None not in order and len(set(order)) == len(order) and not moved
        self.placed = placed if not sure and self.is_rectangular() else None
        self.ordered = self.ordered if sure else None

    def _with_blocks(self, placed: Sequence[Column]) -> Sequence[Column]:
        """The columns of blocks; where a block's label reaches less far than it should, their order shows its heads."""
        keys_of = {column.head: column.key for column in self.ordered or ()}
        told = {*self._heads.unknown, *self._heads.blocks}
        return [
            attrs.evolve(c, key=c.key or (keys_of.get(c.head) if told.isdisjoint(c.above) else None)) for c in placed
        ]

    def _right_of_labels(self, ordered: Sequence[Column]) -> list[Column] | None:
        """The columns in order without those over labels; None where it is not known which heads these are."""
        places = [self._heads.place(column.head) for column in ordered]
        kept, are_right = self.over_values(ordered, list(zip(places, places, strict=True)))
        # Where known heads do not stand right of the labels, an unknown one is over them only if none is missing.
        sure = are_right or self._frame.framed or len(kept) == len(ordered) or self._is_complete(kept)
        return kept if sure else None

    def over_values(self, columns: Sequence[Column], places: Sequence[tuple[int, int]]) -> tuple[list[Column], bool]:
        """The columns that values stand in, and whether all known heads are right of the labels of rows.

        An unknown head over a label is the labels' own, and so is one left of a label where no known head is.
        """
        labels = _label_places(self._frame.rows)
        known = [first for column, (first, _) in zip(columns, places, strict=True) if column.key is not None]
        are_right = bool(labels and known) and max(labels) < min(known)
        kept = [
            column
            for column, (first, last) in zip(columns, places, strict=True)
            if column.key is not None or not any(first <= label and (are_right or label <= last) for label in labels)
        ]
        return kept, are_right

    def _without_narrow_blocks(self, columns: Sequence[Column], heads: Heads) -> list[Column]:
        """The columns without those of blocks that are narrower than in the form, where heads right of them are no
        block's: they may be those of the block, or of one before it.
        """
        official = Counter(key.rpartition(".")[0] for key in self._frame.roles.heads_order)
        printed = Counter((column.key or "").rpartition(".")[0] for column in columns)
        unowned = any(c.key is None and not c.headless and heads.blocks.isdisjoint(c.above) for c in columns)
        narrow = {block for block, count in printed.items() if unowned and count < official[block]}
        return [attrs.evolve(c, key=None) if (c.key or "").rpartition(".")[0] in narrow else c for c in columns]

    def _cells_of_heads(self) -> Sequence[bool]:
        """For each cell among heads whose cells are marked whether it holds something."""
        lines = self._frame.heads
        if not lines:
            return ()
        corner = [label.token.index + 1 for line in lines for label in line.labels if label.column == CONTENT]
        return [kind != BLANK for kind in self._kinds[max(corner, default=lines[0].start) : lines[-1].stop]]

    def _loses_a_head(self) -> bool:
        """Whether a cell among heads whose lines nothing parts is empty where the form has one more head."""
        roles = self._frame.roles
        order = {key: place for place, key in enumerate(roles.table.heads_order)}
        before, blank = None, False
        for line in self._frame.heads:
            heads = {label.token.index: order.get(roles.head(label) or "") for label in line.labels}
            for index in range(line.start, line.stop):
                if self._kinds[index] == BLANK:
                    blank = True
                    continue
                place = heads.get(index)
                if blank and before is not None and place is not None:
                    follows = place == (before + 1) % len(order) if roles.way == NESTED else place <= before + 1
                    if not follows:
                        return True
                before, blank = place, False
        return False

    def is_rectangular(self) -> bool:
        """Whether all lines of the frame have as many cells."""
        lines = [*self._frame.heads, *(body.line for body in self._frame.rows)]
        return len({line.stop - line.start for line in lines}) == 1

    def _is_complete(self, columns: Sequence[Column]) -> bool:
        """Whether columns are all those that a form gives a row of the frame."""
        keys = tuple(column.key for column in columns)
        sides = {body.side for body in self._frame.rows}
        return any(keys == official for side in sides for official in self._frame.roles.official(side))

    def is_beside(self, row: Row) -> bool:
        """Whether a value of a row with as many cells as its heads have stands where these have an empty one."""
        told = len(self._head_cells) == len(row.values) and self._head_cells.count(True) == len(row.columns)
        cells = zip(self._head_cells, row.values, strict=False)
        return told and any(not below and self._kinds[index] != BLANK for below, index in cells)

    def is_uneven(self, row: Row) -> bool:
        """Whether a row ends with an empty cell before its heads do, or behind them.

        That it has as many cells as columns then says nothing: an empty cell may be lost elsewhere, or a number be two.
        """
        line = row.body.line
        if not self.placed or self._frame.framed or line.joined or self._kinds[line.stop - 1] != BLANK:
            return False
        return any(row.width != head.stop - head.start for head in self._frame.heads[-1:])

    def usual_widths(self, rows: Sequence[Row]) -> set[int]:
        """How many cells most lines have, those of rows and the last one of heads; empty if lines differ."""
        widths = Counter(row.width for row in rows)
        for line in self._frame.heads[-1:]:
            widths[line.stop - line.start] += 1
        return {width for width, count in widths.items() if count > thresholds.USUAL * widths.total()}

    def give(self, row: Row, official: Sequence[str] | None) -> None:
        """Give a row the columns that its values may be read in, in order; ``official`` is the form's own order."""
        known = [column.key for column in self.ordered or () if column.key is not None]
        if self._heads.torn and official is not None:
            # Torn heads say nothing about the columns; the row's own totals have to.
            row.whole = True
            row.take(list(map(Column, official)))
            if not adds_up(row, row.filled):
                row.take(())
            return
        columns = self._in_order(row, known, official)
        keys = [column.key for column in columns]
        row.whole = official is not None and keys == list(official)
        are_all = official is not None and set(keys) == set(official)
        if not are_all and self._grid.lined and not self._places_in_order.isdisjoint(_label_places([row.body])):
            columns = ()  # heads that are a place off lack a column, and any of them may be it
        row.take(columns)
        if self._doubted and not (row.whole and adds_up(row, row.filled)):
            # Nor is it known which heads are over them.
            heads = {column.key: column.head for column in self.ordered or ()}
            doubted = (Column(None, heads.get(c.key, c.head), c.first, c.last) for c in columns)
            row.take([other if c.key in self._doubted else c for c, other in zip(columns, doubted, strict=True)])

    def _in_order(self, row: Row, known: Sequence[str], official: Sequence[str] | None) -> Sequence[Column]:
        """The columns of a row as the order of heads shows them, or the form's own order."""
        ordered = self.ordered
        if ordered is None and (self._heads.unknown or any(column.key is None for column in self.placed or ())):
            return ()
        if official is None or (ordered and len(ordered) > len(known)):
            return ordered or ()
        return list(map(Column, official)) if self._fits_heads(row, known, official) else ordered or ()

    def _fits_heads(self, row: Row, known: Sequence[str], official: Sequence[str]) -> bool:
        """Whether the form's own order is to be used: no heads are known, or some are missing and the row is whole."""
        if not known:
            return self._heads.count == 0  # heads whose order is not sure speak against every order
        if self.placed and not self._heads.numbered:
            return False  # heads stand at their places, and some columns have none
        if not (self._grid.lined or self._frame.is_first):
            return False  # what looks like rows above these heads may be heads too
        in_order = [key for key in official if key in known] == list(known)
        return in_order and len(row.filled) == len(official) and adds_up(row, row.filled, official)

    def lost_a_head(self, rows: Sequence[Row]) -> bool:
        """Whether a row shows by its totals that it has a value for each column of the form, and heads are fewer."""
        known = [column for column in self.ordered or () if column.key is not None]
        return bool(known) and any(
            row.whole and len(known) < len(row.columns) == len(row.filled) and adds_up(row, row.filled) for row in rows
        )


def _heads_of(columns: Sequence[Column]) -> list[int]:
    return [column.head for column in columns]


def _label_places(bodies: Sequence[Body]) -> set[int]:
    """The places in their lines that labels of rows stand at."""
    return {
        body.label.token.index - body.line.start
        for body in bodies
        if body.label is not None and not body.line.joined and body.label.token.index >= body.line.start
    }
