"""Tables of a shape that was met before: the crossings are the same, the figures are not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain

import attrs

from govinfo_parse.tables.filling import pairs_of
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.lines import LabelledRows
from govinfo_parse.tables.merging import amounts_of
from govinfo_parse.tables.placing import FrameReading

REMEMBERED = 2_000
"""For so many shapes of tables it is remembered what crosses where."""


@attrs.frozen
class TablePlan:
    """What crosses where in a table of one shape; cells and labels are counted from its first.

    Attributes:
        first: the cell that it begins with.
        row: the cell that its first row begins with.
        label: the label of its first row, if that has one.
        paths, places: its cells, and where they stand.
        rows: for each row of more than one cell which of them it has, from and up to.
        forms: for each block of table 2 the forms that print it.
        mentioned: the labels that it is said of if they are not spelled as in the form.
        amounts: amounts of money, each with its head.
    """

    first: int
    row: int
    label: int | None
    paths: tuple[str, ...]
    places: tuple[int, ...]
    rows: tuple[tuple[int, int], ...]
    forms: tuple[frozenset[str], ...]
    mentioned: tuple[int, ...]
    amounts: tuple[tuple[str, int], ...]


def plan_of(run: LabelledRows, framed: Sequence[FrameReading], told: Sequence[frozenset[str]]) -> TablePlan | None:
    """What crosses where in a table that was read; None where more than its shape decided it.

    Args:
        run: the table.
        framed: its frames, as they were read.
        told: for each row of table 2 the forms that print it.
    """
    rows = [row for each in framed for row in each.rows]
    numbers = {id(label): number for number, label in enumerate(run.labels)}
    certain = (
        rows
        and all(
            row.headed
            and row.places is not None
            and not (row.foreign or row.torn or row.shifted or row.body.loose or row.body.over)
            and row.body.unknown is None
            for row in rows
        )
        and not any(line.values for each in framed for line in each.frame.heads)
        and not any(each.heads.unknown or each.heads.guessed or each.heads.numbered for each in framed)
        and len({path for row in rows for path in row.own}) == sum(len(row.own) for row in rows)
    )
    if not certain:
        return None
    mentioned = {id(label) for each in framed for line in each.frame.heads for label in line.labels if label.column}
    mentioned |= {id(row.body.label) for row in rows}
    start = run.start
    pairs = [pairs_of(row) for row in rows]
    return TablePlan(
        first=_first_cell(framed[0].frame) - start,
        row=rows[0].body.first - start,
        label=numbers.get(id(rows[0].body.label)),
        paths=tuple(path for path, _ in chain(*pairs)),
        places=tuple(index - start for _, index in chain(*pairs)),
        rows=tuple(
            (stop - len(found), stop)
            for found, stop in zip(pairs, accumulate(map(len, pairs)), strict=True)
            if len(found) > 1
        ),
        forms=tuple(told) if run.name == "disclosure" else (),
        mentioned=tuple(sorted(number for label, number in numbers.items() if label in mentioned)),
        amounts=tuple((path, head - start) for path, _, head in amounts_of(rows)),
    )


def _first_cell(frame: Frame) -> int:
    """The cell that a frame begins with."""
    lines = [*frame.heads, *(body.line for body in frame.rows[:1])]
    return next((i for i in range(lines[0].start, lines[0].stop) if frame.grid.kinds[i]), lines[0].start)
