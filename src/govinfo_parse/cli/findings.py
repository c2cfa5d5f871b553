"""Findings in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from govinfo_parse.checks import explain, facts_of
from govinfo_parse.model import Cell, Finding, Outcome, Report, State
from govinfo_parse.model.paths import all_cells

_COUNTED = {
    Outcome.VIOLATED: "violated",
    Outcome.NOT_ASSESSABLE: "not assessable",
    Outcome.HOLDS: "hold",
    Outcome.NOT_APPLICABLE: "not applicable",
}


def finding_lines(name: str, finding: Finding, report: Report) -> Iterator[str]:
    """The finding as a line, and each figure stated and cell that takes part as an indented line below it."""
    yield f"{name}: {finding.outcome} {finding.rule}: {explain(finding)}"
    cells = all_cells(report)
    width = max(map(len, finding.paths), default=0)
    for fact in facts_of(report, finding.rule, finding.actual):
        yield f"    {f'stated at {fact.span.start}':{width}}  {fact.raw}{fact.unit or ''}"
    for path in finding.paths:
        yield f"    {path:{width}}  {_cell(cells[path])}"


def summary_line(name: str, findings: Iterable[Finding]) -> str:
    """How many findings there are of each outcome."""
    counts = Counter(finding.outcome for finding in findings)
    parts = [f"{counts[outcome]} {words}" for outcome, words in _COUNTED.items() if counts[outcome]]
    return f"{name}: {', '.join(parts) or 'no relation applies'}"


def _cell(cell: Cell) -> str:
    match cell.state:
        case State.NUMBER:
            return str(cell.value)
        case State.RECOVERED:
            return f"{cell.value} (recovered)"
        case State.BLANK | State.ABSENT:
            return f"({cell.state})"
    return f"{cell.raw} ({cell.state})"
