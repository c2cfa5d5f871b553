"""Automatic list numbers of Word documents: the ``一、`` before a heading is often counted by Word, not typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from govinfo_parse.readers.containers.xml import LOCAL_NAMES, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = "〇一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese counting digits, others in arabic ones."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


_NUMERALS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": str,
    "decimalHalfWidth": str,
    "chineseCounting": chinese_numeral,
    "chineseCountingThousand": chinese_numeral,
    "japaneseCounting": chinese_numeral,
    "taiwaneseCounting": chinese_numeral,
    "taiwaneseCountingThousand": chinese_numeral,
    "ideographDigital": chinese_numeral,
    "decimalEnclosedCircleChinese": lambda number: chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number),
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number),
    "bullet": lambda _: "",
    "none": lambda _: "",
}
_LEVELS = 9
_LONGEST = 255
"""How many characters a number has with the text around it; real ones have some ten."""


def val_attribute(element: _Element | None, *path: str) -> str | None:
    """The ``w:val`` of the element at the end of a path of local names."""
    for name in path:
        if element is None:
            return None
        element = child(element, name)
    return None if element is None else _attribute_if_there(element, "val")


def _attribute_if_there(element: _Element, name: str) -> str | None:
    for key, text in element.items():
        if LOCAL_NAMES[key] == name:
            return str(text)
    return None


def _attribute(element: _Element, name: str) -> str:
    return _attribute_if_there(element, name) or ""


class Numbering:
    """Counts the lists of a document.

    Attributes:
        unknown: how many numbers were of a kind that is not known here.
    """

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self.unknown = 0
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        for element in () if numbering is None else numbering:
            if local_name(element) == "abstractNum":
                self._levels[_attribute(element, "abstractNumId")] = {
                    _whole_number_of(_attribute(level, "ilvl")): (
                        val_attribute(level, "numFmt") or "decimal",
                        val_attribute(level, "lvlText") or "",
                        _whole_number_of(val_attribute(level, "start") or "1"),
                    )
                    for level in element
                    if local_name(level) == "lvl"
                }
            elif local_name(element) == "num":
                self._abstract[_attribute(element, "numId")] = val_attribute(element, "abstractNumId") or ""
        for element in () if styles is None else styles:
            if local_name(element) == "style" and (num_id := val_attribute(element, "pPr", "numPr", "numId")):
                self._styles[_attribute(element, "styleId")] = (
                    num_id,
                    val_attribute(element, "pPr", "numPr", "ilvl") or "0",
                )

    def counts(self, style: str) -> bool:
        """Whether paragraphs of this style are counted."""
        return style in self._styles

    def label(self, properties: _Element) -> str:
        """The number that Word prints before the paragraph with these properties; the paragraph is counted."""
        if not self._levels:
            return ""
        style = self._styles.get(val_attribute(properties, "pStyle") or "", ("", "0"))
        numbered = child(properties, "numPr")
        num_id = val_attribute(numbered, "numId") or style[0]
        level = _whole_number_of(val_attribute(numbered, "ilvl") or style[1])
        levels = self._levels.get(self._abstract.get(num_id, ""), {})
        if num_id in ("", "0") or not 0 <= level < _LEVELS or level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[num_id], [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level][2]
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        label = levels[level][1]
        if len(label) > _LONGEST:
            self.unknown += 1
            return ""
        for place, count in enumerate(counts[: level + 1]):
            if f"%{place + 1}" not in label:
                continue
            numeral = _NUMERALS.get(levels.get(place, ("decimal", "", 1))[0])
            if numeral is None:
                self.unknown += 1
                return ""
            label = label.replace(f"%{place + 1}", numeral(count))
        return "" if levels[level][0] == "bullet" else label


def _whole_number_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
