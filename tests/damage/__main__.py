"""The long run: ``python -m tests.damage [REPORTS] [FIRST_SEED]``; fails if any number is silently wrong."""

from __future__ import annotations

import sys

from tests.damage.harness import trial
from tests.damage.totals import Totals


def main() -> int:
    """Read many damaged reports and print what came of them."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    totals = Totals()
    seed = first
    while totals.read < reports:
        totals.add(seed, trial(seed))
        seed += 1
    print("\n".join(totals.lines()))
    return bool(totals.silent)


if __name__ == "__main__":
    sys.exit(main())
