"""The cells and labels of a stretch where a layout parts cells: cells are classified as a whole, never searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, compress, count
from operator import attrgetter, methodcaller

import attrs

from govinfo_parse.grammar.labels import LabelMatch, Vocabulary
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.phrases import ends_a_label
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, ODD, TEXT, CellReader, Lexeme
from govinfo_parse.lexing.tokens import Grid, Token
from govinfo_parse.model import State

_KIND = attrgetter("kind")
_ON_A_NEW_LINE = methodcaller("startswith", "\n")
_EMPTY = Lexeme(BLANK, "", 0, State.BLANK)
_WORDS = re.compile(b"[%c%c]" % (LABEL, TEXT))
"""A cell with words, among the kinds of cells."""
_WORDS_OR_SIGNS = re.compile(b"[%c%c%c]" % (ODD, LABEL, TEXT))
"""A cell with words, or with the first character of a label that goes on below."""
_RULED = re.compile(r"(?m)^[ \t]*[|+]?[ \t]*:?[-=]+[-=:+]*[ \t]*[|+]|--|==")
"""What a text with rulers has."""
_DASHES = re.compile(":?-+:?")
_DIGITS_BEFORE = re.compile(r"(\d{1,15})[ \t]*")
_MARKS = 2
"""A line with so many marks is a row of a table."""
_SECOND = 2
"""The line of a Markdown table with its rulers."""
_FRAGMENTS = 6
"""Into how many pieces a label may be torn."""


@attrs.frozen
class RowLabels:
    """What a lexer has to know of the forms.

    Attributes:
        widths: terminal of a row's label -> how many values the row has.
        groups: the terminals of group labels.
        beside: those of them that are beside values, not above.
        runs: how many values a row without a label has.
        printed: the official labels of rows, as they are compared.
    """

    widths: Mapping[str, Collection[int]]
    groups: Collection[str]
    beside: Collection[str]
    runs: Collection[int]
    printed: Collection[str]


def cut(layout: Layout, text: str, start: int, reader: CellReader, rows: RowLabels) -> Grid:
    """Cut a stretch of text, which begins at offset ``start`` of the caller's text, into cells.

    Where the layout does not show where rows end, the labels of ``rows`` decide.
    """
    parts = layout.splitter.split(text)  # type: ignore[union-attr]  # it has cell marks
    cells = parts[::2]
    starts = list(accumulate(map(len, parts), initial=start))[:-1:2]
    lexemes: list[Lexeme]
    ruled = _RULED.search(text) is not None
    if layout.rows is None:
        if ruled:
            _drop_rulers(cells, starts, parts[1::2], reader)
        if not cells[-1].strip():
            del cells[-1], starts[-1]  # After the last mark there is no further cell.
        lexemes = list(map(reader.__getitem__, cells))
        kinds = bytearray(map(_KIND, lexemes))
        row_ends = label_rows(lexemes, kinds, rows)
        ended = _have_empty_ends(lexemes, kinds, row_ends, rows)
        return Grid(layout.name, start, cells, starts, lexemes, kinds, row_ends, lined=False, ended=ended)
    row_ends = list(compress(count(), map(layout.rows.__getitem__, parts[1::2])))
    row_ends.append(len(cells) - 1)
    row_ends, ended = _without_edges(cells, starts, row_ends)
    lexemes = list(map(reader.__getitem__, cells))
    if ruled:
        _rule_out(lexemes, row_ends, marked="|" in parts[1::2])
    for index in compress(count(), map(_ON_A_NEW_LINE, cells)):
        # A number that begins on a new line of its cell may be a page's, not the cell's.
        if BLANK < lexemes[index].kind < ODD:
            lexemes[index] = Lexeme(ODD, lexemes[index].raw, lexemes[index].lead)
    _doubt_broken(lexemes, row_ends, reader)
    kinds = bytearray(map(_KIND, lexemes))
    return Grid(layout.name, start, cells, starts, lexemes, kinds, row_ends, lined=True, ended=ended)


def _doubt_broken(lexemes: list[Lexeme], row_ends: Sequence[int], reader: CellReader) -> None:
    """Doubt the number that ends a row where the next one begins with digits before its label: they may be the rest of
    the number, unless they count rows, or other rows have a number there too.
    """
    firsts = [0, *(end + 1 for end in row_ends[:-1])]
    glued = [_digits_before_label(lexemes[first], reader) for first in firsts]
    alone = [lexemes[first].raw.isdecimal() for first in firsts]
    for row in range(1, len(firsts)):
        beside = [other for other in (row - 1, row + 1) if other < len(firsts)]
        counted = glued[row] and any(glued[one] and abs(int(glued[row]) - int(glued[one])) == 1 for one in beside)
        if alone[row] and not any(alone[one] for one in beside):
            broken = _first_filled(lexemes, firsts[row] + 1, row_ends[row]) == LABEL
        else:
            broken = bool(glued[row]) and not counted
        if not broken:
            continue
        last = lexemes[firsts[row] - 1]
        if BLANK < last.kind < ODD and last.value is not None:
            lexemes[firsts[row] - 1] = Lexeme(ODD, last.raw, last.lead)


def _first_filled(lexemes: Sequence[Lexeme], first: int, end: int) -> int:
    """The kind of the first cell of a row from one on that holds something."""
    return next((lexemes[index].kind for index in range(first, end + 1) if lexemes[index].kind != BLANK), BLANK)


def _digits_before_label(lexeme: Lexeme, reader: CellReader) -> str:
    """The digits right before a label in its cell that are not the number the form prints before it."""
    found = _DIGITS_BEFORE.match(lexeme.raw) if lexeme.raw[:1].isdigit() else None
    if found is None or (lexeme.kind == LABEL and lexeme.official):
        return ""
    if lexeme.kind == LABEL:
        printed = _DIGITS_BEFORE.match(reader.vocabulary.printed[lexeme.terminal])
        return found[1] if printed is not None and printed[1] != found[1] else ""
    rest = lexeme.raw[found.end() :]
    return found[1] if rest and reader[rest].kind in (BLANK, LABEL) else ""


def _have_empty_ends(lexemes: Sequence[Lexeme], kinds: bytearray, row_ends: Sequence[int], rows: RowLabels) -> bool:
    """Whether an empty cell ends each row: most rows have one cell more than their columns, and this is empty."""
    told = 0
    first = 0
    for end in row_ends:
        label = kinds.rfind(LABEL, first, end + 1)
        first = end + 1
        widths = rows.widths.get(lexemes[label].terminal, ()) if label >= 0 else ()
        more = end - label not in widths and end - label - 1 in widths
        told += 1 if more and kinds[end] == BLANK else -(end - label in widths and kinds[end] != BLANK)
    return told > 0


def _without_edges(cells: list[str], starts: list[int], row_ends: list[int]) -> tuple[list[int], bool]:
    """Take out the first cells of all rows, or the last ones, if every row with marks has an empty one there.

    Then a mark only begins or ends each line, as the outer pipes of Markdown do.  Returns where the rows end, and
    whether marks only end them.
    """
    firsts = [0, *(end + 1 for end in row_ends[:-1])]
    rows = [(first, end) for first, end in zip(firsts, row_ends, strict=True) if end - first >= _MARKS]
    sides = [side for side in (0, 1) if rows and not any(cells[row[side]].strip() for row in rows)]
    if not sides:
        return row_ends, False
    edges = {row[side] for row in rows for side in sides}
    kept = [index not in edges for index in range(len(cells))]
    cells[:], starts[:] = compress(cells, kept), compress(starts, kept)
    before = list(accumulate(kept))
    return [before[end] - 1 for end in row_ends], sides == [1]


def _drop_rulers(cells: list[str], starts: list[int], marks: Sequence[str], reader: CellReader) -> None:
    """Take out several rulers on one line of the text, where it is not known which lines are rows."""
    rulers = ["-" in cell and "\n" not in cell and len(cell.strip()) > 1 and _is_dashes(reader[cell]) for cell in cells]
    beside = [one and two and "\n" not in mark for one, two, mark in zip(rulers, rulers[1:], marks, strict=False)]
    kept = [not (before or behind) for before, behind in zip([False, *beside], [*beside, False], strict=True)]
    cells[:], starts[:] = compress(cells, kept), compress(starts, kept)


def _rule_out(lexemes: list[Lexeme], row_ends: list[int], *, marked: bool) -> None:
    """Empty the rows that hold nothing but rulers, as Markdown draws them under the heads of its columns.

    In the second line of a table that is ``marked`` as Markdown's are, dashes are rulers, however short.
    """
    start = lines = 0
    for end in row_ends:
        row = [lexeme for lexeme in lexemes[start : end + 1] if lexeme.kind != BLANK]
        lines = lines + 1 if end - start + 1 >= _MARKS else 0
        short = marked and lines == _SECOND and len(row) == end - start + 1 and all(map(_is_dashes, row))
        if row and (short or all(lexeme.note == "ruler" for lexeme in row)):
            lexemes[start : end + 1] = [_EMPTY] * (end + 1 - start)
        start = end + 1


def _is_dashes(lexeme: Lexeme) -> bool:
    return lexeme.note == "ruler" or _DASHES.fullmatch(lexeme.raw) is not None


def label_rows(lexemes: list[Lexeme], kinds: bytearray, rows: RowLabels) -> list[int]:
    """Where rows end if only labels show it: a row is one or more labels and what comes after them.

    The label of a row that follows other labels than those of its groups begins a row of its own: these are heads.
    """
    ends = []
    words = [match.start() for match in _WORDS.finditer(kinds)]
    for place, index in enumerate(words):
        if not index:
            continue
        if words[place - 1] != index - 1:
            ends.append(index - 1)
            continue
        if kinds[index - 1] == TEXT and place > 1 and lexemes[words[place - 2]].terminal in rows.widths:
            ends.append(index - 1)  # a text in place of a row's values
            continue
        before, label = lexemes[index - 1].terminal, lexemes[index].terminal
        follows = words[place + 1] if place + 1 < len(words) else len(kinds)
        has_values = any(kinds[index + 1 : follows])
        if before in rows.groups:
            begins = label in rows.beside and before not in rows.beside
        else:
            begins = before in rows.widths or label in rows.beside
            begins = begins or (has_values and (label in rows.widths or kinds[index] == TEXT))
            begins = begins or follows - index - 1 in rows.widths.get(label, ())  # a row of empty cells
        if begins:
            ends.append(index - 1)
    return [*ends, len(kinds) - 1]


def label_tokens(grid: Grid, reader: CellReader, rows: RowLabels) -> Iterator[Token]:
    """The labels of a grid, in order; those torn into several cells are put together."""
    kinds, lexemes, ends = grid.kinds, grid.lexemes, grid.row_ends
    begins = reader.vocabulary.begins
    taken: set[int] = set()
    row = 0
    has_values = cache(partial(_has_values, grid))
    for match in (_WORDS_OR_SIGNS if grid.lined else _WORDS).finditer(kinds):
        index = match.start()
        kind = kinds[index]
        if index in taken or (kind == ODD and not lexemes[index].raw.isalpha()):
            continue
        while ends[row] < index:
            row += 1
        lexeme = lexemes[index]
        joined = None
        begun = begins(lexeme.spelled)
        if grid.lined and (begun or len(lexeme.spelled) == 1):
            joined = _downwards(grid, index, row, reader.vocabulary, rows, has_values)
        if joined is None and begun:
            joined = _joined(grid, index, row, reader)
        if joined is not None:
            taken.update(joined.torn)
            yield joined
        elif kind == LABEL:
            yield Token(lexeme.terminal, grid, index, row)


def _joined(grid: Grid, index: int, row: int, reader: CellReader) -> Token | None:
    """The label that is torn into several cells, from a cell on; values may be between its parts."""
    vocabulary, kinds, lexemes = reader.vocabulary, grid.kinds, grid.lexemes
    spelled = lexemes[index].spelled
    parts: list[int] = []
    best = None
    after = index
    while len(parts) < _FRAGMENTS:
        after += 1
        while after < len(kinds) and kinds[after] not in {LABEL, TEXT}:
            after += 1
        if after >= len(kinds) or kinds[after] != TEXT:
            break
        spelled += lexemes[after].spelled
        parts.append(after)
        label = vocabulary.find_key(spelled)
        if label is not None:
            best = (label.terminal, tuple(parts))
        if not vocabulary.begins(spelled):
            break
    return Token(best[0], grid, index, row, best[1]) if best else None


def _downwards(
    grid: Grid, index: int, row: int, vocabulary: Vocabulary, known: RowLabels, has_values: Callable[[int], bool]
) -> Token | None:
    """The label that goes on in the cells below its own, as a line of text goes on in the next; None if it does not.

    The places of its parts are then covered by it, as those of a merged cell are.  A group's label may go down beside
    several rows.  Where a row below has values, another label stands in several rows.
    """
    kinds, lexemes = grid.kinds, grid.lexemes
    label, parts = _going_down(grid, index, row, vocabulary)
    if label is None:
        return None
    elsewhere = any(map(has_values, range(row + 1, row + 1 + len(parts))))
    if elsewhere and label.terminal not in known.groups:
        for part in parts:
            kinds[part] = TEXT
        return Token(label.terminal, grid, index, row, parts)
    kinds[index] = LABEL
    lexemes[index] = attrs.evolve(lexemes[index], kind=LABEL, terminal=label.terminal, official=label.official)
    for part in parts:
        kinds[part] = ABOVE
    return Token(label.terminal, grid, index, row)


def _going_down(grid: Grid, index: int, row: int, vocabulary: Vocabulary) -> tuple[LabelMatch | None, tuple[int, ...]]:
    """The longest label that a cell and those below it spell together, and these cells with left-over brackets."""
    spelled, place = grid.lexemes[index].spelled, index - grid.start_of(row)
    parts: list[int] = []
    best: tuple[LabelMatch | None, tuple[int, ...]] = None, ()
    for below in range(row + 1, len(grid.row_ends)):
        cell = grid.start_of(below) + place
        if cell > grid.row_ends[below] or not _is_word(grid, cell):
            break
        more = grid.lexemes[cell].spelled
        if not more and not ends_a_label(grid.lexemes[cell].raw):
            break  # a sign by itself is a head of its own: %
        whole = vocabulary.find_key(spelled) is not None
        if whole and (grid.kinds[cell] == LABEL or (parts and more and not vocabulary.begins(spelled))):
            break  # the next cell is a label by itself: 行政诉讼, 复议后起诉
        spelled += more
        parts.append(cell)
        label = vocabulary.find_key(spelled)
        if label is not None:
            best = label, tuple(parts)
        elif not vocabulary.begins(spelled):
            break
    return best


def _is_word(grid: Grid, cell: int) -> bool:
    """Whether a cell holds words, or the one character or bracket that is left of a label."""
    return grid.kinds[cell] in {LABEL, TEXT} or (grid.kinds[cell] == ODD and _is_left_over(grid.lexemes[cell].raw))


def _is_left_over(raw: str) -> bool:
    """Whether a text that may be a damaged value is rather what is left of a label: no digit is in it."""
    return raw.isalpha() or not any(map(str.isalnum, raw))


def _has_values(grid: Grid, row: int) -> bool:
    """Whether a row has a value, or what may be a damaged one."""
    cells = range(grid.start_of(row), grid.row_ends[row] + 1)
    return any(BLANK < grid.kinds[cell] <= ODD and not _is_word(grid, cell) for cell in cells)
