"""Where the three tables are: what is a part of them, and where another table has to end."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from govinfo_parse.lexing.three_tables import ThreeTables

ROWS, HEADS, COMMON = "abcd", "xyz", "t"


def three(text: str, headings: Sequence[int] = ()) -> ThreeTables:
    """Those of a text in which some letters are labels: a to d of rows, x to z of columns, t of both, m of neither."""
    labels = [SimpleNamespace(type=one, offset=at) for at, one in enumerate(text) if one in ROWS + HEADS + COMMON + "m"]
    return ThreeTables(text, headings, lambda: labels, ROWS, HEADS, COMMON)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("[abc]", True),
        ("[abt]", False),
        ("[aab]", False),
        ("[ab]", False),
        ("[abx]", False),
        ("[xy]", True),
        ("[xx]", False),
        ("[xt]", False),
        ("[mt]", False),
        ("abc\n[1]", False),  # below them
        ("[1]\nabc", False),  # above them
        ("c\n[1]\na", True),  # between two
        ("c" + "-" * 19 + "[1]" + "-" * 19 + "a", True),
        ("c" + "-" * 19 + "\n[1]" + "-" * 19 + "a", False),
        ("c\n" + "-" * 18 + "[1]" + "-" * 19 + "a", True),
        ("c\n" + "-" * 18 + "[1]" + "-" * 20 + "a", False),
        ("c[1]", True),  # on the line of a label
        ("c" + "-" * 20 + "[1]", False),
        ("c\n[1]", False),
        ("[1]c", False),
    ],
)
def test_what_has_several_labels_or_stands_right_between_labels_is_a_part_of_them(text: str, is_part: bool):
    begin, end = text.index("["), text.index("]")

    assert three(text).have(begin, end) is is_part


@pytest.mark.parametrize(
    ("text", "headings", "end"),
    [
        ("1\n2\n3", (), 5),
        ("1\n2\n3", (2, 4), 2),
        ("1\n2\n3", (0,), 5),  # the table begins with it
        ("1\n\na\n3", (), 3),
        ("1\n\n- a\n3", (), 3),
        ("1\n \t\nx\n3", (), 5),
        ("1\n\nm\n3", (), 3),
        ("1\n\nt\n3", (), 6),  # many tables have it
        ("1\na\n3", (), 5),  # in the lines of the table
        ("1\n\n2\na", (), 6),
        ("1 a\n\nb", (), 5),
        ("a\n\n3", (), 4),
        ("1\n\na", (2,), 2),
    ],
)
def test_another_table_ends_where_a_section_or_a_part_of_them_begins(text: str, headings: Sequence[int], end: int):
    assert three(text, headings).next_within(0, len(text)) == end


def test_what_is_behind_a_stretch_does_not_end_it():
    assert three("1\n2\n\na", (4,)).next_within(0, 3) == 3
