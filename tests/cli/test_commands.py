"""The commands, on reports that are handed to them instead of being parsed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import attrs
import click.testing
import pytest
from jsonschema import Draft202012Validator

import govinfo_parse
from govinfo_parse.checks import check
from govinfo_parse.cli.app import app
from govinfo_parse.cli.exits import MEANINGS
from govinfo_parse.errors import GrammarError, InputTooLarge
from govinfo_parse.model import Cell, Diagnostic, Report, Severity, Span, State
from govinfo_parse.serialize import from_json
from tests.records import full_report
from tests.strategies import report_of

GOOD = attrs.evolve(full_report(), diagnostics=(), findings=())
REMARK = Diagnostic("label-variant", Severity.INFO, "a label\nis spelled otherwise", (), 12, 3)
NO_REPORT = Report(diagnostics=(Diagnostic("no-report", Severity.ERROR, "no table was found"),))


def reconsideration(*numbers: int) -> dict[str, int]:
    """The block 行政复议 of table 4."""
    columns = ("upheld", "corrected", "other", "pending", "total")
    return {f"proceedings.reconsideration.{column}": number for column, number in zip(columns, numbers, strict=True)}


REPORTS = {
    "good": GOOD,
    "remarked": attrs.evolve(GOOD, diagnostics=(REMARK,)),
    "no report": NO_REPORT,
    "balanced": report_of(reconsideration(0, 1, 2, 3, 6)),
    "unbalanced": report_of(reconsideration(0, 1, 2, 3, 7)),
}

Run = Callable[..., click.testing.Result]


def parse_report(text: str) -> Report:
    if text == "huge":
        raise InputTooLarge("the text has too many characters")
    return REPORTS[text]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in a directory with one file for each of ``REPORTS``, and some that are none."""
    monkeypatch.setattr(govinfo_parse, "parse_report", parse_report, raising=False)
    monkeypatch.setattr(govinfo_parse, "check", check, raising=False)
    monkeypatch.chdir(tmp_path)
    for text in (*REPORTS, "huge"):
        Path(f"{text}.txt").write_text(text, encoding="utf-8")
    Path("empty.txt").write_bytes(b"")
    Path("only-mark.txt").write_bytes(b"\xef\xbb\xbf")
    Path("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    Path("folder").mkdir()
    return lambda *arguments, **options: click.testing.CliRunner().invoke(app, arguments, **options)


def test_one_file_is_json_over_several_lines(run: Run):
    result = run("parse", "good.txt")

    assert result.exit_code == 0
    assert result.stdout.startswith('{\n  "title"')
    assert from_json(result.stdout) == GOOD
    assert result.stderr == ""


def test_several_files_are_json_lines(run: Run):
    result = run("parse", "good.txt", "remarked.txt")

    assert [from_json(line) for line in result.stdout.splitlines()] == [GOOD, REPORTS["remarked"]]


def test_one_file_is_one_line_if_asked_for(run: Run):
    assert run("parse", "--lines", "good.txt").stdout.count("\n") == 1


def test_standard_input(run: Run):
    result = run("parse", "-", input="remarked")

    assert from_json(result.stdout) == REPORTS["remarked"]
    assert result.stderr.startswith("<stdin>:12:3: ")


def test_a_diagnostic_is_one_line_on_standard_error(run: Run):
    result = run("parse", "remarked.txt")

    assert result.exit_code == 0
    assert result.stderr == "remarked.txt:12:3: info label-variant: a label is spelled otherwise\n"


def test_a_text_that_is_no_report(run: Run):
    result = run("parse", "no report.txt")

    assert result.exit_code == 3
    assert from_json(result.stdout) == NO_REPORT
    assert result.stderr == "no report.txt: error no-report: no table was found\n"


@pytest.mark.parametrize("command", ["parse", "check"])
@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("missing.txt", "no such file"),
        ("folder", "is a directory, not a file"),
        ("empty.txt", "the file is empty"),
        ("only-mark.txt", "the file is empty"),
        ("picture.png", "binary data, not text: read as gb18030, it has NUL characters"),
        ("huge.txt", "the text has too many characters"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(run: Run, command: str, file: str, message: str):
    result = run(command, file)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{file}: error cannot-read: {message}\n"


def test_one_bad_file_does_not_stop_the_others(run: Run):
    result = run("parse", "good.txt", "missing.txt", "no report.txt")

    assert result.exit_code == 1
    first, second, third = result.stdout.splitlines()
    assert (from_json(first), json.loads(second), from_json(third)) == (GOOD, None, NO_REPORT)


def test_tables(run: Run):
    result = run("parse", "--table", "good.txt", env={"COLUMNS": "200"})

    assert result.exit_code == 0
    for printed in (
        "二、主动公开",
        "三、收到和处理",
        "四、政府信息公开",
        "行政复议",
        "未经复议直接起诉",
        "万元",
        "某市2023年",
    ):
        assert printed in result.stdout
    lines = result.stdout.splitlines()
    carried_forward = next(number for number, line in enumerate(lines) if "结转下年度" in line)
    assert "（七）总计" in lines[carried_forward - 1]


def test_in_tables_only_printed_numbers_look_like_them(run: Run, monkeypatch: pytest.MonkeyPatch):
    states = {
        "upheld": Cell(7, State.RECOVERED, "7", Span(0, 1)),
        "corrected": Cell(None, State.AMBIGUOUS, "21", Span(0, 2)),
        "other": Cell(None, State.UNREADABLE, "[b]5", Span(0, 4)),
        "pending": Cell(None, State.DASH, "/", Span(0, 1)),
    }
    report = report_of({f"proceedings.reconsideration.{name}": cell for name, cell in states.items()})
    monkeypatch.setitem(REPORTS, "good", report)

    row = next(line for line in run("parse", "--table", "good.txt").stdout.splitlines() if "行政复议  " in line)

    assert row.split() == ["行政复议", "≈7", "?", "![b]5", "/"]


@pytest.mark.usefixtures("run")
def test_a_terminal_without_chinese_gets_question_marks():
    result = click.testing.CliRunner(charset="ascii").invoke(app, ["parse", "--table", "good.txt"])

    assert result.exit_code == 0
    assert "??2023?" in result.stdout


def test_lines_and_table_exclude_each_other(run: Run):
    assert run("parse", "--lines", "--table", "good.txt").exit_code == 2


def test_check_of_a_report_in_order(run: Run):
    result = run("check", "balanced.txt")

    assert result.exit_code == 0
    assert "violated" not in result.stdout
    assert result.stdout.startswith("balanced.txt: ")
    assert " hold" in result.stdout


def test_check_names_what_is_violated_and_its_cells(run: Run):
    result = run("check", "unbalanced.txt")

    assert result.exit_code == 4
    assert "unbalanced.txt: violated proceedings." in result.stdout
    assert "    proceedings.reconsideration.pending" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("unbalanced.txt: 1 violated")


def test_check_can_tell_all(run: Run):
    assert len(run("check", "--all", "balanced.txt").stdout) > len(run("check", "balanced.txt").stdout)


def test_more_grammars(run: Run, monkeypatch: pytest.MonkeyPatch):
    given = {}

    def parser(**grammars: list[Path]) -> SimpleNamespace:
        given.update(grammars)
        return SimpleNamespace(parse=parse_report)

    monkeypatch.setattr(govinfo_parse, "Parser", parser, raising=False)
    for name in ("a.lark", "b.lark", "c.lark"):
        Path(name).touch()
    result = run("parse", "--layout", "a.lark", "--layout", "b.lark", "--form", "c.lark", "good.txt")

    assert result.exit_code == 0
    assert given == {"layouts": [Path("a.lark"), Path("b.lark")], "forms": [Path("c.lark")]}


def test_a_grammar_with_a_fault_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch):
    def parser(**_: object) -> None:
        raise GrammarError("an unknown terminal", "a.lark", 3, 5)

    monkeypatch.setattr(govinfo_parse, "Parser", parser, raising=False)
    Path("a.lark").touch()
    result = run("parse", "--layout", "a.lark", "good.txt")

    assert result.exit_code == 2
    assert "a.lark:3:5: an unknown terminal" in result.stderr
    assert run("parse", "--layout", "no.lark", "good.txt").exit_code == 2


def test_schema(run: Run):
    Draft202012Validator.check_schema(json.loads(run("schema").stdout))


def test_layouts(run: Run, monkeypatch: pytest.MonkeyPatch):
    grammars = {"tab_grid": SimpleNamespace(name="tab_grid", description="a line per row")}
    parser = SimpleNamespace(layouts=grammars, forms={"2021": SimpleNamespace(name="2021", description="the form")})
    monkeypatch.setattr(govinfo_parse, "Parser", lambda: parser, raising=False)

    assert run("layouts").stdout == "layout  tab_grid  a line per row\nform    2021  the form\n"


@pytest.mark.parametrize("command", [(), ("parse",), ("check",)])
def test_help_has_the_exit_codes(run: Run, command: tuple[str, ...]):
    result = run(*command, "--help")

    assert result.exit_code == 0
    for code, meaning in MEANINGS.items():
        assert f"  {code.value}  {meaning}\n" in result.stdout


def test_the_documentation_has_the_exit_codes():
    page = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")

    assert [f"| {code.value} | {meaning} |" for code, meaning in MEANINGS.items()] == [
        line for line in page.splitlines() if line.startswith("| ") and line[2].isdecimal()
    ]
