"""The stage of the lexer, built once from its public pieces, and short ways to ask it."""

from __future__ import annotations

from govinfo_parse.grammar import grammar_files
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.layouts import Layout, compile_layouts
from govinfo_parse.lexing.lexemes import (
    ABOVE,
    BLANK,
    LABEL,
    LEFT,
    ODD,
    PLAIN,
    TEXT,
    VALUE,
    CellReader,
)
from govinfo_parse.lexing.parted import cut, label_tokens
from govinfo_parse.lexing.stretches import Lexer
from govinfo_parse.lexing.tokens import Grid, Token
from govinfo_parse.lexing.unparted import Scanner
from govinfo_parse.parser import row_labels

FORMS = Forms((*grammar_files.built_in("forms"),))
LAYOUTS = compile_layouts(grammar_files.built_in("layouts"))
ROWS = row_labels(FORMS)
READER = CellReader(FORMS.vocabulary)
SCANNER = Scanner(FORMS.vocabulary)
LEXER = Lexer(LAYOUTS.values(), (), FORMS.vocabulary, READER, ROWS)

KINDS = {
    BLANK: "blank",
    PLAIN: "plain",
    VALUE: "value",
    ODD: "odd",
    LABEL: "label",
    TEXT: "text",
    LEFT: "left",
    ABOVE: "above",
}


def parted(name: str | Layout, text: str, start: int = 0) -> Grid:
    """A text cut by the marks of a layout."""
    return cut(LAYOUTS[name] if isinstance(name, str) else name, text, start, READER, ROWS)


def flowing(text: str, start: int = 0) -> tuple[Grid, list[Token]]:
    """A text without cell marks, and the labels found in it."""
    return SCANNER.cut(LAYOUTS["flowing"], text, start, READER, ROWS)


def kinds(grid: Grid) -> list[str]:
    """The kind of each cell, in words."""
    return [KINDS[kind] for kind in grid.kinds]


def rows(grid: Grid) -> list[list[str]]:
    """The cells, row by row."""
    ends = [end + 1 for end in grid.row_ends]
    return [grid.cells[begin:end] for begin, end in zip([0, *ends[:-1]], ends, strict=True)]


def labelled(grid: Grid) -> list[Token]:
    """The labels in a grid whose cells are parted; those that go on below are put together in the grid itself."""
    return list(label_tokens(grid, READER, ROWS))


def found(grid: Grid) -> list[str]:
    """The terminals of these labels."""
    return [token.type for token in labelled(grid)]
