"""Agency and year are right or not given, whatever stands above a report; what is in doubt is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.model import Severity
from govinfo_parse.narrative import Narrative
from tests.narrative.titles import AGENCY, KINDS, OTHER, OWN, WITHOUT_AGENCY, WITHOUT_YEAR

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases" / "titles.json"
CASES = [pytest.param(*case, id=f"{kind}: {case[0]}") for kind, cases in KINDS.items() for case in cases]
if SHARED.is_file():
    CASES += [
        pytest.param(case["text"], case["agency"], case["year"], id=f"kept: {case['text']}")
        for case in json.loads(SHARED.read_text(encoding="utf-8"))
    ]
PAGES = {
    file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted((SHARED.parent / "pages").glob("*.json"))
}
NARRATIVE = Narrative()
TABLE = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政处罚\t7\n"


@pytest.mark.parametrize(("text", "agency", "year"), CASES)
def test_agency_and_year(text: str, agency: str | None, year: int | None):
    title = NARRATIVE.title(text)
    assert (title.agency, title.year) == (agency, year)
    if title.text is None:
        assert (agency, year) == (None, None)


@pytest.mark.parametrize(("text", "agency", "year"), CASES)
def test_what_is_not_given_is_said_and_nothing_else(text: str, agency: str | None, year: int | None):
    report = govinfo_parse.parse_report(f"{text}\n{TABLE}")
    assert (report.agency, report.year) == (agency, year)
    told = {note.code: note for note in report.diagnostics if note.code.startswith(("title-", "agency-", "year-"))}
    about = {code.partition("-")[0] for code in told}
    if report.title is None:
        assert about == {"title"}
    else:
        assert about == {name for name, value in (("agency", agency), ("year", year)) if value is None}
    for code, note in told.items():
        assert note.severity == (Severity.WARNING if code.endswith("doubtful") else Severity.INFO)
        assert note.paths == ()


@pytest.mark.parametrize(("text", "agency", "year"), CASES)
def test_a_title_is_read_again_as_it_was_given(text: str, agency: str | None, year: int | None):
    given = NARRATIVE.title(text)
    if given.text is not None and not given.remarks:
        again = NARRATIVE.title(given.text)
        assert (again.text, again.agency, again.year) == (given.text, agency, year)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("\n", "title-missing", (None, None)),
        (f"附件：{OTHER}", "title-doubtful", (1, 4)),
        (f"首页\n{WITHOUT_AGENCY}", "agency-missing", (2, 1)),
        (f"首页\n我局{WITHOUT_AGENCY}", "agency-doubtful", (2, 1)),
        (f"首页\n{WITHOUT_YEAR}", "year-missing", (2, 1)),
        ("首页\n示例局2022-2023年政府信息公开工作年度报告", "year-doubtful", (2, 1)),
    ],
)
def test_a_remark_says_where(text: str, code: str, place: tuple[int | None, int | None]):
    notes = govinfo_parse.parse_report(f"{text}\n{TABLE}").diagnostics
    assert [(note.line, note.column) for note in notes if note.code == code] == [place]


def test_a_text_that_is_no_report_lacks_no_title():
    assert [note.code for note in govinfo_parse.parse_report("行政复议案件统计\n受理75件").diagnostics] == [
        "not-a-report"
    ]


@pytest.mark.parametrize("name", ["of our own", *PAGES])
def test_the_agency_and_the_year_of_a_page(name: str):
    text, agency, year = f"标题: {OWN}\n发布机构: 1\n{TABLE}", AGENCY, 2023
    if name in PAGES:
        text = (SHARED.parent / "pages" / f"{name}.txt").read_text(encoding="utf-8")
        agency, year = PAGES[name]["agency"], PAGES[name]["year"]
    report = govinfo_parse.parse_report(text)
    if report.title is not None:
        assert (report.agency, report.year) == (agency, year)


AGENCIES = st.sampled_from([AGENCY, "示例县人民政府", "示例市示例区示例街道办事处", "示例省发展和改革委员会", "示例镇"])
WORDS = st.sampled_from(
    [
        "政府信息公开工作年度报告",
        "政府信息公开年度报告",
        "政府信息公开工作报告",
        "政务公开工作年度报告",
        "政务信息公开年报",
    ]
)
TEMPLATES = st.sampled_from(
    [
        "{agency}{year}年{words}",
        "{agency} {year} 年度{words}",
        "{year}年度{agency}{words}",
        "{agency}\n{year}年{words}",
        "{agency}\n\n{year}年\n{words}",
        "{year}年{words}\n{agency}",
        "标题：{agency}{year}年{words}",
        "名称 | {agency}{year}年{words} |",
        "{agency}关于{year}年{words}",
        "{agency}{words}（{year}年）",
    ]
)
OTHERS, LIST = "示例州2019年政府信息公开工作年度报告", "目录"
NOISE = st.sampled_from(
    [
        "",
        "首页 > 政务公开 > 示例州2019年政府信息公开工作年度报告",
        "附件：示例州2019年政府信息公开工作年度报告.pdf",
        "转发：示例州2019年政府信息公开工作年度报告",
        "文字解读：示例州2019年政府信息公开工作年度报告",
        "上一篇：示例州2019年政府信息公开工作年度报告",
        OTHERS,
        "示例州关于做好2019年政府信息公开工作年度报告编制工作的通知",
        "根据《示例州2019年政府信息公开工作年度报告》，制定本办法。",
        "政府信息公开年报",
        LIST,
        "2019年",
        "发布日期：2019年1月20日",
        "来源：示例州财政局",
        "索引号：00014349/2019-00001",
        "打印本页",
        "当前位置：首页",
    ]
)


@given(AGENCIES, st.integers(2008, 2030), WORDS, TEMPLATES, st.lists(NOISE, max_size=3), st.lists(NOISE, max_size=3))
def test_right_or_not_given(agency: str, year: int, words: str, template: str, above: list[str], below: list[str]):
    if LIST in above:  # a title above a list is the report's own
        assume(OTHERS not in above[: above.index(LIST)])
        # After a list the last title is the report's own where an empty line parts it, or its year is later.
        assume(OTHERS not in below or "" not in below[: below.index(OTHERS)])
        assume(not {"2019年", "政府信息公开年报"} <= set(below))
    title = template.format(agency=agency, year=year, words=words)
    alone = NARRATIVE.title(title)
    assert (alone.agency, alone.year) == (agency, year)
    noisy = NARRATIVE.title("\n".join([*above, title, *below]))
    assert noisy.agency in {agency, None}
    assert noisy.year in {year, None}


def test_the_title_of_the_report_is_the_title_of_the_narrative():
    assert govinfo_parse.parse_report(f"{OWN}\n{TABLE}").title == OWN
