"""Whether the labels of rows stand before their values or behind them, where nothing but their order is known.

Without lines, what stands between two labels may belong to either.  Only the two ends of a frame tell: what stands
between its heads and the first label, and whether anything stands behind the last one.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.lexing.lexemes import BLANK, LABEL
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.arithmetic import column_sums
from govinfo_parse.tables.filling import pairs_of
from govinfo_parse.tables.frames import Body
from govinfo_parse.tables.placing import FrameReading
from govinfo_parse.tables.rows import Row


class Direction:
    """In which direction the rows of a table's frames are to be read.

    Attributes:
        doubtful: whether its labels may stand behind their values: then no row is known.
        exceptional: whether more than the kinds of its cells was needed to show that they do not.
    """

    def __init__(self, found: Sequence[FrameReading], text: str) -> None:
        unlined = [each for each in found if not each.frame.grid.lined]
        led = sum(each.heads.figures for each in unlined)
        unfilled = any(each.frame.unfilled or not all(row.filled for row in each.rows) for each in unlined)
        self.doubtful = 2 * led > len(unlined) or bool(led and unfilled)
        self.exceptional = False
        ends = [(each, last) for each in unlined if (last := _last_label(each)) is not None]
        if self.doubtful or not ends or any(_has_values(each, last) for each, last in ends):
            return
        if any(not _has_blanks(last) or _are_blanks_above(each) for each, last in ends):
            rows = [row for each, _ in ends for row in each.rows if _tells(row)]
            self.exceptional = True
            self.doubtful = not (_begin_lines(rows, text) or _columns_add_up(rows))


def _last_label(each: FrameReading) -> Body | None:
    """The last row of a frame that has a known label, if any of its rows tells."""
    labelled = [body for body in each.frame.rows if body.label is not None]
    return labelled[-1] if labelled and any(map(_tells, each.rows)) else None


def _tells(row: Row) -> bool:
    """Whether a row is read, or has values that may be recovered."""
    return row.places is not None or bool(row.filled)


def _has_values(each: FrameReading, last: Body) -> bool:
    """Whether the last row is read, with a value at least, or has several figures, or digits for all of its columns:
    they stand behind its label.  One figure alone may be a page's.
    """
    row = next((row for row in each.rows if row.body is last), None)
    if row is None or row.places is not None:
        return row is not None and bool(row.filled)
    digits = sum(len(row.grid.lexemes[index].raw) for index in row.filled)
    return len(row.filled) > 1 or digits >= max(len(other.columns) for other in each.rows) > 0


def _has_blanks(body: Body) -> bool:
    """Whether an empty cell stands behind a row's label."""
    return BLANK in body.line.grid.kinds[body.first : body.line.stop]


def _are_blanks_above(each: FrameReading) -> bool:
    """Whether as many empty cells stand between the heads of a frame and its first label as behind a label."""
    grid, stop = each.frame.grid, each.frame.rows[0].line.start
    count = 0
    while count < stop and grid.kinds[stop - count - 1] == BLANK:
        count += 1
    return count >= min(len(row.values) for row in each.rows if _tells(row))


def _begin_lines(rows: Sequence[Row], text: str) -> bool:
    """Whether the labels of rows are on one line with the values behind them, and not with what is before them."""
    told = []
    for row in rows:
        grid, label = row.grid, row.body.label
        if label is None or not row.filled:
            continue
        index = before = label.token.index
        while before and grid.kinds[before] == LABEL:
            before -= 1
        gaps = ((before, index), (index, row.filled[0]))
        told.append(["\n" in text[grid.starts[a] + len(grid.cells[a].rstrip()) : grid.offset(b)] for a, b in gaps])
    return told.count([True, False]) > thresholds.USUAL * len(told) and [False, True] not in told


def _columns_add_up(rows: Sequence[Row]) -> bool:
    """Whether all columns add up as those of the form do, a blank counted as zero.

    In misread rows of a report that is in order they do not, for all rows together, unless all of them are empty.
    """
    if any(row.places is None for row in rows):
        return False
    numbers = {path: row.grid.lexemes[index].value or 0 for row in rows for path, index in pairs_of(row)}
    names = {path.rpartition(".")[2] for path in numbers}
    sums = [
        [sum(numbers.get(f"{path}.{name}", 0) for path in side) for side in sides]
        for sides in column_sums({row.body.side for row in rows})
        for name in names
    ]
    return any(left for left, _ in sums) and all(left == right for left, right in sums)
