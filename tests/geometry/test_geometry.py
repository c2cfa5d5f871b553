"""A few hundred drawn reports in every run; ``python -m tests.geometry`` does the long one of 20,000."""

from __future__ import annotations

from functools import cache

import pytest

from govinfo_parse import Parser
from tests.geometry.drawing import FORMATS
from tests.geometry.harness import SEVERAL, Verdict, judge, name_of, scene
from tests.geometry.kinds import KINDS

SCENES = 10
"""How many scenes are drawn of each kind."""
ALL = [*KINDS, SEVERAL]


@cache
def verdicts(kind: str) -> dict[str, Verdict]:
    """What came of the first scenes of a kind, by their names."""
    names = [name_of(number, (kind,)) for number in range(SCENES)]
    return {name: judge(scene(name)) for name in names}


def found(kind: str, fault: str) -> list[str]:
    """The faults of one sort in the scenes of a kind."""
    return [f"{name}  {one}" for name, verdict in verdicts(kind).items() for one in getattr(verdict, fault)]


@pytest.mark.parametrize("kind", ALL)
def test_a_number_is_the_one_printed_there_or_a_warning_names_it(kind: str) -> None:
    assert found(kind, "silent") == []


@pytest.mark.parametrize("kind", ALL)
def test_where_every_crossing_is_known_every_number_comes_back(kind: str) -> None:
    assert found(kind, "lost") == []


@pytest.mark.parametrize("kind", ALL)
def test_what_is_withheld_is_named(kind: str) -> None:
    assert found(kind, "unnamed") == []


@pytest.mark.parametrize("kind", ALL)
def test_what_the_form_does_not_have_is_kept_under_its_labels(kind: str) -> None:
    assert found(kind, "further") == []


def test_what_was_read_before_changes_nothing() -> None:
    """A parser remembers the shapes of tables: it reads every scene, twice, as a parser does that read nothing yet."""
    parser, fresh = Parser(), Parser()
    for number in range(4 * len(ALL)):
        text = scene(name_of(number)).source
        if isinstance(text, str):
            fresh._memory.clear()
            fresh._forms._groupings.clear()
            expected = fresh.parse(text)
            assert [parser.parse(text), parser.parse(text)] == [expected, expected], name_of(number)


def test_a_scene_comes_again() -> None:
    name = name_of(7)
    assert scene(name).source == scene(name).source


@pytest.mark.parametrize(
    "kind", ["plain+blanks", "wide_columns+blanks", "foreign_column", "heads_unlike_rows+blanks", "blocks_as_rows"]
)
def test_a_page_with_drawn_lines(kind: str) -> None:
    """PDF files are drawn rarely elsewhere: they take long."""
    for number in range(2):
        verdict = judge(scene(f"{kind}/pdf/{number}"))
        assert (verdict.silent, verdict.lost, verdict.unnamed) == ([], [], [])


def test_the_harness_can_fail() -> None:
    """A number that is another than the printed one is found out, and so is one that is not given."""
    made = scene("plain/tab_grid/1")
    assert not judge(made).silent
    printed = made.printings["own"]
    first, second = sorted(printed)[:2]
    assert isinstance(made.source, str)
    made.source = made.source.replace(f"\t{printed[first]}\t", "\t987654321\t").replace(f"\t{printed[second]}", "\t")
    verdict = judge(made)
    assert [found.path for found in verdict.silent] == [first]
    assert [found.path for found in verdict.lost] == [second]


def test_the_undamaged_form_comes_back_from_every_format() -> None:
    for format in FORMATS:
        verdict = judge(scene(f"plain/{format}/0"))
        assert verdict.cells > 190
        assert (verdict.silent, verdict.warned, verdict.lost, verdict.withheld, verdict.further) == ([], [], [], [], [])
