"""A report as figures, written in whatever layout a test needs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import govinfo_parse
from govinfo_parse.model.paths import all_cells
from govinfo_parse.parser import Parser
from tests.strategies import remarks

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def example(name: str) -> govinfo_parse.Report:
    """One of the reports that ship with the project."""
    return govinfo_parse.parse_report((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))


def values(report: govinfo_parse.Report) -> dict[str, object]:
    """Every number by dotted path."""
    return {path: cell.value for path, cell in all_cells(report).items() if cell.value is not None}


def shown(report: govinfo_parse.Report) -> dict[str, tuple[object, str, str]]:
    """Value, state and print of every cell, without its place in a text."""
    return {path: (cell.value, str(cell.state), cell.raw) for path, cell in all_cells(report).items()}


def assert_comes_back(report: govinfo_parse.Report, layout: str, parser: Parser) -> None:
    """What is written in the layout is read again as it was, without a remark but that blanks spoil its sums.

    A blank total beside a number that is the sum of the others is doubted too.
    """
    text = govinfo_parse.render(report, layout, parser=parser)
    read = parser.parse(text)
    assert {remark.code for remark in remarks(read)} <= {"table-doubtful", "row-doubtful"}
    assert shown(read) == shown(report)
    assert all(text[c.span.start : c.span.end] == c.raw for c in all_cells(read).values() if c.span is not None)
