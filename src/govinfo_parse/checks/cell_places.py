"""Where the cells of a finding are, for messages to people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_parse.messages.cell_names import cell_names

_INDICATOR = re.compile(r"statistics\.(\d+)\.rows\.(\d+)\.")


def finding_place(paths: Sequence[str]) -> tuple[str, str]:
    """Where the cells of one finding are, in Chinese and as a dotted path.

    One cell is named by row and column, several by the row or the column that they share, else by their table.
    """
    if not paths:
        return "本报告", "the report"
    if (found := _INDICATOR.match(paths[0])) is not None:
        return f"第{int(found[1]) + 1}张指标表第{int(found[2]) + 1}行", paths[0]
    rows, columns = zip(*[path.rpartition(".")[::2] for path in paths], strict=True)
    row, column, table = rows[0], columns[0], paths[0].partition(".")[0]
    one_row, one_column = len(set(rows)) == 1, len(set(columns)) == 1
    known = cell_names()
    row_name, column_name = known.rows.get(row, row), known.columns.get(column, column)
    if one_row and one_column:
        return f"{row_name}“{column_name}”", paths[0]
    if one_row:
        return f"{row_name}", f"{row}.*"
    if one_column:
        return f"“{column_name}”列", f"{table}.*.{column}"
    return known.tables[table].short if table in known.tables else table, f"{table}.*"
