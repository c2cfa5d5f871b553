"""How labels are found anywhere in a text: one expression for all their spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

_MARKS = r"\W{0,4}"
_PINYIN = r"\([A-Za-z\u00c0-\u024f ]{1,12}\)"
_MARKS_OR_PINYIN = rf"(?:{_MARKS}|\s?{_PINYIN}\s?)"
_BEHIND_NUMBER = r"[ \t]{0,2}[.、)]\W{0,3}"
_has_pinyin = re.compile(_PINYIN).search

Spell = Callable[[Iterable[str]], str]
"""Makes an expression that finds any of the keys."""


class Spelled:
    """An expression that has labels in it, whatever marks or pinyin are inside them.

    Few texts have pinyin, and the expression that allows for it takes ten times as long to compile: each of the two
    is compiled when the first text needs it.

    Args:
        made: makes the expression; it is given what spells the labels.
    """

    def __init__(self, made: Callable[[Spell], str]) -> None:
        self._compiled = cache(lambda gap: re.compile(made(partial(spaced, gap=gap))))

    def on(self, text: str) -> re.Pattern[str]:
        """The expression to be used on this text."""
        return self._compiled(_MARKS_OR_PINYIN if _has_pinyin(text) else _MARKS)


def spaced(keys: Iterable[str], gap: str = _MARKS_OR_PINYIN) -> str:
    """A regular expression that finds any of the keys, the longest first, whatever marks or pinyin are inside them.

    Digits at the beginning of a key are an item number: a mark of item numbers must come after them, or else
    they could be digits of the values before them.

    Args:
        keys: the labels, folded.
        gap: what may stand between two characters of a key.
    """
    trie: dict[str, Any] = {}
    for spelled in keys:
        node = trie
        for character in spelled:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(trie, "", gap)


def _branch(trie: dict[str, Any], before: str, between: str) -> str:
    """Any continuation of a key, after what may part it from what comes ``before``; and so ``between`` the rest."""
    digits: list[str] = []
    others: list[str] = []
    for character, node in trie.items():
        if not character:
            continue
        numbering = character.isdigit() and before != between
        inner = _branch(node, _BEHIND_NUMBER if numbering else between, between)
        found = re.escape(character) + (f"(?:{inner})?" if "" in node and inner else inner)
        (digits if numbering else others).append(found)
    return _either([*digits, before + _either(others)] if others else digits)


def _either(branches: list[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
