"""Numbers as sentences print them."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {digit: value for value, digits in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for digit in digits}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_LONGEST = 12
"""A number with more characters does not count cases or documents."""


def value_of(number: str, scale: str = "") -> int | None:
    """The whole number that is printed: ``1,208``, ``12.5`` with the scale 万, 十二, 一百零三; None if it is not a
    number.

    Args:
        number: the printed number, its characters of normal width.
        scale: 万, 亿 or nothing.
    """
    if len(number) > _LONGEST:
        return None
    if number[0] in _DIGITS or number[0] in _POWERS:
        value = _chinese(number)
        return None if value is None else value * _SCALES[scale]
    if number.isdecimal():
        return int(number) * _SCALES[scale]
    exact = Decimal(number.replace(",", "").replace("，", "")) * _SCALES[scale]
    return int(exact) if exact == exact.to_integral_value() else None


def _chinese(number: str) -> int | None:
    """The value of Chinese numerals below ten thousand; None if they cannot form a number."""
    if number[0] in "零〇" and len(number) > 1:
        return None
    total, digit, last = 0, None, 10_000
    for place, character in enumerate(number):
        power = _POWERS.get(character)
        if power is None:
            if digit:  # 三五件: three to five
                return None
            digit = _DIGITS[character]
            continue
        if power >= last or (digit is None and (power > 10 or place)) or digit == 0:  # noqa: PLR2004
            return None
        total += (1 if digit is None else digit) * power
        digit, last = None, power
    return total + (digit or 0)
