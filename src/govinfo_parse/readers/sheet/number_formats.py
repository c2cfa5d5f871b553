"""Numbers as a workbook shows them: by the number format of their cell.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
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
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '¥#,##0;-¥#,##0;¥"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '¥#,##0.00;-¥#,##0.00;¥"-"',
}
"""The formats that a workbook does not spell out, as Chinese versions show them; of others there is 0, General."""

_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _. | \*.
    | \[\$(?P<currency>[^\]\-]*)[^\]]*\] | \[(?P<bracket>[^\]]*)\]
    | (?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+) | (?P<percent>%) | (?P<general>General|G/通用格式)
    | (?P<plain>[-+()¥$￥€\x20:!&'{}~^<>=]) | (?P<other>.)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_COLOURS = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色?|蓝色?|绿色?|红色?|白色?|黄色?", re.IGNORECASE
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_MOST_DECIMALS = 30
_LONGEST = 255
"""Characters of a format that Excel takes."""


class _Section(NamedTuple):
    """A part of a format between semicolons: what is before and behind the number, and how the number is written.

    ``digits`` is None for a part without a number, ``""`` for the general form.
    """

    before: str
    digits: str | None
    behind: str
    percents: int


def shown(value: float, code: str) -> str | None:
    """A number as a format shows it; None where the format is of a kind not known here."""
    sections = _sections(code)
    if sections is None or not isfinite(value):
        return None
    number = Decimal(repr(value))
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
    text = _written(number, section)
    return None if text is None else text.strip()


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...] | None:
    if len(code) > _LONGEST:
        return None
    parts = re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|\Z)', code)[:-1] or [code]
    sections = []
    for part in parts[:3]:
        section = _section(part)
        if section is None:
            return None
        sections.append(section)
    return tuple(sections)


def _section(part: str) -> _Section | None:
    before = behind = ""
    digits: str | None = None
    percents = 0
    for match in _PIECE.finditer(part):
        kind = match.lastgroup
        text = match[kind] if kind else ""
        if kind == "bracket":
            if not _COLOURS.fullmatch(text):
                return None  # a condition, an elapsed time, digits of another script
            continue
        if kind in ("digits", "general"):
            if digits is not None:
                return None
            digits = text if kind == "digits" else ""
            continue
        if kind == "other" and text not in "、。，（）％元件条项个次人万":
            return None  # a date, a fraction, an exponent
        percents += kind == "percent"
        if kind is None:
            text = " " if match[0].startswith("_") else ""
        if digits is None:
            before += text
        else:
            behind += text
    return _Section(before, digits, behind, percents)


def _written(number: Decimal, section: _Section) -> str | None:
    if section.digits is None:
        return section.before + section.behind
    if section.digits == "":
        return section.before + number_text(float(number)) + section.behind
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
    least = whole.replace(",", "").replace("#", "").replace("?", "")
    digits = digits.rjust(len(least), "0")
    if not least and digits == "0":
        digits = ""
    if "," in whole:
        digits = f"{int(digits):,}" if digits and len(least) <= 1 else digits
    kept = len(decimals.rstrip("#?"))
    rest = rest[:kept] + rest[kept:].rstrip("0")
    point = "." if rest or (decimals == "" and section.digits.rstrip(",").endswith(".")) else ""
    return f"{sign}{section.before}{digits}{point}{rest}{section.behind}"
