"""Writes ``records.md``, in both languages, from the grammars of the forms: ``python docs/records.py``."""
# ruff: noqa: INP001  a script beside the pages it writes

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from govinfo_parse import Parser
from govinfo_parse.grammar.trees import PrintedBlock
from govinfo_parse.model.paths import GROUPS

PAGES = {"en": Path(__file__).with_suffix(".md"), "zh": Path(__file__).parent / "zh" / "records.md"}
TABLES = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
}
HEAD_IN_ENGLISH = """\
# Records

A report is one tree of records, the same for every form and year. Every leaf is a `Cell` with `value`, `state`,
`raw` and `span`; its dotted path is the way to it from the report, the column of [`flat`](serialization.md), and
the name that diagnostics and findings use. This page is made from the grammars by `docs/records.py`.

```python
>>> import pathlib, govinfo_parse
>>> text = pathlib.Path("examples/tab_grid_2021.txt").read_text(encoding="utf-8")
>>> report = govinfo_parse.parse_report(text)
>>> report.applications.outcomes.refused.third_party_rights.enterprise.value
3
>>> report.disclosure.fees.amount.value
Decimal('15820.64')
```

Numbers are `int`, and `Decimal` where a decimal point is printed. Counts are in 件 (cases, documents, decisions);
fees are in 万元; `disclosure.procurement.amount` is in the unit that `disclosure.procurement.unit` names, as printed,
or None: the 2019 form prints no unit.

## About the report

| field | meaning |
|---|---|
| `title` | the title as printed, its lines joined |
| `agency`, `year` | who reports, and on which year, as the title says |
| `form` | `"2021"`, `"2019"`, `"mixed"` (table 2 has blocks of both) or None: by the tables, never by the year |
| `sections.overview` | 一、总体情况, as text |
| `sections.problems` | 五、存在的主要问题及改进情况, as text |
| `sections.other_matters` | 六、其他需要报告的事项, as text |
| `diagnostics` | what was remarkable about the reading: [catalogue](diagnostics.md) |
| `further` | what the three tables print under rows and columns that the form does not have |
| `statistics` | indicator tables of other forms, such as those of before 2019 |
| `narrative` | figures that sentences state: [facts](narrative.md) |
| `findings` | relations that do not hold or could not be assessed: [relations](relations.md) |
"""
NOTES_IN_ENGLISH = {
    "disclosure": """
`disclosure.other_documents` (其他主动公开文件) has the columns of the other documents. No national form prints it;
[a form of your own](extending.md) reads it where a province does.
""",
    "applications": """
Some reports of the 2021 form print （六）其他处理 as one row: it is `applications.outcomes.other.undivided` there too.
""",
}
STATES_IN_ENGLISH = """
## States of a cell

| state | value | meaning |
|---|---|---|
| `number` | a number | printed, and read as it stands |
| `recovered` | a number | cell boundaries were lost; exactly one reading satisfies the form's own relations |
| `recognized` | a number | read from a picture (`ocr=True`); `source` is `ocr`, `verified_by` what vouches for it |
| `blank` | None | the cell is there and empty |
| `dash` | None | the cell holds a mark for "none" or "not applicable": / - — _ 无 |
| `ambiguous` | None | more than one reading is possible; a diagnostic says which |
| `unreadable` | None | the cell holds something else; `raw` has it |
| `absent` | None | the form or the text has no such cell |
"""

HEAD_IN_CHINESE = """\
# 记录

一份报告是一棵记录的树，各种报表、各个年度都相同。每片叶子是一个 `Cell`，有 `value`、`state`、
`raw` 和 `span`；它的路径就是从报告走到它的路，也是 [`flat`](serialization.md) 的列名，
以及提示和核对结果所用的名称。本页由 `docs/records.py` 从语法生成。

```python
>>> import pathlib, govinfo_parse
>>> text = pathlib.Path("examples/tab_grid_2021.txt").read_text(encoding="utf-8")
>>> report = govinfo_parse.parse_report(text)
>>> report.applications.outcomes.refused.third_party_rights.enterprise.value
3
>>> report.disclosure.fees.amount.value
Decimal('15820.64')
```

数字是 `int`，印有小数点的是 `Decimal`。件数以“件”计；收费金额以万元计；`disclosure.procurement.amount` 的单位是
`disclosure.procurement.unit`，照原样，或为 None：2019 年格式没有印单位。

## 关于报告

| 字段 | 含义 |
|---|---|
| `title` | 印出的标题，几行连成一行 |
| `agency`, `year` | 谁的报告、哪一年度，依标题 |
| `form` | `"2021"`、`"2019"`、`"mixed"`（表二两种都有）或 None：由表格判断，绝不由年度判断 |
| `sections.overview` | 一、总体情况，文字 |
| `sections.problems` | 五、存在的主要问题及改进情况，文字 |
| `sections.other_matters` | 六、其他需要报告的事项，文字 |
| `diagnostics` | 读取中值得注意的事：[目录](diagnostics.md) |
| `further` | 三张表中，报表没有的行和列所印的数字 |
| `statistics` | 其他报表的指标表，例如 2019 年以前的 |
| `narrative` | 文字所述的数字：[说明](narrative.md) |
| `findings` | 不成立或无法核对的勾稽关系：[勾稽关系](relations.md) |
"""
NOTES_IN_CHINESE = {
    "disclosure": """
`disclosure.other_documents`（其他主动公开文件）的列与其他文件相同。全国的报表都没有这一项；某省印有这一行时，由[自己的报表](extending.md)读取。
""",
    "applications": """
有的报告用 2021 年格式而把（六）其他处理印成一行：那时也是 `applications.outcomes.other.undivided`。
""",
}
STATES_IN_CHINESE = """
## 单元格的状态

| 状态 | 值 | 含义 |
|---|---|---|
| `number` | 数字 | 印出的数字，照原样读出 |
| `recovered` | 数字 | 单元格的界限丢失；恰有一种读法满足报表自身的勾稽关系 |
| `recognized` | 数字 | 从图片中识别（`ocr=True`）；`source` 为 `ocr`，`verified_by` 是印证它的勾稽关系 |
| `blank` | None | 单元格在，但是空的 |
| `dash` | None | 单元格里是表示“无”或“不适用”的符号：/ - — _ 无 |
| `ambiguous` | None | 读法不止一种；有提示说明 |
| `unreadable` | None | 单元格里是别的内容；`raw` 中有 |
| `absent` | None | 报表或文本没有这个单元格 |
"""


@attrs.frozen
class Words:
    """What the page says around the tables."""

    head: str
    notes: Mapping[str, str]
    states: str
    rows: str
    path: str
    name: str
    form: str
    columns: str
    every: str
    between: str


WORDS = {
    "en": Words(
        HEAD_IN_ENGLISH,
        NOTES_IN_ENGLISH,
        STATES_IN_ENGLISH,
        rows="Rows:",
        path="path",
        name="name",
        form="{} form",
        columns="Columns of {}:",
        every="every row",
        between=", ",
    ),
    "zh": Words(
        HEAD_IN_CHINESE,
        NOTES_IN_CHINESE,
        STATES_IN_CHINESE,
        rows="各行：",
        path="路径",
        name="名称",
        form="{} 年格式",
        columns="{}的列：",
        every="每一行",
        between="、",
    ),
}


def written(language: str) -> str:
    """The whole page in a language."""
    words = WORDS[language]
    return words.head + "".join(part for table in TABLES for part in _table(table, words)) + words.states


def _table(table: str, words: Words) -> Iterator[str]:
    parser = Parser()
    rows: dict[str, dict[str, str]] = {}
    columns: dict[tuple[str, ...], dict[str, dict[str, str]]] = {}
    for form in parser.forms.values():
        for block in form.blocks:
            if block.table != table:
                continue
            for path, label in _labels(block, parser):
                rows.setdefault(path, {})[form.name] = label
                named = columns.setdefault(GROUPS[path][1], {})
                for terminal, name in block.columns:
                    named.setdefault(name, {})[form.name] = parser.labels[terminal]
    forms = sorted(parser.forms, reverse=True)
    heads = [words.form.format(form) for form in forms]
    rows = {path: rows[path] for path in GROUPS if path in rows}
    yield f"\n## {TABLES[table]}\n"
    yield f"\n{words.rows}\n\n" + _written([words.path, *heads], rows, forms)
    yield words.notes.get(table, "")
    for names, labels in columns.items():
        order = {name: labels[name] for name in names if name in labels}
        owners = words.between.join(f"`.{path.partition('.')[2]}`" for path in rows if GROUPS[path][1] == names)
        whose = words.columns.format(words.every if len(columns) == 1 else owners)
        yield f"\n{whose}\n\n" + _written([words.name, *heads], order, forms)


def _labels(block: PrintedBlock, parser: Parser) -> Iterator[tuple[str, str]]:
    """(path of a row, its printed label, with the labels of its groups)."""
    group = ""
    for terminal, path in block.rows:
        label = parser.labels[terminal]
        if not path:
            group = label if terminal != "HANDLED" else group
            continue
        inner = path.count(".") > 2  # noqa: PLR2004  applications.outcomes.group.row
        yield path, f"{group} {label}" if inner and not path.endswith(".undivided") else label


def _written(heads: list[str], rows: dict[str, dict[str, str]], forms: list[str]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for name, labels in rows.items():
        cells = [labels.get(form, "–") for form in forms]
        lines.append(f"| `{name}` | {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for language, page in PAGES.items():
        page.write_text(written(language), encoding="utf-8", newline="\n")
