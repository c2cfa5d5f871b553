"""The pieces of a title: what it says about the year and the agency, in text without white space."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_DIGITS = {digit: str(value) for value, digits in enumerate(("〇○零O0０", *"一二三四五六七八九")) for digit in digits}
_EDGES = "：:—-_《》“”\"'*#的"
_OPENING, _CLOSING = tuple("（(【["), tuple("）)】]")
_LONGEST = 40


class Named(NamedTuple):
    """What a piece of text names, and what of it is in doubt.

    Attributes:
        agency: the agency, if the piece has one.
        year: the year, if it names exactly one.
        no_agency: the text in the agency's place that is not an agency.
        no_year: the text in the year's place that is not a single year.
    """

    agency: str = ""
    year: int | None = None
    no_agency: str = ""
    no_year: str = ""


class TitleNames:
    """Reads years and agencies with the terminals of ``title.lark``."""

    def __init__(self, terminals: Mapping[str, str]) -> None:
        self._years = re.compile(
            "|".join(f"(?P<{name}>{terminals[name]})" for name in ("SEVERAL_YEARS", "YEAR", "DAMAGED_YEAR", "NO_YEAR"))
        )
        self._year_shows = re.compile(r"[\d年季]")
        ends, more = terminals["AGENCY_END"], terminals["AGENCY_END_BESIDE_YEAR"]
        behind = "(?:[（(][^（）()]{1,30}[）)])?"
        self._agency_alone = re.compile(rf"[\w·（）()“”、]{{1,{_LONGEST}}}(?:{ends}){behind}")
        self._agency = re.compile(rf"[\w·（）()“”、]{{1,{_LONGEST}}}(?:{ends}|{more}){behind}")
        self._not = re.compile(terminals["NO_AGENCY"])
        self._pronoun = re.compile(terminals["PRONOUN"])
        self._region = re.compile(f".*(?:{terminals['REGION_END']})")
        self._government = re.compile(f".*(?:{terminals['GOVERNMENT_END']})")
        self._joins = re.compile(f"(?:{terminals['JOINING']}).*")
        self._goes_on = re.compile(f".*(?:{terminals['JOINING']})")

    def read(self, piece: str, *, alone: bool = False) -> Named:
        """What a piece names; of several years the last; ``alone``: no words of a title are in its line."""
        year, no_year, rest, behind = None, "", "", 0
        for match in self._years.finditer(piece) if self._year_shows.search(piece) else ():
            rest += piece[behind : match.start()]
            behind = match.end()
            if match.lastgroup == "YEAR":
                year = number(match["year"])
            elif match.lastgroup != "NO_YEAR":
                no_year = match[0]
        agency = (rest + piece[behind:]).strip(_EDGES)
        if agency[:1] in _OPENING and agency[-1:] in _CLOSING:
            agency = agency[1:-1]
        year = None if no_year else year
        if not agency or self.is_agency(agency, alone=alone):
            return Named(agency, year, "", no_year)
        return Named("", year, agency, no_year)

    def is_agency(self, text: str, *, alone: bool = False) -> bool:
        """Whether a text is the name of an agency; ``alone``: nothing else in its line says that it is one."""
        shape = self._agency_alone if alone else self._agency
        return bool(shape.fullmatch(text)) and not (self._not.search(text) or self._pronoun.fullmatch(text))

    def tears(self, above: str, below: str) -> bool:
        """Whether a name is torn between two lines: one of them has a word that joins names."""
        return bool(self._goes_on.fullmatch(above) or self._joins.fullmatch(below))

    def continues(self, above: str, below: str) -> bool:
        """Whether a name may be in two lines: the first is a region's, and the second does not say it again."""
        return bool(self._region.fullmatch(above)) and not below.startswith(above)

    def is_government(self, agency: str) -> bool:
        """Whether pages show this agency's name above the reports of its bodies."""
        return bool(self._government.fullmatch(agency))

    def goes_on(self, first: str, second: str) -> bool:
        """Whether two pieces are one name."""
        return self.tears(first, second) or self.continues(first, second)


def number(printed: str) -> int:
    """A year as a number."""
    return int("".join(_DIGITS.get(character, character) for character in printed))
