"""The format of bytes, recognised by their content and never by a file's name."""

from __future__ import annotations

import re
from typing import NamedTuple

from govinfo_parse.errors import ArchiveOfSeveral, DamagedFile, PasswordProtected, UnsupportedFormat
from govinfo_parse.readers.containers.ole import MAGIC as OLE_MAGIC
from govinfo_parse.readers.containers.ole import CompoundFile
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.formats import TABLE

_OTHER_MAGIC: dict[bytes, str] = {
    b"GIF8": "a GIF picture; save it as PNG, and read it by recognition (ocr)",
    b"Rar!": "a RAR archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"\x1f\x8b": "a gzip file; unpack it first",
}
_MANIFEST = "META-INF/manifest.xml"
_TYPES = "[Content_Types].xml"
_NOTHING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0 \t\r\n]*+\Z")
"""Nothing but white space, after a byte order mark if there is one."""
_JSON_STRING = rb'"(?:[^"\\]++|\\.)*+(?:"|\Z)\s*+'
_JSON_START = re.compile(
    rb"\s*+(?:(?:\[\s*+)*+\{\s*+%b(?::|\Z)|\[\s*+(?:\[\s*+)*+%b(?:[,\]]|\Z))" % (_JSON_STRING, _JSON_STRING), re.DOTALL
)
"""An object with a key, or an array of strings; the pattern sees only the beginning of a long file."""
_MAIL = re.compile(rb"\s*+(?=[a-z-]++:)(?:[^\n]*+\n){0,20}?mime-version\s*+:", re.IGNORECASE)
"""The lines that a web archive begins with: Chrome puts others before this one."""
_OFFICE_XML = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<\?mso-application\b|<(?:\w++:)?(?:wordDocument|Workbook|package)\s[^>]{0,1000}?schemas[.-]microsoft)"
)
"""Word and Excel documents that are one XML file, of 2003 and later."""
_JUNK_NAME = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|~\$|Thumbs\.db$)")


class Unwrapped(NamedTuple):
    """A file as it is read.

    Attributes:
        format: its format.
        data: its bytes; those of the one report in it, if it is a plain zip archive.
        archive: the archive that it is, if its format is one.
    """

    format: str
    data: bytes
    archive: Archive | None


def unwrapped(data: bytes) -> Unwrapped:
    """Tell the format of the bytes, and take the one report out of a plain zip archive.

    Raises:
        DamagedFile: the file is empty or broken.
        UnsupportedFormat: it is in no known format.
        PasswordProtected: it is an encrypted Office file or archive.
        ArchiveOfSeveral: it is an archive of several reports.
    """
    archive = _archive(data)
    found = _sniff(data, archive)
    if found == "zip" and archive is not None:
        data = _only_report(archive)
        archive = _archive(data)
        found = _sniff(data, archive)
        if found == "zip":
            raise UnsupportedFormat("the archive holds another archive; unpack the outer one first")
    return Unwrapped(found, data, archive)


def _archive(data: bytes) -> Archive | None:
    return Archive(data) if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None


def _sniff(data: bytes, archive: Archive | None) -> str:
    if _NOTHING.match(data):
        raise DamagedFile("the file is empty; fetch it again")
    if archive is not None:
        return _sniff_zip(archive)
    if data.startswith(OLE_MAGIC):
        return _sniff_ole(CompoundFile(data))
    for name, format in TABLE.items():
        if format.begins is not None and format.begins.match(data):
            return name
    for magic, kind in _OTHER_MAGIC.items():
        if data.startswith(magic):
            raise UnsupportedFormat(f"the file is {kind}")
    return _sniff_text(data)


def _sniff_zip(archive: Archive) -> str:
    for name, format in TABLE.items():
        if format.member is not None and format.member in archive:
            return name
    if "mimetype" in archive:
        media_type = archive.read("mimetype").strip()
        if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
            raise PasswordProtected("the document is encrypted; save a copy without a password")
        for name, format in TABLE.items():
            if format.media_type == media_type:
                return name
    if _TYPES in archive:
        types = archive.read(_TYPES)
        for name, format in TABLE.items():
            if format.main_part is not None and format.main_part in types:
                return name
        raise UnsupportedFormat("the file is an Office file, but neither a document nor a workbook (.docx, .xlsx)")
    return "zip"


def _sniff_ole(file: CompoundFile) -> str:
    streams = file.names
    if "EncryptedPackage" in streams:
        raise PasswordProtected("the Office file is encrypted; save a copy without a password")
    for name, format in TABLE.items():
        if format.streams & streams:
            return name
    raise UnsupportedFormat("the file is an OLE2 file, but neither a document nor a workbook (.doc, .wps, .xls)")


def _sniff_text(data: bytes) -> str:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    elif head.count(b"\0") > len(head) // 20:
        raise UnsupportedFormat("the file is binary data of no known format")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _MAIL.match(head):
        raise UnsupportedFormat("the file is a web archive (MHTML); save the page as plain HTML")
    if _OFFICE_XML.match(head):
        raise UnsupportedFormat("the file is Office XML in one piece; save it as .docx or .xlsx")
    if _JSON_START.match(head):
        raise UnsupportedFormat(
            "the file is JSON; the corpus command reads JSON Lines, one report a line, from files named .jsonl, "
            "and parse_report the text of one report taken out of it"
        )
    return next(name for name, format in TABLE.items() if format.shows is not None and format.shows(head))


def _only_report(archive: Archive) -> bytes:
    names = [name for name in archive.names if not _JUNK_NAME.search(name)]
    reports = [name for name in names if _is_report_name(_unmangled(name))]
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


def _is_report_name(name: str) -> bool:
    ending = name.rpartition(".")[2].lower()
    return any(ending in format.endings for format in TABLE.values())


def _unmangled(name: str) -> str:
    """A member's name as its Chinese author saw it: zip files made on Windows mark names in GBK as CP437."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
