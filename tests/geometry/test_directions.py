"""Labels before their values or behind them, where nothing but the order of the cells is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from govinfo_parse.model.paths import all_cells
from tests.geometry.figures import balanced
from tests.geometry.kinds import _own
from tests.geometry.reading import drawn, inexact, official, read, silent, unnamed
from tests.geometry.scenes import Draft
from tests.geometry.trees import Chain, Grid, chains, path_of

LAYOUTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "pipes": ("pipe_cells", lambda text: text),
    "pipes on one line": ("pipe_cells", lambda text: text.replace(" |\n", " | ")),
    "rows on lines": ("flowing", lambda text: text),
    "words on lines": ("flowing", lambda text: re.sub(" ", "\n", text)),
}
EMPTY: dict[str, Callable[[Sequence[Chain]], Sequence[Chain]]] = {
    "none": lambda rows: rows[:0],
    "the first": lambda rows: rows[:1],
    "the first two": lambda rows: rows[:2],
    "the last": lambda rows: rows[-1:],
    "both ends": lambda rows: (rows[0], rows[-1]),
}


def emptied(format: str, table: str, form: str, empty: str) -> Draft:
    """A report in which some rows of a table are wholly blank; blanks count as zero in its sums."""
    made = official(format, form=form)
    for one in _own(made, table):
        rows = [row for row in chains(one.rows) if row]
        paths = (path_of(row, column) for row in EMPTY[empty](rows) for column in chains(one.columns))
        made.empty.update({path: "" for path in paths if path is not None})
    made.figures["own"] = balanced(made.source, made.form, made.empty)
    return made


def labels_behind(made: Draft, table: str, *, innermost: bool) -> None:
    """Move the labels of a table behind their values."""

    def change(grid: Grid) -> None:
        for line in grid.lines:
            labels = line[: grid.labels]
            line[:] = line[grid.labels :] + (labels[::-1] if innermost else labels)

    for one in _own(made, table):
        one.after.append(change)


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("innermost", [False, True], ids=["outermost first", "innermost first"])
@pytest.mark.parametrize("table", ["applications", "disclosure"])
def test_values_before_their_labels_are_not_read_for_the_label_before_them(
    table: str, innermost: bool, layout: str, empty: str, form: str
):
    format, written = LAYOUTS[layout]
    made = emptied(format, table, form, empty)
    labels_behind(made, table, innermost=innermost)
    scene = drawn(made)
    report = read(written(scene.source))
    assert silent(report, scene.printings["own"]) == []
    assert unnamed(report, scene.printings["own"]) == []


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("empty", ["none", "the first", "the first two", "the last"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_values_behind_their_labels_are_read_whichever_rows_are_empty(layout: str, empty: str, form: str):
    format, written = LAYOUTS[layout]
    scene = drawn(emptied(format, "applications", form, empty))
    wrong = inexact(read(written(scene.source)), scene.printings["own"])
    assert [one for one in wrong if one.startswith("applications")] == []


def test_without_sums_and_lines_a_table_whose_last_rows_are_empty_is_withheld():
    text = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n{}规章\n1\n2\n3\n行政规范性文件\n{}"
    printed = {f"disclosure.rules.{name}": n for name, n in (("issued", 1), ("repealed", 2), ("in_force", 3))}
    later = {path.replace("rules", "normative_documents"): n for path, n in printed.items()}
    for report in read(text.format("", "")), read(text.format(" ", " ")):
        assert silent(report, {}) == []
        assert unnamed(report, printed) == []
    told = read(text.format("", "4\n5\n6\n"))
    assert inexact(told, printed | dict(zip(later, (4, 5, 6), strict=True))) == []


@pytest.mark.parametrize(
    ("heads", "above", "state"),
    [
        ("本年制发件数 |\n本年废止件数 |\n现行有效件数", 0, "blank"),
        ("本年制发件数 |\n本年废止件数 |\n现行有效件数", 3, "ambiguous"),
        ("本年制发件数 |\n现行有效件数", 1, "blank"),
        ("本年制发件数 |\n现行有效件数", 2, "ambiguous"),
    ],
)
def test_as_many_empty_cells_above_the_one_label_of_a_table_as_behind_it_may_be_those_of_its_row(
    heads: str, above: int, state: str
):
    blank = " |\n"
    text = f"信息内容 |\n{heads} |\n{blank * above}规章 |\n{blank * heads.count('件数')}"
    cells = all_cells(read(text))
    assert {str(cells[f"disclosure.rules.{name}"].state) for name in ("issued", "in_force")} == {state}
