"""What a dataset holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from govinfo_parse.language import CHINESE, ENGLISH

_MOST = 5


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
            violated=_below(counts, "finding:violated:"),
            diagnostics=_below(counts, "diagnostic:"),
            failures=_below(counts, "failure:"),
            changed=changed,
            removed=removed,
        )

    def as_dict(self) -> dict[str, Any]:
        """The summary as plain data."""
        return attrs.asdict(self)

    def lines(self, folder: str, language: str = ENGLISH) -> list[str]:
        """The summary in words, and where to look, in Chinese (``"zh"``) or in English."""
        return list(self._in_chinese(folder) if language == CHINESE else self._in_english(folder))

    def _in_english(self, folder: str) -> Iterator[str]:
        yield (
            f"{self.sources + self.failed:,} sources: {self.reports:,} reports, {self.exact:,} exact and "
            f"{self.doubtful:,} doubtful; {self.sources - self.reports:,} met again; {self.failed:,} failed"
        )
        if self.changed or self.removed:
            taken = f"{self.removed:,} removed sources and {self.changed:,} former versions"
            yield f"in step with the sources: {taken} were taken out"
        titles = ("failed", "violated relations", "diagnostics")
        for title, (counts, table) in zip(titles, self._counted(), strict=True):
            if counts:
                most = ", ".join(_most(counts))
                more = f", and {len(counts) - _MOST} more" if len(counts) > _MOST else ""
                yield f"{title}: {most}{more} (look into {folder}/{table})"

    def _in_chinese(self, folder: str) -> Iterator[str]:
        yield (
            f"{self.sources + self.failed:,} 个来源：{self.reports:,} 份报告，其中 {self.exact:,} 份无疑问、"
            f"{self.doubtful:,} 份存疑；重复 {self.sources - self.reports:,}；失败 {self.failed:,}"
        )
        if self.changed or self.removed:
            yield f"与来源保持一致：移除了 {self.removed:,} 个已删除的来源和 {self.changed:,} 个旧版本"
        titles = ("失败", "不成立的勾稽关系", "提示")
        for title, (counts, table) in zip(titles, self._counted(), strict=True):
            if counts:
                most = "、".join(_most(counts))
                more = f"，另有 {len(counts) - _MOST} 种" if len(counts) > _MOST else ""
                yield f"{title}：{most}{more}（见 {folder}/{table}）"

    def _counted(self) -> tuple[tuple[Mapping[str, int], str], ...]:
        """What is counted, and the table that has all of it."""
        return (self.failures, "failures"), (self.violated, "findings"), (self.diagnostics, "diagnostics")


def _most(counts: Mapping[str, int]) -> Iterator[str]:
    return (f"{name} {count:,}" for name, count in list(counts.items())[:_MOST])


def _below(counts: Counter[str], prefix: str) -> dict[str, int]:
    """The counts whose names begin so, the largest first."""
    found = [(name.removeprefix(prefix), count) for name, count in counts.items() if name.startswith(prefix)]
    return dict(sorted(found, key=lambda item: (-item[1], item[0])))
