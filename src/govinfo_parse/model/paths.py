"""The record's own shape as dotted paths, and the way from a record to its cells and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

import attrs

from govinfo_parse.model.cells import ABSENT, Cell
from govinfo_parse.model.report import Report


def _records_with_cells(kind: type, prefix: str) -> Iterator[tuple[str, type, tuple[str, ...]]]:
    fields = attrs.fields(kind)
    own = tuple(f.name for f in fields if f.default is ABSENT)
    if own:
        yield prefix, kind, own
    for field in fields:
        if attrs.has(type(field.default)) and field.default is not ABSENT:
            yield from _records_with_cells(type(field.default), f"{prefix}.{field.name}")


TABLES: Mapping[str, type] = {
    field.name: type(field.default)
    for field in attrs.fields(Report)
    if attrs.has(type(field.default)) and any(_records_with_cells(type(field.default), field.name))
}
"""The statistical tables of a report, by field name."""

GROUPS: Mapping[str, tuple[type, tuple[str, ...]]] = {
    path: (kind, names) for table, root in TABLES.items() for path, kind, names in _records_with_cells(root, table)
}
"""Every record that holds cells: its path -> (its class, the names of its cells in printed order)."""

PATHS: tuple[str, ...] = tuple(f"{path}.{name}" for path, (_, names) in GROUPS.items() for name in names)
"""The dotted path of every value cell that any form has."""

PLACES: Mapping[str, tuple[str, str]] = {
    f"{path}.{name}": (path, name) for path, (_, names) in GROUPS.items() for name in names
}
"""The dotted path of every value cell -> the path of its record, and its name there."""


FURTHER = "further"
"""The beginning of the path of a row, or of the name of a column, that a caller's grammar adds to the form."""


def is_further(name: str) -> bool:
    """Whether the path of a row or the name of a column is one that a caller's grammar adds."""
    return name.startswith(f"{FURTHER}.")


def further_key(path: str) -> str | None:
    """The key of a cell in a row or under a column that a caller's grammar adds; None for any other path.

    ``path`` is that of the row and the name of the column with a dot between them; ``further`` is put first, once.
    """
    parts = path.split(".")
    if FURTHER not in parts:
        return None
    return ".".join([FURTHER, *(part for part in parts if part != FURTHER)])


def all_cells(report: Report) -> dict[str, Cell]:
    """Every value cell that any form has, absent ones included, by dotted path."""
    found: dict[str, Cell] = {}
    for path, (_, names) in GROUPS.items():
        record: Any = report
        for name in path.split("."):
            record = getattr(record, name)
        for name in names:
            found[f"{path}.{name}"] = getattr(record, name)
    return found


def indicator_path(table: int, row: int, column: int) -> str:
    """What diagnostics and findings call a cell of an indicator table, each counted from 0."""
    return f"statistics.{table}.rows.{row}.cells.{column}"


def cells_beyond(report: Report) -> dict[str, Cell]:
    """Every cell beyond the form, those of indicators too, by the path that diagnostics and findings use."""
    found = {f"further.{number}": one.cell for number, one in enumerate(report.further)}
    for number, table in enumerate(report.statistics):
        for index, row in enumerate(table.rows):
            found |= {indicator_path(number, index, column): cell for column, cell in enumerate(row.cells)}
    return found


class _CellsByPath(dict[str, Cell]):
    """Cells by their path; what is not there is absent."""

    def __missing__(self, path: str) -> Cell:
        return ABSENT


_Build = Callable[[Mapping[str, Cell]], Any]


def _builder(kind: type, path: str) -> _Build:
    """A function that makes a record of a class, which is at a path, from the cells of a whole report."""
    names = GROUPS[path][1] if path in GROUPS else ()
    inner = {
        field.name: _builder(type(field.default), f"{path}.{field.name}")
        for field in attrs.fields(kind)
        if field.default is not ABSENT and attrs.has(type(field.default))
    }
    if inner:
        parts = inner | {name: itemgetter(f"{path}.{name}") for name in names}
        return lambda cells: kind(**{name: part(cells) for name, part in parts.items()})
    if len(names) == 1:
        return lambda cells: kind(cells[f"{path}.{names[0]}"])
    pick = itemgetter(*(f"{path}.{name}" for name in names))
    return lambda cells: kind(*pick(cells))


_builders = {table: _builder(kind, table) for table, kind in TABLES.items()}


def tables_of(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The three tables of a report by field name, from its cells by their dotted paths."""
    told = _CellsByPath(cells)
    return {table: builder(told) for table, builder in _builders.items()}
