"""Names of agencies: when two are the same, and which may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

import attrs

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")


@lru_cache(maxsize=4096)
def normalised(agency: str | None) -> str | None:
    """The name by which an agency is matched: full and half width are the same, and white space is nothing.

    Nothing else is changed: 某市教育局 and 某市教育体育局 are two agencies, and so are 某市 and 某市人民政府办公室, of
    which the one may report for the whole city and the other for itself.

    Args:
        agency: the name as printed.

    Returns:
        The normalised name; None where nothing is printed.
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", agency)) or None if agency else None


@attrs.frozen
class Suggestion:
    """Two agencies that may be one.  It is for people to say.

    Attributes:
        name: a normalised name.
        other: another one that resembles it.
        likeness: from 0 to 1, where 1 is the same.
    """

    name: str
    other: str
    likeness: float


def suggest(names: Iterable[str | None], *, at_least: float = 0.85, window: int = 40) -> Iterator[Suggestion]:
    """Pairs of names that resemble each other, such as 示例区发展改革委 and 示例区发展和改革委员会.

    A name is held against those that follow it in alphabetical order, where names of the same place stand together, so
    that the time grows with the number of names and not with its square.

    Args:
        names: names of agencies as printed; normalised here.
        at_least: the likeness from which on a pair is given.
        window: how many following names each one is held against.
    """
    ordered = sorted({key for key in map(normalised, names) if key})
    for place, name in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + window]:
            if other[0] != name[0]:
                break
            matcher = SequenceMatcher(None, name, other, autojunk=False)
            if matcher.real_quick_ratio() >= at_least and (ratio := matcher.ratio()) >= at_least:
                yield Suggestion(name, other, round(ratio, 3))
