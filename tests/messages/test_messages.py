"""The Chinese sentences of the diagnostics."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import govinfo_parse
from govinfo_parse import Diagnostic, Severity, messages
from govinfo_parse.diagnostics import CATALOGUE, HINTS
from tests.reviewing.cases import FILES, NAMES, case

SOURCE = Path(govinfo_parse.__file__).parent
DATA = tomllib.loads(Path(messages.__file__).with_name("diagnostics.toml").read_text(encoding="utf-8"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def test_every_hint_is_given():
    folders = (SOURCE / "tables", SOURCE / "statistics")
    code = "".join(file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("*.py"))
    assert {name for name in HINTS if f'"{name}"' not in code} == {"one-or-other"}  # its readings are joined


def test_every_diagnostic_that_is_given_elsewhere_is_there():
    given = {
        code
        for file in SOURCE.rglob("*.py")
        for code in re.findall(r'Diagnostic\(\s*"([\w-]+)"', file.read_text(encoding="utf-8"))
    }
    assert {"unmapped-characters", "blank-form", "path-given"} <= given
    assert given == DATA["diagnostics"].keys() - CATALOGUE.keys()


@pytest.mark.parametrize("entry", [*DATA["diagnostics"].values(), *DATA["hints"].values()], ids=str)
def test_both_languages_have_the_same_fields(entry: dict[str, str | list[str]]):
    english = [entry["english"]] if isinstance(entry["english"], str) else entry["english"]
    for template in english:
        assert fields(template) == fields(entry["chinese"])
    assert CHINESE.search(entry["chinese"]) or "{" in entry["chinese"]


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_nothing_is_left_in_english(file: Path):
    report, _ = case(file)
    for diagnostic in report.diagnostics:
        said = messages.in_chinese(diagnostic)
        assert CHINESE.search(said)
        assert not re.search(r"[a-z]{3,} [a-z]{2,}", said), said


@pytest.mark.parametrize("label", ["it's", 'say "so"', "both ' and \"", "a\nb\\n", "{label}", "的"])
def test_a_field_comes_back_as_it_was(label: str):
    message = f"{label!r} stands there without values"
    told = messages.in_chinese(Diagnostic("row-without-values", Severity.WARNING, message))
    assert told is not None
    assert f"“{label}”" in told


def test_an_unknown_sentence_stays_as_it_is():
    for code in ("row-missing", "of-another-version"):
        assert messages.in_chinese(Diagnostic(code, Severity.INFO, "something new")) == "something new"
