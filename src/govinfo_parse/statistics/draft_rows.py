"""A row of an indicator table on its way to the record: its label in parts, its figures as far as they are decided."""

from __future__ import annotations

import re

import attrs

from govinfo_parse.grammar.folding import plain
from govinfo_parse.model import Cell, Number, State
from govinfo_parse.statistics.header import HeaderColumn
from govinfo_parse.statistics.knowledge import Knowledge

_NUMERALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERING = (
    re.compile(rf"\s*([{_NUMERALS}]{{1,3}})\s*[、.．]\s*"),
    re.compile(rf"\s*[（(]\s*([{_NUMERALS}]{{1,3}})\s*[）)]\s*"),
    re.compile(r"\s*(\d{1,2})\s*[、.．]\s*(?!\d)"),
    re.compile(r"\s*[（(]?\s*(\d{1,2})\s*[）)]\s*"),
    re.compile(rf"\s*([{_CIRCLED}])\s*"),
)
"""How items are numbered, the highest level first."""
_PREFIXES = 4
_BREAK = re.compile(r"<br */?>", re.IGNORECASE)
"""How Markdown breaks a line inside a cell."""
_IN_BRACKETS = re.compile(r"[（(]([^（()）]+)[）)]\Z")

Cut = tuple[Number | None, ...]
"""One way to read the figures of a row: a number for each column, None for a column that is blank."""


@attrs.define(eq=False)
class DraftRow:
    """A row as it is printed.

    Attributes:
        label: the label, without its numbering and 其中.
        offset: where the row begins in the text.
        part: whether 其中 is before it.
        rank: the level of its numbering, from 1 for the highest; 0 where it has none.
        number: its number there.
        code: what the column of codes says.
        unit: its unit.
        cells: a cell for each value column.
        cuts: where figures ran together, each way to part them; then no cell has a value yet.
        surplus: whether it has more figures than the table has columns.
        cut_off: whether its last figure is at the very end of the text, which may break off inside it.
        doubt: why its figures are withheld, for a row that is not one value for each column; else "".
    """

    label: str
    offset: int
    part: bool
    rank: int
    number: int
    code: str | None = None
    unit: str | None = None
    cells: list[Cell] = attrs.field(factory=list)
    cuts: list[Cut] = attrs.field(factory=list)
    surplus: bool = False
    cut_off: bool = False
    doubt: str = ""

    @property
    def filled(self) -> bool:
        """Whether it has a figure, or what may be one."""
        return bool(self.cuts or self.doubt) or any(cell.value is not None for cell in self.cells)


def draft_row(text: str, offset: int, knowledge: Knowledge) -> DraftRow:
    """The row that a label begins: its numbering and 其中 taken off."""
    part, rank, number, at = False, 0, 0, 0
    text = _BREAK.sub(" ", text)
    shown = plain(text)
    for _ in range(_PREFIXES):
        found = knowledge.part.match(shown, at)
        if found is not None:
            part, at = True, found.end()
            continue
        for level, pattern in enumerate(_NUMBERING, start=1):
            found = pattern.match(shown, at)
            if found is not None:
                rank, number, at = level, _value_of_item_number(found[1]), found.end()
                break
        else:
            break
    label = "".join(text[at:].split()).rstrip("*＊:：").lstrip("*＊:：.．、)）")
    found = _IN_BRACKETS.search(label)
    unit = knowledge.unit_of(found[1]) if found else None
    return DraftRow(label or "".join(text.split()), offset, part and bool(label), rank, number, unit=unit)


def withhold(rows: list[DraftRow], doubt: str) -> None:
    """Withhold all figures of a table that has, or may have, more columns than heads that are known."""
    for row in rows:
        row.cuts = []
        if any(cell.value is not None or cell.state is State.AMBIGUOUS for cell in row.cells):
            row.cells = [
                Cell(None, State.AMBIGUOUS if cell.raw else cell.state, cell.raw, cell.span) for cell in row.cells
            ]
            row.doubt = row.doubt or doubt


def _value_of_item_number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    if printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    tens, ten, ones = printed.partition("十")
    if not ten:
        return _NUMERALS.index(printed[0]) + 1
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (_NUMERALS.index(ones[0]) + 1 if ones else 0)


def nest(lines: list[DraftRow]) -> list[int | None]:
    """For each row, the row that it is a part of, decided by 其中 and by numbering alone."""
    parents: list[int | None] = []
    lists: list[tuple[int, int, int | None]] = []  # the open lists: level, last number, what they are parts of
    for index, row in enumerate(lines):
        parent: int | None = None
        before = lines[index - 1] if index else None
        if row.part and before is not None:
            beside = before.part and not before.rank and not row.rank
            parent = parents[index - 1] if beside else index - 1
            if row.rank:
                lists.append((row.rank, row.number, parent))
        elif row.rank:
            parent = _in_list(row, index, lines, lists)
        else:
            lists.clear()
        parents.append(parent)
    return parents


def _in_list(row: DraftRow, index: int, lines: list[DraftRow], lists: list[tuple[int, int, int | None]]) -> int | None:
    """What a numbered row without 其中 is a part of: as the row before it in its list, or the row above the list."""
    while lists:
        rank, number, parent = lists[-1]
        if rank == row.rank and row.number == number + 1:
            lists[-1] = (rank, row.number, parent)
            return parent
        if rank < row.rank:
            break
        lists.pop()
    parent = None
    for above in range(index - 1, max(index - 2, -1), -1):
        other = lines[above]
        if 0 < other.rank < row.rank and other.filled and other.unit == row.unit and row.number == 1:
            parent = above
    lists.append((row.rank, row.number, parent))
    return parent


@attrs.frozen
class Found:
    """A table that was found.

    Attributes:
        columns: the heads of its value columns.
        rows: its rows.
        begin, end: its place in the text.
        loose: texts of figures without a label, with their places.
        layout: how it was read: a layout's name, or ``cells`` for a document's own table.
    """

    columns: tuple[HeaderColumn, ...]
    rows: list[DraftRow]
    begin: int
    end: int
    loose: list[tuple[int, str]] = attrs.field(factory=list)
    layout: str = ""

    def up_to(self, end: int) -> Found:
        """The part of it that ends at an offset."""
        if end >= self.end:
            return self
        rows = [row for row in self.rows if row.offset < end]
        return attrs.evolve(self, rows=rows, end=end, loose=[one for one in self.loose if one[0] < end])


def known_label_in(text: str, knowledge: Knowledge) -> object:
    """The known label that a text is, apart from numbering and 其中; None where it is not known."""
    return knowledge.vocabulary.find(draft_row(text, 0, knowledge).label)
