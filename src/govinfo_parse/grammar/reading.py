"""From rows with their columns to the records of a report; what cannot be known is withheld with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import sub
from typing import Any

import attrs

from govinfo_parse import recovery
from govinfo_parse.grammar.cells import ODD, VALUE, CellReader
from govinfo_parse.grammar.labels import LONGEST
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import Table, Task, adds_up, cell, read_full
from govinfo_parse.grammar.tables import Collected
from govinfo_parse.grammar.tokens import Region, Token
from govinfo_parse.model import Cell, Procurement, Span, State
from govinfo_parse.model.paths import GROUPS

_MONEY = frozenset({"万元", "元"})
_RUN_TOGETHER = 0.5
"""In a region where more than this share of the rows run together, no value is taken to be lost."""
_WITNESSES = 3
_WHOLE_ROWS = 0.8
"""So many rows, and this share of them whole, must stand above a row that breaks off."""
_WHOLE = re.compile(r"0|[1-9]\d*")
_SIGNED = re.compile(r"(?:[-+－−＋]|增|减)?(?:0|[1-9]\d*)")
_AMOUNT = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?(?:万?元)?")
_PATTERNS = {"change": _SIGNED, "amount": _AMOUNT}


class Reader:
    """Reads the rows of one text."""

    def __init__(self, cells: CellReader, notes: Notes, collected: Collected) -> None:
        self.cells = cells
        self.notes = notes
        self.tasks = collected.tasks
        self._open: list[Task] = []

    def read(self) -> dict[str, Any]:
        """The records that hold cells, by their path."""
        tables: dict[tuple[int, str], Table] = {}
        for task in self.tasks:
            if read_full(task):
                for token in task.loose:
                    self._say_loose(token)
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
            self._recover()
        return self._records()

    def _say_shifted(self, tables: dict[tuple[int, str], Table]) -> None:
        """Mention the rows of table 3 that are whole, but of another width than the others."""
        rows = [task for task in self.tasks if task.path.startswith("applications.")]
        stops = [task.values.stop for task in rows]
        excess = {stop - task.values.start - len(task.names) for task, stop in zip(rows, stops, strict=True)}
        if len(excess) < 2 or len(set(map(sub, stops[1:], stops))) < 2:  # noqa: PLR2004
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
        places = table.place(task) or self._put_together(task)
        for token in task.loose:
            self._say_loose(token)
        if places is None:
            if not self._cut_off(task, table):
                self._open.append(task)
            return
        task.cells = {
            name: self._cell(region, index, path)
            for name, index, path in zip(task.names, places, task.paths, strict=True)
        }

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
                if not _same(other, read):
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
        if (lexeme.unit and (lexeme.unit in _MONEY) != money) or (
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

    def _say_loose(self, token: Token) -> None:
        region = token.region
        found = " ".join(region.lexemes[index].raw for index in token.filled)
        self.notes.add("values-loose", token.offset, found=found)

    # ---- rows whose cells ran together

    def _recover(self) -> None:
        budget = recovery.Budget()
        known = {task.path: reading for task in self.tasks if (reading := _whole_row(task)) is not None}
        options: dict[str, list[recovery.Reading]] = {}
        owners: dict[str, Task] = {}
        listed: dict[int, list[recovery.Reading] | None] = {}
        loose_regions = self._run_together()
        for task in self._open:
            region = task.values.region
            pieces = [region.lexemes[index].raw for index in task.values.filled]
            if not task.path or task.path.startswith("applications."):
                sums = [len(GROUPS[task.path][1]) - 1] if task.path else [4, 4, 4][: len(task.names) // 5]
                found = recovery.readings(pieces, sums, budget) if len(pieces) < len(task.names) else []
                listed[id(task)] = found
                if found and task.path and task.path not in known and task.path not in owners:
                    options[task.path], owners[task.path] = found, task
            else:
                self._cut(task, pieces, strict=id(region) not in loose_regions)
        balances = [
            (left, right) for left, right in self._balances() if any(name in options for name in (*left, *right))
        ]
        viable, proved = recovery.settle(balances, known, options, budget) if options else ({}, set())
        for task in self._open:
            if task.cells is not None or id(task) not in listed:
                continue
            owned = owners.get(task.path) is task
            found = viable[task.path] if owned else listed[id(task)]
            lenient = id(task.values.region) in loose_regions
            official = list(task.names) == list(GROUPS[task.path][1]) if task.path else True
            if found is not None and len(found) == 1 and official and (lenient or (owned and task.path in proved)):
                self._recovered(task, found[0], proved=owned and task.path in proved)
            else:
                self._ambiguous(task, found)

    def _run_together(self) -> set[int]:
        """The regions whose layout lets values stand side by side, and in which most rows do."""
        counts: dict[int, list[int]] = {}
        for task in self.tasks:
            if not task.values.region.run_together or len(task.names) == 1:
                continue
            pieces = len(task.values.filled)
            counts.setdefault(id(task.values.region), []).append(int(pieces <= 2 < len(task.names) or pieces == 1))  # noqa: PLR2004
        return {region for region, found in counts.items() if sum(found) > _RUN_TOGETHER * len(found)}

    def _balances(self) -> list[tuple[Sequence[str], Sequence[str]]]:
        """The column sums of table 3: 一 + 二 = （七） + 四, and （七） = the sum of the rows above it."""
        present = {task.path for task in self.tasks}
        total = "applications.outcomes.total"
        leaves = [path for path in GROUPS if path.startswith("applications.outcomes.") and path != total]
        divided = [path for path in leaves if not path.startswith("applications.outcomes.other.")]
        undivided = "applications.outcomes.other.undivided"
        others = [path for path in leaves if path not in divided and path != undivided]
        rows = [*divided, undivided] if undivided in present and not present & set(others) else [*divided, *others]
        return [
            (rows, [total]),
            (["applications.received", "applications.carried_over"], [total, "applications.carried_forward"]),
        ]

    def _cut(self, task: Task, pieces: Sequence[str], *, strict: bool) -> None:
        """Rows of table 2 have no sums: they are read only where a single cut gives every column its value."""
        region = task.values.region
        indices = task.values.filled
        found = []
        if not strict and len(pieces) == 1:
            patterns = [_PATTERNS.get(name, _WHOLE) for name in task.names]
            found = recovery.cuts(pieces[0], patterns)
        if len(found) != 1:
            self._ambiguous(task, None)
            return
        start = region.offset(indices[0])
        task.cells = {
            name: Cell(self.cells[raw].value, State.RECOVERED, raw, Span(start + a, start + b))
            for name, (a, b) in zip(task.names, found[0], strict=True)
            if (raw := pieces[0][a:b])
        }
        hint = ", ".join(c.raw for c in task.cells.values()) + " (no other cut gives each column a number)"
        self.notes.add("row-recovered", task.label.offset, task.paths, label=task.label.text, hint=hint)

    def _recovered(self, task: Task, reading: recovery.Reading, *, proved: bool) -> None:
        region = task.values.region
        spots = [
            region.offset(index) + at for index in task.values.filled for at in range(len(region.lexemes[index].raw))
        ]
        cells, at = {}, 0
        for name, number in zip(task.names, reading, strict=True):
            raw = str(number)
            span = Span(spots[at], spots[at + len(raw) - 1] + 1)
            cells[name] = Cell(number, State.RECOVERED, raw, span)
            at += len(raw)
        task.cells = cells
        relation = "its total is the sum of its parts" + (", and the columns of the table add up" if proved else "")
        hint = f"{', '.join(map(str, reading))} ({relation})"
        self.notes.add("row-recovered", task.label.offset, task.paths, label=task.label.text, hint=hint)

    def _ambiguous(self, task: Task, found: Sequence[recovery.Reading] | None) -> None:
        region = task.values.region
        indices = task.values.filled or task.indices
        start, last = region.offset(indices[0]), indices[-1]
        end = region.offset(last) + len(region.lexemes[last].raw)
        raw = self.notes.text[start:end]
        if found:
            hint = " or ".join(", ".join(map(str, reading)) for reading in found[:4])
            hint += f" and {len(found) - 4} more" if len(found) > 4 else ""  # noqa: PLR2004
        elif found is None:
            hint = "no sum of the form tells, or too many readings satisfy it"
        else:
            hint = "no reading satisfies the form's sums, or a value is missing and any column could be the one"
        task.cells = {name: Cell(None, State.AMBIGUOUS, raw, Span(start, end)) for name in task.names}
        self.notes.add(
            "row-ambiguous",
            task.label.offset,
            task.paths,
            label=task.label.text,
            count=len(indices),
            columns=len(task.names),
            hint=hint,
        )

    # ---- the records

    def _records(self) -> dict[str, Any]:
        by_path: dict[str, dict[str, Cell]] = {}
        first: dict[str, Task] = {}
        for task in self.tasks:
            if task.cells is None:
                continue
            if not task.path:
                self._spread(task, by_path)
            elif task.path in first and not _withheld(first[task.path]):
                if not _withheld(task):
                    self._again(task, by_path[task.path])
            else:
                first[task.path] = task
                by_path[task.path] = task.cells
        records = {}
        for path, cells in by_path.items():
            kind = GROUPS[path][0]
            if kind is Procurement:
                records[path] = Procurement(**cells, unit=self._unit(first[path], cells))
            else:
                records[path] = kind(**cells)
        return records

    def _spread(self, task: Task, by_path: dict[str, dict[str, Cell]]) -> None:
        """The cells of table 4, whose row holds several records."""
        for dotted, read in (task.cells or {}).items():
            path, _, name = dotted.rpartition(".")
            cells = by_path.setdefault(path, {})
            other = cells.setdefault(name, read)
            if not _same(other, read):
                self.notes.add(
                    "row-repeated",
                    task.label.offset,
                    [dotted],
                    label=task.label.text,
                    hint=f": {other.raw} and {read.raw}; neither is taken",
                )
                cells[name] = attrs.evolve(other, value=None, state=State.AMBIGUOUS)

    def _again(self, task: Task, cells: dict[str, Cell]) -> None:
        """A row printed twice: the same values are taken once, different ones are withheld."""
        again = task.cells or {}
        differing = [name for name, read in again.items() if name in cells and not _same(cells[name], read)]
        hint = ", with the same values"
        if differing:
            hint = ", with other values; where they differ, neither is taken"
        self.notes.add("row-repeated", task.label.offset, task.paths, label=task.label.text, hint=hint)
        for name, read in again.items():
            if name not in cells:
                cells[name] = read
            elif name in differing:
                cells[name] = attrs.evolve(cells[name], value=None, state=State.AMBIGUOUS)

    def _unit(self, task: Task, cells: Mapping[str, Cell]) -> str | None:
        """The unit of money as printed: in the cell, or else in its column's head."""
        amount = cells.get("amount")
        unit = self.cells[amount.raw].unit if amount is not None and len(amount.raw) <= LONGEST else ""
        if unit in _MONEY:
            return unit
        head = task.head.get("amount")
        found = re.search("万元|元", head.text) if head is not None else None
        return found[0] if found else None


def _withheld(task: Task) -> bool:
    """Whether nothing of a row could be read, so that another printing of it counts."""
    return task.cells is not None and all(cell.state == State.AMBIGUOUS for cell in task.cells.values())


def _same(one: Cell, other: Cell) -> bool:
    return one.value == other.value and one.state == other.state


def _whole_row(task: Task) -> recovery.Reading | None:
    """The numbers of a row of table 3 that was read without doubt, in the form's order."""
    if task.cells is None or not task.path.startswith("applications."):
        return None
    values = [task.cells[name].value if name in task.cells else None for name in GROUPS[task.path][1]]
    whole = tuple(value for value in values if isinstance(value, int))
    return whole if len(whole) == len(values) else None
