"""XML parts of Office and OFD files: no DTD, no entities, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.limits import MAX_MARKUP

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = b"<!DOCTYPE"
_WIDE_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))

_MOST_NAMES = 4096


def parse_xml(data: bytes, name: str, extra: str = "office") -> _Element:
    """The root element of an XML part.

    Raises:
        DamagedFile: it is not well-formed, or has a document type, which no such file may have.
        InputTooLarge: it has too many elements.
        MissingExtra: lxml is not installed.
    """
    with from_extra(extra):
        from lxml import etree
    if _DOCTYPE in data or (b"\0" in data and any(mark in data for mark in _WIDE_DOCTYPES)):
        raise DamagedFile(f"{name!r} declares a document type, which these files may not; it is not read")
    if data.count(b"<") > MAX_MARKUP:
        raise InputTooLarge(f"{name!r} has more than {MAX_MARKUP:,} tags; this is no annual report")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # nothing is looked up by them
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"{name!r} is not well-formed XML ({error}); fetch the file again") from error


class _LocalNames(dict[str, str]):
    """Names without their namespaces, by the names with them: producers differ in the namespaces' spelling."""

    def __missing__(self, tag: str) -> str:
        if len(self) > _MOST_NAMES:
            self.clear()
        name = self[tag] = str(tag).rpartition("}")[2]
        return name


LOCAL_NAMES = _LocalNames()


def local_name(element: _Element) -> str:
    """An element's name without its namespace."""
    return LOCAL_NAMES[element.tag]


def child(element: _Element, name: str) -> _Element | None:
    """The first child of this local name."""
    for one in element:
        if LOCAL_NAMES[one.tag] == name:
            return one
    return None
