"""What the official forms print beside each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import attrs

from govinfo_parse.messages.cell_names import cell_names
from govinfo_parse.model import Report
from govinfo_parse.model.paths import PATHS
from govinfo_parse.parser import default_parser


@attrs.frozen
class FormLabel:
    """The printed name of one cell.

    Attributes:
        path: the cell's dotted path.
        group: the label of the group that its row is in, or the empty string.
        row: the label of its row.
        column: the label of its column.
    """

    path: str
    group: str
    row: str
    column: str

    @property
    def table(self) -> str:
        """The name of the cell's table in the record."""
        return self.path.partition(".")[0]

    @property
    def place(self) -> str:
        """The path of the cell's row."""
        return self.path.rpartition(".")[0]

    @property
    def whole_row(self) -> str:
        """The label of its row, after that of the group it is in."""
        return f"{self.group}{self.row}"

    @property
    def text(self) -> str:
        """Row and column in one, such as 一、本年新收政府信息公开申请数量·自然人."""
        return f"{self.whole_row}·{self.column}"

    @property
    def chinese(self) -> str:
        """The whole name, such as 表三 一、本年新收政府信息公开申请数量 · 自然人."""
        return f"{short_name(self.table)} {self.whole_row} · {self.column}"

    @property
    def english(self) -> str:
        """The path in words, such as "received, natural person"; a label as printed where no form has it."""
        if self.table not in cell_names().tables:
            return f"{self.row}, {self.column}"
        return f"{row_in_english(self.place)}, {self.path.rpartition('.')[2].replace('_', ' ')}"


@cache
def labels() -> Mapping[str, FormLabel]:
    """The label of every cell: as the newest form prints it, else as an older one does, else as people call it."""
    parser = default_parser()
    printed: dict[str, FormLabel] = {}
    for name in sorted(parser.forms, reverse=True):
        for block in parser.forms[name].blocks:
            group = ""
            for terminal, row in block.rows:
                label = parser.labels[terminal]
                if not row:
                    group = label
                    continue
                within = group if label[:1].isdigit() else ""  # 1. to 8. are numbered within （三） to （六）
                for head, column in block.columns:
                    path = f"{row}.{column}"
                    printed.setdefault(path, FormLabel(path, within, label, parser.labels[head]))
    return {path: printed.get(path) or _by_habit(path) for path in PATHS}


def _by_habit(path: str) -> FormLabel:
    row, _, column = path.rpartition(".")
    return FormLabel(path, "", cell_names().rows[row], cell_names().columns[column])


def short_name(table: str) -> str:
    """The short name of a table; for what is beyond the form, a word for what it is."""
    known = cell_names().tables.get(table)
    beyond = "统计表" if table.startswith("statistics") else "表外"
    return known.short if known else beyond


_PLACE = re.compile(r"statistics\.(\d+)\.rows\.(\d+)\.")
_FURTHER = re.compile(r"further\.(\d+)")
_INDICATOR = re.compile(r"statistics\.(\d+)\.rows\.(\d+)\.cells\.(\d+)")


def label_of(path: str, report: Report | None = None) -> FormLabel:
    """The label of a cell; a path that no form knows is its own name.

    Args:
        path: the cell's path.
        report: the report, which knows the labels of what is beyond the form.
    """
    row, _, column = path.rpartition(".")
    if report is not None and (found := _INDICATOR.fullmatch(path)) is not None:
        table, place, head = map(int, found.groups())
        shown = report.statistics[table]
        return FormLabel(path, "", shown.rows[place].label, shown.columns[head])
    if report is not None and (found := _FURTHER.fullmatch(path)) is not None:
        one = report.further[int(found[1])]
        return FormLabel(path, "", one.row or "—", one.column or "—")
    return labels().get(path) or FormLabel(path, "", row, column)


def row_in_english(place: str) -> str:
    """The last words of a row's path, such as "refused: state secret"."""
    if (found := _PLACE.match(place)) is not None:
        return f"indicator table {int(found[1]) + 1}, row {int(found[2]) + 1}"
    return ": ".join(place.split(".")[1:]).removeprefix("outcomes: ").replace("_", " ")
