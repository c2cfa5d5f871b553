"""What stands around the tables: title, agency, year, and the headings that part the sections."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from govinfo_parse.grammar.labels import key, simplified
from govinfo_parse.grammar.scanner import spaced
from govinfo_parse.grammar.sources import built_in_file, definitions
from govinfo_parse.model import Sections

_NUMERALS = "一二三四五六七八九十"
_DIGITS = {digit: str(value) for value, digits in enumerate(("〇○零O0", *"一二三四五六七八九")) for digit in digits}
_HEAD = 4_000
"""The title is looked for in this many characters."""
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
        self._title, self._year, self._kind = (
            re.compile(title[name].patterns[0]) for name in ("TITLE", "YEAR", "KIND")
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
        """The title that stands at the top of a text, also when it is broken over lines."""
        lines = [line.strip(_MARKS) for line in text[:_HEAD].split("\n")]
        candidates = []
        for number, line in enumerate(lines):
            if line and self._title.fullmatch(line):
                candidates.append(self._whole(lines, number))
        if not candidates:
            joined = [
                self._whole(lines, n) for n, line in enumerate(lines) if re.search(r"年\s*度\s*报\s*告$|年\s*报$", line)
            ]
            candidates = [title for title in joined if title and self._title.fullmatch(title)]
        if not candidates:
            return Title()
        best = max(candidates, key=lambda line: (self._year.search(line) is not None, -candidates.index(line)))
        year = self._year.search(best)
        rest = self._year.sub("", self._kind.sub("", best, count=1)) if year else self._kind.sub("", best, count=1)
        agency = re.sub(r"\s+", "", rest).strip("：:—-《》“”\"' ") or None
        return Title(best, agency, _number(year["year"]) if year else None)

    def _whole(self, lines: list[str], number: int) -> str:
        """The line, joined with the lines right above it that the title begins on."""
        title = lines[number]
        while number and not (self._year.search(title) and self._agency_in(title)):
            number -= 1
            above = lines[number]
            if not above or len(above) > 40 or above[-1] in "。；;，,：:" or self._title.fullmatch(above):  # noqa: PLR2004
                break
            title = above + title
        return title

    def _agency_in(self, title: str) -> bool:
        return bool(re.sub(r"\s+", "", self._year.sub("", self._kind.sub("", title, count=1))))


def _number(printed: str) -> int:
    return int("".join(_DIGITS.get(character, character) for character in printed))
