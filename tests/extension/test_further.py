"""What the form does not have is kept as printed; a caller's grammar names it in a line or two."""

from __future__ import annotations

import io

import pytest

import govinfo_parse
from govinfo_parse import GrammarError, Parser
from govinfo_parse.model import FurtherCell, Report, State
from tests.extension.texts import example, values
from tests.readers import builders

ROW = """\
NEWS: "新闻发布会"
%extend disclosure_row: NEWS -> further__press_conferences
"""
COLUMN = """\
LAST_YEAR: "上年数"
%extend disclosure_column: LAST_YEAR -> further__last_year
"""
BLOCK = """\
HELD: "召开次数"
%extend disclosure_column: HELD -> held
%extend form_2021: news_2022
news_2022: CONTENT HELD NEWS
"""
TEXT = """\
示例省人民政府2023年政府信息公开工作年度报告

二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t上年数\t本年废止件数\t现行有效件数
规章\t3\t7\t4\t61
行政规范性文件\t28\t5\t27\t540
其他政策文件\t1315\t8\t1302\t20418
信息内容\t召开次数
新闻发布会\t12
"""


def told(report: Report) -> list[tuple[str | None, str | None, str | None, object]]:
    """Row, column, key and value of every further cell."""
    return [(one.row, one.column, one.key, one.cell.value) for one in report.further]


def test_rows_and_columns_without_a_name_are_kept_with_their_labels():
    report = govinfo_parse.parse_report(TEXT)
    assert told(report) == [
        ("规章", "上年数", None, 7),
        ("行政规范性文件", "上年数", None, 5),
        ("其他政策文件", "本年制发件数", None, 1315),
        ("其他政策文件", "上年数", None, 8),
        ("其他政策文件", "本年废止件数", None, 1302),
        ("其他政策文件", "现行有效件数", None, 20418),
        ("新闻发布会", "召开次数", None, 12),
    ]
    assert report.disclosure.rules.issued.value == 3
    for one in report.further:
        assert one.table == "disclosure"
        assert one.cell.span is not None
        assert TEXT[one.cell.span.start : one.cell.span.end] == one.cell.raw


def test_remarks_name_the_further_cells():
    named = {one.code: one.paths for one in govinfo_parse.parse_report(TEXT).diagnostics if "unknown" in one.code}
    assert named["column-unknown"] == ("further.0", "further.1")
    rows = [one for one in govinfo_parse.parse_report(TEXT).diagnostics if one.code == "row-unknown"]
    assert [one.paths for one in rows] == [tuple(f"further.{number}" for number in range(2, 6)), ("further.6",)]


def test_a_row_and_a_column_have_the_names_that_a_grammar_gives_them():
    report = Parser(forms=[ROW, COLUMN]).parse(TEXT)
    keys = {one.key for one in report.further if one.key}
    assert "further.disclosure.rules.last_year" in keys
    assert [one.paths for one in report.diagnostics if one.code == "column-unknown"] == [("further.6",)]


@pytest.mark.parametrize("layout", ["tab_grid", "pipe_rows", "pipe_cells", "one_cell_per_line", "flowing"])
def test_a_block_of_ones_own_is_read_and_rendered(layout: str):
    parser = Parser(forms=[ROW + BLOCK])
    text = govinfo_parse.render(example("tab_grid_2021"), parser=parser)
    assert "召开次数" not in text
    heading = "三、收到和处理政府信息公开申请情况"
    text = text.replace(heading, f"信息内容\t召开次数\n新闻发布会\t12\n\n{heading}")
    report = parser.parse(text)
    assert told(report) == [("新闻发布会", "召开次数", "further.press_conferences.held", 12)]
    assert report.diagnostics == ()
    assert values(report) == values(example("tab_grid_2021"))
    again = parser.parse(govinfo_parse.render(report, layout, parser=parser))
    assert told(again) == told(report)
    assert values(again) == values(report)


def test_a_row_of_table_3_and_a_block_of_table_4():
    parser = Parser(
        forms=[
            'NETWORK: "其中：网络申请"\n%extend applications_row: NETWORK -> further__online',
            (
                'REPARATION: "行政赔偿"\n%extend proceedings_block: REPARATION -> further__reparation\n'
                "reparation: REPARATION printed_results\n%extend form_2021: reparation"
            ),
        ]
    )
    text = govinfo_parse.render(example("tab_grid_2021"))
    mark = "\n二、上年结转"
    text = text.replace(mark, f"\n其中：网络申请\t\t\t5\t1\t0\t0\t0\t0\t6{mark}")
    report = parser.parse(text)
    found = {one.key: one.cell.value for one in report.further}
    assert found["further.online.natural_person"] == 5
    assert found["further.online.total"] == 6
    assert values(report) == values(example("tab_grid_2021"))
    below = "\n22\t5\t7\t3\t37\t6"
    assert below in text
    heads = "行政赔偿\t\t\t\t\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t2\t3\t4\t10\n"
    report = parser.parse(text.replace("\n五、存在", f"{heads}\n五、存在"))
    found = {one.key: one.cell.value for one in report.further}
    assert (found["further.reparation.upheld"], found["further.reparation.total"]) == (1, 10)
    assert values(report) == values(example("tab_grid_2021"))


def test_blank_cells_and_texts_are_kept_under_a_head_that_is_printed():
    text = TEXT.replace("规章\t3\t7\t", "规章\t3\t\t").replace("文件\t28\t5\t", "文件\t28\t见附件\t")
    states = [one.cell.state for one in govinfo_parse.parse_report(text).further][:2]
    assert states == [State.BLANK, State.UNREADABLE]


def test_the_second_printing_of_a_table_adds_nothing():
    twice = TEXT + "\n上年情况：\n" + TEXT.partition("第二十条第（一）项\n")[2]
    assert len(govinfo_parse.parse_report(twice).further) == len(govinfo_parse.parse_report(TEXT).further)


def test_further_cells_come_back_from_json():
    report = Parser(forms=[ROW, COLUMN]).parse(TEXT)
    assert all(isinstance(one, FurtherCell) for one in report.further)
    assert govinfo_parse.from_json(govinfo_parse.to_json(report)) == report


def test_a_name_that_is_no_place_in_the_record_is_refused_with_what_to_write():
    with pytest.raises(GrammarError, match="further__nothing"):
        Parser(forms=['NEW: "新栏目"\n%extend disclosure_row: NEW -> disclosure__nothing'])
    with pytest.raises(GrammarError, match="further__held"):
        Parser(forms=['HELD: "召开次数"\n%extend disclosure_column: HELD -> held'])


def test_many_unknown_rows_are_all_kept_and_few_remarks_made():
    lines = "".join(f"项目甲乙{number}\t{number}\t1\t2\n" for number in range(1_000))
    report = govinfo_parse.parse_report(f"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n{lines}")
    assert len(report.further) == 3_000
    assert len(report.diagnostics) < 120


def doubted(text: str) -> tuple[str, ...]:
    """The paths that are named where a whole table is doubted."""
    return next((one.paths for one in govinfo_parse.parse_report(text).diagnostics if one.code == "table-doubtful"), ())


HEADS = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t"
ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "（七）总计",
    "四、结转下年度继续办理",
)


def test_a_table_that_is_doubted_is_doubted_with_its_further_cells():
    lines = [f"{label}\t1\t2\t3\t4\t5\t6\t7\t22" for label in ROWS]
    text = "\n".join([f"{HEADS}上年数\t总计", *lines])
    assert {"further.0", "applications.received.total"} <= set(doubted(text))
    right = text.replace("\t22", "\t21")
    assert doubted(right) == ()


def test_a_table_without_totals_is_not_doubted_for_a_sum_that_stands_there_by_chance():
    lines = [f"{label}\t{7 * max(number - 2, 0)}\t2\t1\t0\t0\t3\t" for number, label in enumerate(ROWS)]
    assert doubted("\n".join([f"{HEADS}总计", *lines])) == ()
    moved = [f"{label}\t{number}\t2\t1\t4\t5\t{number + 12}\t" for number, label in enumerate(ROWS)]
    assert "applications.received.other_organization" in doubted("\n".join([f"{HEADS}总计", *moved]))


# -- columns, blocks and labels of one's own in odd places

TITLE = "示例省人民政府2023年政府信息公开工作年度报告\n"
MEDIA = 'MEDIA: "媒体"\n%extend applications_column: MEDIA -> further__media\n'
APPLICANTS = f"""{TITLE}三、收到和处理政府信息公开申请情况
\t\t\t申请人情况
\t\t\t自然人\t法人或其他组织\t\t\t\t\t\t总计
\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t媒体\t其他
三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t1\t2\t3\t4\t5\t7\t6\t28
\t\t2.其他法律行政法规禁止公开\t11\t12\t13\t14\t15\t17\t16\t98
"""
BLOCKS = f"""{TITLE}四、政府信息公开行政复议、行政诉讼情况
行政复议\t\t\t\t\t\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t调解\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\t行政赔偿
\t\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t总计
1\t2\t3\t4\t10\t7\t5\t6\t7\t8\t26\t1\t1\t1\t1\t4\t9\t9
"""


def test_a_column_of_ones_own_inside_a_group_moves_no_number():
    report = Parser(forms=[MEDIA]).parse(APPLICANTS)
    secret = report.applications.outcomes.refused.state_secret

    assert (secret.legal_service_organization.value, secret.other_organization.value, secret.total.value) == (5, 6, 28)
    assert [(one.key, one.cell.value) for one in report.further] == [
        ("further.applications.outcomes.refused.state_secret.media", 7),
        ("further.applications.outcomes.refused.otherwise_prohibited.media", 17),
    ]


def test_a_column_and_a_block_of_ones_own_in_table_4():
    own = """
MEDIATED: "调解"
COMPENSATION: "行政赔偿"
%extend proceedings_column: MEDIATED -> further__mediated
%extend proceedings_block: COMPENSATION -> further__compensation
"""
    report = Parser(forms=[own]).parse(BLOCKS)

    assert report.proceedings.litigation_after_reconsideration.total.value == 4
    assert [(one.key, one.cell.value) for one in report.further] == [
        ("further.proceedings.reconsideration.mediated", 7),
        ("further.compensation.upheld", 9),
        ("further.compensation.total", 9),
    ]


@pytest.mark.parametrize("label", ["（六）其他处理\t政策解读", "政策解读\t"])
def test_a_label_of_ones_own_that_stands_within_another_table_takes_nothing(label: str):
    parser = Parser(forms=['POLICY: "政策解读"\n%extend disclosure_row: POLICY -> further__policy\n'])
    text = f"{APPLICANTS}\t{label}\t1\t1\t1\t1\t1\t1\t1\t7\n\t（七）总计\t\t2\t2\t2\t2\t2\t2\t2\t14\n"
    report = parser.parse(text)

    assert values(report) == values(govinfo_parse.parse_report(text))
    assert report.applications.outcomes.other.undivided.natural_person.value is None
    assert report.applications.outcomes.total.natural_person.value == 2
    assert {one.table for one in report.further} == {"applications"}


def test_of_a_row_with_a_name_the_column_is_what_is_not_known():
    report = Parser(forms=[ROW]).parse(TEXT)
    found = [one.message for one in report.diagnostics if "further.6" in one.paths]

    assert found == ["'召开次数' is not a column of the form here; its values are kept as further cells"]


def test_of_two_rows_with_one_key_and_different_values_neither_has_it():
    twice = """
NEWS: "新闻发布会"
BRIEFING: "新闻通气会"
HELD: "召开次数"
%extend disclosure_row: NEWS -> further__news | BRIEFING -> further__news
%extend disclosure_column: HELD -> further__held
"""
    parser = Parser(forms=[twice])
    report = parser.parse(f"{TEXT}新闻通气会\t5\n")
    keys = {one.row: one.key for one in report.further}
    (remark,) = (one for one in report.diagnostics if one.code == "row-repeated")

    assert (keys["新闻发布会"], keys["新闻通气会"]) == (None, None)
    assert remark.message == "'新闻通气会' is printed more than once; neither has a key"
    assert remark.paths == ("further.6", "further.7")
    same = parser.parse(f"{TEXT}新闻通气会\t12\n")
    assert [one.key for one in same.further][-2:] == ["further.news.held"] * 2


@pytest.mark.parametrize(
    ("first", "given", "others"),
    [
        ("总计", (None, State.AMBIGUOUS), [("行政复议 总计", 5), ("行政复议 总计", 10)]),
        ("合计", (10, State.NUMBER), [("行政复议 合计", 5)]),  # the form's is the one that is spelled as there
    ],
)
def test_values_of_a_column_that_is_printed_twice_are_kept(first, given, others):
    heads = [first, "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    table = [
        [("行政复议", 6, 1)],
        [(text, 1, 1) for text in heads],
        [(text, 1, 1) for text in ["5", "1", "2", "3", "4", "10"]],
    ]
    page = builders.html(["四、政府信息公开行政复议、行政诉讼情况", table])
    report = govinfo_parse.parse_file(io.BytesIO(page))
    cell = report.proceedings.reconsideration.total
    assert (cell.value, cell.state) == given
    assert [(one.column, one.cell.value) for one in report.further] == others
    assert {one.key for one in report.further} == {None}


def test_a_sign_that_is_a_head_over_several_rows_is_the_label_of_its_column():
    head = [("行政复议", 5, 1), ("行政诉讼", 6, 1)]
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    second = [*((text, 1, 2) for text in results), ("%", 1, 2), ("未经复议直接起诉", 5, 1)]
    third = [(text, 1, 1) for text in results]
    values = [(text, 1, 1) for text in ["1", "2", "3", "4", "10", "257", "5", "6", "7", "8", "26"]]
    page = builders.html(["四、政府信息公开行政复议、行政诉讼情况", [head, second, third, values]])
    report = govinfo_parse.parse_file(io.BytesIO(page))
    assert [(one.column, one.cell.value) for one in report.further] == [("行政诉讼 %", 257)]
    assert report.proceedings.litigation_direct.total.value == 26


def test_labels_in_running_text_keep_their_brackets():
    text = "第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 2981\n转交其他机关 338\n"
    (one,) = govinfo_parse.parse_report(text).further
    assert (one.row, one.column, one.cell.value) == ("转交其他机关", "本年收费金额（单位：万元）", 338)


def test_a_figure_among_heads_that_nobody_knows_is_no_value():
    heads = ["申请人情况", "自然人", "法人或其他组织", "总计", "媒体", "律师", "银行", "备注", "1"]
    rows = [
        "一、本年新收政府信息公开申请数量",
        *["1", "2", "3", "4", "5", "6", "21"],
        "二、上年结转政府信息公开申请数量",
        *["0", "0", "0", "0", "0", "1", "1"],
    ]
    text = "三、收到和处理政府信息公开申请情况\n" + "".join(f"{cell} |\n" for cell in (*heads, *rows))
    report = govinfo_parse.parse_report(text)
    assert [one.cell.value for one in report.further if one.row == "备注"] == []


def test_a_value_that_is_as_wide_as_the_empty_head_above_it_is_kept():
    table = [
        [("第二十条第（六）项", 4, 1)],
        [("信息内容", 1, 1), ("本年处理决定数量", 1, 1), ("", 2, 1)],
        [("行政处罚", 1, 1), ("5", 1, 1), ("604", 2, 1)],
        [("行政强制", 1, 1), ("2795", 1, 1), ("191", 2, 1)],
    ]
    report = govinfo_parse.parse_file(io.BytesIO(builders.html(["二、主动公开政府信息情况", table])))
    assert report.disclosure.penalties.decisions.value == 5
    assert report.disclosure.compulsory_measures.decisions.value == 2795
    assert [(one.row, one.cell.value) for one in report.further] == [("行政处罚", 604), ("行政强制", 191)]


BESIDE = """
PHONE: "电话咨询"
MEDIA: "媒体"
%extend applications_row: PHONE -> further__telephone
%extend applications_column: MEDIA -> further__media
%override printed_applicants: APPLICANTS NATURAL_PERSON printed_organizations MEDIA TOTAL
%override applications_2021: printed_head RECEIVED CARRIED_OVER PHONE handled_2021 CARRIED_FORWARD
"""


def test_a_row_and_a_column_that_cross_are_written_and_read_again():
    parser = Parser(forms=[BESIDE])
    text = """三、收到和处理政府信息公开申请情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t媒体\t总计
一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t7\t28
二、上年结转政府信息公开申请数量\t2\t3\t4\t5\t6\t7\t8\t35
电话咨询\t3\t4\t5\t6\t7\t8\t9\t42
"""
    report = parser.parse(text)
    written = govinfo_parse.render(report, layout="pipe_rows", parser=parser)
    again = parser.parse(written)

    assert {one.key: one.cell.value for one in report.further}["further.telephone.media"] == 9
    assert [(one.key, one.cell.value) for one in again.further] == [(one.key, one.cell.value) for one in report.further]
    assert not [one for one in (*report.diagnostics, *again.diagnostics) if one.code == "header-order"]


def test_what_no_form_prints_is_not_written_and_it_is_said_what_to_do():
    rules = "\n".join(line for line in BESIDE.splitlines() if not line.startswith("%override"))
    parser = Parser(forms=[rules])
    report = parser.parse(
        "三、收到和处理政府信息公开申请情况\n\t自然人\t媒体\n一、本年新收政府信息公开申请数量\t1\t7\n"
    )

    with pytest.raises(
        govinfo_parse.RenderError, match=r"no form prints further\.applications\.received\.media, one of 1"
    ):
        govinfo_parse.render(report, layout="pipe_rows", parser=parser)
