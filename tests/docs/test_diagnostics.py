"""``docs/diagnostics.md`` has every diagnostic there is, with its severity, and its examples give it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.checks import completeness
from govinfo_parse.diagnostics import CATALOGUE
from govinfo_parse.mistaken_input import mistaken

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
ENTRIES = {match[1]: match[2] for match in re.finditer(r"(?ms)^## `([\w-]+)`$(.*?)(?=^## |\Z)", PAGE)}
OF_FILES = set(re.findall(r"(?m)^\| `([\w-]+)` \|", PAGE))
EXAMPLES = {
    code: match[1] for code, entry in ENTRIES.items() if (match := re.search(r"(?ms)^```text\n(.*?)^```$", entry))
}
WITHOUT_EXAMPLE = {"notes-limited", "text-empty", "token-lost"}
OF_WHOLES = {"blank-form", "table-unread", "path-given", "markup-given"}


def test_every_diagnostic_has_an_entry():
    source = ROOT / "src" / "govinfo_parse"
    files = [file for file in source.rglob("*.py") if file.name != "diagnostics.py"]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    messages = tomllib.loads((source / "messages" / "diagnostics.toml").read_text(encoding="utf-8"))["diagnostics"]
    given = {name for name in {*CATALOGUE, *messages} if f'"{name}"' in code} | {"notes-limited"}
    assert ENTRIES.keys() | OF_FILES == given
    assert not ENTRIES.keys() & OF_FILES


@pytest.mark.parametrize("code", ENTRIES)
def test_the_severity_is_told(code: str):
    severity = "error" if code in OF_WHOLES else CATALOGUE[code][0]
    assert ENTRIES[code].strip().startswith(f"**{severity}.** ")
    assert "*What to do:* " in ENTRIES[code]


def test_only_what_needs_more_than_a_text_has_no_example():
    assert ENTRIES.keys() - EXAMPLES.keys() == WITHOUT_EXAMPLE


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_gives_the_diagnostic(code: str):
    # A row that breaks off is one at the very end of the text.
    text = EXAMPLES[code].rstrip("\n") if code == "row-cut-off" else EXAMPLES[code]
    report = govinfo_parse.parse_report(text)
    told = [*report.diagnostics, *completeness(report), mistaken(text)]
    assert code in {diagnostic.code for diagnostic in told if diagnostic is not None}
