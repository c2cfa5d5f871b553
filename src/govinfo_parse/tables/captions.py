"""The line above a table, which may say whose figures it has."""

from __future__ import annotations

from govinfo_parse.grammar.labels import Vocabulary
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.printings import foreign_caption

_FURNITURE = " \t|#*-_>\u3000\u00a0"
"""What stands around a caption."""
_BRACKETS = ("（", "(", "【", "[")


class Captions:
    """Finds the captions of the tables of one text."""

    def __init__(self, text: str, vocabulary: Vocabulary, year: int | None) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._year = year

    def above(self, since: int, offset: int) -> str:
        """The last line before an offset, after ``since``, that is neither empty nor a label.

        A note in brackets, or words on the line of the offset itself, do not hide a caption above them.
        """
        above = self._text[max(since, offset - thresholds.LOOK_BACK) : offset]
        nearest = ""
        for distance, line in enumerate(reversed(above.split("\n"))):
            shown = line.strip(_FURNITURE)
            if not any(map(str.isalnum, shown)) or self._vocabulary.find(shown) is not None:
                continue
            if foreign_caption(shown, self._year):
                if self._has_label(shown):
                    continue
                return shown
            nearest = nearest or shown
            if distance and not shown.startswith(_BRACKETS):
                break
        return nearest

    def _has_label(self, line: str) -> bool:
        """Whether a label stands in a line: heads such as 上一年项目数量 name another year, too."""
        return any(self._vocabulary.find(text) is not None for text in line.replace("|", " ").split())
