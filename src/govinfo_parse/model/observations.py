"""What is said about a report: diagnostics of the reading, findings of the checks."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import attrs

from govinfo_parse.model.cells import Number
from govinfo_parse.model.showing import WAYS, Shown, in_one_language


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    INFO = "info"
    """Read without doubt; worth knowing."""
    WARNING = "warning"
    """Numbers were withheld, or were read only with help; the paths are named."""
    ERROR = "error"
    """A table, or the whole report, could not be read."""


@attrs.frozen
class Diagnostic(Shown):
    """One remark about how the text was read.

    Attributes:
        code: the stable code of the diagnostics catalogue, such as ``label-variant``.
        severity: info, warning or error.
        message: one English sentence that says what was met and what to do.
        paths: the dotted paths of the cells concerned.
        line: the line in the caller's text, from 1; None where no place applies.
        column: the column in that line, from 1; None where no place applies.
    """

    code: str
    severity: Severity
    message: str
    paths: tuple[str, ...] = ()
    line: int | None = None
    column: int | None = None

    _way: ClassVar[str] = "diagnostic"

    def __repr__(self) -> str:
        place = "" if self.line is None else f" at {self.line}:{self.column or 1}"
        paths = f", {len(self.paths)} cells" if self.paths else ""
        return f"<Diagnostic {self.severity} {self.code}{place}{paths}>"


class Outcome(StrEnum):
    """What a relation says about a report."""

    HOLDS = "holds"
    VIOLATED = "violated"
    NOT_ASSESSABLE = "not_assessable"
    """A blank, dash, ambiguous or unreadable cell takes part."""
    NOT_APPLICABLE = "not_applicable"
    """The report's form does not have the cells of the relation."""


@attrs.frozen
class Finding(Shown):
    """What one relation (勾稽关系) says about one place of a report.  It never changes a number.

    Attributes:
        rule: the stable id of the relation, such as ``applications.balance``.
        outcome: holds, violated, not assessable or not applicable.
        paths: the dotted paths of the cells that take part.
        expected: the number the relation asks for, or None.
        actual: the number the report printed, or None.
    """

    rule: str
    outcome: Outcome
    paths: tuple[str, ...]
    expected: Number | None = None
    actual: Number | None = None

    _way: ClassVar[str] = "finding"

    def __repr__(self) -> str:
        numbers = "" if self.actual is None else f", expected {self.expected}, actual {self.actual}"
        return f"<Finding {self.outcome} {self.rule}: {len(self.paths)} cells{numbers}>"

    def explain(self, language: str | None = None) -> str:
        """This finding in one Chinese and one English sentence.

        Args:
            language: ``"zh"`` or ``"en"`` for one of the two sentences only.

        Raises:
            ValueError: the language is another.
        """
        return in_one_language(WAYS["explained in Chinese"](self), WAYS["explained in English"](self), language)
