"""Forms: the labels and rows of the official tables as one compiled grammar, and the forms as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

import attrs
from lark import Lark
from lark.exceptions import LarkError

from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.machine import Machine
from govinfo_parse.grammar.sources import Source, built_in_file, definitions, fault, join
from govinfo_parse.grammar.tokens import Block, Column, Item, Loose, Mark, Part, Row, Token, Unknown
from govinfo_parse.model.paths import GROUPS


def _listed(children: list[Any]) -> list[Any]:
    return children


def _part(table: str, children: list[Any]) -> Part:
    """A table's first item, or the table so far and one item more."""
    if len(children) == 1:
        return Part(table, [children[0]])
    part: Part = children[0]
    part.items.append(children[1])
    return part


def _row(path: str, children: list[Token]) -> Item:
    return Row(path, children[0], children[-1])


def _block(path: str, children: list[Token]) -> Item:
    return Block(path, children[0])


def _column(names: tuple[str, ...], children: list[Token]) -> Item:
    return Column(names, children[0])


class _Items:
    """The transformer: every rule of the grammar becomes one item.

    Rows and columns are named by their aliases: ``disclosure__rules`` is a row, ``issued`` a column.
    """

    report = staticmethod(_listed)
    disclosure = staticmethod(partial(_part, "disclosure"))
    applications = staticmethod(partial(_part, "applications"))
    proceedings = staticmethod(partial(_part, "proceedings"))

    @staticmethod
    def unknown_row(children: list[Token]) -> Item:
        return Unknown(children[0])

    stray_row = unknown_row

    @staticmethod
    def loose_values(children: list[Token]) -> Item:
        return Loose(children[0])

    @staticmethod
    def _mark(children: list[Token]) -> Item:
        return Mark(children[0])

    def __getattr__(self, name: str) -> Callable[[list[Token]], Item]:
        if name.startswith("__") or name.isupper():
            raise AttributeError(name)
        if name.endswith("_mark"):
            return self._mark
        if name.startswith("proceedings__"):
            return partial(_block, name.replace("__", "."))
        if "__" in name:
            return partial(_row, name.replace("__", "."))
        return partial(_column, tuple(name.split("_and_")))


@attrs.frozen
class PrintedBlock:
    """One block of an official form: what it prints above the values, and its rows.

    Attributes:
        table: the table it belongs to: ``disclosure``, ``applications`` or ``proceedings``.
        head: the terminals above the first row, in printed order, captions and columns alike.
        columns: (terminal, cell name) of each column, in printed order.
        rows: (terminal, path of the record) of each row, in printed order; group labels have an empty path.
    """

    table: str
    head: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The dotted paths of the block's value cells, row by row."""
        return tuple(f"{path}.{name}" for _, path in self.rows if path for _, name in self.columns)


@attrs.frozen
class PrintedForm:
    """An official form as it is printed.

    Attributes:
        name: ``"2021"`` or ``"2019"``, or the name of a caller's form.
        description: what the grammar file says of itself.
        blocks: the blocks of its tables, in printed order.
    """

    name: str
    description: str
    blocks: tuple[PrintedBlock, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The dotted paths of the form's value cells, in printed order."""
        return tuple(path for block in self.blocks for path in block.paths)


class Forms:
    """All forms together: one vocabulary, one parser.

    Attributes:
        vocabulary: the labels.
        rows: terminal of a row label -> path of its record.
        columns: table and terminal of a column head -> the names of its cells.
        printed: the forms as printed, by name.
        expected: form -> the paths of its rows.
        widths: terminal of a row label -> how many columns the forms give the row.
            For values without a label: how many a row of table 4 has, for one block or for all.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        base = built_in_file("report.lark")
        self.sources = (base, *sources)
        terminals, trees = definitions(self.sources)
        self.vocabulary = Vocabulary(t for t in terminals.values() if t.literals or t.patterns)
        try:
            lark = Lark(join(self.sources), parser="lalr", lexer="basic", start="report", transformer=_Items())
        except (LarkError, KeyError) as error:
            raise fault(error, self.sources) from error
        self._machine = Machine(lark, "report")
        self.rows: dict[str, str] = {}
        self.blocks: dict[str, str] = {}
        self.columns: dict[tuple[str, str], tuple[str, ...]] = {}
        for rule in lark.rules:
            self._register(str(rule.origin.name), rule.alias, [symbol.name for symbol in rule.expansion])
        self.printed: Mapping[str, PrintedForm] = {
            source.name: PrintedForm(
                source.name,
                source.description,
                tuple(self._block(_inner(block, trees)) for block in _symbols(trees[f"form_{source.name}"])),
            )
            for source in sources
            if f"form_{source.name}" in trees
        }
        self._columns_of = {
            form.name: {path: [n for _, n in b.columns] for b in form.blocks for _, path in b.rows if path}
            for form in self.printed.values()
        }
        self._form_of: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self.expected = {
            form.name: {path for b in form.blocks for _, path in b.rows if path} for form in self.printed.values()
        }
        self.widths = self._widths()
        results = {len(block.columns): len(block.rows) for block in self._all_blocks() if block.table == "proceedings"}
        widths = {width * blocks for width, rows in results.items() for blocks in (1, rows)}
        self.widths.update(RUN=widths, BARE=widths)

    def _register(self, rule: str, alias: str | None, expansion: list[str]) -> None:
        kind = rule.rpartition("_")[2]
        if alias is None or kind not in {"row", "column", "block"}:
            return
        if kind == "column":
            table = rule.removeprefix("shared_").removesuffix("_column")
            names = tuple(name for name in alias.split("_and_") if name != "content")
            self._known(alias, names, {cell for _, cells in GROUPS.values() for cell in cells}, "cell of a row")
            self.columns[table, expansion[0]] = names
            return
        path = alias.replace("__", ".")
        self._known(alias, (path,), GROUPS.keys(), "place in the record")
        if kind == "block":
            self.blocks[expansion[0]] = path
        elif not rule.startswith("shared_"):
            self.rows[expansion[0]] = path

    def _known(self, alias: str, names: Iterable[str], known: Collection[str], kind: str) -> None:
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0)[0].replace(".", "__")
                raise fault(ValueError(f"{alias} is no {kind}; the nearest is {near}"), self.sources)

    def _block(self, sequence: list[str]) -> PrintedBlock:
        places = {**self.rows, **self.blocks}
        values = [name for name in sequence if name in places]
        if not values:
            raise fault(ValueError(f"a block of a form prints no row: {' '.join(sequence)}"), self.sources)
        parents = [places[name].rpartition(".")[0] for name in values]
        table = places[values[0]].partition(".")[0]
        first = sequence.index(values[0])
        head = sequence[:first] if table != "proceedings" else sequence
        columns = ((name, field) for name in head for field in self.columns.get((table, name), ()))
        rows = []
        for name in sequence[first:] if table != "proceedings" else values:
            path = places.get(name, "")
            # A form that prints the sub-rows of a row prints the row itself as their group's label.
            group = path.endswith(".undivided") and parents.count(path.rpartition(".")[0]) > 1
            rows.append((name, "" if group else path))
        printed = _by_record(rows, columns) if table == "applications" else tuple(columns)
        return PrintedBlock(table, tuple(head), printed, tuple(rows))

    def _all_blocks(self) -> Iterator[PrintedBlock]:
        for form in self.printed.values():
            yield from form.blocks

    def _widths(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {terminal: set() for terminal in self.rows}
        for block in self._all_blocks():
            for terminal, _ in block.rows if block.table != "proceedings" else ():
                found.setdefault(terminal, set()).add(len(block.columns))
        return found

    def columns_of(self, form: str, path: str) -> list[str]:
        """The names of the cells that a form gives a row, in printed order; none if the form has no such row."""
        return self._columns_of[form].get(path, [])

    def forms_with(self, terminal: str) -> set[str]:
        """The forms that print a label, as the one form that has it tells a row without column heads."""
        return {form.name for form in self.printed.values() for b in form.blocks for t, _ in b.rows if t == terminal}

    def form_of(self, path: str, names: tuple[str, ...]) -> str | None:
        """The one form whose block for a row has these columns, or at least has all of them among its own."""
        remembered = self._form_of.get((path, names), "")
        if remembered != "":
            return remembered
        given = set(names)
        blocks = {form: set(rows[path]) for form, rows in self._columns_of.items() if path in rows}
        equal = [form for form, columns in blocks.items() if columns == given]
        within = [form for form, columns in blocks.items() if columns > given > set()]
        found = next((forms[0] for forms in (equal, within) if len(forms) == 1), None)
        self._form_of[path, names] = found
        return found

    def parse(self, tokens: Iterable[Token]) -> tuple[list[Part | Item], list[Token]]:
        """The tokens of a text, grouped into the rows, columns and blocks of the tables.

        Returns:
            The parts, and the tokens that the grammar had no place for: none with the built-in forms.
        """
        parts, lost = self._machine.run(tokens)
        return parts or [], lost


def _by_record(rows: list[tuple[str, str]], columns: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The columns in the order of the values below; a head of several lines does not print them in that order."""
    order = list(GROUPS[next(path for _, path in rows if path)][1])
    return tuple(sorted(columns, key=lambda column: order.index(column[1])))


def _symbols(tree: Any) -> list[str]:
    return [str(symbol.name) for symbol in tree.scan_values(lambda value: hasattr(value, "name"))]


def _inner(symbol: str, trees: Mapping[str, Any]) -> list[str]:
    """The terminals that a symbol prints."""
    return [symbol] if symbol.isupper() else _flat(trees[symbol], trees)


def _flat(tree: Any, trees: Mapping[str, Any]) -> list[str]:
    """The terminals that a rule's tree prints, inner rules followed."""
    sequence: list[str] = []
    for name in _symbols(tree):
        sequence.extend(_inner(name, trees))
    return sequence
