"""Labels: the terminal that a cell's text is."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter

import attrs

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.grammar_files import GrammarPlace, Terminal
from govinfo_parse.grammar.phrases import explains, makes_another, measures_share

_NUMBERING = re.compile(r"^\s*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)]|\d{1,2}[.．、])\s*")
_GLOSS = re.compile(r"[（(\[【〔][^（()）\[\]【】〔〕]{0,200}[）)\]】〕]")
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹₀-₉①-⑳*※†]+\s*$")
_DEEPEST = 3
"""How many labels of groups may stand before a label in its own cell."""
LONGEST = 240
"""A cell longer than this is not compared with the labels."""


def _without_gloss(text: str) -> str:
    """The text without what is in brackets, unless the brackets change its meaning."""
    return text if any(map(makes_another, _GLOSS.findall(text))) else _GLOSS.sub("", text)


def _unexplained(text: str, shorter: str) -> str:
    """The text in brackets that is not in its shorter form, unless it only explains the label."""
    glosses = _GLOSS.findall(text) if len(shorter) < len(text) else []
    return " ".join(gloss for gloss in glosses if gloss not in shorter and not explains(gloss))


@attrs.frozen
class LabelMatch:
    """A text recognised as a label.

    Attributes:
        terminal: the terminal's name in the grammar.
        official: whether the spelling is the form's own.
        beside: the words in brackets that do not explain it: they may name the body whose figures these are.
    """

    terminal: str
    official: bool
    beside: str = ""


class Vocabulary:
    """Every label of a set of forms, in all its spellings.

    Args:
        terminals: the terminals with labels.
        leads_to: what a terminal means, by its name: the row of the record, or the column. A file that is given may
            name such a place once more, by a label that the built-in forms have: the later terminal has the label.
    """

    def __init__(self, terminals: Iterable[Terminal], leads_to: Mapping[str, object] | None = None) -> None:
        terminals = list(terminals)
        leads_to = leads_to or {}
        self.printed: Mapping[str, str] = {t.name: t.literals[0] for t in terminals if t.literals}
        self._by_key: dict[str, LabelMatch] = {}
        self._patterns = [(re.compile(p), LabelMatch(sys.intern(t.name), False)) for t in terminals for p in t.patterns]
        # In the order written, so that of two terminals with one label the later is the one at fault.
        spellings = [(place, text, t) for t in terminals for place, text in zip(t.places, t.literals, strict=False)]
        for place, spelling, terminal in sorted(spellings, key=itemgetter(0)):
            label = LabelMatch(sys.intern(terminal.name), spelling == terminal.literals[0])
            self._add(key(spelling), label, place, leads_to)
        for terminal in terminals:
            for spelling in terminal.literals:
                self._by_key.setdefault(key(_NUMBERING.sub("", spelling)), LabelMatch(sys.intern(terminal.name), False))
        self._prefixes = {k[:length] for k in self._by_key for length in range(2, len(k))}
        self._inside: Mapping[str, Collection[str]] = {}

    def nest(self, inside: Mapping[str, Collection[str]]) -> None:
        """Let the labels of groups stand before those inside them in one cell: （三）不予公开-1.属于国家秘密.

        Args:
            inside: the terminal of a group's label -> those of the labels inside it that mean the same without it.
        """
        self._inside = inside

    def _add(self, spelled: str, label: LabelMatch, place: GrammarPlace, leads_to: Mapping[str, object]) -> None:
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

    def find_key(self, spelled: str) -> LabelMatch | None:
        """The label that has this key."""
        return self._by_key.get(spelled)

    def find(self, text: str) -> LabelMatch | None:
        """The label that the whole text of a cell is, even if numbered in another way or explained in brackets."""
        if len(text) > LONGEST or measures_share(text):
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
                return LabelMatch(found.terminal, False, _unexplained(text, shorter))
        return self._nested(key(text), _DEEPEST)

    def _nested(self, spelled: str, deep: int) -> LabelMatch | None:
        """The label at the end of a key that begins with the labels of its groups."""
        for length in range(2, len(spelled) if deep else 0):
            group = self._by_key.get(spelled[:length])
            if group is not None and group.terminal in self._inside:
                rest = spelled[length:]
                found = self._by_key.get(rest) or self._nested(rest, deep - 1)
                if found is not None and found.terminal in self._inside[group.terminal]:
                    return LabelMatch(found.terminal, False)
            if spelled[:length] not in self._prefixes:
                break
        return None

    def begins(self, spelled: str) -> bool:
        """Whether a key is the beginning of a label, so that the label may go on in the next cell."""
        return spelled in self._prefixes

    def closest(self, text: str) -> LabelMatch | None:
        """The one label that a text resembles enough to be suggested; never accepted on its own."""
        from difflib import get_close_matches  # only damaged reports need it

        if measures_share(text[:LONGEST]):
            return None
        spelled = key(text)[:LONGEST]
        near = get_close_matches(spelled, self._by_key, n=1, cutoff=0.72)
        return self._by_key[near[0]] if near else None
