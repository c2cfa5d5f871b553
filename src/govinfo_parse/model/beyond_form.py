"""What a report prints beyond the form: further rows and columns of the three tables, and tables of other forms."""

from __future__ import annotations

import attrs

from govinfo_parse.model.cells import Cell

FIRST_YEAR = 2019
"""The first year of the three tables; reports on years before have indicator tables instead."""


@attrs.frozen
class FurtherCell:
    """A value that one of the three tables prints under a row or a column that its form does not have.

    Attributes:
        table: the table that prints it: ``disclosure``, ``applications`` or ``proceedings``.
        row: its row's label as printed, the labels of groups before it; None where nothing is printed.
        column: its column's head as printed, heads joined from the top down; None where nothing is printed.
        key: the dotted path that a caller's grammar gives it, such as ``further.press_conferences.held``; else None.
        cell: the value, and how and where it was read.
    """

    table: str
    row: str | None
    column: str | None
    key: str | None
    cell: Cell


@attrs.frozen
class StatisticsRow:
    """One indicator of a statistical table.

    Attributes:
        label: the indicator as printed, without its numbering and 其中.
        key: a name that all years and forms share, such as ``applications.received``; None where no grammar knows it.
        code: the indicator's code or number as printed in a column of its own; None where none is printed.
        unit: the unit as printed; None where none is printed.
        parent: the place, among the rows of its table from 0, of the row that it is a part of (其中); else None.
        cells: one cell for each value column of the table.
    """

    label: str
    key: str | None
    code: str | None
    unit: str | None
    parent: int | None
    cells: tuple[Cell, ...]


@attrs.frozen
class Statistics:
    """One indicator table, such as reports of before 2019 have.

    Attributes:
        form: the name of the grammar that knows the table's labels, such as ``fujian``; None where none does.
        caption: what is printed above the table; None where nothing is.
        columns: the heads of the value columns as printed.
        rows: the indicators, in printed order.
    """

    form: str | None
    caption: str | None
    columns: tuple[str, ...]
    rows: tuple[StatisticsRow, ...]

    def __repr__(self) -> str:
        return f"<Statistics {self.form or 'of no known form'}: {len(self.rows)} rows, {', '.join(self.columns)}>"
