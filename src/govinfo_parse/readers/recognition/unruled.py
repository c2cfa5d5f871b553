"""Tables without rules: their rows and columns are found from the places of figures alone.

A row is where figures are side by side; columns are where figures of several rows are below each other.  The
words to the left of a row's figures and nearest to it are its label, and those right above the figures are heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import cv2
import numpy as np

from govinfo_parse.readers.document import Recognized
from govinfo_parse.readers.recognition.text_lines import Box, InkMarks, text_lines

_BESIDE, _BESIDE_SMALL, _BELOW = 0.3, 0.7, 0.05
"""How far the marks of one word may be apart: to the side, to the side of small marks such as 一 and 、, and downwards,
in sizes of a character."""
_SMALL = 0.55
"""The height, in sizes of a character, below which a mark is small."""
_FIGURES = frozenset("0123456789.,-/〓")
_FEWEST = 3
"""How many figures side by side are a row even without a label, and how many columns show how far apart columns are."""
_PITCH = 8.0
"""How far apart columns are taken to be where there are fewer, in heights of a figure."""
_PARTS = 4
"""No sentence has this many stretches far apart in one line."""
_SAME_ROW = 0.6
"""How far the figures of one row may differ in height on the page, in heights of a figure."""
_OFF = 0.4
"""How far the figures of one column may be off to the side, as a share of the distance between columns."""
_NEAR = 1.2
"""How far from the middle of a row a line of its label may be, in heights of a figure."""
_FURTHEST = 10.0
"""How far from a row something that belongs to it, or another row of its table, may be, in heights of a figure."""
_TALL = 0.6
"""The least share of the usual height that a figure has; a full stop is lower."""
_STACKED = 0.7
"""How far apart two lines of one head may be, in heights of a figure."""
_WIDE = 1.6
"""How far apart two words of one line may be, in their heights."""
_NARROW = 1.3
"""How wide the head of a single column is at most, in distances between columns."""


class Word(NamedTuple):
    """A place with marks close together, and what was recognised there.

    Attributes:
        box: its place.
        text: its text, where it is a word.
        figure: its text, where it is among figures: where a lone stroke is a dash.
    """

    box: Box
    text: Recognized
    figure: Recognized

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return set(self.figure) <= _FIGURES and any(one.isdecimal() for one in self.figure)

    @property
    def is_mark(self) -> bool:
        """Whether it may be in the place of a number: a dash, or ink that was not recognised."""
        return set(self.figure) <= _FIGURES and not self.is_figure


class UnruledTable(NamedTuple):
    """A table without rules.

    Attributes:
        rows: the words of its cells, the label first; empty where there is nothing.
        borders: the places between its columns, from left to right.
        tops: the places between its rows, from the top down.
    """

    rows: list[list[list[Word]]]
    borders: list[float]
    tops: list[float]

    @property
    def is_labelled(self) -> bool:
        """Whether rows have labels; where no row has one, heads of several columns say what figures are, and it is
        not known which columns these heads are above.
        """
        return any(row[0] and any(word.is_figure for cell in row[1:] for word in cell) for row in self.rows)


def holds_tables(marks: Any, usual: float) -> bool:
    """Whether marks outside of all rules may be a table: there are words farther apart in a line than in a sentence."""
    heights: dict[int, int] = {}
    for box in text_lines(marks, is_cell=False, usual=usual):
        heights[box.top // max(1, round(usual))] = heights.get(box.top // max(1, round(usual)), 0) + 1
    return any(count >= _PARTS for count in heights.values())


def boxes_of_words(marks: InkMarks, outside: Any, usual: float) -> list[Box]:
    """The places where marks are close together; figures of two columns are never put together."""
    if not len(outside):
        return []
    drawn = np.zeros(marks.ink.shape, np.uint8)
    below = max(1, round(_BELOW * usual))
    for left, top, right, bottom in outside:
        beside = round((_BESIDE_SMALL if bottom - top < _SMALL * usual else _BESIDE) * usual)
        drawn[max(0, top - below) : bottom + below, max(0, left - beside) : right + beside] = 1
    count, labels = cv2.connectedComponents(drawn, connectivity=4)
    of = labels[(outside[:, 1] + outside[:, 3]) // 2, (outside[:, 0] + outside[:, 2]) // 2]
    found: list[Box] = []
    for number in range(1, count):
        inside = outside[of == number]
        if len(inside):
            found += text_lines(inside, is_cell=True, usual=usual)
    return found


def tables_among(found: Sequence[Word]) -> tuple[list[UnruledTable], list[Word]]:
    """The tables among words, from the top down, and the words that are in none."""
    figures = [word for word in found if word.is_figure]
    if not figures:
        return [], list(found)
    height = median(word.box.height for word in figures)
    rows = list(_rows_of_figures((word for word in figures if word.box.height >= _TALL * height), height))
    taken: set[int] = set()
    made: list[UnruledTable] = []
    others = [word for word in found if not word.is_figure and not word.is_mark]
    for group, columns in _groups_of_rows(rows, others, height):
        free = [word for word in found if id(word) not in taken]
        whole = [_with_marks(row, columns, free, height) for row in group]
        table = _unruled_table(whole, columns, free, height)
        if len(columns) < _FEWEST and not all(
            row[0] or number == 0 < len(table.rows) - len(whole) for number, row in enumerate(table.rows)
        ):
            continue
        taken |= {id(word) for row in table.rows for cell in row for word in cell}
        made.append(table)
    return made, [word for word in found if id(word) not in taken]


def _rows_of_figures(figures: Iterable[Word], height: float) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in sorted(figures, key=lambda one: one.middle[1]):
        if row and word.middle[1] - row[-1].middle[1] > _SAME_ROW * height:
            yield sorted(row)
            row = []
        row.append(word)
    if row:
        yield sorted(row)


def _groups_of_rows(
    rows: Iterable[list[Word]], others: Sequence[Word], height: float
) -> Iterator[tuple[list[list[Word]], list[float]]]:
    """Rows below each other whose figures are in the same columns, and the middles of these."""
    group: list[list[Word]] = []
    columns: list[float] = []
    for row in rows:
        here = [word.middle[0] for word in row]
        if group and not _is_parted(group[-1], row, others, height):
            if _columns_of_figures(here, columns, height) is not None:
                group.append(row)
                continue
            if _columns_of_figures(columns, here, height) is not None:
                group.append(row)
                columns = here
                continue
        if group:
            yield group, columns
        group, columns = [row], here
    if group:
        yield group, columns


def _is_parted(above: Sequence[Word], below: Sequence[Word], others: Iterable[Word], height: float) -> bool:
    """Whether two rows are far apart, or something is between their figures: the heads of the second."""
    top, bottom = above[0].middle[1], below[0].middle[1]
    left = min(above[0].box.left, below[0].box.left)
    return bottom - top > _FURTHEST * height or any(
        top < word.middle[1] < bottom and word.middle[0] > left for word in others
    )


def _pitch(columns: Sequence[float], usual: float) -> float:
    """The least distance between columns."""
    return min((after - before for before, after in pairwise(columns)), default=usual)


def _columns_of_figures(few: Sequence[float], many: Sequence[float], height: float) -> list[int] | None:
    """Which of many columns each figure is in; None where one is in none, or two in one."""
    if len(few) > len(many):
        return None
    pitch = _pitch(many, _PITCH * height)
    places = [min(range(len(many)), key=lambda place: abs(many[place] - x)) for x in few]
    if len(set(places)) < len(places) or any(
        abs(many[place] - x) > _OFF * pitch for place, x in zip(places, few, strict=True)
    ):
        return None
    return places


def _with_marks(row: list[Word], columns: Sequence[float], found: Sequence[Word], height: float) -> list[Word]:
    """A row, with the marks that are in its columns in place of numbers."""
    y = row[0].middle[1]
    for word in found:
        if word.is_mark and abs(word.middle[1] - y) <= _SAME_ROW * height:
            more = sorted([*row, word])
            if _columns_of_figures([one.middle[0] for one in more], columns, height) is not None:
                row = more
    return row


def _unruled_table(
    group: Sequence[list[Word]], columns: Sequence[float], found: Sequence[Word], height: float
) -> UnruledTable:
    pitch = _pitch(columns, _PITCH * height)
    first = min(word.box.left for row in group for word in row) - 1.0
    if len(columns) >= _FEWEST:
        first = min(first, columns[0] - pitch / 2)
    middles = [median(word.middle[1] for word in row) for row in group]
    left = [word for word in found if word.box.right <= first + 1 and not word.is_figure]
    labels = _labels_of_rows(middles, left, height)
    cells = [[labels.get(number, []), *_cells_of_row(row, columns, height)] for number, row in enumerate(group)]
    heads = _rows_of_heads(columns, pitch, [word for word in found if word.middle[0] > first], (middles[0], height))
    cells = [*heads, *cells]
    if heads and labels:  # a head of several columns goes into the corner, as nobody knows which
        corner = [word for head in heads[:-1] for cell in head for word in cell]
        cells = [[corner, *heads[-1][1:]], *cells[len(heads) :]]
    lines = [[word for cell in row for word in cell] for row in cells]
    middles = [
        median(word.middle[1] for word in (line[len(row[0]) :] or line)) for row, line in zip(cells, lines, strict=True)
    ]
    everything = [word.box for line in lines for word in line]
    borders = [
        float(min(box.left for box in everything)),
        first,
        *((before + after) / 2 for before, after in pairwise(columns)),
        float(max(box.right for box in everything)),
    ]
    between = [(before + after) / 2 for before, after in pairwise(middles)]
    tops = [float(min(box.top for box in everything)), *between, float(max(box.bottom for box in everything))]
    return UnruledTable(cells, borders, tops)


def _cells_of_row(row: Sequence[Word], columns: Sequence[float], height: float) -> list[list[Word]]:
    places = _columns_of_figures([word.middle[0] for word in row], columns, height) or range(len(row))
    cells: list[list[Word]] = [[] for _ in columns]
    for place, word in zip(places, row, strict=True):
        cells[place].append(word)
    return cells


def _labels_of_rows(middles: Sequence[float], found: Sequence[Word], height: float) -> Mapping[int, list[Word]]:
    """The words of the label of each row: those nearest to it that are in line with the word next to its figures."""
    near: dict[int, list[Word]] = {}
    for word in found:
        y = word.middle[1]
        number = min(range(len(middles)), key=lambda place: abs(middles[place] - y))
        if abs(middles[number] - y) <= _FURTHEST * height:
            near.setdefault(number, []).append(word)
    labels: dict[int, list[Word]] = {}
    for number, all_words in near.items():
        beside = [word for word in all_words if abs(word.middle[1] - middles[number]) <= _NEAR * height]
        if not beside:
            continue
        last = max(beside, key=lambda word: word.box.right).box
        stretch = [word for word in beside if word.box.right > last.left - height]  # a dot may divide it
        left = min(word.box.left for word in stretch)
        in_line = [
            word
            for word in all_words
            if min(word.box.right, last.right) - max(word.box.left, left) >= (word.box.right - word.box.left) / 2
        ]
        labels[number] = _stacked(beside, in_line, height)
    return labels


def _stacked(beside: Sequence[Word], in_line: Sequence[Word], height: float) -> list[Word]:
    """The words that are joined, from line to line, to one next to a row's figures."""
    kept = [word for word in in_line if word in beside]
    for word in sorted(in_line, key=lambda one: min(abs(one.middle[1] - other.middle[1]) for other in beside)):
        if word not in kept and any(
            max(word.box.top, other.box.top) - min(word.box.bottom, other.box.bottom) <= _STACKED * height
            for other in kept
        ):
            kept.append(word)
    return kept


def _rows_of_heads(
    columns: Sequence[float], pitch: float, found: Sequence[Word], row: tuple[float, float]
) -> list[list[list[Word]]]:
    """The rows of heads above the figures, the last with those of single columns; none where most columns lack one."""
    top, height = row
    above = [word for word in found if not (word.is_figure or word.is_mark) and word.middle[1] < top - height / 2]
    heads: list[list[Word]] = [[] for _ in columns]
    for word in sorted(above, key=lambda one: -one.box.bottom):
        if word.middle[1] < top - _FURTHEST * height:
            break
        head = heads[place := _nearest_column(word, columns)]
        is_narrow = word.box.right - word.box.left <= _NARROW * pitch
        is_over = abs(columns[place] - word.middle[0]) <= _OFF * pitch
        if is_narrow and is_over and (not head or head[-1].box.top - word.box.bottom <= _STACKED * height):
            head.append(word)
    if sum(map(bool, heads)) <= len(columns) / 2:
        return []
    rows = [[[], *heads]]
    taken = {id(word) for head in heads for word in head}
    top = median(word.middle[1] for head in heads for word in head)
    groups = [word for word in above if id(word) not in taken and top - _FURTHEST * height < word.middle[1] < top]
    for line in reversed(list(words_in_lines(groups))):
        spread: list[list[Word]] = [[] for _ in columns]
        for word in line:
            spread[_nearest_column(word, columns)].append(word)
        rows.insert(0, [[], *spread])
    return rows


def _nearest_column(word: Word, columns: Sequence[float]) -> int:
    return min(range(len(columns)), key=lambda place: abs(columns[place] - word.middle[0]))


def text_of_words(cell: Sequence[Word]) -> Recognized:
    """The text of a cell: its words by lines, from the top down and from the left."""
    if len(cell) == 1:
        return cell[0].figure
    if not cell:
        return Recognized("")
    text = "".join(word.text for line in words_in_lines(cell) for word in line)
    return Recognized(text, min(word.text.confidence for word in cell))


def words_in_lines(found: Iterable[Word]) -> Iterator[list[Word]]:
    """Words as they are in lines; those far apart are lines of their own."""
    line: list[Word] = []
    for word in sorted(found, key=lambda one: one.middle[1]):
        if line and word.middle[1] - line[0].middle[1] > _SAME_ROW * max(one.box.height for one in line):
            yield from _stretches_of_line(sorted(line))
            line = []
        line.append(word)
    if line:
        yield from _stretches_of_line(sorted(line))


def _stretches_of_line(line: Sequence[Word]) -> Iterator[list[Word]]:
    height = max(word.box.height for word in line)
    stretch = [line[0]]
    for before, word in pairwise(line):
        if word.box.left - before.box.right > _WIDE * height:
            yield stretch
            stretch = []
        stretch.append(word)
    yield stretch
