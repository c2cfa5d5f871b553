"""The questions that pdfium is asked for every character and object of a page.

``pypdfium2.raw`` wraps every argument and result in an object, which for such small questions costs more than the
answer.  Here the same functions take and give bare addresses, and where everything else is a whole number, nothing is
converted: that halves the time of a call.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from functools import partial
from typing import Any

from pypdfium2 import raw


class Address(ctypes.c_void_p):
    """The address of one of pdfium's objects; false where there is none."""


def _with_bare_addresses(function: Any, answer: Any = None) -> Any:
    """A function of ``pypdfium2.raw`` that takes and gives addresses and small whole numbers without conversion.

    Arguments are not checked: where the function needs an address, it must be an ``Address``.
    """
    gives, *takes = (Address if hasattr(kind, "contents") else kind for kind in (function.restype, *function.argtypes))
    found = ctypes.PYFUNCTYPE(answer or gives)(address(function).value or 0)
    if not {Address, ctypes.c_int}.issuperset(takes):
        found.argtypes = takes
    return found


def as_object(address: Address) -> Any:
    """The object of a page at an address, for functions of ``pypdfium2.raw``."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def address(pointer: Any) -> Address:
    """Where a pointer, or a handle of pypdfium2, points to."""
    return ctypes.cast(pointer, Address)


def name_of_mark(mark: Address) -> str:
    """What a mark of content is called; "" for a long name."""
    room, length = ctypes.create_string_buffer(16), ctypes.c_ulong()
    pointer = ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFPageObjMark_GetName(ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK), pointer, len(room), length)
    return room.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


class Answer:
    """Memory into which pdfium writes some numbers of a kind.

    One is enough for all questions of a kind: the lock around pdfium allows only one page at a time.

    Attributes:
        places: the address of each number.
        read: gives the numbers of the last answer.
    """

    def __init__(self, kind: str, count: int) -> None:
        layout = struct.Struct(f"@{count}{kind}")
        room = ctypes.create_string_buffer(layout.size)
        begin = ctypes.addressof(room)
        self.places = [Address(begin + place * (layout.size // count)) for place in range(count)]
        self.read: Callable[[], tuple[Any, ...]] = partial(layout.unpack_from, room)


unicode_of = _with_bare_addresses(raw.FPDFText_GetUnicode)
has_no_meaning = _with_bare_addresses(raw.FPDFText_HasUnicodeMapError)
text_object_of = _with_bare_addresses(raw.FPDFText_GetTextObject, ctypes.c_void_p)  # a number to compare by
font_size_of = _with_bare_addresses(raw.FPDFText_GetFontSize)
font_of = _with_bare_addresses(raw.FPDFTextObj_GetFont)
is_embedded = _with_bare_addresses(raw.FPDFFont_GetIsEmbedded)
width_of = _with_bare_addresses(raw.FPDFFont_GetGlyphWidth)
matrix_of_character = _with_bare_addresses(raw.FPDFText_GetMatrix)
loose_box_of = _with_bare_addresses(raw.FPDFText_GetLooseCharBox)
box_of = _with_bare_addresses(raw.FPDFText_GetCharBox)

object_at = _with_bare_addresses(raw.FPDFPage_GetObject)
object_in_form = _with_bare_addresses(raw.FPDFFormObj_GetObject)
count_in_form = _with_bare_addresses(raw.FPDFFormObj_CountObjects)
kind_of = _with_bare_addresses(raw.FPDFPageObj_GetType)
matrix_of = _with_bare_addresses(raw.FPDFPageObj_GetMatrix)
bounds_of = _with_bare_addresses(raw.FPDFPageObj_GetBounds)
count_marks = _with_bare_addresses(raw.FPDFPageObj_CountMarks)
mark_at = _with_bare_addresses(raw.FPDFPageObj_GetMark)
remove_mark = _with_bare_addresses(raw.FPDFPageObj_RemoveMark)
kind_in_mark = _with_bare_addresses(raw.FPDFPageObjMark_GetParamValueType)
mode_of = _with_bare_addresses(raw.FPDFTextObj_GetTextRenderMode)
fill_of = _with_bare_addresses(raw.FPDFPageObj_GetFillColor)
stroke_of = _with_bare_addresses(raw.FPDFPageObj_GetStrokeColor)
clip_of = _with_bare_addresses(raw.FPDFPageObj_GetClipPath)
count_clips = _with_bare_addresses(raw.FPDFClipPath_CountPaths)
count_clip_segments = _with_bare_addresses(raw.FPDFClipPath_CountPathSegments)
clip_segment_at = _with_bare_addresses(raw.FPDFClipPath_GetPathSegment)
count_segments = _with_bare_addresses(raw.FPDFPath_CountSegments)
segment_at = _with_bare_addresses(raw.FPDFPath_GetPathSegment)
kind_of_segment = _with_bare_addresses(raw.FPDFPathSegment_GetType)
point_of_segment = _with_bare_addresses(raw.FPDFPathSegment_GetPoint)
closes = _with_bare_addresses(raw.FPDFPathSegment_GetClose)
draw_mode_of = _with_bare_addresses(raw.FPDFPath_GetDrawMode)
has_transparency = _with_bare_addresses(raw.FPDFPageObj_HasTransparency)
