"""The line above a table, which may say whose figures it has."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.printings import foreign_caption

_FURNITURE = " \t|#*-_>\u3000\u00a0"
"""Characters around a caption that are not a part of it."""
_OPENED, _CLOSED = ("（", "(", "【", "["), ("）", ")", "】", "]")


class Captions:
    """Finds the captions of the tables of one text."""

    def __init__(self, text: str, vocabulary: Vocabulary, year: int | None) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._year = year
        self._passed: dict[str, bool] = {}

    def above(self, since: int, offset: int) -> str:
        """The last line before an offset, after ``since``, that is neither empty nor a label.

        A note in brackets, of however many lines, or words on the line of the offset itself, do not hide a caption
        above them.
        """
        nearest = ""
        in_note = False
        for distance, line in enumerate(self._lines_above(since, offset)):
            shown = line.strip(_FURNITURE)
            if in_note or shown.endswith(_CLOSED):
                in_note = not any(bracket in shown for bracket in _OPENED)
                if in_note:
                    continue
            if self._is_passed(shown):
                continue
            if len(shown) <= thresholds.LONGEST_CAPTION and foreign_caption(shown, self._year):
                if self._has_label(shown):
                    continue
                return shown
            nearest = nearest or shown
            if distance and not shown.startswith(_OPENED):
                break
        return nearest

    def _is_passed(self, line: str) -> bool:
        """Whether a line is empty or a label; the lines above many tables are asked again and again."""
        if len(line) > thresholds.LONGEST_CAPTION:
            return False
        if line not in self._passed:
            self._passed[line] = not any(map(str.isalnum, line)) or self._vocabulary.find(line) is not None
        return self._passed[line]

    def _lines_above(self, since: int, offset: int) -> Iterator[str]:
        """The lines before an offset, the nearest first, as far as captions are searched."""
        for _ in range(thresholds.LOOK_BACK):
            begin = self._text.rfind("\n", since, offset) + 1
            yield self._text[max(begin, since, offset - thresholds.LONGEST_LINE) : offset]
            if begin <= since:
                return
            offset = begin - 1

    def _has_label(self, line: str) -> bool:
        """Whether a label is in a line: heads such as 上一年项目数量 name another year, too."""
        return any(self._vocabulary.find(text) is not None for text in line.replace("|", " ").split())
