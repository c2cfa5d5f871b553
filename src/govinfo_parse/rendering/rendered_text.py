"""The text of a report in a layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from govinfo_parse.errors import RenderError
from govinfo_parse.grammar.forms import table_headings
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.trees import Branch, PrintedBlock, PrintedForm
from govinfo_parse.model import ABSENT, Cell, Report, State, Statistics
from govinfo_parse.model.paths import FURTHER, GROUPS, TABLES, all_cells, further_key, indicator_path, is_further
from govinfo_parse.parser import Parser, default_parser
from govinfo_parse.rendering.grids import Grid, grid, width_of
from govinfo_parse.statistics.knowledge import CODE, NAME, UNIT

_BEFORE = ("overview",)
_AFTER = ("problems", "other_matters")


def render(report: Report, layout: str = "tab_grid", *, parser: Parser | None = None) -> str:
    """Write a report as text: title, sections and tables, the tables in a layout.

    Parsing the text gives the report back: the same values, states and sections, and no diagnostics, if the report
    has none of the states that damage brings (recovered, ambiguous, unreadable).

    Args:
        report: the report.
        layout: the name of a layout.
        parser: the parser whose layouts and forms are used; by default the built-in ones.

    Returns:
        The text.

    Raises:
        RenderError: there is no such layout, it does not say how it is written, or it would lose a value.
    """
    parser = parser or default_parser()
    found = parser.layouts.get(layout)
    if found is None:
        raise RenderError(f"there is no layout {layout!r}; known are {', '.join(sorted(parser.layouts))}")
    if found.write_cell is None or found.write_row is None:
        message = f"the layout {layout!r} does not say how it is written: it needs WRITE_CELL and WRITE_ROW"
        raise RenderError(message)
    cells = all_cells(report) | {one.key: one.cell for one in report.further if one.key is not None}
    written: set[str] = set()

    def write(path: str) -> str:
        path = further_key(path) or path
        written.add(path)
        return _text(cells.get(path, ABSENT), path, found)

    parts = [report.title] if report.title else []
    headings = table_headings()
    parts += _sections(report, _BEFORE, headings)
    for table in TABLES:
        blocks = list(_blocks(parser.forms, report, cells, table))
        width = max(
            (width_of(block) for form in parser.forms.values() for block in form.blocks if block.table == table),
            default=0,
        )
        rows = [row for block in blocks for row in grid(block, parser.labels, write, width)]
        if rows:
            parts.append(f"{headings[table]}\n{_write(rows, found)}")
    parts += _sections(report, _AFTER, headings)
    parts += (_indicators(table, number, found, parser) for number, table in enumerate(report.statistics))
    lost = [path for path, cell in cells.items() if cell.state != State.ABSENT and path not in written]
    if lost:
        advice = "add its row or column to a block, as in %override documents_2021: ..."
        raise RenderError(f"no form prints {lost[0]}, one of {len(lost)} such cells of the report; {advice}")
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _indicators(table: Statistics, number: int, layout: Layout, parser: Parser) -> str:
    """An indicator table with its caption; what is withheld is written so that nobody takes it for a number."""
    heads = parser.indicators.heads.printed
    extra = [name for name, kind in (("unit", UNIT), ("code", CODE)) if any(getattr(r, name) for r in table.rows)]
    rows: Grid = [[heads[NAME], *(heads[UNIT if name == "unit" else CODE] for name in extra), *table.columns]]
    for index, row in enumerate(table.rows):
        label = row.label if row.parent is None else f"其中：{row.label}"
        texts = [_figure(cell, indicator_path(number, index, at), layout) for at, cell in enumerate(row.cells)]
        rows.append([label, *(getattr(row, name) or "" for name in extra), *texts])
    return "\n".join([*([table.caption] if table.caption else []), _write(rows, layout)])


def _figure(cell: Cell, path: str, layout: Layout) -> str:
    if cell.state is State.RECOVERED:
        return str(cell.value)
    if cell.state in {State.AMBIGUOUS, State.UNREADABLE}:
        return f"{' '.join(cell.raw.split())}?"
    return _text(cell, path, layout)


def _sections(report: Report, names: Sequence[str], headings: Mapping[str, str]) -> Iterator[str]:
    for name in names:
        text = getattr(report.sections, name)
        if text is not None:
            yield f"{headings[name]}\n{text}"


def _blocks(
    forms: Mapping[str, PrintedForm], report: Report, cells: Mapping[str, Cell], table: str
) -> Iterator[PrintedBlock]:
    """The blocks of a table that hold the report's cells, without the rows that it does not have.

    A report may follow one form in one block and another in the next; each row is printed by the first form that
    has a column for each of its cells.  What its own form does not print may be a further row of another.
    """
    names = sorted(forms, key=lambda form: (form == report.form, form), reverse=True)
    present = {path.rpartition(".")[0] for path, cell in cells.items() if cell.state != State.ABSENT}
    for form in names:
        if report.form in forms and form != report.form:
            present = {path for path in present if is_further(path)}
        for block in forms[str(form)].blocks:
            if block.table != table:
                continue
            columns = {cell for _, cell in block.columns}
            columns |= {cell.removeprefix(f"{FURTHER}.") for cell in columns}  # as a further row's keys have it
            if not block.beside:
                if any(path in present for _, path in block.rows):
                    yield block
                    present -= {path for _, path in block.rows}
                continue
            kept = tuple(
                tree for branch in block.beside if (tree := _kept(branch, present, columns, cells)) is not None
            )
            if kept:
                yield attrs.evolve(block, beside=kept)


def _kept(branch: Branch, present: set[str], columns: set[str], cells: Mapping[str, Cell]) -> Branch | None:
    """A tree of rows without the rows that the report does not have, or has another form's columns for."""
    if branch.path in present and _names(cells, branch.path) <= columns:
        present.discard(branch.path)
        return attrs.evolve(branch, children=())
    inner = tuple(tree for child in branch.children if (tree := _kept(child, present, columns, cells)) is not None)
    return attrs.evolve(branch, children=inner) if inner else None


def _names(cells: Mapping[str, Cell], path: str) -> set[str]:
    """The names of the cells that a row of the report has."""
    names = GROUPS[path][1] if path in GROUPS else [one[len(path) + 1 :] for one in cells if one.startswith(f"{path}.")]
    return {name for name in names if cells[f"{path}.{name}"].state != State.ABSENT}


def _text(cell: Cell, path: str, layout: Layout) -> str:
    if cell.state in {State.BLANK, State.ABSENT}:
        if layout.values is not None:
            raise RenderError(f"the layout {layout.name!r} has no empty cells, and {path} is empty")
        return ""
    text = cell.raw or ("—" if cell.value is None else str(cell.value))
    parts = [part for part in (layout.write_cell, layout.write_row) if part and part.strip()]
    if "\n" in text or any(part.strip() in text for part in parts):
        raise RenderError(f"the text of {path}, {text!r}, holds what parts the cells of the layout {layout.name!r}")
    return text


def _write(rows: Grid, layout: Layout) -> str:
    lines = []
    for row in rows:
        # Where nothing parts the rows, cells that only fill merged places would pass for values.
        shown = row if layout.rows is not None else [cell for cell in row if cell is not None]
        lines.append((layout.write_cell or "").join(cell or "" for cell in shown))
    return layout.write_begin + (layout.write_row or "").join(lines) + layout.write_end
