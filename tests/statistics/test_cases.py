"""Indicator tables as pages publish them, where they stand beside the checkout: nothing wrong, and most of it read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govinfo_parse
from govinfo_parse.model import StatisticsRow

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDERS = (
    Path(__file__).with_name("cases"),
    *(SHARED / one for one in ("corpus/real", "corpus/modelled", "cases/pages")),
)
FILES = sorted(
    file.with_suffix(".txt")
    for folder in FOLDERS
    for file in folder.glob("*.json")
    if file.with_suffix(".txt").exists() and "indicators" in json.loads(file.read_text(encoding="utf-8"))
)
WITHHELD = {"主动公开文件数", "政府网站公开数", "主动公开信息数", "网站公开"}
"""Rows whose figures ran together and can be parted in several ways."""


def expected(row: StatisticsRow, truth: dict[str, Any]) -> Any:
    """What is printed for a row: by its label, or by the words that only its label has; ``others`` is all others."""
    if row.label in truth:
        return truth[row.label]
    found = [name for name in truth if name != "others" and name in row.label]
    found = [name for name in found if not any(name in other and name != other for other in found)]
    if "部分" in found:
        found = ["部分"]
    return truth[found[-1]] if found else truth.get("others")


def figures(stated: Any, columns: tuple[str, ...]) -> tuple[Any, ...]:
    if isinstance(stated, dict):
        return tuple(stated.get(column) for column in columns)
    return tuple(stated) if isinstance(stated, list) else (stated,) * len(columns)


def rows(file: Path) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    truth = {name.removeprefix("其中：").lstrip("0123456789."): value for name, value in about["indicators"].items()}
    report = govinfo_parse.parse_file(file)
    (table,) = report.statistics
    for row in table.rows:
        stated = expected(row, truth)
        if stated is not None:
            yield row.label, figures(stated, table.columns), tuple(cell.value for cell in row.cells)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_wrong_and_the_rest_is_read(file: Path):
    found = list(rows(file))

    assert found
    for label, printed, given in found:
        assert given == printed or (given == (None,) * len(given) and label in WITHHELD), label
