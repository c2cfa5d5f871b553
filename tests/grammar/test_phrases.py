"""What words beside labels and above tables say."""

from __future__ import annotations

import pytest

from govinfo_parse.grammar.phrases import (
    explains,
    is_note,
    is_numeral,
    is_year,
    makes_another,
    narrows,
    noted_units,
    numbers_columns,
    of_this_year,
    other_subject,
    tells_subject,
    year_in,
    years_of,
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年", 2023),
        ("2023年度公开数", 2023),
        ("２０２３年", 2023),
        ("截至2023 年", 2023),
        ("1999年", 1999),
        ("3023年", None),
        ("12023年", None),
        ("2023", None),
        ("23年", None),
        ("本年", None),
    ],
)
def test_the_year_that_a_label_names(text: str, year: int | None):
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年制发件数", "本年制发件数"),
        ("2023年度制发件数", "本年制发件数"),
        ("2023 年制发件数", "本年制发件数"),
        ("本年制发件数", "本年制发件数"),
        ("２０２３年總計", "本年总计"),
    ],
)
def test_a_label_of_a_year_is_one_of_this_year(text: str, expected: str):
    assert of_this_year(text) == expected


@pytest.mark.parametrize(
    "text", ["上年结转", "其中", "占比", "同比增长", "12%", "１２％", "2023年", "不含下属", "增幅", "累計"]
)
def test_words_that_narrow_what_a_label_heads(text: str):
    assert narrows(text)


@pytest.mark.parametrize("text", ["本年制发件数", "件", "指本机关", "2023", ""])
def test_words_that_do_not_narrow_what_a_label_heads(text: str):
    assert not narrows(text)


@pytest.mark.parametrize("text", ["上年数据", "下属单位统计表", "附：所屬單位情况", "去年", "二级单位"])
def test_a_caption_of_other_years_or_bodies(text: str):
    assert other_subject(text)


@pytest.mark.parametrize("text", ["第二十条第（一）项", "本年", "本单位", ""])
def test_a_caption_of_the_report_itself(text: str):
    assert not other_subject(text)


@pytest.mark.parametrize("text", ["数据1", "列2", "项目 12", "栏３", "數據1"])
def test_a_head_that_only_numbers_its_column(text: str):
    assert numbers_columns(text)


@pytest.mark.parametrize("text", ["数据", "列123", "1", "项目1件", "本年制发件数"])
def test_a_head_that_does_more_than_number_its_column(text: str):
    assert not numbers_columns(text)


@pytest.mark.parametrize(
    "text",
    [
        "单位：件",
        "单位:万元",
        "计量单位：件",
        "（件）",
        " | 单位：件 | ",
        "單位：件",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于口第三项加第四项之和）",
        "本行数据的钩稽关系为第三项",
        "（第一项加第二项之和等于第三项）",
    ],
)
def test_a_note_heads_nothing(text: str):
    assert is_note(text)


@pytest.mark.parametrize(
    "text", ["单位", "件", "单位：件数量多少", "填报单位：件", "（个）", "", "之和", "等于", "合计（之和）等于"]
)
def test_a_text_that_is_no_note(text: str):
    assert not is_note(text)


@pytest.mark.parametrize(("text", "said"), [("2022年", True), ("上年数据", True), ("2022", False), ("本机关", False)])
def test_words_that_name_a_year_or_other_bodies(text: str, said: bool):
    assert tells_subject(text) == said


@pytest.mark.parametrize(
    ("gloss", "said"),
    [
        ("（上年）", True),
        ("（2022）", True),
        ("（22年）", True),
        ("（件）", False),
        ("（属下属单位）", True),
        ("（一般情况下属于公文）", False),
    ],
)
def test_a_gloss_that_makes_another_label(gloss: str, said: bool):
    assert makes_another(gloss) == said


@pytest.mark.parametrize(
    "gloss",
    [
        "（件）",
        "(万元)",
        "（指本年办件量）",
        "（含修改）",
        "（年内）",
        "（全年）",
        "（本机关）",
        "（一）",
        "（shōu）",
        "（3）",
        "（）",
    ],
)
def test_a_gloss_that_only_explains_its_label(gloss: str):
    assert explains(gloss)


@pytest.mark.parametrize("gloss", ["（街道）", "（市本级）", "（非本机关）", "（合计）", "（第一中学）", "（件件）"])
def test_a_gloss_that_may_name_a_body(gloss: str):
    assert not explains(gloss)


@pytest.mark.parametrize(("text", "said"), [("2022", True), ("1999", False), ("20221", False), ("2022年", False)])
def test_a_cell_that_is_a_year(text: str, said: bool):
    assert is_year(text) == said


@pytest.mark.parametrize(
    ("caption", "years"),
    [
        ("2022年统计表", {2022}),
        ("22年统计表", {2022}),
        ("二〇二二年统计表", {2022}),
        ("【2022】", {2022}),
        ("填报日期：2024年1月15日", set()),
        ("2022年1月1日至2022年12月31日", {2022}),
        ("统计表2022", set()),
    ],
)
def test_the_years_of_a_caption(caption: str, years: set[int]):
    assert years_of(caption) == years


def test_numerals_count_items():
    assert all(map(is_numeral, "一二三四五六七八九十"))
    assert not any(map(is_numeral, "百零1甲"))


def test_notes_that_name_a_unit_of_money():
    text = "单位：千元 （元） 收费30元 单位 万元"
    assert [note[1] for note in noted_units(text, 0, len(text))] == ["千元", "元", "万元"]
    assert [note[1] for note in noted_units(text, 6, len(text))] == ["元", "万元"]
