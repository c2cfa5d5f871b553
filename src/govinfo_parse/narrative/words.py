"""From the text of a sentence to the words that ``facts.lark`` knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.labels import plain
from govinfo_parse.grammar.sources import Terminal
from govinfo_parse.narrative.numerals import value_of

GAP = "GAP"
_PARTS_OF_FIGURES = frozenset({"NUMBER", "SCALE", "UNIT", "ABOUT", "MORE", "OR_MORE", "NOT_BEHIND", "NOT_BEFORE"})
_SPACES = re.compile(r"[\s\u00ad\u200b\ufeff]+")
_LETTER = re.compile(r"[^\W_]")
_MARKS = "[,，;；:：()、]"


class Printed(NamedTuple):
    """A number with its unit.

    Attributes:
        value: the number.
        unit: the unit; None where none is printed.
        approximate: whether it is said to be about so many.
        start: offset of the first digit, ...
        end: ... and behind the last, in the text that was passed in.
    """

    value: int
    unit: str | None
    approximate: bool
    start: int
    end: int


class Word(NamedTuple):
    """A word of a sentence.

    Attributes:
        kind: the terminal, ``GAP``, or the mark itself.
        text: its text, without white space.
        start: offset of its first character, ...
        end: ... and behind its last, in the text that was passed in.
        printed: the number, of a figure.
    """

    kind: str
    text: str
    start: int
    end: int
    printed: Printed | None = None


class Lexicon:
    """The words of the grammar, and how they are found.

    Attributes:
        kinds: the terminals that words can have.
    """

    def __init__(self, terminals: Mapping[str, Terminal]) -> None:
        words = [terminal for name, terminal in terminals.items() if name not in _PARTS_OF_FIGURES]
        self.kinds = [terminal.name for terminal in words]
        self._by_text: dict[str, str] = {}
        for terminal in words:
            for place, literal in zip(terminal.places, terminal.literals, strict=False):
                spelled = _compared(literal)
                known = self._by_text.setdefault(spelled, terminal.name)
                if known != terminal.name:
                    message = f"the word {literal!r} is given to both {known} and {terminal.name}"
                    raise GrammarError(message, place.file, place.line, place.column)
        patterns = [f"(?P<{t.name}>{'|'.join(t.patterns)})" for t in words if t.patterns]
        numerals = [pattern for pattern in patterns if pattern.startswith("(?P<NUMERAL>")]
        others = [pattern for pattern in patterns if pattern not in numerals]
        word = f"(?P<word>{either(self._by_text)})"
        self._words = re.compile("|".join((*others, _figure(terminals), *numerals, word, f"(?P<mark>{_MARKS})")))
        self._passed = frozenset({"PADDING"})

    def words(self, text: str, start: int = 0) -> list[Word]:
        """The words of a sentence that begins at offset ``start`` of the caller's text, marks included.

        What only fills is passed over.
        """
        shown, places = _closed_up(text, start)
        return list(self._found(shown, places))

    def _found(self, shown: str, places: Sequence[int]) -> Iterator[Word]:
        behind = 0
        for match in self._words.finditer(shown):
            kind = match.lastgroup or ""
            start, end = match.span()
            if start > behind and _LETTER.search(shown, behind, start):
                yield self._word(GAP, shown, places, behind, start)
            behind = end
            if kind == "word":
                kind = self._by_text[match[0]]
                if kind in self._passed:
                    continue
            elif kind == "mark":
                kind = plain(match[0])
            elif kind in ("unit", "or_more"):
                yield self._figure(match, shown, places)
                continue
            elif kind == "NUMERAL":
                printed = Printed(int(match[0]), None, False, places[start], places[end - 1] + 1)
                yield Word(kind, match[0], places[start], places[end - 1] + 1, printed)
                continue
            yield self._word(kind, shown, places, start, end)
        if _LETTER.search(shown, behind):
            yield self._word(GAP, shown, places, behind, len(shown))

    @staticmethod
    def _word(kind: str, shown: str, places: Sequence[int], start: int, end: int) -> Word:
        printed = None
        if kind == "OTHER_WORD":
            kind = GAP
        elif kind == "NOUGHT":
            kind, printed = "ZERO", Printed(0, None, False, places[start], places[end - 1] + 1)
        return Word(kind, shown[start:end], places[start], places[end - 1] + 1, printed)

    def _figure(self, match: re.Match[str], shown: str, places: Sequence[int]) -> Word:
        scale = match["scale"] or match["scale_behind"] or ""
        value = value_of(match["number"], scale)
        if value is None:
            return self._word(GAP, shown, places, *match.span())
        approximate = any(match[name] for name in ("about", "more", "or_more", "scale", "scale_behind"))
        start, end = match.start("number"), match.end("scale" if match["scale"] else "number")
        printed = Printed(value, match["unit"], approximate, places[start], places[end - 1] + 1)
        kind = "FIGURE" if value else "ZERO"
        return Word(kind, match[0], places[match.start()], places[match.end() - 1] + 1, printed)


def _figure(terminals: Mapping[str, Terminal]) -> str:
    """An expression for a number with its unit, put together from the terminals for its parts."""

    def one_of(name: str) -> str:
        terminal = terminals[name]
        return "|".join((*terminal.patterns, *filter(None, [either(map(_compared, terminal.literals))])))

    behind = "".join(rf"(?<!{pattern})" for pattern in terminals["NOT_BEHIND"].patterns)  # each of one width
    return (
        rf"(?:(?P<about>{one_of('ABOUT')}))?{behind}(?P<number>{one_of('NUMBER')})"
        rf"(?P<scale>{one_of('SCALE')})?(?:(?P<more>{one_of('MORE')})(?P<scale_behind>{one_of('SCALE')})?)?"
        rf"(?!{one_of('NOT_BEFORE')})(?P<unit>{one_of('UNIT')})(?P<or_more>{one_of('OR_MORE')})?"
    )


def either(words: Iterable[str]) -> str:
    """An expression for any of the words, of those that begin alike the longest."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, Any]) -> str:
    branches = [re.escape(character) + _branch(node) for character, node in tree.items() if character]
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
    return f"(?:{inner})?" if inner and "" in tree else inner


def _compared(text: str) -> str:
    return plain(_SPACES.sub("", text))


def _closed_up(text: str, begin: int) -> tuple[str, Sequence[int]]:
    """The text without white space, simplified and of normal width, and the offset of each of its characters.

    Between two digits one space stays: they are not one number.
    """
    kept: list[int] = []
    behind = 0
    for match in _SPACES.finditer(text):
        start, end = match.span()
        kept += range(behind + begin, start + begin)
        if 0 < start and end < len(text) and text[start - 1].isdigit() and text[end].isdigit():
            kept.append(start + begin)
        behind = end
    if not behind:
        return plain(text), range(begin, begin + len(text))
    kept += range(behind + begin, len(text) + begin)
    return plain("".join([text[place - begin] for place in kept])), kept
