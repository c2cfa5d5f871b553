"""From a stretch of text to tokens, by a layout that parts cells: whole cells are classified, never searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, compress, count, pairwise
from operator import attrgetter

from govinfo_parse.grammar.cells import BLANK, LABEL, LONGEST_VALUE, ODD, TEXT, CellReader, Lexeme
from govinfo_parse.grammar.labels import LONGEST
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.tokens import Region, Token
from govinfo_parse.model import State

_KIND = attrgetter("kind")
_EMPTY = Lexeme(BLANK, "", 0, State.BLANK)
_FRAGMENTS = 6
"""In how many pieces a label may be torn."""


def cut(layout: Layout, text: str, start: int, reader: CellReader) -> Region:
    """Cut a stretch of text, which begins at offset ``start`` of the caller's text, into cells."""
    parts = layout.splitter.split(text) if layout.splitter is not None else [text]
    cells = parts[::2]
    starts = list(accumulate(map(len, parts), initial=start))[:-1:2]
    row_ends = None
    if layout.rows is not None:
        row_ends = list(compress(count(), map(layout.rows.__getitem__, parts[1::2])))
        row_ends.append(len(cells) - 1)
    elif not cells[-1].strip():
        del cells[-1], starts[-1]  # Behind the last mark there is no further cell.
    lexemes = list(map(reader.__getitem__, cells))
    if row_ends is not None and "---" in text:
        _rule_out(lexemes, row_ends)
    if row_ends is not None:
        _doubt_lines(cells, lexemes)
    return Region(cells, starts, lexemes, list(map(_KIND, lexemes)), row_ends)


def _doubt_lines(cells: list[str], lexemes: list[Lexeme]) -> None:
    """Doubt the numbers that begin on a new line of their cell: they may be a page's, not the cell's."""
    for index, cell in enumerate(cells):
        if cell[:1] == "\n" and BLANK < lexemes[index].kind < ODD:
            lexemes[index] = Lexeme(ODD, lexemes[index].raw, lexemes[index].lead)


def _rule_out(lexemes: list[Lexeme], row_ends: list[int]) -> None:
    """Empty the rows that hold nothing but rulers, as Markdown draws them under the heads of its columns."""
    start = 0
    for end in row_ends:
        row = [lexeme for lexeme in lexemes[start : end + 1] if lexeme.kind != BLANK]
        if row and all(lexeme.note == "ruler" for lexeme in row):
            lexemes[start : end + 1] = [_EMPTY] * (end + 1 - start)
        start = end + 1


def tokens(region: Region, widths: Mapping[str, Collection[int]], reader: CellReader) -> Iterator[Token]:
    """The tokens of a region.

    ``widths`` tells of each label that values stand behind how many there are, and of RUN how many values a row
    without a label has.
    """
    wide = min(widths["RUN"])
    kinds, size = region.kinds, len(region.kinds)
    # The sentinel mark stands behind the last cell.
    marks = [*compress(count(), map(LABEL.__le__, kinds)), size]
    # Without rows, every stretch up to the next label is one.
    ends = [*region.row_ends, size] if region.row_ends is not None else None
    at = row = 0
    begin = 0
    while True:
        if ends is None:
            row_start = marks[at]
        else:
            while ends[row] < marks[at]:
                row += 1
            row_start = ends[row - 1] + 1 if row else 0
        if begin < row_start:
            # Cells of whole rows before the next label; numbers in that label's own row only count the rows.
            yield from _bare(region, begin, row_start, wide)
        if at == len(marks) - 1:
            return
        index = marks[at]
        stop = size if ends is None else ends[row] + 1
        at = _behind(region, marks, at, stop, widths) if marks[at + 1] < stop else at + 1
        if marks[at] < size and kinds[marks[at]] == TEXT and (joined := _join(region, marks, at - 1, reader)):
            token, at = joined
        else:
            lexeme = region.lexemes[index]
            kind = lexeme.terminal or "TEXT"
            token = Token(kind, region, index, index if lexeme.tail else index + 1, min(marks[at], stop))
        if token.type in widths:
            yield token
        else:
            yield from _spoken(token, widths)
        begin = token.more[-1][1] if token.more else token.stop


def _behind(region: Region, marks: list[int], at: int, stop: int, widths: Mapping[str, Collection[int]]) -> int:
    """The next mark behind a mark: whatever text stands behind a row's label in its row holds the place of a value."""
    following = at + 1
    if region.row_ends is not None and region.lexemes[marks[at]].terminal in widths:
        while marks[following] < stop and _in_place(region, marks[following]):
            following += 1
    return following


def _spoken(token: Token, widths: Mapping[str, Collection[int]]) -> Iterator[Token]:
    """The token of a text, or of a label that is no row's with the values behind it as a token of their own."""
    if token.type == "TEXT":
        if len(token.text) <= LONGEST or token.filled:
            yield token
        return
    yield token
    if not token.empty:
        # Where nothing parts the rows, a whole row of empty cells may stand behind the last head of a table.
        blank = token.region.row_ends is None and token.stop - token.start >= max(widths["RUN"])
        if blank or token.filled:
            yield Token("RUN", token.region, token.index, token.start, token.stop, token.more)


def _in_place(region: Region, index: int) -> bool:
    """Whether a text stands in place of a value; a longer one is a label that nobody knows."""
    return region.kinds[index] == TEXT and len(region.lexemes[index].raw) <= LONGEST_VALUE


def _bare(region: Region, start: int, stop: int, wide: int) -> Iterator[Token]:
    """The values without a label among some cells, row by row; empty rows too that are as wide as one of the form."""
    if region.row_ends is None:
        filled = [index for index in range(start, stop) if region.kinds[index] != BLANK]
        if filled:
            yield Token("BARE", region, filled[0], start, stop)
        return
    while start < stop:
        end = min(stop, region.row_stop(start))
        first = next((index for index in range(start, end) if region.kinds[index] != BLANK), None)
        if first is not None or end - start >= wide:
            yield Token("BARE", region, start if first is None else first, start, end)
        start = end


def _join(region: Region, marks: list[int], at: int, reader: CellReader) -> tuple[Token, int] | None:
    """A label torn into several cells, from mark ``at`` on: its token, and the mark behind it."""
    vocabulary, kinds = reader.vocabulary, region.kinds
    index = marks[at]
    spelled = region.lexemes[index].spelled
    if not vocabulary.begins(spelled):
        return None
    pieces, best = [index], None
    for following in range(at + 1, min(at + _FRAGMENTS, len(marks) - 1)):
        mark = marks[following]
        if kinds[mark] != TEXT:
            break
        spelled += region.lexemes[mark].spelled
        pieces.append(mark)
        label = vocabulary.find_key(spelled)
        if label is not None:
            best = (label, list(pieces), following + 1)
        if not vocabulary.begins(spelled):
            break
    if best is None:
        return None
    label, pieces, following = best
    last = pieces[-1]
    upcoming = marks[following]
    stretches = [(a + 1, b) for a, b in pairwise(pieces) if any(kinds[a + 1 : b])]
    if not stretches or any(kinds[last + 1 : min(upcoming, region.row_stop(last))]):
        stretches.append((last + 1, min(upcoming, region.row_stop(last))))
    (start, stop), *more = stretches
    return Token(label.terminal, region, index, start, stop, tuple(more)), following
