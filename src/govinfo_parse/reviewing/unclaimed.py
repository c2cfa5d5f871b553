"""Figures of the source that no cell of the record was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govinfo_parse.model import Span

NO_FIGURES: tuple[tuple[str, str], ...] = (
    (r"https?://[!-~]+", "http://www.example.com/2023"),
    (r"[〔\[【（(]\d{4}[〕\]】）)]\s*\d+\s*号", "〔2021〕30号"),
    (r"第?\d+号", "第711号"),
    (r"第\d+[条款项章次届页]", "第20条"),
    (r"\d{4}\s*[-—–~至]\s*\d{4}\s*年", "2021—2025年"),
    (r"\d{4}\s*年度?", "2023年"),
    (r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", "2024-01-31"),
    (r"\d{1,2}月(?:\d{1,2}日)?", "1月31日"),
    (r"\d{1,2}日(?!均)", "31日"),
    (r"\d{1,2}[:：]\d{2}", "08:30"),
    (r"0\d{2,3}[-—]\d{7,8}", "0571-12345678"),
    (r"[（(]\d{1,2}[）)]", "（1）"),
    (r"(?<![\d.．])\d{1,2}[.．、](?=\s*[^\d\s])", "1.属于国家秘密"),
    (r"(?<![A-Za-z0-9])[A-Za-z]++\d+", "PM2"),
)
"""Digits that count nothing: dates, numbers of documents and items; each with an example."""

_DIGITS = re.compile(
    "|".join(f"(?:{pattern})" for pattern, _ in NO_FIGURES) + r"|(?P<figure>\d+(?:[,，]\d{3})*(?:[.．]\d+)?)"
)


def unclaimed(text: str, claims: Iterable[Span]) -> Iterator[Span]:
    """The figures outside all of the claimed places, which are in text order; in text order."""
    begin = 0
    for claim in (*claims, Span(len(text), len(text))):
        if claim.start > begin:
            # Cut out of the text, so that the digits of the figure before it are not taken for a part of what follows.
            stretch = text[begin : claim.start]
            for match in _DIGITS.finditer(stretch):
                if match.lastgroup == "figure":
                    yield Span(begin + match.start(), begin + match.end())
        begin = max(begin, claim.end)
