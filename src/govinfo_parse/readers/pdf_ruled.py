"""Pages of a PDF with drawn lines, by pdfplumber: ruled tables and the lines of text around them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.lattice import Line
from govinfo_parse.readers.page import Block, Character, page_blocks

if TYPE_CHECKING:
    from pdfplumber.page import Page

Point = tuple[float, float]
_THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a line."""


def ruled_pages(data: bytes, numbers: Sequence[int]) -> dict[int, list[Block]]:
    """The blocks of the pages with these numbers, as far as pdfplumber can read them.

    Raises:
        InputTooLarge: a table is over the limits.
        MissingExtra: pdfplumber is not installed.
    """
    if not numbers:
        return {}
    with from_extra("pdf"):
        import pdfplumber
    found: dict[int, list[Block]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(numbers)) as document:
            for page in document.pages:
                found[page.page_number] = _page_blocks(page)
                page.close()
    except InputTooLarge:
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises whatever its parser stumbles over; the caller has another way
        return found
    return found


def _page_blocks(page: Page) -> list[Block]:
    characters = [
        Character(one["text"], one["x0"], one["top"], one["x1"], one["bottom"])
        for one in page.chars
        if _is_straight(one["matrix"])
    ]
    for with_boxes in (False, True):
        across, down = [], []
        for start, end in _strokes(page, with_boxes=with_boxes):
            (x0, y0), (x1, y1) = start, end
            if abs(y1 - y0) <= 1.0 < abs(x1 - x0):
                across.append(Line((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= 1.0 < abs(y1 - y0):
                down.append(Line((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        blocks = page_blocks(characters, across, down)
        if any(block.rows is not None for block in blocks):
            break
    return blocks


def _is_straight(matrix: tuple[float, ...]) -> bool:
    """Not slanted: text across the page is a watermark."""
    a, b = abs(matrix[0]), abs(matrix[1])
    return a < 0.01 * b or b < 0.01 * a


def _strokes(page: Page, *, with_boxes: bool) -> Iterator[tuple[Point, Point]]:
    """The drawn lines of a page; with ``with_boxes`` also the sides of filled boxes."""
    for one in page.lines:
        yield (one["x0"], one["top"]), (one["x1"], one["bottom"])
    for one in page.rects:
        x0, x1, top, bottom = one["x0"], one["x1"], one["top"], one["bottom"]
        if one["height"] <= _THIN and one["height"] <= one["width"]:
            yield (x0, (top + bottom) / 2), (x1, (top + bottom) / 2)
        elif one["width"] <= _THIN:
            yield ((x0 + x1) / 2, top), ((x0 + x1) / 2, bottom)
        elif one["stroke"] or (with_boxes and not _is_white(one["non_stroking_color"])):
            yield from (((x0, top), (x1, top)), ((x0, bottom), (x1, bottom)))
            yield from (((x0, top), (x0, bottom)), ((x1, top), (x1, bottom)))
    for one in page.curves:
        if one["stroke"] or with_boxes:
            points = one["pts"]
            yield from pairwise(points)


def _is_white(color: Any) -> bool:
    values = color if isinstance(color, tuple | list) else (color,)
    if len(values) == 4:
        return not any(values)
    return all(isinstance(value, int | float) and value > 0.98 for value in values)
