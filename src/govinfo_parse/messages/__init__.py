"""What the diagnostics and the errors say, in Chinese.

A diagnostic and an error keep their English sentence and not the fields it was made of.  They are found again by the
template that the sentence was made with, and put into the Chinese one.
"""

from __future__ import annotations

import re
import tomllib
from ast import literal_eval
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import attrs

from govinfo_parse.errors import GrammarError
from govinfo_parse.messages.catalogue import catalogue
from govinfo_parse.model import Diagnostic

__all__ = ["Sentence", "in_chinese", "matching_sentence", "message_in_chinese", "sentence_in_chinese"]

_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_CUT = "..."
"""The end of a long field that was cut off."""
_LEAST_LEFT = 8
"""With fewer characters left, nobody can tell which phrase was cut off."""


@attrs.frozen
class Sentence:
    """A sentence in both languages.

    Attributes:
        english: the English template.
        chinese: the Chinese one, with the same fields.
    """

    english: str
    chinese: str
    _expression: re.Pattern[str] = attrs.field(init=False, eq=False, repr=False)

    @property
    def quoted(self) -> frozenset[str]:
        """The fields that hold text from outside, such as a printed label."""
        parts = Formatter().parse(self.english)
        return frozenset(field for _, field, _, conversion in parts if field and conversion == "r")

    @property
    def words(self) -> int:
        """How many characters it has besides its fields."""
        return sum(len(words) for words, *_ in Formatter().parse(self.english))

    @_expression.default
    def _default_expression(self) -> re.Pattern[str]:
        return re.compile("".join(_expressions(Formatter().parse(self.english))), re.DOTALL)

    def fields(self, said: str) -> dict[str, str] | None:
        """The fields of a sentence made with the English template; None for any other sentence."""
        match = self._expression.fullmatch(said) or self._cut_off(said)
        return match and {name: _unquoted(value) for name, value in match.groupdict().items()}

    def _cut_off(self, said: str) -> re.Match[str] | None:
        """The sentence where only the words after its last field are cut off, a good part of them left."""
        if not said.endswith(_CUT):
            return None
        *parts, (last, field, _, _) = Formatter().parse(self.english)
        if field is not None:
            return None
        before, left = "".join(_expressions(parts)), said.removesuffix(_CUT)
        ends = (end for end in range(len(last), _LEAST_LEFT, -1) if left.endswith(last[:end]))
        found = (re.fullmatch(f"{before}{re.escape(last[:end])}", left, re.DOTALL) for end in ends)
        return next((match for match in found if match), None)


def _expressions(parts: Iterable[tuple[str, str | None, str | None, str | None]]) -> Iterator[str]:
    for words, field, _, conversion in parts:
        yield re.escape(words)
        if field is not None:
            yield f"(?P<{field}>{_QUOTED if conversion == 'r' else '.*?'})"


def _unquoted(value: str) -> str:
    quoted = value[:1] in {"'", '"'} and value[:1] == value[-1:] and len(value) > 1
    return str(literal_eval(value)) if quoted else value


def _loaded_table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@cache
def _diagnostic_sentences() -> Mapping[str, tuple[Sentence, ...]]:
    return {code: tuple(_sentences(entry)) for code, entry in catalogue()["diagnostics"].items()}


@cache
def _error_sentences() -> tuple[Sentence, ...]:
    return _sentences_of_errors("errors")


@cache
def _phrase_sentences() -> tuple[Sentence, ...]:
    """Phrases that are parts of other sentences; of those that fit, the first is taken."""
    entries = catalogue()["hints"].values()
    return (*_sentences_of_errors("phrases"), *(sentence for entry in entries for sentence in _sentences(entry)))


def _sentences_of_errors(part: str) -> tuple[Sentence, ...]:
    """The sentences of the errors; those with more words of their own come first, as others match more texts."""
    found = (Sentence(english, chinese) for english, chinese in _loaded_table("errors.zh.toml")[part].items())
    return tuple(sorted(found, key=lambda sentence: sentence.words, reverse=True))


def _sentences(entry: Mapping[str, Any]) -> Iterator[Sentence]:
    english = entry["english"]
    for template in [english] if isinstance(english, str) else english:
        yield Sentence(template, entry["chinese"])


def in_chinese(diagnostic: Diagnostic) -> str:
    """What a diagnostic says, in Chinese; its English sentence where this version does not know it."""
    return _translated(_diagnostic_sentences().get(diagnostic.code, ()), diagnostic.message) or diagnostic.message


def message_in_chinese(error: BaseException) -> str:
    """What an error says, in Chinese; its own sentence where this version does not know it."""
    if isinstance(error, GrammarError):
        return str(error).removesuffix(error.message) + sentence_in_chinese(error.message)
    return sentence_in_chinese(str(error))


def sentence_in_chinese(said: str) -> str:
    """What an error says, as :func:`message_in_chinese`, where the error itself is gone."""
    return _translated(_error_sentences(), said) or said


def _translated(sentences: tuple[Sentence, ...], said: str) -> str | None:
    found = matching_sentence(sentences, said)
    if found is None:
        return None
    sentence, fields = found
    told = {name: text if name in sentence.quoted else _translated_part(text) for name, text in fields.items()}
    return sentence.chinese.format_map(told)


def _translated_part(text: str) -> str:
    """A part of a sentence: a phrase, an error of its own, or something that is the same in both languages."""
    return _translated(_phrase_sentences(), text) or _translated(_error_sentences(), text) or text


def matching_sentence(sentences: tuple[Sentence, ...], said: str) -> tuple[Sentence, dict[str, str]] | None:
    """The first of these sentences that matches what was said, and its fields; None where none does."""
    for sentence in sentences:
        fields = sentence.fields(said)
        if fields is not None:
            return sentence, fields
    return None
