"""What the tables' collectors share: the rows gathered, and what is said about them on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import Task, numbered
from govinfo_parse.grammar.tokens import Item, Loose, Row, Token

_PRINTINGS = 8
"""How many printings of one row are compared with each other; the ones behind are passed over."""


@attrs.define(eq=False)
class Header:
    """The column heads above some rows.

    Attributes:
        columns: (cell name, its label's token), in the order of the columns.
        used: whether a row was read under it, so that the next column head begins another header.
        unknown: whether a text nobody knows stands among the heads.
    """

    columns: list[tuple[str, Token]] = attrs.field(factory=list)
    used: bool = False
    unknown: bool = False

    @property
    def names(self) -> list[str]:
        """The names of the cells below."""
        return [name for name, _ in self.columns]

    def doubt(self) -> None:
        """Remark that a text nobody knows stands among the columns, if no row stands under them yet."""
        self.unknown = self.unknown or not self.used


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
        task = Task(item.path, names, item.label, item.values)
        if item.values.empty:
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
        if last is not None and last.values.empty and values:
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


def widest(items: Sequence[Item]) -> int:
    """The most values that any row of a table has."""
    rows = (item.values for item in items if isinstance(item, Row) and not item.values.empty)
    return max((len(token.filled) for token in rows), default=0)
