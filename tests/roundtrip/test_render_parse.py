"""Rendering and parsing are inverse: random records, every layout, blanks and dashes included."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.model.paths import all_cells
from govinfo_parse.parser import default_parser
from tests.strategies import remarks, reports

KEEPS_BLANKS = ("tab_grid", "one_cell_per_line", "pipe_rows", "pipe_cells", "comma_rows", "box_rows", "spaced_tabs")
LAYOUTS = (*KEEPS_BLANKS, "flowing")


def shown(report: govinfo_parse.Report) -> dict[str, tuple[object, str, str]]:
    """Value, state and print of every cell, without its place in a text."""
    return {path: (cell.value, str(cell.state), cell.raw) for path, cell in all_cells(report).items()}


def assert_same(report: govinfo_parse.Report, layout: str, doubts: frozenset[str] = frozenset()) -> None:
    text = govinfo_parse.render(report, layout)
    parsed = govinfo_parse.parse_report(text)
    assert {remark.code for remark in remarks(parsed)} <= doubts
    assert shown(parsed) == shown(report)
    assert (parsed.title, parsed.agency, parsed.year) == (report.title, report.agency, report.year)
    assert parsed.form == report.form
    assert parsed.sections == report.sections
    for cell in all_cells(parsed).values():
        if cell.span is not None:
            assert text[cell.span.start : cell.span.end] == cell.raw


def test_every_built_in_layout_is_covered() -> None:
    assert set(LAYOUTS) == set(default_parser().layouts)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(report=reports())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
def test_numbers_come_back(layout: str, report: govinfo_parse.Report) -> None:
    assert_same(report, layout)


@pytest.mark.parametrize("layout", KEEPS_BLANKS)
@given(report=reports(blanks=True))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_blanks_and_dashes_come_back(layout: str, report: govinfo_parse.Report) -> None:
    # A blank may stand where the sums have a number, and where a number beside it may be the total.
    assert_same(report, layout, frozenset({"row-doubtful", "table-doubtful"}))


@given(report=reports(balanced=False), layout=st.sampled_from(LAYOUTS))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_sums_that_do_not_hold_change_nothing(layout: str, report: govinfo_parse.Report) -> None:
    assert_same(report, layout, frozenset({"row-doubtful", "table-doubtful"}))
