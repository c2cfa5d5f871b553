"""Things given as the text of a report that are something else: the name of a file, or markup."""

from __future__ import annotations

import re
from functools import cache

from govinfo_parse.model import Diagnostic, Severity

_LONGEST_PATH = 1_000
_OTHER_ENDINGS = ("zip", "json")
_MARKUP = re.compile(r"\s{0,1000}<(?:!doctype\s+html|html|head|body|table|div|p|meta)[\s/>]", re.IGNORECASE)
_CELL_MARKUP = re.compile(r"<t[dh][\s>]", re.IGNORECASE)


def cell_markup(text: str) -> int | None:
    """Where the first cell of a table in HTML begins; None where there is none."""
    match = _CELL_MARKUP.search(text)
    return None if match is None else match.start()


def mistaken(text: str) -> Diagnostic | None:
    """An error for what was given instead of a report's text, which says which call reads it; None for a text."""
    if len(text) <= _LONGEST_PATH and _pattern_of_file_names().fullmatch(text.strip()):
        message = f"{text.strip()!r} is the name of a file and not a text; parse_file reads files"
        return Diagnostic("path-given", Severity.ERROR, message)
    if _MARKUP.match(text):
        message = "the text is the HTML of a page; parse_file reads it from a file, or from io.BytesIO(html.encode())"
        return Diagnostic("markup-given", Severity.ERROR, message)
    return None


@cache
def _pattern_of_file_names() -> re.Pattern[str]:
    """The name of a file, by its ending."""
    from govinfo_parse.readers.formats import TABLE  # imported here: most texts are no file's name, and need no reader

    endings = (*(ending for format in TABLE.values() for ending in format.endings), *_OTHER_ENDINGS)
    return re.compile(rf"[^\n\r\t]+\.(?:{'|'.join(endings)})", re.IGNORECASE)
