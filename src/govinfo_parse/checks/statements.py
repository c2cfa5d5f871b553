"""The relations between the figures that sentences state and the tables.

A sentence says less exactly than a table what it counts: 收到 may mean 一 alone or 一 and 二 together.  So every figure
has several readings, and it contradicts the tables only where none of them agrees.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, ClassVar

import attrs

from govinfo_parse.checks.figures import Figures, Reader, reader
from govinfo_parse.checks.relations import EQUAL, Assessment, Comparison, Line
from govinfo_parse.model import Fact, FactKind, Number, Outcome, Report, Scope


@attrs.frozen
class OfFacts:
    """What relations of the figures of one kind have in common.

    Attributes:
        kind: the kind of figure.
    """

    comparison: ClassVar[Comparison] = EQUAL
    kind: FactKind

    def facts(self, figures: Figures) -> Collection[Fact]:
        """The report's figures of this kind; one that is stated again is there once."""
        return figures.facts.get(self.kind, ())


@attrs.frozen
class Stated(OfFacts):
    """Every figure of one kind is what the table has, in one of its readings.

    Attributes:
        kind: the kind of figure.
        readings: the cells that a figure can be the sum of, the likeliest reading first.
        scoped: the readings of a figure whose sentence says which applications it counts.
        none: the readings of a zero: "there were none" is said of the whole, not of one of its rows.
    """

    readings: tuple[Line, ...]
    scoped: Mapping[Scope, tuple[Line, ...]] = attrs.field(factory=dict, hash=False)
    none: tuple[Line, ...] = ()
    _reads: dict[Line, Reader] = attrs.field(init=False, eq=False, repr=False)

    @_reads.default
    def _default_reads(self) -> dict[Line, Reader]:
        return {line: reader(line) for line in chain(self.readings, self.none, *self.scoped.values())}

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells of every reading."""
        return tuple(dict.fromkeys(chain.from_iterable(self._reads)))

    def undisputed(self, figures: Figures) -> bool:
        """Whether no sentence states such a figure, or all agree with the table."""
        facts = self.facts(figures)
        return all(self._assessed(fact, figures)[0] is Outcome.HOLDS for fact in facts)

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment for each figure."""
        facts = self.facts(figures)
        if not facts:
            yield Outcome.NOT_APPLICABLE, self.paths, None, None
        assessed = [(fact, self._assessed(fact, figures)) for fact in facts]
        whole = max((fact.value for fact, (outcome, *_) in assessed if outcome is Outcome.HOLDS), default=0)
        for fact, assessment in assessed:
            outcome, paths, _, actual = assessment
            if outcome is Outcome.VIOLATED and not fact.scope and 0 < fact.value < whole:
                # Of a whole that agrees, a smaller figure may be that of one body: 全市收到25件。示例县收到12件
                yield Outcome.NOT_ASSESSABLE, paths, None, actual
            else:
                yield assessment

    def _assessed(self, fact: Fact, figures: Figures) -> Assessment:
        lines = self.scoped.get(fact.scope, self.readings) if fact.scope else self.readings
        if not fact.value and self.none:
            lines = self.none
        paths = tuple(dict.fromkeys(chain.from_iterable(lines)))
        if fact.approximate:
            return Outcome.NOT_ASSESSABLE, paths, None, fact.value
        read = {line: self._reads[line](figures.values) for line in lines}
        sums = {line: _sum_or_none(numbers) for line, numbers in read.items()}
        for line, total in sums.items():
            if total == fact.value:
                return Outcome.HOLDS, line, total, fact.value
        # Readings without a number are those of rows that this form does not have, if there are others.
        printed = {line: sums[line] for line in lines if any(number is not None for number in read[line])}
        if not printed and figures.report.statistics:
            return Outcome.NOT_APPLICABLE, paths, None, fact.value  # it has the tables of before 2019 instead
        if not printed or None in printed.values():
            return Outcome.NOT_ASSESSABLE, paths, None, fact.value
        return Outcome.VIOLATED, paths, next(iter(printed.values())), fact.value


def _sum_or_none(numbers: Iterable[Number | None]) -> Number | None:
    try:
        total: Any = sum(numbers)
    except TypeError:
        return None
    return total  # type: ignore[no-any-return]


@attrs.frozen
class Whole:
    """The parts that sentences name sum up to the whole they state, where they name all of them.

    A part that no sentence names is zero if the table says so; else the sentences do not name all parts.

    Attributes:
        whole: the kind of the whole.
        parts: the kinds of its parts, and the cells in which the table has each.
        beside: kinds that a stated whole may include too, and the cell in which the table has each.
    """

    comparison: ClassVar[Comparison] = EQUAL
    whole: FactKind
    parts: tuple[tuple[FactKind, Line], ...]
    beside: tuple[FactKind, Line]
    _reads: dict[Line, Reader] = attrs.field(init=False, eq=False, repr=False)

    @_reads.default
    def _default_reads(self) -> dict[Line, Reader]:
        return {line: reader(line) for _, line in (*self.parts, self.beside)}

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells that say whether a part that is not named is zero."""
        return tuple(dict.fromkeys(chain.from_iterable(self._reads)))

    def undisputed(self, figures: Figures) -> bool:
        """Whether the parts are not all named, or sum up."""
        return next(self.assess(figures))[0] in (Outcome.HOLDS, Outcome.NOT_APPLICABLE)

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment of the parts together."""
        narrative = figures.report.narrative
        whole = _only_number(fact for fact in narrative if fact.kind is self.whole)
        if whole is None or not any(fact.kind is kind for fact in narrative for kind, _ in self.parts):
            yield Outcome.NOT_APPLICABLE, (), None, None
            return
        parts = [self._part(kind, line, figures) for kind, line in self.parts]
        if None in parts:
            yield Outcome.NOT_APPLICABLE, (), None, None
            return
        total = sum(part for part in parts if part is not None)
        beside = self._part(*self.beside, figures, whatever=True) or 0
        if whole in (total, total + beside):
            yield Outcome.HOLDS, (), whole, whole
        else:
            yield Outcome.VIOLATED, (), whole, total

    def _part(self, kind: FactKind, line: Line, figures: Figures, *, whatever: bool = False) -> Any:
        """The number of a part: the one stated, else zero if the table has zero; None if it is not known."""
        stated = [fact for fact in figures.report.narrative if fact.kind is kind]
        if stated:
            return _only_number(stated)
        total = _sum_or_none(number for number in self._reads[line](figures.values) if number is not None)
        known = any(number is not None for number in self._reads[line](figures.values))
        return total if known and (whatever or not total) else None


@attrs.frozen
class NewAndCarriedOver:
    """Applications received are the new ones and those carried over, where one sentence states all three."""

    comparison: ClassVar[Comparison] = EQUAL
    paths: tuple[str, ...] = ()

    def undisputed(self, figures: Figures) -> bool:
        """Whether they sum up, or are not all stated."""
        return next(self.assess(figures))[0] in (Outcome.HOLDS, Outcome.NOT_APPLICABLE)

    def assess(self, figures: Figures) -> Iterator[Assessment]:
        """One assessment."""
        narrative = figures.report.narrative
        whole = _only_number(fact for fact in narrative if fact.scope is Scope.WITH_CARRIED_OVER)
        new = _only_number(fact for fact in narrative if fact.scope is Scope.NEW)
        over = _only_number(fact for fact in narrative if fact.kind is FactKind.CARRIED_OVER)
        if whole is None or new is None or over is None:
            yield Outcome.NOT_APPLICABLE, (), None, None
        else:
            yield Outcome.HOLDS if new + over == whole else Outcome.VIOLATED, (), whole, new + over


def _only_number(facts: Iterable[Fact]) -> int | None:
    """The one number that facts state; None where there is none, or several, or one that is approximate."""
    numbers = {None if fact.approximate else fact.value for fact in facts}
    return numbers.pop() if len(numbers) == 1 else None


def facts_of(report: Report, rule: str, actual: Number | None) -> tuple[Fact, ...]:
    """The facts of a report that a finding of a rule on stated figures is about."""
    from govinfo_parse.checks.registry import RULES  # the rules are made of the relations above

    relations = RULES[rule].relations if rule in RULES else ()
    kinds = {relation.kind for relation in relations if isinstance(relation, OfFacts)}
    return tuple(fact for fact in report.narrative if fact.kind in kinds and fact.value == actual)
