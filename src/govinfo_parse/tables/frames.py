"""Frames: heads and the rows below them, and the columns that the heads make."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, pairwise

import attrs

from govinfo_parse.grammar.phrases import is_year
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.grammar.values import is_unit
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT, ODD, PLAIN, TEXT
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.head_places import HeadPlaces
from govinfo_parse.tables.lines import Line, TableLines
from govinfo_parse.tables.roles import BESIDE, NESTED, UPRIGHT, Roles
from govinfo_parse.tables.subjects import Subjects

_ROWS = 64
"""A table of a form has at most this many rows."""


@attrs.define(eq=False, slots=True)
class Body:
    """A line of values.

    Attributes:
        line: where it stands.
        label: its label, if it is known.
        side: what the label is beside; None where labels are only above, or where it is not known.
        first: the first cell after its labels.
        unknown: its label that no form has, if there is one.
        narrowing: the texts beside its label that make it another row than the form's.
        beside: the unknown words left of its label: the row may be another body's.
        loose: the lines of values right below it that have no label.
        over: the lines of values right above it that have no label, the nearest last: numbers may begin there.
    """

    line: Line
    label: Label | None
    side: str | None
    first: int
    unknown: int | None = None
    narrowing: tuple[int, ...] = ()
    beside: str = ""
    loose: list[Line] = attrs.field(factory=list)
    over: list[Line] = attrs.field(factory=list)

    @property
    def offset(self) -> int:
        """Where it begins in the caller's text."""
        if self.label is not None:
            return int(self.label.token.offset)
        index = self.unknown if self.unknown is not None else min(self.first, self.line.stop - 1)
        return self.line.grid.offset(index)

    @property
    def text(self) -> str:
        """Its label as printed."""
        if self.label is not None:
            return str(self.label.token.text)
        return self.line.grid.lexemes[self.unknown].raw if self.unknown is not None else ""


@attrs.define(eq=False)
class Frame:
    """Heads, and the rows below them.

    Attributes:
        roles: what labels do in its table.
        grid: where it stands.
        heads: the lines of its heads.
        rows: its lines of values.
        since: where in the caller's text the lines above it begin.
        unfilled: labels of rows that are among its heads, or without values.
        is_first: whether no other frame of its table is above it.
    """

    roles: Roles
    grid: Grid
    heads: list[Line]
    since: int
    rows: list[Body] = attrs.field(factory=list)
    unfilled: list[Label] = attrs.field(factory=list)
    is_first: bool = True

    @cached_property
    def framed(self) -> bool:
        """Whether its merged cells are known: a table that has none may leave empty cells where others merge.

        Its caption stands right above it.
        """
        lines = [*self.heads, *(body.line for body in self.rows)]
        if not self.grid.framed or not lines:
            return False
        start = lines[0].start
        above = self.grid.start_of(max(self.grid.row_of(start) - 1, 0))
        return any(
            kind >= LEFT
            for begin, stop in ((above, start), *((line.start, line.stop) for line in lines))
            for kind in self.grid.kinds[begin:stop]
        )

    @property
    def offset(self) -> int:
        """Where its first line begins in the caller's text; ``since`` where it has no line."""
        lines = [*self.heads, *(body.line for body in self.rows)]
        if not lines:
            return self.since
        first = lines[0]
        index = next((i for i in range(first.start, first.stop) if self.grid.kinds[i]), first.start)
        return self.grid.offset(index)


def frames(table: TableLines, roles: Roles, year: int | None = None) -> list[Frame]:
    """The frames of a table, in the order of the text; ``year`` is the report's, if it is known."""
    return _Framing(table, roles, year).frames()


class _Framing:
    """Walks over the lines of one table."""

    def __init__(self, table: TableLines, roles: Roles, year: int | None) -> None:
        self._table = table
        self._year = year
        self._roles = roles
        self._found: list[Frame] = []
        self._frame: Frame | None = None
        self._heads: list[Line] = []
        self._unfilled: list[Label] = []
        self._block: str | None = None
        self._last: Body | None = None
        self._unowned: list[Line] = []
        self._head_places = HeadPlaces(self._heads, roles)
        self._subjects = Subjects(roles, year, self._places_of_heads)
        self._since = table.grid.begin
        self._last_filled = max(line.start for line in table.lines if line.labels or line.values)

    def frames(self) -> list[Frame]:
        for line in self._table.lines:
            if line.labels:
                self._labelled(line)
            else:
                self._unlabelled(line)
            self._subjects.pass_line(line)
        self._end()
        sides = {body.side for frame in self._found for body in frame.rows}
        for frame in self._found:
            self._doubt_shared(frame, sides)
        return self._found

    def _end(self) -> None:
        """Handle heads with nothing below them: what looked like a head may have been an unknown row."""
        if not self._heads:
            return
        lines, self._heads = self._heads, []
        if self._roles.way == NESTED and lines[-1].numbers and not lines[-1].labels:
            # Where labels stand above only, what looked like one more line of heads is the row.
            self._heads = lines[:-1]
            self._values(lines[-1])
            return
        if self._unfilled:
            self._begin()
        for number, line in enumerate(lines):
            words = line.words
            if line.numbers and words:
                if self._frame is None:
                    self._heads = lines[:number]
                self._unknown(line, words[-1])

    def _doubt_shared(self, frame: Frame, sides: Collection[str | None]) -> None:
        """Labels that any group could have, such as 合计, label the form's row only in its place; ``sides`` is what the
        labels of all rows are beside.
        """
        order = self._roles.table.order
        if self._roles.way != UPRIGHT:
            return
        places = [order.get(body.side or "", -1) for body in frame.rows]
        before = list(accumulate(places, max, initial=-1))
        for (number, body), is_in_group in zip(enumerate(frame.rows), self._in_groups(frame.rows), strict=False):
            if body.label is None or body.label.column is None or body.narrowing:
                continue
            # Rows that come between it and the row before it in the form are printed later, so it is another total.
            later = any(before[number] < place <= places[number] for place in places[number + 1 : number + _ROWS])
            # Beside a row that nobody knows, which may be the total itself, it may be that of other rows.
            beside = [*frame.rows[max(number - 1, 0) : number], *frame.rows[number + 1 : number + 2]]
            is_total = (body.side or "").rpartition(".")[2] == "total"
            later = later or (is_total and any(other.side is None for other in beside))
            later = later or (not is_total and self._is_alone_of_group(body.side, sides))
            # Words that nobody knows left of it may be the label of another group.
            later = later or any(index < body.label.token.index for index in body.line.words if body.line.grid.lined)
            if later or (is_in_group and body.line.grid.lined and not body.line.joined):
                body.narrowing = (body.label.token.index,)

    def _is_alone_of_group(self, side: str | None, sides: Collection[str | None]) -> bool:
        """Whether no other row of the innermost group of a row is there: 其他 may be （六） then, or its third row."""
        groups = [members for members in self._roles.table.groups.values() if side in members]
        others = min(groups, key=len, default=frozenset()) - {side}
        return bool(others) and others.isdisjoint(sides)

    def _in_groups(self, rows: Sequence[Body]) -> Iterator[bool]:
        """For each row whether its label is right below one of a deeper group, and right of others that are as deep as
        it: 合计 below 3.其他 is a sum of that group.
        """
        depths = [self._roles.depth(body.side, body.label) for body in rows]
        places = [body.label.token.index - body.line.start if body.label is not None else 0 for body in rows]
        leftmost = {depth: place for place, depth in sorted(zip(places, depths, strict=True), reverse=True)}
        yield False
        for (above, over), (place, depth) in pairwise(zip(places, depths, strict=True)):
            yield above == place > leftmost[depth] and over > depth

    # ---- lines with labels

    def _labelled(self, line: Line) -> None:
        roles = self._roles
        if roles.way == NESTED and self._is_values(line):
            self._values(line)
            return
        is_row, is_head = self._what(line)
        if is_head and self._is_text_below_head(line):
            self._unlabelled(attrs.evolve(line, labels=[]))
            return
        if is_row and not is_head:
            if any(label.terminal in roles.captions for label in line.labels):
                self._close()
            self._row(line)
            return
        covering = self._subjects.covering(line)
        if is_head or any(roles.is_over_columns(label.terminal) for label in line.labels):
            self._head(line)
        else:
            self._block = next((label.row for label in line.labels if label.row is not None), self._block)
            self._mark(line)
        self._subjects.add_left_of_heads(line, covering)

    def _what(self, line: Line) -> tuple[bool, bool]:
        """Whether the labels of a line stand beside values, and whether they head columns."""
        is_row = is_head = False
        either = leaf = None
        for label in line.labels:
            head, side = self._roles.head(label), self._roles.side(label)
            if leaf is not None and head is not None and self._is_in_values(line, leaf, label):
                continue  # a text in place of a value
            leaf = label if leaf is None and side is not None and head is None else leaf
            either = label if head is not None else either
            is_head = is_head or (head is not None and side is None) or label.column == CONTENT
            is_row = is_row or (side is not None and head is None)
        if either is None or is_row or is_head:
            return is_row, is_head
        # 总计 and 其他 head a column or label a row; 其他 is the first row only left of a number below each head.
        begun = self._frame is not None and self._frame.rows and not self._heads
        if (begun or self._fills_heads(line, either)) and self._leads(line, either.token.index):
            return True, False
        # Alone on a line, it is a text in place of a value.
        return False, not (begun and len(line.labels) == 1 and not line.words and not line.values)

    def _fills_heads(self, line: Line, label: Label) -> bool:
        """Whether a line has a number below each of several heads, and left of them all a label that is no total: a
        total may be that of other rows.
        """
        known = self._places_of_heads().known
        numbers = {index - line.start for index in line.numbers}
        left = line.grid.lined and len(known) > 1 and label.token.index - line.start < min(known)
        return left and known <= numbers and not (self._roles.side(label) or "").endswith(".total")

    def _is_in_values(self, line: Line, leaf: Label, label: Label) -> bool:
        """Whether a head stands among the values of a row: behind a number, or below heads and the only one."""
        if not line.grid.lined:
            return False
        if any(leaf.token.index < index < label.token.index for index in line.numbers):
            return True
        heads = [each for each in line.labels if self._roles.head(each) is not None]
        return len(heads) == 1 and self._is_below_head(line, label.token.index)

    def _is_values(self, line: Line) -> bool:
        """Whether the labels of a line stand in place of values: after numbers."""
        first = line.labels[0].token.index
        if not line.grid.lined or bisect(line.numbers, first) < 2:  # noqa: PLR2004
            return False
        for label in line.labels:
            line.grid.kinds[label.token.index] = TEXT
        return True

    def _is_text_below_head(self, line: Line) -> bool:
        """Whether the labels of a line that could be heads stand in place of values of a row that nobody knows."""
        heads = [label for label in line.labels if self._roles.head(label) is not None]
        begun = self._frame is not None and self._frame.rows and not self._heads
        either = all(self._roles.side(label) is not None for label in heads)
        if not (begun and heads and either and all(self._is_below_head(line, each.token.index) for each in heads)):
            return False
        below = partial(self._is_below_head, line)
        if all(map(below, line.words)) or not any(map(below, line.numbers)):
            return False
        for label in heads:
            line.grid.kinds[label.token.index] = TEXT
        return True

    def _leads(self, line: Line, label: int) -> bool:
        """Whether a label stands before values, and nothing before it; left of all heads, the label of a group may."""
        kinds = line.grid.kinds
        columns = self._leftmost_head() if line.grid.lined else None
        is_first = columns is not None and label - line.start < columns
        return (is_first or not any(self._is_filled(line, i) for i in range(line.start, label))) and any(
            BLANK < kind < ODD for kind in kinds[label + 1 : line.stop]
        )

    def _is_filled(self, line: Line, index: int) -> bool:
        """Whether a cell beside labels holds anything but a label; left of all columns a number counts the rows."""
        kind = line.grid.kinds[index]
        if kind == PLAIN and line.grid.lined:
            return index - line.start >= (self._leftmost_head() or 0)
        return kind not in {BLANK, LABEL, LEFT, ABOVE}

    def _head(self, line: Line) -> None:
        roles = self._roles
        captions = [n for n, label in enumerate(line.labels) if label.terminal in roles.captions]
        if captions:
            self._close()
        values = line.values
        last = line.labels[-1].token
        index = last.torn[-1] if last.torn else last.index
        after = values[bisect(values, index) :]
        if self._frame is not None and self._frame.rows:
            self._frame = None
        for label in line.labels:
            if roles.side(label) is not None and roles.head(label) is None:
                self._unfilled.append(label)
        figures = sum(len(line.grid.lexemes[value].raw) for value in after)
        if figures >= len(roles.table.heads_order) and not line.grid.lined and roles.way == NESTED:
            # Without lines the values of a row stand right after the last head.
            self._heads.append(attrs.evolve(line, stop=index + 1))
            rest = Line(line.grid, index + 1, line.stop, [])
            self._behind_heads(rest)
        else:
            self._heads.append(line)

    def _behind_heads(self, line: Line) -> None:
        """The values of a row right behind the last head, where lines are not known.

        Words before them are its label only if there is a head for each of them: else they may be a head.
        """
        if not line.words:
            self._values(line)
            return
        value = self._value_after(line, line.words[0])
        count = self._places_of_heads().count
        if count in {0, len(line.values), len(self._roles.heads_order)}:
            self._unknown(line, value - 1)
        else:
            self._heads.append(attrs.evolve(line, stop=value))
            self._values(Line(line.grid, value, line.stop, []))

    def _mark(self, line: Line) -> None:
        roles = self._roles
        for label in line.labels:
            if label.terminal in roles.captions:
                self._close()
        if line.numbers and self._goes_down(line):
            self._unowned.append(line)
            if self._last is not None:
                self._last.loose.append(line)
        elif line.numbers:
            # Values of the group as a whole, or of an unknown row of it.
            label = line.labels[-1].token.index
            # A label such as 2022年 may be taken for a damaged value; a number left of all counts the rows.
            first = next(iter(line.numbers[bisect(line.numbers, label) :]), label)
            texts = (i for i in range(label + 1, first) if ODD <= line.grid.kinds[i] <= TEXT)
            self._unknown(line, next(texts, label))

    @staticmethod
    def _goes_down(line: Line) -> bool:
        """Whether a label of a line goes on in the row below, so that numbers may go on there too."""
        grid = line.grid
        if grid.framed:
            return False
        below = [line.stop + label.token.index - line.start for label in line.labels]
        return any(cell < len(grid.kinds) and grid.kinds[cell] == ABOVE for cell in below)

    def _close(self) -> None:
        self._end()
        self._frame = None
        self._heads = []
        self._last = None
        self._subjects.forget()

    def _row(self, line: Line) -> None:
        roles = self._roles
        leaf, several = self._leaf(line)
        if leaf is None:
            return
        side = roles.side(leaf)
        if roles.way == BESIDE:
            blocks = (label.row for label in reversed(line.labels) if label.row in roles.table.order)
            self._block = next(blocks, self._block)
            side = f"{self._block}.{side}" if self._block is not None else None
        token = leaf.token
        behind = [index + 1 for index in (token.index, *token.torn) if line.start <= index < line.stop]
        body = Body(line, leaf, side, token.index + 1 if line.joined else max(behind, default=line.start))
        if several:
            body.narrowing = tuple(label.token.index for label in line.labels)
        elif line.grid.lined:
            body.narrowing = tuple(self._narrowing(line, token.index))
            body.first = max([body.first, *(index + 1 for index in body.narrowing)])
            body.beside = self._subjects.beside(line, token.index)
        body.beside = self._subjects.of_row(line, token.index, body.beside)
        self._add(body)

    def _leaf(self, line: Line) -> tuple[Label | None, bool]:
        """The label of the row, which stands inside those of its groups, and whether there are labels of other rows."""
        roles, groups = self._roles, self._roles.table.groups
        leaf: Label | None = None
        several = False
        value = line.stop
        for label in line.labels:
            side = roles.side(label)
            if leaf is None:
                if side is not None:
                    leaf, value = label, self._value_after(line, label.token.index)
            elif value < label.token.index or (
                (side is None or roles.head(label) is not None) and self._is_below_head(line, label.token.index)
            ):
                line.grid.kinds[label.token.index] = TEXT  # a text in place of a value
            elif side is not None and roles.side(leaf) not in groups.get(label.terminal, ()):
                if side in groups.get(leaf.terminal, ()):
                    leaf, value = label, self._value_after(line, label.token.index)
                else:
                    several = True
        return leaf, several

    def _is_below_head(self, line: Line, index: int) -> bool:
        """Whether a cell stands where the columns of values do, at one place with a head or right of the first one."""
        columns = self._leftmost_head() if line.grid.lined and not line.joined else None
        return columns is not None and index - line.start >= columns

    @staticmethod
    def _value_after(line: Line, index: int) -> int:
        """The first cell with a value after a cell of a line; the line's end where there is none."""
        kinds = line.grid.kinds
        return next((i for i in range(index + 1, line.stop) if BLANK < kinds[i] <= ODD), line.stop)

    def _narrowing(self, line: Line, label: int) -> Iterator[int]:
        """The texts beside a row's label that make it another row.

        To its left, that is a word that narrows it, such as 上年; to its right, before its values, any word.
        """
        columns = self._leftmost_head()
        yield from self._subjects.others(line, label)
        texts = line.words
        if columns is not None:
            texts = [i for i in texts if i - line.start < columns]  # otherwise it is a text in place of a value
            within = range(line.start, min(line.start + columns, line.stop))
            own = {*line.parts, *(each.token.index for each in line.labels)}
            others = (i for i in within if line.grid.kinds[i] == LABEL and i not in own)  # of another table
            names = (i for i in within if self._is_name(line, i) and not is_unit(line.grid.lexemes[i].raw))
            texts = sorted([*texts, *others, *names])
        known, values = set(texts), line.values
        value = next((i for i in values[bisect(values, label) :] if i not in known), line.stop)
        last = values[-1] if values else label
        for index in texts:
            if index in range(label, min(value, last)):
                is_word = sum(map(str.isalpha, line.grid.lexemes[index].raw)) > 1
                if is_word or line.grid.kinds[index] == ODD:
                    yield index

    def _is_name(self, line: Line, index: int) -> bool:
        """Whether a short text that is below no head, and may be a damaged value, is rather a label: 2022年, 甲, ①."""
        if line.grid.kinds[index] != ODD or line.joined or not _names(line.grid.lexemes[index].raw):
            return False
        return index - line.start not in self._places_of_heads().words

    def _beside(self, line: Line) -> tuple[int, ...]:
        """The texts left of a row without a label of its own that say whose values they are, or of when."""
        stop = min([*line.numbers, line.stop])
        if line.grid.lined:
            stop = min(stop, line.start + (self._leftmost_head() or 0))
        return tuple(self._subjects.others(line, stop))

    def _leftmost_head(self) -> int | None:
        """The place of the first column in the lines of the heads, if there are heads."""
        return self._places_of_heads().first

    def _places_of_heads(self) -> HeadPlaces:
        heads = self._heads or (self._frame.heads if self._frame is not None else [])
        if self._head_places.lines is not heads:
            self._head_places = HeadPlaces(heads, self._roles)
        self._head_places.update()
        return self._head_places

    # ---- lines without labels

    def _unlabelled(self, line: Line) -> None:
        if not line.filled:
            if self._heads and self._roles.way == NESTED and self._is_blank_row(line):
                self._values(line)
            return
        first = next(i for i in range(line.start, line.stop) if BLANK < line.grid.kinds[i] <= TEXT)
        if self._heads and self._is_reached(line):
            self._heads.append(line)
        elif not line.words:
            self._figures(line, first)
        elif self._heads:
            self._among_heads(line, first)
        else:
            self._among_rows(line, first)

    def _is_reached(self, line: Line) -> bool:
        """Whether a line without labels is one more line of heads: the known heads reach down into it.

        Where merged cells are not known, their places are empty in it, and nothing stands left of them.
        """
        kinds = line.grid.kinds
        known = [line.start + place for place in self._places_of_heads().known if line.start + place < line.stop]
        if line.grid.framed:
            return any(kinds[index] == ABOVE for index in known)
        left = line.start + (self._leftmost_head() or 0)
        beside = any(kinds[index] != BLANK for index in range(line.start, min(left, line.stop)))
        inside = line.grid.lined and self._roles.way == UPRIGHT and not line.joined and not beside
        return bool(known) and inside and all(kinds[index] == BLANK for index in known)

    def _figures(self, line: Line, first: int) -> None:
        """A line of values, without any word."""
        label = self._label_beside(line)
        if self._heads and (self._is_head_of_figures(line) or self._is_head_of_years(line)):
            self._heads.append(line)
        elif label is not None:
            self._unknown(line, label)
        elif self._is_unknown_row(line, first):
            self._unknown(line, first)
        else:
            self._values(line)

    def _among_heads(self, line: Line, first: int) -> None:
        """A line with unknown words right below heads: more heads, or the first row."""
        words, values = line.words, line.values
        headless = self._leftmost_head() is None
        label = self._label_beside(line)
        if self._roles.way == NESTED and line.numbers and words[0] != first:
            self._values(line)
        elif self._roles.way == NESTED and line.numbers and not line.grid.lined:
            self._behind_heads(line)
        elif label is not None:
            self._unknown(line, label)
        elif first == words[0] and values and not headless and self._is_unknown_row(line, first):
            self._unknown(line, first)
        else:
            if words[-1] - line.start < (self._leftmost_head() or 1):
                self._subjects.add_line(line.text)  # it is left of all columns, and heads none of them
            self._heads.append(line)

    def _among_rows(self, line: Line, first: int) -> None:
        """A line with unknown words, below rows or before any heads."""
        words, values = line.words, line.values
        if line is self._table.lines[0] and not values and line.grid.lined:
            self._heads.append(line)  # above the first label of the table
            return
        label = self._label_beside(line)
        if label is not None:
            self._unknown(line, label)
        elif values and words[0] < values[0]:
            before = [index for index in words if index < values[0]]
            self._unknown(line, first if line.grid.lined else before[-1])
        elif values:
            self._values(line)
        elif self._frame is not None and self._are_heads(line):
            self._frame, self._heads, self._last = None, [line], None
        elif len(line.text) > thresholds.PROSE:
            self._last = None
        else:
            self._subjects.add_line(line.text)

    def _are_heads(self, line: Line) -> bool:
        """Whether a line of unknown words heads the rows below it: it has one for most columns of the rows above."""
        columns = {
            label.terminal
            for head in (self._frame.heads if self._frame is not None else ())
            for label in head.labels
            if self._roles.head(label) is not None
        }
        return line.grid.lined and len(line.words) > 1 + len(columns) // 2

    def _is_blank_row(self, line: Line) -> bool:
        """Whether an empty line is a row of the table: as wide as its lowest heads reach."""
        last = self._heads[-1]
        wide = sum(label.column is not None for label in last.labels)
        return wide > 1 and line.stop - line.start >= last.stop - last.start and line.start > self._last_filled

    def _is_head_of_figures(self, line: Line) -> bool:
        """Whether a line of figures numbers the columns above it: 1 2 3 4."""
        values = [line.grid.lexemes[index].value for index in line.values]
        numbers = len(values) > 1 and values == list(range(1, len(values) + 1))
        return numbers and len(values) >= self._places_of_heads().count and self._roles.way != NESTED

    def _is_head_of_years(self, line: Line) -> bool:
        """Whether a line right below heads has nothing but years, another than the report's among them."""
        years = [line.grid.lexemes[index].raw for index in line.values] if line.grid.lined else []
        others = any(self._year is not None and int(year) != self._year for year in years if is_year(year))
        return others and all(map(is_year, years))

    def _is_unknown_row(self, line: Line, first: int) -> bool:
        """Whether a text before values is a row's label: it stands left of every column."""
        left = self._leftmost_head() or 0
        if line.grid.kinds[first] == ODD and any(map(str.isalpha, line.grid.lexemes[first].raw)):
            return len(line.values) > 1 and self._roles.way != NESTED  # 2022年
        if line.grid.kinds[first] != TEXT:
            least = 2 if is_year(line.grid.lexemes[first].raw) else 3
            numbered = line.grid.lined and self._roles.way != NESTED and len(line.values) >= least
            return numbered and first - line.start < left
        if not line.grid.lined:
            return self._has_value_for_each_head(line)
        return first - line.start < max(left, 1)

    def _has_value_for_each_head(self, line: Line) -> bool:
        """Whether a line right below heads has a value for each of them; fewer may be heads, such as ① and %."""
        count, order = self._places_of_heads().count, self._roles.heads_order
        wide = len(order) if self._roles.has_heads_once else count
        return len(line.values) >= wide or count >= len(order) or bool(self._unfilled)

    def _label_beside(self, line: Line) -> int | None:
        """The unknown label left of all columns; at most a number that counts the rows may come before it."""
        left = self._leftmost_head()
        if left is None or not line.grid.lined or line.joined or self._roles.way != UPRIGHT:
            return None
        kinds = line.grid.kinds
        filled = [i for i in range(line.start, min(line.start + left, line.stop)) if BLANK < kinds[i] <= TEXT]
        names = [i for i in filled if kinds[i] == TEXT or self._is_name(line, i)]
        if not names or filled[: len(filled) - len(names)] + names != filled or len(filled) - len(names) > 1:
            return None
        counts = filled[: len(filled) - len(names)]
        if any(kinds[i] != PLAIN for i in counts) or self._value_after(line, names[-1]) == line.stop:
            return None
        return names[0]

    def _unknown(self, line: Line, index: int) -> None:
        """Values after an unknown text; where labels are only above, that text is not a label."""
        if self._roles.way == NESTED:
            beside = self._subjects.beside(line, index + 1) if line.grid.lined else ""
            self._add(Body(line, None, None, index + 1, narrowing=self._beside(line), beside=beside))
        else:
            self._add(Body(line, None, None, index + 1, unknown=index))

    def _values(self, line: Line) -> None:
        """A line of values without a label: a row where labels are only above, else the rest of the row above."""
        if self._roles.way == NESTED and (self._heads or self._frame is not None):
            first = next((i for i in range(line.start, line.stop) if line.grid.kinds[i] <= ODD), line.start)
            body = Body(line, None, None, line.start if line.grid.lined else first, narrowing=self._beside(line))
            if line.grid.lined:
                body.beside = self._subjects.beside(line, min([*line.numbers, line.stop]))
            self._add(body)
            return
        if self._unowned and not self._unowned[-1].is_right_above(line):
            self._unowned = []
        self._unowned.append(line)
        if self._last is not None:
            self._last.loose.append(line)
        elif line.numbers:
            self._begin().rows.append(Body(line, None, None, line.start))

    # ---- frames

    def _add(self, body: Body) -> None:
        if self._unowned and self._unowned[-1].is_right_above(body.line):
            body.over = self._unowned
        self._unowned = []
        frame = self._frame if self._frame is not None and not self._heads else self._begin()
        frame.rows.append(body)
        self._last = body
        self._since = body.line.grid.starts[body.line.stop - 1] + len(body.line.grid.cells[body.line.stop - 1])

    def _begin(self) -> Frame:
        frame = Frame(self._roles, self._table.grid, self._heads, self._since, unfilled=self._unfilled)
        frame.is_first = not self._found
        self._heads, self._unfilled = [], []
        self._found.append(frame)
        self._frame = frame
        return frame


def _names(raw: str) -> bool:
    """Whether a text without words names something: it has a letter, or a figure in a circle."""
    return any(character.isalpha() or (character.isdigit() and not character.isdecimal()) for character in raw)
