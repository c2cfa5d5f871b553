"""Findings in words: a remark for each relation, below it every cell by its printed name and its place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from govinfo_parse.checks import RULES, crossings, facts_of
from govinfo_parse.checks.cell_places import finding_place
from govinfo_parse.checks.explain import SENTENCES, numbers_of_finding
from govinfo_parse.cli.language_option import say
from govinfo_parse.form_labels import label_of
from govinfo_parse.messages.words import OUTCOMES
from govinfo_parse.model import Cell, Finding, Outcome, Report, State
from govinfo_parse.model.paths import all_cells, cells_beyond
from govinfo_parse.readers import Document
from govinfo_parse.reviewing.states import STATE_WORDS

_COUNTED = {
    outcome: (OUTCOMES[outcome], english)
    for outcome, english in (
        (Outcome.VIOLATED, "violated"),
        (Outcome.NOT_ASSESSABLE, "not assessable"),
        (Outcome.HOLDS, "hold"),
        (Outcome.NOT_APPLICABLE, "not applicable"),
    )
}


def finding_lines(name: str, findings: Iterable[Finding], report: Report, document: Document) -> Iterator[str]:
    """A line for each relation; below it one for each place where it fails, and one for each cell there."""
    cells = all_cells(report) | cells_beyond(report)
    alike: dict[tuple[str, Outcome], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.outcome), []).append(finding)
    for (rule, outcome), group in alike.items():
        known = RULES.get(rule)
        meaning = say(known.formula, known.english) if known else rule
        yield f"{name}: {say(*_COUNTED[outcome])} {rule}: {meaning}"
        for finding in group:
            told = say(*numbers_of_finding(finding)) or say("：", ": ") + say(*SENTENCES[outcome])
            yield f"  {say(*finding_place(finding.paths))}{told}"
            for fact in facts_of(report, finding.rule, finding.actual):
                where = document.place(fact.span).words(say("zh", "en"))
                yield f"    {fact.raw}{fact.unit or ''}  {where}  {say('文字所述', 'stated in words')}"
            yield from (f"    {_cell_line(path, cells[path], document, report)}" for path in finding.paths)


def first_lines(name: str, report: Report, document: Document) -> Iterator[str]:
    """Where to look first, a line for each cell; none where nothing points to a cell."""
    cells = all_cells(report)
    for one in crossings(report):
        hint = say(
            f"先看这里，两条不成立的关系在此交叉（若为 {one.number}，两条都成立）",
            f"look here first, two relations that fail meet here (with {one.number} both would hold)",
        )
        yield f"{name}: {hint}{say('：', ': ')}{_cell_line(one.path, cells[one.path], document, report)}"


def _cell_line(path: str, cell: Cell, document: Document, report: Report) -> str:
    """A cell by its number, its place in the file, its printed labels and its path."""
    label = label_of(path, report)
    where = f"{document.place(cell.span).words(say('zh', 'en'))}  " if cell.span else ""
    return f"{_number_or_reason(cell)}  {where}{label.group}{label.row} · {label.column}  {path}"


def _number_or_reason(cell: Cell) -> str:
    """A number as printed, or why there is none."""
    if cell.state is State.NUMBER:
        return str(cell.value)
    _, chinese, english = STATE_WORDS[cell.state]
    printed = cell.raw if cell.value is None else str(cell.value)
    state = say(f"（{chinese}）", f"({english})")
    return f"{' '.join(printed.split())} {state}".strip()


def summary_line(name: str, findings: Iterable[Finding]) -> str:
    """How many findings there are for each outcome."""
    counts = Counter(finding.outcome for finding in findings)
    parts = [
        say(f"{counts[outcome]} 处{chinese}", f"{counts[outcome]} {english}")
        for outcome, (chinese, english) in _COUNTED.items()
        if counts[outcome]
    ]
    return f"{name}: {say('，', ', ').join(parts) or say('没有适用的勾稽关系', 'no relation applies')}"


def findings_as_data(name: str, findings: Iterable[Finding], report: Report, document: Document) -> dict[str, Any]:
    """The findings of a file as plain data, each cell with its place."""
    cells = all_cells(report) | cells_beyond(report)
    return {
        "file": name,
        "findings": [
            {
                "rule": finding.rule,
                "outcome": finding.outcome.value,
                "expected": _json_value(finding.expected),
                "actual": _json_value(finding.actual),
                "cells": [_cell_as_data(path, cells[path], document, report) for path in finding.paths],
            }
            for finding in findings
        ],
    }


def _cell_as_data(path: str, cell: Cell, document: Document, report: Report) -> dict[str, Any]:
    label = label_of(path, report)
    found = document.place(cell.span) if cell.span else None
    return {
        "path": path,
        "label": label.chinese,
        "value": _json_value(cell.value),
        "state": cell.state.value,
        "raw": cell.raw,
        "page": found and found.page,
        "table": found and found.table,
        "row": found and found.row,
        "column": found and found.column,
        "line": found and found.line,
    }


def _json_value(number: object) -> object:
    """A number as JSON has it; one with decimals as a text, so that none of them is lost."""
    return number if number is None or isinstance(number, int) else str(number)
