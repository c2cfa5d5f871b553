"""What a clause means, decided by the kinds of its words alone.

The rules of ``facts.lark`` have no rule inside itself, and several of them may describe one clause: each is a regular
expression over words.  A clause is written with one character for each word, and its meaning is remembered,
because clauses of the same shape occur again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from govinfo_parse.errors import GrammarError
from govinfo_parse.model.facts import FactKind
from govinfo_parse.narrative.lexicon import GAP

LONGEST_CLAUSE = 40
"""No clause of more known words is compared with the rules."""

FIGURES = frozenset({"FIGURE", "ZERO", "NUMERAL"})
_NEWLY, _WITH_CARRIED_OVER = "newly", "with_carried_over"
_TOPICS = ("about_proceedings", "about_applications", "about_publications")
"""The rules that say what a clause is about; the first that matches counts.  Its name in capitals is put before
the words of the next clause."""
_DESCRIBING = (*FactKind, _NEWLY, _WITH_CARRIED_OVER)
CLAUSE_RULES = (*_DESCRIBING, *_TOPICS)
"""The rules that are asked of a clause; all others are parts of them."""
_APPLICATIONS = "ABOUT_APPLICATIONS"
_OF_APPLICATIONS = frozenset(FactKind) - {FactKind.RECONSIDERATION, FactKind.LITIGATION, FactKind.PUBLISHED}
_CARRIED = frozenset({FactKind.CARRIED_OVER, FactKind.CARRIED_FORWARD})
_OTHER_YEARS = frozenset({"OTHER_YEAR", "NEXT_YEAR"})
_FIRST = 0xE000  # characters that no text has a meaning for
_REMEMBERED = 8192


class Meaning(NamedTuple):
    """What the words of a clause mean.

    Attributes:
        says: whether it has a figure, or says no.
        denies: whether it says no before it has a figure, if it has one.
        states: the kinds of the facts it states, in their order.
        newly: whether its figure counts the applications of the year alone, as a part of a whole.
        with_carried_over: whether it says that the whole counts those carried over too.
        topic: what the clauses after it are about.
        elsewhen: whether the clauses after it are about another year.
    """

    says: bool
    denies: bool
    states: tuple[FactKind, ...]
    newly: bool
    with_carried_over: bool
    topic: str | None
    elsewhen: bool


class Shapes:
    """Rules as expressions over words.

    Attributes:
        topical: the words that say what a clause is about.
    """

    def __init__(self, trees: Mapping[str, Any], terminals: Iterable[str]) -> None:
        self._codes = {name: chr(_FIRST + number) for number, name in enumerate(terminals)}
        self._trees = trees
        self._any = f"[^{''.join(self._codes[name] for name in FIGURES)}]"
        self._rules = {name: re.compile(self._rule(name, ())) for name in _DESCRIBING}
        self._topics = {topic.upper(): frozenset(symbols(trees[topic])) for topic in _TOPICS}
        self.topical = frozenset(chain.from_iterable(self._topics.values()))
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._meaning)

    def meaning(self, topic: str | None, part: bool, words: tuple[str, ...], before: tuple[str, ...] = ()) -> Meaning:
        """What a clause means.

        Args:
            topic: what the clauses before are about.
            part: whether the clause states a part of a whole.
            words: the kinds of its words.
            before: the words of the clause before, where this one only counts what that one names.
        """
        read = self._remembered if len(words) <= LONGEST_CLAUSE else self._meaning
        return read(topic, part, words, before)

    def _meaning(self, topic: str | None, part: bool, words: tuple[str, ...], before: tuple[str, ...]) -> Meaning:
        kinds, whole = frozenset(words), before + words
        figures = [place for place, kind in enumerate(whole) if kind in FIGURES]
        says = bool(figures) or "NOT" in kinds
        asked = says or (part and "CARRIED" in kinds)  # （含上年结转）
        readable = asked and len(figures) <= 1 and len(whole) <= LONGEST_CLAUSE
        rules = self._rules_of(_shape_of_clause(topic, part, whole)) if readable else frozenset()
        states = tuple(kind for kind in FactKind if says and kind in rules)
        carried = "CARRIED" in kinds or not _CARRIED.isdisjoint(states)
        if not _OF_APPLICATIONS.isdisjoint(states):
            topic = _APPLICATIONS
        elif not kinds.isdisjoint(self.topical):
            topic = next(topic for topic, terminals in self._topics.items() if kinds & terminals)
        elif figures and not states and not (part and kinds <= {GAP, "FIGURE", "ZERO"}):
            # A part may be named in words of its own; otherwise an unknown word next to the figure is something new
            # that it counts.
            topic = None if GAP in whole[max(figures[0] - 1, 0) : figures[0] + 2] else topic
        return Meaning(
            says,
            "NOT" in whole[: figures[0] if figures else None],
            states,
            _NEWLY in rules,
            _WITH_CARRIED_OVER in rules,
            topic,
            elsewhen=not carried and not kinds.isdisjoint(_OTHER_YEARS),
        )

    def _rules_of(self, shape: Iterable[str]) -> frozenset[str]:
        """The rules that describe a clause whole."""
        written = "".join(map(self._codes.__getitem__, shape))
        return frozenset(name for name, expression in self._rules.items() if expression.fullmatch(written))

    def _rule(self, name: str, within: tuple[str, ...]) -> str:
        if name in within:
            raise GrammarError(f"the rule {name} of the narrative grammar has itself inside", "facts.lark")
        if name not in self._trees:
            raise GrammarError(f"the narrative grammar has no rule {name}", "facts.lark")
        return self._expression(self._trees[name], (*within, name))

    def _expression(self, tree: Any, within: tuple[str, ...]) -> str:
        kind = getattr(tree, "data", None)
        if kind == "expansions":
            return _any_branch([self._expression(child, within) for child in tree.children])
        if kind == "expansion":
            return "".join(self._expression(child, within) for child in tree.children)
        if kind == "alias":
            return self._expression(tree.children[0], within)
        if kind == "maybe":
            return f"(?:{self._expression(tree.children[0], within)})?"
        if kind == "expr":
            inner, operator, *numbers = tree.children
            repeated = operator if operator != "~" else "{" + ",".join(numbers) + "}"
            return f"(?:{self._expression(inner, within)}){repeated}"
        if kind == "value":
            return self._symbol(tree.children[0], within)
        return self._symbol(tree, within)

    def _symbol(self, symbol: Any, within: tuple[str, ...]) -> str:
        name = str(getattr(symbol, "name", ""))
        if not name:
            raise GrammarError("a rule of the narrative grammar may hold names of words and rules only", "facts.lark")
        if name == "ANY":
            return self._any
        return self._codes.get(name) or self._rule(name, within)


def symbols(tree: Any) -> list[str]:
    """The names in a rule."""
    return [str(symbol.name) for symbol in tree.scan_values(lambda value: hasattr(value, "name"))]


def _shape_of_clause(topic: str | None, part: bool, words: Iterable[str]) -> list[str]:
    """The words as the rules see them.

    Unknown words in a row count as one, and a word that occurs more than twice in a row counts twice.
    """
    shape = [topic] if topic else []
    if part:
        shape.append("PART")
    for kind in words:
        repeated = shape[-1:] == [GAP] if kind == GAP else shape[-2:] == [kind, kind]
        if not repeated:
            shape.append(kind)
    return shape


def _any_branch(branches: list[str]) -> str:
    if len(branches) == 1:
        return branches[0]
    if all(len(branch) == 1 for branch in branches):
        return f"[{''.join(branches)}]"
    return f"(?:{'|'.join(branches)})"
