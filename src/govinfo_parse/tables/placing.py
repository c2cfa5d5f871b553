"""Puts the cells of a frame's rows into columns: where a row and a column cross, or in order where that is sure."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT, ODD, TEXT
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import Cell, Number
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Body, Frame
from govinfo_parse.tables.heads import Column, Heads
from govinfo_parse.tables.roles import NESTED, Roles

_THOUSAND = 3
"""How many digits a comma parts from those before them."""


@attrs.define(eq=False, slots=True)
class Row:
    """A row that is to be read.

    Attributes:
        body: its line of values.
        frame: the number of its frame in its table.
        roles: what labels do in its table.
        columns: the columns that its values are to be put in, in the order of its line.
        paths: the dotted path of the cell in each column, or None for a column that the form does not have.
        values: the cells after its label, those that merged cells cover left out.
        filled: those of them that hold something.
        places: for each column the cell in it, or None; None as a whole until that is known.
        shifted: whether its values are not below their heads.
        whole: whether its columns are all those that the form gives it, so that the form's sums apply to it.
        torn: whether it was put together from several lines.
        headed: whether only its heads and the kinds of its cells decided where its values belong.
        summed: whether its total decided that too.
        cells: what was read, by dotted path.
    """

    body: Body
    frame: int
    roles: Roles
    columns: Sequence[Column]
    paths: Sequence[str | None]
    values: list[int]
    filled: list[int]
    places: Sequence[int | None] | None = None
    whole: bool = False
    shifted: bool = False
    torn: bool = False
    headed: bool = False
    summed: bool = False
    cells: dict[str, Cell] | None = None

    @property
    def grid(self) -> Grid:
        """Where it stands."""
        return self.body.line.grid

    @property
    def own(self) -> list[str]:
        """The dotted paths of its cells."""
        return [path for path in self.paths if path is not None]

    @property
    def blanks(self) -> list[str]:
        """The dotted paths of its cells that hold nothing."""
        pairs = zip(self.paths, self.places or (), strict=False)
        kinds = self.grid.kinds
        return [path for path, index in pairs if path is not None and (index is None or kinds[index] == BLANK)]

    @property
    def foreign(self) -> bool:
        """Whether it has columns that the form does not have."""
        return None in self.paths

    @property
    def doubts(self) -> int:
        """What tells against a full row: a total that fails, a damaged cell, a figure that runs on from its label."""
        names = [path or "" for path in self.paths]
        cells = [self.grid.lexemes[index] for index in self.filled]
        has_total = any(name.endswith(".total") for name in names)
        fails = False in _sums(names, [cell.value for cell in cells])
        damaged = has_total and any(cell.kind >= ODD and not cell.tail for cell in cells)
        return fails + damaged + any(cell.tail for cell in cells)


class Placing:
    """Puts the values of one frame's rows into its columns.

    Attributes:
        doubtful: whether an empty place among the heads and a column without values may be one and the same.
    """

    def __init__(self, frame: Frame, heads: Heads, official: Callable[[Body], Sequence[str] | None]) -> None:
        self._frame, self._heads, self._official = frame, heads, official
        self._grid, self._kinds, self._framed = frame.grid, frame.grid.kinds, frame.framed
        # A total in the line of a group's heads may be the group's own.
        self._doubted: set[str | None] = set()
        self._placed: Sequence[Column] | None = heads.by_place()
        self._ordered: Sequence[Column] | None = heads.by_order() if frame.heads else None
        if self._placed and not self._framed:
            self._ask_order(self._placed)
        if self._placed and frame.roles.way == NESTED:
            self._placed = self._without_narrow_blocks(self._with_blocks(self._placed), heads)
        if self._ordered and self._grid.lined:
            self._ordered = self._right_of_labels(self._ordered)
        self._head_cells = self._cells_of_heads() if not self._grid.lined else ()
        self._lost = not self._grid.lined and self._loses_a_head()
        self._crossed = self._overreach = False
        # What its rows have in common is known before the first of them is read.
        self._covered: set[int]
        self._crosses_somewhere: bool
        self._everyone: Sequence[Row]
        self._sizes: Sequence[int]
        self._keeps_blanks: bool
        self._have_all_cells: bool
        self._has_other_widths: bool
        self.doubtful = False

    def _ask_order(self, placed: Sequence[Column]) -> None:
        """Where merged cells are not known, heads stand where they seem to only if their order says the same."""
        nested = self._frame.roles.way == NESTED
        keys = [column.key for column in placed]
        if not self._ordered:
            known = [key for key in keys if key is not None]
            if nested and len(set(known)) < len(known):
                self._placed = None  # the label of a block is lost, and another seems to be over its heads
            return
        order = [column.key for column in self._ordered]
        if keys == order:
            return
        if not nested:
            self._doubted = set(order) - set(keys)
        # The order is not sure either where a head is unknown, or printed twice: then only lines of equal width help.
        # A head in doubt that stands before others by its place, and behind them by order, moves their values.
        moved = self._doubted and _heads_of(placed) != _heads_of(self._ordered)
        sure = None not in order and len(set(order)) == len(order) and not moved
        self._placed = placed if not sure and self._is_rectangular() else None
        self._ordered = self._ordered if sure else None

    def _with_blocks(self, placed: Sequence[Column]) -> Sequence[Column]:
        """The columns of blocks; where a block's label reaches less far than it should, their order shows its heads."""
        keys_of = {column.head: column.key for column in self._ordered or ()}
        told = {*self._heads.unknown, *self._heads.blocks}
        return [
            attrs.evolve(c, key=c.key or (keys_of.get(c.head) if told.isdisjoint(c.above) else None)) for c in placed
        ]

    def _right_of_labels(self, ordered: Sequence[Column]) -> list[Column] | None:
        """The columns in order without those over labels; None where it is not known which heads these are."""
        places = [self._heads.place(column.head) for column in ordered]
        kept, are_right = self._over_values(ordered, list(zip(places, places, strict=True)))
        # Where known heads do not stand right of the labels, an unknown one is over them only if none is missing.
        sure = are_right or self._framed or len(kept) == len(ordered) or self._is_complete(kept)
        return kept if sure else None

    def _over_values(self, columns: Sequence[Column], places: Sequence[tuple[int, int]]) -> tuple[list[Column], bool]:
        """The columns that values stand in, and whether all known heads are right of the labels of rows.

        An unknown head over a label is the labels' own, and so is one left of a label where no known head is.
        """
        labels = self._label_places(self._frame.rows)
        known = [first for column, (first, _) in zip(columns, places, strict=True) if column.key is not None]
        are_right = bool(labels and known) and max(labels) < min(known)
        kept = [
            column
            for column, (first, last) in zip(columns, places, strict=True)
            if column.key is not None or not any(first <= label and (are_right or label <= last) for label in labels)
        ]
        return kept, are_right

    @cached_property
    def _last_head(self) -> int:
        """The place of the last head in the order of heads."""
        return max(self._heads.place(column.head) for column in self._ordered or ())

    def _without_narrow_blocks(self, columns: Sequence[Column], heads: Heads) -> list[Column]:
        """The columns without those of blocks that are narrower than in the form, where heads right of them are no
        block's: they may be those of the block, or of one before it.
        """
        official = Counter(key.rpartition(".")[0] for key in self._frame.roles.heads_order)
        printed = Counter((column.key or "").rpartition(".")[0] for column in columns)
        unowned = any(c.key is None and c.head >= 0 and heads.blocks.isdisjoint(c.above) for c in columns)
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

    def _is_beside(self, row: Row) -> bool:
        """Whether a value of a row with as many cells as its heads have stands where these have an empty one."""
        told = len(self._head_cells) == len(row.values) and self._head_cells.count(True) == len(row.columns)
        cells = zip(self._head_cells, row.values, strict=False)
        return told and any(not below and self._kinds[index] != BLANK for below, index in cells)

    def _is_rectangular(self) -> bool:
        """Whether all lines of the frame have as many cells."""
        lines = [*self._frame.heads, *(body.line for body in self._frame.rows)]
        return len({line.stop - line.start for line in lines}) == 1

    def _is_complete(self, columns: Sequence[Column]) -> bool:
        """Whether columns are all those that a form gives a row of the frame."""
        keys = tuple(column.key for column in columns)
        sides = {body.side for body in self._frame.rows}
        return any(keys == official for side in sides for official in self._frame.roles.official(side))

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the frame, as far as its heads show them."""
        return self._placed or self._ordered or ()

    def rows(self, number: int) -> list[Row]:
        """The rows of the frame, each with its values in their places where these are known."""
        placed: Sequence[Column] = ()
        if self._placed:
            placed, _ = self._over_values(self._placed, [(column.first, column.last) for column in self._placed])
        rows = [self._row(body, number) for body in self._frame.rows]
        if placed and rows:
            placed = self._with_headless(placed, rows)
            for row in rows:
                row.columns, row.paths = placed, self._paths(row.body, placed)
            self._cross(rows)
        rest = [row for row in rows if row.places is None]
        if rest:
            self._crosses_somewhere = self._placed is not None and self._crossings(rows) > 1
            self._in_order(rest, rows)
        if not self._framed:
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

    def _row(self, body: Body, number: int) -> Row:
        kinds, line = self._kinds, body.line
        # What a merged cell of the label covers is not a value, and neither is a place that a cell above covers.
        values = [
            index
            for index in range(body.first, line.stop)
            if kinds[index] not in (LEFT, ABOVE, LABEL) and index not in line.parts
        ]
        filled = [index for index in values if kinds[index] != BLANK]
        if not filled and body.label is not None and self._grid.lined and (self._frame.heads or body.narrowing):
            # Labels may stand in the last column; of a row that the form does not have, no value is lost.
            before = [index for index in range(line.start, body.label.token.index) if kinds[index] < LABEL]
            if any(kinds[index] != BLANK for index in before):
                values, filled = before, [index for index in before if kinds[index] != BLANK]
        if body.label is not None and self._grid.lexemes[body.label.token.index].tail:
            # A number that runs on from the label.
            values = sorted([body.label.token.index, *values])
            filled = sorted([body.label.token.index, *filled])
        return Row(body, number, self._frame.roles, (), (), values, filled)

    def _paths(self, body: Body, columns: Sequence[Column]) -> list[str | None]:
        roles = self._frame.roles
        if body.side is None and roles.way != NESTED:
            return [None] * len(columns)
        return [roles.path(body.side, column.key) if column.key is not None else None for column in columns]

    # ---- by place

    @staticmethod
    def _label_places(bodies: Sequence[Body]) -> set[int]:
        """The places in their lines that labels of rows stand at."""
        return {
            body.label.token.index - body.line.start
            for body in bodies
            if body.label is not None and not body.line.joined and body.label.token.index >= body.line.start
        }

    def _with_headless(self, columns: Sequence[Column], rows: Sequence[Row]) -> Sequence[Column]:
        """The columns, and those that have values but no head: a place where most rows have a number.

        Where merged cells are not known, an empty head may be the rest of the head at its left, unless the numbers
        below it only number the rows.
        """
        if not (self._framed or (self._grid.lined and self._is_rectangular())):
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
        usual = self._usual_width(rows)
        # A row of another width than the others lost or gained a cell, and says nothing about the heads.
        with_numbers = [row for row in with_numbers if not usual or self._width(row) in usual or self._framed]
        missed = [row for row in with_numbers if found[id(row)] is None]
        if len(missed) > thresholds.MISPLACED * len(with_numbers) or (missed and self._has_empty_column(rows, found)):
            return
        columns = rows[0].columns
        slack = not self._framed and columns[-1].first - columns[0].first >= len(columns)
        single = len(with_numbers) < 2 and self._frame.roles.way != NESTED  # noqa: PLR2004
        self.doubtful = slack and not single and self._has_empty_column(rows, found)
        self._crossed = True
        for row in rows:
            places = found[id(row)]
            if places is None:
                continue
            width = self._width(row)
            blank = any(place is None or self._kinds[place] == BLANK for place in places)
            # A row that lost or gained a cell looks whole if another cell of it is empty.
            uneven = self._is_uneven(row) and not adds_up(row, row.filled)
            if self._framed or (not uneven and (not blank or width in usual)):
                row.places = places
                row.headed = True

    def _crossings(self, rows: Sequence[Row]) -> int:
        """How many rows have a value below each head of the frame, and no other."""
        places = {column.first for column in self._placed or () if column.key is not None}
        return sum({index - row.body.line.start for index in row.filled} == places for row in rows)

    @staticmethod
    def _width(row: Row) -> int:
        """How many cells the line of a row has."""
        return row.body.line.stop - row.body.line.start

    def _is_uneven(self, row: Row) -> bool:
        """Whether a row ends with an empty cell before its heads do, or behind them.

        That it has as many cells as columns then says nothing: an empty cell may be lost elsewhere, or a number be two.
        """
        line = row.body.line
        if not self._placed or self._framed or line.joined or self._kinds[line.stop - 1] != BLANK:
            return False
        return any(self._width(row) != head.stop - head.start for head in self._frame.heads[-1:])

    def _may_be_split(self, row: Row, shape: _Shape) -> bool:
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
            return self._untold is None or not (self._is_usual(row, shape) or self._width(row) in self._untold)
        if not spare or shape.usual(len(row.values)):
            return False
        return not self._frame.heads or (self._crossed and self._looks_split(row))

    @cached_property
    def _untold(self) -> Collection[int] | None:
        """How wide most rows are, where the totals of most fail and so tell nothing; None where they do tell."""
        full = [row for row in self._everyone if row.columns and len(row.filled) == len(row.columns)]
        failing = sum(not adds_up(row, row.filled) for row in full)
        few = failing <= 1 or 2 * failing <= len(self._everyone)  # one may be misprinted
        return None if few else self._usual_width(self._everyone)

    def _looks_split(self, row: Row) -> bool:
        """Whether two neighbours of a row may be the thousands of a number and the rest of it, or a number twice."""
        raws = [self._grid.lexemes[index].raw for index in row.filled if self._grid.lexemes[index].value != 0]
        return any(
            before == after or (before.isdecimal() and after.isdecimal() and len(before) <= _THOUSAND == len(after))
            for before, after in itertools.pairwise(raws)
        )

    @cached_property
    def _are_apart(self) -> bool:
        """Whether an empty cell stands between heads of a line: an empty one below it may be no cell of the table."""
        if not self._frame.heads or not self._grid.lined or self._framed:
            return False
        line = self._frame.heads[-1]
        apart = bytes(kind != BLANK for kind in self._kinds[line.start : line.stop]).strip(b"\0")
        return b"\0" in apart

    def _usual_width(self, rows: Sequence[Row]) -> set[int]:
        widths = Counter(map(self._width, rows))
        for line in self._frame.heads[-1:]:
            widths[line.stop - line.start] += 1
        return {width for width, count in widths.items() if count > thresholds.USUAL * widths.total()}

    def _has_empty_column(self, rows: Sequence[Row], found: dict[int, list[int | None] | None]) -> bool:
        """Whether a column of the form holds nothing in any row: it may be the place of values that stand elsewhere."""
        kinds = self._kinds
        placed = [places for row in rows if (places := found[id(row)]) is not None]
        return any(
            column.key is not None and all(places[n] is None or kinds[places[n]] == BLANK for places in placed)  # type: ignore[index]
            for n, column in enumerate(rows[0].columns)
        )

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
            beyond = column.head < 0 and column.last + 1 not in self._covered
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

    # ---- in order

    def _in_order(self, rows: Sequence[Row], everyone: Sequence[Row]) -> None:
        """Read rows in the order of their values, where each column surely has one."""
        for row in everyone:
            self._columns_in_order(row)
        first = [self._grid.lexemes[row.filled[0]].value for row in everyone if row.filled]
        if numbers_rows(first):
            return
        rows = [row for row in rows if not self._has_head_left_of_label(row)]
        if self._are_covered_by_depth(everyone):
            for row in rows:
                row.places = row.values[len(row.values) - len(row.columns) :] if row.columns else None
            return
        if self._lost_a_head(everyone):
            rows = [row for row in rows if row.whole]
        overfull = sum(len(row.filled) == len(row.columns) + 1 for row in everyone if row.columns)
        trusted = overfull <= thresholds.MISPLACED * len(everyone)
        if self._placed and not self._crossed:
            # A column without a head: a row with as many values as heads may have one in it, and a blank elsewhere.
            several = (row for row in everyone if row.columns and row.filled)
            wide = sum(row.filled[-1] - row.filled[0] >= len(row.columns) for row in several)
            self._overreach = wide > thresholds.MISPLACED * len(everyone)
        shapes = self._shapes(everyone)
        self._everyone = everyone
        for row in rows:
            if not row.columns or row.places is not None or self._is_broken(row) or self._is_beside(row):
                continue
            places = self._order(row, shapes[self._shape_of(row)], shapes.values(), trusted=trusted)
            places = None if self._stand_elsewhere(row, places) else places
            row.places = self._put_together(row) if places is None and row.body.loose else places

    @cached_property
    def _below_heads(self) -> Collection[int]:
        """The places below heads of the form."""
        known = [column for column in self._placed or () if column.key is not None]
        return {place for column in known for place in range(column.first, column.last + 1)}

    def _has_head_left_of_label(self, row: Row) -> bool:
        """Whether a head stands left of a row's label, and none over it: so the values right of the label are not all,
        and as many as there are heads only by chance.
        """
        body, line = row.body, row.body.line
        label = body.label.token.index if body.label is not None else body.first - 1
        if line.joined or label - line.start in self._below_heads or any(index < label for index in row.values):
            return False
        return any(place in self._below_heads for place in range(label - line.start))

    def _lost_a_head(self, rows: Sequence[Row]) -> bool:
        """Whether a row shows by its totals that it has a value for each column of the form, and heads are fewer."""
        known = [column for column in self._ordered or () if column.key is not None]
        return bool(known) and any(
            row.whole and len(known) < len(row.columns) == len(row.filled) and adds_up(row, row.filled) for row in rows
        )

    def _shapes(self, everyone: Sequence[Row]) -> dict[tuple[int | None, int | None], _Shape]:
        """The shapes of rows that are not read yet; also how many cells rows have, and whether blanks keep places."""
        sizes = Counter(map(_size, everyone))
        self._sizes = [size for size, count in sizes.items() if count > 1 and count > thresholds.USUAL * sizes.total()]
        # Some pages move empty cells to the end of their row: something must show that they are in their places.
        self._keeps_blanks = any(
            row.filled and (row.filled[0] != row.values[0] or row.filled[-1] - row.filled[0] >= len(row.filled))
            for row in everyone
        )
        sized = [len(row.values) == len(row.columns) for row in everyone if row.columns]
        self._have_all_cells = len(sized) > 1 and all(sized)
        self._has_other_widths = self._framed and not all(sized)
        shapes: dict[tuple[int | None, int | None], _Shape] = {}
        for row in everyone:
            if row.columns and row.places is None:
                shapes.setdefault(self._shape_of(row), _Shape()).add(row)
        return shapes

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

    @property
    def _told_by_heads(self) -> bool:
        """Whether the heads, all of them known, show the order of the columns."""
        known = self._ordered is not None and all(column.key is not None for column in self._ordered)
        return known and not self._heads.torn

    def _columns_in_order(self, row: Row) -> None:
        if row.places is not None:
            return
        ordered = self._ordered
        official = self._official(row.body)
        known = [column.key for column in ordered or () if column.key is not None]
        if self._heads.torn and official is not None:
            # Torn heads say nothing about the columns; the row's own totals have to.
            row.columns, row.whole = list(map(Column, official)), True
            row.paths = self._paths(row.body, row.columns)
            if not adds_up(row, row.filled):
                row.columns, row.paths = (), []
            return
        if ordered is None and (self._heads.unknown or any(column.key is None for column in self._placed or ())):
            row.columns = ()
        elif ordered and (len(ordered) > len(known) or official is None):
            row.columns = ordered
        elif official is not None and not self._fits_heads(row, known, official):
            row.columns = ordered or ()
        elif official is not None:
            row.columns = list(map(Column, official))
        else:
            row.columns = ()
        keys = [column.key for column in row.columns]
        row.whole = official is not None and keys == list(official)
        are_all = official is not None and set(keys) == set(official)
        if not are_all and self._grid.lined and not self._places_in_order.isdisjoint(self._label_places([row.body])):
            row.columns = ()  # heads that are a place off lack a column, and any of them may be it
        row.paths = self._paths(row.body, row.columns)
        if self._doubted and not (row.whole and adds_up(row, row.filled)):
            # Nor is it known which heads are over them.
            heads = {column.key: column.head for column in ordered or ()}
            row.columns = [
                Column(None, heads.get(c.key, c.head), c.first, c.last) if c.key in self._doubted else c
                for c in row.columns
            ]
            row.paths = self._paths(row.body, row.columns)

    @cached_property
    def _places_in_order(self) -> set[int]:
        """The places of the form's heads."""
        return {self._heads.place(column.head) for column in self._ordered or () if column.key is not None}

    def _fits_heads(self, row: Row, known: Sequence[str], official: Sequence[str]) -> bool:
        """Whether the form's own order is to be used: no heads are known, or some are missing and the row is whole."""
        if not known:
            return self._heads.count == 0  # heads whose order is not sure speak against every order
        if self._placed and not self._heads.numbered:
            return False  # heads stand at their places, and some columns have none
        if not (self._grid.lined or self._frame.is_first):
            return False  # what looks like rows above these heads may be heads too
        in_order = [key for key in official if key in known] == list(known)
        return in_order and len(row.filled) == len(official) and adds_up(row, row.filled, official)

    def _shape_of(self, row: Row) -> tuple[int | None, int | None]:
        """Rows of one shape have as many empty cells next to their values: these depend on where their label is, and on
        how many groups it is in, which is not known of a row that the form does not have: 合计.
        """
        depth = row.roles.depth(row.body.side, row.body.label) if not row.body.narrowing else None
        return (row.body.first - row.body.line.start if self._grid.lined else None), depth

    def _order(
        self, row: Row, shape: _Shape, shapes: Collection[_Shape], *, trusted: bool
    ) -> Sequence[int | None] | None:
        values, filled, width = row.values, row.filled, len(row.columns)
        sure = all(self._is_sure(index) for index in filled)
        if self._is_in_doubt(row, shape):
            return None
        usual = self._grid.lined or (self._is_official(row) and self._are_most(row))
        if not usual and not adds_up(row, filled):
            return None  # heads in an unusual order, or a few alone, may be heads of other columns
        # What figures decided says nothing about the next table of this shape.
        told = [column.key for column in self._ordered or ()]
        headed = usual and self._told_by_heads and told == [column.key for column in row.columns]
        if len(values) == width and (sure or not self._grid.run_together) and (trusted or shape.usual(width)):
            if len(filled) == width or (self._blanks_are_cells(row, shape, width) and not self._is_uneven(row)):
                row.headed = headed
                return values
            return None
        if len(filled) == width and sure and (not self._is_uneven(row) or adds_up(row, filled)):
            together = filled[-1] - filled[0] == width - 1
            # Heads that no row stands below speak against the order of the values.
            trusted = trusted and (self._crossed or self._crosses_somewhere or not self._placed) and not self._overreach
            row.headed = together and trusted and headed
            if row.headed or (together and trusted) or (row.whole and adds_up(row, filled)):
                row.shifted = self._crossed
                return filled
            return None
        even = not self._grid.run_together and not self._is_uneven(row)
        if trusted and even and len(filled) < width and self._is_usual(row, shape):
            offset = shape.offset(width) if self._keeps_blanks else None
            if offset is None and (not filled or self._ends_alike(shape, shapes, width)):
                offset = 0
            places = values[offset : offset + width] if offset is not None else []
            if len(places) == width:
                row.headed = headed
                return places
        return None

    def _stand_elsewhere(self, row: Row, places: Sequence[int | None] | None) -> bool:
        """Whether some cells of a row, in the order of its columns, stand below their heads and others do not.

        Where merged cells are known, heads may be off as a whole, or divide the width in another way than all rows do,
        but not stand off for some cells of some rows.
        """
        line = row.body.line
        if places is None or line.joined or not (self._placed and self._has_other_widths):
            return False
        columns = {column.key: column for column in self._placed}
        below: set[bool] = set()
        for column, index in zip(row.columns, places, strict=True):
            head = columns.get(column.key)
            if head is None or index is None or column.key is None:
                continue
            last = self._grid.reach(index, line.stop)
            below.add(index - line.start <= head.last and last - line.start >= head.first)
        return len(below) > 1

    def _is_in_doubt(self, row: Row, shape: _Shape) -> bool:
        """Whether a value of a row may stand elsewhere, or a head be lost, or a number be in two cells."""
        filled, width = row.filled, len(row.columns)
        if len(filled) < width and (any(line.numbers for line in row.body.loose) or self._is_before_text(row)):
            return True
        if len(row.values) > width and row.values[0] < row.body.first:
            return True  # there is a cell for each column besides the figure that runs on from the label
        if self._may_lack_head(row, shape) or (len(filled) == width and self._may_be_split(row, shape)):
            return True
        return self._lost and not (row.whole and adds_up(row, filled))

    def _is_before_text(self, row: Row) -> bool:
        """Whether a text without values of its own stands right behind a row, where nothing but labels parts rows: it
        may stand in place of the row's last value.
        """
        if self._grid.lined or self._grid.run_together or not row.values:
            return False
        behind = self._kinds[row.values[-1] + 1 : row.values[-1] + 3]
        return bool(behind) and behind[0] in (ODD, TEXT) and behind[-1] >= ODD

    def _may_lack_head(self, row: Row, shape: _Shape) -> bool:
        """Whether a row has more cells than there are heads, and the form more columns: then a head may be lost.

        That is not so where the cells left of the values are empty in all rows like it, and there are none right of
        them.
        """
        if row.whole or len(row.values) <= len(row.columns) or not row.filled:
            return False
        if row.values.index(row.filled[0]) != shape.first:
            return True
        if not self._grid.lined:
            return row.filled[-1] != row.values[-1]
        last = row.body.line.start + self._last_head
        beyond = shape.last is not None and row.values[min(shape.last, len(row.values) - 1)] > last
        return row.filled[-1] not in (row.values[-1], last) or (beyond and row.filled[-1] == last)

    def _is_broken(self, row: Row) -> bool:
        """Whether two values stand in one place, in two of the rows that a label runs over: one number may be both."""
        if not self._grid.lined:
            return False
        places = [index - self._grid.start_of(self._grid.row_of(index)) for index in row.body.line.values]
        return len(set(places)) < len(places)

    def _is_official(self, row: Row) -> bool:
        """Whether the columns of a row stand in the form's order."""
        order = row.roles.heads_order
        places = [order.get(column.key, -1) for column in row.columns if column.key is not None]
        return places == sorted(places)

    @staticmethod
    def _are_most(row: Row) -> bool:
        """Whether a row that has a whole table above it has more than half of its columns."""
        return row.roles.way != NESTED or len(row.columns) > len(row.roles.heads_order) // 2

    def _ends_alike(self, shape: _Shape, shapes: Collection[_Shape], width: int) -> bool:
        """Whether the values of rows of every shape end at the last column: none has empty cells before them.

        Of one row alone that says nothing, unless it begins with a value: a blank there may be the rest of its label's
        cell.
        """
        if shape.single and shape.first != 0:
            return False
        ends = [shape.last for shape in shapes if shape.last is not None]
        return not self._grid.lined and self._keeps_blanks and len(ends) > 1 and set(ends) == {width - 1}

    def _blanks_are_cells(self, row: Row, shape: _Shape, width: int) -> bool:
        """Whether empty cells of a row with one cell for each column are cells of the table.

        Where merged cells are not known, an empty cell may also be the rest of a label's, in a row that lost a value.
        """
        rest = row.body.label is not None and self._kinds[row.values[0]] == BLANK and not self._have_all_cells
        if self._grid.lined and not self._framed and (self._placed or rest):
            return shape.offset(width) == 0
        return not self._are_apart and (shape.single or self._is_usual(row, shape))

    def _is_usual(self, row: Row, shape: _Shape) -> bool:
        """Whether a row has as many cells as rows like it, or together with its labels as many as the table's rows."""
        return shape.usual(len(row.values)) or _size(row) in self._sizes

    def _is_sure(self, index: int) -> bool:
        kind = self._kinds[index]
        return kind < ODD or (kind == LABEL and bool(self._grid.lexemes[index].tail))

    def _put_together(self, row: Row) -> list[int] | None:
        """The cells of a row and of the lines below it, if together they are one for each column.

        A number alone on its line may be a page's: it counts only where the totals of the row prove that it is not.
        """
        lines = [row.filled, *(line.values for line in row.body.loose)]
        joined = [index for line in lines for index in line]
        if len(joined) != len(row.columns) or not all(map(self._is_sure, joined)):
            return None
        if min(len(line) for line in lines if line) < 2 and not adds_up(row, joined):  # noqa: PLR2004
            return None
        row.torn = True
        row.body.loose = []
        return joined


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


def _heads_of(columns: Sequence[Column]) -> list[int]:
    return [column.head for column in columns]


def _size(row: Row) -> int:
    """How many cells a row has: its labels and what comes after them."""
    return len(row.values) + len(row.body.line.labels)


class _Shape:
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


def withhold_chance(rows: Sequence[Row]) -> None:
    """Where most rows of a table have another number of values than columns, the others have it by chance."""
    lost = sum(row.places is None for row in rows if row.columns)
    if lost > thresholds.FEW_SUMS and 2 * lost > len(rows):
        for row in rows:
            if row.places is not None and not adds_up(row, row.filled):
                row.places = None


def adds_up(row: Row, indices: Sequence[int], keys: Sequence[str] | None = None) -> bool:
    """Whether every total of a row is the sum of the other values of its record; False for rows without a total."""
    names = list(keys) if keys is not None else [path or "" for path in row.paths]
    lexemes = row.grid.lexemes
    return len(names) == len(indices) and sums_hold(names, [lexemes[index].value for index in indices])


def sums_hold(names: Sequence[str], values: Sequence[Number | None]) -> bool:
    """Whether every record of a row has a total that is the sum of its other values."""
    return all(_sums(names, values))


def _sums(names: Sequence[str], values: Sequence[Number | None]) -> Iterator[bool | None]:
    """For each record of a row whether its total is the sum of its other values; None where that cannot be asked."""
    records: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        records.setdefault(name.rpartition(".")[0], []).append(place)
    for places in records.values():
        totals = [place for place in places if names[place].rpartition(".")[2] == "total"]
        numbers = [number for place in places if (number := values[place]) is not None]
        total = values[totals[0]] if len(totals) == 1 else None
        if total is None or len(places) < thresholds.ADDENDS or len(numbers) < len(places):
            yield None
        else:
            yield sum(numbers) == 2 * total


def numbers_rows(first: Sequence[Number | None]) -> bool:
    """Whether the first values of rows only number these: 1, 2, 3, 4."""
    return len(first) > thresholds.WITNESSES and list(first) == list(range(1, len(first) + 1))


def numbered(grid: Grid, indices: Iterable[int]) -> bool:
    """Whether any of some cells holds a number."""
    return any(grid.lexemes[index].value is not None for index in indices)
