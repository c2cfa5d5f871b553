"""Text and path objects of an OFD page, placed on the page.  Lengths are read in millimetres and given in points."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.containers.xml import local_name
from govinfo_parse.readers.fixed.lattice import Segment
from govinfo_parse.readers.fixed.words import Character
from govinfo_parse.readers.limits import MAX_PAGE_OBJECTS

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS = 72 / 25.4
_ASCENT, _DESCENT = 0.85, 0.15
_INK = 0.7
"""The height of a figure above its line, as a share of its size."""
_THIN = 1.0
"""A filled shape no thicker than this, in millimetres, is a line."""
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each operator of a path (GB/T 33190, 9.1); the last two are the point it ends at."""


def characters_of_object(text: _Element, first_run: int = 0) -> list[Character] | None:
    """The characters of a text object; None if it is slanted, as a watermark is, or mirrored.

    Args:
        text: the text object.
        first_run: the number of its first run of characters; those of the others are higher.

    Raises:
        InputTooLarge: it has more characters than a page may have.
    """
    left, top, *_ = _finite_numbers(text.get("Boundary"), 4)
    a, b, c, d, e, f = _matrix_of_element(text)
    if max(abs(b), abs(c)) > 0.02 * max(abs(a), abs(d), 1e-9):
        return None
    if a < 0 or d < 0:
        return None
    size = _finite_number(text.get("Size"), 4.0)
    height, width = size * abs(d), size * abs(a) * _finite_number(text.get("HScale"), 1.0)
    placed: list[Character] = []
    for code in text:
        if local_name(code) != "TextCode":
            continue
        string = code.text or ""
        if len(string) > MAX_PAGE_OBJECTS:  # before each of them is placed
            raise InputTooLarge(f"a text of a page has more than {MAX_PAGE_OBJECTS:,} characters")
        run = first_run + len(placed)
        xs = _places_of_characters(
            _finite_number(code.get("X"), 0.0), code.get("DeltaX"), string, width / abs(a) if a else size
        )
        ys = _places_of_characters(_finite_number(code.get("Y"), 0.0), code.get("DeltaY"), string, 0.0)
        for one, x, y in zip(string, xs, ys, strict=False):
            if one.isspace():
                continue
            start, base = left + a * x + c * y + e, top + b * x + d * y + f
            end = start + width * _width_share(one)
            upper, lower = base - _ASCENT * height, base + _DESCENT * height
            placed.append(Character(one, start * _POINTS, upper * _POINTS, end * _POINTS, lower * _POINTS, run))
    return placed


def ink_of(figure: Character) -> tuple[float, float, float, float]:
    """Where the ink of a figure is: left, upper end, right, lower end."""
    size = figure.bottom - figure.top
    base = figure.bottom - _DESCENT * size
    return figure.left, base - _INK * size, figure.right, base


def ruled_lines(path: _Element) -> list[Segment]:
    """The straight lines that a path object draws."""
    left, top, width, height = _finite_numbers(path.get("Boundary"), 4)
    if path.get("Stroke") == "false" and not (path.get("Fill") == "true" and min(width, height) <= _THIN):
        return []
    a, b, c, d, e, f = _matrix_of_element(path)
    data = next((child.text or "" for child in path if local_name(child) == "AbbreviatedData"), "")
    drawn: list[Segment] = []
    start = here = (0.0, 0.0)
    words = data.split()
    place = 0
    while place < len(words):
        operator = words[place]
        count = _ARGUMENTS.get(operator, 0)
        numbers = [_finite_number(word, 0.0) for word in words[place + 1 : place + 1 + count]]
        place += 1 + count
        if operator == "C":
            target = start
        elif len(numbers) == count >= 2:
            x, y = numbers[-2:]
            target = ((left + a * x + c * y + e) * _POINTS, (top + b * x + d * y + f) * _POINTS)
        else:
            continue
        if operator in ("L", "C"):
            drawn.append((here, target))
        elif operator in ("M", "S"):
            start = target
        here = target
    return drawn


def _places_of_characters(first: float, deltas: str | None, text: str, advance: float) -> list[float]:
    """Where each character of a text code is; without deltas it follows the one before by its own width."""
    steps = _deltas(deltas, len(text))
    places = [first]
    for number, character in enumerate(text[:-1]):
        step = steps[number] if number < len(steps) else advance * _width_share(character) if not steps else steps[-1]
        places.append(places[-1] + step)
    return places


def _deltas(text: str | None, wanted: int) -> list[float]:
    """A delta array; ``g 3 2.5`` in it means three times 2.5."""
    words = (text or "").split()
    steps: list[float] = []
    place = 0
    while place < len(words) and len(steps) < wanted:
        if words[place] == "g" and place + 2 < len(words):
            repeats = min(int(_finite_number(words[place + 1], 0.0)), wanted)
            steps.extend([_finite_number(words[place + 2], 0.0)] * repeats)
            place += 3
        else:
            steps.append(_finite_number(words[place], 0.0))
            place += 1
    return steps


def _width_share(character: str) -> float:
    """A character's width as a share of its size."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def _matrix_of_element(element: _Element) -> list[float]:
    text = element.get("CTM")
    return [1.0, 0.0, 0.0, 1.0, 0.0, 0.0] if text is None else _finite_numbers(text, 6)


def _finite_numbers(text: str | None, count: int) -> list[float]:
    numbers = [_finite_number(word, 0.0) for word in (text or "").split()[:count]]
    return numbers + [0.0] * (count - len(numbers))


def _finite_number(text: str | None, default: float) -> float:
    try:
        number = float(text) if text is not None else default
    except ValueError:
        return default
    return number if math.isfinite(number) and abs(number) < 1e6 else default
