"""Form controls, drawings and formulas of a page, as the text that they show.

What shows nothing is left as it is; where it is not clear what is shown, a mark is put in its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govinfo_parse.readers.html.menus import MARK, MenuNeeded
from govinfo_parse.readers.text.spaces import UNREAD

if TYPE_CHECKING:
    from lxml.etree import _Element

_WITHOUT_TEXT = frozenset({"hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file", "color"})
"""Types of ``<input>`` that show no value, or a value that is not a figure of the page."""
_CONCEALED = frozenset({"password", "range"})
"""Types that show their value, but not as text."""
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?")
"""What browsers take for a number; with any other value, a control for numbers is empty."""
_ONE_LINE = re.compile(r"\s*\+?0*1(?!\d)")
_DRAWN_AS_TEXT = frozenset({"g", "text", "title", "desc"})
_PLAINLY = frozenset(
    {"x", "y", "id", "class", "fill", "font-size", "font-family", "font-weight", "text-anchor", "dominant-baseline"}
)
"""Attributes with which the text of a drawing is shown as it is written."""
_PLACE = re.compile(r"\s*\d{1,4}(?:\.\d+)?(?:px|em|%)?\s*")
_UNSEEN = frozenset({"none", "transparent"})
_ALTERING = frozenset({"display", "visibility", "opacity", "transform", "fill", "clip-path", "mask", "filter"})
"""Attributes with which it is not."""
_IN_LINE = frozenset({"mrow", "mn", "mo", "mi", "mtext"})
"""Elements of a formula that are shown one after the other."""


def write_controls(root: _Element) -> None:
    """Replace each control, drawing and formula of a tree by the text that it shows.

    Raises:
        MenuNeeded: a menu was removed inside one of them.
    """
    found = list(root.iter(*_SHOWN_AS_TEXT))  # in a list, so that each element stays the same object
    within: set[_Element] = set()
    for element in found:
        if element in within:
            continue
        if len(element):
            within.update(element.iterdescendants(*_SHOWN_AS_TEXT))
        if next(element.iter(MARK), None) is not None:
            raise MenuNeeded
        if text := _SHOWN_AS_TEXT[element.tag](element):
            del element[:]
            element.tag, element.text = "label", text  # an element whose text is kept apart from what is around it


def _of_input(element: _Element) -> str:
    kind, value = (element.get("type") or "").strip().lower(), (element.get("value") or "").strip()
    if kind in _WITHOUT_TEXT or not value:
        return ""
    if kind in _CONCEALED or (kind == "number" and not _NUMBER.fullmatch(value)):
        return UNREAD
    return value


def _of_choice(element: _Element) -> str:
    """The option that is selected, else the first that can be; a list of several lines shows all options."""
    options = list(element.iter("option"))
    is_list = element.get("multiple") is not None or not _ONE_LINE.match(element.get("size") or "1")
    if is_list and len(options) > 1:
        return UNREAD
    selected = [one for one in options if one.get("selected") is not None]
    open_to_all = (one for one in options if one.get("disabled") is None and not _is_in_closed_group(one))
    shown = selected[-1] if selected else next(open_to_all, None)
    return "" if shown is None else (shown.get("label") or "".join(shown.itertext())).strip()


def _is_in_closed_group(option: _Element) -> bool:
    group = option.getparent()
    return group is not None and group.tag == "optgroup" and group.get("disabled") is not None


def _of_area(element: _Element) -> str:
    """Its text; a browser shows tags in it as they are written, which the tree no longer shows."""
    return UNREAD if len(element) else (element.text or "").strip()


def _of_drawing(element: _Element) -> str:
    """The text of a drawing that is one text; nothing for one without a text."""
    texts = list(element.iter("text", "tspan", "foreignobject", "foreignObject", "use"))
    if not texts:
        return ""
    text = texts[0]
    others = element.iterdescendants()
    if len(texts) > 1 or text.tag != "text" or len(text) or not all(one.tag in _DRAWN_AS_TEXT for one in others):
        return UNREAD
    is_plain = (
        _ALTERING.isdisjoint(element.keys())
        and all(_PLAINLY.issuperset(one.keys()) for one in element.iterdescendants("g", "text"))
        and all(one.get("fill") not in _UNSEEN for one in element.iterdescendants("g", "text"))
        and all(_PLACE.fullmatch(text.get(side) or "0") for side in ("x", "y"))
    )
    return (text.text or "").strip() if is_plain else UNREAD


def _of_formula(element: _Element) -> str:
    """The signs of a formula that is one line of them."""
    if any(one.tag not in _IN_LINE or one.keys() for one in element.iterdescendants()):
        return UNREAD
    return " ".join(text for piece in element.itertext() if (text := piece.strip()))


_SHOWN_AS_TEXT = {
    "input": _of_input,
    "select": _of_choice,
    "textarea": _of_area,
    "svg": _of_drawing,
    "math": _of_formula,
}
