"""How a parse becomes records: the labels of a text, grouped into tables, each with what it means there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import attrs
from lark import Transformer

from govinfo_parse.grammar.trees import Meanings


@attrs.define(eq=False, slots=True)
class Label:
    """A label of a table, at its place.

    Attributes:
        token: the token it was found as: its terminal, and the cell that holds it.
        terminal: the label's terminal.
        row: the path of the record whose row it labels, or None.
        column: the name of the cell that it heads, or None.
    """

    token: Any
    terminal: str
    row: str | None
    column: str | None


@attrs.define(eq=False, slots=True)
class LabelledTable:
    """A run of labels that belong to one table.

    Attributes:
        name: ``disclosure``, ``applications`` or ``proceedings``.
        labels: its labels, in the order of the text.
    """

    name: str
    labels: list[Label]


class TableTransformer(Transformer[Any, Any]):
    """Lark calls a method for each rule: ``report`` gets the tables; the rule of a table, named after it, its labels.

    Rules for single labels are named in the grammar by their aliases or by their kind, and all mean the same here:
    the tokens they hold.
    """

    def __init__(self, meanings: Mapping[str, Meanings]) -> None:
        super().__init__()
        self._meanings = {
            table: {
                terminal: (meaning.rows.get(terminal), meaning.columns.get(terminal))
                for terminal in (*meaning.rows, *meaning.columns, *meaning.marks, *meaning.sequences)
            }
            for table, meaning in meanings.items()
        }
        self._sequences = {table: meaning.sequences for table, meaning in meanings.items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name.isupper():
            raise AttributeError(name)
        return partial(self._table, name) if name in self._sequences else _tokens

    def report(self, children: list[Any]) -> list[LabelledTable]:
        """The tables of a text.

        Labels that any table could have belong to the table that begins after them in their line; otherwise those
        before the first table belong to none.
        """
        tables: list[LabelledTable] = []
        before: list[Any] = []
        for child in children:
            if isinstance(child, LabelledTable):
                self._take_first(child, before)
                tables.append(child)
                before = [label.token for label in child.labels if label.row is None and label.column is None]
            else:
                before += child
        return tables

    def _take_first(self, table: LabelledTable, before: list[Any]) -> None:
        """Give a table the labels right before its first one in the same line."""
        first = table.labels[0].token
        meanings = self._meanings[table.name]
        taken = [t for t in before if t.grid is first.grid and t.row == first.row and t.type in meanings]
        table.labels[:0] = [Label(token, token.type, *meanings[token.type]) for token in taken]

    def _table(self, name: str, children: list[Any]) -> LabelledTable:
        """A table as far as it was read, with what comes next in it."""
        first, tokens = children[0], children[-1]
        table = first if isinstance(first, LabelledTable) else LabelledTable(name, [])
        meanings = self._meanings[name]
        if len(tokens) > 1:
            names: Sequence[str] = self._sequences[name][tokens[0].type]
            table.labels += [Label(t, t.type, None, column) for t, column in zip(tokens, names, strict=True)]
        else:
            token = tokens[0]
            row, column = meanings.get(token.type, (None, None))
            table.labels.append(Label(token, token.type, row, column))
        return table


def _tokens(children: list[Any]) -> list[Any]:
    return children
