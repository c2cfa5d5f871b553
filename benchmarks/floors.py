"""What reading the numbers of a text costs at least, in Python: nobody knows afterwards which number is which."""

from __future__ import annotations

import re
from itertools import chain

_SPLIT = re.compile(r"[\t\n|]").split
_FIND = re.compile(r"\d+").findall


def cells(text: str) -> list[int]:
    """The floor: the text split into cells, and the numbers of every cell."""
    return [int(number) for cell in re.split(r"[\t\n|]", text) for number in re.findall(r"\d+", cell)]


def cells_compiled(text: str) -> list[int]:
    """The same with compiled expressions and as little of Python as possible."""
    return list(map(int, chain.from_iterable(map(_FIND, _SPLIT(text)))))


def whole_text(text: str) -> list[int]:
    """The cheaper floor: the numbers of the whole text, cells not even told apart."""
    return [int(number) for number in re.findall(r"\d+", text)]
