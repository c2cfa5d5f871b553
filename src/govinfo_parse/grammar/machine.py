"""Runs the LALR table that Lark computed over tokens that come ready from a lexer.

Lark's own loop looks rules and terminals up by objects that compare in Python, several times a token.  The same
table with plain strings and numbers for keys takes half the time, which is a tenth of a whole parse.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift

from govinfo_parse.lexing.tokens import Token

_END = "$END"
_Reduce = tuple[int, Callable[[list[Any]], Any], str]


class Machine:
    """A compiled grammar, ready to run.  Holds no state of the texts it parses."""

    def __init__(self, lark: Lark, start: str) -> None:
        frontend: Any = lark.parser
        compiled = frontend.parser.parser
        table = compiled.parse_table
        self._start: int = table.start_states[start]
        self._accept: int = table.end_states[start]
        self._actions: dict[int, dict[str, int | _Reduce]] = {
            state: {
                sys.intern(str(name)): to
                if action is Shift
                else (len(to.expansion), compiled.callbacks[to], sys.intern(str(to.origin.name)))
                for name, (action, to) in actions.items()
            }
            for state, actions in table.states.items()
        }

    def run(self, tokens: Iterable[Token]) -> tuple[Any, list[Token]]:
        """Parse the tokens.

        Returns:
            What the start rule's callback made of them, and the tokens that no rule had a place for, left out.
        """
        actions = self._actions
        states, values, lost = [self._start], [], []
        state = self._start
        for token in tokens:
            kind = token.type
            while True:
                to = actions[state].get(kind)
                if to is None:
                    lost.append(token)
                    break
                if to.__class__ is int:
                    states.append(to)
                    values.append(token)
                    state = to
                    break
                state = self._reduce(to, states, values)
        while state != self._accept:
            to = actions[state].get(_END)
            if not isinstance(to, tuple):
                return None, lost  # A caller's rule that the text breaks off in.
            state = self._reduce(to, states, values)
        return values[-1], lost

    def _reduce(self, to: Any, states: list[int], values: list[Any]) -> int:
        size, callback, name = to
        children = values[len(values) - size :]
        if size:
            del values[-size:], states[-size:]
        values.append(callback(children))
        state = self._actions[states[-1]][name]
        states.append(state)  # type: ignore[arg-type]
        return state  # type: ignore[return-value]
