"""Indicator tables in text without marks between cells, or with nothing but the order of its cells.

A row is a label, then its unit, then figures; what is after the figures is the next label.  Where figures and the
number of the next item ran together, each way to part them is kept: ``cutting`` decides which of them are possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import attrs

from govinfo_parse.diagnostics import HINTS
from govinfo_parse.grammar.folding import plain
from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.model import Cell, Span, State
from govinfo_parse.statistics import header
from govinfo_parse.statistics.column_places import indicator_cell
from govinfo_parse.statistics.draft_rows import Cut, DraftRow, Found, draft_row, withhold
from govinfo_parse.statistics.header import HeaderColumn
from govinfo_parse.statistics.knowledge import CODE, UNIT, Knowledge

_FIGURE = r"(?<!\d[.·])(?<![\d第])\d+(?:,\d+)*(?:\.\d+)?(?![.·]?\d)"
"""A figure; no part of 1.3.15活动, 3·15活动 and 第20条 is one."""
_NO_FIGURES = frozenset("-—–―/无")
_NO_FIGURE = r"[-—–―/]+|无(?![\u3400-\u9fff])"
_WHOLE = re.compile(r"\d+(?:,\d+)*")
"""Digits that may have to be parted, or a whole number."""
_GAP = r"[\s|]*"
_GAPS = re.compile(r"[\s|]")
_ITEM = re.compile(r"\s*[.、)](?!\d)")
"""What is after the number of an item."""
_SENTENCE = re.compile(r"[。;!?]|,(?!\d)|(?:\n[^\S\n]*){6}")
_CODE = re.compile(r"\s*(\d{1,2})\*{0,2}[\s|.、]*")
_STRAY_ZERO = re.compile(r"^0+\d$|^0\d")
"""Figures that begin with a zero and cannot be parted in any way: there are more columns than heads."""
_ITEM_RANKS = frozenset({3, 4})
"""The levels of numbers that are printed as digits."""
_ITEM_MARKS = frozenset(".．、)）")
_BLANKS = " |\n\t\u3000*"
_LONGEST_LABEL = 160
_LONGEST_NUMBER = 2
"""No item number and no code of a row has more digits."""
_LONGEST_NAME = 5
"""No number that a label begins with has more digits: 12345热线."""
_LEAST_CODES = 3
"""If at least this many figures of a table, and all of them, end in the code of the next row, that is no accident."""
_LONGEST_RUN = 400
_MOST_ROWS = 2_000
_DIGITS = 15
_GOES_ON = re.compile(r"[,，.．]\d")
"""What a figure goes on with that a line end has broken."""
_NUMBER = re.compile(r"0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+")
_MOST_CUTS = 300
"""Digits that can be read in more ways are not parted."""


@attrs.frozen
class _RowFigures:
    """The figures of a row, as words.

    Attributes:
        ways: the ways to read them.
        taken: how many characters of the text they take.
        doubt: why they cannot be read; else "".
        glued: whether the number or code of a row ran together with them.
        surplus: whether they are more than the table has columns.
    """

    ways: tuple[tuple[str, ...], ...]
    taken: int
    doubt: str = ""
    glued: bool = False
    surplus: bool = False


@attrs.define
class _Numbering:
    """The item numbers that may come next: one more than the last of an open list, or the first of another.

    Attributes:
        last: the last number of each open list, the innermost at the end; None where a number is not known.
    """

    last: list[int] | None = attrs.field(factory=list)

    def next(self) -> list[int]:
        return [] if self.last is None else sorted({1, *(number + 1 for number in self.last)}, reverse=True)

    def met(self, row: DraftRow) -> None:
        """Go on after a row: an item, 其中, or what ends all lists."""
        last = self.last or []
        if row.rank in _ITEM_RANKS:
            while last and not row.part and last[-1] != row.number - 1:
                last = last[:-1]
            self.last = [*(last if row.part else last[:-1]), row.number]
        elif not row.part:
            self.last = []

    def lose(self) -> None:
        """Forget the numbers until the next one that is printed by itself."""
        self.last = None


def read_flowing(text: str, at: int, knowledge: Knowledge, cells: CellReader) -> Found | None:
    """The table whose labels' head is at an offset; None where its heads cannot be distinguished."""
    columns, begin, end = header.in_text(text, at, knowledge)
    if not columns:
        return None
    valued = tuple(column for column in columns if column.valued)
    found = Found(valued, [], begin, end)
    parted = _GAPS.search(text[begin:end]) is not None
    scan = _Scan(text, columns, knowledge, cells, parted=parted)
    lettering = knowledge.lettering(len(valued)).match(plain(text[end : end + _LONGEST_LABEL]))
    last = end = end + (lettering.end() if lettering else 0)
    line, line_end, _ = text[end : end + _LONGEST_LABEL].partition("\n")
    for row in scan.rows(end):
        if _GOES_ON.match(row.label) and found.rows:
            withhold(found.rows[-1:], HINTS["part-of-next"].format(found=found.rows[-1].cells[-1].raw))
        found.rows.append(row)
        last = scan.at
    scan.take_codes()
    found.loose.extend(scan.loose)
    if not parted and found.rows and _may_begin_with_a_head(found.rows[0], knowledge):
        withhold(found.rows, HINTS["head-in-label"])
    goes_on = line_end and any(map(str.isalpha, line)) and not any(map(str.isdigit, line))
    if found.rows and (goes_on or _begins_with_a_head(found.rows, knowledge)):
        withhold(found.rows, HINTS["more-columns"])
    _withhold_mixed(found.rows, len(valued), parted=parted)
    return attrs.evolve(found, end=last)


class _Scan:
    """One pass over the rows of a table."""

    def __init__(
        self, text: str, columns: list[HeaderColumn], knowledge: Knowledge, cells: CellReader, *, parted: bool
    ) -> None:
        kinds = [column.kind for column in columns]
        self.text = text
        self.knowledge = knowledge
        self.cells = cells
        self.parted = parted
        self.count = sum(column.valued for column in columns)
        self.united = UNIT in kinds
        place = kinds.index(CODE) if CODE in kinds else 0
        self.code_ends_label = place > 0 and UNIT in kinds[place:]
        self.coded = place > 0 and not self.code_ends_label
        self.numbered = kinds[0] == CODE
        self.numbering = _Numbering()
        self.code, self.digits = 0, 1
        self.every_coded = True
        self._codes: list[tuple[DraftRow, _RowFigures, int]] = []
        self.at = 0
        self.torn = False
        self.leading = ""  # the number that the next label begins with, if it cannot be a figure
        self.loose: list[tuple[int, str]] = []
        unit = knowledge.unit.pattern
        behind = rf"(?:(?:[万亿余多]{unit}?|{unit})(?=[\s|]|\Z))"  # in the cell of the figure
        word = rf"(?:[约近]?{_FIGURE}{behind}?|{_NO_FIGURE})"
        run = f"{word}(?:{_GAP}{word})*"
        item = rf"(?:{knowledge.part.pattern}|\(?[\d一二三四五六七八九十]{{1,3}}[)、.]{_GAP})"
        behind_label = rf"{_GAP}(?:{unit if self.united else ''})?{_GAP}(?:[-—–―/]+|无)?{_GAP}"
        known = rf"{_GAP}{item}{{0,2}}(?:{knowledge.known_label.pattern}){behind_label}"
        self._known_row = re.compile(known)
        self._words = re.compile(word)
        self._run = re.compile(run)
        self._values = re.compile(rf"(?P<unit>{unit}){_GAP}(?P<run>{run})" if self.united else f"(?P<run>{run})")

    def rows(self, at: int) -> Iterator[DraftRow]:
        """The rows from an offset on, as they are asked for."""
        self.at = at
        for _ in range(_MOST_ROWS):
            window = _in_normal_width(self.text[at : at + 2 * _LONGEST_LABEL])
            found = self._figures(window)
            label = window[: found.start() if found else _LONGEST_LABEL]
            stop = self._stop(label)
            if stop is not None or found is None:
                yield from self._blank_rows(at, label[: stop if stop is not None else len(label)], closed=True)
                return
            *blank, last = self._parts(label, at)
            for begin, part in blank:
                yield self._blank(begin, part)
            row = self._row(last, found, at)
            if row is not None:
                yield row
            elif not self._goes_on(at):
                return
            at = self.at

    def _goes_on(self, at: int) -> bool:
        """Whether rows go on after figures that turned out not to be any: with a label that is known, its unit and its
        figures.

        What lies between is kept as figures without a label.
        """
        if not self.united:
            return False
        window = _in_normal_width(self.text[at : at + _LONGEST_LABEL])
        known, unit = self.knowledge.known_label.pattern, self.knowledge.unit.pattern
        following = re.compile(rf"(?:{known}){_GAP}{unit}{_GAP}\d").search(window, 1)
        if following is None or self._stop(window[: following.start()]) is not None:
            return False
        self.loose.append((at, " ".join(self.text[at : at + following.start()].split())))
        self.at = at + following.start()
        self.torn, self.leading = False, ""
        return True

    def _figures(self, window: str) -> re.Match[str] | None:
        """The figures of the first row in a window: not those in brackets, nor the number that an item begins with."""
        begin = self._behind_numbering(window)
        depth, at = 0, 0
        for found in self._values.finditer(window, begin):
            depth += window.count("(", at, found.start()) - window.count(")", at, found.start())
            at = found.start()
            if self.code_ends_label and not window[:at].rstrip(" |\n\t")[-1:].isdigit():
                continue  # 事项: a label's last character, and its code after it
            labelled = any(map(str.isalpha, window[begin:at]))
            if depth <= 0 and labelled and (self.united or not set(found["run"]) <= set("-—–―/无 \t|\n")):
                return found
            depth = max(depth, 0)
        return None

    def _behind_numbering(self, window: str) -> int:
        """Where the words of a label begin, after 其中 and numbers of items."""
        first = re.search(r"[^\s|]", window)
        shown = first.start() if first else len(window)
        if self.numbered:
            code = re.match(r"\d{1,2}(?=[\s|])|\d{1,2}(?=[^\d\s|.])", window[shown:])
            shown += code.end() if code else 0
        for _ in range(4):
            part = self.knowledge.part.match(window, shown)
            if part is not None:
                shown = part.end()
            item = re.match(r"\s*\d{1,2}\s*[.、)](?!\d)|\s*\(\d{1,2}\)", window[shown:])
            if item is None:
                if part is None:
                    break
                continue
            shown += item.end()
        return shown

    def _stop(self, label: str) -> int | None:
        """Where the table ends before this label does; None where it goes on."""
        shown = re.sub(r"\([^()]*\)", lambda gloss: " " * len(gloss[0]), label)
        for pattern in (_SENTENCE, self.knowledge.other_table, self.knowledge.name_head):
            found = pattern.search(shown)
            if found is not None:
                return found.start()
        foot = self.knowledge.foot.match(label)
        if foot is not None:
            return 0
        return None if len(label) < _LONGEST_LABEL else _LONGEST_LABEL

    # ---- rows without figures

    def _parts(self, label: str, at: int) -> list[tuple[int, str]]:
        """A label that includes rows without figures, in parts: a unit is between them, or a rule."""
        parts: list[tuple[int, str]] = []
        begin = 0
        unit = self.knowledge.unit.pattern
        before = r"(?<=[\s|])" if not self.united else ""
        ends = re.compile(
            rf"(?:(?:{before}(?P<unit>{unit})|[—―-]{{2,}}){_GAP})"
            rf"(?={self.knowledge.part.pattern.strip()}|\d{{1,2}}\s*[.、)]|\(?[一二三四五六七八九十]{{1,3}}[)、])"
            rf"|(?<=[\s|])(?P<alone>{unit if self.united else f'{unit}|[-—–―/]|无'})(?=[\s|])"
        )
        for found in ends.finditer(label):
            if label.count("(", begin, found.start()) > label.count(")", begin, found.start()):
                continue
            if label[begin : found.start()].strip(" |\n\t"):
                parts.append((at + begin, label[begin : found.end()]))
                begin = found.end()
        return [part for whole in (*parts, (at + begin, label[begin:])) for part in self._known_parts(*whole)]

    def _known_parts(self, begin: int, label: str) -> list[tuple[int, str]]:
        """The known labels that a label consists of: all but the last are of rows without figures."""
        parts: list[tuple[int, str]] = []
        end = 0
        # One after the other: an expression for all of them would try each blank between two in every way.
        while end < len(label) and (found := self._known_row.match(label, end)):
            parts.append((begin + end, found[0]))
            end = found.end()
        return parts if end == len(label) and len(parts) > 1 else [(begin, label)]

    def _blank_rows(self, at: int, label: str, *, closed: bool) -> Iterator[DraftRow]:
        """The rows of a form without figures, as long as a unit ends each."""
        parts = self._parts(label, at)
        *whole, (begin, rest) = parts
        for start, part in whole:
            yield self._blank(start, part)
        unit = re.fullmatch(rf"(.*?\S){_GAP}({self.knowledge.unit.pattern}){_GAP}", rest, re.DOTALL)
        if (
            closed
            and self.united
            and unit is not None
            and not _has_figure(draft_row(unit[1], begin, self.knowledge).label)
        ):
            yield self._blank(begin, rest)

    def _blank(self, begin: int, part: str) -> DraftRow:
        shown = part.rstrip(" |\n\t")
        mark = shown[-1:] if shown[-1:] in _NO_FIGURES else ""
        words = shown.rstrip("".join(_NO_FIGURES) + " |\n\t") if mark else shown
        unit = re.search(rf"({self.knowledge.unit.pattern})$", words) if self.united else None
        label = words[: unit.start()] if unit else words
        offset = begin + len(label) - len(label.lstrip(_BLANKS))
        row = draft_row(self.text[offset : begin + len(label)].rstrip(_BLANKS), offset, self.knowledge)
        self.numbering.met(row)
        row.unit = unit[1] if unit else row.unit
        end = begin + len(shown)
        state = State.DASH if mark else State.BLANK
        row.cells = [Cell(None, state, mark, Span(end - len(mark), end))] * self.count
        return row

    # ---- rows with figures

    def _row(self, label: tuple[int, str], found: re.Match[str], at: int) -> DraftRow | None:
        begin, words = label
        offset = begin + len(words) - len(words.lstrip(_BLANKS))
        words = self.text[offset : begin + len(words)].rstrip(_BLANKS)
        code = _CODE.match(words) if self.numbered else None
        words, ends = self._without_code(words) if self.code_ends_label else (words, None)
        row = draft_row(words[code.end() :] if code else words, offset, self.knowledge)
        if not any(map(str.isalpha, row.label)):
            return None
        row.code = ends
        if code:
            row.code = code[0].strip()
            self.code, self.digits = int(code[1]), len(code[1])
        self.numbering.met(row)
        row.unit = found["unit"] if self.united else row.unit
        start = at + found.start("run")
        after = _in_normal_width(self.text[start : start + _LONGEST_RUN])
        run = self._run.match(after)
        if run is None or self._is_prose(after[run.end() :]):
            return None
        begins_torn = self.torn or words[:1] in _ITEM_MARKS
        own = row.label.removeprefix(self.leading)
        self.torn, self.leading = False, ""
        if words[:1] in _ITEM_MARKS:
            self.numbering.lose()
        figures = self._parted(run[0], after[run.end() : run.end() + 40], row)
        self.at = start + figures.taken
        row.cut_off = self.at >= len(self.text)
        if _has_figure(own) and self.knowledge.vocabulary.find(row.label) is None:
            figures = attrs.evolve(figures, ways=(), doubt=HINTS["figures-in-label"])
        elif begins_torn and words[:1] not in _ITEM_MARKS:
            figures = attrs.evolve(figures, ways=(), doubt=HINTS["figures-before-label"])
        self._fill(row, figures, start)
        if self.numbered and len(figures.ways) > 1:
            self._codes.append((row, attrs.evolve(figures, ways=figures.ways[1:]), start))
        return row

    def _without_code(self, words: str) -> tuple[str, str | None]:
        """A label without the code that is between it and its unit; the label as it is where that is not sure."""
        shown = plain(words)
        for spelled in (f"{self.code + 1:02d}", str(self.code + 1)):
            if shown.endswith(spelled) and (self.parted or self.every_coded):
                self.code += 1
                return words[: -len(spelled)].rstrip(_BLANKS), spelled
        apart = re.search(r"[\s|](\d{1,3})$", shown)
        if apart is None or int(apart[1]) <= self.code:
            self.every_coded = False
            return words, None
        self.code = int(apart[1])
        return words[: apart.start()].rstrip(_BLANKS), apart[1]

    def take_codes(self) -> None:
        """Take the codes of the next rows off the figures that they ran together with, where every row has its own."""
        if self.every_coded and len(self._codes) >= _LEAST_CODES:
            for row, figures, start in self._codes:
                if not row.doubt:
                    row.cells, row.cuts = [], []
                    self._fill(row, figures, start)

    def _is_prose(self, behind: str) -> bool:
        """Whether a sentence goes on after figures: its end, or a unit, which is before figures in tables."""
        if behind[:1] in {",", ";", "。", "%"}:
            return True
        counted = self.united and self.knowledge.measure.match(behind)
        return bool(counted) and not self.knowledge.known_label.match(behind)

    def _parted(self, run: str, behind: str, row: DraftRow) -> _RowFigures:
        """The words of a run of figures, for each way to read it; what belongs to the next row's label is left out."""
        words = [(word.start(), word[0]) for word in self._words.finditer(run)]
        if any(before[0] + len(before[1]) == after[0] for before, after in pairwise(words)):
            return _RowFigures((), len(run), HINTS["not-parted"].format(found=run))
        end = len(run)
        goes_on = bool(behind.strip(_BLANKS))
        if len(words) > 1 and _ITEM.match(behind) and self._is_item(words[-1][1]):
            end, _ = words.pop()
            behind = ""
        elif self._begins_label(words[-1][1], behind):
            if len(words) == 1 or (not self._counts(behind) and len(words) <= self.count + self.coded):
                self.torn = True
                return _RowFigures((), end, HINTS["part-of-next"].format(found=words[-1][1] + behind[:2]))
            whole = self.parted and len(words) == self.count + self.coded + 1
            end, leading = words.pop()
            self.leading = leading if whole else ""
            behind = ""
        glued = False
        if self.coded:
            surplus = len(words) > self.count + 1
            taken = self._take_code(words, row)
            if taken is None:
                return _RowFigures((), end, HINTS["code-or-figures"], surplus=surplus)
            glued = taken
        if not words:
            return _RowFigures(((),), end)
        if self.numbered:
            return self._before_code(words, end, goes_on=goes_on)
        if _ITEM.match(behind):
            return self._before_item(words, end)
        texts = tuple(word for _, word in words)
        shorter = self._before_number(texts[0], behind) if len(texts) == 1 < self.count else ()
        return _RowFigures((texts, *shorter), end, glued=glued or bool(shorter))

    def _before_number(self, digits: str, behind: str) -> list[tuple[str]]:
        """The figures of a row where their last digits are a number that the next label begins with: 110接警数.

        Where nothing parts the two that shows nowhere, unless the label is known.
        """
        known = self.knowledge.part.match(behind) or self.knowledge.known_label.match(behind)
        if self.parted or known or not behind[:1].isalpha():
            return []
        return [
            (digits[:at],)
            for at in range(max(1, len(digits) - _LONGEST_NAME), len(digits))
            if digits[at:].isdecimal() and digits[at] != "0"
        ]

    def _counts(self, behind: str) -> bool:
        """Whether what is after a number is known to go with one that is no figure: 12345热线, 5A级."""
        behind = behind if self.parted else behind.lstrip()
        return self.knowledge.behind_a_number.match(behind) is not None or re.match("[A-Za-z]", behind) is not None

    def _begins_label(self, last: str, behind: str) -> bool:
        """Whether the last number of a run may be the beginning of the next label.

        Where cells are parted, no figure runs into a label; where they are not, 543.15活动 may be 54 and 3.15活动.
        """
        if self._counts(behind):
            return True
        if self.parted and behind[:1].strip(_BLANKS) and not behind[:1].isalpha() and not _ITEM.match(behind):
            return last[:1].isdigit()  # 5+2工作日: a figure ends with its cell
        label = behind[:1].isalpha() and not (
            self.knowledge.part.match(behind) or self.knowledge.known_label.match(behind)
        )
        return label and last[:1].isdigit() and (self.parted or "." in last)

    def _is_item(self, word: str) -> bool:
        """Whether a word of its own is the number of an item, and not a figure that such a number ran together with."""
        if not word.isdecimal() or word.startswith("0"):
            return False
        expected = self.numbering.next()
        return int(word) in expected or (
            len(word) <= _LONGEST_NUMBER and not any(word.endswith(str(one)) for one in expected)
        )

    def _before_item(self, words: list[tuple[int, str]], end: int) -> _RowFigures:
        """The figures of a row where the number of the next item ran together with them."""
        texts = tuple(word for _, word in words)
        at, last = words[-1]
        if not _WHOLE.fullmatch(last):
            return _RowFigures((texts,), end)
        ways: list[tuple[str, ...]] = []
        taken = end
        for number in map(str, self.numbering.next()):
            if last == number and len(words) == 1:
                ways.append(())
                taken = at
            elif last.endswith(number) and len(last) > len(number):
                ways.append((*texts[:-1], last[: -len(number)]))
                taken = at + len(last) - len(number)
        if len(ways) == 1 and not ways[0]:
            return _RowFigures(((),), taken)
        if not ways or () in ways:
            self.numbering.lose()
            return _RowFigures((), end, HINTS["number-of-next"].format(found=last))
        return _RowFigures(tuple(ways), taken, glued=True)

    def _take_code(self, words: list[tuple[int, str]], row: DraftRow) -> bool | None:
        """Take the row's code off its figures: whether it ran together with them; None where that is not known."""
        at, first = words[0]
        if (
            len(words) == self.count + 1
            and len(first) <= _LONGEST_NUMBER
            and first.isdecimal()
            and int(first) > self.code
        ):
            row.code, self.code = first, int(first)
            del words[0]
            return False
        spelled = f"{self.code + 1:02d}"  # a code of one digit could be the first of two
        if len(words) == 1 and first.startswith(spelled) and first != spelled:
            row.code = spelled
            self.code += 1
            words[0] = (at + len(spelled), first.removeprefix(spelled))
            return True
        return None

    def _before_code(self, words: list[tuple[int, str]], end: int, *, goes_on: bool) -> _RowFigures:
        """The figures of a row where the code of the next row is after them, or ran together with them."""
        texts = tuple(word for _, word in words)
        at, last = words[-1]
        following = str(self.code + 1)
        spelled = following.zfill(self.digits)
        if len(words) == self.count + 1 and last in {following, spelled}:
            return _RowFigures((texts[:-1],), at)
        if len(words) <= self.count and goes_on and (self._may_be_code(last) if self.parted else last == spelled):
            return _RowFigures((), at, HINTS["code-or-figures"])  # of the next row; then a cell of this one is blank
        if not goes_on or self.parted:
            return _RowFigures((texts,), end)
        rest = last.removesuffix(spelled)
        if rest == last or not re.fullmatch(_FIGURE, rest):
            self.every_coded = False
            return _RowFigures((), end, HINTS["code-or-figures"])
        return _RowFigures((texts, (*texts[:-1], rest)), at + len(rest), glued=True)

    def _may_be_code(self, word: str) -> bool:
        return word.isdecimal() and len(word) <= _LONGEST_NUMBER and int(word) > self.code

    def _fill(self, row: DraftRow, figures: _RowFigures, start: int) -> None:
        """Give a row its cells: each in its place, or with the ways to read them."""
        raw = self.text[start : start + figures.taken].strip(_BLANKS)
        span = Span(start, start + len(raw))
        ways = figures.ways
        row.doubt = figures.doubt
        if ways == ((),):
            row.cells = [Cell(None, State.BLANK, "", Span(start, start))] * self.count
            return
        if len(ways) == 1 and not figures.glued and self._place(row, ways[0], start, span):
            return
        row.cells = [Cell(None, State.AMBIGUOUS, raw, span)] * self.count
        for words in ways:
            if len(words) == self.count:
                values = [self.cells[word].value for word in words]
                if None not in values:
                    row.cuts.append(tuple(values))
            elif len(words) == 1 and _WHOLE.fullmatch(words[0]):
                row.cuts.extend(ways_to_read(words[0], self.count))
        row.surplus = figures.surplus or (bool(ways) and all(len(words) > self.count for words in ways))
        row.cuts = list(dict.fromkeys(row.cuts))
        if not row.cuts and not row.doubt:
            row.doubt = HINTS["raw-under-columns"].format(found=raw, columns=self.count)

    def _place(self, row: DraftRow, words: tuple[str, ...], start: int, span: Span) -> bool:
        """Give a row a cell for each word, where there is one for each column; and say whether there is."""
        if len(words) == self.count:
            at = start
            for word in words:
                at += _in_normal_width(self.text[at : span.end]).index(word)
                row.cells.append(indicator_cell(self.cells[self.text[at : at + len(word)]], at, row.unit))
                at += len(word)
            return True
        if len(words) == 1 and len(words[0]) == self.count and set(words[0]) <= set("-—–―/"):
            row.cells = [Cell(None, State.DASH, self.text[span.start : span.end], span)] * self.count
            return True
        return False


def ways_to_part(digits: str, count: int) -> list[Cut]:
    """Every way to part digits into this many whole numbers; none where there are too many ways.

    If there are commas, no number begins or ends with one, and each group of digits is complete.
    """
    if len(digits) > _DIGITS * count:
        return []
    ways = 1
    for step in range(count - 1):
        ways = ways * (len(digits) - 1 - step) // (step + 1)
    if ways > _MOST_CUTS:
        return []
    found: list[Cut] = []
    for places in combinations(range(1, len(digits)), count - 1):
        parts = [digits[a:b] for a, b in zip((0, *places), (*places, len(digits)), strict=True)]
        if all(len(part) <= _DIGITS and _NUMBER.fullmatch(part) for part in parts):
            found.append(tuple(int(part.replace(",", "")) for part in parts))
    return found


def ways_to_read(digits: str, count: int) -> list[Cut]:
    """Every way to read digits as the cells of so many columns, some of them blank; none where there are too many ways.

    In text that parts nothing a blank cell shows nowhere.
    """
    found: list[Cut] = []
    for filled in range(count, 0, -1):
        for numbers in ways_to_part(digits, filled):
            for places in combinations(range(count), filled):
                placed = dict(zip(places, numbers, strict=True))
                found.append(tuple(placed.get(place) for place in range(count)))
        if len(found) > _MOST_CUTS:
            return []
    return found


def _withhold_mixed(rows: list[DraftRow], count: int, *, parted: bool) -> None:
    """Withhold figures that ran together where others are parted, and all where there are more columns than heads."""
    if not parted and any(row.doubt and _STRAY_ZERO.search(row.cells[0].raw) for row in rows if row.cells):
        withhold(rows, HINTS["more-columns"])
        return
    apart = any(not row.cuts and not row.doubt and any(c.value is not None for c in row.cells) for row in rows)
    if count == 1 or not (parted and apart):
        return
    for row in rows:
        # A figure alone, and not two that ran together: its column cannot be told.
        if row.cuts and not _GAPS.search(row.cells[0].raw):
            row.cuts, row.doubt = [], HINTS["raw-under-columns"].format(found=row.cells[0].raw, columns=count)


def _in_normal_width(text: str) -> str:
    """The text in normal width, every character in its place; the asterisks of codes are left out."""
    return plain(text).replace("*", " ")


def _may_begin_with_a_head(row: DraftRow, knowledge: Knowledge) -> bool:
    """Whether an unknown head may be before the label of the first row, where nothing parts the two."""
    return not row.part and not row.rank and knowledge.vocabulary.find(row.label) is None


def _begins_with_a_head(rows: list[DraftRow], knowledge: Knowledge) -> bool:
    """Whether words are before the first row's known label, and some row has a figure more than there are heads."""
    first = rows[0]
    known = knowledge.vocabulary.find(first.label) is not None
    behind = any(found.end() == len(first.label) for found in knowledge.known_label.finditer(first.label))
    return behind and not known and not first.rank and any(row.surplus for row in rows)


def _has_figure(label: str) -> bool:
    """Whether digits are in a label, other than in brackets and in the name of a year."""
    shown = re.sub(r"\([^()]*\)", "", plain(label))
    return re.search(r"\d", re.sub(r"(?:19|20)\d\d年", "", shown)) is not None
