"""Cells that a layout parts: where they begin, where rows end, and labels that are torn into several of them."""

from __future__ import annotations

import pytest

from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.layouts import compile_layout
from govinfo_parse.lexing.lexemes import BLANK, LABEL, PLAIN, TEXT, Lexeme
from govinfo_parse.lexing.parted import RowLabels, label_rows
from govinfo_parse.model import State
from tests.lexing.samples import READER, found, kinds, labelled, parted, rows

# ---- cells and rows


@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        ("tab_grid", "规章\t3\t4\n总计\t\t5", [["规章", "3", "4"], ["总计", "", "5"]]),
        ("tab_grid", "规章\t3\n", [["规章", "3"], [""]]),
        ("tab_grid", "\t\n规章", [["", ""], ["规章"]]),
        ("tab_grid", "规章", [["规章"]]),
        ("tab_grid", "", [[""]]),
        ("pipe_rows", "|规章|3|\n总计|5|6", [["", "规章", "3", ""], ["总计", "5", "6"]]),
        ("one_cell_per_line", "\n\t规章\n\t3\n\n\t总计\n\t5\n\t6\n", [["", "规章", "3"], ["总计", "5", "6\n"]]),
        ("one_cell_per_line", "甲\n\t规章\n制度\n\t3", [["甲", "规章\n制度", "3"]]),
        ("pipe_cells", "规章 |\n3 |\n4 |\n总计 |\n5 |\n", [["规章 ", "\n3 ", "\n4 "], ["\n总计 ", "\n5 "]]),
        ("pipe_cells", "规章|3|4", [["规章", "3", "4"]]),
        ("pipe_cells", "规章|3| |", [["规章", "3", " "]]),
        ("pipe_cells", "规章|3| ", [["规章", "3"]]),
    ],
)
def test_cells_and_rows_of_each_layout(layout: str, text: str, expected: list[list[str]]):
    assert rows(parted(layout, text)) == expected


@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        ("pipe_rows", "|规章|3|\n||5|\n", [["规章", "3"], ["", "5"], [""]]),
        ("pipe_rows", "|规章|3|\n总计|5", [["规章", "3"], ["总计", "5"]]),
        ("pipe_rows", "甲|乙\n | 规章|3|4\n|总计|5|6", [["甲", "乙"], [" 规章", "3", "4"], ["总计", "5", "6"]]),
        ("tab_grid", "规章\t3\t\n总计\t5\t\u3000", [["规章", "3"], ["总计", "5"]]),
        ("tab_grid", "\t规章\t3\t\n\t总计\t\t", [["规章", "3"], ["总计", ""]]),
        ("tab_grid", "\t规章\t3\t\n\t总计\t\t4", [["规章", "3", ""], ["总计", "", "4"]]),
        ("tab_grid", "\t规章\t3\t\n甲\t总计\t\t", [["", "规章", "3"], ["甲", "总计", ""]]),
    ],
)
def test_a_mark_at_the_edge_of_every_row_parts_no_cell_from_it(layout: str, text: str, expected: list[list[str]]):
    assert rows(parted(layout, text)) == expected


def test_cells_keep_their_offsets_where_the_edges_of_rows_hold_none():
    assert parted("pipe_rows", "| 规章 | 3 |\n| 总计 | 5 |", 100).starts == [101, 106, 112, 117]


@pytest.mark.parametrize(
    ("layout", "text", "starts"),
    [
        ("tab_grid", "规章\t3\t\n总计\t15\t6", [100, 103, 105, 106, 109, 112]),
        ("pipe_cells", "规章 |\n3 |\n", [100, 104]),
        ("one_cell_per_line", "甲\n\t规章\n\t3\n\n\t总计", [100, 103, 107, 111]),
    ],
)
def test_where_each_cell_begins_in_the_callers_text(layout: str, text: str, starts: list[int]):
    grid = parted(layout, text, 100)
    assert grid.starts == starts
    assert grid.begin == 100
    assert grid.layout == layout


@pytest.mark.parametrize(("layout", "lined"), [("tab_grid", True), ("pipe_rows", True), ("pipe_cells", False)])
def test_whether_the_layout_tells_where_rows_end(layout: str, lined: bool):
    grid = parted(layout, "规章\t3|4\n")
    assert (grid.lined, grid.framed, grid.run_together, grid.doubtful) == (lined, False, False, set())


def test_every_cell_has_its_kind():
    grid = parted("tab_grid", "规章\t3\t\t—\t1O\t甲乙丙")
    assert kinds(grid) == ["label", "plain", "blank", "value", "odd", "text"]
    assert [lexeme.raw for lexeme in grid.lexemes] == ["规章", "3", "", "—", "1O", "甲乙丙"]


# ---- rulers and page numbers


def test_a_row_of_rulers_is_a_row_of_blank_cells():
    grid = parted("pipe_rows", "规章 | 甲乙\n--- | :---:\n规章 | 3", 100)
    assert kinds(grid) == ["label", "text", "blank", "blank", "label", "plain"]
    assert grid.row_ends == [1, 3, 5]
    assert [grid.offset(index) for index in (2, 3)] == [108, 113]
    assert [grid.lexemes[index].state for index in (2, 3)] == [State.BLANK, State.BLANK]


@pytest.mark.parametrize("ruler", ["|-----+-----|", "+-----+-----+", "+=====+:===:+", "| :--- | ---: |"])
def test_every_way_to_draw_a_ruler_leaves_blank_cells(ruler: str):
    grid = parted("pipe_rows", f"| 规章 | 甲乙 |\n{ruler}\n| 规章 | 3 |\n+---+---+")
    after = grid.row_ends[0] + 1
    assert set(kinds(grid)[after : grid.row_ends[1] + 1]) == {"blank"}


def test_rulers_in_the_first_row_are_blank_too():
    assert kinds(parted("pipe_rows", "--- | ---\n规章 | 3")) == ["blank", "blank", "label", "plain"]


def test_rulers_between_blank_cells_are_a_row_of_rulers_too():
    grid = parted("pipe_rows", "|规章|3|\n|---|---|\n||4|\n")
    assert kinds(grid)[2:4] == ["blank"] * 2
    assert kinds(grid)[4:] == ["blank", "plain", "blank"]
    assert len(grid.lexemes) == len(grid.cells) == 7


@pytest.mark.parametrize("ruler", ["|-|-|", "| -- | -- |", "|:-:|:-|", "|:--|--:|"])
def test_in_the_second_line_of_a_table_dashes_are_rulers_however_short(ruler: str):
    grid = parted("pipe_rows", f"甲乙丙\n| 规章 | 甲乙 |\n{ruler}\n| 规章 | 3 |\n{ruler}")
    after = grid.row_ends[1] + 1
    assert set(kinds(grid)[after : grid.row_ends[2] + 1]) == {"blank"}
    assert "blank" not in kinds(grid)[grid.row_ends[3] + 1 :][1:3]


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("行政许可 |\n3 |\n|\n行政处罚 |\n4 |\n|\n行政强制 |\n5 |", True),
        ("行政许可 |\n3 |\n|\n行政处罚 |\n4 |\n", False),
        ("行政许可 |\n3 |\n行政处罚 |\n4 |\n", False),
        ("行政许可 |\n|\n行政处罚 |\n|\n", False),
    ],
)
def test_where_most_rows_have_an_empty_cell_too_many_it_ends_them(text: str, ended: bool):
    assert parted("pipe_cells", text).ended is ended


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("规章\t3\t5\n44行政许可\t6", True),
        ("规章\t3\t5\n4\t行政许可\t6", True),
        ("规章\t3\t5\n 08 \t\t行政许可\t6", True),
        ("规章\t3\t5\n41.属于国家秘密\t6", True),
        ("规章\t3\t5\n1.属于国家秘密\t6", False),
        ("规章\t3\t5\n1属于国家秘密\t6", False),
        ("规章\t3\t5\t\n44行政许可\t6\t7", False),
        ("1规章\t3\t5\n2行政许可\t6", False),
        ("规章\t3\t5\n2行政许可\t6\n3行政处罚\t4", False),
        ("1\t规章\t5\n2\t行政许可\t6", False),
        ("2023\t规章\t5\n2023\t行政许可\t6", False),
        ("规章\t3\t5\n44甲乙丙\t6", False),
        ("规章\t3\t5\n4\t甲乙丙\t6", False),
        ("规章\t3\t5\n4\n行政许可\t6", False),
    ],
)
def test_digits_before_the_first_label_of_a_row_may_be_the_rest_of_the_number_above(text: str, doubted: bool):
    grid = parted("tab_grid", text)
    assert ("odd" in kinds(grid)[1 : grid.row_ends[0] + 1]) is doubted


def test_between_tabs_dashes_are_no_rulers():
    assert kinds(parted("tab_grid", "规章\t甲乙\n-\t-"))[2:] == ["value", "value"]


@pytest.mark.parametrize("ruler", ["|---|---|", "| -- | :-: |---|"])
def test_several_rulers_on_a_line_are_no_cells_where_nothing_tells_rows(ruler: str):
    ruled, plain = (
        [cell.strip() for cell in parted("pipe_cells", f"规章 |\n甲乙 |\n{text}规章 |\n3 |\n").cells]
        for text in (f"{ruler}\n", "")
    )
    assert [cell for cell in ruled if cell] == [cell for cell in plain if cell]
    assert "---" in "".join(parted("pipe_cells", "规章 |\n3 |\n--- |\n甲乙 |\n").cells)


@pytest.mark.parametrize("text", ["规章 | --- | 3", "甲乙丙 | ---", "--- | 0", "--- | —"])
def test_a_ruler_beside_anything_else_is_a_dash(text: str):
    grid = parted("pipe_rows", f"规章 | 3\n{text}")
    (ruler,) = (lexeme for lexeme in grid.lexemes if lexeme.raw == "---")
    assert ruler.state is State.DASH


def test_a_row_of_dashes_stays_in_a_text_with_rulers():
    grid = parted("pipe_rows", "甲乙丙 | 丁\n--- | ---\n— | —")
    assert kinds(grid)[2:] == ["blank", "blank", "value", "value"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("\n12", "odd"),
        ("\n12件", "odd"),
        ("\n—", "odd"),
        ("\n12 ", "odd"),
        ("12", "plain"),
        ("12 ", "plain"),
        (" \n12", "plain"),
        ("\n总计", "label"),
        ("\n甲乙丙", "text"),
        ("\n  ", "blank"),
        ("\n- 3 -", "blank"),
    ],
)
def test_a_number_on_a_new_line_of_its_cell_may_be_a_pages(cell: str, kind: str):
    grid = parted("one_cell_per_line", f"甲\n\t规章\n\t{cell}\n\t4")
    assert grid.cells[2] == cell
    assert kinds(grid)[2:] == [kind, "plain"]


def test_a_doubted_page_number_keeps_its_place_and_has_no_number():
    grid = parted("one_cell_per_line", "甲\n\t规章\n\t\n12\n\t4", 100)
    lexeme = grid.lexemes[2]
    assert (lexeme.raw, lexeme.value, lexeme.state) == ("12", None, State.UNREADABLE)
    assert grid.offset(2) == 108


def test_a_damaged_number_on_a_new_line_stays_as_it_was_read():
    grid = parted("one_cell_per_line", "甲\n\t规章\n\t\n1O\n\t4")
    assert grid.lexemes[2] is READER["\n1O"]


def test_where_labels_tell_rows_cells_may_begin_with_a_new_line():
    assert kinds(parted("pipe_cells", "规章|\n12|")) == ["label", "plain"]


# ---- rows that only labels tell

OWN = RowLabels(
    widths={"Row": {2}, "Short": {1}, "Side": {2}},
    groups={"Above", "Side", "Inner"},
    beside={"Side", "Inner"},
    runs=(),
    printed=(),
)
"""Labels of rows, a group above values, two groups beside them; any other name is a head."""


def told(cells: str) -> str:
    """Cells parted into rows by labels: words in capitals are labels, ``text`` is a text, ``.`` is a blank cell."""
    names = cells.split()
    lexemes = []
    for name in names:
        kind = BLANK if name == "." else PLAIN if name.isdigit() else TEXT if name.islower() else LABEL
        lexemes.append(Lexeme(kind, name, 0, terminal=name if kind == LABEL else ""))
    ends = label_rows(lexemes, bytearray(lexeme.kind for lexeme in lexemes), OWN)
    begins = [0, *(end + 1 for end in ends[:-1])]
    assert ends[-1] == len(names) - 1
    return " | ".join(" ".join(names[begin : end + 1]) for begin, end in zip(begins, ends, strict=True))


@pytest.mark.parametrize(
    "expected",
    [
        # what stands after a label belongs to it
        "Row 1 2",
        "Row 1 2 | Short 3",
        "Row 1 2 | Head 3",
        "Row 1 2 | text 3",
        "Row . . | Short 3",
        "1 2 | Row 3 4",
        ". | Head Head",
        "1 2",
        ". . .",
        # heads stand in one row, and the label of a row with values begins another
        "Head Head Head",
        "Head Head 1",
        "Head | Row 1 2",
        "Head | Row 1",
        "Head | Row 1 2 | Short 3",
        "Head Head | Short 1 | Row 1 2",
        # a row of empty cells, as many as it has
        "Head | Row . .",
        "Head | Row . . | Short 1",
        "Head Row .",
        "Head Row . . .",
        "Head Row",
        # the label of a row before another label has none
        "Row | Short 1",
        "Row | Head 1",
        "Head Row | Short 1 2",
        # an unknown label with values
        "Head | text 1",
        "Head text",
        "text | text 1",
        "text text",
        "text Head | Row 1 2",
        # after a text that stands in place of a row's values begins another
        "Row | text | Short 1",
        "Row | text | Head 1",
        "Row | text | Head Head",
        "Row 1 | text | Head",
        "Head text Head 1",
        "Head Row | text | Head 1",
        # groups and their rows are one row
        "Side Row 1 2",
        "Side Inner Row 1 2",
        "Above Row 1 2",
        "Above Short 1",
        "Above Head 1",
        "Above text 1",
        "Above Above Row 1 2",
        # but a group beside values begins a row below those above
        "Above | Side Row 1 2",
        "Above | Inner Row 1",
        "Head | Side Row 1 2",
        "Row | Side Short 1",
        "Row 1 2 | Side Row 1 2",
        "text | Side Row 1 2",
    ],
)
def test_where_rows_end_if_only_labels_tell_it(expected: str):
    assert told(expected.replace(" |", "")) == expected


def test_rows_of_real_labels():
    text = "信息内容|本年制发件数|规章|3|行政规范性文件||（三）不予公开|1.属于国家秘密|0|2.其他法律行政法规禁止公开|1|"
    assert rows(parted("pipe_cells", text)) == [
        ["信息内容", "本年制发件数"],
        ["规章", "3"],
        ["行政规范性文件", ""],
        ["（三）不予公开", "1.属于国家秘密", "0"],
        ["2.其他法律行政法规禁止公开", "1"],
    ]


# ---- labels, whole and torn


def torn(text: str) -> list[tuple[str, int, int, tuple[int, ...]]]:
    """Each label of a grid of tabs: its terminal, its cell, its row, and the cells of its other parts."""
    grid = parted("tab_grid", text)
    return [(token.type, token.index, token.row, token.torn) for token in labelled(grid)]


def test_the_labels_of_a_grid_in_order_with_their_rows():
    assert torn("信息内容\t总计\n规章\t3\n\n甲乙丙\t合计\t4\n其他") == [
        ("CONTENT", 0, 0, ()),
        ("TOTAL", 1, 0, ()),
        ("RULES", 2, 1, ()),
        ("TOTAL", 6, 3, ()),
        ("OTHER", 8, 4, ()),
    ]


@pytest.mark.parametrize("text", ["甲乙丙\t丁戊己", "3\t4", "", "社会公", "社会公\t甲乙丙", "益组织\t社会公"])
def test_cells_without_labels(text: str):
    assert torn(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("社会公\t益组织", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, (1,))]),
        ("社会公\t\t益组织", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, (2,))]),
        ("3\t社会公\t12\n益组织", [("PUBLIC_WELFARE_ORGANIZATION", 1, 0, (3,))]),
        ("3\t社会公\t益组织\t4", [("PUBLIC_WELFARE_ORGANIZATION", 1, 0, (2,))]),
        # the longest label
        ("社会公益\t组织", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, (1,))]),
        ("法律\t服务\t机构", [("LEGAL_SERVICE_ORGANIZATION", 0, 0, (1, 2))]),
        ("法律\t服务\t机关", [("LEGAL_SERVICE_ORGANIZATION", 0, 0, (1,))]),
        ("其他\t结果", [("OTHER_RESULT", 0, 0, (1,))]),
        # a part belongs to one label
        ("其他\t结果\t维持", [("OTHER_RESULT", 0, 0, (1,))]),
        ("其他\t结果\n甲乙丙\n结果\t维持", [("OTHER_RESULT", 0, 0, (1,)), ("UPHELD", 3, 2, (4,))]),
        ("法律\t服务\t机构\t规章", [("LEGAL_SERVICE_ORGANIZATION", 0, 0, (1, 2)), ("RULES", 3, 0, ())]),
        # a label that could go on and does not
        ("社会公益\t12", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, ())]),
        ("社会公益\t甲乙丙", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, ())]),
        ("社会公益", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, ())]),
        ("其他\t总计", [("OTHER", 0, 0, ()), ("TOTAL", 1, 0, ())]),
        # no part of a label is itself one
        ("社会公\t总计\t益组织", [("TOTAL", 1, 0, ())]),
        ("社会\t公益组织", [("PUBLIC_WELFARE_ORGANIZATION", 0, 0, (1,))]),
    ],
)
def test_a_label_that_is_torn_into_several_cells(text: str, expected: list[tuple[str, int, int, tuple[int, ...]]]):
    assert torn(text) == expected


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["要求", "行政", "机关", "确认", "或重", "新出具已获取信息"], True),
        (["要求", "行政", "机关", "确认", "或重", "新出", "具已获取信息"], True),
        (["要求", "行政", "机关", "确认", "或重", "新出", "具已", "获取信息"], False),
    ],
)
def test_a_label_is_torn_into_seven_cells_at_most(pieces: list[str], whole: bool):
    tokens = torn("\t".join(pieces))
    assert tokens == ([("RECONFIRMATION", 0, 0, tuple(range(1, len(pieces))))] if whole else [])


WELFARE, SERVICE = "PUBLIC_WELFARE_ORGANIZATION", "LEGAL_SERVICE_ORGANIZATION"


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        ("社会公\n益组织", [(WELFARE, 0, 0, ())], "label above"),
        ("社会公\t3\n益组织\t", [(WELFARE, 0, 0, ())], "label plain above blank"),
        ("社会公\t3\n益组织", [(WELFARE, 0, 0, ())], "label plain above"),
        ("3\t社会公\n\t益组织", [(WELFARE, 1, 0, ())], "plain label blank above"),
        ("3\n社会公\n益组织\n4", [(WELFARE, 1, 1, ())], "plain label above plain"),
        ("社会公\t甲乙丙\n益组织\t丁戊己", [(WELFARE, 0, 0, ())], "label text above text"),
        ("社会公益组\n织", [(WELFARE, 0, 0, ())], "label above"),
        ("社会公益\n组织", [(WELFARE, 0, 0, ())], "label above"),
        # the longest label
        ("法律\n服务\n机构", [(SERVICE, 0, 0, ())], "label above above"),
        ("法律\n服务\n机关", [(SERVICE, 0, 0, ())], "label above text"),
        ("法律\t3\n服务\t\n机构\t", [(SERVICE, 0, 0, ())], "label plain above blank above blank"),
        ("法律\t3\n服务\t\n机关\t5", [(SERVICE, 0, 0, ())], "label plain above blank text plain"),
        # the label of a group beside several rows
        ("三不予\t3\n公开\t4", [("REFUSED", 0, 0, ())], "label plain above plain"),
        ("三不予\t\n公开\t4", [("REFUSED", 0, 0, ())], "label blank above plain"),
        # two labels side by side
        ("社会公\t法律服\n益组织\t务机构", [(WELFARE, 0, 0, ()), (SERVICE, 1, 0, ())], "label label above above"),
    ],
)
def test_a_label_that_goes_on_in_the_cell_below_covers_it(
    text: str, expected: list[tuple[str, int, int, tuple[int, ...]]], shown: str
):
    grid = parted("tab_grid", text)
    assert [(token.type, token.index, token.row, token.torn) for token in labelled(grid)] == expected
    assert kinds(grid) == shown.split()
    assert [grid.lexemes[one[1]].terminal for one in expected] == [one[0] for one in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the values stand in the row below, or in both
        ("社会公\t\n益组织\t3", [(WELFARE, 0, 0, (2,))]),
        ("社会公\t3\n益组织\t4", [(WELFARE, 0, 0, (2,))]),
        ("社会公\t1O\n益组织\t4", [(WELFARE, 0, 0, (2,))]),
        ("社会公\t\n益组织\t1O", [(WELFARE, 0, 0, (2,))]),
        ("\t社会公\n3\t益组织", [(WELFARE, 1, 0, (3,))]),
        ("法律\t\n服务\t\n机构\t3", [(SERVICE, 0, 0, (2, 4))]),
        # below stands something else
        ("社会公\t3\n4\t5\n益组织", [(WELFARE, 0, 0, (4,))]),
        ("社会公\n1O\n益组织", [(WELFARE, 0, 0, (2,))]),
        ("3\t社会公\n益组织", [(WELFARE, 1, 0, (2,))]),
        ("社会公\t益组织\n甲乙丙", [(WELFARE, 0, 0, (1,))]),
        ("3\t社会公\n\t甲乙丙", []),
        ("社会公\n甲乙丙", []),
    ],
)
def test_a_label_whose_rows_below_have_values_is_torn_into_several_rows(
    text: str, expected: list[tuple[str, int, int, tuple[int, ...]]]
):
    grid = parted("tab_grid", text)
    before = kinds(grid)
    assert [(token.type, token.index, token.row, token.torn) for token in labelled(grid)] == expected
    assert kinds(grid) == before


def test_how_a_label_that_goes_on_below_is_spelled():
    grid = parted("tab_grid", "社会公\t法律\n益组织\t服务")
    labelled(grid)
    assert [grid.lexemes[index].official for index in (0, 1)] == [True, False]


def test_where_only_labels_tell_rows_no_label_goes_on_below():
    grid = parted("pipe_cells", "社会公|益组织|3|")
    assert [(token.type, token.torn) for token in labelled(grid)] == [(WELFARE, (1,))]
    assert kinds(grid) == ["text", "text", "plain"]


def test_labels_whose_rows_only_labels_tell():
    assert found(parted("pipe_cells", "信息内容|本年制发件数|规章|3|")) == ["CONTENT", "ISSUED", "RULES"]


def test_any_layout_reads_any_form():
    own = compile_layout(GrammarSource("own", "<own>", 'CELL: ";"\nROW: "¶"\n'))
    grid = parted(own, "规章;3;4¶总计;;5", 10)
    assert rows(grid) == [["规章", "3", "4"], ["总计", "", "5"]]
    assert (found(grid), grid.starts) == (["RULES", "TOTAL"], [10, 13, 15, 17, 20, 21])
