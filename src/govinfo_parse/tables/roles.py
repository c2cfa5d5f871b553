"""What the labels of a table do where it is printed: which are above values as heads, and which beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from govinfo_parse.grammar.forms import TableKnowledge
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.tables.lines import Line

UPRIGHT, TRANSPOSED, NESTED, BESIDE = "upright", "transposed", "nested", "beside"


@attrs.frozen(eq=False)
class Roles:
    """The roles of a table's labels, as the table is printed.

    Attributes:
        table: what is known of the table.
        printed: the labels of its columns and groups, as they are compared, by their terminals.
        way: UPRIGHT where the heads of the columns are above, TRANSPOSED where the labels of the rows are,
            NESTED where both are, BESIDE where neither is.
    """

    table: TableKnowledge
    way: str
    printed: Mapping[str, str]

    def head(self, label: Label) -> str | None:
        """What the label heads, or None."""
        if self.way == BESIDE:
            return None
        found = label.row if self.way == TRANSPOSED else label.column
        return None if found == CONTENT else found

    def side(self, label: Label) -> str | None:
        """What the label is beside, or None."""
        if self.way == NESTED:
            return None
        found = label.column if self.way in {TRANSPOSED, BESIDE} else label.row
        return None if found == CONTENT else found

    def path(self, side: str | None, head: str) -> str:
        """The dotted path of the cell where two labels cross."""
        if side is None or not head:
            return side or head
        return f"{head}.{side}" if self.way == TRANSPOSED else f"{side}.{head}"

    def is_over_columns(self, terminal: str) -> bool:
        """Whether a group's label is above heads."""
        members = self.table.groups.get(terminal)
        return members is not None and any(self.is_head_key(member) for member in members)

    def is_head_key(self, key: str) -> bool:
        """Whether a row's path or a cell's name belongs to the heads of the table."""
        return self.way == NESTED or (self.way != BESIDE and ("." in key) == (self.way == TRANSPOSED))

    @cached_property
    def has_heads_once(self) -> bool:
        """Whether all rows of the table stand below the same heads, and not block by block below others."""
        return self.way == UPRIGHT and len(set(self.table.block_of.values())) == 1

    @cached_property
    def captions(self) -> frozenset[str]:
        """The terminals of captions, which are above a block in a line of their own."""
        return frozenset(
            terminal for blocks in self.table.blocks.values() for block in blocks for terminal in block.captions
        ) | frozenset(self.table.meanings.marks - self.table.groups.keys())

    @cached_property
    def heads_order(self) -> Mapping[str, int]:
        """What heads a column -> its place in the printed order."""
        if self.way == UPRIGHT:
            return {name: place for place, name in enumerate(self.table.heads_order)}
        if self.way == TRANSPOSED:
            return self.table.order
        names = [f"{path}.{name}" for path in self.table.order for name in self.table.heads_order]
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def head_characters(self) -> frozenset[str]:
        """The characters of all labels that stand above values."""
        beside = {terminal for terminal in self.table.groups if not self.is_over_columns(terminal)}
        above = (label for terminal, label in self.printed.items() if terminal not in beside)
        return frozenset(character for label in above for character in label)

    @cached_property
    def sides_order(self) -> Mapping[str, int]:
        """What stands beside values -> its place in the printed order."""
        if self.way == TRANSPOSED:
            return {name: place for place, name in enumerate(self.table.heads_order)}
        if self.way == BESIDE:
            names = [f"{path}.{name}" for path in self.table.order for name in self.table.heads_order]
            return {name: place for place, name in enumerate(names)}
        return self.table.order

    def depth(self, side: str | None, label: Label | None) -> int:
        """In how many groups a row is, its own label not counted where that is a group's: （六）其他处理."""
        own = label.terminal if label is not None else None
        groups = self.table.groups.items() if side else ()
        return sum(side in members for terminal, members in groups if terminal != own)

    @cached_property
    def deepest(self) -> int:
        """In how many groups any row is at most: the table has one column of labels more."""
        return max((self.depth(side, None) for side in self.table.order), default=0)

    def official(self, side: str | None) -> Sequence[tuple[str, ...]]:
        """The columns that forms give a row, in printed order: one sequence for each different one."""
        if self.way == NESTED:
            return (tuple(self.heads_order),)
        if self.way == TRANSPOSED:
            return tuple(dict.fromkeys(self.table.orders.values()))
        return tuple(dict.fromkeys(self.table.columns_of.get(side or "", {}).values()))


def way_of(table: TableKnowledge, lines: Sequence[Line]) -> str:
    """How a table is printed.

    Labels stand beside values where a line has one of them and values; where lines so begin with what usually heads a
    column, and a line above has several labels of rows, the two sides are exchanged.
    """
    beside = exchanged = single = over = 0
    above = False
    for line in lines:
        rows = sum(label.row is not None and label.column is None for label in line.labels)
        heads = sum(label.column is not None and label.row is None and label.column != CONTENT for label in line.labels)
        both = sum(label.column is not None and label.row is not None for label in line.labels)
        if not line.numbers and heads + both != 1:
            over += rows
            above = above or over > 1
        if not line.labels or not line.values:
            above = above or heads + both > 1
            continue
        if table.nested and heads + both == 1 and len(line.values) == 1 and line.grid.lined:
            single += 1
        if rows == 1 and not heads:
            # In table 4 a figure left of a block's label is a head of its own, and so is one after a group's label.
            last = line.labels[-1]
            beside += not table.nested or (last.row is not None and max(line.numbers, default=0) > last.token.index)
        elif not rows and heads + both == 1 and (above or table.nested) and line.grid.lined:
            exchanged += 1
    if table.nested and single > 1 and not above:
        return BESIDE
    if table.nested:
        return UPRIGHT if beside else TRANSPOSED if exchanged > 1 else NESTED
    return TRANSPOSED if exchanged > beside else UPRIGHT
