"""The sum of many verdicts."""

from __future__ import annotations

from collections import Counter

import attrs

from tests.damage.harness import Verdict

SHOWN = 40
"""How many silent wrong numbers are printed."""


@attrs.define
class Totals:
    """What came of many damaged reports.

    Attributes:
        read: how many reports were read.
        silent: (seed, damages, what) of the silent wrong numbers.
        warned: wrong numbers that a warning names.
        untouched: cells of rows that no damage touched.
        collateral: how many of them did not come back exact.
        damages: how often each damage was done.
    """

    read: int = 0
    silent: list[tuple[int, tuple[str, ...], str]] = attrs.field(factory=list)
    warned: int = 0
    untouched: int = 0
    collateral: int = 0
    damages: Counter[str] = attrs.field(factory=Counter)

    def add(self, seed: int, verdict: Verdict | None) -> None:
        """Count one report; None for one that its layout cannot write."""
        if verdict is None:
            return
        self.read += 1
        self.warned += verdict.warned
        self.untouched += verdict.untouched
        self.collateral += len(verdict.collateral)
        self.damages.update(verdict.damages)
        for path, printed, given in verdict.silent:
            self.silent.append((seed, verdict.damages, f"{path}: printed {printed}, given {given}"))

    def lines(self) -> list[str]:
        """The figures, one a line."""
        share = self.collateral / self.untouched if self.untouched else 0
        done = ", ".join(f"{name} {count}" for name, count in self.damages.most_common())
        return [
            f"damaged reports read: {self.read}",
            f"silent wrong numbers: {len(self.silent)}",
            f"wrong numbers that a warning names: {self.warned}",
            f"cells of untouched rows: {self.untouched}, of them not exact: {self.collateral} ({share:.4%})",
            f"damages: {done}",
            *self._blamed(),
            *(f"seed {seed} {damages}: {what}" for seed, damages, what in self.silent[:SHOWN]),
            *([f"... and {len(self.silent) - SHOWN} more"] if len(self.silent) > SHOWN else []),
        ]

    def _blamed(self) -> list[str]:
        """For each damage, the reports with a silent wrong number that had it, and the first of their seeds."""
        seeds: dict[str, set[int]] = {}
        for seed, damages, _ in self.silent:
            for damage in damages:
                seeds.setdefault(damage, set()).add(seed)
        return [
            f"silent in {len(found)} of {self.damages[damage]} reports with {damage}: seeds {sorted(found)[:5]}"
            for damage, found in sorted(seeds.items(), key=lambda item: -len(item[1]))
        ]
