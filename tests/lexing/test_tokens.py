"""A grid of cells, and a label in it."""

from __future__ import annotations

import pytest

from govinfo_parse.lexing.tokens import Grid, Token
from tests.lexing.samples import READER, parted

GRID = parted("tab_grid", "甲\t 规章\n3\n乙\t 4\t5", 100)
"""Rows of two cells, of one, and of three."""


@pytest.mark.parametrize(("index", "row"), [(0, 0), (1, 0), (2, 1), (3, 2), (5, 2)])
def test_the_row_of_a_cell(index: int, row: int):
    assert GRID.row_of(index) == row


@pytest.mark.parametrize(("row", "first"), [(0, 0), (1, 2), (2, 3)])
def test_the_first_cell_of_a_row(row: int, first: int):
    assert GRID.start_of(row) == first


@pytest.mark.parametrize(("index", "offset"), [(0, 100), (1, 103), (2, 106), (3, 108), (4, 111), (5, 113)])
def test_where_the_content_of_a_cell_begins(index: int, offset: int):
    assert GRID.offset(index) == offset


def test_a_label_is_known_by_its_cell():
    token = Token("RULES", GRID, 1, 0)
    assert (token.text, token.offset, token.torn) == ("规章", 103, ())
    assert repr(token) == "Token(RULES, ' 规章')"
    assert Token("RULES", GRID, 1, 0, (2, 3)).torn == (2, 3)


def test_a_new_grid_is_neither_framed_nor_run_together_nor_doubtful():
    grid = Grid("own", 0, ["甲"], [0], [READER["甲"]], bytearray(1), [0], lined=True)
    assert (grid.framed, grid.run_together, grid.doubtful) == (False, False, set())


def test_two_grids_are_never_the_same():
    one, other = parted("tab_grid", "甲\t3"), parted("tab_grid", "甲\t3")
    assert one != other
    assert len({one, other}) == 2


@pytest.mark.parametrize(
    ("texts", "goes_on"), [(["甲 ", "乙", "丙"], True), (["甲", "乙 ", "丙"], False), (["甲"], False)]
)
def test_the_last_cell_goes_on_where_nothing_parts_it_from_the_one_before(texts: list[str], goes_on: bool):
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    lexemes = [READER[text] for text in texts]
    grid = Grid("own", 0, texts, starts, lexemes, bytearray(len(texts)), [len(texts) - 1], lined=False)
    assert grid.goes_on(len(texts) - 1) is goes_on
