"""What a worker of the ``corpus`` command does: a chunk of sources to Parquet files.

The reports never leave the process that read them: the leading process only hears of counts and hashes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import attrs
import pyarrow as pa
from pyarrow import parquet

from govinfo_parse.corpus.columns import Columns, encodable, table_of
from govinfo_parse.corpus.journal import Failure, Known, Shard
from govinfo_parse.corpus.reading import Reading, doubtful, fetch, read
from govinfo_parse.corpus.source import Source, digest
from govinfo_parse.corpus.worker import NOWHERE
from govinfo_parse.model import Severity
from govinfo_parse.parser import Parser, default_parser

INCOMING = ".incoming"
"""The folder in which files stand that are not yet part of the dataset."""

_COUNTED = frozenset({"report", "agency_key", "year", "form", "path", "rule", "code", "error"})
"""The columns whose least and greatest values stand in the files, so that a query can pass over parts."""

_GROWING = frozenset({"start", "end"})
"""The columns whose values mostly grow from row to row: their differences take a quarter less space and time."""

_LONGEST = 20.0
"""Seconds after which a shard is closed: what is lost when a run is killed."""


@attrs.frozen
class Shards:
    """The job of turning chunks into shards of a dataset.

    Attributes:
        folder: the dataset's folder.
        journal: the journal's file.
        layouts: further layouts, as grammar files.
        forms: further forms, likewise.
        max_bytes: longer content is refused.
    """

    folder: Path
    journal: Path
    layouts: tuple[Path, ...] = ()
    forms: tuple[Path, ...] = ()
    max_bytes: int = 0

    def start(self) -> Callable[[int, list[Source], Callable[[int], None]], tuple[Shard, int]]:
        """Build the parser, once for all chunks of the process."""
        pa.set_cpu_count(1)
        return Writer(self, parser_of(self.layouts, self.forms), Known(self.journal)).run


def parser_of(layouts: tuple[Path, ...], forms: tuple[Path, ...]) -> Parser:
    """The parser with these grammars besides the built-in ones."""
    return Parser(layouts=list(layouts), forms=list(forms)) if layouts or forms else default_parser()


class Writer:
    """Reads the sources of a chunk and writes their tables."""

    def __init__(self, job: Shards, parser: Parser, known: Known) -> None:
        self._job = job
        self._parser = parser
        self._known = known

    def run(self, number: int, chunk: list[Source], at: Callable[[int], None]) -> tuple[Shard, int]:
        """Read sources until the chunk is done or took long enough, then write; see :class:`pool.Run`."""
        self._known.refresh()
        part = _Part()
        deadline = time.monotonic() + _LONGEST
        count = 0
        for place, source in enumerate(chunk):
            if count and time.monotonic() > deadline:
                break
            at(place)
            self._take(source, part)
            count += 1
        at(NOWHERE)
        sizes = self._write(number, part)
        return Shard(number, sizes, part.keys, list(part.reports), part.counts, part.failures), count

    def _take(self, source: Source, part: _Part) -> None:
        reading, content = fetch(source, self._job.max_bytes)
        identity = bytes.fromhex(reading.identity)
        met = reading.fault is None and (identity in part.reports or self._known.report(identity))
        if not met:
            reading = read(reading, content, self._parser)
        part.keys.append(source.key)
        if reading.fault is not None:
            fault = reading.fault
            name, message = encodable(reading.source), encodable(fault.message)
            part.failures[source.key] = (name, reading.size, reading.sha256, fault.error, message)
            return
        row = digest(source.name, "sources", reading.sha256 or "")
        # A row can only be there already if its report is.
        if met and (row in part.rows or self._known.row(row)):
            return
        part.rows.add(row)
        part.keys.append(row)
        part.add(reading, identity)

    def _write(self, number: int, part: _Part) -> dict[str, int]:
        sizes = {}
        for name, table in part.tables().items():
            if table.num_rows:
                path = self._job.folder / INCOMING / part_name(name, number)
                write(table, path)
                sizes[name] = path.stat().st_size
        return sizes


class _Part:
    """The rows of one shard."""

    def __init__(self) -> None:
        self.keys: list[bytes] = []
        self.rows: set[bytes] = set()
        self.reports: dict[bytes, None] = {}
        self.counts: Counter[str] = Counter()
        self.failures: dict[bytes, Failure] = {}
        self._columns = Columns()
        self._sources: list[tuple[object, ...]] = []

    def add(self, reading: Reading, identity: bytes) -> None:
        self.counts["sources"] += 1
        self._sources.append((reading.source, reading.identity, reading.size, reading.sha256))
        report = reading.report
        if report is None:
            self.counts["repeated"] += 1
            return
        self.reports[identity] = None
        self._columns.add(reading, report)
        things = {"reports", "doubtful" if doubtful(report) else "exact"}
        things.update(f"diagnostic:{diagnostic.code}" for diagnostic in report.diagnostics)
        things.update(f"finding:{f.outcome}:{f.rule}" for f in report.findings)
        for thing in things:  # Counter.update takes several times longer
            self.counts[thing] += 1
        if any(diagnostic.severity is Severity.ERROR for diagnostic in report.diagnostics):
            self.counts["damaged"] += 1

    def tables(self) -> dict[str, pa.Table]:
        """Every table by its name, but ``failures``: they can be repaired, so the journal keeps them."""
        return {
            "reports": self._columns.reports(),
            "cells": self._columns.cells(),
            "diagnostics": self._columns.diagnostics(),
            "findings": self._columns.findings(),
            "sources": table_of("sources", self._sources),
        }


def part_name(table: str, number: int) -> str:
    """The name of a shard's file on its way, from which its table is told."""
    return f"{table}-{number:06}.parquet"


def write(table: pa.Table, path: Path) -> None:
    """Write one Parquet file.  Texts are written plainly typed, whatever they are encoded as in memory."""
    with writer(table.schema, path) as file:
        file.write_table(table)


def writer(columns: pa.Schema, path: Path) -> parquet.ParquetWriter:
    """What writes a Parquet file of these columns piece by piece."""
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
