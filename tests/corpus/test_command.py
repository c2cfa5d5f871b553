"""The command ``corpus``."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import click.testing
import duckdb
import openpyxl
import pytest

from govinfo_parse.cli.app import app
from govinfo_parse.cli.corpus import describe
from govinfo_parse.corpus import Progress
from govinfo_parse.corpus.exports.printed import HEADS, labels
from govinfo_parse.corpus.exports.sheets import _within_cell
from govinfo_parse.corpus.records.schemas import TABLES
from govinfo_parse.model.paths import PATHS
from tests.corpus.samples import table_rows, write_texts


def run(*arguments: object) -> click.testing.Result:
    return click.testing.CliRunner().invoke(app, ["corpus", *map(str, arguments)])


def test_good_files(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 20)
    result = run(folder, "--out", tmp_path / "out", "--workers", 2)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("20 sources: 20 reports, ")
    assert "0 failed" in result.stdout


def test_bad_files_among_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_texts(tmp_path / "in", 40)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200))
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", b" " * 5_000_000)
    (folder / "hangs.rtf").write_bytes(rb"{\rtf1 report}")
    (folder / "closed").mkdir()
    programs = tmp_path / "bin"
    programs.mkdir()
    converter = programs / "soffice"
    converter.write_text("#!/bin/sh\nsleep 600\n", encoding="utf-8")
    converter.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = run(folder, "--out", tmp_path / "out", "--workers", 2, "--time-limit", 3)

    assert result.exit_code == 1, result.output
    assert len(table_rows(tmp_path / "out", "reports")) == 40
    rows = table_rows(tmp_path / "out", "failures")
    failures = {Path(row["source"]).name: (row["error"], row["message"]) for row in rows}
    assert {name: error for name, (error, _) in failures.items()} == {
        "empty.txt": "DamagedFile",
        "scan.jpg": "UnsupportedFormat",
        "bomb.zip!report.txt": "InputTooLarge",
        "hangs.rtf": "TimeLimit",
        "closed": "PermissionError",
    }
    assert all(message for _, message in failures.values())
    assert "5 failed" in result.stdout


def test_a_text_that_is_no_report(tmp_path: Path):
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")

    assert run(tmp_path / "a.txt", "--out", tmp_path / "out", "--workers", 1).exit_code == 3


def test_wrong_usage(tmp_path: Path):
    (tmp_path / "bad.lark").write_text("???", encoding="utf-8")

    assert run("--out", tmp_path / "out").exit_code == 2
    assert run(tmp_path).exit_code == 2
    result = run(tmp_path, "--out", tmp_path / "out", "--form", tmp_path / "bad.lark")
    assert result.exit_code == 2
    assert "bad.lark" in result.stderr


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    result = run(tmp_path, "--out", tmp_path / "out")

    assert result.exit_code == 5
    assert "error unfinished" in result.stderr


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("exported")
    folder = write_texts(base / "in", 12)
    (folder / "empty.txt").write_bytes(b"")
    result = run(folder, "--out", base / "out", "--workers", 1, "--csv", "--xlsx", "--duckdb", "--chinese")
    assert result.exit_code == 1, result.output
    return base / "out"


def test_csv(exported: Path):
    for table in TABLES:
        with (exported / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *found = csv.reader(file)
        assert len(found) == len(table_rows(exported, table))
        assert len(head) == len(TABLES[table])
    with (exported / "csv" / "reports.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["报告编号"]: row for row in csv.DictReader(file)}
    for row in table_rows(exported, "reports"):
        assert found[row["report"]]["机关"] == row["agency"]
        total = row["applications.received.total"]
        assert found[row["report"]]["一、本年新收政府信息公开申请数量·总计"] == f"{total:g}"


def test_excel(exported: Path):
    book = openpyxl.load_workbook(exported / "dataset.xlsx", read_only=True)

    assert book.sheetnames == ["报告", "统计表", "表外数据", "勾稽关系", "文字所述", "读取提示", "未能读取", "来源"]
    head, *found = book["报告"].iter_rows(values_only=True)
    place = head.index("一、本年新收政府信息公开申请数量·总计")
    assert {row[0]: row[place] for row in found} == {
        row["report"]: row["applications.received.total"] for row in table_rows(exported, "reports")
    }
    book.close()


def test_duckdb(exported: Path):
    with duckdb.connect(str(exported / "dataset.duckdb"), read_only=True) as base:
        for table in TABLES:
            assert base.execute(f"select count(*) from {table}").fetchone() == (len(table_rows(exported, table)),)
        assert base.execute("select count(*) from labels").fetchone() == (len(PATHS),)
        printed = base.execute(
            "select count(*) from printed_cells where row_label is null or column_label is null"
        ).fetchone()
        assert printed == (0,)
        columns = [name for name, *_ in base.execute("describe reports_chinese").fetchall()]
        assert "（三）不予公开1.属于国家秘密·自然人" in columns
        for view in ("violations", "doubtful"):
            base.execute(f"select * from {view}").fetchall()


@pytest.mark.parametrize("name", ["a*b", "a[b]", "it's", "year=2023", "{a,b}"])
def test_duckdb_takes_no_other_folder_for_the_dataset(tmp_path: Path, name: str):
    for folder, number in ((name, 3), ("aXb", 2), ("ab", 2)):
        texts = write_texts(tmp_path / f"in {folder}", number)
        assert run(texts, "--out", tmp_path / folder, "--workers", 1, "--duckdb").exit_code == 0

    with duckdb.connect(str(tmp_path / name / "dataset.duckdb"), read_only=True) as base:
        assert base.execute("select count(*) from reports").fetchone() == (3,)
        assert [column for column, *_ in base.execute("describe sources").fetchall()] == [
            column for column, *_ in TABLES["sources"]
        ]


def test_a_folder_in_which_duckdb_cannot_write(tmp_path: Path):
    result = run(write_texts(tmp_path / "in", 1), "--out", tmp_path / "a?b", "--workers", 1, "--duckdb")

    assert result.exit_code == 5
    assert "cannot be written" in result.stderr


if os.name == "posix":  # other systems have no such limit
    import resource

    @pytest.mark.parametrize("option", ["--csv", "--xlsx", "--duckdb"])
    def test_an_export_for_which_there_is_no_space(exported: Path, option: str, tmp_path: Path):
        out, temporary = tmp_path / "out", tmp_path / "temporary"
        shutil.copytree(exported, out)
        temporary.mkdir()
        command = [sys.executable, "-m", "govinfo_parse", "corpus", str(exported.parent / "in"), "--out", str(out)]
        result = subprocess.run(
            [*command, option],
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000)),
            env=os.environ | {"TMPDIR": str(temporary)},
            capture_output=True,
            text=True,
            check=False,
        )

        assert result.returncode == 5, result
        assert result.stderr.startswith("corpus: error unfinished: the export into")
        assert len(result.stderr.splitlines()) == 1
        left = {path.name for path in out.iterdir() if not path.name.startswith((".journal", ".lock"))}
        assert left == {*TABLES, "csv", "dataset.json"}
        assert list((out / "csv").iterdir()) == list(temporary.iterdir()) == []
        assert run(exported.parent / "in", "--out", out, "--workers", 1, option, "--chinese").exit_code == 1


def test_what_a_killed_export_left_goes(exported: Path, tmp_path: Path):
    out = tmp_path / "out"
    shutil.copytree(exported, out)
    for name in (".exports/dataset.xlsx", ".exports/tmp123"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(b"half")
    assert run(exported.parent / "in", "--out", out, "--workers", 1, "--xlsx").exit_code == 1

    assert not (out / ".exports").exists()


def test_what_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in sys.modules if name.startswith("govinfo_parse.corpus.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run(tmp_path, "--out", tmp_path / "out")

    assert result.exit_code == 2
    assert "pip install 'govinfo-parse[corpus]'" in result.stderr


def test_excel_says_where_it_cuts():
    assert _within_cell("一" * 32_767) == "一" * 32_767
    cut = _within_cell("一" * 32_768)
    assert len(cut) == 32_767
    assert cut.endswith("32,767]")


def test_every_column_has_a_chinese_name_of_its_own():
    assert {name for table in TABLES.values() for name, *_ in table} <= {*HEADS, *PATHS}
    assert list(labels()) == list(PATHS)
    assert len({label.text for label in labels().values()}) == len(PATHS)


def test_progress_in_a_line():
    assert describe(Progress(1500, 3000, 2, 30, 500, 100.0)) == (
        "1,500 of 3,000 sources, 10.0 a second, 0:02:30 left, 2 failed, 30 doubtful"
    )
    assert describe(Progress(5, None, 0, 0, 0, 0.0)) == "5 sources, 0.0 a second, 0 failed, 0 doubtful"


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (74, "1,500 of 3,000 sources, 10.0 a second, 0:02:30 left, 2 failed, 30 doubtful"),
        (73, "1,500 of 3,000 sources, 0:02:30 left, 2 failed"),
        (40, "1,500 of 3,000, 0:02:30 left, 2 failed"),
        (30, "1,500 of 3,000, 0:02:30 left"),
        (20, "0:02:30"),
        (3, "0:0"),
    ],
)
def test_progress_in_a_narrow_line(width: int, told: str):
    assert describe(Progress(1500, 3000, 2, 30, 500, 100.0), width) == told
