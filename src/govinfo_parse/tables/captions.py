"""The lines above and below a table, which may say whose figures it has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.grammar.phrases import is_name_in_list, note_above, points_upwards
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.printings import foreign_caption

_FURNITURE = " \t|#*-_>\u3000\u00a0"
"""Characters around a caption that are not a part of it."""
_CELLS = re.compile(r"[|\t│┃║,;]")
_BESIDE_CELLS = re.compile(r"[|\t│┃║]")
_STOP = re.compile(r"[。；，,;]")
_BETWEEN_NAMES = re.compile(r"[|\s/│┃║,，、;]")
_OPENED, _CLOSED = ("（", "(", "【", "["), ("）", ")", "】", "]")


class Captions:
    """Finds the captions of the tables of one text.

    Args:
        text: the text.
        vocabulary: the labels of the forms.
        year: the report's year, if it is known.
        ends: where sections begin and other tables end, in order; a line beyond such a place belongs to no table.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, year: int | None, ends: Sequence[int] = ()) -> None:
        self._text = text
        self._ends = ends
        self._vocabulary = vocabulary
        self._year = year
        self._passed: dict[str, bool] = {}

    def above(self, since: int, offset: int, *, between: bool = False) -> str:
        """The last line before an offset, after ``since``, that is neither empty nor a label.

        A note in brackets, of however many lines, words on the line of the offset itself, or a label in several lines
        do not hide a caption above them.  ``between`` two tables a line may speak of the one above it.
        """
        nearest = kept = pieces = ""
        in_note = ended = False
        for distance, line in enumerate(self._lines_above(since, offset)):
            shown = line.strip(_FURNITURE)
            if in_note or shown.endswith(_CLOSED):
                in_note = not any(bracket in shown for bracket in _OPENED)
                if in_note:
                    continue
            if self._is_passed(shown) or (between and points_upwards(shown[: thresholds.CAPTION])):
                continue
            pieces = shown + pieces
            if self._is_label(pieces):
                nearest, pieces, ended = kept, "", False
                continue
            if ended and len(pieces) <= thresholds.CAPTION:
                continue  # the line below may still be the end of a label
            if ended:
                break
            if len(shown) <= thresholds.LONGEST_CAPTION and foreign_caption(shown, self._year):
                if self._has_label(shown):
                    continue
                return shown
            nearest, kept, pieces = nearest or shown, nearest, shown
            ended = bool(distance) and not shown.startswith(_OPENED)
        return nearest

    def below(self, offset: int, until: int | None) -> str:
        """The first of the next lines after an offset, before ``until``, that gives the table above it to another year
        or another body: 上表为2022年数据; else "".  A caption of the table below it does not point upwards.
        """
        after = bisect_right(self._ends, offset)
        longest = offset + thresholds.LONGEST_LINE
        until = min([longest if until is None else until, longest, *self._ends[after : after + 1]])
        lines = self._text[offset:until].splitlines()
        filled = [shown for line in lines if (shown := line.strip(_FURNITURE))]
        for line in filled[: thresholds.NOTES_BELOW]:
            for shown in (line, *_BESIDE_CELLS.split(line)):
                said = _STOP.split(note_above(shown)[: thresholds.LONGEST_CAPTION])[0]
                if foreign_caption(said, self._year):
                    return shown.strip(_FURNITURE)
        return ""

    def is_of_list(self, since: int, offset: int) -> bool:
        """Whether the caption above an offset ends a list that also has the report's own year or body: 本年 上年.

        Such a list names several tables that follow each other, and not the first of them alone.
        """
        names: list[str] = []
        for line in self._lines_above(since, offset):
            if self._is_passed(line.strip(_FURNITURE)):
                continue
            cells = [cell for cell in _BETWEEN_NAMES.split(line) if any(map(str.isalnum, cell))]
            if len(line) > thresholds.LONGEST_CAPTION or not all(map(is_name_in_list, cells)):
                break
            names += cells
        return any(not foreign_caption(name, self._year) for name in names)

    def _is_passed(self, line: str) -> bool:
        """Whether a line is empty or a label, or each of its cells is a label: a merged cell's text may be printed in
        all of them.  The lines above many tables are asked again and again.
        """
        if len(line) > thresholds.LONGEST_CAPTION:
            return False
        if line not in self._passed:
            cells = {cell for cell in _CELLS.split(line) if any(map(str.isalnum, cell))}
            self._passed[line] = self._is_label(line) or all(map(self._is_label, cells))
        return self._passed[line]

    def _is_label(self, text: str) -> bool:
        return len(text) <= thresholds.LONGEST_CAPTION and self._vocabulary.find(text) is not None

    def _lines_above(self, since: int, offset: int) -> Iterator[str]:
        """The lines before an offset, the nearest first, as far as captions are searched."""
        before = bisect_right(self._ends, offset)
        since = max([since, *self._ends[before - 1 : before]])
        for _ in range(thresholds.LOOK_BACK):
            begin = self._text.rfind("\n", since, offset) + 1
            yield self._text[max(begin, since, offset - thresholds.LONGEST_LINE) : offset]
            if begin <= since:
                return
            offset = begin - 1

    def _has_label(self, line: str) -> bool:
        """Whether a label is in a line: heads such as 上一年项目数量 name another year, too."""
        return any(self._is_label(text) for text in line.replace("|", " ").split())
