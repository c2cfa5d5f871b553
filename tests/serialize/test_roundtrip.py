from __future__ import annotations

import json
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.model import WITH_VALUE, Cell, Diagnostic, Finding, Outcome, Report, Sections, Severity, Span, State
from govinfo_parse.model.paths import PATHS, all_cells
from govinfo_parse.serialize import from_dict, from_json, to_dict, to_json
from tests.records import full_report, numbered
from tests.strategies import report_of, reports

ONE = "disclosure.fees.amount"


paths = st.lists(st.sampled_from(PATHS), max_size=3).map(tuple)
numbers = st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False))
spans = st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda pair: Span(pair[0], sum(pair)))
cells = st.one_of(
    st.builds(Cell, numbers, st.sampled_from([State.NUMBER, State.RECOVERED]), st.text(), spans),
    st.builds(Cell, st.none(), st.sampled_from([State.BLANK, State.AMBIGUOUS, State.UNREADABLE]), st.text(), spans),
)
"""Any cell, also such as no text gives."""
remarked_reports = st.builds(
    report_of,
    st.dictionaries(st.sampled_from(PATHS), cells, max_size=9),
    sections=st.builds(Sections, st.text(), st.none(), st.text()),
    diagnostics=st.lists(
        st.builds(Diagnostic, st.text(), st.sampled_from(Severity), st.text(), paths, st.none() | st.integers(1)),
        max_size=3,
    ).map(tuple),
    findings=st.lists(
        st.builds(Finding, st.text(), st.sampled_from(Outcome), paths, st.none() | numbers, st.none() | numbers),
        max_size=3,
    ).map(tuple),
)


def with_value(value: int | Decimal) -> Report:
    cell = Cell(value, State.NUMBER, str(value), Span(0, 1))
    return report_of({ONE: cell})


def leaf(data: dict, path: str) -> object:
    for name in path.split("."):
        data = data[name]
    return data


@given(st.one_of(reports(blanks=True), remarked_reports))
def test_nothing_is_lost(report: Report):
    data = to_dict(report)

    assert from_dict(data) == report
    assert json.loads(to_json(report)) == data
    assert from_json(to_json(report, indent=2)) == report


@given(numbers)
def test_every_number_survives(value: int | Decimal):
    report = with_value(value)

    assert from_json(to_json(report)) == report


def test_parts_beyond_the_form_have_their_cells_with_them():
    report = full_report()
    data = to_dict(report)

    assert data["further"][0] == {
        "table": "disclosure",
        "row": "新闻发布会",
        "column": "本年举办次数",
        "key": "further.press_conferences.held",
        "cell": {"value": 7, "state": "number", "raw": "7", "span": [5000, 5001]},
    }
    assert data["statistics"][0]["rows"][0]["cells"][1] == {
        "value": 26.5,
        "state": "number",
        "raw": "26.5",
        "span": [6010, 6014],
    }
    assert from_json(to_json(report)) == report


def test_what_was_written_before_there_were_such_parts_is_read():
    data = to_dict(full_report())
    del data["further"], data["statistics"]
    read = from_dict(data)

    assert (read.further, read.statistics) == ((), ())
    assert attrs.evolve(full_report(), further=(), statistics=()) == read


def test_values_stand_at_their_dotted_places():
    data = to_dict(full_report())

    for number, path in enumerate(PATHS, start=1):
        assert leaf(data, path) == (number + 0.5 if path == ONE else number)
        assert data["cells"][path] == {
            "state": "number",
            "raw": numbered(path).raw,
            "span": [3 * number, 3 * number + 3],
        }


@pytest.mark.parametrize("state", [state for state in State if state not in WITH_VALUE])
def test_a_cell_without_a_value_is_null_and_keeps_its_state(state: State):
    cell = Cell(None, state, "?", Span(4, 5))
    data = to_dict(report_of({ONE: cell}))

    assert leaf(data, ONE) is None
    assert data["cells"] == {ONE: {"state": state.value, "raw": "?", "span": [4, 5]}}
    assert all_cells(from_dict(data))[ONE] == cell


def test_what_recognition_read_keeps_where_it_is_from():
    read = Cell(12, State.RECOGNIZED, "12", Span(4, 6), "ocr", 0.75, ("applications.applicants_total",))
    data = to_dict(report_of({ONE: read}))

    assert data["cells"][ONE] == {
        "state": "recognized",
        "raw": "12",
        "span": [4, 6],
        "source": "ocr",
        "confidence": 0.75,
        "verified_by": ["applications.applicants_total"],
    }
    assert all_cells(from_dict(data))[ONE] == read


def test_an_absent_cell_is_not_listed():
    assert to_dict(Report())["cells"] == {}
    assert to_dict(pickle.loads(pickle.dumps(Report())))["cells"] == {}  # noqa: S301  our own


def test_everything_is_plain():
    def walk(part: object) -> None:
        if type(part) is dict:
            for key, value in part.items():
                assert type(key) is str
                walk(value)
        elif type(part) is list:
            for item in part:
                walk(item)
        else:
            assert type(part) in (str, int, float, type(None)), part

    walk(to_dict(full_report()))


def test_a_decimal_becomes_the_float_that_prints_alike():
    assert leaf(to_dict(with_value(Decimal("12.50"))), ONE) == 12.5
    assert type(leaf(to_dict(with_value(Decimal("12.0"))), ONE)) is float
    assert leaf(to_dict(with_value(Decimal("123456789.012345"))), ONE) == 123456789.012345


@pytest.mark.parametrize(
    "printed", ["1234567890123456.78", "0.1234567890123456789", "1E+400", "-9" * 1 + "9" * 20 + ".5"]
)
def test_a_decimal_that_no_float_holds_becomes_a_string(printed: str):
    report = with_value(Decimal(printed))

    assert leaf(to_dict(report), ONE) == str(Decimal(printed))
    assert from_dict(to_dict(report)) == report


def test_the_dict_shares_nothing_with_the_report():
    report = full_report()
    data = to_dict(report)
    data["diagnostics"][1]["paths"].append("x")
    data["cells"].clear()

    assert to_dict(report) != data


def test_chinese_stays_readable_and_one_line_is_one_line():
    text = to_json(full_report())

    assert "某市2023年" in text
    assert "\n" not in text


def test_keys_stand_in_the_order_of_the_record():
    assert list(to_dict(Report())) == [
        *("title", "agency", "year", "form", "sections", "disclosure", "applications", "proceedings"),
        *("further", "statistics", "narrative", "diagnostics", "findings", "cells"),
    ]


def test_a_wrong_type_is_a_type_error():
    with pytest.raises(TypeError, match="to_dict takes a Report, not dict"):
        to_dict({})
    with pytest.raises(TypeError):
        from_json(5)
