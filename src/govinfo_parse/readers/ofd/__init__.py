"""OFD files, the Chinese fixed-layout format: pages of placed text and drawn lines in a zip of XML.

Read without any OFD library.  Fonts are not looked at: the text is stored as Unicode next to its glyphs.
Source: GB/T 33190-2016.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from govinfo_parse.errors import DamagedFile, InputTooLarge, NoTextLayer, PasswordProtected
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.containers.xml import local_name, parse_xml
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.document import Document, TextBuilder
from govinfo_parse.readers.fixed.doubtful_figures import Strokes
from govinfo_parse.readers.fixed.lattice import Segment, lattices
from govinfo_parse.readers.fixed.page_blocks import add_page, page_blocks
from govinfo_parse.readers.fixed.words import Character
from govinfo_parse.readers.limits import MAX_DOCUMENT_OBJECTS, MAX_OFD_CONTENT, MAX_PAGE_OBJECTS, MAX_PAGES
from govinfo_parse.readers.ofd.objects import characters_of_object, ink_of, ruled_lines
from govinfo_parse.readers.text.spaces import UNREAD

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = "OFD.xml"
_ENCRYPTED = ("Encryptions.xml", "encryptions.xml")
_PICTURES = ("ImageObject", "CompositeObject")


def read(data: bytes | Archive, format: str) -> Document:
    """Read an OFD file.

    Args:
        data: the file's bytes, or the archive that it is.
        format: the format's name.

    Raises:
        DamagedFile: the archive or its XML is broken.
        InputTooLarge: it has too many pages or objects.
        PasswordProtected: it is encrypted.
        NoTextLayer: no page has text; the pages are pictures, or empty.
        MissingExtra: lxml is not installed.
    """
    archive = Archive.of(data)
    if any(name in archive for name in _ENCRYPTED):
        raise PasswordProtected("the OFD file is encrypted; save a copy without a password")
    builder = TextBuilder()
    empty: list[int] = []
    number = slanted = objects = 0
    has_picture = False
    parts = _Parts(archive)
    for name in _documents(parts):
        columns: Sequence[float] = ()
        for page in _roots_of_pages(parts, name):
            number += 1
            if number > MAX_PAGES:
                raise InputTooLarge(f"the OFD file has more than {MAX_PAGES:,} pages; this is no annual report")
            text, segments, skipped, pictured = _contents_of_page(page)
            slanted += skipped
            has_picture = has_picture or pictured
            objects += len(text) + len(segments)
            if objects > MAX_DOCUMENT_OBJECTS:
                told = f"the first {number} pages of the OFD file have more than {MAX_DOCUMENT_OBJECTS:,} characters"
                raise InputTooLarge(f"{told} and drawn lines; this is no annual report")
            if not text:
                empty.append(number)
            tables = lattices(segments)
            if tables is None:
                raise InputTooLarge(f"page {number} of the OFD file has too many lines; this is no annual report")
            columns = add_page(builder, page_blocks(text, tables), number, columns)
    if len(empty) == number:
        if has_picture:
            message = f"{number} pages without text: a scan; run text recognition (OCR) over the file first"
        else:
            message = f"nothing is printed on any of the {number} pages: no text, and no picture"
        raise NoTextLayer(message, tuple(empty))
    return builder.document(format, _losses_of_document(empty, slanted))


def _losses_of_document(empty: Sequence[int], slanted: int) -> Iterator[Diagnostic]:
    if empty:
        message = f"pages without text, of which nothing was read: {', '.join(map(str, empty))}"
        yield Diagnostic("page-without-text", Severity.ERROR, message)
    if slanted:
        message = f"{slanted} slanted texts, such as watermarks, were left out"
        yield Diagnostic("slanted-text", Severity.INFO, message)


class _Parts:
    """The parts of a file, read one after the other and counted together."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._size = 0

    def root(self, name: str) -> _Element:
        """The root element of a part."""
        data = self._archive.read(name)
        self._size += len(data)
        if self._size > MAX_OFD_CONTENT:
            raise InputTooLarge(f"the OFD file's pages have more than {MAX_OFD_CONTENT >> 20} MiB; this is no report")
        return parse_xml(data, name)


def _documents(parts: _Parts) -> Iterator[str]:
    found = [
        posixpath.normpath((element.text or "").strip().lstrip("/"))
        for element in parts.root(_ROOT).iter()
        if local_name(element) == "DocRoot"
    ]
    if not found:
        raise DamagedFile("the OFD file names no document; fetch it again")
    yield from found


def _roots_of_pages(parts: _Parts, document: str) -> Iterator[Iterator[_Element]]:
    """For each page the roots of its own content and of its templates, each parsed when its turn comes."""
    folder = posixpath.dirname(document)
    templates: dict[str, str] = {}
    pages: list[str] = []
    for element in parts.root(document).iter():
        location = element.get("BaseLoc", "")
        if local_name(element) == "TemplatePage":
            templates[element.get("ID", "")] = location
        elif local_name(element) == "Page":
            pages.append(location)
    for location in pages:
        page = _part_at_location(parts, folder, location)
        used = [element.get("TemplateID", "") for element in page if local_name(element) == "Template"]
        yield chain((_part_at_location(parts, folder, templates[one]) for one in used if one in templates), (page,))


def _part_at_location(parts: _Parts, folder: str, location: str) -> _Element:
    """A part by its location: with a leading slash it counts from the archive's root, else from ``folder``."""
    place = location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)
    return parts.root(posixpath.normpath(place))


def _contents_of_page(roots: Iterable[_Element]) -> tuple[list[Character], list[Segment], int, bool]:
    """The characters and lines of a page, how many texts are slanted, and whether there is a picture."""
    text: list[Character] = []
    segments: list[Segment] = []
    slanted, has_picture = 0, False
    for root in roots:
        for element in root.iter():
            kind = local_name(element)
            if kind == "TextObject" and element.get("Visible") != "false":
                placed = characters_of_object(element, len(text))
                slanted += placed is None
                text.extend(placed or ())
            elif kind == "PathObject" and element.get("Visible") != "false":
                segments.extend(ruled_lines(element))
            elif kind in _PICTURES:
                has_picture = True
            if len(text) + len(segments) > MAX_PAGE_OBJECTS:
                raise InputTooLarge(f"a page has more than {MAX_PAGE_OBJECTS:,} characters and lines")
    strokes = Strokes(segments)
    text = [
        one._replace(text=UNREAD) if one.text.isdigit() and strokes.go_through(ink_of(one)) else one for one in text
    ]
    return text, segments, slanted, has_picture
