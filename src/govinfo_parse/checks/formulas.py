"""The formula of a finding: which of its cells are on which side."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from govinfo_parse.checks.registry import RULES
from govinfo_parse.checks.relations import AT_LEAST, AT_MOST, EQUAL, Alternatives, Comparison, Relation, Sums
from govinfo_parse.model import Finding

EQUALS = "＝"
COMPARISON_SIGNS: dict[str, str] = {EQUAL.english: EQUALS, AT_MOST.english: "≤", AT_LEAST.english: "≥"}


@attrs.frozen
class Formula:
    """A sum of cells against another.

    Attributes:
        left: the paths of the printed side.
        sign: how it should compare with the other.
        right: the paths of the expected side; no path at all means zero.
    """

    left: tuple[str, ...]
    sign: str
    right: tuple[str, ...]


def formula(finding: Finding) -> Formula | None:
    """The formula of a finding, or None where its relation is no sum."""
    rule = RULES.get(finding.rule)
    for sums in _sums_among(rule.relations if rule else ()):
        for place in range(len(sums.actual[0])):
            left = tuple(line[place] for line in sums.actual)
            right = tuple(line[place] for line in sums.expected)
            if left + right == finding.paths:
                return Formula(left, sign(sums.comparison), right)
    return None


def sign(comparison: Comparison) -> str:
    """The sign of a comparison."""
    return COMPARISON_SIGNS[comparison.english]


def _sums_among(relations: tuple[Relation, ...]) -> Iterator[Sums]:
    for relation in relations:
        if isinstance(relation, Sums):
            yield relation
        elif isinstance(relation, Alternatives):
            yield from _sums_among((relation.usual, relation.other))
