"""The heads of an indicator table: where the labels are, the units, the codes, and the value columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import attrs

from govinfo_parse.grammar.folding import plain
from govinfo_parse.statistics.knowledge import CODE, NAME, NOTE, UNIT, VALUES, Knowledge

_BETWEEN = re.compile(r"[\s|,，;；:：、]*")
_APART = re.compile(r"[^\w]{0,16}")
"""What can be between two heads, in any layout."""
_NEAR = 60
"""How many characters around a head are looked at."""
_WORD = re.compile(r"\w")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 40
"""A longer cell is not a head."""
MOST = 40
"""How many cells a row of heads has at most."""


@attrs.frozen
class HeaderColumn:
    """A head and the columns below it.

    Attributes:
        kind: the head's terminal; "" for a value column whose head is not known.
        head: the head as printed.
        first: the column it is over.
        last: the last column it is over.
    """

    kind: str
    head: str
    first: int = 0
    last: int = 0

    @property
    def valued(self) -> bool:
        """Whether values are below it."""
        return self.kind in VALUES or not self.kind


def places(text: str, knowledge: Knowledge) -> Iterator[int]:
    """Where the head of the labels is next to another head; a quick search, as most texts have none."""
    for found in knowledge.name_head.finditer(text):
        begin, end = found.span()
        if not knowledge.weak_head.fullmatch(found[0]):
            yield begin
            continue
        if begin and _HAN.match(text, begin - 1) and text[begin - 1] != "表":
            continue
        behind = plain(text[end : end + _NEAR])
        apart = _end_of_match(_APART, behind)
        beside = knowledge.any_head.match(behind, apart)
        whole = beside is not None and not (apart and _WORD.match(behind, beside.end()))
        if (
            beside is not None
            and beside.lastgroup != NAME
            and whole
            and (apart or not knowledge.tail.fullmatch(beside[0]))
        ):
            yield begin
            continue
        before = plain(text[max(0, begin - _NEAR) : begin])
        if any(_APART.fullmatch(before, other.end()) for other in knowledge.any_head.finditer(before)):
            yield begin


def _end_of_match(pattern: re.Pattern[str], text: str, at: int = 0) -> int:
    """Where the match of an expression at an offset ends; the offset itself where there is no match."""
    found = pattern.match(text, at)
    return at if found is None else found.end()


def of_cells(cells: Sequence[str | None], knowledge: Knowledge) -> list[list[HeaderColumn]]:
    """The heads in a row of cells, for each of the tables side by side; empty where the row is not the heads of a
    table.

    Args:
        cells: the texts; None where another cell covers the place.
        knowledge: the grammars.
    """
    if not 1 < len(cells) <= MOST:
        return []
    columns: list[HeaderColumn] = []
    for place, text in enumerate(cells):
        stripped = "" if text is None else " ".join(text.split())
        if len(stripped) > _LONGEST:
            return []
        if text is None and columns:
            columns[-1] = attrs.evolve(columns[-1], last=place)
        elif stripped:
            label = knowledge.heads.find(stripped)
            if label is None and _is_several(stripped, knowledge):
                return []
            columns.append(HeaderColumn(label.terminal if label else "", stripped, place, place))
    tables = _tables_side_by_side(columns)
    return tables if all(_can_be_heads(table, knowledge) for table in tables) else []


def of_unknown(
    cells: Sequence[str | None], labels: int, figures: Collection[int], knowledge: Knowledge
) -> list[HeaderColumn]:
    """The heads in the first row of a table, whatever they are.

    Args:
        cells: the texts; None where another cell covers the place.
        labels: the column of the labels; what is before it are numbers that count them.
        figures: the columns with figures: they are no units or notes, even if their heads say so.
        knowledge: the grammars.
    """
    columns: list[HeaderColumn] = []
    for place, text in enumerate(cells):
        head = "" if text is None else " ".join(text.split())
        if place == labels or (head and place < labels):
            columns.append(HeaderColumn(NAME if place == labels else CODE, head, place, place))
        elif text is None and columns:
            columns[-1] = attrs.evolve(columns[-1], last=place)
        elif head:
            label = knowledge.heads.find(head)
            kind = label.terminal if label is not None and label.terminal not in {NAME, CODE} else ""
            kind = kind if place not in figures or kind in VALUES else ""
            columns.append(HeaderColumn(kind, head, place, place))
    return columns if any(column.valued for column in columns) else []


def _can_be_heads(columns: Sequence[HeaderColumn], knowledge: Knowledge) -> bool:
    """Whether these can be the heads of an indicator table."""
    names = [column.head for column in columns if column.kind == NAME]
    if not names or not any(column.valued for column in columns):
        return False
    weak = all(knowledge.weak_head.fullmatch(plain("".join(name.split()))) for name in names)
    telling = {UNIT, *VALUES} if weak else {UNIT, CODE, *VALUES}
    return any(
        column.kind in telling and not (weak and knowledge.weak_count.fullmatch(plain("".join(column.head.split()))))
        for column in columns
    )


def _tables_side_by_side(columns: list[HeaderColumn]) -> list[list[HeaderColumn]]:
    """The heads parted into tables that are beside each other, each with the labels of its own."""
    names = [number for number, column in enumerate(columns) if column.kind == NAME]
    if not names[1:]:
        return [columns] if names else []
    first = names[0]
    begins = [0, *(name - (1 if columns[name - 1].kind == CODE else 0) for name in names[1:])]
    if first > 1 or (first == 1 and columns[0].kind != CODE):
        return []  # heads before the labels of the first could belong to any of the tables
    ends = [*begins[1:], len(columns)]
    return [columns[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _is_several(text: str, knowledge: Knowledge) -> bool:
    """Whether a cell holds several heads that ran together; one may end in a head, as 2018年统计数 does."""
    found = knowledge.any_head.finditer(plain(text))
    return sum(not knowledge.tail.fullmatch(head[0]) for head in found) > 1


def under(columns: list[HeaderColumn], cells: Sequence[str | None]) -> list[HeaderColumn]:
    """The heads joined with those of a second row below them; each value column is then a column of its own."""
    found: list[HeaderColumn] = []
    for number, column in enumerate(columns):
        follows = columns[number + 1].first if number + 1 < len(columns) else len(cells)
        inner = [
            (place, " ".join(text.split()))
            for place, text in enumerate(cells[column.first : follows], column.first)
            if text is not None and text.strip()
        ]
        if not column.valued or not inner:
            found.append(column)
            continue
        for place, text in inner:
            kind = column.kind if len(inner) == 1 else ""
            found.append(HeaderColumn(kind, f"{column.head} {text}", place, place))
    return found


def in_text(text: str, at: int, knowledge: Knowledge) -> tuple[list[HeaderColumn], int, int]:
    """The heads of a table without marks between cells, from that of its labels on, and where they begin and end.

    There are no heads where a value column is missing, or is not known.
    """
    shown = plain(text[max(0, at - _NEAR) : at + 20 * _NEAR])
    back = min(at, _NEAR)
    begin = back
    before = list(knowledge.any_head.finditer(shown, 0, back))
    if before and before[-1].lastgroup == CODE and _BETWEEN.fullmatch(shown, before[-1].end(), back):
        begin = before[-1].start()
    columns: list[HeaderColumn] = []
    end = begin
    while (found := knowledge.any_head.match(shown, _end_of_match(_BETWEEN, shown, end))) is not None:
        if len(columns) > 1 and "\n" in shown[end : found.end()] and "\n" not in shown[begin:end]:
            line = shown[found.end() :].partition("\n")[0]
            if any(map(str.isdigit, line)):
                break  # a row below a line of heads: 合计 12
        kind = str(found.lastgroup)
        if kind == NAME and any(column.kind == NAME for column in columns):
            break
        if columns and columns[-1].valued and found.start() == end and knowledge.tail.fullmatch(found[0]):
            return [], at, at
        columns.append(HeaderColumn(kind, found[0], len(columns), len(columns)))
        end = found.end()
    if _WORD.match(shown, end) and re.search(r"[\s|]", shown[begin:end]):
        return [], at, at  # the last is the beginning of another word
    kinds = [column.kind for column in columns]
    begins = next((place for place, kind in enumerate(kinds) if kind in VALUES), len(kinds))
    if NOTE in kinds or not _can_be_heads(columns, knowledge) or any(kind not in VALUES for kind in kinds[begins:]):
        return [], at, at
    offset = at - back
    return columns, offset + begin, offset + end
