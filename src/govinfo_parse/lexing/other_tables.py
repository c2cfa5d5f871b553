"""Tables among the three that no form has: blocks of lines with heads and labels that nobody knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import attrs

from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.phrases import is_year, year_in
from govinfo_parse.lexing.lexemes import BLANK, LABEL, ODD, PLAIN, TEXT
from govinfo_parse.lexing.stretches import Lexer, PlacedCells, has_word
from govinfo_parse.lexing.tokens import Grid

_BLOCK = re.compile(r"(?m)^(?:[^\n]*\S[^\n]*(?:\n|\Z)){2,}+")
_WORDS = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 20_000
"""A longer block is not looked at."""
_MOST = 20
"""At most this many blocks of a stretch are looked at closely."""
_ROWS = 40
"""A table of more rows is not looked at."""
_SHORT = 2
"""A text as short as this, such as 本年, resembles a label by chance."""


@attrs.frozen
class OtherTable:
    """A table that no form has.

    Attributes:
        begin, end: its place in the caller's text.
        layout: the layout that cuts it, or ``cells`` for a document's own table.
    """

    begin: int
    end: int
    layout: str


class OtherTables:
    """Finds tables that no form has.

    Args:
        lexer: cuts blocks into cells.
        vocabulary: the labels of the forms.
        common: the terminals of labels that many other tables have too, such as 合计.
    """

    def __init__(self, lexer: Lexer, vocabulary: Vocabulary, common: Collection[str]) -> None:
        self._lexer = lexer
        own = (label for terminal, label in vocabulary.printed.items() if terminal not in common)
        words = (max(_WORDS.findall(label), key=len, default="") for label in own)
        self._own = re.compile("|".join(sorted({word for word in words if len(word) > _SHORT}, key=len)))
        self._vocabulary = vocabulary
        self._common = common

    def find(self, text: str, begin: int, placed: Sequence[PlacedCells]) -> Iterator[OtherTable]:
        """Such tables, in the order of the text.

        Args:
            text: a stretch of the caller's text.
            begin: where that begins.
            placed: the rows of the document's tables that are in it.
        """
        offsets = [row.offset for row in placed]
        blocks = (block for block in _blocks(text, begin) if self._may_be_table(block[0]))
        for block, start in islice(blocks, _MOST):
            first, last = (bisect_left(offsets, place) for place in (start, start + len(block)))
            yield from islice(self._in_block(block, start, placed[first:last]), 1)

    def _may_be_table(self, block: str) -> bool:
        """Whether a block has several lines with words, and no label of a form in the first one or in most: a quick
        look.
        """
        first = _WORDS.search(block)
        end = block.find("\n", first.end()) if first is not None else -1
        if first is None or end < 0 or self._own.search(block, 0, end) is not None:
            return False
        lines = [line for line in block[end:].split("\n") if _WORDS.search(line)] if _WORDS.search(block, end) else []
        return 2 * sum(self._own.search(line) is not None for line in lines) < len(lines)

    def _in_block(self, text: str, begin: int, placed: Sequence[PlacedCells]) -> Iterator[OtherTable]:
        """The table that a block is, in each way to cut it; some of its labels, but no head, may be those of a form."""
        for grid, tokens in self._lexer.lined(text, begin, placed):
            rows = _rows(grid)
            own = {token.row for token in tokens if token.type not in self._common}
            if (
                rows
                and grid.row_of(rows[0][0]) not in own
                and 2 * len(own) < len(rows) - 1
                and self._is_table(grid, rows)
            ):
                last = rows[-1][-1]
                yield OtherTable(grid.starts[rows[0][0]], grid.starts[last] + len(grid.cells[last]), grid.layout)

    def _is_table(self, grid: Grid, rows: Sequence[Sequence[int]]) -> bool:
        """Whether the first row has nothing but unknown heads, and each below it an unknown label, with values behind
        it or nothing; numbers that count the rows may stand before all labels.
        """
        counted = all(len(row) > 1 and grid.kinds[row[0]] == PLAIN for row in rows[1:])
        below = [row[counted:] for row in rows[1:]]
        filled = [row for row in below if len(row) > 1]
        valued = all(any(BLANK < grid.kinds[index] < ODD for index in row[1:]) for row in filled)
        heads = all(_may_be_head(grid, index) for index in rows[0])
        labels = all(grid.kinds[row[0]] in {LABEL, TEXT} or has_word(grid.lexemes[row[0]]) for row in below)
        if not (below and valued and heads and labels and len(below) <= _ROWS):
            return False
        unknown = [*rows[0], *(row[0] for row in below)]
        texts = (grid.lexemes[index].raw for index in unknown if grid.kinds[index] != LABEL)
        return not any(self._vocabulary.closest(text) for text in texts if len(text) > _SHORT)


def _rows(grid: Grid) -> list[list[int]]:
    """The cells of each row that hold anything, from the heads on; lines of words above and below are no rows."""
    rows: list[list[int]] = []
    words = False
    for row, end in enumerate(grid.row_ends):
        start = grid.start_of(row)
        filled = [index for index in range(start, end + 1) if BLANK < grid.kinds[index] <= TEXT]
        if not filled or (filled == [start] and not rows):
            continue
        if words or (start == end and grid.kinds[start] != TEXT):
            return []  # a row below a line of words, or a value alone
        words = start == end
        if not words:
            rows.append(filled)
    return rows


def _blocks(text: str, begin: int) -> Iterator[tuple[str, int]]:
    """The parts of a text of several lines that no empty line parts, with their places."""
    for match in _BLOCK.finditer(text):
        if match.end() - match.start() <= _LONGEST:
            yield match[0], begin + match.start()


def _may_be_head(grid: Grid, index: int) -> bool:
    """Whether a cell holds no value and no figure but the number of a year."""
    raw = grid.lexemes[index].raw
    has_figure = year_in(raw) is None and any(map(str.isdecimal, raw))
    return is_year(raw) or (grid.kinds[index] >= ODD and not has_figure)
