"""From the run of cells behind a label to the cells of a row: which cell stands in which column.

A row with one value for each of its columns is read in order, whatever empty cells stand around them.  A row
with fewer values is read by place, and only where its place is known: the row is as wide as the others of its
table, and they, or the column heads, tell where the columns begin.  Else nothing is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from govinfo_parse.grammar.cells import BLANK, ODD, PLAIN
from govinfo_parse.grammar.tokens import Region, Token
from govinfo_parse.model import Cell, Span, State

_AGREEMENT = 0.8
"""The share of rows that must be alike for a width or an offset to count as the table's own."""

_HEADS = 4
"""The rows above a table's first row that tell its width: a caption and at most three lines of column heads."""
_MAJORITY = 2 / 3
"""The share of full rows that must begin at the same column for the others to be read from it."""


@attrs.define(eq=False)
class Task:
    """A row to be read.

    Attributes:
        path: the path of its record.
        names: the names of its cells, in the order of the columns.
        label: the label's token.
        values: the token of its values; empty for a label that stands alone.
        loose: values of the rows below that may belong to it.
        heads: the column heads that the row stands under: (name of the cell, its label's token).
        strange: the heads of columns among them that no form has.
        cells: the cells read, by name; None until then.
        labels: how many labels stand directly before its values.
        repeated: whether a column is headed twice.
    """

    path: str
    names: Sequence[str]
    label: Token
    values: Token
    loose: list[Token] = attrs.field(factory=list)
    heads: Sequence[tuple[str, Token]] = ()
    strange: Sequence[Token] = ()
    cells: dict[str, Cell] | None = None
    labels: int = 1
    repeated: bool = False

    @property
    def paths(self) -> list[str]:
        """The dotted paths of its cells."""
        return [f"{self.path}.{name}" for name in self.names] if self.path else list(self.names)

    @property
    def head(self) -> Mapping[str, Token]:
        """The label of each column that the row stands under."""
        return dict(self.heads)

    @property
    def anchor(self) -> int:
        """A cell of its row: its label's, or in table 4, whose label is a column head, its first value's."""
        return self.label.index if self.path else self.values.index

    @property
    def indices(self) -> list[int]:
        """The cells that stand behind its label."""
        return self.values.indices


def cell(region: Region, index: int) -> Cell:
    """The value cell at an index."""
    lexeme = region.lexemes[index]
    start = region.starts[index] + lexeme.lead
    if lexeme.tail:
        start += len(lexeme.raw) - lexeme.tail
        digits = lexeme.raw[-lexeme.tail :]
        return Cell(int(digits), State.NUMBER, digits, Span(start, start + lexeme.tail))
    return Cell(lexeme.value, lexeme.state, lexeme.raw, Span(start, start + len(lexeme.raw)))


def read_full(task: Task) -> bool:
    """Read the row if a bare number stands in each of its columns; the quick way most rows take."""
    token = task.values
    if token.more:
        return False
    region, start, stop = token.region, token.start, token.stop
    kinds = region.kinds
    while start < stop and kinds[start] == BLANK:
        start += 1
    while stop > start and kinds[stop - 1] == BLANK:
        stop -= 1
    width = stop - start
    if width != len(task.names) or kinds[start:stop].count(PLAIN) != width:
        return False
    if task.repeated or task.strange:
        return False
    number = State.NUMBER
    task.cells = {
        name: Cell(lexeme.value, number, raw := lexeme.raw, Span(begin := at + lexeme.lead, begin + len(raw)))
        for name, lexeme, at in zip(task.names, region.lexemes[start:stop], region.starts[start:stop], strict=True)
    }
    return True


class Table:
    """The rows of one table in one region, which tell each other's places."""

    def __init__(self, region: Region, tasks: Sequence[Task]) -> None:
        self.region = region
        self.tasks = [task for task in tasks if task.values.region is region]

    def place(self, task: Task) -> list[int] | None:
        """The cell of each column, or None where that cannot be known."""
        indices = task.indices
        width = len(task.names)
        values = task.values.filled
        sure = all(self.region.kinds[index] < ODD or self.region.lexemes[index].tail for index in values)
        if len(values) == width and sure:
            # An empty cell between the values may be one too many, or the row may be two rows in one.
            whole = values[-1] - values[0] == width - 1 or self._regular(task) or adds_up(self.region, task, values)
            return values if whole else None
        if len(values) == width and self.region.run_together:
            return None
        if not indices or len(values) > width:
            return None
        if not values:
            return indices[:width] if len(indices) >= width else None
        first, last = indices.index(values[0]), indices.index(values[-1])
        offsets = range(max(0, last - width + 1), min(first, len(indices) - width) + 1)
        if not offsets or not self._regular(task):
            return None
        if len(indices) == width:
            return indices
        begin = self._begin(task, [indices[offset] for offset in offsets])
        if begin is None:
            return None
        at = indices.index(begin)
        return indices[at : at + width]

    def under_heads(self, task: Task) -> list[int] | None:
        """The cells below the heads of a table that has columns of its own; None where heads and cells do not align."""
        region, width, head = self.region, len(task.names), task.head
        heads = [head[name] for name in task.names if name in head]
        known = all(token.region is region for token in heads) and len(heads) == width
        if not known or region.row_ends is None:
            return None
        size = self._size(task)
        if all(region.row_stop(token.index) - region.row_start(token.index) == size for token in heads):
            start = region.row_start(task.anchor)
            under = [start + token.index - region.row_start(token.index) for token in heads]
            return under if set(under) <= set(task.indices) else None
        first = task.indices[:width]
        last = max(token.index for token in heads)
        behind = all(token.index > last for token in task.strange)
        return first if behind and first == task.values.filled[:width] else None

    def _depth(self, task: Task) -> int:
        return task.anchor - self.region.row_start(task.anchor)

    def _size(self, task: Task) -> int:
        if self.region.row_ends is None:
            return len(task.indices) + task.labels
        return self.region.row_stop(task.anchor) - self.region.row_start(task.anchor)

    @cached_property
    def _usual(self) -> tuple[int | None, int | None]:
        """The width that the table's rows share, and the number of cells they have in excess of their columns.

        Which of the two a table keeps constant depends on whether it fills merged cells; None for one it does not.
        """
        parted = self.region.row_ends is not None
        sizes = Counter([*self._widths[0], *self._widths[1]]) if parted else Counter(map(self._size, self.tasks))
        excess = Counter(len(task.indices) - len(task.names) for task in self.tasks)
        (size, alike), (over, even) = sizes.most_common(1)[0], excess.most_common(1)[0]
        if not parted and even == excess.total():
            return None, over
        if not parted and alike == sizes.total():
            return size, None
        return (
            size if alike >= _AGREEMENT * sizes.total() else None,
            over if even >= _AGREEMENT * excess.total() else None,
        )

    @cached_property
    def _widths(self) -> tuple[list[int], list[int]]:
        """How wide the heads right above the table are, and the rows of the region from its first to its last."""
        kinds, ends = self.region.kinds, self.region.row_ends or []
        labels = [task.anchor for task in self.tasks]
        first, last = self.region.row_start(min(labels)), max(labels)
        rows = [
            (a, b + 1) for a, b in zip([0, *(end + 1 for end in ends)], ends, strict=False) if any(kinds[a : b + 1])
        ]
        heads = [b - a for a, b in rows if a < first]
        return heads[-_HEADS:], [b - a for a, b in rows if first <= a <= last]

    def shifted(self, task: Task) -> bool:
        """Whether the row is of another width than the others, and not just because of the labels before it."""
        size, excess = self._usual
        if size is None or len(self.tasks) == 1:
            return False
        return self._size(task) != size and len(task.indices) - len(task.names) != (0 if excess is None else excess)

    def _regular(self, task: Task) -> bool:
        """Whether the row is as wide as the rows of its table are, so that no cell of it got lost or was added."""
        over = len(task.indices) - len(task.names)
        if len(self.tasks) == 1:
            # Nothing but its own heads tells whether the only row of a table lost a cell that a spare one makes up for.
            heads = self._widths[0] if self.region.row_ends is not None else []
            if not heads or self._size(task) != max(heads):
                return over == 0 and not heads
            return over == 0 or self._headed(task) is not None
        size, excess = self._usual
        if size is None and excess is None:
            return False
        if excess is None and self.region.row_ends is not None and max(self._widths[0], default=0) > (size or 0):
            return False  # every row lost its last cells
        return size in (None, self._size(task)) and excess in (None, over)

    def _begin(self, task: Task, candidates: list[int]) -> int | None:
        """Which candidate is the cell of the first column."""
        if self.region.row_ends is None:
            # Cells in excess stand at a row's end; that empty cells keep their place must show in the table.
            return task.indices[0] if task.indices[0] in candidates and self._keeps_blanks else None
        start = self.region.row_start(task.anchor)
        wanted = self._usual_begin.get(self._depth(task))
        if wanted is None:
            wanted = self._headed(task)
        if wanted is not None:
            return start + wanted if start + wanted in candidates else None
        return candidates[0] if len(candidates) == 1 and self._keeps_blanks else None

    def _headed(self, task: Task) -> int | None:
        """The column that the row's first column head stands in, if all of them stand side by side."""
        head = task.head
        heads = [head[name] for name in task.names if name in head]
        if len(heads) < len(task.names) or any(token.region is not self.region for token in heads):
            return None
        columns = [token.index - self.region.row_start(token.index) for token in heads]
        return columns[0] if all(b - a == 1 for a, b in pairwise(columns)) else None

    @cached_property
    def _usual_begin(self) -> dict[int, int]:
        """Depth of the label -> the column that most full rows of that depth begin at."""
        votes: dict[int, Counter[int]] = {}
        for task in self.tasks:
            values = task.values.filled
            if len(values) == len(task.names) > 1 and values[-1] - values[0] == len(values) - 1:
                begin = values[0] - self.region.row_start(task.anchor)
                votes.setdefault(self._depth(task), Counter())[begin] += 1
        usual = {}
        for depth, counts in votes.items():
            begin, count = counts.most_common(1)[0]
            if count >= _MAJORITY * counts.total():
                usual[depth] = begin
        return usual

    @cached_property
    def _keeps_blanks(self) -> bool:
        """Whether an empty cell stands in front of a value, behind another or the label, anywhere in the table."""
        for task in self.tasks:
            values = task.values.filled
            leads = self.region.row_ends is None and values and values[0] != task.indices[0]
            if leads or (values and values[-1] - values[0] >= len(values)):
                return True
        return False


def adds_up(region: Region, task: Task, indices: Sequence[int]) -> bool:
    """Whether every total of a row is the sum of the values before it; False for rows without a total."""
    totals = [place for place, name in enumerate(task.names) if name.rpartition(".")[2] == "total"]
    if not totals or totals[-1] != len(indices) - 1:
        return False
    values = [region.lexemes[index].value for index in indices]
    begin = 0
    for total in totals:
        parts = values[begin : total + 1]
        if None in parts or sum(parts[:-1]) != parts[-1]:  # type: ignore[arg-type]
            return False
        begin = total + 1
    return True


def numbered(token: Token) -> bool:
    """Whether any number stands in a run."""
    return any(token.region.lexemes[index].value is not None for index in token.indices)
