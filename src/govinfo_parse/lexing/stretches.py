"""The labelled cells of a text: every stretch between two headings is cut by the layout that reads most of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

import attrs

from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT, ODD, TEXT, CellReader, Lexeme
from govinfo_parse.lexing.parted import RowLabels, cut, label_tokens
from govinfo_parse.lexing.tokens import Grid, Token
from govinfo_parse.lexing.unparted import Scanner

_WHOLE_CELLS = 0.6
"""Where a layout finds fewer of the form's labels as whole cells than this share of those that the text has, text
without cell marks is tried too."""
_NEARLY = 0.8
"""A layout that reads this share of what another reads is as good."""
_FEW = 2
"""Values without a label, if no more than this, are not a row of a table."""
_NO_VALUES = bytes((BLANK, LABEL, TEXT, LEFT, ABOVE))
"""Kinds of cells that hold no value."""
_NOTHING = bytes((BLANK, LEFT, ABOVE))
_SHORT_LINE = 80
"""A longer line is neither a page number nor a running head."""


class PlacedCells(Protocol):
    """A row of a document's table: where it begins in the text, and its cells at their grid columns."""

    @property
    def offset(self) -> int:
        """Where the row begins in the text."""

    @property
    def texts(self) -> Sequence[object]:
        """The texts, and marks for places that merged cells cover."""

    @property
    def boxes(self) -> Sequence[object]:
        """Where the cells are drawn; empty where the document itself says what its tables are."""


@attrs.frozen
class Stretch:
    """A stretch of a text and how it was read.

    Attributes:
        start, end: its place in the text.
        grid: its cells, or None where no layout shows any.
        tokens: its labels.
        rows: what is known of the labels of rows.
    """

    start: int
    end: int
    grid: Grid | None
    tokens: Sequence[Token]
    rows: RowLabels

    @cached_property
    def score(self) -> int:
        """How much of the form the layout reads in it; see :func:`score`."""
        return score(self.grid, self.tokens, self.rows) if self.grid is not None else 0


class Lexer:
    """Cuts texts into labelled cells."""

    def __init__(
        self,
        layouts: Iterable[Layout],
        own: Collection[str],
        vocabulary: Vocabulary,
        cells: CellReader,
        rows: RowLabels,
    ) -> None:
        layouts = list(layouts)
        marked = [layout for layout in layouts if layout.splitter is not None]
        # The caller's layouts come first, then those that show where rows end: they know more of each row.
        self._marked = sorted(marked, key=lambda layout: (layout.name not in own, layout.rows is None))
        self._own = own
        self._flowing = [layout for layout in layouts if layout.splitter is None]
        self._cells = cells
        self._scanner = Scanner(vocabulary)
        self._rows = rows

    def stretch(self, text: str, begin: int, *, prose: bool, placed: Sequence[PlacedCells] = ()) -> Stretch:
        """Read a stretch of text that begins at offset ``begin`` of the caller's text.

        Args:
            text: the stretch.
            begin: where it begins.
            prose: whether no table without cell marks is expected in it.
            placed: the rows of the document's tables that are in it.
        """
        end = begin + len(text)
        best = Stretch(begin, end, None, (), self._rows)
        if placed:
            grid = self._framed(text, begin, placed)
            tokens = list(label_tokens(grid, self._cells, self._rows))
            best = Stretch(begin, end, grid, tokens, self._rows)
            if best.score or any(token.type in self._rows.widths for token in tokens):
                return best
        candidates = [layout for layout in self._marked if layout.shows_in(text)]
        read = self._with_rows([self._parted(layout, text, begin) for layout in candidates])
        best = self._best(read) if read else best
        if prose or not self._flowing or self._is_whole(best, text):
            return best
        shown = plain(text)
        for layout in self._flowing:
            if layout.shows_in(shown):
                grid, tokens = self._scanner.cut(layout, self._quiet(text), begin, self._cells, self._rows)
                found = Stretch(begin, end, grid, tokens, self._rows)
                if found.score > best.score or (not best.score and len(tokens) > len(best.tokens)):
                    best = found
        if best.grid is not None:
            best.grid.contested = True
        return best

    def lined(
        self, text: str, begin: int, placed: Sequence[PlacedCells] = ()
    ) -> Iterator[tuple[Grid, Sequence[Token]]]:
        """The cells and labels of a text, in each way to cut it that shows where rows end."""
        if placed:
            grids = [self._framed(text, begin, placed)]
        else:
            marked = (layout for layout in self._marked if layout.rows is not None and layout.shows_in(text))
            grids = [cut(layout, text, begin, self._cells, self._rows) for layout in marked]
        for grid in grids:
            yield grid, list(label_tokens(grid, self._cells, self._rows))

    def _with_rows(self, read: list[Stretch]) -> list[Stretch]:
        """The ways to cut a stretch without those that know no rows, where another finds rows that are equally long."""
        grids = [stretch.grid for stretch in read if stretch.grid is not None]
        if all(grid.lined for grid in grids) or not any(grid.lined and _is_rectangular(grid) for grid in grids):
            return read
        kept = {id(grid) for grid in grids if grid.lined or grid.layout in self._own}
        return [stretch for stretch in read if id(stretch.grid) in kept]

    def _best(self, read: Sequence[Stretch]) -> Stretch:
        """The first of several ways to cut a stretch that reads about as much as any."""
        if len(read) == 1:
            return read[0]
        enough = _NEARLY * max(stretch.score for stretch in read)
        best = next(stretch for stretch in read if stretch.score >= enough)
        if best.grid is not None:
            # The separators of a caller's layout may leave long cells, and then the length of figures matters.
            best.grid.contested = bool(self._own)
        return best

    def _parted(self, layout: Layout, text: str, begin: int) -> Stretch:
        grid = cut(layout, text, begin, self._cells, self._rows)
        tokens = list(label_tokens(grid, self._cells, self._rows))
        return Stretch(begin, begin + len(text), grid, tokens, self._rows)

    def _is_whole(self, stretch: Stretch, text: str) -> bool:
        """Whether a layout finds most of the form's labels as cells of their own, and values in their rows."""
        found = sum(token.type in self._rows.widths for token in stretch.tokens)
        expected = sum(label in text for label in self._rows.printed)
        if stretch.grid is None or not found or found < _WHOLE_CELLS * expected:
            return False
        return _alone(stretch.grid) <= stretch.score

    def _framed(self, text: str, begin: int, placed: Sequence[PlacedCells]) -> Grid:
        """The cells of a document's tables, and its other lines as rows of one cell.

        Where the document itself says what its tables are, what looks like a value between two of them (表1, 2023年)
        is a text: a row of a table has all of its cells.  Where they are found by what is drawn, a figure alone may be
        a part of a row; below labels that are in no table, anything may be a value.
        """
        cells: list[str] = []
        starts: list[int] = []
        row_ends: list[int] = []
        covers: list[tuple[int, int]] = []
        rows = {row.offset: row.texts for row in placed}
        outside: list[int] = []
        is_drawn = are_drawn(placed)
        is_below_labels = False
        offset = begin
        for line in text.split("\n"):
            texts = rows.get(offset)
            at = offset
            if texts is None:
                lexeme = self._cells[line]
                is_below_labels |= lexeme.kind == LABEL
                may_be_value = is_below_labels or (is_drawn and not has_word(lexeme))
                if BLANK < lexeme.kind <= ODD and not may_be_value:
                    outside.append(len(cells))
                cells.append(line)
                starts.append(at)
            else:
                is_below_labels = False
                for part in texts:
                    shown = part if isinstance(part, str) else ""
                    if not isinstance(part, str):
                        covers.append((len(cells), ABOVE if getattr(part, "value", "") == "above" else LEFT))
                    cells.append(shown)
                    starts.append(at)
                    at += len(shown) + 1
            row_ends.append(len(cells) - 1)
            offset += len(line) + 1
        lexemes = [self._cells[cell] for cell in cells]
        kinds = bytearray([lexeme.kind for lexeme in lexemes])
        for index, kind in covers:
            kinds[index] = kind
        for index in outside:
            kinds[index] = TEXT
        return Grid("cells", begin, cells, starts, lexemes, kinds, row_ends, lined=True, framed=True)

    def _quiet(self, text: str) -> str:
        """The text with page numbers and running heads blanked out, every character in its place."""
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if line and len(line) < _SHORT_LINE and self._cells[line].kind == BLANK:
                lines[number] = " " * len(line)
        return "\n".join(lines)


def has_word(lexeme: Lexeme) -> bool:
    """Whether there is a Chinese word in what looks like a value, as in 2023年: it is no piece of a number."""
    return lexeme.kind == ODD and any(one >= "\u3400" and one.isalpha() for one in lexeme.raw)


def are_drawn(placed: Sequence[PlacedCells]) -> bool:
    """Whether the tables of a document were found by what is drawn, so that a part of a row may be outside of them."""
    return any(row.boxes for row in placed)


def _is_rectangular(grid: Grid) -> bool:
    """Whether the rows of several cells are as many as in a table, and have equally many cells."""
    bounds = zip([-1, *grid.row_ends], grid.row_ends, strict=False)
    widths = [end - before for before, end in bounds if end - before > 1]
    return len(widths) > _FEW < widths[0] and len(set(widths)) == 1


def score(grid: Grid, tokens: Sequence[Token], rows: RowLabels) -> int:
    """How much of the form a layout reads: two for a known row with a value for each of its columns.

    A row without a label counts by its number of values, where labels were found; other values next to a label count
    one.
    """
    if not tokens:
        return 0
    total = at = start = 0
    kinds = _without_rulers(grid)
    for end in grid.row_ends:
        begin = at
        while at < len(tokens) and tokens[at].index <= end:
            at += 1
        total += _score_row(grid, kinds, start, end + 1, tokens[begin:at], rows)
        start = end + 1
    return total


def _score_row(grid: Grid, kinds: bytes, start: int, stop: int, labels: Sequence[Token], rows: RowLabels) -> int:
    """How much of the form one row is: its cells, and the labels in it."""
    filled, figures = _values(grid, kinds, start, stop)
    if not figures:
        return 0
    if figures + 1 in rows.runs and (labels or TEXT in kinds[start:stop]) and grid.kinds[start] < ODD:
        return 2  # a row without a label, with one text in place of a value
    if labels and grid.lined and _values(grid, kinds, start, labels[0].index)[1] > 1:
        return 2  # and a label there, in a row with empty cells
    if not labels:
        if TEXT in kinds[start:stop]:
            # Below heads a text may be in place of a value; left of all values it is a label that nobody knows.
            among = kinds[start:stop].strip(_NOTHING)[0] < ODD and figures > kinds[start:stop].count(TEXT)
            return 2 if grid.lined and among and stop - start >= min(rows.runs, default=0) else 0
        return 2 if filled in rows.runs and figures == filled else figures > _FEW
    last = labels[-1].index
    if kinds[last + 1 : stop].translate(None, _NO_VALUES):
        start = last + 1
    else:
        stop = last  # labels may be in the last column
    filled, figures = _values(grid, kinds, start, stop)
    if figures and figures == filled and any(filled in rows.widths.get(token.type, ()) for token in labels):
        return 1 if any(_swallows_a_figure(grid, token.index) for token in labels) else 2
    if not grid.run_together:
        return bool(figures)
    known = (width for token in labels for width in rows.widths.get(token.type, ()))
    return bool(figures) and _digits(grid, start, stop) >= min(known, default=0)


def _swallows_a_figure(grid: Grid, index: int) -> bool:
    """Whether a figure stands in a label's cell before the label, as the last one of the row above it does where a
    line that ends there is not seen.
    """
    return any(map(str.isdigit, grid.cells[index][: grid.lexemes[index].lead]))


def _alone(grid: Grid) -> int:
    """How many values are alone in their row."""
    bounds = zip([-1, *grid.row_ends], grid.row_ends, strict=False)
    filled = (grid.kinds[before + 1 : end + 1].translate(None, _NOTHING) for before, end in bounds)
    return sum(len(kinds) == 1 and kinds[0] <= ODD for kinds in filled)


def _without_rulers(grid: Grid) -> bytes:
    """The kinds of the cells, where cells that only draw a line count as empty."""
    kinds = bytearray(grid.kinds)
    for index, lexeme in enumerate(grid.lexemes):
        if lexeme.note == "ruler":
            kinds[index] = BLANK
    return bytes(kinds)


def _values(grid: Grid, kinds: bytes, start: int, stop: int) -> tuple[int, int]:
    """How many cells hold something that is not text, and how many of these hold a digit."""
    values = kinds[start:stop].translate(None, _NO_VALUES)
    filled = figures = len(values)
    if ODD in values:
        odd = (index for index in range(start, stop) if kinds[index] == ODD)
        figures -= sum(not any(map(str.isdigit, grid.cells[index])) for index in odd)
    return filled, figures


def _digits(grid: Grid, start: int, stop: int) -> int:
    """How many digits are in some cells: where values ran together, there may be one for each column."""
    return sum(sum(map(str.isdigit, cell)) for cell in grid.cells[start:stop])
