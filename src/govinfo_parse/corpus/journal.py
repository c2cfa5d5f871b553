"""What of a dataset is finished: kept beside it on disk, so that a run can end at any moment and go on later.

A shard is written under temporary names, renamed, and then entered here in one transaction.  What is not entered is
not there: a run begins by deleting it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

_TABLES = """
create table if not exists settings (name text primary key, value text) without rowid;
create table if not exists shards (number integer primary key, parts text not null, counts text not null);
create table if not exists done (key blob primary key, shard integer not null) without rowid;
create table if not exists reports (report blob primary key, shard integer not null) without rowid;
create table if not exists failures (
    key blob primary key, source text not null, size integer, sha256 text, error text not null, message text not null
) without rowid;
"""

FORMAT = "2"
"""Goes up when the journal of an earlier format cannot be continued."""

_AT_ONCE = 900
"""Keys of one query: SQLite before 3.32 takes no more than 999."""

Counts = Mapping[str, int]
Failure = tuple[str, int | None, str | None, str, str]
"""A row of ``failures``."""


@attrs.frozen
class Shard:
    """What one chunk of sources came to.

    Attributes:
        number: the shard's number, which is in the names of its files.
        parts: the size in bytes of its file of each table that has rows.
        keys: what is now done: versions of sources, and rows of ``sources``.
        reports: the ids of the reports that it is the first to hold.
        counts: how often things happened: ``reports``, ``exact``, ``diagnostic:not-a-report``, ...
        failures: what could not be read, by the keys of the sources.
    """

    number: int
    parts: Mapping[str, int]
    keys: Sequence[bytes]
    reports: Sequence[bytes]
    counts: Counts
    failures: Mapping[bytes, Failure] = {}


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

    def holds_any(self, reports: Sequence[bytes]) -> bool:
        """Whether one of these reports is in the dataset."""
        return any(self._found("select report from reports where report in", reports))

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
            base.executemany("insert or ignore into done values (?, ?)", [(key, number) for key in shard.keys])
            base.executemany("insert into reports values (?, ?)", [(report, number) for report in shard.reports])
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
            for table, column in (("done", "shard"), ("reports", "shard"), ("shards", "number")):
                self._base.execute(f"delete from {table} where {column} = ?", (number,))  # noqa: S608  names of ours
        self._base.execute("commit")

    def reports_of(self, shards: Sequence[int]) -> set[str]:
        """The ids of the reports that these shards hold."""
        query = "select report from reports where shard = ?"
        return {report.hex() for number in shards for (report,) in self._base.execute(query, (number,))}

    def retry(self) -> None:
        """Have read again what could not be read; until that is done, it stays among the failures."""
        self._base.execute("delete from done where key in (select key from failures)")

    def failed(self) -> dict[bytes, str]:
        """The name of every source that could not be read, by its key."""
        return dict(self._base.execute("select key, source from failures"))

    def failures(self) -> Iterator[Failure]:
        """The rows of ``failures``."""
        yield from self._base.execute("select source, size, sha256, error, message from failures order by source, key")

    def drop(self, failures: Iterable[bytes]) -> None:
        """Take failures out that are none any more; where one is met again, it is read again."""
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
    """What a worker can know of the journal: which reports and rows are in it.  It is as of the last ``refresh``."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60, isolation_level=None)

    def refresh(self) -> None:
        """See what has been entered since."""
        if self._base.in_transaction:
            self._base.execute("commit")
        self._base.execute("begin")  # one transaction for a chunk: each costs more than a look

    def report(self, report: bytes) -> bool:
        """Whether the report is in the dataset."""
        return self._base.execute("select 1 from reports where report = ?", (report,)).fetchone() is not None

    def row(self, key: bytes) -> bool:
        """Whether this row of ``sources`` is in the dataset."""
        return self._base.execute("select 1 from done where key = ?", (key,)).fetchone() is not None
