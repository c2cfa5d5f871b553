"""Table cells are written short before a page's tree is built: most of its bytes say how the text of cells looks.

A cell of one text says this text, whatever is around it, as long as nothing hides, raises or turns it.  So of such a
cell its spans and its text are left.  What is not plainly written stays as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from govinfo_parse.readers.html.styles import style_of

_EMPTY = re.compile(rb"<span><o:p></o:p></span>|<o:p></o:p>")
"""What word processors leave at the end of a paragraph."""
_REST = rb"""(?:[^"<>]*+"[^"]*+")*+[^"<>]*+>"""
"""What comes after the name of a tag: what is in quotes is passed over quickly, and is most of it."""
_CELL = re.compile(
    rb"(<t[dh]%b[ \t\r\n]*+<[^t/]%b(?:[ \t\r\n]*+<[^t/]%b)*+)([^<]*+)" % (_REST, _REST, _REST)
    + rb"((?:</[^t][a-z]*+>[ \t\r\n]*+|%b)++)(?=</t[dh]>)" % _EMPTY.pattern
)
"""A cell and what is around its text, the text, and the ends of what is around it."""
_ENTITY = rb"&(?:quot|amp|nbsp|apos|#39);"
_VALUE = rb"""(?:"(?:[^"<>&]++|%b)*+"|'(?:[^'<>&]++|%b)*+'|[\w./#:%%-]++)""" % (_ENTITY, _ENTITY)
_ATTRIBUTE = re.compile(rb"[ \t\r\n]++([a-zA-Z][\w:-]*+)=%b" % _VALUE)
_TAG = re.compile(rb"<([a-z]++)((?:%b)*+)[ \t\r\n]*+>" % _ATTRIBUTE.pattern)
_TAGS = re.compile(rb"<[^>]*+>")
_END = re.compile(rb"</([a-z]++)>")
_CELLS = (b"td", b"th")
_IN_LINE = frozenset({b"span", b"font", b"b", b"strong"})
_BLOCKS = _IN_LINE | {b"p", b"div"}
_BLOCKS_AROUND = frozenset({*_CELLS, b"div"})
_SPANS = (b"colspan", b"rowspan")
_SIZED = b' style="font-size:1em"'
"""What is left of a size: it may make text visible in what has none."""
_NAMES = ("class", "id")
"""Attributes by which headings are told."""


def with_short_cells(page: bytes) -> bytes:
    """A page in UTF-8 whose cells are as short as they can be."""
    parts = _CELL.split(page)
    around = list(zip(parts[1::4], parts[3::4], strict=True))
    if not around:
        return page
    short = {one: _shortened(*one) for one in set(around)}  # a page has many cells and few kinds of them
    parts[1::4], parts[3::4] = zip(*map(short.__getitem__, around), strict=True)
    return b"".join(parts)


def _shortened(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """What is left of what is before and after a cell's text: all of it, if without it there would be a difference."""
    written = _TAGS.findall(before)
    tags = [tag for tag in map(_tag, written) if tag is not None]
    names = [tag.name for tag in tags]
    ends = _END.findall(_EMPTY.sub(b"", after))
    if len(tags) < len(written) or names[:0:-1] != ends or not _are_nested(names):
        return before, after
    size = _SIZED if any(tag.is_sized for tag in tags) else b""
    return b"<%b%b%b>" % (names[0], tags[0].spans, size), b""


class _Tag(NamedTuple):
    """A plainly written tag that neither hides nor moves nor turns text, and is not told by its class or name.

    Attributes:
        name: the element.
        spans: what it says of columns and rows, as written.
        is_sized: whether it says how large its text is.
    """

    name: bytes
    spans: bytes
    is_sized: bool


@lru_cache(maxsize=4096)
def _tag(written: bytes) -> _Tag | None:
    """A tag; None for any that is not such a one."""
    found = _TAG.fullmatch(written)
    if found is None:
        return None
    said = [(match[1].lower(), match[0]) for match in _ATTRIBUTE.finditer(found[2])]
    values = {name.decode(): _value(name, text) for name, text in said}
    style = style_of(found[1].decode(), tuple(values.items()))
    if (
        len(values) < len(said)
        or style.is_set_off
        or style.is_mirrored is not None
        or any("title" in values.get(name, "").lower() for name in _NAMES)
    ):
        return None
    return _Tag(found[1], b"".join(text for name, text in said if name in _SPANS), style.is_tiny is not None)


def _value(name: bytes, attribute: bytes) -> str:
    value = attribute.strip()[len(name) + 1 :].decode()
    return html.unescape(value[1:-1] if value[:1] in ("'", '"') else value)


def _are_nested(names: Sequence[bytes]) -> bool:
    """Whether elements are one in the other as they stand: a paragraph would end a line of text around it."""
    return names[0] in _CELLS and all(
        one in (_BLOCKS if before in _BLOCKS_AROUND else _IN_LINE) for before, one in pairwise(names)
    )
