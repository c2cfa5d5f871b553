"""Frames: which lines are rows and of whom, and which values have no label."""

from __future__ import annotations

import pytest

from govinfo_parse.tables.frames import Body
from tests.tables.sketches import APPLICANTS, NEW, OLD, frames_of

HEADS = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"
RULES, DOCUMENTS = "规章 | 1 | 2 | 3", "行政规范性文件 | 4 | 5 | 6"
RECEIVED, CARRIED = f"{NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1", f"{OLD} | 2 | 0 | 0 | 0 | 0 | 0 | 2"
TOTAL = "总计 | 9 | 0 | 0 | 0 | 0 | 0 | 9"


def bodies(*rows: str, lined: bool = True) -> list[Body]:
    """The rows of the frames of a sketch."""
    return [body for frame in frames_of("\n".join(rows), lined=lined) for body in frame.rows]


def test_a_row_begins_behind_its_label():
    rules, documents = bodies(HEADS, RULES, DOCUMENTS)
    assert (rules.side, rules.text, rules.line.grid.cells[rules.first]) == ("disclosure.rules", "规章", "1")
    assert (documents.side, documents.line.grid.cells[documents.first]) == ("disclosure.normative_documents", "4")
    assert (rules.narrowing, rules.loose, rules.over) == ((), [], [])


def test_a_text_in_place_of_a_value_does_not_make_another_row():
    (rules,) = bodies(HEADS, "规章 | 未统计 | 2 | 3")
    assert rules.narrowing == ()


def test_a_word_between_the_label_and_its_values_makes_another_row():
    (rules,) = bodies("信息内容 | | 本年制发件数 | 本年废止件数 | 现行有效件数", "规章 | 乡镇 | 1 | 2 | 3")
    assert [rules.line.grid.cells[index] for index in rules.narrowing] == ["乡镇"]
    (rules,) = bodies("信息内容 | | 本年制发件数 | 本年废止件数 | 现行有效件数", "规章 | 件 | 1 | 2 | 3")
    assert rules.narrowing == ()  # a single character is a unit


@pytest.mark.parametrize("word", ["2022年", "上年", "下属单位"])
def test_a_word_left_of_the_label_may_say_of_whom_the_row_is(word: str):
    (rules,) = bodies(f"| {HEADS}", f"{word} | {RULES}")
    assert [rules.line.grid.cells[index] for index in rules.narrowing] == [word]


def test_a_word_left_of_the_label_that_says_no_other_is_none():
    (rules,) = bodies(f"| {HEADS}", f"第一项 | {RULES}")
    assert rules.narrowing == ()


def test_a_total_before_its_place_is_another_total():
    heads = f" | {APPLICANTS}"
    assert [bool(body.narrowing) for body in bodies(heads, RECEIVED, TOTAL, CARRIED)] == [False, True, False]
    assert [bool(body.narrowing) for body in bodies(heads, RECEIVED, CARRIED, TOTAL)] == [False, False, False]


@pytest.mark.parametrize("lined", [True, False])
def test_a_row_below_heads_with_a_label_that_nobody_knows_is_a_row(lined: bool):
    unknown, rules = bodies(HEADS, "另行说明 | 4 | 5 | 6", RULES, lined=lined)
    assert (unknown.side, unknown.label, unknown.text) == (None, None, "另行说明")
    assert rules.side == "disclosure.rules"


@pytest.mark.parametrize("loose", [" | 7 | 8 | 9", " | 7 | 备注说明 |", " | | | 9"])
def test_values_without_a_label_lie_between_the_row_above_and_the_row_below(loose: str):
    rules, documents = bodies(HEADS, RULES, loose, DOCUMENTS)
    assert [line.start for line in rules.loose] == [line.start for line in documents.over] == [8]
    assert (rules.over, documents.loose) == ([], [])


def test_a_long_line_of_prose_ends_the_row_above_it():
    prose = "以上数据均由各科室和下属各单位按照要求逐级汇总并核对"
    rules, loose, documents = bodies(HEADS, RULES, f"{prose[:25]} | | |", " | 7 | 8 | 9", DOCUMENTS)
    assert (rules.loose, loose.label, len(documents.over)) == ([], None, 1)
    rules, documents = bodies(HEADS, RULES, f"{prose[:24]} | | |", " | 7 | 8 | 9", DOCUMENTS)
    assert (len(rules.loose), len(documents.over)) == (1, 1)


def test_a_label_alone_on_a_line_that_could_head_a_column_stands_in_place_of_a_value():
    heads = f" | {APPLICANTS}"
    (frame,) = frames_of(f"{heads}\n{RECEIVED}\n | 其他 | | | | | |\n{CARRIED}")
    assert [body.side for body in frame.rows] == ["applications.received", "applications.carried_over"]


@pytest.mark.parametrize(
    ("sketch", "framed"),
    [
        (f"{RULES}\n{DOCUMENTS}", False),
        (f"规章 | 1 | < | 3\n{DOCUMENTS}", True),
        (f"情况说明 | < | < | <\n{RULES}", True),  # its caption
        (f"情况说明 | < | < | <\n | | |\n{RULES}", False),
        (f"{RULES}\n{DOCUMENTS}\n情况说明 | < | < | <", False),
    ],
)
def test_merged_cells_are_known_where_a_table_or_the_line_above_it_has_one(sketch: str, framed: bool):
    (frame,) = frames_of(sketch, framed=True)
    assert frame.framed is framed
    (frame,) = frames_of(sketch)
    assert not frame.framed


@pytest.mark.parametrize(("text", "narrows"), [("①", True), ("2022年", True), ("5-", False), ("*3", False)])
def test_a_short_text_below_no_head_is_a_label_if_it_names_something(text: str, narrows: bool):
    (rules,) = bodies("信息内容 | | 本年制发件数 | 本年废止件数 | 现行有效件数", f"规章 | {text} | 1 | 2 | 3")
    assert bool(rules.narrowing) is narrows


def test_the_label_of_a_row_beside_a_head_alone_has_no_values_and_its_frame_no_lines():
    (frame,) = frames_of("规章 | 本年收费金额（单位：万元）", framed=True)
    assert [label.token.text for label in frame.unfilled] == ["规章"]
    assert (frame.heads, frame.rows, frame.framed) == ([], [], False)
