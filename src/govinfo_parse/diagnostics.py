"""The diagnostics of the reading: every code, what it weighs and what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from govinfo_parse.model import Diagnostic, Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

CATALOGUE: Mapping[str, tuple[Severity, str]] = {
    "label-variant": (INFO, "{found!r} is read as {label!r}"),
    "label-torn": (INFO, "the label {label!r} is torn into several cells"),
    "row-shifted": (INFO, "the values of {label!r} do not stand under their columns, but there is one for each"),
    "cell-gloss": (INFO, "{found!r} explains its number; the number before the bracket is read"),
    "row-torn": (WARNING, "the values of {label!r} are broken over several rows and were put together"),
    "row-cut-off": (WARNING, "the text breaks off in the row {label!r}; its first {count} values are read"),
    "row-by-place": (
        WARNING,
        "{found!r} is not a known label; it stands in the place of {label!r} and is read as it",
    ),
    "row-unknown": (WARNING, "{found!r} is not a row of the form; its values are not read{hint}"),
    "row-repeated": (WARNING, "{label!r} is printed more than once{hint}"),
    "row-missing": (WARNING, "rows of the form were not found: {label}"),
    "row-without-values": (WARNING, "{label!r} stands there without values"),
    "row-ambiguous": (
        WARNING,
        "{count} values of {label!r} can be read as {columns} cells in more than one way: {hint}",
    ),
    "row-recovered": (WARNING, "the values of {label!r} ran together; one reading is left: {hint}"),
    "header-order": (
        WARNING,
        "the columns stand in an unexpected order; values are read by their column heads: {hint}",
    ),
    "header-missing": (WARNING, "{label!r} stands under no column heads that are known; {hint}"),
    "column-missing": (WARNING, "the column {label!r} was not found{hint}"),
    "column-repeated": (WARNING, "the column {label!r} is printed more than once{hint}"),
    "cell-unreadable": (WARNING, "{found!r} is not a number"),
    "unit-unexpected": (WARNING, "{found!r} has a unit that its column does not have; it is not converted"),
    "header-by-place": (
        WARNING,
        "{found!r} is not a known column head; it resembles {label!r}, which is missing here, and is read as it",
    ),
    "row-doubtful": (
        WARNING,
        "the values of {label!r} may not be one for each column: {hint}",
    ),
    "table-doubtful": (
        WARNING,
        "{count} of {columns} sums of the table {label!r} fail: it was misread more likely than misprinted",
    ),
    "table-repeated": (WARNING, "the table {label!r} is printed again; only its first printing is read{hint}"),
    "table-of-others": (
        WARNING,
        "the table {label!r} stands under {found!r}: its figures are not those of this report, and none are taken",
    ),
    "token-lost": (WARNING, "the grammar of the forms has no place for {found!r}; it is left out"),
    "values-loose": (WARNING, "values without a label: {found!r}"),
    "table-missing": (WARNING, "the table {label!r} was not found"),
    "title-missing": (INFO, "no title was found that names the agency and the year of the report"),
    "title-doubtful": (
        WARNING,
        "{found!r} may name another report; title, agency and year are not taken from it",
    ),
    "agency-missing": (INFO, "the title {found!r} names no agency"),
    "agency-doubtful": (WARNING, "the agency of the report is in doubt, and not given: {hint}"),
    "year-missing": (INFO, "the title {found!r} names no year"),
    "year-doubtful": (WARNING, "the year of the report is in doubt, and not given: {hint}"),
    "statistics-read": (INFO, "the statistics form of before 2019 ({label}), {count} rows under {found!r}"),
    "statistics-unknown": (INFO, "an indicator table of a family that is not known, {count} rows under {found!r}"),
    "statistics-blank": (WARNING, "an indicator table is blank, {count} rows under {found!r}"),
    "statistics-missing": (
        WARNING,
        "the report is on {label}, before the forms of 2019, and no indicator table was found in it",
    ),
    "not-a-report": (ERROR, "the text is no annual report on government information disclosure"),
    "notes-limited": (INFO, "{count} more remarks like the ones above are left out: {hint}"),
    "text-empty": (ERROR, "the text is empty"),
}
"""Code -> (severity, message).  ``docs/diagnostics.md`` says when each is given and what to do."""


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
        """Add a diagnostic; ``offset`` is where in the text it is due, ``about`` fills its message."""
        paths = tuple(paths)
        self._counts[code] += 1
        if self._counts[code] > _MOST_ALIKE and not paths:
            return
        severity, message = CATALOGUE[code]
        line = column = None
        if offset is not None:
            line, column = self._place(offset)
        about = {name: _short(value) if isinstance(value, str) else value for name, value in about.items()}
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


def _short(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= 90 else flat[:87] + "..."  # noqa: PLR2004
