"""An HTML tree to paragraphs and tables, without recursion: pages may be nested as deep as they like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.grid import SpannedCell, expand
from govinfo_parse.readers.html_looks import Looks, style_of
from govinfo_parse.readers.limits import MAX_ROW_SPAN
from govinfo_parse.readers.pieces import Pieces
from govinfo_parse.readers.text import cell_text, joined_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element


def _words(text: str) -> list[str]:
    return text.split()


_SKIP, _BLOCK, _BREAK, _TABLE, _ROW = range(1, 6)
_KINDS: dict[str, int] = (
    dict.fromkeys(
        _words(
            "script style noscript template head iframe frameset object embed applet svg math canvas audio video map "
            "select datalist textarea button input"
        ),
        _SKIP,
    )
    | dict.fromkeys(
        _words(
            "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
            "footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section summary ul "
            "caption thead tbody tfoot td th"
        ),
        _BLOCK,
    )
    | {"br": _BREAK, "table": _TABLE, "tr": _ROW}
)
_CELL_TAGS = ("td", "th")
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_SPAN = re.compile(r"\s*\+?(\d{1,8})")

_INNER_TABLES = 500
"""Tables within a table that are looked at, to see whether it is layout."""
_PROSE_LENGTH, _PROSE_BREAKS = 500, 4
"""From here on a table cell is no cell but a column of the page's layout that holds prose."""


class Block(NamedTuple):
    """A paragraph (``rows`` is None) or a table, and the element it came from."""

    element: Element
    text: str
    rows: list[list[str | Cover]] | None = None


class _RawCell(NamedTuple):
    text: str
    columns: int
    rows: int


def blocks(root: Element) -> list[Block]:
    """The paragraphs and tables of a tree in document order.

    Hidden and struck-out text, scripts and form controls are left out.  A table that holds tables is layout: its rows
    that hold none are read as a table, the others as what stands in them.  A table of one column is layout too.
    """
    return _Walk().run(root)


class _Walk:
    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._looks = Looks()
        self._buffer = Pieces()
        self._anchor: Element | None = None
        self._rows: list[list[_RawCell]] = []
        self._layout: list[Element] = []
        self._preformatted = 0

    def run(self, root: Element) -> list[Block]:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        kinds = _KINDS
        for event, element in walker:
            kind = kinds.get(element.tag)
            if event == "end":
                self._end(element, kind, is_root=element is root)
            elif kind == _SKIP or not self._looks.enter(element, inline=kind is None):
                walker.skip_subtree()
            elif kind == _TABLE:
                self._flush()
                if _is_layout(element):
                    self._layout.append(element)
                else:
                    self._flat_table(element)
                    walker.skip_subtree()
            elif kind == _ROW and self._layout and next(element.iterdescendants("table"), None) is None:
                self._flush()
                self._rows.extend(_raw_rows(element))
                walker.skip_subtree()
            else:
                if kind == _ROW:
                    self._flush_rows()
                if kind is not None:
                    self._flush()
                    self._preformatted += element.tag == "pre"
                if text := element.text:
                    self._add(text, element)
        self._flush()
        return self._blocks

    def _end(self, element: Element, kind: int | None, *, is_root: bool) -> None:
        if kind is not None and kind != _SKIP:
            self._flush()
            self._preformatted -= element.tag == "pre"
            if self._layout and self._layout[-1] is element:
                self._flush_rows()
                self._layout.pop()
        self._looks.leave(element)
        if not is_root and (tail := element.tail):
            self._add(tail, element)

    def _add(self, text: str, element: Element) -> None:
        if (look := self._looks.look) is None:
            return
        if self._anchor is None and not text.isspace():
            self._anchor = element
        self._buffer.add(text, look)

    def _flush(self) -> None:
        if not self._buffer:
            return
        text = self._buffer.take()
        if self._anchor is not None:
            self._blocks.append(Block(self._anchor, text if self._preformatted else joined_lines(text)))
            self._anchor = None

    def _flat_table(self, table: Element) -> None:
        for caption in table.iter("caption"):
            self._paragraphs(caption, _raw_text(caption))
        self._emit(table, list(_raw_rows(table)))

    def _flush_rows(self) -> None:
        if self._rows:
            self._emit(self._layout[-1], self._rows)
            self._rows = []

    def _emit(self, table: Element, rows: list[list[_RawCell]]) -> None:
        if all(len(row) < 2 for row in rows):
            for row in rows:
                for cell in row:
                    self._paragraphs(table, cell.text)
            return
        segment: list[list[SpannedCell]] = []
        has_long = any(len(cell.text) > _PROSE_LENGTH for row in rows for cell in row)
        for row in rows:
            if has_long and any(_is_prose(cell.text) for cell in row):
                self._emit_grid(table, segment)
                segment = []
                for cell in row:
                    self._paragraphs(table, cell.text)
            elif row:
                segment.append([(cell_text(cell.text), cell.columns, cell.rows) for cell in row])
        self._emit_grid(table, segment)

    def _emit_grid(self, table: Element, rows: list[list[SpannedCell]]) -> None:
        if rows:
            self._blocks.append(Block(table, "", expand(rows)))

    def _paragraphs(self, element: Element, text: str) -> None:
        self._blocks.extend(Block(element, line) for line in text.split("\n") if not line.isspace() and line)


def _is_prose(text: str) -> bool:
    return len(text) > _PROSE_LENGTH and text.count("\n") >= _PROSE_BREAKS


def _is_hidden(element: Element) -> bool:
    style = style_of(element)
    return style.is_gone or style.is_unseen


def _is_layout(table: Element) -> bool:
    """Whether the table holds tables.  Inner tables of one cell are no layout: they are opened up into their cell."""
    inner = list(islice(table.iterdescendants("table"), _INNER_TABLES))
    if any(len(list(islice(one.iter(*_CELL_TAGS), 2))) > 1 for one in inner) or len(inner) == _INNER_TABLES:
        return True
    for one in inner:
        for element in list(one.iter("table", "tr", *_CELL_TAGS)):
            element.tag = "div"
    return False


def _raw_rows(table: Element) -> Iterator[list[_RawCell]]:
    row: list[_RawCell] | None = None
    hidden_group = hidden_row = False
    for element in table.iter("tr", *_ROW_GROUPS, *_CELL_TAGS):
        if element.tag in _ROW_GROUPS:
            hidden_group = _is_hidden(element)
        elif element.tag == "tr":
            if row is not None:
                yield row
            hidden_row = (hidden_group and element.getparent() is not table) or _is_hidden(element)
            row = []
            if not hidden_row and (text := element.text) and not text.isspace():
                row.append(_RawCell(text, 1, 1))
        elif not hidden_row and (cell := _raw_cell(element)) is not None:
            row = [] if row is None else row
            row.append(cell)
    if row is not None:
        yield row


def _raw_cell(element: Element) -> _RawCell | None:
    """A cell with its spans; None if it takes no part in the page."""
    columns = rows = 1
    is_plain = not len(element)
    for name, value in element.items():
        if name == "colspan":
            columns = _span(value, 1)
        elif name == "rowspan":
            rows = _span(value, MAX_ROW_SPAN)
        elif name in ("style", "hidden"):
            is_plain = False
    if is_plain:
        return _RawCell(joined_lines(element.text or ""), columns, rows)
    return None if style_of(element).is_gone else _RawCell(_raw_text(element), columns, rows)


def _span(value: str, zero: int) -> int:
    """A span attribute; a row span of 0 reaches to the table's end."""
    match = _SPAN.match(value)
    return 1 if match is None else int(match[1]) or zero


def _raw_text(cell: Element) -> str:
    """The text of an element as it is shown, with a line break where a block or ``<br>`` makes one."""
    from lxml.etree import iterwalk

    looks, pieces = Looks(), Pieces()
    walker = iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        kind = _KINDS.get(element.tag)
        text = element.text if event == "start" else element.tail
        if event == "end":
            if element is cell:
                break
            looks.leave(element)
            if kind is not None and kind != _SKIP:
                pieces.add("\n")
        elif kind == _SKIP or not looks.enter(element, inline=kind is None):
            walker.skip_subtree()
            continue
        elif kind is not None:
            pieces.add("\n")
        if text and (look := looks.look) is not None:
            pieces.add(joined_lines(text), look)
    return pieces.take()
