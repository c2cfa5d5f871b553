"""The long run: every kind of damage, as many reports as are asked for.

python -m tests.recognition [reports of each kind] [kind ...]
"""

from __future__ import annotations

import sys
import time

from tests.recognition.damage import KINDS
from tests.recognition.harness import Tally, read, sample

RUNS = {
    **{kind: {} for kind in KINDS},
    "clean, 100 dpi": {"dpi": 100},
    "clean, 300 dpi": {"dpi": 300},
    "clean, unruled": {"ruled": False},
}


def main(count: int, kinds: list[str]) -> None:
    everything = Tally()
    for run, options in RUNS.items():
        if kinds and run not in kinds:
            continue
        tally, begin = Tally(), time.monotonic()
        for number in range(count):
            made = sample(f"{run.partition(', 1')[0].partition(', 3')[0].partition(', un')[0]}/{number}", **options)
            report = read(made)
            for one in (tally, everything):
                one.add(made, report)
        print(f"{run}: {tally.line()}; {(time.monotonic() - begin) / tally.pages:.1f} s a page", flush=True)
        for wrong in tally.wrong[:8]:
            print("   ", *wrong, flush=True)
    print(f"all: {everything.line()}")
    for wrong in everything.verified_wrong:
        print("    VERIFIED WRONG", *wrong)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, sys.argv[2:])
