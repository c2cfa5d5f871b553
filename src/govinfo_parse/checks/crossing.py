"""Where to look first: a number that alone would put right two sums that fail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import attrs

from govinfo_parse.checks.formulas import EQUALS, formula
from govinfo_parse.model import Finding, Number, Outcome, Report
from govinfo_parse.model.paths import all_cells

MOST = 4
"""With more such cells than this, none is likelier than the others."""


@attrs.frozen
class Crossing:
    """A cell in which two failing sums meet.

    Attributes:
        path: the cell's dotted path.
        number: the number with which both sums would hold.
        findings: the findings of the two sums.
    """

    path: str
    number: Number
    findings: tuple[Finding, Finding]


def crossings(report: Report) -> tuple[Crossing, ...]:
    """The cells that two violated sums have in common and nothing else, where another number would put both right.

    So the total of a row that is one too high makes the sum of its column one too high too.  It is a hint where to
    look, and not more: two other numbers may be wrong by the same chance.  Nothing is changed.
    """
    cells = all_cells(report)
    failing = [one for one in report.findings if one.outcome is Outcome.VIOLATED]
    wanted = {number: dict(_numbers_wanted(one)) for number, one in enumerate(failing)}
    found: dict[str, Crossing] = {}
    for one, other in combinations(wanted, 2):
        common = wanted[one].keys() & wanted[other].keys()
        if len(common) != 1:
            continue
        path = common.pop()
        value = cells[path].value
        if value is None or wanted[one][path] != wanted[other][path] or value + wanted[one][path] < 0:
            continue
        found.setdefault(path, Crossing(path, value + wanted[one][path], (failing[one], failing[other])))
    return tuple(found.values()) if len(found) <= MOST else ()


def _numbers_wanted(finding: Finding) -> Iterator[tuple[str, Number]]:
    """For each cell of a sum, by how much it would have to be another for the sum to hold."""
    parts = formula(finding)
    if parts is None or parts.sign != EQUALS or finding.expected is None or finding.actual is None:
        return
    missing = finding.expected - finding.actual
    yield from ((path, missing) for path in parts.left)
    yield from ((path, -missing) for path in parts.right)
