"""Turns an HTML tree into paragraphs and tables, without recursion: pages may be nested to any depth."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.html.menus import MARK, MenuNeeded
from govinfo_parse.readers.html.styles import Style, Styles, path, set_off, shows_again, with_ancestors
from govinfo_parse.readers.limits import MAX_ROW_SPAN
from govinfo_parse.readers.merged_cells import SpannedCell, expanded
from govinfo_parse.readers.text.spaces import UNREAD, cell_text, joined_lines
from govinfo_parse.readers.text.text_runs import TextRuns

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element


def _tag_names(text: str) -> list[str]:
    return text.split()


_SKIP, _BLOCK, _BREAK, _TABLE, _ROW, _CELL, _CAPTION = range(1, 8)
_KINDS: dict[str, int] = (
    dict.fromkeys(
        _tag_names(
            "script style noscript template head iframe frameset object embed applet svg math canvas audio video map "
            "select datalist textarea button input meter progress noembed noframes title"
        ),
        _SKIP,
    )
    | dict.fromkeys(
        _tag_names(
            "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
            "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol option p pre search "
            "section summary ul xmp thead tbody tfoot"
        ),
        _BLOCK,
    )
    | {MARK: _SKIP, "br": _BREAK, "table": _TABLE, "tr": _ROW, "td": _CELL, "th": _CELL, "caption": _CAPTION}
)
_SHOWN = frozenset(
    _tag_names("img svg math canvas audio video iframe object embed applet select textarea button input meter progress")
)
"""Elements that are shown, but are not text."""
_DRAWN = _SHOWN - {"img", "select", "textarea", "input"}
"""Those of which it is not known here what they show; the others were replaced by what they show, or show nothing."""
_SKIPPED = tuple(tag for tag, kind in _KINDS.items() if kind == _SKIP and tag != MARK)
_LEAVES = frozenset({"td", "th", "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that mostly hold a single text."""
_CELL_TAGS = ("td", "th")
_LISTS = frozenset({"ul", "ol", "dl", "nav"})
"""Elements that menus are made of."""
_DIGIT, _FIGURES = re.compile(r"\d"), re.compile(r"[\d\s.,，．+−－-]*")
_SPAN = re.compile(r"\s*\+?(\d{1,8})")

_MOST_INNER = 32
"""How many elements inside a cell or paragraph are examined, to see whether it has a single text, maybe deep inside."""
_INNER_TABLES = 500
"""How many tables inside a table are examined, to see whether it is layout."""
_MOST_TURNS = 16
"""How many elements inside one another may turn the direction of their text."""
_PROSE_LENGTH, _PROSE_BREAKS = 500, 4
"""Above these, a table cell is not a cell but a column of the page's layout that holds prose."""


class Block(NamedTuple):
    """A paragraph (``rows`` is None) or a table, and the element it came from.

    A list whose text is not needed, such as most menus, is one block without text (``is_closed``).
    """

    element: Element
    text: str
    rows: list[list[str | Cover]] | None = None
    is_closed: bool = False


def blocks(root: Element, is_of_interest: Callable[[str], bool]) -> list[Block]:
    """The paragraphs and tables of a tree in document order.

    Hidden and struck-out text and scripts are left out, and what is shown but is not text; a cell that holds nothing
    else has a mark for it.  A table that holds tables is layout: its rows without tables are read as a table, the
    others as what is in them.  A table of one column is layout too.

    Args:
        root: the tree.
        is_of_interest: says by a list's text whether the list is read; other lists stay closed.
    """
    return _Walk(is_of_interest).run(root)


def blocks_within(block: Block) -> list[Block]:
    """The blocks inside a closed block; any other block is returned as it is."""
    return _Walk(None).run(block.element) if block.is_closed else [block]


class _Walk:
    """One walk through a tree.

    Text goes to the cell that is open, else to the paragraph that is being put together; between the cells of a table
    there is no text.
    """

    def __init__(self, is_of_interest: Callable[[str], bool] | None) -> None:
        self._is_of_interest = is_of_interest
        self._list: Element | None = None  # the outermost list that is open
        self._blocks: list[Block] = []
        self._looks = Styles()
        self._mirrored: list[int] = []
        self._preformatted = 0
        self._paragraph = TextRuns()
        self._anchor: Element | None = None
        self._layout: list[Element] = []
        self._table: Element | None = None  # the table, or row of a layout table, that cells are collected from
        self._rows: list[list[SpannedCell]] = []
        self._cell: Element | None = None
        self._spans = 1, 1
        self._text = TextRuns()
        self._is_drawn = False  # something in the cell is not text
        self._text_of = path("string()")

    def run(self, root: Element) -> list[Block]:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        kinds, looks = _KINDS, self._looks
        held = set_off(root, _SKIPPED)
        intricate = held | with_ancestors(root.iter(MARK))
        simple: Element | None = None
        for event, element in walker:
            tag = element.tag
            kind = kinds.get(tag)
            if event == "start":
                if (
                    (tag in _LEAVES and element not in intricate and self._is_simple(element, kind))
                    or (kind == _ROW and element not in intricate and self._is_simple_row(element))
                    or (tag in _LISTS and element not in held and self._stays_closed(element))
                ):
                    simple = element
                    walker.skip_subtree()
                elif not self._enter(element, tag, kind):
                    walker.skip_subtree()
                elif self._cell is None:
                    self._begin(element, kind)
                else:
                    self._in_cell(element.text, kind)
                continue
            if element is not simple and (kind is not None or element is looks.innermost):
                self._end(element, kind)
            if (tail := element.tail) and element is not root:
                if self._cell is not None:
                    self._in_cell(tail, None)
                elif self._table is None and (self._paragraph or not tail.isspace()):
                    self._add(tail, element)
        self._flush()
        return self._blocks

    def _is_simple(self, element: Element, kind: int | None) -> bool:
        """Whether a cell or paragraph has at most one text, which is then all that it says."""
        if self._cell is not None or (kind == _CELL) != (self._table is not None) or self._looks.look is None:
            return False
        if (text := _only_text(element)) is None:
            return False
        if kind == _CELL:
            self._row().append((joined_lines(text), *_spans(element)))
        else:
            if self._paragraph:
                self._flush()
            if text:
                self._blocks.append(Block(element, text if self._preformatted else joined_lines(text)))
        return True

    def _is_simple_row(self, row: Element) -> bool:
        """Whether a row of a table has only such cells; they are read at once."""
        if self._table is None or self._cell is not None or self._looks.look is None:
            return False
        if (text := row.text) and not text.isspace():
            return False
        cells: list[SpannedCell] = []
        for cell in row:
            if cell.tag not in _CELL_TAGS or (text := _only_text(cell)) is None:
                return False
            columns, rows = cell.get("colspan"), cell.get("rowspan")
            if columns is None is rows:
                cells.append((joined_lines(text), 1, 1))
            else:
                cells.append((joined_lines(text), *_spans(cell)))
        self._rows.append(cells)
        return True

    def _stays_closed(self, element: Element) -> bool:
        """Whether a list stays closed: what is in it is not needed, and it looks the same wherever it is."""
        if self._is_of_interest is None or self._list is not None or self._table is not None:
            return False
        self._list = element  # lists inside it are not examined again, whatever becomes of it
        if self._preformatted or self._looks.innermost is not None or _has_table(element):
            return False
        text: str = self._text_of(element)
        if self._is_of_interest("".join(text.split())):
            return False
        self._list = None
        self._flush()
        self._blocks.append(Block(element, "", is_closed=True))
        return True

    def _enter(self, element: Element, tag: str, kind: int | None) -> bool:
        """Whether there is anything to read in an element."""
        if kind == _SKIP or tag in _SHOWN:
            if tag == MARK:
                raise MenuNeeded
            if tag in _SHOWN:
                self._part()
                self._is_drawn |= tag in _DRAWN
            return False
        if tag == "rt" and not len(element) and _DIGIT.search(element.text or "") is None:
            return False  # how the words below it are spoken; a figure may correct the one below it
        style = self._looks.enter(element, tag, inline=kind is None or kind == _BREAK)
        if style is None:
            return True
        if style.is_gone or style.is_unseen:
            self._pass_over(element, kind, style)
            return False
        if style.is_apart and tag != "a":  # even if it is empty and only keeps apart what is around it
            self._part()
        if self._looks.turns:
            if len(self._mirrored) == _MOST_TURNS:
                raise InputTooLarge("the page turns the direction of its text over and over; this is no annual report")
            self._mirrored.append((self._paragraph if self._cell is None else self._text).place())
        return True

    def _pass_over(self, element: Element, kind: int | None, style: Style) -> None:
        """Nothing of an element is shown; one that is not gone keeps its place all the same."""
        if style.is_gone:
            return
        text = UNREAD if shows_again(element) else ""
        if kind == _CELL and self._table is not None and self._cell is None:
            self._row().append((text, *_spans(element)))
            return
        self._part()
        if text and self._cell is not None:
            self._text.add(text)

    def _in_cell(self, text: str | None, kind: int | None) -> None:
        if kind is not None:
            self._text.add("\n")
        if text and (look := self._looks.look) is not None:
            if self._looks.is_hardly_seen and _FIGURES.fullmatch(
                text
            ):  # an outer style sheet may put a colour below it
                text = _DIGIT.sub(UNREAD, text)
            self._text.add(joined_lines(text), look)

    def _part(self) -> None:
        """Something that is not text is here."""
        (self._paragraph if self._cell is None else self._text).part()

    def _begin(self, element: Element, kind: int | None) -> None:
        """An element begins outside of all cells."""
        if self._table is not None:
            self._between_cells(element, kind)
            return
        if kind is None:
            if text := element.text:
                self._add(text, element)
            return
        if kind == _TABLE:
            self._flush()
            if _is_layout(element):
                self._layout.append(element)
            else:
                self._table = element
            return
        if kind == _ROW and self._layout:
            if not _has_table(element):
                self._flush()
                self._table = element
                self._between_cells(element, kind)
                return
            self._flush_rows()
        self._flush()
        self._preformatted += element.tag == "pre"
        if text := element.text:
            self._add(text, element)

    def _between_cells(self, element: Element, kind: int | None) -> None:
        text = element.text
        if kind == _ROW:
            self._rows.append([])
            if text and not text.isspace():
                self._rows[-1].append((text, 1, 1))
        elif kind in (_CELL, _CAPTION):
            self._cell, self._spans, self._is_drawn = element, _spans(element), False
            self._in_cell(text, None)

    def _row(self) -> list[SpannedCell]:
        if not self._rows:
            self._rows.append([])
        return self._rows[-1]

    def _end(self, element: Element, kind: int | None) -> None:
        """The end of a block, or of an element that says how its text looks."""
        text = self._paragraph if self._cell is None else self._text
        if kind is not None and kind != _SKIP:
            if self._cell is not None:
                text.add("\n")
            elif self._table is None:
                self._end_block(element)
        if element is self._list:
            self._list = None
        elif element is self._cell:
            self._end_cell(element, kind)
        elif element is self._table:
            self._end_table(element, kind)
        if self._looks.leave(element) and self._mirrored:
            text.mirror(self._mirrored.pop())

    def _end_block(self, element: Element) -> None:
        self._flush()
        self._preformatted -= element.tag == "pre"
        if self._layout and self._layout[-1] is element:
            self._flush_rows()
            self._layout.pop()

    def _end_cell(self, element: Element, kind: int | None) -> None:
        self._cell = None
        text = self._text.take()
        if kind == _CAPTION:
            self._paragraphs(element, text)
        else:
            self._row().append((text if text.strip() or not self._is_drawn else UNREAD, *self._spans))

    def _end_table(self, element: Element, kind: int | None) -> None:
        self._table = None
        if kind == _TABLE:
            rows, self._rows = self._rows, []
            self._emit(element, rows)

    def _add(self, text: str, element: Element) -> None:
        if (look := self._looks.look) is None:
            return
        if self._anchor is None and not text.isspace():
            self._anchor = element
        self._paragraph.add(text, look)

    def _flush(self) -> None:
        if not self._paragraph:
            return
        text = self._paragraph.take()
        if self._anchor is not None:
            self._blocks.append(Block(self._anchor, text if self._preformatted else joined_lines(text)))
            self._anchor = None

    def _flush_rows(self) -> None:
        if self._rows:
            self._emit(self._layout[-1], self._rows)
            self._rows = []

    def _emit(self, table: Element, rows: list[list[SpannedCell]]) -> None:
        if all(len(row) < 2 for row in rows):
            for row in rows:
                for text, _, _ in row:
                    self._paragraphs(table, text)
            return
        segment: list[list[SpannedCell]] = []
        for row in rows:
            if any(len(text) > _PROSE_LENGTH and text.count("\n") >= _PROSE_BREAKS for text, _, _ in row):
                self._emit_grid(table, segment)
                segment = []
                for text, _, _ in row:
                    self._paragraphs(table, text)
            else:
                segment.append([(cell_text(text), columns, down) for text, columns, down in row])
        self._emit_grid(table, segment)

    def _emit_grid(self, table: Element, rows: list[list[SpannedCell]]) -> None:
        if any(rows):
            self._blocks.append(Block(table, "", expanded(rows)))

    def _paragraphs(self, element: Element, text: str) -> None:
        self._blocks.extend(Block(element, line) for line in text.split("\n") if not line.isspace() and line)


def _only_text(element: Element) -> str | None:
    """The text of an element, "" for white space; None for several texts, or too many elements to examine."""
    only = element.text or ""
    if only.isspace():
        only = ""
    steps = 0
    while len(element) == 1 and steps < _MOST_INNER:  # a span in a paragraph; to iterate takes twice the time
        steps += 1
        element = element[0]
        if (text := element.text) and not text.isspace():
            if only:
                return None
            only = text
        if (text := element.tail) and not text.isspace():
            if only:
                return None
            only = text
    return _only_text_within(element, only, steps) if len(element) else only


def _only_text_within(element: Element, only: str, steps: int) -> str | None:
    """The same, where a text, or "", was found already, in this many steps."""
    for number, inner in enumerate(element.iterdescendants(), steps):
        if number == _MOST_INNER:
            return None
        for text in (inner.text, inner.tail):
            if text and not text.isspace():
                if only:
                    return None
                only = text
    return only


def _has_table(element: Element) -> bool:
    return next(element.iterdescendants("table"), None) is not None


def _is_layout(table: Element) -> bool:
    """Whether the table holds tables.  Inner tables of one cell do not count: they are replaced by what is in them."""
    inner = list(islice(table.iterdescendants("table"), _INNER_TABLES))
    if len(inner) == _INNER_TABLES:
        return True
    outermost = [one for one in inner if next(one.iterancestors("table")) is table]
    if any(len(list(islice(one.iter(*_CELL_TAGS), 2))) > 1 for one in outermost):
        return True
    for one in outermost:
        for element in list(one.iter("table", "tr", *_CELL_TAGS)):
            element.tag = "div"
    return False


def _spans(cell: Element) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    columns, rows = cell.get("colspan"), cell.get("rowspan")
    return 1 if columns is None else _span_of_attribute(columns, 1), 1 if rows is None else _span_of_attribute(
        rows, MAX_ROW_SPAN
    )


def _span_of_attribute(value: str, zero: int) -> int:
    """A span attribute; a row span of 0 reaches to the table's end."""
    match = _SPAN.match(value)
    return 1 if match is None else int(match[1]) or zero
