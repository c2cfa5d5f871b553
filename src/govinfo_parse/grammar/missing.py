"""What a text should have and has not: tables, rows, values behind a label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from govinfo_parse.grammar.forms import Forms, PrintedForm
from govinfo_parse.grammar.gathering import Collected
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.model.paths import GROUPS

TABLES: Mapping[str, str] = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
}
"""Table -> its heading."""
_UNDIVIDED = "applications.outcomes.other.undivided"


def say_missing(
    forms: Forms, notes: Notes, collected: Collected, found: Collection[str], form: str | None, *, titled: bool
) -> None:
    """Say which tables, and which rows of the tables that are there, were not found.

    Args:
        forms: the forms.
        notes: where it is said.
        collected: what the items of the text amount to.
        found: the paths of the records that were read.
        form: the form the report follows, if one.
        titled: whether the text has the title of a report.
    """
    if not found:
        report = titled or collected.tables - {"proceedings"}
        notes.add("table-missing" if report else "not-a-report", None, label="、".join(TABLES.values()))
        return
    for path, label in collected.alone.items():
        if path not in found and path != _UNDIVIDED:
            paths = [f"{path}.{name}" for name in GROUPS[path][1]]
            notes.add("row-without-values", label.offset, paths, label=label.text)
    printed = forms.printed.get(form or "")
    if printed is not None and forms.expected[printed.name] <= set(found):
        return
    there = {path.partition(".")[0] for path in found}
    for table, heading in TABLES.items():
        if table not in there:
            notes.add("table-missing", None, label=heading)
    if printed is not None:
        for terminal, paths in _rows(printed, there, {*found, *collected.alone}):
            notes.add("row-missing", None, paths, label=forms.vocabulary.printed[terminal])


def _rows(printed: PrintedForm, tables: Collection[str], known: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """The terminal and the cells of the form's rows that are not known, in the tables that are there."""
    divided_elsewhere = {path for path in GROUPS if path.startswith(_UNDIVIDED.rpartition(".")[0] + ".")}
    for block in printed.blocks:
        for terminal, path in block.rows:
            if not path or block.table not in tables or path in known:
                continue
            if not (_UNDIVIDED in known and path in divided_elsewhere):
                yield terminal, [f"{path}.{name}" for _, name in block.columns]
