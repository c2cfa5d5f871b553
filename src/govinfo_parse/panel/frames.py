"""Reports as a table for pyarrow, pandas and polars: a row per report, the columns of the dataset's ``reports``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from govinfo_parse.corpus.reading import Reading
from govinfo_parse.model import Report
from govinfo_parse.readers.extras import from_extra

Given = str | os.PathLike[str] | Iterable[Report | Reading]
"""A dataset's folder; or reports, as parsed or as ``parse_many`` gives them."""

_AT_ONCE = 1_000


def to_arrow(source: Given, columns: Sequence[str] | None = None) -> Any:
    """The reports as a ``pyarrow.Table``.

    Numbers are float64, and null where a cell carries none; the dataset's ``cells`` say why.  Reports that do not come
    from a dataset and have no content behind them are named ``#1``, ``#2`` and so on in the column ``report``.

    Args:
        source: a dataset's folder, or reports; readings without a report are passed over.
        columns: the columns wanted; all for None.

    Raises:
        FileNotFoundError: there is no dataset in the folder.
        TypeError: something given is no report.
    """
    with from_extra("corpus"):
        import pyarrow as pa
        from pyarrow import parquet
    from govinfo_parse.corpus.schemas import schema

    if isinstance(source, str | os.PathLike):
        paths = sorted(Path(source, "reports").glob("*.parquet"))
        if not paths:
            raise FileNotFoundError(f"there is no dataset in {os.fspath(source)!r}: it has no reports/*.parquet")
        wanted = list(columns) if columns is not None else None
        table = pa.concat_tables([parquet.read_table(path, columns=wanted, partitioning=None) for path in paths])
    else:
        parts = list(_parts(source))
        table = pa.concat_tables(parts) if parts else schema("reports").empty_table()
        if columns is not None:
            table = table.select(list(columns))
    return table.replace_schema_metadata(schema("reports").metadata)


def to_pandas(source: Given, columns: Sequence[str] | None = None) -> Any:
    """The reports as a ``pandas.DataFrame``; see :func:`to_arrow`."""
    with from_extra("panel"):
        import pandas  # noqa: F401, ICN001  pyarrow makes the frame
    return to_arrow(source, columns).to_pandas()


def to_polars(source: Given, columns: Sequence[str] | None = None) -> Any:
    """The reports as a ``polars.DataFrame``; see :func:`to_arrow`."""
    with from_extra("panel"):
        import polars as pl
    return pl.from_arrow(to_arrow(source, columns))


def _parts(items: Iterable[Report | Reading]) -> Iterator[Any]:
    from govinfo_parse.corpus.columns import Columns

    columns = Columns()
    for number, item in enumerate(items, 1):
        if not isinstance(item, Report | Reading):
            raise TypeError(f"a panel is made of reports, not of {type(item).__name__}")
        reading = Reading(f"#{number}", report=item) if isinstance(item, Report) else item
        if reading.report is not None:
            columns.add(reading, reading.report)
        if len(columns) >= _AT_ONCE:
            yield columns.reports()
            columns = Columns()
    if len(columns):
        yield columns.reports()
