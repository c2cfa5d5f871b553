"""From a stretch of text to tokens, by a layout that parts cells: whole cells are classified, never searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

from govinfo_parse.grammar.cells import BLANK, LABEL, TEXT, CellReader, Lexeme
from govinfo_parse.grammar.labels import key
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.tokens import Region, Token
from govinfo_parse.model import State

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
    if layout.rows is None and not cells[-1].strip():
        del cells[-1], starts[-1]  # Behind the last mark there is no further cell.
    if layout.rows is not None:
        parts_rows = layout.rows.__getitem__
        row_ends = [index for index, separator in enumerate(parts[1::2]) if parts_rows(separator)]
        row_ends.append(len(cells) - 1)
    region = Region(cells, starts, list(map(reader.__getitem__, cells)), row_ends)
    if row_ends is not None and "---" in text:
        _rule_out(region, row_ends)
    return region


def _rule_out(region: Region, row_ends: list[int]) -> None:
    """Empty the rows that hold nothing but rulers, as Markdown draws them under the heads of its columns."""
    start = 0
    for end in row_ends:
        row = [lexeme for lexeme in region.lexemes[start : end + 1] if lexeme.kind != BLANK]
        if row and all(lexeme.note == "ruler" for lexeme in row):
            for index in range(start, end + 1):
                region.lexemes[index] = _EMPTY
        start = end + 1


def tokens(region: Region, rows: Collection[str], reader: CellReader) -> Iterator[Token]:
    """The tokens of a region; ``rows`` are the terminals of the labels that values stand behind."""
    kinds = [lexeme.kind for lexeme in region.lexemes]
    marks = [index for index, kind in enumerate(kinds) if kind >= LABEL]
    lexemes, ends, size = region.lexemes, region.row_ends, len(kinds)
    row = 0
    following = 0
    while following < len(marks) and ends is not None and ends[row] < marks[following]:
        row += 1
    first = (ends[row - 1] + 1 if row else 0) if marks and ends is not None else (marks[0] if marks else size)
    if any(kinds[:first]):
        yield Token("BARE", region, _first_filled(kinds, 0), 0, first)
    while following < len(marks):
        index = marks[following]
        following += 1
        lexeme = lexemes[index]
        if ends is None:
            row_stop = size
        else:
            while ends[row] < index:
                row += 1
            row_stop = ends[row] + 1
        if lexeme.kind == LABEL and lexeme.terminal in rows and ends is not None:
            # In its own row, whatever stands behind a row's label holds the place of a value.
            while following < len(marks) and marks[following] < row_stop and kinds[marks[following]] == TEXT:
                following += 1
        upcoming = marks[following] if following < len(marks) else size
        if upcoming < size and kinds[upcoming] == TEXT:
            joined = _join(region, kinds, marks, following - 1, reader)
            if joined is not None:
                token, following = joined
                yield token
                if token.type in rows or any(kinds[cell] for cell in token.indices):
                    yield Token("RUN", region, index, token.start, token.stop, token.more)
                continue
        stop = min(upcoming, row_stop)
        start = index + 1
        filled = any(kinds[start:stop])
        if lexeme.kind == LABEL:
            if lexeme.tail:
                yield Token(lexeme.terminal, region, index, index, stop)
                yield Token("RUN", region, index, index, stop)
            else:
                yield Token(lexeme.terminal, region, index, start, stop)
                if filled or (stop > start and lexeme.terminal in rows):
                    yield Token("RUN", region, index, start, stop)
        elif filled or stop < upcoming < size or kinds[index] == TEXT:
            if filled or _torn(kinds, region, stop, upcoming):
                yield Token("TEXT", region, index, start, stop)
                if filled:
                    yield Token("RUN", region, index, start, stop)
        if stop < upcoming:
            # Cells of later rows before the next label; numbers in that label's own row only count the rows.
            until = upcoming
            if ends is not None and upcoming < size:
                until = region.row_start(upcoming)
            if until > stop and any(kinds[stop:until]):
                yield Token("BARE", region, _first_filled(kinds, stop), stop, until)


def _first_filled(kinds: list[int], start: int) -> int:
    return next(index for index in range(start, len(kinds)) if kinds[index] != BLANK)


def _torn(kinds: list[int], region: Region, stop: int, upcoming: int) -> bool:
    """Whether values that may belong to a text stand in the next row."""
    return region.row_ends is not None and any(kinds[stop:upcoming])


def _join(
    region: Region, kinds: list[int], marks: list[int], at: int, reader: CellReader
) -> tuple[Token, int] | None:
    """A label torn into several cells, from mark ``at`` on: its token, and the mark behind it."""
    vocabulary = reader.vocabulary
    index = marks[at]
    spelled = key(region.lexemes[index].raw)
    if not vocabulary.begins(spelled):
        return None
    pieces, best = [index], None
    for following in range(at + 1, min(at + _FRAGMENTS, len(marks))):
        mark = marks[following]
        if kinds[mark] != TEXT:
            break
        spelled += key(region.lexemes[mark].raw)
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
    upcoming = marks[following] if following < len(marks) else len(kinds)
    stretches = [(a + 1, b) for a, b in zip(pieces, pieces[1:], strict=False) if any(kinds[a + 1 : b])]
    if not stretches or any(kinds[last + 1 : min(upcoming, region.row_stop(last))]):
        stretches.append((last + 1, min(upcoming, region.row_stop(last))))
    (start, stop), *more = stretches
    return Token(label.terminal, region, index, start, stop, tuple(more)), following
