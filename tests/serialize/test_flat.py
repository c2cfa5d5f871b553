from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from govinfo_parse.model import Cell, Procurement, Report, Span, State
from govinfo_parse.model.paths import PATHS, all_cells
from govinfo_parse.model.report import Disclosure
from govinfo_parse.serialize import flat
from tests.records import full_report
from tests.strategies import report_of, reports

COLUMNS = ["title", "agency", "year", "form", *PATHS, "disclosure.procurement.unit"]


@given(reports())
def test_a_row_has_the_number_of_every_cell_under_the_same_columns(report: Report):
    row = flat(report)

    assert list(row) == COLUMNS
    for path, cell in all_cells(report).items():
        got = row[path]
        assert (Decimal(repr(got)) if isinstance(got, float) else got) == cell.value


def test_the_head_comes_along():
    row = flat(full_report())

    assert (row["title"], row["agency"], row["year"], row["form"]) == (
        *("某市2023年政府信息公开工作年度报告", "某市", 2023, "mixed"),
    )


def test_an_amount_has_its_unit():
    assert (
        flat(Report(disclosure=Disclosure(procurement=Procurement(unit="元"))))["disclosure.procurement.unit"] == "元"
    )


def test_a_number_that_no_float_holds_stays_exact():
    exact = Decimal("1234567890123456.78")
    cell = Cell(exact, State.NUMBER, str(exact), Span(0, 19))
    row = flat(report_of({PATHS[0]: cell}))

    assert row[PATHS[0]] == exact
