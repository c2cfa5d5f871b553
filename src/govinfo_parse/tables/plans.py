"""Tables of an outline that was met before: the crossings are the same, the figures are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from govinfo_parse.lexing.lexemes import PLAIN, CellReader
from govinfo_parse.lexing.outlines import Outline, Place
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import Cell, Number, Span, State
from govinfo_parse.model.cells import numbers
from govinfo_parse.tables.filling import pairs_of, totals_beside_blanks
from govinfo_parse.tables.head_remarks import Spelling
from govinfo_parse.tables.placing import FrameReading
from govinfo_parse.tables.rows import numbers_rows, sums_hold

_READ = frozenset({State.NUMBER, State.BLANK, State.DASH})


Shape = tuple[int, bool]
"""How long a figure is, and whether it begins with a zero: this distinguishes item and page numbers from values."""


def _shape(figure: str) -> Shape:
    return len(figure), figure.startswith("0")


def _shaped(outline: Outline, grid: Grid) -> Sequence[int]:
    """The figures whose shape decided something.

    Without cell marks, the first figure of a line may number an item or a page.  Where reading by cell marks was
    preferred to reading without them, these figures decided that.
    """
    if not grid.contested:
        return ()
    return outline.leading() if grid.run_together else range(len(outline.figures))


@attrs.frozen
class OtherCell:
    """A cell that holds no bare whole number: where it begins and ends, and what was read there."""

    path: str
    begin: Place
    end: Place
    cell: Cell


@attrs.frozen
class Plan:
    """Which rows and columns cross where, in the tables of a stretch of text.

    Attributes:
        tables: where the first row of each of its tables is, by the table's name.
        paths: its cells, in the order in which they were read.
        plain: those of them that hold a bare whole number.
        numbers: for each of these the number of its figure in the stretch.
        others: the other cells.
        literal: the figures that are in no cell, as they have to be printed.
        first: for each frame the cells that its rows begin with.
        sums: for each row of text without cell marks, and each whose total decided, the paths of its cells, and their
            figures.
        totals: the figures of totals beside blank cells, each followed by those that it is the sum of.
        shapes: the figures whose length, and a zero at their beginning, decided something.
        spelled: the labels that are not spelled as in the form, with their places.
        forms: the forms that print all blocks of table 2, if it is here and shows them.
        unit: the unit of the amount of procurement, if one is printed.
    """

    tables: Mapping[str, Place]
    paths: Sequence[str]
    plain: Sequence[str]
    numbers: Sequence[int]
    others: Sequence[OtherCell]
    literal: Sequence[tuple[int, str]]
    first: Sequence[Sequence[str]]
    sums: Sequence[tuple[Sequence[str], Sequence[int]]]
    totals: Sequence[Sequence[int]]
    shapes: Sequence[tuple[int, Shape]]
    spelled: Sequence[tuple[Place, Spelling]]
    forms: frozenset[str] | None
    unit: str | None

    def suits(self, outline: Outline) -> bool:
        """Whether a stretch with this outline has the same figures outside its cells, and figures of the same shape
        where the shape decided something.
        """
        figures = outline.figures
        return all(figures[number] == printed for number, printed in self.literal) and all(
            _shape(figures[number]) == shape for number, shape in self.shapes
        )

    def cells(self, outline: Outline, reader: CellReader) -> dict[str, Cell] | None:
        """The cells of a stretch that the plan suits; None where its figures may decide more than the outline."""
        figures = outline.figures
        lexemes = [reader[figure] for figure in figures]
        if not all(sums_hold(paths, [lexemes[number].value for number in row]) for paths, row in self.sums) or {
            lexemes[number].kind for number in self.numbers
        } - {PLAIN}:
            return None
        if not all(_adds_up([lexemes[number].value or 0 for number in total]) for total in self.totals):
            return None
        starts = outline.starts()
        own = self.numbers
        read = numbers([lexemes[at].value for at in own], [figures[at] for at in own], [starts[at] for at in own])
        found = dict(zip(self.plain, read, strict=True))
        for other in self.others:
            cell = _again(other, outline, reader)
            if cell is None:
                return None
            found[other.path] = cell
        if any(numbers_rows([found[path].value for path in first]) for first in self.first):
            return None
        return {path: found[path] for path in self.paths} if self.others else found


def _again(other: OtherCell, outline: Outline, reader: CellReader) -> Cell | None:
    """A cell that does not hold a bare whole number, with its text here; None where that is of another kind."""
    cell, span = other.cell, Span(outline.offset(other.begin), outline.offset(other.end))
    if other.begin[0] == other.end[0]:
        return Cell(cell.value, cell.state, cell.raw, span)  # there is no figure in it
    raw = outline.between(span.start, span.end)
    known, read = reader[cell.raw], reader[raw]
    if (read.kind, read.state, read.unit, read.note) != (known.kind, known.state, known.unit, known.note):
        return None
    return Cell(read.value, read.state, raw, span)


class PlanMaker:
    """Makes plans of the stretches of a text that was read: which rows and columns cross where.

    Args:
        cells: the cells of the text by their paths.
        reader: reads single cells.
    """

    def __init__(self, cells: Mapping[str, Cell], reader: CellReader) -> None:
        self._cells = cells
        self._reader = reader

    def plan(
        self,
        outline: Outline,
        framed: Mapping[str, Sequence[FrameReading]],
        spelled: Iterable[tuple[int, Spelling]],
        forms: frozenset[str] | None,
        unit: str | None,
    ) -> Plan | None:
        """The plan of a stretch; None where more than its outline decided it.

        Args:
            outline: the outline of the stretch.
            framed: the frames of each of its tables, as they were read.
            spelled: its labels that are not spelled as in the form, and their places.
            forms: the forms that print all blocks of table 2, if it is here and shows them.
            unit: the unit of the amount of procurement, if one is printed.
        """
        if not all(map(_is_certain, framed.values())):
            return None
        frames = [each for found in framed.values() for each in found]
        rows = [([path for path, _ in pairs_of(row)], row.summed) for each in frames for row in each.rows]
        paths = [path for row, _ in rows for path in row]
        grid = frames[0].frame.grid
        try:
            plain = self._plain(outline, paths)
            others = [self._told(outline, path) for path in paths if path not in plain]
            inside = [number for cell in others for number in range(cell.begin[0], cell.end[0])]
            if grid.run_together and any(map(outline.leads_on, plain.values())):
                return None  # the last digits of a value may number the item after it
            taken = {*plain.values(), *inside}
            if len(taken) < len(plain) + len(inside):
                return None
            return Plan(
                tables={name: outline.place(found[0].rows[0].body.offset) for name, found in framed.items()},
                paths=tuple(paths),
                plain=tuple(plain),
                numbers=tuple(plain.values()),
                others=others,
                literal=[(n, figure) for n, figure in enumerate(outline.figures) if n not in taken],
                first=[self._first(each) for each in frames],
                sums=[
                    (row, [plain[path] for path in row])
                    for row, summed in rows
                    if summed or (grid.run_together and _has_total(row))
                ],
                totals=[
                    [plain[path] for path in total]
                    for each in frames
                    for row in each.rows
                    for total in totals_beside_blanks(row)
                ],
                shapes=[(number, _shape(outline.figures[number])) for number in _shaped(outline, grid)],
                spelled=[(outline.place(offset), spelling) for offset, spelling in spelled],
                forms=forms,
                unit=unit,
            )
        except (ValueError, KeyError):
            return None

    def _told(self, outline: Outline, path: str) -> OtherCell:
        """A cell with its places in an outline."""
        cell = self._cells[path]
        read = self._reader[cell.raw]
        if cell.span is None or cell.state not in _READ or (read.value, read.state) != (cell.value, cell.state):
            raise ValueError(f"{path} does not stand in the text as it was read")
        return OtherCell(path, outline.place(cell.span.start), outline.place(cell.span.end), cell)

    def _plain(self, outline: Outline, paths: Sequence[str]) -> dict[str, int]:
        """The cells that hold a single whole number each: their paths, and the numbers of these figures."""
        numbers = {start: number for number, start in enumerate(outline.starts())}
        plain = {}
        for path in paths:
            cell = self._cells[path]
            number = numbers.get(cell.span.start) if cell.span is not None else None
            read = self._reader[cell.raw]
            if (
                number is not None
                and read.kind == PLAIN
                and (cell.raw, cell.value, cell.state) == (outline.figures[number], read.value, State.NUMBER)
            ):
                plain[path] = number
        return plain

    @staticmethod
    def _first(each: FrameReading) -> list[str]:
        """The cells that the rows of a frame begin with."""
        rows = [row for row in (*each.rows, *each.others) if row.filled]
        rows.sort(key=lambda row: row.filled[0])
        return [path for row in rows for path, index in pairs_of(row) if index == row.filled[0]]


def _adds_up(figures: Sequence[Number]) -> bool:
    return figures[0] == sum(figures[1:]) or not any(figures[1:])


def _has_total(row: Sequence[str]) -> bool:
    return len(row) > 1 and any(path.endswith(".total") for path in row)


def _is_certain(found: Sequence[FrameReading]) -> bool:
    """Whether nothing but heads and the kinds of cells decided where the values of a table belong."""
    rows = [row for each in found for row in each.rows]
    own = [path for row in rows for path in row.own]
    return (
        bool(rows)
        and all(
            row.headed
            and row.places is not None
            and not (row.foreign or row.torn or row.shifted or row.body.loose or row.body.over)
            and row.body.unknown is None
            for row in rows
        )
        and not any(line.values for each in found for line in each.frame.heads)
        and not any(each.heads.unknown or each.heads.guessed or each.heads.numbered for each in found)
        and len(set(own)) == len(own)
    )
