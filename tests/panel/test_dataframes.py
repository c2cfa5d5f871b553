"""Panels as tables of other libraries."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.corpus import build, parse_many
from govinfo_parse.corpus.records.contents import Reading
from govinfo_parse.corpus.records.schemas import table_schema
from govinfo_parse.panel import check, dataframes, to_arrow, to_pandas, to_polars

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TOTAL = "applications.received.total"


def test_reports_to_every_library():
    reports = [govinfo_parse.parse_file(path) for path in sorted(EXAMPLES.glob("*_2021.txt"))]
    expected = [govinfo_parse.flat(report)[TOTAL] for report in reports]

    assert to_arrow(reports).column(TOTAL).to_pylist() == expected
    assert to_pandas(reports)[TOTAL].tolist() == expected
    assert to_polars(reports)[TOTAL].to_list() == expected
    assert to_pandas(reports, ["agency", TOTAL]).columns.tolist() == ["agency", TOTAL]


def test_a_dataset(tmp_path: Path):
    build([EXAMPLES], tmp_path / "out", workers=1)
    table = to_arrow(tmp_path / "out")

    assert table.schema.names == table_schema("reports").names
    assert len(table) == sum(reading.report is not None for reading in parse_many([EXAMPLES], 0))
    assert to_polars(tmp_path / "out", ["year"]).columns == ["year"]


def test_readings():
    assert len(to_arrow(parse_many([("a", "text"), ("b", b"")], 0))) == 1
    assert len(to_arrow([])) == 0


def test_reports_without_content_are_named_by_their_place(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dataframes, "_AT_ONCE", 2)
    report = govinfo_parse.parse_file(EXAMPLES / "tab_grid_2021.txt")
    with_content, without = parse_many([("a", "text"), ("b", b"")], 0)
    names = to_arrow([report, with_content, without, report, Reading("c", report=report)]).column("report")

    assert names.to_pylist() == ["#1", with_content.identity, "#4", "#5"]
    assert with_content.identity


def test_a_column_that_is_not_there(tmp_path: Path):
    build([EXAMPLES / "tab_grid_2021.txt"], tmp_path / "out", workers=1)
    for source in (tmp_path / "out", []):
        for frame in (to_arrow, to_pandas, to_polars):
            with pytest.raises(ValueError, match=r"no column 'yaer'; did you mean 'year'"):
                frame(source, ["agency", "yaer"])
        with pytest.raises(ValueError, match=r"no column '示例'$"):
            to_arrow(source, ["示例"])
        with pytest.raises(TypeError, match="not as the text 'year'"):
            to_arrow(source, "year")


def test_a_dataset_that_is_not_finished(tmp_path: Path):
    build([EXAMPLES / "tab_grid_2021.txt"], tmp_path / "out", workers=1)
    (tmp_path / "out" / "dataset.json").unlink()

    with pytest.raises(FileNotFoundError, match="is not finished"):
        to_arrow(tmp_path / "out")
    with pytest.raises(FileNotFoundError, match="is not finished"):
        list(check(tmp_path / "out"))


def test_what_is_no_panel(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="no dataset"):
        to_arrow(tmp_path)
    with pytest.raises(TypeError, match="not of str"):
        to_arrow(["a"])
