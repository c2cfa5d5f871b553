"""What is around the tables: title, agency, year, and the headings that part the sections."""

from __future__ import annotations

from govinfo_parse.model import Sections
from govinfo_parse.narrative.headings import Heading, Headings, sections
from govinfo_parse.narrative.title import Title, Titles

__all__ = ["Heading", "Narrative", "Title"]


class Narrative:
    """Reads what the grammars in ``narrative`` describe."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._titles = Titles()

    def headings(self, text: str) -> list[Heading]:
        """The headings of the sections, one a section, in the order of the text.

        Of a heading that occurs several times, as in a table of contents, the one before the most text counts.
        """
        return self._headings.find(text)

    @staticmethod
    def sections(text: str, headings: list[Heading]) -> Sections:
        """The text of the narrative sections."""
        return sections(text, headings)

    def title(self, text: str) -> Title:
        """The title that is at the top of a text, with the agency and the year that it names."""
        return self._titles.read(text)
