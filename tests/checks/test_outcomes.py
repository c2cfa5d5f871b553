"""Holds, not assessable, not applicable: what blanks, dashes and missing rows make of a relation."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from govinfo_parse.checks import RULES, check, notable
from govinfo_parse.model import ABSENT, Cell, Outcome, Report, State
from tests.checks.samples import SAMPLES, form_of
from tests.strategies import report_of

H, N, X = Outcome.HOLDS, Outcome.NOT_ASSESSABLE, Outcome.NOT_APPLICABLE
WITHOUT_NUMBER = [
    Cell(None, State.BLANK, "", None),
    Cell(None, State.DASH, "—", None),
    Cell(None, State.AMBIGUOUS, "110", None),
    Cell(None, State.UNREADABLE, "若干", None),
    ABSENT,
]
GRANTED, TOTAL = "applications.outcomes.granted", "applications.outcomes.total"


def outcomes(shape: str, changes: dict[str, Any]) -> dict[str, Counter[Outcome]]:
    """How often each rule says what, for a sample with some cells changed."""
    found: dict[str, Counter[Outcome]] = {rule: Counter() for rule in RULES}
    for finding in check(report_of({**SAMPLES[shape], **changes}, form=form_of(shape))):
        found[finding.rule][finding.outcome] += 1
    return found


def blank(shape: str, *prefixes: str) -> dict[str, None]:
    """Every cell of a sample under these paths, blank."""
    return dict.fromkeys(path for path in SAMPLES[shape] if path.startswith(prefixes))


def test_all_outcomes_of_a_2021_report():
    found = outcomes("2021", {})
    assert found["applications.balance"] == {H: 7}
    assert found["applications.outcomes_total"] == {H: 7}
    assert found["applications.applicants_total"] == {H: 25, X: 1}
    assert found["applications.carried_forward"] == {H: 7}
    assert found["proceedings.total"] == {H: 3}
    assert {rule for rule in RULES if rule.endswith("counts") and found[rule] == {H: 1}} == {
        "disclosure.counts",
        "applications.counts",
        "proceedings.counts",
    }


def test_all_outcomes_of_a_2019_report():
    found = outcomes("2019", {})
    assert found["applications.applicants_total"] == {H: 23, X: 3}
    assert found["disclosure.remaining_items"] == {H: 5}
    assert found["disclosure.published"] == {H: 2, X: 1}
    assert found["disclosure.procurement"] == {H: 1}


@pytest.mark.parametrize("shape", SAMPLES)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_applies_to_its_forms_only(rule, shape):
    found = outcomes(shape, {})[rule.id]
    # the samples name no agency, and have no sentences
    applies = form_of(shape) in rule.forms and rule.id != "disclosure.rule_makers" and rule.id[:9] != "narrative"
    assert (H in found) is applies


@pytest.mark.parametrize("empty", WITHOUT_NUMBER, ids=lambda cell: cell.state)
def test_operand_without_a_number_is_never_zero(empty: Cell):
    found = outcomes("2021", {f"{GRANTED}.enterprise": empty})
    assert found["applications.outcomes_total"] == {H: 6, N: 1}
    assert found["applications.applicants_total"] == {H: 24, N: 1, X: 1}
    assert found["applications.balance"] == {H: 7}


@pytest.mark.parametrize("empty", WITHOUT_NUMBER, ids=lambda cell: cell.state)
def test_zero_sum_does_not_make_a_blank_zero(empty: Cell):
    """The other operands are all zero, so that a blank taken for zero would balance."""
    zeros = dict.fromkeys((path for path in SAMPLES["2021"] if path.startswith("proceedings.")), 0)
    found = outcomes("2021", {**zeros, "proceedings.reconsideration.pending": empty})
    assert found["proceedings.total"] == {H: 2, N: 1}


def test_recovered_number_takes_part():
    upheld = SAMPLES["2021"]["proceedings.reconsideration.upheld"]
    recovered = Cell(upheld, State.RECOVERED, "", None)
    assert outcomes("2021", {"proceedings.reconsideration.upheld": recovered})["proceedings.total"] == {H: 3}


def test_blank_block_claims_nothing():
    found = outcomes("2021", blank("2021", "proceedings.litigation_after_reconsideration"))
    assert found["proceedings.total"] == {H: 2, X: 1}


def test_blank_row_leaves_its_columns_open():
    found = outcomes("2021", blank("2021", f"{GRANTED}."))
    assert found["applications.applicants_total"] == {H: 24, X: 2}
    assert found["applications.outcomes_total"] == {N: 7}


def test_lost_row_leaves_its_columns_open():
    lost = dict.fromkeys(blank("2021", "applications.outcomes.refused.state_secret."), ABSENT)
    assert outcomes("2021", lost)["applications.outcomes_total"] == {N: 7}


@pytest.mark.parametrize("shape", SAMPLES)
def test_lost_other_row_leaves_the_columns_open(shape: str):
    lost = dict.fromkeys(blank(shape, "applications.outcomes.other."), ABSENT)
    report = report_of({**SAMPLES[shape], **lost}, form=form_of(shape))
    remarks = notable(report)
    assert [(finding.rule, finding.outcome) for finding in remarks] == [("applications.outcomes_total", N)] * 7
    assert any("undivided" in path for path in remarks[0].paths) is (shape == "2019")


def test_totals_left_blank_as_some_reports_of_2019_do():
    leaves = [path for path in SAMPLES["2019"] if path.startswith("applications.outcomes.") and path.endswith(".total")]
    leaves = [path for path in leaves if not path.startswith(f"{TOTAL}.")]
    found = outcomes("2019", dict.fromkeys(leaves))
    assert found["applications.applicants_total"] == {H: 4, N: 19, X: 3}
    assert found["applications.outcomes_total"] == {H: 6, N: 1}
    assert found["applications.balance"] == {H: 7}


def test_blank_count_beside_numbers_claims_nothing():
    found = outcomes("2021", {"disclosure.normative_documents.issued": None})
    assert found["disclosure.counts"] == {H: 1}


def test_procurement_with_a_blank_side():
    assert outcomes("2019", {"disclosure.procurement.items": None})["disclosure.procurement"] == {N: 1}
    both = blank("2019", "disclosure.procurement.")
    assert outcomes("2019", both)["disclosure.procurement"] == {X: 1}


@pytest.mark.parametrize("report", [Report(), report_of(blank("2021", ""))], ids=["nothing", "blank form"])
def test_empty_form_is_silent(report: Report):
    assert notable(report) == ()
    assert {finding.outcome for finding in check(report)} == {X}


def test_a_report_without_sense_has_few_findings():
    nonsense = {path: -number if k % 2 else number for k, (path, number) in enumerate(SAMPLES["2021"].items())}
    assert len(notable(report_of(nonsense))) < 200
    wrong = {path: number * 3 + k for k, (path, number) in enumerate(SAMPLES["2021"].items())}
    assert len(notable(report_of(wrong))) < 60
