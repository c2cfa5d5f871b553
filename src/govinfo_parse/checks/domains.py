"""The relations that say what numbers single cells may hold, rather than what they sum to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from govinfo_parse.checks.figures import Figures, Reader, reader
from govinfo_parse.checks.organs import makes_no_rules
from govinfo_parse.checks.relations import AT_LEAST, EQUAL, Assessment, Comparison, unsaid
from govinfo_parse.model import Number, Outcome


@attrs.frozen
class _CellGroup:
    """Some cells, and the way to their numbers.

    Attributes:
        paths: the cells.
    """

    paths: tuple[str, ...]
    _read: Reader = attrs.field(init=False, eq=False, repr=False)

    @_read.default
    def _default_read(self) -> Reader:
        return reader(self.paths)

    def _numbers(self, figures: Figures) -> dict[str, Number]:
        """The cells that carry a number: what the report claims."""
        pairs = zip(self.paths, self._read(figures.values), strict=True)
        return {path: number for path, number in pairs if number is not None}

    def _not_applicable(self) -> Assessment:
        return Outcome.NOT_APPLICABLE, self.paths, None, None


@attrs.frozen
class Domain(_CellGroup):
    """Cells whose numbers are not below zero and whole.  A cell without a number claims nothing.

    Attributes:
        signed: whether a number may be below zero after all.
        fractional: whether a number may have decimals after all.
    """

    comparison: ClassVar[Comparison] = AT_LEAST
    signed: bool = False
    fractional: bool = False

    def undisputed(self, figures: Figures) -> bool:
        """Whether no cell holds a number outside the domain."""
        numbers: Any = tuple(filter(None, self._read(figures.values)))  # zero is in every domain
        return (self.fractional or _WHOLE.issuperset(map(type, numbers))) and (
            self.signed or min(numbers, default=1) > 0
        )

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment for each number outside the domain, or one for them all."""
        numbers = self._numbers(figures)
        outside = {path: number for path, number in numbers.items() if not self._allows(number)}
        for path, number in outside.items():
            yield Outcome.VIOLATED, (path,), None, number
        if not outside:
            yield (Outcome.HOLDS, tuple(numbers), None, None) if numbers else self._not_applicable()

    def _allows(self, number: Number) -> bool:
        whole = isinstance(number, int) or number == number.to_integral_value()
        return (self.signed or number >= 0) and (self.fractional or whole)


_WHOLE = frozenset({int})


@attrs.frozen
class ZeroTogether(_CellGroup):
    """Two cells, a number of things and their amount: if one of them is zero, the other is zero too."""

    comparison: ClassVar[Comparison] = EQUAL

    def undisputed(self, figures: Figures) -> bool:
        """Whether both are zero, both are not, or both carry no number."""
        return self._outcome(figures) in (Outcome.HOLDS, Outcome.NOT_APPLICABLE)

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment; where there are no such things, their amount should be zero."""
        outcome = self._outcome(figures)
        things, amount = self._read(figures.values)
        if outcome is Outcome.VIOLATED:
            yield outcome, self.paths, (None if things else 0), amount
        else:
            yield outcome, self.paths, None, None

    def _outcome(self, figures: Figures) -> Outcome:
        pair = things, amount = self._read(figures.values)
        return unsaid(pair) or (Outcome.HOLDS if bool(things) is bool(amount) else Outcome.VIOLATED)


@attrs.frozen
class OnlyByMakers(_CellGroup):
    """Cells above zero only in the report of an organ that can make 规章."""

    comparison: ClassVar[Comparison] = EQUAL

    def undisputed(self, figures: Figures) -> bool:
        """Whether all numbers are zero, or the organ may be one that makes 规章."""
        return not any(self._read(figures.values)) or not makes_no_rules(figures.report.agency)

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment for each number above zero, or one for them all."""
        numbers = self._numbers(figures)
        if not numbers or not makes_no_rules(figures.report.agency):
            yield self._not_applicable()
            return
        above = {path: number for path, number in numbers.items() if number > 0}
        for path, number in above.items():
            yield Outcome.VIOLATED, (path,), 0, number
        if not above:
            yield Outcome.HOLDS, tuple(numbers), None, None
