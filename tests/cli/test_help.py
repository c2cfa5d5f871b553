"""The help of every command, in both languages."""

from __future__ import annotations

import re

import click
import click.testing
import pytest

import govinfo_parse
from govinfo_parse.cli.app import app
from govinfo_parse.cli.exits import EXIT_MEANINGS, EXIT_MEANINGS_IN_CHINESE
from govinfo_parse.cli.help import option_name, texts

COMMANDS = ["govinfo-parse", *app.commands]


def command(name: str) -> click.Command:
    return app.commands.get(name, app)


def shown(name: str, language: str) -> str:
    arguments = ["--lang", language, *([name] if name in app.commands else []), "--help"]
    result = click.testing.CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    return result.output


def test_every_command_has_a_chinese_text_and_no_other_has():
    assert set(texts()) == {*COMMANDS, "options", "errors", "descriptions"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_chinese_text_and_no_other_has(name: str):
    options = {option_name(one) for one in command(name).params if isinstance(one, click.Option)}
    own = set(texts()[name].get("options", {}))
    assert own <= options
    assert options <= own | set(texts()["options"])


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_left_in_english(name: str):
    help_text = shown(name, "zh")
    words = re.findall(r"[A-Za-z][a-z]+ [a-z]{2,}", help_text.partition("\n")[2])
    assert [word for word in words if word not in {"JSON Lines", "JSON Schema"}] == []
    assert re.match(r"用法：\S+[ a-z]* \[选项\]", help_text)
    assert not re.search("OPTIONS|COMMAND|ARGS", help_text)
    assert "Options:" not in help_text
    assert "显示本说明后退出。" in help_text


@pytest.mark.parametrize("name", COMMANDS)
def test_one_language_does_not_leave_traces_in_the_other(name: str):
    before = shown(name, "en")
    shown(name, "zh")
    assert shown(name, "en") == before
    assert "Usage: " in before
    assert "Show this message and exit." in before


def test_every_built_in_grammar_has_a_chinese_description():
    parser = govinfo_parse.Parser()
    assert set(texts()["descriptions"]) == {*parser.layouts, *parser.forms}


def test_a_grammar_of_ones_own_is_described_in_its_own_words(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.lark").write_text('// 以分号分隔。\nCELL: " ; "\nROW: "\\n"\n', encoding="utf-8")
    arguments = ["--lang", "zh", "layouts", "--layout", "mine.lark"]
    lines = click.testing.CliRunner().invoke(app, arguments).stdout.splitlines()
    assert "版式  mine               以分号分隔。" in lines
    assert all(line.startswith(("版式", "报表")) for line in lines)
    assert not any(re.search("[A-Za-z]{2,} [a-z]{2,}", line) for line in lines)


def test_exit_codes_are_told_in_both_languages():
    assert EXIT_MEANINGS_IN_CHINESE.keys() == EXIT_MEANINGS.keys()
    lines = shown("parse", "zh")
    assert all(f"  {code.value}  {meaning[:20]}" in lines for code, meaning in EXIT_MEANINGS_IN_CHINESE.items())


def test_tables_in_chinese(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("示例市2023年政府信息公开工作年度报告\n", encoding="utf-8")
    output = click.testing.CliRunner().invoke(app, ["parse", "--lang", "zh", "--table", "a.txt"]).output
    assert "机关: " in output
    assert "≈ 由勾稽关系推定" in output
    assert "agency" not in output


WRONG = [
    ("parse",),
    ("review", "a.txt"),
    ("parse", "--no-such", "a.txt"),
    ("parse", "--line", "a.txt"),
    ("parse", "--layout", "no.lark", "a.txt"),
    ("parse", "--layout"),
    ("parse", "--lines=1", "a.txt"),
    ("parse", "--lines", "--table", "a.txt"),
    ("no-such",),
    ("schema", "more"),
    ("schema", "more", "1"),
    ("corpus", "a", "--out", "b", "--workers", "x"),
    ("corpus", "a", "--out", "b", "--workers", "0"),
    ("corpus", "a", "--out", "b", "--time-limit", "x"),
    ("review", "a.txt", "--out", "a.txt"),
    ("check", "--lang", "fr", "a.txt"),
    ("render", "a.txt", "--as", "nothing"),
    ("parse", "--tabel", "a.txt"),
    ("corpus", "a", "--out", "b", "--chinese"),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_told_in_chinese(arguments: tuple[str, ...], tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("示例市2023年政府信息公开工作年度报告\n", encoding="utf-8")
    result = click.testing.CliRunner().invoke(app, ["--lang", "zh", *arguments])
    assert result.exit_code == 2
    lines = [line for line in result.stderr.splitlines() if line.startswith("错误：")]
    assert len(lines) == 1
    assert not re.search(r"[a-z]{2,} [a-z]{2,}|'", lines[0]), lines
    assert not re.search("Usage|OPTIONS|COMMAND|Try", result.stderr)
    if "--lang" not in arguments:
        after = click.testing.CliRunner().invoke(app, [*arguments, "--lang", "zh"])
        assert after.stderr == result.stderr or arguments[-1] == "--layout"  # which takes what comes after it
    english = click.testing.CliRunner().invoke(app, ["--lang", "en", *arguments])
    assert english.exit_code == 2
    assert "Error: " in english.stderr


@pytest.mark.parametrize("arguments", [("--help", "--lang", "zh"), ("parse", "--help", "--lang=zh")], ids=" ".join)
def test_the_language_may_stand_behind_help(arguments: tuple[str, ...]):
    assert click.testing.CliRunner().invoke(app, arguments).stdout.startswith("用法：")


@pytest.mark.parametrize(
    ("asked", "told"), [("zh", "已中断；以后的文件没有读取"), ("en", "interrupted; the files after")]
)
def test_an_interrupted_command_says_so(asked: str, told: str, monkeypatch: pytest.MonkeyPatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govinfo_parse.cli.reports.read_input", interrupt)
    result = click.testing.CliRunner().invoke(app, ["check", "a.txt", "--lang", asked])

    assert result.exit_code == 1
    assert told in result.stderr
    assert "Aborted" not in result.output
