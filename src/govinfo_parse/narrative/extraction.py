"""Figures that sentences state, such as 全年共受理政府信息公开申请121件（其中新收112件，上年结转9件）.

The words, and what a figure among them says, are in ``grammars/narrative/facts.lark``.  Here a sentence is cut into
clauses, each clause is given to the rules, and what one clause says about those after it is kept: what they speak of,
whether they state parts of a whole, and which year they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Protocol

import attrs

from govinfo_parse.grammar.folding import simplified
from govinfo_parse.grammar.grammar_files import GrammarSource, Terminal, built_in_file, definitions
from govinfo_parse.grammar.refusing import at, reached
from govinfo_parse.model.cells import Span
from govinfo_parse.model.facts import Fact, FactKind, Scope
from govinfo_parse.narrative.lexicon import TIMES, Lexicon, Sentence, Step, shortest
from govinfo_parse.narrative.sentences import paragraphs, sentences
from govinfo_parse.narrative.shapes import CLAUSE_RULES, FIGURES, Meaning, Shapes, symbols

_ASIDE = frozenset({"PROBLEMS", "OTHER_MATTERS"})
"""Sections whose figures are about plans, and about other years."""
_SECTIONS = {
    "DISCLOSURE": "ABOUT_PUBLICATIONS",
    "APPLICATIONS": "ABOUT_APPLICATIONS",
    "PROCEEDINGS": "ABOUT_PROCEEDINGS",
}
"""What the other sections are about, by the terminal of their heading."""
_Placed = tuple[Step, int]
"""Words, and where their clause begins in the sentence."""
_GOING_ON = frozenset("，,：:")
"""Marks after which a clause may go on with what is before them."""
_YEARS: Mapping[str, _Placed] = {kind: (Step("", (kind,)), 0) for kind in ("OTHER_YEAR", "NEXT_YEAR")}


class _Clause(list[_Placed]):
    """The words of a clause; what is asked of them at every mark is noted as they come.

    Attributes:
        counts: whether there is a figure among them.
        denies: whether they say that there is none.
        compares: whether they compare.
    """

    counts = denies = compares = False

    def add(self, placed: _Placed) -> None:
        """Add words."""
        step = placed[0]
        self.append(placed)
        self.counts = self.counts or bool(step.figures)
        self.denies = self.denies or bool(step.denial)
        self.compares = self.compares or "COMPARED" in step.kinds


class FactHeading(Protocol):
    """A heading of a section, as the parser finds it."""

    @property
    def kind(self) -> str:
        """The section's terminal, such as ``PROBLEMS``."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


class FactExtractor:
    """Reads the figures that sentences state.  Holds no state of the texts it reads.

    Args:
        extensions: the caller's own grammars, such as ``%extend RECEIVE: "收讫"``.

    Raises:
        GrammarError: an extension cannot be used.
    """

    def __init__(self, extensions: Iterable[GrammarSource] = ()) -> None:
        self._extensions = tuple(extensions)
        if self._extensions:
            _ = self._grammar  # errors in a caller's grammar are raised at once

    @cached_property
    def _grammar(self) -> _FactGrammar:
        return _FactGrammar((built_in_file("narrative/facts.lark"), *self._extensions))

    def read(self, text: str, headings: Sequence[FactHeading] = (), year: int | None = None) -> tuple[Fact, ...]:
        """The facts in the sentences of a report, in the order of the text.

        Args:
            text: the report.
            headings: where its sections begin; the figures of 五 and 六 are not those of the year.
            year: the year reported on; without it, the latest that the sentences speak of.
        """
        grammar = self._grammar
        shown = simplified(text)
        found: list[tuple[str | None, bool, Sentence]] = []
        for topic, start, end in _stretches_with_facts(headings, len(text)):
            for paragraph in paragraphs(shown, start, end, grammar.look):
                first = True
                for begin, stop in sentences(shown, paragraph, grammar.look, grammar.heads):
                    found.append((topic, first, grammar.lexicon.sentence(shown, begin, stop)))
                    first = False
        if not found:
            return ()
        reader = _SentenceReader(
            grammar.shapes, text, _latest_year(sentence for *_, sentence in found) if year is None else year
        )
        for topic, first, sentence in found:
            if first:
                reader.paragraph(topic)
            reader.sentence(sentence, first=first)
        return tuple(reader.facts)


def _stretches_with_facts(headings: Sequence[FactHeading], length: int) -> Iterator[tuple[str | None, int, int]]:
    """What is read, and what it is about: all sections but those whose figures are not those of the year."""
    begin, kind = 0, ""
    for heading in headings:
        if kind not in _ASIDE and begin < heading.start:
            yield _SECTIONS.get(kind), begin, heading.start
        begin, kind = heading.end, heading.kind
    if kind not in _ASIDE:
        yield _SECTIONS.get(kind), begin, length


class _FactGrammar:
    """What ``facts.lark`` and its extensions say, compiled.

    Attributes:
        lexicon: the words.
        shapes: what clauses state.
        look: an expression that is found in every sentence that may state a figure.
        heads: an expression that is found in every heading that says what the sentences after it are about.
    """

    def __init__(self, sources: tuple[GrammarSource, ...]) -> None:
        terminals, trees = definitions(sources)
        _refuse_idle_words(terminals, trees, sources)
        self.look = _figure_finder(terminals, symbols(trees["look"]))
        self.lexicon = Lexicon(terminals, symbols(trees["stating"]), symbols(trees["telling"]), self.look)
        self.shapes = Shapes(trees, terminals)
        self.heads = re.compile("|".join(shortest(terminals, self.shapes.topical)))


def _refuse_idle_words(
    terminals: Mapping[str, Terminal], trees: Mapping[str, Any], sources: tuple[GrammarSource, ...]
) -> None:
    """Refuse what a caller's grammar adds if no fact can come of it."""
    base, *own = sources
    if not own:
        return
    known, _ = definitions((base,))
    used = reached(trees, (*CLAUSE_RULES, "look", "stating", "telling"))
    for rule in trees:
        if rule not in used:
            kinds = ", ".join(FactKind)
            message = f"nothing uses the rule {rule}; rules are named after what they state, one of {kinds}"
            raise at(message, rule, (base, *own))
    for name in terminals:
        if name not in used and name not in known:
            message = f"nothing uses the word {name}; name it in a rule, or add it to a word: %extend RECEIVE: ..."
            raise at(message, name, (base, *own))


def _figure_finder(terminals: Mapping[str, Terminal], denied: Iterable[str]) -> re.Pattern[str]:
    """An expression that is found in every sentence that may state a figure.

    A unit after a number that is not that of an article (第三十三条), or a word that says no before a word for what
    there is none of.  Each alternative begins with a certain character, so that a text is searched fast.
    """
    numbers = "\\d\\s〇零一二两三四五六七八九十百千" + "".join(
        (*terminals["SCALE"].literals, *terminals["MORE"].literals)
    )
    things = "|".join(r"\s*".join(word) for word in shortest(terminals, denied))
    units = {literal[0] for literal in terminals["UNIT"].literals}
    units |= {pattern[0] for pattern in terminals["UNIT"].patterns}
    counted = [rf"{unit}(?<=[{numbers}]{unit})(?<!第.{unit})(?<!第..{unit})(?<!第...{unit})" for unit in sorted(units)]
    none = "".join(sorted({word[0] for word in shortest(terminals, ["NOT"])}))
    said = [rf"{word}[^。！？!?]{{0,60}}?(?:{things})" for word in none]
    # Words that say no are rare: characters that cannot begin such words are skipped first.
    zero = rf"[^。！？!?\d]{{0,20}}?(?:[{none}]|[为是]\s*[零〇0])"
    unsaid = [rf"{thing}[^。！？!?\d{none}为是]{{0,20}}+(?=[{none}为是]){zero}" for thing in things.split("|")]
    return re.compile("|".join((*counted, *said, *unsaid)))


def _latest_year(said: Iterable[Sentence]) -> int | None:
    """The latest year that sentences are about."""
    steps = (step for clauses, *_ in said for clause in clauses for step in clause.steps)
    years = [step.year for step in steps if step.kind == "YEAR" and step.year is not None and not step.carried]
    return max(years, default=None)


class _SentenceReader:
    """Goes through the sentences of one report."""

    def __init__(self, shapes: Shapes, text: str, year: int | None) -> None:
        self.facts: list[Fact] = []
        self._shapes = shapes
        self._text = text
        self._year = year
        self._topic: str | None = None
        self._part = False
        self._whole: int | None = None
        self._last: int | None = None
        self._elsewhen: bool | None = None

    def paragraph(self, topic: str | None) -> None:
        """Begin a paragraph; its section says what it is about."""
        self._topic = topic

    def sentence(self, sentence: Sentence, *, first: bool) -> None:
        """Read a sentence; one that begins with 其中 goes on with the one before, unless it opens a paragraph."""
        clauses, marks, self._places = sentence
        self._clause = _Clause()
        self._before: Sequence[_Placed] = ()
        self._brackets: list[tuple[_Clause, bool, bool, int | None, bool | None]] = []
        self._compared = False
        begin = clauses[0].steps[:1]
        if first or not begin or begin[0].kind != "PART":
            self._part, self._whole, self._last, self._elsewhen = False, None, None, None
        start = 0
        for clause, mark in zip(clauses, (*marks, ""), strict=True):
            for step in clause.steps:
                if not step.kind:
                    self._clause.add((step, start))
                elif step.kind in TIMES:
                    self._timed(step)
                else:
                    self._parted(step.kind)
            if mark in _GOING_ON:
                self._close(goes_on=True)
            else:
                self._parted(mark)
            start += clause.length + 1

    def _parted(self, mark: str) -> None:
        """End the clause at a mark, or at a word that parts clauses."""
        match mark:
            case "":  # the end of the sentence
                self._close()
            case "；" | ";":
                self._close()
                self._part, self._elsewhen = False, None
            case "、":
                if self._clause.counts and not self._clause.denies:
                    self._close()
            case "（" | "(":
                self._open()
            case "）" | ")":
                self._shut()
            case "PART":
                self._close()
                self._part, self._whole = True, self._last
            case "BESIDE":
                self._close()
                self._part = False
            case _:  # something else is counted: what was the subject before no longer is
                self._close()
                self._topic = self._topic if self._part else None

    def _timed(self, step: Step) -> None:
        """Note which period the words after this are about."""
        year = step.year
        match step.kind:
            case "YEAR":
                if year is not None and self._year is not None and year != self._year:
                    self._clause.add(_YEARS["OTHER_YEAR" if year < self._year else "NEXT_YEAR"])
                elif self._year is None and step.carried:
                    self._clause.add(_YEARS[step.carried])
                elif not step.carried:
                    self._elsewhen = False
            case "THIS_YEAR":
                self._elsewhen = False
            case "OTHER_PERIOD":
                self._elsewhen = True
            case "CUMULATIVE":
                self._elsewhen = self._elsewhen is not False
            case kind:
                if year is not None and year != self._year and (self._year is not None or kind == "SINCE"):
                    self._elsewhen = True
                elif kind != "YEAR_END":
                    self._elsewhen = False

    def _open(self) -> None:
        """A bracket opens: after a figure it states parts of it; else it explains what the clause has said so far."""
        explained = not self._clause.counts
        held = self._clause if explained else _Clause()
        if not explained:
            self._close()
        self._brackets.append((held, self._part, self._compared, self._whole, self._elsewhen))
        self._compared = self._compared or held.compares
        if not explained:
            self._part, self._whole = True, self._last
        self._clause, self._before = _Clause(), ()

    def _shut(self) -> None:
        self._close()
        if self._brackets:
            self._clause, self._part, self._compared, self._whole, self._elsewhen = self._brackets.pop()

    def _close(self, *, goes_on: bool = False) -> None:
        """End the clause: add what it states, and keep what it says about those after it."""
        clause, before = self._clause, self._before
        self._before = ()
        if not clause:
            return
        self._clause = _Clause()
        kinds = _kinds_of_words(clause)
        if before:  # 收到政府信息公开申请，共8件
            counted = _kinds_of_words(before) if len(kinds) == 1 and kinds[0] in FIGURES else ()
            meaning = self._shapes.meaning(self._topic, self._part, kinds, counted)
        else:
            meaning = self._shapes.meaning(self._topic, self._part, kinds)
        says, _, states, _, with_carried_over, self._topic, elsewhen = meaning
        if not says:
            if goes_on:
                self._before = clause
            if with_carried_over:
                self._state(clause, meaning)
        elif (states or with_carried_over) and not self._elsewhen and not self._compared:
            self._state(clause, meaning)
        if elsewhen:
            self._elsewhen = True

    def _state(self, clause: list[_Placed], meaning: Meaning) -> None:
        """Add the facts that a clause states."""
        whole = self.facts[self._whole] if self._part and self._whole is not None else None
        for kind in meaning.states:
            # A part of a whole is not of the same kind as the whole, unless it says so: 其中按时答复90件
            if whole is None or whole.kind is not kind or meaning.newly:
                self._last = len(self.facts)
                self.facts.append(self._fact(kind, clause, meaning))
        if whole is not None and whole.kind is FactKind.RECEIVED and (meaning.newly or meaning.with_carried_over):
            self.facts[self._whole or 0] = attrs.evolve(whole, scope=Scope.WITH_CARRIED_OVER)

    def _fact(self, kind: FactKind, clause: Sequence[_Placed], meaning: Meaning) -> Fact:
        if meaning.denies:  # 未收到申请, 未发生一起行政诉讼
            said, at = next(placed for placed in clause if placed[0].denial)
            value, unit, approximate, (start, end) = 0, None, False, said.denial or (0, 0)
        else:
            said, at = next(placed for placed in clause if placed[0].figures)
            value, unit, approximate, start, end = said.figures[0]
        start, end = self._places[at + start], self._places[at + end - 1] + 1
        scope = Scope.NEW if meaning.newly else None
        return Fact(kind, value, unit, approximate, self._text[start:end], Span(start, end), scope)


def _kinds_of_words(clause: Sequence[_Placed]) -> tuple[str, ...]:
    """The kinds of the words of a clause."""
    if len(clause) == 1:
        return clause[0][0].kinds
    return tuple(chain.from_iterable([step.kinds for step, _ in clause]))
