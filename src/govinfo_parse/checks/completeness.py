"""Whether a report was read at all: a table of which nothing was read, and a form that nobody has filled in."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from govinfo_parse.grammar.forms import table_headings
from govinfo_parse.model import WITH_VALUE, WITHHELD, Diagnostic, Report, Severity, State
from govinfo_parse.model.beyond_form import FIRST_YEAR
from govinfo_parse.model.paths import PATHS, TABLES

_EMPTY = frozenset({State.BLANK, State.DASH})
_READ = WITH_VALUE | _EMPTY
_cells_of = {table: [attrgetter(path) for path in PATHS if path.startswith(f"{table}.")] for table in TABLES}


def completeness(report: Report) -> tuple[Diagnostic, ...]:
    """What a report lacks as a whole, each as an error; nothing for a report of which something was read in every
    table.

    A table whose cells are blank or dashed was read: nothing is printed there.  A report that has nothing but such
    cells is a blank form.
    """
    if any(diagnostic.severity is Severity.ERROR and not diagnostic.paths for diagnostic in report.diagnostics):
        return ()  # its diagnostics already say that it is not a report
    return tuple(_missing_as_a_whole(report))


def _needs_no_tables(report: Report) -> bool:
    """Whether a report needs none of the three tables: its year is before them, or it has an earlier form."""
    return bool(report.statistics) or (report.year is not None and report.year < FIRST_YEAR)


def _has_withheld_indicators(report: Report) -> bool:
    return any(cell.state in WITHHELD for table in report.statistics for row in table.rows for cell in row.cells)


def _holds(report: Report, table: str, states: frozenset[State]) -> bool:
    """Whether a cell of a table is in one of these states; mostly its first cell already is."""
    return any(cell_of(report).state in states for cell_of in _cells_of[table])


def _missing_as_a_whole(report: Report) -> Iterator[Diagnostic]:
    read = [table for table in TABLES if _holds(report, table, _READ)]
    if not read and _needs_no_tables(report):
        filled = any(
            cell.state in WITH_VALUE for table in report.statistics for row in table.rows for cell in row.cells
        )
        if report.statistics and not filled and not _has_withheld_indicators(report):
            message = "the form is blank: its indicator tables are there, and no number is printed in them"
            yield Diagnostic("blank-form", Severity.ERROR, message)
        return
    if read and not any(_holds(report, table, WITH_VALUE) for table in read):
        message = "the form is blank: its tables are there, and no number is printed in them"
        yield Diagnostic("blank-form", Severity.ERROR, message)
    for table in TABLES:
        if table not in read:
            message = f"of the table {table_headings()[table]!r} nothing was read"
            yield Diagnostic("table-unread", Severity.ERROR, message)
