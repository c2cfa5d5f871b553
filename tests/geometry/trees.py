"""Tables as they are printed: two trees of labels that cross, and the grid of cells that the crossing gives.

Labels, heads and paths are written out here, from the official forms: nothing is asked of the package under test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

Chain = tuple["Node", ...]


@attrs.define(eq=False)
class Node:
    """A label or a head, and what it stands over.

    Attributes:
        text: what is printed.
        key: the part of the path that it gives: a row of the record, or the name of a cell in its row.
        children: what it is divided into.
        foreign: whether the form does not have it; what stands under it belongs to no path.
        fill: what a foreign one holds: ``number``, ``sum`` of its neighbours, ``empty`` or ``serial`` numbers.
        width: how many lines of the grid a leaf takes.
    """

    text: str
    key: str = ""
    children: list[Node] = attrs.field(factory=list)
    foreign: bool = False
    fill: str = "number"
    width: int = 1


Axis = list[Node]


def chains(axis: Axis) -> list[Chain]:
    """Every leaf with what it stands under, outermost first; an axis without labels is one line."""

    def walk(nodes: Axis, above: Chain) -> Iterator[Chain]:
        for node in nodes:
            if node.children:
                yield from walk(node.children, (*above, node))
            else:
                yield (*above, node)

    return list(walk(axis, ())) if axis else [()]


def families(axis: Axis) -> list[Axis]:
    """Every list of siblings, the outermost first."""
    return [axis, *(family for node in axis if node.children for family in families(node.children))]


def path_of(row: Chain, column: Chain) -> str | None:
    """The path of the cell where two leaves cross; None where one of them is foreign."""
    nodes = [*row, *column]
    if any(node.foreign for node in nodes):
        return None
    keys = [node.key for node in nodes if node.key]
    return ".".join(sorted(keys, key=lambda key: "." not in key))


# ---- the official forms


def leaf(text: str, key: str) -> Node:
    return Node(text, key)


def applicants() -> Axis:
    """The columns of table 3."""
    organisations = [
        leaf("商业企业", "enterprise"),
        leaf("科研机构", "research_institution"),
        leaf("社会公益组织", "public_welfare_organization"),
        leaf("法律服务机构", "legal_service_organization"),
        leaf("其他", "other_organization"),
    ]
    legal = Node("法人或其他组织", children=organisations)
    return [Node("申请人情况", children=[leaf("自然人", "natural_person"), legal, leaf("总计", "total")])]


def outcomes(form: str) -> Axis:
    """The rows of table 3."""
    root = "applications"

    def group(text: str, name: str, *rows: tuple[str, str]) -> Node:
        return Node(text, children=[leaf(label, f"{root}.outcomes.{name}.{key}") for label, key in rows])

    refused = group(
        "（三）不予公开", "refused",
        ("1.属于国家秘密", "state_secret"), ("2.其他法律行政法规禁止公开", "otherwise_prohibited"),
        ("3.危及“三安全一稳定”", "security_and_stability"), ("4.保护第三方合法权益", "third_party_rights"),
        ("5.属于三类内部事务信息", "internal_affairs"), ("6.属于四类过程性信息", "process_information"),
        ("7.属于行政执法案卷", "enforcement_file"), ("8.属于行政查询事项", "administrative_inquiry"),
    )  # fmt: skip
    unavailable = group(
        "（四）无法提供", "unavailable",
        ("1.本机关不掌握相关政府信息", "not_held"), ("2.没有现成信息需要另行制作", "needs_creation"),
        ("3.补正后申请内容仍不明确", "still_unclear"),
    )  # fmt: skip
    not_processed = group(
        "（五）不予处理", "not_processed",
        ("1.信访举报投诉类申请", "petition"), ("2.重复申请", "repeated"),
        ("3.要求提供公开出版物", "public_publication"), ("4.无正当理由大量反复申请", "excessive"),
        ("5.要求行政机关确认或重新出具已获取信息", "reconfirmation"),
    )  # fmt: skip
    other = leaf("（六）其他处理", f"{root}.outcomes.other.undivided")
    if form == "2021":
        other = group(
            "（六）其他处理", "other",
            ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "correction_overdue"),
            ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "fee_overdue"),
            ("3.其他", "other"),
        )  # fmt: skip
    handled = [
        leaf("（一）予以公开", f"{root}.outcomes.granted"),
        leaf("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", f"{root}.outcomes.partly_granted"),
        refused, unavailable, not_processed, other,
        leaf("（七）总计", f"{root}.outcomes.total"),
    ]  # fmt: skip
    return [
        leaf("一、本年新收政府信息公开申请数量", f"{root}.received"),
        leaf("二、上年结转政府信息公开申请数量", f"{root}.carried_over"),
        Node("三、本年度办理结果", children=handled),
        leaf("四、结转下年度继续办理", f"{root}.carried_forward"),
    ]


RESULTS = {"结果维持": "upheld", "结果纠正": "corrected", "其他结果": "other", "尚未审结": "pending", "总计": "total"}
RECONSIDERATION, DIRECT, AFTER = (
    f"proceedings.{name}" for name in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
)


def results() -> Axis:
    """The results of table 4."""
    return [leaf(text, key) for text, key in RESULTS.items()]


def blocks(below: Callable[[], Axis] = list) -> Axis:
    """The three blocks of table 4, and what each is divided into."""
    direct = Node("未经复议直接起诉", DIRECT, below())
    after = Node("复议后起诉", AFTER, below())
    return [Node("行政复议", RECONSIDERATION, below()), Node("行政诉讼", children=[direct, after])]


DISCLOSURE: dict[str, tuple[tuple[str, dict[str, str], dict[str, str]], ...]] = {
    "2021": (
        ("第二十条第（一）项", {"本年制发件数": "issued", "本年废止件数": "repealed", "现行有效件数": "in_force"},
         {"规章": "rules", "行政规范性文件": "normative_documents"}),
        ("第二十条第（五）项", {"本年处理决定数量": "decisions"}, {"行政许可": "licensing"}),
        ("第二十条第（六）项", {"本年处理决定数量": "decisions"},
         {"行政处罚": "penalties", "行政强制": "compulsory_measures"}),
        ("第二十条第（八）项", {"本年收费金额（单位：万元）": "amount"}, {"行政事业性收费": "fees"}),
    ),
    "2019": (
        ("第二十条第（一）项",
         {"本年新制作数量": "created", "本年新公开数量": "published", "对外公开总数量": "total_published"},
         {"规章": "rules", "规范性文件": "normative_documents"}),
        ("第二十条第（五）项", {"上一年项目数量": "previous_items", "本年增/减": "change", "处理决定数量": "decisions"},
         {"行政许可": "licensing", "其他对外管理服务事项": "other_services"}),
        ("第二十条第（六）项", {"上一年项目数量": "previous_items", "本年增/减": "change", "处理决定数量": "decisions"},
         {"行政处罚": "penalties", "行政强制": "compulsory_measures"}),
        ("第二十条第（八）项", {"上一年项目数量": "previous_items", "本年增/减": "change"}, {"行政事业性收费": "fees"}),
        ("第二十条第（九）项", {"采购项目数量": "items", "采购总金额": "amount"}, {"政府集中采购": "procurement"}),
    ),
}  # fmt: skip
"""Table 2: for each of its blocks the caption, the heads and the rows, with their keys."""

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@attrs.define(eq=False)
class Table:
    """A table to be printed.

    Attributes:
        name: which table of the form it is.
        rows: its labels.
        columns: its heads.
        corner: what stands where labels and heads meet.
        caption: a line of its own above the heads, over the whole width.
        printing: which printing of the table it is: ``own``, ``second`` (another body's) or ``last`` (last year's).
        extend: whether the head or label of a leaf takes the empty places between it and the values.
        groups: how the label of a group is printed: ``merged``, in the ``first`` row, or ``repeated``.
        after: what is done to the grid once it is drawn.
    """

    name: str
    rows: Axis
    columns: Axis
    corner: str = ""
    caption: str = ""
    printing: str = "own"
    extend: bool = True
    groups: str = "merged"
    after: list[Callable[[Grid], None]] = attrs.field(factory=list)


def official_tables(form: str) -> dict[str, list[Table]]:
    """The tables of a form; table 2 as its blocks."""
    disclosure = [
        Table(
            "disclosure",
            [leaf(text, f"disclosure.{key}") for text, key in rows.items()],
            [leaf(text, key) for text, key in heads.items()],
            corner="信息内容",
            caption=caption,
        )
        for caption, heads, rows in DISCLOSURE[form]
    ]
    return {
        "disclosure": disclosure,
        "applications": [Table("applications", outcomes(form), applicants(), corner=CORNER)],
        "proceedings": [Table("proceedings", [], blocks(results))],
    }


# ---- grids


@attrs.define(eq=False)
class Cell:
    """A printed cell; it stands at every place of the grid that it covers.

    Attributes:
        text: what is printed.
        value: whether it is a value's cell, not a label's or head's.
        path: where the form keeps it, None where the form does not have it.
        row: its labels, outermost first.
        column: its heads, outermost first.
        serial: whether it only counts the rows.
    """

    text: str
    value: bool = False
    path: str | None = None
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    serial: bool = False


@attrs.define(eq=False)
class Grid:
    """Cells by row and column; a cell that stands at several places is merged.

    Attributes:
        table: which table of the form it is.
        printing: which printing of it.
        lines: the rows of places; they need not be equally long.
        heads: how many rows, at the top, are caption and heads.
        labels: how many columns, at the left, are labels.
    """

    table: str
    printing: str
    lines: list[list[Cell]]
    heads: int
    labels: int

    def cells(self) -> list[Cell]:
        """Every cell once, in reading order."""
        return list({id(cell): cell for line in self.lines for cell in line}.values())

    def values(self) -> list[Cell]:
        """Every value's cell once, in reading order."""
        return [cell for cell in self.cells() if cell.value]


def crossed(table: Table, text_of: Callable[[Chain, Chain], str]) -> Grid:
    """The grid of a table whose values are what ``text_of`` says of a row and a column."""
    rows, columns = chains(table.rows), chains(table.columns)
    deep, wide = max(map(len, columns)), max(map(len, rows))
    corner = Cell(table.corner)
    nodes: dict[object, Cell] = {}

    def node_cell(chain: Chain, level: int, *, heads: bool, again: int) -> Cell:
        """The cell of a chain at a depth of its axis; below a leaf, the leaf's own or an empty one."""
        node = chain[min(level, len(chain) - 1)]
        if level >= len(chain) and not table.extend:
            return nodes.setdefault((id(node), level), Cell(""))
        split = not heads and node.children and table.groups != "merged"
        key: object = (id(node), again) if split else id(node)
        shown = "" if split and again and table.groups == "first" and node.children else node.text
        return nodes.setdefault(key, Cell(shown))

    lines: list[list[Cell]] = []
    for level in range(deep):
        lines.append([corner] * wide)
        for chain in columns:
            lines[-1] += [node_cell(chain, level, heads=True, again=0)] * (chain[-1].width if chain else 1)
    seen: dict[int, int] = {}
    for row in rows:
        again = {id(node): seen.get(id(node), 0) for node in row}
        line = [node_cell(row, level, heads=False, again=again[id(row[min(level, len(row) - 1)])])
                for level in range(wide)]  # fmt: skip
        for node in row:
            seen[id(node)] = seen.get(id(node), 0) + 1
        for column in columns:
            cell = Cell(
                text_of(row, column),
                value=True,
                path=path_of(row, column),
                row=tuple(node.text for node in row),
                column=tuple(node.text for node in column),
                serial=any(node.fill == "serial" for node in (*row, *column)),
            )
            line += [cell] * (column[-1].width if column else 1)
        lines += [list(line) for _ in range(row[-1].width if row else 1)]
    heads = deep
    if table.caption:
        lines.insert(0, [Cell(table.caption)] * len(lines[0]))
        heads += 1
    grid = Grid(table.name, table.printing, lines, heads, wide)
    for change in table.after:
        change(grid)
    return grid


def stacked(grids: list[Grid], *, fill: bool) -> Grid:
    """Grids below each other as one, the narrower ones widened.

    Args:
        grids: the grids.
        fill: whether the last cells of a narrower one are made wider; else empty cells follow it.
    """
    width = max(len(line) for grid in grids for line in grid.lines)
    lines: list[list[Cell]] = []
    for grid in grids:
        for number, line in enumerate(grid.lines):
            caption = number == 0 and len({id(cell) for cell in line}) == 1
            missing = width - len(line)
            lines.append([*line, *([line[-1]] * missing if fill or caption else [Cell("") for _ in range(missing)])])
    return Grid(grids[0].table, grids[0].printing, lines, grids[0].heads, grids[0].labels)
