"""The reports that ship with the project: read without a remark, in balance, every figure the one beside it."""

from __future__ import annotations

import json
import runpy
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_parse
from govinfo_parse.model.paths import all_cells
from govinfo_parse.parser import default_parser

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS = sorted(EXAMPLES.glob("*.txt"))


def figures(report: govinfo_parse.Report) -> dict[str, Any]:
    """Every number of a report by dotted path, decimals as JSON has them."""
    values = {path: cell.value for path, cell in all_cells(report).items() if cell.value is not None}
    return {path: float(value) if isinstance(value, Decimal) else value for path, value in values.items()}


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_an_example_reads_as_the_figures_beside_it(file: Path):
    text = file.read_text(encoding="utf-8")
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    report = govinfo_parse.parse_report(text)
    assert report.diagnostics == ()
    assert figures(report) == expected.pop("figures")
    assert {name: getattr(report, name) for name in expected} == expected
    for path, cell in all_cells(report).items():
        assert cell.span is None or text[cell.span.start : cell.span.end] == cell.raw, path
    assert None not in (report.sections.overview, report.sections.problems, report.sections.other_matters)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_every_relation_of_an_example_holds(file: Path):
    findings = govinfo_parse.check(govinfo_parse.parse_report(file.read_text(encoding="utf-8")))
    outcomes = Counter(finding.outcome for finding in findings)
    assert outcomes[govinfo_parse.Outcome.HOLDS] > 30
    assert not outcomes.keys() - {govinfo_parse.Outcome.HOLDS, govinfo_parse.Outcome.NOT_APPLICABLE}


def test_every_layout_has_an_example_of_every_form():
    parser = default_parser()
    assert {file.stem for file in REPORTS} >= {f"{layout}_{form}" for layout in parser.layouts for form in parser.forms}


def test_the_shipped_files_are_what_the_script_writes():
    written = dict(runpy.run_path(str(EXAMPLES / "make.py"))["files"]())
    shipped = {
        str(file.relative_to(EXAMPLES).as_posix()) for file in EXAMPLES.rglob("*.*") if file.suffix in {".txt", ".json"}
    }
    assert shipped == written.keys()
    for name, content in written.items():
        assert (EXAMPLES / name).read_text(encoding="utf-8") == content, name


def test_where_all_digits_ran_together_a_figure_is_right_or_withheld():
    expected = json.loads((EXAMPLES / "pipe_rows_2021.json").read_text(encoding="utf-8"))["figures"]
    report = govinfo_parse.parse_report((EXAMPLES / "damaged" / "run_together.txt").read_text(encoding="utf-8"))
    read = figures(report)
    assert all(expected[path] == value for path, value in read.items())
    named = {path for diagnostic in report.diagnostics for path in diagnostic.paths}
    assert expected.keys() - read.keys() <= named
    assert len(read) >= len(expected) - 3
