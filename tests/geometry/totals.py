"""The sum of many verdicts, by kind and by format."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

import attrs

from tests.geometry.harness import Verdict

FAULTS = ("silent", "warned", "lost", "withheld", "unnamed", "further")
COUNTED = ("silent", "lost", "unnamed", "further")
"""The faults that make a scene fail."""


@attrs.define
class Totals:
    """What came of many scenes.

    Attributes:
        scenes: (kind, format) -> how many were read.
        failed: (kind, format) -> how many had a fault that counts.
        cells: (kind, format) -> numbers printed.
        faults: (kind, format) -> fault -> cells.
        examples: (kind, fault) -> names of scenes, with the first such cell.
        raised: scenes that raised, with the error.
    """

    scenes: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    failed: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    cells: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    faults: dict[tuple[str, str], Counter[str]] = attrs.field(factory=lambda: defaultdict(Counter))
    examples: dict[tuple[str, str], list[str]] = attrs.field(factory=lambda: defaultdict(list))
    raised: list[str] = attrs.field(factory=list)

    def add(self, name: str, verdict: Verdict) -> None:
        """Count one scene."""
        kind, format, _ = name.split("/")
        key = kind, format
        self.scenes[key] += 1
        self.cells[key] += verdict.cells
        for fault in FAULTS:
            found = getattr(verdict, fault)
            self.faults[key][fault] += len(found)
            if found:
                self.examples[kind, fault].append(f"{name}  {found[0]}")
        self.failed[key] += any(getattr(verdict, fault) for fault in COUNTED)

    def total(self, fault: str) -> int:
        """How many cells have a fault."""
        return sum(found[fault] for found in self.faults.values())

    def lines(self, shown: int = 2) -> list[str]:
        """The figures: by kind, by kind and format, and names of scenes to look at."""
        return [
            *self._by_kind(),
            "",
            "scenes with a fault (silent, lost, unnamed or further) of scenes read, by format:",
            *self._by_format(),
            "",
            *self._examples(shown),
            *self.raised,
        ]

    def _kinds(self) -> list[str]:
        return sorted({kind for kind, _ in self.scenes})

    def _by_kind(self) -> Iterable[str]:
        head = ("kind", "scenes", "failed", "numbers", "silent", "warned", "lost", "(doubtful)", "unnamed", "further")
        rows = [[kind, *map(str, self._sums([key for key in self.scenes if key[0] == kind]))] for kind in self._kinds()]
        rows.append(["all", *map(str, self._sums(list(self.scenes)))])
        return _table([list(head), *rows])

    def _sums(self, keys: list[tuple[str, str]]) -> list[int]:
        counted = [sum(counter[key] for key in keys) for counter in (self.scenes, self.failed, self.cells)]
        return counted + [sum(self.faults[key][fault] for key in keys) for fault in FAULTS]

    def _by_format(self) -> Iterable[str]:
        formats = sorted({format for _, format in self.scenes})
        rows = [[kind, *(self._share((kind, one)) for one in formats)] for kind in self._kinds()]
        return _table([["kind", *formats], *rows])

    def _share(self, key: tuple[str, str]) -> str:
        return f"{self.failed[key]}/{self.scenes[key]}" if self.scenes[key] else ""

    def _examples(self, shown: int) -> Iterable[str]:
        for fault in FAULTS:
            for kind in self._kinds():
                for example in self.examples[kind, fault][:shown]:
                    yield f"{fault}: {example}"


def _table(rows: list[list[str]]) -> list[str]:
    """Rows as lines, in columns."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text + " " * (width - _width(text)) if number == 0 else " " * (width - _width(text)) + text
                  for number, (text, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]  # fmt: skip


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
