"""HTML pages of government sites."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from govinfo_parse.errors import DamagedFile, InputTooLarge, UndecodableText
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.document import Document, TextBuilder
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.html.blocks import blocks
from govinfo_parse.readers.html.content import is_of_interest, report_blocks
from govinfo_parse.readers.html.controls import write_controls
from govinfo_parse.readers.html.menus import MARK, MenuNeeded, are_in_place, without_menus
from govinfo_parse.readers.html.short_cells import with_short_cells
from govinfo_parse.readers.html.style_sheets import apply_sheets, are_sheets_in_place, without_sheets
from govinfo_parse.readers.limits import MAX_MARKUP
from govinfo_parse.readers.recognition.embedded import Embedded, data_of
from govinfo_parse.readers.text.encodings import BYTE_ORDER_MARKS, decode
from govinfo_parse.readers.text.metadata import page_metadata

if TYPE_CHECKING:
    from govinfo_parse.readers.html.blocks import Element

_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# The encoding that a declared name means.  Other names (mostly iso-8859-1) are a server's default and say nothing.
_BELIEVED = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
}
_STATEMENT_ROWS = 12
"""How many rows a table of date, index number and publisher has at most."""
_LOSS = 0.01
"""The share of undecodable characters up to which a page is still read."""
_ATTRIBUTE = (
    rb"[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rb"""(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+)?+"""
)
"""An attribute of a tag, as browsers read it: ``<``, and quotes that do not follow ``=``, are parts of names."""
_SHORT_TAG = rb"""[a-zA-Z][a-zA-Z0-9:]*+(?:[ \t\n\f\r][a-zA-Z-]++="[^"]*+"){0,40}+[ \t\n\f\r]*+/?>"""
"""A tag with a few attributes, all plainly written, as nearly all are: it need not be examined."""
_LONG_TAG = re.compile(
    rb"(<(?!%b)[a-zA-Z](?:[^ \t\n\f\r/><]|<(?![a-zA-Z]))*+)(?=[ \t\n\f\r/])((?:%b){64,}+)" % (_SHORT_TAG, _ATTRIBUTE)
)
"""A tag with many attributes; where names of tags run together, it begins at the last, so that none is read twice."""
_ANY_ATTRIBUTE = re.compile(_ATTRIBUTE)
_MARKUP_FIRST = re.compile(
    rb"(?:[\s\x1c-\x1f]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80)*+<"
)
"""White space of every kind before a tag."""
_ROW_WITHOUT_START = re.compile(rb"</(?i:tr)[ \t\r\n]*+>[ \t\r\n]*+(?=<(?i:t[dh])[ \t\r\n>])")
"""The end of a row with a cell behind it: browsers begin a row there."""
_TABLE_START = re.compile(rb"(?=<(?i:table)\b)")
_EMPTY_ENDS = ((b"><span><o:p></o:p></span></p>", b"></p>"), (b"><o:p></o:p></p>", b"></p>"))
"""Elements with nothing in them that word processors leave at the end of each paragraph, after another tag."""
_LOST_BREAK = re.compile(rb"</(?i:br)[ \t\r\n/]*+>|(?<=[^ \t\r\n<>])(</(?i:p)[ \t\r\n]*+>)(?=[^ \t\r\n<])")
"""An end tag that browsers show as a break, and that lxml may leave out: ``</br>``, and ``</p>`` amid a text."""
_EMBED = re.compile(rb"<(?i:embed)(?=[ \t\r\n/>])[^<>]*+>")
"""An element that has no end tag; lxml takes what follows for its content."""
_IMAGE = re.compile(rb"<(/?)(?i:image)(?=[ \t\r\n/>])")
"""What browsers take for ``img``; lxml takes what follows it for its content."""
_LONG_PAGE = 65536
_PIECE = 16384
_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*\Z")
_SMALL = 100
"""A picture whose stated width or height has fewer pixels holds no table."""
_MOST_ATTRIBUTES = 256
"""How many attributes a tag may have; real ones have fewer than twenty."""


def read(data: bytes, format: str, *, ocr: bool = False) -> Document:
    """Read an HTML page.

    Args:
        data: the page's bytes.
        format: the format's name.
        ocr: whether pictures that the page itself holds are read by recognition.

    Raises:
        UndecodableText: the bytes are not text.
        DamagedFile: there is no HTML in it.
        InputTooLarge: the page has too many elements or cells.
        MissingExtra: lxml is not installed, or with ``ocr`` the recognition.
    """
    page, notes = _in_utf_8(data)
    if len(page) > MAX_MARKUP and page.count(b"<") > MAX_MARKUP:
        raise InputTooLarge(f"the page has more than {MAX_MARKUP:,} tags; this is no annual report")
    if not _MARKUP_FIRST.match(page):
        page = _with_line_breaks(page)
    page = _LOST_BREAK.sub(rb"\1<br>", page)
    page = _EMBED.sub(rb"\g<0></embed>", page)
    page = _IMAGE.sub(rb"<\1img", page)
    rest, menus = without_menus(page, is_of_interest)
    if menus:
        try:
            return _document_of_page(rest, format, notes, menus, ocr=ocr)
        except MenuNeeded:
            pass
    return _document_of_page(page, format, notes, ocr=ocr)


def _document_of_page(
    page: bytes, format: str, notes: tuple[Diagnostic, ...], menus: int = 0, *, ocr: bool = False
) -> Document:
    """Read a page in UTF-8 from which this many menus were removed; raises MenuNeeded where that makes a difference."""
    root, more = _parsed(page)
    marks = list(root.iter(MARK))
    if menus and not are_in_place(marks, menus):
        raise MenuNeeded
    for mark in marks[menus:]:  # the page's own
        mark.tag = "span"
    body = root.find("body")
    pictures = Embedded(ocr=ocr)
    _mark_page_pictures(root, pictures)
    write_controls(root)
    all_blocks = blocks(root if body is None else body, is_of_interest)
    builder = TextBuilder()
    for block in report_blocks(root, all_blocks):
        if block.rows is None:
            pictures.paragraph(builder, block.text)
        else:
            pictures.table(builder, block.rows)
    meta = {
        (element.get("name") or element.get("property") or "").lower(): element.get("content", "")
        for element in root.iter("meta")
    }
    lines = (
        line
        for block in all_blocks
        if block.rows is None or len(block.rows) <= _STATEMENT_ROWS
        for line in (
            [block.text] if block.rows is None else ["\t".join(text for text in row if text) for row in block.rows]
        )
    )
    stated = page_metadata(lines, meta)
    return attrs.evolve(
        builder.document(format, (*notes, *more, *pictures.notes)),
        published=stated.published,
        index_number=stated.index_number,
        publisher=stated.publisher,
    )


def _mark_page_pictures(root: Element, pictures: Embedded) -> None:
    """Put a mark in place of each picture that may hold a table."""
    for image in list(root.iter("img")):
        address = (image.get("src") or "").strip()
        sizes = [_SIZE.match(image.get(side) or "") for side in ("width", "height")]
        if address and not any(size and int(size[1]) < _SMALL for size in sizes):
            is_inside = address[:5].lower() == "data:"
            mark = pictures.mark(data_of(address) or b"" if is_inside else None)
            if mark:
                image.tag, image.text = "span", mark


def _parsed(page: bytes) -> tuple[Element, tuple[Diagnostic, ...]]:
    """The tree of a page in UTF-8."""
    rest, sheets, taken = without_sheets(page)
    root, notes = _tree(rest, are_cells_plain=not sheets)
    if not are_sheets_in_place(root, taken):
        root, notes = _tree(page, are_cells_plain=not sheets)
    if sheets:
        apply_sheets(root, sheets)
    return root, notes


def _tree(page: bytes, *, are_cells_plain: bool) -> tuple[Element, tuple[Diagnostic, ...]]:
    """The tree that libxml2 makes of a page; cells may be written short where no sheet tells them by their classes."""
    with from_extra("html"):
        from lxml import etree
    page = _ROW_WITHOUT_START.sub(rb"\g<0><tr>", page)
    if are_cells_plain:
        page = with_short_cells(page)
    for empty, end in _EMPTY_ENDS:
        page = page.replace(empty, end)
    if len(page) > _LONG_PAGE:  # libxml2 takes quadratic time for the attributes of one tag
        page = _LONG_TAG.sub(_without_many_attributes, page)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"the page has no readable HTML ({error}); fetch it again") from error
    if root is None:
        raise DamagedFile("the page has no readable HTML; fetch it again")
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        message = "the page's elements are nested too deep; what stands inside the deepest of them was not read"
        return root, (Diagnostic("nested-too-deep", Severity.ERROR, message),)
    return root, ()


def _with_line_breaks(page: bytes) -> bytes:
    """Text (often Markdown) with HTML tables in it: outside of the tables, line breaks are kept."""
    first, *others = _TABLE_START.split(page)
    pieces = [first.replace(b"\n", b"<br>\n")]
    for piece in others:
        end = max(piece.rfind(b"</table"), piece.rfind(b"</TABLE"))
        pieces += [piece[:end], piece[end:].replace(b"\n", b"<br>\n")] if end >= 0 else [piece]
    return b"".join(pieces)


def _without_many_attributes(tag: re.Match[bytes]) -> bytes:
    are_many = sum(1 for _ in islice(_ANY_ATTRIBUTE.finditer(tag[2]), _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES
    return tag[1] + b" " if are_many else tag[0]


def _in_utf_8(data: bytes) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The page, whose encoding is that of its byte order mark, UTF-8, what it declares, or GB18030; what was lost."""
    if any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return _encoded(decode(data)), ()
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    if (length := _length_in_utf_8(data)) is not None:
        return data[:length], ()
    declared = _BELIEVED.get((_declared(data) or "").lower(), "gb18030")
    for encoding in (declared, "gb18030"):
        if (text := _strictly(data, encoding)) is not None:
            return _encoded(text), ()
    losses = [(text.count("\ufffd"), text) for text in (data.decode(one, "replace") for one in ("utf-8", "gb18030"))]
    lost, text = min(losses, key=lambda one: one[0])
    if lost > _LOSS * len(text):
        raise UndecodableText("the page is neither UTF-8 nor GB18030, nor what it declares; fetch it again")
    message = f"{lost} characters of the page are damaged; compare the figures with the published page"
    return _encoded(text), (Diagnostic("damaged-characters", Severity.WARNING, message),)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _length_in_utf_8(data: bytes) -> int | None:
    """How many bytes are whole characters, if the page is valid UTF-8 but for a last character that is cut short."""
    length = 0
    try:
        while length < len(data):  # piece by piece, as the text is not needed
            _, used = codecs.utf_8_decode(data[length : length + _PIECE], "strict", False)
            if not used:
                break
            length += used
    except UnicodeError:
        return None
    return length


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return None if match is None else match[1].decode("ascii", "replace")


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, if all of it is valid; a last character that was cut in half does not count."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except UnicodeError:
        return None
