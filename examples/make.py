"""Writes the reports of this folder: ``python examples/make.py``.

Every report of ``reports.toml`` becomes a text in its layout (``render``) and a JSON of the figures that the text
holds.  One of them is also written as pages publish it that lost every mark between the cells, in ``damaged``.
"""
# ruff: noqa: INP001  a script among texts, not a package

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import govinfo_parse
from govinfo_parse.model import Cell, Number, Report, Sections, State
from govinfo_parse.model.paths import GROUPS, tables_of

HERE = Path(__file__).parent
OUTCOMES = "applications.outcomes"
APPLICANTS = len(GROUPS["applications.received"][1]) - 1
COLUMNS = {
    "2021": {"Documents": ("issued", "repealed", "in_force"), "Decisions": ("decisions",), "Fees": ("amount",)},
    "2019": {
        "Documents": ("created", "published", "total_published"),
        "Decisions": ("previous_items", "change", "decisions"),
        "Fees": ("previous_items", "change"),
        "Procurement": ("items", "amount"),
    },
}
"""Form -> record -> its columns in table 2."""
DAMAGED = "pipe_rows_2021"
"""The report that is also written with all digits run together."""


def disclosure(rows: Mapping[str, list[Any]], _form: str) -> Iterator[tuple[str, list[Number]]]:
    """Table 2: (path of a row, its figures in the order of the columns)."""
    for name, figures in rows.items():
        yield f"disclosure.{name}", [Decimal(f) if isinstance(f, str) else f for f in figures]


def applications(rows: Mapping[str, Any], form: str) -> Iterator[tuple[str, list[Number]]]:
    """Table 3, with the rows and totals that follow from the others."""
    given = {path: list(figures) for path, figures in _flat(rows)}
    sub_rows = ("undivided",) if form == "2019" else ("correction_overdue", "fee_overdue", "other")
    leaves = [
        path.removeprefix(f"{OUTCOMES}.")
        for path in GROUPS
        if path.startswith(f"{OUTCOMES}.")
        and path != f"{OUTCOMES}.total"
        and (".other." not in path or path.rpartition(".")[2] in sub_rows)
    ]
    for leaf in leaves:
        given.setdefault(leaf, [0] * APPLICANTS)
    total = [sum(column) for column in zip(*(given[leaf] for leaf in leaves), strict=True)]
    over, forward = given["carried_over"], given["carried_forward"]
    received = [a + b - c for a, b, c in zip(total, forward, over, strict=True)]
    yield "applications.received", [*received, sum(received)]
    yield "applications.carried_over", [*over, sum(over)]
    for leaf in leaves:
        yield f"{OUTCOMES}.{leaf}", [*given[leaf], sum(given[leaf])]
    yield f"{OUTCOMES}.total", [*total, sum(total)]
    yield "applications.carried_forward", [*forward, sum(forward)]


def proceedings(rows: Mapping[str, list[int]], _form: str) -> Iterator[tuple[str, list[Number]]]:
    """Table 4, with its totals."""
    for name, figures in rows.items():
        yield f"proceedings.{name}", [*figures, sum(figures)]


def figures(entry: Mapping[str, Any]) -> dict[str, Number]:
    """Every figure of a report, by dotted path."""
    form = entry["form"]
    found: dict[str, Number] = {}
    for table, rows in (("disclosure", disclosure), ("applications", applications), ("proceedings", proceedings)):
        for path, values in rows(entry[table], form):
            kind, names = GROUPS[path]
            names = COLUMNS[form].get(kind.__name__, names)
            found |= {f"{path}.{name}": value for name, value in zip(names, values, strict=True)}
    return found


def report(entry: Mapping[str, Any]) -> Report:
    """The record of a report."""
    values = figures(entry)
    cells = {path: Cell(value, State.NUMBER, str(value), None) for path, value in values.items()}
    words = {
        "year": entry["year"],
        "handled": values[f"{OUTCOMES}.total.total"],
        **{name: values[f"applications.{name}.total"] for name in ("received", "carried_over", "carried_forward")},
        **{name: values[f"{OUTCOMES}.{name}.total"] for name in ("granted", "partly_granted")},
    }
    prose = {name: entry[name].strip().format(**words) for name in ("overview", "problems", "other_matters")}
    agency, year = entry["agency"], entry["year"]
    return Report(
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=year,
        form=entry["form"],
        sections=Sections(**prose),
        **tables_of(cells),
    )


def files() -> Iterator[tuple[str, str]]:
    """(name, content) of every file that belongs in this folder."""
    for entry in tomllib.loads((HERE / "reports.toml").read_text(encoding="utf-8"))["report"]:
        name, written = f"{entry['layout']}_{entry['form']}", report(entry)
        yield f"{name}.txt", govinfo_parse.render(written, entry["layout"])
        about = {field: getattr(written, field) for field in ("title", "agency", "year", "form")}
        shown = {path: float(v) if isinstance(v, Decimal) else v for path, v in figures(entry).items()}
        yield f"{name}.json", json.dumps({**about, "figures": shown}, ensure_ascii=False, indent=1) + "\n"
        if name == DAMAGED:
            yield "damaged/run_together.txt", re.sub(r"[ \t]+", "", govinfo_parse.render(written, "flowing"))


def _flat(rows: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, list[int]]]:
    for name, value in rows.items():
        if isinstance(value, list):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{prefix}{name}.")


if __name__ == "__main__":
    for file, content in files():
        (HERE / file).parent.mkdir(exist_ok=True)
        (HERE / file).write_text(content, encoding="utf-8", newline="\n")
