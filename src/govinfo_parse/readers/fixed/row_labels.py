"""The labels of rows of a table without lines: which words beside figures are the lines of which label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from govinfo_parse.readers.fixed.words import PrintedWord

STACKED = 0.9
"""How far apart two lines of one cell may be, in heights."""
MOST_ABOVE = 4
"""How many lines the label of the first row may have above its figures."""
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)、.．]")
"""How a label begins, and no further line of one."""
_OFF = 0.35
"""How far the middle of a label may be from that of its figures, in heights."""
_BESIDE, _TOUCHING = 0.1, 1.0
"""The least share of its height that a word has in common with one beside it; how many points the two may overlap."""
_MOST_LINES = 12
"""How many lines a label has at most."""
_NEIGHBOURS = 6
"""How many words above and below a word are looked at for those beside it."""
_CLOSER = 0.05
"""By how much, in heights, lines of one label are closer together than those of two."""


class RowLabel(NamedTuple):
    """The lines of a row's label, and which row of figures stands beside it: None for one without figures."""

    lines: list[PrintedWord]
    row: int | None


def items_and_groups(labels: Sequence[PrintedWord]) -> tuple[list[PrintedWord], list[PrintedWord]]:
    """Labels of rows, and those of groups of rows, which have others at their right."""
    ordered = sorted(labels, key=lambda word: word.top)
    items: list[PrintedWord] = []
    groups: list[PrintedWord] = []
    for place, word in enumerate(ordered):
        near = [*ordered[max(place - _NEIGHBOURS, 0) : place], *ordered[place + 1 : place + 1 + _NEIGHBOURS]]
        is_group = any(
            other.left >= word.right - _TOUCHING
            and min(other.bottom, word.bottom) - max(other.top, word.top) > _BESIDE * word.height
            for other in near
        )
        (groups if is_group else items).append(word)
    return items, groups


def labels_of_rows(items: Sequence[PrintedWord], middles: Sequence[float], height: float) -> list[RowLabel] | None:
    """The label of each row, if there is only one way in which the figures stand beside the middles of labels, or
    beside their first lines, and lines of one label are closer together than those of two.
    """
    if not items:
        return None
    near = min(range(len(items)), key=lambda place: abs(items[place].middle - middles[0]))
    ways = [_centred(items, first, middles, height) for first in range(near, max(near - MOST_ABOVE, -1), -1)]
    ways.append(_beside_first_lines(items, near, middles, height))
    found: list[list[RowLabel]] = []
    for way in ways:
        if way is not None and way not in found and _are_parted([label.lines for label in way], height):
            found.append(way)
    return found[0] if len(found) == 1 else None


def _centred(
    items: Sequence[PrintedWord], first: int, middles: Sequence[float], height: float
) -> list[RowLabel] | None:
    labels: list[RowLabel] = []
    for number, row in enumerate(middles):
        while True:
            if first == len(items):
                return None
            end = _end_of_label(items, first)
            lines = 1
            while first + lines < end and _middle(items[first : first + lines]) < row - _OFF * height:
                lines += 1
            block = list(items[first : first + lines])
            if abs(_middle(block) - row) <= _OFF * height:
                labels.append(RowLabel(block, number))
                first += lines
                break
            block = list(items[first:end])
            if not labels or not _NUMBERED.match(block[0].text) or block[-1].bottom > row:
                return None
            labels.append(RowLabel(block, None))
            first = end
    return labels


def _middle(block: Sequence[PrintedWord]) -> float:
    return (block[0].top + block[-1].bottom) / 2


def _end_of_label(items: Sequence[PrintedWord], first: int) -> int:
    """Where the lines of a label end at the latest: before one that begins with a number."""
    end = first + 1
    while end < min(len(items), first + _MOST_LINES) and not _NUMBERED.match(items[end].text):
        end += 1
    return end


def _beside_first_lines(
    items: Sequence[PrintedWord], first: int, middles: Sequence[float], height: float
) -> list[RowLabel] | None:
    starts: list[int] = []
    place = first
    for row in middles:
        while place < len(items) and items[place].middle < row - _OFF * height:
            place += 1
        if place == len(items) or items[place].middle > row + _OFF * height:
            return None
        starts.append(place)
    if starts[0] != first or len(set(starts)) < len(starts):
        return None
    labels: list[RowLabel] = []
    for number, (start, end) in enumerate(pairwise([*starts, len(items)])):
        after = min(_end_of_label(items, start), end)
        labels.append(RowLabel(list(items[start:after]), number))
        while after < end and number + 1 < len(starts):  # rows without figures
            first, after = after, min(_end_of_label(items, after), end)
            labels.append(RowLabel(list(items[first:after]), None))
    last = labels[-1].lines
    pitch = max((_pitch(label.lines) for label in labels[:-1]), default=0.0)
    while len(last) > 1 and last[1].bottom - last[0].bottom > pitch + _CLOSER * height:
        del last[1:]
    return labels


def _are_parted(blocks: Sequence[Sequence[PrintedWord]], height: float) -> bool:
    """Whether the lines of each label are closer together than the last line of one and the first of the next."""
    if not all(is_stack(block, height) for block in blocks):
        return False
    within = max(map(_pitch, blocks))
    between = min((below[0].bottom - above[-1].bottom for above, below in pairwise(blocks)), default=within + height)
    return within + _CLOSER * height <= between


def _pitch(block: Sequence[PrintedWord]) -> float:
    """How far apart the lines of a label are at most."""
    return max((below.bottom - above.bottom for above, below in pairwise(block)), default=0.0)


def is_stack(block: Sequence[PrintedWord], height: float) -> bool:
    """Whether words are lines of one cell."""
    return all(
        below.top - above.bottom <= STACKED * height and min(above.right, below.right) > max(above.left, below.left)
        for above, below in pairwise(block)
    )


def stacks(words: Iterable[PrintedWord]) -> list[list[PrintedWord]]:
    """Words in stacks: lines of one cell each."""
    found: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda one: one.top):
        for stack in found[-4:]:
            if stack[-1].bottom <= word.top + word.height / 2 and is_stack([stack[-1], word], word.height):
                stack.append(word)
                break
        else:
            found.append([word])
    return found
