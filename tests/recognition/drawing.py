"""Paragraphs and grids as printed pages: pictures such as a scanner gives of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import attrs
from PIL import Image, ImageDraw, ImageFont

from tests.geometry.drawing import Printed
from tests.geometry.trees import Grid

INCHES = (8.27, 11.69)
MARGIN = 0.9
_PADDING = 3.5
_LEADING = 1.25
FONTS = {
    "sans": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "serif": "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "bold": "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "song": "/usr/share/fonts/truetype/arphic/uming.ttc",
    "kai": "/usr/share/fonts/truetype/arphic/ukai.ttc",
    "hei": "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "microhei": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
}
"""Fonts by name; those of Debian's packages fonts-noto-cjk, fonts-arphic-uming, -ukai, fonts-wqy-zenhei, -microhei."""
_WIDTHS = {"applications": (0.8, 1.2, 2.6), "disclosure": (2.2,)}
"""How wide the label columns of a table are, in value columns."""


def fonts() -> dict[str, str]:
    """The fonts that are there."""
    return {name: file for name, file in FONTS.items() if Path(file).exists()}


@attrs.frozen
class Style:
    """How pages look.

    Attributes:
        font: the file of the font.
        dpi: dots per inch.
        size: the size of text in tables, in points.
        ruled: whether tables have rules.
        rule: the thickness of rules in points.
        fitted: whether numbers that are wider than their cells are printed smaller; else they run over its rules.
    """

    font: str
    dpi: int = 150
    size: float = 9.0
    ruled: bool = True
    rule: float = 0.7
    fitted: bool = True


@cache
def _font(file: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, pixels)


@attrs.define
class _Cell:
    lines: list[str]
    left: int
    right: int
    row: int
    rows: int
    value: bool
    shrunk: float = 1.0


class _Pages:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.scale = style.dpi / 72
        self.size = round(INCHES[0] * style.dpi), round(INCHES[1] * style.dpi)
        self.margin = round(MARGIN * style.dpi)
        self.pages: list[Image.Image] = []
        self.new()

    def new(self) -> None:
        self.pages.append(Image.new("RGB", self.size, "white"))
        self.pen = ImageDraw.Draw(self.pages[-1])
        self.y = self.margin

    @property
    def bottom(self) -> int:
        return self.size[1] - self.margin

    def paragraph(self, text: str) -> None:
        font = _font(self.style.font, round(14 * self.scale))
        for line in _wrapped(text, font, self.size[0] - 2 * self.margin):
            height = round(20 * self.scale)
            if self.y + height > self.bottom:
                self.new()
            self.pen.text((self.margin, self.y), line, fill=0, font=font)
            self.y += height

    def table(self, grid: Grid) -> None:
        style, font = self.style, _font(self.style.font, round(self.style.size * self.scale))
        padding = round(_PADDING * self.scale)
        borders = _borders(grid, self.margin, self.size[0] - self.margin)
        cells = list(_cells(grid, borders, font, padding, fitted=style.fitted))
        leading = round(style.size * _LEADING * self.scale)
        heights = [leading + 2 * padding] * len(grid.lines)
        for cell in sorted(cells, key=lambda one: one.rows):
            need = len(cell.lines) * leading + 2 * padding
            short = need - sum(heights[cell.row : cell.row + cell.rows])
            if short > 0:
                heights[cell.row + cell.rows - 1] += short
        self.y += padding
        first = 0
        while first < len(heights):
            last, height = first, 0
            while last < len(heights) and self.y + height + heights[last] <= self.bottom:
                height += heights[last]
                last += 1
            if last == first:
                self.new()
                continue
            self._rows(cells, borders, heights, (first, last))
            first = last
            if first < len(heights):
                self.new()
        self.y += 3 * padding

    def _rows(
        self,
        cells: Sequence[_Cell],
        borders: Sequence[int],
        heights: Sequence[int],
        rows: tuple[int, int],
    ) -> None:
        """Draw some rows of a table; of a cell that goes on over the page's end the text goes on too."""
        first, last = rows
        width = max(1, round(self.style.rule * self.scale))
        leading = round(self.style.size * _LEADING * self.scale)
        tops = [self.y]
        for height in heights[first:last]:
            tops.append(tops[-1] + height)
        for cell in cells:
            begin, end = max(cell.row, first), min(cell.row + cell.rows, last)
            if begin >= end:
                continue
            left, right = borders[cell.left], borders[cell.right]
            top, bottom = tops[begin - first], tops[end - first]
            if self.style.ruled:
                self.pen.rectangle((left, top, right, bottom), outline=0, width=width)
            is_cut = end < cell.row + cell.rows
            lines = cell.lines[: max(0, (bottom - top) // leading)] if is_cut else cell.lines
            cell.lines = cell.lines[len(lines) :]
            font = _font(self.style.font, round(self.style.size * cell.shrunk * self.scale))
            y = top + (bottom - top - len(lines) * leading) // 2
            for line in lines:
                free = right - left - font.getlength(line)
                x = left + (free / 2 if cell.value or cell.rows == 1 else max(free / 2, width + 1))
                self.pen.text((x, y), line, fill=0, font=font)
                y += leading
        self.y = tops[-1]


def _borders(grid: Grid, left: int, right: int) -> list[int]:
    count = max(map(len, grid.lines))
    labels = _WIDTHS.get(grid.table, ())[-grid.labels :] if grid.labels else ()
    widths = [*labels, *[1.0] * (count - len(labels))]
    step = (right - left) / sum(widths)
    borders = [float(left)]
    for width in widths:
        borders.append(borders[-1] + width * step)
    return [round(border) for border in borders]


def _cells(
    grid: Grid, borders: Sequence[int], font: ImageFont.FreeTypeFont, padding: int, *, fitted: bool
) -> Iterator[_Cell]:
    seen: set[int] = set()
    for row, line in enumerate(grid.lines):
        for column, cell in enumerate(line):
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            right = column + sum(1 for other in line[column:] if other is cell)
            rows = sum(1 for other in grid.lines[row:] if len(other) > column and other[column] is cell)
            room = borders[right] - borders[column] - 2 * padding
            lines = _wrapped(cell.text, font, room)
            width = max(map(font.getlength, lines), default=0.0)
            shrunk = room / width if fitted and width > room else 1.0
            yield _Cell(lines, column, right, row, rows, cell.value, shrunk)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The lines of a text; a number is never broken."""
    lines, line = [], ""
    for character in text:
        if line and font.getlength(line + character) > width and not (character + line[-1]).isdecimal():
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if text else []


def pages(parts: Sequence[Printed], style: Style) -> list[Image.Image]:
    """The pages that paragraphs and grids fill."""
    drawn = _Pages(style)
    for part in parts:
        if isinstance(part, str):
            drawn.paragraph(part)
        else:
            drawn.table(part)
    return drawn.pages
