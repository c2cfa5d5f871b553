"""China's government-information-disclosure annual reports (政府信息公开工作年度报告) as typed, checked records.

>>> import govinfo_parse
>>> report = govinfo_parse.parse_report(text)  # doctest: +SKIP
"""

from govinfo_parse._version import __version__
from govinfo_parse.checks import check
from govinfo_parse.errors import (
    GovinfoError,
    GrammarError,
    InputTooLarge,
    RenderError,
    SerializationError,
    UndecodableText,
)
from govinfo_parse.model import Cell, Diagnostic, Finding, Outcome, Report, Severity, Span, State
from govinfo_parse.parser import Parser, parse_report
from govinfo_parse.render import render
from govinfo_parse.serialize import flat, from_dict, from_json, json_schema, to_dict, to_json

__all__ = [
    "Cell",
    "Diagnostic",
    "Finding",
    "GovinfoError",
    "GrammarError",
    "InputTooLarge",
    "Outcome",
    "Parser",
    "RenderError",
    "Report",
    "SerializationError",
    "Severity",
    "Span",
    "State",
    "UndecodableText",
    "__version__",
    "check",
    "flat",
    "from_dict",
    "from_json",
    "json_schema",
    "parse_report",
    "render",
    "to_dict",
    "to_json",
]
