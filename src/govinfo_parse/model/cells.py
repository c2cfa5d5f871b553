"""A value cell: what was printed, where, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, NoReturn

import attrs

from govinfo_parse.model.showing import Shown

Number = int | Decimal


class State(StrEnum):
    """How a cell was read.  Only ``number``, ``recovered`` and ``recognized`` carry a value."""

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
    RECOGNIZED = "recognized"
    """Read from a picture by recognition; ``Cell.verified_by`` tells what vouches for it."""


WITH_VALUE = frozenset({State.NUMBER, State.RECOVERED, State.RECOGNIZED})
"""The states of cells that carry a value."""

WITHHELD = frozenset({State.AMBIGUOUS, State.UNREADABLE})
"""The states of cells that hold something that was not read."""

TEXT, OCR = "text", "ocr"
"""Where a cell was read from: from text, or from a picture."""


@attrs.frozen(weakref_slot=False)
class Span:
    """A range of the caller's own text: ``text[span.start:span.end]``.

    Attributes:
        start: offset of the first character, from 0.
        end: offset after the last character; equal to ``start`` for an empty cell.
    """

    start: int
    end: int


@attrs.frozen(weakref_slot=False)
class Cell(Shown):
    """One value cell of the form.

    Attributes:
        value: the printed number (``Decimal`` where a decimal point was printed), or None.
        state: how the cell was read.
        raw: the cell's text as printed, without the padding around it.
        span: where ``raw`` is in the caller's text; None for an absent cell.
        source: ``"text"``, or ``"ocr"`` for what recognition read from a picture.
        confidence: how sure the recognition is of the least sure character, from 0 to 1; None where nothing tells.
        verified_by: the ids of the relations that vouch for a number read from a picture: the sum of its row and that
            of its column (in table 4, of its block), where both hold and no relation with it fails.  Else empty.
    """

    value: Number | None
    state: State
    raw: str
    span: Span | None
    source: str = TEXT
    confidence: float | None = None
    verified_by: tuple[str, ...] = ()

    _way: ClassVar[str] = "cell"

    def __repr__(self) -> str:
        place = "" if self.span is None else f" at {self.span.start}:{self.span.end}"
        told = repr(self.raw) if self.value is None else str(self.value)
        return f"<Cell {told} {self.state}{place}>"

    def _no_number(self, *_: object) -> NoReturn:
        raise TypeError(f"{self!r} is no number; use its .value, which is None where no number was read")

    # Without these, a sum over cells would fail with a message that names neither the cell nor what to do instead.
    __int__ = __float__ = __neg__ = __pos__ = __abs__ = __round__ = _no_number
    __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = _no_number
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = _no_number
    __lt__ = __le__ = __gt__ = __ge__ = _no_number


ABSENT = Cell(None, State.ABSENT, "", None)
"""The cell that the form or the text does not have."""


class _SpanDraft:
    __slots__ = ("end", "start")
    start: int
    end: int


class _CellDraft(Shown):
    __slots__ = ("confidence", "raw", "source", "span", "state", "value", "verified_by")
    value: Number | None
    state: State
    raw: str
    span: Span
    source: str
    confidence: float | None
    verified_by: tuple[str, ...]


def numbers(values: Iterable[Number | None], raws: Iterable[str], starts: Iterable[int]) -> Iterator[Cell]:
    """The cells of numbers that are read as they are, equal to those that ``Cell`` makes.

    A report has two hundred of them, and a frozen class checks at every attribute whether it may be set.  So objects
    with the same slots are filled first, and become cells after that.

    Args:
        values: the numbers.
        raws: the numbers as printed.
        starts: where each begins in the caller's text.
    """
    read, none = State.NUMBER, ()
    for value, raw, start in zip(values, raws, starts, strict=True):
        span: Any = _SpanDraft()
        cell: Any = _CellDraft()
        span.start = start
        span.end = start + len(raw)
        span.__class__ = Span
        cell.value = value
        cell.state = read
        cell.raw = raw
        cell.span = span
        cell.source = TEXT
        cell.confidence = None
        cell.verified_by = none
        cell.__class__ = Cell
        yield cell
