"""Bad input is refused with the place that is wrong."""

from __future__ import annotations

import copy
import pickle

import pytest

from govinfo_parse.errors import SerializationError
from govinfo_parse.model import Report
from govinfo_parse.serialize import from_dict, from_json, to_dict
from tests.records import full_report

GOOD = to_dict(full_report())
TOTAL = "applications.received.total"
MISSING = object()

CASES = [
    # where, what to put there, how the message begins
    ("foo", 1, "foo: unknown name"),
    ("applications received foo", 1, "applications.received.foo: unknown name"),
    ("applications received total", "x", f"{TOTAL}: expected a number, not 'x'"),
    ("applications received total", True, f"{TOTAL}: expected a number, not True"),
    ("applications received total", float("nan"), f"{TOTAL}: expected a number, not nan"),
    ("applications received total", float("inf"), f"{TOTAL}: expected a number, not inf"),
    ("applications received total", [3], f"{TOTAL}: expected a number, not [3]"),
    ("applications received total", None, f"{TOTAL}: a cell that is number has a value, not null"),
    ("applications received total", MISSING, f"{TOTAL}: a cell that is number has a value, not null"),
    ("applications received", MISSING, "applications.received.natural_person: a cell that is number has a value"),
    ("applications received", [1], "applications.received: expected an object, not [1]"),
    ("applications", None, "applications: expected an object, not None"),
    ("disclosure procurement unit", 5, "disclosure.procurement.unit: expected text, not 5"),
    ("cells", None, "cells: expected an object, not None"),
    ("cells", MISSING, "cells: is missing"),
    (f"cells {TOTAL}", MISSING, f"{TOTAL}: has the value 42, but cells has no such cell"),
    (f"cells {TOTAL}", None, f"cells.{TOTAL}: expected an object, not None"),
    (f"cells {TOTAL} state", "blank", f"{TOTAL}: a cell that is blank has no value, not 42"),
    (f"cells {TOTAL} state", "blnk", f"cells.{TOTAL}.state: expected one of number, recovered, blank"),
    (f"cells {TOTAL} state", MISSING, f"cells.{TOTAL}.state: is missing"),
    (f"cells {TOTAL} raw", 42, f"cells.{TOTAL}.raw: expected text, not 42"),
    (f"cells {TOTAL} span", [3, 1], f"cells.{TOTAL}.span: expected [start, end]"),
    (f"cells {TOTAL} span", [-1, 1], f"cells.{TOTAL}.span: expected [start, end]"),
    (f"cells {TOTAL} span", [0, True], f"cells.{TOTAL}.span: expected [start, end]"),
    (f"cells {TOTAL} span", [1], f"cells.{TOTAL}.span: expected [start, end]"),
    (f"cells {TOTAL} value", 42, f"cells.{TOTAL}.value: unknown name"),
    ("cells applications.sent", {}, "cells.applications.sent: no form has a cell of this path"),
    ("title", 4, "title: expected text, not 4"),
    ("year", "2023", "year: expected a whole number, not '2023'"),
    ("year", 2023.0, "year: expected a whole number, not 2023.0"),
    ("year", True, "year: expected a whole number, not True"),
    ("sections overview", [], "sections.overview: expected text, not []"),
    ("sections summary", "x", "sections.summary: unknown name"),
    ("diagnostics", {}, "diagnostics: expected a list, not {}"),
    ("diagnostics", [3], "diagnostics[0]: expected an object, not 3"),
    ("diagnostics 1 severity", "bad", "diagnostics[1].severity: expected one of info, warning, error, not 'bad'"),
    ("diagnostics 1 paths", "abc", "diagnostics[1].paths: expected a list, not 'abc'"),
    ("diagnostics 1 paths", [1], "diagnostics[1].paths[0]: expected text, not 1"),
    ("diagnostics 1 code", MISSING, "diagnostics[1].code: is missing"),
    ("diagnostics 1 hint", "", "diagnostics[1].hint: unknown name"),
    ("further 0 cell value", None, "further[0].cell: a cell that is number has a value, not null"),
    ("further 0 cell state", "blank", "further[0].cell: a cell that is blank has no value, not 7"),
    ("further 0 cell", 7, "further[0].cell: expected an object, not 7"),
    ("further 0 cell span", [3], "further[0].cell.span: expected [start, end]"),
    ("further 0 row", 3, "further[0].row: expected text, not 3"),
    ("statistics 0 rows 1 label", MISSING, "statistics[0].rows[1].label: is missing"),
    ("statistics 0 rows 1 parent", 2, "statistics[0]: row 1 is a part of row 2, which the table does not have"),
    ("statistics 0 columns", ["年度"], "statistics[0]: row 0 has 2 cells under 1 columns"),
    ("statistics 0 rows 0 cells 0 raw", None, "statistics[0].rows[0].cells[0].raw: expected text, not None"),
    ("findings 0 outcome", None, "findings[0].outcome: expected one of holds, violated"),
    ("findings 0 expected", "many", "findings[0].expected: expected a number, not 'many'"),
]


@pytest.mark.parametrize(("where", "value", "message"), CASES)
def test_the_message_begins_with_the_place(where: str, value: object, message: str):
    data = part = copy.deepcopy(GOOD)
    *way, last = [int(step) if step.isdecimal() else step for step in where.split(" ")]
    for step in way:
        part = part[step]
    if value is MISSING:
        del part[last]
    else:
        part[last] = value

    with pytest.raises(SerializationError) as caught:
        from_dict(data)

    assert str(caught.value).startswith(message)
    assert caught.value.__cause__ is None  # no exception group of cattrs behind it


@pytest.mark.parametrize("data", [None, 5, "text", [GOOD]])
def test_what_is_no_object_is_no_report(data: object):
    with pytest.raises(SerializationError, match="report: expected an object"):
        from_dict(data)


@pytest.mark.parametrize(
    "text",
    ["", "[", "null", "{}", '{"cells": NaN}', '{"cells": {}, "year": 1e999}', "[" * 100_000, "1" * 5000, b"\xff\xfe"],
    ids=lambda text: str(text)[:30],
)
def test_what_is_no_report_in_json(text: str | bytes):
    with pytest.raises(SerializationError):
        from_json(text)


def test_a_key_left_out_stands_for_null():
    assert from_dict({"cells": {}}) == Report()
    assert from_dict({"year": 2023, "applications": {}, "cells": {}}) == Report(year=2023)


def test_the_input_is_left_as_it_was():
    data = copy.deepcopy(GOOD)
    from_dict(data)

    assert data == GOOD


def test_the_error_survives_pickling():
    error = pickle.loads(pickle.dumps(SerializationError("year: wrong")))  # noqa: S301  our own

    assert str(error) == "year: wrong"
