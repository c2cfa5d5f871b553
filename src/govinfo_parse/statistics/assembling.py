"""Makes records of the rows of an indicator table: family, keys and parts; and decides on figures that ran together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import attrs

from govinfo_parse.diagnostics import HINTS, Remarks
from govinfo_parse.grammar.phrases import tells_subject
from govinfo_parse.model import Cell, State, Statistics, StatisticsRow
from govinfo_parse.model.paths import indicator_path
from govinfo_parse.statistics.cutting import MOST_ROWS, Node, ordered, settle_rows
from govinfo_parse.statistics.draft_rows import Cut, DraftRow, Found, nest, withhold
from govinfo_parse.statistics.header import HeaderColumn
from govinfo_parse.statistics.knowledge import MONTH, NAME, YEAR, Family, Knowledge

_LEAST_SHARE = 0.5
"""A table is of a family if this share of the family's labels, or of the table's rows, are common to both."""
_APART = 1.5
"""Of two families with as many labels in common, the table is of the one whose share is this many times the other's."""
_LEAST_ROWS = 3
_DEEPEST = 8
"""Rows that are nested more deeply are not taken for parts of a row."""
_SHOWN = 4
"""How many candidates a message names."""


def records_of(found: Found, caption: str | None, number: int, knowledge: Knowledge, remarks: Remarks) -> Statistics:
    """The record of a table, and the remarks on it.

    Args:
        found: the table.
        caption: what is above it.
        number: its place among the tables of the report.
        knowledge: the grammars.
        remarks: where remarks are collected.
    """
    lines = found.rows
    if _is_misheaded(lines):
        withhold(lines, HINTS["more-columns"])
    another = next((number for number, row in enumerate(lines) if _is_of_heads(row, knowledge)), len(lines))
    withhold(lines[another:], HINTS["other-heads"])
    labels = [_known_label(row, knowledge) for row in lines]
    family = _family_of_labels(labels, knowledge)
    parents = _parents_of_rows(lines, labels, family)
    _break_off(lines, labels, family)
    _part_figures(lines, labels, parents, found.columns, family, (number, knowledge, remarks))
    keys = _keys_of_rows(labels, family, knowledge)
    twice = {key for key, count in Counter(keys).items() if key is not None and count > 1}
    _say_repeated(lines, keys, twice, remarks)
    keys = [None if key in twice else key for key in keys]
    rows = tuple(
        StatisticsRow(row.label, key, row.code, row.unit, parent, tuple(row.cells))
        for row, key, parent in zip(lines, keys, parents, strict=True)
    )
    name = family.name if family else None
    table = Statistics(name, caption, tuple(column.head for column in found.columns), rows)
    _say_of_table(table, found, number, remarks)
    return table


def _is_misheaded(lines: Sequence[DraftRow]) -> bool:
    """Whether at least as many rows have more figures than the table has columns as have one for each column."""
    surplus = sum(row.surplus for row in lines)
    fitting = sum(not row.doubt and any(cell.value is not None for cell in row.cells) for row in lines)
    return surplus > 0 and surplus >= fitting


def _is_of_heads(row: DraftRow, knowledge: Knowledge) -> bool:
    """Whether a row without a figure is named as heads are, so that another table may begin with it: 2022年, 上年."""
    head = knowledge.heads.find(row.label)
    named = tells_subject(row.label) or (head is not None and head.terminal in {NAME, YEAR, MONTH})
    return named and not row.cuts and all(cell.value is None for cell in row.cells)


def known(found: Found, knowledge: Knowledge) -> bool:
    """Whether a table is one of a family that is known."""
    return _family_of_labels([_known_label(row, knowledge) for row in found.rows], knowledge) is not None


def _known_label(row: DraftRow, knowledge: Knowledge) -> str | None:
    label = knowledge.vocabulary.find(row.label)
    return label.terminal if label else None


def _family_of_labels(labels: Sequence[str | None], knowledge: Knowledge) -> Family | None:
    """The family that has most of a table's labels; None where none has enough of them, or two have as many."""
    there = {label for label in labels if label}
    scores: list[tuple[int, float, Family]] = []
    for family in knowledge.families.values():
        common = len(there & set(family.labels))
        share = max(common / len(family.labels), common / max(len(labels), 1)) if family.labels else 0
        if common >= min(_LEAST_ROWS, len(family.labels)) and share >= _LEAST_SHARE:
            scores.append((common, common / len(family.labels), family))
    scores.sort(key=lambda score: score[:2], reverse=True)
    if len(scores) > 1 and scores[0][0] == scores[1][0] and scores[0][1] < _APART * scores[1][1]:
        return None
    return scores[0][2] if scores else None


def _keys_of_rows(labels: Sequence[str | None], family: Family | None, knowledge: Knowledge) -> list[str | None]:
    """The keys of the rows: a label that families have has its key in these only, or where the family is not known."""
    claimed = {label for other in knowledge.families.values() for label in other.labels}
    own = set(family.labels) if family else claimed
    return [
        knowledge.keys.get(label) if label is not None and (label in own or label not in claimed) else None
        for label in labels
    ]


def _parents_of_rows(lines: list[DraftRow], labels: Sequence[str | None], family: Family | None) -> list[int | None]:
    """For each row the row that it is a part of: as the family's grammar says, else as 其中 and the numbering do."""
    parents = nest(lines)
    if family is not None:
        last: dict[str, int] = {}
        for index, label in enumerate(labels):
            wholes = family.wholes.get(label or "")
            if wholes:
                above = [last[whole] for whole in wholes if whole in last]
                parents[index] = max(above) if above else None
            if label is not None:
                last[label] = index
    depth: list[int] = []
    for index, parent in enumerate(parents):
        depth.append(0 if parent is None else depth[parent] + 1)
        if depth[index] > _DEEPEST:
            parents[index], depth[index] = None, 0
    return parents


def _break_off(lines: list[DraftRow], labels: Sequence[str | None], family: Family | None) -> None:
    """Withhold the last figure if the text may break off inside it, unless the table is there to its end."""
    whole = family is not None and family.labels[-1] in labels
    if not lines or not lines[-1].cut_off or whole:
        return
    last = lines[-1]
    if last.cuts:
        last.cuts, last.doubt = [], HINTS["breaks-off"]
    elif last.cells and last.cells[-1].value is not None:
        last.cells[-1] = attrs.evolve(last.cells[-1], value=None, state=State.AMBIGUOUS)
        last.doubt = HINTS["breaks-off"]


def _part_figures(
    lines: list[DraftRow],
    labels: Sequence[str | None],
    parents: list[int | None],
    columns: tuple[HeaderColumn, ...],
    family: Family | None,
    about: tuple[int, Knowledge, Remarks],
) -> None:
    """Part the figures that ran together, as far as arithmetic leaves only one way."""
    if not any(row.cuts for row in lines):
        return
    number, knowledge, remarks = about
    kinds = knowledge.order
    order = [kinds.index(column.kind) if column.kind in kinds else None for column in columns]
    trees = _Trees(lines, labels, parents, family, order)
    left_of = trees.readings()
    recovered: list[int] = []
    for index, row in enumerate(lines):
        left = left_of[index]
        if row.cuts and len(left) == 1 and None not in left[0] and ordered(left[0], order):
            raw, span = row.cells[0].raw, row.cells[0].span
            row.cells = [Cell(value, State.RECOVERED, raw, span) for value in left[0]]
            recovered.append(index)
        elif row.cuts:
            candidates = sorted(left or row.cuts, key=lambda cut: None in cut)
            shown = "; ".join("|".join("" if n is None else str(n) for n in cut) for cut in candidates[:_SHOWN])
            more = ", ..." if len(candidates) > _SHOWN else ""
            paths = [indicator_path(number, index, column) for column in range(len(columns))]
            about_row = {"label": row.label, "count": 1, "columns": len(columns), "hint": shown + more}
            remarks.add("row-ambiguous", row.offset, paths, **about_row)
    if recovered:
        told = "、".join(lines[index].label for index in recovered)
        paths = [indicator_path(number, index, column) for index in recovered for column in range(len(columns))]
        hint = HINTS["order-and-parts"]
        remarks.add("row-recovered", lines[recovered[0]].offset, paths, label=told, hint=hint)


class _Trees:
    """The rows of a table as trees of wholes and parts, and what each row can be."""

    def __init__(
        self,
        lines: list[DraftRow],
        labels: Sequence[str | None],
        parents: list[int | None],
        family: Family | None,
        order: Sequence[int | None],
    ) -> None:
        self._lines = lines
        self._labels = labels
        self._parents = parents
        self._family = family
        self._order = order
        self._certain = [
            row.part or _in_list_of_part(index, lines, parents) or _in_family(index, labels, parents, family)
            for index, row in enumerate(lines)
        ]
        parts: dict[int, list[int]] = {}
        for index, parent in enumerate(parents):
            if parent is not None:
                parts.setdefault(parent, []).append(index)
        self._divided = {parent: len(below) for parent, below in parts.items() if self._is_partition(parent, below)}

    def _is_partition(self, parent: int, below: Sequence[int]) -> bool:
        """Whether the rows that are parts of one are known to sum to it."""
        names = frozenset(self._labels[index] or "" for index in below)
        known = self._family is not None and self._family.partitions(self._labels[parent] or "", names)
        return known and len(names) == len(below)

    def readings(self) -> list[list[Cut]]:
        """The ways to read each row that some reading of all rows has, whichever row of a tree breaks the order."""
        every = frozenset(range(len(self._lines)))
        found, whole = self._settled(frozenset())
        if not whole:  # the order is broken somewhere
            return self._settled(every)[0]
        for free in self._one_of_each():
            more, _ = self._settled(free)
            found = [
                [*cuts, *(cut for cut in others if cut not in cuts)] for cuts, others in zip(found, more, strict=True)
            ]
        return found

    def _one_of_each(self) -> Iterator[frozenset[int]]:
        """One row of each tree after the other; of trees that are too large, all rows at once."""
        roots: list[int] = []
        members: dict[int, list[int]] = {}
        for index, parent in enumerate(self._parents):
            roots.append(roots[parent] if parent is not None and self._certain[index] else index)
            members.setdefault(roots[index], []).append(index)
        small = [rows for rows in members.values() if len(rows) <= MOST_ROWS]
        large = [index for rows in members.values() if len(rows) > MOST_ROWS for index in rows]
        for turn in range(max(map(len, small), default=1)):
            yield frozenset([*(rows[turn] for rows in small if turn < len(rows)), *(large if not turn else ())])

    def _settled(self, free: frozenset[int]) -> tuple[list[list[Cut]], bool]:
        """The ways to read each row, of which some may be misprinted; and whether every row has one.

        A row that may be misprinted may break the order, and be less than its part.
        """
        nodes = [Node(self._ways(row, free=index in free)) for index, row in enumerate(self._lines)]
        whole = all(node.cuts or not row.cuts for node, row in zip(nodes, self._lines, strict=True))
        roots: list[Node] = []
        for index, node in enumerate(nodes):
            parent = self._parents[index]
            tied = parent is not None and (parent in self._divided or not {index, parent} & free)
            if parent is not None and tied and self._certain[index] and nodes[parent].cuts and node.cuts:
                nodes[parent].parts.append(node)
            else:
                roots.append(node)
        for index, parts in self._divided.items():
            nodes[index].partition = len(nodes[index].parts) == parts
        settled = settle_rows(root for root in roots if root.cuts)
        return [node.cuts for node in nodes], whole and settled

    def _ways(self, row: DraftRow, *, free: bool) -> list[Cut]:
        """The ways to read a row; none where nothing is known of it."""
        if row.cuts:
            return [cut for cut in row.cuts if free or ordered(cut, self._order)]
        values = tuple(cell.value for cell in row.cells)
        return [values] if not row.doubt and any(value is not None for value in values) else []


def _in_list_of_part(index: int, lines: list[DraftRow], parents: list[int | None]) -> bool:
    """Whether a row goes on the list of parts that 其中 began."""
    parent = parents[index]
    return lines[index].rank > 0 and any(
        lines[at].part and parents[at] == parent for at in range(parent + 1 if parent is not None else index, index)
    )


def _in_family(index: int, labels: Sequence[str | None], parents: list[int | None], family: Family | None) -> bool:
    parent = parents[index]
    label = labels[index]
    return bool(family and parent is not None and label and labels[parent] in family.wholes.get(label, ()))


def _say_repeated(lines: list[DraftRow], keys: list[str | None], twice: Collection[str], remarks: Remarks) -> None:
    """Say which keys several rows have labels of: then none of these rows has the key."""
    said: set[str] = set()
    for row, key in zip(lines, keys, strict=True):
        if key is not None and key in twice and key not in said:
            said.add(key)
            remarks.add("row-repeated", row.offset, (), label=row.label, hint=HINTS["no-key"])


def _say_of_table(table: Statistics, found: Found, number: int, remarks: Remarks) -> None:
    """Say what concerns a table as a whole, and what is withheld in it."""
    for index, (row, line) in enumerate(zip(table.rows, found.rows, strict=True)):
        paths = [indicator_path(number, index, column) for column in range(len(table.columns))]
        if line.doubt:
            remarks.add("row-doubtful", line.offset, paths, label=row.label, hint=line.doubt)
            continue
        for column, cell in enumerate(row.cells):
            offset = cell.span.start if cell.span else line.offset
            if cell.state is State.UNREADABLE:
                remarks.add("cell-unreadable", offset, paths[column : column + 1], found=cell.raw)
            elif cell.state is State.AMBIGUOUS and not line.cuts:
                hint = HINTS["across-columns"].format(found=cell.raw)
                remarks.add("row-doubtful", offset, paths[column : column + 1], label=row.label, hint=hint)
    for offset, text in found.loose:
        remarks.add("values-loose", offset, (), found=text)
    filled = any(cell.value is not None for row in table.rows for cell in row.cells)
    withheld = any(cell.state in {State.AMBIGUOUS, State.UNREADABLE} for row in table.rows for cell in row.cells)
    code = "statistics-blank" if not (filled or withheld) else "statistics-read" if table.form else "statistics-unknown"
    label = (table.form or "").replace("_", " ").title()
    remarks.add(code, found.begin, (), label=label, count=len(table.rows), found="、".join(table.columns))
