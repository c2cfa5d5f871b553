"""Numbers as a workbook shows them, by the number format of their cell.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate
from math import isfinite
from typing import NamedTuple

from govinfo_parse.readers.text.spaces import number_text

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '¥#,##0;-¥#,##0;¥"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '¥#,##0.00;-¥#,##0.00;¥"-"',
    48: "##0.0E+0",
}
"""The built-in formats, which a workbook does not spell out, as Chinese versions show them; those not listed
are read as General."""

_PLAIN_TEXT = re.compile(r"(?:[ ]|_.|\*.|\[[^\]]*\])*+(?:@|General|G/通用格式)(?:[ ]|_.|\*.)*+", re.DOTALL)
"""What a format says of texts if they are shown as they are."""

_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | [\\!](?P<escaped>.) | _. | \*.
    | \[\$(?P<currency>[^\]\-]*)[^\]]*\] | \[(?P<bracket>[^\]]*)\]
    | (?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+) | (?P<percent>%) | (?P<general>General|G/通用格式)
    | (?P<plain>[-+()¥$￥€\x20:&'{}~^<>=]) | (?P<other>.)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_SECTION = re.compile(r'((?:"[^"]*"|[\\!].|[_*].|\[[^\]]*\]|[^;"\\!\[_*])*)(?:;|\Z)', re.DOTALL)
_COLOURS = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色?|蓝色?|绿色?|红色?|白色?|黄色?", re.IGNORECASE
)
_WHITE = frozenset({"white", "白", "白色"})
_NOT_KNOWN = ("bracket", "other")
_KNOWN_AFTER_ALL = re.compile(rf"{_COLOURS.pattern}|[、。，（）％元件条项个次人万]", re.IGNORECASE)
_MAY_BE_PARTED = re.compile(r"(?:[0#?]+\|)+[0#?]+(?:\.[0#?]*)?,*")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_GENERAL, _LEAST, _MOST = 11, 1e-4, 1e11
"""How many characters a number has in the general form, and between which numbers that holds."""
_MOST_DECIMALS = 30
_MOST_SECTIONS = 3
"""How many parts of a format are for numbers; a fourth is for texts."""
_LONGEST = 255
"""How many characters of a format Excel accepts."""


class TextSection(Enum):
    """What a number format does with texts."""

    PLAIN = auto()
    """It shows them as they are."""
    EMPTY = auto()
    """It shows nothing in their place."""
    OTHER = auto()
    """It adds something to them, or shows something else."""


@lru_cache(maxsize=256)
def text_section(code: str) -> TextSection:
    """What a format does with texts: its fourth part says so, or its only one if there is an ``@`` in it."""
    parts = list(_SECTION.finditer(code[:_LONGEST]))
    number = min(sum(part[0].endswith(";") for part in parts), _MOST_SECTIONS)
    said = parts[number][1]
    if number < _MOST_SECTIONS and "@" not in said:
        return TextSection.PLAIN
    return TextSection.EMPTY if not said else TextSection.PLAIN if _PLAIN_TEXT.fullmatch(said) else TextSection.OTHER


class _Section(NamedTuple):
    """A part of a format between semicolons: what is before and after the number, and how the number is written.

    Attributes:
        before: what is before the number.
        digits: how its digits are written; None for a part without a number, ``""`` for the general form.
        behind: what is after it.
        percents: how many percent signs it has.
        within: the texts among its digits, each with the number of places for whole digits to its right.
        condition: which numbers it is for, where it says so.
        is_white: whether they are white, and nobody sees them.
    """

    before: str
    digits: str | None
    behind: str
    percents: int
    within: tuple[tuple[int, str], ...] = ()
    condition: tuple[str, Decimal] | None = None
    is_white: bool = False

    def takes(self, number: Decimal) -> bool:
        """Whether its condition holds."""
        return self.condition is not None and _COMPARED[self.condition[0]](number, self.condition[1])


@lru_cache(maxsize=4096)
def general_form(value: float) -> str:
    """A number without a format of its own, as Excel shows it: in eleven characters, so that 0.1 + 0.2 is 0.3.

    Whole numbers have all of their digits here, however many.
    """
    text = number_text(value)
    if len(text) <= _GENERAL or value.is_integer() or not isfinite(value) or not _LEAST <= abs(value) < _MOST:
        return text
    decimals = _GENERAL - 1 - len(str(int(abs(value))))
    return number_text(float(round(Decimal(text), max(decimals, 0))))


def format_number(value: float, code: str) -> str | None:
    """A number as a format shows it; None where the format is of a kind not known here."""
    sections = _sections_of_format(code)
    if sections is None or not isfinite(value):
        return None
    number = Decimal(repr(value))
    if any(section.condition for section in sections):
        section = _chosen_section(sections, number)
        text = None if section is None else _number_in_section(number, section)
        return None if text is None else text.strip()
    place = (
        0
        if number > 0 or len(sections) == 1
        else 1
        if number < 0
        else min(2, len(sections) - 1)
        if len(sections) > 2
        else 0
    )
    section = sections[place]
    if place == 1 or (place == 0 and len(sections) > 1):
        number = abs(number)
    text = _number_in_section(number, section)
    return None if text is None else text.strip()


def _chosen_section(sections: Sequence[_Section], number: Decimal) -> _Section | None:
    """The section of a format with conditions that shows a number; None where programs differ."""
    *conditional, last = sections
    if number < 0 or last.condition is not None or not all(section.condition for section in conditional):
        return None
    return next((section for section in conditional if section.takes(number)), last)


@lru_cache(maxsize=256)
def _sections_of_format(code: str) -> tuple[_Section, ...] | None:
    if len(code) > _LONGEST:
        return None
    sections: list[_Section] = []
    end = 0
    for match in _SECTION.finditer(code):
        if match.start() != end:
            return None  # a quote or a bracket without its end
        if len(sections) < _MOST_SECTIONS and (sections == [] or end < len(code)):
            section = _section_of_format(match[1])
            if section is None:
                return None
            sections.append(section)
        end = match.end()
    return tuple(sections)


def _section_of_format(part: str) -> _Section | None:
    """A part of a format; None where it has a date, a fraction, an exponent, or digits of another script."""
    groups: list[str] = []  # the digits
    texts = [""]  # what is before the first of them, and after each
    percents = 0
    condition: tuple[str, Decimal] | None = None
    is_white = False
    for match in _PIECE.finditer(part):
        kind = match.lastgroup
        text = match[kind] if kind else ""
        is_white |= kind == "bracket" and text.lower() in _WHITE
        if kind == "bracket" and (compared := _CONDITION.fullmatch(text)):
            condition = compared[1], Decimal(compared[2])
        elif kind in ("digits", "general"):
            groups.append(text if kind == "digits" else "")
            texts.append("")
        elif kind in _NOT_KNOWN and not _KNOWN_AFTER_ALL.fullmatch(text):
            return None
        elif kind != "bracket":
            percents += kind == "percent"
            texts[-1] += text if kind is not None else " " if match[0].startswith("_") else ""
    digits = "".join(groups) if groups else None
    within: tuple[tuple[int, str], ...] = ()
    if len(groups) > 1:
        if not _MAY_BE_PARTED.fullmatch("|".join(groups)):
            return None  # texts among decimals, or among digits with commas between them
        places = list(accumulate(len(group.rstrip(",").partition(".")[0]) for group in reversed(groups)))
        within = tuple(zip(reversed(places[:-1]), texts[1:-1], strict=True))
    return _Section(texts[0], digits, texts[-1] if groups else "", percents, within, condition, is_white)


def _number_in_section(number: Decimal, section: _Section) -> str | None:
    if section.is_white:
        return ""
    if section.digits is None:
        return section.before + section.behind
    if section.digits == "":
        return section.before + general_form(float(number)) + section.behind
    whole, _, decimals = section.digits.rstrip(",").partition(".")
    number = number.scaleb(2 * section.percents - 3 * (len(section.digits) - len(section.digits.rstrip(","))))
    if len(decimals) > _MOST_DECIMALS:
        return None
    try:
        rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    sign = "-" if rounded < 0 else ""
    digits, _, rest = f"{abs(rounded):f}".partition(".")
    least = whole.replace(",", "").lstrip("#?")
    digits = digits.rjust(len(least), "0")
    if not least and digits == "0":
        digits = ""
    if "," in whole:
        digits = f"{int(digits):,}" if digits and len(least) <= 1 else digits
    for right, text in section.within:
        end = max(len(digits) - right, 0)
        digits = digits[:end] + text + digits[end:]
    kept = len(decimals.rstrip("#?"))
    rest = rest[:kept] + rest[kept:].rstrip("0")
    point = "." if rest or (decimals == "" and section.digits.rstrip(",").endswith(".")) else ""
    return f"{sign}{section.before}{digits}{point}{rest}{section.behind}"
