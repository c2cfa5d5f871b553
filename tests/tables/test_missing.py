"""What a text should have and has not, told from the cells that were read of it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.model import Cell, Diagnostic, FurtherCell, Span, State
from govinfo_parse.tables.missing import say_missing
from govinfo_parse.tables.table_reader import Tables
from tests.tables.sketches import FORMS, lines

NUMBER = Cell(1, State.NUMBER, "1", Span(0, 1))
OTHER = "applications.outcomes.other"
UNDIVIDED, DIVIDED = f"{OTHER}.undivided", (f"{OTHER}.correction_overdue", f"{OTHER}.fee_overdue", f"{OTHER}.other")


def cells_of(form: str, *but: str) -> dict[str, Cell]:
    """Every cell of a form, without those below some paths."""
    paths = [path for block in FORMS.printed[form].blocks for path in block.paths]
    return {path: NUMBER for path in paths if not any(path.startswith(f"{one}.") for one in but)}


def said(
    cells: dict[str, Cell],
    form: str | None = "2021",
    *,
    titled: bool = True,
    unfilled: dict[str, Label] | None = None,
    rows: Iterable[str] = (),
    named: Iterable[str] = (),
    told: Iterable[str] = (),
    beyond: Iterable[str] = (),
) -> list[Diagnostic]:
    remarks = Remarks("\n" * 99)
    if told:
        remarks.add("row-ambiguous", 0, told, label="规章", count=2, columns=3)
    further = tuple(FurtherCell(table, None, None, None, NUMBER) for table in beyond)
    forms = frozenset([form]) if form is not None else None
    tables = Tables(cells, forms, unfilled or {}, frozenset(named), None, {}, frozenset(rows), further)
    say_missing(FORMS, remarks, tables, form, titled=titled)
    return list(remarks.sorted())


def codes(notes: list[Diagnostic]) -> list[str]:
    return [note.code for note in notes]


def label_of(text: str) -> Label:
    return lines(f"{text} | 1").lines[0].labels[0]


@pytest.mark.parametrize(
    ("titled", "named", "code"),
    [
        (True, (), "table-missing"),
        (False, (), "not-a-report"),
        (False, ("proceedings",), "not-a-report"),  # its labels are common words
        (False, ("disclosure",), "table-missing"),
        (False, ("applications", "proceedings"), "table-missing"),
        (True, ("proceedings",), "table-missing"),
    ],
)
def test_where_nothing_was_read_the_title_or_a_label_tells_a_report(titled: bool, named: tuple[str, ...], code: str):
    notes = said({}, None, titled=titled, named=named)
    assert set(codes(notes)) == {code}
    cells = {path for form in ("2019", "2021") for path in cells_of(form)} if code == "table-missing" else set()
    assert {path for note in notes for path in note.paths} == cells


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_of_a_whole_form_nothing_is_missing(form: str):
    assert said(cells_of(form), form) == []
    assert said(cells_of(form), None) == []


def test_a_row_that_is_missing_is_named_with_the_cells_that_its_form_prints():
    (note,) = said(cells_of("2021", "disclosure.rules", "disclosure.fees"))
    assert note.code == "row-missing"
    assert "规章、行政事业性收费" in note.message
    assert note.paths == (
        *(f"disclosure.rules.{name}" for name in ("issued", "repealed", "in_force")),
        "disclosure.fees.amount",
    )
    assert codes(said(cells_of("2021", "disclosure.rules", "applications.received"))) == ["row-missing"] * 2


def test_where_the_form_is_not_known_only_rows_that_all_forms_print_are_missed():
    assert said(cells_of("2021"), None) == said(cells_of("2019", "disclosure.procurement"), None) == []
    assert codes(said(cells_of("2019", "disclosure.procurement"), "2019")) == ["row-missing"]
    (note,) = said(cells_of("2019", "disclosure.rules"), None)
    assert note.code == "row-missing"


def test_where_the_form_is_not_known_a_missing_row_is_named_with_the_cells_of_every_form():
    (note,) = said(cells_of("2019", "disclosure.licensing"), None)
    assert note.paths == tuple(f"disclosure.licensing.{name}" for name in ("previous_items", "change", "decisions"))
    (note,) = said(cells_of("2021", "disclosure.fees"), None)
    assert set(note.paths) == {f"disclosure.fees.{name}" for name in ("amount", "previous_items", "change")}


def test_where_the_form_is_not_known_no_row_of_the_other_treatments_is_found():
    (note,) = said(cells_of("2021", OTHER), None)
    assert {path.rpartition(".")[0] for path in note.paths} == {UNDIVIDED, *DIVIDED}
    assert note.message.count("其他处理") == 1
    for row in (UNDIVIDED, DIVIDED[1]):
        found = {f"{row}.total": NUMBER}
        left = said(cells_of("2021", OTHER) | found, None)
        assert {path.rpartition(".")[0] for note in left for path in note.paths} == (
            set() if row == UNDIVIDED else {DIVIDED[0], DIVIDED[2]}
        )


def test_a_row_that_could_not_be_read_is_not_missing():
    withheld = Cell(None, State.AMBIGUOUS, "12", Span(0, 2))
    cells = cells_of("2021", "disclosure.rules") | {"disclosure.rules.issued": withheld}
    assert said(cells) == []


def test_a_row_whose_label_is_there_is_missing_where_nothing_names_it():
    cells, row = cells_of("2021", "disclosure.rules"), ["disclosure.rules"]
    assert codes(said(cells, rows=row, told=["disclosure.rules.issued"])) == ["row-ambiguous"]
    assert codes(said(cells, rows=row)) == ["row-missing"]  # nothing else tells what became of it
    (note,) = said(cells_of("2021", "disclosure.rules"), unfilled={"disclosure.rules": label_of("规章")})
    assert (note.code, note.line) == ("row-without-values", 1)
    assert note.paths == tuple(f"disclosure.rules.{name}" for name in ("issued", "repealed", "in_force"))
    (note,) = said(cells_of("2021", "disclosure.rules"), None, unfilled={"disclosure.rules": label_of("规章")})
    assert len(note.paths) == 6  # of whatever form


def test_a_label_without_values_is_no_loss_where_its_row_stands_elsewhere():
    assert said(cells_of("2021"), unfilled={"disclosure.rules": label_of("规章")}) == []


def test_a_label_without_values_is_told_beside_a_whole_form():
    notes = said(cells_of("2021"), unfilled={"disclosure.procurement": label_of("规章")})
    assert codes(notes) == ["row-without-values"]


def test_a_table_that_is_missing_is_named_with_its_cells_and_its_rows_are_not_named_again():
    (note,) = said(cells_of("2021", "disclosure"))
    assert note.code == "table-missing"
    assert "二、主动公开政府信息情况" in note.message
    assert note.paths == tuple(path for path in cells_of("2021") if path.startswith("disclosure."))
    (note,) = said(cells_of("2021", "proceedings"), None)
    assert set(note.paths) == {path for path in cells_of("2021") if path.startswith("proceedings.")}
    assert len(note.paths) == len(set(note.paths)) == 15


def test_the_three_rows_of_other_outcomes_and_the_one_stand_for_each_other():
    one = {path: NUMBER for path in cells_of("2019") if path.startswith(f"{UNDIVIDED}.")}
    three = {path: NUMBER for path in cells_of("2021") if path.startswith(f"{DIVIDED[1]}.")}
    assert said(cells_of("2021", *DIVIDED) | one) == []
    assert said(cells_of("2019", UNDIVIDED) | three, "2019") == []
    (note,) = said(cells_of("2021", *DIVIDED))
    assert {path.rpartition(".")[0] for path in note.paths} == set(DIVIDED)
    (note,) = said(cells_of("2019", UNDIVIDED), "2019")
    assert {path.rpartition(".")[0] for path in note.paths} == {UNDIVIDED}


def test_a_row_that_could_not_be_read_stands_for_no_other():
    unreadable = Cell(None, State.UNREADABLE, "4l2", Span(0, 3))
    one = {path: unreadable for path in cells_of("2019") if path.startswith(f"{UNDIVIDED}.")}
    assert codes(said(cells_of("2021", *DIVIDED) | one)) == ["row-missing"]


def test_the_label_of_a_group_needs_no_values():
    unfilled = {UNDIVIDED: label_of("规章")}
    assert said(cells_of("2021", *DIVIDED[:2]), unfilled=unfilled)[0].code == "row-missing"
    assert "row-without-values" not in codes(said(cells_of("2021", *DIVIDED), unfilled=unfilled))
    assert "row-without-values" in codes(said(cells_of("2019", UNDIVIDED), "2019", unfilled=unfilled))


def test_a_cell_that_was_not_found_is_named_where_figures_stand_in_columns_that_no_form_has():
    upheld = "proceedings.reconsideration.upheld"
    cells = {path: cell for path, cell in cells_of("2021").items() if path != upheld}
    assert said(cells) == said(cells, beyond=["applications"]) == []
    for form in ("2021", None):
        (note,) = said(cells, form, beyond=["proceedings"])
        assert (note.code, note.paths) == ("column-missing", (upheld,))
        assert "结果维持" in note.message


def test_a_cell_that_was_not_found_is_named_where_figures_of_its_table_are_withheld():
    upheld, total = (f"proceedings.reconsideration.{name}" for name in ("upheld", "total"))
    withheld = {total: Cell(None, State.AMBIGUOUS, "12", Span(0, 2))}
    cells = {path: cell for path, cell in cells_of("2021").items() if path != upheld}
    (note,) = said(cells | withheld)
    assert (note.code, note.paths) == ("column-missing", (upheld,))


def test_a_cell_that_something_else_was_said_of_is_not_named_again():
    issued = "disclosure.rules.issued"
    cells = {path: cell for path, cell in cells_of("2021").items() if path != issued}
    assert codes(said(cells, beyond=["disclosure"])) == []  # the two forms have no cell of this row in common
    granted = "applications.outcomes.granted.enterprise"
    cells = {path: cell for path, cell in cells_of("2021").items() if path != granted}
    assert codes(said(cells, beyond=["applications"])) == ["column-missing"]
    assert codes(said(cells, beyond=["applications"], told=[granted])) == ["row-ambiguous"]


@pytest.mark.parametrize(("beyond", "named"), [((), False), (("disclosure",), True)])
def test_where_the_form_and_the_row_of_figures_are_not_known_the_rows_of_any_form_are_named(
    beyond: tuple[str, ...], *, named: bool
):
    row = "disclosure.other_services"
    notes = said(cells_of("2019", row), None, beyond=beyond)
    assert any(path.startswith(f"{row}.") for note in notes for path in note.paths) == named


def test_a_row_that_is_doubted_beside_unknown_ones_stands_in_for_no_other():
    one = {f"{UNDIVIDED}.{path.rpartition('.')[2]}": NUMBER for path in cells_of("2021") if DIVIDED[0] in path}
    cells = cells_of("2021", *DIVIDED) | one

    assert said(cells) == []
    assert codes(said(cells, told=one)) == ["row-ambiguous"]
    note = said(cells, told=one, beyond=["applications"])[-1]
    assert note.code == "row-missing"
    assert {path.rpartition(".")[0] for path in note.paths} == set(DIVIDED)
