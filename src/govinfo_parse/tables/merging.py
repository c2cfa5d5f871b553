"""From the rows that were read to the cells of the record; a row printed twice counts once, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import attrs

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.grammar.labels import LONGEST
from govinfo_parse.grammar.phrases import noted_units, unit_in, unit_of_gloss
from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import Cell, State
from govinfo_parse.tables.rows import Row

MONEY = frozenset({"万元", "元"})
"""The units of money that reports print."""

_UNITS = {"disclosure.fees.amount": frozenset({"万元"})}
"""Amounts that the record has in one unit only: the one that the forms print."""

_AMOUNT = ".amount"

_PROCUREMENT = "disclosure.procurement.amount"


def merged(rows: Sequence[Row], remarks: Remarks) -> dict[str, Cell]:
    """The cells of all rows, by dotted path."""
    cells: dict[str, Cell] = {}
    for row in rows:
        read = row.cells
        if not read:
            continue
        if cells.keys().isdisjoint(read):
            cells.update(read)
            continue
        own = row.own
        differing = [path for path, cell in read.items() if path in cells and not _same(cells[path], cell)]
        hint = HINTS["other-values" if differing else "same-values"]
        remarks.add("row-repeated", row.body.offset, own, label=row.body.text, hint=hint)
        for path, cell in read.items():
            if path not in cells:
                cells[path] = cell
            elif path in differing:
                cells[path] = attrs.evolve(cells[path], value=None, state=State.AMBIGUOUS)
    return cells


def _same(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same."""
    return one.value == other.value and one.state == other.state


def withhold_amounts(amounts: Sequence[tuple[str, Grid, int]], cells: dict[str, Cell], remarks: Remarks) -> None:
    """Withhold amounts under a head with a unit that the record does not have.

    ``amounts`` are the paths of amounts of money, each with its head: a grid and a cell.
    """
    for path, grid, index in amounts:
        cell, head = cells.get(path), grid.lexemes[index].raw
        if cell is not None and cell.value is not None and unit_in(head) not in {None, *_UNITS.get(path, MONEY)}:
            cells[path] = attrs.evolve(cell, value=None, state=State.UNREADABLE)
            remarks.add("unit-unexpected", grid.offset(index), [path], found=head)


def withhold_noted(rows: Sequence[Row], since: Callable[[Row], int], cells: dict[str, Cell], remarks: Remarks) -> None:
    """Withhold amounts where a note above them, or their own label, has a unit that the record does not have.

    ``since`` gives the beginning of the lines that are above a row and below the rows before its heads.
    """
    found = [
        (path, since(row), row.grid.offset(index))
        for row in rows
        for path, index in zip(row.paths, row.places or (), strict=False)
        if path in _UNITS and index is not None
    ]
    ends: dict[tuple[str, int], int] = {}
    for path, begin, offset in found:
        ends[path, begin] = max(offset, ends.get((path, begin), begin))
    other = {
        (path, begin): next((n for n in noted_units(remarks.text, begin, end) if n[1] not in _UNITS[path]), None)
        for (path, begin), end in ends.items()
    }
    for path, begin, offset in found:
        cell, note = cells.get(path), other[path, begin]
        if note is not None and note.end() <= offset and cell is not None and cell.value is not None:
            cells[path] = attrs.evolve(cell, value=None, state=State.UNREADABLE)
            remarks.add("unit-unexpected", note.start(), [path], found=note[0])


def withhold_counts(rows: Sequence[Row], noted: Callable[[Row], str], cells: dict[str, Cell], remarks: Remarks) -> None:
    """Withhold counts whose heads, whose own label or a note above them has a unit that makes them no counts.

    ``noted`` gives the note on multiples that is above a row, else "".  Money beside the label of a row that has an
    amount is the unit of this amount.
    """
    of_head = cache(lambda grid, index: unit_of_gloss(grid.lexemes[index].raw) is not None)
    for row in rows:
        grid, own = row.grid, row.own
        labels = [grid.lexemes[label.token.index].raw for label in row.body.line.labels]
        has_amount = any(path.endswith(_AMOUNT) for path in own)
        named = [raw for raw in labels if unit_of_gloss(raw) not in {None, *(MONEY if has_amount else ())}]
        by_unit: dict[str, list[str]] = {}
        for path, column in zip(row.paths, row.columns, strict=False):
            cell = cells.get(path or "")
            if path is None or path.endswith(_AMOUNT) or cell is None or cell.value is None:
                continue
            heads = () if column.headless else (*column.above, column.head)
            units = [*named, *(grid.lexemes[index].raw for index in heads if of_head(grid, index)), noted(row)]
            if unit := next(filter(None, units), None):
                by_unit.setdefault(unit, []).append(path)
                cells[path] = attrs.evolve(cell, value=None, state=State.UNREADABLE)
        for unit, paths in by_unit.items():
            remarks.add("unit-unexpected", row.body.offset, paths, found=unit)


def amounts_of(rows: Sequence[Row]) -> list[tuple[str, Grid, int]]:
    """The amounts of money among the cells of some rows, each with its head."""
    return [
        (path, row.grid, column.head)
        for row in rows
        for path, column in zip(row.paths, row.columns, strict=False)
        if path is not None and path.endswith(_AMOUNT) and not column.headless
    ]


def money_unit(amounts: Sequence[tuple[str, Grid, int]], cells: Mapping[str, Cell], reader: CellReader) -> str | None:
    """The unit of the amount of procurement as printed: in its cell, or else in its column's head."""
    cell = cells.get(_PROCUREMENT)
    if cell is None:
        return None
    unit = reader[cell.raw].unit if len(cell.raw) <= LONGEST else ""
    if unit in MONEY:
        return unit
    heads = (unit_in(grid.lexemes[index].raw) for path, grid, index in amounts if path == _PROCUREMENT)
    return next((unit for unit in heads if unit in MONEY), None)
