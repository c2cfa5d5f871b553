"""A report in a notebook: its tables as the form prints them, without links and without a script."""

from __future__ import annotations

from govinfo_parse.model import Report, State
from govinfo_parse.reviewing.markup import element, join_markup
from govinfo_parse.reviewing.record_view import record
from govinfo_parse.reviewing.states import STATE_WORDS, shown
from govinfo_parse.reviewing.subject import Subject


def tables(report: Report) -> str:
    """The tables as HTML; pointing at the sign of a state shows what it means."""
    about = Subject(report, "", (), None)

    def cell(path: str) -> str:
        found = about.cells[path]
        if found.state is State.NUMBER:
            return shown(found)
        sign = "≈" if found.state is State.RECOVERED else ""
        return element("span", sign, shown(found), title="，".join(STATE_WORDS[found.state][1:]))

    return join_markup([element("p", str(report)), record(about, cell)])
