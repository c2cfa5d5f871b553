"""Reads the indicator tables of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter

import attrs

from govinfo_parse.diagnostics import Remarks
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.phrases import year_in
from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.lexing.other_tables import OtherTable
from govinfo_parse.lexing.stretches import PlacedCells
from govinfo_parse.lexing.three_tables import ThreeTables
from govinfo_parse.model import Statistics
from govinfo_parse.model.beyond_form import FIRST_YEAR
from govinfo_parse.statistics import flowing, header, marked, marked_rows
from govinfo_parse.statistics.assembling import known, records_of
from govinfo_parse.statistics.draft_rows import Found
from govinfo_parse.statistics.knowledge import Knowledge

_VISIBLE = re.compile(r"[^\n]")
_ABOVE = 200
"""A caption is at most this many characters above its table."""
_LONGEST_CAPTION = 80
_CAPTION = re.compile(r"表|统计|情况|本级|汇总|合计")
_CONTINUED = re.compile(r"[（(]\s*[续續]\s*[）)]|[续續](?:上)?表|表[续續]")
"""What a caption says where a table is continued."""
_LAST_YEAR = 2020
"""The last year for which an indicator table may replace the three tables: the first years were a transition."""
_MOST_TRIES = 2_000
"""At how many places of a text the beginning of a table is searched for."""
_MOST_TABLES = 100
"""How many indicator tables of a text are read."""


@attrs.frozen
class StatisticsFound:
    """The indicator tables of a text.

    Attributes:
        tables: the tables, in the order of the text.
        places: where each is in the text.
        layouts: how each was read: a layout's name, or ``cells`` for a document's own table.
    """

    tables: tuple[Statistics, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    layouts: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that the heads of the tables name; None where they name none, or several."""
        years = {year_in(head) for table in self.tables for head in table.columns} - {None}
        return years.pop() if len(years) == 1 else None

    def taken_from(self, text: str, placed: Sequence[PlacedCells]) -> tuple[str, Sequence[PlacedCells]]:
        """The text with spaces in place of the tables, line breaks kept, and the rows of the document that are left."""
        if not self.places:
            return text, placed
        parts, at = [], 0
        for begin, end in self.places:
            parts += [text[at:begin], _VISIBLE.sub(" ", text[max(at, begin) : end])]
            at = max(at, end)
        left = [row for row in placed if not any(begin <= row.offset < end for begin, end in self.places)]
        return "".join([*parts, text[at:]]), left

    def stand_in(self, cells: Collection[str], year: int | None, remarks: Remarks) -> bool:
        """Whether the report needs none of the three tables: it has a form of before 2019, or its year is before that.

        Args:
            cells: what was read of the three tables.
            year: the year reported on.
            remarks: gets the remark that a report of before 2019 has no indicator table.
        """
        if cells:
            return False
        if self.tables:
            return year is None or year <= _LAST_YEAR
        if year is None or year >= FIRST_YEAR:
            return False
        remarks.add("statistics-missing", None, label=str(year))
        return True


NOTHING = StatisticsFound()


class StatisticsReader:
    """Finds indicator tables by their heads, and reads them.

    Args:
        layouts: the layouts, the caller's own first.
        own: the names of the caller's layouts.
        knowledge: the grammars.
        cells: what reads a cell.
    """

    def __init__(
        self, layouts: Iterable[Layout], own: Collection[str], knowledge: Knowledge, cells: CellReader
    ) -> None:
        marking = [layout for layout in layouts if layout.splitter is not None]
        self._layouts = sorted(marking, key=lambda layout: (layout.name not in own, layout.rows is None))
        self._knowledge = knowledge
        self._cells = cells

    def read(
        self,
        text: str,
        placed: Sequence[PlacedCells],
        remarks: Remarks,
        three: ThreeTables | None = None,
        others: Iterable[OtherTable] = (),
    ) -> StatisticsFound:
        """The indicator tables of a text.

        Args:
            text: the text.
            placed: the rows of the document's own tables.
            remarks: where remarks are collected.
            three: where the three tables of later forms are; what may be a part of them is read only if it is a table
                of a family that is known, and other tables end where a part of them begins.
            others: tables whose heads may be unknown, in the order of the text.
        """
        found: list[tuple[str | None, Found]] = []
        end = 0
        offsets = [row.offset for row in placed]
        heads = ((at, None) for at in islice(header.places(text, self._knowledge), _MOST_TRIES))
        for at, other in merge(((other.begin, other) for other in others), heads, key=itemgetter(0)):
            if at < end or len(found) >= _MOST_TABLES:
                continue
            tables = [table for table in self._tables(text, at, placed, offsets, other) if table.rows]
            if three is not None:
                tables = self._apart(tables, three, is_sure=other is not None)
            if not tables:
                continue
            caption = self._caption(text, tables[0].begin, end)
            end = max(end, *(table.end for table in tables))
            for table in tables:
                self._add(found, table, caption)
        if not found:
            return NOTHING
        built = tuple(
            records_of(table, caption, number, self._knowledge, remarks)
            for number, (caption, table) in enumerate(found)
        )
        tables = [table for _, table in found]
        places = tuple((table.begin, table.end) for table in tables)
        return StatisticsFound(built, places, tuple(table.layout for table in tables))

    def _apart(self, tables: list[Found], three: ThreeTables, *, is_sure: bool) -> list[Found]:
        """The tables, each up to where a part of the three begins.

        There are none where they may themselves be a part of the three, unless they are of a family that is known or
        are surely others.
        """
        tables = [table.up_to(three.next_within(table.begin, table.end)) for table in tables]
        tables = [table for table in tables if table.rows]
        is_sure = is_sure or any(known(table, self._knowledge) for table in tables)
        return tables if is_sure or not any(three.have(table.begin, table.end) for table in tables) else []

    def _tables(
        self, text: str, at: int, placed: Sequence[PlacedCells], offsets: Sequence[int], other: OtherTable | None
    ) -> Sequence[Found]:
        """The tables whose labels' head is at an offset, or another table, which begins there."""
        row = bisect_right(offsets, at) - 1
        if row >= 0 and "\n" not in text[offsets[row] : at]:
            found = marked.read_marked(
                marked_rows.rows_of_document(placed, row, text), self._knowledge, self._cells, len(text), other
            )
            if found:
                return [attrs.evolve(table, layout="cells") for table in found]
        blank: Sequence[Found] = []
        for layout in self._layouts:
            if other is not None and other.layout != layout.name:
                continue
            if layout.rows is None:
                begin = marked_rows.begin_of_heads(layout, text, at, self._knowledge)
                rows = marked_rows.rows_of_marks(layout, text, begin, self._knowledge)
            else:
                rows = marked_rows.rows_of_layout(layout, text, marked_rows.begin_of_row(layout, text, at))
            found = marked.read_marked(rows, self._knowledge, self._cells, len(text), other)
            found = [attrs.evolve(table, layout=layout.name) for table in found]
            if any(row.filled for table in found for row in table.rows):
                return found
            blank = blank or [table for table in found if table.rows]
        if blank or other is not None:
            return blank
        flowed = flowing.read_flowing(text, at, self._knowledge, self._cells)
        return [attrs.evolve(flowed, layout="flowing")] if flowed is not None else []

    def _add(self, found: list[tuple[str | None, Found]], table: Found, caption: str | None) -> None:
        """Add a table, or join it to the one that it continues: the same heads, no caption of its own, other rows."""
        above = found[-1][0] if found else None
        if found and (caption is None or caption == above or _CONTINUED.search(caption)):
            before = found[-1][1]
            heads_alike = [column.head for column in before.columns] == [column.head for column in table.columns]
            labels = {row.label for row in before.rows}
            if heads_alike and not any(row.label in labels for row in table.rows):
                before.rows.extend(table.rows)
                found[-1] = (above, attrs.evolve(before, end=table.end))
                return
        found.append((caption, table))

    def _caption(self, text: str, begin: int, after: int) -> str | None:
        """The line above a table, as far as it says what the table is."""
        above = text[max(after, begin - _ABOVE) : begin]
        parts = [part.strip() for part in re.split(r"[\n。；;]|\s{2,}|(?<=[^\d])\s(?=附|表)", above)]
        for part in reversed(parts[-4:]):
            shown = " ".join(part.replace("|", " ").split())
            if shown and len(shown) <= _LONGEST_CAPTION and _CAPTION.search(shown):
                return shown
        return None
