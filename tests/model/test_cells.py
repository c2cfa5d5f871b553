"""Cells that are made in bulk are those that the class itself makes."""

from __future__ import annotations

import copy
from decimal import Decimal

import attrs
import pytest

from govinfo_parse.model import Cell, Span, State
from govinfo_parse.model.cells import numbers


def test_they_equal_those_that_the_class_makes():
    made = list(numbers([0, 12, Decimal("1.50")], ["0", "12", "1.50"], [5, 7, 10]))
    expected = [
        Cell(0, State.NUMBER, "0", Span(5, 6)),
        Cell(12, State.NUMBER, "12", Span(7, 9)),
        Cell(Decimal("1.50"), State.NUMBER, "1.50", Span(10, 14)),
    ]
    assert made == expected
    assert [type(cell) for cell in made] == [Cell] * 3
    assert [type(cell.span) for cell in made] == [Span] * 3
    assert list(map(hash, made)) == list(map(hash, expected))
    assert list(map(repr, made)) == list(map(repr, expected))
    assert list(map(attrs.asdict, made)) == list(map(attrs.asdict, expected))
    assert copy.deepcopy(made) == expected


def test_they_cannot_be_changed():
    (cell,) = numbers([1], ["1"], [0])
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cell.value = 2  # type: ignore[misc]
    assert cell.span is not None
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cell.span.start = 2  # type: ignore[misc]


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="zip"):
        list(numbers([1, 2], ["1"], [0]))
