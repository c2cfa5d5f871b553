"""What sums say of figures that recognition read; the recognition itself is not needed for it."""

from __future__ import annotations

import attrs
import pytest

import govinfo_parse
from govinfo_parse.checks import check
from govinfo_parse.model import Report, Severity, State
from govinfo_parse.readers.document import Recognized, document_as_data, document_from_data
from tests.vouching.documents import COLUMN, COLUMNS, ROW, document

TOTALS = ("applications.applicants_total", "applications.outcomes_total")


def read(texts: dict[str, str | Recognized] | None = None, *, strict: bool = False) -> Report:
    return govinfo_parse.parse_document(document(texts), strict=strict)


def notes(report: Report, code: str) -> set[str]:
    return {path for note in report.diagnostics if note.code == code for path in note.paths}


def test_a_figure_says_that_it_was_recognised_and_what_vouches_for_it():
    report = read()
    cells = govinfo_parse.cells(report)

    assert cells[COLUMN].state is State.RECOGNIZED
    assert (cells[COLUMN].value, cells[COLUMN].source, cells[COLUMN].confidence) == (3, "ocr", 0.9)
    assert set(cells[COLUMN].verified_by) == set(TOTALS)
    assert cells["proceedings.reconsideration.upheld"].verified_by == ("proceedings.total",)


def test_what_has_no_sums_is_named():
    report = read()
    named = notes(report, "ocr-unverified")

    assert {path for path in govinfo_parse.cells(report) if path.startswith("disclosure.")} <= named
    assert not {path for path in named if path.startswith(("applications.", "proceedings."))}
    assert all(
        govinfo_parse.cells(report)[path].verified_by for path in govinfo_parse.cells(report) if path not in named
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_a_misread_figure_costs_all_figures_of_its_sums(name: str):
    report = read({f"{ROW}.{name}": "8888"})
    named, cells = notes(report, "ocr-unverified"), govinfo_parse.cells(report)

    assert cells[f"{ROW}.{name}"].value == 8888
    assert {f"{ROW}.{other}" for other in (*COLUMNS, "total")} <= named
    assert {path for path in cells if path.endswith(f".{name}") and path.startswith("applications.outcomes.")} <= named


def test_permuted_figures_of_a_row_are_not_vouched_for():
    report = read({f"{ROW}.natural_person": "4", f"{ROW}.enterprise": "3"})

    assert next(f for f in check(report) if f"{ROW}.total" in f.paths and f.rule == TOTALS[0]).outcome == "holds"
    assert {f"{ROW}.natural_person", f"{ROW}.enterprise"} <= notes(report, "ocr-unverified")


def test_strictly_what_nothing_vouches_for_is_withheld():
    loose, strict = read(), read(strict=True)

    for path, cell in govinfo_parse.cells(loose).items():
        now = govinfo_parse.cells(strict)[path]
        assert now == (cell if cell.verified_by else attrs.evolve(cell, value=None, state=State.UNREADABLE))
    assert notes(strict, "ocr-unverified") == notes(loose, "ocr-unverified")


def test_a_figure_that_was_hardly_recognised_is_withheld_where_no_sums_vouch_for_it():
    table_2, misread = "disclosure.rules.issued", f"{ROW}.enterprise"
    report = read({table_2: Recognized("7", 0.79), COLUMN: Recognized("3", 0.1), misread: Recognized("9", 0.1)})
    cells = govinfo_parse.cells(report)

    assert notes(report, "ocr-unsure") == {table_2, misread, COLUMN}
    assert {table_2, misread, COLUMN} <= notes(report, "ocr-unverified")
    assert [(cells[path].value, cells[path].state, cells[path].raw) for path in (table_2, misread)] == [
        (None, State.UNREADABLE, "7"),
        (None, State.UNREADABLE, "9"),
    ]
    assert govinfo_parse.cells(read({table_2: Recognized("7", 0.8)}))[table_2].value == 7


def test_sums_vouch_also_for_a_figure_that_was_hardly_recognised():
    report = read({COLUMN: Recognized("3", 0.1)})

    assert govinfo_parse.cells(report)[COLUMN].verified_by
    assert not notes(report, "ocr-unsure")


def test_one_sum_alone_vouches_for_nothing_where_a_figure_in_it_was_hardly_recognised():
    lost = {"proceedings.reconsideration.pending": Recognized("3", 0.1),  # say 63 and 70: both lost sixty
            "proceedings.reconsideration.total": Recognized("10", 0.9)}  # fmt: skip
    report = read(lost)
    cells = govinfo_parse.cells(report)

    assert notes(report, "ocr-unsure") == {"proceedings.reconsideration.pending"}
    block = {path for path in cells if path.startswith("proceedings.reconsideration.")}
    assert block <= notes(report, "ocr-unverified")
    assert cells["proceedings.litigation_direct.total"].verified_by


@pytest.mark.parametrize(
    ("path", "text", "is_withheld"),
    [
        (COLUMN, "3.1", True),
        (COLUMN, "-3", True),
        ("disclosure.rules.issued", "0.7", True),
        ("disclosure.fees.amount", "0.7", False),
        ("disclosure.rules.issued", "7", False),
    ],
)
def test_what_counts_is_neither_a_fraction_nor_negative(path: str, text: str, *, is_withheld: bool):
    report = read({path: text})

    assert (path in notes(report, "ocr-unsure")) == is_withheld
    assert (govinfo_parse.cells(report)[path].value is None) == is_withheld


def test_another_reading_of_the_engine_is_taken_where_it_alone_satisfies_all_sums():
    report = read({COLUMN: Recognized("8", 0.6, ("3", "9"))})
    cell = govinfo_parse.cells(report)[COLUMN]

    assert (cell.value, cell.state, cell.raw) == (3, State.RECOVERED, "8")
    assert notes(report, "ocr-recovered") == {COLUMN}
    assert not cell.verified_by
    told = next(note for note in report.diagnostics if note.code == "ocr-recovered")
    assert told.severity is Severity.WARNING
    assert f"{COLUMN} is 3, not 8" in told.message


def test_an_unsure_figure_is_taken_where_the_sums_leave_one_reading():
    report = read({COLUMN: Recognized("〓", 0.4, ("8", "3"))})

    assert govinfo_parse.cells(report)[COLUMN].value == 3
    assert govinfo_parse.cells(report)[COLUMN].state is State.RECOVERED


def test_no_other_reading_is_taken_where_none_or_two_satisfy_the_sums():
    assert govinfo_parse.cells(read({COLUMN: Recognized("8", 0.85, ("9", "5"))}))[COLUMN].value == 8
    two = {"proceedings.reconsideration.upheld": Recognized("9", 0.85, ("4",)),
           "proceedings.reconsideration.corrected": Recognized("1", 0.85, ("6",)),
           "proceedings.reconsideration.total": Recognized("10", 0.85, ("15",))}  # fmt: skip
    report = read(two)  # 4 + 1 + 2 + 3 = 10, and 9 + 1 + 2 + 3 = 15
    assert govinfo_parse.cells(report)["proceedings.reconsideration.upheld"].value == 9
    assert not notes(report, "ocr-recovered")


def test_a_figure_is_never_changed_for_its_sums_alone():
    report = read({COLUMN: "8"})

    assert govinfo_parse.cells(report)[COLUMN].value == 8
    assert any(finding.outcome == "violated" for finding in report.findings)


def test_text_is_not_touched():
    report = govinfo_parse.parse_document(document(seen=()))

    assert {cell.source for cell in govinfo_parse.cells(report).values()} == {"text"}
    assert not notes(report, "ocr-unverified")
    assert "source" not in govinfo_parse.to_json(report)


def test_documents_and_reports_keep_what_recognition_said():
    found = document({COLUMN: Recognized("8", 0.6, ("3", "9"))})
    report = govinfo_parse.parse_document(found)

    again = document_from_data(document_as_data(found))
    assert again == found
    assert [cell.recognized and cell.recognized.others for cell in again.cells] == [
        cell.recognized and cell.recognized.others for cell in found.cells
    ]
    assert govinfo_parse.from_json(govinfo_parse.to_json(report)) == report
