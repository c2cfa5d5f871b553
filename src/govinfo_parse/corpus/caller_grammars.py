"""The grammars of a caller, as they are sent to the processes that read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import attrs

from govinfo_parse.grammar.grammar_files import given
from govinfo_parse.parser import Parser, default_parser

GrammarList = Iterable[str | Path]
"""Grammars as ``Parser`` takes them: paths of files, or grammar text."""


def _as_tuple(grammars: GrammarList) -> GrammarList:
    """A tuple, as an iterator can be gone through only once; a single text is left for the parser to refuse."""
    return grammars if isinstance(grammars, str | Path) else tuple(grammars)


@attrs.frozen
class Grammars:
    """The grammars that a caller adds to the built-in ones: each kind as ``Parser`` takes it.

    Attributes:
        layouts: further layouts.
        forms: further forms.
        facts: further words and rules for the figures that sentences state.
        statistics: further labels and families of indicator tables.
    """

    layouts: GrammarList = attrs.field(default=(), converter=_as_tuple)
    forms: GrammarList = attrs.field(default=(), converter=_as_tuple)
    facts: GrammarList = attrs.field(default=(), converter=_as_tuple)
    statistics: GrammarList = attrs.field(default=(), converter=_as_tuple)

    def parser(self) -> Parser:
        """The parser with these grammars besides the built-in ones.

        Raises:
            GrammarError: a grammar cannot be used; says file, line and column.
        """
        kinds = attrs.asdict(self, recurse=False)
        return Parser(**kinds) if any(kinds.values()) else default_parser()

    def digest(self) -> str:
        """A hash of the grammars, which shows whether others were used before."""
        kinds = attrs.asdict(self, recurse=False)
        texts = (source.text for kind, grammars in kinds.items() for source in given(grammars, kind))
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()
