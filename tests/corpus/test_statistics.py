"""Reports of before 2019 in datasets."""

from __future__ import annotations

import csv
import json
import sqlite3
from operator import itemgetter
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner

import govinfo_parse
from govinfo_parse.arrow import parse_batch
from govinfo_parse.cli.app import app
from govinfo_parse.corpus import DatasetError, build
from govinfo_parse.corpus.exports.database import write_duckdb
from govinfo_parse.corpus.exports.spreadsheets import write_csv
from govinfo_parse.corpus.records.columns import Columns
from govinfo_parse.corpus.records.contents import Reading
from tests.corpus.samples import rows
from tests.records import full_report
from tests.statistics.tables import cells, tabs

pytestmark = pytest.mark.usefixtures("warm_workers")

TITLE = "示例县2012年政府信息公开工作年度报告\n"
TEXT = TITLE + tabs(cells())


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before 2019")
    sources = {"a.txt": TEXT, "b.txt": TITLE + "本县主动公开政府信息26条。\n"}
    for name, text in sources.items():
        (folder / name).write_text(text, encoding="utf-8")
    summary = build([folder / name for name in sources], folder / "out", workers=1)
    assert (summary.reports, summary.failed, summary.damaged) == (2, 0, 0)
    return folder / "out"


def test_the_indicators_are_a_table_in_long_form(dataset: Path):
    found = rows(dataset)
    (table,) = govinfo_parse.parse_report(TEXT).statistics
    told = [
        (row.label, row.key, row.unit, row.parent, head, float(cell.value), str(cell.state), cell.span.start)
        for row in table.rows
        for head, cell in zip(table.columns, row.cells, strict=True)
    ]

    names = ("label", "key", "unit", "parent", "column", "value", "state", "start")
    assert sorted((tuple(row[name] for name in names) for row in found["statistics"]), key=itemgetter(-1)) == told
    assert {row["form"] for row in found["statistics"]} == {"fujian"}
    assert found["further"] == []


def test_reports_say_which_family(dataset: Path):
    assert {(row["year"], row["form"], row["statistics_form"]) for row in rows(dataset)["reports"]} == {
        (2012, None, "fujian"),
        (2012, None, None),
    }


def test_no_report_of_before_2019_is_none(dataset: Path):
    assert not {"not-a-report", "table-missing"} & {row["code"] for row in rows(dataset)["diagnostics"]}
    assert rows(dataset)["failures"] == []


def test_views(dataset: Path):
    with duckdb.connect(write_duckdb(dataset), read_only=True) as base:
        query = (
            """select agency, year, label, value from printed_statistics where key = 'received' order by "column" """
        )
        assert base.sql(query).fetchall() == [
            ("示例县", 2012, "受理依申请公开信息总数", 31.0),
            ("示例县", 2012, "受理依申请公开信息总数", 77.0),
        ]
        assert base.sql("select count(*) from printed_further").fetchall() == [(0,)]


def test_csv_with_printed_names(dataset: Path):
    write_csv(dataset, in_chinese=True)
    with (dataset / "csv" / "statistics.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))

    assert (first["项目"], first["列"], first["数值"], first["统一名称"]) == (
        "主动公开信息数",
        "2012年度",
        "2307",
        "published",
    )


def test_what_stands_beyond_the_form_has_rows():
    columns, report = Columns(), full_report()
    columns.add(Reading("a", 1, "00"), report)

    assert [(row["table"], row["row"], row["key"], row["value"]) for row in columns.further().to_pylist()] == [
        ("disclosure", "新闻发布会", "further.press_conferences.held", 7.0),
        ("applications", None, None, None),
    ]
    assert len(columns.statistics()) == 4
    assert columns.reports().column("statistics_form").to_pylist() == ["fujian unknown"]


def test_batches_have_them_as_lists():
    (row,) = parse_batch(pa.RecordBatch.from_pydict({"text": [TEXT]})).to_pylist()

    assert len(row["statistics"]) == 34
    assert row["statistics"][0]["label"] == "主动公开信息数"
    assert row["further"] == []


def test_a_dataset_of_an_earlier_version_says_what_to_do(dataset: Path):
    with sqlite3.connect(dataset / ".journal.sqlite") as base:
        base.execute("update settings set value = '1' where name = 'schema_version'")
    with pytest.raises(DatasetError, match=r"schema version 1, now 2; give the same command another folder"):
        build([dataset.parent / "a.txt"], dataset, workers=1)
    assert json.loads((dataset / "dataset.json").read_text(encoding="utf-8"))["reports"] == 2


OWN_STATISTICS = """
%extend statistics_row: "便民窗口接待数" -> visitors__window
    | "上门" -> visitors__window__home | "到场" -> visitors__window__hall
form_example: example_visitors
example_visitors: "便民窗口接待数" "上门" "到场" -> partition
"""
OWN_TEXT = """示例县2012年政府信息公开工作年度报告
全年收讫政府信息公开申请8桩。
指标名称\t计量单位\t2012年度
便民窗口接待数\t人次\t12
其中：上门\t人次\t5
到场\t人次\t6
"""
OWN_FACTS = '%extend RECEIVE: "收讫"\n%extend UNIT: "桩"\n'


def own_grammars(folder: Path) -> dict[str, list[Path]]:
    texts = {"statistics": OWN_STATISTICS, "facts": OWN_FACTS}
    for kind, text in texts.items():
        (folder / f"{kind}.lark").write_text(text, encoding="utf-8")
    return {kind: [folder / f"{kind}.lark"] for kind in texts}


def test_a_dataset_is_read_with_grammars_of_ones_own(tmp_path: Path):
    (tmp_path / "a.txt").write_text(OWN_TEXT, encoding="utf-8")
    own = own_grammars(tmp_path)
    options = [part for kind, (file,) in own.items() for part in (f"--{kind}", str(file))]
    result = CliRunner().invoke(app, ["corpus", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), *options])

    assert result.exit_code == 0, result.output
    found = rows(tmp_path / "out")
    assert [(row["form"], row["key"], row["parent"], row["value"]) for row in found["statistics"]] == [
        ("example", "visitors.window", None, 12.0),
        ("example", "visitors.window.home", 0, 5.0),
        ("example", "visitors.window.hall", 0, 6.0),
    ]
    assert [(row["kind"], row["value"]) for row in found["facts"]] == [("received", 8.0)]
    assert ("statistics.partition", "violated") in {(row["rule"], row["outcome"]) for row in found["findings"]}
    with pytest.raises(DatasetError, match="other grammars"):
        build([tmp_path / "a.txt"], tmp_path / "out", workers=1, facts=own["facts"])


def test_many_reports_are_read_with_grammars_of_ones_own(tmp_path: Path):
    own = {kind: [file.read_text(encoding="utf-8") for file in files] for kind, files in own_grammars(tmp_path).items()}
    wanted = govinfo_parse.Parser(**own).parse(OWN_TEXT)
    given = [(str(number), OWN_TEXT) for number in range(3)]

    assert [reading.report for reading in govinfo_parse.parse_many(given, 0, **own)] == [wanted] * 3
    (row,) = parse_batch(pa.RecordBatch.from_pydict({"text": [OWN_TEXT]}), govinfo_parse.Parser(**own)).to_pylist()
    assert [cell["key"] for cell in row["statistics"]] == [one.key for one in wanted.statistics[0].rows]


def test_a_fault_of_a_grammar_is_said_before_anything_is_read(tmp_path: Path):
    with pytest.raises(govinfo_parse.GrammarError, match="<statistics 1>:1:1"):
        build([tmp_path], tmp_path / "out", statistics=["example: PUBLISHED\n"])
    with pytest.raises(govinfo_parse.GrammarError, match="<facts 1>"):
        govinfo_parse.parse_many([("a", OWN_TEXT)], facts=["%extend UNIT: “桩”\n"])
    assert not (tmp_path / "out").exists()
