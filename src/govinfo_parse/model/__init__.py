"""The records a report becomes.  This package knows nothing of texts, grammars or files."""

from govinfo_parse.model.cells import ABSENT, Cell, Number, Span, State
from govinfo_parse.model.facts import Fact, FactKind, Scope
from govinfo_parse.model.further import FurtherCell, Statistics, StatisticsRow
from govinfo_parse.model.notes import Diagnostic, Finding, Outcome, Severity
from govinfo_parse.model.report import (
    Applicants,
    Applications,
    Decisions,
    Disclosure,
    Documents,
    Fees,
    NotProcessed,
    Other,
    Outcomes,
    Proceedings,
    Procurement,
    Refused,
    Report,
    Results,
    Sections,
    Unavailable,
)

__all__ = [
    "ABSENT",
    "Applicants",
    "Applications",
    "Cell",
    "Decisions",
    "Diagnostic",
    "Disclosure",
    "Documents",
    "Fact",
    "FactKind",
    "Fees",
    "Finding",
    "FurtherCell",
    "NotProcessed",
    "Number",
    "Other",
    "Outcome",
    "Outcomes",
    "Proceedings",
    "Procurement",
    "Refused",
    "Report",
    "Results",
    "Scope",
    "Sections",
    "Severity",
    "Span",
    "State",
    "Statistics",
    "StatisticsRow",
    "Unavailable",
]
