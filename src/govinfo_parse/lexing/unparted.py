"""The tokens of a stretch of text without cell marks: labels are searched, values are what is between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from govinfo_parse.grammar.folding import key, plain
from govinfo_parse.grammar.labels import LONGEST, Vocabulary
from govinfo_parse.grammar.layouts import Layout
from govinfo_parse.grammar.phrases import is_note, is_numeral, makes_another, narrows, tells_subject, year_in
from govinfo_parse.grammar.spelling import Spelled
from govinfo_parse.lexing.lexemes import LABEL, ODD, TEXT, CellReader, Lexeme
from govinfo_parse.lexing.parted import RowLabels, label_rows
from govinfo_parse.lexing.tokens import Grid, Token

_SENTENCE_ENDS = "。；!"
_ITEM = re.compile(r"\n[ \t]*(?:\d{1,2}\.?|[-−–—―])[ \t]*\Z")
"""An item number or a bullet at the beginning of a line, at the end of what could be values."""
_BARE_ITEM = re.compile(r"(?m)^[ \t]*(\d{1,2})[ \t]*(?=[^\W\d_])")
"""A number without a stop before a word at the beginning of a line: an item number, or the rest of the figure above."""
_NEXT_LINE = re.compile(r"[ \t]*\n")
_BULLET = re.compile(r"[\W\d_]*?(?<![%‰])")
"""An item number or a bullet, or nothing."""
_BEHIND_ITEM = "、)"
_NUMBER = re.compile(r"[ \t]*\d{1,2}[ \t]*")
_OPENED = re.compile(r"\n[ \t]*[(\[【〔][ \t]*\Z")
_GLOSS = re.compile(r" ?\(([^()\n]{1,20})\)")
_CLOSED = re.compile(r"[ \t]*[)\]】〕](?:[^\S\n]|[、.]){0,4}(\n?)\s{0,4}[^\W\d_]")
_PIECE = re.compile(r"\d[^\W\d_]+\Z")
"""A figure and a word right before a value, which may be one piece of a text with them: 5注1."""
_FAR = 10
"""How many characters before such a number in brackets, and after it, are searched for words, in its line or the
next."""
_PAGE = re.compile(r"[1-9]\d{0,2}")
_PARTING = " \t\n\u3000\u00a0|、，,;；:：。.()（）[]【】"
"""Characters that part labels and are not parts of them."""
_FEW = 3
"""This many rows are needed to know what usually parts values."""
_PREFIX = 24
"""Words before a label are not looked at beyond this many characters."""
_NUMBERING = "一二三四五六七八九十()（）、.．0123456789 "
_NAME = 12
"""A line above a label's that is no longer than this may name the body whose figures follow."""
_SHORT = 2
"""A label as short as this may be part of another word."""
_FILLED = re.compile(r"[\d\-−–—―_/]")
"""A word among values is a value only if it has at least one of these: letters and marks alone are not values."""


class Scanner:
    """Finds labels anywhere in a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._labels = Spelled(lambda spell: spell(vocabulary.keys))

    def cut(
        self,
        layout: Layout,
        text: str,
        start: int,
        reader: CellReader,
        rows: RowLabels,
    ) -> tuple[Grid, list[Token]]:
        """The cells and labels of a stretch of text that begins at offset ``start`` of the caller's text."""
        stretch = _Stretch(layout, text, start, reader)
        labels = [
            (found, *_with_brackets(stretch.plain, _with_numeral(stretch.plain, match.start()), match.end()))
            for match in self._labels.on(stretch.plain).finditer(stretch.plain)
            if (found := reader[match[0]].terminal)
        ]
        labels = [
            labels[number]
            for number in range(len(labels))
            if not (
                self._is_part(stretch.plain, labels, number)
                or (labels[number][0] in rows.widths and self._is_narrowed(stretch.plain, labels, number))
            )
        ]
        tokens: list[tuple[str, int]] = []
        stretch.unlabelled(0, labels[0][1] if labels else len(text))
        for number, (label, begin, end) in enumerate(labels):
            words = stretch.words_before(begin) if label in rows.widths else ""
            words = words or self._label_before(stretch.plain, labels, number, rows)
            index = stretch.label(begin, end, label)
            tokens.append((label, index))
            if words:
                stretch.grid.beside[index] = words
            until = labels[number + 1][1] if number + 1 < len(labels) else len(text)
            head = label not in rows.widths
            after = stretch.attached(end, until, head=head)
            if after is not None:
                stretch.unlabelled(after, until)
            elif not stretch.unlabelled(end, until, head=head):
                following = labels[number + 1][0] if number + 1 < len(labels) else ""
                stretch.head(end, until, row=following in rows.widths)
        stretch.doubt_pages()
        stretch.doubt_seams()
        grid = stretch.grid
        grid.row_ends = label_rows(grid.lexemes, grid.kinds, rows)
        return grid, [Token(terminal, grid, index, grid.row_of(index)) for terminal, index in tokens]

    @staticmethod
    def _label_before(text: str, labels: list[tuple[str, int, int]], number: int, rows: RowLabels) -> str:
        """The label of another row right before one on its line, whose values these may be: 规章、规范性文件."""
        if not number:
            return ""
        (before, start, end), (label, begin, _) = labels[number - 1], labels[number]
        between = text[end:begin]
        if label not in rows.widths or before not in rows.widths or before in rows.groups or before == label:
            return ""
        return text[start:end] if "\n" not in between and not between.strip(_PARTING) else ""

    @staticmethod
    def _is_part(text: str, labels: list[tuple[str, int, int]], number: int) -> bool:
        """Whether a short label is part of a longer, unknown word: 其他 in 法人或其他组识."""
        _, begin, end = labels[number]
        if end - begin > _SHORT:
            return False
        before = labels[number - 1][2] if number else None
        after = labels[number + 1][1] if number + 1 < len(labels) else None
        glued = begin > 0 and begin != before and text[begin - 1].isalpha()
        return glued and end != after and text[end : end + 1].isalpha()

    @staticmethod
    def _is_narrowed(text: str, labels: list[tuple[str, int, int]], number: int) -> bool:
        """Whether a label goes on from words at the beginning of its line: 乡镇行政规范性文件, 上年2.重复申请."""
        begin = labels[number][1]
        before = text[max(0, begin - _PREFIX) : begin].rpartition("\n")[2]
        if number and labels[number - 1][2] > begin - len(before):
            return False
        before = before.strip()
        words = before.strip(_NUMBERING)
        if not words or any(character.isspace() or character.isdigit() for character in words):
            return False
        return text[begin - 1].isalpha() or narrows(before)


def _with_numeral(text: str, begin: int) -> int:
    """Where a label begins, with its numeral if that is printed twice: 三三、本年度办理结果."""
    return begin - 1 if begin and text[begin] == text[begin - 1] and is_numeral(text[begin]) else begin


_PAIRS = (("(", ")"), ("“", "”"), ("《", "》"), ("[", "]"), ("【", "】"))


def _with_brackets(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where a label begins and ends, with the brackets next to it whose other one is inside it: （一）予以公开."""
    for opening, closing in _PAIRS:
        opened, closed = text.count(opening, begin, end), text.count(closing, begin, end)
        if opened > closed:
            behind = end + 1 if text[end : end + 1] == " " else end
            end = behind + 1 if text[behind : behind + 1] == closing else end
        elif closed > opened and begin and text[begin - 1] == opening:
            begin -= 1
    return begin, end


class _Stretch:
    """A stretch of text whose cells are added as they are found."""

    def __init__(self, layout: Layout, text: str, start: int, reader: CellReader) -> None:
        self.grid = Grid(layout.name, start, [], [], [], bytearray(), [], lined=False, run_together=True)
        self.plain = plain(text)
        self._values: re.Pattern[str] = layout.values  # type: ignore[assignment]  # it has no cell marks
        self._value = layout.value
        self._text = text
        self._start = start
        self._reader = reader
        self._rows: list[tuple[int, int]] = []
        self._seams: dict[int, list[str]] = {}
        items = [(match.start(1), int(match[1])) for match in _BARE_ITEM.finditer(self.plain)]
        self._counting = {begin for (one, n), (two, m) in pairwise(items) if m == n + 1 for begin in (one, two)}

    def label(self, begin: int, end: int, terminal: str) -> int:
        """Add the cell of a label; returns its index."""
        cell = self._text[begin:end]
        lexeme = self._reader[cell]
        if lexeme.kind != LABEL or lexeme.terminal != terminal:
            lexeme = Lexeme(LABEL, cell, 0, terminal=terminal, official=False)
        return self._add_cell(begin, cell, lexeme)

    def words_before(self, begin: int) -> str:
        """The words before a label on its line that belong to nothing else; else those on the line above it that name
        another year or other bodies, or that may, as a short line with nothing else on it; "" where there are none.
        """
        grid = self.grid
        since = grid.starts[-1] - self._start + len(grid.cells[-1]) if grid.cells else 0
        line = self.plain.rfind("\n", max(0, begin - _PREFIX), begin) + 1
        start = max(since, line)
        words = self.plain[start:begin].strip(_PARTING) if begin - start < _PREFIX else ""
        letters = "".join(words.strip(_NUMBERING).split())
        if letters.isalnum() and not letters.isdecimal():
            return words
        above = self.plain[max(since, line - _PREFIX, 0) : line].rstrip() if line > since else ""
        whole = "\n" not in above.strip()
        above = above[above.rfind("\n") + 1 :].strip(_PARTING)
        may_name = whole and len(above) <= _NAME and above.strip(_NUMBERING) and not is_note(above)
        return above if tells_subject(above) or may_name else ""

    def head(self, begin: int, end: int, *, row: bool) -> None:
        """Add the text between two labels, if it may be an unknown label.

        Before the label of a ``row``, an item number or a bullet is not a label.
        """
        text = self._text[begin:end]
        if end == len(self.plain) or len(text) > LONGEST:
            return
        shown = text.strip(_PARTING)
        if is_note(shown):
            return
        if _BULLET.fullmatch(plain(shown)) is None if row else shown:
            self._add_cell(begin, text, Lexeme(TEXT, text.strip(), len(text) - len(text.lstrip())))

    def _add_cell(self, begin: int, cell: str, lexeme: Lexeme) -> int:
        self.grid.cells.append(cell)
        self.grid.starts.append(self._start + begin)
        self.grid.lexemes.append(lexeme)
        self.grid.kinds.append(lexeme.kind)
        return len(self.grid.cells) - 1

    def attached(self, begin: int, end: int, *, head: bool) -> int | None:
        """Add the values directly after a label, whatever marks part them; returns where they end, if there are any.

        Behind a ``head``, a letter or a mark before values may be another head: then there are none.
        """
        first = len(self.grid.cells)
        ends = [begin]
        seams: list[str] = []
        stop = None
        while (match := self._values.search(self.plain, begin, end)) is not None:
            if match.start() > begin and key(self.plain[begin : match.start()]):
                break
            found = self._run(match, end)
            if found is None:
                break
            spans, behind = found
            if head and stop is None and self.plain[begin : spans[0][0]].strip(_PARTING):
                break
            stop = begin = behind
            for before, after in spans:
                seams.append(self.plain[ends[-1] : before])
                ends.append(after)
            self._add(spans, end)
        if stop is not None:
            self._rows.append((first, len(self.grid.cells)))
            line = self.plain.find("\n", ends[-1])
            seams.append(self.plain[ends[-1] : line if line >= 0 else len(self.plain)])
            self._seams[first] = seams
        return stop

    def unlabelled(self, begin: int, end: int, *, head: bool = False) -> bool:
        """Add the other values between two labels, each with the text before it; returns whether there are any.

        Behind a ``head``, a mark before values may be another head.
        """
        behind = first = begin
        while (match := self._values.search(self.plain, behind, end)) is not None:
            found = self._run(match, end)
            if found is None:
                behind = match.end()
                continue
            spans, stop = found
            before = self._text[begin : spans[0][0] if head else match.start()].rstrip()
            line = before[before.rfind("\n") + 1 :]
            is_head = head and begin == first and bool(before.strip(_PARTING))
            if key(line) or is_head:
                words = self._add_cell(begin + len(before) - len(line), line, self._reader[line])
                self.grid.kinds[words] = TEXT
            values = len(self.grid.cells)
            begin = stop
            behind = max(begin, match.start() + 1)
            self._add(spans, end)
            if key(line):
                self._rows.append((values, len(self.grid.cells)))
                if _PIECE.search(self.plain, max(0, spans[0][0] - _FAR), spans[0][0]):
                    self._doubt(values)
        return begin > first

    def doubt_seams(self) -> None:
        """Doubt the rows that are parted unlike most: a value is missing there, or one is in two pieces."""
        inner = Counter(seam for seams in self._seams.values() for seam in seams[1:-1])
        usual = {inner.most_common(1)[0][0]} if inner else set()
        lead, tail = (_usual(seams[at] for seams in self._seams.values()) for at in (0, -1))
        for first, seams in self._seams.items():
            between = set(seams[1:-1])
            if (
                len(between) > 1
                or (between - usual and len(self._seams) >= _FEW)
                or (seams[0].isspace() and "\n" not in seams[0] and len(seams[0]) > len(lead))
                or (seams[-1].isspace() and len(seams[-1]) > len(tail))
            ):
                self.grid.doubtful.add(first)

    def doubt_pages(self) -> None:
        """Doubt the numbers that end a row but are alone on their line: they may be a page's, not the row's.

        Where values are usually printed like this, below the labels of rows of one value, they are not doubted.
        """
        below = sum(stop - first == 1 and self._alone(first) for first, stop in self._rows)
        usual = below > max(1, len(self._rows) - below)
        for first, stop in self._rows:
            last = stop - 1
            if _PAGE.fullmatch(plain(self.grid.cells[last])) is None or not self._alone(last):
                continue
            if not self._alone(last - 1) if last > first else not usual:
                self._doubt(last)

    def _run(self, match: re.Match[str], end: int) -> tuple[list[tuple[int, int]], int] | None:
        """The values of a run and where it ends; None if it has none, as the figures of a sentence are."""
        stop = match.end()
        follows = self.plain[stop : stop + 1]
        if _NUMBER.fullmatch(match[0]) is not None and self._in_brackets(*match.span()) == "":
            return None
        item = None
        if follows and (stop == end or follows.isalpha() or follows in _BEHIND_ITEM):
            item = _ITEM.search(match[0])
        if item is not None:
            # A number before a label on its own line is the label's item number and not a value.
            stop = match.start() + item.start()
        elif stop < end and (follows in _SENTENCE_ENDS or (follows.isalpha() and not _ends_line(match[0]))):
            return None
        words = [w for w in self._value.finditer(self.plain, match.start(), stop) if _FILLED.search(w[0])]
        if not words or any(word[0][-1] == "," for word in words):
            return None
        return [word.span() for word in words], stop

    def _in_brackets(self, begin: int, end: int) -> str | None:
        """What is between a number in brackets that begins a line and the words after it: a line end, or "".

        None where no words follow, or where it is not in brackets or does not begin a line.
        """
        closed = _CLOSED.match(self.plain, end)
        if closed is None or _OPENED.search(self.plain[max(0, begin - _FAR) : begin]) is None:
            return None
        return closed[1]

    def _add(self, spans: list[tuple[int, int]], end: int) -> None:
        grid = self.grid
        cells = [self._text[begin:stop] for begin, stop in spans]
        lexemes = [self._reader[cell] for cell in cells]
        grid.cells += cells
        grid.starts += [self._start + begin for begin, _ in spans]
        grid.lexemes += lexemes
        grid.kinds += bytes([lexeme.kind for lexeme in lexemes])
        last = spans[-1][1]
        longer = last == end < len(self.plain) and self.plain[last - 1 : last + 1].isdecimal()
        if longer or (self.plain[last - 1].isdecimal() and self._goes_on(last)):
            # The item number of the label after it may be longer and the number shorter, or the other way round.
            self._doubt(len(self.grid.cells) - 1)
        gloss = _GLOSS.match(self.plain, last, end)
        if gloss is not None and makes_another(gloss[1]) and (year_in(gloss[1]) or not _FILLED.search(gloss[1])):
            self._doubt(len(self.grid.cells) - 1)  # 12(上年) says whose or of when it is
        if len(spans) == 1 and self._in_brackets(*spans[0]):
            # It may be the item number of the line below.
            self._doubt(len(self.grid.cells) - 1)

    def _goes_on(self, last: int) -> bool:
        """Whether a number before a word begins the line below, and neither counts on from another one nor up to it."""
        line = _NEXT_LINE.match(self.plain, last)
        item = _BARE_ITEM.match(self.plain, line.end()) if line is not None else None
        return item is not None and item.start(1) not in self._counting

    def _alone(self, index: int) -> bool:
        """Whether nothing else stands on the line of a cell, which is not the first one."""
        begin = self.grid.starts[index] - self._start
        end = begin + len(self.grid.cells[index])
        before = self.grid.starts[index - 1] - self._start + len(self.grid.cells[index - 1])
        after = len(self._text)
        if index + 1 < len(self.grid.cells):
            after = self.grid.starts[index + 1] - self._start
        _, line, left = self._text[before:begin].rpartition("\n")
        right, ends, _ = self._text[end:after].partition("\n")
        return bool(line and (ends or after == len(self._text))) and not (left.strip() or right.strip())

    def _doubt(self, index: int) -> None:
        lexeme = self.grid.lexemes[index]
        self.grid.lexemes[index] = Lexeme(ODD, lexeme.raw, lexeme.lead)
        self.grid.kinds[index] = ODD


def _usual(seams: Iterable[str]) -> str:
    """The white space that most rows have there; "" where most have none, or a line end."""
    counts = Counter(seam if not seam.strip() and "\n" not in seam else "" for seam in seams)
    return counts.most_common(1)[0][0] if counts else ""


def _ends_line(run: str) -> bool:
    return "\n" in run[len(run.rstrip()) :]
