"""Uses of the public calls that are only type-checked, never run."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, assert_type

import govinfo_parse
from govinfo_parse.model import Cell, Diagnostic, Finding, Report, Severity, Span, State

report = govinfo_parse.parse_report("")
assert_type(report, Report)
assert_type(report.title, str | None)
assert_type(report.year, int | None)
assert_type(report.diagnostics, tuple[Diagnostic, ...])
assert_type(report.findings, tuple[Finding, ...])
assert_type(report.diagnostics[0].severity, Severity)

cell = report.applications.outcomes.refused.state_secret.natural_person
assert_type(cell, Cell)
assert_type(cell.value, int | Decimal | None)
assert_type(cell.state, State)
assert_type(cell.raw, str)
assert_type(cell.span, Span | None)

data = govinfo_parse.to_dict(report)
assert_type(data, dict[str, Any])
assert_type(govinfo_parse.from_dict(data), Report)
assert_type(govinfo_parse.to_json(report), str)
assert_type(govinfo_parse.to_json(report, indent=2), str)
assert_type(govinfo_parse.from_json(govinfo_parse.to_json(report)), Report)
assert_type(govinfo_parse.json_schema(), dict[str, Any])

cells: Mapping[str, Cell] = govinfo_parse.cells(report)
assert_type(govinfo_parse.check(report), tuple[Finding, ...])

parser = govinfo_parse.Parser(layouts=[Path("mine.lark")], forms=["mine.lark"])
assert_type(parser.parse(""), Report)
assert_type(parser.layouts["tab_grid"].description, str)
assert_type(parser.forms["2021"].name, str)

assert_type(govinfo_parse.render(report, layout="tab_grid"), str)
assert_type(govinfo_parse.review(report, "text", previous=report), str)
assert_type(govinfo_parse.parse_file("report.pdf"), Report)
assert_type(govinfo_parse.parse_file(BytesIO(), format="html"), Report)
assert_type(govinfo_parse.read_document(Path("report.docx")).text, str)
assert_type(govinfo_parse.read_document(Path("report.docx")).place(govinfo_parse.Span(0, 1)).chinese, str)
for _ in govinfo_parse.parse_many(["report.html"], workers=2):
    pass

error: ValueError = govinfo_parse.InputTooLarge("too large")
root: Exception = govinfo_parse.GovinfoError("any")
