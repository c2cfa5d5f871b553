"""Whose figures rows have, and of when: the words around their labels that may say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govinfo_parse.grammar.phrases import is_note, is_numeral, is_year, narrows, other_subject, tells_subject, year_in
from govinfo_parse.grammar.transformer import Label
from govinfo_parse.lexing.lexemes import ABOVE, BLANK, ODD, PLAIN, TEXT
from govinfo_parse.tables import thresholds
from govinfo_parse.tables.head_places import HeadPlaces
from govinfo_parse.tables.lines import Line
from govinfo_parse.tables.roles import Roles

_LINE = -1
"""The place of words that have a line of their own."""


class Subjects:
    """The words beside the rows of one table that may name another body than the agency, or another year.

    Args:
        roles: what labels do in the table.
        year: the report's year, if it is known.
        heads: the places of the heads that are above the line at hand.
    """

    def __init__(self, roles: Roles, year: int | None, heads: Callable[[], HeadPlaces]) -> None:
        self._roles = roles
        self._year = year
        self._heads = heads
        self._words: dict[int, str] = {}
        self._corner: dict[int, str] = {}
        self._above = ""

    def forget(self) -> None:
        """Forget the words that stand beside several rows: another block begins."""
        self._words, self._corner = {}, {}

    def add_left_of_heads(self, line: Line, covering: dict[int, str]) -> None:
        """Remember the words left of a line of heads that say of whom or of when figures are: 上年, but not 序号."""
        if not line.grid.lined:
            return
        head = line.labels[0].token.index
        left = {index - line.start: line.grid.lexemes[index].raw for index in self.others(line, head)}
        self._words |= covering | left
        if any(kind != BLANK for kind in line.grid.kinds[line.start : head]):
            self._corner = left

    def add_line(self, text: str) -> None:
        """Remember words on a line of their own that say of whom or of when the figures below are: 上年."""
        year = year_in(text)
        other_year = year is not None and self._year is not None and year != self._year
        if len(text) <= thresholds.CAPTION and (other_year or other_subject(text)):
            self._words[_LINE] = text

    def pass_line(self, line: Line) -> None:
        """Remember of a line that was read what may name the body of the row right below it."""
        self._above = self._caption(line)

    def covering(self, line: Line) -> dict[int, str]:
        """The words left of labels that reach down into a line, by their places."""
        places = range(line.stop - line.start)
        return {
            place: self._words[place]
            for place in places
            if place in self._words and line.grid.kinds[line.start + place] == ABOVE
        }

    def of_row(self, line: Line, label: int, beside: str) -> str:
        """The words that may say whose a row is: those beside it, above it, and in the cell of its label."""
        corner = self._corner.get(label - line.start, "") if line.grid.lined else ""
        words = [self._above, corner, beside, *self._in_cell(line, label)]
        return " ".join(dict.fromkeys(filter(None, words)))

    def beside(self, line: Line, label: int) -> str:
        """The unknown words left of a row's label, printed in its own line or once for several."""
        lexemes, kinds = line.grid.lexemes, line.grid.kinds
        for index in range(line.start, label):
            place = index - line.start
            if self._may_be_others(line, index):
                self._words[place] = lexemes[index].raw
            elif kinds[index] not in {BLANK, ABOVE}:
                self._words.pop(place, None)
        places = (_LINE, *range(label - line.start))
        words = [self._words[place] for place in places if place in self._words]
        return " ".join([*words, *self._after_label(line, label)])

    def others(self, line: Line, stop: int) -> Iterator[int]:
        """The texts before a cell of a line that say whose values they are, or of when, if not of this report."""
        for index in range(line.start, stop):
            if line.grid.kinds[index] not in (ODD, TEXT) or index in line.parts:
                continue
            raw = line.grid.lexemes[index].raw
            year = year_in(raw)
            if (year is not None and year != self._year) or (year is None and (narrows(raw) or other_subject(raw))):
                yield index

    def _caption(self, line: Line) -> str:
        """The words that end a line left of all columns, which may name the body of the row right below; else "".

        Empty lines and notes do not part them from it.
        """
        filled = [i for i in range(line.start, line.stop) if BLANK < line.grid.kinds[i] <= TEXT]
        if not filled:
            return self._above
        last = filled[-1]
        text = line.grid.lexemes[last].raw
        left = last == line.start or (line.grid.lined and last - line.start < (self._heads().first or 0))
        names = self._names_others(line, last) or any(map(self._is_of_another_table, line.labels))
        if line.numbers or not left or len(text) > thresholds.CAPTION or not names:
            return ""
        return self._above if is_note(text) else text

    def _is_of_another_table(self, label: Label) -> bool:
        """Whether a label means nothing in this table, so that it is but words here: 合计 in table 2."""
        own = label.row is not None or label.column is not None
        return not own and label.terminal not in {*self._roles.table.groups, *self._roles.captions}

    def _names_others(self, line: Line, index: int) -> bool:
        """Whether a cell has words that may name another body, or another year."""
        return bool(line.grid.lexemes[index].words) and self._may_be_others(line, index)

    def _may_be_others(self, line: Line, index: int) -> bool:
        """Whether a cell left of a label may name another body, or another year."""
        kind, raw = line.grid.kinds[index], line.grid.lexemes[index].raw
        if kind == PLAIN:
            own = index - line.start in self._heads().known
            return not own and is_year(raw) and self._year is not None and int(raw) != self._year
        if kind not in {TEXT, ODD} or index in line.parts or _only_numbers(raw):
            return False
        year = year_in(raw)
        return year is None or self._year not in {None, year}

    def _in_cell(self, line: Line, label: int) -> Iterator[str]:
        """The words that belong to nothing in the cell of a row's label, or before it where no cells are marked."""
        grid = line.grid
        found = [grid.beside.get(label, ""), grid.lexemes[label].beside]
        if not grid.lined:
            before = range(max(line.start - 1, 0), label)
            found += [grid.lexemes[i].raw for i in before if self._names_others(line, i)]
        yield from (words for words in found if words and (self._year is None or year_in(words) != self._year))

    def _after_label(self, line: Line, label: int) -> Iterator[str]:
        """What cells after a label, below unknown heads, say about the year or the bodies of a row."""
        unknown = self._heads().unknown
        for index in range(label + 1, line.stop) if unknown else ():
            raw = line.grid.lexemes[index].raw
            if index - line.start not in unknown or not self._may_be_others(line, index):
                continue
            if line.grid.kinds[index] == PLAIN or (len(raw) <= thresholds.CAPTION and tells_subject(raw)):
                yield raw


def _only_numbers(text: str) -> bool:
    """Whether a text left of a label only numbers it: （一）, 2."""
    return not any(character.isalpha() and not is_numeral(character) for character in text)
