"""The commands, on the reports that ship with the project and on what people do to them."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

import govinfo_parse
from govinfo_parse.cli.app import app
from govinfo_parse.cli.exits import EXIT_MEANINGS
from govinfo_parse.cli.terminal_tables import report_tables, show, write_table
from govinfo_parse.model import Cell, Span, State
from govinfo_parse.readers import MAX_BYTES
from govinfo_parse.serialize import from_json
from tests.readers import builders
from tests.strategies import report_of

GOOD = (Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt").read_text(encoding="utf-8")
TEXTS = {
    "good": GOOD,
    "remarked": GOOD.replace("\t37\n", "\t3x\n", 1),
    "variant": GOOD.replace("现行有效件数", "现行有效件"),
    "no report": "今天天气很好。",
    "unbalanced": GOOD.replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t"),
    "several lines\nin the name": GOOD.replace("\t37\n", "\t3x\n", 1),
}
UNREADABLE = "14:8: warning cell-unreadable: '3x' is not a number\n"
SEMICOLONS = """// Cells parted by semicolons between spaces, a line per row.
CELL: " ; "
ROW: "\\n"
"""
SPELLING = '%extend RULES: "政府规章和规章性文件"'

Run = Callable[..., click.testing.Result]


def parsed(name: str) -> govinfo_parse.Report:
    return govinfo_parse.parse_report(TEXTS[name])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in a directory with one file for each of ``TEXTS``, and some that are none."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    Path("empty.txt").write_bytes(b"")
    Path("only-mark.txt").write_bytes(b"\xef\xbb\xbf")
    Path("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    Path("binary.txt").write_bytes(bytes(range(256)) * 20)
    Path("controls.txt").write_bytes(b"\x01\x02\x03 report")
    Path("neither.txt").write_bytes(b"\xff\xfd")
    Path("cut.pdf").write_bytes(b"%PDF-1.7\nnothing")
    Path("two.zip").write_bytes(builders.archive({"a.txt": GOOD, "b.txt": GOOD}))
    with Path("huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    Path("folder").mkdir()
    return lambda *arguments, **options: click.testing.CliRunner().invoke(app, arguments, **options)


def test_the_texts_are_what_their_names_say():
    assert len(set(TEXTS.values())) == len(TEXTS) - 1
    assert parsed("good").diagnostics == ()
    assert [note.code for note in parsed("variant").diagnostics] == ["label-variant"]


def test_one_file_is_json_over_several_lines(run: Run):
    result = run("parse", "good.txt")

    assert result.exit_code == 0
    assert result.stdout.startswith('{\n  "title"')
    assert from_json(result.stdout) == parsed("good")
    assert result.stderr == ""


def test_several_files_are_json_lines(run: Run):
    result = run("parse", "good.txt", "remarked.txt")

    assert [from_json(line) for line in result.stdout.splitlines()] == [parsed("good"), parsed("remarked")]


def test_one_file_is_one_line_if_asked_for(run: Run):
    assert run("parse", "--lines", "good.txt").stdout.count("\n") == 1


def test_standard_input(run: Run):
    result = run("parse", "-", input=TEXTS["remarked"].encode())

    assert from_json(result.stdout) == parsed("remarked")
    assert result.stderr == f"<stdin>:{UNREADABLE}"


def test_standard_input_of_another_format(run: Run):
    result = run("parse", "-", input=builders.html([GOOD.partition("\n")[0]]))

    assert from_json(result.stdout).agency == parsed("good").agency


def test_a_diagnostic_is_one_line_on_standard_error(run: Run):
    result = run("parse", "remarked.txt")

    assert result.exit_code == 0
    assert result.stderr == f"remarked.txt:{UNREADABLE}"


def test_a_diagnostic_is_one_line_whatever_the_file_is_called(run: Run):
    assert run("parse", "several lines\nin the name.txt").stderr == f"several lines in the name.txt:{UNREADABLE}"


def test_a_known_spelling_is_worth_a_line_and_no_more(run: Run):
    result = run("parse", "variant.txt")

    assert result.exit_code == 0
    assert result.stderr == "variant.txt:13:20: info label-variant: '现行有效件' is read as '现行有效件数'\n"


def test_a_text_that_is_no_report(run: Run):
    result = run("parse", "no report.txt")

    assert result.exit_code == 3
    assert from_json(result.stdout) == parsed("no report")
    assert result.stderr == (
        "no report.txt: error not-a-report: the text is no annual report on government information disclosure\n"
    )


@pytest.mark.parametrize("command", ["parse", "check"])
@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("missing.txt", "no such file"),
        ("folder", "is a directory, not a file; for all of a folder there is govinfo-parse corpus"),
        ("empty.txt", "the file is empty; fetch it again"),
        ("only-mark.txt", "the file is empty; fetch it again"),
        ("picture.png", "the file is a picture, which has no text layer; read it by recognition (ocr=True, --ocr)"),
        ("binary.txt", "no text in utf-8 (byte 128) or gb18030 (byte 128)"),
        ("controls.txt", "binary data, not text: read as utf-8, 3 of 10 characters are control characters"),
        ("neither.txt", "no text in utf-8 (byte 0) or gb18030 (byte 0)"),
        ("huge.txt", f"the file has more than {MAX_BYTES:,} bytes; max_bytes sets the limit"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(run: Run, command: str, file: str, message: str):
    result = run(command, file)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{file}: error cannot-read: {message}\n"


@pytest.mark.parametrize("file", ["cut.pdf", "two.zip"])
def test_what_only_another_program_could_open_is_one_line(run: Run, file: str):
    result = run("parse", file)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"{file}: error cannot-read: ")
    assert result.stderr.count("\n") == 1


def test_one_bad_file_does_not_stop_the_others(run: Run):
    result = run("parse", "good.txt", "missing.txt", "no report.txt")

    assert result.exit_code == 1
    first, second, third = result.stdout.splitlines()
    assert (from_json(first), json.loads(second), from_json(third)) == (parsed("good"), None, parsed("no report"))


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
        "示例市人民政府2023年",
    ):
        assert printed in result.stdout
    lines = result.stdout.splitlines()
    carried_forward = next(number for number, line in enumerate(lines) if "结转下年度" in line)
    assert "（七）总计" in lines[carried_forward - 1]


def test_in_tables_only_printed_numbers_look_like_them(capsys: pytest.CaptureFixture[str]):
    states = {
        "upheld": Cell(7, State.RECOVERED, "7", Span(0, 1)),
        "corrected": Cell(None, State.AMBIGUOUS, "21", Span(0, 2)),
        "other": Cell(None, State.UNREADABLE, "[b]5", Span(0, 4)),
        "pending": Cell(None, State.DASH, "/", Span(0, 1)),
    }
    show("report", report_of({f"proceedings.reconsideration.{name}": cell for name, cell in states.items()}))

    row = next(line for line in capsys.readouterr().out.splitlines() if "行政复议  " in line)
    assert row.split() == ["行政复议", "≈7", "?", "![b]5", "/"]


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_a_number_is_never_broken_over_two_lines(width: int):
    written = io.StringIO()
    console = Console(width=width, force_terminal=True, file=written, color_system=None)
    report = parsed("good")
    for table in report_tables(report):
        write_table(console, table)

    wanted = Counter(str(cell.value) for cell in govinfo_parse.cells(report).values() if cell.value is not None)
    shown = Counter(re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![.\d])", written.getvalue()))
    assert len(wanted) > 40
    assert shown >= wanted


def test_a_table_that_is_too_wide_is_a_list_of_its_cells():
    written = io.StringIO()
    console = Console(width=40, force_terminal=True, file=written, color_system=None)
    for table in report_tables(parsed("good")):
        write_table(console, table)

    lines = written.getvalue().splitlines()
    received = lines.index("一、本年新收")
    assert lines[received + 1 : received + 3] == ["  自然人: 700", "  商业企业: 86"]


def test_what_a_text_does_not_name_is_no_ambiguous_cell(run: Run):
    result = run("parse", "--table", "no report.txt")

    assert result.stdout.splitlines()[1] == "agency: not found   year: not found   form: not found"


@pytest.mark.usefixtures("run")
def test_a_terminal_without_chinese_gets_question_marks():
    result = click.testing.CliRunner(charset="ascii").invoke(app, ["parse", "--table", "good.txt"])

    assert result.exit_code == 0
    assert "??2023?" in result.stdout


def test_lines_and_table_exclude_each_other(run: Run):
    assert run("parse", "--lines", "--table", "good.txt").exit_code == 2
    assert run("parse", "--explain", "--table", "good.txt").exit_code == 2


def test_parse_explains_which_layout_read_which_lines(run: Run):
    Path("semicolons.lark").write_text(SEMICOLONS, encoding="utf-8")
    Path("mixed.txt").write_text(TEXTS["good"].replace("行政许可\t", "行政许可 ; "), encoding="utf-8")
    result = run("parse", "--explain", "--layout", "semicolons.lark", "mixed.txt")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.rpartition(":")[2].split(",")[0].strip() for line in lines] == ["layout tab_grid"] * 3
    words = lines[0].split()
    first, last = int(words[2]), int(words[4].rstrip(":"))
    shown = TEXTS["good"].splitlines()[first - 1 : last]
    assert shown[0].startswith("第二十条第（一）项")
    assert shown[-1].startswith("行政事业性收费")


def test_check_of_a_report_in_order(run: Run):
    result = run("check", "good.txt")

    assert result.exit_code == 0
    assert "violated" not in result.stdout
    assert result.stdout.startswith("good.txt: ")
    assert " hold" in result.stdout


def test_check_names_what_is_violated_and_its_cells(run: Run):
    result = run("check", "unbalanced.txt")

    assert result.exit_code == 4
    assert "unbalanced.txt: violated proceedings." in result.stdout
    assert "  proceedings.reconsideration.*: it should be 37 and is 38\n" in result.stdout
    assert "    3  line 63  行政复议 · 尚未审结  proceedings.reconsideration.pending\n" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("unbalanced.txt: 1 violated")


def test_check_can_tell_all(run: Run):
    assert len(run("check", "--all", "good.txt").stdout) > len(run("check", "good.txt").stdout)


def test_more_grammars(run: Run):
    Path("semicolons.lark").write_text(SEMICOLONS, encoding="utf-8")
    Path("spelling.lark").write_text(SPELLING, encoding="utf-8")
    Path("mine.txt").write_text(GOOD.replace("\t", " ; ").replace("\n规章", "\n政府规章和规章性文件"), encoding="utf-8")
    result = run("parse", "--layout", "semicolons.lark", "--form", "spelling.lark", "mine.txt")

    assert result.exit_code == 0
    report = from_json(result.stdout)
    assert report.disclosure.rules.in_force.value == 37
    assert report.proceedings.reconsideration.total.value == 37
    assert report.diagnostics != from_json(run("parse", "mine.txt").stdout).diagnostics


@pytest.mark.parametrize("option", ["--layout", "--form"])
def test_a_grammar_with_a_fault_is_wrong_usage(run: Run, option: str):
    Path("a.lark").write_text("// A grammar.\nCELL: (\n", encoding="utf-8")
    result = run("parse", option, "a.lark", "good.txt")

    assert result.exit_code == 2
    assert "a.lark:" in result.stderr
    assert "Traceback" not in result.stderr
    assert run("parse", option, "no.lark", "good.txt").exit_code == 2


def test_schema(run: Run):
    Draft202012Validator.check_schema(json.loads(run("schema").stdout))


def test_layouts(run: Run):
    parser = govinfo_parse.Parser()
    lines = run("layouts").stdout.splitlines()

    assert [line.split()[:2] for line in lines] == [
        *(["layout", name] for name in parser.layouts),
        *(["form", name] for name in parser.forms),
    ]
    assert all(len(line.split(maxsplit=2)) == 3 for line in lines)


@pytest.mark.parametrize("command", [(), ("parse",), ("check",)])
def test_help_has_the_exit_codes(run: Run, command: tuple[str, ...]):
    result = run(*command, "--help")

    assert result.exit_code == 0
    for code, meaning in EXIT_MEANINGS.items():
        assert f"  {code.value}  {meaning}\n" in result.stdout


def test_the_documentation_has_the_exit_codes():
    page = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")

    assert [f"| {code.value} | {meaning} |" for code, meaning in EXIT_MEANINGS.items()] == [
        line for line in page.splitlines() if line.startswith("| ") and line[2].isdecimal()
    ]


def test_an_unknown_layout_is_said_before_any_file_is_read(run: Run):
    result = run("render", "--as", "tabs", "remarked.txt")

    assert result.exit_code == 2
    assert UNREADABLE not in result.stderr
    assert "there is no layout 'tabs'; known are box_rows, comma_rows" in result.stderr
