"""What is read of a passage of a report: a small table goes the whole road, and what comes out is told in lines.

A passage is drawn as a sketch (:mod:`tests.tables.sketches`), and printed in one of several ways: ``framed`` with its
merged cells known, ``tabs``, ``pipes``, ``cells`` with one cell a line, or ``running`` with spaces alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from govinfo_parse import Report
from govinfo_parse.model import Cell, State
from govinfo_parse.model.paths import GROUPS, all_cells
from govinfo_parse.parser import Parser
from govinfo_parse.readers.document import Cover

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n"
OF_A_PART = {"row-missing", "table-missing", "title-missing"}
"""What is said of every passage that is no whole report."""
_OF_AGENCY = "disclosure.rule_makers"
"""The agency of the passages makes no rules, and says how many it has."""
COVERED = {"<": Cover.LEFT, "^": Cover.ABOVE}
_MARKS = {State.BLANK: "-", State.AMBIGUOUS: "?", State.UNREADABLE: "?", State.RECOVERED: "~"}


@attrs.frozen
class PlacedRow:
    """A row of a document's table."""

    offset: int
    texts: list[str | Cover]
    boxes: tuple[object, ...] = ()


def read(parser: Parser, sketch: str, way: str) -> Report:
    """The report that a sketch is a passage of."""
    rows = [[cell.strip() for cell in line.split("|")] for line in sketch.split("\n")]
    shown = [["" if cell in COVERED else cell for cell in row] for row in rows]
    if way == "framed":
        placed, text = [], TITLE
        for row, cells in zip(rows, shown, strict=True):
            if len(row) > 1:
                placed.append(PlacedRow(len(text), [COVERED.get(cell, cell) for cell in row]))
            text += "\t".join(cells) + "\n"
        return parser.parse(text, placed=placed)
    if way == "cells":
        lines = [cell for row in shown for cell in row]
    elif way == "pipes":
        lines = [f"| {' | '.join(row)} |" if len(row) > 1 else row[0] for row in shown]
    else:
        lines = [("\t" if way == "tabs" else " ").join(row) for row in shown]
    return parser.parse(TITLE + "\n".join(lines) + "\n")


def told(report: Report) -> str:
    """What a report says, in lines: its rows, what stands beyond the form, and after ``!`` what is remarked."""
    return "\n".join(_told(report))


def _told(report: Report) -> Iterator[str]:
    cells = all_cells(report)
    for row, (_, names) in GROUPS.items():
        found = [(name, cells[f"{row}.{name}"]) for name in names if f"{row}.{name}" in cells]
        there = [f"{name} {_shown(cell)}" for name, cell in found if cell.state != State.ABSENT]
        if there:
            yield f"{row}: {', '.join(there)}"
    if report.disclosure.procurement.unit:
        yield f"unit: {report.disclosure.procurement.unit}"
    for further in report.further:
        yield f"further {further.row} / {further.column}: {_shown(further.cell)}"
    for note in report.diagnostics:
        if note.code not in OF_A_PART:
            yield f"! {note.code} {note.line}:{note.column} {' '.join(_rows(note.paths))}".rstrip()
    for finding in report.findings:
        if finding.outcome == "violated" and finding.rule != _OF_AGENCY:
            yield f"! {finding.rule}"


def _shown(cell: Cell) -> str:
    mark = _MARKS.get(cell.state, "")
    if cell.state == State.BLANK:
        return mark
    return mark + (str(cell.value) if cell.value is not None else " ".join(cell.raw.split()))


def _rows(paths: Iterable[str]) -> Iterator[str]:
    """Paths, those of one row together."""
    rows: dict[str, list[str]] = {}
    for path in paths:
        row, _, name = path.rpartition(".")
        rows.setdefault(row, []).append(name)
    for row, names in rows.items():
        whole = row in GROUPS and tuple(names) == tuple(GROUPS[row][1])
        yield row if whole else f"{row}.({','.join(names)})" if len(names) > 1 else f"{row}.{names[0]}"
