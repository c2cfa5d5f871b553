"""Many reports as Python objects, for those who do not want files."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

import attrs

from govinfo_parse.corpus.caller_grammars import GrammarList, Grammars
from govinfo_parse.corpus.pool.pool import Pool, process_count
from govinfo_parse.corpus.pool.watching import Limits
from govinfo_parse.corpus.pool.worker import Run
from govinfo_parse.corpus.records.contents import Packed, Reading, fetch, packed, read_content, unpacked
from govinfo_parse.corpus.sources.listing import expand
from govinfo_parse.corpus.sources.selection import Selection
from govinfo_parse.corpus.sources.source import Content, Fault, Inline, Source
from govinfo_parse.parser import Parser
from govinfo_parse.readers.limits import MAX_BYTES

ReportItem = str | os.PathLike[str] | tuple[str, Content | None]
"""A path of a file, folder or archive, ``-``, or a name with the text or bytes themselves."""

_FIRST, _MOST = 4, 16
"""How many sources the first chunk has, and how many a chunk has at most: the results of sixteen texts fit into a pipe,
so that a worker need not wait until they are fetched."""
_HEAVIEST, _HEAVIEST_READ = 4 * 1024 * 1024, 1024 * 1024
"""Bytes from which a chunk is full; the second where pictures are read, of which each takes seconds."""
_PATIENCE = 0.2
"""Seconds for which harmless texts are read here before processes are started, which takes about as long."""
_HARMLESS = 100_000
"""How many characters a text that is read here has at most: some tenths of a second."""
_FEW = 4
"""Processes up to which the leading one reads too; with more of them it has enough to do with handing out chunks and
taking in results."""
_PAIR = 2
_SHOWN = 40


@attrs.frozen
class _Readings:
    """The job of reading a chunk and sending back what was read."""

    grammars: Grammars
    max_bytes: int
    ocr: bool = False
    strict: bool = False

    def reader(self) -> _SourceReader:
        return _SourceReader(self.grammars.parser(), self)

    def start(self) -> Run[list[Packed]]:
        return self.reader().run


@attrs.frozen
class _SourceReader:
    parser: Parser
    job: _Readings

    def read(self, source: Source) -> Reading:
        return read_content(*fetch(source, self.job.max_bytes), self.parser, ocr=self.job.ocr, strict=self.job.strict)

    def run(self, _number: int, chunk: list[Source], at: Callable[[int], None]) -> tuple[list[Packed], int]:
        sent = []
        for place, source in enumerate(chunk):
            at(place)
            sent.append(packed(self.read(source), source.content))
        return sent, len(chunk)


def parse_many(  # noqa: PLR0913  each has a use of its own
    sources: Iterable[ReportItem] | str | os.PathLike[str],
    workers: int | None = None,
    *,
    selection: Selection | None = None,
    seconds: float | None = None,
    max_memory: int | None = None,
    layouts: GrammarList = (),
    forms: GrammarList = (),
    facts: GrammarList = (),
    statistics: GrammarList = (),
    ocr: bool = False,
    strict: bool = False,
) -> Iterator[Reading]:
    """Read many reports in several processes, and give each as it comes, in no certain order.

    Nothing is raised for a source that cannot be read: its reading has a fault instead of a report.  If a source hangs
    or crashes its reader, only that source is lost.  No more is read ahead than the processes work on.

    The processes are started afresh and do not run the calling script again: it needs no guard.

    Args:
        sources: paths of files, folders, archives, JSON Lines and Parquet files, or a single path, ``"-"`` for standard
            input; or pairs of a name and the text or bytes of a report.
        workers: how many processes read; all cores for None; with 0 this process reads, without protection against
            what hangs or crashes.  If there are few, this process reads too while the texts are short.
        selection: which files and columns are taken; all for None.
        seconds: how long one source may take.  None: 180, and 1800 where pictures are read.
        max_memory: how many bytes of memory the process that reads a source may take, with what it starts; this is
            watched on Linux.  None: 800 MiB, and 1.5 GiB where pictures are read.
        layouts: further layouts, as paths of ``.lark`` files or as grammar text.
        forms: further forms or extensions of forms, in the same way.
        facts: further words and rules for the figures that sentences state, in the same way.
        statistics: further labels and families of indicator tables, in the same way.
        ocr: whether pictures are read by recognition; needs the extra ``ocr``.
        strict: whether numbers are withheld that were read from pictures and that no sums vouch for.

    Yields:
        For each source: its name, size, hash, and the report or the fault.

    Raises:
        WorkerFailed: a process cannot work, and no source is at fault.
        GrammarError: a grammar cannot be used; says file, line and column.
        TypeError: something given is neither a path nor such a pair.
        ValueError: ``workers`` is less than 0, or a text is given without a name.
    """
    processes = 0 if workers == 0 else process_count(workers)
    given: Iterable[ReportItem] = [sources] if isinstance(sources, str | os.PathLike) else sources
    selection = selection or Selection()
    own = Grammars(layouts, forms, facts, statistics)
    job = _Readings(own, selection.max_bytes or MAX_BYTES, ocr, strict)
    limits = Limits.of(seconds, max_memory, ocr=ocr)
    pool = Pool(job, processes, limits.seconds, limits.memory)
    return _readings(_sources_of_items(given, selection), job.reader(), pool)


def _readings(found: Iterator[Source], reader: _SourceReader, pool: Pool[list[Packed]]) -> Iterator[Reading]:
    if pool.workers == 0:
        yield from map(reader.read, found)
        return
    chunks = _chunks(found, ocr=reader.job.ocr)
    begun = yield from _first_readings(chunks, reader)
    if begun:
        yield from _readings_of_all(chain(begun, chunks), reader, pool)


def _readings_of_all(
    chunks: Iterator[list[Source]], reader: _SourceReader, pool: Pool[list[Packed]]
) -> Iterator[Reading]:
    """Read in the processes of the pool; if there are few, this process reads too as long as the texts are harmless.

    So one process fewer is started, and what is read here need not be sent.
    """
    own: list[Source] = []
    is_reading = 1 < pool.workers <= _FEW
    patience = pool.patience
    if is_reading:
        pool.workers -= 1
        pool.patience = 0.0
    for answer in pool.run(chunks):
        if answer:
            yield from (unpacked(sent, source.content) for source, sent in zip(answer[1], answer[2], strict=True))
        if is_reading and not own:
            chunk = next(chunks, [])
            if chunk and all(map(_is_harmless, chunk)):
                own = chunk[::-1]
            else:
                is_reading, pool.patience = False, patience
                if chunk:
                    pool.workers += 1
                    pool.repeat(chunk)
        if own:
            yield reader.read(own.pop())
    yield from map(reader.read, reversed(own))


def _first_readings(
    chunks: Iterator[list[Source]], reader: _SourceReader
) -> Generator[Reading, None, list[list[Source]]]:
    """Read harmless sources in this process for a while, and return the chunk that is not read here.

    A few texts are read faster than a process starts; what is not plain text could hang or crash this process.
    """
    spent = 0.0
    for chunk in chunks:
        if spent > _PATIENCE or not all(map(_is_harmless, chunk)):
            return [chunk]
        begin = time.monotonic()
        readings = [reader.read(source) for source in chunk]
        spent += time.monotonic() - begin
        yield from readings
    return []


def _is_harmless(source: Source) -> bool:
    if not isinstance(source.place, Inline):
        return source.place is None
    content = source.place.content
    return isinstance(content, str) and len(content) <= _HARMLESS and "<" not in content


def _sources_of_items(items: Iterable[object], selection: Selection) -> Iterator[Source]:
    for item in items:
        if isinstance(item, str | os.PathLike):
            _refuse_text(os.fspath(item))
            yield from expand([item], selection)
        elif isinstance(item, tuple) and len(item) == _PAIR and isinstance(item[0], str):
            yield _inline_source(*item)
        else:
            raise TypeError(f"a source is a path, or a pair of a name and a text or bytes, not {item!r}")


def _refuse_text(path: str) -> None:
    """Refuse the text of a report that is given in place of a path."""
    try:
        os.stat(path)  # noqa: PTH116  a third of the time of Path.stat
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG or "\n" in path:
            told = "the text of a report is given with a name: ('a name', text)"
            raise ValueError(f"{path[:_SHOWN]!r}... is no path; {told}") from error


def _inline_source(name: str, content: object) -> Source:
    if content is None:
        return Source(name, "", None, None, Fault("NoContent", "the content is None"))
    if not isinstance(content, str | bytes):
        raise TypeError(f"the content of {name!r} is neither text nor bytes but {type(content).__name__}")
    return Source(name, "", len(content), Inline(content))


def _chunks(sources: Iterable[Source], *, ocr: bool) -> Iterator[list[Source]]:
    size, weight = _FIRST, 0
    chunk: list[Source] = []
    for source in sources:
        chunk.append(source)
        weight += source.burden(ocr=ocr)
        if len(chunk) >= size or weight >= (_HEAVIEST_READ if ocr else _HEAVIEST):
            yield chunk
            chunk, weight, size = [], 0, min(2 * size, _MOST)
    if chunk:
        yield chunk
