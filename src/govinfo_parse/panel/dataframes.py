"""Reports as a table for pyarrow, pandas and polars: a row per report, the columns of the dataset's ``reports``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from govinfo_parse.corpus.records.contents import Reading
from govinfo_parse.model import Report
from govinfo_parse.readers.extras import from_extra

PanelSource = str | os.PathLike[str] | Iterable[Report | Reading]
"""A dataset's folder; or reports, as parsed or as ``parse_many`` gives them."""

_AT_ONCE = 1_000


def to_arrow(source: PanelSource, columns: Sequence[str] | None = None) -> Any:
    """The reports as a ``pyarrow.Table``.

    Numbers are float64, and null where a cell carries none; the dataset's ``cells`` say why.  Reports that do not come
    from a dataset, and whose content is not known, are named ``#1``, ``#2`` and so on in the column ``report``.

    Args:
        source: a dataset's folder, or reports; readings without a report are left out.
        columns: the columns wanted; all for None.

    Raises:
        FileNotFoundError: there is no dataset in the folder, or one that is not finished.
        TypeError: something given is not a report, or ``columns`` is one text.
        ValueError: there is no such column.
    """
    with from_extra("corpus"):
        import pyarrow as pa
        from pyarrow import parquet
    from govinfo_parse.corpus.dataset.filenames import MANIFEST
    from govinfo_parse.corpus.records.schemas import table_schema

    if isinstance(source, str | os.PathLike):
        paths = sorted(Path(source, "reports").glob("*.parquet"))
        if not paths:
            raise FileNotFoundError(
                f"there is no dataset in {os.fspath(source)!r}: it has no reports/*.parquet; corpus.build makes one"
            )
        if not Path(source, MANIFEST).is_file():
            raise FileNotFoundError(
                f"the dataset in {os.fspath(source)!r} is not finished: it has no {MANIFEST}; "
                "the command that began it goes on where it was"
            )
        wanted = _wanted_columns(columns, parquet.read_schema(paths[0]).names)
        table = pa.concat_tables([parquet.read_table(path, columns=wanted, partitioning=None) for path in paths])
    elif isinstance(source, Report):
        raise TypeError("a panel is made of several reports; give a list of them")
    else:
        wanted = _wanted_columns(columns, table_schema("reports").names)
        parts = list(_tables_of_reports(source))
        table = pa.concat_tables(parts) if parts else table_schema("reports").empty_table()
        if wanted is not None:
            table = table.select(wanted)
    return table.replace_schema_metadata(table_schema("reports").metadata)


def to_pandas(source: PanelSource, columns: Sequence[str] | None = None) -> Any:
    """The reports as a ``pandas.DataFrame``, a row for each.

    Args:
        source: a dataset's folder, or reports, as for :func:`to_arrow`.
        columns: the columns wanted; all for None.

    Raises:
        MissingExtra: pandas is not installed.
        FileNotFoundError, TypeError, ValueError: see :func:`to_arrow`.
    """
    with from_extra("panel"):
        import pandas  # noqa: F401, ICN001  pyarrow makes the frame
    return to_arrow(source, columns).to_pandas()


def to_polars(source: PanelSource, columns: Sequence[str] | None = None) -> Any:
    """The reports as a ``polars.DataFrame``, a row for each.

    Args:
        source: a dataset's folder, or reports, as for :func:`to_arrow`.
        columns: the columns wanted; all for None.

    Raises:
        MissingExtra: polars is not installed.
        FileNotFoundError, TypeError, ValueError: see :func:`to_arrow`.
    """
    with from_extra("panel"):
        import polars as pl
    return pl.from_arrow(to_arrow(source, columns))


def _wanted_columns(columns: Sequence[str] | None, there: Sequence[str]) -> list[str] | None:
    """The columns wanted, or None for all; an error names what is not there, and what resembles it."""
    if columns is None:
        return None
    if isinstance(columns, str):
        raise TypeError(f"columns are given as a list of names, not as the text {columns!r:.60}")
    wanted = list(columns)
    for name in wanted:
        if name not in there:
            near = get_close_matches(str(name), there)
            meant = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
            raise ValueError(f"the reports have no column {name!r:.80}{meant}")
    return wanted


def _tables_of_reports(items: Iterable[Report | Reading]) -> Iterator[Any]:
    from govinfo_parse.corpus.records.columns import Columns

    columns, names = Columns(), list[str]()
    for number, item in enumerate(items, 1):
        if not isinstance(item, Report | Reading):
            raise TypeError(f"a panel is made of reports, not of {type(item).__name__}")
        reading = Reading("", report=item) if isinstance(item, Report) else item
        if reading.report is not None:
            columns.add(reading, reading.report)
            names.append(reading.identity or f"#{number}")
        if len(columns) >= _AT_ONCE:
            yield _with_report_names(columns.reports(), names)
            columns, names = Columns(), []
    if len(columns):
        yield _with_report_names(columns.reports(), names)


def _with_report_names(reports: Any, names: list[str]) -> Any:
    """The table with these names of the reports."""
    place = reports.schema.get_field_index("report")
    return reports.set_column(place, reports.schema.field(place), [names])
