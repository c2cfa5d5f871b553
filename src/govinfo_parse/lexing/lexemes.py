"""What one cell holds: a value, a label, nothing, or something else.  Every distinct text is looked at once."""

from __future__ import annotations

import re
from decimal import Decimal

import attrs
from lark import Lark

from govinfo_parse.grammar.folding import entries, key, plain
from govinfo_parse.grammar.grammar_files import GrammarSource, built_in_file, grammar_of
from govinfo_parse.grammar.labels import LONGEST, Vocabulary
from govinfo_parse.model import Number, State

BLANK, PLAIN, VALUE, ODD, LABEL, TEXT, LEFT, ABOVE = range(8)
"""Kinds of cell: empty; a bare whole number; another value; what may be a damaged value; a label; other text; and the
places that a merged cell covers: by a cell at the left, or by one in a row above."""

_PADDING: str = entries()["padding_of_cells"]
_UNSEEN = str.maketrans("", "", entries()["unseen"])
_OVERFLOW = re.compile(entries()["overflow_of_cells"])
_WRAPPED = re.compile("|".join(entries()["wrappings_of_cells"]), re.DOTALL | re.IGNORECASE)
_WRITTEN = re.compile(entries()["written_blanks"], re.IGNORECASE)
_DIGITS = 15
LONGEST_VALUE = 24
"""A longer text is not printed in place of a value."""
_REMEMBERED = 20_000
_TRAILING_NUMBER = re.compile(r"(.*[^\d.,+\-\s])\s*(\d{1,15})", re.DOTALL)


@attrs.define(eq=False)
class Lexeme:
    """One distinct cell text, classified.

    Attributes:
        kind: one of the kinds above.
        raw: the text without its padding.
        lead: how many characters of padding are before ``raw``.
        state: the state of a value cell read from it.
        value: the number, for kinds PLAIN and VALUE.
        unit: the unit printed in the cell, or "".
        note: the code of a diagnostic for a value that is read from it, or "".
        terminal: the label's terminal, for kind LABEL.
        official: whether the label is spelled as in the form.
        tail: for a label with a number run onto it, the length of that number; else 0.
        spelled: for a label or a text, the key by which it is compared.
        beside: for a label, words in its cell that may name another body than the agency.
    """

    kind: int
    raw: str
    lead: int
    state: State = State.UNREADABLE
    value: Number | None = None
    unit: str = ""
    note: str = ""
    terminal: str = ""
    official: bool = True
    tail: int = 0
    spelled: str = ""
    beside: str = ""

    @property
    def words(self) -> str:
        """The words of a cell that are neither a label nor a value; a damaged value, ``1O``, is not a word."""
        is_words = self.kind == TEXT or (self.kind == ODD and not self.raw.isascii())
        return self.raw if is_words else ""


class CellReader(dict[str, Lexeme]):
    """Cell text -> its lexeme; remembers what it has seen, up to a bound."""

    def __init__(self, vocabulary: Vocabulary, source: GrammarSource | None = None) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        source = source or built_in_file("cells.lark")
        compiled = {t.name: t.pattern for t in Lark(grammar_of((source,)), parser="lalr", start="cell").terminals}
        order = re.findall(r"\b[A-Z]+\b", re.search(r"(?m)^cell:(.*)$", source.text)[1])  # type: ignore[index]
        self._patterns = [(name, re.compile(compiled[name].to_regexp())) for name in order]

    def __missing__(self, text: str) -> Lexeme:
        lexeme = self.read(text)
        if len(text) <= LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = lexeme
        return lexeme

    def read(self, text: str) -> Lexeme:
        """Classify one cell's text."""
        raw, lead = _unwrapped(text)
        if not raw:
            return Lexeme(BLANK, "", 0, State.BLANK)
        if len(raw) > 4 * LONGEST:
            return Lexeme(TEXT, raw, lead)
        value = self._value(raw, lead)
        if value is not None:
            return value
        words = _WRITTEN.sub(" ", raw)
        label = self.vocabulary.find(words)
        if label is not None:
            spelled, beside = key(words), label.beside
            return Lexeme(
                LABEL, raw, lead, terminal=label.terminal, official=label.official, spelled=spelled, beside=beside
            )
        if "\n" in raw:
            return self._lines(raw, lead)
        joined = _TRAILING_NUMBER.fullmatch(raw)
        if joined is not None:
            label = self.vocabulary.find(joined[1])
            if label is not None and label.official:
                tail = len(joined[2])
                return Lexeme(LABEL, raw, lead, terminal=label.terminal, official=False, tail=tail)
        kind = ODD if _like_a_value(raw) else TEXT
        return Lexeme(kind, raw, lead, spelled=key(words) if len(words) <= LONGEST else "")

    def _value(self, raw: str, lead: int) -> Lexeme | None:
        if raw.isdecimal():
            if len(raw) > _DIGITS or (raw[0] in "0０" and len(raw) > 1):
                return Lexeme(ODD, raw, lead)
            return Lexeme(PLAIN, raw, lead, State.NUMBER, int(raw))
        shown = plain(raw)
        for name, pattern in self._patterns:
            match = pattern.fullmatch(shown)
            if match is None:
                continue
            if name in {"NOISE", "EMPTY"}:
                return Lexeme(BLANK, "", lead, State.BLANK)
            if name == "CAPTION":
                return Lexeme(TEXT, raw, lead, spelled=key(raw))
            if name in {"DASH", "RULER"}:
                return Lexeme(VALUE, raw, lead, State.DASH, note="ruler" if name == "RULER" else "")
            return self._number(match, raw, lead, glossed=name == "GLOSSED")
        seen = raw.translate(_UNSEEN)
        value = self._value(seen, lead) if seen != raw else None
        if value is None or value.kind == BLANK:
            return value
        return attrs.evolve(value, kind=max(value.kind, VALUE), raw=raw)

    @staticmethod
    def _number(match: re.Match[str], raw: str, lead: int, *, glossed: bool) -> Lexeme:
        parts = match.groupdict()
        whole, fraction = re.sub("[,，]", "", parts["whole"]), parts["fraction"]
        if len(whole) + len(fraction or "") > _DIGITS or (len(whole) > 1 and int(whole[0]) == 0):
            return Lexeme(ODD, raw, lead)
        value: Number = int(whole) if fraction is None else Decimal(f"{int(whole)}.{_ascii(fraction)}")
        if (parts["sign"] or "")[:1] in tuple("-－−–减"):
            value = -value
        note = "cell-gloss" if glossed else ""
        return Lexeme(VALUE, raw, lead, State.NUMBER, value, parts.get("unit") or "", note)

    def _lines(self, raw: str, lead: int) -> Lexeme:
        """A cell of several lines: page numbers dropped; else a label that runs into other text."""
        offset, kept = 0, []
        for number, line in enumerate(raw.split("\n")):
            if self[line].kind != BLANK:
                kept.append((number, offset + self[line].lead, line))
            offset += len(line) + 1
        if not kept:
            return Lexeme(BLANK, "", lead, State.BLANK)
        number, start, last = kept[-1]
        final = self[last]
        # Of two labels one right above the other neither is the cell's; what a blank line parts from it is a caption.
        above = next((line for before, _, line in kept if before == number - 1), "")
        if len(kept) == 1 or (final.kind == LABEL and self[above].kind != LABEL):
            beside = " ".join(filter(None, [self[above].words, final.beside]))
            return attrs.evolve(final, lead=lead + start, beside=beside)
        spelled = key(raw) if len(raw) <= LONGEST else ""
        return Lexeme(ODD if spelled and not spelled.isalpha() else TEXT, raw, lead, spelled=spelled)


def _unwrapped(text: str) -> tuple[str, int]:
    """The text of a cell without what is around it, and how many characters are before it."""
    raw = text.strip(_PADDING)
    lead = text.index(raw)
    while len(raw) <= 4 * LONGEST and (match := _WRAPPED.fullmatch(raw)) is not None:
        inner = match[match.lastindex or 0]
        raw = inner.strip(_PADDING)
        lead += match.start(match.lastindex or 0) + inner.index(raw)
    if not raw and (overflow := _OVERFLOW.search(text)) is not None:
        return overflow[0], overflow.start()
    return raw, lead


def _like_a_value(raw: str) -> bool:
    """Whether a text may be a damaged value rather than a label: it is short, with hardly a word in it."""
    words = sum(character >= "\u3400" and character.isalpha() for character in raw)
    digits = any(map(str.isdigit, raw))
    return len(raw) <= LONGEST_VALUE and (len(raw) == 1 or (words <= 2 and (digits or raw.isascii())))  # noqa: PLR2004


def _ascii(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits)
