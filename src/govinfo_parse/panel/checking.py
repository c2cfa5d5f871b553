"""Check the reports of agencies over several years against the rules of panels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, groupby, pairwise
from operator import index
from typing import Any, SupportsIndex

import attrs

from govinfo_parse.checks.relations import unsaid
from govinfo_parse.model import Number, Outcome
from govinfo_parse.model.paths import PATHS
from govinfo_parse.panel.across import PANEL_RULES, SUMMED, UNITS, VERSIONS, YEARS, Link, PanelRule
from govinfo_parse.panel.dataframes import PanelSource, to_arrow
from govinfo_parse.panel.finding import PanelFinding
from govinfo_parse.panel.indicator_series import cumulative_findings, with_indicators
from govinfo_parse.serialize.agencies import normalised

_HEAD = ("agency_key", "year", "form", "report")
_PLACES = {path: place for place, path in enumerate(PATHS)}
_NOTABLE = (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)
_AT_ONCE = 2_000

_Row = tuple[Any, ...]
"""The columns of ``_HEAD`` and, after them, those of ``PATHS``."""


@attrs.frozen
class _Year:
    """What an agency reports of one year, in one or several versions.

    Attributes:
        agency: the normalised name.
        year: the year.
        forms: the forms of its versions.
        reports: their ids.
        numbers: for each of ``PATHS`` the number on which all versions agree, or None.
        disputed: the paths where two versions have different numbers.
        unread: the paths where some versions have a number, always the same, and others have none.
    """

    agency: str
    year: int
    forms: frozenset[str | None]
    reports: tuple[str, ...]
    numbers: tuple[Number | None, ...]
    disputed: tuple[str, ...]
    unread: tuple[str, ...]

    def number(self, path: str) -> Number | None:
        return self.numbers[_PLACES[path]]

    def prints(self, path: str) -> bool:
        """Whether any version has a number there, agreed on or not."""
        return self.number(path) is not None or path in self.disputed or path in self.unread


_Cell = tuple[_Year, str]
"""A cell of an agency's year, by its path."""


def check(
    source: PanelSource,
    *,
    units: Mapping[str, Iterable[str]] | None = None,
    years: Iterable[int] | None = None,
    everything: bool = False,
) -> Iterator[PanelFinding]:
    """What the relations between years, versions and units say, agency by agency and year by year.

    A relation between years is assessed where an agency has reports of two consecutive years, in forms that have its
    cells.  Where there are several versions of a report, only the numbers on which they agree count.  A blank is never
    taken for zero.

    Args:
        source: a dataset's folder, or reports.
        units: for parents, the complete list of the units that their reports sum up, by names as printed.
        years: the years of which every agency should have a report, none where it is empty; those between its first
            and last for None.
        everything: whether relations that hold or do not apply are given too.

    Returns:
        The findings; without ``everything``, those that are violated or not assessable.

    Raises:
        TypeError: the source is a single report, a list of units is one text, a name is not a text, or a year is not a
            whole number.
        ValueError: a list of units is empty or names the parent itself, a name is empty, or a parent is given twice.
    """
    asked = None if years is None else _plain_years(years)
    findings = _findings_of_panel(source, _lists_of_units(units or {}), asked)
    return findings if everything else (finding for finding in findings if finding.outcome in _NOTABLE)


def _plain_years(years: Iterable[int]) -> frozenset[int]:
    """The years as plain integers; those of numpy are accepted too."""
    given = tuple(years)
    for year in given:
        if not isinstance(year, SupportsIndex):
            raise TypeError(f"a year is a whole number, not {year!r:.60}")
    return frozenset(map(index, given))


def _lists_of_units(units: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The units of every parent by their normalised names, each once, since one unit can be printed in many ways."""
    lists: dict[str, tuple[str, ...]] = {}
    for printed, members in units.items():
        if isinstance(members, str):
            raise TypeError(f"the units of {printed!r} are given as one text; give a list of names")
        parent, names = _agency_key(printed), tuple(dict.fromkeys(map(_agency_key, members)))
        if not names:
            raise ValueError(f"the list of units of {printed!r} is empty, and so cannot be complete")
        if parent in names:
            raise ValueError(f"{printed!r} is named as a unit of itself")
        if parent in lists:
            raise ValueError(f"the units of {printed!r} are given twice; white space and width make no other name")
        lists[parent] = names
    return lists


def _agency_key(name: str) -> str:
    if not isinstance(name, str):
        raise TypeError(f"the name of an agency is a text, not {name!r:.60}")
    key = normalised(name)
    if key is None:
        raise ValueError("the name of an agency is empty")
    return key


def _findings_of_panel(
    source: PanelSource, lists: Mapping[str, tuple[str, ...]], asked: frozenset[int] | None
) -> Iterator[PanelFinding]:
    kept: dict[str, dict[int, _Year]] = {name: {} for name in chain(lists, *lists.values())}
    met: set[int] = set()
    given, indicators = with_indicators(source)
    for agency, history in _histories(given):
        met.update(year.year for year in history)
        if agency in kept:
            kept[agency] = {year.year: year for year in history}
        yield from _findings_of_agency(agency, history, asked)
    for parent, members in lists.items():
        # Where no unit of the list has any report, reports are missing in every year of the panel.
        for year in sorted(set().union(*(kept[name] for name in (parent, *members))) or met):
            yield from _finding_of_units(parent, year, {name: kept[name].get(year) for name in (parent, *members)})
    yield from cumulative_findings(indicators())


def _histories(source: PanelSource) -> Iterator[tuple[str, list[_Year]]]:
    """The years of every agency, in order; reports without an agency or a year are left out of panels."""
    table = to_arrow(source, [*_HEAD, *PATHS])
    table = table.filter(table.column("agency_key").is_valid()).sort_by([(name, "ascending") for name in _HEAD])
    batches = table.to_batches(_AT_ONCE)
    rows: Iterator[_Row] = chain.from_iterable(
        zip(*[column.to_pylist() for column in batch.columns], strict=True) for batch in batches
    )
    known = (row for row in rows if row[1] is not None)
    for agency, own in groupby(known, key=lambda row: str(row[0])):
        versions = (list(same) for _, same in groupby(own, key=lambda row: int(row[1])))
        yield agency, [_agency_year(agency, rows) for rows in versions]


def _agency_year(agency: str, rows: Sequence[_Row]) -> _Year:
    first, *others = versions = [row[len(_HEAD) :] for row in rows]
    apart = sorted({place for other in others for place in range(len(PATHS)) if other[place] != first[place]})
    printed = {place: {version[place] for version in versions} - {None} for place in apart}
    return _Year(
        agency,
        year=rows[0][1],
        forms=frozenset(row[2] for row in rows),
        reports=tuple(row[3] for row in rows),
        numbers=tuple(None if place in printed else _printed_number(value) for place, value in enumerate(first)),
        disputed=tuple(PATHS[place] for place in apart if len(printed[place]) > 1),
        unread=tuple(PATHS[place] for place in apart if len(printed[place]) == 1),
    )


def _printed_number(value: float | None) -> Number | None:
    """The number as it was printed: sums of floats would not be."""
    if value is None:
        return None
    return int(value) if value.is_integer() else Decimal(repr(value))


def _findings_of_agency(agency: str, history: list[_Year], asked: frozenset[int] | None) -> Iterator[PanelFinding]:
    there = {year.year for year in history}
    wanted = range(min(there), max(there)) if asked is None else asked
    for missing in sorted(set(wanted) - there):
        yield PanelFinding(YEARS.id, Outcome.VIOLATED, agency, missing, missing=(str(missing),))
    for year in history:
        if len(year.reports) > 1:
            yield from _findings_of_versions(year)
    for before, now in pairwise(history):
        if now.year == before.year + 1:
            for rule in PANEL_RULES.values():
                for link in rule.links:
                    yield _finding_of_link(rule, link, before, now)


def _findings_of_versions(year: _Year) -> Iterator[PanelFinding]:
    """What differs between versions, and what cannot be compared because some versions have no number there."""
    outcomes = {Outcome.VIOLATED: year.disputed, Outcome.NOT_ASSESSABLE: year.unread}
    if not any(outcomes.values()):
        printed = any(number is not None for number in year.numbers)
        outcomes = {Outcome.HOLDS if printed else Outcome.NOT_APPLICABLE: ()}
    for outcome, paths in outcomes.items():
        if paths or outcome not in _NOTABLE:
            yield PanelFinding(VERSIONS.id, outcome, year.agency, year.year, paths, reports=year.reports)


def _finding_of_link(rule: PanelRule, link: Link, before: _Year, now: _Year) -> PanelFinding:
    fits = {*rule.forms, "mixed"}
    reports = (*before.reports, *now.reports)
    if not (before.forms <= fits and now.forms <= fits):
        return PanelFinding(rule.id, Outcome.NOT_APPLICABLE, now.agency, now.year, link.paths, reports=reports)
    plus = [*((before, path) for path in link.before), *((now, path) for path in link.plus)]
    minus = [(now, path) for path in link.minus]
    outcome, expected, actual = _comparison_of_sum((now, link.now), plus, minus)
    return PanelFinding(rule.id, outcome, now.agency, now.year, link.paths, expected, actual, reports)


def _finding_of_units(parent: str, year: int, versions: Mapping[str, _Year | None]) -> Iterator[PanelFinding]:
    """The parent's report of a year, the first of ``versions``, against those of its units."""
    there = [version for version in versions.values() if version is not None]
    reports = tuple(report for version in there for report in version.reports)
    missing = tuple(name for name, version in versions.items() if version is None)
    if missing:
        yield PanelFinding(UNITS.id, Outcome.NOT_ASSESSABLE, parent, year, reports=reports, missing=missing)
        return
    own, *units = there
    for path in SUMMED:
        outcome, expected, actual = _comparison_of_sum((own, path), [(unit, path) for unit in units])
        yield PanelFinding(UNITS.id, outcome, parent, year, (path,), expected, actual, reports)


def _comparison_of_sum(
    printed: _Cell, plus: Sequence[_Cell], minus: Sequence[_Cell] = ()
) -> tuple[Outcome, Number | None, Number | None]:
    """The outcome, the expected sum and the printed number; None for both where one of the numbers is not there."""
    cells = (printed, *plus, *minus)
    numbers: tuple[Any, ...] = tuple(year.number(path) for year, path in cells)
    outcome = unsaid(numbers)
    if outcome:
        # A number on which the versions do not agree cannot be used, although it is printed.
        told = any(year.prints(path) for year, path in cells)
        return (Outcome.NOT_ASSESSABLE if told else outcome), None, None
    actual, *others = numbers
    expected = sum(others[: len(plus)]) - sum(others[len(plus) :])
    return (Outcome.HOLDS if actual == expected else Outcome.VIOLATED), expected, actual
