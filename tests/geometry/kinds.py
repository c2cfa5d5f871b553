"""What can be special about a printed report, one function a kind.

A kind changes a draft, and says by ``doubt`` which cells a careful reader could not be sure of in the draft's format.
All other cells have to come back exact.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from tests.geometry.drawing import COLUMNS, EXTENTS, FORMATS
from tests.geometry.figures import balanced
from tests.geometry.scenes import Draft, siblings
from tests.geometry.trees import (
    CORNER,
    Axis,
    Cell,
    Grid,
    Node,
    Table,
    applicants,
    blocks,
    chains,
    families,
    official_tables,
    outcomes,
    path_of,
    results,
)

Change = Callable[[Draft, random.Random], None]
KINDS: dict[str, Change] = {}
FORMATS_OF: dict[str, tuple[str, ...]] = {}
"""The formats that a kind is drawn in."""

FOREIGN_HEADS = (
    "媒体", "2022年", "上年数", "1", "①", "%", "-", "A", "", "同比增长", "合计", "小计", "境外机构", "银行",
)  # fmt: skip
REPLACED_HEADS = (
    "媒体", "律师", "银行", "学校", "医院", "境外机构", "2022年", "上年数",
    "1", "①", "%", "-", "A", "", "同比增长", "备注",
)  # fmt: skip
FOREIGN_ROWS = (
    "新闻发布会", "上年数", "其中：网络申请", "其中：重复申请人", "电话咨询",
    "2022年", "转交其他机关", "小计", "政策解读",
)  # fmt: skip
REPLACED_LABELS = (
    "新闻发布会", "上年数", "其中：当面申请", "电话咨询", "2022年", "转交其他机关", "备注", "甲", "①",
)  # fmt: skip


OTHER_LABELS = (
    "网站访问量", "咨询电话", "政府网站", "政务微博", "网上申请", "信函申请", "接待人数", "回应热点", "其他", "合计",
)  # fmt: skip
OTHER_HEADS = ("数量", "2022年", "2023年", "本年", "上年", "总数", "累计", "信息条数")


def kind(*formats: str) -> Callable[[Change], Change]:
    """Add a kind, drawn in these formats; in all without any."""

    def add(change: Change) -> Change:
        KINDS[change.__name__] = change
        FORMATS_OF[change.__name__] = formats or FORMATS
        return change

    return add


# ---- nothing but the format


@kind()
def plain(made: Draft, rng: random.Random) -> None:
    """The official tables."""


@kind()
def label_columns(made: Draft, rng: random.Random) -> None:
    """Labels of groups merged over their rows, in the first only, or in each; leaves stretched or not."""
    for printed in made.tables.values():
        for table in printed:
            if isinstance(table, Table):
                table.groups = rng.choice(("merged", "first", "repeated"))
                table.extend = rng.random() < 0.5
                if not table.extend or table.groups == "first":
                    made.doubt_unless((*COLUMNS, "flowing"), table)
                made.note(f"{table.name}: groups {table.groups}, extended {table.extend}")


@kind()
def flat_labels(made: Draft, rng: random.Random) -> None:
    """Table 3 with one column of labels: groups are rows of their own without values, or left out."""
    table = made.table("applications")
    kept = rng.random() < 0.7
    table.rows = [node for top in table.rows for node in _flat(top, kept=kept)]
    made.note(f"flat labels, groups {'kept' if kept else 'left out'}")
    if not kept:
        made.doubtful.update(p for p in made.paths([table]) if ".other." in p)
    made.doubt_unless(COLUMNS, table)


def _flat(node: Node, *, kept: bool) -> Axis:
    if not node.children:
        return [node]
    head = [Node(node.text, foreign=True, fill="empty")] if kept else []
    return head + [leaf for child in node.children for leaf in _flat(child, kept=kept)]


# ---- spans


@kind()
def wide_columns(made: Draft, rng: random.Random) -> None:
    """Columns that take several lines of the grid, heads and values alike."""
    table = made.table()
    for column in chains(table.columns):
        if rng.random() < 0.4:
            column[-1].width = rng.choice((2, 2, 3))
    made.note(f"{table.name}: widths {[column[-1].width for column in chains(table.columns)]}")
    made.doubt_unless((*COLUMNS, "pipe_cells", "flowing"), table)


@kind(*EXTENTS, "tab_grid", "pipe_rows", "markdown")
def heads_unlike_rows(made: Draft, rng: random.Random) -> None:
    """Heads and values with different spans: head 1 2 1, values 2 1 1."""
    table = made.table()
    count = len(chains(table.columns))
    if count < 2:
        table = made.table("applications")
        count = len(chains(table.columns))
    head, value = rng.sample(range(count), 2)
    made.note(f"{table.name}: head {head} and value {value} are twice as wide")

    def change(grid: Grid) -> None:
        for number, line in enumerate(grid.lines):
            place = grid.labels + (head if number < grid.heads else value)
            line.insert(place, line[place])

    table.after.append(change)
    made.doubt_unless(EXTENTS, table)


@kind(*EXTENTS, "tab_grid", "pipe_rows", "markdown")
def corner_colspan(made: Draft, rng: random.Random) -> None:
    """The corner cell spans one column too many or too few."""
    table = made.table("applications")
    delta = rng.choice((-1, 1))
    made.note(f"corner {delta:+}")

    def change(grid: Grid) -> None:
        for line in grid.lines[: grid.heads]:
            if delta > 0:
                line.insert(0, line[0])
            else:
                del line[0]

    table.after.append(change)
    if made.empty or made.format not in EXTENTS:
        made.doubt(table)


@kind("tab_grid", "pipe_rows", "one_cell_per_line", "pipe_cells")
def torn_grid(made: Draft, _rng: random.Random) -> None:
    """Rows with fewer labels stand one place to the left and end with an empty cell, as some programs write them."""
    table = made.table("applications")
    made.note("torn grid")

    def change(grid: Grid) -> None:
        for line in grid.lines:
            if grid.labels > 1 and line[grid.labels - 1] is line[grid.labels - 2]:
                del line[grid.labels - 1]
                line.append(Cell(""))

    table.after.append(change)
    if made.empty or made.format == "pipe_cells":
        made.doubt(table)


@kind("tab_grid", "pipe_rows", "one_cell_per_line", "pipe_cells")
def collapsed_spans(made: Draft, _rng: random.Random) -> None:
    """A cell merged over several columns takes one place; one merged over several rows leaves empty places below."""
    made.note("collapsed spans")

    def change(grid: Grid) -> None:
        above: set[int] = set()
        for number, line in enumerate(grid.lines):
            runs = [cell for place, cell in enumerate(line) if not place or line[place - 1] is not cell]
            grid.lines[number] = [Cell("") if id(cell) in above else cell for cell in runs]
            above.update(map(id, line))

    for name in ("applications", "proceedings"):
        table = made.table(name)
        table.after.append(change)
        if made.format == "pipe_cells":
            made.doubt(table)


@kind(*EXTENTS, "tab_grid", "pipe_rows", "markdown")
def repeated_text(made: Draft, _rng: random.Random) -> None:
    """Nothing is merged: heads and labels are printed in every place that they take."""
    made.note("merged heads and labels printed in every place")

    def change(grid: Grid) -> None:
        grid.lines = [[cell if cell.value else Cell(cell.text) for cell in line] for line in grid.lines]

    for printed in made.tables.values():
        for table in printed:
            if isinstance(table, Table):
                table.after.append(change)


# ---- heads and labels that the form does not have


def _insert(made: Draft, table: Table, node: Node, rng: random.Random) -> None:
    """Put a head anywhere among the heads."""
    family = rng.choice(families(table.columns))
    place = rng.randint(0, len(family))
    family.insert(place, node)
    beside = family[place - 1].text if place else f"before {family[1].text if len(family) > 1 else ''}"
    made.note(f"{table.name}: column {node.text!r} ({node.fill}) beside {beside}")


@kind()
def foreign_column(made: Draft, rng: random.Random) -> None:
    """A column that the form does not have, with values of its own, anywhere."""
    for _ in range(rng.choice((1, 1, 2))):
        table = made.table()
        text = rng.choice(FOREIGN_HEADS)
        if text and any(node.text == text for family in families(table.columns) for node in family):
            text = "另行统计"  # beside each other two equal heads could be one over two places
        _insert(made, table, Node(text, foreign=True), rng)
        if text == "合计":
            made.doubtful.update(path for path in made.paths([table]) if path.endswith(".total"))
        # Where merged cells are not known, an empty head may be the rest of the head at its left.
        made.doubt_unless(COLUMNS if text else EXTENTS, table)


@kind()
def foreign_head(made: Draft, rng: random.Random) -> None:
    """One head is another word: what stands under it belongs nowhere."""
    for _ in range(rng.choice((1, 1, 1, 2))):
        table = made.table()
        node = rng.choice(chains(table.columns))[-1]
        _replace(made, table, node, rng.choice(REPLACED_HEADS))


def _legal_persons(table: Table) -> Node | None:
    """The head 法人或其他组织, wherever it stands; None where all that it stands over was cut off."""
    heads = [node for family in families(table.columns) for node in family if node.children]
    return next((node for node in heads if node.text == "法人或其他组织"), None)


def _replace(made: Draft, table: Table, node: Node, text: str) -> None:
    made.note(f"{table.name}: {node.text} -> {text!r}")
    node.text, node.foreign = text, True
    made.doubt_unless(COLUMNS if text else EXTENTS, table)


@kind()
def foreign_head_line(made: Draft, rng: random.Random) -> None:
    """All heads that stand in one line beside each other are other words."""
    table = made.table()
    family = rng.choice([f for f in families(table.columns) if not any(node.children for node in f)] or [table.columns])
    texts = rng.sample([text for text in REPLACED_HEADS if text], len(family))
    for node, text in zip(family, texts, strict=True):
        if not node.children:
            _replace(made, table, node, text)


@kind()
def subtotal_column(made: Draft, rng: random.Random) -> None:
    """A sum of the organisations inside 法人或其他组织, or of a block's results."""
    table = made.table("applications")
    legal = _legal_persons(table)
    if legal is None:
        return
    family = legal.children
    family.insert(rng.choice((0, len(family))), Node(rng.choice(("小计", "合计", "小 计")), foreign=True, fill="sum"))
    made.note(f"subtotal: {[node.text for node in family]}")
    made.doubt_unless(COLUMNS, table)


@kind()
def subtotal_row(made: Draft, rng: random.Random) -> None:
    """A sum of a group's rows, first or last in it."""
    table = made.table("applications")
    groups = [f for f in families(table.rows)[1:] if not any(node.children for node in f)]
    family = rng.choice(groups)
    family.insert(rng.choice((0, len(family))), Node(rng.choice(("小计", "合计")), foreign=True, fill="sum"))
    made.note(f"subtotal row: {[node.text for node in family]}")
    if made.format in {"pipe_cells", "flowing"}:
        made.doubt(table)


@kind()
def foreign_row(made: Draft, rng: random.Random) -> None:
    """A row that the form does not have, with values of its own, anywhere."""
    for _ in range(rng.choice((1, 1, 2))):
        table = made.table("applications", "disclosure")
        family = rng.choice(families(table.rows))
        place = rng.randint(0, len(family))
        node = Node(rng.choice(FOREIGN_ROWS), foreign=True)
        family.insert(place, node)
        made.note(f"{table.name}: row {node.text} at {place} of {[n.text[:6] for n in family]}")
        if made.format in {"pipe_cells", "flowing"} and node.text == "2022年":
            made.doubt(table)


@kind()
def foreign_label(made: Draft, rng: random.Random) -> None:
    """One label is another word: its values belong nowhere."""
    table = made.table("applications", "disclosure")
    node = rng.choice(chains(table.rows))[-1]
    text = rng.choice(REPLACED_LABELS)
    made.note(f"{table.name}: {node.text} -> {text}")
    node.text, node.foreign = text, True
    if made.format in {"pipe_cells", "flowing"}:
        made.doubt(table)


# ---- columns and rows: fewer, more, elsewhere


@kind()
def missing_column(made: Draft, rng: random.Random) -> None:
    """One column is not printed, nor its head."""
    table = made.table("applications", "proceedings")
    node = rng.choice(chains(table.columns))[-1]
    siblings(table.columns, node).remove(node)
    made.note(f"{table.name}: no column {node.text}")
    made.doubt_unless(COLUMNS, table)


@kind()
def cut_right(made: Draft, rng: random.Random) -> None:
    """The table is cut off at its right edge."""
    table = made.table("applications", "proceedings")
    columns = chains(table.columns)
    for column in columns[len(columns) - rng.randint(1, len(columns) // 2) :]:
        siblings(table.columns, column[-1]).remove(column[-1])
        made.note(f"{table.name}: cut off {column[-1].text}")
    table.columns = [kept for node in table.columns if (kept := _pruned(node))]
    made.doubt_unless(COLUMNS, table)


def _pruned(node: Node) -> Node | None:
    """A node without those below it that have lost all they stood over."""
    if node.key and "." not in node.key:
        return node
    node.children = [kept for child in node.children if (kept := _pruned(child))]
    return node if node.children else None


@kind()
def missing_row(made: Draft, rng: random.Random) -> None:
    """Some rows are not printed."""
    table = made.table("applications", "disclosure")
    for _ in range(rng.choice((1, 1, 3))):
        rows = chains(table.rows)
        if len(rows) > 1:
            node = rng.choice(rows)[-1]
            family = siblings(table.rows, node)
            if len(family) > 1:
                family.remove(node)
                made.note(f"{table.name}: no row {node.text}")


@kind()
def spare_column(made: Draft, rng: random.Random) -> None:
    """Empty columns at the left, in the middle, at the right."""
    table = made.table()
    for _ in range(rng.choice((1, 1, 2))):
        node = Node("", foreign=True, fill="empty")
        if rng.random() < 0.3:
            made.note(f"{table.name}: spare column left of the labels")

            def change(grid: Grid) -> None:
                for line in grid.lines:
                    line.insert(0, Cell(""))
                grid.labels += 1

            for beside in _own(made, table.name):  # Blocks of table 2 may be one table.
                beside.after.append(change)
        else:
            _insert(made, table, node, rng)
        made.doubt_unless((*COLUMNS, "flowing"), *_own(made, table.name))


@kind()
def serial_column(made: Draft, rng: random.Random) -> None:
    """Serial numbers before the labels, or between labels and values."""
    table = made.table("applications", "disclosure")
    head = rng.choice(("序号", "", "编号"))
    if rng.random() < 0.5:
        table.columns.insert(0, Node(head, foreign=True, fill="serial"))
        made.note(f"{table.name}: serial numbers behind the labels, head {head!r}")
    else:
        made.note(f"{table.name}: serial numbers before the labels, head {head!r}")

        def change(grid: Grid) -> None:
            first = Cell(head)
            for number, line in enumerate(grid.lines):
                caption = all(cell is line[0] for cell in line)
                serial = Cell(str(number - grid.heads + 1), serial=True)
                line.insert(0, line[0] if caption else first if number < grid.heads else serial)
            grid.labels += 1

        for beside in _own(made, table.name):
            beside.after.append(change)
    made.doubt_unless(COLUMNS, *_own(made, table.name))


@kind()
def column_order(made: Draft, rng: random.Random) -> None:
    """Columns in another order."""
    table = made.table()
    for family in families(table.columns):
        if not any(node.children and node.key for node in family):
            rng.shuffle(family)
    made.note(f"{table.name}: {[column[-1].text for column in chains(table.columns)]}")
    made.doubt_unless(COLUMNS, table)


@kind()
def block_order(made: Draft, rng: random.Random) -> None:
    """Blocks of table 4, or of table 2, in another order."""
    if rng.random() < 0.6:
        table = made.table("proceedings")
        rng.shuffle(table.columns)
        rng.shuffle(next(node for node in table.columns if node.children and not node.key).children)
        made.note(f"blocks: {[column[0].text + column[-1].text for column in chains(table.columns)]}")
        made.doubt_unless(COLUMNS, table)
    else:
        # Blocks stay in their printing: between captions they would be nobody's.
        printed = made.tables["disclosure"]
        ends = [place for place, part in enumerate(printed) if isinstance(part, str)]
        for begin, end in itertools.pairwise([-1, *ends, len(printed)]):
            run = printed[begin + 1 : end]
            rng.shuffle(run)
            printed[begin + 1 : end] = run
        made.note("blocks of table 2 in another order")


@kind()
def row_order(made: Draft, rng: random.Random) -> None:
    """Rows of a group in another order."""
    table = made.table("applications")
    family = rng.choice([f for f in families(table.rows) if not any(node.children for node in f)])
    rng.shuffle(family)
    made.note(f"rows: {[node.text for node in family]}")


# ---- exchanged sides


@kind()
def transposed_applications(made: Draft, rng: random.Random) -> None:
    """Applicants as rows, outcomes as columns; sometimes only some of them."""
    table = made.table("applications")
    rows, columns = table.rows, table.columns
    if rng.random() < 0.5:
        columns = columns[0].children
    if rng.random() < 0.4:
        columns = [node for top in columns for node in _flat(top, kept=False)]
    if rng.random() < 0.3:
        rows = [node for top in rows for node in _flat(top, kept=False)]
    table.rows, table.columns = columns, rows
    table.corner = rng.choice((CORNER, "", "申请人"))
    if rng.random() < 0.5:
        leaves = [column[-1] for column in chains(table.columns)]
        count = rng.choice((7, 7, len(leaves) // 2, 3))
        kept = set(map(id, rng.sample(leaves, count)))
        table.columns = [n for node in table.columns if (n := _only(node, kept))]
        made.note(f"only {count} outcomes")
    made.note(f"transposed: {[column[-1].text[:6] for column in chains(table.columns)]}")
    made.doubt_unless(COLUMNS, table)


def _only(node: Node, kept: set[int]) -> Node | None:
    """A node with those leaves that are kept."""
    if not node.children:
        return node if id(node) in kept else None
    node.children = [n for child in node.children if (n := _only(child, kept))]
    return node if node.children else None


@kind()
def blocks_as_rows(made: Draft, rng: random.Random) -> None:
    """Table 4 with its three blocks as rows and the results as columns."""
    table = made.table("proceedings")
    table.rows, table.columns = _block_labels(rng), results()
    table.corner = rng.choice(("", "类型", "项目"))
    table.extend = rng.random() < 0.7
    made.note(f"blocks as rows: {[row[-1].text for row in chains(table.rows)]}")
    made.doubt_unless((*COLUMNS, "one_cell_per_line"), table)


def _block_labels(rng: random.Random) -> Axis:
    """The three blocks, as a tree or with a label of one piece each."""
    if rng.random() < 0.5:
        return blocks()
    single = blocks()
    parts = [single[0], *single[1].children]
    if rng.random() < 0.5:
        for node in parts[1:]:
            node.text = f"行政诉讼（{node.text}）"
    return parts


@kind()
def results_as_rows(made: Draft, rng: random.Random) -> None:
    """Table 4 with the results as rows: beside the three blocks, or all fifteen below each other."""
    table = made.table("proceedings")
    table.groups = rng.choice(("merged", "repeated", "first"))
    if rng.random() < 0.6:
        table.rows, table.columns = results(), _block_labels(rng)
        table.corner = rng.choice(("", "结果"))
    else:
        table.rows, table.columns = blocks(results), []
    made.note(f"results as rows: {[row[-1].text for row in chains(table.rows)]}")
    made.doubt_unless((*COLUMNS, "one_cell_per_line"), table)


@kind()
def labels_right(made: Draft, rng: random.Random) -> None:
    """Labels in the last columns."""
    table = made.table("applications", "disclosure")
    mirrored = rng.random() < 0.3

    def change(grid: Grid) -> None:
        for line in grid.lines:
            labels = line[: grid.labels]
            line[:] = line[grid.labels :] + (labels[::-1] if mirrored else labels)

    for beside in _own(made, table.name):  # Blocks of table 2 may be one table.
        beside.after.append(change)
    made.note(f"{table.name}: labels at the right{', innermost first' if mirrored else ''}")
    made.doubt_unless(COLUMNS, *_own(made, table.name))


# ---- several tables


def _own(made: Draft, name: str) -> list[Table]:
    """This year's tables of the body itself."""
    return [part for part in made.tables[name] if isinstance(part, Table) and part.printing == "own"]


def _second(made: Draft, name: str, printing: str) -> list[Table | str]:
    """Another printing of a section's tables, with figures of its own."""
    if printing not in made.figures:
        made.figures[printing] = balanced(made.source, made.form)
    again = [table for table in official_tables(made.form)[name] if isinstance(table, Table)]
    for table in again:
        table.printing = printing
    return list(again)


def _spoil(made: Draft, table: Table, rng: random.Random) -> None:
    """A row of the first printing is missing or misspelt."""
    rows = [row for row in chains(table.rows) if row]
    if not rows:
        return
    for row in rng.sample(rows, min(len(rows) - 1, rng.choice((1, 1, 2)))):
        if rng.random() < 0.5:
            family = siblings(table.rows, row[-1])
            if len(family) > 1:
                family.remove(row[-1])
                made.note(f"no row {row[-1].text} in the first")
        else:
            row[-1].text = _misspelt(row[-1].text, rng)
            made.note(f"{row[-1].text} in the first")


def _misspelt(text: str, rng: random.Random) -> str:
    words = [place for place, one in enumerate(text) if "\u4e00" <= one <= "\u9fff"]
    if not words:  # A label that another kind has put a sign in the place of.
        return f"{text}某"
    at = rng.choice(words)
    return text[:at] + rng.choice(("某", "口", "")) + text[at + rng.choice((0, 1)) :]


@kind()
def two_printings(made: Draft, rng: random.Random) -> None:
    """The table of the body and that of its units, below each other; the first has gaps."""
    name = rng.choice(("applications", "applications", "proceedings", "disclosure"))
    first = _own(made, name)
    second = _second(made, name, "second")
    captions = rng.choice(
        (("本单位情况", "下属单位汇总"), ("（一）本级", "（二）所属单位"), ("", ""), ("表一", "表二"))
    )
    for table in first:
        if rng.random() < 0.8:
            _spoil(made, table, rng)
    made.note(f"{name}: two printings {captions}")
    made.tables[name] = _captioned(captions[0], first) + _captioned(captions[1], second)
    made.doubt(*first)


def _captioned(caption: str, tables: list[Table]) -> list[Table | str]:
    return [caption, *tables] if caption else list(tables)


@kind()
def this_and_last_year(made: Draft, rng: random.Random) -> None:
    """This year's table and last year's, under captions, in either order; this year's has gaps."""
    name = rng.choice(("applications", "applications", "proceedings", "disclosure"))
    own = _own(made, name)
    if rng.random() < 0.6:
        _spoil(made, rng.choice(own), rng)
    last = _second(made, name, "last")
    captions = rng.choice((
        ("2023年情况如下：", "2022年情况如下："), ("", "上年情况如下："), ("本年情况", "上年情况"),
        ("本年度", "上年度"), ("", "附：2022年数据"), ("", "上年同期数"),
    ))  # fmt: skip
    this, before = _captioned(captions[0], own), _captioned(captions[1], last)
    swapped = bool(captions[0]) and rng.random() < 0.3
    made.note(f"{name}: {captions}{', last year first' if swapped else ''}")
    made.tables[name] = before + this if swapped else this + before
    made.doubt(*own)


@kind()
def last_year_only(made: Draft, rng: random.Random) -> None:
    """Only last year's table is printed, and its caption says so."""
    name = rng.choice(("applications", "proceedings", "disclosure"))
    caption = rng.choice(("上年情况如下：", "2022年情况如下：", "附：上年数据"))
    made.tables[name] = [caption, *_second(made, name, "last")]
    made.note(f"{name}: only {caption}")


@kind()
def continued(made: Draft, rng: random.Random) -> None:
    """Table 3 goes on in a second table: under 续表 or nothing, with its heads again or without."""
    table = made.table("applications")
    caption, again = rng.choice(("续表", "（续表）", "", "续上表", "- 3 -")), rng.random() < 0.7
    first, rest = table.rows, outcomes(made.form)
    cut = rng.randint(1, len(chains(first)) - 1)
    table.rows = [n for node in first if (n := _only(node, {id(row[-1]) for row in chains(first)[:cut]}))]
    kept = {id(row[-1]) for row in chains(rest)[cut:]}
    second = Table("applications", [n for node in rest if (n := _only(node, kept))], applicants(), corner=CORNER)
    if not again:
        second.after.append(_without_heads)
    made.note(f"continued after {cut} rows, {caption!r}, heads {'again' if again else 'not again'}")
    made.tables["applications"] = [table, *([caption] if caption else []), second]


@kind()
def other_table(made: Draft, rng: random.Random) -> None:
    """A table of other indicators stands above or below one of the tables, under a caption or none."""
    name = rng.choice(("disclosure", "applications", "proceedings"))
    rows = [Node(text, foreign=True) for text in rng.sample(OTHER_LABELS, rng.randint(1, 5))]
    columns = [Node(text, foreign=True) for text in rng.sample(OTHER_HEADS, rng.randint(1, 3))]
    other = Table("other", rows, columns, corner=rng.choice(("项目", "指标", "类别", "")))
    parts = [*([rng.choice(("附表", "网站情况", "附：其他指标"))] if rng.random() < 0.5 else []), other]
    below = rng.random() < 0.6
    made.note(f"other table {'below' if below else 'above'} {name}: {[node.text for node in (*rows, *columns)]}")
    made.joined = made.joined and name != "disclosure"
    own = made.tables[name]
    made.tables[name] = [*own, *parts] if below else [*parts, *own]
    if made.format not in COLUMNS:
        made.doubt(*(table for table in own if isinstance(table, Table)))


def _without_heads(grid: Grid) -> None:
    del grid.lines[: grid.heads]
    grid.heads = 0


# ---- damaged cells


def _row_of(made: Draft, path: str) -> list[str]:
    if path.startswith("proceedings"):
        return [one for one in made.figures["own"] if one.startswith("proceedings")]
    return [one for one in made.figures["own"] if one.rpartition(".")[0] == path.rpartition(".")[0]]


@kind("tab_grid", "pipe_rows", "flowing", "html")
def broken_number(made: Draft, rng: random.Random) -> None:
    """A number is broken by a line end, a space or a mark, often beside a blank cell."""
    own = made.figures["own"]
    long = [path for path, number in own.items() if len(str(number)) > 3 and path not in made.empty]
    if made.format in {"tab_grid", "pipe_rows"}:  # A line end comes after the last column.
        long = [path for path in long if path.endswith((".total", ".in_force", ".decisions"))]
    for path in rng.sample(long, min(len(long), rng.choice((1, 1, 3)))):
        text = str(own[path])
        at = rng.randint(1, len(text) - 1)
        mark = {"flowing": (" ", "'", "、", "\n", "’"), "html": (" ", "、")}.get(made.format, ("\n", "\n", " "))
        broken = text[:at] + rng.choice(mark) + text[at:]
        row = _row_of(made, path)
        if rng.random() < 0.6:
            other = rng.choice([one for one in row if one != path] or [path])
            if other != path:
                made.empty[other] = ""
        made.forced[path] = (broken, own[path])
        made.doubtful.update(row)
        made.note(f"{path}: {broken!r}")


@kind()
def text_cell(made: Draft, rng: random.Random) -> None:
    """A cell, often a row's last, holds a word."""
    own = made.figures["own"]
    for _ in range(rng.choice((1, 1, 3))):
        path = rng.choice(sorted(own))
        if rng.random() < 0.7:
            path = _row_of(made, path)[-1]
        text = rng.choice(("没有", "不涉及", "无此项", "见附件", "其他", "总计", "暂缺"))
        made.forced[path] = (text, None)
        made.note(f"{path}: {text}")
        if made.format in {"pipe_cells", "flowing"}:
            made.doubtful.update(_row_of(made, path))


@kind()
def text_before_number(made: Draft, rng: random.Random) -> None:
    """Words or other numbers stand in a cell beside its number."""
    own = made.figures["own"]
    path = "proceedings.reconsideration.upheld" if rng.random() < 0.6 else rng.choice(sorted(own))
    number, other = own[path], made.source.fresh()
    text = rng.choice(
        (f"{number}，其中{other}件", f"{number}（其中{other}件）", f"共{number}，含{other}", f"共{number}")
    )
    made.forced[path] = (text, number)
    made.doubtful.add(path)
    made.note(f"{path}: {text}")
    if made.format == "flowing":
        made.doubtful.update(_row_of(made, path))


@kind()
def misspelt_head(made: Draft, rng: random.Random) -> None:
    """One wrong character in a head; of a group's head, nothing below it is in doubt."""
    legal = _legal_persons(made.table("applications")) if rng.random() < 0.4 else None
    table = made.table("applications") if legal else made.table()
    if legal:
        legal.text = rng.choice(("法人及其他组织", "法人的其他组织", "法人或其他组识", "法人其他组织"))
        made.note(f"{table.name}: {legal.text}")
    else:
        column = rng.choice(chains(table.columns))
        column[-1].text = _misspelt(column[-1].text, rng)
        made.doubtful.update(p for row in chains(table.rows) if (p := path_of(row, column)))
        made.note(f"{table.name}: {column[-1].text}")
    if made.format == "flowing":
        made.doubt(table)


@kind()
def misspelt_label(made: Draft, rng: random.Random) -> None:
    """One wrong character in a label."""
    table = made.table("applications", "disclosure")
    row = rng.choice(chains(table.rows))
    row[-1].text = _misspelt(row[-1].text, rng)
    made.note(f"{table.name}: {row[-1].text}")
    made.doubtful.update(p for column in chains(table.columns) if (p := path_of(row, column)))
    if made.format in {"pipe_cells", "flowing"}:
        made.doubt(table)
