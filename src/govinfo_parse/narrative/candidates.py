"""What could be the title: every place with the words of a title, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from govinfo_parse.narrative.expressions import loose
from govinfo_parse.narrative.title_names import Named, TitleNames, number

TITLE_AREA = 4_000
"""The title is looked for in this many characters at the beginning of the text."""
_LONGEST = 160
"""How many characters of a line are looked at on either side of a title's words."""
_SHORT = 40
"""A line that belongs to a torn title has no more characters, blank space not counted."""
_LABEL_ALONE = 6
"""Words that name other reports and are no longer than this are a label even without a colon."""
_LINES = 3
"""A torn title has no more lines than this above its words, or below."""
_MARKS = " \t\r\n\u3000\u00a0\ufeff#*_>|"
_COLONS = "：:"


class Rank(IntEnum):
    """How surely a title is the report's own: a better one is preferred, and OTHER is never taken."""

    OWN = 0
    LISTED = 1
    NOTICE = 2
    TRAIL = 3
    BARE = 4
    OTHER = 5


class Candidate(NamedTuple):
    """A possible title.

    Attributes:
        text: its text, its lines joined.
        start: where it begins.
        end: where it ends.
        rank: how surely it is the report's own.
        named: what it names.
    """

    text: str
    start: int
    end: int
    rank: Rank
    named: Named


class _TitleWords(NamedTuple):
    """The words that every title has: their place, the word they share with the agency, and a year among them."""

    start: int
    end: int
    shared: str
    year: int | None


class _PrintedLine(NamedTuple):
    """A line that is not blank: as printed, without white space inside, and its place."""

    shown: str
    squeezed: str
    start: int
    end: int


class _Side(NamedTuple):
    """What is on one side of a title's words: how far the title reaches, its rank, and what it names there."""

    reach: int
    rank: Rank
    named: Named = Named()
    whole_line: bool = False


class Candidates:
    """Finds possible titles with the terminals of ``title.lark``."""

    def __init__(self, terminals: Mapping[str, str]) -> None:
        self._names = TitleNames(terminals)
        self._subject = re.compile(loose(terminals["SUBJECT"]) + r"\Z")
        self._kind = re.compile(loose(terminals["KIND"]))
        self._is = {name: re.compile(expression) for name, expression in terminals.items()}
        self._own_act = frozenset(terminals["OWN_ACT"].split("|"))
        self._parts = re.compile(f"(?:{terminals['CELLS']})|(?P<trail>{terminals['TRAIL']})")

    def places(self, text: str, since: int) -> Iterator[tuple[int, int]]:
        """The lines after an offset that end with the words of a title: where each begins and ends."""
        for match in self._kind.finditer(text, since):
            line = text.rfind("\n", max(since, match.start() - _LONGEST), match.start()) + 1
            end = match.start() + len(match[0].rstrip())
            if line and not text[end : end + _LONGEST].partition("\n")[0].strip(_MARKS):
                yield line, end

    def find(self, text: str) -> Iterator[Candidate]:
        """The possible titles in the order of the text."""
        behind, other = 0, -1
        for match in self._kind.finditer(text, 0, TITLE_AREA):
            subject = self._subject.search(text, max(behind, match.start() - _SHORT), match.start())
            if subject is None:
                continue
            words = _TitleWords(
                subject.start(),
                match.start() + len(match[0].rstrip()),
                subject["shared"] or "",
                number(match["year"]) if match["year"] else None,
            )
            line = max(text.rfind("\n", 0, words.start) + 1, behind)
            end = behind = words.end
            if (
                text.startswith("》", end)
                and text[line : max(line, text.rfind("《", line, end))].strip(_MARKS)[-1:].isalnum()
            ):
                continue  # a sentence that mentions a report
            left = self._left(text, line, words)
            if left is None:
                continue
            if left.rank is Rank.OTHER:
                yield Candidate(_lines_as_one(text[left.reach : end]), left.reach, end, Rank.OTHER, left.named)
                continue
            right = self._right(text, end)
            if right is None:
                continue
            rank = max(left.rank, right.rank)
            above = _line_above(text, line)
            if rank is Rank.OWN and above and self._leads_to_others(above):
                other = above.end
            if rank is Rank.OWN and other >= 0 and text.count("\n", other, line) == 1:
                rank, other = Rank.OTHER, end
            if rank is Rank.OWN and above and self._is_trail(above, text[line : words.start]):
                rank = Rank.TRAIL
            yield self._candidate(text, words, left, right, rank)

    def _leads_to_others(self, line: _PrintedLine) -> bool:
        """Whether a line is the label of other reports: 附件：   相关链接."""
        label = line.squeezed.rstrip(_COLONS)
        short = len(label) <= (_LABEL_ALONE if label == line.squeezed else 2 * _LABEL_ALONE)
        return short and bool(self._is["OTHER"].search(label))

    def _is_trail(self, above: _PrintedLine, left: str) -> bool:
        """Whether a path above goes on to the title's line."""
        trail = self._is["TRAIL"]
        if left.lstrip()[:1] in ("/", "／") or trail.match(left.lstrip()):
            return bool(self._parts.search(above.shown) or self._is["TRAIL_BEGIN"].search(above.squeezed))
        return bool(trail.match(above.shown[-1:]))

    def _right(self, text: str, end: int) -> _Side | None:
        """What is after the words of a title in their line; None where they are not the words of a title."""
        stop = _end_of_line(text, end)
        line = text[end:stop]
        if not line or line.isspace() or line.lstrip()[0] in _MARKS:
            return _Side(end, Rank.OWN)
        glossed, year, rank = self._glosses(line)
        reach = end + glossed
        rest = line[glossed:].removeprefix("》").removeprefix("”")
        glued = not rest[:1].isspace()
        rest = rest.strip()
        if self._is["LEADER"].match(rest) or self._is["CLAUSE"].match(rest):
            return None
        if self._is["FILE"].match(rest):
            return _Side(reach, max(rank, Rank.LISTED), Named("", year))
        if glued and self._is["NOTICE"].fullmatch(rest.rstrip(_MARKS)):
            rank = Rank.OTHER if self._is["OTHER"].search(rest) else max(rank, Rank.NOTICE)
            return _Side(stop, rank, Named("", year), whole_line=True)
        date = self._is["DATE"].match(rest)
        chunk = (rest[date.end() :] if date else rest).split(maxsplit=1)[:1]
        if chunk:
            agency = self._names.read(self._is["DATE"].sub("", chunk[0]), alone=True).agency
            if agency:
                return _Side(end + line.index(chunk[0]) + len(chunk[0]), rank, Named(agency, year))
            if glued and not date and chunk[0][0].isalnum():
                return None
            if glued and self._is["OTHER"].search(chunk[0]):
                rank = Rank.OTHER
        return _Side(reach, rank, Named("", year))

    def _glosses(self, line: str) -> tuple[int, int | None, Rank]:
        """How far explanations in brackets reach at a line's beginning, the year in them, and the rank they give."""
        reach, year, rank = 0, None, Rank.OWN
        while gloss := self._is["GLOSS"].match(line, reach + len(line[reach:]) - len(line[reach:].lstrip())):
            reach = gloss.end()
            year = self._names.read(_without_white_space(gloss["gloss"])).year or year
            if self._is["OTHER"].search(gloss["gloss"]):
                rank = Rank.OTHER
        return reach, year, rank

    def _left(self, text: str, line: int, words: _TitleWords) -> _Side | None:
        """What is before the words of a title in their line; None where they are not the words of a title."""
        start = words.start
        if start - line > _LONGEST:
            return None
        piece = text[line:start]
        rank = Rank.OWN
        if self._is["PARTS"].search(piece):
            if self._is["CLAUSE"].search(piece, max(piece.rfind("："), piece.rfind(":")) + 1):
                return None
            rank, piece = self._part(piece)
            if self._is["QUOTE"].search(piece):
                return None
        return self._issued(piece.lstrip(_MARKS), start, rank, words.shared)

    def _part(self, left: str) -> tuple[Rank, str]:
        """The last part of what is before the words of a title, and the rank that the parts before it give."""
        rank, before, begin = Rank.OWN, "", 0
        for part in self._parts.finditer(left):
            before = _without_white_space(left[begin : part.start()]) or before
            if part["trail"] and before:
                rank = Rank.TRAIL
            begin = part.end()
        if before and rank is Rank.OWN:
            rank = Rank.LISTED if self._is["ITEM_CELL"].fullmatch(before) else self._of_label(before)
        piece = left[begin:]
        label = max(piece.rfind(colon) for colon in "：:】]")
        if label >= 0:
            rank = max(rank, self._of_label(_without_white_space(piece[: label + 1])))
            piece = piece[label + 1 :]
        quoted = piece.rfind("《")
        if quoted >= 0 and not piece[:quoted].strip(_MARKS):
            piece = piece[quoted + 1 :]
        if item := self._is["ITEM"].match(piece.lstrip(_MARKS)):
            rank = max(rank, Rank.LISTED)
            piece = piece.lstrip(_MARKS)[item.end() :]
        return rank, piece

    def _of_label(self, label: str) -> Rank:
        labels = [one.strip("【[]】") for one in re.split("[：:]", label)]
        return Rank.OWN if all(not one or self._is["OWN_LABEL"].fullmatch(one) for one in labels) else Rank.OTHER

    def _issued(self, piece: str, start: int, rank: Rank, shared: str) -> _Side:
        """What the rest of the line before the words of a title names, also where it says who issues it."""
        issued = self._is["ISSUED"].search(piece)
        issuer, rest = ("", piece) if issued is None else (piece[: issued.start()], piece[issued.end() :])
        begin = start - len(piece)
        if issued and not issued["act"]:
            rest, issuer = issuer + rest, ""
        if rank is Rank.OTHER or self._is["OTHER"].search(_without_white_space(issuer + rest)):
            return _Side(begin, Rank.OTHER, self._names.read(_without_white_space(rest)))
        if issued and issued["act"]:
            named = self._names.read(_without_white_space(rest) + shared)
            if not named.agency and issued["act"] in self._own_act:
                named = named._replace(agency=self._names.read(_without_white_space(issuer)).agency)
            return _Side(begin, max(rank, Rank.NOTICE), named)
        return self._spaced(rest, start, begin, rank, shared)

    def _spaced(self, piece: str, start: int, begin: int, rank: Rank, shared: str) -> _Side:
        """What a piece of a line names; if it holds more than a title, its last words."""
        chunks = piece.split()
        named = self._names.read("".join(chunks) + shared)
        if len(chunks) < 2:  # noqa: PLR2004
            return _Side(begin, rank, named)
        for first in range(1, len(chunks)) if named.no_agency else ():
            shorter = self._names.read("".join(chunks[first:]) + shared)
            if not shorter.no_agency:
                path = self._is["TRAIL_BEGIN"].search("".join(chunks[:first]))
                begin = start - len(piece) + piece.index(chunks[first], sum(map(len, chunks[:first])))
                return _Side(begin, max(rank, Rank.TRAIL if path else Rank.LISTED), shorter)
        parts = [part for chunk in chunks if (part := max(self._names.read(chunk)[::2], key=len))]
        if not all(min(map(len, pair)) == 1 or self._names.goes_on(*pair) for pair in pairwise(parts)):
            named = named._replace(agency="", no_agency=named.agency)
        return _Side(begin, rank, named)

    def _candidate(self, text: str, words: _TitleWords, left: _Side, right: _Side, rank: Rank) -> Candidate:
        begin, end = left.reach, right.reach
        named = _with_year(_with_year(left.named, words.year), right.named.year)
        if not (named.agency or named.no_agency):
            named = named._replace(agency=right.named.agency)
        if rank is Rank.OWN:
            inline = named.agency
            line = text.rfind("\n", 0, begin) + 1
            if not text[line:begin].strip(_MARKS):
                begin, named = self._from_above(text, begin, named)
            if not text[end : _end_of_line(text, end)].strip(_MARKS):
                above = not inline and begin < line and left.named.year is not None
                end, named = self._from_below(text, end, named, above=above)
            if not (named.agency or named.year or named.no_agency or named.no_year):
                rank = Rank.BARE
        if right.whole_line:
            begin = text.rfind("\n", 0, begin) + 1
        # A space parts an agency below from the words of the title.
        below = text[max(begin, right.reach) : end]
        title = _lines_as_one(text[begin : right.reach]) + (f" {_lines_as_one(below)}" if below else "")
        return Candidate(title, begin, end, rank, named)

    def _from_above(self, text: str, begin: int, named: Named) -> tuple[int, Named]:
        """The title's beginning and what it names, with the lines above its words that belong to it."""
        inline = named
        for _ in range(_LINES):
            line = _line_above(text, begin)
            if line is None or len(line.squeezed) > _SHORT or named.no_agency or named.no_year:
                break
            more = self._names.read(line.squeezed, alone=True)
            if named.agency:
                both = self._torn_agency(line.squeezed, more, named.agency, inline=bool(inline.agency))
                if both is None:
                    return begin, _doubted(named, f"{line.squeezed} {named.agency}")
                more = both
            if more.no_agency or more.no_year or not (more.agency or more.year):
                break
            if more.year and named.year and more.year != named.year:
                if not inline.year and not more.agency:
                    named = named._replace(year=None, no_year=f"{more.year} {named.year}")
                break
            named = named._replace(agency=more.agency or named.agency, year=named.year or more.year)
            begin = line.start
        return begin, named

    def _torn_agency(self, above: str, more: Named, agency: str, *, inline: bool) -> Named | None:
        """What a line above an agency names together with the agency; None where that is in doubt.

        Args:
            above: the line above.
            more: what that line names alone.
            agency: the agency below it.
            inline: whether the agency is in the line of the title's words.
        """
        if self._names.tears(above, agency):
            whole = self._names.read(above + agency)
            return None if whole.no_agency else whole
        if not more.agency:
            return more
        if self._names.continues(more.agency, agency):
            return None if inline else more._replace(agency=more.agency + agency)
        alone = inline or agency.startswith(more.agency) or self._names.is_government(more.agency)
        return Named() if alone else None

    def _from_below(self, text: str, end: int, named: Named, *, above: bool) -> tuple[int, Named]:
        """The title's end and what it names, with the lines below its words that belong to it.

        Where the agency is on a line of its own above, another agency below puts it in doubt.
        """
        for _ in range(2):
            line = _line_below(text, end)
            if line is None or len(line.squeezed) > _SHORT or named.no_agency or named.no_year:
                break
            if self._is["YEAR_BELOW"].fullmatch(line.squeezed):
                more = self._names.read(line.squeezed, alone=True)
                if named.year or not more.year or more.agency or more.no_agency:
                    break
                named, end = named._replace(year=more.year), line.end
                continue
            agency = self._names.read(self._is["DATE"].sub("", line.squeezed), alone=True).agency
            if not agency:
                break
            further = _line_below(text, line.end)
            if further and self._names.is_agency(further.squeezed, alone=True) and not above:
                return end, _doubted(named, f"{agency} {further.squeezed}") if not named.agency else named
            if named.agency:
                same = agency.endswith(named.agency) or named.agency.endswith(agency)
                return end, _doubted(named, f"{named.agency} {agency}") if above and not same else named
            named, end = named._replace(agency=agency), line.end
        return end, named


def _doubted(named: Named, what: str) -> Named:
    return named._replace(agency="", no_agency=what)


def _with_year(named: Named, year: int | None) -> Named:
    """What is named, with the year from elsewhere in the title; two different years are in doubt."""
    if year is None or named.no_year or year == named.year:
        return named
    if named.year is None:
        return named._replace(year=year)
    return named._replace(year=None, no_year=f"{named.year} {year}")


def _line_above(text: str, place: int) -> _PrintedLine | None:
    """The nearest line above that is not blank."""
    end = text.rfind("\n", 0, place)
    while end >= 0:
        start = max(text.rfind("\n", 0, end) + 1, end - _LONGEST)
        if line := text[start:end].strip():
            return _PrintedLine(line, _without_white_space(line).strip(_MARKS), start, end)
        end = start - 1 if start and text[start - 1] == "\n" else -1
    return None


def _line_below(text: str, place: int) -> _PrintedLine | None:
    """The nearest line below that is not blank."""
    start = text.find("\n", place, place + _LONGEST) + 1
    while 0 < start < len(text):
        end = _end_of_line(text, start)
        if line := text[start:end].strip():
            return _PrintedLine(line, _without_white_space(line).strip(_MARKS), start, end)
        start = end + 1 if text[end : end + 1] == "\n" else 0
    return None


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place, place + _LONGEST)
    return end if end >= 0 else min(len(text), place + _LONGEST)


def _without_white_space(text: str) -> str:
    return "".join(text.split())


def _lines_as_one(text: str) -> str:
    """The lines of a title as one."""
    return "".join(line.strip(_MARKS) for line in text.split("\n"))
