"""The text and tables in a picture of a page: rules make the cells, and each cell is recognised by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.document import Box as Points
from govinfo_parse.readers.document import Cover, Recognized
from govinfo_parse.readers.fixed.lattice import Lattice, Segment, lattices
from govinfo_parse.readers.fixed.page_blocks import PageBlock
from govinfo_parse.readers.recognition.cell_text import SURE, UNREAD_INK, characters_text, recognized_cell
from govinfo_parse.readers.recognition.crops import Crops
from govinfo_parse.readers.recognition.engine import Engine, RecognizedCharacter
from govinfo_parse.readers.recognition.ink import AREA, Sheet, sheet
from govinfo_parse.readers.recognition.listening import tell
from govinfo_parse.readers.recognition.ruling_lines import ruling_lines
from govinfo_parse.readers.recognition.text_lines import Box, InkMarks, text_lines, usual_size
from govinfo_parse.readers.recognition.unruled import (
    UnruledTable,
    Word,
    boxes_of_words,
    holds_tables,
    tables_among,
    text_of_words,
    words_in_lines,
)

_UNIT = (595 * 842 / AREA) ** 0.5
"""Points that a pixel of the sheet is wide on a page of A4: the unit of the tolerances for ruled tables."""
_MOST_CELLS, _MOST_LINES, _MOST_MARKS = 3_000, 3_000, 40_000
"""How many cells, lines of text and separate marks of ink a page may have; a full one has 300, 600 and 6,000."""
_INSET = 2
"""Pixels at the sides of a cell that belong to its rules."""
_WHITE = 255
_EDGE = 12
"""A table without a rule at one side is cut off if it is within this many pixels of the picture's edge there."""
_WALL = 0.5
"""The share of a cell's side that must be drawn if there is a rule."""
_AROUND = 3
"""Pixels around a text within which coloured ink touches it."""
_SHOWING = 0.03
"""The share of coloured ink through which dark ink is seen if the colour hides nothing."""
_BAND = 9
"""Within how many pixels of a rule's place its ink may be."""
_THICKER = 1
"""Pixels by which a rule is thicker where ink touches it or is in it."""
_TOUCHING = 0.3
"""If the rule is thicker along this share of a text's height, a figure runs into it."""
_FEWEST_FREE = 6
"""How many rows of pixels without text are needed to know how thick a rule is."""
_CLEAR = 0.6
"""How far a text that is whole is from the picture's edge, in heights of its ink."""
_LOW = 0.4
"""The least height of a figure, as a share of the usual height of characters."""
_CLEAR_OF_RULES, _LEAST_PALE, _LEAST_PALE_AREA = 3, 8, 20
"""If a pale mark may be a figure: its least distance from rules, height and area, in pixels."""
_CLEAR_OF_TEXT = 5
"""By how many pixels the pale edge of a blurred text may be larger than the text."""
_LONGEST_FIGURE = 12
"""How many characters a figure has at most, even a misread one."""
_PAINTED = 0.02
"""How large a share of a cell may be covered with coloured ink; under more, the cell cannot be called blank."""

Position = tuple[int, int]
PictureCell = tuple[int, Position]


class _LineToRead(NamedTuple):
    """A line of text to be recognised.

    Attributes:
        box: where it is.
        usual: how high characters usually are around it.
        place: the cell it is in: which table, and which row and column of it.
        is_word: whether it is a word of a page without rules.
    """

    box: Box
    usual: float
    place: PictureCell | None
    is_word: bool = False

    def believed(self, said: Sequence[RecognizedCharacter]) -> Sequence[RecognizedCharacter]:
        """What was recognised in it; a mark lower than any figure is not one, whatever it looks like by itself."""
        if self.box.height >= _LOW * self.usual or not any(one.text.isdecimal() for one in said):
            return said
        return [RecognizedCharacter(UNREAD_INK, 0.0, 1.0, 0.0)]


class _Frame(NamedTuple):
    """Where a sheet is on the page, and the picture it was made of."""

    picture: Any
    sheet: Sheet
    points: float
    corner: tuple[float, float]
    crops: Crops

    def box(self, box: Points) -> Points:
        """Where a cell is on the page, in points; where the page is askew, the upright box around its middle."""
        left, top, right, bottom = (value / _UNIT for value in box)
        x, y = self.sheet.turn @ np.array([(left + right) / 2, (top + bottom) / 2, 1.0])
        scale = self.points / self.sheet.scale
        width, height = (right - left) / 2, (bottom - top) / 2
        x0, y0 = self.corner
        left, right = (round(float(x0 + (x + half) * scale), 2) for half in (-width, width))
        top, bottom = (round(float(y0 + (y + half) * scale), 2) for half in (-height, height))
        return left, top, right, bottom

    def with_piece(self, text: Recognized, box: Box) -> Recognized:
        """The text of a cell with the piece of the picture that it was read from, if it is the text of a figure."""
        if len(text) <= _LONGEST_FIGURE:
            text.picture = self.crops.cut(self.picture, self.sheet, box)
        return text

    def top(self, pixels: float) -> float:
        """Where a row of pixels is on the page, in points."""
        return self.corner[1] + pixels * self.points / self.sheet.scale


def read_picture(
    picture: Any, engine: Engine, points: float, crops: Crops, corner: tuple[float, float] = (0.0, 0.0)
) -> list[PageBlock]:
    """What is on a picture, from top to bottom.

    Args:
        picture: an array of grey, or of red, green and blue, each from 0 to 255.
        engine: recognises lines.
        points: the width of its pixels in points.
        crops: cuts out the pieces that figures were read from.
        corner: where its top left is on the page, in points.
    """
    page = sheet(picture)
    frame = _Frame(picture, page, points, corner, crops)
    ruled = ruling_lines(page)
    tables = lattices(_segments_of_rules(ruled.across, ruled.down)) or []
    if sum(len(table.owner) * len(table.xs) for table in tables) > _MOST_CELLS:
        tables = []
    covered = cv2.dilate(ruled.mask, np.ones((3, 3), np.uint8))
    marks = InkMarks(page.dark & ~covered & 1)
    grey = page.grey.copy()
    grey[covered > 0] = _WHITE
    found = list(islice(_lines_to_read(tables, marks), _MOST_LINES + 1)) if marks.count <= _MOST_MARKS else []
    if len(found) > _MOST_LINES or marks.count > _MOST_MARKS:
        raise InputTooLarge(f"the picture has more than {_MOST_LINES:,} lines or {_MOST_MARKS:,} marks; it is no page")
    said = engine.read([_picture_of_line(grey, line.box, line.usual) for line in found])
    inside: list[dict[Position, list[tuple[Box, Sequence[RecognizedCharacter]]]]] = [{} for _ in tables]
    blocks: list[PageBlock] = []
    outside: list[Word] = []
    for line, characters in zip(found, said, strict=True):
        if line.place is None and line.is_word:
            if any(one.confidence >= SURE for one in characters):
                prose = Recognized(characters_text(characters), min(one.confidence for one in characters))
                outside.append(Word(line.box, prose, recognized_cell([(line.box, line.believed(characters))], grey)))
        elif line.place is None:
            if all(one.confidence < SURE for one in characters):
                continue  # dust or an ornament
            prose = Recognized(characters_text(characters), min((one.confidence for one in characters), default=0.0))
            blocks.append(PageBlock(frame.top(line.box.top), prose))
        else:
            inside[line.place[0]].setdefault(line.place[1], []).append((line.box, line.believed(characters)))
    for table, cells in zip(tables, inside, strict=True):
        texts = {
            place: _text_if_whole(
                recognized_cell(one, grey),
                [box for box, _ in one],
                _box_in_pixels(table.box_of(place), 0),
                covered,
                page,
            )
            for place, one in cells.items()
        }
        blocks.append(_ruled_table(table, texts, frame, covered))
    blocks += _unruled_blocks(outside, frame)
    blocks.sort(key=lambda block: block.top)
    tell()
    return blocks


def _text_of_unruled(words: Sequence[Word], table: UnruledTable) -> Recognized:
    """The text of a cell; in a table without labels no figure is sure, as nobody knows which one it is."""
    found = text_of_words(words)
    return found if table.is_labelled or not found else Recognized(found, 0.0)


def _segments_of_rules(across: Any, down: Any) -> Iterator[Segment]:
    for y, start, end in across:
        yield (start * _UNIT, y * _UNIT), (end * _UNIT, y * _UNIT)
    for x, start, end in down:
        yield (x * _UNIT, start * _UNIT), (x * _UNIT, end * _UNIT)


def _ruled_table(table: Lattice, texts: Mapping[Position, Recognized], frame: _Frame, ruled: Any) -> PageBlock:
    rows: list[list[str | Cover]] = []
    boxes: list[list[Points | None]] = []
    for number, owners in enumerate(table.owner):
        row: list[str | Cover] = []
        row_boxes: list[Points | None] = []
        for column, owner in enumerate(owners):
            if owner == (number, column):
                drawn = table.box_of(owner)
                text = _text_if_visible(texts.get(owner), _box_in_pixels(drawn, _INSET), frame.sheet, ruled)
                row.append(frame.with_piece(text, _box_in_pixels(drawn, 0)))
                row_boxes.append(frame.box(drawn))
            else:
                row.append(Cover.LEFT if owner[0] == number else Cover.ABOVE)
                row_boxes.append(None)
        rows.append(row)
        boxes.append(row_boxes)
    return PageBlock(frame.top(table.ys[0] / _UNIT), "", rows, boxes, table.xs)


def _text_if_visible(found: Recognized | None, box: Box, page: Sheet, ruled: Any) -> Recognized:
    """A cell's text; but a mark if it is cut off by the picture's edge, or painted over."""
    if _is_cut_off(box, page, ruled):
        return Recognized(f"{found or ''}{UNREAD_INK}", 0.0)
    if found is not None:
        return found
    painted = page.coloured[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
    if painted.size and _PAINTED < float(painted.mean()) < 1 - _PAINTED:
        return Recognized(UNREAD_INK, 0.0)
    return Recognized(UNREAD_INK, 0.0) if _holds_pale(box, page, ruled) else Recognized("")


def _holds_pale(box: Box, page: Sheet, ruled: Any, read: tuple[int, int] | None = None) -> bool:
    """Whether there is a mark in a cell, clear of its rules, which is as high as a figure but too pale to be read.

    Args:
        box: the cell.
        page: the page.
        ruled: where its rules are.
        read: where the text read in the cell begins and ends; only a mark that reaches beyond it counts.
    """
    rows = slice(max(0, box.top + _CLEAR_OF_RULES), max(0, box.bottom - _CLEAR_OF_RULES))
    columns = slice(max(0, box.left + _CLEAR_OF_RULES), max(0, box.right - _CLEAR_OF_RULES))
    pale = page.faint[rows, columns] & ~ruled[rows, columns] & 1
    if not pale.any():
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8)
    lefts, tops, widths, heights, areas = (stats[1:count, place] for place in range(5))
    is_left_out = np.ones(count - 1, bool)
    if read is not None:
        first, last = (side - columns.start for side in read)
        is_left_out = (lefts < first - _CLEAR_OF_TEXT) | (lefts + widths > last + _CLEAR_OF_TEXT)
    is_inside = (lefts > 0) & (tops > 0) & (lefts + widths < pale.shape[1]) & (tops + heights < pale.shape[0])
    return bool((is_left_out & is_inside & (heights >= _LEAST_PALE) & (areas >= _LEAST_PALE_AREA)).any())


def _text_if_whole(found: Recognized, lines: Sequence[Box], box: Box, ruled: Any, page: Sheet) -> Recognized:
    """A cell's text; but it is not sure if a part of a figure may be hidden, by a rule or by paint.

    A dash next to paint may be the visible part of something else.
    """
    if found == "-" and any(_is_painted_over(line, page) for line in lines):
        return Recognized(UNREAD_INK, 0.0)
    if not any(one.isdecimal() for one in found) or any(one.isalpha() for one in found):
        return found
    if (
        any(_is_run_into(lines, side, box, ruled, page) for side in (box.left, box.right))
        or any(_is_painted_over(line, page) for line in lines)
        or _holds_pale(box, page, ruled, (min(one.left for one in lines), max(one.right for one in lines)))
    ):
        return Recognized(found, 0.0, found.others)
    return found


def _is_painted_over(line: Box, page: Sheet) -> bool:
    """Whether there is coloured ink at a text, with no dark ink seen through it: a seal that hides what is below it."""
    rows, columns = (
        slice(max(0, line.top - _AROUND), line.bottom + _AROUND),
        slice(max(0, line.left - _AROUND), line.right + _AROUND),
    )
    painted = page.coloured[rows, columns]
    if not painted.size or float(painted.mean()) <= _PAINTED:
        return False
    inside = cv2.erode(painted, np.ones((3, 3), np.uint8))
    return int((inside & page.dark[rows, columns]).sum()) <= _SHOWING * int(painted.sum())


def _is_run_into(lines: Sequence[Box], side: int, box: Box, ruled: Any, page: Sheet) -> bool:
    """Whether the rule at a side of a cell has more ink next to the text than above and below it."""
    first, last = max(0, box.top + _INSET), box.bottom - _INSET
    band = page.dark[first:last, max(0, side - _BAND) : side + _BAND] & 1
    rule = cv2.dilate(ruled[first:last, max(0, side - _BAND) : side + _BAND] & 1, np.ones((1, 3), np.uint8))
    thickness = (band & rule).sum(axis=1)
    within = np.zeros(len(thickness), bool)
    for line in lines:
        within[max(0, line.top - first) : max(0, line.bottom - first)] = True
    free = ~within
    if free.sum() < _FEWEST_FREE or not within.any():
        return False
    return float((thickness[within] > np.median(thickness[free]) + _THICKER).mean()) > _TOUCHING


def _is_cut_off(box: Box, page: Sheet, ruled: Any) -> bool:
    """Whether the picture ends before a cell does, so that a part of its text may be beyond the edge.

    A text that is far enough from the edge is whole; where there is no text, there may have been one.
    """
    left, top, right, bottom = max(0, box.left), max(0, box.top), box.right, box.bottom
    inside = page.dark[top:bottom, left:right] & ~ruled[top:bottom, left:right] & 1
    for is_near, side, ink in (
        (box.left < _EDGE, ruled[top:bottom, : left + _INSET], inside),
        (box.right > page.width - _EDGE, ruled[top:bottom, right - _INSET :], inside[:, ::-1]),
        (box.top < _EDGE, ruled[: top + _INSET, left:right].T, inside.T),
        (box.bottom > page.height - _EDGE, ruled[bottom - _INSET :, left:right].T, inside[::-1].T),
    ):
        if not is_near or (side.size and side.any(axis=1).mean() > _WALL):
            continue
        columns = np.flatnonzero(ink.any(axis=0))
        rows = np.flatnonzero(ink.any(axis=1))
        if not len(columns) or columns[0] < _CLEAR * min(len(rows), ink.shape[0]):
            return True
    return False


def _lines_to_read(tables: Sequence[Lattice], marks: InkMarks) -> Iterator[_LineToRead]:
    around: list[Box] = []
    for number, table in enumerate(tables):
        around.append(_box_in_pixels((table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]), 0))
        usual = usual_size(marks.within(around[-1]))
        for place in sorted({one for row in table.owner for one in row}):
            for line in text_lines(
                marks.within(_box_in_pixels(table.box_of(place), _INSET)), is_cell=True, usual=usual
            ):
                yield _LineToRead(line, usual, (number, place))
    outside = marks.outside(around)
    usual = usual_size(outside)
    if not tables and holds_tables(outside, usual):
        yield from (_LineToRead(word, usual, None, is_word=True) for word in boxes_of_words(marks, outside, usual))
        return
    for line in text_lines(outside, is_cell=False, usual=usual):
        yield _LineToRead(line, usual, None)


def _unruled_blocks(outside: Sequence[Word], frame: _Frame) -> Iterator[PageBlock]:
    """The tables without rules, and the text around them."""
    found, rest = tables_among(outside)
    for table in found:
        boxes = [
            [(left * _UNIT, top * _UNIT, right * _UNIT, bottom * _UNIT) for left, right in pairwise(table.borders)]
            for top, bottom in pairwise(table.tops)
        ]
        rows: list[list[str | Cover]] = [
            [
                frame.with_piece(_text_of_unruled(words, table), _box_in_pixels(box, 0))
                for words, box in zip(row, drawn, strict=True)
            ]
            for row, drawn in zip(table.rows, boxes, strict=True)
        ]
        placed = [[frame.box(box) for box in drawn] for drawn in boxes]
        yield PageBlock(frame.top(table.tops[0]), "", rows, placed, [border * _UNIT for border in table.borders])
    for line in words_in_lines(rest):
        said = "".join(word.text for word in line)
        yield PageBlock(frame.top(line[0].box.top), Recognized(said, min(word.text.confidence for word in line)))


def _box_in_pixels(box: Points, inset: int) -> Box:
    left, top, right, bottom = (round(value / _UNIT) for value in box)
    return Box(left + inset, top + inset, right - inset, bottom - inset)


def _picture_of_line(grey: Any, box: Box, usual: float) -> Any:
    """The picture of a line with some paper around it; around a dash as much as a figure would have."""
    across, down = 3 + box.height // 5, 2 + box.height // 8
    if box.height < _LOW * usual:
        down = math.ceil((usual - box.height) / 2)
    left, top = max(0, box.left - across), max(0, box.top - down)
    return grey[top : box.bottom + down, left : box.right + across]
