"""Mutants in one process: what a test notices is told, and the code is as before for the next one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tried(*options: str) -> list[str]:
    command = [sys.executable, "-m", "tests.quick_mutants", "src/govinfo_parse/tables/roles.py", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def test_mutants_are_told_by_the_tests_that_reach_them():
    lines = tried("--count", "4", "--tests", "tests/tables/test_roles.py")
    assert [line.split()[0] for line in lines[1:-1]] == ["killed"] * 4
    assert lines[-1] == "killed 4 of 4, 0 not tried"


def test_mutants_that_no_test_reaches_are_told_apart():
    lines = tried("--count", "2", "--tests", "tests/tables/test_arithmetic.py")
    assert [line.split()[0] for line in lines[1:-1]] == ["unreached"] * 2
