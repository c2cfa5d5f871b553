"""The JSON Schema of a report, walked out of the records and their docstrings."""

from __future__ import annotations

import copy
import inspect
import re
import types
import typing
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from govinfo_parse.model.cells import Cell, Number, Span
from govinfo_parse.model.paths import PATHS
from govinfo_parse.model.report import Report
from govinfo_parse.serialize.numbers import DECIMAL_TEXT
from govinfo_parse.serialize.structuring import CellEntry
from govinfo_parse.serialize.unstructuring import WITH_WHOLE_CELLS

Schema = dict[str, Any]

_NUMBER: Schema = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": DECIMAL_TEXT}],
    "description": "A number as printed; a string only where it has more digits than a float holds.",
}
_VALUE: Schema = {
    "anyOf": [{"type": "null"}, {"$ref": "#/$defs/Number"}],
    "description": "The value of a cell; cells says how it was read, or why it is null.",
}
_OF_RECOGNITION = frozenset({"source", "confidence", "verified_by"})
"""What is written only for cells that were read from a picture."""
_SPAN: Schema = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    float: {"type": "number"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Number: {"$ref": "#/$defs/Number"},
    Cell: {"$ref": "#/$defs/Value"},
    Span: _SPAN,
}


def schema() -> Schema:
    """The schema, as a new dict."""
    definitions: Schema = {"Number": _NUMBER, "Value": _VALUE}
    top = _object_schema(Report, definitions)
    top["properties"]["cells"] = {
        "type": "object",
        "description": "Every cell that the text has, by the dotted path of its value.",
        "propertyNames": {"enum": list(PATHS)},
        "additionalProperties": _type_schema(CellEntry, definitions),
    }
    top["required"].append("cells")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Report"}
    return copy.deepcopy({**head, **top, "$defs": dict(sorted(definitions.items()))})


def _type_schema(hint: Any, definitions: Schema, *, whole: bool = False) -> Schema:
    """The schema of one type; records go to ``definitions``.

    ``whole``: cells are there with their states, not as bare values.
    """
    if hint in _SCALARS and not (whole and hint is Cell):
        return _SCALARS[hint]
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _type_schema(typing.get_args(hint)[0], definitions, whole=whole)}
    if isinstance(hint, types.UnionType):
        return {"anyOf": [_type_schema(part, definitions) for part in _union_members(hint)]}
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = _object_schema(hint, definitions, whole=whole or hint in WITH_WHOLE_CELLS)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _union_members(union: types.UnionType) -> list[Any]:
    """The members of a union, with int and Decimal together as one type, which they are here."""
    members = typing.get_args(union)
    if Decimal not in members:
        return list(members)
    return [Number, *(member for member in members if member not in typing.get_args(Number))]


def _object_schema(kind: type, definitions: Schema, *, whole: bool = False) -> Schema:
    hints = typing.get_type_hints(kind)
    meaning, meanings = _documentation(kind)
    properties: Schema = {}
    for field in attrs.fields(kind):
        described = {"description": meanings[field.name]} if field.name in meanings else {}
        properties[field.name] = {**_type_schema(hints[field.name], definitions, whole=whole), **described}
    return {
        "type": "object",
        "description": meaning,
        "properties": properties,
        "required": [name for name in properties if kind not in (Cell, CellEntry) or name not in _OF_RECOGNITION],
        "additionalProperties": False,
    }


def _documentation(kind: type) -> tuple[str, dict[str, str]]:
    """What a class's docstring says of the class, and of each of its attributes."""
    text, _, attributes = (inspect.getdoc(kind) or "").partition("\n\nAttributes:\n")
    entries = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", attributes, re.MULTILINE)
    return _without_roles(text), {name: _without_roles(meaning) for name, meaning in entries}


def _without_roles(text: str) -> str:
    return " ".join(re.sub(r":\w+:`~?([\w.]+)`|``", r"\1", text).split())
