"""From the paths that were given to the sources: files, folders, archives, tables of texts, standard input.

Sources are given as they are met, and never all of them are in memory at once.  What cannot be listed is a source with
a fault, so that it gets into the table of failures like a file that cannot be read.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator

from govinfo_parse.corpus.dataset.filenames import JOURNAL, OWN
from govinfo_parse.corpus.sources import archives, texts
from govinfo_parse.corpus.sources.selection import Selection, is_junk
from govinfo_parse.corpus.sources.source import Fault, File, Source, stamp_of
from govinfo_parse.errors import UnsupportedFormat

STANDARD_INPUT = "-"


def listed(given: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]) -> list[str]:
    """The paths that were given, or the single one.

    Raises:
        TypeError: something given is not a path.
    """
    paths = [given] if isinstance(given, str | os.PathLike) else list(given)
    for path in paths:
        if not isinstance(path, str | os.PathLike):
            raise TypeError(f"a source is a path, not {path!r}")
    return [os.fspath(path) for path in paths]


def expand(given: Iterable[str | os.PathLike[str]], selection: Selection) -> Iterator[Source]:
    """The sources that the paths in ``given`` stand for; ``-`` is standard input."""
    for one in given:
        name = os.fspath(one)
        if name == STANDARD_INPUT:
            yield from archives.stream(sys.stdin.buffer, selection)
        elif is_folder(name):
            yield from _sources_in_folder(name, selection)
        else:
            yield from _sources_in_file(name, selection)


def is_folder(path: str) -> bool:
    """Whether there is a folder at a path; False where that cannot be known."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116  Path.is_dir raises where a folder may not be entered
    except (OSError, ValueError):
        return False


def _sources_in_folder(root: str, selection: Selection) -> Iterator[Source]:
    for found in walk(root, selection):
        if isinstance(found, Source):
            yield found
        else:
            yield from _sources_in_file(found, selection)


def walk(root: str, selection: Selection) -> Iterator[str | Source]:
    """The paths of the files below a folder, and a source with a fault for every folder that cannot be opened.

    Links to folders are not followed: they may lead in a circle.  The files of datasets are skipped: they may be the
    output of this very run.
    """
    waiting = [root]
    below = len(os.path.join(root, ""))  # noqa: PTH118  Path would drop a leading ./
    while waiting:
        folder = waiting.pop()
        own: frozenset[str] = frozenset()
        try:
            if _is_dataset(folder):
                own = OWN
                if folder == root:
                    told = "this is a dataset of the corpus command: its tables and exports hold no reports to be read"
                    yield broken(root, UnsupportedFormat(told))
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name in own:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if not is_junk(entry.name):
                            waiting.append(entry.path)
                    elif selection.takes(entry.path[below:].replace(os.sep, "/")):
                        yield entry.path
        except OSError as error:
            yield broken(folder, error)


def _is_dataset(folder: str) -> bool:
    try:
        os.stat(os.path.join(folder, JOURNAL))  # noqa: PTH116, PTH118  a third of the time of Path.stat
    except FileNotFoundError:
        return False
    return True


def _sources_in_file(path: str, selection: Selection) -> Iterator[Source]:
    try:
        status = os.stat(path)  # noqa: PTH116  a third of the time of Path.stat
    except (OSError, ValueError) as error:  # ValueError: a path cannot have a zero in it
        yield broken(path, error)
        return
    stamp = stamp_of(status)
    if not stat.S_ISREG(status.st_mode):
        is_folder = stat.S_ISDIR(status.st_mode)
        told = "a link to a folder, which is not followed" if is_folder else "neither a file nor a folder"
        yield Source(path, stamp, None, None, Fault("UnsupportedFormat", told))
        return
    listing = container(path)
    if listing is None:
        yield Source(path, stamp, status.st_size, File(path))
        return
    if listing in _WITH_COLUMNS:
        stamp = texts.stamp_with_column(stamp, selection)
    try:
        yield from listing(path, stamp, selection)
    except Exception as error:  # noqa: BLE001  whatever is wrong with one source is that source's fault
        yield broken(path, error, stamp)


def container(path: str) -> Lists | None:
    """The function that lists the reports in a file, if its name says that it holds many."""
    name = path.lower()
    if not name.endswith(_ENDINGS):
        return None
    return next(lists for ending, lists in _CONTAINERS.items() if name.endswith(ending))


def broken(name: str, error: Exception, stamp: str = "") -> Source:
    """A source that cannot be listed."""
    return Source(name, stamp, None, None, Fault.of(error))


Lists = Callable[[str, str, Selection], Iterator[Source]]
_CONTAINERS: dict[str, Lists] = {
    ".zip": archives.members_of_zip,
    **{f".tar{packing}": archives.members_of_tar for packing in ("", ".gz", ".bz2", ".xz")},
    **dict.fromkeys((".tgz", ".tbz2", ".txz"), archives.members_of_tar),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), texts.json_lines),
    ".parquet": texts.parquet_rows,
}
"""Files that hold many reports, by the ending of their names."""
_ENDINGS = tuple(_CONTAINERS)
_WITH_COLUMNS: frozenset[Lists] = frozenset({texts.json_lines, texts.parquet_rows})
