"""The figures of a whole report without a parser: they come in the order in which the form prints its cells."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import attrs

from govinfo_parse.model import Number
from govinfo_parse.parser import default_parser

_FIGURE = re.compile(r"(?<=[\t\n|,│ \u00a0])[+-]?\d+(?:\.\d+)?(?=[\t\n|,│ \u00a0])")
_TABLES = re.compile(r"\n[ \t]*二、.*?\n(?=[ \t]*五、)", re.DOTALL)


@attrs.frozen
class Printed:
    """A text and where each of its figures stands.

    Attributes:
        text: the text.
        places: path of each cell with a figure -> (start, end) in the text.
    """

    text: str
    places: dict[str, tuple[int, int]]

    @property
    def numbers(self) -> dict[str, Number]:
        """Path of each cell with a figure -> its number."""
        return {path: number(self.text[start:end]) for path, (start, end) in self.places.items()}


def number(text: str) -> Number:
    """A printed figure as a number."""
    return Decimal(text) if "." in text else int(text)


def printed(text: str, form: str, blank: tuple[str, ...] = ()) -> Printed:
    """The figures of a whole report of one form.

    Args:
        text: the report.
        form: its form.
        blank: the cells that are printed without a figure.
    """
    tables = _TABLES.search(text)
    assert tables is not None
    paths = [path for path in default_parser().forms[form].paths if path not in blank]
    found = [match.span() for match in _FIGURE.finditer(text, tables.start(), tables.end())]
    return Printed(text, dict(zip(paths, found, strict=True)))


def with_others(report: Printed, seed: int) -> Printed:
    """The same text with another figure in the place of each, of any size, no two alike."""
    rng = random.Random(seed)
    drawn: set[Number] = set()
    parts, places = [], {}
    before = length = 0
    for path, (start, end) in report.places.items():
        figure = _another(rng, path)
        while number(figure) in drawn:
            figure = _another(rng, path)
        drawn.add(number(figure))
        kept = report.text[before:start]
        length += len(kept)
        places[path] = (length, length + len(figure))
        length += len(figure)
        parts += [kept, figure]
        before = end
    return Printed("".join(parts) + report.text[before:], places)


def _another(rng: random.Random, path: str) -> str:
    figure = str(rng.randrange(10 ** rng.randint(1, 6)))
    if path.endswith(".amount"):
        figure += f".{rng.randrange(10, 100)}"
    if path.endswith(".change"):
        figure = rng.choice("-+") + figure
    return figure
