"""A page of placed characters and drawn lines to lines of text and tables, in reading order.  Shared by PDF and OFD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govinfo_parse.readers.document import Cover, TextBuilder
from govinfo_parse.readers.lattice import Lattice, Line, lattices
from govinfo_parse.readers.text import cell_text

_PAGE_NUMBER = re.compile(
    r"(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})$"
)
_SPACE = 0.3
"""A gap wider than this share of the character size is a space."""
_SAME_BORDER = 3.0
"""Borders on two pages no farther apart than this, in points, are the same."""
_CELL_PADDING = 12.0
"""What a table cell may keep free of text at its two sides together, in points."""


class Character(NamedTuple):
    """A printed character and its box; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Block(NamedTuple):
    """A line of text (``rows`` is None) or a table, its upper border, and the borders of its columns."""

    top: float
    text: str
    rows: list[list[str | Cover]] | None = None
    columns: Sequence[float] = ()


def page_blocks(characters: Iterable[Character], horizontals: Iterable[Line], verticals: Iterable[Line]) -> list[Block]:
    """The page from top to bottom."""
    tables = lattices(horizontals, verticals)
    inside: list[dict[tuple[int, int], list[Character]]] = [{} for _ in tables]
    outside: list[Character] = []
    for character in characters:
        x, y = (character.left + character.right) / 2, (character.top + character.bottom) / 2
        for table, cells in zip(tables, inside, strict=True):
            if table.holds(x, y):
                cells.setdefault(table.cell_at(x, y), []).append(character)
                break
        else:
            outside.append(character)
    blocks = [Block(line[0].top, _line_text(line)) for line in _lines(outside)]
    blocks += [
        Block(table.ys[0], "", _rows(table, cells), table.xs) for table, cells in zip(tables, inside, strict=True)
    ]
    blocks.sort(key=lambda block: block.top)
    return blocks


def add_page(builder: TextBuilder, blocks: Sequence[Block], page: int, above: Sequence[float] = ()) -> Sequence[float]:
    """Add a page to the text without its page number; a table at its top continues the one that the text ends with.

    Args:
        builder: the text so far.
        blocks: the page from top to bottom.
        page: the number of the page.
        above: what this function gave for the page before.

    Returns:
        The borders of the columns of the table that the text now ends with, if it ends with one.
    """
    for place, block in enumerate(without_page_number(blocks, page)):
        if block.rows is None:
            builder.paragraph(block.text)
            above = ()
        elif place:
            builder.table(block.rows, page)
            above = block.columns
        else:
            builder.table(_under(above, block), page, continued=True)
            above = max(above, block.columns, key=len)
    return above


def _under(above: Sequence[float], block: Block) -> list[list[str | Cover]]:
    """The rows of a table's next part, under the columns of its first one.

    Where the rows on a page have cells merged over a border, nothing is drawn there, and the page alone has too few
    columns.
    """
    rows = block.rows or []
    if not above or len(block.columns) >= len(above):
        return rows
    places = [_nearest(above, x) for x in block.columns]
    is_under = places[0] == 0 and places[-1] == len(above) - 1 and len(set(places)) == len(places)
    if not is_under or any(
        abs(above[place] - x) > _SAME_BORDER for place, x in zip(places, block.columns, strict=True)
    ):
        return rows
    width = len(above) - 1
    spread: list[list[str | Cover]] = []
    for row in rows:
        line: list[str | Cover] = []
        for text, place, next_place in zip(row, places, [*places[1:], width], strict=False):
            line.append(text)
            line += [text if isinstance(text, Cover) else Cover.LEFT] * (next_place - place - 1)
        spread.append(line)
    return spread


def _nearest(places: Sequence[float], x: float) -> int:
    return min(range(len(places)), key=lambda place: abs(places[place] - x))


def without_page_number(blocks: Sequence[Block], page: int) -> Sequence[Block]:
    """The blocks without a first or last line that only numbers the page."""
    blocks = [block for block in blocks if block.rows is not None or block.text.strip()]
    for place in (-1, 0):
        if blocks and blocks[place].rows is None:
            text = blocks[place].text.strip()
            if _PAGE_NUMBER.match(text) or text == str(page):
                del blocks[place]
    return blocks


def _rows(table: Lattice, cells: dict[tuple[int, int], list[Character]]) -> list[list[str | Cover]]:
    rows: list[list[str | Cover]] = []
    for number, owners in enumerate(table.owner):
        row: list[str | Cover] = []
        for column, owner in enumerate(owners):
            if owner == (number, column):
                row.append(_cell(cells.get(owner, ()), table.width_of(owner)))
            else:
                row.append(Cover.LEFT if owner[0] == number else Cover.ABOVE)
        rows.append(row)
    return rows


def _cell(characters: Iterable[Character], width: float) -> str:
    """A cell's text.  A number that a narrow cell broke in two is one number; figures below each other are not."""
    text = ""
    before: list[Character] = []
    for line in _lines(characters):
        now = _line_text(line)
        if text:
            text += "" if _runs_on(before, line, width) else "\n"
        text += now
        before = line
    return cell_text(text)


def _runs_on(before: Sequence[Character], after: Sequence[Character], width: float) -> bool:
    figures = [character.text for character in before if not character.text.isspace()]
    if len(figures) < 2 or not (figures[-1].isdigit() or figures[-1] in ".,") or not after[0].text.isdigit():
        return False
    if not all(figure.isdigit() or figure in "+-.," for figure in figures):
        return False
    free = width - (before[-1].right - before[0].left)
    return free < _CELL_PADDING + (after[0].right - after[0].left)


def _lines(characters: Iterable[Character]) -> list[list[Character]]:
    """Characters to lines, top to bottom and left to right; one printed twice, for false bold, counts once."""
    lines: list[list[Character]] = []
    middle = 0.0
    for character in sorted(characters, key=lambda one: (one.top + one.bottom) / 2):
        centre = (character.top + character.bottom) / 2
        if lines and centre - middle <= 0.5 * max(character.bottom - character.top, 1.0):
            lines[-1].append(character)
        else:
            lines.append([character])
            middle = centre
    return [_printed_once(sorted(line, key=lambda one: one.left)) for line in lines]


def _printed_once(line: Sequence[Character]) -> list[Character]:
    kept: list[Character] = []
    for character in line:
        last = kept[-1] if kept else None
        if (
            last is None
            or character.text != last.text
            or character.left - last.left > 0.3 * (last.right - last.left)
            or abs(character.top - last.top) > 1.0
        ):
            kept.append(character)
    return kept


def _line_text(line: Sequence[Character]) -> str:
    parts: list[str] = []
    last: Character | None = None
    for character in line:
        if last is not None and character.left - last.right > _SPACE * (character.bottom - character.top):
            parts.append(" ")
        parts.append(character.text)
        last = character
    return "".join(parts)
