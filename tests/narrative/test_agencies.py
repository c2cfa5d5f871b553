"""Every kind of agency that publishes reports is known by its name, whatever else its words mean on pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import parse_report

NAMES = Path(__file__).with_name("agencies.txt").read_text(encoding="utf-8").split()
TITLES = [
    "{}2023年政府信息公开工作年度报告",
    "{}\n2023年政府信息公开工作年度报告",
    "2023年{}政府信息公开工作年度报告",
    "{}关于2023年政府信息公开工作的年度报告",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", NAMES)
def test_an_agency_is_known_by_its_name(name: str, title: str):
    report = parse_report(f"{title.format('示例市' + name)}\n一、总体情况\n本机关认真贯彻落实。\n")
    assert (report.agency, report.year) == ("示例市" + name, 2023)
