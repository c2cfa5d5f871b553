"""Every example of the README and of the documentation runs; ``docs/index.md`` says how they are written."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click.testing
import pytest

from govinfo_parse.cli.app import app

pytestmark = pytest.mark.usefixtures("warm_workers")

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def _no_plots() -> Iterator[None]:
    """A page's plots do not go on in those of another."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.mark.usefixtures("_no_plots")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("govinfo_parse.cli.progress.SECONDS_BETWEEN_LINES", float("inf"))  # on a machine that is slow
    text = page.read_text(encoding="utf-8")
    namespace: dict[str, Any] = {"__name__": page.stem}
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(2))
        if block[1] == "console":
            run_console(block[2])
        elif ">>> " in block[2]:
            run_prompts(block[2], namespace, page, line)
        else:
            # The empty lines in front make a traceback name the page's own line.
            exec(compile("\n" * line + block[2], str(page), "exec"), namespace)  # noqa: S102  the project's own pages


def run_prompts(block: str, namespace: dict[str, Any], page: Path, line: int) -> None:
    test = doctest.DocTestParser().get_doctest(block, namespace, page.name, str(page), line)
    report = io.StringIO()
    with contextlib.redirect_stdout(report):
        results = doctest.DocTestRunner(optionflags=FLAGS).run(test, clear_globs=False)
    namespace.update(test.globs)
    assert results.failed == 0, report.getvalue()


def run_console(block: str) -> None:
    exit_code = 0
    for line, expected in COMMAND.findall(block):
        if line == "echo $?":
            got = f"{exit_code}\n"
        elif line.startswith("govinfo-parse "):
            result = click.testing.CliRunner().invoke(app, shlex.split(line)[1:], catch_exceptions=False)
            exit_code, got = result.exit_code, result.output
        else:
            continue
        assert doctest.OutputChecker().check_output(expected, got, FLAGS), f"$ {line}\n{got}"


def test_the_pages_are_found():
    assert {page.name for page in PAGES} >= {"README.md", "cli.md", "index.md", "serialization.md"}
