"""Indicator tables as pages publish them, where they stand beside the checkout: nothing wrong, and most of it read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govinfo_parse
from govinfo_parse import panel
from govinfo_parse.model import StatisticsRow
from govinfo_parse.statistics.cutting import ordered
from govinfo_parse.statistics.flowing import ways_to_read

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
WITHHELD = {
    # 206|912106 fits as 2069|12106 does: both rows print the same digits, the website is no partition of the whole
    # (公报 is 0), and there is neither a sentence nor another year.
    "021": {"主动公开文件数", "政府网站公开数"},
    # 202|63542 with 179|53304 fits as 2026|3542 with 1795|3304 does: website and 公报 (0|7) sum to the whole in no way,
    # so a part is at most the whole and nothing more; there is no sentence.
    "026": {"主动公开信息数", "网站公开"},
    # 2|626 fits as 26|26 does, in both rows; the sentences state 38, which is none of the ways.
    "095": {"主动公开信息数", "网站公开"},
    # 185|35395 with 171|35017 fits as 1853|5395 with 1713|5017 does; the sentences state what was received and replied,
    # and nothing that was published.  Beside the report of 2012 it is told: see below.
    "098": {"主动公开信息数", "网站公开"},
}
"""The rows whose figures ran together and that nobody can know from the report alone, by file, with the reason."""
UNKNOWN = [file for file in FILES if file.stem in WITHHELD]
YEARS = tuple(file for stem in ("026", "098") for file in FILES if file.stem == stem)
"""The reports of one agency for two years that follow each other, where they are there."""


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
    withheld = {label for label, printed, given in found if given != printed}

    assert found
    assert withheld == WITHHELD.get(file.stem, set())
    assert all(given == (None,) * len(given) for label, _, given in found if label in withheld)


if UNKNOWN:

    @pytest.mark.parametrize("file", UNKNOWN, ids=lambda file: file.stem)
    def test_what_is_withheld_has_its_true_reading_and_another_among_its_candidates(file: Path):
        report = govinfo_parse.parse_file(file)
        for label, printed, _ in rows(file):
            if label not in WITHHELD[file.stem]:
                continue
            (row,) = (row for row in report.statistics[0].rows if row.label == label)
            ways = [cut for cut in ways_to_read(row.cells[0].raw, 2) if ordered(cut, (0, 1))]
            assert printed in ways
            assert len([way for way in ways if None not in way]) > 1
            assert any(f"'{label}'" in one.message for one in report.diagnostics if one.code == "row-ambiguous")


if len(YEARS) > 1:

    @pytest.mark.parametrize("files", [YEARS], ids=lambda files: files[-1].stem)
    def test_two_years_of_one_agency_tell_what_neither_does(files: tuple[Path, ...]):
        for file, report in zip(files, panel.between_years([*map(govinfo_parse.parse_file, files)]), strict=True):
            given = {row.label: tuple(cell.value for cell in row.cells) for row in report.statistics[0].rows}
            assert [given[label] for label, _, _ in rows(file)] == [printed for _, printed, _ in rows(file)]
