"""Straightened pieces of a picture, for people who compare what was read with what is printed."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from govinfo_parse.readers.limits import MAX_CROP_BYTES, MAX_CROP_SIDE
from govinfo_parse.readers.recognition.ink import Sheet
from govinfo_parse.readers.recognition.text_lines import Box

_AROUND = 6
"""How many pixels around a cell are shown with it, so that its rules are seen."""
_QUALITY = 60
_WHITE = (255, 255, 255)


class Crops:
    """Cuts pieces out of the pictures of one document, until they are too many bytes together."""

    def __init__(self, limit: int = MAX_CROP_BYTES) -> None:
        self._left = limit

    def cut(self, picture: Any, page: Sheet, box: Box) -> bytes:
        """A piece of a picture as a JPEG file; nothing where there is no room for it.

        Args:
            picture: the original picture.
            page: the page made of it.
            box: a place of the page.
        """
        width, height = box.right - box.left + 2 * _AROUND, box.height + 2 * _AROUND
        if not 0 < max(width, height) <= MAX_CROP_SIDE or self._left <= 0:
            return b""
        turn = page.turn / page.scale
        sides = (box.left - _AROUND, box.right + _AROUND), (box.top - _AROUND, box.bottom + _AROUND)
        corners = np.array([(x, y, 1.0) for x in sides[0] for y in sides[1]])
        there = corners @ turn.T
        left, top = (max(0, int(value) - 1) for value in there.min(axis=0))
        right, bottom = (max(0, int(value) + 2) for value in there.max(axis=0))
        piece = picture[top:bottom, left:right]
        if not piece.size:
            return b""
        turn = turn.copy()
        turn[:, 2] = there[0] - (left, top)
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        straight = cv2.warpAffine(np.ascontiguousarray(piece), turn, (width, height), flags=how, borderValue=_WHITE)
        if straight.ndim == 3:
            straight = cv2.cvtColor(straight, cv2.COLOR_RGB2BGR)
        told, file = cv2.imencode(".jpg", straight, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        found: bytes = file.tobytes() if told else b""
        self._left -= len(found)
        return found if self._left >= 0 else b""
