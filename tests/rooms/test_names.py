"""Names: a public name is used once, and the page on the architecture names the modules that there are."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import govinfo_parse

PACKAGE = Path(govinfo_parse.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
SHARED = frozenset(
    {
        "read",  # the one call of every reader
        "blocks",  # paragraphs and tables of a document, in HTML and in Word
        "check",  # for one report, and in panels for many; also a command
        "render",
        "review",
        "schema",  # commands, named after the call that they make
        "main",
        "__getattr__",
    }
)
"""Names that several modules define, with the same meaning in each."""


def defined() -> dict[str, list[str]]:
    """The public functions and classes of the package, each with the modules that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(PACKAGE).as_posix())
    return found


def test_a_public_name_is_used_once():
    assert {name: files for name, files in defined().items() if len(files) > 1 and name not in SHARED} == {}


def test_every_shared_name_is_shared():
    assert {name for name in SHARED - {"__getattr__"} if len(defined()[name]) < 2} == set()


def tables() -> dict[str, set[str]]:
    """The names in the first columns of the page's tables, by the package that the section or the table is about."""
    found: dict[str, set[str]] = defaultdict(set)
    package = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            package = "/".join(re.findall(r"`(\w+)`", line))
        elif line.startswith("|"):
            first = line.split("|")[1]
            if named := re.match(r" (?:module|package or module) of `(\w+)`", first):
                package = named[1]
            elif package:
                found[package].update(re.findall(r"`(\w+)`", first))
    return found


def place_of(package: str) -> Path:
    return next(path for path in PACKAGE.rglob(package) if path.is_dir())


@pytest.mark.parametrize("package", ["corpus", "grammar", "lexing", "pdf", "readers", "statistics", "tables"])
def test_the_page_on_the_architecture_names_all_modules(package: str):
    modules = {path.stem for path in place_of(package).iterdir() if path.suffix == ".py" or path.is_dir()}
    assert tables()[package] == modules - {"__init__", "__pycache__"}
