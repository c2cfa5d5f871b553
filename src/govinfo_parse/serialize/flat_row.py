"""A report as one row of a panel."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter

from govinfo_parse.model.cells import Cell, Number
from govinfo_parse.model.paths import PATHS
from govinfo_parse.model.report import Report
from govinfo_parse.serialize.numbers import to_float

cells_of: Callable[[Report], tuple[Cell, ...]] = attrgetter(*PATHS)
"""Every cell of a report, in the order of ``PATHS``; one call, as walking the record is most of the cost."""

FLAT_HEAD = ("title", "agency", "year", "form")
UNIT = "disclosure.procurement.unit"
_head_of = attrgetter(*FLAT_HEAD, UNIT)


def flat(report: Report) -> dict[str, str | Number | float | None]:
    """The report as one flat row: the same keys, in the same order, for every report.

    ``title``, ``agency``, ``year`` and ``form`` come first, then the number or None of every cell by its
    dotted path, and last ``disclosure.procurement.unit``, without which the amount means nothing.
    Whole numbers are int, others float, or Decimal where no float holds the number exactly.  None says that there is no
    number; only the report's cells say why.

    Raises:
        TypeError: the report is something else, such as a text.
    """
    if not isinstance(report, Report):
        raise TypeError(f"flat takes a Report, not {type(report).__name__}; parse_report makes one of a text")
    *head, unit = _head_of(report)
    row: dict[str, str | Number | float | None] = dict(zip(FLAT_HEAD, head, strict=True))
    for path, cell in zip(PATHS, cells_of(report), strict=True):
        row[path] = _panel_number(cell.value)
    row[UNIT] = unit
    return row


def _panel_number(number: Number | None) -> Number | float | None:
    if not isinstance(number, Decimal):
        return number
    nearest = to_float(number)
    return number if nearest is None else nearest
