"""The blocks of a form as grids of cells: labels where the form prints them, empty cells where it merges cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from govinfo_parse.grammar.forms import PrintedBlock

Grid = list[list[str | None]]
"""Rows of cells; None where a merged cell covers the place."""
Written = Callable[[str], str]
"""Dotted path of a cell -> its text."""

_LABEL_COLUMNS = 3
"""Table 3 has three columns of labels: the item, its group, its sub-item."""
_WIDTH = 4
"""Table 2 is four columns wide; blocks with fewer columns merge theirs."""


def disclosure_grid(block: PrintedBlock, labels: Mapping[str, str], written: Written) -> Grid:
    """A block of table 2: its caption, its column heads, its rows."""
    heads = {name for name, _ in block.columns}
    captions = [[labels[name]] for name in block.head if name not in heads and name != "CONTENT"]
    head = [labels["CONTENT"], *(labels[name] for name, _ in block.columns)]
    rows = [[labels[name], *(written(f"{path}.{cell}") for _, cell in block.columns)] for name, path in block.rows]
    return [[*row, *[None] * (_WIDTH - len(row))] for row in (*captions, head, *rows)]


def applications_grid(block: PrintedBlock, labels: Mapping[str, str], written: Written) -> Grid:
    """Table 3: three lines of column heads, and a row a line with the labels of its groups before it."""
    names = [labels[name] for name, _ in block.columns]
    merged = [None] * (len(names) - 1)
    corner = [labels["CORNER"], None, None, labels["APPLICANTS"], *merged]
    outer = [None, None, None, names[0], labels["LEGAL_PERSONS"], *merged[2:], names[-1]]
    inner = [None, None, None, None, *names[1:-1], None]
    grid: Grid = [corner, outer, inner]
    groups: list[str | None] = [None, None]
    for name, path in block.rows:
        if not path:
            groups[0 if name == "HANDLED" else 1] = labels[name]
            continue
        depth = 1 if path.endswith(".undivided") else path.count(".") - 1
        before = groups[:depth]
        groups[:depth] = [None] * depth
        merged_behind = [None] * (_LABEL_COLUMNS - depth - 1)
        values = (written(f"{path}.{cell}") for _, cell in block.columns)
        grid.append([*before, labels[name], *merged_behind, *values])
    return grid


def proceedings_grid(block: PrintedBlock, labels: Mapping[str, str], written: Written) -> Grid:
    """Table 4: three lines of column heads and one row of values."""
    results = [labels[name] for name, _ in block.columns]
    first, *others = (labels[name] for name, _ in block.rows)
    merged = [None] * (len(results) - 1)
    span = [cell for other in others for cell in (other, *merged)]
    return [
        [first, *merged, labels["LITIGATION"], *[None] * (len(span) - 1)],
        [*results, *span],
        [*[None] * len(results), *results * len(others)],
        [written(f"{path}.{cell}") for _, path in block.rows for _, cell in block.columns],
    ]


GRIDS: Mapping[str, Callable[[PrintedBlock, Mapping[str, str], Written], Grid]] = {
    "disclosure": disclosure_grid,
    "applications": applications_grid,
    "proceedings": proceedings_grid,
}
"""Table -> how its blocks are laid out."""
