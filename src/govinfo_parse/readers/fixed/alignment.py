"""Tables without lines: their rows and columns are found from the places of figures alone.

A row is where three figures or more are side by side; columns are where figures of several rows are below each other.
What stands to the left of a row's figures is its label, and what stands above a column its head.  A table is made only
where all of this is certain: each row has a label of which every line is known, and each column a head of its own, or
it goes on from the page before.  Everything else stays lines of text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from govinfo_parse.readers.fixed.row_labels import (
    MOST_ABOVE,
    STACKED,
    RowLabel,
    is_stack,
    items_and_groups,
    labels_of_rows,
    stacks,
)
from govinfo_parse.readers.fixed.words import PrintedWord

_FEWEST = 3
"""How many figures side by side begin a table."""
_MOST = 60
"""How many columns a table has at most."""
_SURELY = 2
"""How many figures in the columns of rows above are a further row, whatever else is in its columns."""
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[）)、.．]")
_FURTHEST = 5.0
"""How far apart two rows of a table may be, in heights."""
_HEAD_LINES = 12


class FigureColumn(NamedTuple):
    """How far the figures of a column reach."""

    left: float
    right: float

    def meets(self, word: PrintedWord) -> bool:
        """Whether a word is above or below figures of the column."""
        return word.left < self.right and word.right > self.left


@attrs.frozen
class AlignedTable:
    """A table without lines.

    Attributes:
        first: the first of its lines.
        last: the one after its last.
        rows: the words of its cells: a group's label, a row's label, and a value for each column.
        heads: the same of its heads, with those of several columns in the corner; empty for a table that goes on from
            the page before.
        columns: its columns.
    """

    first: int
    last: int
    rows: Sequence[Sequence[Sequence[PrintedWord]]]
    heads: Sequence[Sequence[PrintedWord]]
    columns: Sequence[FigureColumn]

    @property
    def borders(self) -> list[float]:
        """The places between its cells, from left to right."""
        words = [word for row in (self.heads, *self.rows) for cell in row for word in cell]
        left, right = min(word.left for word in words), max(word.right for word in words)
        items = min((word.left for row in self.rows for word in row[1]), default=left)
        between = [(one.right + other.left) / 2 for one, other in pairwise(self.columns)]
        return [left, max(items, left), self.columns[0].left, *between, right]


def aligned_tables(lines: Sequence[Sequence[PrintedWord]]) -> list[AlignedTable]:
    """The tables among lines, which are given from the top down, each from left to right."""
    found: list[AlignedTable] = []
    number = done = 0
    while number < len(lines):
        group = _Group.begun(lines, number)
        if group is None:
            number += 1
            continue
        number = group.end
        if (table := _table(lines, group, done)) is not None:
            found.append(table)
            done = number = table.last
    return found


def _values_at_end(line: Sequence[PrintedWord]) -> list[PrintedWord]:
    values: list[PrintedWord] = []
    for word in reversed(line):
        if not word.is_value:
            break
        values.append(word)
    return values[::-1]


@attrs.define
class _Group:
    """Rows below each other with figures in the same columns: the number of each line, and its values by column."""

    rows: list[tuple[int, list[PrintedWord | None]]]
    columns: list[FigureColumn]
    end: int

    @classmethod
    def begun(cls, lines: Sequence[Sequence[PrintedWord]], first: int) -> _Group | None:
        """The rows that begin at a line, if it is one."""
        values = _values_at_end(lines[first])
        if not _FEWEST <= len(values) <= _MOST or not any(word.is_figure for word in values):
            return None
        group = cls([(first, list(values))], [FigureColumn(word.left, word.right) for word in values], first + 1)
        bottom = max(word.bottom for word in lines[first])
        for number in range(first + 1, len(lines)):
            line = lines[number]
            top, height = min(word.top for word in line), line[0].height
            if top - bottom > _FURTHEST * height or not group._takes(number, line):
                break
            bottom = max(word.bottom for word in line)
        return group

    def _takes(self, number: int, line: Sequence[PrintedWord]) -> bool:
        """Add a line, if it is a row of this table or stands among the labels of its rows."""
        left = self.columns[0].left
        values = [word for word in line if word.right > left]
        if not values:
            return True
        if len(values) > _MOST or sum(word.is_figure for word in values) < _SURELY:
            return False
        if len(values) > len(self.columns):
            return all(word.is_value for word in values) and self._widen(number, values)
        placed: list[PrintedWord | None] = [None] * len(self.columns)
        for word in values:
            meets = [place for place, column in enumerate(self.columns) if column.meets(word)]
            if len(meets) != 1 or placed[meets[0]] is not None:
                return False
            placed[meets[0]] = word
        self._add(number, placed)
        return True

    def _widen(self, number: int, values: Sequence[PrintedWord]) -> bool:
        """Add a row with more figures than those above it."""
        places = []
        for column in self.columns:
            meets = [place for place, word in enumerate(values) if column.meets(word)]
            if len(meets) != 1:
                return False
            places.append(meets[0])
        if len(set(places)) < len(places):
            return False
        columns = [FigureColumn(word.left, word.right) for word in values]
        rows = []
        for line, row in self.rows:
            spread: list[PrintedWord | None] = [None] * len(values)
            for place, word in zip(places, row, strict=True):
                spread[place] = word
            rows.append((line, spread))
        for place, column in zip(places, self.columns, strict=True):
            columns[place] = FigureColumn(
                min(column.left, columns[place].left), max(column.right, columns[place].right)
            )
        self.rows, self.columns = rows, columns
        self._add(number, list(values))
        return True

    def _add(self, number: int, placed: list[PrintedWord | None]) -> None:
        self.rows.append((number, placed))
        self.columns = [
            column if word is None else FigureColumn(min(column.left, word.left), max(column.right, word.right))
            for column, word in zip(self.columns, placed, strict=True)
        ]
        self.end = number + 1


def _table(lines: Sequence[Sequence[PrintedWord]], group: _Group, done: int) -> AlignedTable | None:
    """The table that rows make with their labels and heads; None where that is not certain."""
    columns = group.columns
    if _goes_on(lines[group.end : group.end + 1], group) or any(
        one.right >= other.left for one, other in pairwise(columns)
    ):
        return None
    first, left = group.rows[0][0], columns[0].left
    height = lines[first][-1].height
    begin, end = _first_line_above(lines, first, done, height), _last_line_below(lines, group, height)
    items, groups = items_and_groups(
        [word for number in range(begin, end) for word in lines[number] if word.right <= left]
    )
    _move_group_ends(items, groups, lines[group.rows[-1][0]], lines[group.end : end])
    labels = _labels_of_group(items, group, lines, height, is_at_end=end == len(lines))
    if labels is None:
        return None
    top = labels[0].lines[0].top
    groups = [word for word in groups if word.bottom > top]
    if any(word.is_value for word in groups):
        return None  # those of another table at its left
    rows = _rows(labels, group, groups)
    taken = _taken(rows)
    above = [[word for word in line if id(word) not in taken and word.middle < top] for line in lines[begin:first]]
    heads = _heads(above, columns, left)
    if heads is None:
        if begin > 0 or any(word.right > left for line in above for word in line):
            return None
        heads = []
        if label := [word for line in above for word in line]:  # that of the row that the page before ends with
            rows.insert(0, [[], label, *([] for _ in columns)])
    elif all(len(cell) <= 1 for row in (heads, *rows) for cell in row):
        return None  # lines of text say the same
    taken = _taken([heads, *rows])
    inside = [number for number in range(begin, end) if any(id(word) in taken for word in lines[number])]
    if any(id(word) not in taken for line in lines[inside[0] : inside[-1] + 1] for word in line):
        return None
    return AlignedTable(inside[0], inside[-1] + 1, rows, heads, columns)


def _taken(rows: Iterable[Sequence[Sequence[PrintedWord]]]) -> set[int]:
    return {id(word) for row in rows for cell in row for word in cell}


def _move_group_ends(
    items: list[PrintedWord],
    groups: list[PrintedWord],
    last: Sequence[PrintedWord],
    below: Iterable[Sequence[PrintedWord]],
) -> None:
    """Count the last lines of a group's label for it, which have no label at their right as the page ends there."""
    left = max((word.left for word in items if word in last), default=None)
    for line in below:
        for word in line:
            is_at_side = word in items and (left is None or word.right <= left)
            if is_at_side and any(is_stack((one, word), word.height) for one in groups):
                items.remove(word)
                groups.append(word)


def _labels_of_group(
    items: Sequence[PrintedWord],
    group: _Group,
    lines: Sequence[Sequence[PrintedWord]],
    height: float,
    *,
    is_at_end: bool,
) -> list[RowLabel] | None:
    middles = [_middle(row) for _, row in group.rows]
    labels = labels_of_rows(items, middles, height)
    number, values = group.rows[-1]
    is_open = is_at_end and len(lines[number]) == sum(word is not None for word in values)
    if labels is None and is_open and len(middles) > 1:  # the last label is on the next page
        labels = labels_of_rows(items, middles[:-1], height)
        labels = labels and [*labels, RowLabel([], len(middles) - 1)]
    if labels is None or any(word.is_value for label in labels for word in label.lines):
        return None
    return labels


def _rows(labels: Sequence[RowLabel], group: _Group, groups: Iterable[PrintedWord]) -> list[list[list[PrintedWord]]]:
    """The cells of rows; the label of several rows is beside the one that is nearest to its middle."""
    rows: list[list[list[PrintedWord]]] = []
    places: list[float] = []
    for label in labels:
        values = [None] * len(group.columns) if label.row is None else group.rows[label.row][1]
        rows.append([[], label.lines, *([] if word is None else [word] for word in values)])
        places.append(label.lines[0].middle if label.row is None else _middle(group.rows[label.row][1]))
    for block in stacks(groups):
        middle = (block[0].top + block[-1].bottom) / 2
        after = bisect_right(places, middle)
        near = min(range(max(after - 1, 0), min(after + 1, len(places))), key=lambda one: abs(places[one] - middle))
        rows[near][0] = [*rows[near][0], *block]
    return rows


def _goes_on(below: Sequence[Sequence[PrintedWord]], group: _Group) -> bool:
    """Whether the line below the rows is another one, of which it is not certain what is in which column."""
    return any(
        sum(word.is_value and word.right > group.columns[0].left for word in line) >= _SURELY
        and min(word.top for word in line) - max(word.bottom for word in group.rows[-1][1] if word)
        <= _FURTHEST * line[0].height
        for line in below
    )


def _middle(row: Sequence[PrintedWord | None]) -> float:
    words = [word.middle for word in row if word is not None]
    return sum(words) / len(words)


def _first_line_above(lines: Sequence[Sequence[PrintedWord]], first: int, done: int, height: float) -> int:
    """The first of the lines above the figures that may belong to their table: heads, and labels."""
    begin = first
    while begin > max(done, first - _HEAD_LINES):
        line, below = lines[begin - 1], lines[begin]
        gap = min(word.top for word in below) - max(word.bottom for word in line)
        is_heading = len(line) == 1 and _SECTION.match(line[0].text) is not None
        if gap > 2 * height or (is_heading and begin < first) or len(_values_at_end(line)) >= _FEWEST:
            break
        begin -= 1
    return begin


def _last_line_below(lines: Sequence[Sequence[PrintedWord]], group: _Group, height: float) -> int:
    """The line after the last that may belong to a label."""
    end = group.end
    while end < len(lines) and end < group.end + MOST_ABOVE:
        line, above = lines[end], lines[end - 1]
        gap = min(word.top for word in line) - max(word.bottom for word in above)
        is_heading = _SECTION.match(line[0].text) is not None
        if is_heading or gap > STACKED * height or any(word.right > group.columns[0].left for word in line):
            break
        end += 1
    return end


def _heads(
    above: Sequence[Sequence[PrintedWord]], columns: Sequence[FigureColumn], left: float
) -> list[list[PrintedWord]] | None:
    """The heads: one for each column, those of several columns in the corner; None where a column has none."""
    alone: list[list[PrintedWord]] = [[] for _ in columns]
    corner: list[PrintedWord] = []
    for line in reversed(above):
        if any(word.left < left - word.height and word.right > left for word in line):
            break  # a line of text over labels and figures
        for word in line:
            meets = [place for place, column in enumerate(columns) if column.meets(word)]
            if len(meets) == 1 and not word.is_value and _is_in_slot(word, meets[0], alone):
                alone[meets[0]].insert(0, word)
            elif meets or word.right <= left:
                corner.append(word)
            else:
                return None
    if not all(alone):
        return None
    corner.sort(key=lambda word: (word.top, word.left))
    others = [word for word in corner if word.right > left]
    top = min(word.top for one in (*alone, others) for word in one)
    labels = [word for word in corner if word.right <= left and word.bottom > top]
    return [others, labels, *alone]


def _is_in_slot(word: PrintedWord, place: int, alone: Sequence[Sequence[PrintedWord]]) -> bool:
    """Whether a word above a single column may be of its head, and not that of several columns."""
    own = alone[place]
    if own and own[0].top - word.bottom > STACKED * word.height:
        return False
    before = alone[place - 1] if place else ()
    after = alone[place + 1] if place + 1 < len(alone) else ()
    return all(one.right <= word.left for one in before) and all(word.right <= one.left for one in after)
