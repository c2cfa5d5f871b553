"""From plain data to records, saying exactly where the data is wrong."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from govinfo_parse.errors import SerializationError
from govinfo_parse.model.beyond_form import Statistics
from govinfo_parse.model.cells import ABSENT, TEXT, WITH_VALUE, Cell, Number, Span, State
from govinfo_parse.model.facts import FactKind, Scope
from govinfo_parse.model.observations import Outcome, Severity
from govinfo_parse.model.paths import PATHS
from govinfo_parse.model.report import Report
from govinfo_parse.serialize.numbers import from_json_number

_KNOWN = frozenset(PATHS)


@attrs.frozen
class CellEntry:
    """What ``cells`` says of one cell; its value is in the tables.

    Attributes:
        state: how the cell was read.
        raw: the cell's text as printed, without the padding around it.
        span: start and end of ``raw`` in the text that was read, in characters from 0.
        source: ``"ocr"`` for what recognition read from a picture; left out for text, as are the two below.
        confidence: how sure the recognition is, from 0 to 1; null where nothing tells.
        verified_by: the ids of the relations that vouch for a number read from a picture.
    """

    state: State
    raw: str
    span: Span | None
    source: str = TEXT
    confidence: float | None = None
    verified_by: tuple[str, ...] = ()


def structured(data: object) -> Report:
    """The report of plain data; see :func:`govinfo_parse.from_dict`."""
    top = _as_mapping("", data)
    if "cells" not in top:
        raise _fault_at("cells", "is missing; not a report as this library writes it")
    entries = _as_mapping("cells", top["cells"])
    for path in entries:
        if path not in _KNOWN:
            raise _fault_at(f"cells.{path}", "no form has a cell of this path")
    tables = {name: value for name, value in top.items() if name != "cells"}
    report: Report = _structured_record(Report, "", tables, entries)
    return report


def _structured_record(kind: type, place: str, data: object, entries: Mapping[str, Any]) -> Any:
    """The record of class ``kind`` at ``place``, its cells put together from their values and their entries."""
    given = _as_mapping(place, data)
    shape = _field_types(kind)
    for name in given:
        if name not in shape:
            raise _fault_at(_dotted(place, name), "unknown name")
    fields: dict[str, Any] = {}
    for name, hint in shape.items():
        inner = _dotted(place, name)
        if hint is Cell:
            fields[name] = _structured_cell(inner, given.get(name), entries)
        elif attrs.has(hint):
            fields[name] = _structured_record(hint, inner, given.get(name, {}), entries)
        elif name in given:
            fields[name] = _structure(inner, given[name], hint)
    return kind(**fields)


@functools.cache
def _field_types(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _structured_cell(path: str, value: object, entries: Mapping[str, Any]) -> Cell:
    if path not in entries:
        if value is not None:
            raise _fault_at(path, f"has the value {value!r:.60}, but cells has no such cell")
        return ABSENT
    entry: CellEntry = _structure(f"cells.{path}", entries[path], CellEntry)
    contradiction = _contradiction(entry.state, value)
    if contradiction is not None:
        raise _fault_at(path, contradiction)
    number = None if value is None else _structure(path, value, Number)
    return Cell(number, *attrs.astuple(entry, recurse=False))


def _contradiction(state: State, value: object) -> str | None:
    """What is wrong about a cell of this state with this value; None where nothing is."""
    if state not in WITH_VALUE:
        return None if value is None else f"a cell that is {state} has no value, not {value!r:.60}"
    return f"a cell that is {state} has a value, not null" if value is None else None


def _out_of_shape(table: Statistics) -> str | None:
    """What is wrong about an indicator table's rows; None where nothing is."""
    for index, row in enumerate(table.rows):
        if len(row.cells) != len(table.columns):
            return f"row {index} has {len(row.cells)} cells under {len(table.columns)} columns"
        if row.parent is not None and not 0 <= row.parent < len(table.rows):
            return f"row {index} is a part of row {row.parent}, which the table does not have"
    return None


def _as_mapping(place: str, data: object) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise _fault_at(place or "report", f"expected an object, not {data!r:.60}")
    return data


def _dotted(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)


def _fault_at(place: str, message: str) -> SerializationError:
    return SerializationError(f"{place}: {message}")


# What has no cells in it (texts, diagnostics, findings, entries) is left to cattrs.  Its own hooks
# convert types (``str(5)``, ``int(3.7)``); these refuse instead.


def _structure(place: str, data: object, hint: Any) -> Any:
    try:
        return _hook(hint)(data, hint)
    except (BaseValidationError, TypeError, ValueError) as error:
        raise _located(place, error) from None


def _located(place: str, error: BaseException) -> SerializationError:
    """The first fault that cattrs met, with its place."""
    while isinstance(error, BaseValidationError):
        error = error.exceptions[0]
        for note in getattr(error, "__notes__", ()):
            if isinstance(note, AttributeValidationNote):
                place = f"{place}.{note.name}"
            elif isinstance(note, IterableValidationNote):
                place = f"{place}[{note.index}]"
    if isinstance(error, ForbiddenExtraKeysError):
        return _fault_at(f"{place}.{min(error.extra_fields, key=str)}", "unknown name")
    if isinstance(error, KeyError):
        return _fault_at(place, "is missing")
    return _fault_at(place, str(error))


def _is_tuple(kind: Any) -> bool:
    origin: Any = typing.get_origin(kind)
    return origin is tuple


def _exactly(kind: type, description: str) -> Callable[[object, type], Any]:
    def check(value: object, _: type) -> object:
        if type(value) is not kind:  # not isinstance: True is an int
            raise TypeError(f"expected {description}, not {value!r:.60}")
        return value

    return check


def _structured_enum(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in kind)
        raise ValueError(f"expected one of {allowed}, not {value!r:.60}") from None


def _structured_share(value: object, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise TypeError(f"expected a number from 0 to 1, not {value!r:.60}")
    return float(value)


def _structured_span(value: object, _: type) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end and bool not in (type(start), type(end)):
            return Span(start, end)
    raise ValueError(f"expected [start, end] with 0 <= start <= end, not {value!r:.60}")


def _hook_with_check(
    structure: Callable[[object, type], Any], fault: Callable[[Any], str | None]
) -> Callable[[object, type], Any]:
    """A hook that calls ``structure``, and refuses a record in which ``fault`` finds something wrong."""

    def check(value: object, wanted: type) -> Any:
        made = structure(value, wanted)
        wrong = fault(made)
        if wrong is not None:
            raise ValueError(wrong)
        return made

    return check


def _strict_converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)

    def of_object(kind: type) -> Callable[[object, type], Any]:
        structure: Any = make_dict_structure_fn(kind, converter)

        def check(value: object, wanted: type) -> object:
            if not isinstance(value, Mapping):
                raise TypeError(f"expected an object, not {value!r:.60}")
            return structure(value, wanted)

        return check

    def of_list(kind: Any) -> Callable[[object, type], Any]:
        items = types.GenericAlias(list, typing.get_args(kind)[:1])
        structure: Callable[[object, Any], Any] = converter.get_structure_hook(items)

        def check(value: object, _: type) -> object:
            if not isinstance(value, list | tuple):
                raise TypeError(f"expected a list, not {value!r:.60}")
            return tuple(structure(value, kind))

        return check

    converter.register_structure_hook_factory(attrs.has, of_object)
    converter.register_structure_hook_factory(_is_tuple, of_list)
    for kind in (
        State,
        Severity,
        Outcome,
        FactKind,
        Scope,
    ):  # by class: as subclasses of str they would meet the hook of str
        converter.register_structure_hook(kind, _structured_enum)
    converter.register_structure_hook(str, _exactly(str, "text"))
    converter.register_structure_hook(int, _exactly(int, "a whole number"))
    converter.register_structure_hook(bool, _exactly(bool, "true or false"))
    converter.register_structure_hook(float, _structured_share)
    converter.register_structure_hook(Span, _structured_span)
    converter.register_structure_hook_func(lambda kind: kind == Number, lambda value, _: from_json_number(value))
    converter.register_structure_hook_func(
        lambda kind: kind == Number | None, lambda value, _: None if value is None else from_json_number(value)
    )
    faults: dict[type, Callable[[Any], str | None]] = {
        Cell: lambda cell: _contradiction(cell.state, cell.value),
        Statistics: _out_of_shape,
    }
    for record, fault in faults.items():
        converter.register_structure_hook(record, _hook_with_check(of_object(record), fault))
    return converter


_hook = functools.cache(_strict_converter().get_structure_hook)
