"""The rows of 三、收到和处理政府信息公开申请情况: one head of several lines for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govinfo_parse.grammar.gathering import Gathering, Header, widest
from govinfo_parse.grammar.rows import Task
from govinfo_parse.grammar.tokens import Column, Item, Loose, Mark, Row, Token, Unknown
from govinfo_parse.model.paths import GROUPS

_APPLICANTS = GROUPS["applications.received"][1]
_ORGANIZATIONS = _APPLICANTS[1:-1]
_FEW_COLUMNS = 4
"""Fewer column heads than this do not tell the columns."""


class ApplicationsRows:
    """Gathers the rows of table 3."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._forms = gathering.forms
        self._notes = gathering.notes

    def gather(self, items: Sequence[Item]) -> None:
        """The rows of one part of the text, each with the columns it stands under."""
        header = Header()
        order: list[str] = list(_APPLICANTS)
        last: Task | None = None
        before = 0
        items = self._with_last_head(items)
        for number, item in enumerate(items):
            header.meet(item)
            if isinstance(item, Column):
                self._gathering.mention(item.label)
                if header.used:
                    header = Header()
                header.columns.extend((name, item.label) for name in item.names)
            elif isinstance(item, Mark):
                before += 1
                continue
            elif isinstance(item, Row):
                if not header.used:
                    header.use(items, number)
                    order = self._order(header, items)
                last = self._gathering.row(item, order)
                if item.values.empty:
                    before += 1
                    continue
                last.heads, last.strange = header.columns, header.beyond(last.names)
                last.labels += before
            elif isinstance(item, Loose):
                self._gathering.loose(item, last)
            elif isinstance(item, Unknown):
                last = None
            before = 0

    def _with_last_head(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items, where the head that ends the line of heads is no row, though values follow it.

        总计 could be either; as a row it never is the first.
        """
        number = next((number for number, item in enumerate(items) if isinstance(item, Row)), 0)
        item = items[number] if number else None
        if not isinstance(item, Row) or not isinstance(items[number - 1], Column):
            return items
        names = self._forms.columns.get(("applications", item.label.type))
        head = [Column(names, item.label), Loose(item.values)] if names else [item]
        return [*items[:number], *head, *items[number + 1 :]]

    def _order(self, header: Header, items: Sequence[Item]) -> list[str]:
        """The columns as the rows have them: as headed, or in the form's own order where the heads do not tell."""
        official = list(_APPLICANTS)
        order = _headed(header)
        if order in ([], official) or (len(set(order)) < _FEW_COLUMNS):
            return official
        repeated, width, place = len(set(order)) != len(order), widest(items), header.columns[0][1].offset
        if sorted(order) == sorted(official) or (repeated and len(order) == width):
            moved = {name for name, usual in zip(order, official, strict=False) if name != usual}
            self._notes.add("header-order", place, self._cells_of(moved), hint=", ".join(order))
            return order
        lost = [name for name in official if name not in order]
        in_order = [name for name in official if name in order] == order
        if width == len(official) and in_order:
            return official
        if header.unknown:
            self._notes.add("header-incomplete", place, self._cells_of(lost))
        elif width == len(order) and in_order:
            for name in lost:
                self._notes.add("column-missing", place, self._cells_of([name]), label=name)
            return order
        return official

    def _cells_of(self, names: Collection[str]) -> list[str]:
        """The cells of some columns of table 3."""
        rows = (path for path in self._forms.rows.values() if path.startswith("applications."))
        return [f"{path}.{name}" for path in rows for name in _APPLICANTS if name in names]


def _headed(header: Header) -> list[str]:
    """The columns as their heads stand, from left to right.

    Heads in one line stand as they stand.  In a head of two or three lines the organisations stand in the last, below
    the label of their group; where that is not printed, they follow the first column.
    """
    columns = header.columns
    parted = bool(columns) and columns[0][1].region.row_ends is not None
    inner = [column for column in columns if column[0] in _ORGANIZATIONS]
    outer = [column for column in columns if column[0] not in _ORGANIZATIONS]
    if not inner or not outer:
        return [name for name, _ in columns]
    group = header.group
    if parted:
        inner.sort(key=_place)
        outer.sort(key=_place)
        if group is not None and any(_line(token) != _line(group) for _, token in outer):
            group = None
    before = 1 if group is None else sum(_is_before(token, group) for _, token in outer)
    if group is None and (len({_line(token) for _, token in columns}) == 1 if parted else columns[-1] not in inner):
        return [name for name, _ in columns]
    if group is None and parted and len(outer) > 1 and outer[0][0] == "total":
        before = len(outer)
    return [name for name, _ in (*outer[:before], *inner, *outer[before:])]


def _line(token: Token) -> int:
    return token.region.row_start(token.index)


def _is_before(token: Token, other: Token) -> bool:
    return token.region is other.region and token.index < other.index


def _place(column: tuple[str, Token]) -> int:
    token = column[1]
    return token.index - token.region.row_start(token.index)
