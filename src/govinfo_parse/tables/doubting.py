"""Sums as a test of a whole table: where many of them fail, the table was more likely misread than misprinted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinfo_parse.checks.registry import RULES
from govinfo_parse.checks.relations import Sums
from govinfo_parse.diagnostics import Remarks
from govinfo_parse.model import Cell, Number, State
from govinfo_parse.model.paths import FURTHER
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.table_reader import Tables

SUMS = ("applications.applicants_total", "proceedings.total")
"""The relations that are tested: where both hold everywhere, no table is doubted."""

_NOTHING = frozenset({State.BLANK, State.DASH})
_READ = _NOTHING | {State.NUMBER}


def say_doubtful(tables: Tables, remarks: Remarks) -> None:
    """Name the cells of every table whose rows fail to add up in many places, because it was misread."""
    for rule in SUMS:
        table = rule.partition(".")[0]
        lines = list(_lines(rule))
        told = [held for line in lines if (held := _holds(tables.cells, *line)) is not None]
        failed = told.count(False)
        # Of the three blocks of table 4, two are already many.
        if failed < min(thresholds.FEW_SUMS, len(lines) - 1) or failed <= thresholds.DOUBTED * len(told):
            continue
        paths = [path for path, cell in tables.cells.items() if path.startswith(f"{table}.") and cell.state in _READ]
        paths += [f"{FURTHER}.{number}" for number, one in enumerate(tables.further) if one.table == table]
        remarks.add("table-doubtful", tables.offsets.get(table), paths, label=table, count=failed, columns=len(told))


def _lines(rule: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The path of each total that a relation asks for, and those of its parts."""
    for relation in RULES[rule].relations:
        if isinstance(relation, Sums):
            yield from ((total, parts) for (total,), parts in relation.places())


def _holds(cells: Mapping[str, Cell], total: str, parts: tuple[str, ...]) -> bool | None:
    """Whether a total is the sum of its parts, a blank counted as zero; None where that is not known.

    A total that is less than some of its parts is not their sum, whatever the others are.
    Where a total is not printed, it may be in another column, which then has the sum of the others.
    """
    numbers = [_counted(cells.get(path)) for path in parts]
    known = [number for number in numbers if number is not None]
    printed = _counted(cells[total]) if total in cells else 0
    if len(known) < len(numbers) and printed and sum(known) > printed:
        return False
    if len(known) < len(numbers) or not any(known):
        return None
    if printed is None:
        return None
    if printed:
        return sum(known) == printed
    return 2 * max(known) != sum(known) if sum(map(bool, known)) >= thresholds.ADDENDS else None


def _counted(cell: Cell | None) -> Number | None:
    """What a cell adds to a sum: zero where nothing is printed; None where that is not known."""
    if cell is None:
        return None
    return 0 if cell.state in _NOTHING else cell.value
