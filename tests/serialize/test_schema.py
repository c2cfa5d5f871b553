from __future__ import annotations

import copy

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from govinfo_parse.model import Report
from govinfo_parse.model.paths import PATHS
from govinfo_parse.serialize import json_schema, to_dict
from tests.records import full_report
from tests.strategies import reports

VALIDATOR = Draft202012Validator(json_schema())


def test_the_schema_is_one():
    Draft202012Validator.check_schema(json_schema())


@given(reports())
def test_what_is_written_is_valid(report: Report):
    VALIDATOR.validate(to_dict(report))


def test_every_part_of_a_report_is_valid():
    VALIDATOR.validate(to_dict(full_report()))
    VALIDATOR.validate(to_dict(Report()))


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (["foo"], 1),
        (["applications", "received", "total"], "many"),
        (["applications", "received", "sum"], 3),
        (["year"], "2023"),
        (["cells", "applications.sent"], {"state": "blank", "raw": "", "span": None}),
        (["cells", PATHS[0], "state"], "seen"),
        (["cells", PATHS[0], "span"], [1]),
        (["diagnostics", 0, "severity"], "bad"),
        (["findings", 0, "expected"], []),
        (["further", 0, "cell"], 7),
        (["further", 0, "cell", "state"], "seen"),
        (["statistics", 0, "rows", 0, "cells", 0], 20),
        (["statistics", 0, "rows", 0, "parent"], "0"),
    ],
)
def test_what_is_not_written_is_not_valid(way: list, value: object):
    data = part = copy.deepcopy(to_dict(full_report()))
    for step in way[:-1]:
        part = part[step]
    part[way[-1]] = value

    assert not VALIDATOR.is_valid(data)


def test_meanings_come_along():
    schema = json_schema()

    assert "一、总体情况" in schema["$defs"]["Sections"]["properties"]["overview"]["description"]
    assert "万元" in schema["$defs"]["Fees"]["properties"]["amount"]["description"]
    assert "``" not in str(schema)


def test_each_call_gives_its_own():
    json_schema()["$defs"].clear()

    assert json_schema()["$defs"]
