"""The rows of 二、主动公开政府信息情况: every block has column heads of its own, and they tell the form."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.grammar.gathering import Gathering, Header, widest
from govinfo_parse.grammar.rows import Task
from govinfo_parse.grammar.tokens import Column, Item, Loose, Mark, Row, Unknown
from govinfo_parse.model.paths import GROUPS

_CONTENT = ("content",)
"""What the head of the labels' own column is named."""


class DisclosureRows:
    """Gathers the rows of table 2."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._forms = gathering.forms
        self._notes = gathering.notes

    def gather(self, items: Sequence[Item]) -> None:
        """The rows of one part of the text, each with the columns it stands under."""
        header: Header | None = None
        last: Task | None = None
        most = widest(items)
        for number, item in enumerate(items):
            if header is not None:
                header.meet(item)
            if isinstance(item, Row):
                last = self._row(item, header, number, items, most)
            elif isinstance(item, Column):
                self._gathering.mention(item.label)
                if header is None or header.used:
                    header = Header()
                if item.names == _CONTENT:
                    header.label = item.label
                else:
                    header.columns.extend((name, item.label) for name in item.names)
            elif isinstance(item, Mark):
                header = None
            elif isinstance(item, Loose):
                self._gathering.loose(item, last)
            elif isinstance(item, Unknown):
                last = None

    def _row(self, item: Row, header: Header | None, number: int, items: Sequence[Item], most: int) -> Task:
        if header is not None and not header.used:
            header.use(items, number)
        task = self._gathering.row(item, self._names(item, header, most))
        if header is not None:
            task.heads, task.strange = header.columns, header.beyond(task.names)
        return task

    def _names(self, item: Row, header: Header | None, most: int) -> list[str]:
        known = GROUPS[item.path][1]
        names = header.names if header is not None else []
        names = names if all(name in known for name in names) else []
        form = self._forms.form_of(item.path, tuple(names))
        if form is None or header is None:
            return []
        self._gathering.result.forms.add(form)
        official = self._forms.columns_of(form, item.path)
        if names == official or item.values.empty or len(set(names)) < len(names):
            return names
        if sorted(names) == sorted(official):
            paths = [f"{item.path}.{name}" for name in names]
            self._notes.add("header-order", item.label.offset, paths, hint=", ".join(names))
            return names
        if [name for name in official if name in names] != names:
            return names
        if header.unknown or most >= len(official):
            self._notes.add("header-incomplete", item.label.offset, [f"{item.path}.{name}" for name in official])
            return official
        for name in official:
            if name not in names:
                self._notes.add("column-missing", item.label.offset, [f"{item.path}.{name}"], label=name)
        return names

    def adopt(self) -> None:
        """Rows without column heads follow the form that the rest of the report follows, if that is one."""
        given_up = set()
        for task in self._gathering.orphans:
            candidates = self._gathering.result.forms or self._forms.forms_with(task.label.type)
            form = next(iter(candidates)) if len(candidates) == 1 else None
            official = self._forms.columns_of(form, task.path) if form is not None else []
            if official:
                task.names = official
                hint = f"it is read as the other rows of the {form} form"
                self._notes.add("header-missing", task.label.offset, task.paths, label=task.label.text, hint=hint)
            else:
                paths = [f"{task.path}.{name}" for name in GROUPS[task.path][1]]
                hint = "its values are not read"
                self._notes.add("header-missing", task.label.offset, paths, label=task.label.text, hint=hint)
                given_up.add(id(task))
        self._gathering.result.tasks = [task for task in self._gathering.result.tasks if id(task) not in given_up]
