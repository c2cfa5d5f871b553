"""The relations within the indicator tables of before 2019.

Which rows sum to which is said by the grammars of their families; which row is a part of which, by the tables.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import attrs

from govinfo_parse.checks.figures import Figures
from govinfo_parse.checks.relations import AT_MOST, EQUAL, Assessment, Comparison, unsaid
from govinfo_parse.checks.statements import OfFacts
from govinfo_parse.model import Fact, Number, Outcome, Report, Statistics
from govinfo_parse.model.paths import indicator_path

if TYPE_CHECKING:
    from govinfo_parse.statistics.knowledge import Knowledge

_Place = tuple[int, int, int]
"""A table, a row and a column."""


@attrs.frozen
class _BeyondRecord(ABC):
    """What relations have in common whose cells are those of indicator tables."""

    @property
    def paths(self) -> tuple[str, ...]:
        """No cell of the record that all reports have."""
        return ()

    def undisputed(self, figures: Figures) -> bool:
        """Whether there is nothing to compare, or all is as it should be."""
        return all(found[0] in {Outcome.HOLDS, Outcome.NOT_APPLICABLE} for found in self.assess(figures))

    @abstractmethod
    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """What became of the relation in each of its places; nothing for a report without indicator tables."""


@attrs.frozen
class _IndicatorRelation(_BeyondRecord):
    """What all relations within indicator tables have in common: a table's rows decide which cells they join."""

    comparison: ClassVar[Comparison] = AT_MOST

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment for each row and column that it concerns; none for a report without indicator tables."""
        met = False
        for number, table in enumerate(figures.report.statistics):
            for actual, expected in self._places(number, table, figures.indicators or _built_in_grammars()):
                met = True
                yield self._assessed(figures.report, actual, expected)
        if figures.report.statistics and not met:
            yield Outcome.NOT_APPLICABLE, (), None, None

    @abstractmethod
    def _places(
        self, number: int, table: Statistics, knowledge: Knowledge, /
    ) -> Iterator[tuple[Sequence[_Place], Sequence[_Place]]]:
        """The cells of each side, for each place of a table."""

    def _assessed(self, report: Report, actual: Sequence[_Place], expected: Sequence[_Place]) -> Assessment:
        paths = tuple(indicator_path(*place) for place in (*actual, *expected))
        printed = [_value_at(report, place) for place in actual]
        asked = [_value_at(report, place) for place in expected]
        outcome = unsaid((*printed, *asked))
        if outcome:
            return outcome, paths, None, None
        left, right = _sum_of_printed(printed), _sum_of_printed(asked)
        return (Outcome.HOLDS if self.comparison.holds(left, right) else Outcome.VIOLATED), paths, right, left


def _built_in_grammars() -> Knowledge:
    """The built-in grammars; loaded here, as most reports have no indicator table."""
    from govinfo_parse.statistics.knowledge import built_in_knowledge

    return built_in_knowledge()


def _value_at(report: Report, place: _Place) -> Number | None:
    table, row, column = place
    return report.statistics[table].rows[row].cells[column].value


def _sum_of_printed(numbers: Sequence[Number | None]) -> Number:
    return sum((number for number in numbers if number is not None), start=0)


def _parts_of_rows(table: Statistics) -> dict[int, list[int]]:
    """Row -> the rows that are parts of it."""
    found: dict[int, list[int]] = {}
    for index, row in enumerate(table.rows):
        if row.parent is not None:
            found.setdefault(row.parent, []).append(index)
    return found


@attrs.frozen
class Partitions(_IndicatorRelation):
    """A row is the sum of its parts, where the grammar of the table's family says that they are all of it."""

    comparison: ClassVar[Comparison] = EQUAL

    def _places(
        self, number: int, table: Statistics, knowledge: Knowledge
    ) -> Iterator[tuple[Sequence[_Place], Sequence[_Place]]]:
        for whole, parts in _parts_of_rows(table).items():
            if knowledge.sums_up(table.form, table.rows[whole].label, [table.rows[part].label for part in parts]):
                for column in range(len(table.columns)):
                    yield [(number, whole, column)], [(number, part, column) for part in parts]


@attrs.frozen
class Parts(_IndicatorRelation):
    """A part (其中) is at most its row."""

    def _places(
        self, number: int, table: Statistics, _: Knowledge
    ) -> Iterator[tuple[Sequence[_Place], Sequence[_Place]]]:
        for whole, parts in _parts_of_rows(table).items():
            for part in parts:
                for column in range(len(table.columns)):
                    yield [(number, part, column)], [(number, whole, column)]


@attrs.frozen
class Cumulative(_IndicatorRelation):
    """The figure of a period is at most that of a longer period that includes it."""

    def _places(
        self, number: int, table: Statistics, knowledge: Knowledge
    ) -> Iterator[tuple[Sequence[_Place], Sequence[_Place]]]:
        placed = sorted(
            (place, column)
            for column, head in enumerate(table.columns)
            if (place := knowledge.period(head)) is not None
        )
        for (shorter, first), (longer, second) in pairwise(placed):
            if shorter < longer:
                for row in range(len(table.rows)):
                    yield [(number, row, first)], [(number, row, second)]


@attrs.frozen
class Indicated(_BeyondRecord, OfFacts):
    """Every figure of one kind is what the row with a key has for the year, in one of the tables.

    Attributes:
        kind: the kind of figure.
        key: the row's key.
    """

    key: str

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment for each figure, where a table has such a row; none for a report without indicator tables."""
        report = figures.report
        if not report.statistics:
            return
        facts = self.facts(figures)
        own, others = self._places(report, figures.indicators or _built_in_grammars())
        if not facts or not (own or others):
            yield Outcome.NOT_APPLICABLE, (), None, None
            return
        most = max(fact.value for fact in facts)
        for fact in facts:
            outcome, paths, expected, actual = self._assessed(report, fact, own, others)
            if outcome is Outcome.VIOLATED and 0 < fact.value < most:
                outcome, expected = Outcome.NOT_ASSESSABLE, None  # a smaller figure may be that of a part
            yield outcome, paths, expected, actual

    def _places(self, report: Report, knowledge: Knowledge) -> tuple[list[_Place], list[_Place]]:
        """The cells of rows with the key: those of the year reported on, and all others."""
        own: list[_Place] = []
        others: list[_Place] = []
        for number, table in enumerate(report.statistics):
            for index, row in enumerate(table.rows):
                if row.key == self.key:
                    for column, head in enumerate(table.columns):
                        of_year = knowledge.is_of_year(head, report.year)
                        (own if of_year else others).append((number, index, column))
        return own, others

    def _assessed(self, report: Report, fact: Fact, own: list[_Place], others: list[_Place]) -> Assessment:
        paths = tuple(indicator_path(*place) for place in own or others)
        values = [_value_at(report, place) for place in own]
        if fact.approximate:
            return Outcome.NOT_ASSESSABLE, paths, None, fact.value
        if fact.value in values:
            place = own[values.index(fact.value)]
            return Outcome.HOLDS, (indicator_path(*place),), fact.value, fact.value
        is_other = any(_value_at(report, place) == fact.value for place in others)
        if not own or None in values or is_other:  # of a sentence that leaves 累计 unsaid
            return Outcome.NOT_ASSESSABLE, paths, None, fact.value
        return Outcome.VIOLATED, paths, values[0], fact.value
