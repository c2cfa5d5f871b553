"""Many reports as Python objects, for those who do not want files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

import attrs

from govinfo_parse.corpus.pool import Pool, Run, process_count
from govinfo_parse.corpus.reading import Reading, fetch, read
from govinfo_parse.corpus.selection import Selection
from govinfo_parse.corpus.source import Content, Fault, Inline, Source
from govinfo_parse.corpus.sources import expand
from govinfo_parse.parser import Parser, default_parser
from govinfo_parse.readers.limits import MAX_BYTES

Item = str | os.PathLike[str] | tuple[str, Content | None]
"""A path of a file, folder or archive, ``-``, or a name with the text or bytes themselves."""

_FIRST, _MOST = 4, 64
_HEAVIEST = 4 * 1024 * 1024
_PAIR = 2


@attrs.frozen
class _Readings:
    """The job of reading a chunk and sending what was read home."""

    max_bytes: int

    def start(self) -> Run[list[Reading]]:
        return _Reader(default_parser(), self.max_bytes)


@attrs.frozen
class _Reader:
    parser: Parser
    max_bytes: int

    def __call__(self, _number: int, chunk: list[Source], at: Callable[[int], None]) -> tuple[list[Reading], int]:
        readings = []
        for place, source in enumerate(chunk):
            at(place)
            readings.append(read(*fetch(source, self.max_bytes), self.parser))
        return readings, len(chunk)


def parse_many(
    sources: Iterable[Item] | str | os.PathLike[str],
    workers: int | None = None,
    *,
    selection: Selection | None = None,
    seconds: float = 180.0,
) -> Iterator[Reading]:
    """Read many reports in several processes, and give each as it comes, in no certain order.

    Nothing is raised for a source that cannot be read: its reading has no report but a fault.  A source that hangs or
    crashes its reader costs itself only.  No more is read ahead than the processes work on.

    On systems that start processes afresh, and this is what is done everywhere, the calling script has to guard its
    own code with ``if __name__ == "__main__":``.

    Args:
        sources: paths of files, folders, archives, JSON Lines and Parquet files, or a single path, ``"-"`` for standard
            input; or pairs of a name and the text or bytes of a report.
        workers: how many processes read; all cores for None; with 0 this process reads, without protection against
            what hangs or crashes.
        selection: which files and columns are taken; all for None.
        seconds: how long one source may take.

    Yields:
        For each source: its name, size, hash, and the report or the fault.

    Raises:
        WorkerFailed: a process cannot work, and no source is at fault.
        TypeError: something given is neither a path nor such a pair.
        ValueError: ``workers`` is less than 0.
    """
    processes = 0 if workers == 0 else process_count(workers)
    given: Iterable[Item] = [sources] if isinstance(sources, str | os.PathLike) else sources
    return _readings(given, processes, selection or Selection(), seconds)


def _readings(sources: Iterable[Item], processes: int, selection: Selection, seconds: float) -> Iterator[Reading]:
    job = _Readings(selection.max_bytes or MAX_BYTES)
    found = _sources(sources, selection)
    if processes == 0:
        run = job.start()
        for source in found:
            yield from run(0, [source], lambda _: None)[0]
        return
    for answer in Pool(job, processes, seconds).run(_chunks(found)):
        if answer:
            yield from answer[2]


def _sources(items: Iterable[object], selection: Selection) -> Iterator[Source]:
    for item in items:
        if isinstance(item, str | os.PathLike):
            yield from expand([item], selection)
        elif isinstance(item, tuple) and len(item) == _PAIR and isinstance(item[0], str):
            yield _inline(*item)
        else:
            raise TypeError(f"a source is a path, or a pair of a name and a text or bytes, not {item!r}")


def _inline(name: str, content: object) -> Source:
    if content is None:
        return Source(name, "", None, None, Fault("NoContent", "the content is None"))
    if not isinstance(content, str | bytes):
        raise TypeError(f"the content of {name!r} is neither text nor bytes but {type(content).__name__}")
    return Source(name, "", len(content), Inline(content))


def _chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    size, weight = _FIRST, 0
    chunk: list[Source] = []
    for source in sources:
        chunk.append(source)
        weight += source.weight
        if len(chunk) >= size or weight >= _HEAVIEST:
            yield chunk
            chunk, weight, size = [], 0, min(2 * size, _MOST)
    if chunk:
        yield chunk
