"""What a text should have but does not: tables, rows, values after a label."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.trees import Branch, PrintedForm
from govinfo_parse.model import WITHHELD
from govinfo_parse.model.paths import GROUPS, PLACES
from govinfo_parse.tables.table_reader import Tables


def say_missing(forms: Forms, remarks: Remarks, tables: Tables, form: str | None, *, titled: bool) -> None:
    """Say which tables, and which rows of the tables that are there, were not found.

    Args:
        forms: the forms.
        remarks: where remarks are collected.
        tables: what was read.
        form: the form the report follows, if one.
        titled: whether the text has the title of a report.
    """
    found = {PLACES[path][0] for path in tables.cells}
    headings = forms.headings
    if not found and not titled and not tables.named - {"proceedings"}:
        remarks.add("not-a-report", None, label="、".join(headings[name] for name in forms.tables))
        return
    _say_cells(forms, remarks, tables, found)
    printed = forms.printed.get(form or "")
    if printed is not None and not tables.unfilled and forms.rows_of[printed.name] <= found:
        return
    # A row that could not be read, or is doubted beside unknown ones, says nothing about what takes its place.
    beyond = tables.with_further
    doubted = {row for row in _named_rows(remarks) if row.partition(".")[0] in beyond}
    read = {PLACES[path][0] for path, cell in tables.cells.items() if cell.state not in WITHHELD} - doubted
    stand_ins = _stand_ins(forms, read)
    for path, label in tables.unfilled.items():
        if path in GROUPS and path not in found and path not in stand_ins and path not in _groups(forms, form):
            paths = [f"{path}.{name}" for name in _columns(forms, path, form)]
            remarks.add("row-without-values", label.token.offset, paths, label=label.token.text)
    there = {path.partition(".")[0] for path in found}
    for table in forms.tables:
        if table not in there:
            own = [printed] if printed is not None else forms.printed.values()
            lost = [path for each in own for block in each.blocks if block.table == table for path in block.paths]
            remarks.add("table-missing", None, dict.fromkeys(lost), label=headings[table])
    _say_rows(forms, remarks, tables, printed, found | set(stand_ins))


def _named_rows(remarks: Remarks) -> set[str]:
    """The rows that remarks name any cell of."""
    return {PLACES[path][0] for path in remarks.paths if path in PLACES}


def _say_rows(
    forms: Forms, remarks: Remarks, tables: Tables, printed: PrintedForm | None, found: Collection[str]
) -> None:
    """Say which rows were not found, in the tables that are there; one remark for each table.

    Where the form is not known, they are those that every form prints, or another in their place; and in tables with
    figures whose row is not known, those that any prints.
    """
    there = {PLACES[path][0].partition(".")[0] for path in tables.cells}
    own = [printed] if printed is not None else list(forms.printed.values())
    expected = frozenset.intersection(*(forms.rows_of[each.name] for each in own)) | _in_place_of_others(forms, own)
    beyond = tables.with_further
    expected |= {row for each in own for row in forms.rows_of[each.name] if row.partition(".")[0] in beyond}
    expected -= frozenset(found)
    if seen := expected & (tables.rows | tables.unfilled.keys()):
        expected -= seen & _named_rows(remarks)  # other remarks say why these have no values
    labels: dict[str, dict[str, None]] = {}
    cells: dict[str, dict[str, None]] = {}
    for block in (block for each in own for block in each.blocks):
        for terminal, path in block.rows:
            if path in expected and block.table in there:
                labels.setdefault(block.table, {})[forms.vocabulary.printed[terminal]] = None
                cells.setdefault(block.table, {}).update((f"{path}.{name}", None) for _, name in block.columns)
    for table, missed in labels.items():
        remarks.add("row-missing", None, cells[table], label="、".join(missed))


def _say_cells(forms: Forms, remarks: Remarks, tables: Tables, found: Collection[str]) -> None:
    """Say which cells of the rows that are there were not found, in tables with figures that no column of the form has
    or that are withheld.

    What else was said of a cell says enough.
    """
    beyond = tables.with_further | {
        path.partition(".")[0] for path, cell in tables.cells.items() if cell.state in WITHHELD
    }
    if not beyond:
        return
    expected = {path for row in found if row.partition(".")[0] in beyond for path in forms.cells_of.get(row, ())}
    named = {*tables.cells, *remarks.paths}
    lost: dict[tuple[str, str], list[str]] = {}
    for path, (_, name) in PLACES.items():
        if path in expected and path not in named:
            lost.setdefault((path.partition(".")[0], name), []).append(path)
    for (table, name), paths in lost.items():
        heads = forms.tables[table].meanings.columns.items()
        label = next((forms.vocabulary.printed[terminal] for terminal, column in heads if column == name), name)
        remarks.add("column-missing", None, paths, label=label, hint="")


def _in_place_of_others(forms: Forms, printed: Collection[PrintedForm]) -> frozenset[str]:
    """The rows of some forms that replace others: （六） is one row in one form, and three in another."""
    divided = _divided(forms.printed.values())
    rows = {path for branch in divided for path in (branch.path, *(leaf.path for leaf in branch.leaves()))}
    return frozenset(rows & {path for form in printed for path in forms.rows_of[form.name]})


def _divided(printed: Iterable[PrintedForm]) -> list[Branch]:
    """The labels of rows that a form prints as those of groups, as （六） over its three rows."""
    return [branch for form in printed for branch in form.branches if branch.children and branch.path]


def _columns(forms: Forms, path: str, form: str | None) -> Collection[str]:
    """The names of the cells that a form gives a row; all that the record has, where the form is not known."""
    by_form = forms.tables[path.partition(".")[0]].columns_of.get(path, {})
    return by_form.get(form or "", GROUPS[path][1])


def _groups(forms: Forms, form: str | None) -> Collection[str]:
    """The paths of the rows that a form prints as the label of a group, as （六） over its three rows."""
    own = forms.printed.get(form or "")
    return {branch.path for branch in _divided(forms.printed.values() if own is None else [own])}


def _stand_ins(forms: Forms, found: Collection[str]) -> Collection[str]:
    """The rows that another row replaces: the three of （六） where that is one row, and the other way round."""
    rows: set[str] = set()
    for form in forms.printed.values():
        for branch in form.branches:
            inner = {leaf.path for leaf in branch.leaves()}
            if inner & set(found):
                rows.add(branch.path)
            elif branch.path in found:
                rows |= inner
    return rows
