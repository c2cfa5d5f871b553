"""A dataset as a single DuckDB file."""

from __future__ import annotations

from glob import escape
from pathlib import Path
from typing import Any

import pyarrow as pa

from govinfo_parse.checks.registry import RULES
from govinfo_parse.corpus.dataset.filenames import DUCKDB
from govinfo_parse.corpus.exports.column_names import chinese_column_name
from govinfo_parse.corpus.exports.exporting import exporting
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS
from govinfo_parse.form_labels import labels
from govinfo_parse.messages.cell_names import cell_names
from govinfo_parse.readers.extras import from_extra

_VIEWS = {
    # Every cell with what the form prints beside it.
    "printed_cells": """
        select r.agency, r.year, r.form, l.table_label, l.row_label, l.column_label, c.value, c.state, c.raw,
               c.path, c.report
        from cells c join reports r using (report) left join labels l using (path)
    """,
    # Every cell of an indicator table, of before 2019, with whose and of which year it is.
    "printed_statistics": """
        select r.agency, r.year, s.form, s.caption, s.label, s.key, s.unit, s."column", s.value, s.state, s.raw,
               s."table", s.row, s.parent, s.report
        from statistics s join reports r using (report)
    """,
    # Every value that the three tables print under a row or a column of no form.
    "printed_further": """
        select r.agency, r.year, r.form, f."table", f.row, f."column", f.key, f.value, f.state, f.raw, f.report
        from further f join reports r using (report)
    """,
    # Every violated relation in words.
    "violations": """
        select r.agency, r.year, f.rule, u.formula, u.strength, f.expected, f.actual, f.paths, f.report
        from findings f join reports r using (report) left join rules u using (rule)
        where f.outcome = 'violated'
    """,
    # Every figure that a sentence states, with what the tables say against it, if they do.
    "statements": """
        select r.agency, r.year, s.kind, s.value, s.unit, s.approximate, s.raw, f.rule as contradicts, f.expected,
               s.report
        from facts s join reports r using (report)
             left join findings f on f.report = s.report and f.outcome = 'violated' and f.actual = s.value
                  and (f.rule = 'narrative.' || s.kind or f.rule = 'narrative.outcomes' and s.kind in
                       ('granted', 'partly_granted', 'refused', 'unavailable', 'not_processed', 'other_handling'))
    """,
    # What to look at first: reports with doubts, the most doubtful first, and where they were met.
    "doubtful": """
        with remarks as (select report, count(*) as n from diagnostics where severity <> 'info' group by report),
             broken as (select report, count(*) as n from findings where outcome = 'violated' group by report),
             places as (select report, list(source order by source) as sources from sources group by report)
        select r.report, r.agency, r.year, coalesce(m.n, 0) as remarks, coalesce(b.n, 0) as violated, p.sources
        from reports r left join remarks m using (report) left join broken b using (report)
             left join places p using (report)
        where r.standing = 'doubtful' order by coalesce(m.n, 0) + coalesce(b.n, 0) desc, r.report
    """,
}
"""The views of the file, besides ``reports_chinese``, which is ``reports`` with the forms' own words for names."""


def write_duckdb(folder: Path) -> Path:
    """Write ``folder/dataset.duckdb``: every table, ``labels``, ``rules``, and views.  Needs the extra ``duckdb``.

    Raises:
        DatasetError: DuckDB cannot write there, as in a folder with a question mark in its name.
    """
    with from_extra("duckdb"):
        import duckdb
    with exporting(folder, duckdb.Error, pa.ArrowException) as work, duckdb.connect(str(work / DUCKDB)) as base:
        _fill_database(base, folder)
    return folder / DUCKDB


def _fill_database(base: Any, folder: Path) -> None:
    for table in TABLE_COLUMNS:
        # The folder's own name may look like a pattern, or like the name and value of a partition.
        parts = (escape(str(folder.absolute() / table)) + "/*.parquet").replace("'", "''")
        rows = f"read_parquet('{parts}', hive_partitioning = false)"
        base.execute(f"create table {table} as select * from {rows}")  # noqa: S608  our own names
    for name, given in (("labels", _table_of_labels()), ("rules", _table_of_rules())):
        base.register("given", given)
        base.execute(f"create table {name} as select * from given")  # noqa: S608  our own names
        base.unregister("given")
    chosen = ", ".join(
        f"{_quoted(name)} as {_quoted(chinese_column_name(name))}" for name, *_ in TABLE_COLUMNS["reports"]
    )
    for name, query in (_VIEWS | {"reports_chinese": f"select {chosen} from reports"}).items():  # noqa: S608
        base.execute(f"create view {name} as {query}")


def _table_of_labels() -> pa.Table:
    tables = cell_names().tables
    columns = ("path", "table_label", "row_label", "column_label", "label")
    rows = [
        (label.path, tables[label.table].heading, label.whole_row, label.column, label.text)
        for label in labels().values()
    ]
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def _table_of_rules() -> pa.Table:
    from govinfo_parse.checks import rules  # noqa: F401  (fills the register)

    columns = ("rule", "formula", "english", "standing", "strength", "source")
    rows = [(r.id, r.formula, r.english, str(r.standing), str(r.strength), r.source) for r in RULES.values()]
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
