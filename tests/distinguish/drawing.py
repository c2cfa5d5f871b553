"""Small tables, drawn at random from tables that are whole, and made smaller again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from tests.sentences import kept

Rows = list[list[str]]

_HERE = Path(__file__).parent
_WHOLE = (_HERE / "tables.txt").read_text(encoding="utf-8").rstrip("\n").split("\n====\n")
"""Tables as reports print them."""
_CELLS = (_HERE / "cells.txt").read_text(encoding="utf-8").split("\n")
_LINES = (_HERE / "lines.txt").read_text(encoding="utf-8").split("\n")
"""What is put into them; of a cell that is there more often more often."""
_SIGNS = str.maketrans("⏎→〿⍽", "\n\t\u3000\u00a0")
_BITS = [bit.translate(_SIGNS) for bit in (_HERE / "bits.txt").read_text(encoding="utf-8").split("\n")]
"""What is put into texts."""
_KEPT = Path(__file__).parents[1] / "tables" / "readings.txt"


@attrs.frozen(order=True)
class Drawing:
    """A small table: its sketch, and how it is to be read."""

    sketch: str
    way: str

    def smaller(self) -> Iterator[Drawing]:
        """The drawings with a line or a column less."""
        rows = _rows(self.sketch)
        for number in range(len(rows)):
            if len(rows) > 1:
                yield self._with([row for at, row in enumerate(rows) if at != number])
        for place in range(max(map(len, rows))):
            left = [[cell for at, cell in enumerate(row) if at != place] for row in rows]
            if all(left):
                yield self._with(left)

    def _with(self, rows: Rows) -> Drawing:
        return Drawing(_sketch(rows), self.way)

    @property
    def size(self) -> int:
        """How much there is to look at."""
        return len(self.sketch) + self.sketch.count("|") + 8 * self.sketch.count("\n")


def drawn(seed: int, ways: Sequence[str]) -> Drawing:
    """A table that was whole, with one to five changes, read in one of several ways."""
    choose = random.Random(seed)
    way = choose.choice(ways)
    rows = _rows(choose.choice(_WHOLE + _kept()))
    if choose.random() < 0.15:
        rows += _rows(choose.choice(_WHOLE))
    for _ in range(choose.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])):
        _change(choose, rows)
    rows = [row for row in rows if row] or [["规章", "1"]]
    return Drawing(_sketch(rows), way)


def _change(choose: random.Random, rows: Rows) -> None:
    if rows:
        change = choose.choices(list(_CHANGES), _CHANGES.values())[0]
        change(choose, rows, choose.randrange(len(rows)), choose.randrange(max(map(len, rows)) + 1))


def _other_cell(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    if rows[number]:
        rows[number][place % len(rows[number])] = choose.choice(_CELLS)


def _one_more_cell(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    rows[number].insert(min(place, len(rows[number])), choose.choice(_CELLS))


def _one_cell_less(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    del rows[number][place : place + 1]


def _one_more_line(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    rows.insert(number + choose.randrange(2), _cells(choose.choice(_LINES)))


def _one_line_less(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    if len(rows) > 1:
        del rows[number]


def _one_more_column(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    cell = choose.choice(_CELLS)
    for row in rows:
        row.insert(min(place, len(row)), cell)


def _one_column_less(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    for row in rows:
        del row[place : place + 1]


def _blank_column(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    for row in rows[number:]:
        row[place : place + 1] = [""] * len(row[place : place + 1])


def _lines_exchanged(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    other = choose.randrange(len(rows))
    rows[number], rows[other] = rows[other], rows[number]


def _line_twice(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    rows.insert(choose.randrange(len(rows) + 1), list(rows[number]))


def _labels_behind(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    for row in rows:
        row[:] = [*row[1:], *row[:1]]


def _wider_column(choose: random.Random, rows: Rows, number: int, place: int) -> None:
    cell = choose.choice(["<", "", "^"])
    for row in rows:
        row.insert(min(place + 1, len(row)), cell)


_CHANGES = {
    _other_cell: 34,
    _one_more_cell: 8,
    _one_cell_less: 8,
    _one_more_line: 14,
    _one_line_less: 4,
    _one_more_column: 6,
    _one_column_less: 4,
    _blank_column: 4,
    _lines_exchanged: 6,
    _line_twice: 4,
    _labels_behind: 5,
    _wider_column: 5,
}
"""What is done to a table, and how often."""


def _kept() -> list[str]:
    """The drawings that are kept: what is near them is worth looking at."""
    return [sketch for sketch, _ in kept(_KEPT).values()]


def _rows(sketch: str) -> Rows:
    return list(map(_cells, sketch.split("\n")))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _sketch(rows: Rows) -> str:
    return "\n".join(" | ".join(row) for row in rows)


_MARKS = {"tabs": "\t", "pipes": " | ", "cells": "\n", "running": " "}


@attrs.frozen(order=True)
class Text:
    """A small text as it is printed."""

    sketch: str
    way: str = "text"

    def smaller(self) -> Iterator[Text]:
        """The texts with a line, a word or a character less."""
        lines = self.sketch.split("\n")
        for number in range(len(lines)):
            yield Text("\n".join(lines[:number] + lines[number + 1 :]))
        for length in (12, 6, 3, 2, 1):
            for begin in range(0, len(self.sketch) - length + 1, max(1, length // 2)):
                yield Text(self.sketch[:begin] + self.sketch[begin + length :])

    @property
    def size(self) -> int:
        """How much there is to look at."""
        return len(self.sketch)


def drawn_text(seed: int) -> Text:
    """A table that was whole, printed in one of several ways, with one to six changes of its text."""
    choose = random.Random(seed)
    way = choose.choice(["tabs", "pipes", "cells", "running", "running", "running"])
    rows = _rows(choose.choice(_WHOLE))
    if choose.random() < 0.3:
        _change(choose, rows)
    mark = _MARKS[way]
    lines = [mark.join("" if cell in "<^" else cell for cell in row) for row in rows]
    text = "\n".join(f"| {line} |" if way == "pipes" else line for line in lines)
    for _ in range(choose.choice([1, 2, 2, 3, 3, 4, 6])):
        at = choose.randrange(len(text) + 1)
        seams = [n for n in range(1, len(text)) if text[n - 1].isspace() != text[n].isspace()]
        if seams and choose.random() < 0.75:
            at = choose.choice(seams)
        kind = choose.random()
        if kind < 0.6:
            text = text[:at] + choose.choice(_BITS) + text[at:]
        elif kind < 0.75:
            text = text[:at] + text[at + choose.choice([1, 1, 1, 2, 4]) :]
        elif kind < 0.9:
            text = text[:at] + choose.choice(["\n", " ", "\t", "\n", "、"]) + text[at + (text[at : at + 1].isspace()) :]
        else:
            text = text[:at] + choose.choice(_BITS) + choose.choice(["", " ", "\n"]) + choose.choice(_BITS) + text[at:]
    return Text(text)
