"""What a page's elements and their ``style`` say of how text is shown: not at all, struck out, raised, in a colour."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from govinfo_parse.readers.pieces import PLAIN, Look

if TYPE_CHECKING:
    from lxml.etree import _Element

# What browsers do with an element; its own style comes after it, and prevails.
_BY_TAG = {
    "sup": "vertical-align:super",
    "sub": "vertical-align:sub",
    "rt": "vertical-align:super",
    "del": "text-decoration:line-through",
    "s": "text-decoration:line-through",
    "strike": "text-decoration:line-through",
}
_SET_APART = frozenset({"label", "small", "big"})
_TELLING = _SET_APART | _BY_TAG.keys()
_TRANSPARENT = frozenset({"transparent", "rgba(0,0,0,0)"})
_INHERITED = frozenset({"inherit", "currentcolor", "unset", "revert"})
_BLACK = frozenset({"black", "#000", "#000000", "rgb(0,0,0)", "windowtext", "initial", "auto"})
_ZERO = re.compile(r"[-+]?[0.]++(?:[a-z]*+|%)")
_LENGTH = re.compile(r"[-+]?[\d.]++(?:[a-z]*+|%)")


class Style(NamedTuple):
    """What is said of an element's text; None where nothing is said, and what is around it decides.

    Attributes:
        is_gone: the element takes no part in the page.
        is_unseen: it has its place, but its text is invisible or struck out.
        is_tiny: its letters have no size, or have one again.
        place: where it stands beside the line, see :class:`Look`.
        colour: its colour; "" for black.
    """

    is_gone: bool = False
    is_unseen: bool = False
    is_tiny: bool | None = None
    place: str = ""
    colour: str | None = None


_SILENT = Style()


def style_of(element: _Element) -> Style:
    """What the element itself says: by its name, its attributes and its ``style``."""
    said = _BY_TAG.get(element.tag, "")
    own = ""
    for name, value in element.items():
        if name == "style":
            own = value
        elif name == "hidden":
            said += ";display:none"
        elif name == "color":
            said += ";color:" + value.replace(";", "")
    return _style(f"{said};{own}") if said or own else _SILENT


@lru_cache(maxsize=512)
def _style(text: str) -> Style:
    said: dict[str, str] = {}
    for declaration in text.lower().split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip()] = "".join(value.removesuffix("!important").split())
    colour = said.get("color", "inherit")
    size, place = said.get("font-size", ""), said.get("vertical-align", "")
    unseen = (
        said.get("visibility") in ("hidden", "collapse")
        or colour in _TRANSPARENT
        or _ZERO.fullmatch(said.get("opacity", "")) is not None
        or "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")
    )
    shifted = place in ("super", "sub") or (_LENGTH.fullmatch(place) and not _ZERO.fullmatch(place))
    return Style(
        said.get("display") == "none",
        unseen,
        _ZERO.fullmatch(size) is not None if _LENGTH.fullmatch(size) else None,
        place if shifted else "",
        None if colour in _INHERITED else "" if colour in _BLACK else colour,
    )


class _Shown(NamedTuple):
    look: Look = PLAIN
    is_tiny: bool = False
    colour: str = ""
    apart: _Element | None = None


_AS_EVER = _Shown()


class Looks:
    """How the text at one place of a walk through a tree looks."""

    def __init__(self) -> None:
        self._open: list[tuple[_Element, _Shown]] = []
        self._now = _AS_EVER

    def enter(self, element: _Element, *, inline: bool) -> bool:
        """Go into an element; False if nothing in it is shown.

        Links, form labels, larger and smaller text, and what is kept from screen readers are set apart: two of them
        are two things, also where they look the same.
        """
        if element.tag not in _TELLING and not element.keys():  # most elements
            return True
        style = style_of(element)
        if style.is_gone or style.is_unseen:
            return False
        apart = inline and (
            element.tag in _SET_APART
            or (element.tag == "a" and element.get("href") is not None)
            or element.get("aria-hidden") == "true"
        )
        if style is _SILENT and not apart:
            return True
        tiny, colour, around = self._now.is_tiny, self._now.colour, self._now.apart
        if style.is_tiny is not None:
            tiny = style.is_tiny
        if style.colour is not None:
            colour = style.colour
        if apart:
            around = element
        place = (style.place if inline else "") or self._now.look.place
        mark = (colour, around) if colour or around is not None else None
        self._open.append((element, self._now))
        self._now = _Shown(Look(place, mark) if place or mark else PLAIN, tiny, colour, around)
        return True

    def leave(self, element: _Element) -> None:
        """Come out of an element, also of one that was not gone into."""
        if self._open and self._open[-1][0] is element:
            self._now = self._open.pop()[1]

    @property
    def look(self) -> Look | None:
        """The look of text here; None if it has no size."""
        return None if self._now.is_tiny else self._now.look
