"""Each page in Chinese alone, and every sentence in both languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.reviewing.index import Entry, index
from tests.reviewing.cases import FILES, NAMES, review_of
from tests.reviewing.hostile import GOOD

VOID = {"br", "img", "input", "link", "meta"}
LEFT = {"code", "script", "style", "pre", "title"}
"""Elements without words of the page's own."""
WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


class Words(HTMLParser):
    """What a page says beside the source: to those who chose Chinese, and the pairs of both languages."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.chinese: list[str] = []
        self.pairs: dict[str, int] = {"zh": 0, "en": 0}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("class") or "").split()
        for language in self.pairs:
            self.pairs[language] += language in kind
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        kinds = {kind for _, attributes in self._open for kind in (attributes.get("class") or "").split()}
        tags = {tag for tag, _ in self._open}
        within = {attributes.get("id") for _, attributes in self._open}
        if not kinds & {"en", "unseen"} and not tags & LEFT and "source" not in within:
            self.chinese.append(data)


def untranslated(html: str) -> list[str]:
    choices = "中文 + English"
    return [told for told in Words(html).chinese if WORDS.search(told) and choices not in told]


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_nothing_on_the_page_is_english_only(file: Path):
    assert untranslated(review_of(file)) == []


def test_nothing_of_the_index_is_english_only():
    entries = [Entry("a.txt", "a.html", govinfo_parse.parse_report(GOOD.replace("\t340\n", "\t341\n")))]
    page = index([*entries, Entry("b.txt", fault="没有这个文件")], language="zh")
    assert untranslated(page) == []
    told = Words(page).pairs
    assert told["zh"] == told["en"] > 10


def test_every_chinese_sentence_has_an_english_one_beside_it():
    text = GOOD.replace("\t340\n", "\t341\n").replace("412", "4l2").replace("现行有效件数", "现行有效件")
    report = govinfo_parse.parse_report(text)
    told = Words(govinfo_parse.review(report, text, report)).pairs
    assert untranslated(govinfo_parse.review(report, text, report)) == []
    rows = govinfo_parse.review(report, text, report).count('<small class="en"')  # labels stand there as printed
    assert told["en"] - rows == told["zh"] > 20


def test_the_test_sees_what_is_english_only():
    page = govinfo_parse.review(govinfo_parse.parse_report(GOOD), GOOD).replace("读出的数据", "what was read")
    assert untranslated(page)
