"""From the items of a text to the rows of its tables, each with the columns it stands under."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.grammar.applications import ApplicationsRows
from govinfo_parse.grammar.disclosure import DisclosureRows
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.gathering import Collected, Gathering
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.proceedings import ProceedingsRows
from govinfo_parse.grammar.rows import numbered
from govinfo_parse.grammar.tokens import Column, Item, Loose, Part, Token, Unknown
from govinfo_parse.grammar.unknown import UnknownRows


def collect(parts: Sequence[Part | Item], forms: Forms, notes: Notes, *, headed: bool) -> Collected:
    """The rows of all parts of a text; ``headed`` tells whether it has the heading of table 4."""
    gathering = Gathering(forms, notes)
    unknown = UnknownRows(forms, notes)
    disclosure = DisclosureRows(gathering)
    gather = {
        "disclosure": disclosure.gather,
        "applications": ApplicationsRows(gathering).gather,
        "proceedings": ProceedingsRows(gathering, headed=headed).gather,
    }
    for part in _with_first_heads(parts, forms):
        if isinstance(part, Part):
            gathering.result.tables.add(part.table)
            items = part.items if part.table == "proceedings" else unknown.placed(part.items, part.table)
            gather[part.table](items)
        elif isinstance(part, Loose):
            if numbered(part.values):
                gathering.say_loose(part.values)
        elif isinstance(part, Unknown) and numbered(part.label):
            notes.add("row-unknown", part.label.offset, found=part.label.text)
    disclosure.adopt()
    return gathering.result


def _with_first_heads(parts: Sequence[Part | Item], forms: Forms) -> Sequence[Part | Item]:
    """The parts, each with the heads that other tables have too and that stand before the first of its own."""
    whole: list[Part | Item] = []
    for part in parts:
        if isinstance(part, Part):
            before = whole[-1].items if whole and isinstance(whole[-1], Part) else whole
            heads: list[Item] = []
            first: Item = part.items[0]
            while before and (head := _head_before(before[-1], first, part.table, forms)) is not None:
                before.pop()
                heads.append(head)
                first = head
            part.items[:0] = reversed(heads)
        whole.append(part)
    return whole


def _head_before(item: Part | Item, behind: Item, table: str, forms: Forms) -> Column | None:
    first: Token | None = getattr(behind, "label", None)
    if not isinstance(item, Unknown) or first is None or item.label.region is not first.region:
        return None
    names = forms.columns.get((table, item.label.type))
    region, index = first.region, item.label.index
    beside = region.row_start(index) == region.row_start(first.index) and not any(region.kinds[index + 1 : first.index])
    return Column(names, item.label) if names and beside else None
