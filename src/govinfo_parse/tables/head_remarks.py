"""Remarks on the heads of tables: their spelling, their order, and the columns that have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.model import Cell
from govinfo_parse.model.paths import PLACES, further_key
from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.moved_heads import below_moved_heads, beside_gained_cells
from govinfo_parse.tables.placing import FrameReading
from govinfo_parse.tables.roles import NESTED, TRANSPOSED
from govinfo_parse.tables.rows import Row
from govinfo_parse.tables.which_form import WhichForm


class Spelling(NamedTuple):
    """A label that is not spelled as in the form: the remark's code, the label as found, and as the form prints it."""

    code: str
    found: str
    label: str

    def say(self, remarks: Remarks, offset: int) -> None:
        """Say so."""
        remarks.add(self.code, offset, found=self.found, label=self.label)


class HeadRemarks:
    """Says what is remarkable about the heads and labels of one text.

    Attributes:
        spelled: the labels that are not spelled as in the form, and their places.
    """

    def __init__(self, forms: Forms, remarks: Remarks, form: WhichForm) -> None:
        self._forms = forms
        self._remarks = remarks
        self._form = form
        self._missing: list[tuple[int, list[str], str, str]] = []
        self.spelled: list[tuple[int, Spelling]] = []

    @property
    def count(self) -> int:
        """How many columns were found to be missing."""
        return len(self._missing)

    def say_heads(self, each: FrameReading, own: Sequence[Row]) -> None:
        """Say what is remarkable about the heads of a frame, with the rows of it that are read."""
        frame, remarks = each.frame, self._remarks
        unknown = frozenset(each.heads.unknown)
        for line in frame.heads:
            for label in line.labels:
                if label.column is not None and label.token.index not in unknown:
                    self.mention(label)
        for index, terminal in each.heads.guessed.items():
            key = frame.roles.table.meanings.columns.get(terminal)
            paths = [p for row in own for p, c in zip(row.paths, row.columns, strict=True) if p and c.head == index]
            if key is not None and paths:
                printed = self._forms.vocabulary.printed[terminal]
                found = frame.grid.lexemes[index].raw
                remarks.add("header-by-place", frame.grid.offset(index), paths, found=found, label=printed)
        self._say_order(frame, own)
        self._say_doubts(each, own)
        if frame.heads:
            self._say_missing_columns(each, own)
            self._say_moved(each, own)

    def _say_doubts(self, each: FrameReading, own: Sequence[Row]) -> None:
        """Say that an empty head may be that of a column without values, and that a block has no heads at all."""
        frame, remarks = each.frame, self._remarks
        if each.placing is not None and each.placing.doubtful:
            paths = [path for row in own for path in row.own]
            hint = HINTS["empty-column"]
            remarks.add("row-doubtful", own[0].body.offset, paths, label=own[0].body.text, hint=hint)
        if frame.roles.table.name == "disclosure" and not each.heads.numbered and not self._has_head(each):
            for row in own:
                if row.columns:
                    hint = HINTS["as-other-rows"]
                    remarks.add("header-missing", row.body.offset, row.own, label=row.body.text, hint=hint)

    def _say_moved(self, each: FrameReading, own: Sequence[Row]) -> None:
        """Say that values may stand one column off, where a head is lost or a row has gained a cell."""
        official = self._form.official(each.frame.roles, own[0].body) or ()
        paths = below_moved_heads(each.frame, each.heads, own, official)
        if paths:
            hint = HINTS["head-lost"]
            self._remarks.add("row-doubtful", own[0].body.offset, paths, label=own[0].body.text, hint=hint)
        for row, beside in beside_gained_cells(own):
            self._remarks.add("row-doubtful", row.body.offset, beside, label=row.body.text, hint=HINTS["cell-gained"])

    def say_headless(self, headed: FrameReading, own: Sequence[Row]) -> None:
        """Say that rows without heads are not read as those under the heads before them."""
        if headed.placing is None or not headed.frame.roles.has_heads_once:
            return
        keys = [column.key for column in headed.placing.columns]
        for row in own:
            if row.columns and [column.key for column in row.columns] != keys:
                hint = HINTS["as-other-rows"]
                self._remarks.add("header-missing", row.body.offset, row.own, label=row.body.text, hint=hint)

    @staticmethod
    def _has_head(each: FrameReading) -> bool:
        """Whether any column of a frame has a head, of whatever form."""
        labels = (label for line in each.frame.heads for label in line.labels)
        known = bool(each.heads.guessed) or any(label.column not in {None, CONTENT} for label in labels)
        return known or bool(each.heads.unknown)

    def _say_order(self, frame: Frame, rows: Sequence[Row]) -> None:
        """Say that columns are in another order than the form's, and that one is there twice."""
        order = frame.roles.heads_order
        first = next((row for row in rows if row.columns), None)
        if first is None:
            return
        # A column that a caller's grammar names may stand anywhere.
        named = [column.key for column in first.columns if column.key is not None]
        keys = [key for key in named if key in order and further_key(key) is None]
        # The blocks of table 4 may stand in any order; within a block the results have one.
        blocks = [key.rpartition(".")[0] if frame.roles.way == NESTED else "" for key in keys]
        ranks = {block: place for place, block in enumerate(dict.fromkeys(blocks))}
        usual = [
            key
            for _, _, key in sorted((ranks[block], order[key], key) for block, key in zip(blocks, keys, strict=True))
        ]
        if usual == keys:
            return
        labels = [label for line in frame.heads for label in line.labels]
        offset = labels[0].token.offset if labels and frame.heads[-1].labels else first.body.offset
        moved = {key for key, other in zip(keys, usual, strict=True) if key != other}
        if len(set(keys)) == len(keys):
            paths = [p for row in rows for p, c in zip(row.paths, row.columns, strict=True) if p and c.key in moved]
            self._remarks.add("header-order", offset, paths, hint=", ".join(keys))

    def _say_missing_columns(self, each: FrameReading, rows: Sequence[Row]) -> None:
        """Say for which columns of the form no head was found, and which heads the form does not have."""
        frame = each.frame
        missing: dict[str, list[str]] = {}
        for row in rows:
            official = self._form.official(frame.roles, row.body)
            there = {column.key for column in row.columns}
            for name in official or ():
                if name not in there and row.columns:
                    path = frame.roles.path(row.body.side, name)
                    if path in PLACES:
                        missing.setdefault(name, []).append(path)
        found = ", ".join(frame.grid.lexemes[index].raw for index in each.heads.unknown[:8])
        hint = HINTS["head-unknown"].format(found=found) if found else ""
        for name, paths in missing.items():
            self._missing.append((rows[0].body.offset, paths, self._printed(frame, name), hint))

    def say_columns(self, cells: Mapping[str, Cell]) -> None:
        """Say for which columns of the form no head was found, where no other head gave their cells."""
        for offset, paths, label, hint in self._missing:
            absent = [path for path in paths if path not in cells]
            if absent:
                self._remarks.add("column-missing", offset, absent, label=label, hint=hint)

    def _printed(self, frame: Frame, key: str) -> str:
        """The printed head of a column."""
        meanings = frame.roles.table.meanings
        name = key if frame.roles.way == TRANSPOSED else key.rpartition(".")[2]
        named = meanings.rows if frame.roles.way == TRANSPOSED else meanings.columns
        return next((self._forms.vocabulary.printed[t] for t, n in named.items() if n == name), name)

    def mention(self, label: Label | None) -> None:
        """Say that a label is not spelled as in the form."""
        if label is None:
            return
        token = label.token
        lexeme = token.grid.lexemes[token.index]
        torn = bool(token.torn) or lexeme.terminal != token.type
        if lexeme.official and not torn:
            return
        printed = self._forms.vocabulary.printed.get(token.type, token.type)
        spelling = Spelling("label-torn" if torn else "label-variant", token.text, printed)
        self.spelled.append((token.offset, spelling))
        spelling.say(self._remarks, token.offset)
