"""Rows of cells that may be those of an indicator table: parted by a layout's marks, or of a document's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import attrs

from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.lexing.stretches import PlacedCells
from govinfo_parse.model import Span
from govinfo_parse.statistics.knowledge import CODE, NAME, UNIT, Knowledge

_BACK = 400
"""A row of heads begins at most this many characters before the head of the labels."""
_ROWS_AHEAD = 3
"""How many rows ahead the beginning of the next row is searched for."""
_LONGEST = 4_000
"""No cell of a table has more characters than this: what goes on without a mark is no row of it."""
_MOST_CELLS = 200
"""A row of a layout has at most this many cells."""


@attrs.frozen
class MarkedRow:
    """A row of cells.

    Attributes:
        cells: the texts at their columns; None where another cell covers the place.
        starts: where each begins in the text.
        end: where the row ends.
        text: the text that it is in.
        placed: whether the columns are those of a document's own table, so that no cell can have shifted.
        above: the cells above that reach down into this row, by their columns, as a text and where it begins.
        deep: the columns whose cells reach down into the next row.
    """

    cells: Sequence[str | None]
    starts: Sequence[int]
    end: int
    text: str
    placed: bool = False
    above: Mapping[int, tuple[str, int]] = attrs.field(factory=dict)
    deep: frozenset[int] = frozenset()

    def stretch(self, first: int, last: int) -> tuple[str, Span]:
        """The text from one cell to another as it is printed, without the padding around it, and where it is."""
        begin, end = self.starts[first], self.starts[last] + len(self.cells[last] or "")
        raw = self.text[begin:end]
        begin += len(raw) - len(raw.lstrip())
        return raw.strip(), Span(begin, begin + len(raw.strip()))

    @property
    def begin(self) -> int:
        """Where its first text begins."""
        there = ((start, text) for start, text in zip(self.starts, self.cells, strict=True) if text and text.strip())
        return next((start + len(text) - len(text.lstrip()) for start, text in there), self.starts[0])

    @property
    def texts(self) -> list[str]:
        """The texts that are there."""
        return [text for text in self.cells if text is not None and text.strip()]


def rows_of_layout(layout: Layout, text: str, begin: int) -> Iterator[MarkedRow]:
    """The rows of a text from an offset on, one after the other as they are asked for."""
    rows = layout.rows
    if rows is None:
        return
    cells: list[str | None] = []
    starts: list[int] = []
    at = begin
    for mark in _marks(layout, text, begin):
        cells.append(text[at : mark.start()])
        starts.append(at)
        at = mark.end()
        if rows[mark[0]]:
            yield MarkedRow(cells, starts, mark.start(), text)
            cells, starts = [], []
        elif len(cells) > _MOST_CELLS:
            return
    end = min(at + _LONGEST, len(text))
    yield MarkedRow([*cells, text[at:end]], [*starts, at], end, text)


def _marks(layout: Layout, text: str, begin: int) -> Iterator[re.Match[str]]:
    """The marks of a text from an offset on, up to where none follows that ends a cell."""
    splitter, at = layout.splitter, begin
    while splitter is not None and (near := splitter.search(text, at, at + _LONGEST)) is not None:
        mark = splitter.match(text, near.start()) or near  # it may go on where the search ended
        yield mark
        at = mark.end()


def rows_of_marks(layout: Layout, text: str, begin: int, knowledge: Knowledge) -> Iterator[MarkedRow]:
    """The rows of a text whose layout parts cells and nothing parts rows: each as long as the row of heads.

    Where a cell was lost or added, everything up to the next beginning of a row is one row, whatever its length.
    """
    cells = _cells_of(layout, text, begin)
    ahead: list[tuple[str, int]] = []
    kinds: list[str] = []
    for part in cells:
        label = knowledge.heads.find(part[0])
        if label is None:
            ahead.append(part)
            break
        kinds.append(label.terminal)
        ahead.append(part)
    width = len(kinds)
    if not {NAME} < set(kinds):
        return
    yield _row_of_cells(ahead[:width], text)
    del ahead[:width]
    name, unit = kinds.index(NAME), kinds.index(UNIT) if UNIT in kinds else None

    def begins(at: int) -> bool:
        label = ahead[at + name][0]
        beside = "" if unit is None else ahead[at + unit][0]
        stands = not any(map(str.isalnum, beside)) or knowledge.unit_of(beside) is not None
        return stands and any(map(str.isalpha, label)) and knowledge.unit_of(label) is None

    while True:
        ahead.extend(islice(cells, max(0, _ROWS_AHEAD * width - len(ahead))))
        foreign = next((at for at, (text, _) in enumerate(ahead) if is_of_other_table(text, knowledge)), None)
        if foreign is not None and foreign < 2 * width:
            yield from _row_before_other_table(ahead[:foreign], text, knowledge)
            return
        if len(ahead) < width:
            return
        length = width
        if len(ahead) < 2 * width and any(any(map(str.isdigit, text)) for text, _ in ahead[width:]):
            length = len(ahead)
        elif not begins(0) or (len(ahead) >= 2 * width and not begins(width)):
            length = next((at for at in range(1, len(ahead) - width + 1) if begins(at)), width)
        yield _row_of_cells(ahead[:length], text)
        del ahead[:length]


def _row_before_other_table(parts: list[tuple[str, int]], text: str, knowledge: Knowledge) -> Iterator[MarkedRow]:
    """The last row before another table, without the words between the two."""
    while parts and any(map(str.isalpha, parts[-1][0])) and knowledge.unit_of(parts[-1][0]) is None:
        parts = parts[:-1]
    if parts:
        yield _row_of_cells(parts, text)


def is_of_other_table(text: str, knowledge: Knowledge) -> bool:
    """Whether another table begins with a line of a cell, or in its last line with the head of the labels."""
    lines = [part.strip() for part in plain(text).splitlines()]
    last = knowledge.heads.find(lines[-1]) if len(list(filter(None, lines))) > 1 else None
    return (last is not None and last.terminal == NAME) or any(map(knowledge.other_table.match, lines))


def begin_of_heads(layout: Layout, text: str, at: int, knowledge: Knowledge) -> int:
    """Where the heads before that of the labels begin, in a layout without marks between rows."""
    earliest = max(0, at - _BACK)
    marks = [] if layout.splitter is None else list(layout.splitter.finditer(text, earliest, at))
    begin = at
    for number in reversed(range(len(marks))):
        first = marks[number - 1].end() if number else earliest
        head = text[first : marks[number].start()].rstrip().rpartition("\n")[2].strip()
        label = knowledge.heads.find(head)
        if label is None or label.terminal != CODE:
            break  # 2050 may be a figure of the table above
        begin = text.rindex(head, first, marks[number].start())
    return begin


def _cells_of(layout: Layout, text: str, begin: int) -> Iterator[tuple[str, int]]:
    """The cells of a text from an offset on, with their places; after the last mark, a cell ends with its line."""
    at = begin
    for mark in _marks(layout, text, begin):
        yield text[at : mark.start()], at
        at = mark.end()
    last = text[at : at + _LONGEST].split("\n", 1)[0]
    if last.strip():
        yield last, at


def _row_of_cells(parts: list[tuple[str, int]], text: str) -> MarkedRow:
    texts, starts = [text for text, _ in parts], [start for _, start in parts]
    return MarkedRow(texts, starts, starts[-1] + len(texts[-1]), text)


def begin_of_row(layout: Layout, text: str, at: int) -> int:
    """Where the row begins in which an offset is."""
    if layout.splitter is None or layout.rows is None:
        return at
    earliest = max(0, at - _BACK)
    begin = earliest
    for mark in layout.splitter.finditer(text, earliest, at):
        if layout.rows[mark[0]] or (begin == earliest and "\n" in mark[0] and not text[begin : mark.start()].strip()):
            begin = mark.end()  # a row, or the very first cell, which is marked like the others
    return begin


def rows_of_document(placed: Sequence[PlacedCells], first: int, text: str) -> Iterator[MarkedRow]:
    """The rows of a document's table from a given one on, as long as one line follows the other."""
    expected = None
    reaching: dict[int, tuple[str, int]] = {}
    for row in islice(placed, first, None):
        if expected is not None and text[expected : row.offset].strip():
            return
        cells: list[str | None] = []
        starts: list[int] = []
        above: dict[int, tuple[str, int]] = {}
        at = row.offset
        for place, part in enumerate(row.texts):
            shown = part if isinstance(part, str) else None
            cells.append(shown)
            starts.append(at)
            if shown is None and getattr(part, "value", "") == "above" and place in reaching:
                above[place] = reaching[place]
            elif shown is not None:
                reaching[place] = shown, at
            at += len(shown or "") + 1
        expected = at - 1
        yield MarkedRow(cells, starts, expected, text, placed=True, above=above)
