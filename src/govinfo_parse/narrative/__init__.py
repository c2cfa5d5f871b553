"""What is around the tables: title, agency, year, and the headings that part the sections."""

from __future__ import annotations

import re
from itertools import islice

from govinfo_parse.grammar.phrases import other_subject, years_of
from govinfo_parse.model import Sections
from govinfo_parse.narrative.headings import Heading, Headings, sections
from govinfo_parse.narrative.title import Title, Titles

__all__ = ["Heading", "Narrative", "Title"]

_TITLES = 8
"""How many titles of other reports are looked at."""
_SHORTEST, _LONGEST = 4, 60
"""A line that may be a title has so many characters."""
_SENTENCE = re.compile("[。；！？，,]")
_MARKS = " \t\r\u3000\u00a0\ufeff#*_>|"


class Narrative:
    """Reads what the grammars in ``narrative`` describe."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._titles = Titles()

    def headings(self, text: str) -> list[Heading]:
        """The headings of the sections, one for each section, in the order of the text.

        Of a heading that occurs several times, as in a table of contents, the first with a table counts, else the one
        with the most text after it.
        """
        return self._headings.find(text)

    def another(self, text: str) -> tuple[int, str] | None:
        """Where another report begins after the first one of a text, and its title; None where there is none.

        Either their titles name different agencies or years, and both reports have some section in common.  Most
        headings of both are followed by words: neither a table of contents nor a list of reports is a report.  Or the
        sections of a report begin anew with those of prose among them, or below a line that names another year or other
        bodies.
        """
        first = self._headings.first(text)
        if first is None:
            return None
        found = None
        for start, title in islice(self._titles.of_another(text, first), _TITLES):
            if self._headings.filled(text[:start]) & self._headings.filled(text[start:]):
                found = start, title
                text = text[:start]
                break
        year: int | None = None
        for number, (heading, whole) in enumerate(self._headings.again(text)):
            year = year if number else self._titles.read(text[:first]).year
            start, caption = _line_above(text, heading.start)
            if whole or _is_of_another(caption, year):
                return start, caption or text[heading.start : heading.end]
        return found

    @staticmethod
    def sections(text: str, headings: list[Heading]) -> Sections:
        """The text of the narrative sections."""
        return sections(text, headings)

    def title(self, text: str) -> Title:
        """The title that is at the top of a text, with the agency and the year that it names."""
        return self._titles.read(text)


def _is_of_another(caption: str, year: int | None) -> bool:
    """Whether a line names other bodies, or another year than the title above the sections."""
    years = years_of(caption)
    return other_subject(caption) or (year is not None and bool(years) and year not in years)


def _line_above(text: str, start: int) -> tuple[int, str]:
    """The line above a heading, which may be a title, and where it begins; no line where that is no title."""
    end = text.rfind("\n", 0, start)
    while end > 0 and not text[text.rfind("\n", 0, end) + 1 : end].strip(_MARKS):
        end = text.rfind("\n", 0, end)
    begin = text.rfind("\n", 0, max(end, 0)) + 1
    line = text[begin : max(end, 0)].strip(_MARKS)
    if not _SHORTEST <= len(line) <= _LONGEST or _SENTENCE.search(line):
        return start, ""
    return begin, line
