"""Reads the cells of rows whose places are known: the value at each place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.phrases import other_subject, says_own
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, ODD, PLAIN, VALUE
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import Cell, Span, State
from govinfo_parse.model.paths import GROUPS
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Body
from govinfo_parse.tables.lines import Line
from govinfo_parse.tables.merging import MONEY
from govinfo_parse.tables.rows import Row, adds_up, numbered, sums_hold

_PIECES = 4
"""A number is broken into at most this many lines."""
_TWO = re.compile(r"\d\s*(?:[^\w\s.,]|<br\s*/?>|[和及与])\s*-?\d|\d\s+-?\d")
"""Two figures in one cell, with a mark, a space or "and" between them."""
_RECORDS = {
    f"{group}.total": [f"{group}.{name}" for name in names if name != "total"]
    for group, (_, names) in GROUPS.items()
    if "total" in names
}
"""The path of each total, and those of what it is the sum of."""


_COUNTED = frozenset({State.NUMBER, State.BLANK, State.DASH})


class RowFilling:
    """Reads the cells of the rows of one text, and says which are doubtful."""

    def __init__(self, remarks: Remarks, vocabulary: Vocabulary) -> None:
        self._remarks = remarks
        self._vocabulary = vocabulary
        self._in_pieces = False
        self._resembling: dict[str, bool] = {}

    def fill(self, row: Row) -> None:
        """Read the cells of a row whose places are known."""
        row.cells = {}
        pairs = pairs_of(row)
        self.cells_at(row.grid, [path for path, _ in pairs], [index for _, index in pairs], row.cells)
        if row.body.beside and not self._says_no_other(row.body.beside):
            self._remarks.add("row-beside", row.body.offset, row.own, found=row.body.beside)
        if row.torn:
            self._remarks.add("row-torn", row.body.offset, row.own, label=row.body.text)
        if row.shifted:
            self._remarks.add("row-shifted", row.body.offset, label=row.body.text)
        if row.grid.run_together and len(pairs) > 1:
            self.doubt_order(row.grid, [path for path, _ in pairs], [index for _, index in pairs], row.body.label)

    def _says_no_other(self, words: str) -> bool:
        """Whether words beside a row say nothing else, or are one of the form's own labels with a wrong character."""
        if says_own(words):
            return True
        if other_subject(words) or self._vocabulary.find(words) is not None:
            return False
        if words not in self._resembling and len(self._resembling) < thresholds.GUESSES:
            self._resembling[words] = self._vocabulary.closest(words) is not None
        return self._resembling.get(words, False)

    def cells_at(self, grid: Grid, paths: Sequence[str], indices: Sequence[int], cells: dict[str, Cell]) -> None:
        """Read cells; if a path is printed twice with two values, neither is taken."""
        for path, index, found in zip(paths, indices, self.read(grid, paths, indices), strict=True):
            read, other = found, cells.get(path)
            if other is not None:
                self._remarks.add("column-repeated", grid.offset(index), [path], label=path.rpartition(".")[2])
                if (other.value, other.state) != (read.value, read.state):
                    read = attrs.evolve(other, value=None, state=State.AMBIGUOUS)
            cells[path] = read

    def read(self, grid: Grid, paths: Sequence[str], indices: Sequence[int]) -> Iterator[Cell]:
        """What each place says."""
        lexemes, starts, number = grid.lexemes, grid.starts, State.NUMBER
        for path, index in zip(paths, indices, strict=True):
            lexeme = lexemes[index]
            if lexeme.kind == PLAIN:
                begin, raw = starts[index] + lexeme.lead, lexeme.raw
                yield Cell(lexeme.value, number, raw, Span(begin, begin + len(raw)))
            else:
                yield self._cell(grid, index, path)

    def doubt_order(self, grid: Grid, paths: Sequence[str], indices: Sequence[int], label: Label | None) -> None:
        """Without cell marks, a number in two pieces may hide a blank: say so where something points to that."""
        hint = self.doubt(grid, paths, indices)
        if not hint:
            return
        self._in_pieces = True
        offset, text = (label.token.offset, label.token.text) if label is not None else (grid.offset(indices[0]), "")
        self._remarks.add("row-doubtful", offset, paths, label=text, hint=hint)

    @staticmethod
    def doubt(grid: Grid, paths: Sequence[str], indices: Sequence[int]) -> str:
        """The reason to think that a number of a row is in two pieces; "" where there is none."""
        if indices[0] in grid.doubtful:
            return HINTS["parted-differently"]
        totals = any(path.endswith(".total") for path in paths)
        if totals and not sums_hold(paths, [grid.lexemes[index].value for index in indices]):
            return HINTS["total-differs"]
        return ""

    def doubt_wholes(self, rows: Sequence[Row], unknown: Collection[Body]) -> None:
        """Say that a row for a whole group, printed next to rows of the group, may be a row whose label is lost.

        Where not all rows of the group are there, those that are may be others whose label is lost.

        Args:
            rows: the rows of the form.
            unknown: the rows that are each right above one that nobody knows, which may be of the group too.
        """
        by_side = {row.body.side: row for row in rows}
        for row in rows:
            label = row.body.label
            members = row.roles.table.groups.get(label.terminal, frozenset()) if label is not None else frozenset()
            if row.body.side not in members:
                continue
            parts = [by_side[side] for side in sorted(members - {row.body.side}) if side in by_side]
            doubted = parts if len(parts) < len(members) - 1 else []
            for each in [row, *doubted] if parts or row.body in unknown else []:
                hint = HINTS["parts-beside"]
                self._remarks.add("row-doubtful", each.body.offset, each.own, label=each.body.text, hint=hint)

    def doubt_empty(self, rows: Sequence[Row], unknown: Mapping[Body, Body]) -> None:
        """Say that a row without figures may have those of the row below it, which nobody knows: that one's label may
        be the rest of its own.  ``unknown`` has these rows by the one above each.
        """
        for row in rows:
            below = unknown.get(row.body)
            if below is None or not row.cells or any(cell.state != State.BLANK for cell in row.cells.values()):
                continue
            if numbered(below.line.grid, below.line.values):
                hint = HINTS["figures-below"]
                self._remarks.add("row-doubtful", row.body.offset, row.own, label=row.body.text, hint=hint)

    def doubt_untotalled(self, rows: Sequence[Row], cells: Mapping[str, Cell]) -> bool:
        """Say that figures may stand one column off, where their total is blank and the one before it is their sum, or
        more than the others together.

        A cell is lost, and an empty one fills the row up at its end, as programs do that make all rows equally long.
        Of few figures, one is easily as large as the others; that it is their sum counts if other totals are printed.
        So does another total of the row that fails, where the blank one ends the row.
        Returns whether any figures have a blank total, so that they have to be looked at in every text.
        """
        found = False
        totalled = {path.partition(".")[0] for path in _RECORDS if path in cells and cells[path].value is not None}
        for total, parts in _RECORDS.items():
            if total not in cells or cells[total].state != State.BLANK:
                continue
            numbers = [number for path in parts if path in cells and (number := cells[path].value)]
            found = found or any(cells[path].value is not None for path in parts if path in cells)
            *others, last = numbers or [0]
            several = len(numbers) >= thresholds.ADDENDS and last >= sum(others)
            row = next(row for row in rows if total in (row.cells or ()))
            # Where the total ends the row, the lost cell may be any of it.
            ends = row.own[-1] == total
            shifted = others and last == sum(others) and total.partition(".")[0] in totalled
            if several or shifted or (ends and self._fails(row)):
                before = row.own if ends else [*parts, total]
                paths, hint = [path for path in before if path in cells], HINTS["total-blank"]
                self._remarks.add("row-doubtful", row.body.offset, paths, label=row.body.text, hint=hint)
        return found

    def doubt_blanks(self, rows: Sequence[Row]) -> None:
        """Say that figures beside a blank may stand one column off, where their total is not their sum: an empty cell
        may be too many, and the last figure lost.
        """
        for row in rows:
            cells = row.cells or {}
            for total, *parts in totals_beside_blanks(row):
                figures = [cells[path].value or 0 for path in parts]
                if not any(figures) or sum(figures) == cells[total].value:
                    continue  # a total that is printed alone says nothing
                paths = [path for path in (*_RECORDS[total], total) if path in cells]
                hint = HINTS["total-beside-blanks"]
                self._remarks.add("row-doubtful", row.body.offset, paths, label=row.body.text, hint=hint)

    def doubt_joined(self, rows: Sequence[Row]) -> None:
        """Say that behind two figures in one cell others may stand one column off, in a row that ends with a blank."""
        for row in rows:
            if ODD not in row.grid.kinds[row.body.line.start : row.body.line.stop]:
                continue
            pairs = pairs_of(row) if row.places is not None else []
            if not pairs or row.grid.kinds[pairs[-1][1]] != BLANK:
                continue
            first = next((n for n, (_, i) in enumerate(pairs) if _TWO.search(row.grid.lexemes[i].raw)), len(pairs))
            if behind := [path for path, _ in pairs[first + 1 :]]:
                hint = HINTS["figures-joined"]
                self._remarks.add("row-doubtful", row.body.offset, behind, label=row.body.text, hint=hint)

    def withhold_merged(self, rows: Sequence[Row], bodies: Iterable[Body]) -> None:
        """Withhold figures whose cells reach down into another row: they may be those of both, or their sum.

        Args:
            rows: the rows of the form.
            bodies: all rows of their tables.
        """
        starts = {(id(body.line.grid), body.line.start) for body in bodies}
        for row in rows:
            line, kinds = row.body.line, row.grid.kinds
            if (
                not row.grid.framed
                or line.joined
                or (id(row.grid), line.stop) not in starts
                or not (row.places and row.cells)
            ):
                continue
            printed = [(path, index) for path, index in pairs_of(row) if row.cells[path].value is not None]
            below = ((path, line.stop + index - line.start) for path, index in printed)
            paths = [path for path, index in below if index < len(kinds) and kinds[index] == ABOVE]
            if paths:
                self._withhold(row, paths)
                hint = HINTS["value-merged"]
                self._remarks.add("row-doubtful", row.body.offset, paths, label=row.body.text, hint=hint)

    def doubt_pieces(self, rows: Sequence[Row]) -> None:
        """Where numbers of one row are in pieces or missing, so may be those of other rows, which no total proves."""
        together = [row for row in rows if row.grid.run_together and row.columns]
        lost = any(row.places is None and row.grid.run_together for row in rows)
        if not self._in_pieces and not lost and not any(len(row.filled) > len(row.columns) for row in together):
            return
        hint = HINTS["pieces-elsewhere"]
        for row in together:
            if row.places is not None and len(row.own) > 1 and not any(path.endswith(".total") for path in row.own):
                self._remarks.add("row-doubtful", row.body.offset, row.own, label=row.body.text, hint=hint)

    def _cell(self, grid: Grid, index: int, path: str) -> Cell:
        lexeme = grid.lexemes[index]
        start = grid.starts[index] + lexeme.lead
        if lexeme.tail and grid.kinds[index] == LABEL:  # its own label; another in place of a value is a text
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

    def cut_off(self, row: Row, rows: Sequence[Row]) -> bool:
        """Read the first values of the row that the text breaks off in, if the others of its table are whole."""
        if row is not rows[-1]:
            return False
        grid, values = row.grid, row.filled
        last = row.body.line.stop - 1
        behind = self._remarks.text[grid.starts[last] + len(grid.cells[last]) :]
        others = [other for other in rows if other is not row and other.roles.table is row.roles.table]
        if behind.strip() or len(others) < (thresholds.WITNESSES if grid.run_together else 1):
            return False
        whole = sum(other.places is not None and len(other.filled) == len(other.columns) for other in others)
        sure = values
        if (
            whole < thresholds.WHOLE_ROWS * len(others)
            or not values
            or len(values) >= len(row.columns)
            or row.values[: len(values)] != values
            or any(word > values[-1] for word in row.body.line.words)
            or row.foreign
        ):
            return False
        # A number at the very end may have lost digits; but no digit can follow a zero.
        if values[-1] == last and grid.lexemes[last].value != 0:
            sure = values[:-1]
        row.places = [*sure, *[None] * (len(row.columns) - len(sure))]
        self.fill(row)
        self._remarks.add("row-cut-off", row.body.offset, row.own, label=row.body.text, count=len(sure))
        return True

    def say_loose(self, row: Row, before: Row | None) -> None:
        """Say that values have no label; next to a value they may be a part of it, and then that value is withheld.

        Args:
            row: the row that they are below or above.
            before: the row before it, if there is one.
        """
        if before is not None and before.torn:
            row.body.over = []  # they are the values of the row before
        loose = [line for line in row.body.loose if line.values]
        covered = any(_is_below_label(row, line) for line in loose)
        stands = not (row.body.over or loose) or (not covered and self._stands(row))
        fails = not stands and self._fails(row)
        blanks = self._blanks_below(row)
        # Where values are above blanks, they are the beginning of the row rather than the end of the one before.
        near = [] if stands else [*blanks, *self._near(row, row.body.over)]
        if near:
            nearest = row.body.over[-1]
            self._withhold(row, self._begun(row, None if blanks else before, fails=fails))
            self._remarks.add("values-loose", nearest.grid.offset(nearest.values[0]), near, found=nearest.text)
        for line in loose:
            paths = [] if stands else self._above(row, line, fails=fails)
            self._withhold(row, paths)
            if not stands and numbered(line.grid, line.values):
                paths += row.blanks  # the figure may belong there
            paths += [] if stands else self._near(row, [line])
            self._remarks.add("values-loose", line.grid.offset(line.values[0]), paths, found=line.text)

    def _above(self, row: Row, loose: Line, *, fails: bool) -> list[str]:
        """The cells that loose values may be the rest of: those above them, and the last of the line.

        Where a total fails and the lines are not equally wide, nothing tells what is above them: it may be any.
        """
        numbers = self._numbers(row)
        if not numbers:
            return []
        if fails and not _are_equally_wide(loose, row.body.line):
            return [path for _, path in numbers]
        places = {index - loose.start for index in loose.values}
        above = [path for index, path in numbers if index - row.body.line.start in places and row.grid.lined]
        return list(dict.fromkeys([*above, max(numbers)[1]]))

    @staticmethod
    def _fails(row: Row) -> bool:
        """Whether a total of a row is not the sum of the others that are printed."""
        values = {path: cell.value for path, cell in (row.cells or {}).items()}
        return any(
            sum(values.get(part) or 0 for part in parts) != values[total]
            for total, parts in _RECORDS.items()
            if values.get(total) is not None
        )

    def _begun(self, row: Row, before: Row | None, *, fails: bool) -> list[str]:
        """The cells whose numbers may begin in the lines of values right above the row.

        A number is broken where its column is full: its beginning is no shorter than the number in the row before, if
        that is right above these lines, and unless a total of the row fails.
        """
        if not row.grid.lined or not row.body.over:
            return []
        lexemes, start = row.grid.lexemes, row.body.line.start
        lengths = {index - line.start: len(lexemes[index].raw) for line in row.body.over for index in line.values}
        follows = before is not None and before.body.line.is_right_above(row.body.over[0])
        if before is not None and before.places is not None and follows and not fails:
            for _, index in pairs_of(before):
                place = index - before.body.line.start
                if place in lengths and lengths[place] < len(lexemes[index].raw):
                    del lengths[place]
        anywhere = fails and not all(_are_equally_wide(line, row.body.line) for line in row.body.over)
        return [path for index, path in self._numbers(row) if anywhere or index - start in lengths]

    def _near(self, row: Row, lines: Sequence[Line]) -> list[str]:
        """The cells of a row whose numbers loose values may be a part of: those at their places, where lines are as
        wide as the row, and any where they are not.

        That a beginning is short makes it no less one, so these are named; what is withheld needs more.
        """
        if not row.grid.lined:
            return []
        start = row.body.line.start
        anywhere = not all(_are_equally_wide(line, row.body.line) for line in lines)
        places = {index - line.start for line in lines for index in line.values}
        return [path for index, path in self._numbers(row) if anywhere or index - start in places]

    @staticmethod
    def _blanks_below(row: Row) -> list[str]:
        """The cells of a row that hold nothing, right below values without a label: these may be the row's."""
        places = {index - line.start for line in row.body.over for index in line.numbers} if row.grid.lined else set()
        pairs = pairs_of(row) if row.places is not None else []
        blank = set(row.blanks)
        return [path for path, index in pairs if path in blank and index - row.body.line.start in places]

    @staticmethod
    def _numbers(row: Row) -> list[tuple[int, str]]:
        """The cells of a row that hold numbers: their places and their paths."""
        cells = row.cells or {}
        pairs = pairs_of(row) if row.places is not None else []
        return [(index, path) for path, index in pairs if path in cells and cells[path].value is not None]

    @staticmethod
    def _stands(row: Row) -> bool:
        """Whether the sums of a row prove that its numbers are whole.

        Pieces of numbers may add up as the whole numbers do: so these must not add up.
        """
        places = [place for place in row.places or () if place is not None]
        if not places or not adds_up(row, places):
            return False
        names, lexemes = [path or "" for path in row.paths], row.grid.lexemes
        above, below = row.body.over[-_PIECES:], row.body.loose[:_PIECES]
        ways = ((first, last) for first in range(len(above) + 1) for last in range(len(below) + 1) if first or last)
        for first, last in ways:
            lines = [*above[len(above) - first :], row.body.line, *below[:last]]
            pieces = [
                {index - line.start: lexemes[index].raw for index in line.values if lexemes[index].raw.isdecimal()}
                for line in lines
            ]
            joined = ["".join(piece.get(place - row.body.line.start, "") for piece in pieces) for place in places]
            if joined != [lexemes[place].raw for place in places] and sums_hold(
                names, [int(digits) if digits else None for digits in joined]
            ):
                return False
        return True

    @staticmethod
    def _withhold(row: Row, paths: Sequence[str]) -> None:
        cells = row.cells or {}
        for path in paths:
            cells[path] = attrs.evolve(cells[path], value=None, state=State.AMBIGUOUS)


def _is_below_label(row: Row, line: Line) -> bool:
    """Whether the cell of a row's label reaches down into a line of values below: these are values of the row too."""
    label, grid = row.body.label, row.grid
    if label is None or not grid.framed or grid is not line.grid or row.body.line.joined:
        return False
    index = line.start + label.token.index - row.body.line.start
    return line.start <= index < line.stop and bool(grid.kinds[index] == ABOVE)


def _are_equally_wide(one: Line, other: Line) -> bool:
    """Whether two lines have as many places."""
    return one.stop - one.start == other.stop - other.start


def pairs_of(row: Row) -> list[tuple[str, int]]:
    """The paths of a row's cells and their places, as far as both are known."""
    pairs = zip(row.paths, row.places or (), strict=True)
    return [(path, index) for path, index in pairs if path is not None and index is not None]


def totals_beside_blanks(row: Row) -> list[list[str]]:
    """The totals of a row, each followed by the figures that it is the sum of, if a cell of these is blank, and it is
    not known which cells are there.
    """
    cells = row.cells or {}
    if row.grid.framed or row.grid.run_together or not row.blanks:
        return []
    found = []
    for total, parts in _RECORDS.items():
        states = {cells[path].state for path in parts if path in cells}
        if total in cells and cells[total].state == State.NUMBER and State.BLANK in states and states <= _COUNTED:
            found.append([total, *(path for path in parts if path in cells and cells[path].state == State.NUMBER)])
    return found
