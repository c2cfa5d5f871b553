"""How labels are found anywhere in a text."""

from __future__ import annotations

import re

import pytest

from govinfo_parse.grammar.spelling import Spelled, spaced


def first(keys: list[str], text: str) -> str | None:
    """The first label that is found in a text."""
    match = re.compile(spaced(keys)).search(text)
    return match[0] if match is not None else None


@pytest.mark.parametrize(
    ("keys", "text", "label"),
    [
        (["规章"], "甲规章12", "规章"),
        (["规章", "总计"], "12 总计", "总计"),
        (["甲"], "乙甲乙", "甲"),
        (["其他"], "其它", None),
        # the longest wins
        (["其他", "其他结果"], "其他结果", "其他结果"),
        (["其他结果", "其他"], "其他结", "其他"),
        (["社会公益", "社会公益组织"], "社会公益 组织", "社会公益 组织"),
        (["甲乙", "甲丙"], "甲丙", "甲丙"),
    ],
)
def test_a_label_is_found_inside_other_text(keys: list[str], text: str, label: str | None):
    assert first(keys, text) == label


@pytest.mark.parametrize("between", ["", " ", "\n", "、“", "\n\u3000\n\u3000", " (xin) ", "(neirong)"])
def test_marks_and_pinyin_may_stand_inside_a_label(between: str):
    text = f"信{between}息内容"
    assert first(["信息内容"], text) == text


@pytest.mark.parametrize("between", ["甲", "1", "     ", "((((((", " (abcdefghijklm) ", " (12) "])
def test_words_figures_and_long_gaps_may_not_stand_inside_a_label(between: str):
    assert first(["信息内容"], f"信{between}息内容") is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("0 2.重复申请", "2.重复申请"),
        ("0 2、重复申请", "2、重复申请"),
        ("0 2)重复申请", "2)重复申请"),
        ("0 2 . 重复申请", "2 . 重复申请"),
        ("0 2.\n重复申请", "2.\n重复申请"),
        ("0 2重复申请", None),
        ("0 2 重复申请", None),
        ("0 2\n重复申请", None),
        ("0 2   .重复申请", None),
        ("0 2.    重复申请", None),
    ],
)
def test_an_item_number_before_a_label_has_its_mark(text: str, label: str | None):
    assert first(["2重复申请"], text) == label


def test_of_several_item_numbers_the_whole_one_is_taken():
    keys = ["2重复申请", "12重复申请", "重复申请"]
    assert first(keys, "0 12.重复申请") == "12.重复申请"
    assert first(keys, "0 2.重复申请") == "2.重复申请"
    assert first(keys, "0 12 重复申请") == "重复申请"


@pytest.mark.parametrize("text", ["第20条", "第 20 条", "第2 0条", "第20、条"])
def test_figures_inside_a_label_need_no_mark(text: str):
    assert first(["第20条"], text) == text


def test_a_key_that_other_keys_begin_with_is_found_alone_too():
    keys = ["甲", "甲乙", "甲乙丙"]
    assert [first(keys, text) for text in ("甲", "甲乙", "甲乙丙", "甲丙")] == ["甲", "甲乙", "甲乙丙", "甲"]


@pytest.mark.parametrize(
    ("keys", "expression"),
    [
        ([], ""),
        (["甲"], "甲"),
        (["甲", "乙"], "(?:甲|乙)"),
        (["甲", "甲"], "甲"),
    ],
)
def test_single_characters_need_no_gaps(keys: list[str], expression: str):
    assert spaced(keys) == expression


@pytest.mark.parametrize("text", ["信息(xin)内容", "信息内容", "信、息内 容", "甲(yi)信息内容", "信息((xin))内容"])
def test_an_expression_is_as_large_as_the_text_needs(text: str):
    expression = Spelled(lambda spell: f"(?:{spell(['信息内容'])})$")
    whole = re.compile(f"(?:{spaced(['信息内容'])})$").search(text)
    found = expression.on(text).search(text)
    assert (found and found.span()) == (whole and whole.span())


def test_pinyin_is_allowed_for_where_it_stands():
    expression = Spelled(lambda spell: spell(["信息内容"]))
    assert expression.on("规章") is expression.on("信息内容")
    assert expression.on("信息(xin)内容") is not expression.on("信息内容")
