"""The temporary folder of a run, which is removed with the run; if that is killed, the next run removes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_PREFIX = "govinfo_parse-"
_LOCK = ".lock"
_DEAD = 3600.0
"""Seconds after which a folder without a lock was left behind: LibreOffice has two minutes for a file."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the temporary files of a run.

    It is locked for as long as its run lives: the system lifts the lock of a process that ends, however it ends.
    """
    _sweep(Path(tempfile.gettempdir()))
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with closing(sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None, check_same_thread=False)) as base:
            # Between making the file and locking it, another run may take it for one that was left behind.
            if not _locks(base) or not (folder / _LOCK).exists():
                continue
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            return


def remove_folder(folder: Path) -> None:
    """Remove a worker's folder, and the one that it is in if that holds no other worker's folder."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # another worker is quicker
        # SQLite puts a journal next to the lock.
        if all(path.name.startswith(_LOCK) for path in folder.parent.iterdir()):
            shutil.rmtree(folder.parent)


def _sweep(place: Path) -> None:
    """Remove the folders of runs that were killed."""
    for folder in place.glob(f"{_PREFIX}*"):
        try:
            if folder.is_symlink() or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
                continue
            if not (
                folder / _LOCK
            ).exists():  # of a conversion outside of a run, or a run is just making or removing it
                if time.time() - folder.stat().st_mtime > _DEAD:
                    shutil.rmtree(folder, ignore_errors=True)
                continue
            name = f"{(folder / _LOCK).absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(name, timeout=0, uri=True, isolation_level=None)) as base:
                if _locks(base):
                    shutil.rmtree(folder, ignore_errors=True)
        except (OSError, sqlite3.Error):  # another run's, or just being removed
            continue


def _locks(base: sqlite3.Connection) -> bool:
    try:
        base.execute("begin immediate")
    except sqlite3.OperationalError:
        return False
    return True
