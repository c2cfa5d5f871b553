"""Rows whose label nobody knows: read where the label resembles one of the form and stands in its place.

In text without cell marks the place alone is enough, where exactly one row is missing there.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.rows import numbered
from govinfo_parse.grammar.tokens import Item, Row, Unknown
from govinfo_parse.model.paths import GROUPS

_GUESSES = 40
"""Of how many unknown rows it is asked what they could be; a text with more is no damaged report."""


class UnknownRows:
    """Finds out what the unknown rows of one text are."""

    def __init__(self, forms: Forms, notes: Notes) -> None:
        self._forms = forms
        self._notes = notes
        self._guesses = _GUESSES

    def placed(self, items: Sequence[Item], table: str) -> Sequence[Item]:
        """The items of a table, with unknown rows turned into the rows that their place in the form says they are."""
        if not any(type(item) is Unknown for item in items):
            return items
        placed = list(items)
        known = [item.path if isinstance(item, Row) and not item.values.empty else None for item in items]
        for number, item in enumerate(items):
            if not isinstance(item, Unknown) or not numbered(item.label):
                continue
            self._guesses -= 1
            if self._guesses < 0:
                self._notes.add("row-unknown", item.label.offset, found=item.label.text)
                continue
            path = self._by_place(item, number, known, table)
            if path is not None:
                known[number] = path
                placed[number] = Row(path, item.label, item.label)
        return placed

    def _by_place(self, item: Unknown, number: int, known: list[str | None], table: str) -> str | None:
        before = next((path for path in reversed(known[:number]) if path), None)
        after = next((path for path in known[number + 1 :] if path), None)
        seen = {path for path in known if path}
        near = self._forms.vocabulary.closest(item.label.text)
        path = self._forms.rows.get(near.terminal) if near is not None else None
        between: set[str] = set()
        for form in self._forms.printed.values():
            order = [p for b in form.blocks if b.table == table for _, p in b.rows if p]
            if (before and before not in order) or (after and after not in order):
                continue
            start = order.index(before) + 1 if before else 0
            stop = order.index(after) if after else len(order)
            between.update(p for p in order[start:stop] if p not in seen)
        if path not in between:
            path = self._only(item, between)
        if path is not None:
            label = next(
                self._forms.vocabulary.printed[t] for t, known_path in self._forms.rows.items() if known_path == path
            )
            paths = [f"{path}.{name}" for name in GROUPS[path][1]]
            self._notes.add("row-by-place", item.label.offset, paths, found=item.label.text, label=label)
            return path
        hint = ""
        if near is not None:
            hint = f"; did you mean {self._forms.vocabulary.printed[near.terminal]!r}?"
        self._notes.add("row-unknown", item.label.offset, found=item.label.text, hint=hint)
        return None

    @staticmethod
    def _only(item: Unknown, between: set[str]) -> str | None:
        """The only row that is missing where an unknown one stands, if the text may have torn its label.

        That is in text without cell marks, where a label of several lines is broken by the values beside it.
        """
        if len(between) != 1 or not item.label.region.run_together:
            return None
        path = next(iter(between))
        return path if len(item.label.filled) == len(GROUPS[path][1]) else None
