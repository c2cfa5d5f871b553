"""Changes in what is finished: rows that are removed, and other names next to reports.

The shards concerned are written once more under new numbers, and take the places of the old ones in the journal all at
once; a run that is killed on the way leaves the dataset as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from govinfo_parse.corpus.dataset.folder import Dataset
from govinfo_parse.corpus.dataset.journal import Journal, Revision
from govinfo_parse.corpus.dataset.shards import counts_of, row_key, write_all
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS, table_schema

_KEPT_ELSEWHERE = "failures"
"""The journal keeps this table, and no shard has it."""


@attrs.frozen
class InStep:
    """What was taken out so that a dataset agrees with its sources again.

    Attributes:
        changed: rows of ``sources`` of versions that are gone, while the source is there in another.
        removed: rows of ``sources`` of sources that are gone.
    """

    changed: int = 0
    removed: int = 0


def stale_rows(journal: Journal, gone: Callable[[str], bool]) -> tuple[list[bytes], InStep]:
    """The rows of ``sources`` that no longer agree with what was met.

    Args:
        journal: the journal, which has met all sources that are there.
        gone: whether a source that was not met is not there any more.
    """
    found = [(row, other) for row, name, other in journal.unmet() if gone(name)]
    changed = sum(other for _, other in found)
    return [row for row, _ in found], InStep(changed, len(found) - changed)


def revise(dataset: Dataset, journal: Journal, stale: Iterable[bytes] = ()) -> None:
    """Take rows of ``sources`` out, with the reports that have no other, and correct the names next to reports."""
    revision = journal.revision(stale)
    parts = journal.shards()
    made = {}
    for new, old in enumerate(sorted(revision.shards), max(parts, default=0) + 1):
        tables = {
            name: _revised_table(dataset, name, old, parts[old], revision)
            for name in TABLE_COLUMNS
            if name != _KEPT_ELSEWHERE
        }
        made[old] = (new, write_all(tables, dataset.folder, new), counts_of(tables))
    for new, sizes, _ in made.values():
        dataset.admit(new, sizes)
    journal.revise(revision, made)
    for old in made:
        for table in parts[old]:
            dataset.part(table, old).unlink(missing_ok=True)


def _revised_table(dataset: Dataset, name: str, number: int, parts: Iterable[str], revision: Revision) -> pa.Table:
    if name not in parts:
        return table_schema(name).empty_table()
    table = parquet.read_table(dataset.part(name, number), partitioning=None)
    table = pa.Table.from_arrays(table.columns, schema=table_schema(name))
    if name == "sources":
        rows = zip(table.column("source").to_pylist(), table.column("sha256").to_pylist(), strict=True)
        return table.filter(pa.array([row_key(source, sha256) not in revision.rows for source, sha256 in rows]))
    gone = pa.array([report.hex() for report in revision.reports], pa.string())
    table = table.filter(pc.invert(pc.is_in(table.column("report"), gone)))
    if name != "reports":
        return table
    given = zip(table.column("report").to_pylist(), table.column("source").to_pylist(), strict=True)
    names = [revision.names.get(bytes.fromhex(report), source) for report, source in given]
    place = table.schema.get_field_index("source")
    return table.set_column(place, table.schema.field(place), pa.array(names, pa.string()))
