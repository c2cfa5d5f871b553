"""An official form as one tree: its blocks as they are printed, with their labels nested and in printed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import alternatives
from govinfo_parse.model.paths import further_key

CONTENT = "content"
"""The name of the heads above the columns of the labels themselves."""


@attrs.frozen
class Meanings:
    """What the labels of one table are.

    Attributes:
        rows: terminal of a row's label, or of a block's -> path of its record.
        columns: terminal of a column's head -> the name of the cell below it.
        sequences: terminal of a head that is printed several times in a row -> the names of the cells below them.
        marks: the terminals of captions and group labels.
    """

    rows: dict[str, str] = attrs.field(factory=dict)
    columns: dict[str, str] = attrs.field(factory=dict)
    sequences: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    marks: set[str] = attrs.field(factory=set)

    def knows(self, terminal: str) -> bool:
        """Whether a label belongs to the table."""
        return terminal in self.rows or terminal in self.columns or terminal in self.marks


@attrs.frozen
class Branch:
    """A label and what is printed below it or next to it.

    Attributes:
        terminal: the label.
        path: the path of the record, for the label of a row or a block; else "".
        name: the name of the cell, for the head of a column; else "".
        children: what it is the group of, in printed order.
    """

    terminal: str
    path: str = ""
    name: str = ""
    children: tuple[Branch, ...] = ()

    @property
    def heads(self) -> bool:
        """Whether it is above values: a column, or a group of columns."""
        return bool(self.name) or any(child.heads for child in self.children)

    @property
    def labels(self) -> bool:
        """Whether it is beside values: a row, or a group of rows."""
        return not self.heads and (bool(self.path) or any(child.labels for child in self.children))

    def leaves(self) -> Iterator[Branch]:
        """The rows and columns below it, or itself, in printed order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Branch]:
        """It and everything below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def depth(self) -> int:
        """How many labels are above each other at most."""
        return 1 + max((child.depth() for child in self.children), default=0)


@attrs.frozen
class PrintedBlock:
    """One block of an official form, as it is printed.

    Attributes:
        table: the table it belongs to: ``disclosure``, ``applications`` or ``proceedings``.
        captions: the labels in lines of their own above it.
        corner: the heads of the labels' own columns.
        above: the trees of the labels above the values, from left to right.
        beside: the trees of the labels beside the values, from top to bottom; none where all labels are above.
    """

    table: str
    captions: tuple[str, ...]
    corner: tuple[str, ...]
    above: tuple[Branch, ...]
    beside: tuple[Branch, ...]

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """(terminal, cell name) of each column, in printed order, each name once."""
        leaves = (leaf for tree in self.above for leaf in tree.leaves() if leaf.name)
        return tuple({leaf.name: (leaf.terminal, leaf.name) for leaf in leaves}.values())

    @cached_property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """(terminal, path of the record) of each row, in printed order; group labels have an empty path."""
        trees = self.beside or self.above
        walked = (branch for tree in trees for branch in tree.walk() if not branch.name)
        grouped = not self.beside
        return tuple(
            (branch.terminal, branch.path if grouped or not branch.children else "")
            for branch in walked
            if branch.path or not grouped
        )

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The dotted paths of the block's value cells, row by row; without those that a caller's grammar adds."""
        paths = (f"{path}.{name}" for _, path in self.rows if path for _, name in self.columns)
        return tuple(path for path in paths if further_key(path) is None)

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Terminal of a group's label -> the paths and names of the rows and columns that it is above or beside."""
        return {
            branch.terminal: frozenset(part.path or part.name for part in branch.walk() if part.path or part.name)
            for tree in (*self.above, *self.beside)
            for branch in tree.walk()
            if branch.children
        }

    @cached_property
    def inside(self) -> Mapping[str, frozenset[str]]:
        """Terminal of a group's label -> those of the labels inside it that mean the same without it.

        A result of table 4 means another cell in each block.
        """
        groups = (branch for tree in (*self.above, *self.beside) for branch in tree.walk() if branch.children)
        return {
            group.terminal: frozenset(
                part.terminal
                for child in group.children
                for part in child.walk()
                if not part.name or not any(other.path for other in group.walk())
            )
            for group in groups
        }


@attrs.frozen
class PrintedForm:
    """An official form as it is printed.

    Attributes:
        name: ``"2021"`` or ``"2019"``, or the name of a caller's form.
        description: the comment that opens the grammar file.
        blocks: the blocks of its tables, in printed order.
    """

    name: str
    description: str
    blocks: tuple[PrintedBlock, ...]

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The dotted paths of the form's value cells, in printed order."""
        return tuple(path for block in self.blocks for path in block.paths)

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The labels beside its values, those of groups and all inside them, in printed order."""
        return tuple(branch for block in self.blocks for tree in block.beside for branch in tree.walk())


def meanings(rules: Mapping[str, Any]) -> dict[str, Meanings]:
    """What the rules say of labels, by table: ``*_row``, ``*_block``, ``*_column`` and ``*_mark``."""
    found: dict[str, Meanings] = {}
    for rule, tree in rules.items():
        table, _, kind = rule.removeprefix("shared_").rpartition("_")
        if kind not in {"row", "block", "column", "mark"} or not table:
            continue
        meaning = found.setdefault(table, Meanings())
        for expansion, alias in alternatives(tree):
            terminals = _symbols(expansion)
            if kind == "mark":
                meaning.marks.update(terminals)
            elif alias is None or not terminals:
                continue
            elif kind != "column":
                meaning.rows[terminals[0]] = alias.replace("__", ".")
            elif len(terminals) > 1:
                meaning.sequences[terminals[0]] = tuple(alias.split("__"))
            else:
                meaning.columns[terminals[0]] = alias.replace("__", ".")
    return found


def _symbols(tree: Any) -> list[str]:
    return [str(symbol.name) for symbol in tree.scan_values(lambda value: hasattr(value, "name"))]


def printed_form(
    name: str,
    description: str,
    rules: Mapping[str, Any],
    tables: Mapping[str, Meanings],
    fault: Callable[[str], GrammarError],
) -> PrintedForm:
    """The form that the rule ``form_NAME`` prints.

    Raises:
        GrammarError: a block prints no row, or rows of two tables.
    """
    # What %extend adds to a rule comes before what it had.
    written = reversed([_symbols(expansion) for expansion, _ in alternatives(rules[f"form_{name}"])])
    blocks = tuple(_block(symbol, rules, tables, fault) for symbols in written for symbol in symbols)
    return PrintedForm(name, description, blocks)


def _block(
    symbol: str, rules: Mapping[str, Any], tables: Mapping[str, Meanings], fault: Callable[[str], GrammarError]
) -> PrintedBlock:
    printed = _symbols(rules[symbol]) if symbol in rules else [symbol]
    terminals = list(_terminals(printed, rules))
    told = [table for table, meaning in tables.items() if any(terminal in meaning.rows for terminal in terminals)]
    if not told:
        raise fault(f"a block of a form prints no row: {' '.join(terminals)}")
    table = max(told, key=lambda table: sum(map(tables[table].knows, terminals)))
    meaning = tables[table]
    branches = [branch for name in printed for branch in _branches(name, rules, meaning)]
    first, *others = branches
    if first.labels and others and all(branch.heads for branch in others):
        # If only heads follow the label of a row, it is above them.
        branches = [attrs.evolve(first, children=tuple(others))]
    columns = [branch for branch in branches if branch.heads]
    rows = [branch for branch in branches if branch.labels]
    begin = next((number for number, branch in enumerate(branches) if branch.labels), len(branches))
    # In a list without groups, a label among the rows that is not a row is the label of a group.
    loose = [branch for branch in branches[begin:] if not branch.labels and not branch.heads]
    return PrintedBlock(
        table=table,
        captions=tuple(branch.terminal for branch in branches[:begin] if _is_caption(branch, meaning)),
        corner=tuple(branch.terminal for branch in branches if meaning.columns.get(branch.terminal) == CONTENT),
        above=tuple(columns),
        beside=tuple(branch for branch in branches[begin:] if branch in rows or branch in loose),
    )


def _is_caption(branch: Branch, meaning: Meanings) -> bool:
    return not branch.heads and not branch.labels and branch.terminal in meaning.marks


def _terminals(symbols: list[str], rules: Mapping[str, Any]) -> Iterator[str]:
    for symbol in symbols:
        if symbol in rules:
            yield from _terminals(_symbols(rules[symbol]), rules)
        else:
            yield symbol


def _branches(symbol: str, rules: Mapping[str, Any], meaning: Meanings) -> Iterator[Branch]:
    """What a symbol prints: a label, a group with everything in it, or several labels."""
    if symbol not in rules:
        name = meaning.columns.get(symbol, "")
        # OTHER and TOTAL head a column and label a row; among heads they are heads.
        path = "" if name else meaning.rows.get(symbol, "")
        yield Branch(symbol, path, "" if name == CONTENT else name)
        return
    first, *others = _symbols(rules[symbol])
    inner = [branch for other in others for branch in _branches(other, rules, meaning)]
    if first in rules or first in meaning.columns or not inner:
        yield from _branches(first, rules, meaning)
        yield from inner
    else:
        yield Branch(first, meaning.rows.get(first, ""), "", tuple(inner))
