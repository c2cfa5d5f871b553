"""Where the three tables are in a text, as far as it matters for other tables, which end where they begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from operator import attrgetter

import attrs

from govinfo_parse.lexing.tokens import Token

_ROWS, _HEADS = 3, 2
"""This many labels of rows, or heads of columns, in a stretch show that it is a part of the three tables."""
_NEAR = 20
"""A stretch that begins and ends at most this many characters from their labels stands right between them."""
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n[^\S\n]*\Z")
_BACK = 200
"""So many characters before a label are searched for an empty line."""


@attrs.frozen(eq=False)
class ThreeTables:
    """The three tables in one text.

    Attributes:
        text: the text.
        headings: where the headings of its sections begin, in order.
        labels: finds the labels of the three tables, in the order of the text.
        rows: the terminals that label rows of the three tables and nothing else.
        heads: the terminals that head columns of theirs and do nothing else.
        common: the terminals that do both, which many other tables have too, such as 合计.
    """

    text: str
    headings: Sequence[int]
    labels: Callable[[], Sequence[Token]]
    rows: Collection[str]
    heads: Collection[str]
    common: Collection[str]

    def have(self, begin: int, end: int) -> bool:
        """Whether a stretch is a part of them: it has the labels of several rows or the heads of several columns, goes
        on the line of a label, or stands right between two labels.
        """
        found = self.labels()
        first, last = (bisect_left(found, place, key=attrgetter("offset")) for place in (begin, end))
        inside = {token.type for token in found[first:last]}
        if len(inside.intersection(self.rows)) >= _ROWS or len(inside.intersection(self.heads)) >= _HEADS:
            return True
        before = first > 0 and found[first - 1].offset >= begin - _NEAR
        after = last < len(found) and found[last].offset <= end + _NEAR
        return before and (after or "\n" not in self.text[found[first - 1].offset : begin])

    def next_within(self, begin: int, end: int) -> int:
        """Where, behind the beginning of a stretch, a section begins or, below an empty line, a part of the three
        tables; the stretch's end where none does.
        """
        heading = bisect_right(self.headings, begin)
        end = min([end, *self.headings[heading : heading + 1]])
        found = self.labels()
        first, last = (bisect_left(found, place, key=attrgetter("offset")) for place in (begin + 1, end))
        for token in found[first:last]:
            if token.type not in self.common:
                line = self.text.rfind("\n", begin, token.offset) + 1
                if line and _EMPTY_LINE.search(self.text, max(begin, line - _BACK), line):
                    return line
        return end
