"""How many sources there are, without reading them: what the remaining time is estimated from."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from govinfo_parse.corpus.sources import archives, texts
from govinfo_parse.corpus.sources.listing import STANDARD_INPUT, container, is_folder, walk
from govinfo_parse.corpus.sources.selection import Selection

_PIECE = 1 << 20


def count_sources(given: Iterable[str | os.PathLike[str]], selection: Selection) -> int | None:
    """About how many sources the paths in ``given`` stand for; None for standard input."""
    total = 0
    for one in given:
        name = os.fspath(one)
        if name == STANDARD_INPUT:
            return None
        found = walk(name, selection) if is_folder(name) else [name]
        for path in found:
            total += _count_at(path, selection) if isinstance(path, str) else 1
    return total


def _count_at(path: str, selection: Selection) -> int:
    listing = container(path)
    if listing is None:
        return 1
    try:
        return _COUNTS[listing](path, selection)
    except Exception:  # noqa: BLE001  reading it will say what is wrong
        return 1


def _count_of_lines(path: str, _: Selection) -> int:
    with Path(path).open("rb") as packed:
        file = gzip.GzipFile(fileobj=packed) if path.lower().endswith(".gz") else packed
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))


def _count_of_rows(path: str, _: Selection) -> int:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        return int(file.metadata.num_rows)


_COUNTS: dict[object, Callable[[str, Selection], int]] = {
    archives.members_of_zip: archives.count_of_zip,
    archives.members_of_tar: archives.count_of_tar,
    texts.json_lines: _count_of_lines,
    texts.parquet_rows: _count_of_rows,
}
