"""Which organs are told to make no 规章, by name alone."""

from __future__ import annotations

import pytest

from govinfo_parse.checks.organs import makes_no_rules


@pytest.mark.parametrize(
    "agency",
    [
        "示例市示范区教育局",
        "示例省教育厅",
        "示例市发展和改革委员会",
        "示例经济开发区管委会",
        "示例县人民政府",
        "示例自治县人民政府",
        "示例市示范区人民政府",
        "示例市示范区人民政府办公室",
        "示例县政府办",
        "示例旗人民政府",
        "示例镇",
        "示例镇人民政府",
        "示例区某某街道办事处",
        "示例市疾病预防控制中心",
        "示例市第一中学",
        " 示例县审计局\n",
    ],
)
def test_clearly_makes_none(agency: str):
    assert makes_no_rules(agency)


@pytest.mark.parametrize(
    "agency",
    [
        None,
        "",
        "  ",
        "示例市人民政府",  # may be a 设区的市
        "示例市人民政府办公室",
        "示例省人民政府办公厅",
        "示例自治州人民政府",
        "内蒙古自治区人民政府",
        "广西壮族自治区人民政府办公厅",
        "上海市人民政府",
        "教育部",
        "海关总署",
        "国家税务总局",
        "市场监督管理总局",
        "国家税务总局示例市税务局",
        "国家发展和改革委员会",
        "国务院国有资产监督管理委员会",
        "中国气象局",
        "中国人民银行",
        "民航局",
        "示例综合实验区",
        "示例市人民政府外事办公室",
    ],
)
def test_left_open(agency: str | None):
    assert not makes_no_rules(agency)
