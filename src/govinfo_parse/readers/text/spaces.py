"""White space and numbers as the readers write them."""

from __future__ import annotations

import re

# Fullwidth digits and letters are left out: two figures must never be joined.
_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\U00020000-\U0003ffff“”‘’"
_GAP_IN_CJK = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")
_BREAK_IN_CJK = re.compile(f"(?<=[{_CJK}])[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=[{_CJK}])")
NOTHING_PRINTED = "\0\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Characters that print nothing."""
_INVISIBLE = dict.fromkeys(map(ord, NOTHING_PRINTED))
_HAS_INVISIBLE = re.compile(f"[{NOTHING_PRINTED}]")
UNREAD = "？"
"""The mark for something that is shown and could not be read: no number, and not blank either."""
_UNMAPPED = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff]")
_UNMAPPED_NUMBER = re.compile(r"\(cid:\d+\)")  # a pattern of its own: together with the others it takes twice the time


def visible(text: str) -> str:
    """The text without characters that print nothing (NUL, zero-width spaces, soft hyphens)."""
    return text.translate(_INVISIBLE) if _HAS_INVISIBLE.search(text) else text


def is_plain(text: str) -> bool:
    """Whether there is no white space in a text, and nothing that is not printed."""
    return text.isprintable() and " " not in text  # a space is the only white space that is printable


def cell_text(text: str) -> str:
    """What a table cell says: white space is one space, and none between two Chinese characters."""
    if text.isprintable() and " " not in text:  # as is_plain says; most cells
        return text
    text = " ".join(visible(text).split())
    return _GAP_IN_CJK.sub("", text) if " " in text else text


def line_text(text: str) -> str:
    """One line of prose: a tab or a run of spaces is one space."""
    return " ".join(visible(text).split())


def joined_lines(text: str) -> str:
    """Source text whose line breaks mean nothing, with the breaks inside Chinese text removed."""
    if text.isprintable():
        return text
    return _BREAK_IN_CJK.sub("", text).replace("\r", " ").replace("\n", " ")


def number_text(value: float) -> str:
    """A number as a person would write it: whole numbers without a point, others in their shortest form."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def count_unmapped(text: str) -> int:
    """How many characters are marks for a glyph whose meaning the file does not say."""
    return len(_UNMAPPED.findall(text)) + len(_UNMAPPED_NUMBER.findall(text))
