"""What a clause states, told by the kinds of its words alone.

The rules of ``facts.lark`` have no rule inside itself, and several of them may describe one clause: each is a regular
expression over words.  A clause is written with one character for each word, and what it states is remembered, because
clauses of the same shape come again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from govinfo_parse.errors import GrammarError

LONGEST = 40
"""No clause of more known words is compared with the rules."""

FIGURES = frozenset({"FIGURE", "ZERO", "NUMERAL"})
_FIRST = 0xE000  # characters that no text has a meaning for
_REMEMBERED = 8192


class Shapes:
    """Rules as expressions over words.

    Attributes:
        names: the rules that were asked for.
    """

    def __init__(self, trees: Mapping[str, Any], terminals: Iterable[str], names: Iterable[str]) -> None:
        self._codes = {name: chr(_FIRST + number) for number, name in enumerate(terminals)}
        self._trees = trees
        figures = "".join(self._codes[name] for name in FIGURES)
        self._any = f"[^{figures}]"
        self._rules = {name: re.compile(self._rule(name, ())) for name in names}
        self.states = lru_cache(maxsize=_REMEMBERED)(self._states)

    def _states(self, words: tuple[str, ...]) -> frozenset[str]:
        """The rules that describe a clause whole."""
        shape = "".join(map(self._codes.__getitem__, words))
        return frozenset(name for name, expression in self._rules.items() if expression.fullmatch(shape))

    def _rule(self, name: str, within: tuple[str, ...]) -> str:
        if name in within:
            raise GrammarError(f"the rule {name} of the narrative grammar has itself inside", "facts.lark")
        if name not in self._trees:
            raise GrammarError(f"the narrative grammar has no rule {name}", "facts.lark")
        return self._expression(self._trees[name], (*within, name))

    def _expression(self, tree: Any, within: tuple[str, ...]) -> str:
        kind = getattr(tree, "data", None)
        if kind == "expansions":
            return _either([self._expression(child, within) for child in tree.children])
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


def _either(branches: list[str]) -> str:
    if len(branches) == 1:
        return branches[0]
    if all(len(branch) == 1 for branch in branches):
        return f"[{''.join(branches)}]"
    return f"(?:{'|'.join(branches)})"
