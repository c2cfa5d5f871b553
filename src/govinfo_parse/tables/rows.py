"""Rows whose values are put into columns, and what their figures say: sums, and numbers that only count rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import attrs

from govinfo_parse.lexing.lexemes import BLANK, ODD
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import Cell, Number
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Body
from govinfo_parse.tables.heads import Column
from govinfo_parse.tables.roles import NESTED, Roles

_REMEMBERED = 1024
"""Of so many kinds of rows it is remembered which values are sums: rows of one table are mostly alike."""


@attrs.define(eq=False, slots=True)
class Row:
    """A row that is to be read.

    Attributes:
        body: its line of values.
        frame: the number of its frame in its table.
        roles: what labels do in its table.
        columns: the columns that its values are to be put in, in the order of its line.
        paths: the dotted path of the cell in each column, or None for a column that the form does not have.
        values: the cells after its label, those that merged cells cover left out.
        filled: those of them that hold something.
        places: for each column the cell in it, or None; None as a whole until that is known.
        shifted: whether its values are not below their heads.
        whole: whether its columns are all those that the form gives it, so that the form's sums apply to it.
        torn: whether it was put together from several lines.
        headed: whether only its heads and the kinds of its cells decided where its values belong.
        summed: whether its total decided that too.
        cells: what was read, by dotted path.
    """

    body: Body
    frame: int
    roles: Roles
    columns: Sequence[Column]
    paths: Sequence[str | None]
    values: list[int]
    filled: list[int]
    places: Sequence[int | None] | None = None
    whole: bool = False
    shifted: bool = False
    torn: bool = False
    headed: bool = False
    summed: bool = False
    cells: dict[str, Cell] | None = None

    @property
    def grid(self) -> Grid:
        """Where it stands."""
        return self.body.line.grid

    @property
    def width(self) -> int:
        """How many cells its line has."""
        return self.body.line.stop - self.body.line.start

    @property
    def own(self) -> list[str]:
        """The dotted paths of its cells."""
        return [path for path in self.paths if path is not None]

    @property
    def blanks(self) -> list[str]:
        """The dotted paths of its cells that hold nothing."""
        pairs = zip(self.paths, self.places or (), strict=False)
        kinds = self.grid.kinds
        return [path for path, index in pairs if path is not None and (index is None or kinds[index] == BLANK)]

    @property
    def foreign(self) -> bool:
        """Whether it has columns that the form does not have."""
        return None in self.paths

    @property
    def doubts(self) -> int:
        """What tells against a full row: a total that fails, a damaged cell, a figure that runs on from its label,
        figures that are parted in different ways.
        """
        names = [path or "" for path in self.paths]
        cells = [self.grid.lexemes[index] for index in self.filled]
        has_total = any(name.endswith(".total") for name in names)
        fails = False in _sums(names, [cell.value for cell in cells])
        damaged = has_total and any(cell.kind >= ODD and not cell.tail for cell in cells)
        parted = not self.grid.doubtful.isdisjoint(self.filled[:1])
        return fails + damaged + any(cell.tail for cell in cells) + parted

    def take(self, columns: Sequence[Column]) -> None:
        """Let its values belong in columns."""
        self.columns = columns
        if self.body.side is None and self.roles.way != NESTED:
            self.paths = [None] * len(columns)
        else:
            side, path = self.body.side, self.roles.path
            self.paths = [path(side, column.key) if column.key is not None else None for column in columns]


def withhold_chance(rows: Sequence[Row]) -> None:
    """Where most rows of a table have another number of values than columns, the others have it by chance."""
    lost = sum(row.places is None for row in rows if row.columns)
    if lost > thresholds.FEW_SUMS and 2 * lost > len(rows):
        for row in rows:
            if row.places is not None and not adds_up(row, row.filled):
                row.places = None


def adds_up(row: Row, indices: Sequence[int], keys: Sequence[str] | None = None) -> bool:
    """Whether every total of a row is the sum of the other values of its record; False for rows without a total."""
    names = list(keys) if keys is not None else [path or "" for path in row.paths]
    lexemes = row.grid.lexemes
    return len(names) == len(indices) and sums_hold(names, [lexemes[index].value for index in indices])


def sums_hold(names: Sequence[str], values: Sequence[Number | None]) -> bool:
    """Whether every record of a row has a total that is the sum of its other values."""
    return all(_sums(names, values))


def _sums(names: Sequence[str], values: Sequence[Number | None]) -> Iterator[bool | None]:
    """For each record of a row whether its total is the sum of its other values; None where that cannot be asked."""
    for places, total in _records(tuple(names)):
        numbers = [number for place in places if (number := values[place]) is not None]
        whole = values[total] if total is not None else None
        yield sum(numbers) == 2 * whole if whole is not None and len(numbers) == len(places) else None


@lru_cache(maxsize=_REMEMBERED)
def _records(names: Sequence[str]) -> Sequence[tuple[Sequence[int], int | None]]:
    """The places of each record among the paths of a row, and that of its total; None for one without a sum."""
    records: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        records.setdefault(name.rpartition(".")[0], []).append(place)
    found: list[tuple[Sequence[int], int | None]] = []
    for places in records.values():
        totals = [place for place in places if names[place].rpartition(".")[2] == "total"]
        found.append((places, totals[0] if len(totals) == 1 and len(places) >= thresholds.ADDENDS else None))
    return found


def numbers_rows(first: Sequence[Number | None]) -> bool:
    """Whether the first values of rows only number these: 1, 2, 3, 4."""
    return len(first) > thresholds.WITNESSES and list(first) == list(range(1, len(first) + 1))


def numbered(grid: Grid, indices: Iterable[int]) -> bool:
    """Whether any of some cells holds a number."""
    return any(grid.lexemes[index].value is not None for index in indices)
