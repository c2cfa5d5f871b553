"""Reading digits whose cell boundaries were lost, by the form's own sums (勾稽关系).

``readings`` lists what a run of digits can mean in one row; ``settle`` lets ``column_sums`` of the whole table choose
among the readings of its rows.  Both are bounded: they give up rather than search without end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate

from govinfo_parse.checks.rules import (
    CARRIED_FORWARD,
    CARRIED_OVER,
    COMMON_LEAVES,
    DIVIDED_ROWS,
    RECEIVED,
    TOTAL,
    UNDIVIDED_ROW,
)

Reading = tuple[int, ...]

MOST_READINGS = 24
"""A row with more readings than this is not decided."""
_LONGEST = 7
"""A printed count has at most this many digits."""


class _Spent(Exception):
    """The search is over its budget."""


class Budget:
    """How much searching one table may cost, so that no digits make a report slow."""

    def __init__(self, steps: int = 8_000) -> None:
        self.steps = steps

    def spend(self, steps: int = 1) -> None:
        """Take steps from the budget, or stop the search."""
        self.steps -= steps
        if self.steps < 0:
            raise _Spent


def readings(pieces: Sequence[str], groups: Sequence[int], budget: Budget) -> list[Reading] | None:
    """Every way to read a row whose values lost the marks between them.

    Args:
        pieces: the stretches of digits as printed; no number goes on from one piece to the next.
        groups: for each sum of the row, how many addends come before their total.
        budget: what the search may cost.

    Returns:
        The readings in which every total is the sum of its addends; None where there are too many to list.
    """
    text = "".join(pieces)
    if not text.isdecimal() or len(text) > _LONGEST * (len(groups) + sum(groups)):
        return [] if not text.isdecimal() else None
    stops = list(accumulate(map(len, pieces)))
    limit = [0] * len(text)
    begin = 0
    for stop in stops:
        limit[begin:stop] = [stop] * (stop - begin)
        begin = stop
    found: list[Reading] = []
    cells = len(groups) + sum(groups)
    try:
        for reading in _search(text, limit, 0, tuple(groups), groups[0], 0, cells, budget):
            found.append(reading)
            if len(found) > MOST_READINGS:
                return None
    except _Spent:
        return None
    return found


def _search(
    text: str, limit: list[int], at: int, groups: tuple[int, ...], left: int, total: int, cells: int, budget: Budget
) -> Iterator[Reading]:
    """The readings of ``text[at:]`` as ``cells`` numbers; ``left`` addends of the first group are still to come."""
    budget.spend()
    if not cells:
        if at == len(text):
            yield ()
        return
    if len(text) - at < cells:
        return
    if not left:
        printed = str(total)
        stop = at + len(printed)
        if not text.startswith(printed, at) or stop > limit[at]:
            return
        inner = groups[1:]
        for rest in _search(text, limit, stop, inner, inner[0] if inner else 0, 0, cells - 1, budget):
            yield (total, *rest)
        return
    longest = 1 if text[at] == "0" else min(limit[at] - at, len(text) - at - cells + 1, _LONGEST)
    for stop in range(at + 1, at + longest + 1):
        number = int(text[at:stop])
        for rest in _search(text, limit, stop, groups, left - 1, total + number, cells - 1, budget):
            yield (number, *rest)


def cuts(text: str, columns: Sequence[re.Pattern[str]]) -> list[tuple[tuple[int, int], ...]]:
    """The ways to cut a text into one match of each column's pattern; at most two are listed.

    Returns:
        For each way, the (start, end) of every column's stretch.
    """
    found: list[tuple[tuple[int, int], ...]] = []

    def walk(at: int, column: int, done: tuple[tuple[int, int], ...]) -> None:
        if len(found) > 1:
            return
        if column == len(columns):
            if at == len(text):
                found.append(done)
            return
        last = len(text) if column == len(columns) - 1 else min(len(text), at + 2 * _LONGEST)
        for stop in range(last if column == len(columns) - 1 else at + 1, last + 1):
            if columns[column].fullmatch(text, at, stop):
                walk(stop, column + 1, (*done, (at, stop)))

    if text:
        walk(0, 0, ())
    return found


def column_sums(printed: Collection[str | None]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Pairs of rows of table 3 with the same sums, in a report with these rows; （六） is three of them or one."""
    undivided = set(UNDIVIDED_ROW) <= set(printed) and set(DIVIDED_ROWS).isdisjoint(printed)
    leaves = COMMON_LEAVES + (UNDIVIDED_ROW if undivided else DIVIDED_ROWS)
    return (leaves, (TOTAL,)), ((RECEIVED, CARRIED_OVER), (TOTAL, CARRIED_FORWARD))


def settle(
    balances: Sequence[tuple[Sequence[str], Sequence[str]]],
    known: Mapping[str, Reading],
    options: Mapping[str, Sequence[Reading]],
    budget: Budget,
) -> tuple[dict[str, list[Reading]], set[str]]:
    """Let the sums of a table's columns choose among the readings of its rows.

    Args:
        balances: pairs of row names whose columns add up to the same; names that are neither known nor open
            make the balance unusable.
        known: rows read without doubt.
        options: rows with several readings, or one that needs proof.
        budget: what the search may cost.

    Returns:
        The readings of each open row that some solution of every usable balance contains (all of them where no
        balance could be used, or none has a solution), and the rows that a solved balance vouches for.
    """
    viable = {name: list(choices) for name, choices in options.items()}
    proved: set[str] = set()
    for _ in range(2):
        for left, right in balances:
            names = [*left, *right]
            if not all(name in known or name in viable for name in names):
                continue
            opened = [name for name in names if name in viable]
            signs = [1 if name in left else -1 for name in opened]
            width = len(next(iter(known.values()), None) or viable[opened[0]][0])
            offset = [0] * width
            for name in names:
                if name in known:
                    sign = 1 if name in left else -1
                    offset = [a + sign * b for a, b in zip(offset, known[name], strict=True)]
            chosen = _solve(tuple(offset), signs, [viable[name] for name in opened], budget)
            if chosen is None or not all(chosen):
                continue
            for name, choices in zip(opened, chosen, strict=True):
                viable[name] = choices
                proved.add(name)
    return viable, proved


def _solve(
    offset: Reading, signs: Sequence[int], choices: Sequence[Sequence[Reading]], budget: Budget
) -> list[list[Reading]] | None:
    """The choices that take part in a solution of ``offset + sum of sign * choice == 0``; None if too costly."""
    sums: list[set[Reading]] = [{offset}]
    for sign, options in zip(signs, choices, strict=True):
        try:
            budget.spend(4 * len(sums[-1]) * len(options))
        except _Spent:
            return None
        sums.append({_plus(state, sign, option) for state in sums[-1] for option in options})
    wanted: set[Reading] = {tuple([0] * len(offset))} & sums[-1]
    chosen: list[list[Reading]] = []
    for sign, options, before in reversed(list(zip(signs, choices, sums, strict=False))):
        kept, earlier = [], set()
        for option in options:
            states = {_plus(state, -sign, option) for state in wanted} & before
            if states:
                kept.append(option)
                earlier |= states
        chosen.append(kept)
        wanted = earlier
    return chosen[::-1]


def _plus(state: Reading, sign: int, option: Reading) -> Reading:
    return tuple(a + sign * b for a, b in zip(state, option, strict=True))
