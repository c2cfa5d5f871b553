"""Which ways to part figures are left."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.statistics.cutting import Node, ordered, settle
from govinfo_parse.statistics.flowing import cuts

numbers = st.integers(0, 40)
choices = st.lists(st.tuples(numbers), min_size=1, max_size=3, unique=True)


def test_every_way_to_part_digits():
    assert cuts("728", 2) == [(7, 28), (72, 8)]
    assert cuts("2002", 2) == [(200, 2)]
    assert cuts("00", 2) == [(0, 0)]
    assert cuts("000", 2) == []
    assert cuts("123", 3) == [(1, 2, 3)]
    assert cuts("1", 2) == []
    assert cuts("1" * 40, 2) == []


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
    settle([root])

    if readings:
        left = [set(cuts) for cuts in (root.cuts, *(part.cuts for part in root.parts))]
        assert left == [set(row) for row in zip(*readings, strict=True)]
    else:
        assert root.cuts == whole
