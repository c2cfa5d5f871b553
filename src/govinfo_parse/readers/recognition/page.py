"""A picture of a page to its text and tables: rules make the cells, and what is in each cell is recognised by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.document import Box as Points
from govinfo_parse.readers.lattice import Lattice, lattices
from govinfo_parse.readers.page import Block
from govinfo_parse.readers.recognition.cells import Recognized, cell
from govinfo_parse.readers.recognition.engine import Engine
from govinfo_parse.readers.recognition.ink import AREA, Sheet, sheet
from govinfo_parse.readers.recognition.lines import Box, Marks, lines, usual_size
from govinfo_parse.readers.recognition.rules import rules

_POINTS = (595 * 842 / AREA) ** 0.5
"""Points that a pixel is wide on a page of A4: what the tolerances of ruled tables are told in."""
_INSET = 2
Place = tuple[int, tuple[int, int]]


class Line(NamedTuple):
    """A line of text to be recognised, and the cell it is in: which table, which row and column."""

    box: Box
    place: Place | None


def read(picture: Any, engine: Engine, points: float | None = None) -> list[Block]:
    """The page from top to bottom.

    Args:
        picture: an array of grey, or of red, green and blue, each from 0 to 255.
        engine: what recognises lines.
        points: the width of a pixel of the picture in points, for the boxes of cells.
    """
    page = sheet(picture)
    ruled = rules(page)
    tables = lattices(_segments(ruled.across, ruled.down)) or []
    covered = cv2.dilate(ruled.mask, np.ones((3, 3), np.uint8))
    marks = Marks(page.dark & ~covered & 1)
    grey = page.grey.copy()
    grey[covered > 0] = 255
    found = list(_lines(tables, marks))
    said = engine.read([_crop(grey, line.box) for line in found])
    inside: dict[Place, list[Any]] = {}
    blocks: list[Block] = []
    for line, text in zip(found, said, strict=True):
        if line.place is None:
            blocks.append(Block(line.box.top, "".join(one.text for one in text)))
        else:
            inside.setdefault(line.place, []).append((line.box, text))
    for number, table in enumerate(tables):
        blocks.append(_table(table, {place[1]: one for place, one in inside.items() if place[0] == number}, grey))
    blocks.sort(key=lambda block: block.top)
    return _joined(blocks, found)


def _joined(blocks: list[Block], found: Any) -> list[Block]:
    return blocks


def _segments(across: Any, down: Any) -> Iterator[Any]:
    for y, start, end in across:
        yield (start * _POINTS, y * _POINTS), (end * _POINTS, y * _POINTS)
    for x, start, end in down:
        yield (x * _POINTS, start * _POINTS), (x * _POINTS, end * _POINTS)


def _table(table: Lattice, inside: dict[tuple[int, int], Any], grey: Any) -> Block:
    rows: list[list[str | Cover]] = []
    boxes: list[list[Points | None]] = []
    for number, owners in enumerate(table.owner):
        row: list[str | Cover] = []
        row_boxes: list[Points | None] = []
        for column, owner in enumerate(owners):
            if owner == (number, column):
                row.append(cell(inside.get(owner, ()), grey))
                row_boxes.append(table.box_of(owner))
            else:
                row.append(Cover.LEFT if owner[0] == number else Cover.ABOVE)
                row_boxes.append(None)
        rows.append(row)
        boxes.append(row_boxes)
    return Block(table.ys[0] / _POINTS, "", rows, boxes, table.xs)


def _lines(tables: Sequence[Lattice], marks: Marks) -> Iterator[Line]:
    around = []
    for number, table in enumerate(tables):
        around.append(_pixels((table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]), 0))
        usual = usual_size(marks.within(around[-1]))
        for place in {one for row in table.owner for one in row}:
            for line in lines(marks.within(_pixels(table.box_of(place), _INSET)), is_cell=True, usual=usual):
                yield Line(line, (number, place))
    for line in lines(marks.outside(around), is_cell=False):
        yield Line(line, None)


def _pixels(box: tuple[float, float, float, float], inset: int) -> Box:
    left, top, right, bottom = (round(value / _POINTS) for value in box)
    return Box(left + inset, top + inset, right - inset, bottom - inset)


def _crop(grey: Any, box: Box) -> Any:
    across, down = 3 + box.height // 5, 2 + box.height // 8
    left, top = max(0, box.left - across), max(0, box.top - down)
    return grey[top : box.bottom + down, left : box.right + across]
