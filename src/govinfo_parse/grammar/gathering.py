"""What the tables' collectors share: the rows gathered, and what is said about them on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import Task, numbered
from govinfo_parse.grammar.tokens import Column, Item, Loose, Mark, Row, Token, Unknown

_GROUP = "LEGAL_PERSONS"
"""The label that stands over the columns of the organisations."""
_LONGEST_ROW = 16
"""No row of a form has more cells than this."""
_PRINTINGS = 8
"""How many printings of one row are compared with each other; the ones behind are passed over."""


@attrs.define(eq=False)
class Header:
    """The column heads above some rows.

    Attributes:
        columns: (cell name, its label's token), in the order of the columns.
        used: whether a row was read under it, so that the next column head begins another header.
        unknown: the texts nobody knows that stand among the heads.
        group: the label over several of the columns, where it was met.
        label: the head of the labels' own column, where it was met.
        first: values that stand before the first label.
        last: the last label, if no values stand behind it; not looked for where there is nothing to doubt.
        width: the most values that any row under it has; likewise.
    """

    columns: list[tuple[str, Token]] = attrs.field(factory=list)
    used: bool = False
    unknown: list[Token] = attrs.field(factory=list)
    group: Token | None = None
    label: Token | None = None
    width: int = 0
    first: Token | None = None
    last: Token | None = None
    _strange: list[Token] | None = attrs.field(default=None, init=False)

    @property
    def names(self) -> list[str]:
        """The names of the cells below."""
        return [name for name, _ in self.columns]

    def meet(self, item: Item) -> None:
        """Remember what stands among the heads without being one; what stands below the first row is none of these."""
        if self.used:
            return
        if isinstance(item, Unknown):
            self.unknown.append(item.label)
            self.first = item.label if item.label.filled else self.first
        elif isinstance(item, Loose):
            self.first = item.values
        elif isinstance(item, Mark) and item.label.type == _GROUP:
            self.group = item.label

    def use(self, items: Sequence[Item], number: int) -> None:
        """The first row under it is the item of this number."""
        self.used = True
        if not self.unknown and self.first is None:
            return  # all is as it should be
        for index in range(number, len(items)):
            item = items[index]
            if isinstance(item, Column):
                return
            if isinstance(item, Row):
                self.last = item.label if item.values.empty else None
                self.width = max(self.width, len(item.values.filled))

    def beyond(self, names: Sequence[str]) -> Sequence[Token]:
        """What shows that a row's values are not one for each of these columns: heads of further ones that no form has.

        Where as many values as columns stand before the first label and none behind the last, labels follow their
        values, and it is the last label that shows it.
        """
        if self.first is not None and self.last is not None and len(self.first.filled) == len(names):
            return [self.last]
        if not self.unknown or not self.columns:
            return self.unknown
        if self._strange is None:
            self._strange = self._in_line()
        return self._strange if len(self.columns) + len(self._strange) > len(names) else ()

    def _in_line(self) -> list[Token]:
        """The unknown texts that head a column.

        A text in the line of the heads does, but left of them only where rows have values for it: labels may have
        columns and heads of their own.  Without lines only the rows can tell.
        """
        region = self.columns[0][1].region
        wider = self.width > len(self.columns)
        if region.row_ends is None:
            return self.unknown if wider else []
        first: dict[int, int] = {}
        for token in (*([self.label] if self.label is not None else []), *(token for _, token in self.columns)):
            if token.region is region:
                first.setdefault(region.row_start(token.index), token.index)
        return [
            token
            for token in self.unknown
            if token.region is region
            and (line := region.row_start(token.index)) in first
            and (token.index > first[line] or (wider and token.index > line))
        ]


@attrs.define(eq=False)
class Collected:
    """What the items of a text amount to.

    Attributes:
        tasks: the rows to be read, in the order of the text.
        forms: the names of the forms that the blocks of table 2 follow.
        tables: the tables that any item belongs to.
        alone: the rows whose label was met without values behind it, with the label.
    """

    tasks: list[Task] = attrs.field(factory=list)
    forms: set[str] = attrs.field(factory=set)
    tables: set[str] = attrs.field(factory=set)
    alone: dict[str, Token] = attrs.field(factory=dict)


class Gathering:
    """The rows of a text, as they are gathered."""

    def __init__(self, forms: Forms, notes: Notes) -> None:
        self.forms = forms
        self.notes = notes
        self.result = Collected()
        self.orphans: list[Task] = []
        self._printings: Counter[str] = Counter()
        self._names: Sequence[str] = ()
        self._repeated = False

    def row(self, item: Row, names: Sequence[str]) -> Task:
        """A row under some columns; kept apart if no values stand behind its label."""
        values = item.values
        if not values.empty and _is_below(values, item.label) and _has_values_before(item.label):
            self.say_loose(values)  # Labels stand in the last column here; these values are the next row's.
            values = Token(values.type, values.region, values.index, values.start, values.start)
        task = Task(item.path, names, item.label, values)
        if values.empty:
            self.result.alone.setdefault(item.path, item.label)
        else:
            self.add(task)
        self.mention(item.label)
        return task

    def add(self, task: Task) -> None:
        """Add a row that is to be read."""
        self._printings[task.path] += 1
        if self._printings[task.path] > _PRINTINGS:
            return
        self.result.tasks.append(task)
        if task.names is not self._names:
            self._names, self._repeated = task.names, len(set(task.names)) < len(task.names)
        task.repeated = self._repeated
        if not task.names:
            self.orphans.append(task)

    def mention(self, label: Token) -> None:
        """Say that a label is not spelled as in the form."""
        lexeme = label.region.lexemes[label.index]
        if (lexeme.official and lexeme.terminal == label.type) or label.type == "TEXT":
            return
        code = "label-variant" if lexeme.terminal == label.type else "label-torn"
        printed = self.forms.vocabulary.printed.get(label.type, label.type)
        self.notes.add(code, label.offset, found=label.text, label=printed)

    def loose(self, item: Loose, last: Task | None) -> None:
        """Values without a label may be the rest of the row above; they stay loose if they do not fit."""
        values = item.values.filled
        if last is not None and (last.label.region is not item.values.region or item.values.region.row_ends is None):
            last = None
        if last is not None and last.values.empty and values and not _has_values_before(last.label):
            last.values = item.values
            self.add(last)
            self.result.alone.pop(last.path, None)
            self.notes.add("row-torn", last.label.offset, last.paths, label=last.label.text)
        elif last is not None and values:
            last.loose.append(item.values)
        elif numbered(item.values):
            self.say_loose(item.values)

    def say_loose(self, token: Token) -> None:
        """Say that values have no label."""
        region = token.region
        found = " ".join(region.lexemes[index].raw for index in token.filled)
        self.notes.add("values-loose", token.offset, found=found)


def _is_below(values: Token, label: Token) -> bool:
    """Whether values stand in a row below their label's."""
    return label.region.row_ends is not None and label.region.row_stop(label.index) <= values.start


def _has_values_before(label: Token) -> bool:
    """Whether numbers stand before a label in its own row, as where the labels are the last column."""
    region = label.region
    if region.row_ends is None:
        return False
    begin = max(region.row_start(label.index), label.index - _LONGEST_ROW)
    return any(lexeme.value is not None for lexeme in region.lexemes[begin : label.index])


def widest(items: Sequence[Item]) -> int:
    """The most values that any row of a table has."""
    rows = (item.values for item in items if isinstance(item, Row) and not item.values.empty)
    return max((len(token.filled) for token in rows), default=0)
