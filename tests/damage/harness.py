"""Balanced random reports, written in a layout, damaged at random, and read again.

The property: every number that is given is the one printed in that cell, or its path is named by a warning; rows
that were not touched come back exact.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

import attrs

import govinfo_parse
from govinfo_parse.model import Number, Report, Severity, State
from govinfo_parse.model.paths import GROUPS, all_cells
from tests.strategies import BLOCKS, DIVIDED_LEAVES, OUTCOMES, PROCEEDINGS, UNDIVIDED_LEAVES, report_of

LAYOUTS = (
    "tab_grid",
    "one_cell_per_line",
    "pipe_rows",
    "pipe_cells",
    "flowing",
    "comma_rows",
    "box_rows",
    "spaced_tabs",
)
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
    """

    text: str
    layout: str
    places: dict[str, tuple[int, int]]
    printed: dict[str, Number | None]
    touched: set[str] = attrs.field(factory=set)

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
        """Replace a stretch of the text; the places after it move."""
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


SEPARATORS = {
    "tab_grid": "\t",
    "one_cell_per_line": "\n\t",
    "pipe_rows": " | ",
    "pipe_cells": " |\n",
    "flowing": " ",
    "comma_rows": ",",
    "box_rows": " │ ",
    "spaced_tabs": "\n\n\t\n\n",
}
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
    """A cell too many, anywhere in the row: what comes after it is shifted."""
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
    """A unit stands after a number."""
    path = rng.choice(scene.pick_row(rng))
    _, end = scene.places[path]
    if scene.printed[path] is not None:
        scene.replace(end, end, "万元" if path.endswith(".amount") else "件")


def swap_rows(scene: Scene, rng: random.Random) -> None:
    """Two neighbouring lines change places."""
    if scene.layout in {"one_cell_per_line", "pipe_cells", "spaced_tabs"}:
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


# ---- damage to columns, to whole tables, and within cells


_ORGANISATIONS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_NAMES_OF_RESULTS = tuple(zip((*_RESULTS, "总计"), RESULTS, strict=True))
HEADS: tuple[tuple[str, str, str], ...] = (
    *((head, "applications.", f".{name}") for head, name in zip(_ORGANISATIONS, APPLICANTS, strict=False)),
    ("本年制发件数", "disclosure.", ".issued"), ("本年废止件数", "disclosure.", ".repealed"),
    ("本年新制作数量", "disclosure.", ".created"), ("对外公开总数量", "disclosure.", ".total_published"),
    *((head, "proceedings.reconsideration.", f".{name}") for head, name in zip(_RESULTS, RESULTS, strict=False)),
)  # fmt: skip
"""Heads, where in the record the values below the first of them in the text stand: how their paths begin and end."""
FOREIGN = ("媒体", "境外机构", "同比增长", "2022年", "1", "①", "%", "-", "A", "本年", "项目", "件", "年份 2022")
_LINED = frozenset({"tab_grid", "pipe_rows", "comma_rows", "box_rows"})
_APPLICATIONS = "三、收到和处理政府信息公开申请情况"
_PROCEEDINGS = "四、政府信息公开行政复议、行政诉讼情况"


def _whole_table(scene: Scene, table: str) -> bool:
    """Count every row of a table as touched; False where one of them was touched before."""
    rows = {scene.row_of(path) for path in scene.places if path.startswith(table)}
    if not rows or rows & scene.touched:
        return False
    scene.touched |= rows
    return True


def _renamed(scene: Scene, rng: random.Random) -> str | None:
    """Put a foreign word in the place of a head; the table it stands in, None where none could be."""
    head, begin, end = rng.choice(HEADS)
    below = [path for path in scene.printed if path.startswith(begin) and path.endswith(end)]
    found = re.search(rf"(?<!\w){head}(?!\w)", scene.text)
    if not found or not below or not _whole_table(scene, begin.split(".", maxsplit=1)[0]):
        return None
    for path in below:
        scene.printed[path] = None
        scene.places.pop(path, None)
    scene.replace(found.start(), found.end(), rng.choice(FOREIGN))
    return begin


def rename_head(scene: Scene, rng: random.Random) -> None:
    """A head is a word of no form, or no word: what stands under it belongs nowhere."""
    _renamed(scene, rng)


def rename_heads(scene: Scene, rng: random.Random) -> None:
    """So are several heads beside each other, of applicants or of any block of table 4."""
    table = rng.choice((_APPLICATIONS, _PROCEEDINGS))
    begin = scene.text.rfind(table)
    record = "applications" if table == _APPLICATIONS else "proceedings"
    if begin < 0 or not _whole_table(scene, record):
        return
    named = dict(zip(_ORGANISATIONS, APPLICANTS, strict=False) if record == "applications" else _NAMES_OF_RESULTS)
    heads = [(found, named[found[0]]) for found in re.finditer("|".join(named), scene.text[begin:])]
    if record == "proceedings":
        counts: Counter[str] = Counter()
        for place, (found, name) in enumerate(heads):
            heads[place] = found, f"{PROCEEDINGS[counts[name] % len(PROCEEDINGS)]}.{name}"
            counts[name] += 1
    heads = heads[: len(named) * (len(PROCEEDINGS) if record == "proceedings" else 1)]
    first = rng.randrange(len(heads))
    for found, ending in reversed(heads[first : first + rng.randint(1, 4)]):
        for path in [path for path in scene.printed if path.startswith(record) and path.endswith(ending)]:
            scene.printed[path] = None
            scene.places.pop(path, None)
        scene.replace(begin + found.start(), begin + found.end(), rng.choice(FOREIGN))


def rename_head_beside_blanks(scene: Scene, rng: random.Random) -> None:
    """The same, and another column of the table is empty."""
    table = _renamed(scene, rng)
    if table:
        left = [path for path in scene.places if path.startswith(table)]
        gone = rng.choice(left).rpartition(".")[2]
        for path in [path for path in left if path.endswith(f".{gone}")]:
            start, end = scene.places[path]
            _gone(scene, path)
            scene.replace(start, end, "")


def misspell_group_head(scene: Scene, rng: random.Random) -> None:
    """The head over the organisations has one wrong character; their own heads are as they should be."""
    at = scene.text.find("法人或其他组织")
    if at >= 0:
        scene.replace(at, at + 7, rng.choice(("法人及其他组织", "法人的其他组织", "法人或其他组识", "法人或其它组织")))


def last_year_below(scene: Scene, rng: random.Random) -> None:
    """Last year's table stands below this year's, in which a row is missing or misspelt."""
    other = random_report(rng)
    try:
        last = govinfo_parse.render(other, scene.layout)
    except govinfo_parse.RenderError:
        return
    if _APPLICATIONS not in last or _PROCEEDINGS not in scene.text or not _whole_table(scene, "applications"):
        return
    table = last[last.index(_APPLICATIONS) + len(_APPLICATIONS) : last.index(_PROCEEDINGS)]
    at = scene.text.index(_PROCEEDINGS)
    scene.replace(at, at, f"{rng.choice(('上年情况如下：', '2022年情况如下：', '附：上年数据'))}{table}\n")
    path = rng.choice(sorted(path for path in scene.places if path.startswith("applications")))
    cells = scene.cells_of(scene.row_of(path))
    start, _ = scene.line(scene.places[cells[0]][0])
    _, end = scene.line(scene.places[cells[-1]][0])
    if scene.layout in {"tab_grid", "pipe_rows"} and rng.random() < 0.5:
        for one in cells:
            _gone(scene, one)
        scene.replace(start, min(len(scene.text), end + 1), "")
        return
    labels = list(re.finditer(r"[\u4e00-\u9fff]{3,}", scene.text[: scene.places[cells[0]][0]]))
    at = labels[-1].start() + 1
    scene.replace(at, at + 1, "某")


def caption_of_last_year(scene: Scene, rng: random.Random) -> None:
    """A caption says that table 3 is last year's: none of its numbers is this year's."""
    at = scene.text.find(_APPLICATIONS)
    if at >= 0 and _whole_table(scene, "applications"):
        at += len(_APPLICATIONS)
        scene.replace(at, at, f"\n\n{rng.choice(('上年情况如下：', '2022年情况如下：'))}")
        for path in [path for path in scene.places if path.startswith("applications")]:
            _gone(scene, path)


_HEADS = (
    "项目",
    "类别",
    "指标",
    "公开渠道",
    "2022年",
    "2023年",
    "数量",
    "单位",
    "本年",
    "上年",
    "备注",
    "合计",
    "①",
    "占比",
)
_LABELS = (
    "网站访问量",
    "咨询电话",
    "政府网站",
    "政务微博",
    "网上申请",
    "信函",
    "接待人数",
    "其他",
    "合计",
    "总计",
    "行政许可",
)
_HEADING = re.compile(r"(?m)^[三四五]、(?:收到|政府信息|存在)")
_MARKS = ("\t", " | ", "|", " ", "\n", ",")


def other_table(scene: Scene, rng: random.Random) -> None:
    """A table of other indicators stands above a heading, or anywhere."""
    mark = rng.choice(_MARKS)
    heads = rng.sample(_HEADS, rng.randint(2, 4))
    rows = [
        [label, *(str(rng.choice((rng.randint(0, 99), rng.randint(0, 9_999)))) for _ in heads[1:])]
        for label in rng.sample(_LABELS, rng.randint(1, 4))
    ]
    if mark == "|":
        rows.insert(0, ["---"] * len(heads))
    lines = [mark.join(row) for row in (heads, *rows)]
    if mark == "|":
        lines = [f"|{line}|" for line in lines]
    gap = "\n" if rng.random() < 0.7 else ""
    if rng.random() < 0.6:
        ends = [match.start() for match in re.finditer(_HEADING, scene.text)]
    else:
        ends = [match.end() for match in re.finditer(r"\n", scene.text)]
    if ends:
        at = rng.choice(ends)
        scene.touch_before(at)
        if scene.text[at : at + 1] not in {"三", "四", "五"}:
            headings = [0, *(match.start() for match in re.finditer(_HEADING, scene.text)), len(scene.text)]
            begin, end = max(one for one in headings if one <= at), min(one for one in headings if one >= at)
            inside = (path for path, (place, _) in scene.places.items() if begin <= place < end)
            scene.touched.update(map(scene.row_of, inside))
        table = "\n".join(lines)
        scene.replace(at, at, f"{gap}{table}\n{gap}")


def break_number(scene: Scene, rng: random.Random) -> None:
    """A number is broken by a line end, a space or a mark; often another cell of its row is empty."""
    cells = scene.pick_row(rng)
    long = [path for path in cells if scene.places[path][1] - scene.places[path][0] > 2]
    if not long:
        return
    path = rng.choice((rng.choice(long), long[-1]))
    if rng.random() < 0.6 and len(cells) > 1:
        other = rng.choice([one for one in cells if one != path])
        start, end = scene.places[other]
        _gone(scene, other)
        scene.replace(start, end, "")
    start, end = scene.places[path]
    at = rng.randrange(start + 1, end)
    scene.replace(at, at, rng.choice(("\n", "\n", " ", "'", "、")))
    scene.places.pop(path)


def word_in_last_cell(scene: Scene, rng: random.Random) -> None:
    """The last cell of a row holds a word."""
    path = scene.pick_row(rng)[-1]
    start, end = scene.places[path]
    _gone(scene, path)
    scene.replace(start, end, rng.choice(("没有", "不涉及", "无此项", "总计", "其他")))


def words_behind_number(scene: Scene, rng: random.Random) -> None:
    """Words and another number stand after a cell's number, most often in the first cell of table 4."""
    cells = scene.pick_row(rng)
    if "proceedings" not in scene.touched and rng.random() < 0.6:
        scene.touched.add("proceedings")
        cells = scene.cells_of("proceedings") or cells
    _, end = scene.places[cells[0]]
    if scene.printed[cells[0]] is not None:
        scene.replace(end, end, rng.choice((f"，其中{rng.randint(1, 9)}件", f"（其中{rng.randint(1, 9)}件）")))


def cut_right(scene: Scene, rng: random.Random) -> None:
    """Table 3 is cut off at its right edge; some of the cells that are left are empty."""
    mark = {"tab_grid": "\t", "pipe_rows": "|", "comma_rows": ",", "box_rows": "│"}.get(scene.layout)
    begin, end = scene.text.find(_APPLICATIONS), scene.text.find(_PROCEEDINGS)
    if mark is None or not 0 <= begin < end or not _whole_table(scene, "applications"):
        return
    kept = rng.randint(5, 9)
    lines = [match.span() for match in re.finditer(r"[^\n]+", scene.text[:end]) if match.start() > begin]
    for start, stop in reversed(lines):
        marks = [place.start() for place in re.finditer(re.escape(mark), scene.text[start:stop])]
        if len(marks) < kept:
            continue
        cut = start + marks[kept - 1]
        for path in [path for path, (at, _) in scene.places.items() if cut < at <= stop]:
            _gone(scene, path)
        scene.replace(cut, stop, "")
    left = sorted(path for path in scene.places if path.startswith("applications"))
    for path in rng.sample(left, min(len(left), rng.randint(0, 20))):
        at, stop = scene.places[path]
        _gone(scene, path)
        scene.replace(at, stop, "")


def run_on(scene: Scene, rng: random.Random) -> None:
    """A number is broken by a line end, and what follows its row goes on right behind the rest of it."""
    cells = scene.pick_row(rng)
    start, end = scene.places[cells[-1]]
    if end - start < 2 or scene.text[end : end + 1] != "\n":
        return
    behind = len(scene.text[end:]) - len(scene.text[end:].lstrip())
    after = [path for path, (begin, _) in scene.places.items() if begin > end]
    if after:
        scene.touched.add(scene.row_of(min(after, key=lambda path: scene.places[path])))
    at = rng.randrange(start + 1, end)
    scene.places.pop(cells[-1])
    scene.replace(end, end + behind, rng.choice(("", "", " ")))
    scene.replace(at, at, rng.choice(("\n", "\n ")))


def lose_heads(scene: Scene, rng: random.Random) -> None:
    """Some heads of table 3 are lost, with their marks or without; zeros are printed as blanks."""
    begin, end = scene.text.find(_APPLICATIONS), scene.text.find(_PROCEEDINGS)
    if scene.layout not in _LINED or not 0 <= begin < end or not _whole_table(scene, "applications"):
        return
    paths = [path for path in scene.places if path.startswith("applications")]
    for path in sorted(paths, key=lambda path: scene.places[path], reverse=True):
        if scene.printed[path] == 0:
            at, stop = scene.places[path]
            _gone(scene, path)
            scene.replace(at, stop, "")
    heads = list(re.finditer("|".join(_ORGANISATIONS), scene.text[begin:]))[: len(_ORGANISATIONS)]
    with_mark = rng.random() < 0.5
    for found in sorted(rng.sample(heads, min(len(heads), rng.randint(1, 3))), key=re.Match.start, reverse=True):
        start, stop = begin + found.start(), begin + found.end()
        behind = SEPARATORS[scene.layout] if with_mark and scene.text.startswith(SEPARATORS[scene.layout], stop) else ""
        scene.replace(start, stop + len(behind), "")


_TITLES = (
    "", "示例市2023年政府信息公开工作年度报告", "示例市政府信息公开工作年度报告（2022年）", "附件：示例区情况",
    "2022年情况", "样例区2022年政府信息公开工作年度报告", "附件",
)  # fmt: skip


def second_report(scene: Scene, rng: random.Random) -> None:
    """Another report follows, with prose or without; the first one may have its table 3 as a picture."""
    scene.touched.update(scene.row_of(path) for path in scene.printed)
    try:
        other = govinfo_parse.render(random_report(rng), scene.layout).partition("\n")[2]
    except govinfo_parse.RenderError:
        return
    begin, end = scene.text.find(_APPLICATIONS), scene.text.find(_PROCEEDINGS)
    if rng.random() < 0.3 and 0 <= begin < end:
        for path in [path for path in scene.places if path.startswith("applications")]:
            _gone(scene, path)
        scene.replace(begin + len(_APPLICATIONS), end, "\n（详见附件）\n")
    prose, last = "\n一、总体情况\n全年主动公开信息。\n", "\n五、存在的主要问题及改进情况\n无。\n"
    if rng.random() < 0.5:
        other = prose + other + last
        at = scene.text.find("\n")
        scene.replace(at, at, prose)
        scene.text += last
    scene.text += f"\n\n{rng.choice(_TITLES)}\n{other}"


DAMAGES: tuple[Damage, ...] = (
    drop_value, blank_value, join_values, extra_mark, break_line, page_number, delete_row, double_row, misspell,
    letter, dash, unit, swap_rows, rename_head, rename_heads, rename_head_beside_blanks, misspell_group_head,
    last_year_below, caption_of_last_year, other_table, break_number, word_in_last_cell, words_behind_number, cut_right,
    run_on, lose_heads,
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
        if cell.value is not None and cell.value != printed:
            if path in named:
                warned += 1
            else:
                silent.append((path, printed, cell.value))
        if path in scene.printed and scene.row_of(path) not in scene.touched:
            untouched += 1
            if cell.value != printed:
                collateral.append((path, printed, str(cell.state)))
    return Verdict(silent, warned, untouched, collateral, damages, scene.text)
