"""Placed characters and drawn lines of a page, as lines of text and tables in reading order.  Shared by PDF and OFD."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from govinfo_parse.readers.document import Box, Cover, TextBuilder
from govinfo_parse.readers.fixed.alignment import AlignedTable, aligned_tables
from govinfo_parse.readers.fixed.doubtful_figures import are_apart
from govinfo_parse.readers.fixed.lattice import Lattice
from govinfo_parse.readers.fixed.words import Character, PrintedWord, words_of_line
from govinfo_parse.readers.text.spaces import UNREAD, cell_text

_left = itemgetter(1)
_PAGE_NUMBER = re.compile(
    r"(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})$"
)
_SPACE = 0.3
"""A gap wider than this share of the character size is a space."""
_SAME_LINE = 0.5
"""Characters whose middles are no farther apart than this share of their height are in one line."""
_SHADOW = 0.5
"""Two equal characters no farther apart than this share of their size are one, printed twice."""
_OVERPRINTED = 0.25
"""Digits of two texts that share more of their width than this are not of one number."""
_LAYERS = 4
"""How many characters may be printed on top of each other."""
_IN_FIGURES = ".,-%"
_CUT = 0.3
"""A border that leaves at least this share of a figure on either side goes through it; a font that is not in the file
may be drawn with another, whose figures reach into the gap beside them."""
_SAME_BORDER = 3.0
"""Borders on two pages that are no farther apart than this, in points, are the same."""
_CELL_PADDING = 12.0
"""How much space a table cell may leave free at its two sides together, in points."""


class PageBlock(NamedTuple):
    """A line of text (``rows`` is None) or a table, its upper border, and the borders of its columns.

    Attributes:
        lines: the lines of text that a table without heads is, unless it goes on from the page before.
    """

    top: float
    text: str
    rows: list[list[str | Cover]] | None = None
    boxes: Sequence[Sequence[Box | None]] = ()
    columns: Sequence[float] = ()
    lines: Sequence[str] = ()


PageCell: TypeAlias = tuple[int, tuple[int, int]]
"""A cell of a page: which table, and which row and column in it."""


def page_blocks(
    characters: Sequence[Character], tables: Sequence[Lattice], shaded: Sequence[Lattice] = ()
) -> list[PageBlock]:
    """The page from top to bottom.

    Args:
        characters: what is printed on it.
        tables: the tables that lines draw.
        shaded: those that only the sides of filled boxes draw, unless these are stripes below some rows of a table.
    """
    if shaded and not _are_stripes(characters, tables, shaded):
        tables = sorted([*tables, *shaded], key=lambda one: (one.ys[0], one.xs[0]))
    inside, outside = _characters_by_cell(characters, tables)
    blocks = list(_blocks_without_lines(_characters_in_lines(outside)))
    blocks += [
        PageBlock(table.ys[0], "", *_rows_and_boxes(table, cells), table.xs)
        for table, cells in zip(tables, inside, strict=True)
    ]
    blocks.sort(key=lambda block: block.top)
    return blocks


def _blocks_without_lines(lines: Sequence[Sequence[Character]]) -> Iterator[PageBlock]:
    """What no drawn lines are around: tables that are found by the places of their figures, and lines of text."""
    lines = [line for line in lines if not all(one.text.isspace() for one in line)]
    done = 0
    upright = next((number for number, line in enumerate(lines) if line[0].turn), len(lines))
    has_figures = any(one.text.isdigit() for line in lines[:upright] for one in line[-2:])
    for table in aligned_tables([words_of_line(line) for line in lines[:upright]] if has_figures else ()):
        yield from map(_block_of_line, lines[done : table.first])
        yield _block_of_aligned(table, [_text_with_spaces(line) for line in lines[table.first : table.last]])
        done = table.last
    yield from map(_block_of_line, lines[done:])


def _are_stripes(characters: Sequence[Character], tables: Sequence[Lattice], shaded: Sequence[Lattice]) -> bool:
    """Whether there is a table of which some rows are shaded, and others are not, or run through a shade's cell."""
    _, outside = _characters_by_cell(characters, tables)
    lines = _characters_in_lines(one for one in outside if not (one.turn or one.text.isspace()))
    for table in aligned_tables([words_of_line(line) for line in lines]):
        for row in table.rows:
            places = [
                next((one.cell_at(x, word.middle) for one in shaded if one.holds(x, word.middle)), None)
                for cell in row[2:]
                for word in cell
                for x in [(word.left + word.right) / 2]
            ]
            if len(set(places)) < len(places):
                return True
    return False


def _block_of_line(line: Sequence[Character]) -> PageBlock:
    return PageBlock(min(one.top for one in line), _text_with_spaces(line))


def _block_of_aligned(table: AlignedTable, lines: Sequence[str]) -> PageBlock:
    rows: list[list[str | Cover]] = []
    boxes: list[list[Box | None]] = []
    borders = table.borders
    for row in ([table.heads] if table.heads else []) + list(table.rows):
        words = [word for cell in row for word in cell]
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        rows.append([cell_text("\n".join(word.text for word in cell)) for cell in row])
        slots = zip(row, pairwise(borders), strict=True)
        boxes.append([_box_around(cell) if cell else (left, top, right, bottom) for cell, (left, right) in slots])
    top = min(word.top for row in (table.heads, *table.rows) for cell in row for word in cell)
    return PageBlock(top, "", rows, boxes, borders, () if table.heads else lines)


def _box_around(words: Sequence[PrintedWord]) -> Box:
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )


def _characters_by_cell(
    characters: Iterable[Character], tables: Sequence[Lattice]
) -> tuple[list[dict[tuple[int, int], list[Character]]], list[Character]]:
    """The characters of each table by their cells, and those outside of all tables."""
    inside: list[dict[tuple[int, int], list[Character]]] = [{} for _ in tables]
    outside: list[Character] = []
    if not tables:
        outside.extend(characters)
        return inside, outside
    crossing: list[tuple[int, list[Character]]] = []
    for word in _figures_together(characters):
        if len(word) == 1:  # nearly all
            for place in _cells_of_character(word[0], tables):
                (outside if place is None else inside[place[0]].setdefault(place[1], [])).append(word[0])
            continue
        places = [_cell_of_character(one, tables) for one in word]
        within = next((place[0] for place in places if place is not None), None)
        is_over_border = any(place != places[0] for place in places)
        is_turned = word[0].turn != 0  # then nobody knows whether it is one number or two
        if is_over_border and not is_turned and within is not None and _is_one_number(word, places, tables[within]):
            crossing.append((within, word))
            continue
        for one, place in zip(word, places, strict=True):
            shown = one._replace(text=UNREAD) if is_over_border and is_turned else one
            if place is None:
                outside.append(shown)
            else:
                inside[place[0]].setdefault(place[1], []).append(shown)
    for number, word in crossing:
        # A number that is wider than its cell belongs to one cell, and rather to an empty one than to one with a text.
        shares = Counter(tables[number].cell_at((one.left + one.right) / 2, (one.top + one.bottom) / 2) for one in word)
        cell = max(shares, key=lambda one: (one not in inside[number], shares[one]))
        inside[number].setdefault(cell, []).extend(word)
    return inside, outside


def _cell_of_character(one: Character, tables: Sequence[Lattice]) -> PageCell | None:
    x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    for number, table in enumerate(tables):
        if table.holds(x, y):
            return number, table.cell_at(x, y)
    return None


def _cells_of_character(one: Character, tables: Sequence[Lattice]) -> Iterable[PageCell | None]:
    """The cell of a character; both cells of a figure that could not be read as the border goes through it."""
    place = _cell_of_character(one, tables)
    if one.text != UNREAD or place is None:
        return (place,)
    table, x, quarter = tables[place[0]], (one.left + one.right) / 2, (one.bottom - one.top) / 4
    return {(place[0], table.cell_at(x, y)): None for y in (one.top + quarter, one.bottom - quarter)}


def _figures_together(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Figures that are printed side by side in one list; every other character alone."""
    word: list[Character] = []
    for one in characters:
        if not (one.text.isdigit() or one.text in _IN_FIGURES):
            if word:
                yield word
                word = []
            yield [one]
        elif word and _is_next(word[-1], one):
            word.append(one)
        else:
            if word:
                yield word
            word = [one]
    if word:
        yield word


def _is_next(last: Character, one: Character) -> bool:
    if one.turn != last.turn:
        return False
    if one.turn:
        last, one = _as_if_upright(last), _as_if_upright(one)
    height = one.bottom - one.top
    return abs(one.bottom - last.bottom) <= _SAME_LINE * height and abs(one.left - last.right) <= _SPACE * height


def _is_one_number(word: Sequence[Character], places: Sequence[PageCell | None], table: Lattice) -> bool:
    """Whether figures over a border are one number: placed together by the file, or cut by the border."""
    if len({place[0] for place in places if place is not None}) > 1:
        return False  # it is in two tables
    breaks = [number for number in range(1, len(word)) if places[number] != places[number - 1]]
    if all(word[number].run == word[number - 1].run for number in breaks):
        return True
    return any(_is_cut_by_border(one, table) for number in breaks for one in word[number - 1 : number + 1])


def _is_cut_by_border(one: Character, table: Lattice) -> bool:
    inset, y = _CUT * (one.right - one.left), (one.top + one.bottom) / 2
    return table.cell_at(one.left + inset, y) != table.cell_at(one.right - inset, y)


def add_page(
    builder: TextBuilder, blocks: Sequence[PageBlock], page: int, above: Sequence[float] = ()
) -> Sequence[float]:
    """Add a page to the text without its page number; a table at its top continues the one that the text ends with.

    Args:
        builder: the text so far.
        blocks: the page from top to bottom.
        page: the number of the page.
        above: the result of this function for the page before.

    Returns:
        The borders of the columns of the table that the text now ends with, if it ends with one.
    """
    for place, block in enumerate(without_page_number(blocks, page)):
        if block.rows is None:
            builder.paragraph(block.text)
            above = ()
        elif block.lines and (place or not _are_under(block.columns, above)):
            for line in block.lines:
                builder.paragraph(line)
            above = ()
        elif place:
            builder.table(block.rows, page, boxes=block.boxes)
            above = block.columns
        else:
            rows, boxes = _rows_under_columns(above, block)
            finer = _places_among(above, block.columns) if len(block.columns) > len(above) else None
            if finer:  # cells above the page's end are merged over borders that are drawn only below it
                builder.widen([after - before for before, after in pairwise(finer)])
            builder.table(rows, page, boxes=boxes, continued=True)
            above = max(above, block.columns, key=len)
    return above


def _rows_under_columns(
    above: Sequence[float], block: PageBlock
) -> tuple[list[list[str | Cover]], Sequence[Sequence[Box | None]]]:
    """The rows of a table's next part and their boxes, under the columns of its first one.

    Where the rows on a page have cells merged over a border, nothing is drawn there, and the page alone has too few
    columns.
    """
    rows = block.rows or []
    places = _places_among(block.columns, above) if len(block.columns) < len(above) else None
    if not places:
        return rows, block.boxes
    widths = [after - before for before, after in pairwise(places)]
    spread: list[list[str | Cover]] = []
    drawn: list[list[Box | None]] = []
    for row, boxes in zip(rows, block.boxes, strict=True):
        line: list[str | Cover] = []
        line_boxes: list[Box | None] = []
        for text, box, width in zip(row, boxes, widths, strict=True):
            line += [text, *[text if isinstance(text, Cover) else Cover.LEFT] * (width - 1)]
            line_boxes += [box, *[None] * (width - 1)]
        spread.append(line)
        drawn.append(line_boxes)
    return spread, drawn


def _places_among(few: Sequence[float], many: Sequence[float]) -> list[int] | None:
    """For each of a few borders which of many it is; None where one is not among them, or the outermost two differ."""
    if not few:
        return None
    places = [_nearest_place(many, x) for x in few]
    is_under = places[0] == 0 and places[-1] == len(many) - 1 and len(set(places)) == len(places)
    if not is_under or any(abs(many[place] - x) > _SAME_BORDER for place, x in zip(places, few, strict=True)):
        return None
    return places


def _are_under(columns: Sequence[float], above: Sequence[float]) -> bool:
    """Whether the middle of each value column is between the borders of the one above it."""
    if len(columns) != len(above):
        return False
    slots = list(zip(pairwise(columns), pairwise(above), strict=True))[2:]
    return all(left < (start + end) / 2 < right for (start, end), (left, right) in slots)


def _nearest_place(places: Sequence[float], x: float) -> int:
    return min(range(len(places)), key=lambda place: abs(places[place] - x))


def without_page_number(blocks: Sequence[PageBlock], page: int) -> Sequence[PageBlock]:
    """The blocks without a first or last line that only numbers the page."""
    blocks = [block for block in blocks if block.rows is not None or block.text.strip()]
    for place in (-1, 0):
        if blocks and blocks[place].rows is None:
            text = blocks[place].text.strip()
            if _PAGE_NUMBER.match(text) or text == str(page):
                del blocks[place]
    return blocks


def _rows_and_boxes(
    table: Lattice, cells: dict[tuple[int, int], list[Character]]
) -> tuple[list[list[str | Cover]], list[list[Box | None]]]:
    rows: list[list[str | Cover]] = []
    boxes: list[list[Box | None]] = []
    for number, owners in enumerate(table.owner):
        row: list[str | Cover] = []
        row_boxes: list[Box | None] = []
        for column, owner in enumerate(owners):
            if owner == (number, column):
                box = table.box_of(owner)
                row.append(_text_of_cell_box(cells.get(owner, ()), box[2] - box[0]))
                row_boxes.append(box)
            else:
                row.append(Cover.LEFT if owner[0] == number else Cover.ABOVE)
                row_boxes.append(None)
        rows.append(row)
        boxes.append(row_boxes)
    return rows, boxes


def _text_of_cell_box(characters: Iterable[Character], width: float) -> str:
    """A cell's text.  A number that a narrow cell broke in two is joined; figures below each other are not."""
    text = ""
    before: list[Character] = []
    for line in _characters_in_lines(characters):
        now = _text_with_spaces(line)
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


def _characters_in_lines(characters: Iterable[Character]) -> list[list[Character]]:
    """Characters to lines, top to bottom and left to right; one printed twice, for bold or a shadow, counts once.

    Turned text comes after the upright text, in its own order.
    """
    turned: dict[int, list[Character]] = {}
    for one in characters:
        turned.setdefault(one.turn, []).append(one)
    return [
        line
        for turn, ones in sorted(turned.items())
        for line in _lines_by_middles(map(_as_if_upright, ones) if turn else ones)
    ]


def _as_if_upright(one: Character) -> Character:
    """A turned character at the place where it would be if the page were turned with it."""
    text, left, top, right, bottom, run, turn = one
    if turn == 1:
        return Character(text, -bottom, left, -top, right, run, turn)
    if turn == 2:
        return Character(text, -right, -bottom, -left, -top, run, turn)
    return Character(text, top, -right, bottom, -left, run, turn)


def _lines_by_middles(characters: Iterable[Character]) -> list[list[Character]]:
    lines: list[list[Character]] = []
    middle = 0.0
    for character in sorted(characters, key=_middle):
        _, _, top, _, bottom, _, _ = character
        centre = (top + bottom) / 2
        if lines and centre - middle <= _SAME_LINE * max(bottom - top, 1.0):
            lines[-1].append(character)
        else:
            lines.append([character])
            middle = centre
    return [_printed_once(sorted(line, key=_left)) for line in lines]


def _middle(one: Character) -> float:
    return (one[2] + one[4]) / 2


def _printed_once(line: Sequence[Character]) -> list[Character]:
    """A line without the characters that lie on an equal one: letters of a word are never printed so close together."""
    kept: list[Character] = []
    for one in line:
        text, near = one.text, _SHADOW * (one.right - one.left)
        for other in kept[: -_LAYERS - 1 : -1]:
            if (
                text == other.text
                and one.left - other.left < near
                and abs(one.top - other.top) < _SHADOW * (one.bottom - one.top)
            ):
                break
        else:
            kept.append(one)
    return kept


def _text_with_spaces(line: Sequence[Character]) -> str:
    parts: list[str] = []
    last: Character | None = None
    runs: Counter[int] | None = None
    for character in line:
        if last is not None and (
            character.left - last.right > _SPACE * (character.bottom - character.top)
            or _is_overprinted(last, character)
        ):
            parts.append(" ")
        elif last is not None and last.text.isdigit() and character.text.isdigit():
            if runs is None:
                runs = Counter(one.run for one in line if one.text.isdigit())
            if are_apart(last, character, runs):
                parts.append(" ")
        parts.append(character.text)
        last = character
    return "".join(parts)


def _is_overprinted(last: Character, one: Character) -> bool:
    """Whether a digit of one text lies on a digit of another: nobody can know what number the two are."""
    if one.run == last.run or not (one.text.isdigit() and last.text.isdigit()):
        return False
    return last.right - one.left > _OVERPRINTED * min(one.right - one.left, last.right - last.left)
