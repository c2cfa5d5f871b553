"""What elements and their ``style`` say about how text is shown: not at all, struck out, raised, in a colour."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.limits import MAX_STYLES
from govinfo_parse.readers.text.text_runs import PLAIN, RunStyle

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

# What browsers do with an element; its own style comes after that, and prevails.
_BY_TAG = {
    "sup": "vertical-align:super",
    "sub": "vertical-align:sub",
    "rt": "vertical-align:super",
    "rp": "display:none",
    "del": "text-decoration:line-through",
    "s": "text-decoration:line-through",
    "strike": "text-decoration:line-through",
}
_SET_APART = frozenset({"label", "small", "big", "q"})
_TELLING = _SET_APART | _BY_TAG.keys() | {"bdo"}
_FOR_SCREEN_READERS = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"})
"""Classes under which sites keep text for screen readers alone; their meaning is in style sheets."""
_BOXES = frozenset(
    {"block", "inline-block", "flow-root", "list-item", "flex", "inline-flex", "grid", "inline-grid"}
    | {"table", "inline-table", "table-cell", "table-row", "table-caption"}
)
"""Values of ``display`` that make an element a box of its own."""
_ROWS_OF_BOXES = frozenset({"flex", "inline-flex", "grid", "inline-grid"})
"""Those that also make each element inside it a box."""
_LINES = re.compile("solid|dashed|dotted|double|groove|ridge|inset|outset")
_SMALL_WORDS, _LARGE_WORDS = frozenset({"smaller", "x-small", "xx-small"}), frozenset({"larger"})
_SIZE = re.compile(r"(\d*\.?\d+)(pt|px|r?em|%)")
_SMALL = {"pt": 8.0, "px": 10.7, "em": 0.8, "rem": 0.67, "%": 80.0}
"""Sizes up to which digits are clearly smaller than those around them."""
_TINY = {"pt": 1.5, "px": 2.0, "em": 0.1, "rem": 0.1, "%": 10.0}
"""Sizes up to which nobody can read a digit, if the browser has no least size."""
_LARGE = {"em": 1.25, "%": 125.0}
_SIZES_OF_FONT = {"1": "x-small", "-1": "smaller", "-2": "smaller", "+1": "larger", "+2": "larger", "+3": "larger"}
_ROOM = ("margin-left", "margin-right", "padding-left", "padding-right", "margin-inline", "padding-inline")
_AROUND = re.compile(r"(?<![\w-])(?:margin|padding)\s*:([^;!]*)")
_DIRECTIONS = {"rtl": True, "ltr": False}
_OF_ONE_LINK = frozenset({"href", "title", "id"})
_TRANSPARENT = re.compile(r"transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}00|(?:rgb|hsl)a?\([^)]*[,/]0*\.?0*%?\)")
_OPAQUE = re.compile(r"(?:rgb|hsl)a?\([^,/)]*,[^,/)]*,[^,/)]*\)")
"""Three numbers, none of which says how opaque the colour is."""
_INHERITED = frozenset({"inherit", "currentcolor", "unset", "revert"})
_BLACK = frozenset({"black", "#000", "#000000", "rgb(0,0,0)", "windowtext", "initial", "auto"})
_MOST_AROUND = 64
"""How many elements around white text are looked at for a colour below it."""
_WHITE = re.compile(
    r"white|snow|ghostwhite|#fff|#(?:f[89a-f]){3}(?:[0-9a-f]{2})?|hsla?\([^,]*,[^,]*,100%.*"
    r"|rgba?\((?:2(?:4[89]|5[0-5])[,)]){3}.*"
)
"""What nobody can tell from white."""
_GROUND = re.compile(
    r"background(?:-color|-image)?\s*:\s*(?!none|transparent|inherit|initial|white|#fff)", re.IGNORECASE
)
_ZERO = re.compile(r"[-+]?[0.]++(?:[a-z]*+|%)")
_NO_OPACITY = re.compile(r"opacity\(0*\.?0*%?\)")
_NO_SIZE = re.compile(r"(?:^|\s)[0.]++(?:[a-z]*+|%)(?:\s*+/|\s)")
"""A size of zero in ``font``: what comes after it is the height of a line, or the name of the font."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\S))")
_LENGTH = re.compile(r"[-+]?[\d.]++(?:[a-z]*+|%)")
_FAR_OFF = re.compile(r"-\d{3,}(?:\.\d*)?(?:px|pt|em|rem|%|)|-\d{2,}(?:em|rem)")
_FAR_AWAY = re.compile(r"-\d{4,}(?:\.\d*)?(?:px|pt|em|rem|)")
_NEXT_TO_NOTHING = re.compile(r"[-+]?(?:0?\.\d+|[01](?:\.0*)?)(?:px|pt|em|%|)")
_CLIPPED = re.compile(
    r"rect\((?:[01](?:px)?[,)]?){4}\)?|inset\((?:[5-9]\d|100)(?:\.\d+)?%\)|circle\(0(?:px|%)?\)|polygon\((?:0(?:px|%)?,?)+\)"
)


class Style(NamedTuple):
    """What is said about an element's text; None where nothing is said, and the elements around it decide.

    Attributes:
        is_gone: the element takes no part in the page.
        is_unseen: it has its place, but its text is invisible or struck out.
        is_tiny: whether its letters have no size; False where they have one again.
        place: where it is relative to its line, see :class:`RunStyle`.
        colour: its colour; "" for black.
        size: "tiny", "small" or "large" where its digits are clearly so, "" where they are of normal size.
        is_apart: what is in it is separate from what is around it, even where it looks the same.
        is_row: each element inside it is separate too.
        is_mirrored: it is shown from right to left, or again from left to right, whatever characters it has.
    """

    is_gone: bool = False
    is_unseen: bool = False
    is_tiny: bool | None = None
    place: str = ""
    colour: str | None = None
    is_apart: bool = False
    is_mirrored: bool | None = None
    size: str | None = None
    is_row: bool = False

    @property
    def is_set_off(self) -> bool:
        """Whether it says more than a colour."""
        return bool(
            self.is_gone
            or self.is_unseen
            or self.is_tiny
            or self.place
            or self.is_mirrored
            or (self.colour and _is_white(self.colour))
            or self.size == "tiny"
        )


_SILENT = Style()


@lru_cache(maxsize=4096)
def style_of(tag: str, attributes: tuple[tuple[str, str], ...]) -> Style:
    """What an element itself says: by its name, its attributes and its ``style``.

    Attributes are pairs of a name in small letters and a value, each name once.
    """
    values = dict(attributes)
    said, own = _BY_TAG.get(tag, ""), values.get("style", "")
    if "hidden" in values or _is_for_screen_readers(values.get("class", "")):
        said += ";display:none"
    if "color" in values:
        said += ";color:" + values["color"].replace(";", "")
    if tag == "font" and "size" in values:
        said += ";font-size:" + _SIZES_OF_FONT.get(values["size"].strip(), "medium")
    is_apart = tag in _SET_APART or values.get("aria-hidden") == "true" or (tag == "a" and "href" in values)
    is_mirrored = _DIRECTIONS.get(values.get("dir", "").lower()) if tag == "bdo" else None
    style = _declared_style(f"{said};{own}") if said or own else _SILENT
    if is_apart or is_mirrored is not None:
        style = style._replace(
            is_apart=is_apart or style.is_apart,
            is_mirrored=is_mirrored if style.is_mirrored is None else style.is_mirrored,
        )
    return style


@lru_cache(maxsize=2048)
def _declared_style(text: str) -> Style:
    said: dict[str, str] = {}
    prevailing: set[str] = set()
    font = ""
    for declaration in without_escapes(_COMMENT.sub(" ", text)).lower().split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        plain, mark, _ = value.partition("!")
        if mark or name not in prevailing:
            said[name] = "".join(plain.split())
            font = plain if name == "font" else font
        prevailing |= {name} if mark else set()
    colour = said.get("color", "inherit")
    size, place = said.get("font-size", ""), said.get("vertical-align", "")
    unseen = (
        said.get("visibility") in ("hidden", "collapse")
        or said.get("content-visibility") == "hidden"
        or (_TRANSPARENT.fullmatch(colour) is not None and not _OPAQUE.fullmatch(colour))
        or (colour not in {*_INHERITED, "initial"} and colour == said.get("background-color", said.get("background")))
        or _ZERO.fullmatch(said.get("opacity", "")) is not None
        or _is_transformed_away(said.get("transform", ""))
        or _NO_OPACITY.search(said.get("filter", "")) is not None
        or _TRANSPARENT.fullmatch(said.get("-webkit-text-fill-color", "")) is not None
        or "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")
    )
    if place not in ("super", "sub") and not _is_some(place):
        place = _shift(said)
    style = Style(
        said.get("display") == "none" or _is_out_of_sight(said),
        unseen,
        _ZERO.fullmatch(size) is not None if _LENGTH.fullmatch(size) else bool(_NO_SIZE.search(font)) or None,
        place,
        None if colour in _INHERITED else "" if colour in _BLACK else colour,
        is_mirrored=_DIRECTIONS.get(said.get("direction", ""))
        if said.get("unicode-bidi") in ("bidi-override", "isolate-override")
        else None,
        is_apart=_is_box(said, text.lower()),
        size=_kind_of_size(size or said.get("font", "")),
        is_row=said.get("display") in _ROWS_OF_BOXES,
    )
    return _SILENT if style == _SILENT else style


def _is_some(length: str) -> bool:
    """Whether a length is given that is not zero."""
    return _LENGTH.fullmatch(length) is not None and _ZERO.fullmatch(length) is None


def _shift(said: Mapping[str, str]) -> str:
    """How far an element is moved from its place in the line, "" for not at all."""
    sides = ("top", "bottom", "left", "right") if said.get("position") == "relative" else ()
    return " ".join(f"{side} {said[side]}" for side in (*sides, "mso-text-raise") if _is_some(said.get(side, "")))


def _is_box(said: Mapping[str, str], text: str) -> bool:
    """Whether an element within a line is a box of its own, or has space or a border around what is in it."""
    return (
        said.get("display") in _BOXES
        or said.get("float") in ("left", "right")
        or said.get("position") in ("absolute", "fixed", "sticky")
        or said.get("transform", "none") != "none"
        or any(_is_some(said.get(side, "")) for side in _ROOM)
        or any(_LINES.search(said.get(side, "")) for side in ("border", "border-left", "border-right"))
        or any(any(map(_is_some, sides.split()[1::2] or [sides.strip()])) for sides in _AROUND.findall(text))
    )


def _kind_of_size(said: str) -> str | None:
    """Whether digits of a size are clearly smaller or larger than others; None where nothing is said."""
    if said in _SMALL_WORDS:
        return "small"
    if said in _LARGE_WORDS:
        return "large"
    if (found := _SIZE.search(said)) is None:
        return "" if said == "medium" else None
    size, unit = float(found[1]), found[2]
    if size <= _TINY[unit]:
        return "tiny"
    return "small" if size <= _SMALL[unit] else "large" if size >= _LARGE.get(unit, size + 1) else ""


def _is_out_of_sight(said: Mapping[str, str]) -> bool:
    """Whether an element is moved off the page, clipped to nothing, or has no size and hides what is outside of it."""
    if said.get("position") in ("absolute", "fixed"):
        if any(_FAR_OFF.fullmatch(said.get(side, "")) for side in ("left", "top", "right", "bottom")):
            return True
        if _CLIPPED.fullmatch(said.get("clip", "")):
            return True
    if _FAR_OFF.fullmatch(said.get("text-indent", "")) or _FAR_OFF.fullmatch(said.get("margin-left", "")):
        return True
    if _CLIPPED.fullmatch(said.get("clip-path", "")):
        return True
    return said.get("overflow") in ("hidden", "clip") and any(
        _NEXT_TO_NOTHING.fullmatch(said.get(side, "")) for side in ("height", "width", "max-height", "max-width")
    )


def _is_transformed_away(transform: str) -> bool:
    """Whether a transformation moves an element far off, or leaves it without any size."""
    name, _, rest = transform.partition("(")
    amounts = rest.rstrip(")").split(",")
    if name.startswith("translate"):
        return any(map(_FAR_AWAY.fullmatch, amounts))
    return name.startswith("scale") and any(map(_ZERO.fullmatch, amounts))


def set_off(root: _Element, skipped: Collection[str]) -> set[_Element]:
    """The elements whose text is hidden, raised, tiny or mirrored, and the elements around them.

    In all others, text is shown as it is written; only its colour, and what is set apart, may differ from piece to
    piece.

    Args:
        root: the tree.
        skipped: the tags of elements of which nothing is shown.

    Raises:
        InputTooLarge: no two elements have the same style.
    """
    found: list[_Element] = list(root.iter(*skipped, *_BY_TAG, "bdo"))
    if path("descendant-or-self::*/@hidden")(root):  # fewer than elements, and mostly none at all
        found += path("descendant-or-self::*[@hidden]")(root)
    for attribute, tells in (("style", _sets_off), ("class", _is_for_screen_readers), ("color", _is_white)):
        different = set(path(f"descendant-or-self::*/@{attribute}")(root))
        if len(different) > MAX_STYLES:
            raise InputTooLarge(
                f"the page has more than {MAX_STYLES:,} different styles or classes; this is no annual report"
            )
        telling = {text for text in different if tells(text)}
        if telling:
            bearing = path(f"descendant-or-self::*[@{attribute}]")(root)
            found += [one for one in bearing if one.get(attribute) in telling]
    return with_ancestors(found)


def with_ancestors(elements: Iterable[_Element]) -> set[_Element]:
    """Elements, and those that hold them."""
    found: set[_Element] = set()
    for element in elements:
        one: _Element | None = element
        while one is not None and one not in found:
            found.add(one)
            one = one.getparent()
    return found


def shows_again(element: _Element) -> bool:
    """Whether something inside an invisible element may be visible again."""
    return any("visible" in style for style in path("descendant::*/@style")(element))


def without_escapes(text: str) -> str:
    """Words of a style with the characters that are written in it as their numbers; marks stay as they are."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16) % 0x110000) if match[1] else match[2]
    return character if character.isalnum() or character == "-" else match[0]


def _sets_off(style: str) -> bool:
    return _declared_style(";" + style).is_set_off


def _is_white(colour: str) -> bool:
    return _WHITE.fullmatch("".join(colour.lower().split())) is not None


def _has_ground(element: _Element) -> bool:
    """Whether it is said that something other than white is below an element."""
    return any(
        not _is_white(one.get("bgcolor") or "white") or one.get("background") or _GROUND.search(one.get("style") or "")
        for one in (element, *islice(element.iterancestors(), _MOST_AROUND))
    )


def _is_for_screen_readers(classes: str) -> bool:
    return ("-" in classes or "hidden" in classes) and not _FOR_SCREEN_READERS.isdisjoint(classes.split())


@lru_cache
def path(text: str) -> XPath:
    """A compiled XPath, whose texts are plain strings."""
    from lxml.etree import XPath

    return XPath(text, smart_strings=False)


class _Shown(NamedTuple):
    look: RunStyle = PLAIN
    is_tiny: bool = False
    colour: str = ""
    apart: _Element | None = None
    size: str = ""
    row: _Element | None = None
    is_mirrored: bool = False
    is_white: bool = False


_AS_EVER = _Shown()


class Styles:
    """How the text at one place of a walk through a tree looks.

    Attributes:
        innermost: the innermost element that says something of its text.
        turns: whether that element turns the direction of what is around it.
    """

    def __init__(self) -> None:
        self.turns = False
        self._open: list[tuple[_Element, _Shown, bool]] = []
        self.innermost: _Element | None = None
        self._now = _AS_EVER

    def enter(self, element: _Element, tag: str, *, inline: bool) -> Style | None:
        """Go into an element; None if it changes nothing in how its text looks.

        An element that is gone or unseen is not entered.  Links, form labels, larger and smaller text, and what
        is kept from screen readers are set apart: two of them stay separate, even where they look the same.
        """
        attributes = element.items()
        is_boxed = inline and self._now.row is not None and element.getparent() is self._now.row
        if not attributes and tag not in _TELLING and not is_boxed:  # most elements
            return None
        if tag == "a":  # each leads elsewhere, but looks as the others do
            attributes = [(name, "" if name in _OF_ONE_LINK else value) for name, value in attributes]
        style = style_of(tag, tuple(attributes))
        if (style is _SILENT and not is_boxed) or style.is_gone or style.is_unseen:
            return None if style is _SILENT else style
        tiny, colour, around, size = self._now.is_tiny, self._now.colour, self._now.apart, self._now.size
        if style.is_tiny is not None:
            tiny = style.is_tiny
        is_white = self._now.is_white
        if style.colour is not None:
            colour = style.colour
            is_white = _is_white(colour) and not _has_ground(element)
        if style.size is not None:
            size = style.size
        if (style.is_apart or is_boxed) and inline:
            around = element
        place = (style.place if inline else "") or self._now.look.place
        mark = (colour, around, size) if colour or size or around is not None else None
        was_mirrored = self._now.is_mirrored
        mirrored = was_mirrored if style.is_mirrored is None else style.is_mirrored
        self.turns = mirrored is not was_mirrored  # turned only once if those around it turn too
        self._open.append((element, self._now, self.turns))
        self.innermost = element
        look = RunStyle(place, mark) if place or mark else PLAIN
        row = element if style.is_row else self._now.row
        self._now = _Shown(look, tiny, colour, around, size, row, mirrored, is_white)
        return style

    def leave(self, element: _Element) -> bool:
        """Leave an element, even one that was not entered; says whether it turned the direction."""
        if element is not self.innermost:
            return False
        _, self._now, turned = self._open.pop()
        self.innermost = self._open[-1][0] if self._open else None
        return turned

    @property
    def look(self) -> RunStyle | None:
        """The look of text here; None if it has no size."""
        return None if self._now.is_tiny else self._now.look

    @property
    def is_hardly_seen(self) -> bool:
        """Whether text here is tiny, or white and nothing says that it is on anything else."""
        return self._now.is_white or self._now.size == "tiny"
