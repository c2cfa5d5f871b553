"""The numbers of a report as one flat tuple, so that a relation reads its operands by position."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

import attrs

from govinfo_parse.model import Fact, FactKind, Number, Report
from govinfo_parse.model.paths import GROUPS, PATHS

if TYPE_CHECKING:
    from govinfo_parse.statistics.knowledge import Knowledge

Values = tuple[Number | None, ...]
"""The value of every cell, in the order of ``PATHS``; None where a cell carries no number."""

Reader = Callable[[Values], Values]
"""Picks the operands of one relation out of a report's values."""

_records = attrgetter(*GROUPS)
_readers = tuple(attrgetter(*(f"{name}.value" for name in names)) for _, names in GROUPS.values())
_positions = {path: position for position, path in enumerate(PATHS)}


@attrs.frozen
class Figures:
    """A report as the relations see it.

    Attributes:
        report: the report itself.
        values: its numbers, one for each of ``PATHS``.
        facts: the figures that its sentences state, by their kind; one that is stated again is there once.
        indicators: the grammars of its indicator tables; None for the built-in ones.
    """

    report: Report
    values: Values
    facts: Mapping[FactKind, Collection[Fact]]
    indicators: Knowledge | None = None


def figures_of(report: Report, indicators: Knowledge | None = None) -> Figures:
    """A report together with its numbers."""
    rows = [read(record) for read, record in zip(_readers, _records(report), strict=True)]
    facts: dict[FactKind, dict[object, Fact]] = {}
    for fact in report.narrative:
        facts.setdefault(fact.kind, {})[fact.value, fact.approximate, fact.scope] = fact
    by_kind = {kind: stated.values() for kind, stated in facts.items()}
    return Figures(report, tuple(chain.from_iterable(rows)), by_kind, indicators)


def reader(paths: Sequence[str]) -> Reader:
    """A function that picks the numbers at these paths out of a report's values."""
    positions = [_positions[path] for path in paths]
    run = range(positions[0], positions[0] + len(positions))
    if positions == list(run):  # a slice is quicker, and gives a tuple also for a single cell
        return itemgetter(slice(run.start, run.stop))
    return itemgetter(*positions)
