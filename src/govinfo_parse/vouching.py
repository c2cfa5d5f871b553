"""What vouches for figures that recognition read from a picture: the form's own sums, and nothing weaker.

A figure that recognition reads and two independent sums confirm is as sure as print; one that no sums confirm is named.
No figure is changed so that a sum holds: only what the recognition itself considers possible in a cell is tried, and
only where one combination alone satisfies every sum of the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from math import prod
from typing import Any, NamedTuple

import attrs

from govinfo_parse.checks import check, notable
from govinfo_parse.checks.registry import relations
from govinfo_parse.checks.relations import EQUAL, Alternatives, Relation, Sums
from govinfo_parse.model import (
    OCR,
    Cell,
    Diagnostic,
    Finding,
    Number,
    Outcome,
    Report,
    Severity,
    Span,
    State,
    Statistics,
)
from govinfo_parse.model.paths import TABLES, all_cells, cells_beyond, indicator_path
from govinfo_parse.readers import Document
from govinfo_parse.readers.document import Recognized
from govinfo_parse.statistics.knowledge import Knowledge

_SURE = 0.8
"""How sure the recognition must be of the least certain character of a figure for which no sum vouches, or only one.

On drawn and damaged pages 66 of 4,000 such figures were below it and right, and 9 of 33 wrong ones.
"""
_MOST_CHANGED = 3
"""For how many figures another reading is tried at the same time."""
_MOST_TRIED = 20_000
"""How many combinations of readings are tried at most."""
_MOST_SHOWN = 12

_Paths = tuple[str, ...]
_Sum = tuple[_Paths, _Paths]
"""The cells of the two sides of a sum."""


class _KnownSums(NamedTuple):
    """The sums of the forms, as their rules have them.

    Attributes:
        sides: the two sides of every sum, by all of its cells.
        crossed: the cells that are in a sum over several rows.
    """

    sides: Mapping[_Paths, _Sum]
    crossed: frozenset[str]


def vouched(report: Report, document: Document, indicators: Knowledge, *, strict: bool = False) -> Report:
    """The report with what the recognition says of its figures added, and what vouches for them.

    Args:
        report: the report that was parsed from the document.
        document: the document.
        indicators: the grammars of indicator tables that it was parsed with, ``Parser.indicators``.
        strict: whether figures that nothing vouches for are withheld.
    """
    if not document.recognized:
        return report
    seen = _RecognizedParts(document)
    report = _with_cells(report, {path: seen.with_source(cell) for path, cell in all_cells(report).items()})
    recovered = _recovered_cells(report, seen)
    report = _with_cells(report, all_cells(report) | recovered)
    report = attrs.evolve(
        report,
        further=tuple(attrs.evolve(one, cell=seen.with_source(one.cell)) for one in report.further),
        statistics=tuple(_table_with_sources(one, seen) for one in report.statistics),
    )
    report = _with_cells(report, _verified_cells(report, recovered.keys()))
    unsure = [] if strict else [path for path, cell in _unvouched_figures(report) if _needs_sums(path, cell)]
    notes = [*_recovered_note(recovered), *_unsure_note(unsure), *_unverified_note(report, seen, strict=strict)]
    withheld = {path for path, _ in _unvouched_figures(report)} if strict else set(unsure)
    report = attrs.evolve(_without_figures(report, withheld), diagnostics=(*report.diagnostics, *notes))
    return attrs.evolve(report, findings=notable(report, indicators))


class _RecognizedParts:
    """Which parts of a text recognition read, and how surely."""

    def __init__(self, document: Document) -> None:
        self._lines = document.recognized
        self._texts = {cell.span.start: cell.recognized for cell in document.cells if cell.recognized is not None}

    def holds(self, span: Span | None) -> bool:
        """Whether the text at a place was read by recognition."""
        if span is None:
            return False
        found = bisect_right(self._lines, span.start, key=lambda line: line.start) - 1
        return found >= 0 and span.start <= self._lines[found].end

    def text(self, cell: Cell) -> Recognized | None:
        """The recognised text that a cell is, all of it; None where it is a part of one, or of several."""
        found = None if cell.span is None else self._texts.get(cell.span.start)
        return found if found is not None and found == cell.raw else None

    def with_source(self, cell: Cell) -> Cell:
        """A cell that says where it is from."""
        if not self.holds(cell.span):
            return cell
        text = self.text(cell)
        state = State.RECOGNIZED if cell.state is State.NUMBER else cell.state
        return attrs.evolve(cell, state=state, source=OCR, confidence=None if text is None else text.confidence)


def _table_with_sources(table: Statistics, seen: _RecognizedParts) -> Statistics:
    rows = (attrs.evolve(row, cells=tuple(map(seen.with_source, row.cells))) for row in table.rows)
    return attrs.evolve(table, rows=tuple(rows))


def _with_cells(report: Report, cells: Mapping[str, Cell]) -> Report:
    """The report with these cells in the places of its own."""

    def changed(record: Any, path: str) -> Any:
        fields: dict[str, Any] = {}
        for field in attrs.fields(type(record)):
            now, place = getattr(record, field.name), f"{path}.{field.name}"
            if isinstance(now, Cell):
                if (new := cells.get(place, now)) is not now:
                    fields[field.name] = new
            elif attrs.has(type(now)) and (inner := changed(now, place)) is not now:
                fields[field.name] = inner
        return attrs.evolve(record, **fields) if fields else record

    return attrs.evolve(report, **{table: changed(getattr(report, table), table) for table in TABLES})


@cache
def _known_sums() -> _KnownSums:
    sides = {(*actual, *expected): (actual, expected) for _, one in relations() for actual, expected in _sums_of(one)}
    crossed = {path for paths in sides if _crosses(paths) for path in paths}
    return _KnownSums(sides, frozenset(crossed))


def _sums_of(relation: Relation) -> Iterator[_Sum]:
    if isinstance(relation, Alternatives):
        yield from _sums_of(relation.usual)
        yield from _sums_of(relation.other)
    elif isinstance(relation, Sums) and relation.comparison is EQUAL:
        yield from relation.places()


def _crosses(paths: _Paths) -> bool:
    """Whether cells are in several rows."""
    return len({path.rpartition(".")[0] for path in paths}) > 1


def _verified_cells(report: Report, recovered: Iterable[str]) -> dict[str, Cell]:
    """The figures that the sums of their row and their column vouch for, and against which nothing speaks."""
    known = _known_sums()
    doubted = {path for note in report.diagnostics if note.severity is not Severity.INFO for path in note.paths}
    chosen = set(recovered)
    holding: dict[str, list[Finding]] = {}
    for finding in check(report):
        if finding.outcome is Outcome.VIOLATED:
            doubted.update(finding.paths)
        elif finding.outcome is Outcome.HOLDS and finding.paths in known.sides and chosen.isdisjoint(finding.paths):
            for path in finding.paths:
                holding.setdefault(path, []).append(finding)
    cells = all_cells(report)
    found: dict[str, Cell] = {}
    for path, all_sums in holding.items():
        if cells[path].state is not State.RECOGNIZED or path in doubted:
            continue
        is_alone = path not in known.crossed
        # Errors in two figures of one sum may cancel out, as a lost 6 and a 7 that became a 1.
        sums = [
            one for one in all_sums if not is_alone or all(_is_surely_recognized(cells[place]) for place in one.paths)
        ]
        if {_crosses(finding.paths) for finding in sums} == ({False} if is_alone else {True, False}):
            found[path] = attrs.evolve(cells[path], verified_by=tuple(dict.fromkeys(one.rule for one in sums)))
    return found


def _recovered_cells(report: Report, seen: _RecognizedParts) -> dict[str, Cell]:
    """The cells for which the recognition's own other readings, and one combination alone, satisfy every sum."""
    cells = all_cells(report)
    others = {path: found for path, cell in cells.items() if (found := _other_readings(cell, seen))}
    if not others:
        return {}
    unread = [path for path in others if cells[path].state is State.UNREADABLE]
    supposed = {path: attrs.evolve(cells[path], value=0, state=State.RECOGNIZED) for path in unread}
    known = _known_sums().sides
    told = [
        one for one in check(_with_cells(report, cells | supposed)) if one.paths in known and one.actual is not None
    ]
    failing = {path for one in told if one.outcome is Outcome.VIOLATED for path in one.paths}
    if not failing:
        return {}
    summed = {path for one in told for path in one.paths}
    unread = [path for path in unread if path in summed]
    changeable = [path for path in others if path in failing and path not in unread]
    sums = [known[one.paths] for one in told]
    values = {path: cell.value for path, cell in (cells | supposed).items() if cell.value is not None}
    combination = _only_combination(sums, values, unread, changeable, others)
    return {
        path: attrs.evolve(cells[path], value=number, state=State.RECOVERED) for path, number in combination.items()
    }


def _other_readings(cell: Cell, seen: _RecognizedParts) -> tuple[int, ...]:
    text = seen.text(cell)
    if text is None or cell.state not in {State.RECOGNIZED, State.UNREADABLE}:
        return ()
    numbers = (int(other) for other in text.others if other.isdecimal() and other.isascii())
    return tuple(dict.fromkeys(number for number in numbers if number != cell.value))


def _only_combination(
    sums: Sequence[_Sum],
    values: Mapping[str, Number],
    unread: Sequence[str],
    changeable: Sequence[str],
    others: Mapping[str, tuple[int, ...]],
) -> dict[str, Number]:
    """The one way to choose readings so that all sums hold; nothing where there is none, or more than one."""
    ways: list[dict[str, Number]] = []
    way: dict[str, Number]
    tried = 0
    for count in range(min(_MOST_CHANGED, len(changeable)) + 1):
        for changed in combinations(changeable, count):
            paths = [*unread, *changed]
            tried += prod(len(others[path]) for path in paths)
            if tried > _MOST_TRIED:
                return {}
            for numbers in product(*(others[path] for path in paths)):
                way = dict(zip(paths, numbers, strict=True))
                if way and _all_hold(sums, {**values, **way}):
                    ways.append(way)
                    if len(ways) > 1:
                        return {}
    return ways[0] if ways else {}


def _all_hold(sums: Iterable[_Sum], values: Mapping[str, Number]) -> bool:
    return all(sum(values[path] for path in one) == sum(values[path] for path in other) for one, other in sums)


def _recovered_note(recovered: Mapping[str, Cell]) -> Iterator[Diagnostic]:
    if recovered:
        told = "; ".join(
            f"{path} is {cell.value}, not {cell.raw}" for path, cell in list(recovered.items())[:_MOST_SHOWN]
        )
        message = f"the sums hold only if the recognition's other readings are taken: {told}"
        yield Diagnostic("ocr-recovered", Severity.WARNING, message, tuple(recovered))


def _unsure_note(paths: Sequence[str]) -> Iterator[Diagnostic]:
    if paths:
        message = f"{len(paths)} figures were hardly recognised and no sums vouch for them; they are withheld"
        yield Diagnostic("ocr-unsure", Severity.WARNING, message, tuple(paths))


def _unverified_note(report: Report, seen: _RecognizedParts, *, strict: bool) -> Iterator[Diagnostic]:
    paths = [
        path
        for path, cell in all_cells(report).items()
        if cell.source == OCR and cell.state is not State.ABSENT and not cell.verified_by
    ]
    paths += [path for path, cell in cells_beyond(report).items() if cell.source == OCR]
    paths += [f"narrative[{place}]" for place, fact in enumerate(report.narrative) if seen.holds(fact.span)]
    if paths:
        what = "they are withheld" if strict else "compare them with the picture"
        message = f"{len(paths)} figures were read from a picture and no sums vouch for them; {what}"
        yield Diagnostic("ocr-unverified", Severity.WARNING, message, tuple(paths))


def _unvouched_figures(report: Report) -> Iterator[tuple[str, Cell]]:
    """The figures that were read from a picture and that no sums vouch for."""
    for path, cell in (all_cells(report) | cells_beyond(report)).items():
        if cell.source == OCR and cell.value is not None and not cell.verified_by:
            yield path, cell


def _is_surely_recognized(cell: Cell) -> bool:
    return cell.confidence is not None and cell.confidence >= _SURE


def _needs_sums(path: str, cell: Cell) -> bool:
    """Whether a figure is worth nothing without sums: one that its cell cannot hold, or that was hardly recognised."""
    if cell.state is not State.RECOGNIZED or cell.value is None:
        return False
    if cell.confidence is not None and not _is_surely_recognized(cell):
        return True
    table, _, name = path.rpartition(".")
    if table.partition(".")[0] not in TABLES or name == "amount":
        return False
    return cell.value != int(cell.value) or (cell.value < 0 and name != "change")


def _without_figures(report: Report, paths: Container[str]) -> Report:
    """The report without some of its figures."""

    def kept(path: str, cell: Cell) -> Cell:
        return attrs.evolve(cell, value=None, state=State.UNREADABLE) if path in paths else cell

    tables = (
        attrs.evolve(
            table,
            rows=tuple(
                attrs.evolve(
                    row,
                    cells=tuple(
                        kept(indicator_path(number, index, column), cell) for column, cell in enumerate(row.cells)
                    ),
                )
                for index, row in enumerate(table.rows)
            ),
        )
        for number, table in enumerate(report.statistics)
    )
    further = (attrs.evolve(one, cell=kept(f"further.{number}", one.cell)) for number, one in enumerate(report.further))
    return attrs.evolve(
        _with_cells(report, {path: kept(path, cell) for path, cell in all_cells(report).items()}),
        further=tuple(further),
        statistics=tuple(tables),
    )
