"""What the diagnostics say, in Chinese.

A diagnostic keeps its English sentence and not the fields it was made of.  They are found again by the template that
the sentence was made with, and put into the Chinese one.
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

from govinfo_parse.model import Diagnostic

__all__ = ["Sentence", "filled", "in_chinese"]

_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_CUT = "..."
"""How a long field ends that was cut off."""
_LEAST_LEFT = 8
"""Fewer characters of a phrase could be the beginning of any."""


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

    @_expression.default
    def _default_expression(self) -> re.Pattern[str]:
        return re.compile("".join(_expressions(Formatter().parse(self.english))), re.DOTALL)

    def fields(self, said: str) -> dict[str, str] | None:
        """The fields of a sentence made with the English template; None for any other sentence."""
        match = self._expression.fullmatch(said) or self._cut_off(said)
        return match and {name: _unquoted(value) for name, value in match.groupdict().items()}

    def _cut_off(self, said: str) -> re.Match[str] | None:
        """The sentence where only the words behind its last field are cut off, a good part of them left."""
        if not said.endswith(_CUT):
            return None
        *parts, (last, field, _, _) = Formatter().parse(self.english)
        if field is not None:
            return None
        before = "".join(_expressions(parts))
        cuts = (f"{before}{re.escape(last[:end])}" for end in range(len(last), _LEAST_LEFT, -1))
        found = (re.fullmatch(cut, said.removesuffix(_CUT), re.DOTALL) for cut in cuts)
        return next((match for match in found if match), None)


def _expressions(parts: Iterable[tuple[str, str | None, str | None, str | None]]) -> Iterator[str]:
    for words, field, _, conversion in parts:
        yield re.escape(words)
        if field is not None:
            yield f"(?P<{field}>{_QUOTED if conversion == 'r' else '.*?'})"


def _unquoted(value: str) -> str:
    quoted = value[:1] in {"'", '"'} and value[:1] == value[-1:] and len(value) > 1
    return str(literal_eval(value)) if quoted else value


@cache
def _catalogue() -> tuple[Mapping[str, tuple[Sentence, ...]], tuple[Sentence, ...]]:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("diagnostics.zh.toml").read_text(encoding="utf-8"))
    diagnostics = {code: tuple(_sentences(entry)) for code, entry in data["diagnostics"].items()}
    return diagnostics, tuple(sentence for entry in data["phrases"] for sentence in _sentences(entry))


def _sentences(entry: Mapping[str, Any]) -> Iterator[Sentence]:
    english = entry["english"]
    for template in [english] if isinstance(english, str) else english:
        yield Sentence(template, entry["chinese"])


def in_chinese(diagnostic: Diagnostic) -> str:
    """What a diagnostic says, in Chinese; its English sentence where this version does not know it."""
    diagnostics, phrases = _catalogue()
    said = filled(diagnostics.get(diagnostic.code, ()), diagnostic.message)
    if said is None:
        return diagnostic.message
    sentence, fields = said
    if "hint" in fields:
        found = filled(phrases, fields["hint"])
        if found is not None:
            phrase, inner = found
            fields["hint"] = phrase.chinese.format_map(inner)
    return sentence.chinese.format_map(fields)


def filled(sentences: tuple[Sentence, ...], said: str) -> tuple[Sentence, dict[str, str]] | None:
    """The first of these sentences that was said, and its fields; None where it was another."""
    for sentence in sentences:
        fields = sentence.fields(said)
        if fields is not None:
            return sentence, fields
    return None
