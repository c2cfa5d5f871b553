"""The road from the labels of a text to the cells of its record: frames, rows, printings, cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import Any

import attrs

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.forms import Forms, TableKnowledge
from govinfo_parse.grammar.phrases import narrows, notes_multiple, of_this_year, unit_in, year_in
from govinfo_parse.grammar.transformer import Label, LabelledTable
from govinfo_parse.lexing.lexemes import LABEL, ODD, CellReader, Lexeme
from govinfo_parse.lexing.outlines import Outline
from govinfo_parse.model import Cell, FurtherCell
from govinfo_parse.model.paths import PLACES, tables_of
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.captions import Captions
from govinfo_parse.tables.directions import Direction
from govinfo_parse.tables.filling import RowFilling
from govinfo_parse.tables.frame_columns import FrameColumns
from govinfo_parse.tables.frames import Body, Frame, frames
from govinfo_parse.tables.further_cells import further_cells, is_kept, is_named, say_further
from govinfo_parse.tables.guessing import RowGuessing
from govinfo_parse.tables.head_remarks import HeadRemarks
from govinfo_parse.tables.heads import Heads
from govinfo_parse.tables.lines import LabelledRows, Line, labelled_rows
from govinfo_parse.tables.merging import (
    amounts_of,
    merged,
    money_unit,
    withhold_amounts,
    withhold_counts,
    withhold_noted,
)
from govinfo_parse.tables.placing import FrameReading, Placing
from govinfo_parse.tables.plans import Plan, PlanMaker
from govinfo_parse.tables.printings import Printing, foreign_caption, own_printing, printings
from govinfo_parse.tables.recovering import RowRecovery
from govinfo_parse.tables.roles import BESIDE, NESTED, TRANSPOSED, UPRIGHT, Roles, way_of
from govinfo_parse.tables.rows import Row, numbered, withhold_chance
from govinfo_parse.tables.which_form import WhichForm

_PIECES = re.compile(r"[\t|│┃]")


@attrs.frozen
class Tables:
    """What was read of the tables of a text.

    Attributes:
        cells: the cells, by dotted path.
        forms: the forms that print all blocks of table 2; None where no block shows its form.
        unfilled: the labels of rows without values, by what they stand beside.
        named: the tables that any label belongs to.
        unit: the unit of the amount of procurement, if one is printed.
        offsets: where each table begins, by its name.
        rows: the paths of the rows whose labels are in the tables.
        further: what is in rows and columns that the form does not have.
        plans: the plans of stretches in which nothing but their outline decided, by where they begin.
    """

    cells: dict[str, Cell]
    forms: frozenset[str] | None
    unfilled: dict[str, Label]
    named: frozenset[str]
    unit: str | None
    offsets: Mapping[str, int]
    rows: frozenset[str]
    further: tuple[FurtherCell, ...] = ()
    plans: Mapping[int, Plan] = MappingProxyType({})

    @property
    def with_further(self) -> frozenset[str]:
        """The tables that have rows or columns that the form does not have."""
        return frozenset(further.table for further in self.further)

    def records(self) -> dict[str, Any]:
        """The three tables of the report, by field name."""
        tables = tables_of(self.cells)
        if self.unit is None:
            return tables
        disclosure = tables["disclosure"]
        procurement = attrs.evolve(disclosure.procurement, unit=self.unit)
        return tables | {"disclosure": attrs.evolve(disclosure, procurement=procurement)}


class TableReader:
    """Reads the tables of texts; of a text it remembers only the shapes of its tables."""

    def __init__(self, forms: Forms, cells: CellReader) -> None:
        self._forms = forms
        self._cells = cells
        self._roles = {
            (name, way): Roles(table, way, self._printed(table))
            for name, table in forms.tables.items()
            for way in (UPRIGHT, TRANSPOSED, NESTED, BESIDE)
        }

    def _printed(self, table: TableKnowledge) -> Mapping[str, str]:
        """The labels of a table's columns and groups, as they are compared, by their terminals."""
        terminals = (*table.meanings.columns, *table.meanings.marks)
        return {terminal: key(self._forms.vocabulary.printed.get(terminal, "")) for terminal in terminals}

    def read(
        self,
        tables: Sequence[LabelledTable],
        remarks: Remarks,
        *,
        year: int | None,
        headed: bool,
        outlines: Mapping[int, Outline] = MappingProxyType({}),
        ends: Sequence[int] = (),
    ) -> Tables:
        """The cells of all tables of a text.

        Args:
            tables: its labels, grouped into tables.
            remarks: where remarks are collected.
            year: the year of the report, if it is known.
            headed: whether the text has the heading of table 4.
            outlines: the outlines of those stretches whose plans are wanted, by where they begin.
            ends: where sections begin and other tables end in the text.
        """
        captions = Captions(remarks.text, self._forms.vocabulary, year, ends)
        reading = _Reading(self._forms, self._cells, self._roles, remarks, year, captions, headed=headed)
        return reading.read(tables, outlines)


class _Reading:
    """The reading of one text."""

    def __init__(
        self,
        forms: Forms,
        cells: CellReader,
        roles: Mapping[tuple[str, str], Roles],
        remarks: Remarks,
        year: int | None,
        captions: Captions,
        *,
        headed: bool,
    ) -> None:
        self._forms = forms
        self._cells = cells
        self._roles = roles
        self._remarks = remarks
        self._year = year
        self._headed = headed
        self._unfilled: dict[str, Label] = {}
        self._framed: dict[str, list[FrameReading]] = {}
        self._exceptional = False
        self._printed: list[FrameReading] = []
        self._form = WhichForm()
        self._heads = HeadRemarks(forms, remarks, self._form)
        self._filling = RowFilling(remarks, forms.vocabulary)
        self._captions = captions
        self._guessing = RowGuessing(forms, remarks)
        self._resembling: dict[str, str | None] = {}

    def read(self, tables: Sequence[LabelledTable], outlines: Mapping[int, Outline]) -> Tables:
        runs = labelled_rows(tables)
        said = self._remarks.count
        framed: dict[str, list[FrameReading]] = {}
        for run in runs:
            lines = run.lines()
            table = self._forms.tables[lines.name]
            roles = self._roles[lines.name, way_of(table, lines.lines)]
            for frame in frames(lines, roles, self._year):
                found = framed.setdefault(lines.name, [])
                if found and not frame.heads:
                    _go_on(frame, found[-1].frame)
                found.append(FrameReading(frame, Heads(frame, self._closest)))
        for name, found in framed.items():
            self._guessing.place(self._forms.tables[name], [each.frame for each in found])
        for each in framed.get("disclosure", ()):
            self._form.tell(each.frame, FrameColumns(each.frame, each.heads).shown)
        rows = self._rows(framed)
        for before, row in zip([None, *rows], rows, strict=False):
            self._filling.say_loose(row, before)
        self._filling.doubt_pieces(rows)
        unknown = _above_unknown(framed)
        self._filling.doubt_wholes(rows, unknown)
        self._filling.doubt_empty(rows, unknown)
        self._filling.doubt_joined(rows)
        self._filling.doubt_blanks(rows)
        bodies = (body for found in framed.values() for each in found for body in each.frame.rows)
        self._filling.withhold_merged(rows, bodies)
        cells = merged(rows, self._remarks)
        if self._filling.doubt_untotalled(rows, cells):
            self._exceptional = True
        self._heads.say_columns(cells)
        amounts = amounts_of(rows)
        withhold_amounts(amounts, cells, self._remarks)
        since = cache(partial(_noted_since, framed))  # many rows may have the same heads
        withhold_noted(rows, lambda row: since(row.roles.table.name, row.frame), cells, self._remarks)
        multiples = {name: list(_multiples(found, self._remarks.text)) for name, found in framed.items()}
        withhold_counts(rows, lambda row: multiples[row.roles.table.name][row.frame], cells, self._remarks)
        offsets: dict[str, int] = {}
        for row in rows:
            offsets.setdefault(row.roles.table.name, row.body.offset)
        further = say_further(further_cells(self._printed), self._remarks, self._guessing)
        named = frozenset(run.name for run in runs)
        unit = money_unit(amounts, cells, self._cells)
        sides = frozenset(row.body.side for row in rows if row.body.side is not None)
        read = Tables(cells, self._form.told, self._unfilled, named, unit, offsets, sides, further)
        if self._exceptional or self._heads.count or said != self._remarks.count or len(named) < len(runs):
            return read
        return attrs.evolve(read, plans=self._plans(runs, framed, read, outlines))

    def _plans(
        self,
        runs: Sequence[LabelledRows],
        framed: Mapping[str, Sequence[FrameReading]],
        read: Tables,
        outlines: Mapping[int, Outline],
    ) -> dict[int, Plan]:
        """For each stretch the plan of its tables, if nothing but its outline decided it."""
        maker = PlanMaker(read.cells, self._cells)
        by_stretch: dict[int, dict[str, Sequence[FrameReading]]] = {}
        ends: dict[int, int] = {}
        for run in runs:
            by_stretch.setdefault(run.grid.begin, {})[run.name] = framed.get(run.name, ())
            ends[run.grid.begin] = run.grid.offset(len(run.grid.cells) - 1)
        plans = {}
        for begin, found in by_stretch.items():
            if begin not in outlines:
                continue
            spelled = [(offset, label) for offset, label in self._heads.spelled if begin <= offset <= ends[begin]]
            two = "disclosure" in found
            plan = maker.plan(outlines[begin], found, spelled, read.forms if two else None, read.unit if two else None)
            if plan is not None:
                plans[begin] = plan
        return plans

    def _rows(self, framed: Mapping[str, Sequence[FrameReading]]) -> list[Row]:
        """The rows of all tables, with their cells: put in columns, recovered or withheld."""
        rows: list[Row] = []
        for name, found in framed.items():
            rows += self._table(name, found)
        lost = [row for row in rows if row.places is None]
        for row in rows:
            if row.places is not None:
                self._filling.fill(row)
        lost = [row for row in lost if not self._filling.cut_off(row, rows)]
        if lost:
            RowRecovery(self._cells, self._remarks, rows).read(lost)
        return rows

    def _closest(self, text: str) -> str | None:
        """The terminal of the label that an unknown head resembles; 2023年 is 本年 in a report on 2023."""
        if text not in self._resembling:
            self._resembling[text] = self._resembled(text)
        return self._resembling[text]

    def _resembled(self, text: str) -> str | None:
        year = year_in(text)
        if year is not None and self._year in {None, year}:
            found = self._forms.vocabulary.find(of_this_year(text))
            return found.terminal if found is not None else None
        near = self._forms.vocabulary.closest(text)
        if near is None or (narrows(text) and not narrows(self._forms.vocabulary.printed[near.terminal])):
            return None
        return near.terminal

    # ---- tables

    def _table(self, name: str, found: Sequence[FrameReading]) -> list[Row]:
        """The rows of the report's own printing of a table, each with its values in place where that is known."""
        table = self._forms.tables[name]
        if table.nested and not self._is_table_of_proceedings(found):
            return []
        for number, each in enumerate(found):
            roles = each.frame.roles
            placing = Placing(each.frame, each.heads, partial(self._form.official, roles))
            each.rows, each.others = self._known_rows(placing.rows(number))
            each.placing = placing
            for label in each.frame.unfilled:
                side = roles.side(label)
                self._exceptional = True
                if side is not None:
                    self._unfilled.setdefault(side, label)
        withhold_chance([row for each in found for row in each.rows if not each.frame.framed])
        self._doubt_sides(found)
        roles = found[0].frame.roles
        order = roles.sides_order
        printed = printings(
            [(each.frame, each.rows) for each in found], order, table.block_of, self._year, self._caption
        )
        self._read_notes_below(printed)
        own = own_printing(printed)
        first = printed[0] if printed else None
        if own is not None and first is not None and first.seen & own.seen and self._is_of_list(first):
            first.foreign, own = "", first
        heading = self._forms.headings.get(name, name)
        self._say_printings(printed, own, heading)
        if own is None:
            return []
        rows = own.rows
        by_frame: dict[int, list[Row]] = {}
        for row in rows:
            by_frame.setdefault(row.frame, []).append(row)
        self._say_heads(found, by_frame)
        frames = frozenset(own.frames)
        for number, each in enumerate(found):
            self._printed.append(self._of_printing(each, frames, by_frame.get(number, [])))
        for row in rows:
            self._heads.mention(row.body.label)
        return list(rows)

    def _say_heads(self, found: Sequence[FrameReading], by_frame: Mapping[int, Sequence[Row]]) -> None:
        """Say what is remarkable about the heads of frames, and of rows that have none."""
        headed: FrameReading | None = None
        for number, each in enumerate(found):
            if number in by_frame:
                self._heads.say_heads(each, by_frame[number])
            if each.frame.heads:
                headed = each
            elif headed is not None:
                self._heads.say_headless(headed, by_frame.get(number, ()))

    def _doubt_sides(self, found: Sequence[FrameReading]) -> None:
        """Without lines, labels may follow their values: then no row is known."""
        direction = Direction(found, self._remarks.text)
        self._exceptional = self._exceptional or direction.exceptional
        if not direction.doubtful:
            return
        for each in found:
            if each.frame.grid.lined:
                continue
            for row in each.rows:
                row.places, row.whole = None, False

    def _of_printing(self, each: FrameReading, frames: Collection[Frame], rows: list[Row]) -> FrameReading:
        """A frame with those of its rows that are in the report's own printing of the table, given its frames."""
        if each.frame not in frames:
            return attrs.evolve(each, rows=(), others=())
        if each.others and not each.rows and foreign_caption(self._caption(each.frame), self._year):
            return attrs.evolve(each, others=())
        own = set(map(id, rows))
        starts = [row.body.line.start for row in each.rows]
        others = []
        for other in each.others:
            before = bisect_left(starts, other.body.line.start)
            if not before or id(each.rows[before - 1]) in own:
                others.append(other)
        return attrs.evolve(each, rows=rows, others=others)

    def _caption(self, frame: Frame) -> str:
        """The line above a frame that is neither empty nor a label; "" where there is none.

        Where only labels show rows, words above its heads stand in one row with these.
        """
        offset = frame.offset
        if not frame.grid.lined:
            labels = (label.token.offset for line in frame.heads for label in line.labels)
            offset = min(labels, default=offset)
        return self._captions.above(frame.since, offset, between=not frame.is_first)

    def _read_notes_below(self, printed: Sequence[Printing]) -> None:
        """Give each printing to the year or the body that a note below its rows names, if no caption does so."""
        rows = [(printing, row.body.line) for printing in printed for row in printing.rows]
        for (printing, line), (_, below) in zip_longest(rows, rows[1:], fillvalue=(None, None)):
            if printing is None or line is None or printing.foreign:
                continue
            if below is None or not line.is_right_above(below):
                printing.foreign = self._captions.below(*_between(line, below))

    def _known_rows(self, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """The rows that belong to the form, and the others; labels are remembered where no values follow."""
        kept: list[Row] = []
        others: list[Row] = []
        for before, row in zip([None, *rows], rows, strict=False):
            body = row.body
            if before is not None and self._label_begins_in(before, row):
                body.over.append(before.body.line)
            # Whether a row is left out depends on its text: a table with such a row is not remembered.
            if body.narrowing or is_named(row) or (body.side is None and row.roles.way != NESTED):
                self._exceptional = True
                if is_kept(row):
                    others.append(row)
                elif numbered(row.grid, row.filled):
                    paths = kept[-1].blanks if kept and kept[-1].body.line.stop == body.line.start else []
                    self._remarks.add("values-loose", body.offset, paths, found=body.line.text)
                continue
            row.paths = [path if path in PLACES else None for path in row.paths]
            if row.places is None and not row.values and not body.loose:
                if body.side is not None and body.label is not None:
                    self._unfilled.setdefault(body.side, body.label)
                    self._heads.mention(body.label)
                self._exceptional = True
                continue
            above = kept[-1].body if kept else None
            if above is not None and row.filled and not row.columns and row.grid.lined and row.roles.way == NESTED:
                above.loose.append(body.line)  # no column is known of it: it may be the rest of the row above
                self._exceptional = True
                continue
            kept.append(row)
        return kept, others

    def _label_begins_in(self, above: Row, row: Row) -> bool:
        """Whether the label of a row begins in the row right above it, which is no row of the form: 3. above 其他."""
        line, label = above.body.line, row.body.label
        if above.body.side is not None or label is None or not line.is_right_above(row.body.line):
            return False
        lexemes = line.grid.lexemes[line.start : line.stop]
        begun = next((each.raw for each in lexemes if each.kind != LABEL and key(each.raw)), "")
        return self._forms.vocabulary.find(begun + label.token.text) is not None

    def _is_table_of_proceedings(self, found: Sequence[FrameReading]) -> bool:
        """Whether this is table 4: statistics of reconsideration alone resemble it and are another table."""
        if self._headed:
            return True
        table = found[0].frame.roles.table
        first = next(iter(table.order), None)
        for each in found:
            lines = [*each.frame.heads, *(body.line for body in each.frame.rows)]
            for line in lines:
                for label in line.labels:
                    if label.row != first and (label.row is not None or label.terminal in table.groups):
                        return True
        return False

    def _is_of_list(self, printing: Printing) -> bool:
        """Whether a printing that seems to be another's is only the first under a list of captions."""
        frame = printing.frames[0]
        return printing.foreign == self._caption(frame) != "" and self._captions.is_of_list(frame.since, frame.offset)

    def _say_printings(self, printed: Sequence[Printing], own: Printing | None, heading: str) -> None:
        for printing in printed:
            if printing is own:
                continue
            paths = [path for row in printing.rows for path in row.own]
            offset = printing.rows[0].body.offset if printing.rows else None
            if printing.foreign:
                taken = {path for row in own.rows for path in row.own} if own is not None else set()
                withheld = [path for path in paths if path not in taken]
                self._remarks.add("table-of-others", offset, withheld, label=heading, found=printing.foreign)
            elif own is not None and (differing := _differing(own, printing)):
                self._remarks.add("table-repeated", offset, differing, label=heading)


def _between(line: Line, below: Line | None) -> tuple[int, int | None]:
    """Where the last number of a line ends, and where the line below it begins."""
    last = max(line.numbers, default=line.start)
    grid = line.grid
    return grid.starts[last] + len(grid.cells[last]), below.grid.starts[below.start] if below is not None else None


def _above_unknown(framed: Mapping[str, Sequence[FrameReading]]) -> dict[Body, Body]:
    """The rows that are each right above one that the form does not have, and that one."""
    frames = (each.frame for found in framed.values() for each in found)
    pairs = (pair for frame in frames for pair in pairwise(frame.rows))
    return {body: below for body, below in pairs if below.side is None or below.narrowing}


def _noted_since(framed: Mapping[str, Sequence[FrameReading]], table: str, number: int) -> int:
    """Where the lines begin that may have a note on the unit of amounts in a frame: above its heads, and where these
    name no unit, above all heads of the table.
    """
    frame = framed[table][number].frame
    heads = (frame.grid.lexemes[index].raw for line in frame.heads for index in range(line.start, line.stop))
    if any(unit_in(head) for head in heads):
        return frame.since
    return next(each.frame.since for each in framed[table] if each.frame.grid is frame.grid)


def _multiples(found: Sequence[FrameReading], text: str) -> Iterator[str]:
    """For each frame the note above it, or above one before it, that names a unit which multiplies its figures."""
    noted, grid, since = "", None, 0
    for each in found:
        frame = each.frame
        if frame.grid is not grid:
            noted, grid = "", frame.grid
        since = max(since, frame.since)  # many frames may be below the same lines
        begin = frame.grid.starts[frame.rows[0].line.start] if frame.rows else since
        lines, since = text[since:begin].splitlines(), max(since, begin)
        notes = (piece.strip() for line in lines for piece in _PIECES.split(line) if len(piece) <= thresholds.CAPTION)
        noted = next(filter(notes_multiple, notes), noted)
        yield noted


def _go_on(frame: Frame, before: Frame) -> None:
    """Give a frame without heads those of the frame before it, which only a row of another table parts it from."""
    are_few = sum(line.stop - line.start for line in before.heads) <= thresholds.HEADS
    if frame.grid is before.grid and frame.roles.has_heads_once and are_few:
        frame.heads = before.heads


def _differing(own: Printing, other: Printing) -> list[str]:
    """The cells in which the other printing of a table has a figure that the report's own does not have there, and
    then also those whose figures it does not have at all.

    A figure that cannot be read, such as 845%, is another one too, and so are those of a row that cannot be read.
    """

    def figures(printing: Printing) -> dict[str, Lexeme]:
        found: dict[str, Lexeme] = {}
        for row in printing.rows:
            for path, index in zip(row.paths, row.places or (), strict=False):
                if path is not None and index is not None:
                    found[path] = row.grid.lexemes[index]
        return found

    first = {path: lexeme.value for path, lexeme in figures(own).items()}
    printed = {
        path: lexeme for path, lexeme in figures(other).items() if lexeme.kind == ODD or lexeme.value is not None
    }
    unread = [path for row in other.rows if row.places is None and row.filled for path in row.own]
    read = [path for path, lexeme in printed.items() if lexeme.kind == ODD or first.get(path) != lexeme.value]
    differing = [*read, *unread]
    # Where they differ, nobody knows which is meant: what only the first one has may be the other's too.
    alone = [path for path, value in first.items() if differing and value is not None and path not in printed]
    return list(dict.fromkeys([*differing, *alone]))
