"""The run that turns sources into a dataset."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import attrs

from govinfo_parse._version import __version__
from govinfo_parse.corpus.caller_grammars import GrammarList, Grammars
from govinfo_parse.corpus.dataset.folder import Dataset
from govinfo_parse.corpus.dataset.journal import FORMAT, Journal, Shard
from govinfo_parse.corpus.dataset.revising import InStep, revise, stale_rows
from govinfo_parse.corpus.dataset.shards import Shards
from govinfo_parse.corpus.dataset.summary import Summary
from govinfo_parse.corpus.pool.pool import Pool, process_count
from govinfo_parse.corpus.pool.watching import Limits
from govinfo_parse.corpus.records.columns import encodable
from govinfo_parse.corpus.records.schemas import VERSION
from govinfo_parse.corpus.sources.counting import count_sources
from govinfo_parse.corpus.sources.listing import STANDARD_INPUT, expand, is_folder, listed
from govinfo_parse.corpus.sources.selection import Selection
from govinfo_parse.corpus.sources.source import Source
from govinfo_parse.corpus.unfinished import DatasetError, WorkerFailed

SourcePaths = Iterable[str | os.PathLike[str]] | str | os.PathLike[str]

_FIRST, _LAST, _MOST = 32, 256, 2000
"""How many sources the first chunk has, how many the last ones have, and how many a chunk has at most: a file of few
rows costs as much as one of many."""
_HEAVIEST, _HEAVIEST_READ = 16 * 1024 * 1024, 1024 * 1024
"""Bytes from which a chunk is full; the second where pictures are read, of which each takes seconds."""
_LINE = re.compile(r"#\d+\Z")
_WITHIN = re.compile(r"[/\\!#]")
_SURE = frozenset({"NoContent", "UnsupportedFormat", "InputTooLarge"})
"""Faults of sources that are certainly there, but hold nothing to read."""


@attrs.frozen
class Progress:
    """How far a run is.

    Attributes:
        done: sources that are finished, those of earlier runs included.
        total: how many there are; None while, or where, that is not known.
        failed: sources that could not be read.
        doubtful: reports with a warning, an error or a violated relation.
        begun: how many were finished when this run began.
        seconds: the time since then.
        pages: how many pages were read from pictures in this run.
    """

    done: int
    total: int | None
    failed: int
    doubtful: int
    begun: int
    seconds: float
    pages: int = 0

    @property
    def rate(self) -> float:
        """Sources per second in this run."""
        return (self.done - self.begun) / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that are left at this rate; None where that is not known."""
        return None if self.total is None or not self.rate else max(self.total - self.done, 0) / self.rate


def build(  # noqa: PLR0913  each has a use of its own
    sources: SourcePaths,
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    selection: Selection | None = None,
    seconds: float | None = None,
    max_memory: int | None = None,
    layouts: GrammarList = (),
    forms: GrammarList = (),
    facts: GrammarList = (),
    statistics: GrammarList = (),
    ocr: bool = False,
    strict: bool = False,
    retry: bool = False,
    sync: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read many reports into a dataset: a folder of Parquet tables.

    The call may be stopped at any point, even by killing the process.  Called again with the same arguments, it goes on
    where it was, and the dataset is the same as if nothing had happened.

    Args:
        sources: files, folders, archives, JSON Lines and Parquet files, or one of them; ``-`` for standard input.
        out: the dataset's folder.
        workers: how many processes read; all cores for None.
        selection: which files and columns are taken.
        seconds: how long one source may take before it is given up.  None: 180, and 1800 where pictures are read.
        max_memory: how many bytes of memory the process that reads a source may take, with what it starts, before the
            source is given up; this is watched on Linux.  None: 800 MiB, and 1.5 GiB where pictures are read.
        layouts: further layouts, as paths of ``.lark`` files or as grammar text.
        forms: further forms or extensions of forms, in the same way.
        facts: further words and rules for the figures that sentences state, in the same way.
        statistics: further labels and families of indicator tables, in the same way.
        ocr: whether pictures are read by recognition.
        strict: whether numbers are withheld that were read from pictures and that no sums vouch for.
        retry: whether what could not be read in an earlier run is read again.
        sync: whether what is no longer among the sources is taken out of the dataset: files that were removed, and
            former versions of files that changed.  What is in a folder or an archive that cannot be looked through
            stays.
        on_progress: is called a few times a second.

    Returns:
        What the whole dataset holds.

    Raises:
        DatasetError: the folder is in use, is a source, or was written with other settings, or there is no space.
        GrammarError: a grammar cannot be used; says file, line and column.
        ValueError: ``workers`` is less than 1.
    """
    selection = selection or Selection()
    own, given = Grammars(layouts, forms, facts, statistics), listed(sources)
    own.parser()  # errors in a grammar are raised here, and not in every process
    processes = process_count(workers)
    dataset = Dataset(Path(out))
    _refuse_sources(dataset.folder, given)
    job = Shards(dataset.folder, dataset.journal_path, own, selection.max_bytes, ocr=ocr, strict=strict)
    advice = "choose another folder, or make this one a folder that can be written"
    try:
        with dataset.locked(), closing(Journal(dataset.journal_path)) as journal:
            _refuse_other_settings(journal, dataset, _settings_of_run(own, ocr=ocr, strict=strict))
            dataset.prepare(journal)
            advice = "when that is put right, the same call goes on where it was"
            if retry:
                journal.retry()
            limits = Limits.of(seconds, max_memory, ocr=ocr)
            pool = Pool(job, processes, limits.seconds, limits.memory)
            run = _DatasetRun(dataset, journal, pool, _SourceTotal(given, selection), on_progress, ocr=ocr)
            found = expand(given, selection)
            closed = _ClosedPlaces()
            run.lead(closed.watch(found, journal) if sync else found)
            journal.drop(key for key, name in run.unmet.items() if _asked_for(name, given, selection))
            stale: list[bytes] = []
            step = InStep()
            if sync:
                stale, step = stale_rows(
                    journal, lambda name: _asked_for(name, given, selection) and not closed.covers(name)
                )
            revise(dataset, journal, stale)
            summary = Summary.of(journal.counts(), step.changed, step.removed)
            dataset.finish(journal, summary.as_dict())
            return summary
    except (OSError, sqlite3.Error, WorkerFailed) as error:
        raise DatasetError(f"the dataset in {dataset.folder} is not finished: {error}; {advice}") from error


def _refuse_sources(out: Path, given: Sequence[str]) -> None:
    """Refuse to make a dataset of a folder that is a source: its files would be among the dataset's."""
    for name in given:
        if name != STANDARD_INPUT and is_folder(str(out)) and is_folder(name) and out.samefile(name):
            raise DatasetError(f"{out} is one of the sources; choose another folder for the dataset")


def _asked_for(name: str, given: Iterable[str], selection: Selection) -> bool:
    """Whether a source of this name, which failed before, would be met among the given ones if it were still there."""
    for one in map(encodable, given):
        rest = name.removeprefix(one)
        if one != STANDARD_INPUT and name.startswith(one):
            if not rest or rest[0] == "#":  # the very file, or a line of it
                return True
            if one.endswith(("/", os.sep)) or rest[0] in {"/", os.sep, "!"}:  # what is in a folder or an archive
                within = _LINE.sub("", rest.lstrip("/" + os.sep).replace(os.sep, "/")).split("!")
                return is_folder(name) or all(selection.takes(part) for part in within if part)
    return False


def _settings_of_run(own: Grammars, *, ocr: bool, strict: bool) -> dict[str, str]:
    reading = " ".join([own.digest(), *["ocr"] * ocr, *["strict"] * strict])
    return {"version": __version__, "schema_version": str(VERSION), "journal": FORMAT, "grammars": reading}


_NAMED = {
    "version": "another version of the library",
    "schema_version": "another version of the tables",
    "journal": "another kind of journal",
    "grammars": "other grammars, or pictures were read in one and not in the other, or strictly",
}


def _refuse_other_settings(journal: Journal, dataset: Dataset, settings: Mapping[str, str]) -> None:
    """Refuse to mix what was read by different versions or with different grammars."""
    before = journal.settings()
    different = [name for name in settings if before and before.get(name) != settings[name]]
    if different:
        told = ", ".join(_NAMED[name] for name in different)
        if "schema_version" in different:
            old, new = before.get("schema_version", "0"), settings["schema_version"]
            raise DatasetError(
                f"{dataset.folder} was written with schema version {old}, now {new}; "
                "give the same command another folder, for which all sources are read again; this one stays as it is"
            )
        raise DatasetError(f"{dataset.folder} was written with {told}; choose another folder, or delete this one")
    journal.write_settings(settings)


class _ClosedPlaces:
    """Folders and archives that cannot be looked through: nobody knows whether what was in them is still there."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def watch(self, sources: Iterator[Source], journal: Journal) -> Iterator[Source]:
        """The sources, which the journal meets as they pass."""
        met: list[tuple[bytes, str]] = []
        for source in sources:
            name = encodable(source.name)
            met.append((source.key, name))
            if source.fault and source.fault.error not in _SURE:
                self._names.add(name.rstrip("/" + os.sep))
            if len(met) >= _LAST:
                journal.meet(met)
                met = []
            yield source
        journal.meet(met)

    def covers(self, name: str) -> bool:
        """Whether a source is such a place, or below one."""
        ends = [match.start() for match in _WITHIN.finditer(name)]
        return any(name[:end] in self._names for end in (*ends, len(name)))


class _SourceTotal:
    """Counts the sources while the first of them are being read."""

    def __init__(self, given: Sequence[str], selection: Selection) -> None:
        self.value: int | None = None
        threading.Thread(target=self._count, args=(given, selection), daemon=True).start()

    def _count(self, given: Sequence[str], selection: Selection) -> None:
        self.value = count_sources(given, selection)


class _DatasetRun:
    def __init__(
        self,
        dataset: Dataset,
        journal: Journal,
        pool: Pool[Shard],
        total: _SourceTotal,
        on_progress: Callable[[Progress], None] | None,
        *,
        ocr: bool = False,
    ) -> None:
        self._ocr = ocr
        self._dataset = dataset
        self._journal = journal
        self._pool = pool
        self._total = total
        self._tell = on_progress
        self._counts: Counter[str] = journal.counts()
        self.unmet = journal.failed()
        """What could not be read before and is not met in this run: that version of the source is gone."""
        self._counts["failed"] = len(self.unmet) - len(journal.undone(list(self.unmet)))
        self._under_way: set[bytes] = set()
        self._begun = self._done
        self._start = time.monotonic()

    @property
    def _done(self) -> int:
        return self._counts["sources"] + self._counts["failed"]

    def lead(self, sources: Iterator[Source]) -> None:
        """Have the sources read that are not done, and enter the results."""
        first = max(self._journal.shards(), default=0) + 1
        for answer in self._pool.run(self._chunks(sources), first):
            if answer:
                self._enter(*answer)
            if self._tell:
                self._tell(self._progress())

    def _progress(self) -> Progress:
        counts = self._counts
        done = self._done + self._pool.at_work()
        seconds = time.monotonic() - self._start
        told = counts["failed"], counts["doubtful"], self._begun, seconds, self._pool.pages()
        return Progress(done, self._total.value, *told)

    def _enter(self, number: int, chunk: list[Source], shard: Shard) -> None:
        if self._journal.holds_any(shard.reports):
            # Another worker met the same report at the same time; now that it is in the journal, read once more.
            self._dataset.discard(number, shard.parts)
            self._pool.repeat(chunk)
            return
        self._dataset.admit(number, shard.parts)
        self._journal.enter(shard)
        self._counts.update(shard.counts)
        self._counts["failed"] += len(shard.failures)
        self._under_way.difference_update(source.key for source in chunk)

    def _chunks(self, sources: Iterator[Source]) -> Iterator[list[Source]]:
        """The sources that are not done; small chunks come first and last: so all workers begin and end together."""
        size, weight = _FIRST, 0
        chunk: dict[bytes, Source] = {}
        for source in sources:
            key = source.key
            self.unmet.pop(key, None)
            if key in self._under_way:
                continue
            chunk[key] = source
            weight += source.burden(ocr=self._ocr)
            if len(chunk) >= size or weight >= (_HEAVIEST_READ if self._ocr else _HEAVIEST):
                undone = self._undone(chunk)
                if undone:
                    yield undone
                    size = min(size + size // 2, max(_LAST, self._share()), _MOST)
                chunk, weight = {}, 0
        undone = self._undone(chunk)
        if undone:
            yield undone

    def _share(self) -> int:
        """Half of what each worker would get if all the remaining sources were shared out now."""
        total = self._total.value
        return _MOST if total is None else (total - self._done - len(self._under_way)) // (2 * self._pool.workers)

    def _undone(self, chunk: Mapping[bytes, Source]) -> list[Source]:
        keys = self._journal.undone(list(chunk)) - self._under_way
        self._under_way |= keys
        return [source for key, source in chunk.items() if key in keys]
