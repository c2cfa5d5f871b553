"""Grammar files: what is a path and what is the text of a grammar, and where its parts are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarSource, fault, given


@pytest.mark.parametrize("text", ['CELL: ";"', 'AB:";"', 'CELL: ";"\nROW: "\\n"\n', '// two lines\nCELL ";"'])
def test_what_has_a_line_break_or_a_colon_is_the_text_of_a_grammar(text: str):
    (source,) = given([text], "layout")
    assert (source.name, source.file, source.text) == ("layout_1", "<layout 1>", text)


def test_texts_are_numbered_by_their_place_among_the_grammars_given(tmp_path: Path):
    file = tmp_path / "semicolons.lark"
    file.write_text('CELL: ";"\n', encoding="utf-8")
    sources = given([file, 'CELL: "#"'], "layout")
    assert [(source.name, source.file) for source in sources] == [
        ("semicolons", str(file)),
        ("layout_2", "<layout 2>"),
    ]


def test_a_path_in_a_string_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "semicolons.lark").write_text('CELL: ";"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (source,) = given(["semicolons.lark"], "layout")
    assert (source.name, source.file, source.text) == ("semicolons", "semicolons.lark", 'CELL: ";"\n')


@pytest.mark.parametrize("path", [r"C:\layouts\semicolons.lark", "file:semicolons.lark"])
def test_the_colon_of_a_drive_or_of_a_scheme_makes_no_text(path: str):
    with pytest.raises(GrammarError, match="the grammar file cannot be read"):
        given([path], "layout")


SOURCES = (
    GrammarSource("first", "first.lark", "A: /a/\nB: /b/\n"),
    GrammarSource("second", "second.lark", "C: /c/\nD: “d”\n"),
)


@pytest.mark.parametrize(
    ("message", "file", "line", "column", "words"),
    [
        ("no such thing at line 1 column 4", "first.lark", 1, 4, "no such thing"),
        ("no such thing at line 2 column 1", "first.lark", 2, 1, "no such thing"),
        ("no such thing, at line 4 column 2", "second.lark", 1, 2, "no such thing"),
        ("no such thing at line 5 column 4", "second.lark", 2, 4, 'a wrong character: write " and not “'),
        ("no such thing at line 0 column 0", "second.lark", None, None, "no such thing at line 0 column 0"),
        ("no such thing", "second.lark", None, None, "no such thing"),
    ],
)
def test_a_fault_at_a_line_of_the_joined_sources_is_said_of_its_own(
    message: str, file: str, line: int | None, column: int | None, words: str
):
    error = fault(ValueError(message), SOURCES)
    assert (error.file, error.line, error.column) == (file, line, column)
    assert words in str(error)
