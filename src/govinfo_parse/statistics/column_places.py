"""Where the columns of an indicator table are, and what a row has in them."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_parse.diagnostics import HINTS
from govinfo_parse.grammar.folding import plain
from govinfo_parse.lexing.lexemes import BLANK, PLAIN, VALUE, CellReader, Lexeme
from govinfo_parse.model import ABSENT, Cell, Span, State
from govinfo_parse.statistics.draft_rows import DraftRow, draft_row, known_label_in
from govinfo_parse.statistics.header import HeaderColumn
from govinfo_parse.statistics.knowledge import CODE, NAME, NOTE, UNIT, Knowledge
from govinfo_parse.statistics.marked_rows import MarkedRow

_TextAt = tuple[str, int]
"""A text and where it begins."""


def _says_more_than_number(text: str, knowledge: Knowledge) -> bool:
    """Whether a text says more than 其中, or the number of an item."""
    read = draft_row(text, 0, knowledge)
    numbered = bool(read.rank) and read.label == "".join(text.split())
    return not numbered and knowledge.part.fullmatch(plain(text)) is None and any(map(str.isalpha, read.label))


class ColumnPlaces:
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
        return any(holds_value(cells[text]) and cells[text].value is not None for text in outside)

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
            if place in self.labels and not holds_value(cells[text])
        ]
        above = [(text, start) for place, (text, start) in sorted(row.above.items()) if place in self.labels]
        beside = [one for one in above if not _says_more_than_number(one[0], knowledge)]
        if not own:
            return [], above if self._there(row) else []
        *before, last = own
        if (
            before
            and known_label_in("".join(text for text, *_ in own), knowledge) is None
            and known_label_in(last[0], knowledge)
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
            shown = " ".join(text.strip() for place, text in there if holds_value(lexemes[place]))
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
            read.cut_off = not row.placed and last not in self.labels and holds_value(lexemes[last])
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
            value = holds_value(lexemes[place]) and lexemes[place].value is not None
            if value and (place in self.labels or place not in self.headed):
                return False
            if unit is not None and unit.first <= place <= unit.last and any(map(str.isdigit, text)):
                return False
            if any(column.first <= place <= column.last for column in self.valued) and knowledge.unit_of(text):
                return False
        figures = any(place not in self.labels and holds_value(lexemes[place]) for place, _ in there)
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
            doubtful = (wide or place in row.deep) and holds_value(lexemes[place])
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
            and all(holds_value(lexemes[place]) for place in behind)
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
        read.surplus = sum(holds_value(lexemes[place]) for place in values) > len(self.valued)
        read.doubt = HINTS["cells-under-columns"].format(count=len(there), columns=self.width)

    def _has_blank_and_more(self, row: MarkedRow, behind: list[int]) -> bool:
        """Whether a cell below a head is empty and a figure below none: it may be of another column than in order."""
        places = (place for column in self.valued for place in range(column.first, column.last + 1))
        blank = any(place < len(row.cells) and not (row.cells[place] or "").strip() for place in places)
        return blank and not self.headed.issuperset(behind)


def holds_value(lexeme: Lexeme) -> bool:
    """Whether a cell holds a figure, and is no line that is drawn."""
    return lexeme.kind in {PLAIN, VALUE} and lexeme.note != "ruler"


def indicator_cell(lexeme: Lexeme, start: int, unit: str | None, *, doubtful: bool = False) -> Cell:
    """The value cell that a text is; a figure whose unit is not that of its row is not one."""
    begin = start + lexeme.lead
    span = Span(begin, begin + len(lexeme.raw))
    if lexeme.kind == BLANK:
        return Cell(None, State.BLANK, "", Span(start, start))
    if doubtful:
        return Cell(None, State.AMBIGUOUS, lexeme.raw, span)
    if holds_value(lexeme) and (unit is None or lexeme.unit in {"", unit}):
        return Cell(lexeme.value, lexeme.state, lexeme.raw, span)
    return Cell(None, State.UNREADABLE, lexeme.raw, span)
