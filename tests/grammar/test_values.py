"""What looks like a value, so that no label or mark of a grammar may look so."""

from __future__ import annotations

import pytest

from govinfo_parse.grammar.values import dashes, is_value


@pytest.mark.parametrize("text", ["3", " 12 ", "1,234", "3.5万元", "7件", "-6", "—", "－", "/", "无"])
def test_a_figure_with_its_unit_and_what_stands_for_none_are_values(text: str):
    assert is_value(text)


@pytest.mark.parametrize("text", ["规章", "件", "3个月内", "", "3 4", "第3"])
def test_words_and_parts_of_values_are_none(text: str):
    assert not is_value(text)


def test_marks_for_none_are_known_in_full_width_too():
    assert {"-", "—", "/", "－", "／"} <= set(dashes())
