"""Rows whose cells ran together: read where the form's own sums leave one reading, otherwise withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.model import Cell, Span, State
from govinfo_parse.model.paths import GROUPS, PLACES
from govinfo_parse.tables import arithmetic, thresholds
from govinfo_parse.tables.rows import Row

_WHOLE = re.compile(r"0|[1-9]\d*")
_SIGNED = re.compile(r"(?:[-+－−＋]|增|减)?(?:0|[1-9]\d*)")
_AMOUNT = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?(?:万?元)?")
_PATTERNS = {"change": _SIGNED, "amount": _AMOUNT}


def _pattern(path: str) -> re.Pattern[str]:
    return _PATTERNS.get(path.rpartition(".")[2], _WHOLE)


class RowRecovery:
    """Reads what it can of the rows of one text that could not be put in columns.

    ``rows`` are all rows that are read, ``lost`` those among them that could not be put in columns.
    """

    def __init__(self, cells: CellReader, remarks: Remarks, rows: Sequence[Row]) -> None:
        self._cells = cells
        self._remarks = remarks
        self._rows = rows

    def read(self, lost: Sequence[Row]) -> None:
        """Give every one of these rows its cells: recovered, or ambiguous with the candidates in a remark."""
        budget = arithmetic.Budget()
        known = {row.body.side: reading for row in self._rows if (reading := _whole_row(row)) is not None}
        options: dict[str, list[arithmetic.Reading]] = {}
        owners: dict[str, Row] = {}
        listed: dict[int, list[arithmetic.Reading] | None] = {}
        lossy, glued = self._run_together(), self._glued()
        for row in lost:
            if not row.whole:  # the sums are those of the form's columns, and here are others
                self._ambiguous(row, None)
                continue
            pieces = [row.grid.lexemes[index].raw for index in row.filled]
            sums = _sums(row)
            if sums:
                found = arithmetic.readings(pieces, sums, budget) if len(pieces) <= len(row.paths) else []
                listed[id(row)] = found
                side = row.body.side or ""
                if found and side in GROUPS and side not in known and side not in owners and len(sums) == 1:
                    options[side], owners[side] = found, row
            else:
                self._cut(row, pieces, strict=id(row.grid) not in lossy & glued)
        sums_of_rows = arithmetic.column_sums({row.body.side for row in self._rows})
        balances = [sides for sides in sums_of_rows if any(name in options for side in sides for name in side)]
        told = {side: reading for side, reading in known.items() if side is not None}
        viable, proved = arithmetic.settle(balances, told, options, budget) if options else ({}, set())
        for row in lost:
            if id(row) not in listed:
                continue
            side = row.body.side or ""
            owned = owners.get(side) is row
            found = viable[side] if owned else listed[id(row)]
            # A doubtful number in a row where none is missing is confirmed by the row's own sum.
            lenient = id(row.grid) in lossy or len(row.filled) == len(row.paths)
            # Nothing but zeros, one for each column: no other numbers are printed like this.
            lenient = lenient or (found is not None and found[:1] == [(0,) * len(row.paths)])
            if found is not None and len(found) == 1 and (lenient or (owned and side in proved)):
                self._recovered(row, found[0], proved=owned and side in proved)
            else:
                self._ambiguous(row, found)

    def _run_together(self) -> set[int]:
        """The stretches whose layout allows values side by side, and in which most rows have them so."""
        counts: dict[int, list[int]] = {}
        for row in self._rows:
            if row.grid.run_together and len(row.paths) > 1:
                pieces = len(row.filled)
                counts.setdefault(id(row.grid), []).append(int(pieces <= 2 < len(row.paths) or pieces == 1))  # noqa: PLR2004
        return {grid for grid, found in counts.items() if sum(found) > thresholds.RUN_TOGETHER * len(found)}

    def _glued(self) -> set[int]:
        """The stretches where values surely ran together: one piece fills several columns and is no number itself."""
        glued = set()
        for row in self._rows:
            if len(row.filled) != 1 or len(row.paths) <= 1:
                continue
            lexeme = row.grid.lexemes[row.filled[0]]
            if lexeme.value is None and arithmetic.cuts(lexeme.raw, [_pattern(path) for path in row.own]):
                glued.add(id(row.grid))
        return glued

    def _cut(self, row: Row, pieces: Sequence[str], *, strict: bool) -> None:
        """Rows without sums are read only where a single cut gives every column its value.

        A single number could be cut like this too where the others are blank, so the table must show that values ran
        together.
        """
        found = []
        if not strict and len(pieces) == 1 < len(row.paths):
            found = arithmetic.cuts(pieces[0], [_pattern(path) for path in row.own])
        if len(found) != 1:
            self._ambiguous(row, None)
            return
        start = row.grid.offset(row.filled[0])
        row.cells = {
            path: Cell(self._cells[raw].value, State.RECOVERED, raw, Span(start + a, start + b))
            for path, (a, b) in zip(row.own, found[0], strict=True)
            if (raw := pieces[0][a:b])
        }
        hint = HINTS["no-other-cut"].format(values=", ".join(c.raw for c in row.cells.values()))
        self._remarks.add("row-recovered", row.body.offset, row.own, label=row.body.text, hint=hint)

    def _recovered(self, row: Row, reading: arithmetic.Reading, *, proved: bool) -> None:
        grid = row.grid
        spots = [grid.offset(index) + at for index in row.filled for at in range(len(grid.lexemes[index].raw))]
        cells, at = {}, 0
        for path, number in zip(row.own, reading, strict=True):
            raw = str(number)
            span = Span(spots[at], spots[at + len(raw) - 1] + 1)
            cells[path] = Cell(number, State.RECOVERED, raw, span)
            at += len(raw)
        row.cells = cells
        hint = HINTS["sums-of-table" if proved else "sum-of-parts"].format(values=", ".join(map(str, reading)))
        self._remarks.add("row-recovered", row.body.offset, row.own, label=row.body.text, hint=hint)

    def _ambiguous(self, row: Row, found: Sequence[arithmetic.Reading] | None) -> None:
        grid, paths = row.grid, row.own
        side = row.body.side or ""
        if not row.columns and side in GROUPS:
            paths = [f"{side}.{name}" for name in GROUPS[side][1]]
        elif not row.columns and side:
            paths = [path for head in row.roles.heads_order if (path := row.roles.path(side, head)) in PLACES]
        indices = row.filled or row.values
        if not indices or not paths:
            row.cells = {}
            return
        start, last = grid.offset(min(indices)), max(indices)
        end = grid.offset(last) + len(grid.lexemes[last].raw)
        raw = self._remarks.text[start:end]
        if found:
            hint = " or ".join(", ".join(map(str, reading)) for reading in found)
        elif len(indices) == len(row.columns):
            hint = HINTS["figure-damaged"]
        elif found is None:
            hint = HINTS["no-sum-tells"]
        else:
            hint = HINTS["no-reading"]
        row.cells = {path: Cell(None, State.AMBIGUOUS, raw, Span(start, end)) for path in paths}
        self._remarks.add(
            "row-ambiguous",
            row.body.offset,
            paths,
            label=row.body.text,
            count=len(indices),
            columns=len(paths),
            hint=hint,
        )


def _sums(row: Row) -> list[int]:
    """For each total of a row, how many addends stand before it; none where its totals do not end groups of addends."""
    sums, count = [], 0
    for path in row.own:
        if path.endswith(".total"):
            sums.append(count)
            count = 0
        else:
            count += 1
    return [] if count or not all(sums) else sums


def _whole_row(row: Row) -> arithmetic.Reading | None:
    """The numbers of a row of table 3 that was read without doubt, in the form's order."""
    side = row.body.side or ""
    if row.cells is None or side not in GROUPS or not side.startswith("applications."):
        return None
    cells = [row.cells.get(f"{side}.{name}") for name in GROUPS[side][1]]
    whole = tuple(cell.value for cell in cells if cell is not None and isinstance(cell.value, int))
    return whole if len(whole) == len(cells) else None
