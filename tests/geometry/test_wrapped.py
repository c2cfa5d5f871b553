"""Tables whose cells were wrapped into several lines of text, as word processors and terminals do it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.model import Severity
from govinfo_parse.model.paths import all_cells

EXAMPLES = Path(__file__).parents[2] / "examples"
SEPARATORS = {"tab_grid_2019": "\t", "tab_grid_2021": "\t", "pipe_rows_2019": "|", "pipe_rows_2021": "|"}
_WHOLE = re.compile(r"(?<=[\t|])(?<!\n\|)\d+(?=[\t|\n])|(?<=[\t|] )\d+(?=\n| [\t|\n])")
ALIGNED = ("top", "middle", "bottom")
BLANKED = ("\t0\t", "|0|", "| 0 |")


def wrapped(text: str, separator: str, width: int, aligned: str, figures: int | None = None) -> str:
    """The text with the cells of its tables in lines of so many characters, each cell in its own column.

    ``figures`` is how many characters a line of a cell with a number has.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.split(separator)]
        if len(cells) == 1 or not any(map(str.isalnum, line)):
            lines.append(line)
            continue
        pieces = [_pieces(cell, figures if figures and cell.isascii() else width) for cell in cells]
        height = max(map(len, pieces))
        for piece in pieces:
            empty = height - len(piece)
            above = {"top": 0, "middle": empty // 2, "bottom": empty}[aligned]
            piece[:] = [""] * above + piece + [""] * (empty - above)
        lines += [separator.join(piece[number] for piece in pieces) for number in range(height)]
    return "\n".join(lines)


def _pieces(cell: str, width: int) -> list[str]:
    return [cell[at : at + width] for at in range(0, len(cell), width)] or [""]


def times(text: str, factor: int) -> str:
    """The text with larger whole numbers in its tables."""
    before, heading, tables = text.partition("二、")
    return before + heading + _WHOLE.sub(lambda match: str(int(match[0]) * factor), tables)


def numbers(text: str) -> dict[str, object]:
    return {path: cell.value for path, cell in all_cells(govinfo_parse.parse_report(text)).items()}


@pytest.mark.parametrize("blanked", [False, True], ids=["full", "zeros blank"])
@pytest.mark.parametrize("aligned", ALIGNED)
@pytest.mark.parametrize("width", [20, 14, 10, 8])
@pytest.mark.parametrize("name", SEPARATORS)
def test_wrapped_labels_and_heads_are_read(name: str, width: int, aligned: str, *, blanked: bool):
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    if blanked:
        for zero in BLANKED:
            text = text.replace(zero, zero.replace("0", " ")).replace(zero, zero.replace("0", " "))
    assert numbers(wrapped(text, SEPARATORS[name], width, aligned)) == numbers(text)


@pytest.mark.parametrize("factor", [1, 7, 123])
@pytest.mark.parametrize("aligned", ALIGNED)
@pytest.mark.parametrize("name", SEPARATORS)
def test_where_numbers_are_wrapped_too_none_is_wrong_without_a_word(name: str, aligned: str, factor: int):
    """The pieces of numbers that add up may add up as well: they are no proof of each other."""
    text = times((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"), factor)
    truth = numbers(text)
    for width in (3, 6, 8, 14, 50):
        for figures in (1, 2, 5):
            report = govinfo_parse.parse_report(wrapped(text, SEPARATORS[name], width, aligned, figures))
            named = {path for note in report.diagnostics if note.severity != Severity.INFO for path in note.paths}
            named |= {path for finding in report.findings for path in finding.paths if finding.outcome == "violated"}
            read = {path: cell.value for path, cell in all_cells(report).items() if cell.value is not None}
            assert {path for path, value in read.items() if value != truth[path]} <= named, (width, figures)
