"""Title, agency and year are those of the report, whatever a page prints around its title."""

from __future__ import annotations

import pytest

from govinfo_parse import parse_report

TITLE = "示例市2023年政府信息公开工作年度报告"
TABLE = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政处罚\t7\n"


def read(*lines: str) -> tuple[str | None, str | None, int | None]:
    report = parse_report("\n".join([*lines, TABLE]))
    return report.title, report.agency, report.year


@pytest.mark.parametrize(
    "above",
    [
        "上一篇：示例市2022年政府信息公开工作年度报告",
        "下一篇 示例市2024年政府信息公开工作年度报告",
        "【上一条】示例市2022年政府信息公开工作年度报告",
        "相关链接：示例市2022年政府信息公开工作年度报告",
        "首页 > 政务公开 > 2024年政府信息公开工作年度报告",
        "首页 > 2024年",
        "首页/政务公开/2024年",
        "关于印发2024年政府信息公开工作年度报告的通知",
        "发布日期：2024年1月20日",
        "二〇二四年一月二十日",
    ],
)
def test_what_stands_above_the_title_does_not_change_it(above):
    assert read(above, TITLE) == (TITLE, "示例市", 2023)


@pytest.mark.parametrize(
    "line",
    [
        f"首页 > 2024年 > {TITLE}",
        f"您的位置：首页 » 2024年 » {TITLE}",
        f"首页 / 2024年 / {TITLE}",
        f"首页 > 2024年 > {TITLE} > 正文",
    ],
)
def test_a_title_that_stands_only_at_the_end_of_a_path(line):
    assert read(line) == (TITLE, "示例市", 2023)


@pytest.mark.parametrize("year", ["２０２３", "二〇二三", "二０二三", "20２3"])
def test_the_year_in_all_its_digits(year):
    title = f"示例市{year}年政府信息公开工作年度报告"
    assert read(title) == (title, "示例市", 2023)


@pytest.mark.parametrize(
    "line",
    ["上一篇：示例市2022年政府信息公开工作年度报告", "首页 > 2024年", "发布日期：2024年1月20日"],
)
def test_a_year_that_is_not_the_titles_own_is_not_taken(line):
    title = "示例市政府信息公开工作年度报告"
    assert read(line, title) == (title, "示例市", None)


def test_a_year_is_four_digits():
    assert read("示例市二〇二年政府信息公开工作年度报告")[2] is None


def test_of_two_years_in_one_line_the_one_beside_the_words_of_the_title_counts():
    assert read("2024年 示例市2023年政府信息公开工作年度报告")[1:] == ("示例市", 2023)


def test_a_notice_is_the_title_where_there_is_no_other():
    notice = "示例市关于公布2023年政府信息公开工作年度报告的公告"
    assert read(notice)[::2] == (notice, 2023)


def test_the_title_and_its_date_in_one_line():
    assert read(f"{TITLE} 2024/01/15")[1:] == ("示例市", 2023)
