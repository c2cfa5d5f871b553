"""An outline is a text without its figures: places are told by how many figures stand before them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.lexing.outlines import Outline
from govinfo_parse.readers.document import Cover

TEXTS = st.text(alphabet="规章 1209\t\n.|", max_size=40)


class Placed(NamedTuple):
    offset: int
    texts: Sequence[object]
    boxes: Sequence[object] = ()


def test_texts_that_differ_in_figures_have_one_outline():
    one, other = Outline("规章\t1\t20\n第3条", 0), Outline("规章\t104\t0\n第3条", 7)
    assert one.words == other.words
    assert one.figures == ["1", "20", "3"]
    assert other.figures == ["104", "0", "3"]


@pytest.mark.parametrize(
    "other",
    [
        "规章\t1\t\n",
        "规章\t1\t-\n",
        "规章 1\t2\n",
        "规章\t1\t2.5\n",
        "规章\t1\t2,345\n",
        "规章\t1\t-2\n",
        "规定\t1\t2\n",
        "规章\t①\t2\n",
    ],
)
def test_what_is_no_whole_number_makes_another_outline(other: str):
    assert Outline("规章\t1\t2\n", 0).words != Outline(other, 0).words


@given(TEXTS, st.integers(0, 1000))
def test_every_offset_outside_a_figure_comes_back(text: str, begin: int):
    outline = Outline(text, begin)
    for offset in range(begin, begin + len(text) + 1):
        at = offset - begin
        if 0 < at < len(text) and text[at - 1].isdecimal() and text[at].isdecimal():
            with pytest.raises(ValueError, match="inside a figure"):
                outline.place(offset)
        else:
            assert outline.offset(outline.place(offset)) == offset


@given(TEXTS, st.integers(0, 1000), st.randoms())
def test_a_place_is_the_same_place_with_other_figures(text: str, begin: int, random):
    outline = Outline(text, begin)
    figures = iter([str(random.randrange(100_000)) for _ in outline.figures])
    other = Outline("".join(next(figures) if part.isdecimal() else part for part in _parts(text)), begin + 3)
    assert other.words == outline.words
    for number, start in enumerate(outline.starts()):
        assert other.offset(outline.place(start)) == other.starts()[number]
        end = start + len(outline.figures[number])
        assert other.offset(outline.place(end)) == other.starts()[number] + len(other.figures[number])


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for character in text:
        if parts and character.isdecimal() and parts[-1][-1].isdecimal():
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def test_the_text_between_two_offsets():
    assert Outline("12\t345 6", 10).between(13, 18) == "345 6"


def test_covered_places_are_a_part_of_the_outline():
    text = "规章\t\t1\n"
    plain = Outline(text, 0, [Placed(0, ["规章", "", "1"])])
    covered = Outline(text, 0, [Placed(0, ["规章", Cover.LEFT, "1"])])
    again = Outline("规章\t\t20\n", 5, [Placed(5, ["规章", Cover.LEFT, "20"])])
    assert plain.words != covered.words
    assert covered.words == again.words


def test_tables_that_are_drawn_have_another_outline():
    text = "规章\t1\n"
    said, drawn = Placed(0, ["规章", "1"]), Placed(0, ["规章", "1"], [None, None])
    assert Outline(text, 0, [said]).words != Outline(text, 0, [drawn]).words


def test_rows_on_other_lines_are_another_outline():
    text = "规章\t1\n规章\t1\n"
    assert Outline(text, 0, [Placed(0, ["规章", "1"])]).words != Outline(text, 0, [Placed(5, ["规章", "1"])]).words


def test_cells_that_the_text_does_not_show_count_with_their_figures():
    text = "规章\t1\n"
    one, other = (Outline(text, 0, [Placed(0, ["规章", figure])]) for figure in ("2", "3"))
    assert one.words != other.words


def test_the_leading_figures_are_those_with_nothing_before_them_on_their_line():
    outline = Outline("1 规章 2 3\n 4 5\n（6\n甲7\n8", 0)
    assert [outline.figures[number] for number in outline.leading()] == ["1", "4", "6", "8"]
    assert Outline("规章 1", 0).leading() == []
