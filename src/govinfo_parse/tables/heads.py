"""The columns that the heads of a frame make: by their places, and by their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.phrases import ends_a_label, is_note, is_numeral, narrows, numbers_columns, says_nothing
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LEFT, TEXT
from govinfo_parse.model.paths import is_further
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.lines import Line
from govinfo_parse.tables.roles import NESTED, TRANSPOSED, UPRIGHT

_FAR = 1_000_000


@attrs.frozen(eq=False)
class Column:
    """A column of a frame.

    Attributes:
        key: what it is the column of, or None where its head is not one of the form.
        head: the cell of its head; -1 where the head is empty, or the form's own order takes its place.
        first, last: its place in a line, where places mean something.
        above: the cells of the heads over its head, from the top down.
    """

    key: str | None
    head: int = -1
    first: int = -1
    last: int = -1
    above: tuple[int, ...] = ()

    @property
    def headless(self) -> bool:
        """Whether its head is empty, or the form's own order takes the place of heads."""
        return self.head < 0


@attrs.define(eq=False)
class _Head:
    """A cell among the heads.

    Attributes:
        index: the cell.
        line: the number of its line.
        first, last: its place in the line.
        reach: how far it may extend over others.
        terminal: the label it is, or None.
        key: what it heads, or None.
        block: the path of the block that it is the label of, where blocks stand above heads.
        corner: whether it heads the labels' own columns.
        closed: whether it is a group all of whose heads were met.
        children: the heads that belong to it.
    """

    index: int
    line: int
    first: int
    last: int
    reach: int
    terminal: str | None = None
    key: str | None = None
    block: str | None = None
    corner: bool = False
    closed: bool = False
    children: list[_Head] = attrs.field(factory=list)


class Heads:
    """The heads of a frame.

    ``closest`` gives the terminal of the label that an unknown text resembles, or None.

    Attributes:
        count: how many of its heads are those of columns of the form.
        unknown: the cells of heads that no form has.
        blocks: the cells of the labels of blocks.
        corner: the places that heads of the labels' own columns stand over.
        numbered: whether heads only number their columns, so that the table has none.
        figures: whether numbers are among them.
        torn: whether they are only pieces of the form's own heads, as text without cell marks breaks them, and the
            others in the form's own order.
        guessed: the cells of heads with a wrong character, and the terminal that each is taken for.
    """

    def __init__(self, frame: Frame, closest: Callable[[str], str | None]) -> None:
        self._frame = frame
        self._roles = frame.roles
        self._groups = frame.roles.table.groups
        self.numbered = False
        self._has_places = frame.framed or self._keeps_places()
        found = list(self._heads())
        few = len(found) <= thresholds.HEADS
        self._cells = [head for head in found if not (few and self._says_nothing(head, found))]
        if few:
            self._tell_groups()
        self._tell_variants()
        self.guessed: dict[int, str] = {}
        if any(head.terminal is None for head in self._cells):
            self._guess(closest)
            self._tell_sums()
        self.corner = {
            place
            for head in self._cells
            if head.corner
            for place in range(head.first, min(head.reach, head.first + 16) + 1)
        }
        keys = Counter(head.key for head in self._cells if head.key is not None)
        self._repeated = {key for key, count in keys.items() if count > 1 and self._roles.way == UPRIGHT}
        self.count = sum(head.key is not None for head in self._cells)
        self.unknown = [head.index for head in self._cells if head.terminal is None]
        self.blocks = {head.index for head in self._cells if head.block is not None}
        self.figures = any(frame.grid.lexemes[index].value is not None for index in self.unknown)
        are_pieces = bool(self.unknown) and not frame.grid.lined and all(map(self._is_fragment, self.unknown))
        self.torn = are_pieces and self._in_order_of_form()

    def _heads(self) -> Iterator[_Head]:
        """Every cell of the heads' lines that holds something."""
        grid = self._frame.grid
        kinds = grid.kinds
        above: dict[int, str] = {}
        width = 0
        for number, line in enumerate(self._frame.heads):
            if line.stop - line.start != width:
                above, width = {}, line.stop - line.start
            labels = {label.token.index: label for label in line.labels}
            stop = line.stop if grid.lined else self._begin_of_word(line)
            cells = [i for i in range(line.start, stop) if BLANK < kinds[i] <= TEXT and i not in line.parts]
            if not labels and (self._only_numbers(line, cells) or self._is_note(line, cells)):
                continue
            cells = [i for i in cells if i in labels or not is_note(grid.lexemes[i].raw)]
            counted = [i for i in cells if i not in labels and numbers_columns(grid.lexemes[i].raw)]
            if counted:
                self.numbered = True
                cells = [i for i in cells if i not in counted]
            for place, index in enumerate(cells):
                last = grid.reach(index, line.stop)
                after = cells[place + 1] if place + 1 < len(cells) else _FAR
                head = _Head(index, number, index - line.start, last - line.start, last - line.start)
                if not self._frame.framed:
                    head.reach = after - 1 - line.start
                label = labels.get(index)
                if label is not None and self._is_known(label) and not grid.lexemes[index].beside:
                    if grid.lined and above.get(head.first) == label.terminal:
                        continue  # a merged cell's text, printed again in the line below, which is as wide
                    above[head.first] = label.terminal
                    head.terminal = label.terminal
                    head.key = self._roles.head(label)
                    head.corner = label.column == CONTENT
                    head.block = label.row if self._roles.way == NESTED else None
                yield head

    @staticmethod
    def _begin_of_word(line: Line) -> int:
        """Where the word begins that goes on in the line below, else the line's end: its pieces are no heads."""
        grid, stop, end = line.grid, line.stop, len(line.grid.cells)
        while line.start < stop < end and grid.kinds[stop - 1] == grid.kinds[stop] == TEXT and grid.goes_on(stop):
            stop -= 1
        return stop

    def _says_nothing(self, head: _Head, heads: Sequence[_Head]) -> bool:
        """Whether a head only says of heads below it, all of the form, that they count something: 数量."""
        grid = self._frame.grid
        if head.terminal is not None or not grid.lined or not says_nothing(grid.lexemes[head.index].raw):
            return False
        below = [o for o in heads if o.line > head.line and head.first <= o.first <= head.reach]
        return any(o.first == head.first for o in below) and all(o.terminal is not None for o in below)

    def _is_known(self, label: Label) -> bool:
        """Whether a label has a meaning in this table; 合计 has none in table 2."""
        known = label.row is not None or label.column is not None
        return known or label.terminal in self._groups or label.terminal in self._roles.table.meanings.marks

    def _tell_groups(self) -> None:
        """A merged cell with the name of a column, and with heads of columns below it, is a group that no form has."""
        if not self._has_places:
            return
        for head in self._cells:
            below = [o for o in self._cells if o.line > head.line and head.first <= o.first <= o.last <= head.reach]
            is_column = head.key is not None and head.terminal not in self._groups
            if is_column and sum(o.key is not None for o in below) > 1:
                head.terminal = head.key = head.block = None

    def _keeps_places(self) -> bool:
        """Whether lines of heads are as wide as each other, and leave the place of the labels' own head empty."""
        grid, lines = self._frame.grid, self._frame.heads
        left = {grid.kinds[line.start] for line in lines[1:]}
        return grid.lined and len({line.stop - line.start for line in lines}) == 1 and left <= {BLANK, LEFT, ABOVE}

    def _tell_variants(self) -> None:
        """Of heads that name one column, such as 合计 and 总计, the one spelled as in the form is the form's."""
        lexemes = self._frame.grid.lexemes
        alike: dict[object, list[_Head]] = {}
        block = 0
        for place, head in enumerate(self._cells):
            if head.key is None:
                continue
            over = self._over(head)
            if self._roles.way == NESTED and over:
                block = over[-1]  # every block has the same heads
            elif self._roles.way == NESTED and head.key != self._cells[place - 1].key:
                block = -place  # where it is not known which are of one block, neighbours are
            alike.setdefault((block, head.key), []).append(head)
        for heads in alike.values():
            official = [lexemes[head.index].official for head in heads]
            if sum(official) == 1:
                for head, own in zip(heads, official, strict=True):
                    if not own:
                        head.terminal = head.key = head.block = None

    def _tell_sums(self) -> None:
        """A total beside heads that no form has, and beside no other, is theirs: the sum of several bodies."""
        labels = min((body.first - body.line.start for body in self._frame.rows), default=0)
        known = [head for head in self._cells if head.key is not None]
        others = any(head.terminal is None and head.first >= labels for head in self._cells)
        if others and all((head.key or "").rpartition(".")[2] == "total" for head in known):
            for head in known:
                head.terminal = head.key = None

    def _over(self, head: _Head) -> list[int]:
        """The cells of the heads over one, from the top down, where lines are as wide as each other."""
        widths = {line.stop - line.start for line in self._frame.heads} if self._frame.grid.lined else ()
        if len(widths) != 1 or len(self._cells) > thresholds.HEADS:
            return []
        return [o.index for o in self._cells if o.line < head.line and o.first <= head.first <= o.reach]

    def _is_fragment(self, index: int) -> bool:
        """Whether a text is made of the characters of the table's own heads; a mark or a numeral by itself may be
        another head.
        """
        raw = self._frame.grid.lexemes[index].raw
        own = set(key(raw)) <= self._roles.head_characters
        return own and all(map(key, raw.split())) and not is_numeral(key(raw))

    def _in_order_of_form(self) -> bool:
        """Whether the known heads are in the form's order: blocks, and the heads of each group, among themselves."""
        table, nested = self._roles.table, self._roles.way == NESTED
        order = {name: place for place, name in enumerate(table.heads_order)} if nested else self._roles.heads_order
        places: dict[frozenset[str] | None, list[int]] = {}
        for head in self._cells:
            blocks = [table.order[one] for one in self._groups.get(head.terminal or "", ()) if one in table.order]
            place = order.get(head.key or "")
            if place is not None:
                groups = frozenset(name for name, members in self._groups.items() if head.key in members)
                places.setdefault(groups, []).append(place)
            elif nested and blocks:
                places.setdefault(None, []).append(min(blocks))
        again = len(table.order) - 1 if nested else 0  # each block has the same heads
        falls = {groups: sum(after < before for before, after in pairwise(found)) for groups, found in places.items()}
        return falls.pop(None, 0) == 0 and all(count <= again for count in falls.values())

    def _only_numbers(self, line: Line, cells: Sequence[int]) -> bool:
        """Whether a line only numbers the columns: 1 2 3 4."""
        values = [line.grid.lexemes[index].value for index in cells]
        numbers = [value for value in values if value is not None]
        others = len(cells) - len(numbers)
        if others and not line.grid.lined:
            return False  # it may be a head of its own, and so may the numbers
        return others <= 1 < len(numbers) and numbers == list(range(1, len(numbers) + 1))

    def _is_note(self, line: Line, cells: Sequence[int]) -> bool:
        """Whether a line holds one text alone, at its beginning: a note such as 单位：件, and no head."""
        alone = len(cells) == 1 and line.grid.kinds[cells[0]] == TEXT and cells[0] == line.start and line.grid.lined
        return alone and not (line.stop - line.start > 1 and narrows(line.grid.lexemes[cells[0]].raw))

    def _guess(self, closest: Callable[[str], str | None]) -> None:
        """Take a text for the one label that it resembles, if that label is not printed among the heads."""
        printed = {head.terminal for head in self._cells}
        columns = self._roles.table.meanings.columns
        rows = self._roles.table.meanings.rows
        for head in self._cells:
            raw = self._frame.grid.lexemes[head.index].raw
            if head.terminal is not None or self._frame.grid.kinds[head.index] != TEXT:
                continue
            if not self._frame.grid.lined and self._may_be_several(raw, closest):
                continue
            near = closest(raw)
            if near is None or near in printed or not self._fits(near):
                continue
            printed.add(near)
            head.terminal = near
            head.key = (rows if self._roles.way == TRANSPOSED else columns).get(near)
            self.guessed[head.index] = near

    @staticmethod
    def _may_be_several(raw: str, closest: Callable[[str], str | None]) -> bool:
        """Whether a word of a text, or a mark, may be a head of its own: the others resemble a label without it.

        A bracket may be what is left of the label above.
        """
        words = [word for word in raw.split() if not ends_a_label(word)]
        parts = (" ".join(words[:-1]), " ".join(words[1:])) if len(words) > 1 else ()
        return not all(map(key, words)) or any(closest(part) is not None for part in parts)

    def _fits(self, terminal: str) -> bool:
        """Whether a label is one of the heads of this table, and fits those that are known."""
        meanings = self._roles.table.meanings
        if self._roles.is_over_columns(terminal):
            return True
        key = meanings.rows.get(terminal) if self._roles.way == TRANSPOSED else meanings.columns.get(terminal)
        known = {head.key for head in self._cells if head.key is not None}
        return any(key in columns and known <= set(columns) for columns in self._printed_together())

    def _printed_together(self) -> Iterator[tuple[str, ...]]:
        """The columns of each block that the forms print."""
        table = self._roles.table
        if self._roles.way == TRANSPOSED:
            yield from table.orders.values()
            return
        for blocks in table.blocks.values():
            for block in blocks:
                yield tuple(name for _, name in block.columns)

    # ---- by place

    def place(self, index: int) -> int:
        """The place of a head in its line."""
        return next(head.first for head in self._cells if head.index == index)

    def by_place(self) -> list[Column] | None:
        """The columns from left to right; None where places decide nothing, as where two heads are at the same one."""
        grid = self._frame.grid
        if (
            not grid.lined
            or not self._cells
            or len(self._cells) > thresholds.HEADS
            or any(line.joined for line in self._frame.heads)
        ):
            return None
        columns: list[Column] = []
        blank = self._blank_heads() if self._frame.framed else frozenset()
        for place in sorted({*blank, *(at for head in self._cells for at in range(head.first, head.last + 1))}):
            over = [head for head in self._cells if head.first <= place <= head.last]
            if sum(head.key is not None for head in over) > 1:
                return None
            leaf = over[-1] if over else None
            if leaf is None or (leaf.terminal is not None and leaf.key is None):
                if any(head.key is not None for head in over):
                    return None  # a group below the head of a column: one of them stands elsewhere
                if place in blank:
                    columns.append(Column(None, first=place, last=place, above=tuple(head.index for head in over)))
                continue
            if columns and columns[-1].head == leaf.index:
                columns[-1] = attrs.evolve(columns[-1], last=place)
                continue
            higher = [head for head in self._cells if head.line < leaf.line and head.first <= place <= head.reach]
            above = tuple(head.index for head in higher if not head.corner)
            columns.append(Column(self._key(leaf, higher), leaf.index, place, place, above))
        return columns

    def _blank_heads(self) -> frozenset[int]:
        """The places with an empty head of their own in the lowest line of the heads, or one that reaches down to it.

        What is empty left of all heads stands over the labels.
        """
        left = 0 if self._roles.way == NESTED else min(head.first for head in self._cells)
        found: set[int] = set()
        for line in self._frame.heads:
            kinds = line.grid.kinds[line.start : line.stop]
            kept = {place for place in found if place < len(kinds) and kinds[place] == ABOVE}
            found = kept | {place for place, kind in enumerate(kinds) if kind == BLANK}
        return frozenset(place for place in found if place >= left)

    def _key(self, leaf: _Head, above: Sequence[_Head]) -> str | None:
        """What a head is the head of, under those above it; None for heads that the form does not have there."""
        if leaf.key is None or any(head.terminal is None for head in above):
            return None
        if leaf.key in self._repeated:
            return leaf.key
        block: str | None = None
        for head in above:
            if head.key is not None:
                return None
            members = self._groups.get(head.terminal or "")
            if members is None:
                if is_further(head.block or ""):
                    block = head.block  # a block that a caller's grammar names, and no form prints
                continue
            if leaf.key not in members and not is_further(leaf.key):
                return None
            if head.block and block and head.block != block:
                return None  # no head belongs to two blocks
            block = head.block or block
        if self._roles.way != NESTED:
            return leaf.key
        return f"{block}.{leaf.key}" if block is not None else None

    # ---- by order

    def by_order(self) -> list[Column] | None:
        """The columns in the order of their heads, inner heads in the place of their group; None where it is unsure."""
        if len(self._cells) > thresholds.HEADS:
            return None
        roots: list[_Head] = []
        for head in self._cells:
            head.children, head.closed = [], False
        for place, head in enumerate(self._cells):
            if head.corner:
                continue
            put = self._append if head.terminal is not None else self._insert
            if not put(place, roots):
                return None
        if self._roles.way == NESTED and not self._blocks_in_order(roots):
            return None
        columns: list[Column] = []
        self._leaves(roots, None, columns)
        known = {head.index for head in self._cells if head.key is not None}
        if self._roles.way == NESTED and any(column.key is None and column.head in known for column in columns):
            return None  # a head of results in no block: any label of a block may be the one that is lost
        if self._stands_in_print_order(columns):
            columns.sort(key=lambda column: column.head)
        return columns if self._frame.grid.lined or all(column.key is not None for column in columns) else None

    def _blocks_in_order(self, heads: Sequence[_Head]) -> bool:
        """Whether the order of blocks is sure: those beside each other are in one line, or in the form's own order.

        A block's head that is a line lower than its neighbours, as at the bottom of a merged cell, comes after them in
        the text and may be before them on the page.
        """
        blocks = [head for head in heads if head.children]
        if self._frame.grid.lined:
            in_order = len({head.line for head in blocks}) <= 1
        else:
            ranks = list(map(self._rank, blocks))
            in_order = ranks == sorted(ranks)
        return in_order and all(self._blocks_in_order(head.children) for head in blocks)

    def _rank(self, block: _Head) -> int:
        """The place of a block, or of the first one in a group of blocks, among those of the form."""
        ranks = [self._roles.table.order.get(block.block or "", _FAR), *map(self._rank, block.children)]
        return min(ranks)

    def _stands_in_print_order(self, columns: Sequence[Column]) -> bool:
        """Whether the heads of columns stand one after the other as their columns do, whatever their groups say.

        So it is where all are in one line; and without lines where that is the form's own order.
        """
        if self._roles.way != UPRIGHT:
            return False
        if self._frame.grid.lined:
            return len({head.line for head in self._cells if head.key is not None or head.terminal is None}) == 1
        order = self._roles.heads_order
        places = [order.get(column.key or "", -1) for column in sorted(columns, key=lambda column: column.head)]
        return places == sorted(places)

    def _append(self, place: int, roots: list[_Head]) -> bool:
        """Put a known head after the others of its group; returns whether its place is sure."""
        head = self._cells[place]
        home = self._home(head, roots)
        if home is None and is_further(head.key or ""):
            return self._insert_own(place, roots)
        siblings = home.children if home is not None else roots
        if head.key is not None and any(other.key == head.key for other in _walk(siblings)):
            return False
        if self._frame.grid.lined and any(self._is_over(other, head) for other in siblings):
            return False
        if home is not None and self._has_places and any(self._is_between(home, o, head) for o in self._cells):
            return False
        siblings.append(head)
        self._close_before(home, roots)
        return True

    def _is_over(self, other: _Head, head: _Head) -> bool:
        """Whether a head in a line above stands over another of its group, or its place says that it comes later."""
        if other.line >= head.line:
            return False
        if other.key is not None and head.key is not None and other.first <= head.first <= other.last:
            return True
        return self._roles.way != NESTED and other.first > head.first

    @staticmethod
    def _is_between(home: _Head, other: _Head, head: _Head) -> bool:
        """Whether a head right of a group, in its line, stands over what should be the group's head, or left of it."""
        return other.line == home.line and home.first < other.first <= head.first

    def _insert_own(self, place: int, roots: list[_Head]) -> bool:
        """Put a head that a caller's grammar names, and no form prints in a group, beside the others of its line.

        Where lines are not known, groups take all heads after them.
        """
        if self._frame.grid.lined:
            return self._insert(place, roots)
        roots.append(self._cells[place])
        return not any(head.terminal in self._groups for head in self._cells)

    def _insert(self, place: int, roots: list[_Head]) -> bool:
        """Put an unknown head next to the known ones of its line; returns whether its place is sure."""
        head = self._cells[place]
        before, after = (
            [other for other in cells if other.line == head.line and other.terminal and not other.corner]
            for cells in (self._cells[:place], self._cells[place:])
        )
        homes = [_parent(before[-1], roots)] if before else []
        homes += [self._home(after[0], roots)] if after else []
        if not homes and len({other.line for other in self._cells}) > 1:
            return False
        if len(homes) > 1 and homes[0] is not homes[1]:
            return False
        if not before and any(self._is_waiting(other, head, homes[:1]) for other in _walk(roots)):
            return False
        siblings = homes[0].children if homes and homes[0] is not None else roots
        siblings.append(head)
        return True

    def _is_waiting(self, group: _Head, head: _Head, homes: Sequence[_Head | None]) -> bool:
        """Whether a group above has no heads yet, so that an unknown head may be one of its own."""
        empty = group.terminal in self._groups and not group.children and group.line < head.line
        return empty and group not in homes

    def _close_before(self, home: _Head | None, roots: Sequence[_Head]) -> None:
        """Close groups whose heads were met once another group gets heads."""
        for other in _walk(roots):
            if other is home:
                return
            if other.children and home not in list(_walk(other.children)):
                other.closed = True

    def _leaves(
        self, heads: Iterable[_Head], block: str | None, columns: list[Column], above: tuple[int, ...] = ()
    ) -> None:
        nested = self._roles.way == NESTED
        for head in heads:
            if head.children:
                self._leaves(head.children, head.block or block, columns, (*above, head.index))
            elif head.terminal is None:
                columns.append(Column(None, head.index, above=above))
            elif head.key is not None:
                key = (f"{block}.{head.key}" if block is not None else None) if nested else head.key
                columns.append(Column(key, head.index, above=above))

    def _home(self, head: _Head, roots: Sequence[_Head]) -> _Head | None:
        """The group that a head belongs to: the smallest that was met and has no such head yet."""
        members = self._groups.get(head.terminal or "", frozenset())
        wanted = {head.key} if head.key is not None else set(members)
        best: tuple[int, _Head] | None = None
        for other in _walk(roots):
            inner = self._groups.get(other.terminal or "")
            if inner is None or not wanted or not wanted <= inner or other.terminal == head.terminal:
                continue
            if other.closed or (other.line >= head.line and self._frame.grid.lined):
                continue  # what is next to a group does not belong to it
            if head.key is not None and any(child.key == head.key for child in other.children):
                continue
            if best is None or len(inner) < best[0]:
                best = (len(inner), other)
        return best[1] if best else None


def _walk(heads: Iterable[_Head]) -> Iterator[_Head]:
    for head in heads:
        yield head
        yield from _walk(head.children)


def _parent(head: _Head, roots: Sequence[_Head]) -> _Head | None:
    return next((other for other in _walk(roots) if head in other.children), None)
