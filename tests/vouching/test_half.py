"""A report that is half text and half picture is one record, and wherever it shows its figures are told apart."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import govinfo_parse
from govinfo_parse.cli import terminal_tables
from govinfo_parse.model import State
from govinfo_parse.model.paths import all_cells
from govinfo_parse.readers.document import Recognized
from tests.vouching.documents import COLUMN, document

FOUR, MISREAD = "proceedings", "proceedings.reconsideration.upheld"
DOCUMENT = document({MISREAD: Recognized("5", 0.9)}, seen=(FOUR,))
REPORT = govinfo_parse.parse_document(DOCUMENT)
CELLS = govinfo_parse.cells(REPORT)
SEEN = {path for path in CELLS if path.startswith(FOUR)}
VERIFIED = {path for path in SEEN if not path.startswith(f"{FOUR}.reconsideration")}


def test_one_record_has_figures_of_both_kinds():
    assert {path for path, cell in CELLS.items() if cell.source == "ocr"} == SEEN
    assert {path for path, cell in CELLS.items() if cell.state is State.RECOGNIZED} == SEEN
    assert {path for path, cell in CELLS.items() if cell.verified_by} == VERIFIED
    assert {path for note in REPORT.diagnostics if note.code == "ocr-unverified" for path in note.paths} == (
        SEEN - VERIFIED
    )
    assert CELLS[COLUMN].state is State.NUMBER


def test_strictly_only_figures_of_the_picture_are_withheld():
    strict = govinfo_parse.cells(govinfo_parse.parse_document(DOCUMENT, strict=True))

    assert {path for path, cell in strict.items() if cell != CELLS[path]} == SEEN - VERIFIED
    assert all(strict[path].value is None for path in SEEN - VERIFIED)


def test_in_json():
    told = govinfo_parse.to_dict(REPORT)["cells"]

    assert {path for path, cell in told.items() if cell.get("source") == "ocr"} == SEEN
    assert {path for path, cell in told.items() if cell["state"] == "recognized"} == SEEN
    assert {path for path, cell in told.items() if cell.get("verified_by")} == VERIFIED
    assert all("confidence" in told[path] for path in SEEN)
    assert govinfo_parse.from_json(govinfo_parse.to_json(REPORT)) == REPORT


def test_on_the_review_page():
    page = govinfo_parse.review(REPORT, DOCUMENT)
    links = {path: page[page.index(f'data-path="{path}"') - 60 :][:200] for path in (COLUMN, MISREAD)}

    assert 'data-state="recognized"' in links[MISREAD].partition("</a>")[0]
    assert "data-state" not in links[COLUMN].partition("</a>")[0].partition("data-path")[2]
    assert f'<b>{len(SEEN)}</b> <span class="zh">个由图片识别' in page
    assert f'<b>{len(VERIFIED)}</b> <span class="zh">个经合计印证' in page


def test_in_the_terminal_without_colours():
    out = io.StringIO()
    console = Console(file=out, width=200, no_color=True)
    for table in terminal_tables.report_tables(REPORT):
        console.print(table)
    cells = all_cells(REPORT)
    three, four = out.getvalue().split("四、")[:1], out.getvalue().rpartition("四、")[2]

    assert not set("◎~") & set("".join(three))
    assert f"~{cells[MISREAD].value}" in four
    assert four.count("~") == len(SEEN - VERIFIED)
    assert four.count("◎") == len(VERIFIED)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh_CN", "其中 15 个由图片识别，10 个经合计印证"), ("en_US", "15 of them recognized in pictures, 10 of these")],
)
def test_in_words(monkeypatch, language, words):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(name, f"{language}.UTF-8")

    assert words in str(REPORT)
    assert "图片" in str(CELLS[MISREAD]) or "recognized in a picture" in str(CELLS[MISREAD])
    assert "图片" not in str(CELLS[COLUMN])
