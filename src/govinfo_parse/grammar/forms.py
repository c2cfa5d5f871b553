"""Forms: the labels and rows of the official tables as one compiled grammar, and the forms as they are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Any

import attrs
from lark import Lark
from lark.exceptions import LarkError, UnexpectedToken

from govinfo_parse.grammar.folding import entries
from govinfo_parse.grammar.grammar_files import GrammarSource, built_in_file, definitions, fault, grammar_of
from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.refusing import refuse_unusable
from govinfo_parse.grammar.transformer import Label, LabelledTable, TableTransformer
from govinfo_parse.grammar.trees import CONTENT, Meanings, PrintedBlock, PrintedForm, meanings, printed_form
from govinfo_parse.model.paths import GROUPS, is_further


@attrs.frozen(eq=False)
class TableKnowledge:
    """What all forms together say about one table.

    Attributes:
        name: ``disclosure``, ``applications`` or ``proceedings``.
        meanings: what its labels are.
        blocks: form -> the blocks that the form prints of it.
    """

    name: str
    meanings: Meanings
    blocks: Mapping[str, tuple[PrintedBlock, ...]]

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Terminal of a group's label -> the paths and names that any form prints under it."""
        found: dict[str, frozenset[str]] = {}
        for block in self._all_blocks():
            for terminal, members in block.groups.items():
                found[terminal] = found.get(terminal, frozenset()) | members
        return found

    @cached_property
    def orders(self) -> Mapping[str, tuple[str, ...]]:
        """Form -> the paths of its rows, in printed order."""
        return {
            form: tuple(path for block in blocks for _, path in block.rows if path)
            for form, blocks in self.blocks.items()
        }

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Path of a row -> its place among the rows of all forms: first those of the first form, then others."""
        merged = merge_orders(list(self.orders.values()))
        return {path: place for place, path in enumerate(merged)}

    @cached_property
    def block_of(self) -> Mapping[str, int]:
        """Path of a row -> the number of its block in the first form that has the row."""
        found: dict[str, int] = {}
        for blocks in self.blocks.values():
            for number, block in enumerate(blocks):
                for _, path in block.rows:
                    if path:
                        found.setdefault(path, number)
        return found

    @cached_property
    def columns_of(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Path of a row -> form -> the names of its cells, in printed order."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for form, blocks in self.blocks.items():
            for block in blocks:
                for _, path in block.rows:
                    if path:
                        found.setdefault(path, {})[form] = tuple(name for _, name in block.columns)
        return found

    @cached_property
    def heads_order(self) -> tuple[str, ...]:
        """The names of all cells below heads, in the printed order of all forms together."""
        return merge_orders([tuple(name for _, name in block.columns) for block in self._all_blocks()])

    @cached_property
    def nested(self) -> bool:
        """Whether the labels of the rows are above the heads of the columns, as in table 4."""
        return all(not block.beside for block in self._all_blocks())

    @cached_property
    def widths(self) -> Mapping[str, frozenset[int]]:
        """Terminal of a row's label -> how many columns forms give the row."""
        found: dict[str, set[int]] = {terminal: set() for terminal in self.meanings.rows}
        for block in self._all_blocks():
            for terminal, _ in block.rows:
                found.setdefault(terminal, set()).add(len(block.columns))
        return {terminal: frozenset(widths) for terminal, widths in found.items()}

    @cached_property
    def row_names(self) -> Mapping[str, str]:
        """Path of a row -> the terminal of its label, as the first form prints it."""
        found: dict[str, str] = {}
        for block in self._all_blocks():
            for terminal, path in block.rows:
                if path:
                    found.setdefault(path, terminal)
        for terminal, path in self.meanings.rows.items():
            found.setdefault(path, terminal)
        return found

    def _all_blocks(self) -> Iterator[PrintedBlock]:
        for blocks in self.blocks.values():
            yield from blocks

    def forms_with(self, path: str, names: Collection[str], *, among: bool = False) -> frozenset[str]:
        """The forms that print a row with exactly these columns, or else all of these among others.

        With ``among``, both: there may be more columns than these.
        """
        return _forms_with(self, path, frozenset(names), among)


@cache
def _forms_with(table: TableKnowledge, path: str, names: frozenset[str], among: bool) -> frozenset[str]:
    printed = {form: set(columns) for form, columns in table.columns_of.get(path, {}).items()}
    exact = frozenset(form for form, columns in printed.items() if columns == names and not among)
    return exact or frozenset(form for form, columns in printed.items() if columns >= names)


def merge_orders(orders: list[tuple[str, ...]]) -> tuple[str, ...]:
    """One order out of several: what a later order adds is put after what it follows there."""
    merged: list[str] = []
    for order in orders:
        at = 0
        for name in order:
            if name in merged:
                at = merged.index(name) + 1
            else:
                merged.insert(at, name)
                at += 1
    return tuple(merged)


class Forms:
    """All forms together: one vocabulary, one parser.

    Attributes:
        vocabulary: the labels.
        printed: the forms as printed, by name.
        tables: what is known of each table, by name.
        headings: the heading of each table as it is printed, by name.
    """

    def __init__(self, sources: tuple[GrammarSource, ...]) -> None:
        base = built_in_file("report.lark")
        self.sources = (base, *sources)
        terminals, rules = definitions(self.sources)
        refuse_unusable(terminals, rules, sources, self.sources)
        told = meanings(rules)
        self.vocabulary = Vocabulary(
            (terminal for terminal in terminals.values() if terminal.literals or terminal.patterns),
            {name: path for meaning in told.values() for name, path in meaning.rows.items()},
        )
        self.headings = table_headings()
        try:
            self._lark = Lark(
                grammar_of(self.sources),
                parser="lalr",
                lexer="basic",
                start="report",
                transformer=TableTransformer(told),
            )
        except (LarkError, KeyError) as error:
            raise fault(error, self.sources) from error
        self._groupings: dict[tuple[Any, ...], tuple[list[Any], list[int]]] = {}
        self.printed: Mapping[str, PrintedForm] = {
            source.name: printed_form(
                source.name, source.description, rules, told, lambda message: fault(ValueError(message), self.sources)
            )
            for source in sources
            if f"form_{source.name}" in rules
        }
        self._refuse_unknown(told)
        inside: dict[str, frozenset[str]] = {}
        for block in (block for form in self.printed.values() for block in form.blocks):
            for group, labels in block.inside.items():
                inside[group] = inside.get(group, frozenset()) | labels
        self.vocabulary.nest(inside)
        self.tables: Mapping[str, TableKnowledge] = {
            table: TableKnowledge(
                table,
                meaning,
                {
                    form.name: blocks
                    for form in self.printed.values()
                    if (blocks := tuple(block for block in form.blocks if block.table == table))
                },
            )
            for table, meaning in told.items()
        }

    @cached_property
    def rows_of(self) -> Mapping[str, frozenset[str]]:
        """Form -> the paths of all its rows."""
        return {
            form.name: frozenset(p for block in form.blocks for _, p in block.rows if p and not is_further(p))
            for form in self.printed.values()
        }

    @cached_property
    def cells_of(self) -> Mapping[str, frozenset[str]]:
        """Path of a row -> the paths of those of its cells that every form gives it."""
        rows = {path: table for table in self.tables.values() for path in table.columns_of if not is_further(path)}
        return {
            path: frozenset(f"{path}.{name}" for name in set.intersection(*map(set, table.columns_of[path].values())))
            for path, table in rows.items()
        }

    def _refuse_unknown(self, told: Mapping[str, Meanings]) -> None:
        """Refuse rows and columns that the record has no place for, if they are not named as further ones."""
        cells = {cell for _, names in GROUPS.values() for cell in names}
        # A block with a further row has columns of its own.
        blocks = [block for form in self.printed.values() for block in form.blocks]
        own = [block for block in blocks if any(is_further(path) for _, path in block.rows)]
        cells |= {name for block in own for _, name in block.columns}
        for meaning in told.values():
            for path in meaning.rows.values():
                self._known(path, GROUPS.keys(), "place in the record")
            for name in (*meaning.columns.values(), *(n for names in meaning.sequences.values() for n in names)):
                if name != CONTENT:
                    self._known(name, cells, "cell of a row")

    def _known(self, name: str, known: Collection[str], kind: str) -> None:
        if name in known or is_further(name):
            return
        near = get_close_matches(name, known, n=1, cutoff=0)[0].replace(".", "__")
        alias = name.replace(".", "__")
        own = alias.rpartition("__")[2]
        message = (
            f"{alias} is no {kind}; the nearest is {near}, and what is your own begins with further__: further__{own}"
        )
        raise fault(ValueError(message), self.sources)

    def parse(self, tokens: Sequence[Any]) -> tuple[list[LabelledTable], list[Any]]:
        """The labels of a text, grouped into tables.

        The grouping depends on nothing but the sequence of the labels and their lines.  Most reports have one of a few
        such sequences, so it is remembered.

        Returns:
            The tables, and the tokens that the grammar had no place for: none with the built-in forms.
        """
        grids: dict[int, int] = {}  # rows of different grids are different lines, whatever their numbers
        key = tuple([(token.type, token.row, grids.setdefault(id(token.grid), len(grids))) for token in tokens])
        known = self._groupings.get(key)
        if known is None:
            tables, lost = self._parse(tokens)
            places = {id(token): number for number, token in enumerate(tokens)}
            known = (
                [
                    (
                        table.name,
                        [(places[id(label.token)], label.terminal, label.row, label.column) for label in table.labels],
                    )
                    for table in tables
                ],
                [places[id(token)] for token in lost],
            )
            if len(self._groupings) >= _REMEMBERED or len(tokens) > _LONGEST:
                self._groupings.clear()
            self._groupings[key] = known
        grouped, strays = known
        return (
            [LabelledTable(name, [Label(tokens[at], *what) for at, *what in labels]) for name, labels in grouped],
            [tokens[at] for at in strays],
        )

    def _parse(self, tokens: Sequence[Any]) -> tuple[list[LabelledTable], list[Any]]:
        """The tables that the grammar makes of labels, and the labels left out because no rule has a place for them."""
        parser: Any = self._lark.parse_interactive()
        lost = []
        for token in tokens:
            try:
                parser.feed_token(token)
            except UnexpectedToken:
                lost.append(token)
        try:
            return parser.feed_eof(), lost
        except UnexpectedToken:
            return [], lost  # the text breaks off inside a caller's rule


_REMEMBERED = 500
_LONGEST = 2_000
"""How many groupings are remembered, and for how many labels at most."""


@cache
def table_headings() -> Mapping[str, str]:
    """The heading of each section as it is printed, by the lower-case name of its terminal."""
    sections, _ = definitions((built_in_file("narrative/sections.lark"),))
    printed = {name.lower(): terminal.literals[0] for name, terminal in sections.items() if terminal.literals}
    return {
        name: f"{numeral}、{heading}"
        for numeral, (name, heading) in zip(entries()["numerals"], printed.items(), strict=False)
    }
