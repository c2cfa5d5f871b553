"""The page of many reports: which of them to look at first, and which relations fail how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

import attrs

from govinfo_parse.checks import RULES, completeness
from govinfo_parse.form_cells import cells
from govinfo_parse.model import WITH_VALUE, Outcome, Report, Severity, State
from govinfo_parse.reviewing.markup import Markup, both, element
from govinfo_parse.reviewing.shell import check_language, language_choice, shell

_UNWRITABLE = re.compile(r'[\x00-\x1f<>:"|?*\ud800-\udfff]')
"""Characters that the name of a file cannot have on some systems."""


@attrs.frozen
class Entry:
    """One file of the index.

    Attributes:
        name: the file's name as given.
        page: the name of its review page in the same folder, or None where there is none.
        report: the report, or None where the file could not be read.
        fault: why it could not be read, or None.
    """

    name: str
    page: str | None = None
    report: Report | None = None
    fault: str | None = None


INDEX_HEADS = (
    ("文件", "file"),
    ("机关", "agency"),
    ("年度", "year"),
    ("报表格式", "form"),
    ("读出", "read"),
    ("未采用", "withheld"),
    ("关系不成立", "violated"),
    ("错误", "errors"),
    ("警告", "warnings"),
)


def index(entries: Sequence[Entry], *, language: str = "both") -> str:
    """The index of review pages, as one HTML page: a line for each file, which the reader can sort.

    Args:
        entries: the files; those that could not be read say why.
        language: which language is shown first.

    Raises:
        ValueError: there is no such language.
    """
    check_language(language)
    heads = (
        element("th", element("button", both(chinese, english), type="button"), scope="col")
        for chinese, english in INDEX_HEADS
    )
    rows = (element("tr", *_cells_of_entry(entry)) for entry in entries)
    files = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    main = element("main", element("div", files, class_="scroll", tabindex="0"), *_failing_relations(entries))
    count = both(f"{len(entries)} 个文件", f"{len(entries)} files")
    keys = both("点击列名排序", "press a column's name to sort")
    header = element("header", element("h1", both("政府信息公开工作年度报告", "Annual reports")), element("p", count))
    return shell("政府信息公开工作年度报告 · govinfo_parse", "index", header, language_choice(language, keys), main)


def _cells_of_entry(entry: Entry) -> Iterator[Markup]:
    name: str = entry.name
    if entry.page is not None:
        name = element("a", entry.name, href=f"./{quote(entry.page, errors='replace')}")
    yield element("th", name, scope="row")
    report = entry.report
    if report is None:
        yield element("td", entry.fault or "", class_="grave", colspan=str(len(INDEX_HEADS) - 1))
        return
    for told in (report.agency, report.year, report.form):
        yield element("td", "" if told is None else str(told))
    states = Counter(cell.state for cell in cells(report).values())
    severities = Counter(diagnostic.severity for diagnostic in (*report.diagnostics, *completeness(report)))
    violated = len(violations(report))
    yield _count_cell(sum(states[state] for state in WITH_VALUE))
    yield _count_cell(states[State.AMBIGUOUS] + states[State.UNREADABLE])
    yield _count_cell(violated, grave=bool(violated))
    yield _count_cell(severities[Severity.ERROR], grave=bool(severities[Severity.ERROR]))
    yield _count_cell(severities[Severity.WARNING])


def _count_cell(number: int, *, grave: bool = False) -> Markup:
    return element("td", str(number), class_="count grave" if grave else "count", data_value=str(number))


def violations(report: Report) -> list[str]:
    """The relations that a report violates, once for each place."""
    return [finding.rule for finding in report.findings if finding.outcome is Outcome.VIOLATED]


def _failing_relations(entries: Iterable[Entry]) -> Iterator[Markup]:
    """Which relation fails in how many reports, the most frequent first."""
    counts = Counter(rule for entry in entries if entry.report for rule in set(violations(entry.report)))
    if not counts:
        return
    yield element("h2", both("不成立的勾稽关系", "Relations that do not hold"))
    rows = []
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        known = RULES.get(rule)
        meaning = both(known.formula, known.english) if known else rule
        rows.append(element("tr", element("th", rule, scope="row"), element("td", meaning), _count_cell(count)))
    heads = (
        element("th", both(chinese, english), scope="col")
        for chinese, english in (("关系", "relation"), ("内容", "meaning"), ("报告数", "reports"))
    )
    yield element("table", element("thead", element("tr", *heads)), element("tbody", *rows))


def page_names(names: Iterable[str]) -> list[str]:
    """A file name for the page of each source: its own name, with a number where another has it already."""
    taken = {"index.html"}
    found = []
    for name in names:
        stem = _UNWRITABLE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(".") or "report"
        number, page = 1, f"{stem}.html"
        while page.lower() in taken:  # on some systems upper and lower case are the same
            number += 1
            page = f"{stem}-{number}.html"
        taken.add(page.lower())
        found.append(page)
    return found
