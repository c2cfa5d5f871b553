"""Two years side by side: the change of every number, the relations between years, and passages that are repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from govinfo_parse.checks.relations import unsaid
from govinfo_parse.model import Number, Outcome, Report, Span, State
from govinfo_parse.panel.across import PANEL_RULES, Link, PanelRule
from govinfo_parse.reviewing.markup import Markup, element
from govinfo_parse.reviewing.states import shown
from govinfo_parse.reviewing.subject import Subject

_SENTENCE = re.compile(r"[^。；！？!?;\n\r]+[。；！？!?;]?")
_SHORTEST = 16
"""A shorter sentence may be repeated by chance: a heading, a phrase that everybody uses."""


def change(subject: Subject, path: str) -> Iterator[Markup]:
    """What the year before printed in a cell, and how the number has changed since."""
    before, now = subject.before.get(path), subject.cells[path]
    if before is None or before.state is State.ABSENT:
        return
    difference = ""
    if before.value is not None and now.value is not None:
        difference = f" {now.value - before.value:+}" if now.value != before.value else " ±0"
    yield element("small", shown(before), element("b", difference) if difference else "", class_="before")


@attrs.frozen
class Between:
    """What a relation between two years says of one number.

    Attributes:
        rule: the relation.
        link: between which cells it is.
        outcome: holds, violated, not assessable or not applicable.
        expected: the number that the relation asks for, or None.
        actual: the number printed, or None.
    """

    rule: PanelRule
    link: Link
    outcome: Outcome
    expected: Number | None = None
    actual: Number | None = None


def follows(report: Report, previous: Report) -> bool:
    """Whether one report is for the year after that of the other, as far as their titles say."""
    return None in (report.year, previous.year) or report.year == (previous.year or 0) + 1


def between(subject: Subject) -> Iterator[Between]:
    """The relations between a report and that of the year before."""
    report, previous = subject.report, subject.previous
    if previous is None or not follows(report, previous):
        return
    for rule in PANEL_RULES.values():
        if {report.form, previous.form} <= {*rule.forms, "mixed"}:
            yield from (_assessed_link(subject, rule, link) for link in rule.links)


def _assessed_link(subject: Subject, rule: PanelRule, link: Link) -> Between:
    own, before = subject.cells, subject.before
    cells = [own.get(link.now), *map(before.get, link.before)]
    cells += [own.get(path) for path in (*link.plus, *link.minus)]
    numbers: tuple[Any, ...] = tuple(None if cell is None else cell.value for cell in cells)
    if outcome := unsaid(numbers):
        return Between(rule, link, outcome)
    actual, *others = numbers
    added = len(link.before) + len(link.plus)
    expected = sum(others[:added]) - sum(others[added:])
    return Between(rule, link, Outcome.HOLDS if actual == expected else Outcome.VIOLATED, expected, actual)


def repeated(report: Report, previous: Report | None, text: str) -> Iterator[Span]:
    """The passages of the narrative that the report of the year before has word for word, in text order."""
    if previous is None:
        return
    known = {
        _without_spaces(sentence) for section in _narrative_texts(previous) for sentence in _SENTENCE.findall(section)
    }
    for section in _narrative_texts(report):
        offset = text.find(section)
        if offset < 0:
            continue
        passage: Span | None = None
        for match in _SENTENCE.finditer(section):
            if len(_without_spaces(match[0])) >= _SHORTEST and _without_spaces(match[0]) in known:
                begin = offset + match.start() + len(match[0]) - len(match[0].lstrip())
                if passage and not text[passage.end : begin].strip():
                    passage = Span(passage.start, offset + match.end())
                    continue
                if passage:
                    yield passage
                passage = Span(begin, offset + match.end())
        if passage:
            yield passage


def _narrative_texts(report: Report) -> list[str]:
    told = report.sections
    return [section for section in (told.overview, told.problems, told.other_matters) if section]


def _without_spaces(sentence: str) -> str:
    return "".join(sentence.split())
