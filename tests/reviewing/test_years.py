"""A report beside that of the year before."""

from __future__ import annotations

import re

import attrs

import govinfo_parse
from tests.reviewing.hostile import GOOD

LAST = GOOD.replace("2023", "2022").replace("全年召开新闻发布会24场", "全年召开新闻发布会19场")
BEFORE = govinfo_parse.parse_report(LAST)
REPORT = govinfo_parse.parse_report(GOOD)


def page(previous: govinfo_parse.Report | None = BEFORE, text: str = GOOD) -> str:
    return govinfo_parse.review(govinfo_parse.parse_report(text), text, previous)


def test_every_cell_shows_last_years_figure_and_the_change():
    html = page(text=GOOD.replace("36210", "36200"))
    cell = re.search(r'data-path="disclosure.penalties.decisions">36200</a>(<small.*?</small>)', html)[1]
    assert re.sub(r"<[^>]+>", "", cell) == "36210 -10"
    assert html.count('<small class="before">') == 200
    assert '<small class="before">' not in page(None)


def test_relations_between_the_years():
    html = page()
    # carried over 28, and the year before carries 38 forward
    remark = re.search(r'<li class="remark violated">(?:(?!<li class="remark).)*?panel\.carried_over.*?</ul>', html)[0]
    assert "28" in re.sub(r"<[^>]+>", "", remark)
    assert "应为 38，实为 28，相差 -10" in remark
    assert "panel.in_force" in html


def test_relations_hold_of_years_that_follow():
    last = LAST
    for now, then in (
        ("\n四、结转下年度继续办理\t\t\t31\t6\t0\t1\t0\t0\t38", "\n四、结转下年度继续办理\t\t\t23\t4\t0\t0\t1\t0\t28"),
    ):
        assert now in last
        last = last.replace(now, then)
    html = page(govinfo_parse.parse_report(last))
    assert "panel.carried_over" not in html


def test_another_year_or_agency_is_told():
    html = page(attrs.evolve(BEFORE, year=2019, agency="示例县"))
    assert "previous-year" in html
    assert "previous-agency" in html
    assert "panel." not in html


def test_passages_word_for_word_as_last_year():
    same = re.findall(r'<span class="same">(.*?)</span>', page())
    told = re.sub(r"<[^>]+>", "", "".join(same))
    assert "围绕营商环境、就业和教育等群众关心的事项做好政府信息公开工作" not in told  # its year is another
    assert "全年召开新闻发布会" not in told
    assert "全市新收政府信息公开申请" in told
    assert '<span class="same">' not in page(None)


def test_a_figure_in_a_repeated_passage_is_marked_as_both():
    assert re.search(r'<mark class="figure same">810</mark>|<mark class="same figure">810</mark>', page())
