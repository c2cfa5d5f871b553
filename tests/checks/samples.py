"""One balanced report of each shape, every number of it above zero, to take apart."""

from __future__ import annotations

from decimal import Decimal

from govinfo_parse.model import Number
from tests.strategies import (
    APPLICANTS,
    BLOCKS,
    DIVIDED_LEAVES,
    OUTCOMES,
    PROCEEDINGS,
    RESULTS,
    UNDIVIDED_LEAVES,
    with_totals,
)

AMOUNT = Decimal("12.50")


def _applications(leaves: tuple[str, ...]) -> dict[str, Number]:
    rows = {leaf: {name: 1 + (i + k) % 7 for k, name in enumerate(APPLICANTS)} for i, leaf in enumerate(leaves)}
    total = {name: sum(row[name] for row in rows.values()) for name in APPLICANTS}
    rows |= {
        f"{OUTCOMES}.total": total,
        "applications.carried_forward": dict.fromkeys(APPLICANTS, 4),
        "applications.carried_over": dict.fromkeys(APPLICANTS, 3),
        "applications.received": {name: number + 1 for name, number in total.items()},
    }
    return with_totals(rows)


def _proceedings() -> dict[str, Number]:
    return with_totals({block: {name: k + 1 for k, name in enumerate(RESULTS)} for block in PROCEEDINGS})


def _disclosure(form: str) -> dict[str, Number]:
    return {
        f"disclosure.{row}.{column}": AMOUNT if column == "amount" else number
        for rows, columns in BLOCKS[form].values()
        for row in rows
        for number, column in enumerate(columns, 5)
    }


SAMPLES: dict[str, dict[str, Number]] = {
    "2021": {**_disclosure("2021"), **_applications(DIVIDED_LEAVES), **_proceedings()},
    "2021, undivided": {**_disclosure("2021"), **_applications(UNDIVIDED_LEAVES), **_proceedings()},
    "2019": {**_disclosure("2019"), **_applications(UNDIVIDED_LEAVES), **_proceedings()},
}


def form_of(shape: str) -> str:
    """The form of a sample."""
    return shape[:4]
