"""What stands under rows and columns that a form does not have: kept with its labels, and said where it is."""

from __future__ import annotations

from itertools import product

import pytest

from govinfo_parse import Diagnostic, Parser, Report, parse_report

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n"
TABLE_2 = f"{TITLE}二、主动公开政府信息情况\n"
TABLE_3 = f"{TITLE}三、收到和处理政府信息公开申请情况\n"
HEADS = ("本年制发件数", "本年废止件数", "现行有效件数")
HEADS_2 = "\t".join(("信息内容", *HEADS))
TAB = "\t"
DOCUMENTS = "行政规范性文件"


def kept(text: str) -> list[tuple[str | None, str | None, object, str]]:
    """The further cells: row, column, value, and the state or the text as printed; each stands where it says."""
    report = parse_report(text)
    for one in report.further:
        assert one.cell.span is not None
        assert text[one.cell.span.start : one.cell.span.end] == one.cell.raw
        assert one.key is None
    return [(one.row, one.column, one.cell.value, one.cell.raw or one.cell.state.value) for one in report.further]


def said(report: Report) -> list[tuple[str, int | None, int | None, tuple[str, ...]]]:
    """What is said of them: code, line, column and paths."""
    notes: list[Diagnostic] = [note for note in report.diagnostics if note.code.endswith("-unknown")]
    return [(note.code, note.line, note.column, note.paths) for note in notes]


def test_values_come_in_the_order_of_the_text_and_each_row_and_column_is_said_once():
    text = f"{TABLE_2}{HEADS_2}\t公开渠道数\n规章\t1\t2\t3\t9\n示例便民手册\t4\t\t5l\t8\n{DOCUMENTS}\t4\t5\t6\t\n"
    assert kept(text) == [
        ("规章", "公开渠道数", 9, "9"),
        ("示例便民手册", HEADS[0], 4, "4"),
        ("示例便民手册", HEADS[1], None, "blank"),
        ("示例便民手册", HEADS[2], None, "5l"),
        ("示例便民手册", "公开渠道数", 8, "8"),
        (DOCUMENTS, "公开渠道数", None, "blank"),
    ]
    report = parse_report(text)
    assert [one.cell.state.value for one in report.further][3] == "unreadable"
    assert said(report) == [
        ("column-unknown", 3, 27, ("further.0", "further.5")),
        ("row-unknown", 5, 1, ("further.1", "further.2", "further.3", "further.4")),
    ]


def test_two_columns_are_two_remarks():
    text = f"{TABLE_2}{HEADS_2}\t公开渠道数\t办件评价\n规章\t1\t2\t3\t9\t-\n{DOCUMENTS}\t4\t5\t6\t7a\t12\n"
    assert [(column, value, raw) for _, column, value, raw in kept(text)] == [
        ("公开渠道数", 9, "9"),
        ("办件评价", None, "-"),
        ("公开渠道数", None, "7a"),
        ("办件评价", 12, "12"),
    ]
    assert [cell.cell.state.value for cell in parse_report(text).further] == ["number", "dash", "unreadable", "number"]
    assert said(parse_report(text)) == [
        ("column-unknown", 3, 27, ("further.0", "further.2")),
        ("column-unknown", 3, 33, ("further.1", "further.3")),
    ]


def test_two_rows_are_two_remarks():
    text = (
        f"{TABLE_2}{HEADS_2}\n规章\t1\t2\t3\n示例便民手册\t4\t5\t6\n其中：示例网上手册\t7\t8\t9\n{DOCUMENTS}\t4\t5\t6\n"
    )
    assert [row for row, *_ in kept(text)] == ["示例便民手册"] * 3 + ["其中：示例网上手册"] * 3
    assert [note[1:] for note in said(parse_report(text))] == [
        (5, 1, ("further.0", "further.1", "further.2")),
        (6, 1, ("further.3", "further.4", "further.5")),
    ]


def test_heads_above_each_other_are_joined_from_the_top():
    organisations = "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"
    heads = f"\t自然人\t法人或其他组织\t\t\t\t\t境外\t\t总计\n\t\t{organisations}\t机构\t个人\t\n"
    row = "一、本年新收政府信息公开申请数量"
    text = f"{TABLE_3}{heads}{row}\t1\t0\t0\t0\t0\t0\t7\t8\t1\n"
    assert kept(text) == [(row, "境外 机构", 7, "7"), (row, "境外 个人", 8, "8")]
    assert said(parse_report(text)) == [
        ("column-unknown", 4, 30, ("further.0",)),
        ("column-unknown", 4, 33, ("further.1",)),
    ]


def test_a_head_right_of_the_blocks_of_table_4_has_values_without_a_row():
    results = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    table = f"行政复议\t\t\t\t\t行政调解\n{results}\t件数\n1\t2\t3\t4\t10\t8\n"
    text = f"{TITLE}四、政府信息公开行政复议、行政诉讼情况\n{table}"
    assert kept(text) == [(None, "行政调解 件数", 8, "8")]
    assert parse_report(text).proceedings.reconsideration.total.value == 10


def test_a_word_left_of_a_known_label_is_part_of_what_the_row_is_called():
    text = f"{TABLE_2}{HEADS_2}\n规章\t1\t2\t3\n{DOCUMENTS}\t4\t5\t6\n下属单位\t{DOCUMENTS}\t7\t8\t9\n"
    assert [(row, value) for row, _, value, _ in kept(text)] == [
        (f"下属单位 {DOCUMENTS}", 7),
        (f"下属单位 {DOCUMENTS}", 8),
        (f"下属单位 {DOCUMENTS}", 9),
    ]
    assert parse_report(text).disclosure.normative_documents.issued.value == 4


@pytest.mark.parametrize("row", ["示例便民手册\t\t\t", "12\t4\t5\t6", "示例便民手册\t-\t-\t-"])
def test_a_row_without_a_label_or_without_a_number_is_not_kept(row: str):
    assert kept(f"{TABLE_2}{HEADS_2}\n规章\t1\t2\t3\n{row}\n{DOCUMENTS}\t4\t5\t6\n") == []


def test_where_cells_are_parted_by_spaces_a_row_is_called_by_its_label():
    text = f"{TABLE_2}{HEADS_2}\n规章\t1\t2\t3\n示例便民手册\t4\t5\t6\n{DOCUMENTS}\t4\t5\t6\n".replace("\t", " ")
    assert [(row, column, value) for row, column, value, _ in kept(text)] == [
        ("示例便民手册", HEADS[0], 4),
        ("示例便民手册", HEADS[1], 5),
        ("示例便民手册", HEADS[2], 6),
    ]


def test_of_a_hundred_columns_it_is_said_which_cells_they_are():
    heads = ["示例" + "".join(pair) for pair in product("甲乙丙丁戊己庚辛壬癸子", repeat=2)][:101]
    text = f"{TABLE_2}{HEADS_2}\t{TAB.join(heads)}\n规章\t1\t2\t3\t{TAB.join(['7'] * 101)}\n"
    assert len(kept(text)) == 101
    assert [note[3] for note in said(parse_report(text))] == [(f"further.{number}",) for number in range(100)]


def test_empty_places_between_the_words_of_a_label_add_nothing_to_it():
    heads = "\t".join(("信息内容", "", "", *HEADS))
    text = f"{TABLE_2}{heads}\n规章\t\t\t1\t2\t3\n示例手册\t\t第二册\t4\t5\t6\n"
    assert {row for row, *_ in kept(text)} == {"示例手册 第二册"}


@pytest.mark.parametrize(("last", "values"), [("3", [2, 3]), ("2", [])])
def test_of_a_column_that_is_printed_twice_both_values_are_kept_where_they_are_not_one(last: str, values: list[int]):
    heads = "\t".join(("信息内容", HEADS[0], HEADS[1], HEADS[0]))
    text = f"{TABLE_2}{heads}\n规章\t2\t7\t{last}\n{DOCUMENTS}\t5\t8\t5\n"
    assert [(row, column, value) for row, column, value, _ in kept(text)] == [
        ("规章", HEADS[0], value) for value in values
    ]
    assert said(parse_report(text)) == []


def test_where_cells_are_parted_by_spaces_a_shorter_row_below_others_is_no_line_of_heads():
    text = f"{TABLE_2}{HEADS_2}\t公开渠道数\n规章\t1\t2\t3\t9\n示例便民手册\t4\t5\t6\n{DOCUMENTS}\t4\t5\t6\t7\n"
    found = kept(text.replace("\t", " "))
    assert [(row, value) for row, _, value, _ in found if row == "示例便民手册"] == [
        ("示例便民手册", 4),
        ("示例便民手册", 5),
        ("示例便民手册", 6),
    ]


@pytest.mark.parametrize(("label", "kept_as"), [("2022", "2022"), ("2023", "2023"), ("12", None)])
def test_a_bare_year_left_of_the_heads_is_a_label(label: str, kept_as: str | None):
    text = f"{TABLE_2}{HEADS_2}\n{label}\t4\t\t\n规章\t1\t2\t3\n"
    assert [(row, column, value) for row, column, value, _ in kept(text) if value is not None] == (
        [(kept_as, HEADS[0], 4)] if kept_as else []
    )
    assert (parse_report(text).disclosure.rules.issued.value == 1) == bool(kept_as)  # else it may be a piece of one


@pytest.mark.parametrize(("words", "row"), [("共5305，含", None), ("12345热线", "12345热线"), ("示例手册", "示例手册")])
def test_words_that_count_something_are_no_label(words: str, row: str | None):
    text = f"{TABLE_2}信息内容 {' '.join(HEADS)}\n规章 1 2 3\n{words} 40 5 6\n{DOCUMENTS} 7 8 9\n"
    assert {one for one, *_ in kept(text)} == {row}


@pytest.mark.parametrize("text_of_value", ["不涉及", "总计"])
def test_a_text_in_place_of_the_first_value_is_no_label_where_cells_have_no_rows(text_of_value: str):
    heads = "".join(f"{head} |\n" for head in ("信息内容", *HEADS))
    rows = f"规章 |\n{text_of_value} |\n4 |\n5 |\n{DOCUMENTS} |\n7 |\n8 |\n9 |\n"
    assert [(row, value) for row, _, value, _ in kept(f"{TABLE_2}{heads}{rows}")] == [(None, 4), (None, 5)]


def test_numbers_before_the_label_of_a_row_of_others_are_kept_without_heads():
    assert [(row, value) for row, _, value, _ in kept(f"{TABLE_2}下属单位|2|规章\n下属单位|16\n")] == [
        ("下属单位", 2),
        ("下属单位", 16),
    ]


def test_an_unknown_head_may_be_the_first_cell_of_the_text():
    heads = "\t".join(("本年审议件数", *HEADS, "信息内容"))
    report = parse_report(f"{heads}\n5\t1\t2\t3\t规章\n6\t1\t2\t3\t{DOCUMENTS}\n")
    assert said(report) == [("column-unknown", 1, 1, ("further.0", "further.1"))]


def test_a_row_that_is_a_part_of_one_of_the_form_is_not_taken_for_a_wrong_spelling_of_it():
    text = f"{TABLE_2}\t{HEADS_2}\n\t规章\t1\t2\t3\n其中\t{DOCUMENTS}\t1\t2\t3\n"
    (note,) = [note for note in parse_report(text).diagnostics if note.code == "row-unknown"]
    assert "did you mean" not in note.message


MEETINGS = f"{TABLE_2}信息内容\t召开次数\n新闻发布会\t12\n"
NEWS = 'NEWS: "新闻发布会"\n%extend disclosure_row: NEWS -> further__news\n'
BRIEFINGS = """
NEWS: "新闻发布会"
BRIEFING: "新闻通气会"
HELD: "召开次数"
%extend disclosure_row: NEWS -> further__news | BRIEFING -> further__news
%extend disclosure_column: HELD -> further__held
"""


def test_of_a_row_that_a_caller_names_an_unknown_column_is_said_at_its_head():
    report = Parser(forms=[NEWS]).parse(MEETINGS)
    assert said(report) == [("column-unknown", 3, 6, ("further.0",))]


def test_of_rows_with_one_key_those_with_other_values_lose_it():
    parser = Parser(forms=[BRIEFINGS])
    assert [one.key for one in parser.parse(f"{MEETINGS}新闻通气会\t12\n").further] == ["further.news.held"] * 2
    report = parser.parse(f"{MEETINGS}新闻通气会\t5\n")
    assert [one.key for one in report.further] == [None, None]
    (note,) = [one for one in report.diagnostics if one.code == "row-repeated"]
    assert (note.line, note.paths) == (5, ("further.0", "further.1"))
    assert "'新闻通气会'" in note.message
