"""The page: a report's remarks and record at the left, its source at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govinfo_parse.model import WITH_VALUE, Outcome, Report, State
from govinfo_parse.readers import Document
from govinfo_parse.readers.pictures import PagePicture
from govinfo_parse.reviewing.marks import Marks
from govinfo_parse.reviewing.markup import Markup, both, element, join_markup
from govinfo_parse.reviewing.page_pictures import pages_with_marks
from govinfo_parse.reviewing.record_view import record
from govinfo_parse.reviewing.remarks import Gravity, Remark, findings_to_show, remarks, section
from govinfo_parse.reviewing.shell import check_language, language_choice, shell
from govinfo_parse.reviewing.source_view import source as rebuilt
from govinfo_parse.reviewing.states import legend
from govinfo_parse.reviewing.subject import Subject, subject

if TYPE_CHECKING:
    from govinfo_parse.statistics.knowledge import Knowledge


def review(
    report: Report,
    source: str | Document,
    previous: Report | None = None,
    *,
    language: str = "both",
    pictures: Sequence[PagePicture] = (),
    indicators: Knowledge | None = None,
) -> str:
    """A report beside the source it was read from, as one HTML page.

    The page needs no server and no network, and runs no script but its own.  The same report and source always give
    the same page.

    Args:
        report: the report.
        source: the text that ``parse_report`` was given, or the document that ``read_document`` gives of the file.
        previous: the report of the year before; every number then shows its change, and the relations between the
            years are checked.
        language: which language is shown first: ``"zh"``, ``"en"`` or ``"both"``; the reader can choose another.
        pictures: what :func:`govinfo_parse.readers.pictures.page_pictures` gives of the same file: its pages are then
            shown as they look, with a mark over each cell.
        indicators: the grammars of indicator tables, ``Parser.indicators``, whose relations are checked; without them
            the built-in ones.

    Returns:
        The page, to be written in UTF-8.

    Raises:
        TypeError: something given is of the wrong type.
        ValueError: there is no such language.
        ReviewError: the report was read from another source.
    """
    check_language(language)
    about = subject(report, source, previous, indicators)
    marks = Marks(about)
    sheets, rules = pages_with_marks(about, marks, pictures)
    sheet = join_markup([sheets, rebuilt(about, marks)])
    found = remarks(about)
    panes = (
        _pane("findings", both("核对提示", "Remarks"), section(found)),
        _pane("record", both("读出的数据", "Record"), *_about_year_before(previous), record(about), legend()),
        _pane("source", both("来源", "Source"), sheet),
    )
    named = report.title or "政府信息公开工作年度报告"
    header = element(
        "header",
        element("h1", named),
        element("p", *_facts_about_report(report)),
        element("p", *_counts_at_a_glance(about, marks, found), class_="glance"),
        language_choice(
            language, both("j / k 前后移动，Enter 定位，Tab 换区", "j / k to walk, Enter to find, Tab to change panes")
        ),
    )
    status = element("p", id="status", role="status")
    return shell(f"{named} · govinfo_parse", "page", header, element("main", *panes), status, style=rules)


def _pane(name: str, heading: Markup, *content: Markup) -> Markup:
    title = element("h2", heading, id=f"{name}-title")
    return element("section", title, *content, id=name, tabindex="0", aria_labelledby=f"{name}-title")


def _about_year_before(previous: Report | None) -> Iterator[Markup]:
    """An explanation of the small figures below the numbers."""
    if previous is not None:
        year = previous.year or "?"
        chinese = f"小字为上一年（{year} 年）的数字及增减；波浪下划线为与上一年逐字相同的文字。"
        english = f"Small: the figure of {year} and the change; wavy lines: words that stood there the year before too."
        yield element("p", both(chinese, english))


def _facts_about_report(report: Report) -> Iterator[Markup]:
    facts = (("机关", "agency", report.agency), ("年度", "year", report.year), ("报表格式", "form", report.form))
    for chinese, english, value in facts:
        told = "—" if value is None else str(value)
        yield element("span", both(chinese, english), " ", element("b", told), class_="fact")


def _counts_at_a_glance(about: Subject, marks: Marks, found: tuple[Remark, ...]) -> Iterator[Markup]:
    """What was read, in one line; of the counts that are zero only that of the numbers is there."""
    states = Counter(cell.state for cell in about.cells.values())
    read = sum(states[state] for state in WITH_VALUE)
    verified = sum(bool(cell.verified_by) for cell in about.cells.values())
    violated = sum(finding.outcome is Outcome.VIOLATED for finding in findings_to_show(about))
    errors = sum(remark.gravity is Gravity.ERROR for remark in found)
    counted = (
        (len(about.cells), "个单元格", "cells", True),
        (read, "个读出数字", "read", True),
        (states[State.RECOVERED], "个由勾稽关系推定", "of them recovered", False),
        (states[State.RECOGNIZED], "个由图片识别", "of them recognized in pictures", False),
        (verified, "个经合计印证", "of these vouched for by sums", False),
        (states[State.AMBIGUOUS] + states[State.UNREADABLE], "个未采用", "withheld", False),
        (states[State.BLANK] + states[State.DASH], "个空白或划线", "blank or dashed", False),
        (states[State.ABSENT], "个文中没有", "not in the text", False),
        (violated, "处勾稽关系不成立", "relations do not hold", True),
        (errors, "个错误", "errors", False),
        (marks.loose, "个表内数字无对应单元格", "figures in tables that no cell claims", True),
        (marks.told, "个正文数字", "figures in prose", False),
    )
    for count, chinese, english, always in counted:
        if count or always:
            yield element("span", element("b", str(count)), " ", both(chinese, english), class_="fact")
