"""From a stretch of text without cell marks to tokens: labels are searched, values are what lies between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from govinfo_parse.grammar.cells import CellReader
from govinfo_parse.grammar.labels import Vocabulary, key, plain
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.tokens import Region, Token

_BETWEEN = r"(?:\W{0,4}|\s?\([A-Za-z\u00c0-\u024f ]{1,12}\)\s?)"
_BEHIND_NUMBER = r"\s{0,2}[^\w\s]\W{0,3}"
_SENTENCE_ENDS = "。；!"
_ITEM_NUMBER = re.compile(r"\n[ \t\u3000]*\d{1,2}[.．][ \t]*$")


def spaced(keys: Iterable[str]) -> str:
    """A regular expression that finds any of the keys, the longest first, whatever marks or pinyin stand inside them.

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
        labels = [
            (found, match)
            for match in self._labels.finditer(stretch.plain)
            if (found := self._vocabulary.find(match[0])) is not None
        ]
        first = labels[0][1].start() if labels else len(text)
        yield from stretch.unlabelled(0, first)
        for number, (label, match) in enumerate(labels):
            index = stretch.cell(match.start(), match.end())
            until = labels[number + 1][1].start() if number + 1 < len(labels) else len(text)
            token = Token(label.terminal, stretch.region, index, index + 1, index + 1)
            behind = stretch.attached(match.end(), until)
            if behind is not None and label.terminal in rows:
                token.stop = len(stretch.region.cells)
            yield token
            if behind is not None and label.terminal not in rows:
                yield Token("RUN", stretch.region, index + 1, index + 1, len(stretch.region.cells))
            yield from stretch.unlabelled(match.end() if behind is None else behind, until)


class _Stretch:
    """A stretch of text whose cells are added as they are found."""

    def __init__(self, layout: Layout, text: str, start: int, reader: CellReader) -> None:
        self.region = Region([], [], [], [], None, run_together=True)
        self.plain = plain(text)
        self._values = layout.values or layout.signature
        self._value = layout.value
        self._text = text
        self._start = start
        self._reader = reader

    def cell(self, begin: int, end: int) -> int:
        """Add a cell; its index."""
        cell = self._text[begin:end]
        lexeme = self._reader[cell]
        self.region.cells.append(cell)
        self.region.starts.append(self._start + begin)
        self.region.lexemes.append(lexeme)
        self.region.kinds.append(lexeme.kind)
        return len(self.region.cells) - 1

    def attached(self, begin: int, end: int) -> int | None:
        """Add the values that stand directly behind a label, whatever marks part them; where they end, if any do."""
        stop = None
        while (match := self._values.search(self.plain, begin, end)) is not None:
            if key(self.plain[begin : match.start()]):
                break
            found = self._run(match, end)
            if found is None:
                break
            begin = stop = found
        return stop

    def unlabelled(self, begin: int, end: int) -> Iterator[Token]:
        """The other values between two labels, each with the text before it."""
        behind = begin
        while (match := self._values.search(self.plain, behind, end)) is not None:
            before = self._text[begin : match.start()].rstrip()
            line = before[before.rfind("\n") + 1 :]
            label = self.cell(begin + len(before) - len(line), begin + len(before))
            first = len(self.region.cells)
            stop = self._run(match, end)
            behind = match.end() if stop is None else max(stop, match.start() + 1)
            if stop is None:
                continue
            begin = stop
            if key(line):
                yield Token("TEXT", self.region, label, first, len(self.region.cells))
            else:
                yield Token("BARE", self.region, first, first, len(self.region.cells))

    def _run(self, match: re.Match[str], end: int) -> int | None:
        """Add the cells of a run of values; where it ends, or None if it is none, as the figures of a sentence are."""
        stop = match.end()
        follows = self.plain[stop : stop + 1] if stop < end else ""
        number = _ITEM_NUMBER.search(match[0]) if follows.isalpha() else None
        if number is not None:
            # What stands before a label on its own line is the label's item number, no value.
            stop = match.start() + number.start()
        elif follows and (follows in _SENTENCE_ENDS or (follows.isalpha() and not _ends_line(match[0]))):
            return None
        words = [w for w in self._value.finditer(self.plain, match.start(), stop) if any(map(_matters, w[0]))]
        if not words or any(word[0][-1] == "," for word in words):
            return None
        for word in words:
            self.cell(*word.span())
        return stop


def _ends_line(run: str) -> bool:
    return "\n" in run[len(run.rstrip()) :]


def _matters(character: str) -> bool:
    return character.isdigit() or character in "-−–—―_/"
