"""A report as a dict, as JSON, as one flat row, and back.

The JSON is that of the public contract: every value is a plain number or null at its dotted
place, and ``cells`` says of every cell that is there how it was read, what was printed, and where::

    {"applications": {"received": {"natural_person": 3, ...}, ...},
     "cells": {"applications.received.natural_person": {"state": "number", "raw": "3", "span": [812, 813]}, ...},
     ...}

Nothing is lost on the way: ``from_dict(to_dict(report)) == report``.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from govinfo_parse.errors import SerializationError
from govinfo_parse.model.report import Report
from govinfo_parse.serialize.flat_row import flat

# cattrs takes longer to import than a report takes to read, so the modules that need it are imported by the calls that
# need it.

__all__ = ["flat", "from_dict", "from_json", "json_schema", "to_dict", "to_json"]


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain dicts, lists, strings, numbers and None; nothing in it is shared with the report.

    A ``Decimal`` becomes the float that prints the same number.  One that no float holds exactly
    (more than 15 significant digits) becomes a string; :func:`from_dict` takes it back.

    Raises:
        TypeError: ``report`` is not a :class:`Report`.
    """
    if not isinstance(report, Report):
        raise TypeError(f"to_dict takes a Report, not {type(report).__name__}")
    from govinfo_parse.serialize.unstructuring import unstructured

    return unstructured(report)


def to_json(report: Report, *, indent: int | None = None) -> str:
    """The report as JSON text, Chinese characters as they are; on one line unless ``indent`` is given.

    Raises:
        TypeError: ``report`` is not a :class:`Report`.
    """
    return json.dumps(to_dict(report), ensure_ascii=False, allow_nan=False, indent=indent)


def from_dict(data: dict[str, Any]) -> Report:
    """The report that :func:`to_dict` wrote as ``data``.

    A key that is left out means null, so that what an earlier version wrote stays readable;
    only ``cells`` has to be there.  Nothing is converted to another type, and an unknown key is an error.

    Raises:
        SerializationError: ``data`` is not a report.  The message begins with the dotted place that is
            wrong: an unknown name, a wrong type, a value that its cell's state does not allow.
    """
    from govinfo_parse.serialize.structuring import structured

    return structured(data)


def from_json(text: str | bytes) -> Report:
    """The report that :func:`to_json` wrote as ``text``.

    Raises:
        TypeError: ``text`` is neither str nor bytes.
        SerializationError: ``text`` is not JSON, or not a report; see :func:`from_dict`.
    """
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise SerializationError("not a report: nested too deeply") from error
    except ValueError as error:  # json.JSONDecodeError, and integers of thousands of digits
        raise SerializationError(f"not JSON: {error}") from error
    return from_dict(data)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what :func:`to_dict` and :func:`to_json` write, as a new dict."""
    from govinfo_parse.serialize.schema import schema

    return schema()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")
