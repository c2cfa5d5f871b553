"""Rows with unknown labels: read where the label resembles one of the form and is in its place.

In text without cell marks a piece of the label is enough, where exactly one row is missing there: a label of several
lines is broken there by the values beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.forms import Forms, TableKnowledge
from govinfo_parse.grammar.phrases import narrows
from govinfo_parse.model.paths import GROUPS
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.frames import Body, Frame
from govinfo_parse.tables.roles import UPRIGHT
from govinfo_parse.tables.rows import numbered


class RowGuessing:
    """Finds out what the unknown rows of one text are."""

    def __init__(self, forms: Forms, remarks: Remarks) -> None:
        self._forms = forms
        self._remarks = remarks
        self._guesses = thresholds.GUESSES

    def place(self, table: TableKnowledge, frames: Sequence[Frame]) -> None:
        """Give the unknown rows of a table the path of the row that they are, by their label and their place."""
        upright = [frame for frame in frames if frame.roles.way == UPRIGHT]
        bodies = [body for frame in upright for body in frame.rows]
        unfilled = {frame.roles.side(label) for frame in upright for label in frame.unfilled}
        known = [body.side if not body.narrowing else None for body in bodies]
        for number, body in enumerate(bodies):
            if body.unknown is None or not numbered(body.line.grid, body.line.values):
                continue
            self._guesses -= 1
            if self._guesses < 0:
                return
            path = self._by_place(table, body, number, known)
            if path is None or path in unfilled:
                continue
            known[number] = body.side = path
            label = self._forms.vocabulary.printed[table.row_names[path]]
            paths = [f"{path}.{name}" for name in GROUPS[path][1]]
            self._remarks.add("row-by-place", body.offset, paths, found=body.text, label=label)

    def hint(self, body: Body) -> str:
        """Which label of the form that of an unknown row resembles, as the end of a sentence."""
        near = self._forms.vocabulary.closest(body.text) if self._guesses > 0 else None
        label = self._forms.vocabulary.printed[near.terminal] if near is not None else body.text
        return HINTS["did-you-mean"].format(label=label) if label != body.text else ""

    def _by_place(self, table: TableKnowledge, body: Body, number: int, known: Sequence[str | None]) -> str | None:
        before = next((path for path in reversed(known[:number]) if path), None)
        after = next((path for path in known[number + 1 :] if path), None)
        seen = {path for path in known if path}
        between: set[str] = set()
        for order in table.orders.values():
            if (before and before not in order) or (after and after not in order):
                continue
            start = order.index(before) + 1 if before else 0
            stop = order.index(after) if after else len(order)
            between.update(path for path in order[start:stop] if path not in seen)
        near = self._forms.vocabulary.closest(body.text)
        if narrows(body.text) and (near is None or not narrows(self._forms.vocabulary.printed[near.terminal])):
            return None
        path = table.meanings.rows.get(near.terminal) if near is not None else None
        if path in between:
            return path
        if len(between) != 1 or not body.line.grid.run_together:
            return None
        path = next(iter(between))
        filled = [index for index in body.line.values if index >= body.first]
        whole = path in GROUPS and len(filled) == len(GROUPS[path][1])
        return path if whole and self._is_piece(body.text, table.row_names[path]) else None

    def _is_piece(self, text: str, terminal: str) -> bool:
        """Whether a text may be a piece of a label, with those of its neighbours: most of its characters are its."""
        label, own = key(self._forms.vocabulary.printed[terminal]), key(text)
        return sum(character in label for character in own) >= thresholds.PIECE * len(own)
