"""What is known of each relation besides its arithmetic, and the register of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import attrs

from govinfo_parse.checks.relations import Relation
from govinfo_parse.errors import GovinfoError


class Standing(StrEnum):
    """Where a relation comes from."""

    PRINTED = "printed"
    """The form prints it."""
    IMPLIED = "implied"
    """The form's own words imply it: 总计, a number of 件, an amount of money."""
    PRACTICE = "practice"
    """Those who check reports apply it; the form does not say so."""


class Strength(StrEnum):
    """What a violation means."""

    HARD = "hard"
    """One of the numbers is wrong."""
    SOFT = "soft"
    """One of the numbers is probably wrong; there are honest exceptions."""


@attrs.frozen
class Described:
    """What is known of a relation (勾稽关系) besides its arithmetic.

    Attributes:
        id: the stable id, ``table.relation``.
        formula: the relation in the form's own words, in Chinese.
        english: the same in English.
        forms: the editions of the form that have its cells: ``"2021"``, ``"2019"``.
        standing: where the relation comes from.
        strength: what a violation means.
        source: the document to look it up in.
    """

    id: str
    formula: str
    english: str
    forms: tuple[str, ...]
    standing: Standing
    strength: Strength
    source: str


@attrs.frozen
class Rule(Described):
    """One relation of the form.

    Attributes:
        relations: the relation between cells, in as many parts as it takes.
    """

    relations: tuple[Relation, ...]


RULES: dict[str, Rule] = {}
"""Every rule by its id, in the order of the form."""

_Relations = Callable[[], Iterator[Relation]]


def rule(
    identifier: str,
    formula: str,
    english: str,
    *,
    forms: tuple[str, ...],
    standing: Standing,
    strength: Strength,
    source: str,
) -> Callable[[_Relations], _Relations]:
    """Register the relations that the decorated function yields, under what is said of them here.

    Raises:
        GovinfoError: the id is taken.
    """

    def register(function: _Relations) -> _Relations:
        if identifier in RULES:
            raise GovinfoError(f"two rules have the id {identifier!r}")
        RULES[identifier] = Rule(
            identifier, formula, english, forms, standing, strength, source, relations=tuple(function())
        )
        return function

    return register


def relations() -> Iterator[tuple[str, Relation]]:
    """Every relation with the id of its rule, those of rules added later too."""
    for rule in RULES.values():
        for relation in rule.relations:
            yield rule.id, relation
