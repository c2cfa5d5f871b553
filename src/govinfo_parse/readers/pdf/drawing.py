"""What is painted on a page of a PDF, in the order of painting, by pdfium: lines, boxes, pictures and texts.

All places are in the page's own coordinates, in points, with y growing upwards; those inside forms are converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

import attrs
from pypdfium2 import raw

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.fixed.lattice import Point, Segment
from govinfo_parse.readers.limits import MAX_CLIPS, MAX_PAGE_OBJECTS
from govinfo_parse.readers.pdf import pdfium
from govinfo_parse.readers.pdf.pdfium import Address, Answer

if TYPE_CHECKING:
    import pypdfium2

Matrix = tuple[float, float, float, float, float, float]

_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FORM_DEPTH = 6
_MOVE, _CURVE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO
_THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a line."""
_STRAIGHT = 1.0
"""By how many points a side of a box may lean."""
_NO_WIDTH = 0.01
_SAME_PLACE = 6.0
"""How far, in points, a text and its shadow may be from each other."""
_PIECES = 32
"""Of how many pieces a text and its shadow may be."""
_AWAY = -100_000.0
_OTHER_TEXT, _KIND, _LAYER = b"ActualText", b"Type", "OC"
"""What marks of content say: another text; of which kind they are; and how those of layers are called."""
_OPAQUE = 250
_SAME_COLOUR = 5
_BOUNDS, _COLOUR, _MATRIX = Answer("f", 4), Answer("I", 4), Answer("f", 6)
_POINT, _MODE = Answer("f", 2), Answer("i", 2)


class Area(NamedTuple):
    """A rectangle of the page; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    def is_near(self, other: Colour) -> bool:
        """Whether a person could not tell the two apart."""
        return (
            abs(self.red - other.red) <= _SAME_COLOUR
            and abs(self.green - other.green) <= _SAME_COLOUR
            and abs(self.blue - other.blue) <= _SAME_COLOUR
        )


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


class Fill(NamedTuple):
    """An opaque rectangle; one with a picture or a pattern has no colour."""

    number: int
    area: Area
    colour: Colour | None
    is_picture: bool = False


class TextLook(NamedTuple):
    """How a text object is painted.

    Attributes:
        number: its place in the order of painting.
        is_painted: whether it leaves any paint: its mode paints, and it is not transparent.
        colour: the colour of its letters; None where that is a pattern.
        clip: what it is clipped to; None if it is not clipped.
    """

    number: int
    is_painted: bool
    colour: Colour | None
    clip: Area | None


@attrs.define
class Drawing:
    """What is painted on a page.

    Attributes:
        lines: straight lines and thin boxes.
        sides: the sides of filled boxes that are not white; they part the cells of tables without lines.
        fills: the opaque rectangles in the order of painting.
        texts: how each text object is painted, by its address.
        layered: the addresses of those that are in a layer, which may be switched off.
        in_forms: the addresses of those in forms, which may be in a layer as a whole.
        has_picture: whether there is a picture.
        objects: how many objects there are.
        clips: how many corners the shapes have that they are clipped to.
        is_overfull: whether there are too many to look at them all.
    """

    lines: list[Segment] = attrs.Factory(list)
    sides: list[Segment] = attrs.Factory(list)
    fills: list[Fill] = attrs.Factory(list)
    texts: dict[int, TextLook] = attrs.Factory(dict)
    layered: set[int] = attrs.Factory(set)
    in_forms: set[int] = attrs.Factory(set)
    has_picture: bool = False
    objects: int = 0
    clips: int = 0
    is_overfull: bool = False


def drawing(page: pypdfium2.PdfPage) -> Drawing:
    """What is painted on a page.  Texts that pdfium would overlook are changed so that it sees them."""
    found = Drawing()
    unpainted: list[tuple[Address, Area]] = []
    for one, kind, around in _all_objects(page):
        if found.is_overfull and kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        found.objects += 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if pdfium.count_marks(one) > 0 and _look_at_marks(one):
                found.layered.add(one.value or 0)
            mode = _make_visible(one)
            look = found.texts[one.value or 0] = _text_look(found, one, mode, around)
            if unpainted:
                _uncover(unpainted, one, around, is_painted=look.is_painted)
            if not look.is_painted and around is _SAME:
                unpainted.append((one, _bounds(one)))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(found, one, around)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            is_picture = kind == raw.FPDF_PAGEOBJ_IMAGE
            found.has_picture = found.has_picture or is_picture
            found.fills.append(Fill(found.objects, _area_of_picture(found, one, around), None, is_picture))
        if found.objects > MAX_PAGE_OBJECTS:
            found.is_overfull = True  # of what comes next only texts are looked at, as somebody may not see them
    return found


def _all_objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Address, int, Matrix]]:
    """The objects of a page and of its forms in the order of painting: address, kind, matrix of the forms around it."""
    kind_of, form = pdfium.kind_of, raw.FPDF_PAGEOBJ_FORM
    count = raw.FPDFPage_CountObjects(page)
    waiting = [(_objects_of(pdfium.object_at, pdfium.address(page.raw), count), _SAME)]
    while waiting:
        objects, around = waiting[-1]
        for one in objects:
            kind = kind_of(one)
            if kind != form:
                yield one, kind, around
            elif len(waiting) < _FORM_DEPTH:
                inside = _objects_of(pdfium.object_in_form, one, pdfium.count_in_form(one))
                waiting.append((inside, _matrix_product(_matrix_of_object(one), around)))
                break
        else:
            waiting.pop()


def _objects_of(get: Callable[[Address, int], Address], parent: Address, count: int) -> Iterator[Address]:
    """The objects that a page or form has."""
    return filter(bool, map(get, repeat(parent, count), range(count)))


def _matrix_of_object(one: Address) -> Matrix:
    return _MATRIX.read() if pdfium.matrix_of(one, _MATRIX.places[0]) else _SAME


def _matrix_product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first, then the second."""
    if second is _SAME:
        return first
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = second
    return (
        *(a * a2 + b * c2, a * b2 + b * d2, c * a2 + d * c2, c * b2 + d * d2),
        *(e * a2 + f * c2 + e2, e * b2 + f * d2 + f2),
    )


def _moved_point(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _area_around(points: Sequence[Point]) -> Area:
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def _area_of_picture(found: Drawing, one: Address, around: Matrix) -> Area:
    """Where a picture or a shading is, its clip taken into account."""
    pdfium.bounds_of(one, *_BOUNDS.places)
    left, bottom, right, top = _BOUNDS.read()
    area = _area_around([_moved_point(around, x, y) for x in (left, right) for y in (bottom, top)])
    clip, _ = _clip_of_object(found, one, around)
    return area if clip is None else _common_area(area, clip)


def _common_area(one: Area, other: Area) -> Area:
    return Area(
        max(one.left, other.left), max(one.bottom, other.bottom), min(one.right, other.right), min(one.top, other.top)
    )


def _make_visible(text: Address) -> int:
    """Make pdfium see a text that it overlooks: to it, a single character without a glyph has no width.

    Chinese characters of fonts that are not in the file are such characters.  A text whose letters are stroked is wider
    by the stroke.

    Returns:
        The mode of painting that the text has after that.
    """
    mode: int = pdfium.mode_of(text)
    if mode != raw.FPDF_TEXTRENDERMODE_FILL or not pdfium.bounds_of(text, *_BOUNDS.places):
        return mode
    left, _, right, _ = _BOUNDS.read()
    if right - left >= _NO_WIDTH:
        return mode
    one = pdfium.as_object(text)
    raw.FPDFTextObj_SetTextRenderMode(one, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
    raw.FPDFPageObj_SetStrokeWidth(one, 1.0)
    raw.FPDFPageObj_TransformF(one, raw.FS_MATRIX(*_SAME))
    return int(raw.FPDF_TEXTRENDERMODE_FILL_STROKE)


def _look_at_marks(text: Address) -> bool:
    """Make pdfium read what is printed, and not the text that the file says is meant by it (``ActualText``).

    Returns:
        Whether the text is in a layer.
    """
    is_layered = False
    for place in range(pdfium.count_marks(text) - 1, -1, -1):
        mark = pdfium.mark_at(text, place)
        if mark and pdfium.kind_in_mark(mark, _OTHER_TEXT):
            pdfium.remove_mark(text, mark)
        elif mark and pdfium.kind_in_mark(mark, _KIND):
            is_layered |= pdfium.name_of_mark(mark) == _LAYER
    return is_layered


def _bounds(one: Address) -> Area:
    pdfium.bounds_of(one, *_BOUNDS.places)
    return Area(*_BOUNDS.read())


def _uncover(unpainted: list[tuple[Address, Area]], text: Address, around: Matrix, *, is_painted: bool) -> None:
    """Move a text without paint away if the same one is painted over it next: pdfium reads only the first of the two.

    Chromium prints a text with a blurred shadow in this way.
    """
    if not is_painted or around is not _SAME:
        return
    area = _bounds(text)
    for place in range(len(unpainted) - 1, max(len(unpainted) - 1 - _PIECES, -1), -1):
        one, other = unpainted[place]
        if all(abs(here - there) <= _SAME_PLACE for here, there in zip(area, other, strict=True)):
            raw.FPDFPageObj_TransformF(pdfium.as_object(one), raw.FS_MATRIX(1.0, 0.0, 0.0, 1.0, _AWAY, 0.0))
            del unpainted[place]
            return


def _text_look(found: Drawing, text: Address, mode: int, around: Matrix) -> TextLook:
    number = found.objects
    if around is not _SAME:
        found.in_forms.add(text.value or 0)
    clip, _ = _clip_of_object(found, text, around)
    colour, is_opaque = _colour(text, pdfium.fill_of)
    if mode == raw.FPDF_TEXTRENDERMODE_FILL:  # nearly all text
        return TextLook(number, is_opaque is not None, colour, clip)
    if mode in (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP):
        colour, is_opaque = _colour(text, pdfium.stroke_of)
    elif mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
        outline, _ = _colour(text, pdfium.stroke_of)
        colour = colour if outline is None or colour is None or outline.is_near(colour) else None
    is_painted = mode not in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP) and is_opaque is not None
    return TextLook(number, is_painted, colour, clip)


def _colour(one: Address, get: Callable[..., int]) -> tuple[Colour | None, bool | None]:
    """The colour of an object, if it has a plain one; and whether it is opaque, None for one without any paint."""
    if not get(one, *_COLOUR.places):
        return None, False
    red, green, blue, alpha = _COLOUR.read()
    if alpha == 0:
        return None, None
    return Colour(red, green, blue) if red or green or blue else BLACK, alpha >= _OPAQUE


def _clip_of_object(found: Drawing, one: Address, around: Matrix) -> tuple[Area | None, bool]:
    """What an object is clipped to, None for all of the page; and whether that is a rectangle and nothing less.

    Raises:
        InputTooLarge: the objects of the page are clipped to too much: a clip counts for each object after it.
    """
    path = pdfium.clip_of(one)
    count = pdfium.count_clips(path) if path else 0
    if count <= 0:
        return None, True
    area: Area | None = None
    is_plain = True
    for number in range(count):
        size = min(pdfium.count_clip_segments(path, number), MAX_PAGE_OBJECTS)
        found.clips += max(size, 1)
        if found.clips > MAX_CLIPS:
            raise InputTooLarge(f"what a page draws is clipped to more than {MAX_CLIPS:,} corners; this is no report")
        segments = [pdfium.clip_segment_at(path, number, place) for place in range(size)]
        pieces = list(_pieces_of_path(segments, around))
        points = [point for piece in pieces for point in piece.points]
        if not points:
            continue
        box = pieces[0].box if len(pieces) == 1 else None
        is_plain = is_plain and box is not None
        clip = box or _area_around(points)
        area = clip if area is None else _common_area(area, clip)
    return area, is_plain


class _Piece(NamedTuple):
    """A part of a path that is drawn without lifting the pen.

    Attributes:
        points: its corners; a curve is taken as its end.
        box: the upright rectangle that it is, if it is one.
    """

    points: list[Point]
    box: Area | None

    @property
    def as_line(self) -> Segment | None:
        """The line that a thin upright rectangle is."""
        if self.box is None:
            return None
        left, bottom, right, top = self.box
        if top - bottom <= min(_THIN, right - left):
            return (left, (top + bottom) / 2), (right, (top + bottom) / 2)
        if right - left <= _THIN:
            return ((left + right) / 2, bottom), ((left + right) / 2, top)
        return None


def _piece_of_path(points: list[Point], *, is_straight: bool) -> _Piece:
    if not is_straight or not (len(points) == 4 or (len(points) == 5 and points[0] == points[4])):
        return _Piece(points, None)
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    upright_first = abs(x0 - x1), abs(x2 - x3), abs(y1 - y2), abs(y3 - y0)
    level_first = abs(y0 - y1), abs(y2 - y3), abs(x1 - x2), abs(x3 - x0)
    if not (max(upright_first) <= _STRAIGHT or max(level_first) <= _STRAIGHT):
        return _Piece(points, None)
    return _Piece(points, Area(min(x0, x1, x2, x3), min(y0, y1, y2, y3), max(x0, x1, x2, x3), max(y0, y1, y2, y3)))


def _pieces_of_path(segments: Sequence[Address], matrix: Matrix) -> Iterator[_Piece]:
    points: list[Point] = []
    is_straight = True
    kind_of, point_of, closes = pdfium.kind_of_segment, pdfium.point_of_segment, pdfium.closes
    x_place, y_place = _POINT.places
    a, b, c, d, e, f = matrix
    for segment in segments:
        kind = kind_of(segment)
        point_of(segment, x_place, y_place)
        if kind == _MOVE:
            if points:
                yield _piece_of_path(points, is_straight=is_straight)
            points, is_straight = [], True
        elif kind == _CURVE:
            is_straight = False
        x, y = _POINT.read()
        points.append((a * x + c * y + e, b * x + d * y + f))
        if points[0] != points[-1] and closes(segment):
            points.append(points[0])
    if points:
        yield _piece_of_path(points, is_straight=is_straight)


def _add_path(found: Drawing, path: Address, around: Matrix) -> None:
    count = pdfium.count_segments(path)
    found.objects += count
    if found.objects > MAX_PAGE_OBJECTS:
        found.is_overfull = True
        return
    pdfium.draw_mode_of(path, *_MODE.places)
    is_filled, is_stroked = map(bool, _MODE.read())
    if not is_filled and not is_stroked:
        return
    colour, is_opaque = _colour(path, pdfium.fill_of) if is_filled else (None, None)
    segments = [pdfium.segment_at(path, place) for place in range(count)]
    pieces = list(_pieces_of_path(segments, _matrix_product(_matrix_of_object(path), around)))
    line = None
    for piece in pieces:
        if (line := piece.as_line) is not None:
            found.lines.append(line)
        elif is_stroked:
            found.lines.extend(pairwise(piece.points))
        elif colour is None or not colour.is_near(WHITE):
            found.sides.extend(pairwise(piece.points))
    area = pieces[0].box if is_opaque and len(pieces) == 1 else None
    if area is not None and line is None and not pdfium.has_transparency(path):
        clip, is_plain = _clip_of_object(found, path, around)
        if is_plain:
            found.fills.append(Fill(found.objects, area if clip is None else _common_area(area, clip), colour))
