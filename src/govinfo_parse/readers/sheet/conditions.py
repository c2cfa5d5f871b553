"""Where a sheet shows figures in another way under a condition (Excel's conditional formatting).

Source: ECMA-376 part 1, 18.3.1.18, and [MS-XLSX] 2.6.12.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from govinfo_parse.readers.containers.xml import child, local_name, parse_xml
from govinfo_parse.readers.sheet.cell_styles import altering_code
from govinfo_parse.readers.sheet.column_letters import column_of_letters
from govinfo_parse.readers.sheet.number_formats import format_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK = b"conditionalFormatting"
_AREA = re.compile(r"([A-Z]{0,3})(\d{0,7})(?::([A-Z]{0,3})(\d{0,7}))?", re.IGNORECASE)
"""A cell, a range, whole columns (B:C) or whole rows (2:3)."""
_NUMBER = re.compile(r"\s*=?\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*")
_COMPARED = {
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "equal": operator.eq,
    "notEqual": operator.ne,
    "greaterThanOrEqual": operator.ge,
    "greaterThan": operator.gt,
}
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_WHOLE = (0, 0, _MOST_ROWS - 1, _MOST_COLUMNS - 1)


class Condition(NamedTuple):
    """A condition under which figures are shown in another way.

    Attributes:
        areas: the cells that it is about: first row and column, last row and column, from 0.
        code: the number format; None where it is not the format alone that differs.
        comparison: how a number is compared with ``limit``; "" where it is not known here which cells it holds for.
        limit: what it is compared with.
    """

    areas: tuple[tuple[int, int, int, int], ...]
    code: str | None
    comparison: str = ""
    limit: float = 0.0

    def alters(self, value: object, text: str) -> bool:
        """Whether it may hold for a cell with this value, and shows another text than this."""
        if not isinstance(value, int | float):
            return self.code is None
        if self.comparison and not _COMPARED[self.comparison](value, self.limit):
            return False
        return self.code is None or format_number(value, self.code) != text


def conditions_of_sheet(data: bytes, altering: Mapping[int, str | None]) -> list[Condition]:
    """The conditions of a sheet under which figures are shown in another way.

    Args:
        data: the sheet.
        altering: the styles with which they are, by their numbers, as ``altering_styles`` gives them.

    Raises:
        DamagedFile: the sheet is broken.
    """
    if _MARK not in data or not (altering or b"dxf>" in data):
        return []
    sheet = parse_xml(data, "a sheet")
    return [one for group in sheet.iter(f"{{*}}{_MARK.decode()}") for one in _conditions_in(group, altering)]


def _conditions_in(group: _Element, altering: Mapping[int, str | None]) -> Iterator[Condition]:
    said = child(group, "sqref")  # conditions that newer programs add have it as an element
    areas = tuple(map(_area, (group.get("sqref") or (said is not None and said.text) or "").split()))
    for rule in group.iterchildren("{*}cfRule"):
        own, number = child(rule, "dxf"), rule.get("dxfId", "")
        code = altering.get(int(number), "") if number.isdecimal() else "" if own is None else altering_code(own)
        if code == "":
            continue
        comparison = rule.get("operator", "") if rule.get("type") == "cellIs" else ""
        limits = [one.text or "" for one in rule if local_name(one) in ("formula", "f")]
        limit = _NUMBER.fullmatch(limits[0]) if len(limits) == 1 and comparison in _COMPARED else None
        yield Condition(areas, code) if limit is None else Condition(areas, code, comparison, float(limit[1]))


def _area(text: str) -> tuple[int, int, int, int]:
    """The corners of a range; the whole sheet for one that is not written plainly."""
    match = _AREA.fullmatch(text.replace("$", ""))
    if match is None:
        return _WHOLE
    left, top, right, bottom = (one or "" for one in match.groups())
    if match[3] is None and match[4] is None:
        right, bottom = left, top
    return (
        int(top or 1) - 1,
        column_of_letters(left.encode() or b"A") - 1,
        int(bottom or _MOST_ROWS) - 1,
        column_of_letters(right.encode()) - 1 if right else _MOST_COLUMNS - 1,
    )
