"""Which values may stand one column off: next to a head that is lost, or a cell that a row has gained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govinfo_parse.lexing.lexemes import BLANK, TEXT
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.heads import Column, Heads
from govinfo_parse.tables.roles import NESTED
from govinfo_parse.tables.rows import Row


def below_moved_heads(frame: Frame, heads: Heads, rows: Sequence[Row], official: Sequence[str]) -> list[str]:
    """The paths of the values whose heads may have moved: where one is lost, those behind it take its place.

    A column then has no head of its own, or the head of another, and what stands between it and the place of the lost
    head is in doubt.
    """
    row = next((row for row in rows if row.columns and row.places is not None), None)
    if row is None:
        return []
    ranks = {key: rank for rank, key in enumerate(official)}
    missing = ranks.keys() - {column.key for column in row.columns}
    spare = [*_without_own_head(frame, heads, rows, row.columns), *_gaps(rows, row.columns)] if missing else ()
    if not spare:
        return []
    first, last = min(ranks[key] for key in missing), max(ranks[key] for key in missing)
    moved = {
        column.key
        for place, column in enumerate(row.columns)
        if place not in spare
        and (rank := ranks.get(column.key or "")) is not None
        and ((place < max(spare) and rank > first) or (place > min(spare) and rank < last))
    }
    return [p for row in rows for p, c in zip(row.paths, row.columns, strict=True) if p is not None and c.key in moved]


def _gaps(rows: Sequence[Row], columns: Sequence[Column]) -> list[float]:
    """The places without a head between columns, and behind the last one, if rows have values there: each as half a
    column more than the one before it.
    """
    filled = [index - row.body.line.start for row in rows if not row.body.line.joined for index in row.filled[-1:]]
    ends = [column.first for column in columns[1:]] + [max(filled, default=0) + 1]
    pairs = enumerate(zip(columns, ends, strict=True))
    return [place + 0.5 for place, (column, end) in pairs if 0 <= column.last < end - 1]


def _without_own_head(frame: Frame, heads: Heads, rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    """The numbers of the columns with values that have no head, one that no label of a group is over, or that of their
    neighbour; in table 4, that of any other column of the same block.
    """
    named = {label.token.index for line in frame.heads for label in line.labels if label.column is not None}
    named -= set(heads.unknown)
    filled = _filled(rows)
    keys = [column.key for column in columns]
    again = Counter(keys if frame.roles.way == NESTED else ())
    found: list[int] = []
    for place, column in enumerate(columns):
        if column.key is not None:
            spare = again[column.key] > 1 or column.key in keys[max(place - 1, 0) : place] + keys[place + 1 : place + 2]
        elif column.headless:
            spare = filled[place] > 0 and not _is_below_text(frame, column)
        else:
            spare = column.head in named and set(heads.unknown).isdisjoint(column.above)
        if spare:
            found.append(place)
    return found


def _is_below_text(frame: Frame, column: Column) -> bool:
    """Whether a text that is no head stands over a column all the same."""
    line = frame.heads[-1]
    index = line.start + column.first
    return index < line.stop and BLANK < line.grid.kinds[index] <= TEXT


def beside_gained_cells(rows: Sequence[Row]) -> list[tuple[Row, list[str]]]:
    """The rows with a value below no head and a blank left of it, and the paths from that blank on: what stands there
    may stand one column off.

    Where most rows have such a value, it is a column of its own.
    """
    filled = _filled(rows)
    found: list[tuple[Row, list[str]]] = []
    for row in rows:
        kinds, places = row.grid.kinds, row.places or ()
        own = [index is not None and kinds[index] != BLANK for index in places]
        beyond = [n for n, has in enumerate(own) if has and row.columns[n].headless and row.columns[n].key is None]
        beyond = [n for n in beyond if len(rows) == 1 or 2 * filled[n] <= len(rows)]
        blank = next((n for n, path in enumerate(row.paths[: len(own)]) if path is not None and not own[n]), None)
        if beyond and blank is not None and blank < beyond[-1]:
            paths = [path for path in row.paths[blank : beyond[-1]] if path is not None]
            found.append((row, paths))
    return found


def _filled(rows: Sequence[Row]) -> Counter[int]:
    """In how many rows each column holds something."""
    return Counter(
        place
        for row in rows
        for place, index in enumerate(row.places or ())
        if index is not None and row.grid.kinds[index] != BLANK
    )
