"""From a stretch of text without cell marks to tokens: labels are searched, values are what lies between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from govinfo_parse.grammar.cells import ODD, CellReader, Lexeme
from govinfo_parse.grammar.labels import Vocabulary, key, plain
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.tokens import Region, Token

_BETWEEN = r"(?:\W{0,4}|\s?\([A-Za-z\u00c0-\u024f ]{1,12}\)\s?)"
_BEHIND_NUMBER = r"[ \t]{0,2}[.、)]\W{0,3}"
_SENTENCE_ENDS = "。；!"
_ITEM = re.compile(r"\n[ \t]*(?:\d{1,2}\.?|[-−–—―])[ \t]*\Z")
"""An item number or a bullet at the beginning of a line, at the end of what could be values."""
_BEHIND_ITEM = "、)"
_BRACKETED = re.compile(r"\(\d{1,2}\)")
"""The same in brackets, behind the line end."""
_PAGE = re.compile(r"[1-9]\d{0,2}")
_FILLED = re.compile(r"[\d\-−–—―_/]")
"""What one of the words among values has at least, if it is one: letters and marks alone are none."""


def spaced(keys: Iterable[str]) -> str:
    """A regular expression that finds any of the keys, the longest first, whatever marks or pinyin stand inside them.

    Digits at the beginning of a key are an item number: one of the marks of item numbers stands behind them, or they
    would be taken from the values before them.
    """
    trie: dict[str, Any] = {}
    for spelled in keys:
        node = trie
        for character in spelled:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(trie, "")


def _branch(trie: dict[str, Any], gap: str) -> str:
    """Any continuation of a key, behind the ``gap`` that may part it from what stands before."""
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
        stretch.doubt_pages()


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
        self._rows: list[tuple[int, int]] = []

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
        first = len(self.region.cells)
        stop = None
        while begin < end and (match := self._values.search(self.plain, begin, end)) is not None:
            if match.start() > begin and key(self.plain[begin : match.start()]):
                break
            found = self._run(match, end)
            if found is None:
                break
            spans, begin = found
            stop = begin
            self._add(spans, end)
            if _BRACKETED.match(self.plain, begin) and _ends_line(match[0]):
                break
        if stop is not None:
            self._rows.append((first, len(self.region.cells)))
        return stop

    def unlabelled(self, begin: int, end: int) -> Iterator[Token]:
        """The other values between two labels, each with the text before it."""
        behind = begin
        while behind < end and (match := self._values.search(self.plain, behind, end)) is not None:
            found = self._run(match, end)
            if found is None:
                behind = match.end()
                continue
            before = self._text[begin : match.start()].rstrip()
            line = before[before.rfind("\n") + 1 :]
            label = self.cell(begin + len(before) - len(line), begin + len(before))
            first = len(self.region.cells)
            spans, begin = found
            behind = max(begin, match.start() + 1)
            self._add(spans, end)
            if key(line):
                self._rows.append((first, len(self.region.cells)))
                yield Token("TEXT", self.region, label, first, len(self.region.cells))
            else:
                yield Token("BARE", self.region, first, first, len(self.region.cells))

    def doubt_pages(self) -> None:
        """Doubt the numbers that end a row but stand alone on their line: they may be a page's, not the row's.

        Where rows of one value usually stand so, below their labels, they are not doubted.
        """
        below = sum(stop - first == 1 and self._alone(first) for first, stop in self._rows)
        usual = below > max(1, len(self._rows) - below)
        for first, stop in self._rows:
            last = stop - 1
            if _PAGE.fullmatch(plain(self.region.cells[last])) is None or not self._alone(last):
                continue
            if not self._alone(last - 1) if last > first else not usual:
                self._doubt(last)

    def _run(self, match: re.Match[str], end: int) -> tuple[list[tuple[int, int]], int] | None:
        """The values of a run and where it ends; None if it has none, as the figures of a sentence are."""
        stop = match.end()
        follows = self.plain[stop : stop + 1]
        item = None
        if follows and (stop == end or follows.isalpha() or follows in _BEHIND_ITEM):
            item = _ITEM.search(match[0])
        if item is not None:
            # What stands before a label on its own line is the label's item number, no value.
            stop = match.start() + item.start()
        elif stop < end and (follows in _SENTENCE_ENDS or (follows.isalpha() and not _ends_line(match[0]))):
            return None
        words = [w for w in self._value.finditer(self.plain, match.start(), stop) if _FILLED.search(w[0])]
        if not words or any(word[0][-1] == "," for word in words):
            return None
        return [word.span() for word in words], stop

    def _add(self, spans: list[tuple[int, int]], end: int) -> None:
        for begin, stop in spans:
            self.cell(begin, stop)
        last = spans[-1][1]
        if last == end < len(self.plain) and self.plain[last - 1 : last + 1].isdecimal():
            # The item number of the label behind it may be longer, and the number shorter, or the other way round.
            self._doubt(len(self.region.cells) - 1)

    def _alone(self, index: int) -> bool:
        """Whether nothing else stands on the line of a cell."""
        begin = self.region.starts[index] - self._start
        end = begin + len(self.region.cells[index])
        before, after = 0, len(self._text)
        if index > 0:
            before = self.region.starts[index - 1] - self._start + len(self.region.cells[index - 1])
        if index + 1 < len(self.region.cells):
            after = self.region.starts[index + 1] - self._start
        _, line, left = self._text[before:begin].rpartition("\n")
        right, ends, _ = self._text[end:after].partition("\n")
        return bool(line and (ends or after == len(self._text))) and not (left.strip() or right.strip())

    def _doubt(self, index: int) -> None:
        lexeme = self.region.lexemes[index]
        self.region.lexemes[index] = Lexeme(ODD, lexeme.raw, lexeme.lead)
        self.region.kinds[index] = ODD


def _ends_line(run: str) -> bool:
    return "\n" in run[len(run.rstrip()) :]
