"""The rules of tables in a picture: long straight strokes, and the short ones that join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from govinfo_parse.readers.recognition.ink import Sheet

_FREE = 240
"""A straight stroke of at least this many pixels is a rule wherever it is; the strokes of characters in a row, which
look like one in a bad picture, are shorter."""
_SHORT = 26
"""A stroke of at least this many pixels is a rule if both its ends join others."""
_THICK = 9
"""How many pixels thick a rule is at most, including what is left of its skew."""
_GAP = 9
"""How many pixels in a row may be missing in a rule."""
_RISING = 0.02
"""By what share of its length a rule may rise, as on a page that is not quite flat."""
_LONG = 40
"""A stroke that is joined to something else is searched for if it has at least this many pixels."""
_MOST_WITHIN = 6
_MOSTLY = 0.75
"""The least share of its length that a stroke must be drawn."""
_DRAWN = 0.88
"""The least share of its length that a rule must be drawn; the strokes of a text in a row leave more of it free."""
_THROUGH = 0.96
"""The same for a rule that a text touches."""
_AROUND = 4
_BODY = 0.5
"""A row of pixels is a part of a rule if at least this share of it is drawn."""
_BESIDE = 6
"""On how many pixels at either side of a rule there is almost nothing."""
_CLEAR = 0.3
"""The share of these that may have ink, of a text that comes near."""
_WHOLE = 0.8
"""A stroke next to a rule that has this share of its length is another rule, and not a stroke of a text."""
_COVERED = 0.8
"""The share of a gap in a rule that a seal must cover if the rule goes on after it."""
_MOST_STROKES = 1_500
"""How many level, or upright, strokes are examined, the longest first; a page of text has some hundreds."""
_FEWEST = 2
"""How many level, and how many upright, rules every ruled page has."""
_SAME = 7
"""Two rules with at most this many pixels between them are one: no line of text is so low."""
_JOIN = 8
"""By how many pixels a stroke may miss the rule that it joins."""
_ENDING_TOGETHER = 2
"""How many other rules end where a stroke ends, if a table is cut there."""


class RulingLine(NamedTuple):
    """A level or upright stroke: its place across, and where it begins and ends along."""

    place: float
    start: int
    end: int


class RulingLines(NamedTuple):
    """What is ruled on a page.

    Attributes:
        across: level rules.
        down: upright rules.
        mask: the pixels of all of them.
    """

    across: list[RulingLine]
    down: list[RulingLine]
    mask: Any


def ruling_lines(sheet: Sheet) -> RulingLines:
    """The rules of a page, drawn in black; on a page that has none, in colour."""
    found = _rules_in(sheet.faint, sheet.coloured)
    if len(found.across) < _FEWEST or len(found.down) < _FEWEST:
        return _rules_in(sheet.faint | sheet.coloured, sheet.coloured)
    return found


def _rules_in(ink: Any, coloured: Any) -> RulingLines:
    turned = np.ascontiguousarray(ink.T)
    level, level_ink = _strokes(ink, coloured)
    upright, upright_ink = _strokes(turned, np.ascontiguousarray(coloured.T))
    clear_level = [one for one in level if _is_clear(one, ink)]
    clear_upright = [one for one in upright if _is_clear(one, turned)]
    across = [one for one in clear_level if one.end - one.start >= _FREE]
    down = [one for one in clear_upright if one.end - one.start >= _FREE]
    for _ in range(2):  # the second pass finds what joins the short ones
        more_across = _joining(clear_level, across, down)
        more_down = _joining(clear_upright, down, across)
        across, down = [*across, *more_across], [*down, *more_down]
    # Strokes joined to a letter are rules as far as they are drawn from one of these to another.
    all_across, all_down = [*across, *_joining(level, across, down)], [*down, *_joining(upright, down, across)]
    across, down = _rules_between_crossings(all_across, down, ink), _rules_between_crossings(all_down, across, turned)
    mask = np.zeros_like(ink)
    _copy_pixels(level_ink, mask, across)
    _copy_pixels(upright_ink, mask.T, down)
    return RulingLines(_aligned(across), _aligned(down), mask)


def _aligned(found: Iterable[RulingLine]) -> list[RulingLine]:
    """Rules that are too close to each other for a line of text between them, put at one place."""
    groups: list[list[RulingLine]] = []
    for one in sorted(found):
        if groups and one.place - groups[-1][-1].place <= _SAME and one.place - groups[-1][0].place <= _THICK + _SAME:
            groups[-1].append(one)
        else:
            groups.append([one])
    aligned: list[RulingLine] = []
    for group in groups:
        place = float(np.average([one.place for one in group], weights=[one.end - one.start for one in group]))
        aligned += [one._replace(place=place) for one in group]
    return aligned


def _strokes(ink: Any, coloured: Any) -> tuple[list[RulingLine], Any]:
    """The level strokes, and their pixels."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    # A rule that is still a little askew looks like stairs: it is made thicker to be found, then thin again.
    thick = cv2.dilate(closed, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, _SHORT), np.uint8)) & closed
    opened = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, _GAP), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found: list[RulingLine] = []
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        if width < _SHORT:
            continue
        shape = labels[top : top + height, left : left + width] == number
        if area / width <= _THICK and height <= max(_THICK, _RISING * width):
            rows = shape.sum(axis=1)
            rows[rows < _BODY * rows.max()] = 0  # a letter may touch it
            found.append(RulingLine(top + float(np.average(np.arange(height), weights=rows)), left, left + width))
        elif width >= _LONG:
            found.extend(_strokes_within(shape, left, top))
    found = sorted((one for one in found if _is_drawn(one, ink)), key=lambda rule: rule.start - rule.end)
    return _bridged(found[:_MOST_STROKES], coloured), opened


def _strokes_within(shape: Any, left: int, top: int) -> Iterator[RulingLine]:
    """The strokes in a shape that includes something else, a seal or a letter: the fullest rows, one by one."""
    rows = shape.sum(axis=1)
    for _ in range(_MOST_WITHIN):
        row = int(rows.argmax())
        if rows[row] < _LONG:
            return
        first, last = max(0, row - _THICK // 2), row + _THICK // 2 + 1
        columns = np.flatnonzero(shape[first:last].any(axis=0))
        for run in np.split(columns, np.flatnonzero(np.diff(columns) > _GAP) + 1):
            if len(run) >= _LONG:
                yield RulingLine(float(top + row), left + int(run[0]), left + int(run[-1]) + 1)
        rows[first:last] = 0


def _is_drawn(one: RulingLine, ink: Any) -> bool:
    """Whether most of a stroke is drawn; a letter in line with it may have made it longer than it is."""
    rows = ink[max(0, int(one.place) - _AROUND) : int(one.place) + _AROUND + 1, one.start : one.end]
    return bool(rows.any(axis=0).mean() >= _MOSTLY)


def _is_clear(one: RulingLine, ink: Any) -> bool:
    """Whether a stroke is drawn without gaps and has free space next to it; strokes of a text have not."""
    middle = int(one.place)
    around = ink[max(0, middle - _THICK - _BESIDE) : middle + _THICK + _BESIDE + 1, one.start : one.end]
    middle = min(middle, _THICK + _BESIDE)
    if around[max(0, middle - 3) : middle + 4].any(axis=0).mean() < _DRAWN:
        return False
    share = around.mean(axis=1)
    full = np.flatnonzero(share[max(0, middle - _THICK) : middle + _THICK + 1] >= _BODY) + max(0, middle - _THICK)
    if not len(full):  # it rises or falls by more than its thickness
        return one.end - one.start >= _FREE
    if full[-1] - full[0] >= _THICK:
        return False
    above, below = share[max(0, full[0] - _BESIDE) : max(0, full[0] - 2)], share[full[-1] + 3 : full[-1] + 1 + _BESIDE]
    return all(not len(side) or side.mean() <= _CLEAR for side in (above, below))


def _bridged(found: list[RulingLine], coloured: Any) -> list[RulingLine]:
    """The strokes, with those joined that go on after a seal."""
    joined: list[RulingLine] = []
    for one in sorted(found, key=lambda rule: rule.start):
        for place, other in enumerate(joined):
            if abs(other.place - one.place) > _JOIN // 2 or one.start <= other.end:
                continue
            row = round((one.place + other.place) / 2)
            if coloured[max(0, row - 1) : row + 2, other.end : one.start].any(axis=0).mean() >= _COVERED:
                joined[place] = RulingLine((one.place + other.place) / 2, other.start, one.end)
                break
        else:
            joined.append(one)
    return joined


def _joining(
    strokes: Iterable[RulingLine], same: Sequence[RulingLine], crossing: Sequence[RulingLine]
) -> list[RulingLine]:
    """The strokes that reach from one crossing rule to another, as far as they do, and are not among the rules yet.

    A letter that is in line with a stroke may make it longer.
    """
    known = {(one.place, other) for one in same for other in (one.start, one.end)}
    found: list[RulingLine] = []
    for one in strokes:
        ends = [
            other.place
            for other in crossing
            if one.start - _JOIN <= other.place <= one.end + _JOIN
            and other.start - _JOIN <= one.place <= other.end + _JOIN
        ]
        ends += [end for end in (one.start, one.end) if _ends_together(end, same)]
        if not ends or (one.place, one.start) in known or (one.place, one.end) in known:
            continue
        start, end = max(one.start, round(min(ends)) - _JOIN), min(one.end, round(max(ends)) + _JOIN)
        if end - start >= _SHORT:
            found.append(RulingLine(one.place, start, end))
    return found


def _ends_together(end: int, same: Sequence[RulingLine]) -> bool:
    """Whether other rules end in the same line, as they do where a table is cut."""
    together = sum(min(abs(other.start - end), abs(other.end - end)) <= _JOIN // 2 for other in same)
    return together >= _ENDING_TOGETHER


def _rules_between_crossings(same: Sequence[RulingLine], crossing: Sequence[RulingLine], ink: Any) -> list[RulingLine]:
    """Rules from crossing to crossing, without the stretches where there is only a letter in line with them."""
    found: list[RulingLine] = []
    for one in same:
        met = [
            round(other.place)
            for other in crossing
            if one.start - _JOIN <= other.place <= one.end + _JOIN
            and other.start - _JOIN <= one.place <= other.end + _JOIN
        ]
        inside = sorted(place for place in met if one.start + _JOIN < place < one.end - _JOIN)
        is_open = {
            end: bool(met) and not any(abs(place - end) <= _JOIN for place in met) for end in (one.start, one.end)
        }
        first = max([one.start, *(place for place in met if place <= one.start + _JOIN)])
        last = min([one.end, *(place for place in met if place >= one.end - _JOIN)])
        kept: list[RulingLine] = []
        for start, end in pairwise([first, *_places_apart(inside), last]):
            piece = RulingLine(one.place, start, end)
            beyond = [side for side in (start, end) if is_open.get(side)]
            if beyond and end - start < _FREE and not all(_ends_together(side, same) for side in beyond):
                continue
            if not _is_clear(piece, ink) and (beyond or not _is_drawn_through(piece, ink)):
                continue
            if kept and kept[-1].end == start:
                kept[-1] = kept[-1]._replace(end=end)
            else:
                kept.append(piece)
        found += kept
    return found


def _places_apart(places: Iterable[int]) -> Iterator[int]:
    """Places in order, without those that are nearly the same as the one before."""
    last = -_FREE
    for place in places:
        if place - last > _JOIN:
            yield place
            last = place


def _is_drawn_through(piece: RulingLine, ink: Any) -> bool:
    """Whether a stroke is drawn without a gap from crossing to crossing, however close a text comes to it."""
    middle = int(piece.place)
    rows = ink[max(0, middle - _AROUND) : middle + _AROUND + 1, piece.start : piece.end]
    return bool(cv2.dilate(rows, np.ones((3, 1), np.uint8)).mean(axis=1).max() >= _THROUGH)


def _copy_pixels(source: Any, target: Any, found: Iterable[RulingLine]) -> None:
    for place, start, end in found:
        rows = slice(max(0, int(place) - _THICK), int(place) + _THICK + 1)
        target[rows, start:end] |= _without_text(source[rows, start:end])


def _without_text(band: Any) -> Any:
    """The strokes along a rule, without short ones of a text next to which the rule goes on."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(band, connectivity=8)
    if count <= 2:
        return band
    lefts, widths = stats[:count, cv2.CC_STAT_LEFT], stats[:count, cv2.CC_STAT_WIDTH]
    kept, drawn = np.zeros(count, np.uint8), np.zeros(band.shape[1], bool)
    for number in sorted(range(1, count), key=lambda one: -widths[one]):
        along = drawn[lefts[number] : lefts[number] + widths[number]]
        if widths[number] >= _WHOLE * band.shape[1] or along.mean() <= _BODY:
            kept[number] = 1
            along[:] = True
    return kept[labels]
