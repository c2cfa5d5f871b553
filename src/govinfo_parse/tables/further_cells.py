"""What a table prints in rows and columns that its form does not have: kept, with the labels as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, zip_longest

import attrs

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.grammar.phrases import counts_something, is_year, year_in
from govinfo_parse.grammar.values import is_value
from govinfo_parse.lexing.lexemes import BLANK, LABEL, LEFT, ODD, TEXT
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.model import ABSENT, Cell, FurtherCell, Span
from govinfo_parse.model.paths import FURTHER, further_key, is_further
from govinfo_parse.tables.frames import Body
from govinfo_parse.tables.guessing import RowGuessing
from govinfo_parse.tables.heads import Column
from govinfo_parse.tables.placing import FrameReading
from govinfo_parse.tables.roles import NESTED
from govinfo_parse.tables.rows import Row, numbered

_MOST_NAMED = 100
"""For how many rows and columns a diagnostic names the cells."""


@attrs.frozen(eq=False)
class KeptCell:
    """A value that the form has no place for, with its own place.

    Attributes:
        index: its place in the grid.
        row: its row.
        column: its column, where that is known.
        cell: what is kept.
        repeated: whether its column is printed more than once, with other values, so that no cell of the form has it.
    """

    index: int
    row: Row
    column: Column | None
    cell: FurtherCell
    repeated: bool = False

    @property
    def is_of_column(self) -> bool:
        """Whether its column is unknown, and its row is the form's or one that a grammar names."""
        return _is_of_form(self.row) or (is_named(self.row) and self.column is not None)

    @property
    def place(self) -> tuple[int, int, int]:
        """The row or the column that the form does not have: the same for all its values."""
        grid, start = self.row.grid, self.row.body.line.start
        if not self.is_of_column:
            return grid.begin, 0, start
        column = self.column
        return grid.begin, 1, column.head if column is not None and not column.headless else start - self.index


def further_cells(framed: Sequence[FrameReading]) -> list[KeptCell]:
    """The values in some frames that the form has no place for."""
    pairs = zip_longest(framed, framed[1:])
    return [kept for each, below in pairs for kept in (*_of_columns(each), *_of_rows(each, below))]


def say_further(found: Sequence[KeptCell], remarks: Remarks, guessing: RowGuessing) -> tuple[FurtherCell, ...]:
    """The cells in the order of the text; a remark names those of each row or column that no grammar names."""
    ordered = sorted(found, key=lambda kept: kept.row.grid.offset(kept.index))
    places: dict[tuple[int, int, int], list[int]] = {}
    for number, kept in enumerate(ordered):
        if kept.cell.key is None and not kept.repeated:
            places.setdefault(kept.place, []).append(number)
    for said, numbers in enumerate(places.values()):
        kept = ordered[numbers[0]]
        body, column = kept.row.body, kept.column
        paths = [f"{FURTHER}.{number}" for number in numbers] if said < _MOST_NAMED else []
        if not kept.is_of_column:
            hint = "" if body.narrowing or is_named(kept.row) else guessing.hint(body)
            remarks.add("row-unknown", body.offset, paths, found=kept.cell.row or "", hint=hint)
        else:
            head = column.head if column is not None and not column.headless else kept.index
            remarks.add("column-unknown", kept.row.grid.offset(head), paths, found=kept.cell.column or "")
    return _without_repeated_keys(ordered, remarks)


def _without_repeated_keys(found: Sequence[KeptCell], remarks: Remarks) -> tuple[FurtherCell, ...]:
    """The cells; if several have one key and different values, none of them gets it."""
    numbers: dict[str, list[int]] = {}
    for number, kept in enumerate(found):
        if kept.cell.key is not None:
            numbers.setdefault(kept.cell.key, []).append(number)
    cells = [kept.cell for kept in found]
    said: set[str | None] = set()
    for same in numbers.values():
        if len({(cells[number].cell.value, cells[number].cell.state) for number in same}) == 1:
            continue
        row = cells[same[-1]].row
        if row not in said and len(said) < _MOST_NAMED:
            said.add(row)
            paths = [f"{FURTHER}.{number}" for number in same]
            remarks.add("row-repeated", found[same[-1]].row.body.offset, paths, label=row or "", hint=HINTS["no-key"])
        for number in same:
            cells[number] = attrs.evolve(cells[number], key=None)
    return tuple(cells)


def _of_columns(each: FrameReading) -> Iterator[KeptCell]:
    """The values of the form's rows under columns that the form does not have, or that are printed more than once."""
    for row in each.rows:
        repeated = _repeated(row)
        for column, path, index in zip(row.columns, row.paths, row.places or (), strict=False):
            if (path is None or path in repeated) and index is not None and _is_printed(row.grid, index, column):
                cell = _cell(row, column, index, each)
                if path is not None:
                    cell = attrs.evolve(cell, key=None)
                yield KeptCell(index, row, column, cell, repeated=path is not None)


def _repeated(row: Row) -> Collection[str]:
    """The paths that several columns of a row have, and whose values are not one."""
    own = row.own
    if len(set(own)) == len(own):
        return ()
    cells = row.cells or {}
    return {path for path, count in Counter(own).items() if count > 1 and cells.get(path, ABSENT).value is None}


def _of_rows(each: FrameReading, below: FrameReading | None) -> Iterator[KeptCell]:
    """The values of rows that the form does not have; ``below`` is the next frame of the text."""
    doubtful = _labels_in_doubt(each)
    for row in each.others:
        if _is_of_heads(row, each, below):
            continue
        if row.places is None:
            unlabelled = id(row) in doubtful
            for index in row.filled:
                # Where nothing but labels parts rows, 2022年 among values may begin a row of its own.
                unlabelled = unlabelled or (not row.grid.lined and bool(row.grid.lexemes[index].words))
                if _is_value(row.grid, index):
                    cell = _cell(row, None, index, each)
                    yield KeptCell(index, row, None, attrs.evolve(cell, row=None) if unlabelled else cell)
            continue
        headed = not _may_be_heads(row)
        for column, place in zip(row.columns, row.places, strict=True):
            if place is not None and _is_printed(row.grid, place, column):
                known = column if headed else None
                yield KeptCell(place, row, known, _cell(row, known, place, each))


def _may_be_heads(row: Row) -> bool:
    """Whether words before a row's values may be heads of their own, where nothing but labels parts rows and labels
    stand above only: then nobody knows which heads are whose.

    One word is the row's label if the form has no more heads than are known.
    """
    if row.roles.way != NESTED or row.grid.lined:
        return False
    words = sum(len(row.grid.lexemes[index].raw.split()) for index in row.body.narrowing)
    return words > (len(row.columns) >= len(row.roles.heads_order))


def _is_of_heads(row: Row, each: FrameReading, below: FrameReading | None) -> bool:
    """Whether a word and figures are unknown heads, where nothing but labels parts rows: 备注 1.

    They are before all rows, and each row has more figures, and more than there are known heads; of these some may
    stand below.
    """
    if row.grid.lined or is_named(row) or not each.frame.heads:
        return False
    frames = [each]
    if not each.rows and below is not None and below.frame.heads and below.frame.grid is row.grid:
        frames.append(below)
    rows = [other for frame in frames for other in frame.rows]
    least = min((len(other.values) for other in rows if other.filled), default=0)
    first = min((other.body.line.start for other in rows), default=0)
    return row.body.line.start < first and least > max(sum(frame.heads.count for frame in frames), len(row.filled))


def _labels_in_doubt(each: FrameReading) -> set[int]:
    """Rows nobody knows whose label may be a text in place of a value, where nothing but labels parts rows.

    Their values and those of the row before are then no more than most rows have, less one.
    """
    if each.frame.grid.lined:
        return set()
    counts = Counter(len(row.filled) for row in each.rows)
    usual = max(counts, key=lambda count: counts[count], default=0)
    unknown = {id(row.body): row for row in each.others if not is_named(row)}
    bodies = [*([None] if each.frame.unfilled else []), *each.frame.rows]
    rows = ((before, unknown.get(id(body))) for before, body in pairwise(bodies))
    return {id(row) for before, row in rows if row is not None and _filled(before) + 1 + len(row.filled) <= usual}


def _filled(body: Body | None) -> int:
    """How many cells after a label hold something; a row in which none does may be among the heads, or not read."""
    if body is None:
        return 0
    kinds = body.line.grid.kinds[body.first : body.line.stop]
    return sum(BLANK < kind <= TEXT and kind != LABEL for kind in kinds)


def _is_printed(grid: Grid, index: int, column: Column) -> bool:
    """Whether a place holds anything; a blank one is kept only where there is a head above it."""
    return grid.kinds[index] <= TEXT and (grid.kinds[index] != BLANK or not column.headless)


def _cell(row: Row, column: Column | None, index: int, each: FrameReading) -> FurtherCell:
    key = None
    if column is not None and column.key is not None and (row.body.side is not None or row.roles.way == NESTED):
        key = further_key(row.roles.path(row.body.side, column.key))
    return FurtherCell(
        row.roles.table.name, _label_of(row), _head_of(row.grid, column, each), key, _read(row.grid, index)
    )


def _read(grid: Grid, index: int) -> Cell:
    lexeme = grid.lexemes[index]
    start = grid.offset(index)
    span = Span(start, start + len(lexeme.raw))
    return Cell(lexeme.value, lexeme.state, lexeme.raw, span)


def _label_of(row: Row) -> str | None:
    """The label of a row as printed; of a row that the form does not have, all words before its values."""
    body, grid = row.body, row.grid
    if _is_of_form(row) or (body.unknown is None and not body.narrowing):
        return body.text or None
    if not grid.lined:
        return _running_label(row)
    label = max(body.label.token.index, body.line.start) if body.label is not None else None
    begin = min(index for index in (body.unknown, *body.narrowing, label) if index is not None)
    stop = next((index for index in row.filled if index > begin and _is_value(grid, index)), body.first)
    # A text below the heads of values is no label.
    below = (body.line.start + column.first for column in row.columns if row.places is not None and column.key)
    stop = min([stop, *(index for index in below if index > begin)])
    return (
        " ".join(grid.lexemes[index].raw for index in range(begin, stop) if BLANK < grid.kinds[index] <= TEXT) or None
    )


def _running_label(row: Row) -> str | None:
    """The label of a row where nothing but labels parts rows; None where it is not sure.

    What is printed before it without a space belongs to it: a label of the form may be inside a longer one.
    """
    body, cells = row.body, row.grid.cells
    parts = sorted(body.narrowing) if body.narrowing else [index for index in (body.unknown,) if index is not None]
    if row.roles.way == NESTED:
        return None  # where labels stand above only, it may be the last of them
    if LABEL in row.grid.kinds[parts[-1] + 1 : next(iter(row.filled), 0)]:
        return None  # a head among heads
    begin = parts[0]
    while row.grid.goes_on(begin):
        if row.grid.kinds[begin - 1] < ODD:
            return None  # a remark after a figure
        begin -= 1
    if 0 < begin < parts[0] and row.grid.kinds[begin] == LABEL and row.grid.gap(begin) > 1:
        return None  # an item number before a label of the form is in no cell
    label = " ".join(["".join(cells[begin : parts[0] + 1]).strip(), *(cells[index].strip() for index in parts[1:])])
    words = label.split()
    letters = max((sum(map(str.isalpha, word)) for word in words), default=0)
    if (letters < 2 and year_in(label) is None) or any(map(is_value, words)) or counts_something(label):  # noqa: PLR2004
        return None  # figures and marks that ran into it
    return label


def _is_value(grid: Grid, index: int) -> bool:
    return BLANK < grid.kinds[index] < ODD


def _head_of(grid: Grid, column: Column | None, each: FrameReading) -> str | None:
    """The heads over a column as printed, from the top down."""
    if column is None:
        return None
    if column.headless and column.key is not None and each.placing is not None:
        # The form's own order of columns was used; the heads are those of the frame.
        column = next((other for other in each.placing.columns if other.key == column.key), column)
    heads = (*column.above, column.head) if not column.headless else column.above or _over(grid, column, each)
    return " ".join(grid.lexemes[index].raw for index in heads) or None


def _over(grid: Grid, column: Column, each: FrameReading) -> list[int]:
    """What is among the heads over a column but was not taken for one of its heads, such as a sign alone."""
    found: list[int] = []
    for line in each.frame.heads if column.first >= 0 and grid.framed else ():
        start = grid.start_of(grid.row_of(line.start))
        index = start + column.first
        while index < line.stop and grid.kinds[index] == LEFT:
            index -= 1
        if index < line.stop and grid.lexemes[index].raw:
            found.append(index)
    return found


def _is_of_form(row: Row) -> bool:
    if row.roles.way == NESTED:
        return not row.body.narrowing
    return row.body.side is not None and not row.body.narrowing and not is_named(row)


def is_named(row: Row) -> bool:
    """Whether a caller's grammar names a row that the form does not have."""
    return is_further(row.body.side or "") and not row.body.narrowing


def is_kept(row: Row) -> bool:
    """Whether a row that the form does not have holds a number under a label, or has a name by a caller's grammar."""
    unknown = row.body.unknown
    label = row.grid.lexemes[unknown] if unknown is not None else None
    labelled = bool(row.body.narrowing) or (label is not None and (label.value is None or is_year(label.raw)))
    return is_named(row) or (labelled and numbered(row.grid, row.filled))
