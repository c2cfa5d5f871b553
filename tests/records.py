"""A report that has everything, and is no draw of chance."""

from __future__ import annotations

from decimal import Decimal

from govinfo_parse.model import (
    Cell,
    Diagnostic,
    Finding,
    FurtherCell,
    Outcome,
    Report,
    Sections,
    Severity,
    Span,
    State,
    Statistics,
    StatisticsRow,
)
from govinfo_parse.model.paths import PATHS
from tests.strategies import report_of


def numbered(path: str) -> Cell:
    """A cell whose number tells its path apart: its place among all paths; the amount of fees is a decimal."""
    number = PATHS.index(path) + 1
    start = 3 * number
    if path == "disclosure.fees.amount":
        return Cell(Decimal(f"{number}.50"), State.NUMBER, f"{number}.50", Span(start, start + 3))
    return Cell(number, State.NUMBER, str(number), Span(start, start + 3))


def full_report() -> Report:
    """A report with a number in every cell of every form, and everything else that a report can have."""
    return report_of(
        {path: numbered(path) for path in PATHS},
        title="某市2023年政府信息公开工作年度报告",
        agency="某市",
        year=2023,
        form="mixed",
        sections=Sections(overview="一段话。\n又一段。", problems="", other_matters="无"),
        further=(
            FurtherCell(
                *("disclosure", "新闻发布会", "本年举办次数", "further.press_conferences.held"),
                Cell(7, State.NUMBER, "7", Span(5000, 5001)),
            ),
            FurtherCell("applications", None, None, None, Cell(None, State.BLANK, "", None)),
        ),
        statistics=(
            Statistics(
                "fujian",
                "政府信息公开情况统计表",
                ("2012年度", "历年累计"),
                (
                    StatisticsRow(
                        *("受理申请总数", "applications.received", "10", "条", None),
                        (
                            Cell(20, State.RECOVERED, "2026", Span(6000, 6004)),
                            Cell(Decimal("26.5"), State.NUMBER, "26.5", Span(6010, 6014)),
                        ),
                    ),
                    StatisticsRow(
                        *("当面申请数", None, None, None, 0),
                        (Cell(None, State.DASH, "/", Span(6020, 6021)), Cell(None, State.ABSENT, "", None)),
                    ),
                ),
            ),
            Statistics(None, None, (), ()),
        ),
        diagnostics=(
            Diagnostic("label-variant", Severity.INFO, "a label is spelled otherwise"),
            Diagnostic("short-row", Severity.WARNING, "a row is short", ("applications.received.total",), 12, 3),
        ),
        findings=(
            Finding("applications.balance", Outcome.VIOLATED, ("applications.received.total",), 4, Decimal("4.5")),
            Finding("applications.total", Outcome.NOT_ASSESSABLE, ()),
        ),
    )
