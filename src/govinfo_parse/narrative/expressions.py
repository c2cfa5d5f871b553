"""The terminals of a narrative grammar as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govinfo_parse.grammar.grammar_files import built_in_file, definitions

_UNIT = re.compile(r"(?P<unit>\\d|\[[^\]]*\]|[\u3007\u4e00-\u9fff、])(?P<quantifier>[?*+{])?")


def expressions(file: str) -> Mapping[str, str]:
    """The regular expression of each terminal of a built-in grammar; for words, the longest first."""
    terminals, _ = definitions((built_in_file(file),))
    return {
        name: "|".join((*terminal.patterns, *map(re.escape, sorted(terminal.literals, key=len, reverse=True))))
        for name, terminal in terminals.items()
    }


def loose(expression: str) -> str:
    """The expression with white space allowed after every character.

    The white space is never given back, so that long runs of it cost no more than their length.
    """
    return _UNIT.sub(_loosened, expression)


def _loosened(match: re.Match[str]) -> str:
    unit = match["unit"] + r"\s*+"
    return f"(?:{unit}){match['quantifier']}" if match["quantifier"] else unit
