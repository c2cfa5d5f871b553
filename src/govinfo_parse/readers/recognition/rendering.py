"""A page of a PDF as a picture, as it is shown."""

from __future__ import annotations

import ctypes
import math

import pypdfium2
from pypdfium2 import raw

from govinfo_parse.readers.document import Box
from govinfo_parse.readers.limits import MAX_PIXELS
from govinfo_parse.readers.recognition.decoding import Picture
from govinfo_parse.readers.recognition.ink import AREA

_DOTS = 200 / 72
"""How many pixels make a point."""


def rendered(page: pypdfium2.PdfPage, box: Box | None = None) -> Picture | None:
    """A page, or a box of it, as a picture; None where what is drawn on it would take too much memory.

    Args:
        page: the page.
        box: left, top, right and bottom in points from the top left; None for all of the page.
    """
    if _pixels_of_pictures(page) > MAX_PIXELS:
        return None
    width, height = page.get_size()
    scale = min(_DOTS, math.sqrt(AREA / max(1.0, width * height)))
    pixels = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3]
    if box is not None:
        left, top, right, bottom = (max(0, round(value * scale)) for value in box)
        pixels = pixels[top:bottom, left:right]
    return Picture(pixels.copy(), 1 / scale) if pixels.size else None


def _pixels_of_pictures(page: pypdfium2.PdfPage) -> int:
    """How many pixels all pictures of a page have: they are unpacked to render it."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    total = 0
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=6):
        if raw.FPDFImageObj_GetImagePixelSize(one.raw, width, height):
            total += width.value * height.value
    return total
