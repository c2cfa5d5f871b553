"""A report on its way from one process to another: as columns of plain values, which cost a tenth of its objects.

Sent as it is, a report costs more than half a parse: every cell and every span is an object that Python code takes
apart and builds again.  As lists of numbers and texts it goes through ``pickle`` at the speed of C.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import compress, count, islice, repeat
from operator import attrgetter
from typing import Any

import attrs

from govinfo_parse.model import ABSENT, TEXT, Cell, Report, Span
from govinfo_parse.model.paths import TABLES
from govinfo_parse.readers import Document

_NOWHERE = -1


Make = Callable[[Iterator[Any]], Any]


def _leaf_paths(kind: type, prefix: str) -> Iterator[str]:
    """The dotted path of every field below a record that is not a record itself, in the order of the fields."""
    for field in attrs.fields(kind):
        path = f"{prefix}.{field.name}"
        if _is_record(field):
            yield from _leaf_paths(type(field.default), path)
        else:
            yield path


def _record_maker(kind: type) -> Make:
    """A function that makes a record of its leaves, taken from an iterator in the order of :func:`_leaf_paths`."""
    fields = attrs.fields(kind)
    if not any(map(_is_record, fields)):
        count = len(fields)
        return lambda leaves: kind(*islice(leaves, count))
    makers = [_record_maker(type(field.default)) if _is_record(field) else next for field in fields]
    return lambda leaves: kind(*[make(leaves) for make in makers])


def _is_record(field: attrs.Attribute[Any]) -> bool:
    return field.default is not ABSENT and attrs.has(type(field.default))


_LEAVES = [leaf for table, kind in TABLES.items() for leaf in _leaf_paths(kind, table)]
_MAKERS = {table: _record_maker(kind) for table, kind in TABLES.items()}
_OTHERS = tuple(field.name for field in attrs.fields(Report) if field.name not in TABLES)
_pick = attrgetter(*_LEAVES)
_pick_others = attrgetter(*_OTHERS)


def pack(document: Document | None, report: Report) -> bytes:
    """A document and its report as bytes; None for a document that need not be sent."""
    leaves = _pick(report)
    from_text = [type(leaf) is Cell and leaf.source == TEXT for leaf in leaves]  # as nearly all are
    rest = {
        place: leaf
        for place, (leaf, is_from_text) in enumerate(zip(leaves, from_text, strict=True))
        if not is_from_text and leaf is not ABSENT
    }
    cells = list(compress(leaves, from_text))
    spans = [cell.span for cell in cells]
    columns = (
        list(compress(count(), from_text)),
        [cell.value for cell in cells],
        [cell.state for cell in cells],  # pickle writes an object that it has met before as a number
        [cell.raw for cell in cells],
        [_NOWHERE if span is None else span.start for span in spans],
        [_NOWHERE if span is None else span.end for span in spans],
    )
    return pickle.dumps((document, columns, rest, _pick_others(report)), pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> tuple[Document | None, Report]:
    """The document and the report that these bytes were made from."""
    document, (places, values, states, raws, starts, ends), rest, others = pickle.loads(packed)  # noqa: S301  our own
    spans: list[Span | None] = _records_of_columns(Span, starts, ends)
    if _NOWHERE in starts:
        spans = [None if start == _NOWHERE else span for start, span in zip(starts, spans, strict=True)]
    cells = _records_of_columns(Cell, values, states, raws, spans, repeat(TEXT), repeat(None), repeat(()))
    leaves: list[Any] = [ABSENT] * len(_LEAVES)
    for place, cell in zip(places, cells, strict=True):
        leaves[place] = cell
    for place, leaf in rest.items():
        leaves[place] = leaf
    remaining = iter(leaves)
    tables = {table: make(remaining) for table, make in _MAKERS.items()}
    return document, Report(**tables, **dict(zip(_OTHERS, others, strict=True)))


def _records_of_columns(kind: type, *columns: Any) -> list[Any]:
    """Records of one class, given as the columns of its fields.

    The same as calling the class for each, in a third of the time: the slots are filled column by column.
    """
    made: list[Any] = list(map(object.__new__, repeat(kind, len(columns[0]))))
    for fill, column in zip(_slot_fillers(kind), columns, strict=True):
        deque(map(fill, made, column), maxlen=0)
    return made


@cache
def _slot_fillers(kind: type) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(kind, field.name).__set__ for field in attrs.fields(kind))
