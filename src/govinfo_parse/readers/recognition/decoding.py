"""Turns the bytes of a picture into arrays of pixels; sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers.limits import MAX_PAGES, MAX_PIXELS

_USUAL = 96.0
"""Dots per inch where a picture does not say, or gives an impossible number."""
_LEAST, _MOST = 30.0, 2_400.0
_POINTS_PER_INCH = 72.0
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")


class Picture(NamedTuple):
    """A picture.

    Attributes:
        pixels: an array of grey, or of red, green and blue, from 0 to 255.
        points: the width of a pixel in points.
    """

    pixels: Any
    points: float


def decoded(data: bytes) -> Iterator[Picture]:
    """The pictures of a file, one for each page.

    Raises:
        DamagedFile: it is not a picture, or broken.
        InputTooLarge: it has too many pixels or pages.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # warnings of large pictures, whose size is checked here
            with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
                pages = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
                if pages > MAX_PAGES:
                    raise InputTooLarge(f"the picture has {pages:,} pages; this is no annual report")
                for page in range(pages):
                    file.seek(page)
                    yield _decoded_picture(file)
    except UnidentifiedImageError as error:
        raise DamagedFile("the file is no picture that can be opened; fetch it again") from error
    except (OSError, SyntaxError, EOFError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, InputTooLarge | DamagedFile):
            raise
        raise DamagedFile(f"the picture is broken ({error}); fetch it again") from error


def _decoded_picture(file: Any) -> Picture:
    width, height = file.size
    if width * height > MAX_PIXELS:
        raise InputTooLarge(f"the picture has {width:,} x {height:,} pixels, more than {MAX_PIXELS:,}")
    dots = file.info.get("dpi", (_USUAL,))[0]
    dots = float(dots) if _LEAST <= float(dots) <= _MOST else _USUAL
    upright = ImageOps.exif_transpose(file)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright).convert("RGB")
    if upright.mode == "I;16":
        pixels = (np.asarray(upright) >> 8).astype(np.uint8)
    else:
        pixels = np.asarray(upright.convert("L" if upright.mode in {"1", "L"} else "RGB"))
    return Picture(pixels, _POINTS_PER_INCH / dots)
