"""What a person should look at: diagnostics and findings, the gravest first, each with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import groupby

import attrs

from govinfo_parse.checks import RULES, Strength, check, completeness, crossings
from govinfo_parse.checks.formulas import Formula, formula
from govinfo_parse.form_labels import label_of, row_in_english, short_name
from govinfo_parse.messages import in_chinese
from govinfo_parse.messages.cell_names import cell_names
from govinfo_parse.model import Diagnostic, Finding, Number, Outcome, Report, Severity
from govinfo_parse.reviewing.markup import Markup, both, element, join_markup
from govinfo_parse.reviewing.record_view import link
from govinfo_parse.reviewing.source_view import line_link
from govinfo_parse.reviewing.states import shown
from govinfo_parse.reviewing.subject import Subject
from govinfo_parse.reviewing.years import Between, between, follows


class Gravity(IntEnum):
    """How soon a remark should be looked at."""

    ERROR = 0
    VIOLATED = 1
    DOUBTFUL = 2
    WARNING = 3
    UNKNOWN = 4
    INFO = 5


NAMES: dict[Gravity, tuple[str, str, str]] = {
    Gravity.ERROR: ("✖", "错误", "error"),
    Gravity.VIOLATED: ("✖", "勾稽关系不成立", "relation violated"),
    Gravity.DOUBTFUL: ("▲", "疑似有误", "probably wrong"),
    Gravity.WARNING: ("▲", "警告", "warning"),
    Gravity.UNKNOWN: ("◇", "无法核对", "not assessable"),
    Gravity.INFO: ("ⓘ", "提示", "information"),
}
"""For each gravity its sign, and its name in Chinese and in English."""

_SEVERITIES = {Severity.ERROR: Gravity.ERROR, Severity.WARNING: Gravity.WARNING, Severity.INFO: Gravity.INFO}
_STRENGTHS = {Strength.HARD: Gravity.VIOLATED, Strength.SOFT: Gravity.DOUBTFUL}


@attrs.frozen
class Remark:
    """One thing to look at, with every place where it was met.

    Attributes:
        gravity: how soon.
        code: the rule or the code of the diagnostic; empty for what is said of several rules.
        title: what it is, in both languages.
        places: one entry for each place.
    """

    gravity: Gravity
    code: str
    title: Markup
    places: tuple[Markup, ...]


def remarks(subject: Subject) -> tuple[Remark, ...]:
    """All remarks, the gravest first."""
    found = [
        *_crossing_remarks(subject),
        *_finding_remarks(subject),
        *_remarks_on_years(subject),
        *_diagnostic_remarks(subject),
    ]
    return tuple(sorted(found, key=lambda remark: remark.gravity))


def section(found: Iterable[Remark]) -> Markup:
    """The remarks as a list."""
    items = [_remark_item(remark) for remark in found]
    if not items:
        return element("p", both("没有需要核对的地方。", "There is nothing to look at."))
    return element("ol", *items)


def _remark_item(remark: Remark) -> Markup:
    sign, chinese, english = NAMES[remark.gravity]
    name = element("button", sign, " ", both(chinese, english), type="button", class_="gravity")
    code = [" ", element("code", remark.code)] if remark.code else []
    head = element("h3", name, " ", remark.title, *code)
    places = element("ul", *(element("li", place) for place in remark.places))
    return element("li", head, places, class_=f"remark {remark.gravity.name.lower()}")


# -- relations within the report ---------------------------------------------------------------------------------------


def findings_to_show(subject: Subject) -> list[Finding]:
    """The findings that say violated or not assessable."""
    found = check(subject.report, subject.indicators)
    return [finding for finding in found if finding.outcome in (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)]


def _crossing_remarks(subject: Subject) -> Iterator[Remark]:
    """Where to look first."""
    places = []
    for one in crossings(subject.report):
        label = label_of(one.path)
        would = both(f"；若为 {one.number}，两条都成立", f"; with {one.number} both would hold")
        places.append(
            join_markup([element("b", both(label.chinese, label.english)), "： ", link(subject, one.path), would])
        )
    if places:
        chinese = "先看这里：两条不成立的关系在此交叉"
        english = "Look here first: two relations that fail meet here"
        yield Remark(Gravity.VIOLATED, "", both(chinese, english), tuple(places))


def _finding_remarks(subject: Subject) -> Iterator[Remark]:
    for (name, outcome), group in groupby(notable_in_order(subject), key=lambda f: (f.rule, f.outcome)):
        rule = RULES.get(name)
        title = both(rule.formula, rule.english) if rule else Markup(name)
        violated = outcome is Outcome.VIOLATED
        gravity = (_STRENGTHS[rule.strength] if rule else Gravity.VIOLATED) if violated else Gravity.UNKNOWN
        yield Remark(gravity, name, title, tuple(_finding_markup(subject, finding) for finding in group))


def notable_in_order(subject: Subject) -> list[Finding]:
    """The notable findings, those of one rule and outcome next to each other."""
    found = findings_to_show(subject)
    order = {key: number for number, key in enumerate(dict.fromkeys((f.rule, f.outcome) for f in found))}
    return sorted(found, key=lambda finding: order[finding.rule, finding.outcome])


def _finding_markup(subject: Subject, finding: Finding) -> Markup:
    parts = [element("b", _shared_place(finding.paths, subject.report)), Markup("： ")]
    found = formula(finding)
    violated = finding.outcome is Outcome.VIOLATED
    parts.append(
        _formula_with_figures(subject, found, violated=violated) if found else _cells_by_row(subject, finding.paths)
    )
    if violated and found and finding.expected is not None and finding.actual is not None:
        parts.append(_difference(finding.expected, finding.actual, found.sign))
    return join_markup(parts)


def _shared_place(paths: tuple[str, ...], report: Report) -> Markup:
    """What the cells of a finding share: their row, their column, or only their table."""
    labels = [label_of(path, report) for path in paths]
    rows, columns = {label.place for label in labels}, {path.rpartition(".")[2] for path in paths}
    first = labels[0]
    known = cell_names().tables.get(first.table)
    short, table = (known.short, known.english.partition(":")[0]) if known else (short_name(first.table), first.table)
    if len(rows) == len(columns) == 1:
        return both(first.chinese, first.english)
    if len(rows) == 1:
        return both(f"{short} {first.group}{first.row}", f"{table}, {row_in_english(first.place)}")
    if len(columns) == 1 and known is None:
        return both(f"{short} “{first.column}”列", f"{table}, column {first.column}")
    if len(columns) == 1:
        name = next(iter(columns))
        return both(f"{short} “{cell_names().columns.get(name, name)}”列", f"{table}, column {name.replace('_', ' ')}")
    return both(short, table)


_NOT = {"＝": "≠", "≤": "＞", "≥": "＜"}


def _formula_with_figures(subject: Subject, found: Formula, *, violated: bool) -> Markup:
    """The formula with the printed figures in it, each a link to its place, and with the sign that is true for them."""
    right = _linked_sum(subject, found.right) if found.right else Markup("0")
    sign = _NOT[found.sign] if violated else found.sign
    return element("span", _linked_sum(subject, found.left), f" {sign} ", right, class_="formula")


def _linked_sum(subject: Subject, paths: Iterable[str]) -> Markup:
    linked = [link(subject, path) for path in paths]
    return join_markup(linked[:1] + [join_markup([" ＋ ", one]) for one in linked[1:]])


def _difference(expected: Number, actual: Number, sign: str) -> Markup:
    asked = {
        "＝": ("应为", "should be"),
        "≤": ("应不大于", "should be at most"),
        "≥": ("应不小于", "should be at least"),
    }
    chinese, english = asked[sign]
    return element(
        "span",
        both(
            f"；{chinese} {expected}，实为 {actual}，相差 {actual - expected:+}",
            f"; {english} {expected} and is {actual}, a difference of {actual - expected:+}",
        ),
        class_="difference",
    )


def _cells_by_row(subject: Subject, paths: Iterable[str]) -> Markup:
    """Cells by row, each number after the name of its column."""
    rows = []
    for place, members in groupby(paths, key=lambda path: path.rpartition(".")[0]):
        same = list(members)
        first = label_of(same[0], subject.report)
        name = both(f"{first.group}{first.row}", row_in_english(place))
        cells = [join_markup([label_of(path, subject.report).column, " ", link(subject, path)]) for path in same]
        rows.append(element("span", name, " ", join_markup(join_markup([cell, " "]) for cell in cells), class_="cells"))
    return join_markup(rows)


# -- relations between years -------------------------------------------------------------------------------------------


def _remarks_on_years(subject: Subject) -> Iterator[Remark]:
    report, previous = subject.report, subject.previous
    if previous is None:
        return
    if not follows(report, previous):
        chinese = f"用于对比的报告是 {previous.year} 年的，不是 {report.year} 年的上一年；未核对跨年勾稽关系。"
        english = (
            f"The report to compare with is of {previous.year}, not of the year before {report.year}; "
            "relations between years are not checked."
        )
        yield Remark(Gravity.WARNING, "previous-year", both(chinese, english), ())
    if None not in (report.agency, previous.agency) and report.agency != previous.agency:
        chinese = f"两份报告的机关不同：{report.agency}、{previous.agency}。"
        english = f"The two reports name different agencies: {report.agency} and {previous.agency}."
        yield Remark(Gravity.WARNING, "previous-agency", both(chinese, english), ())
    found = [one for one in between(subject) if one.outcome in (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)]
    for (rule, outcome), group in groupby(found, key=lambda one: (one.rule, one.outcome)):
        gravity = _STRENGTHS[rule.strength] if outcome is Outcome.VIOLATED else Gravity.UNKNOWN
        places = tuple(_between_markup(subject, one) for one in group)
        yield Remark(gravity, rule.id, both(rule.formula, rule.english), places)


def _between_markup(subject: Subject, one: Between) -> Markup:
    before = [
        join_markup([shown(subject.before[path]), element("small", both("（上年）", "(year before)"))])
        if path in subject.before
        else Markup("·")
        for path in one.link.before
    ]
    right = [*before, *(link(subject, path) for path in one.link.plus)]
    summed = join_markup(right[:1] + [join_markup([" ＋ ", part]) for part in right[1:]])
    taken = join_markup(join_markup([" － ", link(subject, path)]) for path in one.link.minus)
    violated = one.outcome is Outcome.VIOLATED
    sign = f" {_NOT['＝'] if violated else '＝'} "
    parts = [
        element("b", _shared_place((one.link.now,), subject.report)),
        "： ",
        link(subject, one.link.now),
        sign,
        summed,
        taken,
    ]
    if violated and one.expected is not None and one.actual is not None:
        parts.append(_difference(one.expected, one.actual, "＝"))
    return join_markup(parts)


# -- diagnostics -------------------------------------------------------------------------------------------------------


def _diagnostic_remarks(subject: Subject) -> Iterator[Remark]:
    told = (*subject.report.diagnostics, *completeness(subject.report))
    found = sorted(told, key=lambda one: (_SEVERITIES[one.severity], one.code))
    for (severity, code), group in groupby(found, key=lambda one: (one.severity, one.code)):
        same = list(group)
        if len(same) == 1 and not same[0].paths and same[0].line is None:
            yield Remark(_SEVERITIES[severity], code, _message_markup(same[0]), ())
            continue
        chinese, english = f"{len(same)} 处", f"in {len(same)} place" + "s" * (len(same) > 1)
        yield Remark(
            _SEVERITIES[severity], code, both(chinese, english), tuple(_diagnostic_markup(subject, d) for d in same)
        )


def _message_markup(diagnostic: Diagnostic) -> Markup:
    return both(in_chinese(diagnostic), diagnostic.message)


def _diagnostic_markup(subject: Subject, diagnostic: Diagnostic) -> Markup:
    parts = [_message_markup(diagnostic)]
    place = line_link(diagnostic)
    if place is not None:
        parts += [Markup(" "), place]
    if diagnostic.paths:
        parts += [Markup(" "), _cells_by_row(subject, diagnostic.paths)]
    return join_markup(parts)
