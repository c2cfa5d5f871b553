"""What the lexers hand to the parser, and what the parser makes of it."""

from __future__ import annotations

from bisect import bisect_left

import attrs

from govinfo_parse.grammar.cells import Lexeme


@attrs.define(eq=False)
class Region:
    """A stretch of the text, cut into cells by one layout.

    Attributes:
        cells: the texts of the cells.
        starts: the offset of each cell in the caller's text.
        lexemes: what each cell holds.
        kinds: the kind of each lexeme.
        row_ends: the index of the last cell of every row, or None where the layout does not part rows.
        run_together: whether the layout lets values stand side by side with nothing between them.
    """

    cells: list[str]
    starts: list[int]
    lexemes: list[Lexeme]
    kinds: list[int]
    row_ends: list[int] | None
    run_together: bool = False

    def row_start(self, index: int) -> int:
        """The index of the first cell of the row that a cell stands in."""
        if self.row_ends is None:
            return 0
        row = bisect_left(self.row_ends, index)
        return self.row_ends[row - 1] + 1 if row else 0

    def row_stop(self, index: int) -> int:
        """The index behind the last cell of the row that a cell stands in."""
        if self.row_ends is None:
            return len(self.cells)
        return self.row_ends[bisect_left(self.row_ends, index)] + 1

    def offset(self, index: int) -> int:
        """Where the content of a cell begins in the caller's text."""
        return self.starts[index] + self.lexemes[index].lead


class Token:
    """A label or a text with the value cells behind it, or a run of value cells alone.

    Attributes:
        type: the terminal.
        region: where its cells are.
        index: the cell of the label, or the first cell of the run.
        start, stop: the cells of the values that stand behind it, blanks included.
        more: further stretches of values, where a label's own text stood between them.
    """

    __slots__ = ("index", "more", "region", "start", "stop", "type")

    def __init__(
        self, kind: str, region: Region, index: int, start: int, stop: int, more: tuple[tuple[int, int], ...] = ()
    ) -> None:
        self.type = kind
        self.region = region
        self.index = index
        self.start = start
        self.stop = stop
        self.more = more

    def __repr__(self) -> str:
        return f"Token({self.type}, {self.region.cells[self.index]!r}, {self.start}:{self.stop})"

    @property
    def indices(self) -> list[int]:
        """The value cells, in order."""
        cells = list(range(self.start, self.stop))
        for start, stop in self.more:
            cells.extend(range(start, stop))
        return cells

    @property
    def filled(self) -> list[int]:
        """The value cells that are not empty, in order."""
        kinds = self.region.kinds
        if not self.more:
            return [index for index in range(self.start, self.stop) if kinds[index]]
        return [index for index in self.indices if kinds[index]]

    @property
    def empty(self) -> bool:
        """Whether no cell stands behind it, not even an empty one."""
        return self.start >= self.stop and not self.more

    @property
    def text(self) -> str:
        """The label's own text."""
        return self.region.lexemes[self.index].raw

    @property
    def offset(self) -> int:
        """Where it begins in the caller's text."""
        return self.region.offset(self.index)


@attrs.define(eq=False)
class Item:
    """One thing that stands in a table."""


@attrs.define(eq=False)
class Row(Item):
    """A labelled row: the path of its record, its label, its values (none where the token is empty)."""

    path: str
    label: Token
    values: Token


@attrs.define(eq=False)
class Column(Item):
    """A column's head: the names of its cells, its label."""

    names: tuple[str, ...]
    label: Token


@attrs.define(eq=False)
class Block(Item):
    """The name of a block of columns: the path of its record, its label."""

    path: str
    label: Token


@attrs.define(eq=False)
class Mark(Item):
    """A caption or a group label."""

    label: Token


@attrs.define(eq=False)
class Unknown(Item):
    """A text nobody knows, and the values behind it."""

    label: Token


@attrs.define(eq=False)
class Loose(Item):
    """Values without a label."""

    values: Token


@attrs.define(eq=False)
class Part:
    """A run of items of one table, or of none (``""``)."""

    table: str
    items: list[Item]
