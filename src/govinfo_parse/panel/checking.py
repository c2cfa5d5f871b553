"""Hold the reports of agencies over years against the panel's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

import attrs

from govinfo_parse.checks.relations import unsaid
from govinfo_parse.model import Number, Outcome
from govinfo_parse.model.paths import PATHS
from govinfo_parse.panel.findings import PanelFinding
from govinfo_parse.panel.frames import Given, to_arrow
from govinfo_parse.panel.names import normalised
from govinfo_parse.panel.rules import PANEL_RULES, SUMMED, UNITS, VERSIONS, YEARS, Link, PanelRule

_HEAD = ("agency_key", "year", "form", "report")
_NOTABLE = (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)
_AT_ONCE = 2_000


@attrs.frozen
class _Year:
    """What an agency reports of one year, in one version or several.

    Attributes:
        agency: the normalised name.
        year: the year.
        forms: the forms of its versions.
        reports: their ids.
        numbers: the numbers on which all versions agree, by path.
        disputed: the paths on which they do not.
    """

    agency: str
    year: int
    forms: frozenset[str | None]
    reports: tuple[str, ...]
    numbers: Mapping[str, Number]
    disputed: tuple[str, ...]

    def number(self, path: str) -> Number | None:
        return self.numbers.get(path)


def check(
    source: Given,
    *,
    units: Mapping[str, Iterable[str]] | None = None,
    years: Iterable[int] | None = None,
    everything: bool = False,
) -> Iterator[PanelFinding]:
    """What the relations between years, versions and units say, agency by agency and year by year.

    A relation between years is assessed where an agency has reports of two years on end, in forms that have its cells.
    Of a report met in several versions only the numbers count in which they agree.  A blank is never taken for zero.

    Args:
        source: a dataset's folder, or reports.
        units: for parents, the complete list of the units that their reports sum up, by names as printed.
        years: the years of which every agency should have a report; those between its first and last for None.
        everything: also what holds or does not apply.

    Yields:
        The findings; without ``everything``, those that are violated or not assessable.
    """
    asked = None if years is None else tuple(years)
    parents = {_key(parent): tuple(map(_key, members)) for parent, members in (units or {}).items()}
    wanted = {*parents, *(member for members in parents.values() for member in members)}
    kept: dict[str, dict[int, _Year]] = {}
    for agency, history in _histories(source):
        if agency in wanted:
            kept[agency] = {year.year: year for year in history}
        for finding in _of_agency(agency, history, asked):
            if everything or finding.outcome in _NOTABLE:
                yield finding
    for parent, members in parents.items():
        for year in kept.get(parent, {}).values():
            for finding in _of_units(year, [(name, kept.get(name, {}).get(year.year)) for name in members]):
                if everything or finding.outcome in _NOTABLE:
                    yield finding


def _key(name: str) -> str:
    return normalised(name) or ""


def _histories(source: Given) -> Iterator[tuple[str, list[_Year]]]:
    """The years of every agency, in order; reports without an agency or a year are no part of a panel."""
    table = to_arrow(source, [*_HEAD, *PATHS])
    table = table.filter(table.column("agency_key").is_valid()).sort_by([(name, "ascending") for name in _HEAD])
    rows = (row for batch in table.to_batches(_AT_ONCE) for row in batch.to_pylist())
    known = (row for row in rows if row["year"] is not None)
    for agency, own in groupby(known, key=lambda row: str(row["agency_key"])):
        versions = (list(same) for _, same in groupby(own, key=lambda row: row["year"]))
        yield agency, [_year(agency, rows) for rows in versions]


def _year(agency: str, rows: Sequence[Mapping[str, Any]]) -> _Year:
    first, *others = rows
    disputed = tuple(path for path in PATHS if any(other[path] != first[path] for other in others))
    numbers = {path: _number(first[path]) for path in PATHS if first[path] is not None and path not in disputed}
    forms = frozenset(row["form"] for row in rows)
    return _Year(agency, first["year"], forms, tuple(row["report"] for row in rows), numbers, disputed)


def _number(value: float) -> Number:
    """The number as it was printed: sums of floats would not be."""
    return int(value) if value.is_integer() else Decimal(repr(value))


def _of_agency(agency: str, history: list[_Year], asked: tuple[int, ...] | None) -> Iterator[PanelFinding]:
    there = {year.year for year in history}
    for missing in sorted(set(asked or range(min(there), max(there))) - there):
        yield PanelFinding(YEARS.id, Outcome.VIOLATED, agency, missing, missing=(str(missing),))
    for year in history:
        if len(year.reports) > 1:
            outcome = Outcome.VIOLATED if year.disputed else Outcome.HOLDS
            yield PanelFinding(VERSIONS.id, outcome, agency, year.year, year.disputed, reports=year.reports)
    for before, now in pairwise(history):
        if now.year == before.year + 1:
            for rule in PANEL_RULES.values():
                for link in rule.links:
                    yield _of_link(rule, link, before, now)


def _of_link(rule: PanelRule, link: Link, before: _Year, now: _Year) -> PanelFinding:
    fits = {*rule.forms, "mixed"}
    reports = (*before.reports, *now.reports)
    if not (before.forms <= fits and now.forms <= fits):
        return PanelFinding(rule.id, Outcome.NOT_APPLICABLE, now.agency, now.year, link.paths, reports=reports)
    actual = now.number(link.now)
    plus = [*map(before.number, link.before), *map(now.number, link.plus)]
    minus = [*map(now.number, link.minus)]
    expected = _sum(plus), _sum(minus)
    outcome = unsaid((actual, *plus, *minus))
    if outcome or actual is None:
        return PanelFinding(
            rule.id, outcome or Outcome.NOT_ASSESSABLE, now.agency, now.year, link.paths, reports=reports
        )
    asked = expected[0] - expected[1]
    outcome = Outcome.HOLDS if actual == asked else Outcome.VIOLATED
    return PanelFinding(rule.id, outcome, now.agency, now.year, link.paths, asked, actual, reports)


def _of_units(parent: _Year, units: Sequence[tuple[str, _Year | None]]) -> Iterator[PanelFinding]:
    missing = tuple(name for name, year in units if year is None)
    there = [year for _, year in units if year is not None]
    reports = (*parent.reports, *(report for year in there for report in year.reports))
    if missing:
        yield PanelFinding(
            UNITS.id, Outcome.NOT_ASSESSABLE, parent.agency, parent.year, reports=reports, missing=missing
        )
        return
    for path in SUMMED:
        actual = parent.number(path)
        parts = [year.number(path) for year in there]
        outcome = unsaid((actual, *parts))
        if outcome or actual is None:
            outcome = outcome or Outcome.NOT_ASSESSABLE
            yield PanelFinding(UNITS.id, outcome, parent.agency, parent.year, (path,), reports=reports)
            continue
        asked = _sum(parts)
        outcome = Outcome.HOLDS if actual == asked else Outcome.VIOLATED
        yield PanelFinding(UNITS.id, outcome, parent.agency, parent.year, (path,), asked, actual, reports)


def _sum(numbers: Iterable[Number | None]) -> Number:
    """The sum of the numbers that are there."""
    total: Any = 0
    for number in numbers:
        total += number or 0
    return total  # type: ignore[no-any-return]
