"""Indicator tables with figures of our own, drawn in every layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Row = tuple[str, str, Sequence[int | str]]
"""Label as printed, unit, figures."""

HEADS = ("指标名称", "计量单位", "2012年度", "历年累计")
FUJIAN: tuple[Row, ...] = (
    ("主动公开信息数", "条", (2307, 8940)),
    ("其中：1.网站公开", "条", (2101, 8011)),
    ("2.政府公报公开", "条", (0, 12)),
    ("受理依申请公开信息总数", "条", (31, 77)),
    ("其中：1.当面申请数", "条", (18, 40)),
    ("2.传真申请数", "条", (0, 1)),
    ("3.电子邮件申请数", "条", (3, 9)),
    ("4.网上申请数", "条", (10, 25)),
    ("5.信函申请数", "条", (0, 2)),
    ("6.其它形式申请数", "条", (0, 0)),
    ("对申请的答复总数", "条", (30, 75)),
    ("其中：1.同意公开答复数", "条", (24, 60)),
    ("2.同意部分公开答复数", "条", (4, 9)),
    ("3.否决公开答复总数", "条", (2, 6)),
    ("行政复议数", "件", (0, 2)),
    ("行政诉讼数", "件", (0, 1)),
    ("行政申诉数", "件", (0, 0)),
)
PLAIN = {label.removeprefix("其中：").lstrip("0123456789."): tuple(values) for label, _, values in FUJIAN}
"""Label without its numbering -> figures."""

Cells = list[list[str]]


def cells(rows: Sequence[Row] = FUJIAN, heads: Sequence[str] = HEADS) -> Cells:
    """The table as rows of texts."""
    return [list(heads), *([label, unit, *map(str, values)] for label, unit, values in rows)]


def tabs(table: Cells) -> str:
    return "\n".join("\t".join(row) for row in table) + "\n"


def cell_per_line(table: Cells) -> str:
    return "\n\t" + "\n\n\t".join("\n\t".join(row) for row in table) + "\n"


def plain_lines(table: Cells) -> str:
    return "\n".join(text for row in table for text in row) + "\n"


def pipe_rows(table: Cells) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in table) + "\n"


def markdown(table: Cells) -> str:
    head, *rows = pipe_rows(table).splitlines()
    return "\n".join([head, "|" + " --- |" * len(table[0]), *rows]) + "\n"


def pipe_cells(table: Cells) -> str:
    return "".join(f"{text} |\n" for row in table for text in row)


def spaced(table: Cells) -> str:
    return " ".join(text for row in table for text in row if text) + "\n"


def spaced_lines(table: Cells) -> str:
    return "\n".join(" ".join(row) for row in table) + "\n"


def glued(table: Cells) -> str:
    return "".join(text for row in table for text in row) + "\n"


LAYOUTS: Mapping[str, Callable[[Cells], str]] = {
    draw.__name__: draw
    for draw in (tabs, cell_per_line, plain_lines, pipe_rows, markdown, pipe_cells, spaced, spaced_lines, glued)
}
PARTED = {name: draw for name, draw in LAYOUTS.items() if name != "glued"}
"""The layouts in which no two cells run together."""
