"""The command as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPORT = Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt"


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_closed_pipe_is_silent():
    process = start("-m", "govinfo_parse", "schema")
    process.stdout.close()

    with process.stderr:
        assert process.stderr.read() == b""
    process.wait()


def test_output_is_utf_8_whatever_the_locale():
    process = start("-X", "utf8=0", "-m", "govinfo_parse", "schema")
    output, errors = process.communicate()

    assert (process.returncode, errors) == (0, b"")
    assert "一、总体情况" in output.decode("utf-8")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "gbk"])
@pytest.mark.parametrize("arguments", [("check", "--all", str(REPORT)), ("layouts",), ("--help",)])
def test_an_encoding_without_chinese_or_signs_is_no_traceback(
    encoding: str, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    process = start("-m", "govinfo_parse", "--lang", "zh", *arguments)
    output, errors = process.communicate()

    assert (process.returncode, errors) == (0, b"")
    assert (b"\\u" in output) == (encoding != "gbk")


FULL = """
import errno, io, os, sys

class Full(io.RawIOBase):
    def writable(self):
        return True
    def write(self, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

sys.stdout = io.TextIOWrapper(io.BufferedWriter(Full()), encoding="utf-8")
sys.argv = ["govinfo-parse", *{arguments!r}]
from govinfo_parse.cli import main
try:
    main()
finally:
    sys.stdout = None
"""


@pytest.mark.parametrize("arguments", [("parse", str(REPORT)), ("render", str(REPORT)), ("schema",), ("--help",)])
def test_a_full_disk_is_a_line_and_a_code_of_its_own(arguments: tuple[str, ...]):
    output, errors = (process := start("-c", FULL.format(arguments=arguments))).communicate()

    assert (process.returncode, output) == (5, b"")
    assert errors.startswith(b"govinfo-parse: error cannot-write: No space left on device: ")
    assert len(errors.splitlines()) == 1


WITHOUT = """
import sys
sys.modules[{package!r}] = None
sys.argv = ["govinfo-parse", "parse", "--table", {report!r}]
from govinfo_parse.cli import main
main()
"""


@pytest.mark.parametrize("package", ["click", "rich"])
def test_without_its_packages_it_says_what_to_install(package: str):
    process = start("-c", WITHOUT.format(package=package, report=str(REPORT)))
    output, errors = process.communicate()

    assert (process.returncode, output) == (2, b"")
    assert (
        errors.decode().split()
        == (
            f"govinfo-parse: the package {package!r} is not installed; "
            "install the command-line tool with: pip install 'govinfo-parse[cli]'"
        ).split()
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_of_shells(shell: str, monkeypatch: pytest.MonkeyPatch):
    """As ``docs/cli.md`` says; the name of the variable comes from that of the command."""
    page = (REPORT.parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"{shell}_source" in page
    start_it = "import sys; sys.argv = ['govinfo-parse']; from govinfo_parse.cli import main; main()"
    monkeypatch.setenv("_GOVINFO_PARSE_COMPLETE", f"{shell}_source")
    script, errors = start("-c", start_it).communicate()
    assert b"govinfo-parse" in script, errors
    monkeypatch.setenv("_GOVINFO_PARSE_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "govinfo-parse re")
    monkeypatch.setenv("COMP_CWORD", "re" if shell == "fish" else "1")
    offered, _ = start("-c", start_it).communicate()
    assert {b"render", b"review"} <= set(offered.replace(b",", b"\n").replace(b"\t", b"\n").split(b"\n"))
