"""Texts to make corpora of, and datasets as sets of rows."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))


def texts(count: int) -> list[str]:
    """Different reports, in every layout and form of the examples."""
    originals = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    return [f"{text.rstrip()}\n附件{number}\n" for number, text in enumerate(islice(cycle(originals), count))]


def write_texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts(count)):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of a dataset, in an order that does not depend on how it was made."""
    return {table: sorted(table_rows(folder, table), key=repr) for table in TABLE_COLUMNS}


def table_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [row for path in sorted((folder / table).glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody list a folder or enter it, not even root, whom no permission stops."""
    for name in ("scandir", "stat", "lstat", "open"):
        monkeypatch.setattr(os, name, _refusing(getattr(os, name), f"{folder}{os.sep}", folder))


def _refusing(call: Callable[..., Any], below: str, folder: Path) -> Callable[..., Any]:
    def refuse(path: Any, *given: Any, **named: Any) -> Any:
        if not isinstance(path, int):
            name = os.fspath(path)
            if name.startswith(below) or (name == str(folder) and call.__name__ == "scandir"):
                raise PermissionError(13, "Permission denied", name)
        return call(path, *given, **named)

    return refuse
