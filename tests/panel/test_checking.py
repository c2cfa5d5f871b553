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
from govinfo_parse import panel
from govinfo_parse.corpus import build
from govinfo_parse.model import Cell, Number, Outcome, Report, State
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


def test_a_cell_that_one_version_does_not_have_is_no_contradiction():
    blank = Cell(None, State.AMBIGUOUS, "8 10", None)
    read = report(2022, {FORWARD: 810, CARRIED: 1})
    unread = report(2022, {FORWARD: blank, CARRIED: 1})
    following = report(2023, {CARRIED: 810})

    for versions in ((read, unread), (unread, read), (read, unread, read)):
        (finding,) = found(*versions, rule="panel.versions")
        assert (finding.outcome, finding.paths) == (Outcome.NOT_ASSESSABLE, (FORWARD,))
        assert len(finding.reports) == len(versions)
        assert outcomes(*versions, following, rule="panel.carried_over") == [(2023, Outcome.NOT_ASSESSABLE)]


def test_versions_may_differ_here_and_lack_a_number_there():
    other = "applications.received.total"
    one, two = report(2022, {FORWARD: 3, other: 1}), report(2022, {FORWARD: 4, CARRIED: 1, other: 1})
    findings = {f.outcome: f.paths for f in found(one, two, rule="panel.versions")}

    assert findings == {Outcome.VIOLATED: (FORWARD,), Outcome.NOT_ASSESSABLE: (CARRIED,)}


def test_versions_without_any_number_say_nothing():
    assert outcomes(report(2022, {FORWARD: None}), report(2022, {}), rule="panel.versions") == []


def test_a_relation_between_numbers_that_are_all_disputed_is_not_assessable():
    before = [report(2022, {FORWARD: number}) for number in (3, 4)]
    now = [report(2023, {CARRIED: number}) for number in (3, 4)]

    assert outcomes(*before, *now, rule="panel.carried_over") == [(2023, Outcome.NOT_ASSESSABLE)]


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


def test_a_unit_that_is_named_twice_counts_once():
    parent = report(2023, {FORWARD: 2}, agency="示例市")
    unit = report(2023, {FORWARD: 2}, agency="示例市教育局")
    units = {"示例市": ["示例市教育局", "示例市 教育局"]}
    (finding,) = found(parent, unit, rule="panel.units", units=units)

    assert (finding.outcome, finding.expected) == (Outcome.HOLDS, 2)


def test_units_without_the_report_of_their_parent():
    parent = report(2022, {FORWARD: 2}, agency="示例市")
    units = [report(year, {FORWARD: 2}, agency="示例市教育局") for year in (2022, 2023)]
    complete = {"示例市": ["示例市教育局"]}
    findings = found(parent, *units, rule="panel.units", units=complete)

    assert [(f.year, f.outcome, f.missing) for f in findings] == [
        (2022, Outcome.HOLDS, ()),
        (2023, Outcome.NOT_ASSESSABLE, ("示例市",)),
    ]
    assert findings[1].agency == "示例市"
    assert findings[1].reports == ("#3",)
    assert "缺：示例市" in findings[1].explain()


def test_names_of_which_nobody_reports_show():
    reports = [report(year, {FORWARD: 2}) for year in (2022, 2023)]
    typo = found(*reports, rule="panel.units", units={"示列市": [AGENCY]})
    unknown = found(*reports, rule="panel.units", units={"示列市": ["示列市公安局"]})

    assert [(f.year, f.agency, f.missing) for f in typo] == [(year, "示列市", ("示列市",)) for year in (2022, 2023)]
    assert [(f.year, f.missing) for f in unknown] == [(year, ("示列市", "示列市公安局")) for year in (2022, 2023)]
    assert {f.outcome for f in (*typo, *unknown)} == {Outcome.NOT_ASSESSABLE}


@pytest.mark.parametrize(
    ("units", "error", "message"),
    [
        ({"示例市": []}, ValueError, "'示例市' is empty"),
        ({"示例市": [" "]}, ValueError, "name of an agency is empty"),
        ({"": ["示例市教育局"]}, ValueError, "name of an agency is empty"),
        ({"示例市": ["示例市教育局", "示例 市"]}, ValueError, "unit of itself"),
        ({"示例市": ["示例市教育局"], "示例 市": ["示例市公安局"]}, ValueError, "'示例 市' are given twice"),
        ({"示例市": "示例市教育局"}, TypeError, "'示例市' are given as one text"),
        ({"示例市": [None]}, TypeError, "is a text, not None"),
    ],
)
def test_lists_that_are_no_lists_of_units(units: object, error: type[Exception], message: str):
    with pytest.raises(error, match=message):
        check([], units=units)


@pytest.mark.parametrize("years", ["2022", ["2022", "2023"], [2022.0], [None]])
def test_years_that_are_no_years(years: object):
    with pytest.raises(TypeError, match="a year is a whole number, not "):
        check([], years=years)


def test_no_years_asked_for_are_none():
    reports = [report(year, {FORWARD: 0}) for year in (2019, 2022)]

    assert found(*reports, rule="panel.years", years=[]) == []
    assert found(*reports, rule="panel.years", years=iter([2019])) == []


def test_findings_name_the_reports():
    (finding,) = check([report(2023, {CARRIED: 4}), report(2022, {FORWARD: 3})])

    assert finding.reports == ("#2", "#1")


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
    chinese, english = finding.explain("zh"), finding.explain("en")
    assert f"{chinese} {english}" == told
    assert "it should be" not in chinese
    assert "应为" not in english
    (missing,) = check([report(2023, {FORWARD: 1})], years=[2022, 2023])
    assert "缺：2022" in missing.explain()


def test_a_single_report_is_no_panel():
    one = report(2022, {FORWARD: 3})
    for made in (lambda given: list(check(given)), panel.series, panel.to_pandas):
        with pytest.raises(TypeError, match="give a list of them"):
            made(one)


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
