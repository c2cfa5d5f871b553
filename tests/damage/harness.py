"""Balanced random reports, written in a layout, damaged at random, and read again.

The property: every number that is given is the one printed in that cell, or its path is named by a warning; rows
that were not touched come back exact.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import attrs

import govinfo_parse
from govinfo_parse.model import Number, Report, Severity, State
from govinfo_parse.model.paths import GROUPS, all_cells
from tests.strategies import BLOCKS, DIVIDED_LEAVES, OUTCOMES, PROCEEDINGS, UNDIVIDED_LEAVES, report_of

LAYOUTS = ("tab_grid", "one_cell_per_line", "pipe_rows", "pipe_cells", "flowing")
APPLICANTS = GROUPS["applications.received"][1]
RESULTS = GROUPS["proceedings.reconsideration"][1]


# ---- reports


def random_report(rng: random.Random) -> Report:
    """A report whose relations all hold, with figures of every size, sometimes with blank cells."""
    form = rng.choice(("2021", "2019"))
    numbers: dict[str, Number | None] = {}
    for rows, columns in BLOCKS[form].values():
        for row in rows:
            for column in columns:
                numbers[f"disclosure.{row}.{column}"] = _change(rng) if column == "change" else _count(rng)
    undivided = form == "2019" or rng.random() < 0.1
    leaves = UNDIVIDED_LEAVES if undivided else DIVIDED_LEAVES
    numbers.update(_applications(rng, leaves))
    for block in PROCEEDINGS:
        values = [_count(rng) if rng.random() < 0.6 else 0 for _ in RESULTS[:-1]]
        numbers.update({f"{block}.{name}": value for name, value in zip(RESULTS, [*values, sum(values)], strict=True)})
    if rng.random() < 0.2:
        for path in rng.sample(sorted(numbers), rng.randint(1, 30)):
            numbers[path] = None
    return report_of(numbers, title="示例市2023年政府信息公开工作年度报告", agency="示例市", year=2023, form=form)


def _count(rng: random.Random) -> int:
    return rng.choice((0, rng.randint(0, 9), rng.randint(0, 99), rng.randint(0, 9_999), rng.randint(0, 999_999)))


def _change(rng: random.Random) -> int:
    return rng.choice((0, rng.randint(0, 50), -rng.randint(0, 50)))


def _applications(rng: random.Random, leaves: tuple[str, ...]) -> dict[str, Number | None]:
    busy = rng.random() ** 2
    columns = APPLICANTS[:-1]
    rows = {row: [_count(rng) if rng.random() < busy else 0 for _ in columns] for row in leaves}
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    forward = [_count(rng) if rng.random() < busy else 0 for _ in columns]
    over = [rng.randint(0, a + b) if rng.random() < busy else 0 for a, b in zip(total, forward, strict=True)]
    rows["applications.received"] = [a + b - c for a, b, c in zip(total, forward, over, strict=True)]
    rows["applications.carried_over"] = over
    rows["applications.carried_forward"] = forward
    rows[f"{OUTCOMES}.total"] = total
    return {
        f"{row}.{name}": value
        for row, values in rows.items()
        for name, value in zip(APPLICANTS, [*values, sum(values)], strict=True)
    }


# ---- damage


@attrs.define
class Scene:
    """A text under damage.

    Attributes:
        text: the text as it stands.
        layout: the layout it is written in.
        places: path of each cell -> (start, end) of its print in the undamaged text.
        printed: path of each cell -> the number printed in it, or None.
        touched: the rows that the damage touched.
        elsewhere: path of each cell -> the number printed in it by a second report in the same text.
    """

    text: str
    layout: str
    places: dict[str, tuple[int, int]]
    printed: dict[str, Number | None]
    touched: set[str] = attrs.field(factory=set)
    elsewhere: dict[str, Number | None] = attrs.field(factory=dict)

    def row_of(self, path: str) -> str:
        """The row a cell is printed in: table 4 is one row."""
        return "proceedings" if path.startswith("proceedings") else path.rpartition(".")[0]

    def cells_of(self, row: str) -> list[str]:
        """The cells of a row, as printed from left to right."""
        return sorted((p for p in self.places if self.row_of(p) == row), key=lambda p: self.places[p])

    def pick_row(self, rng: random.Random) -> list[str]:
        """The cells of a random row not yet touched, which counts as touched from now on.

        Two damages to one row can cancel out, such as a value lost and an empty cell added; then the text prints
        the number in another cell, and nobody could tell.
        """
        row = rng.choice(sorted({self.row_of(path) for path in self.places} - self.touched))
        self.touched.add(row)
        return self.cells_of(row)

    def touch_before(self, offset: int) -> None:
        """Count the row that ends before an offset as touched: the damage stands between the two."""
        before = [path for path, (_, end) in self.places.items() if end <= offset]
        if before:
            self.touched.add(self.row_of(max(before, key=lambda path: self.places[path])))

    def replace(self, start: int, end: int, by: str) -> None:
        """Replace a stretch of the text; the places behind move."""
        self.text = self.text[:start] + by + self.text[end:]
        moved = len(by) - (end - start)
        self.places = {
            path: (a + moved, b + moved) if a >= end and (a, b) != (start, end) else (a, b)
            for path, (a, b) in self.places.items()
        }

    def line(self, offset: int) -> tuple[int, int]:
        """The line that an offset stands in."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end


SEPARATORS = {"tab_grid": "\t", "one_cell_per_line": "\n\t", "pipe_rows": " | ", "pipe_cells": " |\n", "flowing": " "}
Damage = Callable[[Scene, random.Random], None]


def _gone(scene: Scene, path: str) -> None:
    scene.printed[path] = None
    del scene.places[path]


def drop_value(scene: Scene, rng: random.Random) -> None:
    """A value is lost together with the mark before it."""
    cells = scene.pick_row(rng)
    path = rng.choice(cells)
    start, end = scene.places[path]
    mark = SEPARATORS[scene.layout]
    _gone(scene, path)
    scene.replace(start - len(mark) if scene.text.startswith(mark, start - len(mark)) else start, end, "")


def blank_value(scene: Scene, rng: random.Random) -> None:
    """A cell is emptied; in a text without marks nothing of it is left."""
    path = rng.choice(scene.pick_row(rng))
    start, end = scene.places[path]
    _gone(scene, path)
    scene.replace(start, end, "")


def join_values(scene: Scene, rng: random.Random) -> None:
    """The mark between two neighbours is lost."""
    cells = scene.pick_row(rng)
    if len(cells) > 1:
        at = rng.randrange(len(cells) - 1)
        left, right = cells[at], cells[at + 1]
        start, end = scene.places[left][1], scene.places[right][0]
        scene.replace(start, end, "")


def extra_mark(scene: Scene, rng: random.Random) -> None:
    """A cell too many, anywhere in the row: what stands behind it is shifted."""
    start, _ = scene.places[rng.choice(scene.pick_row(rng))]
    scene.replace(start, start, SEPARATORS[scene.layout])


def break_line(scene: Scene, rng: random.Random) -> None:
    """A line break inside a row."""
    start, _ = scene.places[rng.choice(scene.pick_row(rng))]
    scene.replace(start, start, "\n")


def page_number(scene: Scene, rng: random.Random) -> None:
    """A page number between two lines of a table."""
    cells = scene.pick_row(rng)
    start, _ = scene.line(scene.places[cells[0]][0])
    mark = rng.choice(("— 4 —", "- 12 -", "第 3 页", "第3页 共8页", "Page 8", "7"))
    if mark.isdigit():
        scene.touch_before(start)
    scene.replace(start, start, f"{mark}\n")


def delete_row(scene: Scene, rng: random.Random) -> None:
    """A whole row is lost, label and values."""
    cells = scene.pick_row(rng)
    start, _ = scene.line(scene.places[cells[0]][0])
    _, end = scene.line(scene.places[cells[-1]][0])
    for path in list(scene.places):
        if start <= scene.places[path][0] <= end:
            scene.touched.add(scene.row_of(path))
            _gone(scene, path)
    scene.replace(start, min(len(scene.text), end + 1), "")


def double_row(scene: Scene, rng: random.Random) -> None:
    """A row is printed twice."""
    cells = scene.pick_row(rng)
    start, _ = scene.line(scene.places[cells[0]][0])
    _, end = scene.line(scene.places[cells[-1]][0])
    scene.replace(end, end, "\n" + scene.text[start:end])


def misspell(scene: Scene, rng: random.Random) -> None:
    """A character of a label is lost, added or another."""
    labels = list(re.finditer(r"[\u4e00-\u9fff（）、，。“”]{2,}", scene.text))
    match = rng.choice(labels)
    at = rng.randrange(match.start(), match.end())
    scene.replace(at, at + rng.choice((0, 1)), rng.choice(("", "某", "口")))
    behind = [path for path, (start, _) in scene.places.items() if start > at]
    if behind:
        scene.touched.add(scene.row_of(min(behind, key=lambda path: scene.places[path])))


def letter(scene: Scene, rng: random.Random) -> None:
    """A letter stands for a digit."""
    path = rng.choice(scene.pick_row(rng))
    start, end = scene.places[path]
    if end > start:
        at = rng.randrange(start, end)
        scene.printed[path] = None
        scene.replace(at, at + 1, rng.choice("OolISBx"))
        scene.places.pop(path)


def dash(scene: Scene, rng: random.Random) -> None:
    """A dash stands for a number."""
    path = rng.choice(scene.pick_row(rng))
    start, end = scene.places[path]
    _gone(scene, path)
    scene.replace(start, end, rng.choice("-—/无"))


def unit(scene: Scene, rng: random.Random) -> None:
    """A unit stands behind a number."""
    path = rng.choice(scene.pick_row(rng))
    _, end = scene.places[path]
    if scene.printed[path] is not None:
        scene.replace(end, end, "万元" if path.endswith(".amount") else "件")


def swap_rows(scene: Scene, rng: random.Random) -> None:
    """Two neighbouring lines change places."""
    if scene.layout in {"one_cell_per_line", "pipe_cells"}:
        return  # A line is a cell there.
    cells = scene.pick_row(rng)
    start, end = scene.line(scene.places[cells[0]][0])
    after_start, after_end = scene.line(min(len(scene.text) - 1, end + 1))
    if after_start > end:
        for path, (at, _) in scene.places.items():
            if start <= at <= after_end:
                scene.touched.add(scene.row_of(path))
        one, other = scene.text[start:end], scene.text[after_start:after_end]
        scene.text = scene.text[:start] + other + "\n" + one + scene.text[after_end:]
        scene.places = {p: (a, b) for p, (a, b) in scene.places.items() if not start <= a <= after_end}


def second_report(scene: Scene, rng: random.Random) -> None:
    """Another report of the same agency follows."""
    other = random_report(rng)
    scene.touched.update(scene.row_of(path) for path in scene.printed)
    try:
        scene.text += "\n\n" + govinfo_parse.render(other, scene.layout)
    except govinfo_parse.RenderError:
        return
    scene.elsewhere = {path: cell.value for path, cell in all_cells(other).items()}


DAMAGES: tuple[Damage, ...] = (
    drop_value, blank_value, join_values, extra_mark, break_line, page_number, delete_row, double_row, misspell,
    letter, dash, unit, swap_rows,
)  # fmt: skip
RARE: tuple[Damage, ...] = (second_report,)


# ---- verdicts


@attrs.frozen
class Verdict:
    """What came of one damaged report.

    Attributes:
        silent: (path, printed, given) of numbers that are not the printed ones and of which nothing was said.
        warned: how many such numbers were named by a warning.
        untouched: the number of cells in rows that were not touched.
        collateral: (path, printed, state) of cells of untouched rows that did not come back exact.
        damages: the names of the damages done.
        text: the damaged text.
    """

    silent: list[tuple[str, Number | None, Number]]
    warned: int
    untouched: int
    collateral: list[tuple[str, Number | None, str]]
    damages: tuple[str, ...]
    text: str


def trial(seed: int) -> Verdict | None:
    """Build, write, damage and read one report; None where the layout cannot write it."""
    rng = random.Random(seed)
    report = random_report(rng)
    layout = rng.choice(LAYOUTS)
    try:
        text = govinfo_parse.render(report, layout)
    except govinfo_parse.RenderError:
        return None
    clean = {p: c for p, c in all_cells(govinfo_parse.parse_report(text)).items() if c.state != State.ABSENT}
    places = {path: (cell.span.start, cell.span.end) for path, cell in clean.items() if cell.span is not None}
    scene = Scene(text, layout, places, {path: cell.value for path, cell in clean.items()})
    chosen = [rng.choice(DAMAGES) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    if rng.random() < 0.02:
        chosen.append(rng.choice(RARE))
    for damage in chosen:
        damage(scene, rng)
    return judge(scene, tuple(damage.__name__ for damage in chosen))


def judge(scene: Scene, damages: tuple[str, ...]) -> Verdict:
    """Read the damaged text and compare."""
    report = govinfo_parse.parse_report(scene.text)
    named = {p for d in report.diagnostics if d.severity != Severity.INFO for p in d.paths}
    silent, warned, untouched = [], 0, 0
    collateral = []
    for path, cell in all_cells(report).items():
        printed = scene.printed.get(path)
        if cell.value is not None and cell.value not in (printed, scene.elsewhere.get(path)):
            if path in named:
                warned += 1
            else:
                silent.append((path, printed, cell.value))
        if path in scene.printed and scene.row_of(path) not in scene.touched:
            untouched += 1
            if cell.value != printed:
                collateral.append((path, printed, str(cell.state)))
    return Verdict(silent, warned, untouched, collateral, damages, scene.text)
