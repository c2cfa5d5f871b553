"""What the bytes are, told by their content and never by a file's name."""

from __future__ import annotations

import re

from govinfo_parse.errors import ArchiveOfSeveral, DamagedFile, PasswordProtected, UnsupportedFormat
from govinfo_parse.readers.containers.archive import Archive
from govinfo_parse.readers.containers.ole import MAGIC as OLE_MAGIC
from govinfo_parse.readers.containers.ole import CompoundFile

FORMATS = ("html", "docx", "xlsx", "xls", "pdf", "ofd", "doc", "wps", "rtf", "odt", "markdown", "text")
"""The names of the formats that are read."""

_PICTURE = "a picture, which has no text layer; run text recognition (OCR) over it first"
_OTHER_MAGIC: dict[bytes, str] = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"Rar!": "a RAR archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"\x1f\x8b": "a gzip file; unpack it first",
}
_ZIP_MARKS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "ofd"),
)
_MANIFEST = "META-INF/manifest.xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_NOTHING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0 \t\r\n]*+\Z")
"""At most a byte order mark, and white space."""
_WPS_STREAMS = frozenset({"WpsCustomData", "MatOST", "MM", "CONTENTS"})
_HTML_START = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.{0,2000}?-->\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|base|link|script|style|main|article|section|div|center|"
    rb"table|tbody|tr|td|th|h[1-6]|p|pre|span|font|ul|ol|li|dl|br|b|strong)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TABLE = re.compile(rb"<table\b.{0,4000}?<t[dh]\b", re.IGNORECASE | re.DOTALL)
_JSON_STRING = rb'"(?:[^"\\]++|\\.)*+(?:"|\Z)\s*+'
_JSON_START = re.compile(
    rb"\s*+(?:(?:\[\s*+)*+\{\s*+%b(?::|\Z)|\[\s*+(?:\[\s*+)*+%b(?:[,\]]|\Z))" % (_JSON_STRING, _JSON_STRING), re.DOTALL
)
"""An object with a key, or an array of strings; the pattern sees only the beginning of a long file."""
_REPORT_NAME = re.compile(r"\.(?:html?|shtml|docx?|wps|xlsx?|pdf|ofd|rtf|odt|md|markdown|txt)$", re.IGNORECASE)
_JUNK_NAME = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|~\$|Thumbs\.db$)")


def unwrapped(data: bytes) -> tuple[str, bytes]:
    """The format of the bytes, and the bytes of the report itself: the one report that a plain zip archive holds.

    Raises:
        DamagedFile: the file is empty or broken.
        UnsupportedFormat: it is of no known format.
        PasswordProtected: it is an encrypted Office file or archive.
        ArchiveOfSeveral: it is an archive of several reports.
    """
    found = _sniff(data)
    if found != "zip":
        return found, data
    data = _only_report(Archive(data))
    found = _sniff(data)
    if found == "zip":
        raise UnsupportedFormat("the archive holds another archive; unpack the outer one first")
    return found, data


def _sniff(data: bytes) -> str:
    if _NOTHING.match(data):
        raise DamagedFile("the file is empty; fetch it again")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(Archive(data))
    if data.startswith(OLE_MAGIC):
        return _sniff_ole(CompoundFile(data))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for magic, name in _OTHER_MAGIC.items():
        if data.startswith(magic):
            raise UnsupportedFormat(f"the file is {name}")
    return _sniff_text(data)


def _sniff_zip(archive: Archive) -> str:
    for name, format in _ZIP_MARKS:
        if name in archive:
            return format
    if "mimetype" in archive and archive.read("mimetype").strip() == _ODT:
        if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
            raise PasswordProtected("the document is encrypted; save a copy without a password")
        return "odt"
    if "[Content_Types].xml" in archive:
        main = _main_part(archive)
        if main is not None:
            return main
        raise UnsupportedFormat("the file is an Office file, but neither a document nor a workbook (.docx, .xlsx)")
    return "zip"


def _main_part(archive: Archive) -> str | None:
    types = archive.read("[Content_Types].xml")
    if b"wordprocessingml.document.main+xml" in types:
        return "docx"
    if b"spreadsheetml.sheet.main+xml" in types:
        return "xlsx"
    return None


def _sniff_ole(file: CompoundFile) -> str:
    names = file.names
    if "EncryptedPackage" in names:
        raise PasswordProtected("the Office file is encrypted; save a copy without a password")
    if "Workbook" in names or "Book" in names:
        return "xls"
    if "WordDocument" in names:
        head = file.read("WordDocument")[:12]
        if len(head) == 12 and head[11] & 0x01:  # FibBase.fEncrypted, [MS-DOC] 2.5.2
            raise PasswordProtected("the document is encrypted; save a copy without a password")
        return "wps" if names & _WPS_STREAMS else "doc"
    if names & _WPS_STREAMS:
        return "wps"
    raise UnsupportedFormat("the file is an OLE2 file, but neither a document nor a workbook (.doc, .wps, .xls)")


def _sniff_text(data: bytes) -> str:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    elif head.count(b"\0") > len(head) // 20:
        raise UnsupportedFormat("the file is binary data of no known format")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head[:20].lstrip().lower().startswith(b"mime-version:"):
        raise UnsupportedFormat("the file is a web archive (MHTML); save the page as plain HTML")
    if _JSON_START.match(head):
        raise UnsupportedFormat(
            "the file is JSON; the corpus command reads JSON Lines, one report a line, from files named .jsonl, "
            "and parse_report the text of one report taken out of it"
        )
    if b"<" in head and (_HTML_START.match(head) or _HTML_TABLE.search(head)):
        return "html"
    return "markdown" if is_markdown(head) else "text"


_MARKDOWN_RULE = re.compile(rb"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*\r?$", re.MULTILINE)


def is_markdown(text: bytes) -> bool:
    """Whether the text has the rule line of a Markdown table, such as ``|---|---|``."""
    return b"---" in text and _MARKDOWN_RULE.search(text) is not None


def _only_report(archive: Archive) -> bytes:
    names = [name for name in archive.names if not _JUNK_NAME.search(name)]
    reports = [name for name in names if _REPORT_NAME.search(_unmangled(name))]
    if len(reports) > 1:
        raise ArchiveOfSeveral(
            f"the archive holds {len(reports)} files ({_unmangled(reports[0])}, {_unmangled(reports[1])}, ...); "
            "use the corpus command (parse_many) to read them all"
        )
    if reports:
        return archive.read(reports[0])
    if len(names) == 1:
        return archive.read(names[0])
    raise UnsupportedFormat("the zip archive holds no file of a format that is read here")


def _unmangled(name: str) -> str:
    """A member's name as its Chinese writer saw it: zip files made on Windows carry GBK names marked as CP437."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
