"""Figures that no cell claims."""

from __future__ import annotations

import re

import pytest

import govinfo_parse
from govinfo_parse import Span
from govinfo_parse.reviewing.unclaimed import NO_FIGURES, unclaimed
from tests.reviewing.hostile import GOOD
from tests.reviewing.samples import document_of


def figures(text: str, *claims: Span) -> list[str]:
    return [text[span.start : span.end] for span in unclaimed(text, claims)]


@pytest.mark.parametrize(("pattern", "example"), NO_FIGURES)
def test_what_counts_nothing_is_no_figure(pattern: str, example: str):
    found = re.search(pattern, example)
    assert found is not None
    assert figures(f"按照{example}，处理") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新收申请810件，上年结转28件", ["810", "28"]),
        ("收费1,234.50万元，增长95%", ["1,234.50", "95"]),
        ("全角８１０件", ["８１０"]),
        ("2023年1月31日前公开2023条", ["2023"]),
        ("1.公开12条；2、公开13条", ["12", "13"]),
        ("日均访问31日均", ["31"]),
        ("3.14", ["3.14"]),
        ("", []),
    ],
)
def test_figures(text: str, found: list[str]):
    assert figures(text) == found


def test_digits_beside_a_claim_are_figures_of_their_own():
    text = "0 68.属于行政查询事项12"
    assert figures(text, Span(0, 1), Span(2, 3), Span(len(text) - 2, len(text) - 1)) == ["2"]


@pytest.mark.parametrize("make", [str, document_of])
def test_a_number_in_a_table_that_no_cell_claims_is_marked(make):
    # A figure in the label of a row that the form does not have, and one in the prose that is no cell's.
    source = make(GOOD.replace("\n规章\t2", "\n政府令以外的7777什么\t91\t92\t93\n规章\t2"))
    text = source if isinstance(source, str) else source.text
    report = govinfo_parse.parse_report(text)
    html = govinfo_parse.review(report, source)
    strays = re.findall(r'<mark class="stray">(\d+)</mark>', html)
    read = {str(cell.value) for cell in govinfo_parse.cells(report).values()}
    assert strays == ["7777"]
    assert all(f'data-for="further.{number}"' in html for number in range(3))
    assert not set(strays) & read
    told = re.findall(r'<mark class="figure">(\d+)</mark>', html)
    assert [figure for figure in told if figure in GOOD] == ["24", "810", "28", "800", "38", "1320"]


@pytest.mark.parametrize("pattern", ["1", "1.", "(1)", "〔2021〕30", "a", "2023 ", "第1", "1月", "1,000", "http://a"])
def test_long_texts_take_no_longer_than_their_length(pattern: str):
    text = pattern * 20_000
    list(unclaimed(text, ()))  # returns at all: what is quadratic would take minutes here
