"""What holds of the checks whatever the report."""

from __future__ import annotations

from hypothesis import given

from govinfo_parse.checks import check, notable
from govinfo_parse.model import Outcome, Report
from govinfo_parse.model.paths import all_cells
from tests.strategies import reports

REMARKS = (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)


@given(reports())
def test_balanced_report_gives_no_remark(report: Report):
    assert notable(report) == ()
    assert {finding.outcome for finding in check(report)} <= {Outcome.HOLDS, Outcome.NOT_APPLICABLE}


@given(reports(blanks=True))
def test_blanks_in_a_balanced_report_violate_nothing(report: Report):
    assert all(finding.outcome is Outcome.NOT_ASSESSABLE for finding in notable(report))


@given(reports(blanks=True, balanced=False))
def test_quick_way_and_whole_way_agree(report: Report):
    assert notable(report) == tuple(finding for finding in check(report) if finding.outcome in REMARKS)


@given(reports(blanks=True, balanced=False))
def test_outcomes_follow_from_the_cells(report: Report):
    cells = all_cells(report)
    for finding in check(report):
        values = [cells[path].value for path in finding.paths]
        if finding.outcome in (Outcome.HOLDS, Outcome.VIOLATED):
            assert None not in values
        elif finding.outcome is Outcome.NOT_ASSESSABLE:
            assert None in values
            assert set(values) != {None}
            assert finding.expected is finding.actual is None


@given(reports(balanced=False))
def test_a_report_is_not_changed(report: Report):
    before = repr(report)
    check(report)
    notable(report)
    assert repr(report) == before
