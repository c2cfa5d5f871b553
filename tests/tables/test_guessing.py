"""Rows whose label nobody knows: what their label and their place say together."""

from __future__ import annotations

import pytest

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.model import Diagnostic
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Body
from govinfo_parse.tables.guessing import RowGuessing
from tests.tables.sketches import APPLICANTS, FORMS, NEW, OLD, frames_of

HEADS_2 = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"
RULES, NORMATIVE, LICENSING = "规章 | 1 | 2 | 3", "行政规范牲文件 | 4 | 5 | 6", "行政许可 | 7"
FIRST, GRANTED = f"{NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1", "（一）予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2"
CARRIED, NORMATIVE_PATH = "applications.carried_over", "disclosure.normative_documents"


def placed(sketch: str, *, run_together: bool = False) -> tuple[list[Body], tuple[Diagnostic, ...]]:
    """The rows of a sketch after guessing, and what is said of them."""
    found = frames_of(sketch)
    remarks = Remarks("\n" * 9_999)
    for frame in found:
        frame.grid.run_together = run_together
    RowGuessing(FORMS, remarks).place(found[0].roles.table, found)
    return [body for frame in found for body in frame.rows], remarks.sorted()


def sides(*rows: str, run_together: bool = False) -> list[str | None]:
    bodies, _ = placed("\n".join(rows), run_together=run_together)
    return [body.side for body in bodies]


def test_a_label_with_a_wrong_character_in_its_place_is_read_and_its_cells_are_named():
    bodies, said = placed(f"{HEADS_2}\n{RULES}\n{NORMATIVE}\n{LICENSING}")
    assert [body.side for body in bodies] == [
        "disclosure.rules",
        "disclosure.normative_documents",
        "disclosure.licensing",
    ]
    (note,) = said
    assert note.code == "row-by-place"
    assert "行政规范牲文件" in note.message
    assert "规范性文件'" in note.message
    assert {"disclosure.normative_documents.issued", "disclosure.normative_documents.in_force"} <= set(note.paths)


@pytest.mark.parametrize("rows", [(NORMATIVE, RULES), (LICENSING, NORMATIVE), (RULES, LICENSING, NORMATIVE)])
def test_in_another_place_it_stays_unknown(rows: tuple[str, ...]):
    assert None in sides(HEADS_2, *rows)


@pytest.mark.parametrize(
    "rows", [(NORMATIVE,), (RULES, NORMATIVE), (NORMATIVE, LICENSING), ("行政规范牲文件 | | | 6", LICENSING)]
)
def test_its_place_is_between_the_rows_that_are_known(rows: tuple[str, ...]):
    label = "规章" if rows[0] == RULES else ""
    found = sides(HEADS_2, *rows)
    assert found[1 if label else 0] == "disclosure.normative_documents"


def test_a_row_is_read_once():
    known = "行政规范性文件 | 4 | 5 | 6"
    assert sides(HEADS_2, RULES, NORMATIVE, known, LICENSING)[1] is None
    assert sides(HEADS_2, RULES, NORMATIVE, NORMATIVE, LICENSING)[1:3] == ["disclosure.normative_documents", None]
    assert sides(HEADS_2, known, RULES, NORMATIVE, LICENSING)[2] is None  # wherever the other stands


def test_a_form_that_does_not_print_the_rows_around_it_says_nothing():
    around = "其他对外管理服务事项 | 7", "行政处罪 | 8", "行政强制 | 9"  # the first is of 2019 alone
    assert sides("信息内容 | 本年处理决定数量", *around)[1] == "disclosure.penalties"


def test_the_first_row_of_a_form_may_be_guessed():
    wrong = NEW.replace("申请数量", "申请数里")
    found = sides(f" | {APPLICANTS}", f"{wrong} | 3 | 0 | 0 | 0 | 0 | 0 | 3", f"{OLD} | 2 | 0 | 0 | 0 | 0 | 0 | 2")
    assert found == ["applications.received", CARRIED]


def test_a_row_without_a_number_is_not_asked_about():
    assert sides(HEADS_2, RULES, "行政规范牲文件 | | - |", LICENSING)[1:-1] in ([], [None])


def test_without_cell_marks_a_piece_of_the_label_is_enough_where_one_row_is_missing():
    unknown = "结转政府信息 | 3 | 0 | 0 | 0 | 0 | 0 | 3"
    assert sides(f" | {APPLICANTS}", FIRST, unknown, GRANTED, run_together=True)[1] == CARRIED
    assert sides(f" | {APPLICANTS}", FIRST, unknown, GRANTED)[1] is None
    second = "（二）部分公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2"
    assert sides(f" | {APPLICANTS}", FIRST, unknown, second, run_together=True)[1] is None  # two are missing
    fewer = "结转政府信息 | 3 | 0 | 0 | 0 | 0 | 3"
    assert sides(f" | {APPLICANTS}", FIRST, fewer, GRANTED, run_together=True)[1] is None


@pytest.mark.parametrize(
    ("piece", "row"), [("结转政府某某", CARRIED), ("结转数某某", CARRIED), ("结转政府某某某", None), ("备注", None)]
)
def test_most_characters_of_a_piece_of_a_label_are_the_labels(piece: str, row: str | None):
    unknown = f"{piece} | 3 | 0 | 0 | 0 | 0 | 0 | 3"
    assert sides(f" | {APPLICANTS}", FIRST, unknown, GRANTED, run_together=True)[1] == row


@pytest.mark.parametrize("word", ["上年", "其中", "占比"])
def test_a_label_that_says_other_figures_is_not_placed(word: str):
    unknown = f"{word}量数请申开公 | 3 | 0 | 0 | 0 | 0 | 0 | 3"
    assert sides(f" | {APPLICANTS}", FIRST, unknown, GRANTED, run_together=True)[1] is None


def test_where_the_forms_own_label_says_so_it_is():
    wrong = OLD.replace("申请数量", "申请数里")
    assert sides(f" | {APPLICANTS}", FIRST, f"{wrong} | 3 | 0 | 0 | 0 | 0 | 0 | 3", GRANTED)[1] == CARRIED


def test_an_unknown_row_is_told_what_it_resembles():
    bodies, _ = placed(f"{HEADS_2}\n{LICENSING}\n{NORMATIVE}")
    guessing = RowGuessing(FORMS, Remarks(""))
    assert "规范性文件" in guessing.hint(bodies[1])
    bodies, _ = placed(f"{HEADS_2}\n{RULES}\n另行说明的若干事项 | 4 | 5 | 6")
    assert guessing.hint(bodies[1]) == ""


def test_only_so_many_rows_are_asked_about():
    most = thresholds.GUESSES
    for others, last in ((most - 2, NORMATIVE_PATH), (most - 1, NORMATIVE_PATH), (most, None)):
        found = frames_of("\n".join([HEADS_2, RULES, *["另行说明 | 4 | 5 | 6"] * others, NORMATIVE, LICENSING]))
        guessing = RowGuessing(FORMS, Remarks("\n" * 9_999))
        guessing.place(FORMS.tables["disclosure"], found)
        (body,) = [one for frame in found for one in frame.rows if one.text == "行政规范牲文件"]
        assert body.side == last
        assert (guessing.hint(body) == "") == (others > most - 2)  # one is left
