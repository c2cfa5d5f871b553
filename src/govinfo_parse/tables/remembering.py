"""The memory of a parser: the plans of stretches of text that were met before with other figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.lexing.outlines import Outline
from govinfo_parse.model import Cell
from govinfo_parse.tables.plans import Plan
from govinfo_parse.tables.table_reader import Tables

_REMEMBERED = 1_000
"""How many plans are remembered; each takes some sixteen kilobytes."""
_VARIANTS = 8
"""How many plans are remembered of one outline, where the lengths of some figures or their values decide between
them."""
_LONGEST = 20_000
"""Stretches with more characters are not remembered; the longest table of a form has a quarter of this."""


class Memory:
    """Remembers the plans of outlines, up to a bound."""

    def __init__(self, reader: CellReader) -> None:
        self._reader = reader
        self._plans: dict[Hashable, list[Plan]] = {}
        self._count = 0

    def clear(self) -> None:
        """Forget everything."""
        self._plans.clear()
        self._count = 0

    @staticmethod
    def has_room(length: int) -> bool:
        """Whether a stretch of this many characters may be remembered."""
        return length <= _LONGEST

    def recall(self, outlines: Mapping[int, Outline], beside: Hashable) -> dict[int, Plan]:
        """The plans of those outlines that were met before with such figures, by where they begin in the text.

        ``beside`` is what counts besides an outline: the year of the report, and whether it has table 4.
        """
        found = {}
        for begin, outline in outlines.items():
            plans = self._plans.get((outline.words, beside), ())
            plan = next((plan for plan in plans if plan.suits(outline)), None)
            if plan is not None:
                found[begin] = plan
        return found

    def remember(self, outlines: Mapping[int, Outline], beside: Hashable, plans: Mapping[int, Plan]) -> None:
        """Remember the plans of outlines."""
        if self._count + len(plans) > _REMEMBERED:
            self.clear()
        for begin, plan in plans.items():
            variants = self._plans.setdefault((outlines[begin].words, beside), [])
            self._count -= len(variants)
            variants[:] = [plan, *(other for other in variants if not other.suits(outlines[begin]))][:_VARIANTS]
            self._count += len(variants)

    def read(self, plans: Mapping[int, Plan], outlines: Mapping[int, Outline], remarks: Remarks) -> Tables | None:
        """The tables of a text by the plans of its stretches; None where its figures may decide more."""
        cells: dict[str, Cell] = {}
        names: list[str] = []
        for begin, plan in plans.items():
            read = plan.cells(outlines[begin], self._reader)
            if read is None:
                return None
            cells |= read
            names += plan.tables
        if len(set(names)) < len(names):
            return None  # a table that is printed twice
        offsets: dict[str, int] = {}
        for begin, plan in plans.items():
            offsets |= {name: outlines[begin].offset(place) for name, place in plan.tables.items()}
            for place, spelling in plan.spelled:
                spelling.say(remarks, outlines[begin].offset(place))
        return Tables(
            cells,
            forms=next((plan.forms for plan in plans.values() if plan.forms is not None), None),
            unfilled={},
            named=frozenset(names),
            unit=next((plan.unit for plan in plans.values() if plan.unit is not None), None),
            offsets=offsets,
            # Every row that is remembered has cells, so that no label is there without them.
            rows=frozenset(),
        )
