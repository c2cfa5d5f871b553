"""Titles, headings and stated figures of hostile texts are looked for in linear time."""

from __future__ import annotations

import time

import pytest

from govinfo_parse.narrative import Narrative
from govinfo_parse.narrative.extraction import FactExtractor

NARRATIVE, FACTS = Narrative(), FactExtractor()
PIECES = {
    "words of titles without line ends": "2023年政府信息公开",
    "titles without line ends": "示例市示例局2023年政府信息公开工作年度报告",
    "lines that are titles": "示例市示例局2023年政府信息公开工作年度报告\n",
    "titles parted by blank lines": "2023年政府信息公开工作年度报告\n\n \n",
    "names of agencies": "示例市人民政府\n",
    "white space inside words": "政 \t 府  信",
    "blank lines": "公\n\n\n",
    "brackets": "年度报告（（【",
    "numerals of headings": "五、、，",
    "words of headings": "五、存在的主要问题",
    "lines of section five": "五、存在的主要问题及其他\n",
    "steps of a path": "首页 > ",
    "years": "2022-2023年",
}
SENTENCES = {
    "digits": "1",
    "numerals": "一二三",
    "thousands": "1,234,",
    "ranges": "1-",
    "things": "申请为是",
    "words that say no": "未",
    "figures": "收到政府信息公开申请8件，",
    "brackets": "（其中，收到申请8件（未答复申请）、上年结转",
    "wrapped lines": "收到\n政府信息\n公开申请\n8件",
    "blanks in numbers": "8 ",
}
FACTOR = 8
LENGTH = 12_000


def taken(text: str) -> float:
    """The shortest of three times that reading what stands around the tables takes."""
    times = []
    for _ in range(3):
        start = time.process_time()
        headings = NARRATIVE.headings(text)
        NARRATIVE.title(text)
        NARRATIVE.sections(text, headings)
        times.append(time.process_time() - start)
    return min(times)


def taken_by_facts(text: str) -> float:
    """The shortest of three times that reading the figures in sentences takes."""
    times = []
    for _ in range(3):
        start = time.process_time()
        FACTS.read(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", SENTENCES)
def test_the_time_of_sentences_grows_with_their_length(name: str):
    piece = SENTENCES[name]
    first, short = "收到政府信息公开申请8件", piece * (LENGTH // 4 // len(piece))
    assert taken_by_facts(first + short * FACTOR) < 3 * FACTOR * taken_by_facts(first + short) + 0.05


@pytest.mark.parametrize("name", PIECES)
def test_the_time_grows_with_the_length(name: str):
    piece = PIECES[name]
    short = piece * (LENGTH // len(piece))
    assert taken(short * FACTOR) < 3 * FACTOR * taken(short) + 0.05
