"""Real published files, where they are at hand: every figure stands in its row's line, in the order of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from govinfo_parse.readers import read_document
from tests.readers.builders import expected_rows, plain_table

REAL = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "real"
FILES = [path for path in sorted(REAL.glob("*")) if path.suffix in (".html", ".pdf", ".docx", ".md", ".txt")]
TABLES = [path for path in FILES if path.suffix in (".html", ".pdf", ".docx")]


def rows_of_figures(cells: dict[str, object]) -> Iterator[list[str]]:
    """The figures of each row of the form, in the order of its columns; ambiguous ones have no say."""
    rows: dict[str, list[object]] = {}
    for path, value in cells.items():
        row = "proceedings" if path.startswith("proceedings.") else path.rpartition(".")[0]
        rows.setdefault(row, []).append(value)
    for values in rows.values():
        if "ambiguous" not in values:
            yield ["" if value is None else str(value) for value in values]


def runs(text: str, length: int) -> list[list[str]]:
    """Every run of so many neighbouring cells of a line."""
    lines = [line.split("\t") for line in text.split("\n")]
    return [line[place : place + length] for line in lines for place in range(len(line) - length + 1)]


def check(text: str, cells: dict[str, object]) -> None:
    for figures in rows_of_figures(cells):
        assert figures in runs(text, len(figures)), figures


def test_the_format_is_told_from_the_content():
    for path in FILES:
        expected = {"md": "markdown", "txt": "text"}.get(path.suffix[1:], path.suffix[1:])
        with path.open("rb") as file:
            assert read_document(file).format == expected, path.name


def test_every_figure_stands_in_its_row():
    for path in TABLES:
        document = read_document(path)
        assert document.diagnostics == (), path.name
        check(document.text, json.loads(path.with_suffix(".json").read_text("utf-8"))["cells"])


def test_the_check_itself_on_a_table_of_our_own():
    cells: dict[str, object] = {
        "disclosure.rules.issued": 3,
        "disclosure.rules.repealed": None,
        "disclosure.rules.in_force": 74,
        "disclosure.fees.amount": 121.94,
        "disclosure.licensing.decisions": "ambiguous",
    }
    table = plain_table([["规章", "3", "", "74"], ["行政事业性收费", "121.94"]])
    text = "\n".join(expected_rows(table))
    check(text, cells)
    with pytest.raises(AssertionError):
        check(text, cells | {"disclosure.rules.repealed": 1})
