"""Figures of real reports, where they lie beside the checkout; the same slips, made by us, in any case."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from govinfo_parse.checks import notable
from govinfo_parse.model import Cell, Outcome, State
from tests.checks.samples import SAMPLES
from tests.strategies import cell, report_of

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "real"

# Slips known to be in print, by the file that holds the figures: the rules that are broken.
KNOWN_SLIPS = {"008": ["proceedings.total"] * 2, "019": ["applications.outcomes_total"] * 2}


def of_file(value: Any) -> Cell:
    return Cell(None, State.AMBIGUOUS, "", None) if isinstance(value, str) else cell(value)


def violated_rules(file: Path) -> list[str]:
    facts = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    report = report_of({path: of_file(value) for path, value in facts["cells"].items()}, agency=facts["agency"])
    return [finding.rule for finding in notable(report) if finding.outcome is Outcome.VIOLATED]


def test_real_reports_have_their_known_slips_and_no_others():
    files = sorted(CORPUS.glob("*.json"))
    expected = {file.stem: KNOWN_SLIPS.get(file.stem, []) for file in files}
    assert {file.stem: violated_rules(file) for file in files} == expected


def test_total_left_at_zero():
    zeros = dict.fromkeys(("proceedings.reconsideration.total", "proceedings.litigation_direct.total"), 0)
    remarks = notable(report_of({**SAMPLES["2021, undivided"], **zeros}))
    assert [(remark.rule, remark.expected, remark.actual) for remark in remarks] == [("proceedings.total", 10, 0)] * 2


def test_outcome_counted_twice():
    row = "applications.outcomes.not_processed.petition"
    numbers = dict(SAMPLES["2019"])
    numbers[f"{row}.natural_person"] += 6
    numbers[f"{row}.total"] += 6
    remarks = notable(report_of(numbers))
    assert [(remark.rule, remark.expected - remark.actual) for remark in remarks] == [
        ("applications.outcomes_total", 6)
    ] * 2
