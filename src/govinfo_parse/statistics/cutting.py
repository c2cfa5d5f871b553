"""Parts figures that ran together: a way to read them is left only where arithmetic rules out all others.

Nothing counts but what holds in nearly any report: no figure of a year is more than the cumulative one; a part is at
most its whole; and the parts of a partition sum to it.  A blank cell counts as none there.  The rows of a table are
trees of wholes and parts, so what each row can be is found exactly: once from the parts up, once from the wholes down.

Reports are misprinted, and a figure of a year that is more than the cumulative one (12|0 for 1|20) must not be read as
two others.  So a reading has to be the only one even if any one row of its tree may be misprinted, against that order
and less than its parts; and in a table that shows the order broken, any number of rows may.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from govinfo_parse.model import Number
from govinfo_parse.statistics.draft_rows import Cut

MOST_ROWS = 32
"""In a larger tree of rows all of them may be misprinted at once."""
_MOST_SUMS = 5_000
"""How many sums of parts are kept; with more, a partition is only taken for parts."""


@attrs.define(eq=False)
class Node:
    """A row and its parts.

    Attributes:
        cuts: the ways to read it; one where it was read as it stands.
        parts: the rows that are parts of it.
        partition: whether they sum to it.
    """

    cuts: list[Cut]
    parts: list[Node] = attrs.field(factory=list)
    partition: bool = False


def ordered(cut: Cut, order: Sequence[int | None]) -> bool:
    """Whether the figures of a row are in the order of their columns' kinds: of a year at most the cumulative one.

    Args:
        cut: the figures.
        order: for each column the place of its kind in the order of kinds; None where it has none.
    """
    placed = sorted(
        (place, number) for place, number in zip(order, cut, strict=True) if place is not None and number is not None
    )
    return all(before[1] <= after[1] for before, after in pairwise(placed) if before[0] < after[0])


def settle_rows(roots: Iterable[Node]) -> bool:
    """Leave each row the ways to read it that some reading of all rows has; all of them where no reading is left.

    Returns:
        Whether every row has a reading.
    """
    settled = True
    for root in roots:
        possible = _up(root)
        if possible[id(root)]:
            _down(root, possible[id(root)], possible)
        else:
            settled = False
    return settled


def _up(node: Node) -> dict[int, list[Cut]]:
    """For a row and all below it, what each can be as far as those below allow."""
    possible: dict[int, list[Cut]] = {}
    for part in node.parts:
        possible |= _up(part)
    choices = [possible[id(part)] for part in node.parts]
    possible[id(node)] = [cut for cut in node.cuts if _fits(cut, choices)] if all(choices) else []
    if node.partition and possible[id(node)]:
        sums = _sums(choices)
        if sums is not None:
            possible[id(node)] = [cut for cut in possible[id(node)] if _counted(cut) in sums]
    return possible


def _down(node: Node, allowed: list[Cut], possible: dict[int, list[Cut]]) -> None:
    node.cuts = allowed
    choices = [possible[id(part)] for part in node.parts]
    for place, part in enumerate(node.parts):
        kept = [cut for cut in choices[place] if any(_at_most(cut, whole) for whole in allowed)]
        if node.partition:
            others = _sums(
                [choice for other, choice in enumerate(choices) if other != place] or [[(0,) * _width(part)]]
            )
            if others is not None:
                kept = [cut for cut in kept if any(_less(whole, cut) in others for whole in allowed)]
        _down(part, kept, possible)


def _width(node: Node) -> int:
    return len(node.cuts[0])


def _fits(whole: Cut, choices: list[list[Cut]]) -> bool:
    """Whether every part has a way to be read that is at most the whole."""
    return all(any(_at_most(cut, whole) for cut in choice) for choice in choices)


def _at_most(part: Cut, whole: Cut) -> bool:
    return all(a <= b for a, b in zip(_counted(part), _counted(whole), strict=True))


def _counted(cut: Cut) -> tuple[Number, ...]:
    """The figures of a row as sums take them: a blank cell is none."""
    return tuple(0 if number is None else number for number in cut)


def _sums(choices: list[list[Cut]]) -> set[tuple[Number, ...]] | None:
    """Every sum of one way for each part; None where there are too many."""
    sums: set[tuple[Number, ...]] = set()
    for place, choice in enumerate(choices):
        counted = set(map(_counted, choice))
        sums = {_add(total, cut) for total in sums for cut in counted} if place else counted
        if len(sums) > _MOST_SUMS:
            return None
    return sums


def _add(one: tuple[Number, ...], other: tuple[Number, ...]) -> tuple[Number, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _less(whole: Cut, part: Cut) -> tuple[Number, ...]:
    """What is left of a whole without a part."""
    return tuple(a - b for a, b in zip(_counted(whole), _counted(part), strict=True))
