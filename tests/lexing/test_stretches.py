"""Which layout reads a stretch of text, and how much of the form it reads there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import attrs
import pytest

import govinfo_parse
from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.layouts import compile_layout
from govinfo_parse.lexing.stretches import Lexer, Stretch, score
from tests.lexing.samples import FORMS, LAYOUTS, LEXER, READER, ROWS, flowing, kinds, labelled, parted, rows


def read(text: str, begin: int = 0, *, prose: bool = False) -> Stretch:
    return LEXER.stretch(text, begin, prose=prose)


def layout_of(text: str, *, prose: bool = False) -> str | None:
    grid = read(text, prose=prose).grid
    return None if grid is None else grid.layout


# ---- which layout wins


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("规章\t3\t4\t5", "tab_grid"),
        ("规章 | 3 | 4 | 5", "pipe_rows"),
        ("| 规章 | 3 | 4 | 5 |\n| --- | --- | --- | --- |", "pipe_rows"),
        ("规章 |\n3 |\n4 |\n5 |\n", "pipe_cells"),
        ("\n\t规章\n\t3\n\t4\n\t5\n", "one_cell_per_line"),
        ("信息内容\n规章 3 4 5", "flowing"),
        ("信息內容\n規章 3 4 5", "flowing"),
        ("规章 3 4 5", None),
        ("今天天气很好。", None),
        ("", None),
        ("甲\t乙", "tab_grid"),
    ],
)
def test_the_layout_that_a_text_shows(text: str, layout: str | None):
    assert layout_of(text) == layout


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        # one stray mark
        ("信息内容\n规章 3 4 5\n甲\t乙", "flowing"),
        ("信息内容\n规章 3 4 5\n甲|乙", "flowing"),
        ("信息内容\t说明\n规章 3 4 5", "flowing"),
        ("规章\t3\t4\t5\n甲|乙", "tab_grid"),
        ("规章|3|4|5\n甲\t乙", "pipe_rows"),
        ("规章\t3\t4\t5\n信息内容 甲", "tab_grid"),
        # labels without values
        ("甲\t乙\n信息内容 商业企业", "flowing"),
        ("信息内容\t甲\n", "tab_grid"),
        ("信息内容\t商业企业\n", "tab_grid"),
    ],
)
def test_of_several_layouts_the_one_that_reads_most(text: str, layout: str):
    assert layout_of(text) == layout


@pytest.mark.parametrize(
    ("tabs", "layout"),
    [
        ("行政许可\t3\n行政处罚\t4\n", "pipe_rows"),
        ("行政许可\t3\n行政处罚\t4\n规章\t5\n", "pipe_rows"),
        ("行政许可\t3\n行政处罚\t4\n行政强制\t5\n", "tab_grid"),
    ],
)
def test_a_layout_that_reads_nearly_as_much_and_comes_first_is_taken(tabs: str, layout: str):
    """Two rows in pipes are 4; two in tabs 4, with one that lacks values 5, three 6."""
    assert layout_of(f"行政许可|3\n行政处罚|4\n{tabs}") == layout


def test_a_layout_that_tells_where_rows_end_comes_first():
    text = "规章|3|4|5|\n行政许可|3|\n"
    shown = [name for name, layout in LAYOUTS.items() if layout.shows_in(text)]
    assert shown == ["pipe_cells", "pipe_rows"]
    assert layout_of(text) == "pipe_rows"


def test_rows_of_equal_length_are_rows_though_single_cells_would_read_more():
    """The last value of a row and the label below it would be one cell, and each row as long as the form's."""
    text = "信息内容|甲||\n规章|3|4|5|6\n规章|3|4|5|6\n规章|3|4|5|6\n"
    assert layout_of(text.replace("||", "|乙|丙|", 1)) == layout_of(text.replace("甲||", "甲|||", 1)) == "pipe_rows"


def test_a_figure_in_a_labels_cell_speaks_against_a_layout():
    text = "信息内容|\n规章|3|4|5|6\n规章|3|4|5|6\n规章|3|4|5|6\n规章|3|4|5|6\n"
    assert layout_of(text) == "pipe_rows"


def test_the_callers_own_layouts_come_before_all_others():
    own = compile_layout(GrammarSource("own", "<own>", 'CELL: "\\t"\n'))
    layouts = [*LAYOUTS.values(), own]
    text = "规章\t3\t4\t5"
    for given, layout in ({"own"}, "own"), ((), "tab_grid"):
        grid = Lexer(layouts, given, FORMS.vocabulary, READER, ROWS).stretch(text, 0, prose=False).grid
        assert grid is not None
        assert grid.layout == layout


def test_without_a_layout_for_flowing_text_none_is_read():
    marked = [layout for layout in LAYOUTS.values() if layout.splitter is not None]
    lexer = Lexer(marked, (), FORMS.vocabulary, READER, ROWS)
    assert lexer.stretch("信息内容\n规章 3 4 5", 0, prose=False).grid is None
    assert lexer.stretch("规章\t3", 0, prose=False).grid is not None


@pytest.mark.parametrize(
    ("text", "layout"),
    [("信息内容\n规章 3 4 5", None), ("规章\t3\t4\t5", "tab_grid"), ("信息内容 甲\n规章\t3", "tab_grid")],
)
def test_in_prose_only_cells_with_marks_are_read(text: str, layout: str | None):
    assert layout_of(text, prose=True) == layout


# ---- whether flowing text is tried besides

WHOLE = "信息内容\n规章\t3\n行政许可\t4\n"
TORN = "行政强制 6 7 8\n政府集中采购 7 8"


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        # three of five labels are cells of their own
        (f"{WHOLE}行政处罚\t5\n{TORN}", "tab_grid"),
        # two of five
        (f"{WHOLE}行政处罚 5 6 7\n{TORN}", "flowing"),
        # one of one, though flowing text would read more
        ("信息内容\n规章\t3 4 5", "tab_grid"),
        # one of four, and flowing text would read as much, and more labels
        ("信息内容\n规章\t3\t4\t5\n行政许可（甲） 行政处罚 行政强制", "tab_grid"),
    ],
)
def test_flowing_text_is_tried_where_few_labels_are_cells_of_their_own(text: str, layout: str):
    assert layout_of(text) == layout


def test_page_numbers_between_rows_are_no_values_in_flowing_text():
    text = "信息内容\n规章 3 4 5\n- 12 -\n第 3 页\n行政许可 6"
    stretch = read(text, 100)
    assert stretch.grid is not None
    assert rows(stretch.grid) == [["信息内容"], ["规章", "3", "4", "5"], ["行政许可", "6"]]
    assert stretch.grid.starts == [100 + text.index(cell) for cell in ("信息", "规章", "3", "4", "5", "行政许可", "6")]


@pytest.mark.parametrize(("length", "kept"), [(79, False), (80, True)])
def test_a_long_line_is_no_page_number(length: int, kept: bool):
    stretch = read(f"信息内容\n规章 3 4 5\n{'- 12 -':<{length}}\n行政许可 6")
    assert stretch.grid is not None
    assert ("12" in stretch.grid.cells) == kept


# ---- what a stretch says


def test_a_stretch_has_its_place_and_its_labels():
    stretch = read("信息内容\t本年制发件数\n规章\t3", 100)
    assert (stretch.start, stretch.end) == (100, 116)
    assert [(token.type, token.offset) for token in stretch.tokens] == [
        ("CONTENT", 100),
        ("ISSUED", 105),
        ("RULES", 112),
    ]


@pytest.mark.parametrize("text", ["信息内容\n规章 3 4 5", "今天", "规章\t3\n行政许可|4"])
def test_a_stretch_ends_where_its_text_ends(text: str):
    stretch = read(text, 50)
    assert (stretch.start, stretch.end) == (50, 50 + len(text))


def test_a_text_without_cells_has_no_labels_and_no_score():
    stretch = read("今天")
    assert (stretch.grid, list(stretch.tokens), stretch.score) == (None, [], 0)


# ---- how much of the form is read


def worth(text: str, layout: str = "tab_grid") -> int:
    if layout == "flowing":
        grid, tokens = flowing(text)
        return score(grid, tokens, ROWS)
    grid = parted(layout, text)
    return score(grid, labelled(grid), ROWS)


@pytest.mark.parametrize(
    ("row", "points"),
    [
        # a known row with a value for each column
        ("规章\t3\t4\t5", 2),
        ("规章\t3\t—\t5", 2),
        ("规章\t\t3\t4\t5", 2),
        ("行政许可\t3", 2),
        ("行政许可\t3\t4\t5", 2),
        ("行政许可\t1O", 2),
        ("9\t规章\t3\t4\t5", 2),
        ("总计\t规章\t3\t4\t5", 2),
        ("规章\t总计\t3\t4\t5", 2),
        ("3\t行政许可", 2),
        ("3\t4\t5\t规章", 2),
        ("规章\t3\t4\t5\t总计", 2),
        # one with other values
        ("规章\t3", 1),
        ("规章\t3\t4", 1),
        ("规章\t3\t4\t5\t6", 1),
        ("规章\t3\t4\tx", 1),
        ("规章\t3\tx", 1),
        ("信息内容\t3", 1),
        ("行政许可\t3\t4", 1),
        ("规章\t---\t4\t5", 1),
        # one without
        ("规章", 0),
        ("规章\t\t\t", 0),
        ("规章\t甲乙丙", 0),
        ("规章\tx", 0),
        ("3\t规章\tx", 0),
        ("规章\t---", 0),
    ],
)
def test_what_a_row_with_a_label_is_worth(row: str, points: int):
    assert worth(row) == points
    assert worth(f"总计\n{row}\n\n{row}") == 2 * points


@pytest.mark.parametrize(
    ("row", "points"),
    [
        # as many values as table four has
        ("1\t2\t3\t4\t5", 2),
        ("1\t2\t—\t4\t5", 2),
        ("\t1\t2\t3\t4\t5", 2),
        ("\t".join(map(str, range(15))), 2),
        # one of them a text or a label
        ("1\t2\t甲乙丙\t4\t5", 2),
        ("\t1\t2\t甲乙丙\t4\t5", 2),
        ("1\t2\t总计\t4\t5", 2),
        ("\t".join([*map(str, range(14)), "甲乙丙"]), 2),
        # texts among fewer values than cells
        ("1\t2\t3\t4\t5\t6\t甲乙丙", 2),
        ("1\t\t3\t甲乙丙\t5", 2),
        ("\t1\t2\t甲乙丙\t甲乙丙\t4\t", 2),
        ("1\t2\t甲乙丙\t甲乙丙\t", 0),
        ("1\t甲乙丙\t\t甲乙丙\t2", 0),
        ("甲乙丙\t2\t\t3\t", 0),
        # some values
        ("1\t2\t3", 1),
        ("1\t2\t3\t4", 1),
        ("1\t2\t3\t4\t5\t6", 1),
        ("1\t2\t3\t4\tx", 1),
        ("1\t2\tx\t4\t5\tx", 1),
        # too few, or beside an unknown label
        ("1\t2", 0),
        ("1", 0),
        ("x\tx\tx\tx\tx", 0),
        ("甲乙丙\t1\t2\t3", 0),
        ("甲乙丙\t1\t2\t3\t4", 0),
        ("甲乙丙\t1\t2\t3\t4\t5", 0),
        ("1\t2\t3\t甲乙丙", 0),
        ("1O\t2\t甲乙丙\t4\t5", 0),
        ("", 0),
        ("甲乙丙", 0),
    ],
)
def test_what_a_row_without_a_label_is_worth_where_labels_were_found(row: str, points: int):
    assert worth(f"信息内容\n{row}\n{row}") == 2 * points
    if "总计" not in row:
        assert worth(row) == 0


def test_labels_belong_to_the_rows_they_stand_in():
    assert worth("甲乙丙\t规章\n3\t4\t5") == 1
    assert worth("规章\t3\t4\t5\n3\t4\t5\n行政许可\t6") == 5


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("规章 3 4 5", 2),
        ("规章 345", 1),
        ("规章 3 4", 0),
        ("规章 34 5", 1),
        ("行政许可 3", 2),
        ("行政许可 34 5", 1),
        ("信息内容 3", 1),
        ("信息内容 —", 1),
        ("规章 —", 0),
        ("规章 3 4 5 行政许可 6", 4),
    ],
)
def test_values_that_run_together_are_worth_something_with_a_digit_for_each_column(text: str, points: int):
    assert worth(text, "flowing") == points


# ---- the rows of a document's own tables


class Covered(Enum):
    """A place that a merged cell covers, as readers mark it."""

    LEFT = "left"
    ABOVE = "above"


@attrs.frozen
class Row:
    """A row of a document's table."""

    offset: int
    texts: Sequence[object]
    boxes: Sequence[object] = ()


def framed(*lines: str | tuple[object, ...], begin: int = 0, boxes: Sequence[object] = ()) -> Stretch:
    """A stretch of lines; those given as cells are rows of a document's table."""
    text, placed = [], []
    offset = begin
    for line in lines:
        if isinstance(line, tuple):
            placed.append(Row(offset, line, boxes))
        shown = line if isinstance(line, str) else "\t".join(one if isinstance(one, str) else "" for one in line)
        text.append(shown)
        offset += len(shown) + 1
    return LEXER.stretch("\n".join(text), begin, prose=False, placed=placed)


def test_the_cells_of_a_documents_table_stand_at_their_columns():
    stretch = framed(
        "表 1 甲|乙",
        ("信息内容", "本年制发件数", Covered.LEFT),
        ("规章", "3", ""),
        (Covered.ABOVE, "4", "甲\t乙"),
        begin=100,
    )
    grid = stretch.grid
    assert grid is not None
    assert (grid.layout, grid.begin, grid.lined, grid.framed) == ("cells", 100, True, True)
    assert rows(grid) == [
        ["表 1 甲|乙"],
        ["信息内容", "本年制发件数", ""],
        ["规章", "3", ""],
        ["", "4", "甲\t乙"],
    ]
    assert kinds(grid) == [
        "text",
        *("label", "label", "left"),
        *("label", "plain", "blank"),
        *("above", "plain", "text"),
    ]
    assert grid.starts == [100, 108, 113, 120, 121, 124, 126, 127, 128, 130]
    assert [token.type for token in stretch.tokens] == ["CONTENT", "ISSUED", "RULES"]
    assert (stretch.start, stretch.end) == (100, 133)


def test_what_looks_like_a_value_between_tables_is_a_text_where_the_document_says_what_its_tables_are():
    rows = [("信息内容", "本年制发件数"), ("规章", "3"), ("规章", "4")]
    lines = ("2023年", rows[0], rows[1], "甲乙1", "12", "行政许可", "7", rows[2], "—", "1O")
    said, drawn = framed(*lines).grid, framed(*lines, boxes=[None, None]).grid
    assert said is not None
    assert drawn is not None
    heads = ["label", "label", "label", "plain"]
    assert kinds(said) == ["text", *heads, "text", "text", "label", "plain", "label", "plain", "text", "text"]
    assert kinds(drawn) == ["text", *heads, "text", "plain", "label", "plain", "label", "plain", "value", "odd"]


def test_a_documents_table_that_reads_something_is_taken_whatever_else_reads_more():
    assert framed(("规章", "3"), "行政许可\t4\t5\t6\n行政处罚\t5\t6\t7").grid.layout == "cells"
    assert framed(("规章", ""), "行政许可\t4\t5\t6\n行政处罚\t5\t6\t7").grid.layout == "cells"
    assert framed(("总计", "3"), "行政许可\t4\t5\t6\n行政处罚\t5\t6\t7").grid.layout == "cells"


@pytest.mark.parametrize("row", [("甲", "3"), ("总计", ""), ("信息内容", "甲")])
def test_a_documents_table_that_reads_nothing_leaves_the_text_to_the_layouts(row: tuple[str, str]):
    assert framed(row, "行政许可\t4\t5\t6\n行政处罚\t5\t6\t7").grid.layout == "tab_grid"


def test_a_documents_table_that_is_all_there_is_is_read():
    grid = framed(("甲", "3")).grid
    assert grid is not None
    assert grid.layout == "tab_grid"
    alone = LEXER.stretch("甲3", 0, prose=False, placed=[Row(0, ("甲3",))]).grid
    assert alone is not None
    assert alone.layout == "cells"


def test_a_label_in_the_place_of_a_value_does_not_speak_against_the_lines_of_a_table():
    text = """示例市示例局2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况

| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |
|  |  |  |  |  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 714 | 4613 |  | 21596 | 26923 |  | 30 | 9323 | 其他 |  | 831 |  | 10708 | 4028 |  |
"""
    assert [use.layout for use in govinfo_parse.Parser().explain(text)] == ["pipe_rows"]
    proceedings = govinfo_parse.parse_report(text).proceedings
    assert proceedings.reconsideration.upheld.value == 714
    assert proceedings.litigation_direct.pending.state == "unreadable"
    assert proceedings.litigation_after_reconsideration.pending.value == 4028
