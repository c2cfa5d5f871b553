"""``docs/diagnostics.md`` has every diagnostic there is, with its severity, and its examples give it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.diagnostics import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
ENTRIES = {match[1]: match[2] for match in re.finditer(r"(?ms)^## `([\w-]+)`$(.*?)(?=^## |\Z)", PAGE)}
EXAMPLES = {
    code: match[1] for code, entry in ENTRIES.items() if (match := re.search(r"(?ms)^```text\n(.*?)^```$", entry))
}
WITHOUT_EXAMPLE = {"notes-limited", "text-empty", "token-lost"}


def test_every_diagnostic_has_an_entry():
    source = ROOT / "src" / "govinfo_parse"
    code = "".join(file.read_text(encoding="utf-8") for file in source.rglob("*.py") if file.name != "notes.py")
    given = {name for name in CATALOGUE if f'"{name}"' in code} | {"notes-limited"}
    assert ENTRIES.keys() == given


@pytest.mark.parametrize("code", ENTRIES)
def test_the_severity_is_told(code: str):
    assert ENTRIES[code].strip().startswith(f"**{CATALOGUE[code][0]}.** ")
    assert "*What to do:* " in ENTRIES[code]


def test_only_what_needs_more_than_a_text_has_no_example():
    assert ENTRIES.keys() - EXAMPLES.keys() == WITHOUT_EXAMPLE


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_gives_the_diagnostic(code: str):
    # A row that breaks off is one at the very end of the text.
    text = EXAMPLES[code].rstrip("\n") if code == "row-cut-off" else EXAMPLES[code]
    report = govinfo_parse.parse_report(text)
    assert code in {diagnostic.code for diagnostic in report.diagnostics}
