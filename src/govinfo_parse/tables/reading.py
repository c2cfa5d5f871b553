"""The road from the labels of a text to the cells of its record: frames, rows, printings, cells."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import partial

import attrs

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.grammar.forms import Forms, TableKnowledge
from govinfo_parse.grammar.labels import key, narrows, of_this_year, year_in
from govinfo_parse.grammar.transformer import Label, LabelledTable
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.lexing.lexemes import PLAIN, VALUE, CellReader
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import Cell, Span, State
from govinfo_parse.model.paths import PATHS
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.doubting import say_doubtful
from govinfo_parse.tables.frames import Body, Frame, frames
from govinfo_parse.tables.guessing import RowGuessing
from govinfo_parse.tables.heads import Heads
from govinfo_parse.tables.lines import LabelledRows, labelled_rows
from govinfo_parse.tables.merging import MONEY, merged, money_unit, withhold_amounts
from govinfo_parse.tables.placing import Placing, Row, adds_up, numbered, sums_hold
from govinfo_parse.tables.printings import Printing, foreign_caption, printings
from govinfo_parse.tables.recovering import RowRecovery
from govinfo_parse.tables.roles import BESIDE, NESTED, TRANSPOSED, UPRIGHT, Roles, way_of

_KNOWN = frozenset(PATHS)
_FURNITURE = " \t|#*-_>\u3000\u00a0"
"""What stands around a caption."""
_BRACKETS = ("（", "(", "【", "[")


_REMEMBERED = 2_000
"""For so many shapes of tables it is remembered what crosses where."""


@attrs.frozen
class TablePlan:
    """What crosses where in a table of one shape; cells and labels are counted from its first.

    Attributes:
        first: the cell that it begins with.
        row: the cell that its first row begins with.
        rows: for each row the paths of its cells, their places, and its label if it has one.
        forms: for each block of table 2 the forms that print it.
        mentioned: the labels that it is said of if they are not spelled as in the form.
        amounts: amounts of money, each with its head.
    """

    first: int
    row: int
    rows: tuple[tuple[tuple[str, ...], tuple[int, ...], int | None], ...]
    forms: tuple[frozenset[str], ...]
    mentioned: tuple[int, ...]
    amounts: tuple[tuple[str, int], ...]


@attrs.frozen
class Tables:
    """What was read of the tables of a text.

    Attributes:
        cells: the cells, by dotted path.
        forms: for each block of table 2 the forms that print it.
        alone: the labels of rows without values, by what they stand beside.
        named: the tables that any label belongs to.
        unit: the unit of the amount of procurement, if one is printed.
    """

    cells: dict[str, Cell]
    forms: list[frozenset[str]]
    alone: dict[str, Label]
    named: frozenset[str]
    unit: str | None


class TableReader:
    """Reads the tables of texts; remembers of them only what shapes tables have."""

    def __init__(self, forms: Forms, cells: CellReader) -> None:
        self._forms = forms
        self._cells = cells
        self._plans: dict[Hashable, TablePlan] = {}
        self._roles = {
            (name, way): Roles(table, way, self._printed(table))
            for name, table in forms.tables.items()
            for way in (UPRIGHT, TRANSPOSED, NESTED, BESIDE)
        }

    def _printed(self, table: TableKnowledge) -> tuple[str, ...]:
        """The labels of a table's columns and groups, as they are compared."""
        terminals = (*table.meanings.columns, *table.meanings.marks)
        return tuple(key(self._forms.vocabulary.printed.get(terminal, "")) for terminal in terminals)

    def read(self, tables: Sequence[LabelledTable], remarks: Remarks, *, year: int | None, headed: bool) -> Tables:
        """The cells of all tables of a text.

        Args:
            tables: its labels, grouped into tables.
            remarks: where it is said what was remarkable.
            year: the year of the report, if it is known.
            headed: whether the text has the heading of table 4.
        """
        reading = _Reading(self._forms, self._cells, self._roles, remarks, year, headed=headed)
        return reading.read(tables, self._plans)


@attrs.define(eq=False)
class _Framed:
    """A frame with its heads, and its rows once they are read."""

    frame: Frame
    heads: Heads
    placing: Placing | None = None
    rows: Sequence[Row] = ()


class _Reading:
    """The reading of one text."""

    def __init__(
        self,
        forms: Forms,
        cells: CellReader,
        roles: Mapping[tuple[str, str], Roles],
        remarks: Remarks,
        year: int | None,
        *,
        headed: bool,
    ) -> None:
        self._forms = forms
        self._cells = cells
        self._roles = roles
        self._remarks = remarks
        self._year = year
        self._headed = headed
        self._told: list[frozenset[str]] = []
        self._alone: dict[str, Label] = {}
        self._framed: dict[str, list[_Framed]] = {}
        self._own_way: set[str] = set()
        self._missing: list[tuple[int, list[str], str, str]] = []
        self._guessing = RowGuessing(forms, remarks)

    def read(self, tables: Sequence[LabelledTable], plans: dict[Hashable, TablePlan]) -> Tables:
        runs = labelled_rows(tables)
        names = [run.name for run in runs]
        plain = len(set(names)) == len(names)
        shapes = [(run.shape(), self._headed) for run in runs] if plain else []
        known = [plans.get(shape) for shape in shapes]
        if runs and plain and all(known) and (read := self._again(runs, known)) is not None:
            return read
        read = self._anew(runs)
        if plain:
            self._remember(runs, shapes, plans)
        return read

    # ---- tables of a shape that was met before

    def _again(self, runs: Sequence[LabelledRows], plans: Sequence[TablePlan | None]) -> Tables | None:
        """Read tables whose shape is known: the crossings are the same, the figures are not.

        None where a table stands under a caption that may say whose figures it has.
        """
        cells: dict[str, Cell] = {}
        offsets: dict[str, int] = {}
        forms: list[frozenset[str]] = []
        amounts: list[tuple[str, Grid, int]] = []
        for run, plan in zip(runs, plans, strict=True):
            if plan is None or foreign_caption(
                self._caption_at(run.grid.begin, run.grid.offset(run.start + plan.first)), self._year
            ):
                return None
        for run, plan in zip(runs, plans, strict=True):
            if plan is None:
                return None
            grid, start = run.grid, run.start
            label = plan.rows[0][2]
            offsets[run.name] = run.labels[label].token.offset if label is not None else grid.offset(start + plan.row)
            forms += plan.forms
            for number in plan.mentioned:
                self._mention(run.labels[number])
            for paths, places, label in plan.rows:
                indices = [start + place for place in places]
                self._cells_at(grid, paths, indices, cells)
                if grid.run_together and len(paths) > 1:
                    self._doubt_order(grid, paths, indices, run.labels[label] if label is not None else None)
            amounts += [(path, grid, start + head) for path, head in plan.amounts]
        withhold_amounts(amounts, cells, self._remarks)
        say_doubtful(cells, offsets, self._remarks)
        return Tables(cells, forms, {}, frozenset(run.name for run in runs), money_unit(amounts, cells, self._cells))

    def _remember(
        self, runs: Sequence[LabelledRows], shapes: Sequence[Hashable], plans: dict[Hashable, TablePlan]
    ) -> None:
        """Remember the crossings of the tables that nothing but their shape decided."""
        for run, shape in zip(runs, shapes, strict=True):
            framed = self._framed.get(run.name) or []
            rows = [row for each in framed for row in each.rows]
            numbers = {id(label): number for number, label in enumerate(run.labels)}
            certain = (
                rows
                and run.name not in self._own_way
                and all(
                    row.headed
                    and row.places is not None
                    and not (row.foreign or row.torn or row.shifted or row.body.loose)
                    and row.body.unknown is None
                    for row in rows
                )
                and not any(line.values for each in framed for line in each.frame.heads)
                and not any(each.heads.unknown or each.heads.guessed or each.heads.numbered for each in framed)
                and len({path for row in rows for path in row.own}) == sum(len(row.own) for row in rows)
            )
            if not certain:
                continue
            if len(plans) >= _REMEMBERED:
                plans.clear()
            mentioned = {
                id(label) for each in framed for line in each.frame.heads for label in line.labels if label.column
            }
            mentioned |= {id(row.body.label) for row in rows}
            start = run.start
            plans[shape] = TablePlan(
                first=self._first_cell(framed[0].frame) - start,
                row=rows[0].body.first - start,
                rows=tuple(
                    (
                        tuple(path for path, index in _pairs(row)),
                        tuple(index - start for path, index in _pairs(row)),
                        numbers.get(id(row.body.label)),
                    )
                    for row in rows
                ),
                forms=tuple(self._told) if run.name == "disclosure" else (),
                mentioned=tuple(sorted(number for label, number in numbers.items() if label in mentioned)),
                amounts=tuple((path, head - start) for path, _, head in _amounts(rows)),
            )

    @staticmethod
    def _first_cell(frame: Frame) -> int:
        """The cell that a frame begins with."""
        lines = [*frame.heads, *(body.line for body in frame.rows[:1])]
        return next((i for i in range(lines[0].start, lines[0].stop) if frame.grid.kinds[i]), lines[0].start)

    # ---- tables of a new shape

    def _anew(self, runs: Sequence[LabelledRows]) -> Tables:
        framed: dict[str, list[_Framed]] = {}
        for run in runs:
            lines = run.lines()
            table = self._forms.tables[lines.name]
            roles = self._roles[lines.name, way_of(table, lines.lines)]
            for frame in frames(lines, roles):
                heads = Heads(frame, self._closest)
                framed.setdefault(lines.name, []).append(_Framed(frame, heads))
        for name, found in framed.items():
            said = self._remarks.count
            self._guessing.place(self._forms.tables[name], [each.frame for each in found])
            if said != self._remarks.count:
                self._own_way.add(name)
        self._framed = framed
        for each in framed.get("disclosure", ()):
            self._tell_form(each)
        rows = self._rows(framed)
        for row in rows:
            self._say_loose(row)
        cells = merged(rows, self._remarks)
        self._say_columns(cells)
        amounts = _amounts(rows)
        withhold_amounts(amounts, cells, self._remarks)
        offsets: dict[str, int] = {}
        for row in rows:
            offsets.setdefault(row.roles.table.name, row.body.offset)
        say_doubtful(cells, offsets, self._remarks)
        named = frozenset(run.name for run in runs)
        return Tables(cells, self._told, self._alone, named, money_unit(amounts, cells, self._cells))

    def _rows(self, framed: Mapping[str, Sequence[_Framed]]) -> list[Row]:
        """The rows of all tables, with their cells: put in columns, recovered or withheld."""
        rows: list[Row] = []
        for name, found in framed.items():
            said, missing = self._remarks.count, len(self._missing)
            rows += self._table(name, found)
            if said != self._remarks.count or missing != len(self._missing):
                self._own_way.add(name)
        lost = [row for row in rows if row.places is None]
        for row in rows:
            if row.places is not None:
                self._fill(row)
        lost = [row for row in lost if not self._cut_off(row, rows)]
        if lost:
            RowRecovery(self._cells, self._remarks, rows).read(lost)
        return rows

    def _closest(self, text: str) -> str | None:
        """The terminal of the label that an unknown head resembles; 2023年 is 本年 in a report on 2023."""
        year = year_in(text)
        if year is not None and self._year in {None, year}:
            found = self._forms.vocabulary.find(of_this_year(text))
            return found.terminal if found is not None else None
        near = self._forms.vocabulary.closest(text)
        if near is None or (narrows(text) and not narrows(self._forms.vocabulary.printed[near.terminal])):
            return None
        return near.terminal

    # ---- which form, which columns

    def _tell_form(self, each: _Framed) -> None:
        """Note which forms print the block that a frame of table 2 is."""
        frame = each.frame
        columns = Placing(frame, each.heads, lambda _: None).columns
        names = {column.key for column in columns if column.key is not None}
        if not names or frame.roles.way != UPRIGHT:
            return
        for body in frame.rows:
            if body.side is None:
                continue
            own = frozenset(name for name in names if f"{body.side}.{name}" in _KNOWN)
            forms = frame.roles.table.forms_with(body.side, own) if own else frozenset()
            if forms:
                self._told.append(forms)

    def _official(self, roles: Roles, body: Body) -> Sequence[str] | None:
        """The columns that the form gives a row, where it is known which form that is."""
        if roles.way == BESIDE:
            return ("",)
        if roles.way != UPRIGHT:
            orders = roles.official(None)
            return orders[0] if len(orders) == 1 else None
        by_form = roles.table.columns_of.get(body.side or "", {})
        told = self._told if roles.table.name == "disclosure" else []
        common = frozenset.intersection(*told) if told else frozenset(by_form)
        either = frozenset.union(*told) if told else frozenset(by_form)
        for forms in (common, either):
            orders = list(dict.fromkeys(names for form, names in by_form.items() if form in forms))
            if len(orders) == 1:
                return orders[0]
        if body.label is not None and not told:
            # A label that only one form prints tells which it is.
            printing = {
                form
                for form, blocks in roles.table.blocks.items()
                for block in blocks
                if any(terminal == body.label.terminal for terminal, _ in block.rows)
            }
            orders = list(dict.fromkeys(by_form[form] for form in by_form if form in printing))
            if len(orders) == 1:
                return orders[0]
        return None

    # ---- tables

    def _table(self, name: str, found: Sequence[_Framed]) -> list[Row]:
        """The rows of the printing of a table that counts, each with its values in place where that is known."""
        table = self._forms.tables[name]
        if table.nested and not self._is_table_of_proceedings(found):
            return []
        for number, each in enumerate(found):
            roles = each.frame.roles
            placing = Placing(each.frame, each.heads, partial(self._official, roles))
            each.rows = self._known_rows(placing.rows(number))
            each.placing = placing
            for label in each.frame.alone:
                side = roles.side(label)
                self._own_way.add(name)
                if side is not None:
                    self._alone.setdefault(side, label)
        self._doubt_sides(found)
        roles = found[0].frame.roles
        order = roles.sides_order
        printed = printings(
            [(each.frame, each.rows) for each in found], order, table.block_of, self._year, self._caption
        )
        own = next((printing for printing in printed if not printing.foreign), None)
        heading = self._forms.headings.get(name, name)
        self._say_printings(printed, own, heading)
        if own is None:
            return []
        rows = own.rows
        by_frame: dict[int, list[Row]] = {}
        for row in rows:
            by_frame.setdefault(row.frame, []).append(row)
        for number, each in enumerate(found):
            if number in by_frame:
                self._say_heads(each, by_frame[number])
        for row in rows:
            self._mention(row.body.label)
        return list(rows)

    @staticmethod
    def _doubt_sides(found: Sequence[_Framed]) -> None:
        """Without lines, numbers right after the heads show that labels follow their values: then no row is known."""
        unlined = [each for each in found if not each.frame.grid.lined]
        if 2 * sum(each.heads.figures for each in unlined) <= len(unlined):
            return
        for each in unlined:
            for row in each.rows:
                row.places, row.whole = None, False

    def _caption(self, frame: Frame) -> str:
        """The line above a frame that is neither empty nor a label; "" where there is none."""
        return self._caption_at(frame.since, frame.offset)

    def _caption_at(self, since: int, offset: int) -> str:
        """The last line before an offset, after ``since``, that is neither empty nor a label.

        A note in brackets, or words on the line of the offset itself, do not hide a caption above them.
        """
        above = self._remarks.text[max(since, offset - thresholds.LOOK_BACK) : offset]
        nearest = ""
        for distance, line in enumerate(reversed(above.split("\n"))):
            shown = line.strip(_FURNITURE)
            if not any(map(str.isalnum, shown)) or self._forms.vocabulary.find(shown) is not None:
                continue
            if foreign_caption(shown, self._year):
                return shown
            nearest = nearest or shown
            if distance and not shown.startswith(_BRACKETS):
                break
        return nearest

    def _known_rows(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that belong to the form; others are said, and their labels remembered where no values follow."""
        kept = []
        for row in rows:
            body = row.body
            # A row that is left out is left out, or said, for what it reads: a table that has one is not remembered.
            name = row.roles.table.name
            if body.strange or (body.side is None and row.roles.way != NESTED):
                self._say_unknown(row)
                self._own_way.add(name)
                continue
            if row.roles.way == UPRIGHT:
                row.paths = [path if path in _KNOWN else None for path in row.paths]
            if row.places is None and not row.values and not body.loose:
                if body.side is not None and body.label is not None:
                    self._alone.setdefault(body.side, body.label)
                    self._mention(body.label)
                self._own_way.add(name)
                continue
            kept.append(row)
        return kept

    def _say_unknown(self, row: Row) -> None:
        body, grid = row.body, row.grid
        if body.strange:
            if not numbered(grid, row.filled):
                return
            found = " ".join(grid.lexemes[index].raw for index in body.strange)
            self._remarks.add("row-unknown", body.offset, found=f"{found} {body.text}")
        elif body.unknown is not None and numbered(grid, row.filled):
            self._guessing.say(body)
        elif numbered(grid, row.filled):
            self._remarks.add("values-loose", body.offset, found=body.line.text)

    def _is_table_of_proceedings(self, found: Sequence[_Framed]) -> bool:
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
            elif own is not None and not _same(own, printing):
                self._remarks.add("table-repeated", offset, (), label=heading)

    # ---- what is said of heads and labels

    def _say_heads(self, each: _Framed, own: Sequence[Row]) -> None:
        frame, remarks = each.frame, self._remarks
        for line in frame.heads:
            for label in line.labels:
                if label.column is not None:
                    self._mention(label)
        for index, terminal in each.heads.guessed.items():
            key = frame.roles.table.meanings.columns.get(terminal)
            paths = [p for row in own for p, c in zip(row.paths, row.columns, strict=True) if p and c.head == index]
            if key is not None and paths:
                printed = self._forms.vocabulary.printed[terminal]
                found = frame.grid.lexemes[index].raw
                remarks.add("header-by-place", frame.grid.offset(index), paths, found=found, label=printed)
        self._say_order(frame, own)
        self._say_doubts(each, own)
        if frame.heads:
            self._say_missing_columns(each, own)

    def _say_doubts(self, each: _Framed, own: Sequence[Row]) -> None:
        """Say that an empty head may be that of a column without values, and that a block has no heads at all."""
        frame, remarks = each.frame, self._remarks
        if each.placing is not None and each.placing.doubtful:
            paths = [path for row in own for path in row.own]
            hint = "an empty column among the heads and one without values may be the same"
            remarks.add("row-doubtful", own[0].body.offset, paths, label=own[0].body.text, hint=hint)
        if frame.roles.table.name == "disclosure" and not each.heads.numbered and not self._has_head(each):
            for row in own:
                if row.columns:
                    hint = "it is read as the other rows of its form"
                    remarks.add("header-missing", row.body.offset, row.own, label=row.body.text, hint=hint)

    @staticmethod
    def _has_head(each: _Framed) -> bool:
        """Whether any column of a frame has a head, of whatever form."""
        labels = (label for line in each.frame.heads for label in line.labels)
        known = bool(each.heads.guessed) or any(label.column not in {None, CONTENT} for label in labels)
        return known or bool(each.heads.unknown)

    def _say_order(self, frame: Frame, rows: Sequence[Row]) -> None:
        """Say that columns stand in another order than the form's, and that one stands twice."""
        order = frame.roles.heads_order
        first = next((row for row in rows if row.columns), None)
        if first is None:
            return
        keys = [column.key for column in first.columns if column.key is not None]
        # The blocks of table 4 may stand in any order; within a block the results have one.
        blocks = [key.rpartition(".")[0] if frame.roles.way == NESTED else "" for key in keys]
        ranks = {block: place for place, block in enumerate(dict.fromkeys(blocks))}
        usual = [
            key
            for _, _, key in sorted(
                (ranks[block], order.get(key, 0), key) for block, key in zip(blocks, keys, strict=True)
            )
        ]
        if usual == keys:
            return
        offset = first.body.offset
        if frame.heads and frame.heads[-1].labels:
            offset = frame.heads[0].labels[0].token.offset
        moved = {key for key, other in zip(keys, usual, strict=True) if key != other}
        if len(set(keys)) == len(keys):
            paths = [p for row in rows for p, c in zip(row.paths, row.columns, strict=True) if p and c.key in moved]
            self._remarks.add("header-order", offset, paths, hint=", ".join(keys))

    def _say_missing_columns(self, each: _Framed, rows: Sequence[Row]) -> None:
        """Say which columns of the form no head was found for, and which heads are none of the form's."""
        frame = each.frame
        missing: dict[str, list[str]] = {}
        for row in rows:
            official = self._official(frame.roles, row.body)
            there = {column.key for column in row.columns}
            for name in official or ():
                if name not in there and row.columns:
                    path = frame.roles.path(row.body.side, name)
                    if path in _KNOWN:
                        missing.setdefault(name, []).append(path)
        found = ", ".join(frame.grid.lexemes[index].raw for index in each.heads.unknown[:8])
        hint = f"; no column of the form has the head {found!r}" if found else ""
        for name, paths in missing.items():
            self._missing.append((rows[0].body.offset, paths, self._printed(frame, name), hint))

    def _say_columns(self, cells: Mapping[str, Cell]) -> None:
        """Say which columns of the form no head was found for, where no other head gave their cells."""
        for offset, paths, label, hint in self._missing:
            absent = [path for path in paths if path not in cells]
            if absent:
                self._remarks.add("column-missing", offset, absent, label=label, hint=hint)

    def _printed(self, frame: Frame, key: str) -> str:
        """The printed head of a column."""
        meanings = frame.roles.table.meanings
        name = key if frame.roles.way == TRANSPOSED else key.rpartition(".")[2]
        named = meanings.rows if frame.roles.way == TRANSPOSED else meanings.columns
        return next((self._forms.vocabulary.printed[t] for t, n in named.items() if n == name), name)

    def _mention(self, label: Label | None) -> None:
        """Say that a label is not spelled as in the form."""
        if label is None:
            return
        token = label.token
        lexeme = token.grid.lexemes[token.index]
        torn = bool(token.torn) or lexeme.terminal != token.type
        if lexeme.official and not torn:
            return
        printed = self._forms.vocabulary.printed.get(token.type, token.type)
        self._remarks.add("label-torn" if torn else "label-variant", token.offset, found=token.text, label=printed)

    # ---- cells

    def _fill(self, row: Row) -> None:
        """Read the cells of a row whose places are known."""
        row.cells = {}
        pairs = _pairs(row)
        self._cells_at(row.grid, [path for path, _ in pairs], [index for _, index in pairs], row.cells)
        if row.torn:
            self._remarks.add("row-torn", row.body.offset, row.own, label=row.body.text)
        if row.shifted:
            self._remarks.add("row-shifted", row.body.offset, label=row.body.text)
        if row.grid.run_together and len(pairs) > 1:
            self._doubt_order(row.grid, [path for path, _ in pairs], [index for _, index in pairs], row.body.label)

    def _cells_at(self, grid: Grid, paths: Sequence[str], indices: Sequence[int], cells: dict[str, Cell]) -> None:
        """Read cells; of a path that is printed twice with two values neither is taken."""
        lexemes, starts, number = grid.lexemes, grid.starts, State.NUMBER
        for path, index in zip(paths, indices, strict=True):
            lexeme = lexemes[index]
            if lexeme.kind == PLAIN:
                begin, raw = starts[index] + lexeme.lead, lexeme.raw
                read = Cell(lexeme.value, number, raw, Span(begin, begin + len(raw)))
            else:
                read = self._cell(grid, index, path)
            other = cells.get(path)
            if other is not None:
                self._remarks.add("column-repeated", grid.offset(index), [path], label=path.rpartition(".")[2])
                if (other.value, other.state) != (read.value, read.state):
                    read = attrs.evolve(other, value=None, state=State.AMBIGUOUS)
            cells[path] = read

    def _doubt_order(self, grid: Grid, paths: Sequence[str], indices: Sequence[int], label: Label | None) -> None:
        """Without cell marks a number in two pieces makes up for a blank: say so where something speaks for it."""
        if indices[0] in grid.doubtful:
            hint = "they are parted in different ways"
        elif any(path.endswith(".total") for path in paths) and not sums_hold(
            paths, [grid.lexemes[index].value for index in indices]
        ):
            hint = "the total is not their sum, and without cell marks a number in two pieces makes up for a blank"
        else:
            return
        offset, text = (label.token.offset, label.token.text) if label is not None else (grid.offset(indices[0]), "")
        self._remarks.add("row-doubtful", offset, paths, label=text, hint=hint)

    def _cell(self, grid: Grid, index: int, path: str) -> Cell:
        lexeme = grid.lexemes[index]
        start = grid.starts[index] + lexeme.lead
        if lexeme.tail:
            start += len(lexeme.raw) - lexeme.tail
            digits = lexeme.raw[-lexeme.tail :]
            return Cell(int(digits), State.NUMBER, digits, Span(start, start + lexeme.tail))
        read = Cell(lexeme.value, lexeme.state, lexeme.raw, Span(start, start + len(lexeme.raw)))
        if lexeme.kind < VALUE:
            return read
        money = path.endswith(".amount")
        if (lexeme.unit and (lexeme.unit in MONEY) != money) or (
            lexeme.unit == "元" and path.startswith("disclosure.fees")
        ):
            self._remarks.add("unit-unexpected", start, [path], found=lexeme.raw)
            return attrs.evolve(read, value=None, state=State.UNREADABLE)
        if lexeme.kind > VALUE:
            self._remarks.add("cell-unreadable", start, [path], found=lexeme.raw)
            return attrs.evolve(read, value=None, state=State.UNREADABLE)
        if lexeme.note == "cell-gloss":
            self._remarks.add("cell-gloss", start, [path], found=lexeme.raw)
        return read

    def _cut_off(self, row: Row, rows: Sequence[Row]) -> bool:
        """Read the first values of the row that the text breaks off in, if the others of its table are whole."""
        if row is not rows[-1]:
            return False
        grid, values = row.grid, row.filled
        last = len(grid.cells) - 1
        ends = grid.starts[last] + len(grid.cells[last])
        others = [other for other in rows if other is not row and other.roles.table is row.roles.table]
        if ends < len(self._remarks.text.rstrip()) or len(others) < (thresholds.WITNESSES if grid.run_together else 1):
            return False
        whole = sum(other.places is not None and len(other.filled) == len(other.columns) for other in others)
        sure = values
        if (
            whole < thresholds.WHOLE_ROWS * len(others)
            or not values
            or len(values) >= len(row.columns)
            or row.values[: len(values)] != values
            or row.foreign
        ):
            return False
        # A number at the very end may have lost digits; no digit can follow a zero.
        if values[-1] == last and grid.lexemes[last].value != 0:
            sure = values[:-1]
        row.places = [*sure, *[None] * (len(row.columns) - len(sure))]
        self._fill(row)
        self._remarks.add("row-cut-off", row.body.offset, row.own, label=row.body.text, count=len(sure))
        return True

    def _say_loose(self, row: Row) -> None:
        """Say that values have no label.  Right below a value they may be the rest of it, which is then withheld."""
        for line in row.body.loose:
            numbers = line.numbers
            if not numbers and not line.values:
                continue
            cells = row.cells or {}
            paths: list[str] = []
            if not (row.places and adds_up(row, [place for place in row.places if place is not None])):
                paths = self._above(row, line.values, line.start)
            for path in paths:
                cells[path] = attrs.evolve(cells[path], value=None, state=State.AMBIGUOUS)
            self._remarks.add("values-loose", line.grid.offset(line.values[0]), paths, found=line.text)

    def _above(self, row: Row, loose: Sequence[int], start: int) -> list[str]:
        """The cells that loose values may be the rest of: those above them, and the last of the line."""
        cells = row.cells or {}
        numbers = [
            (index, path)
            for path, index in zip(row.paths, row.places or (), strict=False)
            if path is not None and index is not None and path in cells and cells[path].value is not None
        ]
        if not numbers:
            return []
        begin = row.body.line.start
        places = {index - start for index in loose}
        above = [path for index, path in numbers if index - begin in places and row.grid.lined]
        return list(dict.fromkeys([*above, max(numbers)[1]]))


def _pairs(row: Row) -> list[tuple[str, int]]:
    """The paths of a row's cells and where they stand, as far as both are known."""
    pairs = zip(row.paths, row.places or (), strict=True)
    return [(path, index) for path, index in pairs if path is not None and index is not None]


def _amounts(rows: Sequence[Row]) -> list[tuple[str, Grid, int]]:
    """The amounts of money among the cells of some rows, each with its head."""
    return [
        (path, row.grid, column.head)
        for row in rows
        for path, column in zip(row.paths, row.columns, strict=False)
        if path is not None and path.endswith(".amount") and column.head >= 0
    ]


def _same(one: Printing, other: Printing) -> bool:
    """Whether two printings print the same figures."""

    def figures(printing: Printing) -> dict[str, object]:
        found: dict[str, object] = {}
        for row in printing.rows:
            for path, index in zip(row.paths, row.places or (), strict=False):
                if path is not None and index is not None:
                    found[path] = row.grid.lexemes[index].value
        return found

    return figures(one) == figures(other)
