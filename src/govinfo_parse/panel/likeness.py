"""Names of agencies that may be one agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import attrs

from govinfo_parse.serialize.agencies import normalised


@attrs.frozen
class Suggestion:
    """Two agencies that may be one.  A person has to decide.

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

    A name is compared with those that follow it in alphabetical order, where names of the same place are together, so
    that the time grows with the number of names and not with its square.

    Args:
        names: names of agencies as printed; normalised here.
        at_least: the likeness from which on a pair is given.
        window: with how many following names each one is compared.
    """
    ordered = sorted({key for key in map(normalised, names) if key})
    for place, name in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + window]:
            if other[0] != name[0]:
                break
            matcher = SequenceMatcher(None, name, other, autojunk=False)
            if matcher.real_quick_ratio() >= at_least and (ratio := matcher.ratio()) >= at_least:
                yield Suggestion(name, other, round(ratio, 3))
