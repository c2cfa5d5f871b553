"""What is around the tables: title, agency, year, and the headings that part the sections."""

from __future__ import annotations

from itertools import islice

from govinfo_parse.model import Sections
from govinfo_parse.narrative.headings import Heading, Headings, sections
from govinfo_parse.narrative.title import Title, Titles

__all__ = ["Heading", "Narrative", "Title"]

_TITLES = 8
"""How many titles of other reports are looked at."""


class Narrative:
    """Reads what the grammars in ``narrative`` describe."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._titles = Titles()

    def headings(self, text: str) -> list[Heading]:
        """The headings of the sections, one for each section, in the order of the text.

        Of a heading that occurs several times, as in a table of contents, the one with the most text after it counts.
        """
        return self._headings.find(text)

    def another(self, text: str) -> tuple[int, str] | None:
        """Where another report begins after the first one of a text, and its title; None where there is none.

        Their titles name different agencies or years, and both reports have some section in common.  Most
        headings of both are followed by words: neither a table of contents nor a list of reports is a report.
        """
        first = self._headings.first(text)
        if first is None:
            return None
        for start, title in islice(self._titles.of_another(text, first), _TITLES):
            if self._headings.filled(text[:start]) & self._headings.filled(text[start:]):
                return start, title
        return None

    @staticmethod
    def sections(text: str, headings: list[Heading]) -> Sections:
        """The text of the narrative sections."""
        return sections(text, headings)

    def title(self, text: str) -> Title:
        """The title that is at the top of a text, with the agency and the year that it names."""
        return self._titles.read(text)
