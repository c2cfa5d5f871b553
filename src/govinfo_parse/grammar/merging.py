"""From the rows that were read to the records of a report; a row printed twice counts once, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from govinfo_parse.grammar.cells import CellReader
from govinfo_parse.grammar.labels import LONGEST, plain
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import Task
from govinfo_parse.grammar.tokens import Token
from govinfo_parse.model import Cell, Procurement, State
from govinfo_parse.model.paths import GROUPS

MONEY = frozenset({"万元", "元"})
"""The units of money that reports print."""

_FEE_UNITS = frozenset({"万元"})
"""The unit that the forms print for fees; the record has no other."""
_HEAD_UNIT = re.compile(r"[十百千万亿]*元")


class Merging:
    """Builds the records of one text."""

    def __init__(self, cells: CellReader, notes: Notes, tasks: Sequence[Task], alone: Mapping[str, Token]) -> None:
        self.cells = cells
        self.notes = notes
        self.tasks = tasks
        self._alone = alone
        self._printed_twice: set[str] = set()

    def records(self) -> dict[str, Any]:
        """The records that hold cells, by their path."""
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
        self._withhold_of_others(first)
        records = {}
        for path, cells in by_path.items():
            kind = GROUPS[path][0]
            if "amount" in cells:
                self._withhold_amount(path, first[path], cells)
            if kind is Procurement:
                records[path] = Procurement(**cells, unit=self._unit(first[path], cells))
            else:
                records[path] = kind(**cells)
        return records

    def _withhold_of_others(self, first: Mapping[str, Task]) -> None:
        """Where a table is printed twice, a row that is empty the first time gets no values from the second.

        They may be those of a body below, whose table stands behind that of its parent.
        """
        for path, label in self._alone.items():
            task = first.get(path)
            if task is None or label.offset > task.label.offset or path.partition(".")[0] not in self._printed_twice:
                continue
            hint = ", and has no values the first time; none are taken"
            self.notes.add("row-repeated", task.label.offset, task.paths, label=task.label.text, hint=hint)
            cells = task.cells or {}
            cells.update({n: attrs.evolve(c, value=None, state=State.AMBIGUOUS) for n, c in cells.items() if c.raw})

    def _spread(self, task: Task, by_path: dict[str, dict[str, Cell]]) -> None:
        """The cells of table 4, whose row holds several records."""
        for dotted, read in (task.cells or {}).items():
            path, _, name = dotted.rpartition(".")
            cells = by_path.setdefault(path, {})
            other = cells.setdefault(name, read)
            if not same(other, read):
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
        self._printed_twice.add(task.path.partition(".")[0])
        again = task.cells or {}
        differing = [name for name, read in again.items() if name in cells and not same(cells[name], read)]
        hint = ", with the same values"
        if differing:
            hint = ", with other values; where they differ, neither is taken"
        self.notes.add("row-repeated", task.label.offset, task.paths, label=task.label.text, hint=hint)
        for name, read in again.items():
            if name not in cells:
                cells[name] = read
            elif name in differing:
                cells[name] = attrs.evolve(cells[name], value=None, state=State.AMBIGUOUS)

    def _withhold_amount(self, path: str, task: Task, cells: dict[str, Cell]) -> None:
        """An amount under a head with a unit that the record does not have is not taken."""
        head, amount = task.head.get("amount"), cells["amount"]
        known = MONEY if GROUPS[path][0] is Procurement else _FEE_UNITS
        if head is not None and amount.value is not None and _unit_in(head) not in {None, *known}:
            cells["amount"] = attrs.evolve(amount, value=None, state=State.UNREADABLE)
            self.notes.add("unit-unexpected", head.offset, [f"{path}.amount"], found=head.text)

    def _unit(self, task: Task, cells: Mapping[str, Cell]) -> str | None:
        """The unit of money as printed: in the cell, or else in its column's head."""
        amount = cells.get("amount")
        unit = self.cells[amount.raw].unit if amount is not None and len(amount.raw) <= LONGEST else ""
        if unit in MONEY:
            return unit
        head = task.head.get("amount")
        headed = _unit_in(head) if head is not None else None
        return headed if headed in MONEY else None


def _unit_in(head: Token) -> str | None:
    """The unit of money that a column's head names."""
    found = _HEAD_UNIT.search(plain(head.text))
    return found[0] if found else None


def _withheld(task: Task) -> bool:
    """Whether nothing of a row could be read, so that another printing of it counts."""
    return task.cells is not None and all(cell.state == State.AMBIGUOUS for cell in task.cells.values())


def same(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same."""
    return one.value == other.value and one.state == other.state
