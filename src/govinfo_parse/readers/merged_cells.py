"""Puts merged cells at their grid positions, for every format whose tables have spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.limits import MAX_CELLS, MAX_COLUMN_SPAN, MAX_ROW_SPAN

SpannedCell = tuple[str, int, int]
"""Text, columns, rows."""


def expanded(rows: Iterable[Sequence[SpannedCell]]) -> list[list[str | Cover]]:
    """Put the cells of each row at their true columns.

    Each row keeps all of its cells in their order, whatever the rows around it claim: a cell goes to the first free
    column, and a column span ends where a cell from above already is.  A row is as long as its own cells reach.

    Raises:
        InputTooLarge: the spans make the table larger than the limit.
    """
    grid: list[list[str | Cover]] = []
    hanging: dict[int, int] = {}  # column -> rows still covered from above
    positions = 0
    for cells in rows:
        row, below = _expanded_row(cells, hanging)
        if hanging:
            hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
        hanging.update(below)
        positions += len(row)
        if positions > MAX_CELLS:
            raise InputTooLarge(f"a table has more than {MAX_CELLS:,} cells; this is no annual report")
        grid.append(row)
    return grid


def _expanded_row(cells: Sequence[SpannedCell], hanging: Mapping[int, int]) -> tuple[list[str | Cover], dict[int, int]]:
    """One row at its true columns, and for each column how many rows below it covers."""
    row: list[str | Cover] = []
    below: dict[int, int] = {}
    for text, columns, rows_down in cells:
        while hanging and len(row) in hanging:
            row.append(Cover.ABOVE)
        if columns == 1 == rows_down:  # most cells
            row.append(text)
            continue
        column = len(row)
        row.append(text)
        end = column + min(columns, MAX_COLUMN_SPAN)
        while len(row) < end and len(row) not in hanging:
            row.append(Cover.LEFT)
        if rows_down > 1:
            below.update(dict.fromkeys(range(column, len(row)), min(rows_down, MAX_ROW_SPAN) - 1))
    while len(row) in hanging:
        row.append(Cover.ABOVE)
    return row, below
