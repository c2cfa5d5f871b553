"""How far a run is, on a terminal and elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from govinfo_parse.cli import progress
from govinfo_parse.readers.recognition.listening import tell


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    clock = iter([0.0, 1.0, 6.0, 7.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    with progress.pages_shown("四.png"):
        for _ in range(3):
            tell()
    tell()

    assert capsys.readouterr() == ("", "四.png: pages recognized: 2\n")


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress.pages_shown("[四].png"):
        for _ in range(3):
            tell()

    assert "[四].png: pages recognized: 3" in terminal.getvalue()


def test_in_chinese(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with progress.pages_shown("四.png"):
        tell()

    assert capsys.readouterr().err == "四.png：已识别 1 页\n"
