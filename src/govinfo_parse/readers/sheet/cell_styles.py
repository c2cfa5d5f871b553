"""What the styles of a workbook say of the figures in its cells: number formats, and letters that nobody sees.

Source: ECMA-376 part 1, 18.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from govinfo_parse.errors import DamagedFile
from govinfo_parse.readers.containers.xml import child, local_name, parse_xml
from govinfo_parse.readers.sheet.number_formats import BUILT_IN, TextSection, text_section

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHITE, _BLACK = "FFFFFF", "000000"
_NAMED = {"theme 0 0": _WHITE, "indexed 1": _WHITE, "indexed 9": _WHITE} | dict.fromkeys(
    ("theme 1 0", "indexed 0", "indexed 8", "indexed 64"), _BLACK
)
"""The colours of a theme and of the old palette that are black or white, as a rule."""
_SCRIPTS = {"superscript": "super", "subscript": "sub"}
_OFF = frozenset({"0", "false"})
_LOOKS_OF_TEXTS = {TextSection.PLAIN: "", TextSection.EMPTY: "struck", TextSection.OTHER: "white"}
_GENERAL = frozenset({"General", "@", "G/通用格式"})


class CellStyle(NamedTuple):
    """What a style says of the figures in its cells.

    Attributes:
        code: the number format; None for the general one.
        font: "super", "sub", "struck" or "white" (or of the colour below it), see ``Scan.fonts``; else "".
        font_of_texts: the same for texts, which a format may hide or add to.
    """

    code: str | None
    font: str
    font_of_texts: str


def cell_styles(data: bytes | None) -> list[CellStyle | None]:
    """What each cell style says.

    Args:
        data: the part of a workbook that has its styles, if there is one.
    """
    if data is None:
        return []
    own: dict[int, str] = {}
    fonts: list[tuple[str, str]] = []
    fills: list[tuple[bool, str]] = []
    styles: list[CellStyle | None] = []
    try:
        for element in parse_xml(data, "xl/styles.xml"):
            if local_name(element) == "numFmts":
                own |= {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in element}
            elif local_name(element) == "fonts":
                fonts = [(kind_of_font(one), _colour(child(one, "color")) or _BLACK) for one in element]
            elif local_name(element) == "fills":
                fills = [(_is_coloured(one), _ground(one)) for one in element]
            elif local_name(element) == "cellXfs":
                for one in element:
                    code, font, fill = (int(one.get(name, "0")) for name in ("numFmtId", "fontId", "fillId"))
                    kind, letters = fonts[font] if 0 <= font < len(fonts) else ("", _BLACK)
                    is_filled, ground = fills[fill] if 0 <= fill < len(fills) else (False, "")
                    if kind in ("", "white"):
                        kind = "white" if letters == ground or (kind and not is_filled) else ""
                    styles.append(style_of_cells(own, code, kind))
    except ValueError as error:
        raise DamagedFile("the number formats of the workbook are broken; fetch the file again") from error
    return styles


def altering_styles(data: bytes | None) -> dict[int, str | None]:
    """Those styles for conditions with which a figure is shown in another way than it says itself, by their numbers.

    Each with its number format, or None where it is not the format alone that differs.
    """
    if data is None or b"dxf>" not in data or (styles := child(parse_xml(data, "xl/styles.xml"), "dxfs")) is None:
        return {}
    return {number: code for number, style in enumerate(styles) if (code := altering_code(style)) != ""}


def altering_code(style: _Element) -> str | None:
    """The number format of a style for a condition; None where figures have another look, "" where they have not."""
    font, fill, numbers = (child(style, name) for name in ("font", "fill", "numFmt"))
    kind = "" if font is None else kind_of_font(font)
    if kind not in ("", "white") or (kind == "white" and (fill is None or not _has_ground(fill))):
        return None
    return "" if numbers is None else numbers.get("formatCode") or None


def _has_ground(fill: _Element) -> bool:
    """Whether a style for a condition puts anything but white below text; its ground is called bgColor."""
    pattern = child(fill, "patternFill")
    ground = None if pattern is None else child(pattern, "bgColor")
    return pattern is None or (ground is not None and not _is_white(ground))


def style_of_cells(own: dict[int, str], number: int, font: str) -> CellStyle | None:
    """The style of a number format, one of the workbook's own or a built-in one, and a font."""
    code = own.get(number) or BUILT_IN.get(number)
    if code in _GENERAL:
        code = None
    if code is None:
        return CellStyle(None, font, font) if font else None
    return CellStyle(code, font, font or _LOOKS_OF_TEXTS[text_section(code)])


def kind_of_font(properties: _Element) -> str:
    """How a font shows what is in it: "struck", "super", "sub", or "" for as ever."""
    said = {local_name(about): about.get("val") for about in properties}
    if said.get("strike", "0") not in _OFF:
        return "struck"
    colour = child(properties, "color")
    return _SCRIPTS.get(said.get("vertAlign") or "", "white" if colour is not None and _is_white(colour) else "")


def _is_white(colour: _Element) -> bool:
    """Whether a colour is white, as such or as the ground of the workbook's theme."""
    return _colour(colour) == _WHITE


def _colour(colour: _Element | None) -> str:
    """A colour by its red, green and blue, or as the workbook names it; "" where it is not said."""
    said: dict[str, str] = {} if colour is None else dict(colour.items())
    if "rgb" in said:
        return said["rgb"][-6:].upper()
    if "theme" in said:
        name = f"theme {said['theme']} {said.get('tint', '0')}"
    else:
        name = f"indexed {said['indexed']}" if "indexed" in said else ""
    return _NAMED.get(name, name)


def _ground(fill: _Element) -> str:
    """The colour of a fill of one colour; "" for any other."""
    pattern = child(fill, "patternFill")
    return _colour(child(pattern, "fgColor")) if pattern is not None and pattern.get("patternType") == "solid" else ""


def _is_coloured(fill: _Element) -> bool:
    """Whether a fill is anything but white."""
    pattern = child(fill, "patternFill")
    if pattern is None:
        return True
    colour = child(pattern, "fgColor")
    return pattern.get("patternType", "none") != "none" and not (colour is not None and _is_white(colour))
