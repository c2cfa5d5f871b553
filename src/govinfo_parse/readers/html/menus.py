"""Menus are removed from a page before its tree is built: they are not needed, and most tags of a page are in them.

A menu is a list of nothing but plain links in markup without errors, so that it is the same wherever it is, and does
not change what follows it.  A mark is put in its place.  If a mark is not an element of the tree inside a list that has
the mark as well, there was no list; if the reader meets a mark, the menu is needed.  In both cases the page is read
whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK = "menu-taken-off"
"""The tag of the element that replaces what was in a menu, and an attribute of the list around it."""

_ATTRIBUTE, _ELEMENT = f" {MARK}".encode(), f"<{MARK}></{MARK}>".encode()
_START, _END = b"<ul", b"</ul>"
_VALUE = rb"""(?:=(?:"[^"<>]*+"|'[^'<>]*+'|[\w./#:-]++))?+"""
_ANY = rb"(?:[ \t\r\n]++[a-zA-Z][\w-]*+%b)*+[ \t\r\n]*+>" % _VALUE
_CLASSES = rb"(?:(?!sr-only|visually|screen-reader)[\w-]++|[ \t\r\n]++)*+"
_CLASS = rb"""class=(?:"%b"|'%b')""" % (_CLASSES, _CLASSES)
_OTHER = rb"(?!(?i:style|hidden|class)(?![\w-]))[a-zA-Z][\w-]*+%b" % _VALUE
_USUAL = rb"""(?:(?:href|title|target|id|rel)="[^"<>]*+"|class="\w{1,13}+")"""  # too short a class to hide anything
_PLAIN = rb"(?: (?:%b|%b))*+(?:[ \t\r\n]++(?:%b|%b))*+[ \t\r\n]*+>" % (_USUAL, _CLASS, _CLASS, _OTHER)
_ENTITY = rb"&(?:nbsp|gt|lt|amp|quot|[lr]aquo|middot|copy);"
_TEXT = rb"[^<&\0-\x08\x0b\x0c\x0e-\x1f\x7f]++|%b" % _ENTITY
_INLINE = rb"<(?:span%b(?:%b)*+</span|i%b(?:%b)*+</i|em%b(?:%b)*+</em|b%b(?:%b)*+</b)>" % ((_PLAIN, _TEXT) * 4)
_LINK = rb"<a%b(?:%b|%b)*+</a>" % (_PLAIN, _TEXT, _INLINE)
_POINT = rb"<li%b(?:%b|%b|%b)*+</li>" % (_PLAIN, _TEXT, _LINK, _INLINE)
_USUAL_POINT = rb"<li(?: %b)?+><a(?: %b)*+>[^<&\0-\x08\x0b\x0c\x0e-\x1f\x7f]*+</a></li>" % (_USUAL, _USUAL)
_MENU = re.compile(rb"(<ul%b)(?:[ \t\r\n]*+(?:%b|%b))*+[ \t\r\n]*+</ul>" % (_ANY, _USUAL_POINT, _POINT))
_WORDS = re.compile(rb">[ \t\r\n]*+([^<]++)")
_NO_MARKUP = ((b"<!--", b"-->"), (b"<script", b"</script"))
"""The beginnings and ends of parts in which there is no markup."""
_NEAR = 16_384
"""How many bytes before a list are searched for these; where they are farther off, the page is read whole."""


class MenuNeeded(Exception):
    """The page has to be read with its menus."""


def without_menus(page: bytes, is_of_interest: Callable[[str], bool]) -> tuple[bytes, int]:
    """A page in UTF-8 without what is in its menus, and the number of these menus.

    Args:
        page: the page.
        is_of_interest: says by a list's text without white space whether it is needed; such a list is kept.
    """
    pieces: list[bytes] = []
    begin = seen = count = 0
    closing = b""
    place = page.find(_START)
    while place >= 0:
        if not closing or page.find(closing, seen, place) >= 0:
            near = max(seen, place - _NEAR)
            opened, closing = max((page.rfind(opening, near, place), closing) for opening, closing in _NO_MARKUP)
            if opened < 0 or page.find(closing, opened, place) >= 0:
                closing = b""
        seen = place
        menu = None if closing else _MENU.match(page, place)
        if menu is not None and _concerns_nobody(menu[0], is_of_interest):
            count += 1
            name = place + len(_START)
            pieces += page[begin:name], _ATTRIBUTE, page[name : menu.end(1)], _ELEMENT
            seen = menu.end()
            begin = seen - len(_END)
        place = page.find(_START, max(seen, place + 1))
    pieces.append(page[begin:])
    return b"".join(pieces), count


def are_in_place(marks: Sequence[_Element], menus: int) -> bool:
    """Whether the tree has a mark for each of this many menus, and each in the list that it was put into."""
    lists = [mark.getparent() for mark in marks]
    return len(marks) == menus and all(
        one is not None and one.tag == "ul" and one.get(MARK) is not None for one in lists
    )


def _concerns_nobody(menu: bytes, is_of_interest: Callable[[str], bool]) -> bool:
    text = b"".join(_WORDS.findall(menu))
    if b"&" in text:
        text = re.sub(_ENTITY, b"", text)
    return not is_of_interest("".join(text.decode().split()))
