"""The relations between years, versions and units."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.corpus import build
from govinfo_parse.model import Cell, Number, Outcome, Report
from govinfo_parse.model.paths import PATHS
from govinfo_parse.panel import PANEL_RULES, PanelFinding, check
from tests.strategies import report_of

AGENCY = "示例市教育局"
CARRIED = "applications.carried_over.total"
FORWARD = "applications.carried_forward.total"


def report(year: int, cells: Mapping[str, Cell | Number | None], agency: str = AGENCY, form: str = "2021") -> Report:
    return report_of(cells, agency=agency, year=year, form=form)


def found(*reports: Report, rule: str, **options: object) -> list[PanelFinding]:
    """What a rule says, where it applies."""
    findings = check(reports, everything=True, **options)
    return [f for f in findings if f.rule == rule and f.outcome is not Outcome.NOT_APPLICABLE]


def outcomes(*reports: Report, rule: str, **options: object) -> list[tuple[int, Outcome]]:
    return [(finding.year, finding.outcome) for finding in found(*reports, rule=rule, **options)]


@pytest.mark.parametrize(
    ("forward", "over", "outcome"),
    [(3, 3, Outcome.HOLDS), (3, 4, Outcome.VIOLATED), (None, 3, Outcome.NOT_ASSESSABLE)],
)
def test_carried_over(forward: int | None, over: int, outcome: Outcome):
    (finding,) = found(report(2022, {FORWARD: forward}), report(2023, {CARRIED: over}), rule="panel.carried_over")

    assert (finding.year, finding.outcome, finding.agency) == (2023, outcome, AGENCY)
    assert finding.paths == (CARRIED, FORWARD)
    assert (finding.expected, finding.actual) == ((None, None) if forward is None else (3, over))
    assert len(finding.reports) == 2


def test_every_column_is_compared():
    columns = [path.rpartition(".")[2] for path in PATHS if path.startswith("applications.carried_over.")]
    before = report(2022, {f"applications.carried_forward.{name}": place for place, name in enumerate(columns)})
    now = report(2023, {f"applications.carried_over.{name}": place for place, name in enumerate(columns)})

    assert outcomes(before, now, rule="panel.carried_over") == [(2023, Outcome.HOLDS)] * 7


def test_years_that_do_not_follow_each_other_are_not_compared():
    assert outcomes(report(2021, {FORWARD: 1}), report(2023, {CARRIED: 9}), rule="panel.carried_over") == []


@pytest.mark.parametrize(("in_force", "outcome"), [(12, Outcome.HOLDS), (13, Outcome.VIOLATED)])
def test_in_force(in_force: int, outcome: Outcome):
    row = "disclosure.normative_documents"
    before = report(2022, {f"{row}.in_force": 10})
    now = report(2023, {f"{row}.in_force": in_force, f"{row}.issued": 5, f"{row}.repealed": 3})
    (finding,) = found(before, now, rule="panel.in_force")

    assert (finding.outcome, finding.expected, finding.actual) == (outcome, 12, in_force)


def test_quantities_of_different_forms_are_not_chained():
    row = "disclosure.rules"
    before = report(2020, {f"{row}.total_published": 10}, form="2019")
    now = report(2021, {f"{row}.in_force": 12, f"{row}.issued": 2, f"{row}.repealed": 0})

    assert outcomes(before, now, rule="panel.in_force") == []
    assert outcomes(before, now, rule="panel.previous_items") == []


@pytest.mark.parametrize(("items", "outcome"), [(8, Outcome.HOLDS), (10, Outcome.VIOLATED)])
def test_previous_items(items: int, outcome: Outcome):
    row = "disclosure.licensing"
    before = report(2019, {f"{row}.previous_items": 10, f"{row}.change": -2}, form="2019")
    now = report(2020, {f"{row}.previous_items": items, f"{row}.change": 5}, form="2019")

    assert outcomes(before, now, rule="panel.previous_items") == [(2020, outcome)]


def test_missing_years():
    reports = [report(year, {FORWARD: 0}) for year in (2019, 2022)]

    assert [(f.year, f.missing) for f in found(*reports, rule="panel.years")] == [(2020, ("2020",)), (2021, ("2021",))]
    asked = found(*reports, rule="panel.years", years=range(2019, 2024))
    assert [finding.year for finding in asked] == [2020, 2021, 2023]


def test_versions():
    one, same, other = (report(2022, {FORWARD: n, CARRIED: 1}) for n in (3, 3, 4))
    following = report(2023, {CARRIED: 4})

    assert outcomes(one, same, rule="panel.versions") == [(2022, Outcome.HOLDS)]
    (finding,) = found(one, other, following, rule="panel.versions")
    assert (finding.outcome, finding.paths) == (Outcome.VIOLATED, (FORWARD,))
    assert outcomes(one, other, following, rule="panel.carried_over") == [(2023, Outcome.NOT_ASSESSABLE)]
    assert outcomes(one, same, following, rule="panel.carried_over") == [(2023, Outcome.VIOLATED)]


def test_names_are_matched_as_printed_after_normalisation():
    before = report(2022, {FORWARD: 3}, agency="示例市 教育局")
    assert outcomes(before, report(2023, {CARRIED: 3}), rule="panel.carried_over") == [(2023, Outcome.HOLDS)]
    other = report(2022, {FORWARD: 3}, agency="示例市教育体育局")
    assert outcomes(other, report(2023, {CARRIED: 4}), rule="panel.carried_over") == []


UNITS = {"示例市": ["示例市教育局", "示例市公安局"]}
FEES = "disclosure.fees.amount"


def test_a_parent_is_the_sum_of_its_units():
    parent = report(2023, {FEES: Decimal("0.3"), FORWARD: 5}, agency="示例市")
    units = [
        report(2023, {FEES: Decimal("0.1"), FORWARD: 2}, agency="示例市教育局"),
        report(2023, {FEES: Decimal("0.2"), FORWARD: 2}, agency="示例市 公安局"),
    ]
    findings = {f.paths: f for f in found(parent, *units, rule="panel.units", units=UNITS)}

    assert findings[FEES,].outcome is Outcome.HOLDS
    assert findings[FORWARD,].outcome is Outcome.VIOLATED
    assert (findings[FORWARD,].expected, findings[FORWARD,].actual) == (4, 5)


def test_a_list_of_units_that_is_not_complete_in_the_panel():
    parent = report(2023, {FORWARD: 5}, agency="示例市")
    unit = report(2023, {FORWARD: 2}, agency="示例市教育局")
    (finding,) = found(parent, unit, rule="panel.units", units=UNITS)

    assert (finding.outcome, finding.missing) == (Outcome.NOT_ASSESSABLE, ("示例市公安局",))


def test_without_everything_only_what_needs_a_look():
    reports = [report(2022, {FORWARD: 3}), report(2023, {CARRIED: 3, FORWARD: 1}), report(2024, {CARRIED: 2})]

    assert [(f.rule, f.year) for f in check(reports)] == [("panel.carried_over", 2024)]


def test_reports_without_agency_or_year_are_no_part():
    assert list(check([report_of({FORWARD: 3}), report_of({CARRIED: 1}, agency=AGENCY)], everything=True)) == []
    assert list(check([])) == []


@given(st.lists(st.integers(0, 999), min_size=2, max_size=7))
def test_a_panel_in_order_has_no_findings(carried: list[int]):
    columns = [path.rpartition(".")[2] for path in PATHS if path.startswith("applications.carried_over.")]
    reports = [
        report(
            2019 + year,
            {f"applications.carried_forward.{name}": forward for name in columns}
            | {f"applications.carried_over.{name}": carried[year - 1] for name in columns if year},
        )
        for year, forward in enumerate(carried)
    ]

    assert list(check(reports)) == []


def test_a_finding_explains_itself():
    (finding,) = check([report(2022, {FORWARD: 3}), report(2023, {CARRIED: 4})])
    told = finding.explain()

    assert "示例市教育局2023年" in told
    assert "应为3，实为4" in told
    assert "it should be 3 and is 4" in told
    (missing,) = check([report(2023, {FORWARD: 1})], years=[2022, 2023])
    assert "缺：2022" in missing.explain()


def test_a_dataset_is_checked_like_its_reports(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    example = (Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt").read_text(encoding="utf-8")
    year = govinfo_parse.parse_report(example).year
    texts = [example.replace(str(year), str(year + step)) for step in range(3)]
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build([folder], tmp_path / "out", workers=1)

    def plain(source: object) -> set[PanelFinding]:
        return {attrs.evolve(finding, reports=()) for finding in check(source, everything=True)}

    findings = plain(tmp_path / "out")
    assert findings == plain(map(govinfo_parse.parse_report, texts))
    assert {finding.rule for finding in findings} >= {"panel.carried_over", "panel.in_force"}


def test_every_rule_is_told():
    for name, rule in PANEL_RULES.items():
        assert name == rule.id
        assert rule.formula
        assert rule.english
        assert {path for link in rule.links for path in link.paths} <= set(PATHS)
    page = (Path(__file__).resolve().parents[2] / "docs" / "panels.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("| `panel.")]
    assert table == [
        f"| `{r.id}` | {r.formula} | {'、'.join(r.forms)} | {r.standing} | {r.strength} | {r.source} |"
        for r in PANEL_RULES.values()
    ]
