"""A value cell: what was printed, where, and how it was read."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

Number = int | Decimal


class State(StrEnum):
    """How a cell was read.  Only ``number`` and ``recovered`` carry a value."""

    NUMBER = "number"
    """Printed, and read as it stands."""
    RECOVERED = "recovered"
    """Boundaries were lost in the text; exactly one reading satisfies the form's own relations."""
    BLANK = "blank"
    """The cell is there and empty."""
    DASH = "dash"
    """The cell holds a mark for "none" or "not applicable": / - — _ 无."""
    AMBIGUOUS = "ambiguous"
    """More than one reading is possible; a diagnostic has the candidates."""
    UNREADABLE = "unreadable"
    """The cell holds something else; ``raw`` has it."""
    ABSENT = "absent"
    """The form or the text has no such cell."""


@attrs.frozen
class Span:
    """A range of the caller's own text: ``text[span.start:span.end]``.

    Attributes:
        start: offset of the first character, from 0.
        end: offset behind the last character; equal to ``start`` for an empty cell.
    """

    start: int
    end: int


@attrs.frozen
class Cell:
    """One value cell of the form.

    Attributes:
        value: the printed number (``Decimal`` where a decimal point was printed), or None.
        state: how the cell was read.
        raw: the cell's text as printed, without the padding around it.
        span: where ``raw`` stands in the caller's text; None for an absent cell.
    """

    value: Number | None
    state: State
    raw: str
    span: Span | None


ABSENT = Cell(None, State.ABSENT, "", None)
"""The cell that the form or the text does not have."""
