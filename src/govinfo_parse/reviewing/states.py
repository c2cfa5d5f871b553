"""How the states of cells are shown: by a sign, in words, and never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_parse.descriptions import STATE_MEANINGS
from govinfo_parse.model import Cell, State
from govinfo_parse.reviewing.markup import Markup, both, element, join_markup

STATE_SIGNS: Mapping[State, str] = {
    State.NUMBER: "12",
    State.RECOVERED: "≈12",
    State.BLANK: "□",
    State.DASH: "／",
    State.AMBIGUOUS: "？",
    State.UNREADABLE: "！",
    State.ABSENT: "·",
    State.RECOGNIZED: "◎12",
}

STATE_WORDS: Mapping[State, tuple[str, str, str]] = {
    state: (STATE_SIGNS[state], *STATE_MEANINGS[state]) for state in State
}
"""For each state its sign, and what it means in Chinese and in English."""

_SPOKEN: Mapping[State, str] = {
    State.RECOVERED: "推定 recovered",
    State.BLANK: "空白 blank",
    State.DASH: "无 none",
    State.AMBIGUOUS: "歧义 ambiguous",
    State.UNREADABLE: "非数字 not a number",
    State.ABSENT: "没有 absent",
    State.RECOGNIZED: "图片识别 recognized in a picture",
}


def shown(cell: Cell) -> str:
    """What is shown for a cell: its number, or a sign that nobody takes for a number."""
    if cell.value is not None:
        return str(cell.value)
    sign = STATE_WORDS[cell.state][0]
    match cell.state:
        case State.DASH:
            return cell.raw
        case State.UNREADABLE:
            return sign + cell.raw
    return sign


def spoken(cell: Cell) -> str | None:
    """The name that a screen reader says where a sign says too little."""
    if cell.state is State.NUMBER:
        return None
    value = "" if cell.value is None else f"{cell.value} "
    return value + _SPOKEN[cell.state]


def legend() -> Markup:
    """The signs and their meaning."""
    entries = (
        join_markup([element("dt", sign), element("dd", both(chinese, english), data_word=state.value)])
        for state, (sign, chinese, english) in STATE_WORDS.items()
    )
    return element("dl", *entries, class_="legend")
