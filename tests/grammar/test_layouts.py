"""The layouts: what parts cells and rows, and what shows that a text has one."""

from __future__ import annotations

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.layouts import compile_layouts
from tests.grammar.samples import LAYOUTS, layout


def pieces(name: str, text: str) -> list[str]:
    """A text cut by a built-in layout: cells, and what stands between them."""
    splitter = LAYOUTS[name].splitter
    assert splitter is not None
    return splitter.split(text)


# ---- the built-in layouts


def test_the_built_in_layouts():
    assert list(LAYOUTS) == [
        *(
            "box_rows",
            "comma_rows",
            "flowing",
            "one_cell_per_line",
            "pipe_cells",
            "pipe_rows",
            "spaced_tabs",
            "tab_grid",
        )
    ]
    assert [name for name, one in LAYOUTS.items() if one.splitter is None] == ["flowing"]
    assert [name for name, one in LAYOUTS.items() if one.rows is None] == ["flowing", "pipe_cells"]
    assert [name for name, one in LAYOUTS.items() if one.values is not None] == ["flowing"]


@pytest.mark.parametrize(
    ("name", "text", "cut"),
    [
        ("tab_grid", "a\t\tb\nc", ["a", "\t", "", "\t", "b", "\n", "c"]),
        ("tab_grid", "a|b", ["a|b"]),
        ("pipe_rows", "|a| |b|\nc", ["", "|", "a", "|", " ", "|", "b", "|", "", "\n", "c"]),
        ("pipe_cells", "a |\nb|", ["a ", "|", "\nb", "|", ""]),
        ("one_cell_per_line", "\n\ta\n\tb\n\n\tc", ["", "\n\t", "a", "\n\t", "b", "\n\n\t", "c"]),
        ("one_cell_per_line", "a\nb\n\n \n\t\tc", ["a\nb", "\n\n \n\t", "\tc"]),
        ("comma_rows", "a,,7\nb", ["a", ",", "", ",", "7", "\n", "b"]),
        ("comma_rows", 'a","","7"\n"b"', ["a", '","', "", '","', "7", '"\n"', 'b"']),
        ("comma_rows", 'a,"1,234",5', ["a", ',"', "1,234", '",', "5"]),
        ("comma_rows", 'a,"12,345,678","9"', ["a", ',"', "12,345,678", '","', '9"']),
        ("comma_rows", "a,1,234,5", ["a", ",", "1", ",", "234", ",", "5"]),
        (
            "box_rows",
            "│ a │ 7 │\n├───┼───┤\n│ b │",
            ["", "│", " a ", "│", " 7 ", "│", "", "\n├───┼───┤\n", "", "│", " b ", "│", ""],
        ),
        ("spaced_tabs", "a\n\n\t\n\n7\n\n\n\n\nb", ["a", "\n\n\t\n\n", "7", "\n\n\n\n\n", "b"]),
        ("spaced_tabs", "a\n\n\t\n\n\t\n\n7", ["a", "\n\n\t\n\n", "", "\t\n\n", "7"]),
        ("spaced_tabs", "a\n\n\t\n\n\n\n\nb", ["a", "\n\n\t", "", "\n\n\n\n\n", "b"]),
    ],
)
def test_what_parts_the_cells_of_a_layout(name: str, text: str, cut: list[str]):
    assert pieces(name, text) == cut


@pytest.mark.parametrize(
    ("name", "separator", "parts_rows"),
    [
        ("tab_grid", "\n", True),
        ("tab_grid", "\t", False),
        ("pipe_rows", "\n", True),
        ("pipe_rows", "|", False),
        ("one_cell_per_line", "\n\n\t", True),
        ("one_cell_per_line", "\n \n\n", True),
        ("one_cell_per_line", "\n\t", False),
    ],
)
def test_which_marks_part_rows(name: str, separator: str, parts_rows: bool):
    rows = LAYOUTS[name].rows
    assert rows is not None
    assert rows[separator] is parts_rows
    assert rows[separator] is parts_rows  # as it is remembered


@pytest.mark.parametrize(
    ("name", "text", "shows"),
    [
        ("tab_grid", "规章\t3\t4", True),
        ("tab_grid", "规章 3", False),
        ("tab_grid", "\t\t\n\t", False),
        ("pipe_rows", "规章 | 3", True),
        ("pipe_rows", "规章|3", True),
        ("pipe_rows", "规章 |\n3 |\n", False),
        ("pipe_rows", "规章 3", False),
        ("pipe_cells", "规章 |\n3 |\n", True),
        ("pipe_cells", "规章 | 3", False),
        ("one_cell_per_line", "\n\t规章\n\t3", True),
        ("one_cell_per_line", "\n\t规章\n3", False),
        ("one_cell_per_line", "规章\t3\n\t4", False),
        ("flowing", "信 息 内 容", True),
        ("flowing", "结转", True),
        ("flowing", "规章 3 4 5", False),
    ],
)
def test_what_shows_that_a_text_has_a_layout(name: str, text: str, shows: bool):
    assert LAYOUTS[name].shows_in(text) is shows


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("tab_grid", ("\t", "\n", "\n", "\n")),
        ("pipe_rows", (" | ", "\n", "\n", "\n")),
        ("pipe_cells", (" |\n", " |\n", "\n", " |\n")),
        ("one_cell_per_line", ("\n\t", "\n\n\t", "\n\t", "\n")),
        ("flowing", (" ", "\n", "\n", "\n")),
    ],
)
def test_how_a_table_is_written_in_a_layout(name: str, written: tuple[str, str, str, str]):
    one = LAYOUTS[name]
    assert (one.write_cell, one.write_row, one.write_begin, one.write_end) == written


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("规章 3 4\n", [" 3 4\n"]),
        ("规章3、甲4", ["3", "4"]),
        ("增12万元减3件", ["增12万元减3件"]),
        ("3?甲", ["3?"]),
        ("甲%3", ["%3"]),
        ("(3)", ["3"]),
        ("甲", []),
    ],
)
def test_what_values_look_like_in_flowing_text(text: str, runs: list[str]):
    values = LAYOUTS["flowing"].values
    assert values is not None
    assert values.findall(text) == runs


@pytest.mark.parametrize(
    ("run", "values"),
    [
        (" 3 4 5", ["3", "4", "5"]),
        ("3 件 4", ["3 件", "4"]),
        ("3件4", ["3件4"]),
        ("12 万元\n", ["12 万元"]),
        ("12 % 3", ["12 %", "3"]),
        ("3;4|5", ["3", "4", "5"]),
    ],
)
def test_what_one_of_these_values_looks_like(run: str, values: list[str]):
    assert LAYOUTS["flowing"].value.findall(run) == values


def test_a_layout_says_what_it_is_by_the_comment_that_opens_its_file():
    assert LAYOUTS["tab_grid"].description == (
        "A line is a row, a tab ends a cell; merged cells leave empty ones behind."
    )


# ---- layouts of few lines


def test_what_a_layout_has_that_says_nothing_but_what_parts_cells():
    one = layout('CELL: ";"\n')
    assert one.name == "own"
    assert one.splitter is not None
    assert one.splitter.split("a;b\nc") == ["a", ";", "b\nc"]
    assert (one.rows, one.values, one.needle) == (None, None, ";")
    assert (one.write_cell, one.write_row, one.write_begin, one.write_end) == (";", None, "\n", "\n")
    assert one.shows_in("a;b")
    assert not one.shows_in("a,b")


def test_a_layout_of_values_shows_by_them_if_it_says_nothing_else():
    one = layout("VALUES: /[\\d ]+/\n")
    assert (one.splitter, one.rows, one.needle) == (None, None, "")
    assert one.values is not None
    assert one.values.findall("甲3 4乙") == ["3 4"]
    assert one.value.findall("3 4 乙5") == ["3", "4", "乙5"]
    assert one.shows_in("甲3")
    assert not one.shows_in("甲乙")


def test_values_are_spelled_as_the_layout_says():
    one = layout("VALUES: /[\\d ]+/\nVALUE: /\\d/\n")
    assert one.value.findall("34 5") == ["3", "4", "5"]


def test_the_signature_shows_a_layout_and_not_the_cells():
    one = layout('CELL: ";"\nROW: "\\n"\nSIGNATURE: /;.*;/\n')
    assert not one.shows_in("a;b")
    assert one.shows_in("a;b;c")


def test_the_mark_of_cells_has_to_be_there_whatever_the_signature():
    one = layout('CELL: ";"\nROW: "\\n"\nSIGNATURE: /表/\n')
    assert one.shows_in("表;")
    assert not one.shows_in("表")


@pytest.mark.parametrize("cells", ['";" | ","', "/[;,]/", '";" | /,/'])
def test_cells_may_be_parted_by_several_marks(cells: str):
    one = layout(f'CELL: {cells}\nROW: "\\n"\n')
    assert one.splitter is not None
    assert one.splitter.split("a;b,c\nd") == ["a", ";", "b", ",", "c", "\n", "d"]
    assert one.needle == ""
    assert one.write_cell is None
    assert one.shows_in("a,b")


def test_marks_are_no_expressions():
    one = layout('CELL: "^"\nROW: "*"\n')
    assert one.splitter is not None
    assert one.splitter.split("a^b*c") == ["a", "^", "b", "*", "c"]


def test_a_table_is_written_as_the_layout_says():
    one = layout('CELL: ";"\nROW: "\\n"\nWRITE_CELL: " ; "\nWRITE_ROW: "\\n\\n"\nWRITE_BEGIN: "<"\nWRITE_END: ">"\n')
    assert (one.write_cell, one.write_row, one.write_begin, one.write_end) == (" ; ", "\n\n", "<", ">")


def test_of_layouts_with_one_name_the_later_is_taken():
    sources = [GrammarSource("own", "<own>", f'CELL: "{mark}"\n') for mark in ";,"]
    assert [one.needle for one in compile_layouts(sources).values()] == [","]


# ---- layouts that cannot work


@pytest.mark.parametrize(
    ("grammar", "message"),
    [
        ('ROW: "\\n"\n', "<own>:1:1: a layout must define CELL, what parts two cells (or VALUES)"),
        ("CELL: /;*/\n", "<own>:1:1: CELL must not match nothing at all"),
        ('CELL: ";"\nROW: /\\n*/\n', "<own>:2:1: ROW must not match nothing at all"),
        ('// x\nCELL: ";"\nLINE: "\\n"\n', "<own>:3:1: a layout has no terminal LINE; it may have CELL, ROW, "),
        ('CELL: ";"\nrow: CELL\n', "<own>:2:1: a layout has terminals only; row is a rule"),
        ("CELL: /(;)/\n", "<own>:1:1: the expression of CELL has a group that captures; write (?: for ("),
    ],
)
def test_a_layout_that_is_none(grammar: str, message: str):
    with pytest.raises(GrammarError) as caught:
        layout(grammar)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "grammar",
    [
        'CELL: ";"\nROW: ";"\n',
        'CELL: ";"\nROW: /[;\\n]/\n',
        'CELL: /;+/\nROW: /;+/ | "\\n"\n',
        'CELL: ";" | /,+/\nROW: ";" | /,+/\n',
        'CELL: /;/\nROW: ";"\n',
        "CELL: /[;,]/\nROW: /[,;\\n]/\n",
        "CELL: /\\n+/\nROW: /\\s+/\n",
    ],
)
def test_rows_that_are_parted_as_cells_are(grammar: str):
    with pytest.raises(GrammarError, match="CELL and ROW match the same"):
        layout(grammar)


@pytest.mark.parametrize(
    "grammar",
    [
        'CELL: ";" | ","\nROW: ";"\n',
        'CELL: ";" | /,+/\nROW: ";" | "\\n"\n',
        "CELL: /;+/\nROW: /,+/\n",
        'CELL: "," | /;+/\nROW: /;+/\n',
        'CELL: /\\s+/\nROW: "\\n"\n',
        'CELL: /[;\\n]/\nROW: "\\n"\n',
        'CELL: ";"\nROW: ";;"\n',
    ],
)
def test_rows_and_cells_may_share_a_mark_if_cells_have_another(grammar: str):
    assert layout(grammar).rows is not None


@pytest.mark.parametrize(
    ("grammar", "name"),
    [
        ("CELL: /[;5]/\n", "CELL"),
        ('CELL: "7"\n', "CELL"),
        ("CELL: /;\\d?/\n", "CELL"),
        ("CELL: /\\d?;/\n", "CELL"),
        ("CELL: / ?-?;|;/\n", "CELL"),
        ("CELL: /;[-+]?/\n", "CELL"),
        ("CELL: /[;.]{1,2}/\n", "CELL"),
        ("CELL: /¦\\d?/\n", "CELL"),
        ('CELL: ";"\nROW: /\\n\\d?/\n', "ROW"),
        ('CELL: ";"\nROW: /\\n[–−]?/\n', "ROW"),
        ('CELL: ";"\nROW: /[\\n9]/\n', "ROW"),
        ('CELL: "３"\n', "CELL"),
        ('CELL: "%"\n', "CELL"),
        ('CELL: "万"\n', "CELL"),
        ('CELL: "一"\n', "CELL"),
        ("CELL: /(?<=;)\\d/\n", "CELL"),
        ("CELL: /;|(?<=[|])[0-9]/\n", "CELL"),
    ],
)
def test_what_parts_cells_takes_nothing_from_a_figure(grammar: str, name: str):
    with pytest.raises(GrammarError, match=f"{name} can match a digit or a sign"):
        layout(grammar)


@pytest.mark.parametrize("mark", ['"-"', '"--"', '" / "', '"——"', "/[;_]/", '"－"', '"／"', '"无"'])
@pytest.mark.parametrize("name", ["CELL", "ROW"])
def test_what_is_printed_in_place_of_a_value_parts_nothing(name: str, mark: str):
    other = r'ROW: "\n"' if name == "CELL" else 'CELL: ";;"'
    with pytest.raises(GrammarError, match=f"{name} can match .*, which is printed in place of a value"):
        layout(f"{other}\n{name}: {mark}\n")


@pytest.mark.parametrize("mark", ['"|-|"', '"."', '".-"', '","', "/甲?;/", "/;[a-z]?/", '"; "'])
def test_marks_of_signs_alone_and_of_words_part_cells(mark: str):
    assert layout(f"CELL: {mark}\n").splitter is not None
