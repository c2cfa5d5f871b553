"""The record: the tables as the form prints them, every cell a link to the place it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from govinfo_parse.form_labels import label_of, row_in_english
from govinfo_parse.messages.cell_names import cell_names
from govinfo_parse.model import Cell, State
from govinfo_parse.model.paths import GROUPS, indicator_path
from govinfo_parse.reviewing.markup import Markup, both, element, join_markup
from govinfo_parse.reviewing.states import shown, spoken
from govinfo_parse.reviewing.subject import Subject
from govinfo_parse.reviewing.years import change

_LAST = "applications.carried_forward"
"""四、结转下年度 is next to 一 and 二 in the record, and below all outcomes in the form."""


Write = Callable[[str], str]
"""The path of a cell -> what is in its place in the table."""


def record(subject: Subject, write: Write | None = None) -> Markup:
    """The tables that the report has, their cells as links to the source unless they are written in another way."""

    def linked(path: str) -> Markup:
        return join_markup([link(subject, path, id=True), *change(subject, path)])

    parts = [part for section in RECORD_PARTS for part in section(subject, write or linked)]
    return join_markup(parts or [element("p", both("没有读出任何数字。", "No number was read."))])


def _form_tables(subject: Subject, write: Write) -> Iterator[Markup]:
    """The three tables of the form."""
    for table in cell_names().tables:
        yield from _form_table(subject, table, write)


def _tables_of_indicators(subject: Subject, write: Write) -> Iterator[Markup]:
    """The indicator tables, as they are printed."""
    for number, table in enumerate(subject.report.statistics):
        family = f"（{table.form}）" if table.form else ""
        yield element("h3", both(f"统计表{family}", f"Indicator table{' (' + table.form + ')' if table.form else ''}"))
        heads = ["项目", "单位", *table.columns]
        rows = []
        for index, row in enumerate(table.rows):
            label = row.label if row.parent is None else f"其中：{row.label}"
            paths = [indicator_path(number, index, column) for column in range(len(table.columns))]
            cells = [element("td", write(path) if path in subject.cells else "") for path in paths]
            rows.append(element("tr", element("th", label, scope="row"), element("td", row.unit or ""), *cells))
        head = element("tr", *(element("th", text, scope="col") for text in heads))
        caption = [element("caption", table.caption)] if table.caption else []
        yield element("table", *caption, element("thead", head), element("tbody", *rows))


def _further_tables(subject: Subject, write: Write) -> Iterator[Markup]:
    """What the three tables print in rows and columns that the form does not have."""
    paths = [f"further.{number}" for number in range(len(subject.report.further))]
    if not paths:
        return
    yield element("h3", both("表外的行和列", "Rows and columns beyond the form"))
    rows = []
    for path, one in zip(paths, subject.report.further, strict=True):
        cell = element("td", write(path) if path in subject.cells else "")
        label = element("th", one.row or "—", scope="row")
        rows.append(
            element(
                "tr", element("td", cell_names().tables[one.table].short), label, element("td", one.column or "—"), cell
            )
        )
    heads = (("表格", "table"), ("项目", "row"), ("栏目", "column"), ("数字", "value"))
    head = element("tr", *(element("th", both(*names), scope="col") for names in heads))
    yield element("table", element("thead", head), element("tbody", *rows))


RECORD_PARTS: tuple[Callable[[Subject, Write], Iterator[Markup]], ...] = (
    _form_tables,
    _further_tables,
    _tables_of_indicators,
)
"""The parts of the record, one after the other; each of them shows some of the subject's cells."""


def _form_table(subject: Subject, table: str, write: Write) -> Iterator[Markup]:
    rows = _rows_of_table(subject, table)
    if rows:
        named = cell_names().tables[table]
        yield element("h3", both(named.heading, named.english))
    for columns, block in groupby(rows.items(), key=lambda row: row[1]):
        yield _block_as_table(columns, [place for place, _ in block], write)


def _rows_of_table(subject: Subject, table: str) -> dict[str, tuple[str, ...]]:
    """The rows of a table in printed order, each with the names of its cells."""
    found: dict[str, tuple[str, ...]] = {}
    for place, (_, names) in GROUPS.items():
        if place.partition(".")[0] == table:
            columns = tuple(name for name in names if f"{place}.{name}" in subject.cells)
            if columns:
                found[place] = columns
    return dict(sorted(found.items(), key=lambda row: row[0] == _LAST))


def _block_as_table(columns: tuple[str, ...], places: list[str], write: Write) -> Markup:
    """Neighbouring rows with the same columns, as one table."""
    labels = {place: label_of(f"{place}.{columns[0]}") for place in places}
    wide = "2" if any(label.group for label in labels.values()) else None
    heads = (element("th", label_of(f"{places[0]}.{name}").column, scope="col") for name in columns)
    head = element("tr", element("td", colspan=wide), *heads)
    rows = []
    for group, members in groupby(places, key=lambda place: labels[place].group):
        same = list(members)
        for number, place in enumerate(same):
            cells = []
            if group and not number:
                cells.append(element("th", group, scope="rowgroup", rowspan=str(len(same))))
            english = element("small", row_in_english(place), class_="en", lang="en")
            label = join_markup([labels[place].row, " ", english])
            cells.append(element("th", label, scope="row", colspan=None if group else wide))
            cells += [element("td", write(f"{place}.{name}")) for name in columns]
            rows.append(element("tr", *cells))
    return element("table", element("thead", head), element("tbody", *rows))


def link(subject: Subject, path: str, *, id: bool = False) -> Markup:
    """A cell's number as a link to its place in the source."""
    cell = subject.cells.get(path) or Cell(None, State.ABSENT, "", None)
    number = subject.numbers.get(path)
    return element(
        "a",
        shown(cell),
        id=f"r{number}" if id and number is not None else None,
        href=None if number is None else f"#s{number}",
        data_path=path,
        data_state=None if cell.state is State.NUMBER else cell.state.value,
        aria_label=spoken(cell) if number is not None and (id or cell.value is None) else None,
    )
