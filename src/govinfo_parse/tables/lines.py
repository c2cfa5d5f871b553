"""The lines of a table: which labels stand in each, and what else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from govinfo_parse.grammar.transformer import Label, LabelledTable
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.lexing.lexemes import BLANK, LEFT, ODD, TEXT
from govinfo_parse.lexing.tokens import Grid


@attrs.define(eq=False, slots=True)
class Line:
    """A line of a table: one row of the grid, or the rows that a torn label runs over.

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
        """The cells that hold a text nobody knows."""
        kinds = self.grid.kinds
        return [i for i in range(self.start, self.stop) if kinds[i] == TEXT and i not in self.parts]

    @property
    def filled(self) -> bool:
        """Whether any cell of it holds anything."""
        return any(BLANK < kind <= TEXT for kind in self.grid.kinds[self.start : self.stop])

    @property
    def text(self) -> str:
        """What it says, in one string."""
        lexemes = self.grid.lexemes
        return " ".join(lexemes[index].raw for index in range(self.start, self.stop) if lexemes[index].raw)


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


def table_lines(tables: Sequence[LabelledTable]) -> Iterator[TableLines]:
    """The lines of each table; a table that goes on in another stretch of the text is two."""
    runs: list[tuple[str, Grid, list[Label]]] = []
    for table in tables:
        for label in table.labels:
            grid = label.token.grid
            if not runs or runs[-1][1] is not grid or runs[-1][0] != table.name:
                runs.append((table.name, grid, []))
            runs[-1][2].append(label)
    for number, (name, grid, labels) in enumerate(runs):
        first = grid.row_of(labels[0].token.index)
        stop = len(grid.row_ends)
        if number + 1 < len(runs) and runs[number + 1][1] is grid:
            stop = max(grid.row_of(runs[number + 1][2][0].token.index), grid.row_of(labels[-1].token.index) + 1)
        yield TableLines(name, grid, list(_lines(grid, labels, first, stop)))


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
        while at < len(labels) and labels[at].token.index <= end:
            token = labels[at].token
            at += 1
            if grid.lined and found and _repeats(labels[at - 1], found[-1], grid):
                grid.kinds[token.index] = LEFT  # a merged cell's text, printed again in each place that it covers
                continue
            found.append(labels[at - 1])
            if token.torn:
                parts += token.torn
                while last + 1 < stop and ends[last] < token.torn[-1]:
                    last += 1
                end = ends[last]
        yield Line(grid, start, end + 1, found, tuple(parts), joined=last > row)
        row, start = last + 1, end + 1


def _repeats(label: Label, before: Label, grid: Grid) -> bool:
    """Whether a label is the one in the cell right before it once more."""
    if label.column is not None and label.column != CONTENT:
        return False  # a column may be printed twice
    index = label.token.index - 1
    while index > before.token.index and grid.kinds[index] == LEFT:
        index -= 1
    same = (label.terminal, label.row, label.column) == (before.terminal, before.row, before.column)
    return same and index == before.token.index and not before.token.torn
