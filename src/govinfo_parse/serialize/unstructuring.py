"""From records to plain data."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import Any

from cattrs import Converter

from govinfo_parse.model.beyond_form import FurtherCell, Statistics
from govinfo_parse.model.cells import ABSENT, TEXT, Cell, Span, State
from govinfo_parse.model.facts import FactKind, Scope
from govinfo_parse.model.observations import Outcome, Severity
from govinfo_parse.model.paths import PATHS
from govinfo_parse.model.report import Report
from govinfo_parse.serialize.flat_row import cells_of
from govinfo_parse.serialize.numbers import json_number

WITH_WHOLE_CELLS = (FurtherCell, Statistics)
"""Records whose cells are written where they are, with their states."""


def _whole_cells() -> Converter:
    """What writes a cell with all that it has, as parts beyond the form need: ``cells`` has no place for them."""
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Decimal, json_number)
    converter.register_unstructure_hook(
        Cell,
        lambda cell: {"value": json_number(cell.value), **_plain_entry(cell)},
    )
    return converter


def _converter_to_plain_data() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Decimal, json_number)
    converter.register_unstructure_hook(Cell, lambda cell: json_number(cell.value))
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    for kind in (Severity, Outcome, FactKind, Scope):
        converter.register_unstructure_hook(kind, attrgetter("value"))
    beyond = _whole_cells()
    for record in WITH_WHOLE_CELLS:
        converter.register_unstructure_hook(record, beyond.get_unstructure_hook(record))
    return converter


def _plain_entry(cell: Cell) -> dict[str, Any]:
    """How a cell was read; the parts about recognition only where there was some."""
    entry: dict[str, Any] = {"state": cell.state.value, "raw": cell.raw, "span": _plain_span(cell.span)}
    if cell.source != TEXT:
        entry |= {"source": cell.source, "confidence": cell.confidence, "verified_by": list(cell.verified_by)}
    return entry


def _plain_span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


_unstructure = _converter_to_plain_data().get_unstructure_hook(Report)


def unstructured(report: Report) -> dict[str, Any]:
    """The report's plain data; see :func:`govinfo_parse.to_dict`."""
    data: dict[str, Any] = _unstructure(report)
    data["cells"] = {
        path: _plain_entry(cell)
        for path, cell in zip(PATHS, cells_of(report), strict=True)
        # The first two tests are for speed alone: a record that was unpickled has an equal ABSENT of its own.
        if cell is not ABSENT and (cell.state is not State.ABSENT or cell != ABSENT)
    }
    return data
