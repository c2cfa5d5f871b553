"""From a stretch of text to tokens, by a layout that parts cells: whole cells are classified, never searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, compress, count
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
    assert layout.splitter is not None
    parts = layout.splitter.split(text)
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
    wide, widest = min(widths["RUN"]), max(widths["RUN"])
    kinds, lexemes = region.kinds, region.lexemes
    marks = [index for index, kind in enumerate(kinds) if kind >= LABEL]
    size, last = len(kinds), len(marks)
    # Without rows, the whole region is one; the sentinel ends the search for a mark's row.
    ends = [*(region.row_ends or ()), size - 1]
    parted = region.row_ends is not None
    row = following = 0
    marks.append(size)
    while following < last:
        index = marks[following]
        first = following == 0
        following += 1
        if parted:
            while ends[row] < index:
                row += 1
            stop = ends[row] + 1
            if first and row:
                yield from _bare(region, 0, ends[row - 1] + 1, wide)
        else:
            stop = size
            if first:
                yield from _bare(region, 0, index, wide)
        lexeme = lexemes[index]
        is_row = lexeme.terminal in widths
        if is_row and parted:
            # In its own row, whatever text stands behind a row's label holds the place of a value.
            while marks[following] < stop and _in_place(region, marks[following]):
                following += 1
        upcoming = marks[following]
        if upcoming < size and kinds[upcoming] == TEXT:
            joined = _join(region, marks, following - 1, reader)
            if joined is not None:
                token, following = joined
                yield token
                if token.type not in widths and any(kinds[cell] for cell in token.indices):
                    yield Token("RUN", region, index, token.start, token.stop, token.more)
                continue
        own = min(upcoming, stop)
        start = index if lexeme.tail else index + 1
        if is_row:
            yield Token(lexeme.terminal, region, index, start, own)
        else:
            filled = any(kinds[start:own]) or (not parted and own - start >= widest)
            if lexeme.kind == LABEL:
                yield Token(lexeme.terminal, region, index, start, own)
            elif filled or len(lexeme.raw) <= LONGEST:
                yield Token("TEXT", region, index, start, own)
            if filled:
                yield Token("RUN", region, index, start, own)
        if own < upcoming:
            # Cells of later rows before the next label; numbers in that label's own row only count the rows.
            until = region.row_start(upcoming) if upcoming < size else upcoming
            if until > own:
                yield from _bare(region, own, until, wide)
    if not last:
        yield from _bare(region, 0, size, wide)


def _in_place(region: Region, index: int) -> bool:
    """Whether a text stands in place of a value; a longer one is a label that nobody knows."""
    return region.kinds[index] == TEXT and len(region.lexemes[index].raw) <= LONGEST_VALUE


def _bare(region: Region, start: int, stop: int, wide: int) -> Iterator[Token]:
    """The values without a label among some cells, row by row; an empty row too, if it is as wide as one of the form."""
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


def _join(
    region: Region, marks: list[int], at: int, reader: CellReader
) -> tuple[Token, int] | None:
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
    stretches = [(a + 1, b) for a, b in zip(pieces, pieces[1:], strict=False) if any(kinds[a + 1 : b])]
    if not stretches or any(kinds[last + 1 : min(upcoming, region.row_stop(last))]):
        stretches.append((last + 1, min(upcoming, region.row_stop(last))))
    (start, stop), *more = stretches
    return Token(label.terminal, region, index, start, stop, tuple(more)), following
