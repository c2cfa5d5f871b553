"""Reports to Arrow columns.

A report has some two hundred cells, and a country has a million reports, so little may be done for each cell: every
distinct value, text and state is turned into Arrow once, and cells are indices into these.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from govinfo_parse.corpus.records.contents import Reading, doubtful
from govinfo_parse.corpus.records.schemas import SECTION_COLUMNS, table_schema
from govinfo_parse.model import OCR, TEXT, Cell, Number, Report, State, Statistics
from govinfo_parse.model.paths import GROUPS, PATHS
from govinfo_parse.serialize.agencies import normalised
from govinfo_parse.serialize.flat_row import UNIT
from govinfo_parse.serialize.numbers import to_float

UNKNOWN = "unknown"
"""The family of an indicator table that no grammar knows."""
_WIDTH = len(PATHS)
_PLACES = {path: place for place, path in enumerate(PATHS)}
_NOWHERE = -1
_LARGEST = 2**53
_records = attrgetter(*GROUPS)
_readers = tuple(attrgetter(*names) for _, names in GROUPS.values())
_unit_of = attrgetter(UNIT)
_sections_of = attrgetter(*SECTION_COLUMNS)


class _Codes(dict[Any, int]):
    """The distinct values met so far, numbered from 0."""

    def __missing__(self, value: Hashable) -> int:
        self[value] = code = len(self)
        return code


class Columns:
    """Collects reports, one after the other, as columns."""

    def __init__(self) -> None:
        self._heads: list[tuple[Any, ...]] = []
        self._values, self._raws, self._states = _Codes(), _Codes(), _Codes()
        # Arrays, though a list grows faster: numbers that are kept as objects part the memory that every report needs.
        self._value_codes: array[int] = array("i")
        self._raw_codes: array[int] = array("i")
        self._state_codes: array[int] = array("i")
        self._starts: array[int] = array("i")
        self._ends: array[int] = array("i")
        self._recognized: dict[int, Cell] = {}
        self._diagnostics: list[tuple[Any, ...]] = []
        self._findings: list[tuple[Any, ...]] = []
        self._facts: list[tuple[Any, ...]] = []
        self._further: list[tuple[Any, ...]] = []
        self._statistics: list[tuple[Any, ...]] = []
        self.further_counts: list[int] = []
        self.statistics_counts: list[int] = []
        self.diagnostic_counts: list[int] = []
        self.finding_counts: list[int] = []
        self.fact_counts: list[int] = []

    def __len__(self) -> int:
        return len(self._heads)

    def add(self, reading: Reading, report: Report) -> None:
        """Add one report."""
        cells: list[Cell] = []
        for pick, record in zip(_readers, _records(report), strict=True):
            cells += pick(record)
        spans = [cell.span for cell in cells]
        self._value_codes.fromlist([*map(self._values.__getitem__, [cell.value for cell in cells])])
        self._raw_codes.fromlist([*map(self._raws.__getitem__, [cell.raw for cell in cells])])
        self._state_codes.fromlist([*map(self._states.__getitem__, [cell.state for cell in cells])])
        self._starts.fromlist([_NOWHERE if span is None else span.start for span in spans])
        self._ends.fromlist([_NOWHERE if span is None else span.end for span in spans])
        self._notes(reading.identity, report)
        document = reading.document
        recognized = [cell for cell in cells if cell.source == OCR] if document and document.recognized else []
        if recognized:
            first = len(self._heads) * _WIDTH
            self._recognized.update((first + place, cell) for place, cell in enumerate(cells) if cell.source == OCR)
        self._heads.append(
            (
                reading.identity,
                reading.source or None,
                report.title,
                report.agency,
                normalised(report.agency),
                report.year,
                report.form,
                " ".join(dict.fromkeys(table.form or UNKNOWN for table in report.statistics)) or None,
                "doubtful" if doubtful(report) else "exact",
                _share_verified(recognized),
                *((document.format, len(document.text)) if document else (None, None)),
                *((document.published, document.index_number, document.publisher) if document else (None,) * 3),
                *_sections_of(report.sections),
                _unit_of(report),
            )
        )

    def add_nothing(self) -> None:
        """Add a row of nulls, for what could not be read."""
        self._value_codes.fromlist([self._values[None]] * _WIDTH)
        self._raw_codes.fromlist([self._raws[""]] * _WIDTH)
        self._state_codes.fromlist([self._states[State.ABSENT]] * _WIDTH)
        self._starts.fromlist([_NOWHERE] * _WIDTH)
        self._ends.fromlist([_NOWHERE] * _WIDTH)
        self.diagnostic_counts.append(0)
        self.finding_counts.append(0)
        self.fact_counts.append(0)
        self.further_counts.append(0)
        self.statistics_counts.append(0)
        self._heads.append((None,) * (len(table_schema("reports")) - _WIDTH))

    def _notes(self, identity: str, report: Report) -> None:
        for d in report.diagnostics:
            self._diagnostics.append((identity, d.code, d.severity, d.message, d.paths, d.line, d.column))
        for f in report.findings:
            numbers = (_exact_float(f.expected), _exact_float(f.actual))
            self._findings.append((identity, f.rule, f.outcome, f.paths, *numbers))
        for fact in report.narrative:
            told = (fact.kind, _exact_float(fact.value), fact.unit, fact.approximate, fact.scope, fact.raw)
            self._facts.append((identity, *told, fact.span.start, fact.span.end))
        self.fact_counts.append(len(report.narrative))
        for one in report.further:
            self._further.append((identity, one.table, one.row, one.column, one.key, *_columns_of_cell(one.cell)))
        self.further_counts.append(len(report.further))
        before = len(self._statistics)
        for number, table in enumerate(report.statistics):
            self._statistics.extend(_rows_of_indicators(identity, number, table))
        self.statistics_counts.append(len(self._statistics) - before)
        self.diagnostic_counts.append(len(report.diagnostics))
        self.finding_counts.append(len(report.findings))

    def reports(self) -> pa.Table:
        """One row per report."""
        kinds = table_schema("reports")
        values = self._distinct_values()
        outer = [name for name in kinds.names if name not in _PLACES]
        rows = zip(*self._heads, strict=True) if self._heads else [()] * len(outer)
        columns = {name: _arrow_array(row, kinds.field(name).type) for name, row in zip(outer, rows, strict=True)}
        codes = array("i", self._value_codes)
        for path, place in _PLACES.items():
            columns[path] = values.take(_integers(codes[place::_WIDTH]))
        return pa.Table.from_arrays([columns[name] for name in kinds.names], schema=kinds)

    def cells(self) -> pa.Table:
        """One row per cell that is there, report by report in the order of the form."""
        count = len(self._heads)
        ids = pa.array([head[0] for head in self._heads], pa.string())
        owners, paths = _numbers_of_reports_and_paths(count)
        columns = {
            "report": pa.DictionaryArray.from_arrays(owners, ids),
            "path": pa.DictionaryArray.from_arrays(paths, pa.array(PATHS, pa.string())),
            "value": self._distinct_values().take(_integers(self._value_codes)),
            "state": _dictionary_array(self._state_codes, pa.array(map(str, self._states), pa.string())),
            "raw": _dictionary_array(self._raw_codes, pa.array(map(encodable, self._raws), pa.string())),
            "start": _offsets(self._starts),
            "end": _offsets(self._ends),
            **self._provenance(),
        }
        return pa.table(columns, metadata=table_schema("cells").metadata).filter(self.present())

    def _provenance(self) -> dict[str, pa.Array]:
        """For every cell of every report, what it was read from, how surely, and what vouches for it."""
        count, kinds = len(self._heads) * _WIDTH, table_schema("cells")
        found, names = self._recognized, ("confidence", "verified_by")
        codes = array("i", bytes(4 * count))
        if not found:
            rest = {name: pa.nulls(count, kinds.field(name).type) for name in names}
        else:
            told: dict[str, list[Any]] = {name: [None] * count for name in names}
            for place, cell in found.items():
                codes[place] = 1
                told["confidence"][place], told["verified_by"][place] = cell.confidence, cell.verified_by
            rest = {name: pa.array(told[name], kinds.field(name).type) for name in names}
        return {"source": pa.DictionaryArray.from_arrays(_integers(codes), pa.array([TEXT, OCR], pa.string())), **rest}

    def _distinct_values(self) -> pa.Array:
        return pa.array([_exact_float(value) for value in self._values], pa.float64())

    def present(self) -> pa.Array:
        """For every cell of every report, whether it is there."""
        absent = self._states.get(State.ABSENT, _NOWHERE)
        return pc.not_equal(_integers(self._state_codes), pa.scalar(absent, pa.int32()))

    def cell_counts(self) -> list[int]:
        """How many cells each report has."""
        absent = self._states.get(State.ABSENT, _NOWHERE)
        codes = self._state_codes
        return [_WIDTH - codes[at : at + _WIDTH].count(absent) for at in range(0, len(codes), _WIDTH)]

    def diagnostics(self) -> pa.Table:
        """One row per diagnostic."""
        return table_of("diagnostics", self._diagnostics)

    def findings(self) -> pa.Table:
        """One row per finding."""
        return table_of("findings", self._findings)

    def facts(self) -> pa.Table:
        """One row per figure that a sentence states."""
        return table_of("facts", self._facts)

    def further(self) -> pa.Table:
        """One row per value under a row or a column that the form does not have."""
        return table_of("further", self._further)

    def statistics(self) -> pa.Table:
        """One row per cell of an indicator table."""
        return table_of("statistics", self._statistics)


def _share_verified(recognized: Sequence[Cell]) -> float | None:
    """Of the numbers that were read from pictures, the share that sums vouch for."""
    numbers = [cell for cell in recognized if cell.value is not None]
    return sum(bool(cell.verified_by) for cell in numbers) / len(numbers) if numbers else None


def _rows_of_indicators(identity: str, number: int, table: Statistics) -> Iterator[tuple[Any, ...]]:
    """The rows of an indicator table, one for each cell."""
    for place, row in enumerate(table.rows):
        about = (row.label, row.key, row.code, row.unit, row.parent)
        for head, cell in zip(table.columns, row.cells, strict=True):
            yield (identity, number, table.form, table.caption, place, *about, head, *_columns_of_cell(cell))


def _columns_of_cell(cell: Cell) -> tuple[Any, ...]:
    """Value, state, text and place of a cell."""
    place = (None, None) if cell.span is None else (cell.span.start, cell.span.end)
    return _exact_float(cell.value), cell.state.value, cell.raw, *place


def table_of(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """A table of rows in the order of its schema."""
    kinds = table_schema(name)
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(kinds)
    return pa.Table.from_arrays(
        [_arrow_array(column, kind.type) for column, kind in zip(columns, kinds, strict=True)], schema=kinds
    )


def _arrow_array(column: Iterable[Any], kind: pa.DataType) -> pa.Array:
    column = list(column)
    try:
        return pa.array(column, kind)
    except UnicodeEncodeError:
        return pa.array([encodable(value) if isinstance(value, str) else value for value in column], kind)


def encodable(text: str) -> str:
    """The text with lone surrogates, as in names of files that are not UTF-8, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _exact_float(number: Number | None) -> float | None:
    """The float that is the same number; None where there is none, as with more than fifteen digits."""
    if isinstance(number, Decimal):
        return to_float(number)
    if number is None:
        return None
    return float(number) if abs(number) <= _LARGEST else None


def _integers(numbers: list[int] | array[int]) -> pa.Array:
    """The integers as an Arrow array, made by way of a Python array, which is quicker than Arrow's own way."""
    codes = array("i", numbers)
    return pa.Array.from_buffers(pa.int32(), len(codes), [None, pa.py_buffer(codes)])


@lru_cache(maxsize=1)
def _numbers_of_reports_and_paths(count: int) -> tuple[pa.Array, pa.Array]:
    """For every cell of ``count`` reports, the number of its report and that of its path."""
    return _integers([row for row in range(count) for _ in PATHS]), _integers(list(range(_WIDTH)) * count)


def _dictionary_array(codes: array[int], distinct: pa.Array) -> pa.Array:
    return pa.DictionaryArray.from_arrays(_integers(codes), distinct)


def _offsets(codes: array[int]) -> pa.Array:
    offsets = _integers(codes)
    return pc.if_else(pc.equal(offsets, pa.scalar(_NOWHERE, pa.int32())), pa.scalar(None, pa.int32()), offsets)
