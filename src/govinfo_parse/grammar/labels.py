"""Labels: how they are compared, and which terminal a cell's text stands for."""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

import attrs

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.files import Place, Terminal, grammar_directory

_NUMBERING = re.compile(r"^\s*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)]|\d{1,2}[.．、])\s*")
_GLOSS = re.compile(r"[（(\[【〔][^（()）\[\]【】〔〕]{0,200}[）)\]】〕]")
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹₀-₉①-⑳*※†]+\s*$")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})\s*年(?:度)?")
_GLOSS_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d年")
LONGEST = 240
"""No cell longer than this is compared with the labels."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((grammar_directory() / "characters.toml").read_text(encoding="utf-8"))


@cache
def _characters() -> dict[int, int]:
    table = _table()
    return {ord(a): ord(b) for a, b in zip(table["traditional"], table["simplified"], strict=True)}


@cache
def _widths() -> dict[int, int]:
    """Characters of full width -> the ones of normal width; one for one, so that offsets stay true."""
    return {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20} | _characters()


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _characters()))}]")


@cache
def _narrowing() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _table()["narrowing"])))


@cache
def _subjects() -> re.Pattern[str]:
    return re.compile("|".join(_table()["other_subjects"]))


def other_subject(text: str) -> bool:
    """Whether a caption says that the figures below it are those of another year or of other bodies."""
    return _subjects().search(plain(text)) is not None


def tells_subject(text: str) -> bool:
    """Whether a text names a year or other bodies."""
    return other_subject(text) or year_in(text) is not None


def _without_gloss(text: str) -> str:
    """The text without what stands in brackets, unless that makes it say something else."""
    glosses = _GLOSS.findall(text)
    narrowed = any(
        _narrowing().search(gloss) or _subjects().search(gloss) or _GLOSS_YEAR.search(gloss)
        for gloss in map(plain, glosses)
    )
    return text if narrowed else _GLOSS.sub("", text)


@cache
def _column_numbers() -> re.Pattern[str]:
    return re.compile(_table()["column_numbers"])


def numbers_columns(text: str) -> bool:
    """Whether a head only numbers its column: 数据1, 列2."""
    return _column_numbers().fullmatch(plain(text)) is not None


@cache
def _notes() -> re.Pattern[str]:
    return re.compile(_table()["notes"])


def is_note(text: str) -> bool:
    """Whether a text among heads is a note that heads nothing: 单位：件."""
    return _notes().fullmatch(plain(text).strip(" |")) is not None


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile(_table()["neutral"])


def says_nothing(text: str) -> bool:
    """Whether a head says no more of those below it than that they count something: 数量."""
    return _neutral().fullmatch(plain(text).strip(" |")) is not None


def year_in(text: str) -> int | None:
    """The year that a label names, or None."""
    found = _YEAR.search(plain(text))
    return int(found[1]) if found else None


def of_this_year(text: str) -> str:
    """A label with 本年 in place of the year that it names."""
    return _YEAR.sub("本年", plain(text))


def narrows(text: str) -> bool:
    """Whether a text says of a label that it heads other figures: those of last year, a part, a share."""
    return _narrowing().search(plain(text)) is not None or _YEAR.search(plain(text)) is not None


def simplified(text: str) -> str:
    """The text with simplified characters, each in its place; most texts have no others, and are not copied."""
    return text.translate(_characters()) if _traditional().search(text) else text


def plain(text: str) -> str:
    """The text with simplified characters of normal width, each in its place."""
    return text if text.isascii() else text.translate(_widths())


def key(text: str) -> str:
    """What labels are compared by: letters, digits and characters only, simplified, of normal width."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).translate(_characters())))


@attrs.frozen
class Label:
    """A text recognised as a label.

    Attributes:
        terminal: the terminal's name in the grammar.
        official: whether the spelling is the form's own.
    """

    terminal: str
    official: bool


class Vocabulary:
    """Every label of a set of forms, in all its spellings.

    Args:
        terminals: the terminals with labels.
        leads_to: where a terminal leads, by its name: the row of the record, the column. A file that is given may name
            such a place once more, by a label that the built-in forms have: the later terminal has the label.
    """

    def __init__(self, terminals: Iterable[Terminal], leads_to: Mapping[str, object] | None = None) -> None:
        terminals = list(terminals)
        leads_to = leads_to or {}
        self.printed: Mapping[str, str] = {t.name: t.literals[0] for t in terminals if t.literals}
        self._by_key: dict[str, Label] = {}
        self._patterns = [(re.compile(p), Label(sys.intern(t.name), False)) for t in terminals for p in t.patterns]
        # In the order written, so that of two terminals with one label the later is the one at fault.
        spellings = [(place, text, t) for t in terminals for place, text in zip(t.places, t.literals, strict=False)]
        for place, spelling, terminal in sorted(spellings, key=itemgetter(0)):
            label = Label(sys.intern(terminal.name), spelling == terminal.literals[0])
            self._add(key(spelling), label, place, leads_to)
        for terminal in terminals:
            for spelling in terminal.literals:
                self._by_key.setdefault(key(_NUMBERING.sub("", spelling)), Label(sys.intern(terminal.name), False))
        self._prefixes = {k[:length] for k in self._by_key for length in range(2, len(k))}

    def _add(self, spelled: str, label: Label, place: Place, leads_to: Mapping[str, object]) -> None:
        known = self._by_key.setdefault(spelled, label)
        if known.terminal == label.terminal:
            return
        if label.terminal in leads_to and leads_to[label.terminal] == leads_to.get(known.terminal):
            self._by_key[spelled] = label
        else:
            message = f"the label {spelled!r} is given to both {known.terminal} and {label.terminal}"
            raise GrammarError(message, place.file, place.line, place.column)

    @property
    def keys(self) -> Iterable[str]:
        """Every spelling, as it is compared."""
        return self._by_key

    def find_key(self, spelled: str) -> Label | None:
        """The label whose key this is."""
        return self._by_key.get(spelled)

    def find(self, text: str) -> Label | None:
        """The label that a whole cell's text is, also when numbered otherwise or explained in brackets."""
        if len(text) > LONGEST:
            return None
        found = self._by_key.get(key(text))
        if found is not None:
            return found
        for pattern, label in self._patterns:
            if pattern.fullmatch(key(text)):
                return label
        for shorter in (
            _FOOTNOTE.sub("", text),
            _NUMBERING.sub("", text),
            _without_gloss(text),
            _without_gloss(_NUMBERING.sub("", text)),
        ):
            found = self._by_key.get(key(shorter))
            if found is not None:
                return Label(found.terminal, False)
        return None

    def begins(self, spelled: str) -> bool:
        """Whether a key is the beginning of a label, so that the label may go on in the next cell."""
        return spelled in self._prefixes

    def closest(self, text: str) -> Label | None:
        """The one label that a text resembles enough to be suggested; never accepted on its own."""
        from difflib import get_close_matches  # only damaged reports need it

        spelled = key(text)[:LONGEST]
        near = get_close_matches(spelled, self._by_key, n=1, cutoff=0.72)
        return self._by_key[near[0]] if near else None
