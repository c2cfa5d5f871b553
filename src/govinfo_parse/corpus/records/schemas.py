"""The tables of a dataset: their columns, and what they mean.  The same text is in ``docs/corpus.md``.

The version goes up when a column changes its name, type or meaning, or is removed, or when a table is added; a new
column does not raise it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from govinfo_parse._version import __version__
from govinfo_parse.model.paths import PATHS
from govinfo_parse.serialize.flat_row import UNIT

VERSION = 2
"""The version of the schemas, as ``govinfo_parse.schema_version`` in the metadata of every Parquet file."""

SECTION_COLUMNS = ("overview", "problems", "other_matters")

_TEXT, _NUMBER, _WHOLE = pa.string(), pa.float64(), pa.int64()
_PATHS = pa.list_(_TEXT)

Columns = tuple[tuple[str, pa.DataType, str], ...]

REPORT_HEAD: Columns = (
    ("report", _TEXT, "the report's id: the first 32 hexadecimal digits of its content's SHA-256"),
    ("source", _TEXT, "where it was met; of several places the first by name, as sources has them all"),
    ("title", _TEXT, "the title as printed"),
    ("agency", _TEXT, "the agency as printed in the title"),
    ("agency_key", _TEXT, "the agency's name normalised, by which panels match it"),
    ("year", _WHOLE, "the year reported on"),
    ("form", _TEXT, "2021, 2019 or mixed; null where no table shows it"),
    (
        "statistics_form",
        _TEXT,
        "families of its indicator tables, parted by spaces, unknown for others; null without such tables",
    ),
    ("standing", _TEXT, "exact; or doubtful: a warning or error of the reading, or a violated relation"),
    (
        "verified",
        _NUMBER,
        "of the numbers read from pictures the share that sums vouch for, from 0 to 1; null where none was read so",
    ),
    ("format", _TEXT, "the format of the content: html, docx, pdf, text, ..."),
    ("characters", _WHOLE, "the length of the text, into which the spans of cells point"),
    ("published", _TEXT, "the publication date that the page states, YYYY-MM-DD"),
    ("index_number", _TEXT, "the index number (索引号) that the page states"),
    ("publisher", _TEXT, "the publishing body that the page states"),
)
"""The columns of ``reports`` before those of the cells."""

_REPORT = REPORT_HEAD[0]
_CELL: Columns = (
    ("value", _NUMBER, "the number, or null"),
    ("state", _TEXT, "how it was read: number, recovered, recognized, blank, dash, ambiguous, unreadable, absent"),
    ("raw", _TEXT, "the cell's text as printed"),
    ("start", pa.int32(), "offset of its first character in the report's text, from 0"),
    ("end", pa.int32(), "offset after its last character"),
)
"""The columns of a cell that has no dotted path."""

TABLE_COLUMNS: Mapping[str, Columns] = {
    "reports": (
        *REPORT_HEAD,
        *((f"sections.{name}", _TEXT, "a narrative section, without its heading") for name in SECTION_COLUMNS),
        *(
            (path, _NUMBER, "the number in this cell; null where there is none, for which cells has the reason")
            for path in PATHS
        ),
        (UNIT, _TEXT, "the unit printed with disclosure.procurement.amount"),
    ),
    "cells": (
        _REPORT,
        ("path", _TEXT, "the cell's dotted path"),
        ("value", _NUMBER, "the number, or null"),
        ("state", _TEXT, "how it was read: number, recovered, recognized, blank, dash, ambiguous, unreadable"),
        ("raw", _TEXT, "the cell's text as printed"),
        ("start", pa.int32(), "offset of its first character in the report's text, from 0"),
        ("end", pa.int32(), "offset after its last character"),
        ("source", _TEXT, "text; or ocr for what recognition read from a picture"),
        ("confidence", _NUMBER, "how sure the recognition is of its least sure character, from 0 to 1; else null"),
        ("verified_by", _PATHS, "the relations that vouch for a number read from a picture; null for text"),
    ),
    "diagnostics": (
        _REPORT,
        ("code", _TEXT, "the code of the diagnostics catalogue"),
        ("severity", _TEXT, "info, warning or error"),
        ("message", _TEXT, "one English sentence"),
        ("paths", _PATHS, "the cells concerned"),
        ("line", _WHOLE, "the line in the report's text, from 1"),
        ("column", _WHOLE, "the column in that line, from 1"),
    ),
    "findings": (
        _REPORT,
        ("rule", _TEXT, "the id of the relation"),
        ("outcome", _TEXT, "violated or not_assessable"),
        ("paths", _PATHS, "the cells that take part"),
        ("expected", _NUMBER, "the number the relation asks for"),
        ("actual", _NUMBER, "the number that is printed"),
    ),
    "facts": (
        _REPORT,
        ("kind", _TEXT, "what the figure counts: received, replied, granted, reconsideration, ..."),
        ("value", _NUMBER, "the number that the sentence states"),
        ("unit", _TEXT, "its unit as printed; null where none is"),
        ("approximate", pa.bool_(), "whether the sentence says that it is approximate"),
        ("scope", _TEXT, "new or with_carried_over, where the sentence says which applications it counts"),
        ("raw", _TEXT, "the digits as printed, or the word that says that there were none"),
        ("start", pa.int32(), "offset of its first character in the report's text, from 0"),
        ("end", pa.int32(), "offset after its last character"),
    ),
    "further": (
        _REPORT,
        ("table", _TEXT, "the table that prints it: disclosure, applications or proceedings"),
        ("row", _TEXT, "the label of its row as printed, those of groups before it; null where none is"),
        ("column", _TEXT, "the head of its column as printed, joined from the top down; null where none is"),
        ("key", _TEXT, "the dotted path that your own grammar gives it; null where none does"),
        *_CELL,
    ),
    "statistics": (
        _REPORT,
        ("table", _WHOLE, "which indicator table of the report, from 0"),
        ("form", _TEXT, "the family whose grammar knows its labels: fujian, ...; null where none does"),
        ("caption", _TEXT, "what is printed above the table"),
        ("row", _WHOLE, "which row of the table, from 0"),
        ("label", _TEXT, "the indicator as printed, without numbering and 其中"),
        ("key", _TEXT, "the name that all years and families share; null where no grammar knows the label"),
        ("code", _TEXT, "its code as printed"),
        ("unit", _TEXT, "its unit as printed; null where none is"),
        ("parent", _WHOLE, "the row that it is a part of (其中); null where it is none"),
        ("column", _TEXT, "the head of the column as printed"),
        *_CELL,
    ),
    "sources": (
        ("source", _TEXT, "where the report was met: a path, archive!member, file#line"),
        _REPORT,
        ("size", _WHOLE, "the size of the content in bytes"),
        ("sha256", _TEXT, "the SHA-256 of the content"),
    ),
    "failures": (
        ("source", _TEXT, "what could not be read"),
        ("size", _WHOLE, "its size in bytes, where known"),
        ("sha256", _TEXT, "the SHA-256 of its content, where that could be fetched"),
        ("error", _TEXT, "the name of the error"),
        ("message", _TEXT, "one English sentence that says why"),
    ),
}
"""Every table: the name, type and meaning of its columns."""


@cache
def table_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, with the versions in its metadata and the meanings in its fields'."""
    fields = [pa.field(name, kind, metadata={"description": meaning}) for name, kind, meaning in TABLE_COLUMNS[table]]
    return pa.schema(
        fields,
        metadata={
            "govinfo_parse.table": table,
            "govinfo_parse.schema_version": str(VERSION),
            "govinfo_parse.version": __version__,
        },
    )
