"""The long run: every kind of damage, as many reports as are asked for.

    python -m tests.recognition [reports of each kind] [kind ...] [--first N] [--into FILE]

The kinds take turns, so that a run that is stopped has read some of each.  With ``--into`` every report that was read
is a line of JSON at the end of the file, and a run that is started again goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import attrs

from tests.recognition.damage import KINDS
from tests.recognition.harness import Totals, read, sample

RUNS = {
    **{kind: {} for kind in KINDS},
    "clean, 100 dpi": {"dpi": 100},
    "clean, 300 dpi": {"dpi": 300},
    "clean, unruled": {"ruled": False},
    "clean, over the rules": {"fitted": False},
}


def one(run: str, number: int) -> Totals:
    """What became of the cells of one report."""
    kind = run if run in KINDS else "clean"  # the others differ in how they are drawn
    made, totals, begin = sample(f"{kind}/{number}", **RUNS[run]), Totals(), time.monotonic()
    totals.add(made, read(made))
    return attrs.evolve(totals, seconds=round(time.monotonic() - begin, 2))


def read_before(file: Path | None) -> Iterator[tuple[str, int, Totals]]:
    """The reports that a run before this one has read."""
    if file is not None and file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            yield told.pop("run"), told.pop("number"), Totals.of(told)


def main(count: int, kinds: list[str], first: int, file: Path | None) -> None:
    """Read the reports that are not read yet, and tell what became of all."""
    runs = kinds or list(RUNS)
    found = {(run, number): totals for run, number, totals in read_before(file)}
    for number in range(first, first + count):
        for run in runs:
            if (run, number) in found:
                continue
            found[run, number] = totals = one(run, number)
            if file is not None:
                with file.open("a", encoding="utf-8") as lines:
                    told = {"run": run, "number": number, **totals.told()}
                    print(json.dumps(told, ensure_ascii=False, default=str), file=lines)
    everything = Totals()
    for run in runs:
        totals = Totals()
        for (of, number), one_report in found.items():
            if of == run and number in range(first, first + count):
                totals.join(one_report)
        everything.join(totals)
        print(f"{run}: {totals.line()}; {totals.seconds / max(1, totals.pages):.1f} s a page")
        for wrong in totals.wrong[:8]:
            print("   ", *wrong)
    print(f"all: {everything.line()}")
    for wrong in everything.verified_wrong:
        print("    VERIFIED WRONG", *wrong)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.recognition")
    parser.add_argument("count", type=int, nargs="?", default=10)
    parser.add_argument("kinds", nargs="*", metavar="kind")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--into", type=Path)
    given = parser.parse_args()
    main(given.count, given.kinds, given.first, given.into)
