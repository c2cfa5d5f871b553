"""Stated figures against the tables: what agrees in one reading is no contradiction, and a contradiction is found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.checks import RULES, check, facts_of, notable
from govinfo_parse.model import ABSENT, Fact, FactKind, Finding, Outcome, Report, Scope, Span
from tests.checks.samples import SAMPLES, form_of
from tests.narrative.prose import written
from tests.strategies import report_of

H, V, N, X = Outcome.HOLDS, Outcome.VIOLATED, Outcome.NOT_ASSESSABLE, Outcome.NOT_APPLICABLE
NUMBERS = SAMPLES["2021"]
A = "applications"
RECEIVED, OVER, FORWARD = (NUMBERS[f"{A}.{row}.total"] for row in ("received", "carried_over", "carried_forward"))
TOTAL = NUMBERS[f"{A}.outcomes.total.total"]
FORWARD_CELLS = [path for path in NUMBERS if path.startswith(f"{A}.carried_forward.")]
DIRECT, AFTER = (NUMBERS[f"proceedings.litigation_{block}.total"] for block in ("direct", "after_reconsideration"))


def rows(group: str) -> list[Any]:
    return [n for path, n in NUMBERS.items() if path.startswith(f"{A}.outcomes.{group}.") and path.endswith(".total")]


def fact(kind: str, value: int, *, scope: Scope | None = None, approximate: bool = False) -> Fact:
    return Fact(FactKind(kind), value, "件", approximate, str(value), Span(0, len(str(value))), scope)


def stating(*facts: Fact, shape: str = "2021", **changes: Any) -> Report:
    cells = {**SAMPLES[shape], **{path.replace("__", "."): value for path, value in changes.items()}}
    return report_of(cells, form=form_of(shape), narrative=facts)


def found(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in check(report) if finding.rule == rule and finding.outcome is not X]


# kind, value, scope, what the relation says
READINGS = [
    ("received", RECEIVED, None, H),
    ("received", RECEIVED + OVER, None, H),
    ("received", RECEIVED, Scope.NEW, H),
    ("received", RECEIVED + OVER, Scope.NEW, V),
    ("received", RECEIVED + OVER, Scope.WITH_CARRIED_OVER, H),
    ("received", RECEIVED, Scope.WITH_CARRIED_OVER, V),
    ("received", RECEIVED + 1, None, V),
    ("received", 0, None, V),
    ("carried_over", OVER, None, H),
    ("carried_over", OVER + 1, None, V),
    ("replied", TOTAL, None, H),
    ("replied", TOTAL + FORWARD, None, H),
    ("replied", TOTAL - 1, None, V),
    ("carried_forward", FORWARD, None, H),
    ("carried_forward", 0, None, V),
    ("reconsideration", NUMBERS["proceedings.reconsideration.total"], None, H),
    ("reconsideration", 0, None, V),
    ("litigation", DIRECT, None, H),
    ("litigation", AFTER, None, H),
    ("litigation", DIRECT + AFTER, None, H),
    ("litigation", DIRECT + 1, None, V),
    ("litigation", 0, None, V),
    ("granted", NUMBERS[f"{A}.outcomes.granted.total"], None, H),
    ("granted", NUMBERS[f"{A}.outcomes.granted.total"] + 1, None, V),
    *((group, sum(rows(group)), None, H) for group in ("refused", "unavailable", "not_processed")),
    *((group, rows(group)[0], None, H) for group in ("refused", "unavailable", "not_processed")),
    *((group, sum(rows(group)) + 1, None, V) for group in ("refused", "unavailable", "not_processed")),
    ("other_handling", sum(rows("other")), None, H),
    ("other_handling", sum(rows("other")) + 1, None, V),
]


def rule_of(kind: str) -> str:
    return f"narrative.{kind}" if f"narrative.{kind}" in RULES else "narrative.outcomes"


@pytest.mark.parametrize(("kind", "value", "scope", "outcome"), READINGS)
def test_a_reading(kind: str, value: int, scope: Scope | None, outcome: Outcome):
    report = stating(fact(kind, value, scope=scope))
    (finding,) = found(report, rule_of(kind))
    assert (finding.outcome, finding.actual) == (outcome, value)
    assert [f.value for f in facts_of(report, finding.rule, finding.actual)] == [value]
    assert {finding.rule for finding in notable(report)} == ({rule_of(kind)} if outcome is V else set())


@pytest.mark.parametrize("shape", ["2021, undivided", "2019"])
def test_other_handling_printed_as_one_row(shape: str):
    printed = SAMPLES[shape][f"{A}.outcomes.other.undivided.total"]
    outcomes = [
        found(stating(fact("other_handling", value), shape=shape), "narrative.outcomes")[0].outcome
        for value in (printed, printed + 1)
    ]
    assert outcomes == [H, V]


def test_zero_is_said_of_the_whole():
    first = next(path for path in NUMBERS if path.startswith(f"{A}.outcomes.refused.") and path.endswith(".total"))
    report = stating(fact("refused", 0), **{first: 0})
    assert [finding.outcome for finding in found(report, "narrative.outcomes")] == [V]


def test_about_so_many_is_not_assessable():
    (finding,) = found(stating(fact("received", 5, approximate=True)), "narrative.received")
    assert (finding.outcome, finding.expected, finding.actual) == (N, None, 5)
    assert "约数" in finding.explain()
    assert "about how many" in finding.explain()


def test_a_smaller_figure_beside_one_that_agrees_may_be_a_part_of_it():
    smaller, larger = (fact("received", RECEIVED + number) for number in (-1, 1))
    agreeing = fact("received", RECEIVED)
    assert [one.outcome for one in found(stating(smaller, agreeing), "narrative.received")] == [N, H]
    assert [one.outcome for one in found(stating(agreeing, larger), "narrative.received")] == [H, V]
    assert [one.outcome for one in found(stating(smaller), "narrative.received")] == [V]
    assert [one.outcome for one in found(stating(fact("received", 0), agreeing), "narrative.received")] == [V, H]


@pytest.mark.parametrize("nothing", [None, ABSENT])
def test_a_table_that_was_not_read_says_which(nothing: Any):
    report = stating(fact("received", RECEIVED + 7), **{f"{A}.received.total": nothing})
    (finding,) = found(report, "narrative.received")
    assert finding.outcome is N
    assert finding.paths == (f"{A}.received.total", f"{A}.carried_over.total")
    assert finding in notable(report)


def test_a_sentence_without_tables():
    outcomes = {f.rule: f.outcome for f in check(govinfo_parse.parse_report("收到政府信息公开申请8件。"))}
    assert outcomes["narrative.received"] is N
    assert outcomes["narrative.replied"] is X


def test_a_figure_stated_twice_is_one_finding():
    assert len(found(stating(fact("received", 1), fact("received", 1), fact("received", 2)), "narrative.received")) == 2


def test_published_is_held_against_nothing():
    assert notable(stating(fact("published", 5))) == ()


def test_all_parts_sum_up():
    kinds = ("granted", "partly_granted", "refused", "unavailable", "not_processed", "other_handling")
    parts = [fact(kind, number) for kind, number in zip(kinds, (9, 8, 7, 6, 5, 4), strict=True)]

    def said(*facts: Fact, **changes: Any) -> list[tuple[Any, ...]]:
        report = stating(*facts, **changes)
        return [(f.outcome, f.expected, f.actual) for f in found(report, "narrative.parts")]

    assert said(fact("replied", 39), *parts) == [(H, 39, 39)]
    assert said(fact("replied", 39 + FORWARD), *parts) == [(H, 39 + FORWARD, 39 + FORWARD)]
    assert said(fact("replied", 38), *parts) == [(V, 38, 39)]
    assert said(fact("replied", 40), *parts, **dict.fromkeys(FORWARD_CELLS)) == [(V, 40, 39)]
    assert said(fact("replied", 38), *parts[1:]) == []
    assert said(fact("replied", 30), *parts[1:], **{f"{A}.outcomes.granted.total": 0}) == [(H, 30, 30)]
    assert said(fact("replied", 38), fact("replied", 39), *parts) == []
    assert said(fact("replied", 38, approximate=True), *parts) == []
    assert said(fact("replied", 38)) == []


@pytest.mark.parametrize(("new", "outcome"), [(112, H), (111, V)])
def test_new_and_carried_over_sum_up(new: int, outcome: Outcome):
    facts = (fact("received", 121, scope=Scope.WITH_CARRIED_OVER), fact("received", new, scope=Scope.NEW))
    report = stating(*facts, fact("carried_over", 9))
    assert [f.outcome for f in found(report, "narrative.parts")] == [outcome]
    assert [f.outcome for f in notable(report) if f.rule == "narrative.parts"] == [V] * (outcome is V)
    assert found(stating(*facts), "narrative.parts") == []


def violated(text: str) -> list[Finding]:
    report = govinfo_parse.parse_report(text)
    return [f for f in report.findings if f.rule.startswith("narrative.") and f.outcome is V]


@given(st.integers(0, 10**9))
def test_a_report_that_agrees_with_itself_violates_nothing(seed: int):
    assert violated(written(seed).text) == []


@given(st.integers(0, 10**9))
def test_the_findings_are_those_of_the_whole_check(seed: int):
    report = govinfo_parse.parse_report(written(seed, contradict=True).text)
    assert report.findings == tuple(f for f in check(report) if f.outcome in (V, N))


def test_contradictions_planted_in_one_figure_are_found():
    seeds = range(200)
    missed = [seed for seed in seeds if not violated(written(seed, contradict=True).text)]
    assert len(missed) <= 0.05 * len(seeds), missed


def test_a_contradiction_names_the_figure_and_the_cells():
    one = next(one for one in (written(seed, contradict=True) for seed in range(99)) if one.changed[0] == "received")
    report = govinfo_parse.parse_report(one.text)
    finding = next(f for f in report.findings if f.rule == "narrative.received" and f.outcome is V)
    assert finding.actual == one.changed[1]
    (stated,) = facts_of(report, finding.rule, finding.actual)
    assert one.text[stated.span.start : stated.span.end] == stated.raw
    assert finding.paths == (f"{A}.received.total", f"{A}.carried_over.total")
