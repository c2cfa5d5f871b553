"""Fields of Word: a code that nobody sees, and a result that is shown in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from govinfo_parse.readers.containers.xml import LOCAL_NAMES, child
from govinfo_parse.readers.text.spaces import UNREAD
from govinfo_parse.readers.text.text_runs import RunStyle
from govinfo_parse.readers.word.numbering import val_attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_DRAWN = frozenset({"EQ", "SYMBOL", "ADVANCE"})
"""The codes of fields that show a formula or a sign, or move what follows, and have no result."""


@attrs.define
class _Field:
    """A field that is open: the mark it begins with, the beginning of its code, and whether its result is reached."""

    begin: _Element
    code: str = ""
    has_result: bool = False


class Fields:
    """The fields that are open at one place of a paragraph, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._codes = 0

    @property
    def are_codes(self) -> bool:
        """Whether the text here is part of a field's code."""
        return self._codes > 0

    def look(self, look: RunStyle) -> RunStyle:
        """How text here looks: the result of a field is set apart from what is around it."""
        return look if not self._open else RunStyle(look.place, (look.mark, self._open[0].begin))

    def take(self, element: _Element, name: str) -> str:
        """Take note of a mark or a part of a code; what is shown instead of it."""
        if name == "instrText":
            if self._open and not self._open[-1].code:
                self._open[-1].code = (element.text or "").strip()
            return ""
        kind = next((text for key, text in element.items() if LOCAL_NAMES[key] == "fldCharType"), "")
        if kind == "begin":
            self._open.append(_Field(element))
            self._codes += 1
        elif kind == "separate" and self._open:
            self._codes -= not self._open[-1].has_result
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            field = self._open.pop()
            self._codes -= not field.has_result
            return "" if self.are_codes else _chosen(field.begin) or _drawn(field)
        return ""


def _drawn(field: _Field) -> str:
    """A mark for a field that shows something of which the file keeps no text."""
    return UNREAD if not field.has_result and _DRAWN.intersection(field.code.upper().split()[:1]) else ""


def _chosen(begin: _Element) -> str:
    """The entry that is chosen from the list of a form, "" for any other field."""
    data = child(begin, "ffData")
    choice = None if data is None else child(data, "ddList")
    if choice is None:
        return ""
    entries = [val_attribute(one) or "" for one in choice if LOCAL_NAMES[one.tag] == "listEntry"]
    number = val_attribute(choice, "result") or val_attribute(choice, "default") or "0"
    return entries[int(number)] if number.isdigit() and int(number) < len(entries) else ""
