"""The title of a report: of all that could be it, the agency and the year as far as they are without doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from govinfo_parse.grammar.folding import simplified
from govinfo_parse.narrative.candidates import TITLE_AREA, Candidate, Candidates, Rank
from govinfo_parse.narrative.expressions import expressions

Remark = tuple[str, int | None, Mapping[str, str]]
"""A diagnostic's code, the place in the text that it is about, and what its message says."""


@attrs.frozen
class Title:
    """The title as printed, and the agency and year named in it.

    Attributes:
        text: the title, its lines joined; None where there is none.
        agency: the agency, None where the title names none or it is in doubt.
        year: the year, None where the title names none or it is in doubt.
        remarks: what is missing or in doubt.
    """

    text: str | None = None
    agency: str | None = None
    year: int | None = None
    remarks: tuple[Remark, ...] = ()

    def is_other(self, agency: str | None, year: int | None) -> bool:
        """Whether another title names a different agency or year; a part of a name is not a different agency."""
        if agency is None or year is None or self.agency is None or self.year is None:
            return False
        return year != self.year or not (agency in self.agency or self.agency in agency)


class Titles:
    """Reads the title that is at the top of a text."""

    def __init__(self) -> None:
        terminals = expressions("narrative/title.lark")
        self._candidates = Candidates(terminals)
        self._list = re.compile(
            rf"(?mi)^\W*(?:{'|'.join(map(_with_spaces_between, terminals['LIST'].split('|')))})\W*$"
        )

    def read(self, text: str) -> Title:
        """The title, also when it is torn over lines, as it is printed; see ``_read`` for which one it is.

        In traditional characters it is recognised by the simplified ones.
        """
        title = self._read(text)
        if title.text is not None or (shown := simplified(text)) is text:
            return title
        title = self._read(shown)
        return attrs.evolve(
            title, text=_as_printed(title.text, shown, text), agency=_as_printed(title.agency, shown, text)
        )

    def _read(self, text: str) -> Title:
        """The title of a text in simplified characters.

        The report's own title is preferred to that of a notice it is issued with, and to the path that a page shows
        above it; titles of other reports are never taken.  Where titles of the same rank name different agencies or
        years, these are in doubt and not given, unless all but the last are in a list.
        """
        found = list(self._candidates.find(text))
        if len(found) == 1 and (only := found[0]).rank is Rank.OWN and only.named.agency and only.named.year:
            return Title(only.text, only.named.agency, only.named.year)
        own = [one for one in found if one.rank is not Rank.OTHER]
        if not own:
            doubtful = next((one for one in found if one.named.agency or one.named.year), None)
            if doubtful is None:
                return Title(remarks=(("title-missing", None, {}),))
            return Title(remarks=(("title-doubtful", doubtful.start, {"found": doubtful.text}),))
        rank = min(one.rank for one in own)
        own = [one for one in own if one.rank is rank]
        if len(own) > 1:
            own = self._without_list(text, own)
        own = [one for one in own if one.named.year or one.named.no_year] or own
        year, years = _common_year(own)
        agency, agencies = _common_agency(own)
        # Of equals the shortest: a title that is in one line, with nothing of what is around it.
        best = max(own, key=lambda one: (one.named.year == year, one.named.agency == agency, -len(one.text)))
        remarks = []
        if agency is None:
            remarks.append(_remark_on(("agency-missing", "agency-doubtful"), best, agencies))
        if year is None:
            remarks.append(_remark_on(("year-missing", "year-doubtful"), best, years))
        return Title(best.text, agency, year, tuple(remarks))

    def of_another(self, text: str, since: int) -> Iterator[tuple[int, str]]:
        """The titles after an offset that name another agency, or another year, than the title before it.

        Yields:
            Where each begins, and what it says.
        """
        places = list(self._candidates.places(text, since))
        own = self.read(text[:since]) if places else Title()
        for start, end in places:
            for one in self._candidates.find(text[start:end]):
                if one.rank is Rank.OWN and own.is_other(one.named.agency, one.named.year):
                    yield start + one.start, one.text

    def _without_list(self, text: str, titles: list[Candidate]) -> list[Candidate]:
        """The titles apart from those that a list names, such as a table of contents.

        A list goes on to the last title.  This is the report's own if a blank line parts it from the list, or if it
        names the same agency and a later year than all before it.
        """
        head = self._list.search(text, 0, min(TITLE_AREA, titles[-1].start))
        if head is None:
            return titles
        before = [one for one in titles if one.start < head.start()]
        if before:
            return before
        *listed, last = titles
        parted = "\n\n" in re.sub(r"[^\S\n]", "", text[listed[-1].end : last.start])
        later = all(one.named.agency == last.named.agency and _is_of_earlier_year(one, last) for one in listed)
        return [last] if parted or later else titles


def _as_printed(words: str | None, shown: str, text: str) -> str | None:
    """Words of a text, which may be torn there, with the characters that stand in their places in another text."""
    letters = re.escape("".join((words or "").split()))
    found = re.search(r"\s*".join(re.findall(r"\\?.", letters)), shown) if words else None
    if found is None or words is None:
        return None
    printed = iter("".join(text[found.start() : found.end()].split()))
    return "".join(letter if letter.isspace() else next(printed) for letter in words)


def _with_spaces_between(word: str) -> str:
    return r"[^\S\n]*".join(word)


def _is_of_earlier_year(one: Candidate, other: Candidate) -> bool:
    return one.named.year is not None and other.named.year is not None and one.named.year < other.named.year


def _common_year(titles: Sequence[Candidate]) -> tuple[int | None, list[str]]:
    """The one year that titles name, or None and what they say instead."""
    said = {str(one.named.year): None for one in titles if one.named.year}
    said |= {one.named.no_year: None for one in titles if one.named.no_year}
    if len(said) == 1:
        return titles[0].named.year, list(said)
    return None, list(said)


def _common_agency(titles: Sequence[Candidate]) -> tuple[str | None, list[str]]:
    """The one agency that titles name, in its longest form, or None and what they say instead."""
    said = {one.named.agency: None for one in titles if one.named.agency}
    doubtful = {one.named.no_agency: None for one in titles if one.named.no_agency}
    longest = max(said, key=len, default=None)
    if longest is not None and all(map(longest.endswith, said)) and all(longest in one for one in doubtful):
        return longest, list(said)
    return None, [*said, *doubtful]


def _remark_on(codes: tuple[str, str], title: Candidate, said: Sequence[str]) -> Remark:
    """The remark on a year or an agency that is not given: the first code where no title names one, else the second."""
    missing, doubtful = codes
    if said:
        return doubtful, title.start, {"found": title.text, "hint": "、".join(said)}
    return missing, title.start, {"found": title.text}
