"""A stretch of text cut into cells, and the labels found in it."""

from __future__ import annotations

from bisect import bisect_left

import attrs

from govinfo_parse.lexing.lexemes import LEFT, Lexeme


@attrs.define(eq=False)
class Grid:
    """A stretch of the text, cut into cells by one layout.

    Attributes:
        layout: the name of the layout.
        begin: where the stretch begins in the caller's text.
        cells: the texts of the cells.
        starts: the offset of each cell in the caller's text.
        lexemes: what each cell holds.
        kinds: the kind of each lexeme, or LEFT or ABOVE where a merged cell covers the place.
        row_ends: the index of the last cell of every row.
        lined: whether the layout itself shows where rows end; else a row is a label and what comes after it.
        framed: whether merged cells are known, so that an empty cell is one that is there.
        ended: whether every row had a mark behind its last cell, and not before its first; where only labels show rows,
            whether most have an empty cell behind one for each column.
        run_together: whether the layout allows values side by side with nothing between them.
        contested: whether the text could be cut in several ways, so that the length of figures may decide between them.
        beside: the cells of labels in text without cell marks, and the words before them that belong to nothing else.
        doubtful: the first cells of rows whose values may not be one for each number that was printed.
    """

    layout: str
    begin: int
    cells: list[str]
    starts: list[int]
    lexemes: list[Lexeme]
    kinds: bytearray
    row_ends: list[int]
    lined: bool
    framed: bool = False
    ended: bool = False
    run_together: bool = False
    contested: bool = False
    beside: dict[int, str] = attrs.field(factory=dict)
    doubtful: set[int] = attrs.field(factory=set)

    def row_of(self, index: int) -> int:
        """The number of the row that a cell is in."""
        return bisect_left(self.row_ends, index)

    def start_of(self, row: int) -> int:
        """The index of a row's first cell."""
        return self.row_ends[row - 1] + 1 if row else 0

    def offset(self, index: int) -> int:
        """Where the content of a cell begins in the caller's text."""
        return self.starts[index] + self.lexemes[index].lead

    def gap(self, index: int) -> int:
        """How many characters are between the end of the cell before, or the beginning of the stretch, and a cell."""
        return self.starts[index] - (self.starts[index - 1] + len(self.cells[index - 1]) if index else self.begin)

    def reach(self, index: int, stop: int) -> int:
        """The last cell before another that a merged cell covers: itself, if it covers no other."""
        while index + 1 < stop and self.kinds[index + 1] == LEFT:
            index += 1
        return index

    def goes_on(self, index: int) -> bool:
        """Whether a cell goes on right after the one before it, with nothing between them."""
        before = self.cells[index - 1] if index else ""
        return bool(before) and not (self.gap(index) or before[-1].isspace() or self.cells[index][:1].isspace())


class Token:
    """A label in a grid.

    Attributes:
        type: the label's terminal.
        grid: where it is.
        index: the cell that holds it, or its first part.
        row: the number of the row that it is in.
        torn: the cells that hold the other parts of a label that is torn into several cells.
    """

    __slots__ = ("grid", "index", "row", "torn", "type")

    def __init__(self, kind: str, grid: Grid, index: int, row: int, torn: tuple[int, ...] = ()) -> None:
        self.type = kind
        self.grid = grid
        self.index = index
        self.row = row
        self.torn = torn

    def __repr__(self) -> str:
        return f"Token({self.type}, {self.grid.cells[self.index]!r})"

    @property
    def text(self) -> str:
        """The label's own text."""
        return self.grid.lexemes[self.index].raw

    @property
    def offset(self) -> int:
        """Where it begins in the caller's text."""
        return self.grid.offset(self.index)
