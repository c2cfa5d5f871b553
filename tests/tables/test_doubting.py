"""Sums that fail: how many make a whole table doubtful, and which cells are named then."""

from __future__ import annotations

import pytest

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.model import Cell, Diagnostic, FurtherCell, Span, State
from govinfo_parse.tables.doubting import _holds, _lines, say_doubtful
from govinfo_parse.tables.table_reader import Tables

BLANK, DASH = Cell(None, State.BLANK, "", Span(0, 0)), Cell(None, State.DASH, "-", Span(0, 1))
AMBIGUOUS, UNREADABLE = Cell(None, State.AMBIGUOUS, "12", Span(0, 2)), Cell(None, State.UNREADABLE, "4l2", Span(0, 3))
APPLICATIONS, PROCEEDINGS = "applications.applicants_total", "proceedings.total"


def printed(number: int) -> Cell:
    return Cell(number, State.NUMBER, str(number), Span(0, len(str(number))))


def row(rule: str, place: int, *, off: int) -> dict[str, Cell]:
    """One of the rows that a relation adds up, each part 1; its total is so much off."""
    total, parts = list(_lines(rule))[place]
    return {part: printed(1) for part in parts} | {total: printed(len(parts) + off)}


def told(cells: dict[str, Cell], further: tuple[FurtherCell, ...] = ()) -> tuple[Diagnostic, ...]:
    remarks = Remarks("\n" * 9)
    offsets = {"applications": 2, "proceedings": 5}
    say_doubtful(Tables(cells, None, {}, frozenset(), None, offsets, frozenset(), further), remarks)
    return remarks.sorted()


def rows(rule: str, failing: int, holding: int) -> dict[str, Cell]:
    made = [row(rule, place, off=place < failing) for place in range(failing + holding)]
    return {path: cell for one in made for path, cell in one.items()}


@pytest.mark.parametrize(
    ("rule", "failing", "holding", "doubted"),
    [
        (PROCEEDINGS, 2, 1, True),  # of three blocks two are many
        (PROCEEDINGS, 1, 2, False),
        (PROCEEDINGS, 1, 0, False),
        (PROCEEDINGS, 2, 0, True),
        (APPLICATIONS, 3, 0, True),
        (APPLICATIONS, 2, 0, False),
        (APPLICATIONS, 3, 5, True),  # more than a third and a little
        (APPLICATIONS, 3, 6, False),
        (APPLICATIONS, 0, 9, False),
    ],
)
def test_so_many_sums_have_to_fail(rule: str, failing: int, holding: int, doubted: bool):
    assert [note.code for note in told(rows(rule, failing, holding))] == ["table-doubtful"] * doubted


def test_every_cell_of_the_table_that_was_read_is_named_and_none_of_another():
    cells = rows(PROCEEDINGS, 2, 1) | row(APPLICATIONS, 0, off=1)
    names = [path for path in cells if path.startswith("proceedings.")]
    blank, dash, withheld, wrong = names[-4:]
    cells |= {blank: BLANK, dash: DASH, withheld: AMBIGUOUS, wrong: UNREADABLE}
    further = tuple(FurtherCell(t, "a", "b", None, printed(7)) for t in ("applications", "proceedings", "disclosure"))
    (note,) = told(cells, further)
    assert note.paths == (*[path for path in names if path not in {withheld, wrong}], "further.1")
    assert (note.line, note.column) == (6, 1)
    assert ("2" in note.message, "3" in note.message) == (True, False)  # the third block does not tell any more


def test_each_table_is_doubted_by_itself():
    found = told(rows(APPLICATIONS, 3, 0) | rows(PROCEEDINGS, 2, 1))
    assert [(note.line, note.paths[0].partition(".")[0]) for note in found] == [(3, "applications"), (6, "proceedings")]


@pytest.mark.parametrize(
    ("parts", "total", "holds"),
    [
        ((1, 2, 3), 6, True),
        ((1, 2, 3), 7, False),
        ((1, None, 3), 4, True),  # a blank adds nothing
        ((1, None, 3), 5, False),
        ((0, 0, 0), 5, None),
        ((None, None, None), 5, None),
        ((1, 2, 4), None, True),  # the total is blank: none of the others has it
        ((1, 2, 3), None, False),  # 3 is the sum of the others
        ((1, 2, 4), 0, True),
        ((1, 2, 3), 0, False),
        ((2, 2, 0), 0, None),  # too few to tell
        ((5, 0, 0), None, None),
    ],
)
def test_whether_a_sum_holds(parts: tuple[int | None, ...], total: int | None, holds: bool | None):
    cells = {name: BLANK if number is None else printed(number) for name, number in zip("abc", parts, strict=True)}
    cells["all"] = BLANK if total is None else printed(total)
    assert _holds(cells, "all", ("a", "b", "c")) is holds


def test_a_total_that_is_not_there_is_as_one_that_is_blank():
    cells = {name: printed(number) for name, number in zip("abc", (1, 2, 3), strict=True)}
    assert _holds(cells, "all", ("a", "b", "c")) is False
    assert _holds(cells | {"c": printed(4)}, "all", ("a", "b", "c")) is True


def test_a_total_below_the_sum_of_some_parts_is_not_theirs():
    """As where the column of one part was not found, and a sum of some others was read as the total."""
    cells = {"a": printed(4), "c": printed(2), "all": printed(5)}
    assert _holds(cells, "all", ("a", "b", "c")) is False
    assert _holds(cells | {"all": printed(6)}, "all", ("a", "b", "c")) is None
    assert _holds(cells | {"all": BLANK}, "all", ("a", "b", "c")) is None


@pytest.mark.parametrize("unknown", [AMBIGUOUS, UNREADABLE])
@pytest.mark.parametrize("name", ["a", "c", "all"])
def test_a_number_that_is_not_known_tells_nothing(name: str, unknown: Cell):
    cells = {one: printed(number) for one, number in zip(("a", "b", "c", "all"), (1, 2, 4, 8), strict=True)}
    assert _holds(cells | {name: unknown}, "all", ("a", "b", "c")) is None
    del cells["b"]
    assert _holds(cells, "all", ("a", "b", "c")) is None
