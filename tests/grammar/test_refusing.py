"""Where an error in a grammar is said to be."""

from __future__ import annotations

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.refusing import at
from tests.grammar.samples import forms_with

FIRST = GrammarSource("first", "first.lark", '// RULES\nRULES: "规章"\n')
SECOND = GrammarSource("second", "second.lark", '%extend RULES: "规章文件"\nRULES_TOO: "规章等"\n')


def place(name: str, *sources: GrammarSource) -> tuple[str | None, int | None, int | None]:
    error = at("wrong", name, sources)
    return error.file, error.line, error.column


def test_a_name_is_where_the_last_of_the_sources_has_it():
    assert place("RULES", FIRST, SECOND) == ("second.lark", 1, 9)
    assert place("RULES_TOO", FIRST, SECOND) == ("second.lark", 2, 1)


def test_a_name_in_a_comment_or_in_another_name_is_not_meant():
    assert place("RULES", SECOND, FIRST) == ("first.lark", 2, 1)
    assert place("TOO", FIRST, SECOND) == ("second.lark", None, None)


def test_a_name_that_nothing_has_is_said_of_the_last_source():
    assert place("NOTHING", FIRST) == ("first.lark", None, None)
    assert place("NOTHING", FIRST, SECOND) == ("second.lark", None, None)


@pytest.mark.parametrize(
    ("block", "form"), [("news_2019", "form_2019"), ("news_2021", "form_2021"), ("news", "form_2021")]
)
def test_a_block_that_no_form_prints_may_belong_to_the_form_of_its_year_else_to_the_last(block: str, form: str):
    labels = 'HELD: "召开次数"\n%extend disclosure_column: HELD -> further__held\n'
    row = 'NEWS: "新闻发布会"\n%extend disclosure_row: NEWS -> further__news\n'
    with pytest.raises(GrammarError, match=f"nothing uses the block {block}; write %extend {form}: {block}"):
        forms_with(f"{labels}{row}{block}: CONTENT HELD NEWS\n")
