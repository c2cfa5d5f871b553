"""How many sources there are, without reading them: what the remaining time is reckoned from."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from govinfo_parse.corpus import archives, records
from govinfo_parse.corpus.selection import Selection
from govinfo_parse.corpus.sources import STANDARD_INPUT, container, is_folder, walk

_PIECE = 1 << 20


def tally(given: Iterable[str | os.PathLike[str]], selection: Selection) -> int | None:
    """About how many sources the paths in ``given`` stand for; None where only reading them through tells."""
    total = 0
    for one in given:
        name = os.fspath(one)
        if name == STANDARD_INPUT:
            return None
        found = walk(name, selection) if is_folder(name) else [name]
        for path in found:
            count = _count(path) if isinstance(path, str) else 1
            if count is None:
                return None
            total += count
    return total


def _count(path: str) -> int | None:
    listing = container(path)
    if listing is None:
        return 1
    try:
        return _COUNTS[listing](path) if listing in _COUNTS and not path.endswith(".gz") else None
    except Exception:  # noqa: BLE001  the reading will say what is wrong
        return 1


def _members(path: str) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(not info.is_dir() for info in archive.infolist())


def _lines(path: str) -> int:
    with Path(path).open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))


def _rows(path: str) -> int:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        return int(file.metadata.num_rows)


_COUNTS: dict[object, Callable[[str], int]] = {
    archives.members_of_zip: _members,
    records.lines: _lines,
    records.rows: _rows,
}
