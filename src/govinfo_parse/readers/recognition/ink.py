"""Finds what is printed on a picture of a page: dark ink and coloured ink, straightened and evened out.

All later steps work on one size of picture, whatever the size of the scan.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cv2
import numpy as np

AREA = 1_700 * 2_400
"""How many pixels the picture that is worked on has: some 200 dpi for a page of A4."""
_MOST_ENLARGED = 3.0
_COLOURED = 60
"""A pixel whose red, green and blue differ by more than this is coloured."""
_STEEPEST = 5.0
"""Degrees up to which a page is straightened."""
_STRAIGHT = 0.03
"""A smaller angle in degrees cannot be measured."""
_DARK = 0.7
"""Ink is darker than this share of the paper around it."""
_FAINT = 0.82
"""Ink of rules, which are thin and therefore often pale, is darker than this share."""
_SMALL, _LARGE = 0.6, 1.7
"""By how much a page is enlarged such that specks of one pixel are still visible and full stops are larger."""
_DIRTY = 0.0001
"""The share of single dark pixels that a page of text has only where it is dirty."""
_TOUCHING = 0.1
"""How many pairs of dark pixels there may be for each single one if they are dirt."""
_TWO_TONES = 0.02
"""The least share of grey among all pixels that are not paper, unless the picture has only two tones."""
_BARE, _BLACK = 0.85, 0.6
"""All around a speck is paper, lighter than the first share of the lightest there; the speck is below the second."""
_PALE = 0.86
"""Ink of a page that is pale all over is darker than this share of the paper."""
_LEAST, _MOST, _WIDEST, _FEWEST = 8, 60, 120, 30
"""How many pixels high marks of a text are, how wide at most; and how many of them show how pale a page is."""
_FEW, _NEARLY_ALL = 25, 95
"""How many marks of a hundred may be as dark as on other pages, and how many must not be paler than allowed."""
_DEEP, _SPREAD = 60, 60
"""Grey levels: how dark most marks of other pages are somewhere, and how much paler than usual one of a text may be."""
_NOISY = 6.0
"""By how many grey levels neighbouring pixels of paper may differ without being noise."""


class Sheet(NamedTuple):
    """A page as it is worked on.  All arrays have its size.

    Attributes:
        grey: the page without colours, the paper at 255.
        dark: where there is dark ink.
        faint: where there is ink that may be a rule, even pale ink.
        coloured: where there is coloured ink.
        turn: the matrix that takes a place of it to its place in the given picture.
        scale: how many of its pixels make one of the given picture.
    """

    grey: Any
    dark: Any
    faint: Any
    coloured: Any
    turn: Any
    scale: float

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.grey.shape[0])

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.grey.shape[1])


def sheet(picture: Any) -> Sheet:
    """A picture prepared for recognition.

    Args:
        picture: an array of grey, or of red, green and blue, each from 0 to 255.
    """
    height, width = picture.shape[:2]
    scale = min(_MOST_ENLARGED, math.sqrt(AREA / (height * width)))
    if _SMALL <= scale <= _LARGE:
        picture = _dusted(picture)
    if abs(scale - 1) > 0.02:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        picture = cv2.resize(picture, (round(width * scale), round(height * scale)), interpolation=how)
    if picture.ndim == 3:
        most, least = picture.max(axis=2), picture.min(axis=2)
        is_coloured = ((most.astype(np.int16) - least) > _COLOURED).astype(np.uint8)
        coloured = cv2.morphologyEx(is_coloured, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
        picture = most  # so that colours are as bright as paper
    else:
        coloured = np.zeros(picture.shape, np.uint8)
    grey = _levelled(_smoothed(picture))
    degrees = skew(grey)
    matrix = _turn_matrix(degrees, grey.shape)
    if abs(degrees) > _STRAIGHT:
        grey, coloured = _turned_picture(grey, matrix, 255), _turned_picture(coloured, matrix, 0)
    else:
        matrix = _turn_matrix(0.0, grey.shape)
    grey = _deepened(grey)
    dark = (grey < 255 * _DARK).astype(np.uint8)
    faint = (grey < 255 * _FAINT).astype(np.uint8)
    return Sheet(grey, dark, faint, coloured, cv2.invertAffineTransform(matrix), scale)


def _dusted(picture: Any) -> Any:
    """A picture without single dark pixels on paper, if there are many of them; a clean one stays as it is.

    In shades of grey no full stop is one; in two tones it may be.  Some specks of dirt touch each other: pairs
    are removed too, unless there are so many that something is printed that way.
    """
    grey = picture if picture.ndim == 2 else picture.max(axis=2)
    paper = cv2.dilate(grey, np.ones((5, 5), np.uint8)).astype(np.float32)
    ink = (grey <= _BARE * paper).astype(np.uint8)
    _, marks, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sizes = stats[:, cv2.CC_STAT_AREA]
    sizes[marks[(grey >= _BLACK * paper) & (ink > 0)]] = 0  # pale at its edge, as printed marks are
    singles, pairs = int((sizes == 1).sum()), int((sizes == 2).sum())
    dark = grey < 255 * _DARK
    is_grey = dark & (grey > 255 * (1 - _DARK))
    if singles < _DIRTY * grey.size or is_grey.sum() < _TWO_TONES * dark.sum():
        return picture
    are_specks = (sizes == 1) | ((sizes == 2) & (pairs < _TOUCHING * singles))
    specks = are_specks[marks]
    return np.where(specks if picture.ndim == 2 else specks[:, :, None], cv2.dilate(picture, np.ones((5, 5))), picture)


def _smoothed(grey: Any) -> Any:
    """A picture without the grain of a bad scanner; a clean one stays as it is."""
    middle = cv2.medianBlur(grey, 3)
    differs = cv2.absdiff(grey, middle)
    # On clean pages nearly all pixels are paper and equal; ink is a small share of any page.
    grain = float(np.percentile(differs, 70))
    specks = float((differs > 100).mean())
    return middle if grain > _NOISY or specks > 0.004 else grey


def _levelled(grey: Any) -> Any:
    """The paper at 255 everywhere: shadows and grey backgrounds taken out."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 11)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, cv2.max(paper, 40), scale=255)


def _deepened(grey: Any) -> Any:
    """A page with pale text all over, as of thin print out of focus, made as dark as others; other pages unchanged.

    On a page whose own text is dark, text that shines through from the back stays pale.
    """
    pale = (grey < 255 * _PALE).astype(np.uint8)
    count, marks, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8)
    darkest = np.full(count, 255, np.uint8)
    np.minimum.at(darkest, marks[pale > 0], grey[pale > 0])
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    are_of_text = (heights >= _LEAST) & (heights <= _MOST) & (widths <= _WIDEST)
    if are_of_text.sum() < _FEWEST:
        return grey
    deepest, usual, palest = np.percentile(darkest[are_of_text], [_FEW, 50, _NEARLY_ALL])
    if deepest < _DEEP:
        return grey
    middle = (255 + min(palest, usual + _SPREAD)) / 2
    gain = 255 * (1 - _DARK) / (255 - min(middle, 255 * _PALE))
    return cv2.subtract(255, cv2.multiply(cv2.subtract(255, grey), gain)) if gain > 1 else grey


def skew(grey: Any) -> float:
    """By how many degrees a page is askew: turned back by them, its lines of text and rules are sharpest."""
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = 255 - small
    ink[ink < 60] = 0

    def sharpness(degrees: float) -> float:
        rows = _turned_picture(ink, _turn_matrix(degrees, ink.shape), 0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    best, step = 0.0, 0.5
    tried = np.arange(-_STEEPEST, _STEEPEST + step, step)
    while step >= 0.02:
        best = max(tried, key=sharpness)
        tried = np.linspace(best - step, best + step, 9)
        step /= 4
    return float(best)


def _turn_matrix(degrees: float, shape: tuple[int, ...]) -> Any:
    return cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), degrees, 1.0)


def _turned_picture(picture: Any, matrix: Any, around: int) -> Any:
    size = picture.shape[1], picture.shape[0]
    how = cv2.INTER_LINEAR if around else cv2.INTER_NEAREST
    return cv2.warpAffine(picture, matrix, size, flags=how, borderMode=cv2.BORDER_CONSTANT, borderValue=around)
