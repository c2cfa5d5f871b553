"""The folder of a dataset: its files, its lock, its manifest."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from pyarrow import parquet

from govinfo_parse.corpus.dataset.filenames import CSV, DUCKDB, EXPORTING, JOURNAL, MANIFEST, XLSX
from govinfo_parse.corpus.dataset.journal import Failure, Journal
from govinfo_parse.corpus.dataset.shards import INCOMING, part_name, write, writer
from govinfo_parse.corpus.records.columns import table_of
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS, VERSION, table_schema
from govinfo_parse.corpus.unfinished import DatasetError

_LOCK = ".lock.sqlite"
_ROWS = 10_000
"""How many failures are written at a time."""


class Dataset:
    """A dataset's folder.

    Args:
        folder: the folder; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal_path = folder / JOURNAL

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out of the folder; the system lifts the lock when this process ends.

        Raises:
            DatasetError: another run is at work there, or the folder is used for something else.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        foreign = (
            [] if self.journal_path.exists() else [name for name in TABLE_COLUMNS if (self.folder / name).exists()]
        )
        if foreign:
            raise DatasetError(
                f"{self.folder} holds {', '.join(foreign)}, and no dataset of this command; choose another folder"
            )
        with closing(sqlite3.connect(self.folder / _LOCK, timeout=0, isolation_level=None)) as lock:
            try:
                # Of two runs that start at once exactly one gets this lock; "exclusive" can refuse them both.
                lock.execute("begin immediate")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                raise DatasetError(f"another run is writing into {self.folder}") from error
            yield

    def prepare(self, journal: Journal) -> None:
        """Bring folder and journal into agreement: remove files that are not entered, and entries without files.

        The exports of earlier runs go too: they show the dataset as it was before.
        """
        for name in (MANIFEST, XLSX, DUCKDB, *(f"{CSV}/{table}.csv" for table in TABLE_COLUMNS)):
            (self.folder / name).unlink(missing_ok=True)
        for name in (INCOMING, EXPORTING):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / INCOMING).mkdir()
        shards = journal.shards()
        whole = {number: parts for number, parts in shards.items() if self._complete(number, parts)}
        lost = [number for number in shards if number not in whole]
        newly = lost
        while newly:
            # Where a lost report was met again, there is a row of ``sources`` without its report, and a source that
            # counts as read: all that is removed as well.
            reports = journal.reports_of(newly)
            newly = [number for number, parts in whole.items() if "sources" in parts and self._met(number, reports)]
            for number in newly:
                del whole[number]
            lost += newly
        journal.forget(lost)
        for table in TABLE_COLUMNS:
            (self.folder / table).mkdir(exist_ok=True)
            entered = {self.part(table, number) for number, parts in whole.items() if table in parts}
            for path in (self.folder / table).glob("part-*.parquet"):
                if path not in entered:
                    path.unlink()
            # Every table is there, with its columns, even when it has no rows.
            incoming = self.folder / INCOMING / part_name(table, 0)
            write(table_schema(table).empty_table(), incoming)
            incoming.replace(self.part(table, 0))
        self.write_failures(journal.failures())

    def _met(self, number: int, reports: set[str]) -> bool:
        """Whether one of these reports was met by a source of this shard."""
        met = parquet.read_table(self.part("sources", number), columns=["report"], partitioning=None)
        return not reports.isdisjoint(met.column("report").to_pylist())

    def write_failures(self, failures: Iterable[Failure]) -> None:
        """Write the table of failures, which is a single file."""
        incoming = self.folder / INCOMING / part_name("failures", 0)
        rows = iter(failures)
        with writer(table_schema("failures"), incoming) as file:
            while some := list(islice(rows, _ROWS)):
                file.write_table(table_of("failures", some))
        incoming.replace(self.part("failures", 0))

    def _complete(self, number: int, parts: Mapping[str, int]) -> bool:
        paths = {self.part(table, number): size for table, size in parts.items()}
        return all(path.is_file() and path.stat().st_size == size for path, size in paths.items())

    def part(self, table: str, number: int) -> Path:
        """The file of a shard's rows of a table; shard 0 has no rows."""
        return self.folder / table / f"part-{number:06}.parquet"

    def admit(self, number: int, parts: Mapping[str, int]) -> None:
        """Move a shard's files to their places."""
        for table in parts:
            (self.folder / INCOMING / part_name(table, number)).replace(self.part(table, number))

    def discard(self, number: int, parts: Mapping[str, int]) -> None:
        """Delete a shard's files before they are part of the dataset."""
        for table in parts:
            (self.folder / INCOMING / part_name(table, number)).unlink(missing_ok=True)

    def finish(self, journal: Journal, manifest: Mapping[str, Any]) -> None:
        """Write down what could not be read, and say that the dataset is complete."""
        self.write_failures(journal.failures())
        shutil.rmtree(self.folder / INCOMING, ignore_errors=True)
        told = {"schema_version": VERSION, **manifest, "tables": {name: f"{name}/*.parquet" for name in TABLE_COLUMNS}}
        incoming = self.folder / f".{MANIFEST}"
        incoming.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        incoming.replace(self.folder / MANIFEST)
