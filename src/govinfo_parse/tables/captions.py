"""The line above a table, which may say whose figures it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.printings import foreign_caption

_FURNITURE = " \t|#*-_>\u3000\u00a0"
"""Characters around a caption that are not a part of it."""
_CELLS = re.compile(r"[|\t│┃║,;]")
_OPENED, _CLOSED = ("（", "(", "【", "["), ("）", ")", "】", "]")


class Captions:
    """Finds the captions of the tables of one text."""

    def __init__(self, text: str, vocabulary: Vocabulary, year: int | None) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._year = year

    def above(self, since: int, offset: int) -> str:
        """The last line before an offset, after ``since``, that is neither empty nor a label.

        A note in brackets, of however many lines, words on the line of the offset itself, or a label in several lines
        do not hide a caption above them.
        """
        nearest = kept = pieces = ""
        in_note = ended = False
        for distance, line in enumerate(self._lines_above(since, offset)):
            shown = line.strip(_FURNITURE)
            if in_note or shown.endswith(_CLOSED):
                in_note = not any(bracket in shown for bracket in _OPENED)
                if in_note:
                    continue
            if not any(map(str.isalnum, shown)) or self._are_labels(shown):
                continue
            pieces = shown + pieces
            if self._vocabulary.find(pieces) is not None:
                nearest, pieces, ended = kept, "", False
                continue
            if ended and len(pieces) <= thresholds.CAPTION:
                continue  # the line below may still be the end of a label
            if ended:
                break
            if foreign_caption(shown, self._year):
                if self._has_label(shown):
                    continue
                return shown
            nearest, kept, pieces = nearest or shown, nearest, shown
            ended = bool(distance) and not shown.startswith(_OPENED)
        return nearest

    def _lines_above(self, since: int, offset: int) -> Iterator[str]:
        """The lines before an offset, the nearest first, as far as captions are searched."""
        for _ in range(thresholds.LOOK_BACK):
            begin = self._text.rfind("\n", since, offset) + 1
            yield self._text[max(begin, since) : offset]
            if begin <= since:
                return
            offset = begin - 1

    def _are_labels(self, line: str) -> bool:
        """Whether a line is a label, or each of its cells is: a merged cell's text may be printed in all of them."""
        cells = {cell for cell in _CELLS.split(line) if any(map(str.isalnum, cell))}
        return self._vocabulary.find(line) is not None or all(self._vocabulary.find(cell) for cell in cells)

    def _has_label(self, line: str) -> bool:
        """Whether a label is in a line: heads such as 上一年项目数量 name another year, too."""
        return any(self._vocabulary.find(text) is not None for text in line.replace("|", " ").split())
