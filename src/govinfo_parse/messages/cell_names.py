"""What messages to people call the cells of the record: their tables, rows and columns in short Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs


@attrs.frozen
class TableName:
    """The names of a table.

    Attributes:
        short: its number, such as 表二.
        heading: its heading as printed.
        english: its heading in English.
    """

    short: str
    heading: str
    english: str


@attrs.frozen
class CellNames:
    """The names of the record's cells.

    Attributes:
        rows: the name of each row of tables 2 and 3 and of each block of table 4, by its path.
        columns: the name of each column, by its attribute.
        tables: the names of each table, in the order of the form.
    """

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    tables: Mapping[str, TableName]


@cache
def cell_names() -> CellNames:
    """The names in ``cell_names.toml``."""
    data = tomllib.loads(Path(__file__).with_name("cell_names.toml").read_text(encoding="utf-8"))
    return CellNames(data["rows"], data["columns"], {name: TableName(**said) for name, said in data["tables"].items()})
