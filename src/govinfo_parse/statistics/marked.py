"""Indicator tables whose cells are parted: which rows are those of a table, and its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile, tee

import attrs

from govinfo_parse.diagnostics import HINTS
from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.phrases import year_in
from govinfo_parse.lexing.lexemes import PLAIN, VALUE, CellReader
from govinfo_parse.lexing.other_tables import OtherTable
from govinfo_parse.statistics import header
from govinfo_parse.statistics.column_places import ColumnPlaces, holds_value
from govinfo_parse.statistics.draft_rows import DraftRow, Found, draft_row, known_label_in
from govinfo_parse.statistics.header import HeaderColumn
from govinfo_parse.statistics.knowledge import NAME, Knowledge
from govinfo_parse.statistics.marked_rows import MarkedRow, is_of_other_table

_NONE = 1 << 30
"""A column beyond all others."""
_LOOSE_LINES = 2
"""How many rows of a single cell in a row end a table."""
_SEVERAL = 2
"""If so many rows have a figure where no head is, a head is lost, and those of the other rows may be another's."""
_LONGEST_ROW = 20_000
_LONGEST_LABEL = 200


def read_marked(
    rows: Iterator[MarkedRow], knowledge: Knowledge, cells: CellReader, length: int, other: OtherTable | None = None
) -> list[Found]:
    """The table at the beginning of these rows, or several side by side; none where the first rows are not heads.

    Args:
        rows: the rows.
        knowledge: the grammars.
        cells: what reads a cell.
        length: the length of the text.
        other: the table that they are, if it is known to be one: then its heads may be unknown.
    """
    first = next(rows, None)
    if first is None:
        return []
    tables = header.of_cells(first.cells, knowledge)
    if other is not None:
        rows, own = tee(takewhile(lambda row: row.starts[0] < other.end, rows))
        tables = tables or _of_unknown(first, own, knowledge)
    if not tables:
        return _read_turned(first, rows, knowledge, cells, length)
    tables, kept = _rows_below(rows, tables, knowledge, cells)
    end = kept[-1].end if kept else first.end
    return [
        _found_table(
            columns,
            kept,
            len(first.cells),
            knowledge,
            cells,
            (first.starts[0], end),
            (columns[0].first if number else 0, tables[number + 1][0].first if number + 1 < len(tables) else _NONE),
            length,
        )
        for number, columns in enumerate(tables)
    ]


def _rows_below(
    rows: Iterator[MarkedRow], tables: list[list[HeaderColumn]], knowledge: Knowledge, cells: CellReader
) -> tuple[list[list[HeaderColumn]], list[MarkedRow]]:
    """The heads of tables, with those of a second row of heads, and the rows below them."""
    kept: list[MarkedRow] = []
    loose_lines = 0
    for row in (_row_closed(row, knowledge, cells) for row in rows):
        if _ends_table(row, knowledge, tables):
            break
        texts = row.texts
        if not kept and texts and len(tables) == 1 and _is_second_head(row, tables[0], cells):
            tables = [header.under(tables[0], row.cells)]
            continue
        if any(_are_heads(row, columns, cells) for columns in tables) and _is_apart(row, kept):
            break  # another table begins
        loose_lines = loose_lines + 1 if _is_loose(row, knowledge) else 0
        if loose_lines >= _LOOSE_LINES:
            kept.pop()
            break
        if texts:
            kept.append(row)
    while kept and not kept[-1].placed and len(kept[-1].cells) == 1:
        kept.pop()  # a line of text below the table
    return tables, kept


def _is_apart(row: MarkedRow, above: Sequence[MarkedRow]) -> bool:
    """Whether an empty line is between a row, or the line of words right above it, and the rows above."""
    lines = [*above[-2:], row]
    while len(lines) > 1:
        before, below = lines[-2:]
        between = row.text[before.end : below.begin]
        if between.count("\n") > 1 and not any(map(str.isalnum, between)):
            return True
        if len(before.texts) > 1:
            return False
        lines.pop()
    return False


def _of_unknown(first: MarkedRow, rows: Iterator[MarkedRow], knowledge: Knowledge) -> list[list[HeaderColumn]]:
    """The heads of a table that may be unknown; its labels are in the first column that has words below its head."""
    below = [(place, text) for row in rows for place, text in enumerate(row.cells) if text]
    labels = min((place for place, text in below if any(map(str.isalpha, text))), default=0)
    figures = {place for place, text in below if any(map(str.isdigit, text))}
    columns = header.of_unknown(first.cells, labels, figures, knowledge)
    return [columns] if columns else []


def _is_loose(row: MarkedRow, knowledge: Knowledge) -> bool:
    """Whether a row is a line of one cell and not an item of a list, as text below a table is."""
    alone = len(row.cells) == len(row.texts) == 1
    return alone and not row.placed and draft_row(row.texts[0], 0, knowledge).rank <= 1


def _row_closed(row: MarkedRow, knowledge: Knowledge, cells: CellReader) -> MarkedRow:
    """A row whose last cell ends with its figure: a figure does not go on in the next line, where other text begins."""
    last = row.cells[-1]
    if row.placed or last is None or "\n" not in last:
        return row
    lead = len(last) - len(last.lstrip())
    figure = last[lead:].split("\n", 1)[0]
    if knowledge.foot.match(plain(figure)):
        figure = ""
    elif lead + len(figure) == len(last) or not holds_value(cells[figure]):
        return row
    kept = last[: lead + len(figure)]
    return attrs.evolve(row, cells=[*row.cells[:-1], kept], end=row.starts[-1] + len(kept))


def _ends_table(row: MarkedRow, knowledge: Knowledge, tables: list[list[HeaderColumn]]) -> bool:
    """Whether a row is no longer one of the table: it is another table's heads, or text below the table."""
    texts = row.texts
    if not texts:
        return False
    if len(texts[0]) > _LONGEST_LABEL or (not row.placed and row.end - row.starts[0] > _LONGEST_ROW):
        return True
    if any(is_of_other_table(text, knowledge) for text in texts):
        return True
    if knowledge.foot.match(plain(texts[0])):
        return True
    if len(texts) > 1 and header.of_cells(row.cells, knowledge):
        return True
    return len(tables) == 0


def _is_second_head(row: MarkedRow, columns: Sequence[HeaderColumn], cells: CellReader) -> bool:
    """Whether a row below the heads is one of heads too: words above values only, none beside a label."""
    name = next(column for column in columns if column.kind == NAME)
    beyond = min(column.first for column in columns if column.valued)
    there = [place for place, text in enumerate(row.cells) if text is not None and text.strip()]
    if not there or any(place < beyond or name.first <= place <= name.last for place in there):
        return False
    return all(cells[row.cells[place] or ""].kind not in {PLAIN, VALUE} for place in there)


def _are_heads(row: MarkedRow, columns: Sequence[HeaderColumn], cells: CellReader) -> bool:
    """Whether a row has words where the values of others are, or years, and no figure."""
    beyond = min(column.first for column in columns if column.valued)
    there = [text for text in row.cells[beyond:] if text is not None and text.strip()]
    words = (year_in(text) is not None or not any(map(str.isdigit, text)) for text in there)
    return bool(there) and all(words) and all(cells[text].kind not in {PLAIN, VALUE} for text in there)


def _found_table(
    columns: list[HeaderColumn],
    rows: list[MarkedRow],
    width: int,
    knowledge: Knowledge,
    cells: CellReader,
    place: tuple[int, int],
    reach: tuple[int, int],
    length: int,
) -> Found:
    columns = [column for column in columns if not _is_wordy(column, rows)]
    found = Found(tuple(column for column in columns if column.valued), [], *place)
    shape = ColumnPlaces(columns, width, *reach)
    beside = 0
    for row in _rows_joined(rows, knowledge):
        beside += shape.has_value_without_head(row, cells)
        groups, words = shape.words(row, knowledge, cells)
        found.rows.extend(shape.heading(*group, knowledge) for group in groups)
        read = shape.draft_row(row, words, knowledge, cells, length)
        if isinstance(read, DraftRow):
            found.rows.append(read)
        elif read is not None:
            found.loose.append(read)
    if beside >= _SEVERAL:
        for each in found.rows:
            each.doubt = each.doubt or HINTS["more-columns"]
    return found


def _is_wordy(column: HeaderColumn, rows: list[MarkedRow]) -> bool:
    """Whether words without any figure are under a head that nobody knows: kinds of rows, or notes."""
    if column.kind:
        return False
    texts = [text for row in rows for text in row.cells[column.first : column.last + 1] if text and text.strip()]
    return any(any(map(str.isalpha, text)) for text in texts) and not any(any(map(str.isdigit, text)) for text in texts)


def _rows_joined(rows: list[MarkedRow], knowledge: Knowledge) -> Iterator[MarkedRow]:
    """The rows, each with the cells that reach down from it; a known label that is broken in two is joined again."""
    before: MarkedRow | None = None
    for row in rows:
        joined = None
        if before is not None:
            joined = _row_with_label_of(before, row, knowledge)
            if joined is None:
                yield attrs.evolve(before, deep=frozenset(row.above) - frozenset(before.above))
        before = joined or row
    if before is not None:
        yield before


def _row_with_label_of(before: MarkedRow, row: MarkedRow, knowledge: Knowledge) -> MarkedRow | None:
    """A row with the label alone of the row before it joined on; None where the result is not a known label."""
    if row.placed or len(before.texts) != 1 or not row.texts:
        return None
    (first,), second = before.texts, row.texts[0]
    if known_label_in(first + second, knowledge) is None or known_label_in(second, knowledge) is not None:
        return None
    at = list(row.cells).index(second)
    begin = before.starts[list(before.cells).index(first)]
    cells, starts = list(row.cells), list(row.starts)
    cells[at], starts[at] = first + second, begin
    return attrs.evolve(row, cells=cells, starts=starts)


def _read_turned(
    first: MarkedRow, rows: Iterator[MarkedRow], knowledge: Knowledge, cells: CellReader, length: int
) -> list[Found]:
    """The table whose columns are the indicators: its heads are below each other at the left."""
    kept = [first]
    for row in rows:
        label = next((text for text in row.cells if text and text.strip()), None)
        known = knowledge.heads.find(label) if label is not None and len(label) < _LONGEST_LABEL else None
        if known is None or len(row.cells) != len(first.cells) or len(kept) > header.MOST:
            break
        kept.append(row)
    if not kept[1:] or None in first.cells:
        return []
    turned = [
        MarkedRow(
            [row.cells[place] for row in kept],
            [row.starts[place] for row in kept],
            kept[-1].end,
            first.text,
            placed=first.placed,
        )
        for place in range(len(first.cells))
    ]
    columns = header.of_cells(turned[0].cells, knowledge)
    if len(columns) != 1 or any(None in row.cells for row in kept):
        return []
    place = (first.starts[0], kept[-1].end)
    table = _found_table(columns[0], turned[1:], len(kept), knowledge, cells, place, (0, _NONE), length)
    return [table] if table.rows else []
