"""What a dataset holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs

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

    def lines(self, folder: str) -> list[str]:
        """The summary in words, and where to look."""
        told = [
            (
                f"{self.sources + self.failed:,} sources: {self.reports:,} reports, {self.exact:,} exact and "
                f"{self.doubtful:,} doubtful; {self.sources - self.reports:,} met again; {self.failed:,} failed"
            )
        ]
        if self.changed or self.removed:
            taken = f"{self.removed:,} removed sources and {self.changed:,} former versions"
            told.append(f"in step with the sources: {taken} were taken out")
        for title, counts, place in (
            ("failed", self.failures, f"{folder}/failures"),
            ("violated relations", self.violated, f"{folder}/findings"),
            ("diagnostics", self.diagnostics, f"{folder}/diagnostics"),
        ):
            if counts:
                most = ", ".join(f"{name} {count:,}" for name, count in list(counts.items())[:_MOST])
                more = f", and {len(counts) - _MOST} more" if len(counts) > _MOST else ""
                told.append(f"{title}: {most}{more} (look into {place})")
        return told


def _below(counts: Counter[str], prefix: str) -> dict[str, int]:
    """The counts whose names begin so, the largest first."""
    found = [(name.removeprefix(prefix), count) for name, count in counts.items() if name.startswith(prefix)]
    return dict(sorted(found, key=lambda item: (-item[1], item[0])))
