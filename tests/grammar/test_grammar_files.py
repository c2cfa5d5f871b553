"""Grammar files: what is a path and what is the text of a grammar, and where its parts are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarSource, definitions, fault, given


@pytest.mark.parametrize("text", ['CELL: ";"', 'AB:";"', "AB:/;/", 'CELL: ";"\nROW: "\\n"\n', '// two lines\nCELL ";"'])
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


@pytest.mark.parametrize(
    ("grammars", "what"),
    [('CELL: ";"', "one text or path"), (Path("cells.lark"), "one text or path"), (b"x", "bytes"), (7, "int")],
)
def test_one_grammar_in_place_of_a_list_is_refused(grammars: Any, what: str):
    with pytest.raises(TypeError, match=f"layouts takes a list of grammars, not {what}; "):
        given(grammars, "layout")


def test_an_error_without_words_is_said_by_its_name():
    assert fault(OSError(), SOURCES[:1]).args[0].startswith("OSError")


def test_a_fault_without_a_place_is_said_of_the_only_source():
    assert fault(ValueError("no such thing"), SOURCES[:1]).file == "first.lark"


def test_what_lark_lists_below_its_message_is_said_with_it_and_the_next_message_is_not():
    error = fault(ValueError("Rules collide:\n\tfirst\n\tsecond\nRules collide again:\n\tthird"), SOURCES)
    assert "Rules collide: first second" in str(error)
    assert "again" not in str(error)


def test_one_name_that_is_there_is_the_nearest():
    source = GrammarSource("own", "own.lark", "RULES: /a/\nRULED: /b/\n")
    said = str(fault(ValueError("Can't extend terminal RULEZ as it wasn't defined before"), [source]))
    assert said.count("RULES") + said.count("RULED") == 1


def test_an_expression_keeps_its_flags_and_is_free_of_the_slashes_around_it():
    terminals, _ = definitions((GrammarSource("own", "own.lark", "A: /x+/i\nB: /a\\/b/\nC: /yz/ims\n"),))
    assert [terminals[name].patterns for name in "ABC"] == [("(?i:x+)",), ("a/b",), ("(?ims:yz)",)]
