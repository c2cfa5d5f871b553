"""From a stretch of text without cell marks to tokens: labels are searched, values are what lies between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from govinfo_parse.grammar.cells import CellReader
from govinfo_parse.grammar.labels import Vocabulary, key
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.tokens import Region, Token

_BETWEEN = r"[^\w]{0,4}"
_WORD = re.compile(r"\S+")


def spaced(keys: Iterable[str]) -> str:
    """A regular expression that finds any of the keys, the longest first, whatever marks stand inside them.

    A digit in a key is an item number: it needs a mark behind it, or it would be taken from the values before it.
    """
    trie: dict[str, Any] = {}
    for spelled in keys:
        node = trie
        for character in spelled:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(trie)


def _branch(trie: dict[str, Any]) -> str:
    branches = []
    for character, node in trie.items():
        if not character:
            continue
        inner = _branch(node)
        gap = _BETWEEN.replace("{0,", "{1,") if character.isdigit() else _BETWEEN
        branches.append(re.escape(character) + (gap + inner if inner else "") if "" not in node or not inner else
                        re.escape(character) + f"(?:{gap}{inner})?")
    if not branches:
        return ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


class Scanner:
    """Finds labels anywhere in a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._labels = re.compile(spaced(vocabulary.keys))

    def tokens(
        self, layout: Layout, text: str, start: int, rows: Collection[str], reader: CellReader
    ) -> Iterator[Token]:
        """The tokens of a stretch of text that begins at offset ``start`` of the caller's text."""
        assert layout.values is not None
        region = Region([], [], [], None, run_together=True)
        found = []
        behind = 0
        for match in self._labels.finditer(text):
            label = self._vocabulary.find_key(key(match[0]))
            if label is None:
                continue
            found.append((behind, match.start(), None))
            found.append((match.start(), match.end(), label.terminal))
            behind = match.end()
        found.append((behind, len(text), None))
        for begin, end, terminal in found:
            if terminal is not None:
                index = self._cell(region, text, begin, end, start, reader)
                pending = Token(terminal, region, index, index + 1, index + 1)
                yield pending
            else:
                yield from self._between(layout, region, text, begin, end, start, reader)

    @staticmethod
    def _cell(region: Region, text: str, begin: int, end: int, start: int, reader: CellReader) -> int:
        cell = text[begin:end]
        region.cells.append(cell)
        region.starts.append(start + begin)
        region.lexemes.append(reader[cell])
        return len(region.cells) - 1

    def _between(
        self, layout: Layout, region: Region, text: str, begin: int, end: int, start: int, reader: CellReader
    ) -> Iterator[Token]:
        """The runs of values between two labels.  Figures inside a sentence are not values."""
        assert layout.values is not None
        for match in layout.values.finditer(text, begin, end):
            words = [word for word in _WORD.finditer(text, *match.span()) if any(map(_matters, word[0]))]
            trailing = match[0][len(match[0].rstrip()) :]
            sentence = match.end() < end and text[match.end()].isalpha() and "\n" not in trailing
            if words and not sentence:
                attached = not key(text[begin : match.start()])
                first = len(region.cells)
                for word in words:
                    self._cell(region, text, *word.span(), start, reader)
                yield Token("RUN" if attached else "BARE", region, first, first, len(region.cells))


def _matters(character: str) -> bool:
    return character.isdigit() or character in "-－−–—―_/／"
