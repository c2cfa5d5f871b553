"""The built-in grammars, compiled once for all tests of this stage."""

from __future__ import annotations

from govinfo_parse.grammar import grammar_files
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.layouts import Layout, compile_layout, compile_layouts

FORMS = Forms((*grammar_files.built_in("forms"),))
VOCABULARY = FORMS.vocabulary
LAYOUTS = compile_layouts(grammar_files.built_in("layouts"))


def forms_with(*grammars: str) -> Forms:
    """The built-in forms and others besides: ``own_1``, ``own_2`` and so on."""
    given = (GrammarSource(f"own_{number}", f"<own {number}>", text) for number, text in enumerate(grammars, start=1))
    return Forms((*grammar_files.built_in("forms"), *given))


def layout(grammar: str) -> Layout:
    """A layout from the text of its file."""
    return compile_layout(GrammarSource("own", "<own>", grammar))
