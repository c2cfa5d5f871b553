"""From the items of a text to the rows of its tables: which columns each row stands under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import Task, numbered
from govinfo_parse.grammar.tokens import Block, Column, Item, Loose, Mark, Part, Row, Token, Unknown
from govinfo_parse.model.paths import GROUPS

_APPLICANTS = GROUPS["applications.received"][1]
_ORGANIZATIONS = _APPLICANTS[1:-1]
_RESULTS = GROUPS["proceedings.reconsideration"][1]
_FEW_COLUMNS = 4
"""Fewer column heads than this do not tell the columns of table 3."""
_GUESSES = 40
"""Of how many unknown rows it is asked what they could be; a text with more is no damaged report."""
_PRINTINGS = 8
"""How many printings of one row are compared with each other; the ones behind are passed over."""
_BLOCKS = tuple(path for path in GROUPS if path.startswith("proceedings."))


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

    @property
    def tokens(self) -> dict[str, Token]:
        """The label of each column."""
        return dict(self.columns)


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


class Collector:
    """Goes through the items once; ``headed`` tells whether the text has the heading of table 4."""

    def __init__(self, forms: Forms, notes: Notes, *, headed: bool = True) -> None:
        self._headed = headed
        self.forms = forms
        self.notes = notes
        self.result = Collected()
        self._orphans: list[Task] = []
        self._guesses = _GUESSES
        self._printings: Counter[str] = Counter()

    def collect(self, parts: Sequence[Part | Item]) -> Collected:
        """Rows with their columns, from all parts of the text."""
        for part in parts:
            if isinstance(part, Part):
                self.result.tables.add(part.table)
                getattr(self, f"_{part.table}")(part.items)
            else:
                self._stray(part)
        self._adopt()
        return self.result

    # ---- 二、主动公开政府信息情况

    def _disclosure(self, items: Sequence[Item]) -> None:
        header: Header | None = None
        last: Task | None = None
        items = list(self._placed(items, "disclosure"))
        for item in items:
            if isinstance(item, Row):
                if header is not None:
                    header.used = True
                last = self._row(item, self._disclosure_names(item, header, items))
                last.head = header.tokens if header is not None else {}
            elif isinstance(item, Column):
                self._mention(item.label)
                if header is None or header.used:
                    header = Header()
                header.columns.extend((name, item.label) for name in item.names if name != "content")
            elif isinstance(item, Mark):
                header = None
            elif isinstance(item, Loose):
                self._loose(item, last)
            elif isinstance(item, Unknown):
                last = None
                header = _doubted(header)

    def _disclosure_names(self, item: Row, header: Header | None, items: Sequence[Item]) -> list[str]:
        known = GROUPS[item.path][1]
        names = header.names if header is not None else []
        names = names if all(name in known for name in names) else []
        form = self.forms.form_of(item.path, tuple(names))
        if form is None or header is None:
            return []
        self.result.forms.add(form)
        official = self.forms.columns_of(form, item.path)
        if names == official or item.values.empty or len(set(names)) < len(names):
            return names
        if sorted(names) == sorted(official):
            paths = [f"{item.path}.{name}" for name in names]
            self.notes.add("header-order", item.label.offset, paths, hint=", ".join(names))
            return names
        if [name for name in official if name in names] != names:
            return names
        if header.unknown or _widest(items) >= len(official):
            self.notes.add("header-incomplete", item.label.offset, [f"{item.path}.{name}" for name in official])
            return official
        for name in official:
            if name not in names:
                self.notes.add("column-missing", item.label.offset, [f"{item.path}.{name}"], label=name)
        return names

    def _adopt(self) -> None:
        """Rows without column heads follow the form that the rest of the report follows, if that is one."""
        given_up = set()
        for task in self._orphans:
            candidates = self.result.forms or self.forms.forms_with(task.label.type)
            form = next(iter(candidates)) if len(candidates) == 1 else None
            official = self.forms.columns_of(form, task.path) if form is not None else []
            if official:
                task.names = official
                hint = f"it is read as the other rows of the {form} form"
                self.notes.add("header-missing", task.label.offset, task.paths, label=task.label.text, hint=hint)
            else:
                paths = [f"{task.path}.{name}" for name in GROUPS[task.path][1]]
                hint = "its values are not read"
                self.notes.add("header-missing", task.label.offset, paths, label=task.label.text, hint=hint)
                given_up.add(id(task))
        self.result.tasks = [task for task in self.result.tasks if id(task) not in given_up]

    # ---- 三、收到和处理政府信息公开申请情况

    def _applications(self, items: Sequence[Item]) -> None:
        header = Header()
        order: list[str] = list(_APPLICANTS)
        last: Task | None = None
        before = 0
        items = list(self._placed(items, "applications"))
        for item in items:
            if isinstance(item, Column):
                self._mention(item.label)
                if header.used:
                    header = Header()
                header.columns.extend((name, item.label) for name in item.names)
            elif isinstance(item, Mark):
                before += 1
                continue
            elif isinstance(item, Row):
                if not header.used:
                    header.used = True
                    order = self._applicants(header, items)
                last = self._row(item, order)
                if item.values.empty:
                    before += 1
                    continue
                last.head = header.tokens
                last.labels += before
            elif isinstance(item, Loose):
                self._loose(item, last)
            elif isinstance(item, Unknown):
                last = None
                header = _doubted(header) or header
            before = 0

    def _applicants(self, header: Header, items: Sequence[Item]) -> list[str]:
        """The order of the columns of table 3, whose heads stand in two or three lines."""
        official = list(_APPLICANTS)
        names = header.names
        if not names:
            return official
        repeated = len(set(names)) != len(names)
        inner = sorted((c for c in header.columns if c[0] in _ORGANIZATIONS), key=self._column)
        outer = [c for c in header.columns if c[0] not in _ORGANIZATIONS]
        parted = header.columns[0][1].region.row_ends is not None
        if parted:
            outer.sort(key=self._column)
        order = [name for name, _ in inner]
        ends = [name for name, _ in outer]
        if ends[:1] == ["total"] and len(ends) > 1 and parted:
            order = ["total", *ends[1:], *order]
        else:
            order = [*ends[:1], *order, *ends[1:]]
        if order == official:
            return official
        width = _widest(items)
        if sorted(order) == sorted(official) or (repeated and len(order) == width):
            moved = {name for name, usual in zip(order, official, strict=False) if name != usual}
            self.notes.add("header-order", header.columns[0][1].offset, self._cells_of(moved), hint=", ".join(order))
            return order
        if header.unknown or len(set(order)) < _FEW_COLUMNS:
            return official
        if width == len(order) and not repeated and [n for n in official if n in order] == order:
            for name in official:
                if name not in order:
                    self.notes.add("column-missing", header.columns[0][1].offset, self._cells_of({name}), label=name)
            return order
        return official

    def _cells_of(self, names: set[str]) -> list[str]:
        """The cells of some columns of table 3."""
        rows = (path for path in self.forms.rows.values() if path.startswith("applications."))
        return [f"{path}.{name}" for path in rows for name in _APPLICANTS if name in names]

    @staticmethod
    def _column(column: tuple[str, Token]) -> int:
        token = column[1]
        return token.index - token.region.row_start(token.index)

    # ---- 四、政府信息公开行政复议、行政诉讼情况

    def _proceedings(self, items: Sequence[Item]) -> None:
        blocks: list[str] = []
        names: list[str] = []
        label: Token | None = None
        waiting: list[Token] = []
        for item in items:
            label = label or getattr(item, "label", None)
            if isinstance(item, (Block, Column)) and waiting:
                self._results(blocks, names, waiting, label)
                blocks, names, waiting = [], [], []
                label = item.label
            if isinstance(item, Block) and item.path not in blocks:
                blocks.append(item.path)
            elif isinstance(item, Column):
                self._mention(item.label)
                names.extend(item.names)
            elif isinstance(item, Loose):
                waiting.append(item.values)
            elif isinstance(item, Unknown) and not item.label.empty:
                waiting.append(item.label)
        if waiting or names:
            self._results(blocks, names, waiting, label)

    def _results(self, blocks: list[str], names: list[str], waiting: list[Token], label: Token | None) -> None:
        """The values of one or more blocks: one run, or one torn over rows."""
        litigation = [path for path in blocks if path != _BLOCKS[0]]
        if not waiting or label is None or not (litigation or self._headed):
            return  # Statistics of reconsideration alone resemble the table and are another one.
        width = len(_RESULTS)
        paths = [path for path in blocks if path in _BLOCKS]
        single = len(names) == width and len(paths) == 1
        runs = self._runs(waiting, width if single else width * len(_BLOCKS))
        if single:
            heads = [self._order(names)]
        else:
            paths = paths if sorted(paths) == sorted(_BLOCKS) else list(_BLOCKS)
            groups = [names[at : at + width] for at in range(0, len(names), width)]
            whole = len(names) == width * len(_BLOCKS) and all(sorted(group) == sorted(_RESULTS) for group in groups)
            heads = [self._order(group) for group in groups] if whole else [list(_RESULTS)] * len(_BLOCKS)
        combined = [f"{path}.{name}" for path, group in zip(paths, heads, strict=True) for name in group]
        if any(group != list(_RESULTS) for group in heads):
            self.notes.add("header-order", label.offset, combined, hint=", ".join(heads[0]))
        for first, *loose in runs:
            task = Task("", combined, label if label.region is first.region else first, first, loose)
            task.labels = 0
            self._add(task)

    @staticmethod
    def _runs(waiting: list[Token], expected: int) -> list[list[Token]]:
        """The runs that are a row of values each, or all of them as one row that is torn."""
        runs = [token for token in waiting if token.filled] or waiting[:1]
        for fits in (
            [token for token in runs if len(token.filled) == expected],
            [token for token in runs if len(token.indices) == expected],
        ):
            if fits:
                return [[token] for token in fits]
        return [runs] if len({id(token.region) for token in runs}) == 1 else [[token] for token in runs]

    @staticmethod
    def _order(names: Sequence[str]) -> list[str]:
        return list(names) if sorted(names) == sorted(_RESULTS) else list(_RESULTS)

    # ---- rows of any table

    def _row(self, item: Row, names: Sequence[str]) -> Task:
        task = Task(item.path, names, item.label, item.values)
        if item.values.empty:
            self.result.alone.setdefault(item.path, item.label)
        else:
            self._add(task)
        self._mention(item.label)
        return task

    def _add(self, task: Task) -> None:
        self._printings[task.path] += 1
        if self._printings[task.path] > _PRINTINGS:
            return
        self.result.tasks.append(task)
        task.repeated = len(set(task.names)) < len(task.names)
        if not task.names:
            self._orphans.append(task)

    def _mention(self, label: Token) -> None:
        """Say that a label is not spelled as in the form."""
        lexeme = label.region.lexemes[label.index]
        if label.type == "TEXT" or (lexeme.official and lexeme.terminal == label.type):
            return
        code = "label-variant" if lexeme.terminal == label.type else "label-torn"
        printed = self.forms.vocabulary.printed.get(label.type, label.type)
        self.notes.add(code, label.offset, found=label.text, label=printed)

    def _loose(self, item: Loose, last: Task | None) -> None:
        """Values without a label may be the rest of the row above; they stay loose if they do not fit."""
        values = item.values.filled
        if last is not None and (last.label.region is not item.values.region or item.values.region.row_ends is None):
            last = None
        if last is not None and last.values.empty and values:
            last.values = item.values
            self._add(last)
            self.result.alone.pop(last.path, None)
            self.notes.add("row-torn", last.label.offset, last.paths, label=last.label.text)
        elif last is not None and values:
            last.loose.append(item.values)
        elif numbered(item.values):
            self._say_loose(item.values)

    def _say_loose(self, token: Token) -> None:
        region = token.region
        found = " ".join(region.lexemes[index].raw for index in token.filled)
        self.notes.add("values-loose", token.offset, found=found)

    def _stray(self, item: Item) -> None:
        if isinstance(item, Loose):
            if numbered(item.values):
                self._say_loose(item.values)
        elif isinstance(item, Unknown) and numbered(item.label):
            self.notes.add("row-unknown", item.label.offset, found=item.label.text)

    # ---- rows whose label nobody knows

    def _placed(self, items: Sequence[Item], table: str) -> Iterator[Item]:
        """The items, with rows of unknown label turned into the rows that their place in the form says they are."""
        if not any(type(item) is Unknown for item in items):
            yield from items
            return
        known = [item.path if isinstance(item, Row) and not item.values.empty else None for item in items]
        for number, item in enumerate(items):
            if not isinstance(item, Unknown):
                yield item
                continue
            if not numbered(item.label):
                yield item
                continue
            self._guesses -= 1
            path = self._by_place(item, number, known, table) if self._guesses >= 0 else None
            if path is None:
                if self._guesses < 0:
                    self.notes.add("row-unknown", item.label.offset, found=item.label.text)
                yield item
                continue
            known[number] = path
            yield Row(path, item.label, item.label)

    def _by_place(self, item: Unknown, number: int, known: list[str | None], table: str) -> str | None:
        before = next((path for path in reversed(known[:number]) if path), None)
        after = next((path for path in known[number + 1 :] if path), None)
        seen = {path for path in known if path}
        near = self.forms.vocabulary.closest(item.label.text)
        path = self.forms.rows.get(near.terminal) if near is not None else None
        between: set[str] = set()
        for form in self.forms.printed.values():
            order = [p for b in form.blocks if b.table == table for _, p in b.rows if p]
            if (before and before not in order) or (after and after not in order):
                continue
            start = order.index(before) + 1 if before else 0
            stop = order.index(after) if after else len(order)
            between.update(p for p in order[start:stop] if p not in seen)
        if path is not None and near is not None and path in between:
            label = self.forms.vocabulary.printed[near.terminal]
            paths = [f"{path}.{name}" for name in GROUPS[path][1]]
            self.notes.add("row-by-place", item.label.offset, paths, found=item.label.text, label=label)
            return path
        hint = ""
        if near is not None:
            hint = f"; did you mean {self.forms.vocabulary.printed[near.terminal]!r}?"
        self.notes.add("row-unknown", item.label.offset, found=item.label.text, hint=hint)
        return None


def _doubted(header: Header | None) -> Header | None:
    """The header, with the remark that a text nobody knows stands among its columns, if no row stands under it yet."""
    if header is not None and not header.used:
        header.unknown = True
    return header


def _widest(items: Sequence[Item]) -> int:
    """The most values that any row of a table has."""
    rows = (item.values for item in items if isinstance(item, Row) and not item.values.empty)
    return max((len(token.filled) for token in rows), default=0)
