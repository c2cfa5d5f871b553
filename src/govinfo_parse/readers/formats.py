"""The one table of formats: how each is recognised, how its files are named, and which module reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

_HTML_START = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.{0,2000}?-->\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|base|link|script|style|main|article|section|div|center|"
    rb"table|tbody|tr|td|th|h[1-6]|p|pre|span|font|ul|ol|li|dl|br|b|strong)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TABLE = re.compile(rb"<table\b.{0,4000}?<t[dh]\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN_RULE = re.compile(rb"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*\r?$", re.MULTILINE)


def _is_html(head: bytes) -> bool:
    return b"<" in head and (_HTML_START.match(head) or _HTML_TABLE.search(head)) is not None


def _is_markdown(head: bytes) -> bool:
    """Whether there is the rule line of a Markdown table, such as ``|---|---|``."""
    return b"---" in head and _MARKDOWN_RULE.search(head) is not None


@attrs.frozen
class Format:
    """A format of files.  It is recognised by those of the marks below that it has; formats earlier in the table are
    tried first.

    Attributes:
        reader: the module of this package whose ``read`` takes the bytes and the name of the format.
        endings: how names of its files end, without the dot.
        begins: what the bytes begin with.
        member: a member of a zip archive that only this format has.
        main_part: the type of its main part, as a zip archive of Office says it in ``[Content_Types].xml``.
        media_type: its type, as a zip archive says it in ``mimetype``.
        streams: streams of an OLE2 file that only this format has.
        has_pictures: whether its files may hold pictures that recognition reads.
        takes_archive: whether its reader also takes an ``Archive``, which is open already, in place of the bytes.
        shows: whether the beginning of a text, in an encoding that keeps ASCII, shows it.
    """

    reader: str
    endings: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None
    member: str | None = None
    main_part: bytes | None = None
    media_type: bytes | None = None
    streams: frozenset[str] = frozenset()
    has_pictures: bool = False
    takes_archive: bool = False
    shows: Callable[[bytes], bool] | None = None


TABLE: dict[str, Format] = {
    "html": Format("html", ("html", "htm", "shtml"), has_pictures=True, shows=_is_html),
    "docx": Format(
        "word.docx",
        ("docx",),
        member="word/document.xml",
        main_part=b"wordprocessingml.document.main+xml",
        has_pictures=True,
        takes_archive=True,
    ),
    "xlsx": Format(
        "sheet",
        ("xlsx",),
        member="xl/workbook.xml",
        main_part=b"spreadsheetml.sheet.main+xml",
        takes_archive=True,
    ),
    "xls": Format("sheet", ("xls",), streams=frozenset({"Workbook", "Book"})),
    "pdf": Format("pdf", ("pdf",), begins=re.compile(rb".{0,1019}?%PDF-", re.DOTALL), has_pictures=True),
    "ofd": Format("ofd", ("ofd",), member="OFD.xml", takes_archive=True),
    # WPS Office writes Word's own stream too.
    "wps": Format("word.libreoffice", ("wps",), streams=frozenset({"WpsCustomData", "MatOST", "MM", "CONTENTS"})),
    "doc": Format("word.libreoffice", ("doc",), streams=frozenset({"WordDocument"})),
    "rtf": Format("word.libreoffice", ("rtf",), begins=re.compile(rb"\s*+\{\\rtf")),
    "odt": Format("word.libreoffice", ("odt",), media_type=b"application/vnd.oasis.opendocument.text"),
    # A picture in an archive is as often a logo as a report, so no picture is taken for a report by its name.
    "png": Format("recognition", (), begins=re.compile(rb"\x89PNG"), has_pictures=True),
    "jpeg": Format("recognition", (), begins=re.compile(rb"\xff\xd8\xff"), has_pictures=True),
    "tiff": Format("recognition", (), begins=re.compile(rb"II\*\0|MM\0\*"), has_pictures=True),
    "markdown": Format("text.plain_text", ("md", "markdown"), shows=_is_markdown),
    "text": Format("text.plain_text", ("txt",), shows=lambda _: True),
}
"""Every format that is read, by its name."""

FORMATS = tuple(TABLE)
"""The names of the formats that are read."""
