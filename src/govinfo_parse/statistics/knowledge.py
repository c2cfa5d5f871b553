"""What the grammars say of indicator tables: heads, words, labels and their keys, families and partitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

import attrs

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.grammar_files import (
    GrammarSource,
    Terminal,
    alternatives,
    built_in,
    built_in_file,
    definitions,
    fault,
)
from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.refusing import refuse_figures
from govinfo_parse.grammar.spelling import spaced
from govinfo_parse.model.paths import PATHS

NAME, UNIT, CODE, NOTE = "NAME_HEAD", "UNIT_HEAD", "CODE_HEAD", "NOTE_HEAD"
MONTH, YEAR, CUMULATIVE, COUNT = "MONTH", "YEAR", "CUMULATIVE", "COUNT"
VALUES = (MONTH, YEAR, CUMULATIVE, COUNT)
"""The terminals of heads of value columns that are known; in a table with cell marks any other head may be above values
too."""
_HEADS = (NAME, UNIT, CODE, NOTE, *VALUES)
_WORDS = (
    "LETTERED",
    "TAIL",
    "WEAK_HEAD",
    "WEAK_COUNT",
    "UNIT",
    "PART",
    "OTHER_TABLE",
    "FOOT",
    "BEHIND_A_NUMBER",
    "MEASURE",
)
_ROWS, _MEASURES, _ORDER, _FORM, _PARTITION = "statistics_row", "same_measure", "at_most", "form_", "partition"
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_OF_THE_YEAR = "统计数"
"""A head that does not name the year, though its figures are those of the year: the form of 2014 has no other
column."""
_LONG = 4
"""Shorter labels occur inside other words too."""
_FIGURE = re.compile(r"\d")


@attrs.frozen
class Group:
    """A row and the rows that are parts of it.

    Attributes:
        whole: the label of the row.
        parts: the labels of its parts.
        partition: whether the parts sum to the row; else each is at most the row.
    """

    whole: str
    parts: tuple[str, ...]
    partition: bool


@attrs.frozen
class Family:
    """The labels of one kind of indicator table.

    Attributes:
        name: the name of its rule, without ``form_``.
        labels: its labels, in printed order.
        groups: rows and their parts.
    """

    name: str
    labels: tuple[str, ...]
    groups: tuple[Group, ...]

    @cached_property
    def wholes(self) -> Mapping[str, frozenset[str]]:
        """Label of a part -> the labels of the rows that it can be a part of."""
        found: dict[str, frozenset[str]] = {}
        for group in self.groups:
            for part in group.parts:
                found[part] = found.get(part, frozenset()) | {group.whole}
        return found

    def partitions(self, whole: str, parts: frozenset[str]) -> bool:
        """Whether exactly these rows sum to this one."""
        return any(group.partition and group.whole == whole and parts == set(group.parts) for group in self.groups)


class Knowledge:
    """The compiled grammars of indicator tables.

    Args:
        sources: the caller's own grammars.

    Attributes:
        families: the families by name, the caller's own first.
        keys: label -> the key that all years share.
        measures: key -> the path of the cell of later forms that measures the same.
        order: the kinds of columns; a figure of each is at most that of the next.
    """

    def __init__(self, sources: tuple[GrammarSource, ...] = ()) -> None:
        self._sources = (built_in_file("statistics.lark"), *built_in("statistics"), *sources)
        terminals, rules = definitions(self._sources)
        self._terminals = {name: terminal for name, terminal in terminals.items() if _spelled(terminal)}
        self._quoted = self._add_quoted(rules)
        heads = {*_HEADS, *_WORDS}
        self.vocabulary = Vocabulary(t for name, t in self._terminals.items() if name not in heads)
        self.heads = Vocabulary(self._terminals[name] for name in _HEADS)
        self.keys: Mapping[str, str] = dict(self._aliases(rules, _ROWS))
        self.measures: Mapping[str, str] = {
            self._key_of(label): path for label, path in self._aliases(rules, _MEASURES)
        }
        self.order = tuple(str(symbol.name) for symbol in _names_in_rule(rules[_ORDER]))
        own = [self._family(name, rules) for name in rules if name.startswith(_FORM)]
        self.families: Mapping[str, Family] = {family.name: family for family in reversed(own)}
        self._refuse_keys()
        self._refuse_labels()
        self._refuse_unused(rules)

    def _add_quoted(self, rules: Mapping[str, Any]) -> dict[str, str]:
        """Give labels that are quoted in rules a terminal of their own; quoted text -> its terminal."""
        spellings = {key(text): name for name, terminal in self._terminals.items() for text in terminal.literals}
        quoted: dict[str, str] = {}
        for tree in rules.values():
            for token in tree.scan_values(lambda value: getattr(value, "type", "") == "STRING"):
                text = token[1:-1]
                name = quoted[str(token)] = spellings.setdefault(key(text), f"“{text}”")
                if name not in self._terminals:
                    place = _first_place(self._terminals, token)
                    self._terminals[name] = Terminal(name, (text,), (), (place,))
        return quoted

    def _label(self, symbol: Any) -> str:
        return self._quoted.get(str(symbol), str(getattr(symbol, "name", symbol)))

    def _aliases(self, rules: Mapping[str, Any], rule: str) -> Iterator[tuple[str, str]]:
        """(label, alias as a dotted path) of every alternative of a rule."""
        for expansion, alias in alternatives(rules[rule]):
            labels = [self._label(symbol) for symbol in _names_in_rule(expansion)]
            if alias is None or len(labels) != 1:
                message = f"{rule} gives one label a key: {labels[0] if labels else 'LABEL'} -> my_key"
                raise self._fault(message)
            yield labels[0], alias.replace("__", ".")

    def _key_of(self, label: str) -> str:
        if label not in self.keys:
            raise self._fault(f"{label} has no key; give it one with statistics_row")
        return self.keys[label]

    def _family(self, rule: str, rules: Mapping[str, Any]) -> Family:
        labels: list[str] = []
        groups: list[Group] = []

        def walk(rule_name: str, seen: tuple[str, ...]) -> list[str]:
            """The labels that a rule's rows begin with."""
            if rule_name in seen:
                raise self._fault(f"{rule_name} contains itself")
            first: list[str] = []
            for expansion, alias in alternatives(rules[rule_name]):
                members: list[str] = []
                for symbol in _names_in_rule(expansion):
                    if getattr(symbol, "name", None) in rules:
                        members += walk(str(symbol.name), (*seen, rule_name))[:1]
                    else:
                        members.append(self._label(symbol))
                        labels.append(members[-1])
                if rule_name != rule and members:
                    groups.append(self._group(rule_name, members, alias))
                first = first or members
            return first

        walk(rule, ())
        for label in labels:
            if label not in self._terminals:
                raise self._fault(f"{label} is no label: it is spelled nowhere")
        if not labels:
            raise self._fault(f"{rule} has no labels; write them behind it, in printed order")
        return Family(rule.removeprefix(_FORM), tuple(dict.fromkeys(labels)), tuple(groups))

    def _group(self, rule: str, members: list[str], alias: str | None) -> Group:
        """The row that a rule begins with, and its parts."""
        if alias not in {None, _PARTITION}:
            raise self._fault(f"{alias} is nothing that parts are; write -> partition where they sum to the row")
        if len(members) == 1:
            raise self._fault(f"{rule} has no parts; write them behind {members[0]}")
        return Group(members[0], tuple(members[1:]), alias == _PARTITION)

    def _fault(self, message: str) -> GrammarError:
        return fault(ValueError(message), self._sources)

    def _refuse_keys(self) -> None:
        """Refuse keys that are no names, and cells that the record does not have."""
        for label, path in self.keys.items():
            if not all(_KEY.fullmatch(part) for part in path.split(".")):
                raise self._fault(f"{path} is no key for {label}; keys are small letters, as in a__b")
        for path in self.measures.values():
            if path not in PATHS:
                raise self._fault(f"{path.replace('.', '__')} is no cell of the record")

    def _refuse_labels(self) -> None:
        """Refuse words that would take figures away from rows."""
        for quoted in self._quoted:
            text = quoted[1:-1]
            if not any(map(str.isalpha, text)):
                raise self._fault(f"the label {text!r} has no letter; it would be taken for a figure or a sign")
        for name, terminal in self._terminals.items():
            _refuse_figures(name, terminal)

    def _refuse_unused(self, rules: Mapping[str, Any]) -> None:
        """Refuse labels and rules that nothing would ever use."""
        used = {str(getattr(symbol, "name", "")) for tree in rules.values() for symbol in _names_in_rule(tree)}
        for rule in rules:
            if not rule.startswith(_FORM) and rule not in {_ROWS, _MEASURES, _ORDER} and rule not in used:
                raise self._fault(
                    f"nothing uses the rule {rule}; a family is called form_NAME, labels are added to statistics_row"
                )
        for name in self._terminals:
            if name not in {*_HEADS, *_WORDS, *self._quoted.values(), *used}:
                raise self._fault(f"nothing uses the label {name}; name it in statistics_row, or in a family form_NAME")

    def sums_up(self, form: str | None, whole: str, parts: Iterable[str]) -> bool:
        """Whether rows with these labels sum to a row, in a table of this family."""
        family = self.families.get(form or "")
        labels = [self.vocabulary.find(label) for label in (whole, *parts)]
        if family is None or None in labels:
            return False
        first, *others = [label.terminal for label in labels if label is not None]
        return family.partitions(first, frozenset(others))

    def period(self, head: str) -> int | None:
        """The place of a head's kind in the order of kinds; None where it is not in that order."""
        label = self.heads.find(head)
        return self.order.index(label.terminal) if label is not None and label.terminal in self.order else None

    def is_of_year(self, head: str, year: int | None) -> bool:
        """Whether the figures under a head are those of the year reported on."""
        label = self.heads.find(head)
        if label is None or label.terminal == COUNT:
            return head == _OF_THE_YEAR
        digits = "".join(filter(str.isdecimal, head))
        return label.terminal == YEAR and digits in {"", str(year)}

    # ---- words, as expressions

    def words(self, terminal: str) -> str:
        """An expression for any spelling of a terminal, longest first, with any spaces inside it."""
        known = self._terminals[terminal]
        literals = sorted(
            ("".join(filter(str.isalnum, text)) or text for text in known.literals), key=len, reverse=True
        )
        spelled = [r"\s{0,2}".join(map(re.escape, text)) for text in literals]
        return "(?:" + "|".join([*known.patterns, *spelled]) + ")"

    @cached_property
    def name_head(self) -> re.Pattern[str]:
        """A head of the column of labels, anywhere."""
        return re.compile(self.words(NAME))

    @cached_property
    def weak_head(self) -> re.Pattern[str]:
        """A head of the column of labels that occurs in other words and tables too."""
        return re.compile(self.words("WEAK_HEAD"))

    @cached_property
    def weak_count(self) -> re.Pattern[str]:
        """A head of values that occurs in other tables too."""
        return re.compile(self.words("WEAK_COUNT"))

    @cached_property
    def any_head(self) -> re.Pattern[str]:
        """Any head that is known, by the name of its terminal, in text without marks between cells."""
        return re.compile("|".join(f"(?P<{name}>{self.words(name)})" for name in (*VALUES, NAME, UNIT, CODE, NOTE)))

    def lettering(self, count: int) -> re.Pattern[str]:
        """A row that numbers the columns, of which this many have values."""
        numbers = "".join(rf"[\s|]*{number}" for number in range(1, count + 1))
        return re.compile(rf"[\s|]*(?:{self.words('LETTERED')}[\s|]*)+(?:{numbers})?")

    @cached_property
    def lettered(self) -> re.Pattern[str]:
        """The letter of a column."""
        return re.compile(self.words("LETTERED"))

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """A head that may be the end of the one before it."""
        return re.compile(self.words("TAIL"))

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """A unit."""
        return re.compile(self.words("UNIT"))

    @cached_property
    def measure(self) -> re.Pattern[str]:
        """A word that counts what is before it in a sentence, but not in a table: 20封."""
        return re.compile(self.words("MEASURE"))

    @cached_property
    def part(self) -> re.Pattern[str]:
        """The word before the first part of a row, with the marks around it."""
        return re.compile(rf"\s*[（(]?\s*{self.words('PART')}\s*[:：、,，)）]?\s*")

    @cached_property
    def other_table(self) -> re.Pattern[str]:
        """Words that begin a table of another kind."""
        return re.compile(self.words("OTHER_TABLE"))

    @cached_property
    def foot(self) -> re.Pattern[str]:
        """Words that end a table, at the beginning of a row."""
        return re.compile(rf"\s*{self.words('FOOT')}\s*(?:[:：(（]|\d{{1,2}}[:：.、]|$)")

    @cached_property
    def behind_a_number(self) -> re.Pattern[str]:
        """Words after a number that belongs to a label, or is not a figure."""
        return re.compile(self.words("BEHIND_A_NUMBER"))

    @cached_property
    def known_label(self) -> re.Pattern[str]:
        """A label that is known, anywhere in a text without marks between cells."""
        keys = (found for found in self.vocabulary.keys if len(found) >= _LONG and not _FIGURE.match(found))
        return re.compile(spaced(keys))

    def unit_of(self, text: str) -> str | None:
        """The unit that a cell holds; None where it holds none that is known."""
        stripped = text.strip("()（） \t\n\u3000")
        return stripped if self.unit.fullmatch(stripped) else None


@cache
def built_in_knowledge() -> Knowledge:
    """The built-in grammars, compiled once."""
    return Knowledge()


def _refuse_figures(name: str, terminal: Terminal) -> None:
    """Refuse words that would take figures away from rows; a head may be a year, and a unit a sign."""
    if name not in {*VALUES, "UNIT", "BEHIND_A_NUMBER"}:
        refuse_figures(terminal)
        return
    for literal, place in zip(terminal.literals, terminal.places, strict=False):
        if not literal.strip() or literal.isdecimal():
            message = f"the label {literal!r} of {name} has no letter; it would be taken for a figure or a sign"
            raise GrammarError(message, place.file, place.line, place.column)
    for pattern, place in zip(terminal.patterns, terminal.places[len(terminal.literals) :], strict=True):
        if re.fullmatch(pattern, "") or re.fullmatch(pattern, "7"):
            message = f"the expression of {name} can match a figure, which it would take away from a row"
            raise GrammarError(message, place.file, place.line, place.column)


def _spelled(terminal: Terminal) -> bool:
    return bool(terminal.literals or terminal.patterns)


def _first_place(terminals: Mapping[str, Terminal], token: Any) -> Any:
    """A place for a label in quotes: after all terminals, because only a rule names it."""
    place = max(place for terminal in terminals.values() for place in terminal.places)
    return place._replace(order=token.line or place.order, column=token.column or 1)


def _names_in_rule(tree: Any) -> list[Any]:
    return list(tree.scan_values(lambda value: hasattr(value, "name") or getattr(value, "type", "") == "STRING"))


__all__ = [
    "CODE",
    "COUNT",
    "CUMULATIVE",
    "NAME",
    "NOTE",
    "UNIT",
    "VALUES",
    "YEAR",
    "Family",
    "GrammarError",
    "Group",
    "Knowledge",
]
