"""A scene: a drawn report, and what is printed where each row and column cross."""

from __future__ import annotations

import random
from collections.abc import Iterable

import attrs

from tests.geometry.drawing import Printed, drawn
from tests.geometry.figures import Number, Source, balanced, paths_of
from tests.geometry.trees import (
    Axis,
    Chain,
    Grid,
    Node,
    Table,
    chains,
    crossed,
    official_tables,
    path_of,
    stacked,
)

TITLE = "示例市人民政府2023年政府信息公开工作年度报告"
BEFORE = (TITLE, "一、总体情况", "全市各级行政机关坚持以公开为常态、不公开为例外。")
HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
}
BEHIND = ("五、存在的主要问题及改进情况", "公开的形式还不够多样。", "六、其他需要报告的事项", "无其他需要报告的事项。")
CAPTIONS = frozenset({"上年数", "2022年"})
"""Labels that would be captions of what is below them if they had no value."""
DASHES = ("-", "—", "/", "无", "－")


@attrs.frozen
class Further:
    """A number printed under a row or a column that the form does not have.

    Attributes:
        table: the table it is printed in.
        row: its labels as printed, outermost first.
        column: its heads as printed, outermost first.
        number: the number.
    """

    table: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    number: int


@attrs.define
class Draft:
    """A report that is being made up.

    Attributes:
        rng: chance.
        format: how it is going to be drawn.
        form: its form.
        tables: the tables of each section, in printed order; between them may stand paragraphs.
        source: where new numbers come from.
        figures: printing -> path -> number.
        empty: path -> what is printed instead of its number: nothing, or a dash.
        doubtful: paths of which a careful reader could not be sure.
        notes: what was done, for people.
        forced: texts that stand in a cell instead of its number: path -> (text, what it says as a number).
        joined: whether the blocks of table 2 are one table.
    """

    rng: random.Random
    format: str
    form: str
    tables: dict[str, list[Table | str]]
    source: Source
    figures: dict[str, dict[str, Number]] = attrs.field(factory=dict)
    empty: dict[str, str] = attrs.field(factory=dict)
    doubtful: set[str] = attrs.field(factory=set)
    notes: list[str] = attrs.field(factory=list)
    forced: dict[str, tuple[str, Number | None]] = attrs.field(factory=dict)
    joined: bool = True

    def note(self, text: str) -> None:
        """Write down what was done."""
        self.notes.append(text)

    def table(self, *names: str) -> Table:
        """A random table of this year's; of table 2, one of its blocks."""
        section = self.tables[self.rng.choice(names or tuple(HEADINGS))]
        return self.rng.choice([part for part in section if isinstance(part, Table) and part.printing == "own"])

    def paths(self, tables: Iterable[Table]) -> list[str]:
        """The paths of tables."""
        return [path for table in tables for row in chains(table.rows) for column in chains(table.columns)
                if (path := path_of(row, column)) is not None]  # fmt: skip

    def doubt(self, *tables: Table) -> None:
        """Nobody could be sure where the values of these tables belong."""
        self.doubtful.update(self.paths(tables))

    def doubt_unless(self, formats: Iterable[str], *tables: Table) -> None:
        """Nobody could be sure of these tables, except in these formats."""
        if self.format not in formats:
            self.doubt(*tables)


@attrs.define
class Scene:
    """A drawn report, and what is printed in it.

    Attributes:
        name: ``kind/format/number``; the same name gives the same scene.
        kind: what is special about it.
        format: the format it is drawn in.
        source: the text, or the bytes of the file.
        parts: the paragraphs and grids it was drawn from.
        printings: printing -> path -> the number printed there, None where the cell is empty; paths that are not
            there are not printed.
        doubtful: paths of which a careful reader could not be sure.
        further: the numbers printed under rows and columns that the form does not have.
        others: the numbers of tables of other indicators.
        serials: the numbers that count the rows, in a column of their own.
        headless: the tables with a column without a head.
        notes: what was done.
    """

    name: str
    kind: str
    format: str
    source: str | bytes
    parts: list[Printed]
    printings: dict[str, dict[str, Number | None]]
    doubtful: set[str]
    further: list[Further]
    others: list[Further]
    serials: set[int]
    headless: set[str]
    notes: list[str]


def draft(rng: random.Random, format: str) -> Draft:
    """An official report, without figures yet."""
    form = rng.choice(("2021", "2021", "2019"))
    tables: dict[str, list[Table | str]] = {name: list(found) for name, found in official_tables(form).items()}
    made = Draft(rng, format, form, tables, Source(rng))
    made.joined = rng.random() < 0.7
    made.note(f"form {form}, table 2 as {'one table' if made.joined else 'several'}")
    return made


def leave_blank(made: Draft) -> None:
    """Some cells are blank or hold a dash: here and there, a column, a row."""
    rng = made.rng
    where = rng.choice(("scattered", "scattered", "scattered", "column", "total column", "row", "few"))
    paths = paths_of(made.form)
    tails = sorted({path.rpartition(".")[2] for path in paths if path.startswith("applications")})
    if where == "scattered":
        chosen = rng.sample(paths, rng.randint(4, 40))
    elif where == "few":
        chosen = rng.sample([path for path in paths if path.startswith("proceedings")], rng.randint(1, 5))
    elif where == "row":
        row = rng.choice(paths).rpartition(".")[0]
        chosen = [path for path in paths if path.startswith(f"{row}.")]
    else:
        tail = "total" if where == "total column" else rng.choice(tails)
        chosen = [path for path in paths if path.endswith(f".{tail}") and path.startswith("applications")]
    mark = rng.choice(("", "", "", rng.choice(DASHES)))
    made.note(f"empty: {where}, printed {mark!r}")
    made.empty.update(dict.fromkeys(chosen, mark))


def figures(made: Draft) -> None:
    """Draw this report's figures, most often so that empty cells count as zero."""
    nothing = made.empty if made.rng.random() < 0.7 else ()
    made.figures["own"] = balanced(made.source, made.form, nothing)


def scene_of(name: str, made: Draft) -> Scene:
    """Draw a draft."""
    parts: list[Printed] = [*BEFORE]
    for section, printed in made.tables.items():
        parts.append(HEADINGS[section])
        parts += _joined(made, [part if isinstance(part, str) else _grid(made, part) for part in printed])
    parts += BEHIND
    grids = [part for part in parts if isinstance(part, Grid)]
    printings: dict[str, dict[str, Number | None]] = {"own": {}}
    for grid in grids:
        for cell in grid.values():
            if cell.path is not None:
                printings.setdefault(grid.printing, {})[cell.path] = _says(made, grid.printing, cell.path)
    if made.format == "flowing":
        _doubt_rows_with_blanks(made)
    kind = name.partition("/")[0]
    source = drawn(parts, made.format)
    further = [
        Further(grid.table, cell.row, cell.column, int(cell.text))
        for grid in grids
        for cell in grid.values()
        if cell.path is None and not cell.serial and cell.text.isdecimal()
    ]
    others = [one for one in further if one.table == "other"]
    further = [one for one in further if one.table != "other"]
    serials = {int(cell.text) for grid in grids for cell in grid.values() if cell.serial}
    headless = {grid.table for grid in grids for cell in grid.values() if cell.column[-1:] == ("",)}
    return Scene(
        name, kind, made.format, source, parts, printings, made.doubtful, further, others, serials, headless, made.notes
    )


def _joined(made: Draft, parts: list[Printed]) -> list[Printed]:
    """The grids of table 2 as one grid, where that is how they are printed."""
    if not made.joined or not all(isinstance(part, Grid) and part.table == "disclosure" for part in parts):
        return parts
    return [stacked([part for part in parts if isinstance(part, Grid)], fill=made.rng.random() < 0.5)]


def _says(made: Draft, printing: str, path: str) -> Number | None:
    if printing == "own" and path in made.forced:
        return made.forced[path][1]
    if path in made.empty:
        return None
    return made.figures[printing][path]


def _grid(made: Draft, table: Table) -> Grid:
    serial = iter(range(1, 1_000))
    numbers: dict[int, int] = {}
    blanks = made.rng.random() < 0.2

    def text_of(row: Chain, column: Chain) -> str:
        path = path_of(row, column)
        if path is not None:
            if table.printing == "own" and path in made.forced:
                return made.forced[path][0]
            return made.empty[path] if path in made.empty else str(made.figures[table.printing][path])
        foreign = [node for node in (*row, *column) if node.foreign]
        # A spare column has no value in any row, and one of serial numbers counts all.
        strange = next((node for node in foreign if node.fill in {"empty", "serial"}), foreign[0])
        if strange.fill == "empty":
            return ""
        if strange.fill == "serial":
            if id(row) not in numbers:
                numbers[id(row)] = next(serial)
            return str(numbers[id(row)])
        if strange.fill == "sum":
            return str(_sum(made, table, row, column, strange))
        if blanks and made.rng.random() < 0.3 and strange.text not in CAPTIONS:
            return ""
        return str(made.source.fresh())

    return crossed(table, text_of)


def _sum(made: Draft, table: Table, row: Chain, column: Chain, strange: Node) -> Number:
    """The sum of what stands beside a subtotal, below or beside the same labels."""
    found: Number = 0
    for axis, fixed, chain in ((table.rows, column, row), (table.columns, row, column)):
        if strange not in chain:
            continue
        family = siblings(axis, strange)
        for node in family:
            for other in chains([node]):
                path = path_of(other, fixed)
                if path is not None and not path.endswith("total"):
                    found += made.figures[table.printing][path]
    return found


def siblings(axis: Axis, node: Node) -> Axis:
    """The list of siblings that a node stands in."""
    if node in axis:
        return axis
    for other in axis:
        found = siblings(other.children, node)
        if found:
            return found
    return []


def _doubt_rows_with_blanks(made: Draft) -> None:
    """Where nothing parts the cells, a blank leaves no trace, and its row could be any reading of it."""
    rows = {_row(path) for path in [*made.empty, *made.forced]}
    made.doubtful.update(path for path in paths_of(made.form) if _row(path) in rows)


def _row(path: str) -> str:
    return "proceedings" if path.startswith("proceedings") else path.rpartition(".")[0]
