"""What a relation between cells is, and the relations between sums.  Which cells are joined is said in ``rules``.

Every kind of relation answers twice.  ``undisputed`` is the quick answer for the report that is in order; ``assess``
says of every place what became of the relation there, and is asked only where the quick answer is no.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Any, Protocol

import attrs

from govinfo_parse.checks.figures import Figures, Reader, Values, reader
from govinfo_parse.model import Number, Outcome, Report

Line = tuple[str, ...]
"""The paths of some cells, in order: one row or one column of a table."""

Assessment = tuple[Outcome, tuple[str, ...], Number | None, Number | None]
"""A finding without its rule: outcome, paths, expected, actual."""


@attrs.frozen
class Comparison:
    """How the printed side of a relation has to compare with the expected side.

    Attributes:
        holds: ``holds(actual, expected)``.
        chinese: the words before the expected number.
        english: the same in English.
    """

    holds: Callable[[Any, Any], bool]
    chinese: str
    english: str


EQUAL = Comparison(operator.eq, "应为", "should be")
AT_MOST = Comparison(operator.le, "应不大于", "should be at most")
AT_LEAST = Comparison(operator.ge, "应不小于", "should be at least")


class Relation(Protocol):
    """What every kind of relation can do."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every cell that may take part."""

    @property
    def comparison(self) -> Comparison:
        """How the actual number has to compare with the expected one, where a finding has both."""

    def undisputed(self, figures: Figures) -> bool:
        """Whether there is nothing to report: no place is violated or not assessable."""

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """What became of the relation in each of its places."""


def unsaid(operands: Values) -> Outcome | None:
    """The outcome of a relation whose operands are not all numbers; None where they are."""
    missing = operands.count(None)
    if not missing:
        return None
    return Outcome.NOT_APPLICABLE if missing == len(operands) else Outcome.NOT_ASSESSABLE


@attrs.frozen
class Sums:
    """The sum of some lines against the sum of others, place by place.

    Attributes:
        actual: the lines of the printed side.
        comparison: how ``actual`` has to compare with ``expected``.
        expected: the lines of the expected side; no line at all means zero.
    """

    actual: tuple[Line, ...]
    comparison: Comparison
    expected: tuple[Line, ...] = ()
    _read: Reader = attrs.field(init=False, eq=False, repr=False)
    _read_actual: tuple[Reader, ...] = attrs.field(init=False, eq=False, repr=False)
    _read_expected: tuple[Reader, ...] = attrs.field(init=False, eq=False, repr=False)

    @_read.default
    def _default_read(self) -> Reader:
        return reader(self.paths)

    @_read_actual.default
    def _default_read_actual(self) -> tuple[Reader, ...]:
        return tuple(map(reader, self.actual))

    @_read_expected.default
    def _default_read_expected(self) -> tuple[Reader, ...]:
        return tuple(map(reader, self.expected))

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells of every line."""
        return tuple(chain.from_iterable(self.actual + self.expected))

    def places(self) -> Iterator[tuple[Line, Line]]:
        """The paths of both sides, for each place of the lines."""
        for place in range(len(self.actual[0])):
            yield tuple(line[place] for line in self.actual), tuple(line[place] for line in self.expected)

    def undisputed(self, figures: Figures) -> bool:
        """Whether the sums are as they should be in every place, or no operand carries a number."""
        values = figures.values
        try:
            if all(
                map(
                    self.comparison.holds,
                    _sums_of_lines(self._read_actual, values),
                    _sums_of_lines(self._read_expected, values),
                )
            ):
                return True
        except TypeError:  # a blank among the operands
            pass
        return unsaid(self._read(values)) is Outcome.NOT_APPLICABLE

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment for each place of the lines."""
        number: dict[str, Any] = dict(zip(self.paths, self._read(figures.values), strict=True))
        for actual, expected in self.places():
            paths = actual + expected
            outcome = unsaid(tuple(map(number.__getitem__, paths)))
            if outcome:
                yield outcome, paths, None, None
                continue
            printed: Any = sum(map(number.__getitem__, actual))
            asked: Any = sum(map(number.__getitem__, expected))
            holds = self.comparison.holds(printed, asked)
            yield Outcome.HOLDS if holds else Outcome.VIOLATED, paths, asked, printed


def _sums_of_lines(readers: tuple[Reader, ...], values: Values) -> Any:
    """The sum over the lines in each place; adding or ordering a blank raises TypeError."""
    if len(readers) == 1:
        return readers[0](values)
    if not readers:
        return repeat(0)
    return map(sum, zip(*[read(values) for read in readers], strict=True))


@attrs.frozen
class Alternatives:
    """One relation for the usual form, another for a report printed differently.

    Attributes:
        usual: the relation unless the report ``differs``.
        other: the relation where the report ``differs``; its comparison is the same.
        differs: says from the report which of the two it prints.
    """

    usual: Relation
    other: Relation
    differs: Callable[[Report], bool]

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells of both relations, each once."""
        return tuple(dict.fromkeys(self.usual.paths + self.other.paths))

    @property
    def comparison(self) -> Comparison:
        """The comparison that both relations share."""
        return self.usual.comparison

    def undisputed(self, figures: Figures) -> bool:
        """The answer of the relation that fits the report."""
        return self._chosen(figures).undisputed(figures)

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """The assessments of the relation that fits the report."""
        return self._chosen(figures).assess(figures)

    def _chosen(self, figures: Figures) -> Relation:
        return self.other if self.differs(figures.report) else self.usual
