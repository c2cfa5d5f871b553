"""Cells that a text has lost are named, whatever became of the label of their row."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.model import Severity

REPORT = govinfo_parse.parse_report(
    (Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt").read_text(encoding="utf-8")
)
PRINTED = {path: cell.value for path, cell in govinfo_parse.cells(REPORT).items() if cell.value is not None}
TEXT = govinfo_parse.render(REPORT, layout="pipe_rows")
FIRST, LAST = (TEXT[:start].count("\n") for start in (TEXT.index("一、本年新收"), TEXT.index("四、结转下年度")))

LOST = {
    "empty": lambda _label: ("", ""),
    "not recognised": lambda _label: ("〓〓", ""),
    "cut": lambda label: (label[-3:], ""),
    "below": lambda label: ("", f"\n{label}\n1\n"),
    "torn": lambda label: (label[4:], f"\n{label[:4]}\n一1\n"),
}
"""What stands in the place of a label, and what below its table."""


@pytest.mark.parametrize("row", range(FIRST, LAST + 1))
@pytest.mark.parametrize("lost", LOST)
def test_what_is_lost_with_a_label_is_named(lost: str, row: int):
    lines = TEXT.split("\n")
    cells = lines[row].split(" | ")
    place = max(number for number, cell in enumerate(cells) if cell and not cell.isdecimal())
    label = cells[place]
    cells[place], below = LOST[lost](label)
    lines[row] = " | ".join(cells)
    lines.insert(LAST + 1, below)

    report = govinfo_parse.parse_report("\n".join(lines))
    read = govinfo_parse.cells(report)
    named = {path for note in report.diagnostics if note.severity is not Severity.INFO for path in note.paths}
    unnamed = {path for path, value in PRINTED.items() if read[path].value != value and path not in named}
    assert not unnamed
