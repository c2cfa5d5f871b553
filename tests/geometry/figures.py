"""Balanced figures, as distinct as they can be: a number in a wrong cell is always noticed."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

import attrs

from tests.geometry.trees import DISCLOSURE, RESULTS, applicants, blocks, chains, outcomes

Number = int | Decimal
ORGANISATIONS = tuple(node.key for node in applicants()[0].children[1].children)
COLUMNS = ("natural_person", *ORGANISATIONS)
SIZES = (60, 999, 9_999, 99_999)


@attrs.define
class Source:
    """Numbers that have not been drawn before."""

    rng: random.Random
    used: set[Number] = attrs.field(factory=set)

    def fresh(self) -> int:
        """A new number, of any size."""
        while (number := self.rng.randint(1, self.rng.choice(SIZES))) in self.used:
            pass
        self.used.add(number)
        return number


def rows_of(form: str) -> list[str]:
    """The rows of table 3."""
    return [chain[-1].key for chain in chains(outcomes(form))]


def paths_of(form: str) -> list[str]:
    """Every path that a form prints."""
    found = [f"disclosure.{row}.{column}" for _, heads, rows in DISCLOSURE[form]
             for row in rows.values() for column in heads.values()]  # fmt: skip
    found += [f"{row}.{column}" for row in rows_of(form) for column in (*COLUMNS, "total")]
    return found + [f"{chain[-1].key}.{result}" for chain in chains(blocks()) for result in RESULTS.values()]


def balanced(source: Source, form: str, nothing: Collection[str] = ()) -> dict[str, Number]:
    """Figures for every path of a form whose sums all hold.

    Args:
        source: where new numbers come from.
        form: the form.
        nothing: paths that count as zero.
    """
    for _ in range(30):
        before = set(source.used)
        found = _drawn(source, form, nothing)
        numbers = [number for number in found.values() if number]
        source.used = before | set(numbers)
        if len(set(numbers)) == len(numbers) and not before & set(numbers):
            break
    return found


def _drawn(source: Source, form: str, nothing: Collection[str]) -> dict[str, Number]:
    found = {path: _single(source, path) for path in paths_of(form) if path.startswith("disclosure")}
    for column in COLUMNS:
        found.update(_column(source, rows_of(form), column, nothing))
    for row in rows_of(form):
        found[f"{row}.total"] = sum(found[f"{row}.{column}"] for column in COLUMNS)
    *parts, _ = RESULTS.values()
    for chain in chains(blocks()):
        block = chain[-1].key
        for part in parts:
            found[f"{block}.{part}"] = 0 if f"{block}.{part}" in nothing else source.fresh()
        found[f"{block}.total"] = sum(found[f"{block}.{part}"] for part in parts)
    return found


def _single(source: Source, path: str) -> Number:
    """A number of table 2, which has no sums."""
    number = source.fresh()
    if source.rng.random() < 0.5 and path.endswith(".amount"):
        return Decimal(f"{number}.{source.rng.randint(1, 99):02}")
    return -number if source.rng.random() < 0.5 and path.endswith(".change") else number


def _column(source: Source, rows: Collection[str], column: str, nothing: Collection[str]) -> dict[str, Number]:
    """A column of table 3: what came in and what was left over equals what was handled and what is left over."""
    received, over, total, forward = (
        f"applications.{row}.{column}" for row in ("received", "carried_over", "outcomes.total", "carried_forward")
    )
    paths = [f"{row}.{column}" for row in rows]
    found: dict[str, Number] = {path: 0 if path in nothing else source.fresh() for path in paths}
    found[total] = sum(found[path] for path in paths if path.startswith("applications.outcomes.") and path != total)
    handled = int(found[total] + found[forward])
    found[over] = source.rng.randint(0, handled) if found[over] > handled else found[over]
    found[received] = handled - found[over]
    return found
