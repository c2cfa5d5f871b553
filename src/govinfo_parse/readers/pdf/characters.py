"""The characters of a page of a PDF as a person sees them, by pdfium; what nobody can see or read is left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.fixed.doubtful_figures import Strokes
from govinfo_parse.readers.fixed.words import Character
from govinfo_parse.readers.pdf import pdfium
from govinfo_parse.readers.pdf.drawing import BLACK, WHITE, Area, Colour, Drawing, Fill, TextLook
from govinfo_parse.readers.pdf.pdfium import Address, Answer
from govinfo_parse.readers.text.spaces import UNREAD

if TYPE_CHECKING:
    import pypdfium2

_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
"""Where the two halves of a UTF-16 pair begin and end."""
_UNKNOWN = 0xFFFD
_SLANT = 0.1
"""Text slanted more than this, in radians, is a watermark."""
_TOO_HIGH = 2.0
"""A box that is higher than this many times the size of its character is not trusted."""
_TINY = 1.0
"""Letters smaller than this, in points, cannot be seen."""
_PAGE_SHARE = 0.8
"""A picture that covers this share of the page is a scan of it."""
_BUCKETS = 8
"""Into how many parts of a page, across and down, its fills are sorted."""
_MAX_LOOKS = 5_000_000
"""How many fills may be looked at for the characters of a page."""
_DIGITS = frozenset(map(ord, "0123456789０１２３４５６７８９"))
_NEAR = 0.1
"""The share of the box of a figure that is above and below every line that goes through its ink."""
_TOUCHING = 0.5
"""By how many points two figures of one number may be apart."""
_QUARTER = math.pi / 2
_LOOSE_BOX, _BOX, _MATRIX, _WIDTH = Answer("f", 4), Answer("d", 4), Answer("f", 6), Answer("f", 1)


@attrs.define
class Characters:
    """The characters of a page.

    Attributes:
        seen: those that a person sees.
        unseen: those of modes without paint, and those under a picture of the page: the usual result of text
            recognition.
        hidden: how many others are not seen: clipped, covered, transparent, tiny, or in the colour of what is below
            them.
        slanted: how many are slanted or mirrored.
        gone: the figure that was left out last, if it is the character before the next.
    """

    seen: list[Character] = attrs.Factory(list)
    unseen: list[Character] = attrs.Factory(list)
    hidden: int = 0
    slanted: int = 0
    gone: Character | None = None


def characters_of_page(text_page: pypdfium2.PdfTextPage, count: int, drawing: Drawing, page: Area) -> Characters:
    """The first ``count`` characters of a page, each where it is printed, seen from the page's top left."""
    found = Characters()
    ground = _Ground(drawing.fills, page)
    strokes = Strokes(drawing.lines)
    runs: dict[int, _TextRun] = {}
    text = pdfium.address(text_page.raw)
    page_left, page_bottom, page_right, page_top = page
    loose_box_of, loose_place, loose_box = pdfium.loose_box_of, _LOOSE_BOX.places[0], _LOOSE_BOX.read
    for place, code, address in _codes(text, count):
        if (run := runs.get(address)) is None:
            run = runs[address] = _text_run(text, place, address, drawing.texts.get(address))
        look, turn, size, widths = run
        if turn is None:
            found.slanted += 1
            continue
        if not loose_box_of(text, place, loose_place):
            continue
        left, top, right, bottom = loose_box()
        if top - bottom > _TOO_HIGH * size or right - left > _TOO_HIGH * size:
            left, bottom, right, top = _ink(text, place, (left, bottom, right, top))
        if widths is not None:
            right = min(right, left + widths[code])
        x, y = (left + right) / 2, (bottom + top) / 2
        box = left - page_left, page_top - top, right - page_left, page_top - bottom
        shown = _figure(text, place, code, strokes, (left, bottom, right, top), turn) if code in _DIGITS else chr(code)
        one = Character(shown, *box, address, turn)
        if size < _TINY or not (page_left <= x <= page_right and page_bottom <= y <= page_top):
            _leave_out(found, one)
        elif look is not None and (not look.is_painted or look.number < ground.scan):
            found.unseen.append(one)
        elif look is None or ground.shows(look, x, y):
            found.seen.append(one if found.gone is None else _beside_gone(found, one))
        else:
            _leave_out(found, one)
    return found


def _leave_out(found: Characters, one: Character) -> None:
    """Leave out a character that is not seen, and the figure before it too if the two are of one number."""
    found.hidden += not one.text.isspace()
    if one.text.isdigit():
        if found.seen and found.seen[-1].text.isdigit() and _are_of_one_number(found.seen[-1], one):
            found.seen[-1] = found.seen[-1]._replace(text=UNREAD)
        found.gone = one


def _beside_gone(found: Characters, one: Character) -> Character:
    """A character that follows a figure that is not seen: a mark if it is a figure of the same number."""
    gone, found.gone = found.gone, None
    is_cut = gone is not None and one.text.isdigit() and _are_of_one_number(gone, one)
    return one._replace(text=UNREAD) if is_cut else one


def _are_of_one_number(first: Character, second: Character) -> bool:
    """Whether two figures are of one text, or of two that touch: some programs print a cut number piece by piece."""
    if first.run == second.run:
        return True
    gap = second.left - first.right
    return first.turn == second.turn == 0 and abs(gap) < _TOUCHING and abs(first.bottom - second.bottom) < _TOUCHING


def _figure(
    text: Address, place: int, code: int, strokes: Strokes, box: tuple[float, float, float, float], turn: int
) -> str:
    """A figure, of which the box is given, or a mark if a line goes through its ink, which is asked for if need be."""
    is_turned = turn % 2 == 1
    if not strokes.go_through(box, is_turned=is_turned, margin=_NEAR):
        return chr(code)
    return UNREAD if strokes.go_through(_ink(text, place, box), is_turned=is_turned) else chr(code)


def _ink(text: Address, place: int, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The box of what is drawn of a character: left, bottom, right, top; the given one where nothing is."""
    left, right, bottom, top = _BOX.read() if pdfium.box_of(text, place, *_BOX.places) else (0.0, 0.0, 0.0, 0.0)
    return (left, bottom, right, top) if top > bottom else box


def _codes(text: Address, count: int) -> Iterator[tuple[int, int, int]]:
    """For each printed character its place in pdfium's text, its Unicode, and the address of its text object."""
    unicode_of, has_no_meaning, object_of = pdfium.unicode_of, pdfium.has_no_meaning, pdfium.text_object_of
    for place in range(count):
        code = unicode_of(text, place)
        if code < 0x20 or _LOW <= code < _END or not (address := object_of(text, place)):
            continue
        if has_no_meaning(text, place) == 1:
            code = _UNKNOWN
        elif _HIGH <= code < _LOW:
            low = unicode_of(text, place + 1) if place + 1 < count else 0
            code = 0x10000 + ((code - _HIGH) << 10) + (low - _LOW) if _LOW <= low < _END else _UNKNOWN
        yield place, code, address


class _TextRun(NamedTuple):
    """What the characters of a text object share: look, quarter turns (None: slanted or mirrored), size in points, and
    how wide the file says each is, where its font is not in the file.
    """

    look: TextLook | None
    turn: int | None
    size: float
    widths: _Widths | None = None


class _Widths(dict[int, float]):
    """How wide the characters of a font are that is not in the file, in points; asked for once for each.

    They are drawn with a font of the machine, whose letters may be wider: what is read must not depend on it.
    """

    def __init__(self, font: Address, size: float, scale: float) -> None:
        super().__init__()
        self._font, self._size, self._scale = font, size, scale

    def __missing__(self, code: int) -> float:
        is_told = pdfium.width_of(self._font, code, self._size, _WIDTH.places[0])
        self[code] = width = _WIDTH.read()[0] * self._scale if is_told and _WIDTH.read()[0] > 0 else math.inf
        return width


def _text_run(text: Address, place: int, address: int, look: TextLook | None) -> _TextRun:
    size = pdfium.font_size_of(text, place)
    if not pdfium.matrix_of_character(text, place, _MATRIX.places[0]):
        return _TextRun(look, 0, abs(size))
    a, b, c, d, _, _ = _MATRIX.read()
    if size < 0:
        size, a, b, c, d = -size, -a, -b, -c, -d
    if b == c == 0 and a > 0 and d > 0:  # nearly all text
        font = pdfium.font_of(Address(address))
        return _TextRun(look, 0, size * d, None if pdfium.is_embedded(font) else _Widths(font, size, a))
    size *= math.hypot(c, d)
    angle = math.atan2(b, a)
    turn = round(angle / _QUARTER)
    if a * d - b * c < 0 or abs(angle - turn * _QUARTER) > _SLANT:
        return _TextRun(look, None, size)
    return _TextRun(look, turn % 4, size)


class _Ground:
    """What is painted below and above the characters of a page.

    Attributes:
        scan: the place in the order of painting of the last picture over the whole page; 0 if there is none.
    """

    def __init__(self, fills: Sequence[Fill], page: Area) -> None:
        self._page = page
        self._looks = 0
        self._width, self._height = max(page.right - page.left, 1.0), max(page.top - page.bottom, 1.0)
        most = _PAGE_SHARE * self._width * self._height
        self.scan = max(
            (one.number for one in fills if one.is_picture and _size_on_page(one.area, page) > most), default=0
        )
        self._buckets: dict[tuple[int, int], list[Fill]] = {}
        for fill in fills:
            (left, bottom), (right, top) = self._bucket(*fill.area[:2]), self._bucket(*fill.area[2:])
            for column in range(left, right + 1):
                for row in range(bottom, top + 1):
                    self._buckets.setdefault((column, row), []).append(fill)

    def _bucket(self, x: float, y: float) -> tuple[int, int]:
        across = _BUCKETS * (x - self._page.left) / self._width
        up = _BUCKETS * (y - self._page.bottom) / self._height
        return int(min(max(across, 0), _BUCKETS - 1)), int(min(max(up, 0), _BUCKETS - 1))

    def shows(self, look: TextLook, x: float, y: float) -> bool:
        """Whether a text can be seen at a place: neither clipped nor covered, nor in the colour of what is below it."""
        if look.clip is not None and not look.clip.holds(x, y):
            return False
        if look.colour is BLACK and not self._buckets:  # nearly all text
            return True
        ground: Colour | None = WHITE
        column = int(_BUCKETS * (x - self._page.left) / self._width)
        row = int(_BUCKETS * (y - self._page.bottom) / self._height)
        if _BUCKETS in (column, row):  # at the very edge
            column, row = min(column, _BUCKETS - 1), min(row, _BUCKETS - 1)
        for number, (left, bottom, right, top), colour, _ in reversed(self._buckets.get((column, row), ())):
            self._looks += 1
            if not (left <= x <= right and bottom <= y <= top):
                continue
            if number < look.number:
                ground = colour
                break
            if colour is not None:
                return False
        if self._looks > _MAX_LOOKS:
            raise InputTooLarge("a page has too many filled boxes over and below its text; this is no annual report")
        if look.colour is BLACK and ground is WHITE:
            return True
        return ground is None or look.colour is None or not look.colour.is_near(ground)


def _size_on_page(area: Area, page: Area) -> float:
    """How large a rectangle is on a page."""
    width = min(area.right, page.right) - max(area.left, page.left)
    height = min(area.top, page.top) - max(area.bottom, page.bottom)
    return max(width, 0.0) * max(height, 0.0)


def upright(found: Sequence[Character], page: Area, rotation: int) -> tuple[Sequence[Character], Turner]:
    """The characters of a page that is turned so that most of them are upright.

    Args:
        found: the characters as the page has them.
        page: the page's box.
        rotation: the quarter turns that the page asks for, clockwise; it decides where there is no text.

    Returns:
        The characters, and a function that turns an area of the page in the same way.
    """
    turn = turn_of(found, rotation)
    turner = _turner(page, turn)
    if turn == 0:  # nearly every page
        return found, turner
    left, top = page.left, page.top
    return [
        Character(text, *turner(Area(left + x0, top - y1, left + x1, top - y0)), run, (one_turn - turn) % 4)
        for text, x0, y0, x1, y1, run, one_turn in found
    ], turner


def turn_of(found: Sequence[Character], rotation: int) -> int:
    """By how many quarter turns, clockwise, a page is turned so that most of its characters are upright."""
    turns = Counter(map(_turn, found))
    return max(turns, key=lambda one: (turns[one], one == 0)) if turns else rotation


_turn = itemgetter(6)

Turner: TypeAlias = Callable[[Area], tuple[float, float, float, float]]
"""An area of a page to left, top, right, bottom, y growing downwards."""


def _turner(page: Area, turn: int) -> Turner:
    left, bottom, right, top = page
    if turn == 0:
        return lambda area: (area[0] - left, top - area[3], area[2] - left, top - area[1])
    if turn == 1:
        return lambda area: (area[1] - bottom, area[0] - left, area[3] - bottom, area[2] - left)
    if turn == 2:
        return lambda area: (right - area[2], area[1] - bottom, right - area[0], area[3] - bottom)
    return lambda area: (top - area[3], right - area[2], top - area[1], right - area[0])
