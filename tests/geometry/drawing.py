"""Paragraphs and grids, drawn as text in some layout or as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.geometry.trees import Grid
from tests.readers import builders, fixed_layout
from tests.readers.builders import Block

Printed = str | Grid


def merged(grid: Grid) -> list[list[builders.Cell]]:
    """The grid as rows of ``(text, columns, rows)``, each cell where it begins."""
    table: list[list[builders.Cell]] = []
    seen: set[int] = set()
    for row, line in enumerate(grid.lines):
        table.append([])
        for column, cell in enumerate(line):
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            across = sum(1 for other in line[column:] if other is cell)
            deep = sum(1 for other in grid.lines[row:] if len(other) > column and other[column] is cell)
            table[-1].append((cell.text, across, deep))
    return table


def _texts(grid: Grid) -> list[list[str]]:
    """The text of every place: what a merged cell covers is empty."""
    seen: set[int] = set()
    lines: list[list[str]] = []
    for line in grid.lines:
        lines.append([])
        for cell in line:
            lines[-1].append("" if id(cell) in seen else cell.text)
            seen.add(id(cell))
    return lines


def _cells(grid: Grid) -> list[list[str]]:
    """The texts of the cells that begin in each row: what a merged cell covers leaves no trace."""
    return [[text for text, _, _ in row] for row in merged(grid)]


def _blocks(parts: Sequence[Printed]) -> list[Block]:
    return [part if isinstance(part, str) else merged(part) for part in parts]


def _text(parts: Sequence[Printed], draw: Callable[[Grid], str]) -> str:
    return "\n".join(part if isinstance(part, str) else f"\n{draw(part)}\n" for part in parts) + "\n"


def _by_line(mark: str, before: str = "", behind: str = "") -> Callable[[Grid], str]:
    return lambda grid: "\n".join(f"{before}{mark.join(line)}{behind}" for line in _texts(grid))


def _one_cell_per_line(grid: Grid) -> str:
    return "\n\n".join("\n".join(f"\t{text}" for text in line) for line in _texts(grid))


def _pipe_cells(grid: Grid) -> str:
    return "".join(f"{text} |\n" for row in _cells(grid) for text in row)


def _flowing(grid: Grid) -> str:
    rows = (" ".join(text for text in row if text) for row in _cells(grid))
    return "\n".join(row for row in rows if row)


TEXTS: dict[str, Callable[[Grid], str]] = {
    "tab_grid": _by_line("\t"),
    "pipe_rows": _by_line(" | "),
    "markdown": lambda grid: builders.markdown([merged(grid)]).decode().strip("\n"),
    "one_cell_per_line": _one_cell_per_line,
    "pipe_cells": _pipe_cells,
    "flowing": _flowing,
}
FILES: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "html": builders.html,
    "docx": builders.docx,
    "xlsx": builders.xlsx,
    "pdf": fixed_layout.pdf,
}
FORMATS = (*FILES, *TEXTS)
EXTENTS = tuple(FILES)
"""Formats that tell what a merged cell covers from what is blank."""
COLUMNS = (*EXTENTS, "tab_grid", "pipe_rows", "markdown")
"""Formats that tell in which column a cell stands."""
ORDERED = ("one_cell_per_line", "pipe_cells")
"""Formats that tell only which cell follows which."""


def drawn(parts: Sequence[Printed], format: str) -> str | bytes:
    """The report in a format: a text, or the bytes of a file."""
    if format in TEXTS:
        return _text(parts, TEXTS[format])
    return FILES[format](_blocks(parts))
