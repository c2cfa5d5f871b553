"""What ``str`` says of the records, in the language of the user's system."""

from __future__ import annotations

from collections import Counter

from govinfo_parse.checks.explain import finding_sentences
from govinfo_parse.language import CHINESE, preferred
from govinfo_parse.messages import in_chinese
from govinfo_parse.model import WITH_VALUE, Cell, Diagnostic, Finding, Outcome, Report, State
from govinfo_parse.model.paths import all_cells, cells_beyond

STATE_MEANINGS: dict[State, tuple[str, str]] = {
    State.NUMBER: ("照原样读出", "read as printed"),
    State.RECOVERED: ("由勾稽关系推定", "recovered by the form's own relations"),
    State.BLANK: ("空白", "blank"),
    State.DASH: ("以符号表示无", "a mark for none"),
    State.AMBIGUOUS: ("有歧义，未采用", "ambiguous, withheld"),
    State.UNREADABLE: ("不是数字，未采用", "not a number, withheld"),
    State.ABSENT: ("文中没有", "not in the text"),
    State.RECOGNIZED: ("由图片识别", "recognized in a picture"),
}
"""What each state means, in Chinese and in English."""


def _in_preferred_language(chinese: str, english: str) -> str:
    return chinese if preferred() == CHINESE else english


def cell(one: Cell) -> str:
    """A cell: its number or what is printed instead, and how it was read."""
    printed = " ".join(one.raw.split()) if one.value is None else str(one.value)
    chinese, english = STATE_MEANINGS[one.state]
    return _in_preferred_language(f"{printed}（{chinese}）", f"{printed} ({english})").strip()


def diagnostic(one: Diagnostic) -> str:
    """A diagnostic: its place and its message."""
    chinese, english = in_chinese(one), one.message
    if one.line is None:
        return _in_preferred_language(chinese, english)
    return _in_preferred_language(f"第{one.line}行：{chinese}", f"line {one.line}: {english}")


def finding(one: Finding) -> str:
    """A finding as one sentence."""
    return _in_preferred_language(*finding_sentences(one))


def report(one: Report) -> str:
    """A report: whose it is, of which year, and what was read of it."""
    cells = (*all_cells(one).values(), *cells_beyond(one).values())
    states = Counter(found.state for found in cells)
    seen, verified = states[State.RECOGNIZED], sum(bool(found.verified_by) for found in cells)
    from_pictures = (
        f"（其中 {seen} 个由图片识别，{verified} 个经合计印证）",
        f" ({seen} of them recognized in pictures, {verified} of these vouched for by sums)",
    )
    chinese_of, english_of = from_pictures if seen else ("", "")
    read = sum(states[state] for state in WITH_VALUE)
    withheld = states[State.AMBIGUOUS] + states[State.UNREADABLE]
    violated = sum(found.outcome is Outcome.VIOLATED for found in one.findings)
    chinese = f"{one.agency or '（未知机关）'}{one.year or '（未知年度）'}年政府信息公开工作年度报告"
    english = f"Annual report of {one.agency or 'an unknown agency'} for {one.year or 'an unknown year'}"
    return _in_preferred_language(
        f"{chinese}：读出 {read} 个数字{chinese_of}，{withheld} 个未采用，{violated} 处勾稽关系不成立。",
        f"{english}: {read} numbers read{english_of}, {withheld} withheld, {violated} relations violated.",
    )
