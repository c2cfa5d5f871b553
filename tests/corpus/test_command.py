"""The command ``corpus``."""

from __future__ import annotations

import csv
import os
import re
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
from govinfo_parse.corpus.exports.column_names import CHINESE_HEADS
from govinfo_parse.corpus.exports.spreadsheets import _within_cell
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS
from govinfo_parse.form_labels import labels
from govinfo_parse.messages import sentence_in_chinese
from govinfo_parse.model.paths import PATHS
from tests.corpus.samples import table_rows, write_texts

pytestmark = pytest.mark.usefixtures("warm_workers")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(*arguments: object) -> click.testing.Result:
    return click.testing.CliRunner().invoke(app, ["corpus", *map(str, arguments)])


def test_good_files(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 20)
    result = run(folder, "--out", tmp_path / "out", "--workers", 2)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("20 sources: 20 reports, ")
    assert "0 failed" in result.stdout


@pytest.mark.usefixtures("cold_workers")  # what converts is found by their environment
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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_why_a_folder_cannot_be_written_is_said_in_one_language(language: str, tmp_path: Path):
    (tmp_path / "or").write_text("a file", encoding="utf-8")
    result = run(tmp_path, "--out", tmp_path / "or" / "out", "--lang", language)

    assert result.exit_code == 5
    assert "Errno" not in result.stderr
    assert ("不是文件夹：" in result.stderr) == (language == "zh")
    assert ("Not a directory: " in result.stderr) == (language == "en")


def test_what_is_not_there_is_said_in_one_language():
    assert sentence_in_chinese(
        "the dataset in or/and is not finished: [Errno 2] No such file or directory: 'or/and'; "
        "choose another folder, or make this one a folder that can be written"
    ) == ("or/and 中的数据集没有完成：没有这个文件或文件夹：or/and；请另选文件夹，或让这个文件夹可以写入")


def test_a_run_that_finds_nothing_to_read_is_no_success(tmp_path: Path):
    write_texts(tmp_path / "in", 1)
    result = run(tmp_path / "in", "--out", tmp_path / "out", "--include", "*.html")

    assert result.exit_code == 1
    assert "error cannot-read: no source was found" in result.stderr


def test_sources_that_fail_are_named(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 1)
    for number in range(12):
        (folder / f"empty {number}.txt").write_bytes(b"")
    result = run(folder, tmp_path / "nowhere", "--out", tmp_path / "out", "--workers", 1)

    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert sum("error cannot-read: the file is empty; fetch it again" in line for line in lines) >= 9
    assert lines[-1] == "and 3 more that could not be read"


def test_patterns_are_expanded_as_by_the_other_commands(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 3)
    result = run(folder / "*.txt", "--out", tmp_path / "out", "--workers", 1)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("3 sources: 3 reports, ")


def test_chinese_names_are_for_an_export(tmp_path: Path):
    result = run(tmp_path, "--out", tmp_path / "out", "--chinese")

    assert result.exit_code == 2
    assert "--chinese is for --csv and --xlsx" in result.stderr


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("exported")
    folder = write_texts(base / "in", 12)
    (folder / "empty.txt").write_bytes(b"")
    result = run(folder, "--out", base / "out", "--workers", 1, "--csv", "--xlsx", "--duckdb", "--chinese")
    assert result.exit_code == 1, result.output
    return base / "out"


def test_csv(exported: Path):
    for table in TABLE_COLUMNS:
        with (exported / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *found = csv.reader(file)
        assert len(found) == len(table_rows(exported, table))
        assert len(head) == len(TABLE_COLUMNS[table])
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
    assert {row[-1]: row[place] for row in found} == {
        row["report"]: row["applications.received.total"] for row in table_rows(exported, "reports")
    }
    book.close()


def test_excel_is_set_out_for_readers(exported: Path):
    book = openpyxl.load_workbook(exported / "dataset.xlsx")
    for name in book.sheetnames:
        sheet = book[name]
        head = [cell.value for cell in sheet[1]]
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(max(1, sheet.max_row), len(head)).coordinate}"
        whose = name != "未能读取"
        assert sheet.freeze_panes == ("C2" if whose else "B2")
        assert head[:2] == ["机关", "年度"] or not whose
        assert head[-1] in {"报告编号", "SHA-256"} or not whose
        assert sheet.column_dimensions["A"].width > 20
    years = {row["report"]: row["year"] for row in table_rows(exported, "reports")}
    head, *found = book["来源"].iter_rows(values_only=True)
    assert {row[head.index("报告编号")]: row[1] for row in found} == years


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with all that a reading can say: a damaged report, one whose sums fail, a picture."""
    base = tmp_path_factory.mktemp("doubtful")
    (base / "in").mkdir()
    good = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    damaged = (EXAMPLES / "damaged" / "run_together.txt").read_text(encoding="utf-8")
    texts = {"a.txt": good.replace("\t340\n", "\t341\n").replace("412", "4l2"), "b.txt": damaged, "c.txt": ""}
    for name, text in texts.items():
        (base / "in" / name).write_text(text, encoding="utf-8")
    result = run(base / "in", "--out", base / "out", "--workers", 1, "--csv", "--xlsx", "--chinese")
    assert result.exit_code == 1, result.output
    return base / "out"


def test_chinese_exports_have_no_english_words(doubtful: Path):
    book = openpyxl.load_workbook(doubtful / "dataset.xlsx", read_only=True)
    for name, columns in {
        "报告": ["状态"],
        "勾稽关系": ["结果", "勾稽关系", "涉及的单元格"],
        "读取提示": ["严重程度", "说明", "涉及的单元格"],
        "文字所述": ["所述事项"],
        "未能读取": ["说明"],
    }.items():
        head, *found = book[name].iter_rows(values_only=True)
        assert found, name
        for row in found:
            for column in columns:
                told = row[head.index(column)] or ""
                assert not re.search(r"[a-z]{3,}", re.sub(r"（[a-z_.]+）$", "", told)), (name, told)
    for table, column in (("diagnostics", "说明"), ("cells", "读取状态"), ("findings", "结果")):
        with (doubtful / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert not any(re.search(r"[a-z]{3,}", row[column]) for row in csv.DictReader(file)), table
    book.close()


def test_english_exports_are_those_of_the_tables(doubtful: Path, tmp_path: Path):
    shutil.copytree(doubtful, tmp_path / "out")
    assert run(doubtful.parent / "in", "--out", tmp_path / "out", "--workers", 1, "--csv").exit_code == 1
    with (tmp_path / "out" / "csv" / "diagnostics.csv").open(encoding="utf-8-sig", newline="") as file:
        told = sorted((row["code"], row["message"], row["paths"]) for row in csv.DictReader(file))
    assert told == sorted(
        (row["code"], row["message"], " ".join(row["paths"])) for row in table_rows(doubtful, "diagnostics")
    )


def test_duckdb(exported: Path):
    with duckdb.connect(str(exported / "dataset.duckdb"), read_only=True) as base:
        for table in TABLE_COLUMNS:
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
            column for column, *_ in TABLE_COLUMNS["sources"]
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
        assert left == {*TABLE_COLUMNS, "csv", "dataset.json"}
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
    assert {name for table in TABLE_COLUMNS.values() for name, *_ in table} <= {*CHINESE_HEADS, *PATHS}
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


@pytest.mark.parametrize("bad", [False, True])
def test_a_run_speaks_chinese(tmp_path: Path, bad: bool):
    folder = write_texts(tmp_path / "in", 3)
    if bad:
        (folder / "empty.txt").write_bytes(b"")
    result = run(folder, "--out", tmp_path / "out", "--workers", 1, "--csv", "--lang", "zh")

    told = result.stdout.replace(str(tmp_path), "")
    assert told.startswith(f"{3 + bad} 个来源：3 份报告，其中 ")
    assert ("失败：DamagedFile 1（见 " in told) == bad
    assert "已写出 " in told
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", told)


def test_what_stops_a_run_is_told_in_chinese(tmp_path: Path):
    (tmp_path / "out").mkdir()
    result = run(tmp_path / "out", "--out", tmp_path / "out", "--lang", "zh")

    assert result.exit_code == 5
    assert result.stderr.endswith("是来源之一；请为数据集另选文件夹\n")


def test_progress_in_chinese(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    progress = Progress(1500, 3000, 2, 30, 500, 100.0)
    assert describe(progress) == "1,500/3,000 个来源，每秒 10.0 个，剩余 0:02:30，失败 2，存疑 30"
    assert describe(progress, 50) == "1,500/3,000 个来源，剩余 0:02:30，失败 2"
