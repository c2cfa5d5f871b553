"""Figures that sentences state, such as 全年共受理政府信息公开申请121件（其中新收112件，上年结转9件）.

The words, and what a figure among them says, stand in ``grammars/narrative/facts.lark``.  Here a sentence is parted
into clauses, each clause is handed to the rules, and what one clause says of those behind it is carried on: what they
speak of, whether they tell parts of a whole, and which year they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Protocol

import attrs

from govinfo_parse.grammar.files import Source, Terminal, built_in_file, definitions
from govinfo_parse.grammar.labels import simplified
from govinfo_parse.model.cells import Span
from govinfo_parse.model.facts import Fact, FactKind, Scope
from govinfo_parse.narrative.sentences import paragraphs, sentences
from govinfo_parse.narrative.shapes import FIGURES, LONGEST, Shapes
from govinfo_parse.narrative.words import GAP, UNKNOWN, Lexicon, Printed, Word, shortest

_ORDER = tuple(FactKind)
_KINDS = frozenset(kind.value for kind in FactKind)
_NEWLY, _WITH_CARRIED_OVER = "newly", "with_carried_over"
_TOPICS = ("about_proceedings", "about_applications", "about_publications")
"""The rules that tell what a clause speaks of; the first that does counts.  In capitals it stands before the next."""
_WITH_UNIT = frozenset({"FIGURE", "ZERO"})
_PARTING = frozenset({*",:;、()", "PART", "BESIDE"})
_TIMES = frozenset({"YEAR", "THIS_YEAR", "WHOLE_YEAR", "YEAR_END", "SINCE", "OTHER_PERIOD", "CUMULATIVE"})
_APPLICATIONS = "ABOUT_APPLICATIONS"
_OF_APPLICATIONS = _KINDS - {FactKind.RECONSIDERATION, FactKind.LITIGATION, FactKind.PUBLISHED}
_CARRIED = frozenset({FactKind.CARRIED_OVER, FactKind.CARRIED_FORWARD})
_OTHER_YEARS = frozenset({"OTHER_YEAR", "NEXT_YEAR"})
_ASIDE = frozenset({"PROBLEMS", "OTHER_MATTERS"})
"""Sections whose figures are of plans, and of other years."""
_SECTIONS = {
    "DISCLOSURE": "ABOUT_PUBLICATIONS",
    "APPLICATIONS": "ABOUT_APPLICATIONS",
    "PROCEEDINGS": "ABOUT_PROCEEDINGS",
}
"""What the other sections speak of, by the terminal of their heading."""
_YEAR = re.compile(r"\d{4}|[二〇○零Oo0一三四五六七八九]{4}")
_NUMERALS = {digit: str(value) for value, digits in enumerate(("〇○零Oo", *"一二三四五六七八九")) for digit in digits}


class Heading(Protocol):
    """A heading of a section, as the parser finds it."""

    @property
    def kind(self) -> str:
        """The section's terminal, such as ``PROBLEMS``."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset behind its last character."""


class Facts:
    """Reads the figures that sentences state.  Holds no state of the texts it reads.

    Args:
        extensions: the caller's own grammars, such as ``%extend RECEIVE: "收讫"``.

    Raises:
        GrammarError: an extension cannot be used.
    """

    def __init__(self, extensions: Iterable[Source] = ()) -> None:
        self._extensions = tuple(extensions)
        if self._extensions:
            _ = self._grammar  # what is wrong with a caller's grammar is said at once

    @cached_property
    def _grammar(self) -> _Grammar:
        return _Grammar((built_in_file("narrative/facts.lark"), *self._extensions))

    def read(self, text: str, headings: Sequence[Heading] = (), year: int | None = None) -> tuple[Fact, ...]:
        """The facts in the sentences of a report, in the order of the text.

        Args:
            text: the report.
            headings: where its sections begin; the figures of 五 and 六 are not those of the year.
            year: the year reported on; without it, the latest that the sentences speak of.
        """
        grammar = self._grammar
        shown = simplified(text)
        found: list[tuple[str | None, bool, list[Word]]] = []
        for topic, start, end in _stretches(headings, len(text)):
            for begin, stop in paragraphs(shown, start, end, grammar.look):
                for sentence in sentences(shown, begin, stop, grammar.look, grammar.heads):
                    words = grammar.lexicon.words(shown[sentence.start : sentence.end], sentence.start)
                    found.append((topic, sentence.first, words))
        if not found:
            return ()
        reader = _Reader(grammar, text, _latest(words for *_, words in found) if year is None else year)
        for topic, first, words in found:
            if first:
                reader.paragraph(topic)
            reader.sentence(words, first=first)
        return tuple(reader.facts)


def _stretches(headings: Sequence[Heading], length: int) -> Iterator[tuple[str | None, int, int]]:
    """What is looked at, and what it speaks of: all but the sections whose figures are not those of the year."""
    begin, kind = 0, ""
    for heading in headings:
        if kind not in _ASIDE and begin < heading.start:
            yield _SECTIONS.get(kind), begin, heading.start
        begin, kind = heading.end, heading.kind
    if kind not in _ASIDE:
        yield _SECTIONS.get(kind), begin, length


class _Grammar:
    """What ``facts.lark`` and its extensions say, compiled.

    Attributes:
        lexicon: the words.
        shapes: what clauses state.
        topics: what is put before a clause, and the words that clauses before it have for that.
        topical: all of these words.
        look: what is met in every sentence that may state a figure.
        heads: what is met in every heading that says what the sentences behind it speak of.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        terminals, trees = definitions(sources)
        self.lexicon = Lexicon(terminals, _symbols(trees["stating"]), _symbols(trees["telling"]))
        self.shapes = Shapes(trees, terminals, [*_KINDS, _NEWLY, _WITH_CARRIED_OVER])
        self.topics = {topic.upper(): frozenset(_symbols(trees[topic])) for topic in _TOPICS}
        self.topical = frozenset(chain.from_iterable(self.topics.values()))
        self.look = _look(terminals, _symbols(trees["look"]))
        self.heads = re.compile("|".join(shortest(terminals, self.topical)))


def _look(terminals: Mapping[str, Terminal], denied: Iterable[str]) -> re.Pattern[str]:
    """An expression for what is met in every sentence that may state a figure.

    A unit behind a number that is no article's (第三十三条), or a word that says no before one of what it is said of.
    Each way begins with a character of its own, by which a text is passed through fast.
    """
    numbers = "\\d\\s〇零一二两三四五六七八九十百千" + "".join(
        (*terminals["SCALE"].literals, *terminals["MORE"].literals)
    )
    things = "|".join(r"\s*".join(word) for word in shortest(terminals, denied))
    units = {literal[0] for literal in terminals["UNIT"].literals}
    units |= {pattern[0] for pattern in terminals["UNIT"].patterns}
    counted = [rf"{unit}(?<=[{numbers}]{unit})(?<!第.{unit})(?<!第..{unit})(?<!第...{unit})" for unit in sorted(units)]
    none = {literal[0] for literal in terminals["NOT"].literals}
    said = [rf"{word}[^。！？!?]{{0,60}}?(?:{things})" for word in sorted(none)]
    unsaid = [
        rf"{word}[^。！？!?\d]{{0,20}}?(?:[{''.join(sorted(none))}]|[为是]\s*[零〇0])" for word in things.split("|")
    ]
    return re.compile("|".join((*counted, *said, *unsaid)))


def _symbols(tree: Any) -> list[str]:
    return [str(symbol.name) for symbol in tree.scan_values(lambda value: hasattr(value, "name"))]


def _latest(sentences_: Iterable[list[Word]]) -> int | None:
    """The latest year that sentences are about."""
    years = [
        year
        for words in sentences_
        for place, word in enumerate(words)
        if word.kind == "YEAR" and not _carried(words, place) and (year := _year(word.text)) is not None
    ]
    return max(years, default=None)


def _carried(words: Sequence[Word], place: int) -> str:
    """Whether a year stands right before or behind a word for carrying: 2022年结转, 结转至2024年."""
    if place + 1 < len(words) and words[place + 1].kind in ("CARRIED", "PENDING"):
        return "before"
    return "behind" if place and words[place - 1].kind == "CARRIED" else ""


def _year(text: str) -> int | None:
    printed = _YEAR.search(text)
    return int("".join(_NUMERALS.get(digit, digit) for digit in printed[0])) if printed else None


class _Reader:
    """Goes through the sentences of one report."""

    def __init__(self, grammar: _Grammar, text: str, year: int | None) -> None:
        self.facts: list[Fact] = []
        self._grammar = grammar
        self._text = text
        self._year = year
        self._topic: str | None = None
        self._sentence_begins(anew=True)

    def _sentence_begins(self, *, anew: bool) -> None:
        self._clause: list[Word] = []
        self._before: list[Word] = []
        self._brackets: list[tuple[list[Word], bool, bool, int | None, bool | None]] = []
        self._compared = False
        if anew:
            self._part = False
            self._whole: int | None = None
            self._last: int | None = None
            self._elsewhen: bool | None = None

    def paragraph(self, topic: str | None) -> None:
        """Begin a paragraph; its section says what it speaks of."""
        self._topic = topic

    def sentence(self, words: list[Word], *, first: bool) -> None:
        """Read a sentence; one that begins with 其中 goes on with the one before, unless it opens a paragraph."""
        self._sentence_begins(anew=first or not words or words[0].kind != "PART")
        kinds = {word.kind for word in words}
        for place, word in enumerate(words):
            if word.kind in _PARTING:
                self._parted(word.kind)
            elif word.kind in _TIMES:
                self._timed(words, place)
            elif word.kind == UNKNOWN:
                self._unknown(word)
            elif word.kind != "NUMERAL" or kinds & _WITH_UNIT:
                self._clause.append(word)
            else:
                self._clause.append(word._replace(kind=GAP, printed=None))
        self._close()

    def _unknown(self, word: Word) -> None:
        """A clause without a known word; if it counts something, what was spoken of before is over."""
        if self._grammar.look.search(word.text):
            self._close()
            self._topic = self._topic if self._part else None
        else:
            self._clause.append(word._replace(kind=GAP))

    def _parted(self, mark: str) -> None:
        """End the clause at a mark, or at a word that parts clauses."""
        match mark:
            case "," | ":":
                self._close(goes_on=True)
            case ";":
                self._close()
                self._part, self._elsewhen = False, None
            case "、":
                if _figures(self._clause) and all(word.kind != "NOT" for word in self._clause):
                    self._close()
            case "(":
                self._open()
            case ")":
                self._shut()
            case "PART":
                self._close()
                self._part, self._whole = True, self._last
            case "BESIDE":
                self._close()
                self._part = False

    def _timed(self, words: Sequence[Word], place: int) -> None:
        """Take up what period the words behind are about."""
        word = words[place]
        match word.kind:
            case "YEAR":
                self._named_year(words, place, word)
            case "THIS_YEAR":
                self._elsewhen = False
            case "OTHER_PERIOD":
                self._elsewhen = True
            case "CUMULATIVE":
                self._elsewhen = self._elsewhen is not False
            case _:
                self._stretch_of_time(word)

    def _named_year(self, words: Sequence[Word], place: int, word: Word) -> None:
        year, carried = _year(word.text), _carried(words, place)
        if year is not None and self._year is not None and year != self._year:
            self._clause.append(word._replace(kind="OTHER_YEAR" if year < self._year else "NEXT_YEAR"))
        elif self._year is None and carried:
            self._clause.append(word._replace(kind="OTHER_YEAR" if carried == "before" else "NEXT_YEAR"))
        elif not carried:
            self._elsewhen = False

    def _stretch_of_time(self, word: Word) -> None:
        year = _year(word.text)
        if year is not None and year != self._year and (self._year is not None or word.kind == "SINCE"):
            self._elsewhen = True
        elif word.kind != "YEAR_END":
            self._elsewhen = False

    def _open(self) -> None:
        """A bracket: behind a figure it tells parts of it; else it explains what the clause has said so far."""
        explained = not _figures(self._clause)
        held = self._clause if explained else []
        if not explained:
            self._close()
        self._brackets.append((held, self._part, self._compared, self._whole, self._elsewhen))
        self._compared = self._compared or any(word.kind == "COMPARED" for word in held)
        if not explained:
            self._part, self._whole = True, self._last
        self._clause, self._before = [], []

    def _shut(self) -> None:
        self._close()
        if self._brackets:
            self._clause, self._part, self._compared, self._whole, self._elsewhen = self._brackets.pop()

    def _close(self, *, goes_on: bool = False) -> None:
        """End the clause: what it states, and what it leaves to those behind it."""
        words, self._clause = self._clause, []
        before, self._before = self._before, []
        if not words:
            return
        kinds = {word.kind for word in words}
        figures = _figures(words)
        if not figures and "NOT" not in kinds:
            self._before = words if goes_on else []
            if self._part and "CARRIED" in kinds and len(words) <= LONGEST:  # （含上年结转）
                self._state(words, figures, self._grammar.shapes.states(self._shape(words)))
            self._turn(kinds)
            return
        if figures and len(words) == 1:  # 收到政府信息公开申请，共8件
            words = before + words
        readable = len(figures) <= 1 and len(words) <= LONGEST
        states = self._grammar.shapes.states(self._shape(words)) if readable else frozenset[str]()
        if states and not self._elsewhen and not self._compared:
            self._state(words, figures, states)
        self._turn(kinds, states)
        alone = self._part and kinds <= {GAP, "FIGURE", "ZERO"}  # a part that is told in words of its own
        if figures and not states and not alone and not kinds & self._grammar.topical and _unknown(words):
            self._topic = None

    def _shape(self, words: Iterable[Word]) -> tuple[str, ...]:
        """The kinds of the words; a gap is one however long, and what stands in a row more than twice stands twice."""
        shape = [self._topic] if self._topic else []
        if self._part:
            shape.append("PART")
        for word in words:
            repeated = shape[-1:] == [GAP] if word.kind == GAP else shape[-2:] == [word.kind, word.kind]
            if not repeated:
                shape.append(word.kind)
        return tuple(shape)

    def _state(self, words: list[Word], figures: list[Printed], states: frozenset[str]) -> None:
        """Add the facts that a clause states."""
        whole = self.facts[self._whole] if self._part and self._whole is not None else None
        newly = _NEWLY in states
        for kind in sorted(map(FactKind, states & _KINDS), key=_ORDER.index):
            # A part of a whole is not of the whole's own kind, unless it says so: 其中按时答复90件
            if whole is not None and whole.kind is kind and not newly:
                continue
            self._last = len(self.facts)
            self.facts.append(self._fact(kind, words, figures, Scope.NEW if newly else None))
        if whole is not None and whole.kind is FactKind.RECEIVED and (newly or _WITH_CARRIED_OVER in states):
            self.facts[self._whole or 0] = attrs.evolve(whole, scope=Scope.WITH_CARRIED_OVER)

    def _fact(self, kind: FactKind, words: list[Word], figures: list[Printed], scope: Scope | None) -> Fact:
        said = next((word for word in words if word.kind == "NOT"), None)
        if said is not None and (not figures or said.start < figures[0].start):  # 未收到申请, 未发生一起行政诉讼
            return Fact(kind, 0, None, False, self._text[said.start : said.end], Span(said.start, said.end), scope)
        value, unit, approximate, start, end = figures[0]
        return Fact(kind, value, unit, approximate, self._text[start:end], Span(start, end), scope)

    def _turn(self, kinds: set[str], states: frozenset[str] = frozenset()) -> None:
        """What the clauses behind speak of, and when."""
        if kinds & _OTHER_YEARS and not states & _CARRIED and "CARRIED" not in kinds:
            self._elsewhen = True
        if states & _OF_APPLICATIONS:
            self._topic = _APPLICATIONS
        elif kinds & self._grammar.topical:
            self._topic = next(topic for topic, terminals in self._grammar.topics.items() if kinds & terminals)


def _figures(words: Iterable[Word]) -> list[Printed]:
    return [word.printed for word in words if word.printed is not None]


def _unknown(words: list[Word]) -> bool:
    """Whether a figure counts something that no word is known for."""
    place = next(place for place, word in enumerate(words) if word.kind in FIGURES)
    return any(word.kind == GAP for word in words[max(place - 1, 0) : place + 2])
