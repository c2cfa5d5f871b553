"""What stands around the tables: title, agency, year, and the headings that part the sections."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from govinfo_parse.grammar.labels import key, simplified
from govinfo_parse.grammar.spelling import spaced
from govinfo_parse.grammar.files import built_in_file, definitions
from govinfo_parse.model import Sections

_NUMERALS = "一二三四五六七八九十"
_DIGITS = {digit: str(value) for value, digits in enumerate(("〇○零O0０", *"一二三四五六七八九")) for digit in digits}
_HEAD = 4_000
"""The title is looked for in this many characters."""
_NO_BEGINNING = re.compile(r"[:：]|[。；;，,]$")
"""In a line that no title begins on: a sentence, or a statement such as 发布日期：."""
_MARKS = " \t\r\n\u3000\u00a0\ufeff#*_>|"


@attrs.frozen
class Heading:
    """A section's heading: its terminal, and its place in the text."""

    kind: str
    start: int
    end: int


@attrs.frozen
class Title:
    """The title as printed, and the agency and year named in it."""

    text: str | None = None
    agency: str | None = None
    year: int | None = None


class Narrative:
    """Reads what the grammars in ``narrative`` describe."""

    def __init__(self) -> None:
        sections, _ = definitions((built_in_file("narrative/sections.lark"),))
        title, _ = definitions((built_in_file("narrative/title.lark"),))
        self._kinds: Mapping[str, str] = {key(text): t.name for t in sections.values() for text in t.literals}
        spelled = spaced(self._kinds)
        self._numbered = re.compile(rf"[{_NUMERALS}][、.．,，:：\s]{{1,3}}(?P<heading>{spelled})")
        self._alone = re.compile(rf"(?m)^[^\w\n]{{0,9}}(?P<heading>{spelled})[^\w\n]{{0,9}}$")
        self._title, self._year, self._kind, self._trail, self._navigation, self._notice = (
            re.compile(title[name].patterns[0]) for name in ("TITLE", "YEAR", "KIND", "TRAIL", "NAVIGATION", "NOTICE")
        )

    def headings(self, text: str) -> list[Heading]:
        """The headings of the sections, one a section, in the order of the text.

        Of a heading that occurs several times, as in a table of contents, the one before the most text counts.
        """
        found = [self._heading(match) for match in self._numbered.finditer(text)]
        if len({heading.kind for heading in found}) < len(set(self._kinds.values())):
            shown = simplified(text)
            if shown is not text:
                found = [self._heading(match) for match in self._numbered.finditer(shown)]
            alone = {self._heading(match) for match in self._alone.finditer(shown)}
            found = sorted({*found, *alone}, key=lambda heading: heading.start)
        ends = [*(heading.start for heading in found[1:]), len(text)][: len(found)]
        best: dict[str, tuple[int, Heading]] = {}
        for heading, end in zip(found, ends, strict=True):
            size = end - heading.end
            if size > best.get(heading.kind, (-1, heading))[0]:
                best[heading.kind] = (size, heading)
        return sorted((heading for _, heading in best.values()), key=lambda heading: heading.start)

    def _heading(self, match: re.Match[str]) -> Heading:
        return Heading(self._kinds[key(match["heading"])], match.start(), match.end())

    @staticmethod
    def sections(text: str, headings: list[Heading]) -> Sections:
        """The text of the narrative sections."""
        ends = [*(heading.start for heading in headings[1:]), len(text)][: len(headings)]
        texts = {h.kind: text[h.end : end].strip(_MARKS + ":：") for h, end in zip(headings, ends, strict=True)}
        return Sections(texts.get("OVERVIEW"), texts.get("PROBLEMS"), texts.get("OTHER_MATTERS"))

    def title(self, text: str) -> Title:
        """The title that stands at the top of a text, also when it is broken over lines.

        One with a year goes before one without, and the report's own before that of a notice it is issued with.  The
        path that a page shows above its title counts only where there is no other; links to other pages never do.
        """
        head = text[:_HEAD]
        lines = [line.strip(_MARKS) for line in head.split("\n")]
        lines = ["" if line and self._navigation.fullmatch(line) else line for line in lines]
        trails = [line for line in lines if self._trail.search(line)] if self._trail.search(head) else []
        if trails:
            lines = ["" if self._trail.search(line) else line for line in lines]
        whole = [self._whole(lines, n) for n, line in enumerate(lines) if line and self._title.fullmatch(line)]
        if not whole:
            joined = [
                self._whole(lines, n) for n, line in enumerate(lines) if re.search(r"年\s*度\s*报\s*告$|年\s*报$", line)
            ]
            whole = [title for title in joined if title and self._title.fullmatch(title)]
        if not whole:
            steps = [step.strip(_MARKS) for line in trails for step in reversed(self._trail.split(line))]
            whole = [step for step in steps if self._title.fullmatch(step)]
        if not whole:
            return Title()
        best = max(whole, key=lambda one: (self._year.search(one) is not None, not self._notice.fullmatch(one)))
        year = self._year_in(best)
        rest = self._year.sub("", self._kind.sub("", best, count=1))
        agency = re.sub(r"\s+", "", rest).strip("：:—-《》“”\"' ") or None
        return Title(best, agency, _number(year["year"]) if year else None)

    def _year_in(self, title: str) -> re.Match[str] | None:
        """The last year before the words that every title has, else the first behind them."""
        kind = self._kind.search(title)
        found = list(self._year.finditer(title))
        before = [year for year in found if kind is not None and year.end() <= kind.start()]
        return before[-1] if before else found[0] if found else None

    def _whole(self, lines: list[str], number: int) -> str:
        """The line, joined with the lines right above it that the title begins on."""
        title = lines[number]
        while number and not (self._year.search(title) and self._agency_in(title)):
            number -= 1
            above = lines[number]
            if not above or len(above) > 40 or _NO_BEGINNING.search(above) or self._title.fullmatch(above):  # noqa: PLR2004
                break
            title = above + title
        return title

    def _agency_in(self, title: str) -> bool:
        return bool(re.sub(r"\s+", "", self._year.sub("", self._kind.sub("", title, count=1))))


def _number(printed: str) -> int:
    return int("".join(_DIGITS.get(character, character) for character in printed))
