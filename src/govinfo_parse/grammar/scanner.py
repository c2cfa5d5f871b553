"""From a stretch of text without cell marks to tokens: labels are searched, values are what lies between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from govinfo_parse.grammar.cells import CellReader
from govinfo_parse.grammar.labels import Vocabulary, key
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.tokens import Region, Token

_BETWEEN = r"\W{0,4}"
_BEHIND_NUMBER = r"\s{0,2}[^\w\s]\W{0,3}"
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
        gap = _BEHIND_NUMBER if character.isdigit() else _BETWEEN
        behind = f"{gap}{inner}" if inner else ""
        branches.append(re.escape(character) + (f"(?:{behind})?" if "" in node and behind else behind))
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
        stretch = _Stretch(layout, text, start, reader)
        labels = [(found, match) for match in self._labels.finditer(text)
                  if (found := self._vocabulary.find_key(key(match[0]))) is not None]
        first = labels[0][1].start() if labels else len(text)
        for _, begin, end in stretch.runs(0, first):
            yield Token("BARE", stretch.region, begin, begin, end)
        for number, (label, match) in enumerate(labels):
            index = stretch.cell(match.start(), match.end())
            until = labels[number + 1][1].start() if number + 1 < len(labels) else len(text)
            runs = list(stretch.runs(match.end(), until))
            token = Token(label.terminal, stretch.region, index, index + 1, index + 1)
            if runs and runs[0][0] and label.terminal in rows:
                token.stop = runs.pop(0)[2]
            yield token
            for attached, begin, end in runs:
                yield Token("RUN" if attached else "BARE", stretch.region, begin, begin, end)


class _Stretch:
    """A stretch of text whose cells are added as they are found."""

    def __init__(self, layout: Layout, text: str, start: int, reader: CellReader) -> None:
        assert layout.values is not None
        self.region = Region([], [], [], [], None, run_together=True)
        self._values = layout.values
        self._text = text
        self._start = start
        self._reader = reader

    def cell(self, begin: int, end: int) -> int:
        """Add a cell; its index."""
        cell = self._text[begin:end]
        self.region.cells.append(cell)
        self.region.starts.append(self._start + begin)
        lexeme = self._reader[cell]
        self.region.lexemes.append(lexeme)
        self.region.kinds.append(lexeme.kind)
        return len(self.region.cells) - 1

    def runs(self, begin: int, end: int) -> Iterator[tuple[bool, int, int]]:
        """The runs of values between two labels: whether a run follows the label directly, its first cell, its end.

        Figures inside a sentence are not values.
        """
        for match in self._values.finditer(self._text, begin, end):
            words = [word for word in _WORD.finditer(self._text, *match.span()) if any(map(_matters, word[0]))]
            trailing = match[0][len(match[0].rstrip()) :]
            sentence = match.end() < end and self._text[match.end()].isalpha() and "\n" not in trailing
            if words and not sentence:
                attached = not key(self._text[begin : match.start()])
                first = len(self.region.cells)
                for word in words:
                    self.cell(*word.span())
                yield attached, first, len(self.region.cells)


def _matters(character: str) -> bool:
    return character.isdigit() or character in "-－−–—―_/／"
