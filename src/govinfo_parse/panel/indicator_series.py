"""Indicator tables of before 2019 in panels: series with later forms, relations between years."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import attrs

from govinfo_parse.checks.relations import unsaid
from govinfo_parse.corpus.records.contents import Reading
from govinfo_parse.diagnostics import Remarks
from govinfo_parse.model import Cell, Number, Outcome, Report, State, Statistics
from govinfo_parse.model.paths import indicator_path
from govinfo_parse.panel.across import CUMULATIVE
from govinfo_parse.panel.dataframes import PanelSource, to_arrow
from govinfo_parse.panel.finding import PanelFinding
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.serialize.agencies import normalised
from govinfo_parse.statistics.cutting import ordered
from govinfo_parse.statistics.flowing import ways_to_read
from govinfo_parse.statistics.knowledge import CUMULATIVE as CUMULATIVE_HEAD
from govinfo_parse.statistics.knowledge import YEAR as YEAR_HEAD
from govinfo_parse.statistics.knowledge import Knowledge, built_in_knowledge


@attrs.frozen
class Indicator:
    """A figure of an indicator table, and whose it is.

    Attributes:
        agency: the agency as printed.
        agency_key: its normalised name.
        year: the year reported on.
        report: the report's id.
        table: the table's place among those of the report.
        row: the row's place in the table.
        label: the indicator as printed.
        key: the name that all years share, or None.
        form: the family, or None.
        caption: what is printed above the table.
        column: the head of its column.
        value: the number, or None.
    """

    agency: str
    agency_key: str
    year: int
    report: str
    table: int
    row: int
    label: str
    key: str | None
    form: str | None
    caption: str | None
    column: str
    value: Number | None

    @property
    def name(self) -> str:
        """The name by which the same indicator is found in another year."""
        return self.key or self.label


def series(source: PanelSource, measures: Iterable[str] | None = None) -> Any:
    """What indicators of before 2019 and cells of later forms both measure, as one ``pyarrow.Table`` over all years.

    Only what a grammar says measures the same is joined (``same_measure``): ``received``, ``replied.granted`` and
    ``replied.partly_granted``.  Figures of before 2019 are those of the year, never cumulative ones.

    Args:
        source: a dataset's folder, or reports.
        measures: the keys wanted; all for None.

    Returns:
        A row for each figure: ``agency``, ``year``, ``measure``, ``value``, ``form`` (a family of before 2019, or 2019,
        2021 or mixed), ``caption`` of the indicator table, ``label`` as printed or the cell's dotted path, ``report``;
        and ``breaks``, which says where the form differs from that of the agency's year before, so that the series
        breaks there; null where it goes on.

    Raises:
        ValueError: nothing is known to measure the same as one of the keys.
    """
    knowledge = built_in_knowledge()
    wanted = list(knowledge.measures if measures is None else measures)
    for key in wanted:
        if key not in knowledge.measures:
            known = ", ".join(sorted(knowledge.measures))
            raise ValueError(f"no later cell is known to measure the same as {key!r:.80}; such keys are {known}")
    with from_extra("corpus"):
        import pyarrow as pa
    given, indicators = with_indicators(source)
    rows = [*_series_of_cells(given, wanted, knowledge), *_series_of_indicators(indicators(), wanted, knowledge)]
    rows.sort(key=lambda row: (row["agency_key"] or "", row["measure"], row["year"], row["report"]))
    for before, now in pairwise(rows):
        if _of_one(before) == _of_one(now) and before["form"] != now["form"]:
            now["breaks"] = f"{before['form']} → {now['form']}"
    text, names = pa.string(), ("agency", "measure", "form", "caption", "label", "report", "breaks")
    kinds = {**dict.fromkeys(names, text), "year": pa.int64(), "value": pa.float64()}
    order = ("agency", "year", "measure", "value", "form", "caption", "label", "report", "breaks")
    return pa.table({name: pa.array([row.get(name) for row in rows], kinds[name]) for name in order})


_of_one = itemgetter("agency_key", "measure")


def _series_of_indicators(
    indicators: Iterable[Indicator], wanted: Sequence[str], knowledge: Knowledge
) -> Iterator[dict[str, Any]]:
    for one in indicators:
        if one.key in wanted and knowledge.is_of_year(one.column, one.year):
            yield {
                **{name: getattr(one, name) for name in ("agency", "agency_key", "year", "caption", "label", "report")},
                "measure": one.key,
                "value": None if one.value is None else float(one.value),
                "form": one.form or "unknown",
            }


def _series_of_cells(source: PanelSource, wanted: Sequence[str], knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    paths = {key: knowledge.measures[key] for key in wanted}
    heads = ("agency", "agency_key", "year", "form", "report")
    for row in to_arrow(source, [*heads, *dict.fromkeys(paths.values())]).to_pylist():
        if row["form"] is None or row["agency_key"] is None or row["year"] is None:
            continue
        for key, path in paths.items():
            head = {name: row[name] for name in heads}
            yield {**head, "measure": key, "value": row[path], "caption": None, "label": path}


def cumulative_findings(indicators: Iterable[Indicator]) -> Iterator[PanelFinding]:
    """历年累计 of a year is that of the year before and the figure of the year, for every indicator that both have.

    Reports with several indicator tables for one year, such as of the body itself and of all below it, are passed over.
    """
    knowledge = built_in_knowledge()
    for agency, own in groupby(indicators, key=attrgetter("agency_key")):
        years = {year: _figures_of_year(list(rows), knowledge) for year, rows in groupby(own, key=attrgetter("year"))}
        for year in sorted(years):
            before, now = years.get(year - 1), years[year]
            for name in now if before is not None else ():
                if name in (before or {}):
                    yield _finding_of_years(agency, year, (before or {})[name], now[name])


_FiguresByKind = Mapping[str, Mapping[str, Indicator]]
"""Indicator -> kind of column -> figure."""


def _figures_of_year(rows: Sequence[Indicator], knowledge: Knowledge) -> _FiguresByKind:
    """The figures of one agency and year, of the year and cumulative; none where several tables have them."""
    if len({(row.report, row.table) for row in rows}) != 1:
        return {}
    found: dict[str, dict[str, Indicator]] = {}
    twice: set[str] = set()
    for row in rows:
        label = knowledge.heads.find(row.column)
        if label is not None and label.terminal in {YEAR_HEAD, CUMULATIVE_HEAD}:
            own = found.setdefault(row.name, {})
            if label.terminal in own:
                twice.add(row.name)
            own[label.terminal] = row
    return {name: own for name, own in found.items() if name not in twice and len(own) > 1}


def _finding_of_years(
    agency: str, year: int, before: Mapping[str, Indicator], now: Mapping[str, Indicator]
) -> PanelFinding:
    cells = (now[CUMULATIVE_HEAD], before[CUMULATIVE_HEAD], now[YEAR_HEAD])
    places = {YEAR_HEAD: 0, CUMULATIVE_HEAD: 1}
    paths = tuple(indicator_path(now[kind].table, now[kind].row, place) for kind, place in places.items())
    reports = tuple(dict.fromkeys((cells[1].report, cells[0].report)))
    numbers = [cell.value for cell in cells]
    outcome = unsaid(tuple(numbers))
    if outcome is not None or None in numbers:
        return PanelFinding(CUMULATIVE.id, outcome or Outcome.NOT_ASSESSABLE, agency, year, paths, reports=reports)
    actual, *parts = [number for number in numbers if number is not None]
    expected = sum(parts)
    outcome = Outcome.HOLDS if actual == expected else Outcome.VIOLATED
    return PanelFinding(CUMULATIVE.id, outcome, agency, year, paths, expected, actual, reports)


def with_indicators(source: PanelSource) -> tuple[PanelSource, Callable[[], list[Indicator]]]:
    """The source, and a function that gives the figures of its indicator tables after all of the source was read.

    Reports may come one by one and only once, so the figures of their indicator tables are kept as they pass.
    """
    if isinstance(source, str | os.PathLike):
        return source, partial(_indicators_of_dataset, source)
    if isinstance(source, Report):
        raise TypeError("a panel is made of several reports; give a list of them")
    met: list[Indicator] = []
    return _keeping_indicators(source, met), lambda: sorted(met, key=_order)


_order = attrgetter("agency_key", "year", "report", "table", "row")


def _keeping_indicators(source: Iterable[Report | Reading], met: list[Indicator]) -> Iterator[Report | Reading]:
    for number, item in enumerate(source, 1):
        report = item if isinstance(item, Report) else getattr(item, "report", None)
        if report is not None and report.statistics and report.agency is not None and report.year is not None:
            name = getattr(item, "identity", "") or f"#{number}"
            key = normalised(report.agency) or ""
            met.extend(
                Indicator(
                    *(report.agency, key, report.year, name, table, index, row.label, row.key),
                    *(found.form, found.caption, head, cell.value),
                )
                for table, found in enumerate(report.statistics)
                for index, row in enumerate(found.rows)
                for head, cell in zip(found.columns, row.cells, strict=True)
            )
        yield item


def _indicators_of_dataset(source: str | os.PathLike[str]) -> list[Indicator]:
    """The figures of a dataset's indicator tables; none where the dataset is older than such tables."""
    with from_extra("corpus"):
        from pyarrow import parquet
    heads = to_arrow(source, ["report", "agency", "agency_key", "year"]).to_pylist()
    known = {row["report"]: row for row in heads if row["agency_key"] is not None and row["year"] is not None}
    names = ("table", "row", "label", "key", "form", "caption", "column")
    found = [
        Indicator(
            **{name: known[row["report"]][name] for name in ("agency", "agency_key", "year", "report")},
            **{name: row[name] for name in names},
            value=None if row["value"] is None else _exact_number(row["value"]),
        )
        for path in sorted(Path(source, "statistics").glob("*.parquet"))
        for row in parquet.read_table(path, partitioning=None).to_pylist()
        if row["report"] in known
    ]
    return sorted(found, key=_order)


def _exact_number(value: float) -> Number:
    return int(value) if value.is_integer() else Decimal(repr(value))


# -- figures that ran together, decided by the years next to them


def between_years(reports: Sequence[Report]) -> list[Report]:
    """The reports of one agency, with figures of indicator tables that ran together decided by the years next to them.

    Where 历年累计 of a year is that of the year before and the figure of the year in one way only to part the digits,
    these cells are ``recovered``, and a diagnostic says so.  Years that do not follow each other decide nothing.

    Args:
        reports: reports of one agency, a year each; others than those with one indicator table stay as they are.
    """
    knowledge = built_in_knowledge()
    order = sorted(range(len(reports)), key=lambda at: reports[at].year or 0)
    made = list(reports)
    ways = {at: _ways_to_read(reports[at], knowledge) for at in order}
    for _ in range(2):
        for one, other in pairwise(order):
            if reports[one].year is not None and reports[other].year == (reports[one].year or 0) + 1:
                _keep_agreeing_ways(ways[one], ways[other])
        for one, other in pairwise(order[::-1]):
            if reports[other].year is not None and reports[one].year == (reports[other].year or 0) + 1:
                _keep_agreeing_ways(ways[other], ways[one])
    for at in order:
        made[at] = _report_with_figures(reports[at], ways[at])
    return made


_Pair = tuple[int | None, int | None]
"""The figure of the year, and the cumulative one; None where a cell is blank."""


@attrs.define
class _IndicatorWays:
    index: int
    columns: tuple[int, int]
    pairs: list[_Pair]
    before: int


def _ways_to_read(report: Report, knowledge: Knowledge) -> dict[str, _IndicatorWays]:
    """For each indicator the ways to read its figures of the year and cumulative ones."""
    if len(report.statistics) != 1:
        return {}
    table = report.statistics[0]
    kinds = [label.terminal if (label := knowledge.heads.find(head)) else "" for head in table.columns]
    if sorted(kinds) != sorted((YEAR_HEAD, CUMULATIVE_HEAD)):
        return {}
    year, total = kinds.index(YEAR_HEAD), kinds.index(CUMULATIVE_HEAD)
    found: dict[str, _IndicatorWays] = {}
    for index, row in enumerate(table.rows):
        pairs = [
            (cut[year], cut[total])
            for cut in _cuts_of_cells(row.cells, [knowledge.order.index(kind) for kind in kinds])
        ]
        if pairs and (row.key or row.label) not in found:
            found[row.key or row.label] = _IndicatorWays(index, (year, total), pairs, len(pairs))
    return found


def _cuts_of_cells(cells: Sequence[Cell], order: Sequence[int]) -> list[Any]:
    """The ways to read the cells of a row: the one that it was read in, or each that parts its digits."""
    values = tuple(cell.value for cell in cells)
    if None not in values:
        return [values] if all(isinstance(value, int) for value in values) else []
    together = len({(cell.state, cell.span) for cell in cells}) == 1 and cells[0].state is State.AMBIGUOUS
    digits = cells[0].raw
    if not together or not digits.isdecimal():
        return []
    return [cut for cut in ways_to_read(digits, len(cells)) if ordered(cut, order)]


def _keep_agreeing_ways(before: dict[str, _IndicatorWays], now: dict[str, _IndicatorWays]) -> None:
    """Leave the ways in which the years fit together, where any is left."""
    for name in before.keys() & now.keys():
        first, second = before[name], now[name]
        fits = [(a, b) for a in first.pairs for b in second.pairs if (b[1] or 0) == (a[1] or 0) + (b[0] or 0)]
        if fits:
            first.pairs = [pair for pair in first.pairs if any(pair == a for a, _ in fits)]
            second.pairs = [pair for pair in second.pairs if any(pair == b for _, b in fits)]


def _report_with_figures(report: Report, ways: Mapping[str, _IndicatorWays]) -> Report:
    """The report with the figures that are now told."""
    single = [row for row in ways.values() if row.before > 1 and len(row.pairs) == 1]
    told = {row.index: row for row in single if None not in row.pairs[0]}
    if not told:
        return report
    table = report.statistics[0]
    rows = list(table.rows)
    for index, found in told.items():
        cells = list(rows[index].cells)
        for column, value in zip(found.columns, found.pairs[0], strict=True):
            cells[column] = attrs.evolve(cells[column], value=value, state=State.RECOVERED)
        rows[index] = attrs.evolve(rows[index], cells=tuple(cells))
    paths = tuple(indicator_path(0, index, column) for index in told for column in range(len(table.columns)))
    labels = "、".join(rows[index].label for index in told)
    remarks = Remarks("")
    remarks.add("row-recovered", None, paths, label=labels, hint=CUMULATIVE.id)
    kept = tuple(one for one in report.diagnostics if one.code != "row-ambiguous" or not set(one.paths) <= set(paths))
    statistics: tuple[Statistics, ...] = (attrs.evolve(table, rows=tuple(rows)),)
    return attrs.evolve(report, statistics=statistics, diagnostics=(*kept, *remarks.sorted()))
