"""One plain function between Arrow batches, for engines that bring their own machines: Ray Data, Spark, Daft."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

from govinfo_parse.corpus.records.contents import Reading, fetch, read_content
from govinfo_parse.corpus.sources.source import Fault, Inline, Source
from govinfo_parse.parser import Parser, default_parser
from govinfo_parse.readers.extras import from_extra

with from_extra("corpus"):
    import pyarrow as pa

from govinfo_parse.corpus.records.columns import Columns
from govinfo_parse.corpus.records.schemas import VERSION, table_schema
from govinfo_parse.corpus.sources.texts import COLUMNS, holds_content
from govinfo_parse.readers.limits import MAX_BYTES

__all__ = ["output_schema", "parse_batch"]

_NESTED = ("cells", "diagnostics", "findings", "facts", "further", "statistics")


def parse_batch(batch: pa.RecordBatch, parser: Parser | None = None) -> pa.RecordBatch:
    """Read the reports in a batch: one row in, one row out, in the same order.

    The content is the first of the columns ``text``, ``content``, ``html``, ``body``, ``markdown``, ``bytes`` and
    ``data`` that is there and holds text or bytes; bytes are read in whatever format they are.  All other columns are
    copied in front of them, unless the output has a column of that name.

    Args:
        batch: a record batch with such a column.
        parser: the parser with your own grammars; by default the one with the built-in grammars.  An engine that sends
            the call to other machines lets each build its own: ``lambda batch: parse_batch(batch, parser())``, where
            ``parser`` is a cached function.

    Returns:
        A record batch with the copied columns and those of :func:`output_schema`.  A row that could not be
        read has nulls, and says why in ``error`` and ``message``.

    Raises:
        TypeError: ``batch`` is not a record batch.
        ValueError: there is no column that could hold reports.
    """
    if not isinstance(batch, pa.RecordBatch):
        raise TypeError(f"parse_batch takes a pyarrow.RecordBatch, not {type(batch).__name__}")
    content = _content_column(batch.schema)
    columns = Columns()
    readings = []
    for value in batch.column(content).to_pylist():
        fault = Fault("NoContent", "the content is null") if value is None else None
        source = Source("", "", None, None if value is None else Inline(value), fault)
        reading = read_content(*fetch(source, MAX_BYTES), parser or default_parser())
        if reading.report is None:
            columns.add_nothing()
        else:
            columns.add(reading, reading.report)
        # The report itself is not kept: a batch of them would keep Python's garbage collector busy.
        readings.append(attrs.evolve(reading, document=None, report=None))
    made = _output_arrays(columns, readings)
    through = [name for name in batch.schema.names if name != content and name not in output_schema().names]
    fields = [batch.schema.field(name) for name in through]
    return pa.RecordBatch.from_arrays(
        [*(batch.column(name) for name in through), *(made[name] for name in output_schema().names)],
        schema=pa.schema([*fields, *output_schema()], metadata=output_schema().metadata),
    )


@cache
def output_schema() -> pa.Schema:
    """The columns that :func:`parse_batch` adds: those of the dataset's ``reports``; ``cells``, ``diagnostics``,
    ``findings``, ``facts``, ``further`` and ``statistics`` as lists of structs; ``sha256`` and ``size`` of the content;
    ``error`` and ``message``.
    """
    nested = [pa.field(name, pa.list_(pa.struct(_struct_fields(name)))) for name in _NESTED]
    about = [pa.field("sha256", pa.string()), pa.field("size", pa.int64())]
    fault = [pa.field("error", pa.string()), pa.field("message", pa.string())]
    plain = [pa.field(field.name, field.type) for field in table_schema("reports")]
    metadata = {"govinfo_parse.schema_version": str(VERSION)}
    return pa.schema([*plain, *nested, *about, *fault], metadata=metadata)


def _struct_fields(table: str) -> list[pa.Field]:
    return [pa.field(field.name, field.type) for field in table_schema(table) if field.name != "report"]


def _content_column(columns: pa.Schema) -> str:
    for name in COLUMNS:
        if name in columns.names and holds_content(columns.field(name).type):
            return name
    raise ValueError(
        f"the batch has no column of text or bytes named {', '.join(COLUMNS)}; rename the one with the reports"
    )


def _output_arrays(columns: Columns, readings: list[Reading]) -> dict[str, pa.Array]:
    reports = columns.reports()
    counts = {
        "cells": columns.cell_counts(),
        "diagnostics": columns.diagnostic_counts,
        "findings": columns.finding_counts,
        "facts": columns.fact_counts,
        "further": columns.further_counts,
        "statistics": columns.statistics_counts,
    }
    tables = {
        "cells": columns.cells(),
        "diagnostics": columns.diagnostics(),
        "findings": columns.findings(),
        "facts": columns.facts(),
        "further": columns.further(),
        "statistics": columns.statistics(),
    }
    made: dict[str, Any] = {name: _in_one_chunk(reports.column(name)) for name in reports.column_names}
    for name, table in tables.items():
        inner = _struct_fields(name)
        parts = [_in_one_chunk(table.column(field.name)).cast(field.type) for field in inner]
        offsets = pa.array(_running_totals(counts[name]), pa.int32())
        made[name] = pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(parts, fields=inner))
    faults = [reading.fault for reading in readings]
    made["sha256"] = pa.array([reading.sha256 for reading in readings], pa.string())
    made["size"] = pa.array([reading.size for reading in readings], pa.int64())
    made["error"] = pa.array([fault and fault.error for fault in faults], pa.string())
    made["message"] = pa.array([fault and fault.message for fault in faults], pa.string())
    return made


def _in_one_chunk(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _running_totals(counts: list[int]) -> list[int]:
    total = 0
    offsets = [0]
    for count in counts:
        total += count
        offsets.append(total)
    return offsets
