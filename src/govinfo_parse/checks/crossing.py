"""Where to look first: a number that alone would put right two sums that fail."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import attrs

from govinfo_parse.checks.registry import RULES
from govinfo_parse.checks.relations import EQUAL, Alternatives, Sums
from govinfo_parse.model import Finding, Outcome

MOST = 4
"""Of more such cells none is likelier than the others."""


@attrs.frozen
class Crossing:
    """A cell in which two failing sums meet.

    Attributes:
        path: the cell's dotted path.
        findings: the findings of the two sums.
    """

    path: str
    findings: tuple[Finding, Finding]


def crossings(findings: Iterable[Finding]) -> tuple[Crossing, ...]:
    """The cells that two violated sums have in common and nothing else, where both fail by the same difference.

    Such a cell explains both at once: the total of a row that is one too high makes the sum of its column one too high
    too.  It is a hint where to look, and not more: two other numbers may be wrong by the same chance.
    """
    failing = [one for one in findings if one.outcome is Outcome.VIOLATED and _difference(one)]
    found: dict[str, Crossing] = {}
    for one, other in combinations(failing, 2):
        if _difference(one) == _difference(other):
            common = set(one.paths) & set(other.paths)
            if len(common) == 1:
                path = common.pop()
                found.setdefault(path, Crossing(path, (one, other)))
    return tuple(found.values()) if len(found) <= MOST else ()


def _difference(finding: Finding) -> object:
    """By how much a sum fails, without its sign; None where the relation is no equation of sums."""
    rule = RULES.get(finding.rule)
    if rule is None or finding.expected is None or finding.actual is None:
        return None
    relation = rule.relations[0]
    is_sum = isinstance(relation, Sums | Alternatives) and relation.comparison == EQUAL
    return abs(finding.actual - finding.expected) if is_sum else None
