"""A grammar that cannot be used says why, and where: file, line and column."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from govinfo_parse import GovinfoError, GrammarError, Parser

# Each grammar, the words that say what is wrong with it, and the place.
LAYOUTS = {
    "syntax": ('// no colon\nCELL ";"\n', "a wrong character here", 2, 6),
    "string that does not end": ('CELL: ";\n', 'does not end in its line; write " behind it', 1, 7),
    "unknown terminal": ('CELL: ";"\nROWS: "\\n"\n', "no terminal ROWS; it may have CELL, ROW", 2, 1),
    "rule": ('CELL: ";"\nrow: CELL\n', "terminals only; row is a rule", 2, 1),
    "expression": ('CELL: ";"\nROW: /(/\n', "expression of ROW is not valid: missing )", 2, 6),
    "capturing group": ("CELL: /(;|,)/\n", "captures; write (?: for (", 1, 1),
    "nothing between the cells": ('// only rows\nROW: "\\n"\n', "must define CELL", 1, 1),
    "rows parted as cells are": ('CELL: ";"\nROW: ";"\n', "CELL and ROW match the same", 1, 1),
    "rows parted as cells are, among others": ('CELL: ";"\nROW: /[;\\n]/\n', "CELL and ROW match the same", 1, 1),
    "a digit": ('CELL: /[ 5]/\nROW: "\\n"\n', "CELL can match a digit or a sign", 1, 1),
    "Chinese quotes": ("CELL: “;”\n", 'write " and not “', 1, 7),
    "a dash, printed for no value": (
        'CELL: "-"\nROW: "\\n"\n',
        "CELL can match '-', which is printed in place of a value",
        1,
        1,
    ),
    "a dash among others": ("CELL: /[;\\/]/\n", "CELL can match '/'", 1, 1),
    "several dashes between spaces": ('CELL: " —— "\n', "part by another mark, such as ;", 1, 1),
    "rows parted by a dash": ('CELL: ";"\nROW: "_"\n', "ROW can match '_'", 2, 7),
    "matches nothing": ("CELL: / */\n", "must not match nothing at all", 1, 1),
    "values that may be nothing": ("// values\nVALUES: /[0-9 ]*/\n", "VALUES must not match nothing at all", 2, 1),
}
FORMS = {
    "syntax": ('// two colons\nFOO:: "甲"\n', "Expecting a value", 2, 5),
    "string that does not end": ('FOO: "甲\n', 'does not end in its line; write " behind it', 1, 6),
    "undefined terminal": (
        "// x\n%extend disclosure_row: NOTHING -> disclosure__rules\n",
        "'NOTHING' used but not",
        2,
        25,
    ),
    "undefined rule": ("%extend disclosure_row: nothing -> disclosure__rules\n", "'nothing' used but not", 1, 25),
    "defined twice": ('RULES: "甲"\n', "'RULES' defined more than once", 1, 1),
    "extends what is not there": ('\n%extend NOT_THERE: "甲"\n', "Can't extend terminal NOT_THERE", 2, 9),
    "collision": (
        '// both?\nFOO: "甲"\n%extend disclosure_mark: FOO\n%extend disclosure_row: FOO -> disclosure__rules\n',
        "Reduce/Reduce collision",
        2,
        1,
    ),
    "label of another terminal": (
        '// x\nNEW: "规章"\n%extend disclosure_mark: NEW\n',
        "'规章' is given to both RULES and NEW",
        2,
        6,
    ),
    "spelling of another terminal": ('%extend RULES: "行政许可"\n', "given to both LICENSING and RULES", 1, 16),
    "no place in the record": (
        '\nFOO: "甲"\n%extend disclosure_row: FOO -> disclosure__nowhere\n',
        "disclosure__nowhere is no place in the record",
        3,
        32,
    ),
    "expression": ("FOO: /[/\n%extend disclosure_mark: FOO\n", "expression of FOO is not valid", 1, 6),
    "row without a path": (
        '// x\nFOO: "甲"\n%extend disclosure_row: FOO\n',
        "FOO has no path in disclosure_row; write where its cells go, as in FOO -> disclosure__rules",
        2,
        1,
    ),
    "column without a name": (
        'FOO: "甲"\n%extend disclosure_column: FOO\n',
        "FOO has no path in disclosure_column",
        1,
        1,
    ),
    "form that nothing uses": (
        "// x\nform_mine: RULES\n",
        "nothing uses form_mine: the form of this file is called form_",
        2,
        1,
    ),
    "block that nothing uses": (
        "// x\nmine_2022: CONTENT RULES\n",
        "nothing uses the block mine_2022; write %extend form_2021: mine_2022",
        2,
        1,
    ),
    "rule that nothing uses": (
        "disclosure_rows: RULES -> disclosure__rules\n",
        "nothing uses the rule disclosure_rows; the nearest is disclosure_row, so write %extend disclosure_row: ...",
        1,
        1,
    ),
    "label that nothing uses": ('// x\nNEW: "新栏目"\n', "nothing uses the label NEW; name it in disclosure_row", 2, 1),
    "Chinese quotes": ("%extend RULES: “部门规章”\n", 'write " and not “', 1, 16),
    "Chinese colon": ('%extend RULES： "部门规章"\n', "write : and not ：", 1, 14),
    "a spelling without %extend": ('RULES: "部门规章"\n', "; to add to it, write %extend RULES: ...", 1, 1),
    "a figure": ('%extend RULES: "3"\n', "the label '3' of RULES has no letter", 1, 16),
    "a sign": ('%extend RULES: "—"\n', "the label '—' of RULES has no letter", 1, 16),
    "an expression for figures": ("%extend RULES: /\\d+/\n", "can match a figure", 1, 16),
    "single quotes": ("%extend RULES: '部门规章'\n", "write \" and not '", 1, 16),
    "a Chinese quote at the end": ('%extend RULES: "部门规章”\n', 'write " and not ”', 1, 16),
    "no quotes": ("%extend RULES: 部门规章\n", 'a label stands in quotes: write "部门规章"', 1, 16),
    "another arrow": ('NEW: "新栏目"\n%extend disclosure_row: NEW → further__a\n', "write -> and not →", 2, 29),
    "a directive that is none": ('%extends RULES: "部门规章"\n', "there is no %extends; write %extend", 1, 10),
    "a name that is none": (
        '%extend RULEZ: "部门规章"\n',
        "to define it, write RULEZ: ... without %extend; the nearest that is there is RULES",
        1,
        9,
    ),
    "a label in quotes in a rule": (
        '%extend disclosure_row: "新栏目" -> further__news\n',
        '"新栏目" stands in the rule disclosure_row; give it a name, MY_LABEL: "新栏目"',
        1,
        25,
    ),
    "two labels with one path": (
        'A: "甲栏目"\nB: "乙栏目"\n%extend disclosure_row: A B -> further__a\n',
        "A B are several labels in disclosure_row; write each with its path, as in A -> further__a | ...",
        3,
        32,
    ),
    "two heads with one name": (
        'A: "甲栏目"\n%extend disclosure_column: A ISSUED -> issued\n',
        "A ISSUED are 2 heads in disclosure_column; write as many names of cells",
        2,
        40,
    ),
    "a rule without a label": (
        "// x\n%extend disclosure_row:\n",
        "disclosure_row has an alternative without a label",
        2,
        9,
    ),
    "a row of another table": (
        'A: "甲栏目"\n%extend disclosure_row: A -> applications__received\n',
        "is a place in another table than disclosure_row; write %extend applications_row: ...",
        2,
        30,
    ),
    "a path without a name": (
        'A: "甲栏目"\n%extend disclosure_row: A -> further__\n',
        "further__ is no path; write a name behind each __",
        2,
        30,
    ),
    "a path with a dot": (
        'A: "甲栏目"\n%extend disclosure_row: A -> further.a\n',
        "a path is written in small letters, digits and _, with __ for its dots",
        2,
        37,
    ),
    "a figure with its unit": ('%extend RULES: "12件"\n', "'12件' of RULES is what a cell prints as its value", 1, 16),
    "a word for none": ('%extend RULES: "无"\n', "'无' of RULES is what a cell prints as its value", 1, 16),
    "an expression for decimals": ("%extend RULES: /\\d+\\.\\d/\n", "can match a figure", 1, 16),
    "import": ("// x\n%import nothing_there.FOO\n", "nothing_there", 2, 9),
}
FACTS = {
    "rule that nothing uses": (
        "// x\nnothing: PUBLISHED\n",
        "nothing uses the rule nothing; rules are named after what they state, one of received, carried_over",
        2,
        1,
    ),
    "word that nothing uses": (
        '%extend published: mine\nmine: PUBLISHED GAP figure\nOWN: "甲乙"\n',
        "nothing uses the word OWN; name it in a rule, or add it to a word: %extend RECEIVE: ...",
        3,
        1,
    ),
}


@pytest.mark.parametrize("grammar", LAYOUTS)
def test_a_broken_layout(grammar: str, tmp_path: Path):
    _assert_says(tmp_path, "layouts", *LAYOUTS[grammar])


@pytest.mark.parametrize("grammar", FORMS)
def test_a_broken_form(grammar: str, tmp_path: Path):
    _assert_says(tmp_path, "forms", *FORMS[grammar])


@pytest.mark.parametrize("grammar", FACTS)
def test_broken_words_of_sentences(grammar: str, tmp_path: Path):
    _assert_says(tmp_path, "facts", *FACTS[grammar])


def _assert_says(folder: Path, kind: str, grammar: str, words: str, line: int, column: int) -> None:
    file = folder / "own.lark"
    file.write_text(grammar, encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        Parser(**{kind: [file]})
    fault = caught.value
    assert words in fault.message
    assert "\n" not in fault.message
    assert (fault.file, fault.line, fault.column) == (str(file), line, column)
    assert str(fault).startswith(f"{file}:{line}:{column}: ")

    with pytest.raises(GrammarError) as caught:
        Parser(**{kind: [grammar]})
    assert (caught.value.file, caught.value.line) == (f"<{'facts' if kind == 'facts' else kind[:-1]} 1>", line)


def test_the_file_at_fault_is_named_among_several(tmp_path: Path):
    good, bad = tmp_path / "good.lark", tmp_path / "bad.lark"
    good.write_text('%extend RULES: "规章文件"\n', encoding="utf-8")
    bad.write_text('// a\n// b\n%extend RULES "规章们"\n', encoding="utf-8")
    for forms in ([good, bad], [bad, good]):
        with pytest.raises(GrammarError) as caught:
            Parser(forms=forms)
        assert (caught.value.file, caught.value.line) == (str(bad), 3)


def test_a_file_that_cannot_be_read(tmp_path: Path):
    binary = tmp_path / "binary.lark"
    binary.write_bytes(b"\xff\xfe\x00\xd8")
    for file, words in ((tmp_path / "none.lark", "No such file"), (tmp_path, "directory"), (binary, "UTF-8")):
        with pytest.raises(GrammarError, match=words) as caught:
            Parser(layouts=[file])
        assert caught.value.file == str(file)


def test_a_fault_is_a_value_error_and_travels_between_processes():
    with pytest.raises(GrammarError) as caught:
        Parser(layouts=["CELL;\n"])
    fault = caught.value
    assert isinstance(fault, GovinfoError)
    assert isinstance(fault, ValueError)
    copy = pickle.loads(pickle.dumps(fault))  # noqa: S301  our own error
    assert (str(copy), copy.line, copy.column) == (str(fault), fault.line, fault.column)


@pytest.mark.parametrize("kind", ["layouts", "forms", "facts", "statistics"])
@pytest.mark.parametrize("wrong", [b"RULES", 3, {"RULES": "x"}, [3], [None], [b"x"]], ids=repr)
def test_what_is_no_list_of_texts_and_paths(kind: str, wrong: object):
    with pytest.raises(TypeError, match=f"{kind} takes "):
        Parser(**{kind: wrong})


def test_text_of_one_line_is_no_path():
    for text in ("RULES “规章”", '%extend RULES： "规章"', 'CELL ";"'):
        with pytest.raises(GrammarError) as caught:
            Parser(forms=[text])
        assert caught.value.file == "<form 1>"


def test_a_form_in_grammar_text_is_told_how_to_get_its_name():
    with pytest.raises(GrammarError, match=r"write it into mine\.lark for the name form_mine"):
        Parser(forms=["form_mine: documents_2021"])


@pytest.mark.parametrize("kind", ["layouts", "forms", "facts", "statistics"])
@pytest.mark.parametrize("given", ['%extend RULES: "规章文件"', Path("own.lark")], ids=["text", "path"])
def test_one_grammar_where_a_list_belongs(kind: str, given: str | Path):
    with pytest.raises(TypeError, match=rf"{kind} takes a list of grammars, .*; write {kind}=\[\.\.\.\]"):
        Parser(**{kind: given})


@pytest.mark.parametrize(
    ("arguments", "words", "line"),
    [
        ({"forms": ['// marks\nCELL: ";"\n']}, "a grammar for layouts, and was given for forms", 2),
        ({"facts": ['CELL: ";"\n']}, "a grammar for layouts, and was given for facts", 1),
        (
            {"layouts": ['%extend disclosure_row: A1 -> disclosure__a1\nA1: "甲"\n']},
            "for forms, and was given for layouts",
            1,
        ),
        ({"forms": ['\n%extend statistics_row: A1 -> a1\nA1: "甲"\n']}, "for statistics, and was given for forms", 2),
        *(({kind: ["// nothing\n\n"]}, "says nothing", 1) for kind in ("layouts", "forms", "facts", "statistics")),
        ({"forms": [""]}, "says nothing", 1),
    ],
)
def test_a_grammar_of_another_kind_or_without_definitions_is_refused(
    arguments: dict[str, list[str]], words: str, line: int
):
    with pytest.raises(GrammarError, match=words) as refused:
        Parser(**arguments)
    assert (refused.value.line, refused.value.column) == (line, 1)
