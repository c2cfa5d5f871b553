"""Small texts, one for each kind of damage and of layout: ``cases/NAME.txt`` and, beside it, what it must give.

The JSON file has:
    about: what the text shows.
    values: number by dotted path; a row of table 3 or a block of table 4 as the list of its cells, null for none.
    states: state by dotted path of a cell, row or block, for cells that are not ``number``.
    codes: the codes of the diagnostics, apart from those for a title, rows and tables that the text does not have.
    findings: the rules that are violated; none where it is left out.
    unit: the unit of 政府集中采购.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_parse
from govinfo_parse.model import Severity, State
from govinfo_parse.model.paths import GROUPS, all_cells
from tests.golden.stages import stage_of

CASES = Path(__file__).parent / "cases"
NAMES = sorted({file.stem for file in CASES.iterdir()})
OF_A_PART = {"row-missing", "table-missing", "title-missing"}
KEYS = {"about", "values", "states", "codes", "findings", "unit"}
WITHOUT_VALUE = {State.AMBIGUOUS, State.UNREADABLE}


def expanded(told: dict[str, Any]) -> dict[str, Any]:
    """What is told of rows and cells, by cell."""
    by_cell: dict[str, Any] = {}
    for path, what in told.items():
        columns = GROUPS[path][1] if path in GROUPS else None
        if columns is None:
            by_cell[path] = what
        else:
            each = what if isinstance(what, list) else [what] * len(columns)
            by_cell |= {f"{path}.{name}": one for name, one in zip(columns, each, strict=True)}
    return by_cell


def test_every_text_has_its_expectation_and_every_expectation_its_text():
    assert {file.name for file in CASES.iterdir()} == {f"{name}{end}" for name in NAMES for end in (".txt", ".json")}


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_what_it_must(name: str):
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert expected.keys() <= KEYS
    report = govinfo_parse.parse_report(text)
    cells = all_cells(report)

    values = {path: value for path, value in expanded(expected["values"]).items() if value is not None}
    given = {path: cell.value for path, cell in cells.items() if cell.value is not None}
    assert given == values, stage_of(text, values, given)

    states = dict.fromkeys(values, State.NUMBER) | expanded(expected.get("states", {}))
    assert {path: cell.state for path, cell in cells.items() if cell.state != State.ABSENT} == states

    notes = [note for note in report.diagnostics if note.code not in OF_A_PART]
    assert sorted({note.code for note in notes}) == expected["codes"]
    named = {path for note in notes if note.severity != Severity.INFO for path in note.paths}
    assert {path for path, state in states.items() if state in WITHOUT_VALUE} <= named

    violated = {finding.rule for finding in report.findings if finding.outcome == "violated"}
    assert violated == set(expected.get("findings", ()))
    assert report.disclosure.procurement.unit == expected.get("unit")
    for path, cell in cells.items():
        assert cell.span is None or text[cell.span.start : cell.span.end] == cell.raw, path
