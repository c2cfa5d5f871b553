"""Which ways to part figures are left."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.statistics.cutting import Node, ordered, settle_rows
from govinfo_parse.statistics.flowing import ways_to_part
from tests.statistics.tables import FUJIAN, PLAIN, cells, glued

numbers = st.integers(0, 40)
choices = st.lists(st.tuples(numbers), min_size=1, max_size=3, unique=True)


def test_every_way_to_part_digits():
    assert ways_to_part("728", 2) == [(7, 28), (72, 8)]
    assert ways_to_part("2002", 2) == [(200, 2)]
    assert ways_to_part("00", 2) == [(0, 0)]
    assert ways_to_part("000", 2) == []
    assert ways_to_part("123", 3) == [(1, 2, 3)]
    assert ways_to_part("1", 2) == []
    assert ways_to_part("1" * 40, 2) == []


def test_the_order_of_periods():
    assert ordered((7, 28), (1, 2))
    assert not ordered((72, 8), (1, 2))
    assert ordered((72, 8), (2, 1))
    assert ordered((72, 8), (None, None))
    assert ordered((None, 8), (1, 2))


@given(choices, st.lists(choices, min_size=1, max_size=3), st.booleans())
def test_what_is_left_is_what_some_reading_of_all_rows_has(whole: list, parts: list[list], partition: bool):
    root = Node(whole, [Node(part) for part in parts], partition)
    readings = [
        (first, *rest)
        for first, *rest in product(whole, *parts)
        if (sum(n for (n,) in rest) == first[0] if partition else all(n <= first[0] for (n,) in rest))
    ]
    settle_rows([root])

    if readings:
        left = [set(cuts) for cuts in (root.cuts, *(part.cuts for part in root.parts))]
        assert left == [set(row) for row in zip(*readings, strict=True)]
    else:
        assert root.cuts == whole


# -- figures that break the order of periods

PARTS = {0: (1, 2), 3: (4, 5, 6, 7, 8, 9), 10: (11, 12, 13)}
"""The rows of the table of Fujian that have parts; those of the first do not sum to it."""


def drawn(rng: random.Random) -> list[list[int]]:
    """Figures in good order: of the year, and cumulative."""
    most = 10 ** rng.randint(1, 4)

    def figure() -> int:
        return rng.choice((0, 0, rng.randint(0, 9), rng.randint(0, most)))

    figures = [[year, year + figure()] for year in (figure() for _ in FUJIAN)]
    for whole, parts in PARTS.items():
        for column in (0, 1):
            among = [figures[part][column] for part in parts]
            figures[whole][column] = max(figures[whole][column], *among) if whole == 0 else sum(among)
    return figures


def misprint(rng: random.Random, figures: list[list[int]], row: int) -> None:
    """A figure of the year that is more than the cumulative one."""
    year, cumulative = figures[row]
    above = max(year, rng.randint(1, 999))
    figures[row] = list(rng.choice(((above, 0), (above, rng.randint(0, above - 1)), (cumulative, year))))


def told(figures: Sequence[Sequence[int | None]]) -> tuple[int, list[str]]:
    """How many of the rows are read where all ran together, and those that are read otherwise than printed."""
    rows = [
        (label, unit, ["" if value is None else value for value in values])
        for (label, unit, _), values in zip(FUJIAN, figures, strict=True)
    ]
    (table,) = govinfo_parse.parse_report(glued(cells(rows))).statistics
    printed = dict(zip(PLAIN, figures, strict=True))
    given = {row.label: [cell.value for cell in row.cells] for row in table.rows}
    read = {label: values for label, values in given.items() if values != [None, None]}
    return len(read), [f"{label}: {values}" for label, values in read.items() if values != printed.get(label)]


@pytest.mark.parametrize("count", [0, 1, 2, 5, 17])
def test_figures_that_break_the_order_are_never_read_as_others(count: int):
    rows = 0
    for seed in range(25):
        rng = random.Random(f"{count} {seed}")
        figures = drawn(rng)
        for row in rng.sample(range(len(FUJIAN)), count):
            misprint(rng, figures, row)
        read, wrong = told(figures)
        rows += read
        assert not wrong, (seed, figures)
    assert rows > 25 * len(FUJIAN) * {0: 0.7, 1: 0.5, 2: 0.4, 5: 0.15, 17: 0}[count]


@pytest.mark.parametrize("count", [1, 3, 6])
@pytest.mark.parametrize("only_zeros", [True, False])
def test_blank_cells_that_show_nowhere_leave_no_figure_wrong(only_zeros: bool, count: int):
    rows = 0
    for seed in range(25):
        rng = random.Random(f"blank {only_zeros} {count} {seed}")
        figures: list[list[int | None]] = [list(values) for values in drawn(rng)]
        places = [(row, column) for row in range(len(FUJIAN)) for column in (0, 1)]
        places = [place for place in places if not (only_zeros and figures[place[0]][place[1]])]
        for row, column in rng.sample(places, min(count, len(places))):
            figures[row][column] = None
        read, wrong = told(figures)
        rows += read
        assert not wrong, (seed, figures)
    assert rows > 25 * len(FUJIAN) * 0.35


@pytest.mark.parametrize("column", [0, 1])
def test_a_column_that_is_blank_as_a_whole_leaves_no_figure_wrong(column: int):
    for seed in range(25):
        figures: list[list[int | None]] = [list(values) for values in drawn(random.Random(f"column {seed}"))]
        for values in figures:
            values[column] = None
        assert told(figures) == (0, []), seed


def test_a_blank_cell_counts_as_none_in_a_partition():
    figures: list[list[int | None]] = [list(values) for _, _, values in FUJIAN]
    figures[5] = [None, 1]
    rows = [(label, unit, ["" if value is None else value for value in values])
            for (label, unit, _), values in zip(FUJIAN, figures, strict=True)]  # fmt: skip
    report = govinfo_parse.parse_report(glued(cells(rows)))
    given = {row.label: [cell.value for cell in row.cells] for row in report.statistics[0].rows}
    remark = next(one for one in report.diagnostics if one.code == "row-ambiguous" and "传真申请数" in one.message)

    assert given["受理依申请公开信息总数"] == [31, 77]
    assert given["传真申请数"] == [None, None]
    assert remark.message.endswith(": |1")


def test_one_row_that_breaks_the_order_is_withheld_with_its_candidates():
    figures = [list(values) for _, _, values in FUJIAN]
    figures[14] = [12, 0]
    rows = [(label, unit, values) for (label, unit, _), values in zip(FUJIAN, figures, strict=True)]
    report = govinfo_parse.parse_report(glued(cells(rows)))
    cells_of = report.statistics[0].rows[14].cells
    remark = next(one for one in report.diagnostics if one.code == "row-ambiguous" and "行政复议数" in one.message)

    assert [(cell.value, str(cell.state)) for cell in cells_of] == [(None, "ambiguous")] * 2
    assert "1|20" in remark.message
    assert "12|0" in remark.message
    assert remark.paths == ("statistics.0.rows.14.cells.0", "statistics.0.rows.14.cells.1")
