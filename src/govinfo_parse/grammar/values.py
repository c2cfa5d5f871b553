"""What the grammar of cells says a value looks like, as far as labels and marks must not be taken for one."""

from __future__ import annotations

import re
from functools import cache

from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.grammar_files import Terminal, built_in_file, definitions

_WIDE = "－／＿＼"
"""Marks of full width for a value that is none."""


@cache
def dashes() -> tuple[str, ...]:
    """The marks that are printed in place of a value."""
    marks = {mark for mark in {*_pattern("DASH"), *_WIDE} if not mark.isalnum()}
    return tuple(sorted(mark for mark in marks if _no_value().fullmatch(plain(mark))))


def is_value(text: str) -> bool:
    """Whether a text is a figure, with its unit or without, or a mark or word for none."""
    shown = plain(text.strip())
    return _value().fullmatch(shown) is not None or _no_value().fullmatch(shown) is not None


def is_unit(text: str) -> bool:
    """Whether a text is what a figure may have behind it: 件."""
    return text.isalpha() and _value().fullmatch(f"1{plain(text)}") is not None


@cache
def _value() -> re.Pattern[str]:
    number, unit = _terminals()["QUANTITY"].patterns  # the terminal is a number and its unit
    return re.compile(f"(?:{number})(?:{unit})?")


@cache
def _no_value() -> re.Pattern[str]:
    return re.compile(_pattern("DASH"))


def _pattern(name: str) -> str:
    terminal = _terminals()[name]
    return "|".join([*map(re.escape, terminal.literals), *terminal.patterns])


@cache
def _terminals() -> dict[str, Terminal]:
    return dict(definitions((built_in_file("cells.lark"),))[0])
