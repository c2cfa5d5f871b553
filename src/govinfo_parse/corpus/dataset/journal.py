"""Which parts of a dataset are finished: kept on disk next to it, so that a run can stop at any moment and go on later.

A shard is written under temporary names, renamed, and then entered here in one transaction.  What is not entered does
not count: a run begins by deleting it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from govinfo_parse.corpus.sources.source import digest

_TABLES = """
create table if not exists settings (name text primary key, value text) without rowid;
create table if not exists shards (number integer primary key, parts text not null, counts text not null);
create table if not exists done (key blob primary key, row blob, shard integer not null) without rowid;
create table if not exists rows (
    row blob primary key, report blob not null, source text not null, shard integer not null
) without rowid;
create index if not exists rows_of_report on rows (report);
create table if not exists reports (
    report blob primary key, source text not null, shard integer not null
) without rowid;
create table if not exists unsettled (report blob primary key) without rowid;
create table if not exists failures (
    key blob primary key, source text not null, size integer, sha256 text, error text not null, message text not null
) without rowid;
"""

_MET = """
create temp table if not exists met (key blob primary key) without rowid;
create temp table if not exists met_names (name blob primary key) without rowid;
"""
_STALE = "drop table if exists stale; create temp table stale (row blob primary key) without rowid"
_TOUCHED = """
select report, source, shard,
    (select min(rows.source) from rows where rows.report = reports.report and row not in (select row from stale))
from reports where report in (select report from rows join stale using (row) union select report from unsettled)
"""
"""Reports that lose a row, or were met again: the name now next to them, and the first of the names that they keep."""

FORMAT = "3"
"""Raised when the journal of an earlier format cannot be continued."""

_AT_ONCE = 900
"""How many keys one query has: SQLite before 3.32 takes no more than 999."""

Counts = Mapping[str, int]
Failure = tuple[str, int | None, str | None, str, str]
"""A row of ``failures``."""


@attrs.frozen
class Shard:
    """The result of one chunk of sources.

    Attributes:
        number: the shard's number, which is in the names of its files.
        parts: the size in bytes of its file of each table that has rows.
        keys: the versions of sources that are now done, each with the row of ``sources`` that it became; None where it
            failed.
        rows: the rows of ``sources`` that it holds: the id of the report, and the source's name.
        reports: the ids of the reports that it holds, and the name next to each.
        counts: how often things happened: ``reports``, ``exact``, ``diagnostic:not-a-report``, ...
        failures: what could not be read, by the keys of the sources.
    """

    number: int
    parts: Mapping[str, int]
    keys: Mapping[bytes, bytes | None]
    rows: Mapping[bytes, tuple[bytes, str]]
    reports: Mapping[bytes, str]
    counts: Counts
    failures: Mapping[bytes, Failure] = {}


@attrs.frozen
class Revision:
    """What has to be changed in shards that are finished.

    Attributes:
        shards: the numbers of the shards.
        rows: the rows of ``sources`` that go.
        reports: the reports that go, as they have no row left.
        names: for other reports the source whose name is next to them from now on.
    """

    shards: frozenset[int]
    rows: frozenset[bytes]
    reports: frozenset[bytes]
    names: Mapping[bytes, str]


class Journal:
    """The journal of one dataset, for the one process that leads the run."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = normal")
        self._base.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def settings(self) -> dict[str, str]:
        """What the dataset is made with; empty for a new one."""
        return dict(self._base.execute("select name, value from settings"))

    def write_settings(self, settings: Mapping[str, str]) -> None:
        """Write down what the dataset is made with."""
        self._base.executemany("insert or replace into settings values (?, ?)", settings.items())

    def undone(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of the keys that are not done yet."""
        return set(keys).difference(self._found("select key from done where key in", keys))

    def holds_any(self, reports: Iterable[bytes]) -> bool:
        """Whether one of these reports is in the dataset."""
        return any(self._found("select report from reports where report in", list(reports)))

    def _found(self, query: str, keys: Sequence[bytes]) -> Iterator[bytes]:
        for begin in range(0, len(keys), _AT_ONCE):
            some = keys[begin : begin + _AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from (key for (key,) in self._base.execute(f"{query} ({marks})", some))

    def enter(self, shard: Shard) -> None:
        """Enter a finished shard, all of it or, where the disk is full, nothing of it."""
        base, number = self._base, shard.number
        base.execute("begin immediate")
        try:
            base.execute(
                "insert into shards values (?, ?, ?)", (number, json.dumps(shard.parts), json.dumps(shard.counts))
            )
            done = [(key, row, number) for key, row in shard.keys.items()]
            base.executemany("insert or ignore into done values (?, ?, ?)", done)
            rows = [(row, report, source, number) for row, (report, source) in shard.rows.items()]
            base.executemany("insert or ignore into rows values (?, ?, ?, ?)", rows)
            reports = [(report, source, number) for report, source in shard.reports.items()]
            base.executemany("insert into reports values (?, ?, ?)", reports)
            # Which of several names is the first is known only when all of them are.
            again = [(report,) for report, source in shard.rows.values() if shard.reports.get(report) != source]
            base.executemany("insert or ignore into unsettled values (?)", again)
            base.executemany("delete from failures where key = ?", [(key,) for key in shard.keys])
            failures = [(key, *failure) for key, failure in shard.failures.items()]
            base.executemany("insert into failures values (?, ?, ?, ?, ?, ?)", failures)
            base.execute("commit")
        except BaseException:
            if base.in_transaction:
                base.execute("rollback")
            raise

    def shards(self) -> dict[int, dict[str, int]]:
        """The size of the file of every table of every shard."""
        found = self._base.execute("select number, parts from shards order by number")
        return {number: json.loads(parts) for number, parts in found}

    def forget(self, shards: Sequence[int]) -> None:
        """Take shards out again, all of them or none, so that their sources are read again."""
        self._base.execute("begin immediate")
        for number in shards:
            lost = "select report from rows where shard = ?"
            self._base.execute(f"insert or ignore into unsettled {lost}", (number,))
            for table, column in (("done", "shard"), ("rows", "shard"), ("reports", "shard"), ("shards", "number")):
                self._base.execute(f"delete from {table} where {column} = ?", (number,))  # noqa: S608  names of ours
        self._base.execute("commit")

    def reports_of(self, shards: Sequence[int]) -> set[str]:
        """The ids of the reports that these shards hold."""
        query = "select report from reports where shard = ?"
        return {report.hex() for number in shards for (report,) in self._base.execute(query, (number,))}

    def retry(self) -> None:
        """Mark what could not be read, so that it is read again; until then it stays among the failures."""
        self._base.execute("delete from done where key in (select key from failures)")

    def failed(self) -> dict[bytes, str]:
        """The name of every source that could not be read, by its key."""
        return dict(self._base.execute("select key, source from failures"))

    def failures(self) -> Iterator[Failure]:
        """The rows of ``failures``."""
        yield from self._base.execute("select source, size, sha256, error, message from failures order by source, key")

    def meet(self, sources: Iterable[tuple[bytes, str]]) -> None:
        """Remember the keys and names of sources that are there, for as long as this journal is open."""
        self._base.executescript(_MET)
        met = [(key, digest(name)) for key, name in sources]
        self._base.executemany("insert or ignore into met values (?)", [(key,) for key, _ in met])
        self._base.executemany("insert or ignore into met_names values (?)", [(name,) for _, name in met])

    def unmet(self) -> Iterator[tuple[bytes, str, bool]]:
        """The rows of ``sources`` whose version of a source was not met: row, name, and whether another version was."""
        self._base.executescript(_MET)
        current = "select done.row from done join met using (key) where done.row is not null"
        found = self._base.execute(f"select row, source from rows where row not in ({current})")  # noqa: S608
        for row, name in found:
            known = self._base.execute("select 1 from met_names where name = ?", (digest(name),))
            yield row, name, known.fetchone() is not None

    def revision(self, stale: Iterable[bytes]) -> Revision:
        """What has to be changed in which shards when these rows of ``sources`` go."""
        base = self._base
        base.executescript(_STALE)
        base.executemany("insert or ignore into stale values (?)", [(row,) for row in stale])
        shards = {shard for (shard,) in base.execute("select distinct shard from rows join stale using (row)")}
        orphans, names = set(), {}
        for report, source, shard, first in base.execute(_TOUCHED):
            if first is None:
                orphans.add(report)
            elif first != source:
                names[report] = first
            if first != source:
                shards.add(shard)
        rows = {row for (row,) in base.execute("select row from stale")}
        return Revision(frozenset(shards), frozenset(rows), frozenset(orphans), names)

    def revise(self, revision: Revision, shards: Mapping[int, tuple[int, Mapping[str, int], Counts]]) -> None:
        """Enter shards that take the places of others: for each old number the new one, with its parts and counts."""
        base = self._base
        base.execute("begin immediate")
        try:
            for old, (new, parts, counts) in shards.items():
                base.execute("delete from shards where number = ?", (old,))
                base.execute("insert into shards values (?, ?, ?)", (new, json.dumps(parts), json.dumps(counts)))
                for table in ("done", "rows", "reports"):
                    base.execute(f"update {table} set shard = ? where shard = ?", (new, old))  # noqa: S608
            for row in revision.rows:
                base.execute("delete from rows where row = ?", (row,))
            base.execute("delete from done where row in (select row from stale)")
            base.executemany("delete from reports where report = ?", [(report,) for report in revision.reports])
            renamed = [(name, report) for report, name in revision.names.items()]
            base.executemany("update reports set source = ? where report = ?", renamed)
            base.execute("delete from unsettled")
            base.execute("commit")
        except BaseException:
            if base.in_transaction:
                base.execute("rollback")
            raise

    def drop(self, failures: Iterable[bytes]) -> None:
        """Take out failures that are no longer any; if such a source is met again, it is read again."""
        self._base.execute("begin immediate")
        for key in failures:
            self._base.execute("delete from failures where key = ?", (key,))
            self._base.execute("delete from done where key = ?", (key,))
        self._base.execute("commit")

    def counts(self) -> Counter[str]:
        """The counts of all shards together, and those of the failures."""
        total: Counter[str] = Counter()
        for (counts,) in self._base.execute("select counts from shards"):
            total.update(json.loads(counts))
        for error, count in self._base.execute("select error, count(*) from failures group by error"):
            total.update({"failed": count, f"failure:{error}": count})
        return total


class Known:
    """What a worker knows of the journal: which reports and rows were in it at the last ``refresh``."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60, isolation_level=None)

    def refresh(self) -> None:
        """Take note of what has been entered since."""
        if self._base.in_transaction:
            self._base.execute("commit")
        self._base.execute("begin")  # one transaction for a chunk: a transaction costs more than a query

    def report(self, report: bytes) -> bool:
        """Whether the report is in the dataset."""
        return self._base.execute("select 1 from reports where report = ?", (report,)).fetchone() is not None

    def row(self, key: bytes) -> bool:
        """Whether this row of ``sources`` is in the dataset."""
        return self._base.execute("select 1 from rows where row = ?", (key,)).fetchone() is not None
