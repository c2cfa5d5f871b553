"""Writes ``records.md`` from the grammars of the forms: ``python docs/records.py``."""
# ruff: noqa: INP001  a script beside the pages it writes

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govinfo_parse import Parser
from govinfo_parse.grammar.trees import PrintedBlock
from govinfo_parse.model.paths import GROUPS

PAGE = Path(__file__).with_suffix(".md")
TABLES = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
}
HEAD = """\
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
| `form` | `"2021"`, `"2019"`, `"mixed"` (table 2 has blocks of both) or None: told by the tables, never by the year |
| `sections.overview` | 一、总体情况, as text |
| `sections.problems` | 五、存在的主要问题及改进情况, as text |
| `sections.other_matters` | 六、其他需要报告的事项, as text |
| `diagnostics` | what was remarkable about the reading: [catalogue](diagnostics.md) |
| `further` | what the three tables print under rows and columns that the form does not have |
| `statistics` | indicator tables of other forms, such as those of before 2019 |
| `narrative` | figures that sentences state: [facts](narrative.md) |
| `findings` | relations that do not hold or could not be assessed: [relations](relations.md) |
"""
NOTES = {
    "disclosure": """
`disclosure.other_documents` (其他主动公开文件) has the columns of the other documents. No national form prints it;
[a form of your own](extending.md) reads it where a province does.
""",
    "applications": """
Some reports of the 2021 form print （六）其他处理 as one row: it is `applications.outcomes.other.undivided` there too.
""",
}
STATES = """
## States of a cell

| state | value | meaning |
|---|---|---|
| `number` | a number | printed, and read as it stands |
| `recovered` | a number | cell boundaries were lost; exactly one reading satisfies the form's own relations |
| `recognized` | a number | read from a picture by recognition (only with `ocr=True`); `Cell.source` is `"ocr"`, `Cell.verified_by` the sums that vouch for it |
| `blank` | None | the cell is there and empty |
| `dash` | None | the cell holds a mark for "none" or "not applicable": / - — _ 无 |
| `ambiguous` | None | more than one reading is possible; a diagnostic says which |
| `unreadable` | None | the cell holds something else; `raw` has it |
| `absent` | None | the form or the text has no such cell |
"""


def written() -> str:
    """The whole page."""
    return HEAD + "".join(part for table in TABLES for part in _table(table)) + STATES


def _table(table: str) -> Iterator[str]:
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
    rows = {path: rows[path] for path in GROUPS if path in rows}
    yield f"\n## {TABLES[table]}\n"
    yield "\nRows:\n\n" + _written(["path", *(f"{form} form" for form in forms)], rows, forms)
    yield NOTES.get(table, "")
    for names, labels in columns.items():
        order = {name: labels[name] for name in names if name in labels}
        owners = ", ".join(f"`.{path.partition('.')[2]}`" for path in rows if GROUPS[path][1] == names)
        whose = "every row" if len(columns) == 1 else owners
        yield f"\nColumns of {whose}:\n\n" + _written(["name", *(f"{form} form" for form in forms)], order, forms)


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
    PAGE.write_text(written(), encoding="utf-8", newline="\n")
