"""Hypothesis strategies that the tests of all parts share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from govinfo_parse.model import Applicants, Cell, Diagnostic, Number, Report, Results, State
from govinfo_parse.model.paths import GROUPS, PATHS, tables_of

FORMS = ("2021", "2019", "mixed")

# Table 2 by 项 of 第二十条: the rows and the columns of each edition of the form.
DOCUMENTS = ("rules", "normative_documents")
ACTS = ("penalties", "compulsory_measures")
ITEMS = ("previous_items", "change", "decisions")
BLOCKS = {
    "2021": {
        "一": (DOCUMENTS, ("issued", "repealed", "in_force")),
        "五": (("licensing",), ("decisions",)),
        "六": (ACTS, ("decisions",)),
        "八": (("fees",), ("amount",)),
    },
    "2019": {
        "一": (DOCUMENTS, ("created", "published", "total_published")),
        "五": (("licensing", "other_services"), ITEMS),
        "六": (ACTS, ITEMS),
        "八": (("fees",), ("previous_items", "change")),
        "九": (("procurement",), ("items", "amount")),
    },
}

OUTCOMES = "applications.outcomes"
OTHER = f"{OUTCOMES}.other"
LEAVES = tuple(
    group
    for group, (kind, _) in GROUPS.items()
    if kind is Applicants and group.startswith(f"{OUTCOMES}.") and group != f"{OUTCOMES}.total"
)
UNDIVIDED = f"{OTHER}.undivided"
DIVIDED_LEAVES = tuple(row for row in LEAVES if row != UNDIVIDED)
UNDIVIDED_LEAVES = tuple(row for row in LEAVES if row == UNDIVIDED or not row.startswith(f"{OTHER}."))

*APPLICANTS, _ = GROUPS[OUTCOMES + ".granted"][1]
*RESULTS, _ = GROUPS["proceedings.reconsideration"][1]
PROCEEDINGS = tuple(group for group, (kind, _) in GROUPS.items() if kind is Results)

RULE_MAKERS = (None, "示例省人民政府", "示例市人民政府办公室")
"""Agencies of which nobody can say that they make no 规章."""
OTHER_AGENCIES = ("示例市示范区教育局", "示例县人民政府", "示例镇")

counts = st.integers(0, 99_999)
amounts = st.one_of(
    st.just(0),
    st.integers(1, 10**9),
    st.decimals("0.01", 10**6, places=2, allow_nan=False, allow_infinity=False),
)
"""Money as the forms print it: whole or with two decimals."""

empty_cells = st.sampled_from(
    [Cell(None, State.BLANK, "", None), *(Cell(None, State.DASH, mark, None) for mark in "/-—_无")]
)
"""A cell that is there without a number: blank, or with a mark for none."""


def cell(value: Number | None) -> Cell:
    """A cell that holds ``value`` as printed; blank for None.  It has no span, since it comes from no text."""
    return Cell(None, State.BLANK, "", None) if value is None else Cell(value, State.NUMBER, str(value), None)


def remarks(report: Report) -> tuple[Diagnostic, ...]:
    """The diagnostics, but for the one that there is no title: many drawn reports have none."""
    return tuple(note for note in report.diagnostics if report.title or note.code != "title-missing")


def report_of(cells: Mapping[str, Cell | Number | None], **fields: Any) -> Report:
    """The report with these cells by dotted path, the others absent; bare numbers and None become cells."""
    ready = {path: value if isinstance(value, Cell) else cell(value) for path, value in cells.items()}
    assert ready.keys() <= set(PATHS), ready.keys() - set(PATHS)
    return Report(**tables_of(ready), **fields)


@st.composite
def disclosures(draw: st.DrawFn, form: str) -> dict[str, Number]:
    """The numbers of table 2, by dotted path."""
    editions = dict.fromkeys(BLOCKS["2019"], form)
    if form == "mixed":
        editions = {block: draw(st.sampled_from(("2021", "2019"))) for block in BLOCKS["2021"]}
        old, new = draw(st.permutations(list(editions)))[:2]
        editions |= {old: "2019", new: "2021", "九": "2019"}
    numbers: dict[str, Number] = {}
    for block, edition in editions.items():
        rows, columns = BLOCKS[edition].get(block, ((), ()))
        for row in rows:
            values = {column: draw(amounts if column == "amount" else counts) for column in columns}
            if "change" in values:
                values["change"] = draw(st.integers(-int(values["previous_items"]), 9_999))
            if "published" in values:
                values["total_published"] += values["published"]
            if "items" in values and not (values["items"] and values["amount"]):
                values = dict.fromkeys(values, 0)
            numbers |= {f"disclosure.{row}.{column}": value for column, value in values.items()}
    return numbers


def _sparse(draw: st.DrawFn, rows: tuple[str, ...], columns: list[str]) -> dict[str, dict[str, int]]:
    """Numbers for some cells of a table, zero for the others: what real tables look like, and quick to draw."""
    places = st.tuples(st.sampled_from(rows), st.sampled_from(columns))
    numbers = {row: dict.fromkeys(columns, 0) for row in rows}
    for (row, column), number in draw(st.dictionaries(places, counts, max_size=24)).items():
        numbers[row][column] = number
    return numbers


def with_totals(rows: Mapping[str, Mapping[str, int]]) -> dict[str, Number]:
    """Rows with the last column added, by dotted path."""
    return {
        f"{row}.{column}": number
        for row, numbers in rows.items()
        for column, number in {**numbers, "total": sum(numbers.values())}.items()
    }


@st.composite
def applications(draw: st.DrawFn, *, undivided: bool) -> dict[str, Number]:
    """The numbers of a table 3 whose relations all hold, by dotted path."""
    rows = _sparse(draw, UNDIVIDED_LEAVES if undivided else DIVIDED_LEAVES, APPLICANTS)
    forward = _sparse(draw, ("applications.carried_forward",), APPLICANTS)["applications.carried_forward"]
    total = {column: sum(row[column] for row in rows.values()) for column in APPLICANTS}
    handled = {column: total[column] + forward[column] for column in APPLICANTS}
    over = {column: draw(st.integers(0, handled[column])) for column in APPLICANTS}
    rows |= {
        "applications.received": {column: handled[column] - over[column] for column in APPLICANTS},
        "applications.carried_over": over,
        "applications.carried_forward": forward,
        f"{OUTCOMES}.total": total,
    }
    return with_totals(rows)


@st.composite
def proceedings(draw: st.DrawFn) -> dict[str, Number]:
    """The numbers of a table 4 whose relations all hold, by dotted path."""
    return with_totals(_sparse(draw, PROCEEDINGS, RESULTS))


@st.composite
def reports(
    draw: st.DrawFn,
    form: str | None = None,
    *,
    blanks: bool = False,
    balanced: bool = True,
    undivided: bool | None = None,
) -> Report:
    """Random reports, built from the model without any text: every cell a number printed as ``str`` writes it.

    Args:
        form: ``"2021"``, ``"2019"`` or ``"mixed"``; any of them for None.
        blanks: whether some cells are blank or hold a dash instead.
        balanced: whether every relation of the form holds; else some numbers are replaced by others.
        undivided: whether （六） is one row; for None always in the 2019 form, sometimes in the others.
    """
    form = form or draw(st.sampled_from(FORMS))
    if undivided is None:
        undivided = form == "2019" or draw(st.booleans())
    numbers = {**draw(disclosures(form)), **draw(applications(undivided=undivided)), **draw(proceedings())}
    if balanced:
        makes_rules = any(number for path, number in numbers.items() if path.startswith("disclosure.rules."))
        agencies = RULE_MAKERS if makes_rules else RULE_MAKERS + OTHER_AGENCIES
    else:
        agencies = RULE_MAKERS + OTHER_AGENCIES
        numbers |= draw(st.dictionaries(st.sampled_from(list(numbers)), counts, min_size=1, max_size=12))
    cells = {path: cell(number) for path, number in numbers.items()}
    if blanks:
        cells |= draw(st.dictionaries(st.sampled_from(list(cells)), empty_cells, min_size=1, max_size=24))
    agency = draw(st.sampled_from(agencies))
    year = draw(st.integers(2019, 2025))
    return report_of(
        cells,
        title=agency and f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=agency and year,
        form=form,
    )
