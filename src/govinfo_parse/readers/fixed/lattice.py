"""Tables from drawn lines: where the cells of a ruled table are.

Lines that meet make one lattice.  Between two neighbouring boxes of its grid is a wall, or they are parts of one
merged cell.  Outer borders may be missing, as they are where a table runs over a page's end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from govinfo_parse.readers.document import Box

Point: TypeAlias = tuple[float, float]
Segment: TypeAlias = tuple[Point, Point]
"""A straight line from one point to another."""

_STRAIGHT = 1.0
"""A line that rises or leans by more than this, in points, is not part of a table."""
_SNAP = 3.0
"""Lines no farther apart than this (points) are one line; programs round places, and draw a border once for each
cell."""
_GAP = 4.0
"""Pieces of one line may have gaps up to this many points between them."""
_OPEN = 8.0
"""A line that reaches farther than this (points) beyond the last crossing line shows a cell that is open at its
side."""
_WALL = 0.6
"""The share of a box's side that a line must cover to be its wall."""
_MAX_CROSSINGS = 100_000
_MAX_BOXES = 20_000
_MAX_TABLES = 100


class DrawnLine(NamedTuple):
    """A horizontal or vertical line: its place across, and where it starts and ends along."""

    place: float
    start: float
    end: float


class Lattice:
    """A table's grid.

    Attributes:
        xs: the places of the column borders, from left to right.
        ys: the places of the row borders, from top to bottom.
        owner: for each row and column the (row, column) of the top-left position of the cell it belongs to.
    """

    def __init__(
        self, xs: Sequence[float], ys: Sequence[float], horizontals: Iterable[DrawnLine], verticals: Iterable[DrawnLine]
    ) -> None:
        self.xs, self.ys = xs, ys
        self._around = xs[0] - _SNAP, ys[0] - _SNAP, xs[-1] + _SNAP, ys[-1] + _SNAP
        rows, columns = len(ys) - 1, len(xs) - 1
        below = _walls_of_boxes(ys, xs, horizontals)
        right = _walls_of_boxes(xs, ys, verticals)
        self.owner = _owners_of_boxes(rows, columns, below, right)

    @property
    def is_table(self) -> bool:
        """Whether some row has two cells; a frame of single cells is drawn around prose."""
        return any(len(set(row)) > 1 for row in self.owner)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside the table."""
        left, top, right, bottom = self._around
        return top <= y <= bottom and left <= x <= right

    def meets(self, other: Lattice) -> bool:
        """Whether it overlaps with another table."""
        return min(self.xs[-1], other.xs[-1]) > max(self.xs[0], other.xs[0]) and min(self.ys[-1], other.ys[-1]) > max(
            self.ys[0], other.ys[0]
        )

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """The cell that a point inside the table is in."""
        # Only the inner borders are used: what is a little outside belongs to the outermost cells.
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1
        column = bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1
        return self.owner[row][column]

    def box_of(self, cell: tuple[int, int]) -> Box:
        """Where a cell is drawn."""
        row, column = cell
        last_column, last_row = column, row
        while last_column + 1 < len(self.owner[row]) and self.owner[row][last_column + 1] == cell:
            last_column += 1
        while last_row + 1 < len(self.owner) and self.owner[last_row + 1][column] == cell:
            last_row += 1
        return self.xs[column], self.ys[row], self.xs[last_column + 1], self.ys[last_row + 1]


def lattices(segments: Iterable[Segment]) -> list[Lattice] | None:
    """The tables that lines draw, from the top of the page down; a frame inside a cell is left out.

    Returns:
        The tables; None where too much is drawn to search for them.
    """
    horizontals: list[DrawnLine] = []
    verticals: list[DrawnLine] = []
    for (x0, y0), (x1, y1) in segments:
        if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
            horizontals.append(DrawnLine((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
            verticals.append(DrawnLine((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    across, down = _lines_joined(horizontals), _lines_joined(verticals)
    if len(across) * len(down) > _MAX_CROSSINGS:
        return None
    found = []
    for group_across, group_down in _groups_of_lines(across, down):
        ys = _borders([line.place for line in group_across], group_down)
        xs = _borders([line.place for line in group_down], group_across)
        if len(xs) > 1 and len(ys) > 1 and (len(xs) - 1) * (len(ys) - 1) <= _MAX_BOXES:
            found.append(Lattice(xs, ys, group_across, group_down))
    found = [one for one in found if one.is_table]
    if len(found) > _MAX_TABLES:
        return None
    found.sort(key=lambda one: (one.ys[0], one.xs[0]))
    return [one for one in found if not any(_is_inside(one, other) for other in found if other is not one)]


def _is_inside(one: Lattice, other: Lattice) -> bool:
    return other.holds(one.xs[0], one.ys[0]) and other.holds(one.xs[-1], one.ys[-1])


def _lines_joined(lines: Iterable[DrawnLine]) -> list[DrawnLine]:
    """The lines, with those joined that are at one place and overlap or nearly touch."""
    joined: list[DrawnLine] = []
    for group in _clusters(sorted(lines)):
        place = sum(line.place for line in group) / len(group)
        start, end = None, 0.0
        for line in sorted(group, key=lambda one: one.start):
            if start is None:
                start, end = line.start, line.end
            elif line.start <= end + _GAP:
                end = max(end, line.end)
            else:
                joined.append(DrawnLine(place, start, end))
                start, end = line.start, line.end
        if start is not None:
            joined.append(DrawnLine(place, start, end))
    return joined


def _clusters(lines: Sequence[DrawnLine]) -> list[list[DrawnLine]]:
    groups: list[list[DrawnLine]] = []
    for line in lines:
        if groups and line.place - groups[-1][0].place <= _SNAP:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _groups_of_lines(
    across: Sequence[DrawnLine], down: Sequence[DrawnLine]
) -> list[tuple[list[DrawnLine], list[DrawnLine]]]:
    """The lines in groups whose lines meet."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    xs = [line.place for line in down]  # from left to right
    for i, (y, left, right) in enumerate(across):
        own = root(i)
        first, last = bisect_left(xs, left - _GAP), bisect_right(xs, right + _GAP)
        for j, (_, top, bottom) in enumerate(down[first:last], len(across) + first):
            if parent[j] != own and top - _GAP <= y <= bottom + _GAP:
                parent[own] = own = root(j)
    groups: dict[int, tuple[list[DrawnLine], list[DrawnLine]]] = {}
    for i, line in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _borders(places: Iterable[float], crossing: Sequence[DrawnLine]) -> list[float]:
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > _SNAP:
            borders.append(place)
    start, end = min(line.start for line in crossing), max(line.end for line in crossing)
    if borders[0] - start > _OPEN:
        borders.insert(0, start)
    if end - borders[-1] > _OPEN:
        borders.append(end)
    return borders


def _walls_of_boxes(
    places: Sequence[float], along: Sequence[float], lines: Iterable[DrawnLine]
) -> set[tuple[int, int]]:
    """The pairs (border, box along it) where a line is."""
    walls: set[tuple[int, int]] = set()
    for line in lines:
        border = min(bisect_right(places, line.place + _SNAP) - 1, len(places) - 1)
        for box in range(len(along) - 1):
            covered = min(line.end, along[box + 1]) - max(line.start, along[box])
            if covered >= _WALL * (along[box + 1] - along[box]):
                walls.add((border, box))
    return walls


def _owners_of_boxes(
    rows: int, columns: int, below: set[tuple[int, int]], right: set[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    owner: list[list[tuple[int, int]]] = [[(row, column) for column in range(columns)] for row in range(rows)]
    done: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in done:
                continue
            region = _boxes_without_walls(row, column, rows, columns, below, right)
            done |= region
            bottom, last = max(one[0] for one in region), max(one[1] for one in region)
            first = min(one[1] for one in region)
            if len(region) == (bottom - row + 1) * (last - first + 1):
                for one_row, one_column in region:
                    owner[one_row][one_column] = row, first
            else:  # not a rectangle, so a line is missing somewhere: rows are kept apart
                for one_row, one_column in sorted(region):
                    if (one_row, one_column - 1) in region and (one_column, one_row) not in right:
                        owner[one_row][one_column] = owner[one_row][one_column - 1]
    return owner


def _boxes_without_walls(
    row: int, column: int, rows: int, columns: int, below: set[tuple[int, int]], right: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The boxes around one that no wall parts from it.  Border 0 is the table's edge, border 1 is after box 0."""
    region = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        i, j = waiting.pop()
        for other, parted in (
            ((i + 1, j), (i + 1, j) in below),
            ((i - 1, j), (i, j) in below),
            ((i, j + 1), (j + 1, i) in right),
            ((i, j - 1), (j, i) in right),
        ):
            if not parted and 0 <= other[0] < rows and 0 <= other[1] < columns and other not in region:
                region.add(other)
                waiting.append(other)
    return region
