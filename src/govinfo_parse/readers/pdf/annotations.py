"""What is put on a page of a PDF afterwards: filled into its forms, written on it, struck out."""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from govinfo_parse.readers.fixed.lattice import Segment
from govinfo_parse.readers.pdf.drawing import Area

_MOST = 500
"""How many annotations of a page are looked at."""
_WITHOUT_INK = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP})
"""Kinds that show nothing of their own."""
_SAID_BY = {raw.FPDF_ANNOT_WIDGET: b"V", raw.FPDF_ANNOT_FREETEXT: b"Contents"}
"""Kinds that show a text, and where it is kept."""
_NOTHING_SAID = 2
"""How many bytes an empty text takes."""


class Noted(NamedTuple):
    """What annotations of a page show, beside what they draw.

    Attributes:
        strokes: lines through what is struck out.
        unread: where a text is shown of which the file does not say how it looks.
    """

    strokes: list[Segment]
    unread: list[Area]


NOTHING = Noted([], [])


def page_with_annotations(document: pypdfium2.PdfDocument, number: int) -> tuple[pypdfium2.PdfPage, Noted]:
    """A page, counted from 1, on which its annotations are drawn as all else is."""
    page = document[number - 1]
    count = raw.FPDFPage_GetAnnotCount(page)
    if not 0 < count <= _MOST:
        return page, NOTHING
    noted = Noted([], [])
    added = [_adds_to_page(page, place, noted) for place in range(count)]
    if not any(added):
        return page, NOTHING
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[number - 1]
    return page, noted


def _adds_to_page(page: Any, place: int, noted: Noted) -> bool:
    """Whether an annotation draws something; what it only says goes to ``noted``."""
    annotation = raw.FPDFPage_GetAnnot(page, place)
    if not annotation:
        return False
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind in _WITHOUT_INK:
            return False
        if kind == raw.FPDF_ANNOT_STRIKEOUT:
            noted.strokes.extend(_strokes(annotation))
        is_drawn = raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _NOTHING_SAID
        said = _SAID_BY.get(kind)
        box = raw.FS_RECTF()
        if (
            said is not None
            and not is_drawn
            and not raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN
            and raw.FPDFAnnot_GetStringValue(annotation, said, None, 0) > _NOTHING_SAID
            and raw.FPDFAnnot_GetRect(annotation, box)
        ):
            noted.unread.append(Area(box.left, box.bottom, box.right, box.top))
        return True
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _strokes(annotation: Any) -> list[Segment]:
    """The lines of an annotation that strikes out."""
    found: list[Segment] = []
    for number in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        corners = raw.FS_QUADPOINTSF()
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, number, corners):
            left, right = sorted((corners.x1, corners.x2))
            middle = (corners.y1 + corners.y3) / 2
            found.append(((left, middle), (right, middle)))
    return found
