"""XML parts of Office and OFD files: no DTD, no entities, no network."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.limits import MAX_MARKUP

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = re.compile(rb"<!DOCTYPE|<\x00!\x00D\x00O\x00C\x00T\x00Y|\x00<\x00!\x00D\x00O\x00C\x00T\x00Y", re.IGNORECASE)


def parse(data: bytes, name: str, extra: str = "office") -> _Element:
    """The root element of an XML part.

    Raises:
        DamagedFile: it is not well-formed, or has a document type, which no such file may have.
        InputTooLarge: it has too many elements.
        MissingExtra: lxml is not installed.
    """
    with from_extra(extra):
        from lxml import etree
    if _DOCTYPE.search(data):
        raise DamagedFile(f"{name!r} declares a document type, which these files may not; it is not read")
    if data.count(b"<") > MAX_MARKUP:
        raise InputTooLarge(f"{name!r} has more than {MAX_MARKUP:,} tags; this is no annual report")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"{name!r} is not well-formed XML ({error}); fetch the file again") from error


def local_name(element: _Element) -> str:
    """An element's name without its namespace: producers differ in the namespaces' spelling."""
    return _local_name(element.tag)


@lru_cache(maxsize=4096)
def _local_name(tag: str) -> str:
    return str(tag).rpartition("}")[2]
