"""The sections are found under the headings that reports print, and hold what comes after them."""

from __future__ import annotations

import pytest

from govinfo_parse import parse_report
from govinfo_parse.narrative import Heading, Narrative

NARRATIVE = Narrative()
TEXT = "一是主动公开不够及时。\n二是解读形式单一。"


def read(heading: str, behind: str = f"\n{TEXT}") -> str | None:
    """Section five of a report that prints this heading."""
    return parse_report(f"一、总体情况\n某某。\n{heading}{behind}\n六、其他需要报告的事项\n无。").sections.problems


@pytest.mark.parametrize(
    "heading",
    [
        "五、存在的主要问题及改进情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在的主要问题及改进情况和下一步工作打算",
        "五、存在的主要问题及改进情况、下一步工作打算",
        "五、存在的主要问题及下一步改进措施",
        "五、存在问题和下一步打算",
        "五、工作中存在的问题及改进措施",
        "五、本年度政务公开工作存在的突出问题与整改措施",
        "五、主要问题及改进措施",
        "五、存在的不足和改进方向",
        "五、问题及改进情况",
        "五．存在的主要问题及改进情况",
        "五 、存在的主要问题及改进情况",
        "  五、存在的主要问题和改进情况  ",
        "五存在的主要问题及改进情况",
        "存在的主要问题及改进情况",
        "存在的主要问题及改进情况：",
    ],
)
def test_heading_five_in_its_spellings(heading: str):
    assert read(heading) == TEXT


@pytest.mark.parametrize(
    "behind", ["（一）存在问题。一是不够及时。", " 一是不够及时。二是形式单一。", "：一是不够及时。", "\n无"]
)
def test_words_of_the_section_are_no_words_of_the_heading(behind: str):
    assert read("五、存在的主要问题及改进情况", behind) == behind.strip(" \n：")


@pytest.mark.parametrize(
    "line",
    [
        "五、政府信息公开收费情况",
        "五、六个方面的工作",
        "（五）存在的问题和改进措施",
        "五、存在问题，改进措施有待落实",
    ],
)
def test_a_line_that_heads_no_problems(line: str):
    assert read(line) is None


def test_an_entry_of_a_table_of_contents_is_no_heading():
    contents = "目录\n一、总体情况……1\n五、存在的主要问题及改进情况.......9\n"
    assert NARRATIVE.headings(contents) == []
    body = "一、总体情况\n某某。"
    assert NARRATIVE.headings(contents + body) == [Heading("OVERVIEW", len(contents), len(contents) + 6)]


def test_of_a_heading_printed_twice_the_one_before_the_most_text_counts():
    report = "一、总体情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
    text = report + f"一、总体情况\n某某。\n五、存在的主要问题及改进情况\n{TEXT}\n六、其他需要报告的事项\n无。"
    assert NARRATIVE.sections(text, NARRATIVE.headings(text)).problems == TEXT


@pytest.mark.parametrize(("before", "marks"), [("上文\n", "## "), ("", "###### "), ("C# 与\n", ""), ("## 上文\n", "")])
def test_the_marks_of_markdown_before_a_heading_belong_to_it(before: str, marks: str):
    text = f"{before}{marks}三、收到和处理政府信息公开申请情况\n下文"
    heading = NARRATIVE.headings(text)[0]
    assert heading.start == len(before)
    assert text[heading.end :] == "\n下文"
