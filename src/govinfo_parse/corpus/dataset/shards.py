"""What a worker of the ``corpus`` command does: a chunk of sources to Parquet files.

The reports never leave the process that read them: the leading process only hears of counts and hashes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import pyarrow as pa
from pyarrow import parquet

from govinfo_parse.corpus.caller_grammars import Grammars
from govinfo_parse.corpus.dataset.journal import Failure, Known, Shard
from govinfo_parse.corpus.pool.worker import NOWHERE
from govinfo_parse.corpus.records.columns import Columns, encodable, table_of
from govinfo_parse.corpus.records.contents import Reading, fetch, read_content
from govinfo_parse.corpus.sources.source import Source, digest
from govinfo_parse.model import Severity
from govinfo_parse.parser import Parser

INCOMING = ".incoming"
"""The folder of files that are not yet part of the dataset."""

_COUNTED = frozenset({"report", "agency_key", "year", "form", "path", "rule", "code", "error"})
"""The columns whose least and greatest values are written into the files, so that a query can skip parts."""

_GROWING = frozenset({"start", "end"})
"""The columns whose values mostly grow from row to row: their differences take a quarter less space and time."""

_LONGEST = 20.0
"""Seconds after which a shard is closed: no more work than this is lost when a run is killed."""


@attrs.frozen
class Shards:
    """The job of turning chunks into shards of a dataset.

    Attributes:
        folder: the dataset's folder.
        journal: the journal's file.
        grammars: the caller's own grammars.
        max_bytes: longer content is refused.
        ocr: whether pictures are read by recognition.
        strict: whether numbers are withheld that were read from pictures and that no sums vouch for.
    """

    folder: Path
    journal: Path
    grammars: Grammars
    max_bytes: int
    ocr: bool = False
    strict: bool = False

    def start(self) -> Callable[[int, list[Source], Callable[[int], None]], tuple[Shard, int]]:
        """Build the parser, once for all chunks of the process."""
        pa.set_cpu_count(1)
        return Writer(self, self.grammars.parser(), Known(self.journal)).run


class Writer:
    """Reads the sources of a chunk and writes their tables."""

    def __init__(self, job: Shards, parser: Parser, known: Known) -> None:
        self._job = job
        self._parser = parser
        self._known = known

    def run(self, number: int, chunk: list[Source], at: Callable[[int], None]) -> tuple[Shard, int]:
        """Read sources until the chunk is done or has taken long enough, then write; see :class:`pool.Run`."""
        self._known.refresh()
        part = _ShardRows()
        deadline = time.monotonic() + _LONGEST
        count = 0
        for place, source in enumerate(chunk):
            if count and time.monotonic() > deadline:
                break
            at(place)
            self._take(source, part)
            count += 1
        at(NOWHERE)
        tables = part.tables()
        sizes, counts = write_all(tables, self._job.folder, number), counts_of(tables)
        return Shard(number, sizes, part.keys, part.rows, part.reports, counts, part.failures), count

    def _take(self, source: Source, part: _ShardRows) -> None:
        reading, content = fetch(source, self._job.max_bytes)
        identity = bytes.fromhex(reading.identity)
        met = reading.fault is None and (identity in part.reports or self._known.report(identity))
        if not met:
            reading = read_content(reading, content, self._parser, ocr=self._job.ocr, strict=self._job.strict)
        name = encodable(reading.source)
        if reading.fault is not None:
            fault = reading.fault
            part.keys[source.key] = None
            part.failures[source.key] = (name, reading.size, reading.sha256, fault.error, encodable(fault.message))
            return
        row = part.keys[source.key] = row_key(name, reading.sha256 or "")
        # A row can be there already only if its report is.
        if not (met and (row in part.rows or self._known.row(row))):
            part.rows[row] = (identity, name)
            part.add(reading, identity, name)


class _ShardRows:
    """The rows of one shard."""

    def __init__(self) -> None:
        self.keys: dict[bytes, bytes | None] = {}
        self.rows: dict[bytes, tuple[bytes, str]] = {}
        self.reports: dict[bytes, str] = {}
        self.failures: dict[bytes, Failure] = {}
        self._columns = Columns()
        self._sources: list[tuple[object, ...]] = []

    def add(self, reading: Reading, identity: bytes, name: str) -> None:
        self._sources.append((name, reading.identity, reading.size, reading.sha256))
        if reading.report is not None:
            self.reports[identity] = name
            self._columns.add(reading, reading.report)

    def tables(self) -> dict[str, pa.Table]:
        """Every table by its name, but ``failures``: these can be mended later, so the journal keeps them."""
        return {
            "reports": self._columns.reports(),
            "cells": self._columns.cells(),
            "diagnostics": self._columns.diagnostics(),
            "findings": self._columns.findings(),
            "facts": self._columns.facts(),
            "further": self._columns.further(),
            "statistics": self._columns.statistics(),
            "sources": table_of("sources", self._sources),
        }


def row_key(source: str, sha256: str) -> bytes:
    """Sixteen bytes that identify a row of ``sources``."""
    return digest(source, "sources", sha256)


def counts_of(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """How often each kind of event happened in a shard: ``reports``, ``exact``, ``diagnostic:not-a-report``, ..."""
    counts = Counter(tables["reports"].column("standing").to_pylist())
    counts["reports"] = tables["reports"].num_rows
    counts["sources"] = tables["sources"].num_rows
    codes = _rows_of(tables["diagnostics"], "report", "code", "severity")
    counts["damaged"] = len({report for report, _, severity in codes if severity == Severity.ERROR})
    counts.update(f"diagnostic:{code}" for _, code in {(report, code) for report, code, _ in codes})
    rules = _rows_of(tables["findings"], "report", "outcome", "rule")
    counts.update(f"finding:{outcome}:{rule}" for _, outcome, rule in set(rules))
    return {thing: count for thing, count in counts.items() if count}


def _rows_of(table: pa.Table, *columns: str) -> list[tuple[str, ...]]:
    return list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))


def write_all(tables: Mapping[str, pa.Table], folder: Path, number: int) -> dict[str, int]:
    """Write the files of a shard under temporary names; gives the size in bytes of each that has rows."""
    sizes = {}
    for name, table in tables.items():
        if table.num_rows:
            path = folder / INCOMING / part_name(name, number)
            write(table, path)
            sizes[name] = path.stat().st_size
    return sizes


def part_name(table: str, number: int) -> str:
    """The temporary name of a shard's file, which begins with the name of its table."""
    return f"{table}-{number:06}.parquet"


def write(table: pa.Table, path: Path) -> None:
    """Write one Parquet file.  Texts are written as plain strings, however they are encoded in memory."""
    with writer(table.schema, path) as file:
        file.write_table(table)


def writer(columns: pa.Schema, path: Path) -> parquet.ParquetWriter:
    """A writer of a Parquet file of these columns, piece by piece."""
    counted = [name for name in columns.names if name in _COUNTED]
    growing = [name for name in columns.names if name in _GROWING]
    options = {
        "compression": "zstd",
        "store_schema": False,
        "write_statistics": counted,
        "use_dictionary": [name for name in columns.names if name not in _GROWING],
        "column_encoding": dict.fromkeys(growing, "DELTA_BINARY_PACKED") or None,
    }
    file = parquet.ParquetWriter(path, columns, **options)
    file.add_key_value_metadata(columns.metadata)
    return file
