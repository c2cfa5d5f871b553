"""The statistical tables of a report in the terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from itertools import groupby

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from govinfo_parse.cli.language_option import say
from govinfo_parse.messages.cell_names import cell_names
from govinfo_parse.model import Cell, Report, State
from govinfo_parse.model.paths import GROUPS, all_cells

HEADER_WIDTH = 6
"""A column is as wide as three Chinese characters, or as its longest number: numbers are never broken."""

LABEL_WIDTH = 8
"""A terminal that leaves less than this for the labels is too narrow for a table; its cells are then listed."""

LAST_ROW = "applications.carried_forward"
"""四、结转下年度 is next to 一 and 二 in the record, and below all outcomes in the form."""

# Every state but number is shown as something that cannot be taken for a printed number.
_SHOWN: dict[State, Callable[[Cell], Text]] = {
    State.NUMBER: lambda cell: Text(str(cell.value)),
    State.RECOVERED: lambda cell: Text(f"≈{cell.value}", style="yellow"),
    State.BLANK: lambda _: Text(""),
    State.DASH: lambda cell: Text(cell.raw, style="dim"),
    State.AMBIGUOUS: lambda _: Text("?", style="bold red"),
    State.UNREADABLE: lambda cell: Text(f"!{cell.raw}", style="bold red"),
    State.ABSENT: lambda _: Text("·", style="dim"),
    State.RECOGNIZED: lambda cell: Text(f"{'◎' if cell.verified_by else '~'}{cell.value}", style="cyan"),
}
LEGEND = (
    "≈ 由勾稽关系推定   ◎ 图片识别，有合计印证   ~ 图片识别，无合计印证   ? 有歧义   ! 不是数字   · 文中没有",
    "≈ recovered   ◎ recognized, verified   ~ recognized, unverified   ? ambiguous   ! unreadable   · not there",
)


def show(name: str, report: Report) -> None:
    """Write the report's title and tables to standard output."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # without Chinese characters: question marks, no traceback
    console = Console(highlight=False)
    console.print(Text(report.title or name, style="bold"))
    facts = (
        (say("机关", "agency"), report.agency),
        (say("年度", "year"), report.year),
        (say("报表格式", "form"), report.form),
    )
    not_found = say("未找到", "not found")  # and no "?", which says that a cell is ambiguous
    console.print(Text("   ".join(f"{label}: {not_found if fact is None else fact}" for label, fact in facts)))
    for table in (*report_tables(report), *further(report), *indicators(report)):
        write_table(console, table)
    console.print(Text(say(*LEGEND), style="dim"))


def write_table(console: Console, table: Table) -> None:
    """Write a table; where the terminal is too narrow for it, its cells one below the other.

    A number that goes on in the next line would look like two.
    """
    whole = [column.min_width for column in table.columns if column.min_width]
    needed = sum(width + 3 for width in whole) + (len(table.columns) - len(whole)) * (LABEL_WIDTH + 3) + 1
    if not console.is_terminal:
        console.width = max(console.width, needed)
    if needed <= console.width:
        console.print(table)
        return
    if table.title:
        console.print(table.title)
    labels, *others = ([one if isinstance(one, Text) else Text(str(one)) for one in c.cells] for c in table.columns)
    heads = [str(column.header).replace("\n", "") for column in table.columns[1:]]
    for label, *row in zip(labels, *others, strict=True):
        console.print(label)
        for head, value in zip(heads, row, strict=True):
            console.print(Text.assemble("  ", head, ": " if head else "", value), soft_wrap=True)
    console.print()


def _add_values(table: Table, head: str, values: list[Text]) -> None:
    """Add a column whose values are never broken; its head goes over as many lines as it needs."""
    width = max(min(HEADER_WIDTH, cell_len(head)), 1, *(value.cell_len for value in values))
    lines = [head] if cell_len(head) <= width else chop_cells(head, width)
    table.add_column(Text("\n".join(lines)), justify="right", no_wrap=True, min_width=width)


def report_tables(report: Report) -> Iterator[Table]:
    """The blocks of the report's tables: neighbouring rows with the same columns; rows printed nowhere are left out."""
    cells = all_cells(report)

    def absent(row: str, column: str) -> bool:
        return cells[f"{row}.{column}"].state is State.ABSENT

    begun = ""
    for (root, names), group in groupby(GROUPS, key=lambda path: (path.partition(".")[0], GROUPS[path][1])):
        rows = [row for row in group if not all(absent(row, name) for name in names)]
        rows.sort(key=LAST_ROW.__eq__)
        columns = [name for name in names if not all(absent(row, name) for row in rows)]
        if not rows:
            continue
        heading = None if root == begun else cell_names().tables[root].heading
        table = Table(title=heading, title_justify="left", box=box.SIMPLE_HEAD)
        begun = root
        table.add_column("", overflow="fold")
        shown = {column: [_shown_value(cells[f"{row}.{column}"]) for row in rows] for column in columns}
        for column, texts in shown.items():
            _add_values(table, cell_names().columns[column], texts)
        for row, *texts in zip(rows, *shown.values(), strict=True):
            table.add_row(Text(_row_name(row, report)), *texts)
        yield table


def further(report: Report) -> Iterator[Table]:
    """What the tables print under rows and columns that the form does not have."""
    if not report.further:
        return
    table = Table(title=say("表外的行和列", "Beyond the form"), title_justify="left", box=box.SIMPLE_HEAD)
    for head in (say("表", "table"), say("行", "row"), say("列", "column")):
        table.add_column(head, overflow="fold")
    _add_values(table, "", [_shown_value(one.cell) for one in report.further])
    for one in report.further:
        table.add_row(
            cell_names().tables[one.table].heading,
            Text(one.row or "—"),
            Text(one.column or "—"),
            _shown_value(one.cell),
        )
    yield table


def indicators(report: Report) -> Iterator[Table]:
    """The indicator tables, such as reports of before 2019 have."""
    for found in report.statistics:
        title = found.caption or say("统计表", "indicators")
        table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD)
        table.add_column("", overflow="fold")
        table.add_column(say("单位", "unit"))
        for place, head in enumerate(found.columns):
            _add_values(table, head, [_shown_value(row.cells[place]) for row in found.rows])
        for row in found.rows:
            label = row.label if row.parent is None else f"  {say('其中：', '')}{row.label}"
            table.add_row(Text(label), Text(row.unit or ""), *map(_shown_value, row.cells))
        yield table


def _shown_value(cell: Cell) -> Text:
    return _SHOWN[cell.state](cell)


def _row_name(row: str, report: Report) -> str:
    unit = {"disclosure.fees": "万元", "disclosure.procurement": report.disclosure.procurement.unit}.get(row)
    name = cell_names().rows[row]
    return f"{name}（{unit}）" if unit else name
