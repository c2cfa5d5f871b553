"""The diagnostics of reading a text: every code, how grave it is and what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from govinfo_parse.messages.catalogue import catalogue
from govinfo_parse.model import Diagnostic, Severity

_SAID = catalogue()
CATALOGUE: Mapping[str, tuple[Severity, str]] = {
    code: (Severity(entry["severity"]), entry["english"])
    for code, entry in _SAID["diagnostics"].items()
    if "severity" in entry
}
"""Code -> (severity, message).  ``docs/diagnostics.md`` says when each is given and what to do."""
HINTS: Mapping[str, str] = {name: entry["english"] for name, entry in _SAID["hints"].items()}
"""What a message may give as its ``hint``; a hint has fields of its own."""


_MOST_ALIKE = 100


@attrs.define
class Remarks:
    """The diagnostics of one text, collected."""

    text: str
    _found: list[tuple[int, Diagnostic]] = attrs.field(factory=list)
    _same: dict[tuple[str, str], int] = attrs.field(factory=dict)
    _counts: Counter[str] = attrs.field(factory=Counter)
    _line_ends: list[int] | None = None

    def add(self, code: str, offset: int | None, paths: Iterable[str] = (), **about: object) -> None:
        """Add a diagnostic; ``offset`` is the place in the text that it is about, ``about`` fills its message."""
        paths = tuple(paths)
        self._counts[code] += 1
        if self._counts[code] > _MOST_ALIKE and not paths:
            return
        severity, message = CATALOGUE[code]
        line = column = None
        if offset is not None:
            line, column = self._place(offset)
        about = {name: _shortened(value) if isinstance(value, str) else value for name, value in about.items()}
        filled = message.format(**{"hint": "", "label": "", "found": "", **about})
        place = len(self.text) if offset is None else offset
        known = self._same.get((code, filled)) if paths else None
        if known is not None:
            # The same remark about other cells: said once, with all its paths.
            first, said = self._found[known]
            self._found[known] = (first, attrs.evolve(said, paths=tuple(dict.fromkeys(said.paths + paths))))
            return
        self._same[code, filled] = len(self._found)
        self._found.append((place, Diagnostic(code, severity, filled, paths, line, column)))

    @property
    def count(self) -> int:
        """How many remarks were made that are not about the spelling of a label."""
        return sum(count for code, count in self._counts.items() if not code.startswith("label-"))

    @property
    def paths(self) -> Iterator[str]:
        """The paths of all cells that something was said about."""
        return (path for _, diagnostic in self._found for path in diagnostic.paths)

    def _place(self, offset: int) -> tuple[int, int]:
        if self._line_ends is None:
            self._line_ends = [match.start() for match in re.finditer("\n", self.text)]
        before = bisect_left(self._line_ends, offset)
        return before + 1, offset - (self._line_ends[before - 1] if before else -1)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """The diagnostics in the order of the text."""
        if not self._found:
            return ()
        for code, count in list(self._counts.items()):
            if count > _MOST_ALIKE and code != "notes-limited":
                self.add("notes-limited", None, count=count - _MOST_ALIKE, hint=code)
        return tuple(diagnostic for _, diagnostic in sorted(self._found, key=lambda pair: pair[0]))


def _shortened(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= 90 else flat[:87] + "..."  # noqa: PLR2004
