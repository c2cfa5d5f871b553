"""Check a report against the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govinfo_parse.checks import rules  # noqa: F401  (fills the register)
from govinfo_parse.checks.figures import figures_of
from govinfo_parse.checks.registry import relations
from govinfo_parse.model import Finding, Outcome, Report

if TYPE_CHECKING:
    from govinfo_parse.statistics.knowledge import Knowledge

_NOTABLE = (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)


def check(report: Report, indicators: Knowledge | None = None) -> tuple[Finding, ...]:
    """What every relation says about every place of the report, in the order of the form.

    A relation holds or is violated only where all its cells carry numbers.  A blank is never taken for zero: beside
    numbers it makes the relation not assessable; where no cell of the relation carries a number, or the report's form
    has no such cells, the relation is not applicable.

    Args:
        report: the report.
        indicators: the grammars of indicator tables, ``Parser.indicators``; without them the built-in ones.

    Raises:
        TypeError: the report is something else, such as a text.
    """
    if not isinstance(report, Report):
        raise TypeError(f"check takes a Report, not {type(report).__name__}; parse_report makes one of a text")
    figures = figures_of(report, indicators)
    return tuple(
        Finding(rule, *assessment) for rule, relation in relations() for assessment in relation.assess(figures)
    )


def notable(report: Report, indicators: Knowledge | None = None) -> tuple[Finding, ...]:
    """Those findings of :func:`check` that say violated or not assessable; none for a report that is in order."""
    figures = figures_of(report, indicators)
    return tuple(
        Finding(rule, *assessment)
        for rule, relation in relations()
        if not relation.undisputed(figures)
        for assessment in relation.assess(figures)
        if assessment[0] in _NOTABLE
    )
