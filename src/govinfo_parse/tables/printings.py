"""Printings: which rows of a text belong to one printing of a table, and whose figures it has.

A table may be printed several times: the body and its units, this year and last, a page and the next.  Rows of two
printings never fill each other's gaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.phrases import other_subject, without_unit, years_of
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.roles import NESTED
from govinfo_parse.tables.rows import Row

_SENTENCE = re.compile(r"[。；，,;]|(?<!附)件")


@attrs.define(eq=False)
class Printing:
    """One printing of a table.

    Attributes:
        frames: its frames.
        rows: its rows.
        seen: what its rows are beside.
        headed: the labels of its heads.
        unknown: the labels of the heads of each frame in which no row is known.
        foreign: why its figures are not those of the report: the caption that says so; else "".
    """

    frames: list[Frame] = attrs.field(factory=list)
    rows: list[Row] = attrs.field(factory=list)
    foreign: str = ""
    seen: set[str] = attrs.field(factory=set)
    headed: set[str] = attrs.field(factory=set)
    unknown: list[set[str]] = attrs.field(factory=list)


def printings(
    frames: Sequence[tuple[Frame, Sequence[Row]]],
    order: Mapping[str, int],
    blocks: Mapping[str, int],
    year: int | None,
    caption: Callable[[Frame], str],
) -> list[Printing]:
    """The printings of one table, in the order of the text.

    Args:
        frames: the frames of the table, with their rows.
        order: the place of each row in the form, by what its label is beside.
        blocks: the number of the block that each row is printed in, likewise.
        year: the year of the report, if it is known.
        caption: gives the caption above a frame.
    """
    found: list[Printing] = []
    headed = _first_headed(frames)
    for frame, rows in frames:
        heads = _known_heads(frame)
        for number, segment in enumerate(_segments(rows, order)):
            keys = _keys(segment)
            current = found[-1] if found else None
            foreign = foreign_caption(caption(frame), year) if not number else ""
            begins = current is None or _begins(current, keys, heads if not number else set(), segment, order, blocks)
            begins = begins or (frame is headed and not number)
            if current is None or begins or (foreign and keys and not current.foreign):
                current = Printing(foreign=foreign)
                found.append(current)
                if len(found) > thresholds.PRINTINGS:
                    return found[:-1]
            if not current.frames or current.frames[-1] is not frame:
                current.frames.append(frame)
            current.rows += segment
            current.seen |= keys
            current.headed |= heads
            if not keys:
                current.unknown.append(heads)
    return found


def _known_heads(frame: Frame) -> set[str]:
    return {label.terminal for line in frame.heads for label in line.labels if frame.roles.head(label)}


def _first_headed(frames: Sequence[tuple[Frame, Sequence[Row]]]) -> Frame | None:
    """The first frame with known heads, if all rows above it come again from there on, and others with them."""
    number = next((number for number, (frame, _) in enumerate(frames) if _known_heads(frame)), 0)
    above, below = ({key for _, rows in part for key in _keys(rows)} for part in (frames[:number], frames[number:]))
    return frames[number][0] if number and above < below else None


def own_printing(printed: Sequence[Printing]) -> Printing | None:
    """The report's own printing of a table: the first that no caption gives to another year or another body.

    Rows without column heads above the table, some of those that it has, are of another one: 行政许可 by channel.
    """
    own = [printing for printing in printed if not printing.foreign]
    if not own or own[0].headed:
        return own[0] if own else None
    return next((each for each in own if each.headed and each.seen > own[0].seen), own[0])


def _segments(rows: Sequence[Row], order: Mapping[str, int]) -> list[list[Row]]:
    """The rows of a frame, cut where the order of the form begins anew."""
    segments: list[list[Row]] = [[]]
    last = -1
    for row in rows:
        place = order.get(row.body.side or "", last)
        if place < last:
            segments.append([])
        segments[-1].append(row)
        last = place
    return segments


def _keys(rows: Sequence[Row]) -> set[str]:
    sides = {row.body.side for row in rows if row.body.side is not None and not row.body.narrowing}
    return sides or {path for row in rows if row.roles.way == NESTED for path in row.own}


def _begins(
    printing: Printing,
    keys: set[str],
    heads: set[str],
    rows: Sequence[Row],
    order: Mapping[str, int],
    blocks: Mapping[str, int],
) -> bool:
    """Whether rows begin another printing: they repeat rows of the one before, or its heads and an earlier place."""
    repeated = keys & printing.seen
    if not repeated:
        first = next((row.body.side for row in rows if row.body.side in order), None)
        if not heads & printing.headed:
            return False
        # Heads that were printed above unknown rows were perhaps those of the same block.
        again = any(heads <= known for known in printing.unknown)
        if first is None:
            return again and bool(keys) and not printing.seen
        block = blocks.get(first)
        seen = [side for side in printing.seen if side in order and (again or blocks.get(side) == block)]
        return any(order[first] <= order[side] for side in seen)
    # A single row that is printed twice does not begin another printing.
    return len(keys) > 1 or bool(heads) or len(repeated) > 1


def foreign_caption(caption: str, year: int | None) -> str:
    """The caption, if it says that the figures are those of another year or another body."""
    text = without_unit(plain(caption))
    if len(text) > thresholds.CAPTION or _SENTENCE.search(text):
        return ""
    if other_subject(text):
        return caption
    years = years_of(caption)
    return caption if year is not None and years and year not in years else ""
