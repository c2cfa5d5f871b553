"""Sums as a witness for a whole table: where many of them fail, the table was misread more likely than misprinted."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.model import Cell, State
from govinfo_parse.model.paths import GROUPS
from govinfo_parse.tables import thresholds

_SUMS = {
    table: tuple(
        (path, tuple(f"{path}.{name}" for name in names))
        for path, (_, names) in GROUPS.items()
        if path.startswith(table) and names[-1] == "total"
    )
    for table in ("applications", "proceedings")
}


def say_doubtful(cells: Mapping[str, Cell], offsets: Mapping[str, int], remarks: Remarks) -> None:
    """Name the cells of every table whose rows do not add up in so many places that it was misread.

    ``offsets`` tells where each table begins.
    """
    for table, sums in _SUMS.items():
        failed = held = 0
        for _, paths in sums:
            values = [cells[path].value if path in cells else None for path in paths]
            if None in values or not any(values):
                continue
            *parts, total = values
            if sum(parts) == total:  # type: ignore[arg-type]
                held += 1
            else:
                failed += 1
        if failed < thresholds.FEW_SUMS or failed <= thresholds.DOUBTED * (failed + held):
            continue
        named = [path for path, cell in cells.items() if path.startswith(f"{table}.") and cell.state == State.NUMBER]
        remarks.add("table-doubtful", offsets.get(table), named, label=table, count=failed, columns=failed + held)
