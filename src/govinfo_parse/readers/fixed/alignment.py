"""Tables without lines: their rows and columns are found from the places of figures alone.

A row is where three figures or more are side by side; columns are where figures of several rows are below each other.
What stands to the left of a row's figures is its label, and what stands above a column its head.  A table is made only
where all of this is certain: each row has a label of which every line is known, and each column a head of its own, or
it goes on from the page before.  Everything else stays lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import attrs

if TYPE_CHECKING:
    from govinfo_parse.readers.fixed.page_blocks import Character

_FEWEST = 3
"""How many figures side by side begin a table."""
_SURELY = 2
"""How many figures in the columns of rows above are a further row, whatever else is in its columns."""
_FIGURE = re.compile(r"[-+−]?\d[\d,，.]*[%％‰]?")
_NONE = re.compile(r"[-–—－_＿/／＼\\*]{1,6}|[无零空]")
"""What stands in place of a figure where there is none."""
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)、.．]")
"""How a label begins, and no further line of one."""
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[）)、.．]")
_PARTED = 0.08
"""Texts that the file places apart are two words from a gap of this share of their height on."""
_SPACE = 0.3
_WITHIN = 0.6
"""How wide a printed space may be, in heights, so that what is around it is still one word."""
_OFF = 0.35
"""How far the middle of a label may be from that of its figures, in heights."""
_STACKED = 0.9
"""How far apart two lines of one cell may be, in heights."""
_CLOSER = 0.05
"""By how much, in heights, lines of one label are closer together than those of two."""
_FURTHEST = 5.0
"""How far apart two rows of a table may be, in heights."""
_HEAD_LINES = 12
_STARTS = 4
"""How many lines the label of the first row may have above its figures."""


class Word(NamedTuple):
    """Characters next to each other, and the box around them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle, downwards."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return _FIGURE.fullmatch(self.text) is not None

    @property
    def is_value(self) -> bool:
        """Whether it is a number, or a mark for none."""
        return self.is_figure or _NONE.fullmatch(self.text) is not None


class Column(NamedTuple):
    """How far the figures of a column reach."""

    left: float
    right: float

    def meets(self, word: Word) -> bool:
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
    rows: Sequence[Sequence[Sequence[Word]]]
    heads: Sequence[Sequence[Word]]
    columns: Sequence[Column]

    @property
    def borders(self) -> list[float]:
        """The places between its cells, from left to right."""
        words = [word for row in (self.heads, *self.rows) for cell in row for word in cell]
        left, right = min(word.left for word in words), max(word.right for word in words)
        items = min((word.left for row in self.rows for word in row[1]), default=left)
        between = [(one.right + other.left) / 2 for one, other in pairwise(self.columns)]
        return [left, max(items, left), self.columns[0].left, *between, right]


def words_of_line(line: Iterable[Character]) -> list[Word]:
    """The words of a line, which is given from left to right."""
    words: list[list[Character]] = []
    texts: list[str] = []
    is_spaced = False
    for one in line:
        if one.text.isspace():
            is_spaced = True
            continue
        if words and _is_same_word(words[-1][-1], one, is_spaced=is_spaced):
            words[-1].append(one)
            texts[-1] += " " * is_spaced + one.text
        else:
            words.append([one])
            texts.append(one.text)
        is_spaced = False
    return [
        Word(
            text,
            min(one.left for one in word),
            min(one.top for one in word),
            max(one.right for one in word),
            max(one.bottom for one in word),
        )
        for text, word in zip(texts, words, strict=True)
    ]


def _is_same_word(last: Character, one: Character, *, is_spaced: bool) -> bool:
    widest = _PARTED if one.run != last.run else _WITHIN if is_spaced else _SPACE
    return one.left - last.right <= widest * (one.bottom - one.top)


def aligned_tables(lines: Sequence[Sequence[Word]]) -> list[AlignedTable]:
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


def _values_at_end(line: Sequence[Word]) -> list[Word]:
    values: list[Word] = []
    for word in reversed(line):
        if not word.is_value:
            break
        values.append(word)
    return values[::-1]


class _Label(NamedTuple):
    """The lines of a row's label, and which row of figures stands beside it: None for one without figures."""

    lines: list[Word]
    row: int | None


@attrs.define
class _Group:
    """Rows below each other whose figures are in the same columns: the number of each line, and its values by column."""

    rows: list[tuple[int, list[Word | None]]]
    columns: list[Column]
    end: int

    @classmethod
    def begun(cls, lines: Sequence[Sequence[Word]], first: int) -> _Group | None:
        """The rows that begin at a line, if it is one."""
        values = _values_at_end(lines[first])
        if len(values) < _FEWEST or not any(word.is_figure for word in values):
            return None
        group = cls([(first, list(values))], [Column(word.left, word.right) for word in values], first + 1)
        bottom = max(word.bottom for word in lines[first])
        for number in range(first + 1, len(lines)):
            line = lines[number]
            top, height = min(word.top for word in line), line[0].height
            if top - bottom > _FURTHEST * height or not group._takes(number, line):
                break
            bottom = max(word.bottom for word in line)
        return group

    def _takes(self, number: int, line: Sequence[Word]) -> bool:
        """Add a line, if it is a row of this table or stands among the labels of its rows."""
        left = self.columns[0].left
        values = [word for word in line if word.right > left]
        if not values:
            return True
        if sum(word.is_figure for word in values) < min(_SURELY, len(self.columns)):
            return False
        if len(values) > len(self.columns):
            return all(word.is_value for word in values) and self._widen(number, values)
        placed: list[Word | None] = [None] * len(self.columns)
        for word in values:
            meets = [place for place, column in enumerate(self.columns) if column.meets(word)]
            if len(meets) != 1 or placed[meets[0]] is not None:
                return False
            placed[meets[0]] = word
        self._add(number, placed)
        return True

    def _widen(self, number: int, values: Sequence[Word]) -> bool:
        """Add a row with more figures than those above it."""
        places = []
        for column in self.columns:
            meets = [place for place, word in enumerate(values) if column.meets(word)]
            if len(meets) != 1:
                return False
            places.append(meets[0])
        if len(set(places)) < len(places):
            return False
        columns = [Column(word.left, word.right) for word in values]
        rows = []
        for line, row in self.rows:
            spread: list[Word | None] = [None] * len(values)
            for place, word in zip(places, row, strict=True):
                spread[place] = word
            rows.append((line, spread))
        for place, column in zip(places, self.columns, strict=True):
            columns[place] = Column(min(column.left, columns[place].left), max(column.right, columns[place].right))
        self.rows, self.columns = rows, columns
        self._add(number, list(values))
        return True

    def _add(self, number: int, placed: list[Word | None]) -> None:
        self.rows.append((number, placed))
        self.columns = [
            column if word is None else Column(min(column.left, word.left), max(column.right, word.right))
            for column, word in zip(self.columns, placed, strict=True)
        ]
        self.end = number + 1


def _table(lines: Sequence[Sequence[Word]], group: _Group, done: int) -> AlignedTable | None:
    """The table that rows make with their labels and heads; None where that is not certain."""
    columns = group.columns
    if _goes_on(lines[group.end : group.end + 1], group) or any(one.right >= other.left for one, other in pairwise(columns)):
        return None
    first, left = group.rows[0][0], columns[0].left
    height = lines[first][-1].height
    begin = _first_line_above(lines, first, done, height)
    end = min(_last_line_below(lines, group, height), len(lines))
    labels = [
        word for number in range(begin, end) for word in lines[number] if word.right <= left
    ]
    items, groups = _items_and_groups(labels)
    last_line = lines[group.rows[-1][0]]
    for word in [word for number in range(group.end, end) for word in lines[number]]:
        right = max((one.left for one in items if one in last_line), default=left)
        if word in items and word.right <= right and any(_is_stack((one, word), height) for one in groups):
            items.remove(word)  # the page ends within a group
            groups.append(word)
    middles = [_middle(row) for _, row in group.rows]
    is_open = end == len(lines) and len(last_line) == sum(word is not None for word in group.rows[-1][1])
    found = _labels_of_rows(items, middles, height)
    if found is None and is_open and len(middles) > 1:  # the last label is on the next page
        found = _labels_of_rows(items, middles[:-1], height)
        found = found and [*found, _Label([], len(middles) - 1)]
    if found is None or any(word.is_value for label in found for word in label.lines):
        return None
    rows: list[list[list[Word]]] = []
    places: list[float] = []
    for label in found:
        values = [None] * len(columns) if label.row is None else group.rows[label.row][1]
        rows.append([[], label.lines, *([] if word is None else [word] for word in values)])
        places.append(label.lines[0].middle if label.row is None else middles[label.row])
    top = min(word.top for word in found[0].lines)
    taken = {id(word) for label in found for word in label.lines}
    for block in _stacks(word for word in groups if word.bottom > top):
        middle = (block[0].top + block[-1].bottom) / 2
        number = min(range(len(places)), key=lambda place: abs(places[place] - middle))
        rows[number][0] = [*rows[number][0], *block]
        taken |= {id(word) for word in block}
    above = [
        [word for word in lines[number] if id(word) not in taken and word.middle < top]
        for number in range(begin, first)
    ]
    heads = _heads(above, columns, left)
    if heads is None:
        if begin > 0 or any(any(word.right > left for word in line) for line in above):
            return None
        heads = []
        if label := [word for line in above for word in line]:  # that of the row that the page before ends with
            rows.insert(0, [[], label, *([] for _ in columns)])
    if heads and all(len(cell) <= 1 for row in (heads, *rows) for cell in row):
        return None  # lines of text say the same
    taken |= {id(word) for row in (heads, *rows) for cell in row for word in cell}
    inside = [number for number in range(begin, end) if any(id(word) in taken for word in lines[number])]
    if any(id(word) not in taken for number in range(inside[0], inside[-1] + 1) for word in lines[number]):
        return None
    return AlignedTable(inside[0], inside[-1] + 1, rows, heads, columns)


def _goes_on(below: Sequence[Sequence[Word]], group: _Group) -> bool:
    """Whether the line below the rows is another one, of which it is not certain what is in which column."""
    return any(
        sum(word.is_value and word.right > group.columns[0].left for word in line) >= _SURELY
        and min(word.top for word in line) - max(word.bottom for word in group.rows[-1][1] if word)
        <= _FURTHEST * line[0].height
        for line in below
    )


def _middle(row: Sequence[Word | None]) -> float:
    words = [word.middle for word in row if word is not None]
    return sum(words) / len(words)


def _first_line_above(lines: Sequence[Sequence[Word]], first: int, done: int, height: float) -> int:
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


def _last_line_below(lines: Sequence[Sequence[Word]], group: _Group, height: float) -> int:
    """The line after the last that may belong to a label."""
    end = group.end
    while end < len(lines) and end < group.end + _STARTS:
        line, above = lines[end], lines[end - 1]
        gap = min(word.top for word in line) - max(word.bottom for word in above)
        is_heading = _SECTION.match(line[0].text) is not None
        if is_heading or gap > _STACKED * height or any(word.right > group.columns[0].left for word in line):
            break
        end += 1
    return end


def _items_and_groups(labels: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Labels of rows, and those of groups of rows, which have others at their right."""
    ordered = sorted(labels, key=lambda word: word.top)
    items, groups = [], []
    for place, word in enumerate(ordered):
        near = [*ordered[max(place - 6, 0) : place], *ordered[place + 1 : place + 7]]
        is_group = any(
            other.left >= word.right - 1 and min(other.bottom, word.bottom) - max(other.top, word.top) > 0.1 * word.height
            for other in near
        )
        (groups if is_group else items).append(word)
    return items, groups


def _labels_of_rows(items: Sequence[Word], middles: Sequence[float], height: float) -> list[_Label] | None:
    """The label of each row, if there is only one way in which the figures stand beside the middles of labels, or
    beside their first lines, and lines of one label are closer together than those of two.
    """
    if not items:
        return None
    near = min(range(len(items)), key=lambda place: abs(items[place].middle - middles[0]))
    ways = [_centred(items, first, middles, height) for first in range(near, max(near - _STARTS, -1), -1)]
    ways.append(_beside_first_lines(items, near, middles, height))
    found: list[list[_Label]] = []
    for way in ways:
        if way is not None and way not in found and _are_parted([label.lines for label in way], height):
            found.append(way)
    return found[0] if len(found) == 1 else None


def _centred(items: Sequence[Word], first: int, middles: Sequence[float], height: float) -> list[_Label] | None:
    labels: list[_Label] = []
    for number, row in enumerate(middles):
        while True:
            if first == len(items):
                return None
            end = _end_of_label(items, first)
            lines = 1
            while first + lines < end and (items[first].top + items[first + lines - 1].bottom) / 2 < row - _OFF * height:
                lines += 1
            block = list(items[first : first + lines])
            if abs((block[0].top + block[-1].bottom) / 2 - row) <= _OFF * height:
                labels.append(_Label(block, number))
                first += lines
                break
            block = list(items[first:end])
            if not labels or not _NUMBERED.match(block[0].text) or block[-1].bottom > row:
                return None
            labels.append(_Label(block, None))
            first = end
    return labels


def _end_of_label(items: Sequence[Word], first: int) -> int:
    """Where the lines of a label end at the latest: before one that begins with a number."""
    end = first + 1
    while end < len(items) and not _NUMBERED.match(items[end].text):
        end += 1
    return end


def _beside_first_lines(
    items: Sequence[Word], first: int, middles: Sequence[float], height: float
) -> list[_Label] | None:
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
    labels: list[_Label] = []
    for number, (start, end) in enumerate(pairwise([*starts, len(items)])):
        after = min(_end_of_label(items, start), end)
        labels.append(_Label(list(items[start:after]), number))
        while after < end and number + 1 < len(starts):  # rows without figures
            start, after = after, min(_end_of_label(items, after), end)
            labels.append(_Label(list(items[start:after]), None))
    last = labels[-1].lines
    pitch = max((_pitch(label.lines) for label in labels[:-1]), default=0.0)
    while len(last) > 1 and last[1].bottom - last[0].bottom > pitch + _CLOSER * height:
        del last[1:]
    return labels


def _are_parted(blocks: Sequence[Sequence[Word]], height: float) -> bool:
    """Whether the lines of each label are closer together than the last line of one and the first of the next."""
    if not all(_is_stack(block, height) for block in blocks):
        return False
    within = max(map(_pitch, blocks))
    between = min((below[0].bottom - above[-1].bottom for above, below in pairwise(blocks)), default=within + height)
    return within + _CLOSER * height <= between


def _pitch(block: Sequence[Word]) -> float:
    """How far apart the lines of a label are at most."""
    return max((below.bottom - above.bottom for above, below in pairwise(block)), default=0.0)


def _is_stack(block: Sequence[Word], height: float) -> bool:
    """Whether words are lines of one cell."""
    return all(
        below.top - above.bottom <= _STACKED * height and min(above.right, below.right) > max(above.left, below.left)
        for above, below in pairwise(block)
    )


def _stacks(words: Iterable[Word]) -> list[list[Word]]:
    """Words in stacks: lines of one cell each."""
    stacks: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.top):
        for stack in stacks[-4:]:
            if stack[-1].bottom <= word.top + word.height / 2 and _is_stack([stack[-1], word], word.height):
                stack.append(word)
                break
        else:
            stacks.append([word])
    return stacks


def _heads(above: Sequence[Sequence[Word]], columns: Sequence[Column], left: float) -> list[list[Word]] | None:
    """The heads: one for each column, those of several columns in the corner; None where a column has none."""
    alone: list[list[Word]] = [[] for _ in columns]
    corner: list[Word] = []
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


def _is_in_slot(word: Word, place: int, alone: Sequence[Sequence[Word]]) -> bool:
    """Whether a word above a single column may be of its head, and not that of several columns."""
    own = alone[place]
    if own and own[0].top - word.bottom > _STACKED * word.height:
        return False
    before = alone[place - 1] if place else ()
    after = alone[place + 1] if place + 1 < len(alone) else ()
    return all(one.right <= word.left for one in before) and all(word.right <= one.left for one in after)
