"""Digits whose boundaries were lost: every reading that the sums allow, and no other."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.tables.arithmetic import MOST_READINGS, Budget, cuts, readings, settle


def cut_everywhere(text: str, cells: int) -> list[tuple[int, ...]]:
    """Every way to cut digits into so many numbers as they are printed: none begins with a zero but 0 itself."""
    if cells == 1:
        return [(int(text),)] if text and (text == "0" or text[0] != "0") and len(text) <= 7 else []
    return [
        (int(text[:stop]), *rest)
        for stop in range(1, len(text))
        if text[:stop] == "0" or text[0] != "0"
        if stop <= 7
        for rest in cut_everywhere(text[stop:], cells - 1)
    ]


@given(st.lists(st.integers(0, 120), min_size=2, max_size=3))
def test_the_readings_of_a_row_are_all_cuts_whose_total_is_the_sum(addends: list[int]):
    text = "".join(map(str, [*addends, sum(addends)]))
    expected = [cut for cut in cut_everywhere(text, len(addends) + 1) if sum(cut[:-1]) == cut[-1]]
    found = readings([text], [len(addends)], Budget())
    assert (*addends, sum(addends)) in expected
    assert found is None if len(expected) > MOST_READINGS else sorted(found or []) == sorted(expected)


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(1, 3))
def test_no_number_goes_over_from_one_piece_to_the_next(addends: list[int], at: int):
    numbers = list(map(str, [*addends, sum(addends)]))
    pieces = ["".join(numbers[:at]), "".join(numbers[at:])]
    found = readings(pieces, [3], Budget())
    for reading in found or ():
        ends = [len("".join(map(str, reading[: n + 1]))) for n in range(4)]
        assert len(pieces[0]) in ends
    assert (*addends, sum(addends)) in (found or ())


def test_a_row_of_several_sums_is_read_sum_by_sum():
    assert readings(["12344"], [2, 1], Budget()) == [(1, 2, 3, 4, 4)]
    assert readings(["1232"], [2], Budget()) == []
    assert readings(["123", "22"], [2, 1], Budget()) == [(1, 2, 3, 2, 2)]


def test_what_is_no_digits_has_no_reading_and_what_is_too_long_is_not_decided():
    assert readings(["12a"], [2], Budget()) == []
    assert readings(["1" * 22], [2], Budget()) is None
    assert readings(["1" * 21], [2], Budget()) is not None


def test_a_search_over_its_budget_gives_up():
    assert readings(["1111111111112"], [6], Budget(steps=20)) is None


def test_a_row_with_as_many_readings_as_may_be_is_decided():
    text = "21111121111157"
    expected = [cut for cut in cut_everywhere(text, 7) if sum(cut[:-1]) == cut[-1]]
    assert len(expected) == MOST_READINGS
    assert sorted(readings([text], [6], Budget()) or []) == sorted(expected)


def test_a_reading_ends_where_its_digits_do():
    assert readings(["1124"], [2], Budget()) == []
    assert readings(["112", "0"], [2], Budget()) == []
    assert readings(["1", "12"], [2], Budget()) == [(1, 1, 2)]
    assert readings(["1", "1", "2"], [2], Budget()) == [(1, 1, 2)]


def test_no_number_begins_with_a_zero():
    assert readings(["0516"], [2], Budget()) == []
    assert readings(["0606"], [3], Budget()) == [(0, 6, 0, 6)]


def test_digits_are_cut_by_one_pattern_for_each_column():
    year, total = re.compile(r"\d{1,2}"), re.compile(r"\d{2}")
    assert cuts("123", [year, total]) == [((0, 1), (1, 3))]
    assert cuts("1234", [year, year]) == [((0, 2), (2, 4))]
    assert cuts("12345", [year, year]) == []
    assert cuts("", [year]) == []


def test_of_many_cuts_two_are_told():
    any_number = re.compile(r"\d+")
    assert len(cuts("12345", [any_number, any_number])) == 2


def test_sums_of_columns_choose_among_the_readings_of_rows():
    known = {"a": (1, 2), "total": (4, 7)}
    options = {"b": [(3, 5), (35, 0), (3, 0)]}
    viable, proved = settle([(("a", "b"), ("total",))], known, options, Budget())
    assert viable == {"b": [(3, 5)]}
    assert proved == {"b"}


def test_a_balance_with_a_row_that_is_not_there_decides_nothing():
    options = {"b": [(3, 5), (35, 0)]}
    viable, proved = settle([(("a", "b"), ("total",))], {"a": (1, 2)}, options, Budget())
    assert viable == options
    assert proved == set()


def test_a_balance_without_a_solution_decides_nothing():
    options = {"b": [(3, 5), (35, 0)]}
    viable, proved = settle([(("a", "b"), ("total",))], {"a": (1, 2), "total": (9, 9)}, options, Budget())
    assert viable == options
    assert proved == set()


def test_two_open_rows_keep_every_pair_that_balances():
    options = {"b": [(1,), (2,), (9,)], "c": [(3,), (2,), (8,)]}
    viable, _ = settle([(("b", "c"), ("total",))], {"total": (4,)}, options, Budget())
    assert viable == {"b": [(1,), (2,)], "c": [(3,), (2,)]}


def test_what_one_balance_decides_helps_the_next():
    options = {"b": [(1,), (2,)], "c": [(5,), (6,)]}
    balances = [(("b", "c"), ("all",)), (("b",), ("known",))]
    viable, proved = settle(balances, {"all": (7,), "known": (2,)}, options, Budget())
    assert viable == {"b": [(2,)], "c": [(5,)]}
    assert proved == {"b", "c"}


def test_choosing_has_its_price():
    """Each row is tried with every sum of the rows before it: 4 * 1 * 3 steps, and then 4 * 3 * 3."""
    options = {"b": [(1,), (2,), (9,)], "c": [(3,), (2,), (8,)]}
    balances, known = [(("b", "c"), ("total",))], {"total": (4,)}
    assert settle(balances, known, options, Budget(48))[0] == {"b": [(1,), (2,)], "c": [(3,), (2,)]}
    assert settle(balances, known, options, Budget(47)) == (options, set())


def test_open_rows_stand_on_either_side_of_a_balance():
    options = {"b": [(5,), (6,)], "total": [(7,), (9,)]}
    viable, proved = settle([(("a", "b"), ("total", "rest"))], {"a": (3,), "rest": (2,)}, options, Budget())
    assert (viable, proved) == ({"b": [(6,)], "total": [(7,)]}, {"b", "total"})  # 3 + 6 = 7 + 2


def test_rows_without_any_known_one_are_weighed_too():
    options = {"b": [(1, 2), (12, 0)], "total": [(1, 2), (5, 5)]}
    assert settle([(("b",), ("total",))], {}, options, Budget())[0] == {"b": [(1, 2)], "total": [(1, 2)]}
    alone = {"b": [(1, 2)], "total": [(1, 2)]}
    assert settle([(("b",), ("total",))], {}, alone, Budget()) == (alone, {"b", "total"})


def test_only_the_last_column_may_be_longer_than_numbers_are():
    figure, figures = re.compile(r"\d"), re.compile(r"\d+")
    assert cuts("1" * 16, [figures, figure]) == []
    assert cuts("1" * 16, [figure, figures]) == [((0, 1), (1, 16))]
