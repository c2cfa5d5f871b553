"""From rows with their columns to the records of a report; what cannot be known is withheld with its reason."""

from __future__ import annotations

from operator import sub
from typing import Any

import attrs

from govinfo_parse.grammar.cells import ODD, VALUE, CellReader
from govinfo_parse.grammar.gathering import Collected
from govinfo_parse.grammar.merging import MONEY, Merging, same
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.recovering import RowRecovery
from govinfo_parse.grammar.rows import Table, Task, adds_up, cell, read_full
from govinfo_parse.grammar.tokens import Region, Token
from govinfo_parse.model import Cell, State

_WITNESSES = 3
_WHOLE_ROWS = 0.8
"""So many rows, and this share of them whole, must stand above a row that breaks off."""


class Reader:
    """Reads the rows of one text."""

    def __init__(self, cells: CellReader, notes: Notes, collected: Collected) -> None:
        self.cells = cells
        self.notes = notes
        self.tasks = collected.tasks
        self._alone = collected.alone
        self._open: list[Task] = []

    def read(self) -> dict[str, Any]:
        """The records that hold cells, by their path."""
        tables: dict[tuple[int, str], Table] = {}
        for task in self.tasks:
            if read_full(task):
                for token in task.loose:
                    self._say_loose(token, task)
                continue
            if task.repeated:
                self._twice(task)
                continue
            identity = (id(task.values.region), (task.path or "proceedings").partition(".")[0])
            table = tables.get(identity)
            if table is None:
                same = [t for t in self.tasks if (t.path or "proceedings").partition(".")[0] == identity[1]]
                table = tables[identity] = Table(task.values.region, same)
            self._place(task, table)
        self._say_shifted(tables)
        if self._open:
            RowRecovery(self.cells, self.notes, self.tasks).read(self._open)
        return Merging(self.cells, self.notes, self.tasks, self._alone).records()

    def _say_shifted(self, tables: dict[tuple[int, str], Table]) -> None:
        """Mention the rows of table 3 that are whole, but of another width than the others."""
        rows = [task for task in self.tasks if task.path.startswith("applications.")]
        stops = [task.values.stop for task in rows]
        if len(set(map(sub, stops[1:], stops))) < 2:  # noqa: PLR2004  every row as wide as the one before
            return
        if len({task.values.stop - task.values.start - len(task.names) for task in rows}) < 2:  # noqa: PLR2004
            return
        for region in {id(task.values.region): task.values.region for task in rows}.values():
            if region.row_ends is None:
                continue
            table = tables.get((id(region), "applications")) or Table(region, rows)
            for task in table.tasks:
                if task.cells is not None and not task.values.more and table.shifted(task):
                    self.notes.add("row-shifted", task.label.offset, label=task.label.text)

    # ---- rows read by place

    def _place(self, task: Task, table: Table) -> None:
        region = task.values.region
        places = table.under_heads(task) if task.strange else table.place(task) or self._put_together(task)
        if places is not None:
            task.cells = {
                name: self._cell(region, index, path)
                for name, index, path in zip(task.names, places, task.paths, strict=True)
            }
        for token in task.loose:
            self._say_loose(token, task)
        if places is None and not self._cut_off(task, table):
            self._open.append(task)

    def _twice(self, task: Task) -> None:
        """Read a row under a column that is headed twice: where its two cells differ, neither is taken."""
        region, indices = task.values.region, task.values.filled
        if len(indices) != len(task.names):
            self._open.append(task)
            return
        task.cells = {}
        for name, index, path in zip(task.names, indices, task.paths, strict=True):
            read = self._cell(region, index, path)
            other = task.cells.get(name)
            if other is not None:
                self.notes.add("column-repeated", task.label.offset, [path], label=name)
                if not same(other, read):
                    read = attrs.evolve(other, value=None, state=State.AMBIGUOUS)
            task.cells[name] = read

    def _cut_off(self, task: Task, table: Table) -> bool:
        """Read the first values of the row that the text breaks off in, if the others of its table are whole."""
        region, values = task.values.region, task.values.filled
        last = len(region.cells) - 1
        ends = region.starts[last] + len(region.cells[last])
        others = [other for other in table.tasks if other is not task]
        if task is not self.tasks[-1] or ends < len(self.notes.text.rstrip()) or len(others) < _WITNESSES:
            return False
        whole = sum(len(other.values.filled) == len(other.names) for other in others)
        if (
            whole < _WHOLE_ROWS * len(others)
            or not values
            or len(values) >= len(task.names)
            or task.indices[: len(values)] != values
        ):
            return False
        # A number at the very end may have lost digits; no digit can follow a zero.
        sure = values if values[-1] < last or region.lexemes[last].value == 0 else values[:-1]
        named = zip(task.names, sure, task.paths, strict=False)
        task.cells = {name: self._cell(region, index, path) for name, index, path in named}
        self.notes.add("row-cut-off", task.label.offset, task.paths, label=task.label.text, count=len(sure))
        return True

    def _put_together(self, task: Task) -> list[int] | None:
        """The cells of a row and of the rows below it, if together they are one for each column.

        A number alone on its row may be a page's: it counts only where the totals of the row prove it.
        """
        values = task.values
        if not task.loose or any(token.region is not values.region for token in task.loose):
            return None
        region = values.region
        rows = [token.filled for token in (values, *task.loose)]
        joined = [index for row in rows for index in row]
        if len(joined) != len(task.names) or any(region.kinds[index] >= ODD for index in joined):
            return None
        if min(map(len, rows)) < 2 and not adds_up(region, task, joined):  # noqa: PLR2004
            return None
        task.loose = []
        self.notes.add("row-torn", task.label.offset, task.paths, label=task.label.text)
        return joined

    def _cell(self, region: Region, index: int, path: str) -> Cell:
        lexeme = region.lexemes[index]
        read = cell(region, index)
        money = path.endswith(".amount")
        offset = read.span.start if read.span is not None else None
        if (lexeme.unit and (lexeme.unit in MONEY) != money) or (
            lexeme.unit == "元" and path.startswith("disclosure.fees")
        ):
            self.notes.add("unit-unexpected", offset, [path], found=lexeme.raw)
            return attrs.evolve(read, value=None, state=State.UNREADABLE)
        if lexeme.kind > VALUE and not lexeme.tail:
            self.notes.add("cell-unreadable", offset, [path], found=lexeme.raw)
            return attrs.evolve(read, value=None, state=State.UNREADABLE)
        if lexeme.note == "cell-gloss":
            self.notes.add("cell-gloss", offset, [path], found=lexeme.raw)
        return read

    def _say_loose(self, token: Token, above: Task) -> None:
        """Say that values have no label.  Right below a value they may be the rest of it, which is then withheld."""
        region = token.region
        found = " ".join(region.lexemes[index].raw for index in token.filled)
        start, stop = region.row_start(token.index), region.row_stop(token.index)
        torn = []
        if region is above.values.region and region.row_ends is not None and above.cells is not None:
            begin = region.row_start(above.anchor)
            if region.row_stop(above.anchor) - begin == stop - start:
                over = {region.offset(begin + index - start) for index in token.filled}
                torn = [
                    name
                    for name, cell in above.cells.items()
                    if cell.value is not None and cell.span is not None and cell.span.start in over
                ]
        for name in torn:
            above.cells[name] = attrs.evolve(above.cells[name], value=None, state=State.AMBIGUOUS)  # type: ignore[index]
        paths = [path for name, path in zip(above.names, above.paths, strict=True) if name in torn]
        self.notes.add("values-loose", token.offset, paths, found=found)
