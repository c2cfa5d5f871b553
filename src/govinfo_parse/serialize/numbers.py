"""Numbers between records (int, Decimal) and JSON (int, float, string)."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from govinfo_parse.model.cells import Number

DECIMAL_TEXT = r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]{1,6})?$"
"""A decimal that was written as a string because no float holds it."""


def to_float(number: Decimal) -> float | None:
    """The float that prints the same number; None where there is no such float."""
    try:
        nearest = float(number)
    except OverflowError:
        return None
    return nearest if math.isfinite(nearest) and Decimal(repr(nearest)) == number else None


def json_number(number: Number | None) -> int | float | str | None:
    """The number as JSON has it."""
    if not isinstance(number, Decimal):
        return number
    nearest = to_float(number)
    return str(number) if nearest is None else nearest


def from_json_number(value: object) -> Number:
    """The number that :func:`json_number` wrote as ``value``.

    Raises:
        ValueError: ``value`` is no number.
    """
    match value:
        case bool():
            pass
        case int():
            return value
        case float() if math.isfinite(value):
            return Decimal(repr(value))
        case str() if re.fullmatch(DECIMAL_TEXT, value):
            return Decimal(value)
    raise ValueError(f"expected a number, not {value!r:.60}")
