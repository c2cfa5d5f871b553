"""What a page states about its report: publication date, index number, publishing body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

_GAP = r"[\t \u3000]*+"  # possessive: three of these in a row must not try every way to divide a long run of spaces
_VALUE = rf"{_GAP}[】\]]?{_GAP}[:：]?{_GAP}([^\s】\[【|｜]+)"
_INDEX_NUMBER_LABEL = rf"索{_GAP}引{_GAP}号"
_PUBLISHER_LABEL = rf"(?:发{_GAP}布{_GAP}机{_GAP}构|发布单位|发文机关|发布机关|公开主体|公开责任部门)"
LABELS = f"{_INDEX_NUMBER_LABEL}|{_PUBLISHER_LABEL}"
"""Labels of statements other than dates."""
_INDEX_NUMBER = re.compile(_INDEX_NUMBER_LABEL + _VALUE)
_PUBLISHER = re.compile(_PUBLISHER_LABEL + _VALUE)
_DATE = r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})"
_ANY_DATE = re.compile(_DATE)
_LABEL_OF_DATE = rf"{_GAP}[】\]]?{_GAP}[:：]?{_GAP}"
_PUBLISHED = tuple(
    re.compile(rf"(?:{label}){_LABEL_OF_DATE}{_DATE}")
    for label in (
        rf"发{_GAP}布{_GAP}(?:日{_GAP}期|时{_GAP}间)",
        "公开日期|公开时间|发文日期|发文时间|生成日期|成文日期|更新时间",
        "日期|时间",
    )
)
_META_DATE = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time", "dc.date")
_LABELS = re.compile(r"(?:索引号|发布|发文|成文|公开|文号|主题|分类|名称|有效性|来源|日期|时间)")


@attrs.frozen
class Metadata:
    """What a page states of its report; None where it states nothing.

    Attributes:
        published: 发布日期, as ``YYYY-MM-DD``.
        index_number: 索引号.
        publisher: 发布机构.
    """

    published: str | None = None
    index_number: str | None = None
    publisher: str | None = None


def page_metadata(lines: Iterable[str], meta: Mapping[str, str]) -> Metadata:
    """Read the statements from lines (cells parted by tabs) and from ``<meta>`` elements (lower-case names)."""
    text = "\n".join(lines)
    published = next((_date(meta[name]) for name in _META_DATE if name in meta and _date(meta[name])), None)
    if published is None:
        published = next((_iso(match) for pattern in _PUBLISHED if (match := pattern.search(text))), None)
    return Metadata(published, _stated_value(_INDEX_NUMBER, text), _stated_value(_PUBLISHER, text))


def _date(text: str) -> str | None:
    match = _ANY_DATE.search(text)
    return None if match is None else _iso(match)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = map(int, match.groups())
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _stated_value(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    if match is None or _LABELS.match(match[1]):  # what follows is the next label, so the value itself is empty
        return None
    return match[1].strip("：:") or None
