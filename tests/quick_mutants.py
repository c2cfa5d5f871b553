"""Mutants in one process: each is tried with the tests that reach it, the quickest first.

    python -m tests.quick_mutants src/govinfo_parse/lexing src/govinfo_parse/tables --count 100 --seed 7
    python -m tests.quick_mutants src/govinfo_parse/tables/heads.py --tests tests/tables tests/golden

The tests run once as the code stands, and it is noted which of them reach which mutant; then the changed functions are
put in the place of the others, one mutant after the other.  A hundred take some minutes, where ``tests.mutants`` takes
an hour.  What is changed outside of functions cannot be tried so, and is listed; a mutant whose tests were not all run
when its time was over is unsure.  What a function remembers in a cache of its own module is forgotten before each; what
a module keeps from when it was loaded, and what caches of other modules keep, is not: mutants there may be listed as
survivors or unreached wrongly, and ``tests.mutants`` decides.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gc
import random
import signal
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.parser import Parser
from govinfo_parse.tables.table_reader import TableReader
from tests.distinguish.patching import Functions, functions, is_in_function, patched, watched
from tests.mutants import CORE, PACKAGE, ROOT, STAGES, Mutant, modules, mutants

TESTS = (*STAGES, "tests/golden", "tests/extension", "tests/geometry")
_MANY = 40
"""After so many tests the parsers forget what they have read, since what is remembered reaches no code."""
_KNOWN_TO_KILL = 5
"""So many of the tests that noticed others are tried first."""


class _Late(Exception):
    pass


def _late(*_: object) -> None:
    raise _Late


def forget(files: Collection[str]) -> None:
    """Let every parser forget cells, labels and plans, and the functions of some files what they gave before."""
    for one in gc.get_objects():
        if isinstance(one, CellReader):
            one.clear()
        elif isinstance(one, functools._lru_cache_wrapper):
            code = getattr(one.__wrapped__, "__code__", None)  # others wrap what is no function
            if code is not None and code.co_filename in files:
                one.cache_clear()
        elif isinstance(one, Parser) and hasattr(one, "_memory"):  # one that refused its grammars has none
            one._memory.clear()
            one._tables = TableReader(one._forms, one._tables._cells)


class Trial:
    """A run of pytest that tries mutants in place of its usual loop.

    Args:
        wanted: the mutants.
        seconds: how long one is tried.
    """

    def __init__(self, wanted: Sequence[Mutant], seconds: float) -> None:
        self.wanted = wanted
        self.seconds = seconds
        self.files: Collection[str] = ()
        self.killed: list[Mutant] = []
        self.took: dict[pytest.Item, float] = {}
        self.reaching: dict[Mutant, list[pytest.Item]] = {mutant: [] for mutant in wanted}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants with the tests that were collected."""
        self.files = {str(ROOT / mutant.file) for mutant in self.wanted}
        alive = functions(self.files)
        self._watch(session.items, alive)
        print(f"{len(session.items)} tests, {len(self.wanted)} mutants", flush=True)
        lately: list[pytest.Item] = []
        for mutant in self.wanted:
            reaching = sorted(self.reaching[mutant], key=self.took.__getitem__)
            known = [item for item in lately if item in set(reaching)][:_KNOWN_TO_KILL]
            said, item = self._tried(mutant, [*known, *reaching], alive)
            if item is not None:
                self.killed.append(mutant)
                lately = [item, *(other for other in lately if other is not item)]
            print(f"{said:9} {mutant}", flush=True)
        return True

    def _watch(self, items: Sequence[pytest.Item], alive: Functions) -> None:
        """Run all tests once, and note which mutants each of them reaches."""
        reached: set[Mutant] = set()
        with watched(self.wanted, alive, reached):
            for number, item in enumerate(items):
                if number % _MANY == 0:
                    forget(self.files)
                reached.clear()
                began = time.perf_counter()
                if not _passes(item, None):
                    raise pytest.UsageError(f"{item.nodeid} does not pass as the code stands")
                self.took[item] = time.perf_counter() - began
                for mutant in reached:
                    self.reaching[mutant].append(item)

    def _tried(self, mutant: Mutant, items: Sequence[pytest.Item], alive: Functions) -> tuple[str, pytest.Item | None]:
        began = time.process_time()
        with patched(mutant, alive):
            try:
                forget(self.files)
            except Exception:  # noqa: BLE001 - then nothing can be read, and every test would notice
                return "killed", next(iter(items), None)
            try:
                for item in items:
                    if not _passes(item, 5 + 20 * self.took[item]):
                        return "killed", item
                    if time.process_time() - began > self.seconds:
                        return "unsure", None
            finally:
                with contextlib.suppress(Exception):  # it breaks what is built anew
                    forget(self.files)
        return "survived" if items else "unreached", None


def _passes(item: pytest.Item, seconds: float | None) -> bool:
    """Whether a test passes, and in this time."""
    item._initrequest()  # type: ignore[attr-defined]  # a test runs more than once
    signal.setitimer(signal.ITIMER_REAL, seconds or 0)
    try:
        reports = runtestprotocol(item, nextitem=None, log=False)
    except _Late:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return not any(report.failed for report in reports)


def main() -> int:
    """Try mutants and print what came of them."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.quick_mutants", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="*", help="files and folders (default: the core)")
    parser.add_argument("--tests", nargs="+", default=list(TESTS), help="which tests are run")
    parser.add_argument("--count", type=int, help="how many mutants are drawn (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="the seed they are drawn from")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long one mutant is tried")
    parser.add_argument("--only", type=Path, help="a file of mutants, as this command prints them")
    asked = parser.parse_args()
    found = [one for file in modules(asked.modules or [str(PACKAGE / name) for name in CORE]) for one in mutants(file)]
    if asked.only is not None:
        only = asked.only.read_text(encoding="utf-8")
        found = [one for one in found if str(one) in only]
    if asked.count is not None:
        found = random.Random(asked.seed).sample(found, min(asked.count, len(found)))
    wanted = [one for one in found if is_in_function(one)]
    for mutant in found:
        if mutant not in wanted:
            print(f"not tried {mutant}", flush=True)
    signal.signal(signal.SIGALRM, _late)
    trial = Trial(wanted, asked.seconds)
    options = ["-n0", "-p", "no:cacheprovider", "-p", "no:terminal", "--hypothesis-profile", "quick"]
    said = pytest.main([*options, *asked.tests], plugins=[trial])
    print(f"killed {len(trial.killed)} of {len(wanted)}, {len(found) - len(wanted)} not tried")
    return int(said)


if __name__ == "__main__":
    sys.exit(main())
