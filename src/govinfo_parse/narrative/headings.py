"""The headings of the six sections, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs

from govinfo_parse.grammar.folding import key, simplified
from govinfo_parse.grammar.grammar_files import built_in_file, definitions
from govinfo_parse.grammar.spelling import Spell, Spelled
from govinfo_parse.model import Sections

PROSE = frozenset({"OVERVIEW", "PROBLEMS", "OTHER_MATTERS"})
"""The sections in which no table is expected."""
_NUMERALS = "一二三四五六七八九十"
_AROUND = r"[^\w\n（(]{0,9}"
_MARKS = " \t\r\n\u3000\u00a0\ufeff#*_>|:："
_LONGEST_MARK = 7
"""How many characters the marks of a heading have in Markdown: up to six, and a space."""
_LOOK = 200
"""How many characters after a heading are searched for words."""
_QUOTES = ("“", "”", "‘", '"', "'", "「", "『", "《", "（", "(", "、", "，", ",", "：", ":")
_SENTENCE = re.compile("[。；！？]")
_NUMBER = re.compile("[0-9０-９]+")
_NUMBERS = 3
"""A section with this many numbers outside its sentences has a table, if they are not the pages of contents."""
_LONGEST_PAGE = 3
"""The number of a page has no more digits."""


class Heading(NamedTuple):
    """A section's heading: its terminal, its place in the text, and whether the section began before it already, in
    sections that are those of a report.
    """

    kind: str
    start: int
    end: int
    again: bool = False


@attrs.frozen
class _Run:
    """Sections that follow each other in the form's order: those of a report, of a second one, or of contents.

    Attributes:
        headings: their headings.
        told: the sections of prose with a sentence.
        filled: whether any has words or a table behind its heading; behind the last one is also what follows them all.
        real: whether they are surely a report's, and no table of contents.
    """

    headings: Sequence[Heading]
    told: frozenset[str]
    filled: bool
    real: bool

    @property
    def kinds(self) -> set[str]:
        """The sections."""
        return {heading.kind for heading in self.headings}


class Headings:
    """Finds the headings that ``narrative/sections.lark`` names."""

    def __init__(self) -> None:
        terminals, _ = definitions((built_in_file("narrative/sections.lark"),))
        further, leader = terminals["FURTHER"].patterns[0], terminals["LEADER"].patterns[0]
        named = {t.name: list(map(key, t.literals)) for t in terminals.values() if t.literals}
        self._kinds = frozenset(named)
        self._order = {kind: number for number, kind in enumerate(named)}
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

    def again(self, text: str) -> Iterator[tuple[Heading, bool]]:
        """Where sections begin anew, and whether it is a whole report that does: its prose comes again, too."""
        found = self._with_numerals(text)
        if len(found) == len({heading.kind for heading in found}):
            return
        kinds: set[str] = set()
        told: set[str] = set()
        for run in self._runs(text, found):
            if common := run.kinds & kinds:
                prose = run.told & told
                yield run.headings[0], len(common) > 1 and ("OVERVIEW" in prose or len(prose) > 1)
            kinds |= run.kinds if run.filled else set()
            told |= run.told if run.real else set()

    def find(self, text: str) -> list[Heading]:
        """The headings in the order of the text, one for each section.

        Of those of one section it is the first that has a table, else the one with the most text after it: a table of
        contents has the headings, too.
        """
        numbered = found = self._with_numerals(text)
        kinds = {heading.kind for heading in found}
        if len(found) == len(kinds) == len(self._kinds):
            return found
        if len(kinds) < len(self._kinds):
            shown = simplified(text)
            if shown is not text:
                numbered = found = self._with_numerals(shown)
            alone = map(_heading_of_match, self._alone.on(shown).finditer(shown))
            # Where both find a heading, the one that begins first includes the other.
            found = sorted({*found, *alone}, key=lambda heading: (heading.start, -heading.end))
        best: dict[str, tuple[int, Heading]] = {}
        tables: set[str] = set()
        for heading, end in zip(found, _ends_of_sections(found, text), strict=True):
            size = end - heading.end
            if heading.kind in tables:
                continue
            if heading.kind not in PROSE and _has_table(text[heading.end : end]):
                tables.add(heading.kind)
            elif size <= best.get(heading.kind, (-1, heading))[0]:
                continue
            best[heading.kind] = (size, heading)
        chosen = sorted((heading for _, heading in best.values()), key=lambda heading: heading.start)
        return self._marked(text, numbered, chosen) if len(found) > len(kinds) else chosen

    def _marked(self, text: str, numbered: Sequence[Heading], chosen: Sequence[Heading]) -> list[Heading]:
        """The chosen headings, those marked whose section is in an earlier run of a report's sections, too."""
        before: dict[str, int] = {}
        for run in self._runs(text, numbered):
            if run.real:
                for heading in run.headings:
                    before.setdefault(heading.kind, run.headings[-1].start)
        return [heading._replace(again=before.get(heading.kind, heading.start) < heading.start) for heading in chosen]

    def _runs(self, text: str, found: Sequence[Heading]) -> Iterator[_Run]:
        """The runs of sections that follow each other in the order of the form."""
        found = [heading for heading in found if _begins(text, heading.start)]
        ends = _ends_of_sections(found, text)
        run: list[tuple[Heading, str]] = []
        for heading, end in zip(found, ends, strict=True):
            before, words = run[-1] if run else (heading, "")
            step = self._order[heading.kind] - self._order[before.kind]
            if run and (step < 0 or (step == 0 and _has_lines(words))):
                yield _run(run)
                run = []
            run.append((heading, text[heading.end : end]))
        if run:
            yield _run(run)

    def _with_numerals(self, text: str) -> list[Heading]:
        return [_heading_of_match(match) for match in self._numbered.on(text).finditer(text)]


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


def _run(sections_found: Sequence[tuple[Heading, str]]) -> _Run:
    """A run of sections, each with the text behind its heading."""
    texts = [text for _, text in sections_found]
    told = [heading.kind in PROSE and _SENTENCE.search(text) is not None for heading, text in sections_found]
    tables = [heading.kind not in PROSE and _has_table(text) for heading, text in sections_found]
    return _Run(
        [heading for heading, _ in sections_found],
        frozenset(heading.kind for (heading, _), one in zip(sections_found, told, strict=True) if one),
        any(tables) or any(map(_has_words, texts[:-1])) or _has_lines(texts[-1]),
        any(tables) or any(told[:-1]),
    )


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text[:_LOOK]))


def _has_lines(text: str) -> bool:
    """Whether a text has more than one line with words: the heading that follows it is no second printing of one."""
    return sum(map(_has_words, text[:_LOOK].split("\n"))) > 1


def _begins(text: str, start: int) -> bool:
    """Whether a heading begins a line or a sentence, and is not mentioned within one."""
    before = text[start - 1 : start]
    return not before.isalnum() and before not in _QUOTES


def _has_table(text: str) -> bool:
    """Whether a section has numbers outside its sentences that are not the pages of a table of contents."""
    numbers = [_NUMBER.findall(line) for line in text.split("\n") if _SENTENCE.search(line) is None]
    printed = [number for line in numbers for number in line]
    if len(printed) < _NUMBERS:
        return False
    if any(len(line) > 1 for line in numbers) or any(len(number) > _LONGEST_PAGE for number in printed):
        return True
    pages = list(map(int, printed))
    return pages[0] == 0 or pages != sorted(pages)
