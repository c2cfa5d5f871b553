"""Sums as a witness for a whole table: where many of them fail, the table was misread more likely than misprinted."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.model import Cell, Number, State
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


_NOTHING = frozenset({State.BLANK, State.DASH})
_READ = _NOTHING | {State.NUMBER}


_FEW_PARTS = 2
"""Of so many numbers one may be the sum of the others by chance."""


def _counted(cell: Cell | None) -> Number | None:
    """What a cell adds to a sum: nothing, where nothing is printed; None where that is not known."""
    if cell is None:
        return None
    return 0 if cell.state in _NOTHING else cell.value


def say_doubtful(cells: Mapping[str, Cell], offsets: Mapping[str, int], remarks: Remarks) -> None:
    """Name the cells of every table whose rows do not add up in so many places that it was misread.

    ``offsets`` tells where each table begins.
    """
    for table, sums in _SUMS.items():
        failed = held = 0
        for _, paths in sums:
            *parts, total = [_counted(cells.get(path)) for path in paths]
            total = total if paths[-1] in cells else 0
            known = [part for part in parts if part is not None]
            if len(known) < len(parts) or total is None or not any(known):
                continue
            if not total:
                # Where the total stands in another column, that column holds the sum of the others.
                failed += sum(map(bool, known)) > _FEW_PARTS and 2 * max(known) == sum(known)
            elif sum(known) == total:
                held += 1
            else:
                failed += 1
        # Of the three blocks of table 4 two are many.
        if failed < min(thresholds.FEW_SUMS, len(sums) - 1) or failed <= thresholds.DOUBTED * (failed + held):
            continue
        named = [path for path, cell in cells.items() if path.startswith(f"{table}.") and cell.state in _READ]
        remarks.add("table-doubtful", offsets.get(table), named, label=table, count=failed, columns=failed + held)
