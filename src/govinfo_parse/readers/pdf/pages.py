"""The pages of a PDF that pdfium has opened, as text with its tables, and diagnostics for what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import Any, NamedTuple, TypeAlias

import attrs
import pypdfium2
from pypdfium2 import raw

from govinfo_parse.errors import InputTooLarge, NoTextLayer
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.document import Box, Document, TextBuilder
from govinfo_parse.readers.fixed.lattice import Lattice, Segment, lattices
from govinfo_parse.readers.fixed.page_blocks import PageBlock, add_page, page_blocks
from govinfo_parse.readers.fixed.words import Character
from govinfo_parse.readers.limits import MAX_DOCUMENT_OBJECTS, MAX_PAGES, MAX_PICTURES, PICTURE_PIXELS
from govinfo_parse.readers.pdf import png
from govinfo_parse.readers.pdf.annotations import NOTHING, Noted, page_with_annotations
from govinfo_parse.readers.pdf.characters import Characters, Turner, characters_of_page, turn_of, upright
from govinfo_parse.readers.pdf.drawing import Area, Drawing, Fill, drawing
from govinfo_parse.readers.recognition.embedded import RECOGNITION_READS
from govinfo_parse.readers.text.spaces import UNREAD


@attrs.define
class _Losses:
    """What was lost on the pages, by their numbers, and how many characters."""

    pictures: list[int] = attrs.Factory(list)
    empty: list[int] = attrs.Factory(list)
    recognised: list[int] = attrs.Factory(list)
    unsearched: list[int] = attrs.Factory(list)
    hidden: int = 0
    slanted: int = 0
    objects: int = 0
    unread: list[int] = attrs.Factory(list)


Recognise: TypeAlias = Callable[[pypdfium2.PdfPage, Box | None], list[PageBlock]]
"""A function that reads a page without text, or the picture in a box of a page."""

_CLIPS = 10
"""Corners of clips that take no longer to look at than an object."""
_MOST_UPON = 20
"""How many characters may be printed on a picture; one with more of them is the background of a page."""
_MOST_PICTURES = 20
"""How many pictures of one page are read."""
_LEAST_WIDTH, _LEAST_HEIGHT = 150.0, 50.0
"""A picture that is smaller than this, in points, holds no table."""


def read_pages(
    document: pypdfium2.PdfDocument,
    format: str,
    recognise: Recognise | None = None,
    hides_layers: Callable[[], bool | None] = lambda: False,
) -> Document:
    """Read all pages.

    Args:
        document: the opened file.
        format: the format's name, for the document.
        recognise: the function that reads pictures; None where they are not read.
        hides_layers: whether layers of the file are switched off, None where that is not known; asked only if there
            are any.

    Raises:
        NoTextLayer: no page has text; the pages are pictures, or empty.
        InputTooLarge: there are too many pages, or there is too much on them.
    """
    if len(document) > MAX_PAGES:
        raise InputTooLarge(f"the PDF has {len(document):,} pages; this is no annual report")
    builder, losses = TextBuilder(), _Losses()
    columns: Sequence[float] = ()
    for number in range(1, len(document) + 1):
        columns = add_page(builder, _blocks_of_page(document, number, losses, recognise, hides_layers), number, columns)
    nothing = sorted({*losses.pictures, *losses.empty})
    if len(nothing) == len(document):
        if losses.pictures:
            message = f"{_pages_named(losses.pictures)} without text: a scan; read it by recognition (ocr=True, --ocr)"
        else:
            message = f"{_pages_named(nothing)} without text, and without a picture: nothing is printed there"
        raise NoTextLayer(message, tuple(losses.pictures or nothing))
    return builder.document(format, _losses_of_pages(losses))


def _blocks_of_page(
    document: pypdfium2.PdfDocument,
    number: int,
    losses: _Losses,
    recognise: Recognise | None,
    hides_layers: Callable[[], bool | None],
) -> list[PageBlock]:
    """What is on a page; what is lost of it goes to ``losses``."""
    try:
        page, noted = page_with_annotations(document, number)
    except pypdfium2.PdfiumError:
        losses.empty.append(number)
        return []
    try:
        look = _look_at_page(page, lambda objects: _count_objects(losses, objects, number), noted)
    except pypdfium2.PdfiumError:
        losses.empty.append(number)
        return []
    finally:
        page.close()
    drawn, found = look.drawn, look.found
    shown = look.shown
    if shown is not found.seen:
        losses.recognised.append(number)
    else:
        losses.hidden += sum(not one.text.isspace() for one in found.unseen)
    losses.hidden += found.hidden
    losses.slanted += found.slanted
    if not shown:
        if drawn.has_picture and recognise is not None and (blocks := _recognised(document, number, None, recognise)):
            return blocks
        (losses.pictures if drawn.has_picture else losses.empty).append(number)
        return []
    if (drawn.layered or drawn.in_forms) and (is_hiding := hides_layers()) is not False:
        doubtful = drawn.layered | drawn.in_forms if is_hiding else drawn.layered
        shown = [_unread_figure(one) if one.run in doubtful else one for one in shown]
    placed, turner = upright(shown, look.area, look.rotation)
    tables = None if drawn.is_overfull else _tables_of_lines(drawn.lines, drawn.sides, turner)
    if tables is None:
        losses.unsearched.append(number)
    blocks = page_blocks(placed, *(tables or ((), ())))
    as_rendered = upright((), look.area, look.rotation)[1]
    pictures = [] if number in losses.recognised[-1:] else _places_of_pictures(drawn.fills, shown, look.area)
    for picture in pictures:
        # If the text is turned otherwise than the page, the page is rendered in another way than it is read.
        seen = recognise is not None and turner(picture) == as_rendered(picture)
        read = _recognised(document, number, turner(picture), recognise) if seen and recognise is not None else []
        if not read:
            losses.unread.append(number)
        blocks = sorted([*blocks, *read], key=lambda block: block.top)
    return blocks


def _unread_figure(one: Character) -> Character:
    """A mark for a figure in a layer: nobody knows here whether the layer is switched off."""
    return one._replace(text=UNREAD) if one.text.isdigit() else one


def _places_of_pictures(fills: Sequence[Fill], shown: Sequence[Character], page: Area) -> list[Area]:
    """Where on a page of text there are pictures that may hold a table: large ones, with next to no text upon them."""
    found: list[Area] = []
    for fill in fills:
        if not fill.is_picture:
            continue
        left, bottom = max(fill.area.left, page.left), max(fill.area.bottom, page.bottom)
        area = Area(left, bottom, min(fill.area.right, page.right), min(fill.area.top, page.top))
        if area.right - area.left < _LEAST_WIDTH or area.top - area.bottom < _LEAST_HEIGHT:
            continue
        upon = sum(
            area.holds(page.left + (one.left + one.right) / 2, page.top - (one.top + one.bottom) / 2) for one in shown
        )
        if upon <= _MOST_UPON:
            found.append(area)
    return found[:_MOST_PICTURES]


def _recognised(document: pypdfium2.PdfDocument, number: int, box: Box | None, recognise: Recognise) -> list[PageBlock]:
    """What recognition reads of a page, or of a box of it; nothing where the page cannot be rendered."""
    try:
        page = document[number - 1]
        try:
            return recognise(page, box)
        finally:
            page.close()
    except (pypdfium2.PdfiumError, InputTooLarge):
        return []


class _Look(NamedTuple):
    """What is on a page, where it ends, and the quarter turns that it asks for, clockwise."""

    drawn: Drawing
    found: Characters
    area: Area
    rotation: int

    @property
    def shown(self) -> Sequence[Character]:
        """The characters that are read: those behind or over a picture only where there are no others."""
        seen, unseen = self.found.seen, self.found.unseen
        return unseen if self.drawn.has_picture and unseen and all(one.text.isspace() for one in seen) else seen


def _look_at_page(page: Any, allow: Callable[[int], None], noted: Noted = NOTHING) -> _Look:
    """What is on a page; ``allow`` gets the number of objects before they are examined one by one."""
    drawn = drawing(page)  # this comes first, as it makes pdfium see texts that it would overlook
    drawn.lines += noted.strokes
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    area = Area(box.left, box.bottom, box.right, box.top)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        allow(drawn.objects + drawn.clips // _CLIPS + count)
        found = characters_of_page(text_page, count, drawn, area)
    finally:
        text_page.close()
    for left, bottom, right, top in noted.unread:
        place = left - area.left, area.top - top, right - area.left, area.top - bottom
        found.seen.append(Character(UNREAD, *place, -1, page.get_rotation() // 90))
    return _Look(drawn, found, area, page.get_rotation() // 90)


def _count_objects(losses: _Losses, objects: int, number: int) -> None:
    losses.objects += objects
    if losses.objects > MAX_DOCUMENT_OBJECTS:
        limit = f"more than {MAX_DOCUMENT_OBJECTS:,} characters and drawn lines"
        raise InputTooLarge(f"the first {number} pages of the PDF have {limit}; this is no annual report")


def draw(document: pypdfium2.PdfDocument) -> list[tuple[int, float, float, bytes]]:
    """The first pages as pictures, turned as their text is read; one that cannot be opened has none.

    Returns:
        Of each page its number, its width and height in points, and a PNG file.
    """
    found = []
    for number in range(1, min(len(document), MAX_PICTURES) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            continue
        try:
            found.append((number, *_picture_of_page(page)))
        except pypdfium2.PdfiumError:
            continue
        finally:
            page.close()
    return found


def _picture_of_page(page: Any) -> tuple[float, float, bytes]:
    look = _look_at_page(page, lambda _objects: None)
    turn = (turn_of(look.shown, look.rotation) - look.rotation) % 4
    width, height = page.get_size()  # as the page asks to be shown
    bitmap = page.render(scale=PICTURE_PIXELS / max(width, height, 1.0), rotation=90 * turn, grayscale=True)
    try:
        pixels = bytes(bitmap.buffer)
        picture = png.grey(pixels, bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()
    return (width, height, picture) if turn % 2 == 0 else (height, width, picture)


def _tables_of_lines(
    lines: Sequence[Segment], sides: Sequence[Segment], turner: Turner
) -> tuple[list[Lattice], list[Lattice]] | None:
    """The tables that the lines of a page draw, and apart from these those that the sides of filled shapes draw.

    Some producers fill each border as a shape of its own.
    """
    tables = lattices(_turned_segments(lines, turner))
    if tables is None:
        return None
    if not sides:
        return tables, []
    others = lattices(_turned_segments([*lines, *sides], turner)) or []
    return tables, [one for one in others if not any(one.meets(table) for table in tables)]


def _turned_segments(segments: Sequence[Segment], turner: Turner) -> Iterator[Segment]:
    for (x0, y0), (x1, y1) in segments:
        # Only upright and level lines make tables, and the corners of the box around such a line are its ends.
        left, top, right, bottom = turner(Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        yield (left, top), (right, bottom)


def _losses_of_pages(losses: _Losses) -> Iterator[Diagnostic]:
    on = {
        name: _pages_named(sorted(set(lost))) for name, lost in attrs.asdict(losses).items() if isinstance(lost, list)
    }
    told = (
        Diagnostic(
            "page-without-text",
            Severity.ERROR,
            f"{on['pictures']} without text: a picture, of which nothing was read; "
            "read it by recognition (ocr=True, --ocr)",
        ),
        Diagnostic(
            "picture-not-read",
            Severity.WARNING,
            f"a picture that may hold a table was not read: {on['unread']}; {RECOGNITION_READS}",
        ),
        Diagnostic(
            "recognised-text",
            Severity.WARNING,
            f"{on['recognised']}: a scan with recognised text; compare the figures with the picture",
        ),
        Diagnostic(
            "tables-not-searched",
            Severity.WARNING,
            f"{on['unsearched']}: too much is drawn there to look for tables; read as lines of text",
        ),
        Diagnostic(
            "hidden-text",
            Severity.INFO,
            f"{losses.hidden} characters that nobody sees on the page (invisible, covered, cut off) were left out",
        ),
        Diagnostic(
            "slanted-text",
            Severity.INFO,
            f"{losses.slanted} slanted or mirrored characters, such as watermarks, were left out",
        ),
    )
    are_lost = (losses.pictures, losses.unread, losses.recognised, losses.unsearched, losses.hidden, losses.slanted)
    return compress(told, are_lost)


def _pages_named(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:20])) + (", ..." if len(numbers) > 20 else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"
