"""Texts as converters leave them: no number is given in silence where it is not printed."""

from __future__ import annotations

import pytest

import govinfo_parse
from govinfo_parse.model.paths import all_cells
from tests.geometry.reading import silent, unnamed

ORGANISATIONS = ("enterprise", "research_institution", "public_welfare_organization", "legal_service_organization")
COLUMNS = ("natural_person", *ORGANISATIONS, "other_organization", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
DOCUMENTS = ("issued", "repealed", "in_force")
OUTCOMES = "applications.outcomes"


def row(path: str, names: tuple[str, ...], *numbers: int | None) -> dict[str, int | None]:
    return {f"{path}.{name}": number for name, number in zip(names, numbers, strict=True)}


def four(*numbers: int | None) -> dict[str, int | None]:
    paths = [f"proceedings.{block}.{result}" for block in BLOCKS for result in RESULTS]
    return dict(zip(paths, numbers, strict=True))


HEADS_2 = "\t信息内容\t本年制发件数\t本年废止件数\t现行有效件数\t\n"
HEADS_3 = "\t自然人\t法人或其他组织\t总计\t\n\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
SET = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
PIPED = f" {SET} ".replace("\t", " | ")
HEADS_4 = f"\t行政复议\t行政诉讼\t\n\t{SET}\t未经复议直接起诉\t复议后起诉\t\n\t{SET}\t{SET}\t\n"
THREE = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
HEADS_ONCE = "申请人情况\n自然人,法人或其他组织,总计\n商业企业,科研机构,社会公益组织,法律服务机构,其他\n"
HEADS_BELOW = (
    *("行政复议", *[""] * 4, "行政诉讼", *[""] * 9, *SET.split("\t")),
    *("未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 9, *SET.split("\t"), *SET.split("\t")),
)
LOST_4 = (None, 2855, None, None, None, 446, 8656, 0, None, None, None, 9493, 0, 0, None)
CASES = {
    "a mark ends every line, and both rows lost a blank": (
        HEADS_2 + "\t规章\t4505\t25586\t\n\t行政规范性文件\t88198\t18568\t",
        {
            **row("disclosure.rules", DOCUMENTS, None, 4505, 25586),
            **row("disclosure.normative_documents", DOCUMENTS, None, 88198, 18568),
        },
    ),
    "a mark ends every line, and a row of table 3 lost a blank": (
        HEADS_3 + "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t59\t20\t363\t757\t7022\t12803\t",
        row(f"{OUTCOMES}.partly_granted", COLUMNS, 59, 20, None, 363, 757, 7022, 12803),
    ),
    "a mark ends every line, and the row of table 4 lost a blank": (
        HEADS_4 + "\t2855\t/\t-\t-\t446\t8656\t0\t/\t/\t9493\t0\t0\t/\t",
        four(*LOST_4),
    ),
    "a row of Markdown lost a cell": (
        "| （五）不予处理 | 1.信访举报投诉类申请 | 233 | 9539 | 1917 | 22510 | 398 | 34597 |",
        row(f"{OUTCOMES}.not_processed.petition", COLUMNS, 233, None, 9539, 1917, 22510, 398, 34597),
    ),
    "a row of Markdown has two cells below three heads": (
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 |  |  |\n| 行政规范性文件 |  | 9643 |",
        row("disclosure.normative_documents", DOCUMENTS, None, None, 9643),
    ),
    "a number in two cells before a blank": (
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t25\t049\t\t\n行政规范性文件\t5\t189\t\t",
        {**row("disclosure.rules", DOCUMENTS, 25049, None, None)}
        | row("disclosure.normative_documents", DOCUMENTS, 5189, None, None),
    ),
    "a number in two cells, a blank at the row's end and no heads": (
        "6.属于四类过程性信息,41,279,35,5,4,196,17,",
        row(f"{OUTCOMES}.refused.process_information", COLUMNS, 41, 279, 35, 5, 4196, 17, None),
    ),
    "a number in two cells, a blank at the row's end and a row of another width below it": (
        "6.属于四类过程性信息\t41\t279\t35\t5\t4\t196\t17\t\n7.属于行政执法案卷\t1\t2\t3\t4\t5\t6\t21",
        {
            **row(f"{OUTCOMES}.refused.process_information", COLUMNS, 41, 279, 35, 5, 4196, 17, None),
            **row(f"{OUTCOMES}.refused.enforcement_file", COLUMNS, 1, 2, 3, 4, 5, 6, 21),
        },
    ),
    "a number in two cells, and every row ends with a blank": (
        "6.属于四类过程性信息\t41\t279\t35\t5\t4\t196\t17\t\n7.属于行政执法案卷\t1\t2\t3\t4\t5\t6\t",
        {
            **row(f"{OUTCOMES}.refused.process_information", COLUMNS, 41, 279, 35, 5, 4196, 17, None),
            **row(f"{OUTCOMES}.refused.enforcement_file", COLUMNS, 1, 2, 3, 4, 5, 6, None),
        },
    ),
    "a head is printed twice in its group, and merged cells left nothing behind": (
        HEADS_ONCE.replace("科研机构", "法律服务机构") + "一、本年新收政府信息公开申请数量,1,2,3,4,5,6,21\n"
        "二、上年结转政府信息公开申请数量,7,8,9,10,11,12,57",
        {
            **row("applications.received", COLUMNS, 1, 2, None, 4, None, 6, 21),
            **row("applications.carried_over", COLUMNS, 7, 8, None, 10, None, 12, 57),
        },
    ),
    "a head is lost and rows lost their blanks, as a row that is whole shows": (
        HEADS_ONCE.replace("社会公益组织,", "") + "一、本年新收政府信息公开申请数量,1,2,3,4,5,6,21\n"
        "二、上年结转政府信息公开申请数量,1,2,4,5,6,18\n四、结转下年度继续办理,1,3,4,5,6,19",
        {
            **row("applications.received", COLUMNS, 1, 2, 3, 4, 5, 6, 21),
            **row("applications.carried_over", COLUMNS, 1, 2, None, 4, 5, 6, 18),
            **row("applications.carried_forward", COLUMNS, 1, None, 3, 4, 5, 6, 19),
        },
    ),
    "a number in two cells and a blank total, and merged cells left nothing behind": (
        HEADS_ONCE
        + "一、本年新收政府信息公开申请数量,1,2,3,4,5,6,21\n8.属于行政查询事项,9044,63,546,3281,5092,929,82,\n"
        "四、结转下年度继续办理,1,2,3,4,5,6,21",
        {
            **row("applications.received", COLUMNS, 1, 2, 3, 4, 5, 6, 21),
            **row(f"{OUTCOMES}.refused.administrative_inquiry", COLUMNS, 9044, 63546, 3281, 5092, 929, 82, None),
            **row("applications.carried_forward", COLUMNS, 1, 2, 3, 4, 5, 6, 21),
        },
    ),
    "a figure behind a label and a blank total, and merged cells left nothing behind": (
        HEADS_ONCE + "一、本年新收政府信息公开申请数量,1,2,3,4,5,6,21\n1.属于国家秘密12,84916,98366,264,929,7765,5359,",
        {
            **row("applications.received", COLUMNS, 1, 2, 3, 4, 5, 6, 21),
            **row(f"{OUTCOMES}.refused.state_secret", COLUMNS, 84916, 98366, 264, 929, 7765, 5359, None),
        },
    ),
    "a blank and a number in two cells below three heads": (
        THREE + "| 规章 | 1 | 2 | 3 |\n| 行政规范性文件 |  | 48 | 4 | 435 |",
        {
            **row("disclosure.rules", DOCUMENTS, 1, 2, 3),
            **row("disclosure.normative_documents", DOCUMENTS, None, 48, 4435),
        },
    ),
    "a blank and a number printed twice below three heads": (
        THREE + "| 规章 | 1 | 2 | 3 |\n| 行政规范性文件 |  | 858 | 858 | 95778 |",
        {
            **row("disclosure.rules", DOCUMENTS, 1, 2, 3),
            **row("disclosure.normative_documents", DOCUMENTS, None, 858, 95778),
        },
    ),
    "a cell for each place of the heads in a column below each other, and a row that lost its blanks": (
        "".join(f"{text} |\n" for text in HEADS_BELOW) + "".join(f"{number} |\n" for number in range(21, 32)),
        {},
    ),
    "a mark begins every line, and the row of table 4 lost a blank": (
        HEADS_4.replace("\t\n", "\n")
        + "\t388\t4601\t13\t5002\t20\t986\t82713\t1665\t85384\t11329\t46\t81770\t22\t93167",
        four(388, 4601, 13, None, 5002, 20, 986, 82713, 1665, 85384, 11329, 46, 81770, 22, 93167),
    ),
    "two marks between heads and cells": (
        HEADS_4.replace("\t\n", "\n").replace("\n\t", "\n").strip("\t").replace("\t", "\t\t")
        + "\t\t\t\t79655\t\t\t\t\t\t\t\t95548\t\t995",
        four(None, None, 79655, *[None] * 3, 95548, 995, *[None] * 7),
    ),
    "merged cells left nothing behind, and rows are filled at their right": (
        (
            f"|{PIPED}| 未经复议直接起诉 | 复议后起诉 |{'  |' * 8}\n|{PIPED}|{PIPED}|{'  |' * 5}\n"
            "|  |  | 79655 |  |  |  | 95548 | 995 |  |  |  |  |  |  |  |"
        ),
        four(None, None, 79655, *[None] * 3, 95548, 995, *[None] * 7),
    ),
    "blanks stripped at both ends of every line": (
        (
            "一、本年新收政府信息公开申请数量\t\t\t1\t2\t3\t4\t5\t6\t21\n"
            "三、本年度办理结果\t（一）予以公开\t\t0\t0\t3410\t\t-\t1248\n"
            "（三）不予公开\t1.属于国家秘密\t0\t0\t/\t-\t2172\t\t2172"
        ),
        {
            **row("applications.received", COLUMNS, 1, 2, 3, 4, 5, 6, 21),
            **row(f"{OUTCOMES}.granted", COLUMNS, 0, 0, 3410, None, None, 1248, None),
            **row(f"{OUTCOMES}.refused.state_secret", COLUMNS, 0, 0, None, None, 2172, None, 2172),
        },
    ),
    "the last row of Markdown lost a cell": (
        (
            "| （七）总计 | 151210 | 195313 | 189382 | 162633 | 237510 | 252956 | 1189004 |\n"
            "| 四、结转下年度继续办理 |  | 9045 | 6367 | 4165 | 812 | 27659 |"
        ),
        {
            **row(f"{OUTCOMES}.total", COLUMNS, 151210, 195313, 189382, 162633, 237510, 252956, 1189004),
            **row("applications.carried_forward", COLUMNS, None, 9045, None, 6367, 4165, 812, 27659),
        },
    ),
    "the table goes on below with a column fewer, as a PDF's Markdown has it": (
        (
            "||||自然人|法人或其他|组织||||总计|\n"
            "|||||商业企业|科研机构|社会公益组<br>织|法律服务机<br>构|其他||\n"
            "|三、本年度<br>办理结果|（一）予以公|开|||||2187|||\n"
            "|（四）无法<br>提供|1.本机关不<br>掌握相关政<br>府信息||7306||||39141||\n"
            "|（五）不予<br>处理|1.信访举报<br>投诉类申请|||16840|65937|9776|||\n"
            "|四、结转下年度继续办理||||248|||||"
        ),
        row("applications.carried_forward", COLUMNS, None, None, 248, *[None] * 4),
    ),
    "bullets before labels and values": (
        "- （七）总计 |\n- 183 |\n- 11 |\n- 6 |\n- 3 |\n- 0 |\n- 0 |\n- 203 |",
        row(f"{OUTCOMES}.total", COLUMNS, 183, 11, 6, 3, 0, 0, 203),
    ),
    "the lines have numbers": (
        "288\t行政复议 |\n289\t行政诉讼 |\n292\t结果纠正 |\n293\t其他结果 |",
        {},
    ),
    "the lines have numbers, and marks in excess stand at their ends": (
        (
            "21 | (本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 | ||||||||\n"
            "22 | 自然人 | 法人或其他组织 | 总计 | |||||||\n"
            "23 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||||\n"
            "24 | 一、本年新收政府信息公开申请数量 | 243 | 37 | 0 | 0 | 7 | 3 | 290 | ||"
        ),
        row("applications.received", COLUMNS, 243, 37, 0, 0, 7, 3, 290),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_given_in_silence(name: str):
    text, printed = CASES[name]
    assert silent(govinfo_parse.parse_report(text), printed) == []


def test_heads_in_a_column_below_each_other_are_no_text_printed_again():
    text = "".join(f"{text} |\n" for text in (*HEADS_BELOW, *range(21, 36)))
    assert [
        cell.value for path, cell in all_cells(govinfo_parse.parse_report(text)).items() if path in four(*[0] * 15)
    ] == [*range(21, 36)]


def test_what_a_total_decided_is_asked_of_the_next_text_of_the_same_outline():
    parser = govinfo_parse.Parser()
    rows = "一、本年新收政府信息公开申请数量,{},\n二、上年结转政府信息公开申请数量,{},\n（七）总计,1,2,3,4,5,6,21,"
    whole, split = "10,20,30,40,50,600,750", "10,20,30,40,5,600,55"
    assert all(cell.value is None for cell in carried_over(parser, HEADS_ONCE + rows.format(whole, split)))
    for _ in range(2):
        read = carried_over(parser, HEADS_ONCE + rows.format(whole, whole))
        assert [cell.value for cell in read] == [10, 20, 30, 40, 50, 600, 750]
    assert all(cell.value is None for cell in carried_over(parser, HEADS_ONCE + rows.format(whole, split)))


def carried_over(parser: govinfo_parse.Parser, text: str) -> list[govinfo_parse.Cell]:
    found = all_cells(parser.parse(text))
    return [found[f"applications.carried_over.{name}"] for name in COLUMNS]


def test_a_label_of_a_group_whose_row_cannot_be_read_hides_the_rows_below_it():
    """Without cell marks, and with the labels of its rows broken over lines, （六） may be a row or a group."""
    received = "一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21\n"
    torn = "（六）其他处理 1.申请人无正当理由逾期不补 5 6\n正、行政机关不再处理其政府信息\n公开申请\n"
    report = govinfo_parse.parse_report(HEADS_ONCE.replace(",", " ") + received + torn)
    printed = row(f"{OUTCOMES}.other.correction_overdue", COLUMNS, 5, *[None] * 5, 6)
    assert report.form is None
    assert silent(report, printed | row("applications.received", COLUMNS, 1, 2, 3, 4, 5, 6, 21)) == []
    assert unnamed(report, printed) == []
