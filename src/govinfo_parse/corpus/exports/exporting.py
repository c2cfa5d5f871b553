"""How an export comes into a dataset's folder: whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govinfo_parse.corpus.dataset.filenames import EXPORTING
from govinfo_parse.corpus.unfinished import DatasetError


@contextmanager
def exporting(folder: Path, *errors: type[Exception]) -> Iterator[Path]:
    """A working folder inside a dataset's, for an export and everything that is written on the way to it.

    At the end what is in it under the name of an export takes its place; however it ends, the working folder goes.
    What an earlier export left that was killed goes at the beginning.

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
