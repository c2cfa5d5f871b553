"""The lines of a table: which labels are in each, and what else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.phrases import narrows, year_in
from govinfo_parse.grammar.transformer import Label, LabelledTable
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT, ODD, TEXT
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model.paths import is_further
from govinfo_parse.tables import thresholds

_HEADS_ABOVE = 2
"""How many lines of unknown heads may be above the first label of a table."""
_EMPTY_ROWS = 8
"""So many rows after the last label may be an empty row of the table."""


@attrs.define(eq=False, slots=True)
class Line:
    """A line of a table: one row of the grid, or the rows that a torn label runs over.

    Where only one of these rows has values, the line is that row, and its label may begin above it.

    Attributes:
        grid: where it stands.
        start, stop: its cells.
        labels: the known labels in it, in order.
        parts: the cells that hold the other parts of torn labels.
        joined: whether it is several rows of the grid.
    """

    grid: Grid
    start: int
    stop: int
    labels: list[Label]
    parts: tuple[int, ...] = ()
    joined: bool = False

    def is_right_above(self, other: Line) -> bool:
        """Whether nothing but empty places is between it and a line below it."""
        return self.grid is other.grid and not any(self.grid.kinds[self.stop : other.start])

    @property
    def values(self) -> list[int]:
        """The cells that hold a value, or what may be a damaged one."""
        kinds = self.grid.kinds
        return [index for index in range(self.start, self.stop) if BLANK < kinds[index] <= ODD]

    @property
    def numbers(self) -> list[int]:
        """The cells that hold a number."""
        lexemes = self.grid.lexemes
        return [index for index in self.values if lexemes[index].value is not None]

    @property
    def words(self) -> list[int]:
        """The cells that hold an unknown text; the parts of a torn label are known together."""
        kinds = self.grid.kinds
        known = {*self.parts, *(label.token.index for label in self.labels if label.token.torn)}
        return [i for i in range(self.start, self.stop) if kinds[i] == TEXT and i not in known]

    @property
    def filled(self) -> bool:
        """Whether any cell of it holds anything."""
        return any(BLANK < kind <= TEXT for kind in self.grid.kinds[self.start : self.stop])

    @property
    def text(self) -> str:
        """What it says, in one string."""
        lexemes = self.grid.lexemes
        return " ".join(lexemes[index].raw for index in range(self.start, self.stop) if lexemes[index].raw)


@attrs.define(eq=False, slots=True)
class LabelledRows:
    """The rows of a grid that hold one table.

    Attributes:
        name: the table.
        grid: where it stands.
        labels: its labels.
        first, stop: its rows, from its first label to the next table.
    """

    name: str
    grid: Grid
    labels: list[Label]
    first: int
    stop: int

    def lines(self) -> TableLines:
        """Its lines."""
        return TableLines(self.name, self.grid, list(_lines(self.grid, self.labels, self.first, self.stop)))


@attrs.define(eq=False)
class TableLines:
    """The lines of one table in one grid.

    Attributes:
        name: the table.
        grid: where it stands.
        lines: its lines, from its first label to the next table.
    """

    name: str
    grid: Grid
    lines: list[Line]


def labelled_rows(tables: Sequence[LabelledTable]) -> list[LabelledRows]:
    """The rows of each table; a table that goes on in another stretch of the text counts as two."""
    runs: list[LabelledRows] = []
    for table in _without_strays(tables):
        for label in table.labels:
            grid = label.token.grid
            if not runs or runs[-1].grid is not grid or runs[-1].name != table.name:
                runs.append(LabelledRows(table.name, grid, [], label.token.row, 0))
            runs[-1].labels.append(label)
    runs = list(_without_crowds(runs))
    for before, run in zip([None, *runs], runs, strict=False):
        above = before.labels if before is not None and before.grid is run.grid else []
        run.first = _first_row(run, max((label.token.row + 1 for label in above if not _is_anyones(label)), default=0))
    for number, run in enumerate(runs):
        run.stop = len(run.grid.row_ends)
        if number + 1 < len(runs) and runs[number + 1].grid is run.grid:
            run.stop = max(runs[number + 1].first, run.labels[-1].token.row + 1)
        else:
            run.stop = _last_row(run)
    return runs


def _is_anyones(label: Label) -> bool:
    """Whether a label means nothing in the table above it: 项目, 总计 right above another table are its heads."""
    return label.row is None and label.column in {None, CONTENT}


def _first_row(run: LabelledRows, floor: int) -> int:
    """The first row of a table: that of its first label, or of the unknown heads above it."""
    first = row = run.first
    for _ in range(_HEADS_ABOVE if run.grid.lined else 0):
        row -= 1 + (row - 1 > floor and _is_ruler(run.grid, row - 1))
        if row < floor or not _is_head(run.grid, row):
            break
        first = row
    return first


def _is_ruler(grid: Grid, row: int) -> bool:
    """Whether a row only draws a line, as Markdown has it below the first line of a table."""
    cells = range(grid.start_of(row), grid.row_ends[row] + 1)
    return all(grid.kinds[index] == BLANK for index in cells) and any(grid.cells[index].strip() for index in cells)


def _is_head(grid: Grid, row: int) -> bool:
    """Whether a row has nothing but words, and no particulars: 单位：件, 2023年.

    Words at the first place alone are not a head, unless the row has other places and they say that what is below is
    but a part.
    """
    start, stop = grid.start_of(row), grid.row_ends[row] + 1
    filled = [index for index in range(start, stop) if BLANK < grid.kinds[index] <= TEXT]
    texts = [grid.lexemes[index].raw for index in filled if grid.kinds[index] in {ODD, TEXT}]
    told = any(year_in(text) is not None or (":" in plain(text) and not narrows(text)) for text in texts)
    words = all(grid.kinds[index] in {ODD, TEXT, LABEL} for index in filled)
    beside = any(index > start for index in filled)
    return words and not told and (beside or (stop - start > 1 and any(map(narrows, texts))))


def _without_strays(tables: Sequence[LabelledTable]) -> Iterator[LabelledTable]:
    """The tables without labels that stand within another table, and are texts there: those that a caller's grammar
    names, and those that are but a part of a longer word.
    """
    for before, table, after in zip([None, *tables], tables, [*tables[1:], None], strict=False):
        if before is not None and after is not None and _is_within(table, before, after):
            for label in table.labels:
                label.token.grid.kinds[label.token.index] = TEXT
        else:
            yield table


def _without_crowds(runs: Sequence[LabelledRows]) -> Iterator[LabelledRows]:
    """The tables but for those that begin with so many others in one row that it is no row of tables."""
    begun = Counter((id(run.grid), run.first) for run in runs)
    for run in runs:
        if begun[id(run.grid), run.first] <= thresholds.TABLES_IN_ROW:
            yield run


def _is_within(table: LabelledTable, before: LabelledTable, after: LabelledTable) -> bool:
    """Whether nothing but such labels stand between the labels of one other table."""
    own = all(_is_named(label) or _is_part(label) for label in table.labels)
    labels = [before.labels[-1], *table.labels, after.labels[0]]
    return own and before.name == after.name != table.name and len({id(label.token.grid) for label in labels}) == 1


def _is_named(label: Label) -> bool:
    """Whether a caller's grammar names a label."""
    return is_further(label.row or "") or is_further(label.column or "")


def _is_part(label: Label) -> bool:
    """Whether a label goes on in other words, where nothing parts cells: 本年新 in 一、本年新收口府信息公开申请数量."""
    grid, index = label.token.grid, label.token.index
    after = index + 1
    return not grid.lined and after < len(grid.cells) and grid.kinds[after] == TEXT and grid.goes_on(after)


def _last_row(run: LabelledRows) -> int:
    """The row after the last one that has a label or a value; what stands below is no part of the table."""
    grid, after = run.grid, run.labels[-1].token.row + 1
    values = [i for i in range(grid.start_of(after), len(grid.kinds)) if BLANK < grid.kinds[i] <= ODD]
    return grid.row_of(values[-1]) + 1 if values else min(after + _EMPTY_ROWS, len(grid.row_ends))


def _lines(grid: Grid, labels: list[Label], first: int, stop: int) -> Iterator[Line]:
    ends = grid.row_ends
    at = 0
    row = first
    start = grid.start_of(first)
    while row < stop:
        last = row
        found: list[Label] = []
        parts: list[int] = []
        end = ends[row]
        reach = start
        while at < len(labels) and labels[at].token.index <= end:
            token = labels[at].token
            at += 1
            if grid.lined and found and _repeats(labels[at - 1], found[-1], grid, reach):
                grid.kinds[token.index] = LEFT  # a merged cell's text, printed again in each place that it covers
                reach = token.index
                continue
            reach = token.index
            found.append(labels[at - 1])
            if token.torn:
                parts += token.torn
                while last + 1 < stop and ends[last] < token.torn[-1]:
                    last += 1
                end = ends[last]
        own = _row_of_values(grid, range(row, last + 1), found) if last > row else None
        if own is not None:
            yield Line(grid, grid.start_of(own), ends[own] + 1, found, tuple(parts))
        else:
            yield Line(grid, start, end + 1, found, tuple(parts), joined=last > row)
        row, start = last + 1, end + 1


def _row_of_values(grid: Grid, rows: range, found: Sequence[Label]) -> int | None:
    """The one row that holds the values, of those that a torn label runs over; the others hold nothing but labels."""
    if any(label.column is not None for label in found):
        return None
    labels = {index for label in found for index in (label.token.index, *label.token.torn)}
    own = None
    for row in rows:
        cells = range(grid.start_of(row), grid.row_ends[row] + 1)
        kinds = {grid.kinds[index] for index in cells if index not in labels}
        if kinds <= {BLANK, LEFT, ABOVE}:
            continue
        if own is not None or not any(BLANK < kind <= ODD for kind in kinds):
            return None
        own = row
    return own


def _repeats(label: Label, before: Label, grid: Grid, reach: int) -> bool:
    """Whether a label is the one right before it once more; ``reach`` is the last cell that this one covers so far."""
    if label.column is not None and label.column != CONTENT:
        return False  # a column may be printed twice
    index = label.token.index - 1
    while index > reach and grid.kinds[index] == LEFT:
        index -= 1
    same = (label.terminal, label.row, label.column) == (before.terminal, before.row, before.column)
    return same and index == reach and not before.token.torn
