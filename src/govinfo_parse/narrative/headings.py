"""The headings of the six sections, and the text between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from govinfo_parse.grammar.folding import key, simplified
from govinfo_parse.grammar.grammar_files import built_in_file, definitions
from govinfo_parse.grammar.spelling import Spell, Spelled
from govinfo_parse.model import Sections

_NUMERALS = "一二三四五六七八九十"
_AROUND = r"[^\w\n（(]{0,9}"
_MARKS = " \t\r\n\u3000\u00a0\ufeff#*_>|:："
_LONGEST_MARK = 7
"""How many characters the marks of a heading have in Markdown: up to six, and a space."""
_LOOK = 200
"""How many characters after a heading are searched for words."""


class Heading(NamedTuple):
    """A section's heading: its terminal, and its place in the text."""

    kind: str
    start: int
    end: int


class Headings:
    """Finds the headings that ``narrative/sections.lark`` names."""

    def __init__(self) -> None:
        terminals, _ = definitions((built_in_file("narrative/sections.lark"),))
        further, leader = terminals["FURTHER"].patterns[0], terminals["LEADER"].patterns[0]
        named = {t.name: list(map(key, t.literals)) for t in terminals.values() if t.literals}
        self._kinds = frozenset(named)
        free = "|".join(f"(?P<free_{t.name}>{p})" for t in terminals.values() if t.literals for p in t.patterns)

        def words(spell: Spell) -> str:
            return "|".join(f"(?P<{name}>{spell(labels)})" for name, labels in named.items())

        def numbered(spell: Spell) -> str:
            behind = rf"(?!{leader})(?:{further})?"
            return rf"[{_NUMERALS}][、.．,，:：\s]{{1,3}}(?:(?:{words(spell)}){behind}|{free})"

        def alone(spell: Spell) -> str:
            return rf"(?m)^{_AROUND}[{_NUMERALS}]?{_AROUND}(?:{words(spell)}){_AROUND}$"

        self._numbered, self._alone = Spelled(numbered), Spelled(alone)

    def first(self, text: str) -> int | None:
        """Where the first numbered heading begins, whichever it is."""
        found = self._numbered.on(text).search(text)
        return found.start() if found is not None else None

    def filled(self, text: str) -> frozenset[str]:
        """The sections of a text, if most of their headings are followed by words; in a table of contents none is."""
        found = self.find(text)
        behind = (
            text[h.end : min(end, h.end + _LOOK)] for h, end in zip(found, _ends_of_sections(found, text), strict=True)
        )
        filled = sum(any(map(str.isalpha, words)) for words in behind)
        return frozenset(heading.kind for heading in found) if 2 * filled > len(found) else frozenset()

    def find(self, text: str) -> list[Heading]:
        """The headings in the order of the text, one for each section: the one with the most text after it."""
        found = [_heading_of_match(match) for match in self._numbered.on(text).finditer(text)]
        kinds = {heading.kind for heading in found}
        if len(found) == len(kinds) == len(self._kinds):
            return found
        if len(kinds) < len(self._kinds):
            shown = simplified(text)
            if shown is not text:
                found = [_heading_of_match(match) for match in self._numbered.on(shown).finditer(shown)]
            alone = map(_heading_of_match, self._alone.on(shown).finditer(shown))
            # Where both find a heading, the one that begins first includes the other.
            found = sorted({*found, *alone}, key=lambda heading: (heading.start, -heading.end))
        best: dict[str, tuple[int, Heading]] = {}
        for heading, end in zip(found, _ends_of_sections(found, text), strict=True):
            size = end - heading.end
            if size > best.get(heading.kind, (-1, heading))[0]:
                best[heading.kind] = (size, heading)
        return sorted((heading for _, heading in best.values()), key=lambda heading: heading.start)


def sections(text: str, headings: list[Heading]) -> Sections:
    """The text after the headings of prose."""
    texts = {
        h.kind: text[h.end : end].strip(_MARKS)
        for h, end in zip(headings, _ends_of_sections(headings, text), strict=True)
    }
    return Sections(texts.get("OVERVIEW"), texts.get("PROBLEMS"), texts.get("OTHER_MATTERS"))


def _heading_of_match(match: re.Match[str]) -> Heading:
    """A heading, with the marks of Markdown before it."""
    kind = match.lastgroup or ""
    before = match.string[max(0, match.start() - _LONGEST_MARK) : match.start()]
    marks = len(before) - len(before.rstrip("# "))
    start = match.start() - marks if "#" in before[-marks:] else match.start()
    return Heading(kind.removeprefix("free_"), start, match.end())


def _ends_of_sections(headings: list[Heading], text: str) -> list[int]:
    """Where the text after each heading ends."""
    return [*(heading.start for heading in headings[1:]), len(text)][: len(headings)]
