"""The places of heads in their lines."""

from __future__ import annotations

from govinfo_parse.grammar.trees import CONTENT
from govinfo_parse.tables.lines import Line
from govinfo_parse.tables.roles import Roles


class HeadPlaces:
    """The places of heads in their lines.

    Attributes:
        lines: the lines of the heads, which may become more.
        known: the places of the heads of columns that the form has.
        words: the places of unknown words.
        unknown: those of them at which no other line of the heads has a known one.
        count: how many of them are heads of columns that the form has.
    """

    def __init__(self, lines: list[Line], roles: Roles) -> None:
        self.lines = lines
        self.known: set[int] = set()
        self.words: set[int] = set()
        self.unknown: set[int] = set()
        self.count = 0
        self._roles = roles
        self._taken = 0
        self._leftmost: dict[bool, int] = {}

    @property
    def first(self) -> int | None:
        """The place of the first column; where no head is known, any text right of the corner is one."""
        return self._leftmost.get(True, self._leftmost.get(False))

    def update(self) -> None:
        """Read the lines that were added since."""
        if self._taken == len(self.lines):
            return
        for line in self.lines[self._taken :]:
            corner = min((label.token.index for label in line.labels if label.column == CONTENT), default=line.stop)
            known = [label.token.index - line.start for label in line.labels if self._roles.head(label) is not None]
            words = line.words
            beside = [index - line.start for index in (*words, *line.values) if index > corner]  # 2022年, 1, %
            groups = [label for label in line.labels if self._roles.is_over_columns(label.terminal)]
            over = [label.token.index - line.start for label in groups if line.grid.framed]
            for is_known, places in ((True, [*known, *over]), (False, beside)):
                if places:
                    self._leftmost[is_known] = min(*places, self._leftmost.get(is_known, places[0]))
            self.words.update(word - line.start for word in words)
            self.count += len(known)
            self.known.update(known)
            self.unknown.update(word - line.start for word in words if word - line.start not in self.known)
            self.unknown.difference_update(known)
        self._taken = len(self.lines)
