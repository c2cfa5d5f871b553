"""A failure never looks like success: every exit code, and what is said with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

import govinfo_parse
from govinfo_parse.checks import completeness
from govinfo_parse.cli.app import app
from tests.readers import builders
from tests.reviewing.hostile import GOOD
from tests.reviewing.samples import blocks_of

Run = Callable[..., click.testing.Result]

HEAD, TABLES, END = GOOD.partition("二、主动公开政府信息情况")
TABLE_3 = "三、收到和处理政府信息公开申请情况"
TABLE_4 = "四、政府信息公开行政复议、行政诉讼情况"
BLANK = "\n".join(
    "\t".join("" if cell.replace(".", "").isdecimal() else cell for cell in line.split("\t"))
    for line in GOOD.split("\n")
)
TEXTS = {
    "good": GOOD,
    "blank": BLANK,
    "without table 3": GOOD[: GOOD.index(TABLE_3)] + GOOD[GOOD.index(TABLE_4) :],
    "without tables": HEAD,
    "no report": "今天天气很好。",
    "unbalanced": GOOD.replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t"),
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    return lambda *arguments: click.testing.CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("parse", "good.txt"), 0),
        (("check", "good.txt"), 0),
        (("parse", "missing.txt"), 1),
        (("check", "missing.txt"), 1),
        (("parse",), 2),
        (("parse", "--no-such-option", "good.txt"), 2),
        (("render", "good.txt", "--as", "no such layout"), 2),
        (("parse", "no report.txt"), 3),
        (("parse", "blank.txt"), 3),
        (("check", "blank.txt"), 3),
        (("parse", "without table 3.txt"), 3),
        (("check", "without table 3.txt"), 3),
        (("parse", "without tables.txt"), 3),
        (("render", "blank.txt"), 3),
        (("check", "unbalanced.txt"), 4),
        (("check", "unbalanced.txt", "blank.txt"), 3),
        (("check", "unbalanced.txt", "blank.txt", "missing.txt"), 1),
        (("check", "unbalanced.txt", "--json"), 4),
    ],
)
def test_exit_code(run: Run, arguments: tuple[str, ...], code: int):
    result = run(*arguments)

    assert result.exit_code == code
    assert "Traceback" not in result.output
    assert (": error " in result.stderr) == (code in {1, 3})


def test_a_blank_form_is_called_one(run: Run):
    assert run("parse", "blank.txt").stderr.endswith(
        "blank.txt: error blank-form: the form is blank: its tables are there, and no number is printed in them\n"
    )


def test_a_table_of_which_nothing_was_read_is_named(run: Run):
    codes = run("parse", "without table 3.txt").stderr
    assert f"error table-unread: of the table '{TABLE_3}' nothing was read" in codes
    assert codes.count("table-unread") == 1


def test_a_report_in_order_lacks_nothing():
    assert completeness(govinfo_parse.parse_report(GOOD)) == ()


def test_a_table_that_is_blank_in_a_filled_report_was_read():
    text = GOOD[: GOOD.index(TABLE_4)] + BLANK[BLANK.index(TABLE_4) :]
    assert completeness(govinfo_parse.parse_report(text)) == ()


def test_json_of_findings(run: Run):
    (line,) = run("check", "--json", "unbalanced.txt").stdout.splitlines()
    told = json.loads(line)
    assert told["file"] == "unbalanced.txt"
    (finding,) = told["findings"]
    assert (finding["rule"], finding["outcome"]) == ("proceedings.total", "violated")
    assert (finding["expected"], finding["actual"]) == (37, 38)
    assert finding["cells"][0] == {
        "path": "proceedings.reconsideration.total",
        "label": "表四 行政复议 · 总计",
        "value": 38,
        "state": "number",
        "raw": "38",
        "page": None,
        "table": None,
        "row": None,
        "column": None,
        "line": 63,
    }


def test_one_relation_that_fails_in_several_columns_is_one_remark(run: Run):
    text = GOOD.replace("692\t84\t3\t3\t17\t1\t800", "693\t85\t4\t4\t18\t2\t806")
    Path("seven.txt").write_text(text, encoding="utf-8")
    lines = run("check", "seven.txt").stdout.splitlines()
    assert sum(line.startswith("seven.txt: violated applications.balance") for line in lines) == 1
    assert sum(": it should be" in line for line in lines) == 15  # one of them is what section one states


def test_a_word_report_is_spoken_of_by_table_row_and_column(run: Run):
    text = TEXTS["unbalanced"].replace("412", "4l2")
    Path("report.docx").write_bytes(builders.docx(blocks_of(text)))
    result = run("check", "report.docx")
    assert "report.docx: table 1, row 4, column 4: warning cell-unreadable: '4l2' is not a number" in result.stderr
    assert "    38  table 3, row 4, column 5  行政复议 · 总计  proceedings.reconsideration.total" in result.stdout
    assert "    38  表3 第4行 第5列  行政复议 · 总计" in run("--lang", "zh", "check", "report.docx").stdout


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_language_is_asked_for_before_or_behind_the_command(run: Run, place: int):
    arguments = ["check", "unbalanced.txt"]
    arguments[place:place] = ["--lang", "zh"]
    assert "unbalanced.txt: 1 处不成立，" in run(*arguments).stdout


@pytest.mark.parametrize(
    ("value", "chinese"), [("zh_CN.UTF-8", True), ("zh", True), ("zh_TW.Big5", True), ("C", False), ("de_DE", False)]
)
def test_the_language_is_that_of_the_system(run: Run, monkeypatch: pytest.MonkeyPatch, value: str, chinese: bool):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, value)
    result = run("parse", "blank.txt")
    assert ("错误 blank-form: 这是空白表" in result.stderr) == chinese
    assert ("error blank-form: the form is blank" in result.stderr) != chinese


def test_json_does_not_know_the_language(run: Run):
    for command in ("parse", "check --json"):
        chinese, english = (run("--lang", lang, *command.split(), "unbalanced.txt").stdout for lang in ("zh", "en"))
        assert chinese == english


def test_a_pattern_that_the_shell_left_is_expanded(run: Run):
    assert run("parse", "*balanced.txt", "--table").exit_code == 0
    assert len(run("parse", "[gu]*.txt").stdout.splitlines()) == 2
    missing = run("parse", "*.no")
    assert (missing.exit_code, missing.stderr) == (1, "*.no: error cannot-read: no such file\n")
    Path("[gu].txt").write_text(GOOD, encoding="utf-8")
    assert run("parse", "[gu].txt").stdout.startswith('{\n  "title"')


def test_a_folder_points_to_corpus(run: Run):
    Path("folder").mkdir()
    result = run("parse", "folder")
    assert result.exit_code == 1
    assert "govinfo-parse corpus" in result.stderr


def test_render(run: Run):
    result = run("render", "good.txt", "--as", "pipe_rows")
    assert result.exit_code == 0
    written = govinfo_parse.cells(govinfo_parse.parse_report(result.stdout))
    assert {path: cell.value for path, cell in written.items()} == {
        path: cell.value for path, cell in govinfo_parse.cells(govinfo_parse.parse_report(GOOD)).items()
    }


def test_a_layout_file_is_tried_alone(run: Run):
    Path("mine.lark").write_text('// Semicolons.\nCELL: " ; "\nROW: "\\n"\n', encoding="utf-8")
    result = run("layouts", "--layout", "mine.lark")
    assert result.exit_code == 0
    assert "layout  mine " in result.stdout
    Path("bad.lark").write_text("// A grammar.\nCELL: (\n", encoding="utf-8")
    assert run("layouts", "--layout", "bad.lark").exit_code == 2
