"""Rules told from what stands beside them."""

from __future__ import annotations

import numpy as np

from govinfo_parse.readers.recognition import ruling_lines


def band(*strokes: tuple[int, int, int]) -> np.ndarray:
    """Strokes two pixels thick along a rule: the row, where they begin and where they end."""
    made = np.zeros((19, 400), np.uint8)
    for row, start, end in strokes:
        made[row : row + 2, start:end] = 1
    return made


def test_the_feet_of_a_text_above_a_rule_are_none_of_it():
    rule, feet = (9, 0, 400), (3, 50, 120)

    assert np.array_equal(ruling_lines._without_text(band(rule, feet)), band(rule))


def test_a_second_rule_and_a_broken_one_are_kept():
    double, broken = band((6, 0, 400), (11, 0, 400)), band((9, 0, 150), (8, 160, 400))

    assert np.array_equal(ruling_lines._without_text(double), double)
    assert np.array_equal(ruling_lines._without_text(broken), broken)


def test_a_rule_without_any_text_stays_as_it_is():
    assert np.array_equal(ruling_lines._without_text(band((9, 0, 400))), band((9, 0, 400)))
