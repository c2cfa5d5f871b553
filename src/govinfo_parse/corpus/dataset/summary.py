"""What a dataset holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from govinfo_parse.language import CHINESE, ENGLISH

_MOST = 5


class _SummaryWords(NamedTuple):
    """The words of a summary in a language."""

    found: str
    taken_out: str
    titles: tuple[str, str, str]
    comma: str
    more: str
    counted: str


_IN_ENGLISH = _SummaryWords(
    found="{all:,} sources: {reports:,} reports, {exact:,} exact and {doubtful:,} doubtful; {again:,} met again; "
    "{failed:,} failed",
    taken_out="in step with the sources: {removed:,} removed sources and {changed:,} former versions were taken out",
    titles=("failed", "violated relations", "diagnostics"),
    comma=", ",
    more=", and {count} more",
    counted="{title}: {most}{more} (look into {folder}/{table})",
)
_IN_CHINESE = _SummaryWords(
    found="{all:,} 个来源：{reports:,} 份报告，其中 {exact:,} 份无疑问、{doubtful:,} 份存疑；"
    "重复 {again:,}；失败 {failed:,}",
    taken_out="与来源保持一致：移除了 {removed:,} 个已删除的来源和 {changed:,} 个旧版本",
    titles=("失败", "不成立的勾稽关系", "提示"),
    comma="、",
    more="，另有 {count} 种",
    counted="{title}：{most}{more}（见 {folder}/{table}）",
)


@attrs.frozen
class Summary:
    """What a dataset holds.

    Attributes:
        sources: places where a report was met.
        reports: different reports, by their content.
        exact: reports without a warning, an error or a violated relation.
        doubtful: the other reports.
        damaged: those of the doubtful that are no report, or lost a table.
        failed: sources that could not be read.
        violated: for each relation, how many reports violate it.
        diagnostics: for each code of a diagnostic, how many reports have it.
        failures: for each error, how many sources failed with it.
        changed: versions of sources that this run took out, as the source is there in another.
        removed: sources that this run took out, as they are gone.
    """

    sources: int
    reports: int
    exact: int
    doubtful: int
    damaged: int
    failed: int
    violated: Mapping[str, int]
    diagnostics: Mapping[str, int]
    failures: Mapping[str, int]
    changed: int = 0
    removed: int = 0

    @classmethod
    def of(cls, counts: Counter[str], changed: int = 0, removed: int = 0) -> Summary:
        """The summary of a journal's counts, and of what this run took out of the dataset."""
        plain = {field: counts[field] for field in ("sources", "reports", "exact", "doubtful", "damaged", "failed")}
        return cls(
            **plain,
            violated=_counts_under(counts, "finding:violated:"),
            diagnostics=_counts_under(counts, "diagnostic:"),
            failures=_counts_under(counts, "failure:"),
            changed=changed,
            removed=removed,
        )

    def as_dict(self) -> dict[str, Any]:
        """The summary as plain data."""
        return attrs.asdict(self)

    def lines(self, folder: str, language: str = ENGLISH) -> list[str]:
        """The summary in words, and where to look, in Chinese (``"zh"``) or in English."""
        words = _IN_CHINESE if language == CHINESE else _IN_ENGLISH
        found = {
            **attrs.asdict(self, filter=lambda _, value: isinstance(value, int)),
            "all": self.sources + self.failed,
            "again": self.sources - self.reports,
        }
        lines = [words.found.format(**found)]
        if self.changed or self.removed:
            lines.append(words.taken_out.format(**found))
        for title, (counts, table) in zip(words.titles, self._counted(), strict=True):
            if counts:
                most = words.comma.join(f"{name} {count:,}" for name, count in list(counts.items())[:_MOST])
                more = words.more.format(count=len(counts) - _MOST) if len(counts) > _MOST else ""
                lines.append(words.counted.format(title=title, most=most, more=more, folder=folder, table=table))
        return lines

    def _counted(self) -> tuple[tuple[Mapping[str, int], str], ...]:
        """The counts, each with the table that has all of it."""
        return (self.failures, "failures"), (self.violated, "findings"), (self.diagnostics, "diagnostics")


def _counts_under(counts: Counter[str], prefix: str) -> dict[str, int]:
    """The counts whose names begin so, the largest first."""
    found = [(name.removeprefix(prefix), count) for name, count in counts.items() if name.startswith(prefix)]
    return dict(sorted(found, key=lambda item: (-item[1], item[0])))
