"""Every relation, broken alone, is found by its own rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from govinfo_parse.checks import RULES, check, notable
from govinfo_parse.model import Finding, Outcome
from tests.checks.samples import AMOUNT, SAMPLES, form_of
from tests.strategies import report_of

A = "applications"
GRANTED, PARTLY = f"{A}.outcomes.granted", f"{A}.outcomes.partly_granted"
TOTAL, OVERDUE, UNDIVIDED = f"{A}.outcomes.total", f"{A}.outcomes.other.fee_overdue", f"{A}.outcomes.other.undivided"
RECEIVED, OVER, FORWARD = f"{A}.received", f"{A}.carried_over", f"{A}.carried_forward"
BALANCE_PATHS = tuple(f"{row}.enterprise" for row in (TOTAL, FORWARD, RECEIVED, OVER))
DOCUMENTS, FEES, PROCUREMENT = "disclosure.normative_documents", "disclosure.fees", "disclosure.procurement"
REVIEW, SUIT = "proceedings.reconsideration", "proceedings.litigation_direct"
BUREAU = "示例市示范区教育局"


def look(shape: str, changes: dict[str, Any], agency: str | None = None) -> tuple[Finding, ...]:
    """The remarks on a sample with some of its numbers changed: a string adds to the number that is there."""
    numbers: dict[str, Any] = dict(SAMPLES[shape])
    for path, change in changes.items():
        numbers[path] = numbers[path] + int(change) if isinstance(change, str) else change
    return notable(report_of(numbers, form=form_of(shape), agency=agency))


# id of the rule; the sample; what to change; how many findings; expected and actual of the first
VIOLATIONS = [
    ("disclosure.counts", "2021", {f"{DOCUMENTS}.issued": -1}, 1, None, -1),
    ("disclosure.counts", "2021", {"disclosure.penalties.decisions": Decimal("1.5")}, 1, None, Decimal("1.5")),
    ("disclosure.counts", "2019", {f"{PROCUREMENT}.items": Decimal("0.5")}, 1, None, Decimal("0.5")),
    ("disclosure.changes", "2019", {f"{FEES}.change": Decimal("-1.5")}, 1, None, Decimal("-1.5")),
    ("disclosure.amounts", "2021", {f"{FEES}.amount": Decimal("-0.01")}, 1, None, Decimal("-0.01")),
    ("disclosure.remaining_items", "2019", {"disclosure.licensing.change": -6}, 1, 0, -1),
    ("disclosure.remaining_items", "2019", {f"{FEES}.change": -6}, 1, 0, -1),
    ("disclosure.published", "2019", {f"{DOCUMENTS}.published": 8}, 1, 7, 8),
    (
        "disclosure.published",
        "2019",
        {"disclosure.other_documents.published": 3, "disclosure.other_documents.total_published": 2},
        1,
        2,
        3,
    ),
    ("disclosure.procurement", "2019", {f"{PROCUREMENT}.items": 0}, 1, 0, AMOUNT),
    ("disclosure.procurement", "2019", {f"{PROCUREMENT}.amount": Decimal("0.00")}, 1, None, Decimal(0)),
    (f"{A}.counts", "2021", {f"{GRANTED}.enterprise": "-9", f"{PARTLY}.enterprise": "+9"}
     | {f"{GRANTED}.total": "-9", f"{PARTLY}.total": "+9"}, 1, None, -7),
    (f"{A}.balance", "2021", {f"{RECEIVED}.enterprise": "+2", f"{RECEIVED}.research_institution": "-2"}, 2, 90, 88),
    (f"{A}.balance", "2019", {f"{OVER}.enterprise": "+1", f"{OVER}.total": "+1"}, 2, 81, 80),
    (f"{A}.outcomes_total", "2021", {f"{OVERDUE}.enterprise": "+1", f"{OVERDUE}.total": "+1"}, 2, 85, 84),
    (f"{A}.outcomes_total", "2021, undivided", {f"{UNDIVIDED}.enterprise": "+1", f"{UNDIVIDED}.total": "+1"},
     2, 77, 76),
    (f"{A}.outcomes_total", "2019", {f"{GRANTED}.enterprise": "-1", f"{GRANTED}.total": "-1"}, 2, 75, 76),
    (f"{A}.applicants_total", "2021", {f"{RECEIVED}.total": "+1", f"{FORWARD}.total": "+1"}, 2, 510, 511),
    (f"{A}.applicants_total", "2021", {f"{OVERDUE}.total": "+1", f"{GRANTED}.total": "-1"}, 2, 21, 20),
    (f"{A}.applicants_total", "2021, undivided", {f"{UNDIVIDED}.total": "+1", f"{GRANTED}.total": "-1"}, 2, 21, 20),
    # 四 ≤ 一 + 二 follows from the balance: it is broken alone only where a blank hides the balance and the row's sum
    (f"{A}.carried_forward", "2021", {f"{TOTAL}.enterprise": None, f"{FORWARD}.enterprise": "+90"}
     | {f"{FORWARD}.research_institution": None}, 1, 88, 94),
    ("proceedings.counts", "2021", {f"{REVIEW}.pending": "-9", f"{REVIEW}.upheld": "+9"}, 1, None, -5),
    ("proceedings.total", "2021", {f"{SUIT}.total": "+1"}, 1, 10, 11),
    ("proceedings.total", "2019", {f"{REVIEW}.upheld": "+1"}, 1, 11, 10),
]  # fmt: skip


@pytest.mark.parametrize("shape", SAMPLES)
def test_sample_is_in_order(shape: str):
    assert look(shape, {}) == ()


@pytest.mark.parametrize(("rule", "shape", "changes", "count", "expected", "actual"), VIOLATIONS)
def test_violation_is_found_by_its_rule_alone(rule, shape, changes, count, expected, actual):
    violated = [finding for finding in look(shape, changes) if finding.outcome is Outcome.VIOLATED]
    assert {finding.rule for finding in violated} == {rule}
    assert len(violated) == count
    assert (violated[0].expected, violated[0].actual) == (expected, actual)


def test_every_rule_is_broken_here():
    # broken in test_statements.py and test_indicators.py
    of_sentences = {rule for rule in RULES if rule.startswith(("narrative.", "statistics."))}
    assert {rule for rule, *_ in VIOLATIONS} | {"disclosure.rule_makers"} == set(RULES) - of_sentences


def test_finding_names_its_place():
    (column, total) = look("2021", {f"{OVER}.enterprise": "+1", f"{OVER}.total": "+1"})
    assert column.paths == BALANCE_PATHS
    assert total.paths == tuple(path.replace("enterprise", "total") for path in BALANCE_PATHS)


def test_undivided_row_is_counted_once():
    """A report may print （六） both as one row and as its three parts."""
    parts = {path: number for path, number in SAMPLES["2021"].items() if path.startswith(f"{A}.outcomes.other.")}
    whole: dict[str, Any] = {}
    for path, number in parts.items():
        column = f"{UNDIVIDED}.{path.rpartition('.')[2]}"
        whole[column] = whole.get(column, 0) + number
    assert look("2021", whole) == ()
    changed = look("2021", {**whole, f"{OVERDUE}.enterprise": "+1", f"{OVERDUE}.total": "+1"})
    assert [finding.rule for finding in changed] == [f"{A}.outcomes_total"] * 2


MADE = {"disclosure.rules.issued": 1, "disclosure.rules.repealed": 0, "disclosure.rules.in_force": 2}


class TestRuleMakers:
    def test_number_above_zero_in_a_bureau(self):
        assert look("2021", MADE, BUREAU) == (
            Finding("disclosure.rule_makers", Outcome.VIOLATED, ("disclosure.rules.issued",), 0, 1),
            Finding("disclosure.rule_makers", Outcome.VIOLATED, ("disclosure.rules.in_force",), 0, 2),
        )

    @pytest.mark.parametrize("agency", [None, "", "示例市人民政府"])
    def test_other_organ_is_not_judged(self, agency: str | None):
        assert look("2021", MADE, agency) == ()
        assert outcomes("2021", MADE, "disclosure.rule_makers", agency) == [Outcome.NOT_APPLICABLE]

    def test_zeros_in_a_bureau_hold(self):
        zeros = dict.fromkeys(MADE, 0)
        assert outcomes("2021", zeros, "disclosure.rule_makers", BUREAU) == [Outcome.HOLDS]

    def test_publishing_the_rules_of_others_is_no_offence(self):
        published = {"disclosure.rules.created": 0, "disclosure.rules.total_published": 9}
        assert look("2019", published, BUREAU) == ()


def outcomes(shape: str, changes: dict[str, Any], rule: str, agency: str | None = None) -> list[Outcome]:
    """All outcomes of one rule for a sample with some of its cells changed."""
    report = report_of({**SAMPLES[shape], **changes}, form=form_of(shape), agency=agency)
    return [finding.outcome for finding in check(report) if finding.rule == rule]
