"""Rows whose cells ran together: read where the form's own sums leave one reading, else withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_parse import recovery
from govinfo_parse.checks.rules import (
    CARRIED_FORWARD,
    CARRIED_OVER,
    COMMON_LEAVES,
    DIVIDED_ROWS,
    RECEIVED,
    TOTAL,
    UNDIVIDED_ROW,
)
from govinfo_parse.grammar.cells import CellReader
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import Task
from govinfo_parse.model import Cell, Span, State
from govinfo_parse.model.paths import GROUPS

_RUN_TOGETHER = 0.5
"""In a region where more than this share of the rows run together, no value is taken to be lost."""
_WHOLE = re.compile(r"0|[1-9]\d*")
_SIGNED = re.compile(r"(?:[-+－−＋]|增|减)?(?:0|[1-9]\d*)")
_AMOUNT = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?(?:万?元)?")
_PATTERNS = {"change": _SIGNED, "amount": _AMOUNT}


class RowRecovery:
    """Reads what it can of the rows of one text that could not be read by place."""

    def __init__(self, cells: CellReader, notes: Notes, tasks: Sequence[Task]) -> None:
        self.cells = cells
        self.notes = notes
        self.tasks = tasks

    def read(self, lost: Sequence[Task]) -> None:
        """Give every one of these rows its cells: recovered, or ambiguous with the candidates said."""
        budget = recovery.Budget()
        known = {task.path: reading for task in self.tasks if (reading := _whole_row(task)) is not None}
        options: dict[str, list[recovery.Reading]] = {}
        owners: dict[str, Task] = {}
        listed: dict[int, list[recovery.Reading] | None] = {}
        loose_regions = self._run_together()
        glued_regions = self._glued()
        for task in lost:
            if task.strange:  # the sums are those of the form's columns, and here are others
                self._ambiguous(task, None)
                continue
            region = task.values.region
            pieces = [region.lexemes[index].raw for index in task.values.filled]
            if not task.path or task.path.startswith("applications."):
                sums = [len(GROUPS[task.path][1]) - 1] if task.path else [4, 4, 4][: len(task.names) // 5]
                found = recovery.readings(pieces, sums, budget) if len(pieces) <= len(task.names) else []
                listed[id(task)] = found
                if found and task.path and task.path not in known and task.path not in owners:
                    options[task.path], owners[task.path] = found, task
            else:
                self._cut(task, pieces, strict=id(region) not in loose_regions & glued_regions)
        balances = [
            (left, right) for left, right in self._balances() if any(name in options for name in (*left, *right))
        ]
        viable, proved = recovery.settle(balances, known, options, budget) if options else ({}, set())
        for task in lost:
            if task.cells is not None or id(task) not in listed:
                continue
            owned = owners.get(task.path) is task
            found = viable[task.path] if owned else listed[id(task)]
            # A doubtful number in a row that lacks none is vouched for by the row's own sum.
            lenient = id(task.values.region) in loose_regions or len(task.values.filled) == len(task.names)
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

    def _glued(self) -> set[int]:
        """The regions in which values surely ran together: one piece fills several columns and is no number itself."""
        glued = set()
        for task in self.tasks:
            region, indices = task.values.region, task.values.filled
            if len(indices) != 1 or len(task.names) == 1 or region.lexemes[indices[0]].value is not None:
                continue
            if recovery.cuts(region.lexemes[indices[0]].raw, [_PATTERNS.get(name, _WHOLE) for name in task.names]):
                glued.add(id(region))
        return glued

    def _balances(self) -> list[tuple[Sequence[str], Sequence[str]]]:
        """The column sums of table 3, over the rows that this report has: rows on either side add up to the same."""
        present = {task.path for task in self.tasks}
        undivided = present.issuperset(UNDIVIDED_ROW) and present.isdisjoint(DIVIDED_ROWS)
        leaves = COMMON_LEAVES + (UNDIVIDED_ROW if undivided else DIVIDED_ROWS)
        return [(leaves, (TOTAL,)), ((RECEIVED, CARRIED_OVER), (TOTAL, CARRIED_FORWARD))]

    def _cut(self, task: Task, pieces: Sequence[str], *, strict: bool) -> None:
        """Rows of table 2 have no sums: they are read only where a single cut gives every column its value.

        One number of its own could be cut so too, where the others are blank: the table must show that values ran
        together.
        """
        region = task.values.region
        indices = task.values.filled
        found = []
        if not strict and len(pieces) == 1 < len(task.names):
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
        elif len(indices) == len(task.names):
            hint = "a figure is damaged, or may be the number of a page or an item"
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


def _whole_row(task: Task) -> recovery.Reading | None:
    """The numbers of a row of table 3 that was read without doubt, in the form's order."""
    if task.cells is None or not task.path.startswith("applications."):
        return None
    values = [task.cells[name].value if name in task.cells else None for name in GROUPS[task.path][1]]
    whole = tuple(value for value in values if isinstance(value, int))
    return whole if len(whole) == len(values) else None
