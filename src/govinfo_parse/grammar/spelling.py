"""How labels are found anywhere in a text: one expression for all their spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_BETWEEN = r"(?:\W{0,4}|\s?\([A-Za-z\u00c0-\u024f ]{1,12}\)\s?)"
_BEHIND_NUMBER = r"[ \t]{0,2}[.、)]\W{0,3}"


def spaced(keys: Iterable[str]) -> str:
    """A regular expression that finds any of the keys, the longest first, whatever marks or pinyin are inside them.

    Digits at the beginning of a key are an item number: a mark of item numbers must come after them, or else
    they could be digits of the values before them.
    """
    trie: dict[str, Any] = {}
    for spelled in keys:
        node = trie
        for character in spelled:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(trie, "")


def _branch(trie: dict[str, Any], gap: str) -> str:
    """Any continuation of a key, after the ``gap`` that may part it from what comes before."""
    digits: list[str] = []
    others: list[str] = []
    for character, node in trie.items():
        if not character:
            continue
        numbering = character.isdigit() and gap != _BETWEEN
        inner = _branch(node, _BEHIND_NUMBER if numbering else _BETWEEN)
        found = re.escape(character) + (f"(?:{inner})?" if "" in node and inner else inner)
        (digits if numbering else others).append(found)
    return _either([*digits, gap + _either(others)] if others else digits)


def _either(branches: list[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
