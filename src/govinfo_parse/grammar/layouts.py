"""Layouts: how cells and rows are parted, read from a file of terminals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

import attrs

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarSource, Terminal, definitions, fault
from govinfo_parse.grammar.values import dashes

TERMINALS = ("CELL", "ROW", "SIGNATURE", "VALUE", "VALUES", "WRITE_BEGIN", "WRITE_CELL", "WRITE_END", "WRITE_ROW")
"""The terminals a layout file may define."""
_SEARCHED = ("CELL", "ROW", "VALUES")
"""Those that are searched in a text, one match after the other."""


class _RowSeparators(dict[str, bool]):
    """Separator -> whether it parts rows."""

    def __init__(self, row: re.Pattern[str] | None) -> None:
        super().__init__()
        self._row = row

    def __missing__(self, separator: str) -> bool:
        found = self._row is not None and self._row.fullmatch(separator) is not None
        self[separator] = found
        return found


@attrs.frozen
class Layout:
    """One layout, compiled.

    Attributes:
        name: the name of its file.
        description: the comment that opens the file.
        splitter: parts the text into cells and the separators between them; None for a flowing layout.
        rows: says which separators part rows; None where nothing parts rows.
        signature: an expression that shows that a text has this layout.
        needle: a string that must be in such a text, or "".
        values: what a stretch of values looks like, in a layout without separators; else None.
        value: what one value of such a stretch looks like.
        write_cell, write_row: what parts cells and rows when a table is written in this layout, or None.
        write_begin, write_end: what opens and closes a table that is written in this layout.
    """

    name: str
    description: str
    splitter: re.Pattern[str] | None
    rows: _RowSeparators | None
    signature: re.Pattern[str]
    needle: str
    values: re.Pattern[str] | None
    value: re.Pattern[str]
    write_cell: str | None
    write_row: str | None
    write_begin: str
    write_end: str

    def shows_in(self, text: str) -> bool:
        """Whether the text may have this layout."""
        return self.needle in text and self.signature.search(text) is not None


def _pattern(terminal: Terminal) -> str:
    return "|".join([*map(re.escape, terminal.literals), *terminal.patterns])


def _is_same(cell: Terminal, row: Terminal) -> bool:
    """Whether all that parts cells parts rows too, tried with the marks and blanks in both expressions."""
    parting, rows = re.compile(_pattern(cell)), re.compile(_pattern(row))
    marks = sorted({mark for mark in parting.pattern + rows.pattern if not mark.isalnum()} | set(" \t\n\u3000"))
    tried = ["".join(some) for length in (1, 2) for some in product(marks, repeat=length)]
    met = [text for text in (*cell.literals, *tried) if parting.fullmatch(text)]
    if not met:
        return set(cell.patterns) <= set(row.patterns)
    return all(rows.fullmatch(text) for text in met)


def _single(terminal: Terminal | None) -> str | None:
    if terminal is None or terminal.patterns or len(terminal.literals) != 1:
        return None
    return terminal.literals[0]


_FIGURES = "0123456789０１２３４５６７８９"
_SIGNS = "+-−–.＋－．"
_BESIDE = "%％‰万亿千百十〇零一二三四五六七八九"
"""Characters after a figure that change its meaning, and those with which figures are written in words."""
_DASHES = 6
"""Up to this many dashes are one mark."""
_NONE = "无"
"""The word that is printed in place of a value."""


def _swallows(pattern: str) -> bool:
    """Whether a separator of cells can take away a part of a figure: a digit, a sign, or what changes it."""
    compiled = re.compile(pattern)
    beside = sorted({character for character in pattern if not character.isalnum()} | {" ", "\t", "\n", "|", ";", ","})
    if any(compiled.fullmatch(mark) for mark in (*_FIGURES, *_BESIDE)):
        return True
    for other in beside:
        glued = (pair for mark in (*_FIGURES, *_SIGNS) for pair in (other + mark, mark + other))
        if other not in _SIGNS and any(map(compiled.fullmatch, glued)):
            return True
        # What an expression looks at without taking it, such as (?<=;), may be next to a figure too.
        shown = f"{other}7{other}"
        if any(found.start() <= 1 < found.end() for found in compiled.finditer(shown)):
            return True
    return False


def _dash_in(pattern: str) -> str | None:
    """The mark for "no value" that a separator of cells can match, with or without blanks around it."""
    compiled = re.compile(pattern)
    beside = ("", " ", "\t")
    if compiled.fullmatch(_NONE):
        return _NONE
    for before, mark, count, behind in product(beside, dashes(), range(1, _DASHES + 1), beside):
        if compiled.fullmatch(before + mark * count + behind):
            return mark * count
    return None


def _refuse_taking(name: str, pattern: str, source: GrammarSource) -> None:
    """Refuse a separator of cells that can take away a figure, a part of one, or a mark in place of one."""
    if _swallows(pattern):
        message = f"{name} can match a digit or a sign, which it would take away from a figure"
        raise fault(ValueError(message), (source,))
    mark = _dash_in(pattern)
    if mark is not None:
        message = f"{name} can match {mark!r}, which is printed in place of a value; part by another mark, such as ;"
        raise fault(ValueError(message), (source,))


def compile_layout(source: GrammarSource) -> Layout:
    """Compile one layout file.

    Raises:
        GrammarError: it is not a grammar, defines an unknown terminal, or lacks CELL (or VALUES).
    """
    terminals, rules = definitions((source,))
    for name in rules:
        raise fault(ValueError(f"a layout has terminals only; {name} is a rule"), (source,))
    for name, terminal in terminals.items():
        if name not in TERMINALS:
            raise fault(ValueError(f"a layout has no terminal {name}; it may have {', '.join(TERMINALS)}"), (source,))
        if re.compile(_pattern(terminal)).groups:
            raise fault(ValueError(f"the expression of {name} has a group that captures; write (?: for ("), (source,))
        if name in _SEARCHED and re.match(_pattern(terminal), ""):
            raise fault(ValueError(f"{name} must not match nothing at all"), (source,))
    cell, row, values = terminals.get("CELL"), terminals.get("ROW"), terminals.get("VALUES")
    if cell is None and values is None:
        raise GrammarError("a layout must define CELL, what parts two cells (or VALUES)", source.file, 1, 1)
    parted = "|".join(_pattern(terminal) for terminal in (row, cell) if terminal is not None)
    shown = terminals.get("SIGNATURE") or cell or values
    if cell is not None and row is not None and _is_same(cell, row):
        message = "CELL and ROW match the same, so that no two cells stand in one row; part rows by something else"
        raise fault(ValueError(message), (source,))
    for name, parting in (("CELL", cell), ("ROW", row)):
        if parting is not None:
            _refuse_taking(name, _pattern(parting), source)
    return Layout(
        name=source.name,
        description=source.description,
        splitter=re.compile(f"({parted})") if cell is not None else None,
        rows=_RowSeparators(re.compile(_pattern(row))) if row is not None else None,
        signature=re.compile(_pattern(shown)) if shown is not None else re.compile(""),
        needle=_single(cell) or "",
        values=re.compile(_pattern(values)) if values is not None else None,
        value=re.compile(_pattern(terminals["VALUE"]) if "VALUE" in terminals else r"\S+"),
        write_cell=_single(terminals.get("WRITE_CELL") or cell),
        write_row=_single(terminals.get("WRITE_ROW") or row),
        write_begin=_single(terminals.get("WRITE_BEGIN")) or "\n",
        write_end=_single(terminals.get("WRITE_END")) or "\n",
    )


def compile_layouts(sources: Iterable[GrammarSource]) -> dict[str, Layout]:
    """Compile layout files; a later one of the same name takes the place of an earlier one."""
    return {source.name: compile_layout(source) for source in sources}
