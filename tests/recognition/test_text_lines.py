"""Lines of text in a cell."""

from __future__ import annotations

import numpy as np
import pytest

from govinfo_parse.readers.recognition.text_lines import Box, text_lines, usual_size

SIZE = 24


def characters(count: int, left: int, top: int) -> list[tuple[int, int, int, int]]:
    return [(left + number * 26, top, left + number * 26 + SIZE, top + SIZE) for number in range(count)]


def comma(left: int, top: int) -> tuple[int, int, int, int]:
    """One that hangs below its line into the next."""
    return left, top + 18, left + 6, top + SIZE + 8


@pytest.mark.parametrize("count", [2, 3, 5])
def test_lines_that_commas_hold_together_are_parted(count: int):
    tops = [100 + number * 30 for number in range(count)]
    marks = [mark for top in tops for mark in (*characters(8, 50, top), comma(270, top), comma(262, top))]

    found = text_lines(np.array(marks), is_cell=True, usual=SIZE)
    assert [box.top for box in found] == tops
    assert [box.bottom for box in found] == [top + SIZE + 8 for top in tops]


@pytest.mark.parametrize("grown", [1, 2, 3, 6])
def test_lines_whose_characters_have_grown_together_are_parted(grown: int):
    tops = [100, 130]
    marks = [(50, top, 50 + grown * 24, top + SIZE) for top in tops] + [(50 + grown * 26, 100, 74 + grown * 26, 124)]

    assert [box.top for box in text_lines(np.array(marks), is_cell=True, usual=SIZE)] == tops


def test_figures_that_have_grown_together_are_no_larger_than_others():
    apart, together = characters(6, 50, 100), [(50, 100, 206, 124)]

    assert usual_size(np.array(apart)) == usual_size(np.array(together)) == SIZE


def test_a_corner_that_is_left_of_a_table_is_no_line():
    assert text_lines(np.array([(3417, 846, 3420, 849)]), is_cell=False) == []


def test_a_large_character_is_one_line():
    strokes = [(50, 100, 110, 108), (60, 104, 70, 150), (90, 104, 100, 150), (50, 126, 110, 134), (50, 148, 110, 156)]

    assert text_lines(np.array(strokes), is_cell=True, usual=SIZE) == [Box(50, 100, 110, 156)]


def test_many_lines_that_hang_together_are_parted_without_recursion():
    steps = [(50 + number % 2 * 3, number * 6, 60 + number % 2 * 3, number * 6 + 7) for number in range(3_000)]

    found = text_lines(np.array(steps), is_cell=True, usual=3.0)
    assert found[0].top == 0
    assert found[-1].bottom == 2_999 * 6 + 7
