"""Definitions in a form's grammar that can never work: refused with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.grammar_files import GrammarSource, Terminal, alternatives
from govinfo_parse.grammar.values import is_value
from govinfo_parse.model.paths import FURTHER, TABLES

_WITH_PATH = re.compile(r"(?:shared_)?\w+_(?:row|block|column)")
_LIKE = 0.85
"""How similar the name of a rule is to the one that was meant."""
_FIGURES = ("7", "12", "2021", "3.5", "-8", "12件")
_ROWS = {"disclosure": "disclosure_row", "applications": "applications_row", "proceedings": "proceedings_block"}
"""Table -> the rule that its rows are added to."""


def refuse_unusable(
    terminals: Mapping[str, Terminal],
    rules: Mapping[str, Any],
    sources: Iterable[GrammarSource],
    all_sources: Iterable[GrammarSource],
) -> None:
    """Refuse labels without a path, forms, blocks and labels that nothing uses, and labels that are figures.

    Args:
        terminals: the terminals.
        rules: the trees of the rules.
        sources: the files that may hold a form.
        all_sources: these, and the grammar that they add to.

    Raises:
        GrammarError: says what to write instead.
    """
    every, own = tuple(all_sources), tuple(sources)
    _refuse_quoted(rules, every)
    _refuse_without_path(rules, every)
    _refuse_unused_forms(rules, own)
    _refuse_unused(terminals, rules, own)
    for terminal in terminals.values():
        refuse_figures(terminal)


def _refuse_quoted(rules: Mapping[str, Any], sources: tuple[GrammarSource, ...]) -> None:
    """Refuse labels that are quoted in a rule: a label must have a name, which a cell's text is mapped to."""
    for rule, tree in rules.items():
        quoted = next(tree.scan_values(lambda value: getattr(value, "type", "") in {"STRING", "REGEXP"}), None)
        if quoted is not None:
            message = f"{quoted} stands in the rule {rule}; give it a name, MY_LABEL: {quoted}, and write that"
            raise at(message, str(quoted), sources)


def _refuse_without_path(rules: Mapping[str, Any], sources: tuple[GrammarSource, ...]) -> None:
    for rule, tree in rules.items():
        if not _WITH_PATH.fullmatch(rule):
            continue
        table, kind = rule.removeprefix("shared_").rpartition("_")[::2]
        for expansion, alias in alternatives(tree):
            symbols = _names(expansion)
            if not symbols:
                raise at(f"{rule} has an alternative without a label; write one behind it", rule, sources)
            if alias is None:
                own = f"{table}__rules" if table == "disclosure" else "further__my_row"
                example = "my_head -> total" if kind == "column" else f"{symbols[0]} -> {own}"
                message = f"{symbols[0]} has no path in {rule}; write where its cells go, as in {example}"
                raise at(message, symbols[0], sources)
            _refuse_several(rule, kind, symbols, alias, sources)
            _refuse_path(rule, table, kind, alias, sources)


def _refuse_several(rule: str, kind: str, symbols: list[str], alias: str, sources: tuple[GrammarSource, ...]) -> None:
    """Refuse several labels with one path; heads side by side have a name each."""
    if len(symbols) == 1:
        return
    shown = " ".join(symbols)
    if kind != "column":
        message = f"{shown} are several labels in {rule}; write each with its path, as in {symbols[0]} -> {alias} | ..."
        raise at(message, alias, sources)
    if len(alias.split("__")) != len(symbols):
        message = f"{shown} are {len(symbols)} heads in {rule}; write as many names of cells, as in created__published"
        raise at(message, alias, sources)


def _refuse_path(rule: str, table: str, kind: str, alias: str, sources: tuple[GrammarSource, ...]) -> None:
    """Refuse names with an empty part, and the path of a row that another table has."""
    if not all(alias.split("__")) or alias == FURTHER:
        raise at(f"{alias} is no path; write a name behind each __, as in further__my_name", alias, sources)
    root = alias.partition("__")[0]
    if kind != "column" and root in TABLES and root != table:
        message = f"{alias} is a place in another table than {rule}; write %extend {_ROWS[root]}: ..."
        raise at(message, alias, sources)


def _refuse_unused_forms(rules: Mapping[str, Any], sources: tuple[GrammarSource, ...]) -> None:
    used = {f"form_{source.name}" for source in sources}
    for rule in rules:
        if rule.startswith("form_") and rule not in used:
            where = next((source for source in reversed(sources) if _line_of(source, rule)), None)
            if where is None:
                continue
            message = f"nothing uses {rule}: the form of this file is called form_{where.name}, after its name"
            if where.file.startswith("<"):
                message += f"; write it into {rule.removeprefix('form_')}.lark for the name {rule}"
            raise at(message, rule, (where,))


def _refuse_unused(
    terminals: Mapping[str, Terminal], rules: Mapping[str, Any], sources: tuple[GrammarSource, ...]
) -> None:
    roots = [rule for rule in rules if rule.startswith(("form_", "shared_"))]
    used = reached(rules, ["report", *roots])
    forms = [rule for rule in roots if rule.startswith("form_")]
    for rule in rules:
        if rule in used:
            continue
        near = get_close_matches(rule, used & rules.keys(), n=1, cutoff=_LIKE)
        year = rule.rpartition("_")[2]
        form = next((form for form in forms if form.rpartition("_")[2] == year), forms[-1])
        message = f"nothing uses the block {rule}; write %extend {form}: {rule}, or the form that prints it"
        if near:
            message = f"nothing uses the rule {rule}; the nearest is {near[0]}, so write %extend {near[0]}: ..."
        raise at(message, rule, sources)
    for name in terminals:
        if name not in used:
            message = (
                f"nothing uses the label {name}; name it in disclosure_row or its like, or write %extend RULES: ..."
            )
            raise at(message, name, sources)


def reached(rules: Mapping[str, Any], roots: Iterable[str]) -> frozenset[str]:
    """The names of everything that some rules consist of, including the rules themselves."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _names(rules[name]) if name in rules else ()
    return frozenset(seen)


def refuse_figures(terminal: Terminal) -> None:
    """Refuse labels and expressions of a terminal that would take a figure away from a row.

    Raises:
        GrammarError: there are such labels; says where.
    """
    owner = terminal.name
    for literal, place in zip(terminal.literals, terminal.places, strict=False):
        if not any(map(str.isalpha, key(literal))):
            message = f"the label {literal!r} of {owner} has no letter; it would be taken for a figure or a sign"
            raise GrammarError(message, place.file, place.line, place.column)
        if is_value(literal):
            message = f"the label {literal!r} of {owner} is what a cell prints as its value; write the words of a label"
            raise GrammarError(message, place.file, place.line, place.column)
    for pattern, place in zip(terminal.patterns, terminal.places[len(terminal.literals) :], strict=True):
        if any(re.fullmatch(pattern, figure) for figure in _FIGURES):
            message = f"the expression of {owner} can match a figure, which it would take away from a row"
            raise GrammarError(message, place.file, place.line, place.column)


def _names(tree: Any) -> list[str]:
    return [str(symbol.name) for symbol in tree.scan_values(lambda value: hasattr(value, "name"))]


def _line_of(source: GrammarSource, name: str) -> tuple[int, int] | None:
    """The line and column where a source names something."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line if name[:1] in '"/' else line.split("//")[0])
        if found:
            return number, found.start() + 1
    return None


def at(message: str, name: str, sources: tuple[GrammarSource, ...]) -> GrammarError:
    """An error about a name, at the place where the last of the sources has it."""
    for source in reversed(sources):
        place = _line_of(source, name)
        if place is not None:
            return GrammarError(message, source.file, *place)
    return GrammarError(message, sources[-1].file)
