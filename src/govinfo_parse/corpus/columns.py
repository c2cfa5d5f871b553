"""Reports to Arrow columns.

A report has some two hundred cells, and a country has a million reports, so what is done for a cell is done seldom:
every distinct value, text and state is turned into Arrow once, and cells are numbers into these.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from govinfo_parse.corpus.reading import Reading, doubtful
from govinfo_parse.corpus.schemas import SECTIONS, schema
from govinfo_parse.model import Cell, Report, State
from govinfo_parse.model.paths import GROUPS, PATHS
from govinfo_parse.panel.names import normalised
from govinfo_parse.serialize.panel import UNIT

_WIDTH = len(PATHS)
_NOWHERE = -1
_records = attrgetter(*GROUPS)
_readers = tuple(attrgetter(*names) for _, names in GROUPS.values())
_unit_of = attrgetter(UNIT)
_sections_of = attrgetter(*SECTIONS)


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
        self._value_codes, self._raw_codes, self._state_codes = array("i"), array("i"), array("i")
        self._starts, self._ends = array("i"), array("i")
        self._diagnostics: list[tuple[Any, ...]] = []
        self._findings: list[tuple[Any, ...]] = []
        self.diagnostic_counts: list[int] = []
        self.finding_counts: list[int] = []

    def __len__(self) -> int:
        return len(self._heads)

    def add(self, reading: Reading, report: Report) -> None:
        """Add one report."""
        cells: list[Cell] = []
        for pick, record in zip(_readers, _records(report), strict=True):
            cells += pick(record)
        spans = [cell.span for cell in cells]
        self._value_codes.extend(map(self._values.__getitem__, [cell.value for cell in cells]))
        self._raw_codes.extend(map(self._raws.__getitem__, [cell.raw for cell in cells]))
        self._state_codes.extend(map(self._states.__getitem__, [cell.state for cell in cells]))
        self._starts.extend([_NOWHERE if span is None else span.start for span in spans])
        self._ends.extend([_NOWHERE if span is None else span.end for span in spans])
        self._notes(reading.identity, report)
        document = reading.document
        self._heads.append(
            (
                reading.identity,
                report.title,
                report.agency,
                normalised(report.agency),
                report.year,
                report.form,
                "doubtful" if doubtful(report) else "exact",
                *((document.format, len(document.text)) if document else (None, None)),
                *((document.published, document.index_number, document.publisher) if document else (None,) * 3),
                *_sections_of(report.sections),
                _unit_of(report),
            )
        )

    def add_nothing(self) -> None:
        """Add a row of nulls, for what could not be read."""
        for codes, table, value in (
            (self._value_codes, self._values, None),
            (self._raw_codes, self._raws, ""),
            (self._state_codes, self._states, State.ABSENT),
        ):
            codes.extend([table[value]] * _WIDTH)
        self._starts.extend([_NOWHERE] * _WIDTH)
        self._ends.extend([_NOWHERE] * _WIDTH)
        self.diagnostic_counts.append(0)
        self.finding_counts.append(0)
        self._heads.append((None,) * (len(schema("reports")) - _WIDTH))

    def _notes(self, identity: str, report: Report) -> None:
        for d in report.diagnostics:
            self._diagnostics.append((identity, d.code, d.severity, d.message, d.paths, d.line, d.column))
        for f in report.findings:
            numbers = (_plain(f.expected), _plain(f.actual))
            self._findings.append((identity, f.rule, f.outcome, f.paths, *numbers))
        self.diagnostic_counts.append(len(report.diagnostics))
        self.finding_counts.append(len(report.findings))

    def reports(self) -> pa.Table:
        """One row per report."""
        table = schema("reports")
        values = pa.array([_plain(value) for value in self._values], pa.float64())
        heads = zip(*self._heads, strict=True) if self._heads else iter([()] * (len(table) - _WIDTH))
        kinds = iter(table)
        *front, unit = [
            pa.array(column, kind.type) for column, kind in zip(heads, _without_cells(kinds), strict=True)
        ]
        wide = [values.take(_integers(self._value_codes[place::_WIDTH])) for place in range(_WIDTH)]
        return pa.Table.from_arrays([*front, *wide, unit], schema=table)

    def cells(self) -> pa.Table:
        """One row per cell that is there, report by report in the order of the form."""
        count = len(self._heads)
        ids = pa.array([head[0] for head in self._heads], pa.string())
        present = self.present()
        values = pa.array([_plain(value) for value in self._values], pa.float64())
        owners = array("i", [row for row in range(count) for _ in PATHS])
        columns = {
            "report": _coded(owners, ids),
            "path": _coded(array("i", range(_WIDTH)) * count, pa.array(PATHS, pa.string())),
            "value": values.take(_integers(self._value_codes)),
            "state": _coded(self._state_codes, pa.array(map(str, self._states), pa.string())),
            "raw": _coded(self._raw_codes, pa.array(map(_encodable, self._raws), pa.string())),
            "start": _offsets(self._starts),
            "end": _offsets(self._ends),
        }
        return pa.table(columns, metadata=schema("cells").metadata).filter(present)

    def present(self) -> pa.Array:
        """Of every cell of every report, whether it is there."""
        absent = self._states.get(State.ABSENT, _NOWHERE)
        return pc.not_equal(_integers(self._state_codes), pa.scalar(absent, pa.int32()))

    def diagnostics(self) -> pa.Table:
        """One row per diagnostic."""
        return table_of("diagnostics", self._diagnostics)

    def findings(self) -> pa.Table:
        """One row per finding."""
        return table_of("findings", self._findings)


def table_of(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """A table of rows in the order of its schema."""
    kinds = schema(name)
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(kinds)
    return pa.Table.from_arrays(
        [_array(column, kind.type) for column, kind in zip(columns, kinds, strict=True)], schema=kinds
    )


def _array(column: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(column, kind)
    except UnicodeEncodeError:
        return pa.array(map(_encodable, column), kind)


def _encodable(text: str | None) -> str | None:
    """The text with what is not Unicode (lone surrogates, as in names of files that are not UTF-8) written as escapes."""
    return text and text.encode("utf-8", "backslashreplace").decode("utf-8")
