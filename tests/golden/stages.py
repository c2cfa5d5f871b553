"""Which stage of the road loses a figure, so that a case that fails says where to look."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from govinfo_parse.parser import default_parser

Values = Mapping[str, int | Decimal]


def stage_of(text: str, expected: Values, given: Values) -> str:
    """The first stage that goes wrong for the first cell that differs, in words."""
    path = next((path for path in (*expected, *given) if expected.get(path) != given.get(path)), None)
    if path is None:
        return "no cell differs"
    if path not in expected:
        return f"tables: {path} is given as {given[path]}, and is printed nowhere"
    parser = default_parser()
    headings = parser._narrative.headings(text)
    stretches = list(parser._stretches(headings, text, ()))
    row = path.rpartition(".")[0]
    terminals = {
        terminal
        for table in parser._forms.tables.values()
        for terminal, meant in table.meanings.rows.items()
        if meant == row
    }
    tokens = [token for stretch in stretches for token in stretch.tokens]
    if not any(token.type in terminals for token in tokens):
        return f"lexing: no label of {row} is found"
    lexemes = [lexeme for stretch in stretches if stretch.grid is not None for lexeme in stretch.grid.lexemes]
    if not any(lexeme.value == expected[path] for lexeme in lexemes):
        return f"lexing: no cell holds {expected[path]}, the figure of {path}"
    tables, _ = parser._forms.parse(tokens)
    if not any(label.row == row for table in tables for label in table.labels):
        return f"grammar: the label of {row} belongs to no table"
    return f"tables: the label of {path} and its figure {expected[path]} are found, and do not meet"
