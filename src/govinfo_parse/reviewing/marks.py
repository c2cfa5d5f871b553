"""Which places of the source are marked, and how a piece of it is cut into parts with and without marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

import attrs

from govinfo_parse.model import Cell, Span, State
from govinfo_parse.reviewing.markup import Markup, element, text
from govinfo_parse.reviewing.states import spoken
from govinfo_parse.reviewing.subject import Subject
from govinfo_parse.reviewing.unclaimed import unclaimed
from govinfo_parse.reviewing.years import repeated

_PROSE = re.compile(r"。|\n[ \t\u3000]*\n")
"""What never occurs inside a table: the end of a sentence, or of a paragraph."""


@attrs.frozen
class Mark:
    """A place of the source that is marked.

    Attributes:
        span: the place.
        paths: the cells that were read from it; none for other marks.
        kind: the class of the mark where no cell was read from it: ``figure``, ``stray`` or ``same``.
    """

    span: Span
    paths: tuple[str, ...] = ()
    kind: str = ""


class Marks:
    """The marks of a source, and the text between them as HTML.

    Attributes:
        loose: how many figures in the tables are in no cell of the record.
        told: how many figures in the prose are in no cell of the record.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._cells: Mapping[str, Cell] = subject.cells
        marks = [Mark(span, paths) for span, paths in subject.claims.items()]
        self._tables = _extent_of_tables(subject.text, marks)
        strays = [Mark(span, kind=self._kind(span)) for span in unclaimed(subject.text, subject.claims)]
        self.loose = sum(mark.kind == "stray" for mark in strays)
        self.told = len(strays) - self.loose
        marks += strays
        marks += [Mark(span, kind="same") for span in repeated(subject.report, subject.previous, subject.text)]
        self._marks = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end))
        self._starts = [mark.span.start for mark in self._marks]
        # For each mark the furthest end of all marks up to it: so those that reach into a piece are found without a
        # search.
        self._reach: list[int] = []
        for mark in self._marks:
            self._reach.append(max(mark.span.end, self._reach[-1] if self._reach else 0))
        self._named: set[str] = set()

    def _kind(self, span: Span) -> str:
        """Whether a figure is among those of the tables or in the prose."""
        tables = self._subject.tables
        if tables:
            place = bisect_right(tables, span.start, key=lambda cell: cell.span.start) - 1
            within = place >= 0 and span.end <= tables[place].span.end
        else:
            within = self._tables.start <= span.start < self._tables.end
        return "stray" if within else "figure"

    def within(self, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The cells that were read from a place, and the kinds of the other marks in it."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        found = [mark for mark in self._marks[first:last] if mark.span.end <= span.end]
        paths = tuple(path for mark in found for path in mark.paths)
        return paths, tuple(dict.fromkeys(mark.kind for mark in found if mark.kind))

    def html(self, begin: int, end: int, *, closed: bool = True) -> Markup:
        """The text from ``begin`` to ``end``, its marks as elements; an empty cell at the end only where ``closed``."""
        return Markup("".join(self._stretches(begin, end, closed=closed)))

    def _stretches(self, begin: int, end: int, *, closed: bool) -> Iterator[str]:
        first = bisect_left(self._reach, begin)
        within = [m for m in self._marks[first : bisect_right(self._starts, end)] if m.span.end >= begin]
        source = self._subject.text
        cuts = {begin, end, *(max(begin, m.span.start) for m in within), *(min(end, m.span.end) for m in within)}
        empty = {m.span.start: m for m in within if m.span.start == m.span.end}
        if begin in empty:
            yield self._element([empty[begin]], "")
        open_marks: list[Mark] = []
        waiting = iter([m for m in within if m.span.start < m.span.end])
        following = next(waiting, None)
        for start, stop in pairwise(sorted(cuts)):
            open_marks = [mark for mark in open_marks if mark.span.end > start]
            while following is not None and following.span.start <= start:
                if following.span.end > start:
                    open_marks.append(following)
                following = next(waiting, None)
            stretch = source[start:stop]
            yield self._element(open_marks, stretch) if open_marks else text(stretch)
            if stop in empty and (closed or stop < end):
                yield self._element([empty[stop]], "")

    def _element(self, marks: list[Mark], content: str) -> Markup:
        paths = tuple(path for mark in marks for path in mark.paths)
        kinds = " ".join(dict.fromkeys(mark.kind for mark in marks if mark.kind)) or None
        if not paths:
            name = "span" if kinds == "same" else "mark"
            return element(name, content, class_=kinds)
        cell = self._cells[paths[0]]
        fresh = [path for path in paths if path not in self._named]
        self._named.update(fresh)
        return element(
            "a",
            content,
            class_=kinds,
            id=f"s{self._subject.numbers[fresh[0]]}" if fresh else None,
            href=f"#r{self._subject.numbers[paths[0]]}",
            data_for=" ".join(paths),
            data_state=None if cell.state is State.NUMBER else cell.state.value,
            aria_label=spoken(cell) if not content else None,
        )


def _extent_of_tables(text: str, marks: list[Mark]) -> Span:
    """Where the tables of a text without cells reach: from the first cell to the last, and on to the next prose."""
    if not marks:
        return Span(0, 0)
    first, last = marks[0].span.start, marks[-1].span.end
    end = _PROSE.search(text, last)
    begin = 0
    for match in _PROSE.finditer(text, 0, first):
        begin = match.end()
    return Span(begin, end.start() if end else len(text))
