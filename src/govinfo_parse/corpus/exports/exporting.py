"""How an export is put into a dataset's folder: whole or not at all."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from govinfo_parse.corpus.dataset.filenames import EXPORTING
from govinfo_parse.corpus.unfinished import DatasetError


@contextmanager
def exporting(folder: Path, *errors: type[Exception]) -> Iterator[Path]:
    """A working folder inside a dataset's, for an export and everything that is written on the way to it.

    At the end each export in it is moved to its place in the dataset.  The working folder is always removed; what a
    killed export left there is removed at the beginning.

    Args:
        folder: the dataset.
        errors: what the library that writes the export raises, besides ``OSError``.

    Raises:
        DatasetError: the export cannot be written.
    """
    work = folder / EXPORTING
    caught: tuple[type[Exception], ...] = (OSError, *errors)
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        yield work
        for made in sorted(work.iterdir()):
            place = folder / made.name
            if made.is_dir():
                place.mkdir(exist_ok=True)
                for file in sorted(made.iterdir()):
                    file.replace(place / file.name)
            else:
                made.replace(place)
    except caught as error:
        told = " ".join(str(error).split()) or type(error).__name__
        advice = "the tables are complete, and the same command exports them"
        raise DatasetError(f"the export into {folder} cannot be written: {told}; {advice}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


class Output(io.FileIO):
    """A file for writing that ignores everything that is written after it has failed or was closed.

    A workbook is an archive that tries to finish itself when it is discarded, when nobody can handle an error any more.
    """

    _end: int | None = None

    def write(self, data: Any) -> int:
        """Write all of it.  Raises ``OSError`` the first time that this fails."""
        left = memoryview(data).cast("B")
        while left and self._end is None:
            try:
                left = left[super().write(left) :]
            except OSError:
                self._end = super().tell()
                raise
        return memoryview(data).nbytes

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return super().seek(place, whence) if self._end is None else self._end

    def tell(self) -> int:
        """The place where the file is; its end once it is over."""
        return super().tell() if self._end is None else self._end

    def flush(self) -> None:
        """Hand on what was written."""
        if self._end is None:
            super().flush()

    def close(self) -> None:
        """Close the file."""
        if self._end is None:
            self._end = super().tell()
        super().close()
