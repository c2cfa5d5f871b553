"""Small tables that tell mutants from the core as it stands, with their reading: a quick way to a missing test.

    python -m tests.distinguish src/govinfo_parse/tables/heads.py
    python -m tests.distinguish src/govinfo_parse/tables --only survivors.txt --draws 20000 --seed 7

Everything happens in one process.  Tables are drawn at random; each mutant reads those that reach its statement, until
some are read otherwise.  Of these a few that tell all mutants are made smaller and shown, with both readings.  Whether
the reading is right nobody has asked yet: ask it, and say in a sentence why, before it is kept.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.distinguish.drawing import Drawing, Text
from tests.distinguish.patching import Functions, functions, is_in_function, patched, watched
from tests.distinguish.reading import ROADS, Road
from tests.mutants import ROOT, Mutant, modules, mutants

_ENOUGH = 30
"""So many tables that tell a mutant are enough."""
_NUMBER = re.compile(r"(?<=\.py):\d+")
"""The number of a line, which other changes move."""
_LATE = 3
"""Seconds after which a reading does not end."""


class _Late(Exception):
    pass


def _late(*_: object) -> None:
    raise _Late


def read(road: Road, drawing: Drawing | Text) -> str:
    """What is read of a drawing, or how it fails."""
    signal.alarm(_LATE)
    try:
        return road.read(drawing)
    except _Late:
        return "does not end"
    except AssertionError:
        return ""
    except Exception as error:  # noqa: BLE001  # any error tells a mutant
        return f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


class Search:
    """The tables drawn, what is read of them, and which mutants each one tells."""

    def __init__(self, road: Road, wanted: list[Mutant], drawings: set[Drawing | Text], seconds: float) -> None:
        self.road = road
        self.wanted = wanted
        files = {str(ROOT / mutant.file) for mutant in wanted}
        self.alive: Functions = functions(files)
        self.seconds = seconds
        self.drawings = sorted(drawings, key=lambda one: (one.size, one))
        self.before: dict[Drawing | Text, str] = {}
        self.reaching: dict[Mutant, list[Drawing | Text]] = {}
        reached: set[Mutant] = set()
        with watched(wanted, self.alive, reached):
            road.forget()
            for drawing in self.drawings:
                reached.clear()
                self.before[drawing] = read(road, drawing)
                for mutant in reached if self.before[drawing] else ():
                    self.reaching.setdefault(mutant, []).append(drawing)

    def tell(self) -> dict[Drawing | Text, set[Mutant]]:
        """Which mutants each table tells."""
        told: dict[Drawing | Text, set[Mutant]] = {}
        for number, mutant in enumerate(self.wanted):
            hits = self._hits(mutant, random.Random(number))
            for drawing in hits:
                told.setdefault(drawing, set()).add(mutant)
            if not hits:
                print(f"not told: {mutant}", flush=True)
        return told

    def _hits(self, mutant: Mutant, choose: random.Random) -> list[Drawing | Text]:
        drawings = sorted(self.reaching.get(mutant, ()), key=lambda one: (one.size * choose.random(), one))
        hits: list[Drawing | Text] = []
        began = time.process_time()
        with patched(mutant, self.alive):
            self.road.forget()
            for drawing in drawings:
                if read(self.road, drawing) != self.before[drawing]:
                    hits.append(drawing)
                    if len(hits) >= _ENOUGH:
                        break
                if time.process_time() - began > self.seconds:
                    break
        self.road.forget()
        return hits

    def smaller(self, drawing: Drawing | Text, told: set[Mutant]) -> Drawing | Text:
        """The smallest table near this one that tells the same mutants."""
        began = time.process_time()
        shrunk = True
        while shrunk and time.process_time() - began < 4 * self.seconds:
            shrunk = False
            for other in drawing.smaller():
                if other.size < drawing.size and self._tells(other, told):
                    drawing, shrunk = other, True
                    break
        return drawing

    def _tells(self, drawing: Drawing | Text, told: set[Mutant]) -> bool:
        before = read(self.road, drawing)
        return bool(before) and all(self.under(mutant, drawing) != before for mutant in told)

    def under(self, mutant: Mutant, drawing: Drawing | Text) -> str:
        """What is read of a table with a mutant."""
        with patched(mutant, self.alive):
            self.road.forget()
            try:
                return read(self.road, drawing)
            finally:
                self.road.forget()


def _line(mutant: Mutant) -> str:
    return mutant.text.splitlines()[mutant.line - 1].strip()


def given(text: str) -> Iterator[Drawing | Text]:
    """The drawings of a file, parted by lines of ``====``."""
    for part in re.split(r"\n====+\n", text.strip("\n")):
        way, _, sketch = part.partition("\n")
        way = way[way.rindex("[") + 1 : way.rindex("]")]
        yield Text(sketch.replace("→", "\t")) if way == "text" else Drawing(sketch, way)


def main() -> int:
    """Find tables that tell mutants, and show them."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.distinguish", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="+", help="files and folders")
    parser.add_argument("--only", type=Path, help="a file of mutants, as tests.mutants prints them")
    parser.add_argument("--road", choices=sorted(ROADS), default="table", help="how far a table is read")
    parser.add_argument("--these", type=Path, help="a file of tables to try: each its way in brackets, then its lines")
    parser.add_argument("--draws", type=int, default=10_000, help="how many tables are drawn")
    parser.add_argument("--seed", type=int, default=0, help="the seed they are drawn from")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long tables for one mutant are looked for")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, _late)
    only = _NUMBER.sub("", asked.only.read_text(encoding="utf-8")) if asked.only else None
    wanted = [
        mutant
        for file in modules(asked.modules)
        for mutant in mutants(file)
        if only is None or (_line(mutant) in only and _NUMBER.sub("", str(mutant)) in only)
        if is_in_function(mutant)
    ]
    road = ROADS[asked.road]()
    drawings = {road.draw(asked.seed * 1_000_003 + number) for number in range(asked.draws)}
    if asked.these:
        drawings = set(given(asked.these.read_text(encoding="utf-8")))
    search = Search(road, wanted, drawings, asked.seconds)
    told = search.tell()
    left = set().union(*told.values()) if told else set()
    print(f"\n{len(left)} of {len(wanted)} are told\n", flush=True)
    while left:
        best = max(told, key=lambda one: (len(told[one] & left), -one.size))
        own = told[best] & left
        left -= own
        small = best if asked.these else search.smaller(best, own)
        print(f"[{small.way}]\n{small.sketch}\n=\n{read(search.road, small)}\n")
        for mutant in sorted(own, key=str):
            print(f"    # {mutant}\n    #   {search.under(mutant, small)!r}")
        print(flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
