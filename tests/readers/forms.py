"""Whole reports as blocks: their tables as the official form prints them, with its merged cells."""

from __future__ import annotations

from itertools import chain

import govinfo_parse
from govinfo_parse.model.paths import all_cells
from govinfo_parse.parser import default_parser
from govinfo_parse.rendering.grids import Grid, grid, width_of
from tests.readers.builders import Block, Cell

HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
}
HEAD_ROWS = {"disclosure": 0, "applications": 3, "proceedings": 3}
"""Rows of column heads at the top of a table whose cells are merged downwards."""
BEFORE = ("一、总体情况", "全年主动公开政府信息1136条，受理政府信息公开申请21件。")
BEHIND = ("五、存在的主要问题及改进情况", "公开的形式还不够多样。", "六、其他需要报告的事项", "无。")


def merged(grid: Grid, heads: int) -> list[list[Cell]]:
    """The grid as a table: each cell spans the places to its right, and below it, that no other cell has."""
    covered: set[tuple[int, int]] = set()
    table: list[list[Cell]] = []
    for row, cells in enumerate(grid):
        table.append([])
        for column, text in enumerate(cells):
            if text is None:
                assert (row, column) in covered
                continue
            across, deep = 1, 1
            while (
                column + across < len(cells)
                and cells[column + across] is None
                and (row, column + across) not in covered
            ):
                across += 1
            while row + deep < len(grid) and _goes_on(grid, row + deep, column, across, heads):
                deep += 1
            covered |= {(row + down, column + right) for down in range(deep) for right in range(across)}
            table[-1].append((text, across, deep))
    return table


def _goes_on(grid: Grid, row: int, column: int, across: int, heads: int) -> bool:
    """Whether a cell reaches down to this row: below the heads, only labels of groups do."""
    if any(cell is not None for cell in grid[row][column : column + across]):
        return False
    return row < heads or all(cell is None for cell in grid[row][:column])


def official(report: govinfo_parse.Report, *, split: bool = True) -> list[Block]:
    """The blocks of a report of one form.

    Args:
        report: the report.
        split: whether each block of table 2 is a table of its own.
    """
    cells = all_cells(report)
    parser = default_parser()
    blocks: list[Block] = [report.title] if report.title else []
    blocks += BEFORE
    for table, heading in HEADINGS.items():
        printed = [block for block in parser.forms[str(report.form)].blocks if block.table == table]
        width = max(map(width_of, printed))
        grids = [grid(block, parser.labels, lambda path: cells[path].raw, width) for block in printed]
        blocks.append(heading)
        blocks += [merged(grid, HEAD_ROWS[table]) for grid in (grids if split else [list(chain.from_iterable(grids))])]
    return [*blocks, *BEHIND]
