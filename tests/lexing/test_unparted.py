"""Text without cell marks: labels are searched, and values lie between them."""

from __future__ import annotations

import pytest

from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.layouts import compile_layout
from govinfo_parse.lexing.lexemes import LABEL, ODD, TEXT
from govinfo_parse.model import State
from tests.lexing.samples import READER, ROWS, SCANNER, flowing


def shown(text: str, start: int = 100) -> str:
    """What is read, row by row: labels by their terminals, texts in quotes, ``?`` before what may be damaged and ``~``
    before the first cell of a doubtful row; ``_`` for white space inside a cell."""
    grid, tokens = flowing(text, start)
    names = {token.index: token.type for token in tokens}
    cells = []
    for index, (cell, kind) in enumerate(zip(grid.cells, grid.kinds, strict=True)):
        one = "_".join(cell.split())
        one = names.get(index, f"“{one}”" if kind == TEXT else f"?{one}" if kind == ODD else one)
        assert (kind == LABEL) == (index in names)
        cells.append(f"~{one}" if index in grid.doubtful else one)
    begins = [0, *(end + 1 for end in grid.row_ends[:-1])]
    return " | ".join(" ".join(cells[begin : end + 1]) for begin, end in zip(begins, grid.row_ends, strict=True))


# ---- labels and the values after them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 3 4 5", "RULES 3 4 5"),
        ("规章3 4", "RULES 3 4"),
        ("规章\n3\n4", "RULES 3 4"),
        ("规章 3 4\n总计 5", "RULES 3 4 | TOTAL 5"),
        ("规章 3 4 总计 5", "RULES 3 4 | TOTAL 5"),
        ("规章 3 4总计 5", "RULES 3 4 | TOTAL 5"),
        ("规章 总计 5", "RULES | TOTAL 5"),
        ("規章 3 總計 4", "RULES 3 | TOTAL 4"),
        ("信 息\n内 容 3", "CONTENT 3"),
        ("信 (xin) 息内容 3", "CONTENT 3"),
        ("规章", "RULES"),
        ("其他结果 3", "OTHER_RESULT 3"),
        ("规章 1,234 5.5 -6 — / 7件 8万元", "RULES 1,234 5.5 -6 — / 7件 8万元"),
        ("规章 7 件 8 万元\n", "RULES 7_件 8_万元"),
        ("规章 增3 减4", "RULES 增3 减4"),
        ("规章 3a 4", "RULES ?3a 4"),
        ("规章 345", "RULES 345"),
        ("规章 １２ ３", "RULES １２ ３"),
    ],
)
def test_labels_and_the_values_behind_them(text: str, expected: str):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章：3、4", "RULES 3 4"),
        ("规章（3）（4）", "RULES 3 4"),
        ("规章 3、、4", "RULES 3 4"),
        ("规章|3|4|", "RULES 3 4"),
        ("规章 3;4", "RULES 3 4"),
    ],
)
def test_marks_may_part_values(text: str, expected: str):
    assert shown(text).replace("~", "").replace("?", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 abc 3", "RULES 3"),
        ("规章 , ; 3", "RULES 3"),
        ("规章 + . 3", "RULES 3"),
        ("规章 abc", "RULES"),
        ("规章 甲3乙 4\n", "RULES | “甲3乙” 4"),
        ("规章 _ 3", "RULES _ 3"),
    ],
)
def test_a_value_has_a_digit_or_a_dash(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


@pytest.mark.parametrize(
    "text",
    [
        "规章3件。",
        "规章3;甲。",
        "规章3!",
        "规章3甲",
        "规章 3 件甲",
        "规章共3项",
        "规章3, 4,",
        "规章3,",
        "规章 3, 4",
    ],
)
def test_the_figures_of_a_sentence_are_no_values(text: str):
    assert "3" not in shown(text)


def test_a_figure_at_the_end_of_a_line_is_a_value_whatever_follows():
    assert shown("规章 3\n甲乙丙") == "RULES 3"
    assert shown("规章 3 \n 甲乙丙") == "RULES 3"
    assert shown("规章 3\n。甲乙丙") == "RULES"


# ---- labels that nobody knows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙丙 3 4\n规章 5", "“甲乙丙” 3 4 | RULES 5"),
        ("甲乙丙\n丁戊己 3 4\n规章 5", "“丁戊己” 3 4 | RULES 5"),
        ("规章 5\n甲乙丙 3 4", "RULES 5 | “甲乙丙” 3 4"),
        ("规章 5\n甲乙丙 3 4\n丁戊己 6\n总计 7", "RULES 5 | “甲乙丙” 3 4 | “丁戊己” 6 | TOTAL 7"),
        ("规章 甲乙丙 3 4\n", "RULES | “甲乙丙” 3 4"),
        ("甲 3\n", "“甲” 3"),
        ("甲乙丙 3", "“甲乙丙” 3"),
        ("3 4\n规章 5", "3 4 | RULES 5"),
        ("甲乙丙\n3 4\n规章 5", "“甲乙丙” 3 4 | RULES 5"),
        ("甲乙丙\n\n3 4\n规章 5", "“甲乙丙” 3 4 | RULES 5"),
        ("甲乙丙\n。\n3 4\n规章 5", "3 4 | RULES 5"),
        ("甲3乙丙 4\n规章 5", "“甲3乙丙” 4 | RULES 5"),
        ("甲乙丙", ""),
        ("甲乙丙\n规章 5", "RULES 5"),
    ],
)
def test_values_behind_other_words_have_these_in_place_of_a_label(text: str, expected: str):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("信息内容 说明 规章 3", "CONTENT “说明” | RULES 3"),
        ("信息内容 说明 总计 3", "CONTENT “说明” TOTAL 3"),
        ("信息内容、（说明）、总计 3", "CONTENT “、（说明）、” TOTAL 3"),
        ("信息内容 ： 、 总计 3", "CONTENT TOTAL 3"),
        ("信息内容总计 3", "CONTENT TOTAL 3"),
        # a note heads nothing
        ("信息内容（单位：件）总计 3", "CONTENT TOTAL 3"),
        ("信息内容 单位：万元 总计 3", "CONTENT TOTAL 3"),
        # an item number or a bullet before the label of a row is none, but before a head it may be one
        ("信息内容 ● 规章 3", "CONTENT | RULES 3"),
        ("信息内容 ● 规章 3\n总计 4", "CONTENT | RULES 3 | TOTAL 4"),
        ("信息内容 ● 总计 3\n规章 4", "CONTENT “●” TOTAL 3 | RULES 4"),
        ("信息内容 ● 总计 3", "CONTENT “●” TOTAL 3"),
        ("信息内容（％）规章 3", "CONTENT “（％）” | RULES 3"),
        ("信息内容 甲 规章 3", "CONTENT “甲” | RULES 3"),
        # after the last label stands no head
        ("信息内容 说明", "CONTENT"),
        ("信息内容 说明\n", "CONTENT"),
    ],
)
def test_what_stands_between_two_labels_may_be_a_head_that_nobody_knows(text: str, expected: str):
    assert shown(text) == expected


def test_a_head_is_no_longer_than_a_label_can_be():
    assert shown(f"信息内容{'甲' * 240}总计 3") == f"CONTENT “{'甲' * 240}” TOTAL 3"
    assert shown(f"信息内容{'甲' * 241}总计 3") == "CONTENT TOTAL 3"


def test_a_head_that_nobody_knows_keeps_its_place():
    grid, _ = flowing("信息内容  说明 总计 3", 100)
    assert grid.cells[1] == "  说明 "
    assert (grid.lexemes[1].raw, grid.lexemes[1].lead, grid.offset(1)) == ("说明", 2, 106)


def test_a_label_that_nobody_knows_keeps_its_place():
    grid, _ = flowing("规章 5\n 甲乙丙  3 4", 100)
    assert grid.cells[2] == "甲乙丙"
    assert grid.starts == [100, 103, 106, 111, 113]
    assert grid.offset(2) == 106


def test_words_that_could_be_a_damaged_value_are_a_text_before_values():
    grid, _ = flowing("甲 3 4\n规章 5")
    assert grid.cells[0] == "甲"
    assert (grid.kinds[0], grid.lexemes[0].kind) == (TEXT, ODD)


# ---- short labels inside other words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法人或其他组识 3\n", "“法人或其他组识” 3"),
        ("甲其他乙 3\n", "“甲其他乙” 3"),
        ("甲其他 3\n", "OTHER 3"),
        ("其他乙 3\n", "OTHER | “乙” 3"),
        ("其他乙 3\n甲", "OTHER | “乙” 3"),
        ("甲其他总计 3\n规章 4", "OTHER TOTAL 3 | RULES 4"),
        ("甲 其他乙 3\n", "OTHER | “乙” 3"),
        ("甲其他、乙 3\n", "OTHER | “、乙” 3"),
        ("（其他）乙 3\n", "OTHER | “）乙” 3"),
        ("\n其他乙 3\n", "OTHER | “乙” 3"),
        # beside another label it is one
        ("总计其他乙 3\n", "TOTAL OTHER | “乙” 3"),
        ("甲其他总计 3\n", "OTHER TOTAL 3"),
        ("甲乙总计其他丙 3\n", "TOTAL OTHER | “丙” 3"),
        ("规章 4\n甲其他乙 3\n", "RULES 4 | “甲其他乙” 3"),
        ("甲其他乙 3\n规章 4", "“甲其他乙” 3 | RULES 4"),
        ("甲其他乙其他丙 3\n规章 4", "“甲其他乙其他丙” 3 | RULES 4"),
        ("规章 4\n总计 5\n甲其他乙 3\n结果维持 6", "RULES 4 | TOTAL 5 | “甲其他乙” 3 | UPHELD 6"),
        # a longer label is one wherever it stands
        ("甲自然人乙 3\n", "NATURAL_PERSON | “乙” 3"),
    ],
)
def test_a_short_label_inside_another_word_is_none(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


# ---- item numbers and bullets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 3 4\n1. 总计 6", "RULES 3 4 | TOTAL 6"),
        ("规章 3 4\n 12. 总计 6", "RULES 3 4 | TOTAL 6"),
        ("规章 3 4\n- 总计 6", "RULES 3 4 | TOTAL 6"),
        ("规章 3 4\n—总计 6", "RULES 3 4 | TOTAL 6"),
        ("规章 3 4\n12：5\n总计 6", "RULES 3 4 12 5 | TOTAL 6"),
        ("规章 3 4\n123 总计 6", "RULES 3 4 123 | TOTAL 6"),
        ("规章 3 4\n12、总计 6", "RULES 3 4 | TOTAL 6"),
        ("规章 3 4\n12)总计 6", "RULES 3 4 | TOTAL 6"),
        ("规章 3 4 12 总计 6", "RULES 3 4 12 | TOTAL 6"),
        ("规章 3 4\n5 12 总计 6", "RULES 3 4 5 12 | TOTAL 6"),
        ("规章 3 4\n12、甲乙丙 6", "RULES 3 4 | “12、甲乙丙” 6"),
        ("规章 3 4\n- 甲乙丙 6", "RULES 3 4 | “-_甲乙丙” 6"),
        ("规章 3 4\n12、\n总计 5 6", "RULES 3 4 | TOTAL 5 6"),
        ("规章\n12 行政许可 6", "RULES | LICENSING 6"),
        ("规章\n- 行政许可 6", "RULES | LICENSING 6"),
    ],
)
def test_what_begins_the_line_of_a_label_is_its_item_number(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 3 4\n12 总计 6", "RULES 3 ?4 | TOTAL 6"),
        ("规章 3 4\n12总计 6", "RULES 3 ?4 | TOTAL 6"),
        ("规章 3 4 \n 2 甲乙丙 6", "RULES 3 ?4 | “2_甲乙丙” 6"),
        ("规章 3 4\n2 总计 6\n2 行政许可 5", "RULES 3 ?4 | TOTAL ?6 | LICENSING 5"),
        ("1 规章 3 4\n2 总计 6\n3行政许可 5", "1 | RULES 3 4 | TOTAL 6 | LICENSING 5"),
        ("规章 3 4\n2 总计 6\n3行政许可 5", "RULES 3 4 | TOTAL 6 | LICENSING 5"),
        ("规章 3 -\n12 总计 6", "RULES 3 - | TOTAL 6"),
    ],
)
def test_a_number_before_a_word_that_counts_no_items_may_be_the_rest_of_the_figure_above(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 3 4\n(2)总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 3 4\n（12）总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 3 4\n \t (2) 、总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 3 4\n( 2 )总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 3 4\n[2]总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 3 4\n【2】总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 3 4\n〔2〕总计 1", "RULES 3 4 | TOTAL 1"),
        (f"规章 3 4\n{' ' * 8}(2)总计 1", "RULES 3 4 | TOTAL 1"),
        (f"规章 3 4\n{' ' * 9}(2)总计 1", "RULES 3 4 2 | TOTAL 1"),
        ("规章 3 4\n(2)甲乙丙 1", "RULES 3 4 | “(2)甲乙丙” 1"),
        ("规章\n(2)行政许可 1", "RULES | LICENSING 1"),
        ("\n(2)总计 1", "TOTAL 1"),
        # or a value in brackets
        ("规章 0 (2) 总计 1", "RULES 0 2 | TOTAL 1"),
        ("规章 0 (2)总计 1", "RULES 0 2 | TOTAL 1"),
        ("规章\n(3) (4)\n总计 1", "RULES 3 4 | TOTAL 1"),
        ("规章 0\n(123)总计 1", "RULES 0 123 | TOTAL 1"),
        ("规章 0\n(—)总计 1", "RULES 0 — | TOTAL 1"),
        ("规章 0\n(甲)总计 1", "RULES 0 | TOTAL 1"),
    ],
)
def test_a_number_in_brackets_that_begins_the_line_of_a_label_is_its_item_number(text: str, expected: str):
    assert shown(text).replace("~", "").replace("?", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 3 4\n(2)\n总计 1", "RULES 3 4 ?2 | TOTAL 1"),
        ("规章 3 4\n （ 2 ） \n 总计 1", "RULES 3 4 ?2 | TOTAL 1"),
        ("规章 3 4\n(2)\n甲乙丙 1", "RULES 3 4 ?2 | “甲乙丙” 1"),
        ("规章\n(3)\n(4)\n总计 1", "RULES 3 ?4 | TOTAL 1"),
        ("规章 3\n(4) (5)\n总计 1", "RULES 3 4 5 | TOTAL 1"),
        ("规章 3\n(4 5)\n总计 1", "RULES 3 4 5 | TOTAL 1"),
        ("规章 3 4\n(2)\n5\n总计 1", "RULES 3 4 2 ?5 | TOTAL 1"),
        ("规章 3 4\n(2)", "RULES 3 4 2"),
        ("规章 3 4 (2)\n总计 1", "RULES 3 4 2 | TOTAL 1"),
    ],
)
def test_a_number_in_brackets_alone_on_the_line_above_a_label_may_be_its_item_number(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 0 12.重复申请 3", "RULES 0 ?1 | REPEATED 3"),
        ("规章 0 1 2.重复申请 3", "RULES 0 1 | REPEATED 3"),
        ("规章 02.重复申请 3", "RULES ?0 | REPEATED 3"),
        ("规章 10重复申请 3", "RULES 10 | REPEATED 3"),
        ("规章 0 -2.重复申请 3", "RULES 0 - | REPEATED 3"),
        ("规章 0 12", "RULES 0 12"),
        ("3 4 2.重复申请 5", "3 4 | REPEATED 5"),
    ],
)
def test_a_number_glued_to_the_item_number_behind_it_is_doubted(text: str, expected: str):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("三三、本年度办理结果 3", "三三、本年度办理结果"),
        ("0 三三、本年度办理结果 3", "三三、本年度办理结果"),
        ("二三、本年度办理结果 3", "三、本年度办理结果"),
        ("三、本年度办理结果 3", "三、本年度办理结果"),
        ("其其他结果 3", "其他结果"),
        ("其他结果其他结果 3", "其他结果"),
    ],
)
def test_a_numeral_that_is_printed_twice_belongs_to_the_label(text: str, label: str):
    grid, tokens = flowing(text)
    assert grid.cells[tokens[0].index] == label


def test_a_label_with_a_doubled_numeral_is_not_spelled_as_printed():
    grid, tokens = flowing("0 三三、本年度办理结果 3", 100)
    lexeme = grid.lexemes[tokens[0].index]
    assert (lexeme.kind, lexeme.terminal, lexeme.official, lexeme.lead) == (LABEL, "HANDLED", False, 0)
    assert tokens[0].offset == 102


def test_a_label_is_spelled_as_it_stands_in_the_text():
    grid, _ = flowing("規章 3 合计 4")
    assert [(grid.cells[index], grid.lexemes[index].official) for index in (0, 2)] == [("規章", True), ("合计", False)]


# ---- pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the page's number below a row
        ("规章 3 4\n12\n总计 5 6", "RULES 3 4 ?12 | TOTAL 5 6"),
        ("规章 3 4\n 12 \n总计 5 6", "RULES 3 4 ?12 | TOTAL 5 6"),
        ("规章 3 4\n12", "RULES 3 4 ?12"),
        ("规章 3 4\n１２\n总计 5 6", "RULES 3 4 ?１２ | TOTAL 5 6"),
        ("规章 3 4\n999\n总计 5 6", "RULES 3 4 ?999 | TOTAL 5 6"),
        ("甲乙丙 3 4\n12\n总计 5 6", "“甲乙丙” 3 4 ?12 | TOTAL 5 6"),
        # no page's number
        ("规章 3 4\n1000\n总计 5 6", "RULES 3 4 1000 | TOTAL 5 6"),
        ("规章 3 4\n0\n总计 5 6", "RULES 3 4 0 | TOTAL 5 6"),
        ("规章 3 4\n—\n总计 5 6", "RULES 3 4 — | TOTAL 5 6"),
        ("规章 3 4\n：12\n总计 5 6", "RULES 3 4 12 | TOTAL 5 6"),
        ("规章 3 4\n12：\n总计 5 6", "RULES 3 4 12 | TOTAL 5 6"),
        ("规章 3 4\n12 5\n总计 5 6", "RULES 3 4 12 5 | TOTAL 5 6"),
        # each value on a line of its own
        ("规章\n3\n4\n5\n总计\n6\n7\n8", "RULES 3 4 5 | TOTAL 6 7 8"),
        ("规章 3\n4\n5\n总计 6\n7\n8", "RULES 3 4 5 | TOTAL 6 7 8"),
        ("规章 3\n4\n总计 6\n7", "RULES 3 ?4 | TOTAL 6 ?7"),
    ],
)
def test_a_number_alone_on_the_line_below_a_row_may_be_a_pages(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章\n3", "RULES ?3"),
        ("规章\n3\n总计\n4", "RULES 3 | TOTAL 4"),
        ("规章\n3\n总计\n4\n其他\n5", "RULES 3 | TOTAL 4 | OTHER 5"),
        ("规章\n3\n总计 4\n其他 5", "RULES ?3 | TOTAL 4 | OTHER 5"),
        ("规章\n3\n总计\n4\n其他 5", "RULES 3 | TOTAL 4 | OTHER 5"),
        ("规章\n3\n总计\n4\n其他 5\n合计 6", "RULES ?3 | TOTAL ?4 | OTHER 5 | TOTAL 6"),
        ("规章\n3\n总计\n4\n其他\n5\n合计 6\n自然人 7", "RULES 3 | TOTAL 4 | OTHER 5 | TOTAL 6 | NATURAL_PERSON 7"),
        ("规章\n3\n总计\n4\n其他 5 6\n合计 6 7", "RULES ?3 | TOTAL ?4 | OTHER 5 6 | TOTAL 6 7"),
        ("规章 3\n总计 4\n其他\n5", "RULES 3 | TOTAL 4 | OTHER ?5"),
    ],
)
def test_single_values_below_their_labels_are_values_where_most_rows_stand_so(text: str, expected: str):
    assert shown(text).replace("~", "") == expected


def test_a_doubted_number_keeps_its_place():
    grid, _ = flowing("规章 3 4\n 12\n总计 5 6", 100)
    lexeme = grid.lexemes[3]
    assert (lexeme.kind, lexeme.raw, lexeme.value, lexeme.state) == (ODD, "12", None, State.UNREADABLE)
    assert grid.offset(3) == 108


# ---- what usually parts values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # every row alike
        ("规章 3 4 5\n总计 6 7 8\n其他 1 2 3", "RULES 3 4 5 | TOTAL 6 7 8 | OTHER 1 2 3"),
        ("规章  3  4  5\n总计  6  7  8\n其他  1  2  3", "RULES 3 4 5 | TOTAL 6 7 8 | OTHER 1 2 3"),
        # a value is missing in the middle
        ("规章 3 4 5\n总计 6  8\n其他 1 2 3", "RULES 3 4 5 | TOTAL ~6 8 | OTHER 1 2 3"),
        ("规章 3 4 5\n总计 6 7  8", "RULES 3 4 5 | TOTAL ~6 7 8"),
        ("规章 3 4  5", "RULES ~3 4 5"),
        # two rows do not show what is usual
        ("规章 3 4\n总计 6  7", "RULES 3 4 | TOTAL 6 7"),
        ("规章 3 4\n总计 6  7\n其他 1 2", "RULES 3 4 | TOTAL ~6 7 | OTHER 1 2"),
        # a value is missing at the left
        ("规章 3 4 5\n总计  7 8\n其他 1 2 3", "RULES 3 4 5 | TOTAL ~7 8 | OTHER 1 2 3"),
        ("规章 3\n总计  7\n其他 1", "RULES 3 | TOTAL ~7 | OTHER 1"),
        ("规章  3\n总计  7\n其他 1", "RULES 3 | TOTAL 7 | OTHER 1"),
        ("规章3\n总计3\n其他 1", "RULES 3 | TOTAL 3 | OTHER ~1"),
        ("规章： 3\n总计： 3\n其他 1", "RULES 3 | TOTAL 3 | OTHER ~1"),
        ("规章 3\n总计、  3\n其他 1", "RULES 3 | TOTAL 3 | OTHER 1"),
        ("规章 3 4\n总计\n 5 6\n其他 1 2", "RULES 3 4 | TOTAL 5 6 | OTHER 1 2"),
        # a value is missing at the right
        ("规章 3 4 5\n总计 7 8 \n其他 1 2 3", "RULES 3 4 5 | TOTAL ~7 8 | OTHER 1 2 3"),
        ("规章 3 4 5\n总计 7 8 \n其他 1 2 3\n", "RULES 3 4 5 | TOTAL ~7 8 | OTHER 1 2 3"),
        ("规章 3 \n总计 7 \n其他 1 \n", "RULES 3 | TOTAL 7 | OTHER 1"),
        ("规章 3 \n总计 7 \n其他 1  \n", "RULES 3 | TOTAL 7 | OTHER ~1"),
        ("规章 3 \n总计 7 \n其他 1", "RULES 3 | TOTAL 7 | OTHER 1"),
        ("规章 3 4 5\n总计 7 8、 \n其他 1 2 3", "RULES 3 4 5 | TOTAL 7 8 | OTHER 1 2 3"),
        ("规章 3 4 \n总计 7 8 \n其他 1 2  \n", "RULES 3 4 | TOTAL 7 8 | OTHER ~1 2"),
        ("规章 3\n15、  \n总计 3\n14、\n其他 3\n14、", "RULES 3 | TOTAL 3 | OTHER 3"),
        ("规章 3\n1,5  \n总计 3\n1,4\n其他 3\n1,4", "RULES ~3 ?1,5 | TOTAL 3 ?1,4 | OTHER 3 ?1,4"),
        ("规章 3\n总计 4\n其他 5  ", "RULES 3 | TOTAL 4 | OTHER ~5"),
        # one value in two pieces
        ("规章 3\t4\t5\n总计 6\t7\t8\n其他 1\t2 3", "RULES 3 4 5 | TOTAL 6 7 8 | OTHER ~1 2 3"),
        # rows that nobody knows are not compared
        (
            "规章 3 4 5\n总计 6 7 8\n其他 1 2 3\n甲乙丙  4  5  6",
            "RULES 3 4 5 | TOTAL 6 7 8 | OTHER 1 2 3 | “甲乙丙” 4 5 6",
        ),
        ("甲乙丙 3 4  5", "“甲乙丙” 3 4 5"),
    ],
)
def test_rows_that_are_parted_otherwise_than_most_are_doubtful(text: str, expected: str):
    assert shown(text) == expected


# ---- the grid


def test_the_cells_of_a_text_and_their_places():
    grid, tokens = flowing("甲。规章 3 4\n总计：5", 100)
    assert (grid.layout, grid.begin, grid.lined, grid.framed, grid.run_together) == ("flowing", 100, False, False, True)
    assert grid.cells == ["规章", "3", "4", "总计", "5"]
    assert grid.starts == [102, 105, 107, 109, 112]
    assert grid.row_ends == [2, 4]
    assert [(token.type, token.index, token.row, token.torn, token.offset) for token in tokens] == [
        ("RULES", 0, 0, (), 102),
        ("TOTAL", 3, 1, (), 109),
    ]


def test_a_text_without_anything_has_no_cells():
    grid, tokens = flowing("甲乙丙。")
    assert (grid.cells, grid.starts, grid.row_ends, tokens) == ([], [], [-1], [])


def test_a_label_that_pinyin_makes_longer_than_any_label_is_none():
    name = "申请人无正当理由逾期不补正"
    assert shown(" (pinyin) ".join(name) + " 3") == "CORRECTION_OVERDUE 3"
    assert flowing(" (pin yin yin) ".join(f"{name}行政机关不再处理其政府信息公开申请") + " 3")[1] == []


def test_a_layout_of_ones_own_says_what_values_look_like():
    layout = compile_layout(GrammarSource("own", "<own>", "VALUES: /[\\s\\d]+/\n"))
    grid, _ = SCANNER.cut(layout, "规章 3 45", 0, READER, ROWS)
    assert (grid.layout, grid.cells) == ("own", ["规章", "3", "45"])
