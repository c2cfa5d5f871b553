"""Which forms print the blocks of a text, and which columns they give its rows."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.model.paths import PLACES
from govinfo_parse.tables.frames import Body, Frame
from govinfo_parse.tables.heads import Column
from govinfo_parse.tables.roles import BESIDE, UPRIGHT, Roles


class WhichForm:
    """What the blocks of table 2 in one text say about its form.

    Attributes:
        told: the forms that print every row seen so far with its columns; None before the first one.
        told_by_any: the forms that print at least one of these rows with its columns.
    """

    def __init__(self) -> None:
        self.told: frozenset[str] | None = None
        self.told_by_any: frozenset[str] = frozenset()

    def tell(self, frame: Frame, columns: Sequence[Column]) -> None:
        """Note which forms print the block that a frame of table 2 is; an unknown head may be that of any column."""
        names = {column.key for column in columns if column.key is not None}
        among = any(column.key is None for column in columns)
        for body in frame.rows:
            if body.side is None:
                continue
            own = frozenset(name for name in names if f"{body.side}.{name}" in PLACES)
            forms = frame.roles.table.forms_with(body.side, own, among=among) if own else frozenset()
            if forms:
                self.told = forms if self.told is None else self.told & forms
                self.told_by_any |= forms

    def official(self, roles: Roles, body: Body) -> Sequence[str] | None:
        """The columns that the form gives a row, where it is known which form that is."""
        if roles.way == BESIDE:
            return ("",)
        if roles.way != UPRIGHT:
            orders = roles.official(None)
            return orders[0] if len(orders) == 1 else None
        by_form = roles.table.columns_of.get(body.side or "", {})
        told = self.told if roles.table.name == "disclosure" else None
        for forms in (frozenset(by_form),) if told is None else (told, self.told_by_any):
            orders = list(dict.fromkeys(names for form, names in by_form.items() if form in forms))
            if len(orders) == 1:
                return orders[0]
        if body.label is not None and told is None:
            # A label that only one form prints shows which form it is.
            printing = {
                form
                for form, blocks in roles.table.blocks.items()
                for block in blocks
                if any(terminal == body.label.terminal for terminal, _ in block.rows)
            }
            orders = list(dict.fromkeys(by_form[form] for form in by_form if form in printing))
            if len(orders) == 1:
                return orders[0]
        return None
