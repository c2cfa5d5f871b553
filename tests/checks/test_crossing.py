"""Where to look first: the cell in which two failing sums meet."""

from __future__ import annotations

import random
from collections import Counter

import pytest

import govinfo_parse
from govinfo_parse.checks import crossings
from govinfo_parse.checks.crossing import MOST
from tests.reviewing.hostile import GOOD


def paths(text: str) -> list[str]:
    return [one.path for one in crossings(govinfo_parse.parse_report(text))]


@pytest.mark.parametrize(
    ("printed", "instead", "path"),
    [
        ("\t340\n", "\t341\n", "applications.outcomes.granted.total"),
        ("\t31\t6\t0\t1\t0\t0\t38", "\t13\t6\t0\t1\t0\t0\t38", "applications.carried_forward.natural_person"),
        ("\t700\t86\t", "\t701\t86\t", "applications.received.natural_person"),
    ],
)
def test_a_wrong_number_is_named(printed: str, instead: str, path: str):
    assert GOOD.count(printed) == 1
    assert paths(GOOD.replace(printed, instead)) == [path]


def test_nothing_is_said_of_one_failing_sum():
    assert paths(GOOD) == []
    assert paths(GOOD.replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t")) == []


def test_two_wrong_numbers_are_both_named():
    text = GOOD.replace("\t340\n", "\t341\n").replace("\t31\t6\t0\t1\t0\t0\t38", "\t13\t6\t0\t1\t0\t0\t38")
    assert sorted(paths(text)) == [
        "applications.carried_forward.natural_person",
        "applications.outcomes.granted.total",
    ]


def test_of_many_none_is_named():
    text = GOOD
    for line in GOOD.splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and cells[-1].isdecimal():
            text = text.replace(line, "\t".join([*cells[:-1], str(int(cells[-1]) + 1)]))
    assert len(paths(text)) <= MOST


def test_any_single_wrong_number_of_table_three_is_among_those_named():
    report = govinfo_parse.parse_report(GOOD)
    source = random.Random(7)
    cells = {path: cell for path, cell in govinfo_parse.cells(report).items() if path.startswith("applications.")}
    named: Counter[bool] = Counter()
    for path in source.sample(sorted(cells), 25):
        span = cells[path].span
        text = GOOD[: span.start] + str(cells[path].value + 1000) + GOOD[span.end :]
        told = {one.path: one.number for one in crossings(govinfo_parse.parse_report(text))}
        named[told.get(path) == cells[path].value] += 1
    assert named[True] == 25


def test_two_sums_that_no_single_number_puts_right_name_none():
    """The row of 一 asks for one more, and the column of 自然人 for one more or one less."""
    cells = govinfo_parse.cells(govinfo_parse.parse_report(GOOD))

    def changed(by: dict[str, int]) -> list[str]:
        text = GOOD
        for path in sorted(by, key=lambda path: cells[path].span.start, reverse=True):
            span = cells[path].span
            text = text[: span.start] + str(cells[path].value + by[path]) + text[span.end :]
        return paths(text)

    row, column = "applications.received.total", "applications.outcomes.total.natural_person"
    assert "applications.received.natural_person" in changed({row: 1, column: 1})
    assert "applications.received.natural_person" not in changed({row: 1, column: -1})
