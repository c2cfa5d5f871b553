"""Indicator tables whose cells are parted: by a layout's marks, or in a document's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile, tee

import attrs

from govinfo_parse.diagnostics import HINTS
from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.phrases import year_in
from govinfo_parse.lexing.lexemes import BLANK, PLAIN, VALUE, CellReader, Lexeme
from govinfo_parse.lexing.other_tables import OtherTable
from govinfo_parse.lexing.stretches import PlacedCells
from govinfo_parse.model import ABSENT, Cell, Span, State
from govinfo_parse.statistics import header
from govinfo_parse.statistics.draft_rows import DraftRow, draft_row
from govinfo_parse.statistics.header import HeaderColumn
from govinfo_parse.statistics.knowledge import CODE, NAME, NOTE, UNIT, Knowledge

_BACK = 400
"""A row of heads begins at most this many characters before the head of the labels."""
_ROWS_AHEAD = 3
"""How many rows ahead the beginning of the next row is searched for."""
_NONE = 1 << 30
"""A column beyond all others."""
_LOOSE_LINES = 2
"""How many rows of a single cell in a row end a table."""
_SEVERAL = 2
"""If so many rows have a figure where no head is, a head is lost, and those of the other rows may be another's."""
_LONGEST_ROW = 20_000
_LONGEST = 4_000
"""No cell of a table has more characters than this: what goes on without a mark is no row of it."""
_MOST_CELLS = 200
"""A row of a layout has at most this many cells."""
_LONGEST_LABEL = 200


@attrs.frozen
class MarkedRow:
    """A row of cells.

    Attributes:
        cells: the texts at their columns; None where another cell covers the place.
        starts: where each begins in the text.
        end: where the row ends.
        text: the text that it is in.
        placed: whether the columns are those of a document's own table, so that no cell can have shifted.
        above: the cells above that reach down into this row, by their columns, as a text and where it begins.
        deep: the columns whose cells reach down into the next row.
    """

    cells: Sequence[str | None]
    starts: Sequence[int]
    end: int
    text: str
    placed: bool = False
    above: Mapping[int, tuple[str, int]] = attrs.field(factory=dict)
    deep: frozenset[int] = frozenset()

    def stretch(self, first: int, last: int) -> tuple[str, Span]:
        """The text from one cell to another as it is printed, without the padding around it, and where it is."""
        begin, end = self.starts[first], self.starts[last] + len(self.cells[last] or "")
        raw = self.text[begin:end]
        begin += len(raw) - len(raw.lstrip())
        return raw.strip(), Span(begin, begin + len(raw.strip()))

    @property
    def begin(self) -> int:
        """Where its first text begins."""
        there = ((start, text) for start, text in zip(self.starts, self.cells, strict=True) if text and text.strip())
        return next((start + len(text) - len(text.lstrip()) for start, text in there), self.starts[0])

    @property
    def texts(self) -> list[str]:
        """The texts that are there."""
        return [text for text in self.cells if text is not None and text.strip()]


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


def rows_of_layout(layout: Layout, text: str, begin: int) -> Iterator[MarkedRow]:
    """The rows of a text from an offset on, one after the other as they are asked for."""
    rows = layout.rows
    if rows is None:
        return
    cells: list[str | None] = []
    starts: list[int] = []
    at = begin
    for mark in _marks(layout, text, begin):
        cells.append(text[at : mark.start()])
        starts.append(at)
        at = mark.end()
        if rows[mark[0]]:
            yield MarkedRow(cells, starts, mark.start(), text)
            cells, starts = [], []
        elif len(cells) > _MOST_CELLS:
            return
    end = min(at + _LONGEST, len(text))
    yield MarkedRow([*cells, text[at:end]], [*starts, at], end, text)


def _marks(layout: Layout, text: str, begin: int) -> Iterator[re.Match[str]]:
    """The marks of a text from an offset on, up to where none follows that ends a cell."""
    splitter, at = layout.splitter, begin
    while splitter is not None and (near := splitter.search(text, at, at + _LONGEST)) is not None:
        mark = splitter.match(text, near.start()) or near  # it may go on where the search ended
        yield mark
        at = mark.end()


def rows_of_marks(layout: Layout, text: str, begin: int, knowledge: Knowledge) -> Iterator[MarkedRow]:
    """The rows of a text whose layout parts cells and nothing parts rows: each as long as the row of heads.

    Where a cell was lost or added, everything up to the next beginning of a row is one row, whatever its length.
    """
    cells = _cells_of(layout, text, begin)
    ahead: list[tuple[str, int]] = []
    kinds: list[str] = []
    for part in cells:
        label = knowledge.heads.find(part[0])
        if label is None:
            ahead.append(part)
            break
        kinds.append(label.terminal)
        ahead.append(part)
    width = len(kinds)
    if not {NAME} < set(kinds):
        return
    yield _row_of_cells(ahead[:width], text)
    del ahead[:width]
    name, unit = kinds.index(NAME), kinds.index(UNIT) if UNIT in kinds else None

    def begins(at: int) -> bool:
        label = ahead[at + name][0]
        beside = "" if unit is None else ahead[at + unit][0]
        stands = not any(map(str.isalnum, beside)) or knowledge.unit_of(beside) is not None
        return stands and any(map(str.isalpha, label)) and knowledge.unit_of(label) is None

    while True:
        ahead.extend(islice(cells, max(0, _ROWS_AHEAD * width - len(ahead))))
        foreign = next((at for at, (text, _) in enumerate(ahead) if _is_of_other_table(text, knowledge)), None)
        if foreign is not None and foreign < 2 * width:
            yield from _row_before_other_table(ahead[:foreign], text, knowledge)
            return
        if len(ahead) < width:
            return
        length = width
        if len(ahead) < 2 * width and any(any(map(str.isdigit, text)) for text, _ in ahead[width:]):
            length = len(ahead)
        elif not begins(0) or (len(ahead) >= 2 * width and not begins(width)):
            length = next((at for at in range(1, len(ahead) - width + 1) if begins(at)), width)
        yield _row_of_cells(ahead[:length], text)
        del ahead[:length]


def _row_before_other_table(parts: list[tuple[str, int]], text: str, knowledge: Knowledge) -> Iterator[MarkedRow]:
    """The last row before another table, without the words between the two."""
    while parts and any(map(str.isalpha, parts[-1][0])) and knowledge.unit_of(parts[-1][0]) is None:
        parts = parts[:-1]
    if parts:
        yield _row_of_cells(parts, text)


def _is_of_other_table(text: str, knowledge: Knowledge) -> bool:
    """Whether another table begins with a line of a cell, or in its last line with the head of the labels."""
    lines = [part.strip() for part in plain(text).splitlines()]
    last = knowledge.heads.find(lines[-1]) if len(list(filter(None, lines))) > 1 else None
    return (last is not None and last.terminal == NAME) or any(map(knowledge.other_table.match, lines))


def begin_of_heads(layout: Layout, text: str, at: int, knowledge: Knowledge) -> int:
    """Where the heads before that of the labels begin, in a layout without marks between rows."""
    earliest = max(0, at - _BACK)
    marks = [] if layout.splitter is None else list(layout.splitter.finditer(text, earliest, at))
    begin = at
    for number in reversed(range(len(marks))):
        first = marks[number - 1].end() if number else earliest
        head = text[first : marks[number].start()].rstrip().rpartition("\n")[2].strip()
        label = knowledge.heads.find(head)
        if label is None or label.terminal != CODE:
            break  # 2050 may be a figure of the table above
        begin = text.rindex(head, first, marks[number].start())
    return begin


def _cells_of(layout: Layout, text: str, begin: int) -> Iterator[tuple[str, int]]:
    """The cells of a text from an offset on, with their places; after the last mark, a cell ends with its line."""
    at = begin
    for mark in _marks(layout, text, begin):
        yield text[at : mark.start()], at
        at = mark.end()
    last = text[at : at + _LONGEST].split("\n", 1)[0]
    if last.strip():
        yield last, at


def _row_of_cells(parts: list[tuple[str, int]], text: str) -> MarkedRow:
    texts, starts = [text for text, _ in parts], [start for _, start in parts]
    return MarkedRow(texts, starts, starts[-1] + len(texts[-1]), text)


def begin_of_row(layout: Layout, text: str, at: int) -> int:
    """Where the row begins in which an offset is."""
    if layout.splitter is None or layout.rows is None:
        return at
    earliest = max(0, at - _BACK)
    begin = earliest
    for mark in layout.splitter.finditer(text, earliest, at):
        if layout.rows[mark[0]] or (begin == earliest and "\n" in mark[0] and not text[begin : mark.start()].strip()):
            begin = mark.end()  # a row, or the very first cell, which is marked like the others
    return begin


def rows_of_document(placed: Sequence[PlacedCells], first: int, text: str) -> Iterator[MarkedRow]:
    """The rows of a document's table from a given one on, as long as one line follows the other."""
    expected = None
    reaching: dict[int, tuple[str, int]] = {}
    for row in islice(placed, first, None):
        if expected is not None and text[expected : row.offset].strip():
            return
        cells: list[str | None] = []
        starts: list[int] = []
        above: dict[int, tuple[str, int]] = {}
        at = row.offset
        for place, part in enumerate(row.texts):
            shown = part if isinstance(part, str) else None
            cells.append(shown)
            starts.append(at)
            if shown is None and getattr(part, "value", "") == "above" and place in reaching:
                above[place] = reaching[place]
            elif shown is not None:
                reaching[place] = shown, at
            at += len(shown or "") + 1
        expected = at - 1
        yield MarkedRow(cells, starts, expected, text, placed=True, above=above)


def read_marked(
    rows: Iterator[MarkedRow], knowledge: Knowledge, cells: CellReader, length: int, other: OtherTable | None = None
) -> list[Found]:
    """The table at the beginning of these rows, or several side by side; none where the first rows are not heads.

    Args:
        rows: the rows.
        knowledge: the grammars.
        cells: what reads a cell.
        length: the length of the text.
        other: the table that they are, if it is known to be one: then its heads may be unknown.
    """
    first = next(rows, None)
    if first is None:
        return []
    tables = header.of_cells(first.cells, knowledge)
    if other is not None:
        rows, own = tee(takewhile(lambda row: row.starts[0] < other.end, rows))
        tables = tables or _of_unknown(first, own, knowledge)
    if not tables:
        return _read_turned(first, rows, knowledge, cells, length)
    tables, kept = _rows_below(rows, tables, knowledge, cells)
    end = kept[-1].end if kept else first.end
    return [
        _found_table(
            columns,
            kept,
            len(first.cells),
            knowledge,
            cells,
            (first.starts[0], end),
            (columns[0].first if number else 0, tables[number + 1][0].first if number + 1 < len(tables) else _NONE),
            length,
        )
        for number, columns in enumerate(tables)
    ]


def _rows_below(
    rows: Iterator[MarkedRow], tables: list[list[HeaderColumn]], knowledge: Knowledge, cells: CellReader
) -> tuple[list[list[HeaderColumn]], list[MarkedRow]]:
    """The heads of tables, with those of a second row of heads, and the rows below them."""
    kept: list[MarkedRow] = []
    loose_lines = 0
    for row in (_row_closed(row, knowledge, cells) for row in rows):
        if _ends_table(row, knowledge, tables):
            break
        texts = row.texts
        if not kept and texts and len(tables) == 1 and _is_second_head(row, tables[0], cells):
            tables = [header.under(tables[0], row.cells)]
            continue
        if any(_are_heads(row, columns, cells) for columns in tables) and _is_apart(row, kept):
            break  # another table begins
        loose_lines = loose_lines + 1 if _is_loose(row, knowledge) else 0
        if loose_lines >= _LOOSE_LINES:
            kept.pop()
            break
        if texts:
            kept.append(row)
    while kept and not kept[-1].placed and len(kept[-1].cells) == 1:
        kept.pop()  # a line of text below the table
    return tables, kept


def _is_apart(row: MarkedRow, above: Sequence[MarkedRow]) -> bool:
    """Whether an empty line is between a row, or the line of words right above it, and the rows above."""
    lines = [*above[-2:], row]
    while len(lines) > 1:
        before, below = lines[-2:]
        between = row.text[before.end : below.begin]
        if between.count("\n") > 1 and not any(map(str.isalnum, between)):
            return True
        if len(before.texts) > 1:
            return False
        lines.pop()
    return False


def _of_unknown(first: MarkedRow, rows: Iterator[MarkedRow], knowledge: Knowledge) -> list[list[HeaderColumn]]:
    """The heads of a table that may be unknown; its labels are in the first column that has words below its head."""
    below = [(place, text) for row in rows for place, text in enumerate(row.cells) if text]
    labels = min((place for place, text in below if any(map(str.isalpha, text))), default=0)
    figures = {place for place, text in below if any(map(str.isdigit, text))}
    columns = header.of_unknown(first.cells, labels, figures, knowledge)
    return [columns] if columns else []


def _is_loose(row: MarkedRow, knowledge: Knowledge) -> bool:
    """Whether a row is a line of one cell and not an item of a list, as text below a table is."""
    alone = len(row.cells) == len(row.texts) == 1
    return alone and not row.placed and draft_row(row.texts[0], 0, knowledge).rank <= 1


def _row_closed(row: MarkedRow, knowledge: Knowledge, cells: CellReader) -> MarkedRow:
    """A row whose last cell ends with its figure: a figure does not go on in the next line, where other text begins."""
    last = row.cells[-1]
    if row.placed or last is None or "\n" not in last:
        return row
    lead = len(last) - len(last.lstrip())
    figure = last[lead:].split("\n", 1)[0]
    if knowledge.foot.match(plain(figure)):
        figure = ""
    elif lead + len(figure) == len(last) or not _holds_value(cells[figure]):
        return row
    kept = last[: lead + len(figure)]
    return attrs.evolve(row, cells=[*row.cells[:-1], kept], end=row.starts[-1] + len(kept))


def _ends_table(row: MarkedRow, knowledge: Knowledge, tables: list[list[HeaderColumn]]) -> bool:
    """Whether a row is no longer one of the table: it is another table's heads, or text below the table."""
    texts = row.texts
    if not texts:
        return False
    if len(texts[0]) > _LONGEST_LABEL or (not row.placed and row.end - row.starts[0] > _LONGEST_ROW):
        return True
    if any(_is_of_other_table(text, knowledge) for text in texts):
        return True
    if knowledge.foot.match(plain(texts[0])):
        return True
    if len(texts) > 1 and header.of_cells(row.cells, knowledge):
        return True
    return len(tables) == 0


def _is_second_head(row: MarkedRow, columns: Sequence[HeaderColumn], cells: CellReader) -> bool:
    """Whether a row below the heads is one of heads too: words above values only, none beside a label."""
    name = next(column for column in columns if column.kind == NAME)
    beyond = min(column.first for column in columns if column.valued)
    there = [place for place, text in enumerate(row.cells) if text is not None and text.strip()]
    if not there or any(place < beyond or name.first <= place <= name.last for place in there):
        return False
    return all(cells[row.cells[place] or ""].kind not in {PLAIN, VALUE} for place in there)


def _are_heads(row: MarkedRow, columns: Sequence[HeaderColumn], cells: CellReader) -> bool:
    """Whether a row has words where the values of others are, or years, and no figure."""
    beyond = min(column.first for column in columns if column.valued)
    there = [text for text in row.cells[beyond:] if text is not None and text.strip()]
    words = (year_in(text) is not None or not any(map(str.isdigit, text)) for text in there)
    return bool(there) and all(words) and all(cells[text].kind not in {PLAIN, VALUE} for text in there)


def _found_table(
    columns: list[HeaderColumn],
    rows: list[MarkedRow],
    width: int,
    knowledge: Knowledge,
    cells: CellReader,
    place: tuple[int, int],
    reach: tuple[int, int],
    length: int,
) -> Found:
    columns = [column for column in columns if not _is_wordy(column, rows)]
    found = Found(tuple(column for column in columns if column.valued), [], *place)
    shape = _ColumnPlaces(columns, width, *reach)
    beside = 0
    for row in _rows_joined(rows, knowledge):
        beside += shape.has_value_without_head(row, cells)
        groups, words = shape.words(row, knowledge, cells)
        found.rows.extend(shape.heading(*group, knowledge) for group in groups)
        read = shape.draft_row(row, words, knowledge, cells, length)
        if isinstance(read, DraftRow):
            found.rows.append(read)
        elif read is not None:
            found.loose.append(read)
    if beside >= _SEVERAL:
        for each in found.rows:
            each.doubt = each.doubt or HINTS["more-columns"]
    return found


def _is_wordy(column: HeaderColumn, rows: list[MarkedRow]) -> bool:
    """Whether words without any figure are under a head that nobody knows: kinds of rows, or notes."""
    if column.kind:
        return False
    texts = [text for row in rows for text in row.cells[column.first : column.last + 1] if text and text.strip()]
    return any(any(map(str.isalpha, text)) for text in texts) and not any(any(map(str.isdigit, text)) for text in texts)


def _rows_joined(rows: list[MarkedRow], knowledge: Knowledge) -> Iterator[MarkedRow]:
    """The rows, each with the cells that reach down from it; a known label that is broken in two is joined again."""
    before: MarkedRow | None = None
    for row in rows:
        joined = None
        if before is not None:
            joined = _row_with_label_of(before, row, knowledge)
            if joined is None:
                yield attrs.evolve(before, deep=frozenset(row.above) - frozenset(before.above))
        before = joined or row
    if before is not None:
        yield before


def _row_with_label_of(before: MarkedRow, row: MarkedRow, knowledge: Knowledge) -> MarkedRow | None:
    """A row with the label alone of the row before it joined on; None where the result is not a known label."""
    if row.placed or len(before.texts) != 1 or not row.texts:
        return None
    (first,), second = before.texts, row.texts[0]
    if _known_label_in(first + second, knowledge) is None or _known_label_in(second, knowledge) is not None:
        return None
    at = list(row.cells).index(second)
    begin = before.starts[list(before.cells).index(first)]
    cells, starts = list(row.cells), list(row.starts)
    cells[at], starts[at] = first + second, begin
    return attrs.evolve(row, cells=cells, starts=starts)


def _known_label_in(text: str, knowledge: Knowledge) -> object:
    """The known label that a text is, apart from numbering and 其中; None where it is not known."""
    return knowledge.vocabulary.find(draft_row(text, 0, knowledge).label)


_TextAt = tuple[str, int]
"""A text and where it begins."""


def _says_more_than_number(text: str, knowledge: Knowledge) -> bool:
    """Whether a text says more than 其中, or the number of an item."""
    read = draft_row(text, 0, knowledge)
    numbered = bool(read.rank) and read.label == "".join(text.split())
    return not numbered and knowledge.part.fullmatch(plain(text)) is None and any(map(str.isalpha, read.label))


class _ColumnPlaces:
    """Where the columns of one table are."""

    def __init__(self, columns: list[HeaderColumn], width: int, begin: int, follows: int) -> None:
        self.width = width
        self.begin = begin
        self.end = follows
        self.valued = [column for column in columns if column.valued]
        self.single = {kind: next((c for c in columns if c.kind == kind), None) for kind in (NAME, UNIT, CODE, NOTE)}
        headed = {place for column in columns for place in range(column.first, column.last + 1)}
        name = next(column for column in columns if column.kind == NAME)
        first = name.first
        while first - 1 >= self.begin and first - 1 not in headed:
            first -= 1
        last = name.last
        while last + 1 not in headed and last + 1 < min(width, self.end):
            last += 1
        self.labels = range(first, last + 1)
        self.headed = headed

    def has_value_without_head(self, row: MarkedRow, cells: CellReader) -> bool:
        """Whether a row has a figure beside the labels where no head is."""
        outside = (text for place, text in self._there(row) if place not in self.labels and place not in self.headed)
        return any(_holds_value(cells[text]) and cells[text].value is not None for text in outside)

    def _there(self, row: MarkedRow) -> list[tuple[int, str]]:
        """The cells of a row that are there, with their columns."""
        there = [(place, text) for place, text in enumerate(row.cells) if text is not None and text.strip()]
        return [(place, text) for place, text in there if self.begin <= place < self.end]

    def words(self, row: MarkedRow, knowledge: Knowledge, cells: CellReader) -> tuple[list[_TextAt], list[_TextAt]]:
        """The labels of groups that begin with a row, and the words of the row's own label.

        A cell beside the labels of several rows is a group; one that says no more than 其中, or the number of an item,
        belongs to each label beside it.  A label that reaches down over rows without one of their own is theirs too.
        """
        own = [
            (text, row.starts[place], place in row.deep)
            for place, text in self._there(row)
            if place in self.labels and not _holds_value(cells[text])
        ]
        above = [(text, start) for place, (text, start) in sorted(row.above.items()) if place in self.labels]
        beside = [one for one in above if not _says_more_than_number(one[0], knowledge)]
        if not own:
            return [], above if self._there(row) else []
        *before, last = own
        if (
            before
            and _known_label_in("".join(text for text, *_ in own), knowledge) is None
            and _known_label_in(last[0], knowledge)
        ):
            before = [(*word[:2], True) for word in before]
        groups = [(text, start) for text, start, deep in before if deep and _says_more_than_number(text, knowledge)]
        words = [
            (text, start) for text, start, deep in before if not (deep and _says_more_than_number(text, knowledge))
        ]
        return groups, [*beside, *words, last[:2]]

    def heading(self, text: str, start: int, knowledge: Knowledge) -> DraftRow:
        """A row for the label of a group, which has no figures of its own."""
        read = draft_row(text, start, knowledge)
        read.cells = [ABSENT] * len(self.valued)
        return read

    def draft_row(
        self, row: MarkedRow, words: list[_TextAt], knowledge: Knowledge, cells: CellReader, length: int
    ) -> DraftRow | tuple[int, str] | None:
        """A row of the table; figures without a label as a place and a text; None for anything that is not a row."""
        there = self._there(row)
        lexemes = {place: cells[text] for place, text in there}
        if not there or all(lexeme.note == "ruler" or lexeme.kind == BLANK for lexeme in lexemes.values()):
            return None
        if not words:
            shown = " ".join(text.strip() for place, text in there if _holds_value(lexemes[place]))
            return (row.starts[there[0][0]], shown) if any(map(str.isdigit, shown)) else None
        read = draft_row("".join(text for text, _ in words), words[-1][1], knowledge)
        if knowledge.lettered.fullmatch(read.label):
            return None
        if knowledge.unit_of(read.label) is None and self._is_straight(row, there, lexemes, knowledge):
            unit = self._text(row, UNIT)
            if unit and any(map(str.isalpha, unit)):
                read.unit = knowledge.unit_of(unit) or unit
            read.cells = [self._cell(row, column, lexemes, read.unit) for column in self.valued]
            if read.unit is None and (units := {lexeme.unit for lexeme in lexemes.values()} - {""}):
                read.unit = units.pop() if len(units) == 1 else None
            read.code = self._text(row, CODE) or None
            last = there[-1][0]
            read.cut_off = not row.placed and last not in self.labels and _holds_value(lexemes[last])
            read.cut_off &= row.starts[last] + lexemes[last].lead + len(lexemes[last].raw) >= length
        else:
            self._anchored(read, row, there, lexemes, knowledge)
        return read

    def _text(self, row: MarkedRow, kind: str) -> str:
        column = self.single[kind]
        if column is None:
            return ""
        texts = "".join("".join((text or "").split()) for text in row.cells[column.first : column.last + 1])
        reaching = row.above.get(column.first) if kind == UNIT else None
        return texts or (reaching[0].strip() if reaching else "")

    def _is_straight(
        self, row: MarkedRow, there: list[tuple[int, str]], lexemes: Mapping[int, Lexeme], knowledge: Knowledge
    ) -> bool:
        """Whether nothing speaks against each cell being in its column."""
        unit = self.single[UNIT]
        for place, text in there:
            value = _holds_value(lexemes[place]) and lexemes[place].value is not None
            if value and (place in self.labels or place not in self.headed):
                return False
            if unit is not None and unit.first <= place <= unit.last and any(map(str.isdigit, text)):
                return False
            if any(column.first <= place <= column.last for column in self.valued) and knowledge.unit_of(text):
                return False
        figures = any(place not in self.labels and _holds_value(lexemes[place]) for place, _ in there)
        if row.placed or not figures:
            return True
        wanted = max(self.headed) + 1
        if self.width > wanted and not (row.cells[-1] or "").strip():
            wanted = self.width  # what ends both the row of heads and this one is not a cell
        return len(row.cells) >= wanted

    def _cell(self, row: MarkedRow, column: HeaderColumn, lexemes: Mapping[int, Lexeme], unit: str | None) -> Cell:
        inside = range(column.first, min(column.last + 1, len(row.cells)))
        shared = next((row.above[place] for place in inside if place in row.above), None)
        if shared is not None and any(map(str.isdigit, shared[0])):
            begin = shared[1] + len(shared[0]) - len(shared[0].lstrip())
            raw = shared[0].strip()
            return Cell(None, State.AMBIGUOUS, raw, Span(begin, begin + len(raw)))
        found = [place for place in inside if place in lexemes]
        if len(found) == 1:
            place = found[0]
            reaches = row.placed and column.last + 1 < len(row.cells) and row.cells[column.last + 1] is None
            wide = reaches and any(other.first == column.last + 1 for other in self.valued)
            doubtful = (wide or place in row.deep) and _holds_value(lexemes[place])
            return indicator_cell(lexemes[place], row.starts[place], unit, doubtful=doubtful)
        if found:
            return Cell(None, State.AMBIGUOUS, *row.stretch(found[0], found[-1]))
        empty = next((place for place in inside if row.cells[place] is not None), None)
        if empty is None:
            return ABSENT
        return Cell(None, State.BLANK, "", Span(row.starts[empty], row.starts[empty]))

    def _anchored(
        self,
        read: DraftRow,
        row: MarkedRow,
        there: list[tuple[int, str]],
        lexemes: Mapping[int, Lexeme],
        knowledge: Knowledge,
    ) -> None:
        """Read a row that lost cells or has more: by its unit, if one value for each column is after it."""
        units = [place for place, text in there if place not in self.labels and knowledge.unit_of(text)]
        unit = self.single[UNIT]
        behind = [place for place, _ in there if units and place > units[0]]
        fits = (
            unit is not None
            and len(units) == 1
            and knowledge.unit_of(read.label) is None
            and units[0] <= self.labels[-1] + 1
            and not row.placed
            and all(column.first > unit.first for column in self.valued)
            and len(behind) == len(self.valued)
            and all(_holds_value(lexemes[place]) for place in behind)
            and self.single[CODE] is None
            and self.single[NOTE] is None
        )
        if fits:
            read.unit = knowledge.unit_of(row.cells[units[0]] or "")
            read.cells = [indicator_cell(lexemes[place], row.starts[place], read.unit) for place in behind]
            if self._has_blank_and_more(row, behind):
                read.doubt = HINTS["cells-under-columns"].format(count=len(there), columns=self.width)
            return
        values = [place for place, _ in there if place not in self.labels]
        raw, span = row.stretch(values[0], values[-1]) if values else ("", None)
        read.cells = [Cell(None, State.AMBIGUOUS, raw, span)] * len(self.valued)
        read.surplus = sum(_holds_value(lexemes[place]) for place in values) > len(self.valued)
        read.doubt = HINTS["cells-under-columns"].format(count=len(there), columns=self.width)

    def _has_blank_and_more(self, row: MarkedRow, behind: list[int]) -> bool:
        """Whether a cell below a head is empty and a figure below none: it may be of another column than in order."""
        places = (place for column in self.valued for place in range(column.first, column.last + 1))
        blank = any(place < len(row.cells) and not (row.cells[place] or "").strip() for place in places)
        return blank and not self.headed.issuperset(behind)


def _holds_value(lexeme: Lexeme) -> bool:
    return lexeme.kind in {PLAIN, VALUE} and lexeme.note != "ruler"


def indicator_cell(lexeme: Lexeme, start: int, unit: str | None, *, doubtful: bool = False) -> Cell:
    """The value cell that a text is; a figure whose unit is not that of its row is not one."""
    begin = start + lexeme.lead
    span = Span(begin, begin + len(lexeme.raw))
    if lexeme.kind == BLANK:
        return Cell(None, State.BLANK, "", Span(start, start))
    if doubtful:
        return Cell(None, State.AMBIGUOUS, lexeme.raw, span)
    if _holds_value(lexeme) and (unit is None or lexeme.unit in {"", unit}):
        return Cell(lexeme.value, lexeme.state, lexeme.raw, span)
    return Cell(None, State.UNREADABLE, lexeme.raw, span)


def _read_turned(
    first: MarkedRow, rows: Iterator[MarkedRow], knowledge: Knowledge, cells: CellReader, length: int
) -> list[Found]:
    """The table whose columns are the indicators: its heads are below each other at the left."""
    kept = [first]
    for row in rows:
        label = next((text for text in row.cells if text and text.strip()), None)
        known = knowledge.heads.find(label) if label is not None and len(label) < _LONGEST_LABEL else None
        if known is None or len(row.cells) != len(first.cells) or len(kept) > header.MOST:
            break
        kept.append(row)
    if not kept[1:] or None in first.cells:
        return []
    turned = [
        MarkedRow(
            [row.cells[place] for row in kept],
            [row.starts[place] for row in kept],
            kept[-1].end,
            first.text,
            placed=first.placed,
        )
        for place in range(len(first.cells))
    ]
    columns = header.of_cells(turned[0].cells, knowledge)
    if len(columns) != 1 or any(None in row.cells for row in kept):
        return []
    place = (first.starts[0], kept[-1].end)
    table = _found_table(columns[0], turned[1:], len(kept), knowledge, cells, place, (0, _NONE), length)
    return [table] if table.rows else []


__all__ = ["Found", "MarkedRow", "begin_of_row", "indicator_cell", "read_marked", "rows_of_document", "rows_of_layout"]
