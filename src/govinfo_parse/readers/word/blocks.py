"""The body of a Word document as paragraphs and tables, with tracked changes accepted and without struck-out text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import attrs

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.containers.xml import LOCAL_NAMES, child, local_name
from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.limits import MAX_CELLS, MAX_COLUMN_SPAN
from govinfo_parse.readers.merged_cells import SpannedCell, expanded
from govinfo_parse.readers.text.spaces import cell_text
from govinfo_parse.readers.text.text_runs import PLAIN, RunStyle, TextRuns
from govinfo_parse.readers.word.numbering import Numbering, val_attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "instrText", "footnoteReference", "endnoteReference"}
    | {"pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rPr", "commentReference"}
    | {"Fallback", "object"}
)
_MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MATH = "math}"
_SIGNS = {"den": "/", "rad": "√", "nary": "∑", "d": "("} | dict.fromkeys(
    ("m", "eqArr", "func", "limLow", "limUpp", "sPre", "groupChr", "acc", "bar", "borderBox", "phant"), "⋯"
)
"""What is put before a part of a formula, so that it is not taken for a plain number."""
_PARTS = frozenset({"e", "num", "den", "deg", "lim", "fName"})
_SCRIPTS = {"sup": "super", "sub": "sub"}
_PICTURES = frozenset({"inline", "pict", "object", "footnoteReference", "endnoteReference"})
"""Elements that are shown in the line, but are not text, or whose text is not kept."""
_LEAST_HEIGHT = 40
"""Height of a row, in twentieths of a point, below which nobody sees what is in it."""
_LONGEST_VALUE = 32
_OFF = frozenset({"0", "false", "off"})
_UNSEEN = frozenset({"vanish", "strike", "dstrike"})
_TELLING = _UNSEEN | {"vertAlign", "position", "color"}
_SPECIAL = tuple(
    f"{{*}}{name}"
    for name in (
        *(_TELLING | {"pStyle", "numPr", "hyperlink", "rt", "sym", "txbxContent", "tbl"}),
        *("hMerge", "cellDel", "tcPrChange", "oMath", *_PICTURES),
        *(_MARKS.keys() | {"del", "moveFrom", "delText", "delInstrText", "instrText", "Fallback", "object"}),
    )
)
_TEXTS = ("{*}p", "{*}t")
_CELLS = ("{*}tc", "{*}gridSpan", "{*}vMerge", *_TEXTS)
_BY_VALUE = _UNSEEN | {"color", "pStyle"}
_PLACES = {"superscript": "super", "subscript": "sub"}
_BLACK = frozenset({"auto", "000000"})


@attrs.frozen
class Paragraph:
    """A paragraph's text; a manual line break is a line feed."""

    text: str


@attrs.frozen
class Table:
    """A table's rows at true grid columns."""

    rows: list[list[str | Cover]]


def blocks(body: _Element, numbering: Numbering) -> list[Paragraph | Table]:
    """The paragraphs and tables of a body, a table cell or a text box in reading order.

    A table that holds tables is taken apart: its rows without tables stay rows, the others become what is in them.
    """
    return list(_blocks_in(body, _Known(numbering, _special_elements(body, numbering))))


class _Known(NamedTuple):
    """What is known of the whole body.

    Attributes:
        numbering: its lists, which are counted as they are met.
        special: the elements that hold more than runs of text that look alike.
    """

    numbering: Numbering
    special: set[_Element]


def _special_elements(body: _Element, numbering: Numbering) -> set[_Element]:
    """The elements whose text is not simply their runs one after the other; most cells of tables are not among them."""
    found: set[_Element] = set()
    for element in body.iter(*_SPECIAL):
        name = LOCAL_NAMES[element.tag]
        said = val_attribute(element) if name in _BY_VALUE else None
        if name in _UNSEEN:
            tells = said not in _OFF
        elif name == "color":
            tells = said not in _BLACK
        elif name == "pStyle":
            tells = numbering.counts(said or "")
        else:
            tells = True
        one: _Element | None = element
        while tells and one is not None and one not in found:
            found.add(one)
            one = one.getparent()
    return found


def spell_out_styles(body: _Element, styles: _Element) -> None:
    """Copy what a character style says about the look of its runs into the runs that do not say it themselves."""
    said = {
        identity: list(map(_bare, telling.values()))  # each once, however often it is there
        for style in styles
        if local_name(style) == "style"
        and (identity := next((text for key, text in style.items() if key.endswith("}styleId")), None))
        and (telling := {name: one for one in _children(style, "rPr") if (name := local_name(one)) in _TELLING})
    }
    for named in list(body.iter("{*}rStyle")) if said else ():
        properties = named.getparent()
        if properties is not None:
            own = {local_name(one) for one in properties}
            properties.extend(
                copy(one) for one in said.get(val_attribute(named) or "", ()) if local_name(one) not in own
            )


def _bare(element: _Element) -> _Element:
    """A copy of an element with nothing but its value, and no long one: it is copied to many runs."""
    attributes = [(key, text) for key, text in element.items() if LOCAL_NAMES[key] == "val"]
    return element.makeelement(element.tag, {key: text[:_LONGEST_VALUE] for key, text in attributes})


def _blocks_in(parent: _Element, known: _Known) -> Iterator[Paragraph | Table]:
    carried = ""
    for element in _paragraphs_and_tables(parent):
        if local_name(element) == "tbl":
            yield from _blocks_of_table(element, known)
            continue
        boxes: list[_Element] = []
        text = carried + _text_after_number(element, _accepted_text(element, boxes), known.numbering)
        carried = ""
        if _mark_is_deleted(element):
            carried = text
        else:
            yield Paragraph(text)
        for box in boxes:
            yield from _blocks_in(box, known)
    if carried:
        yield Paragraph(carried)


def _paragraphs_and_tables(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables of a container, including those inside content controls or tracked moves."""
    waiting = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif (name := LOCAL_NAMES[element.tag]) in ("p", "tbl"):
            yield element
        elif name not in _DROPPED:
            waiting.append(iter(element))


def _accepted_text(paragraph: _Element, boxes: list[_Element]) -> str:
    """The accepted text of a paragraph; text boxes anchored in it are added to ``boxes``."""
    pieces = TextRuns()
    waiting: list[tuple[Iterator[_Element], RunStyle]] = [(iter(paragraph), PLAIN)]
    while waiting:
        inside, look = waiting[-1]
        element = next(inside, None)
        if element is None:
            waiting.pop()
            continue
        name = LOCAL_NAMES[element.tag]
        if name in _PICTURES:
            pieces.part()
        elif name in _SIGNS and _MATH in str(element.tag):
            pieces.add(_SIGNS[name])
        if name == "t":
            pieces.add(element.text or "", look)
        elif name in _MARKS:
            pieces.add(_MARKS[name], look)
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "sym":
            pieces.add(_symbol(element), look)
        elif name not in _DROPPED and (inner := _look_inside(element, name, look)) is not None:
            waiting.append((iter(element), inner))
    return pieces.take()


def _symbol(element: _Element) -> str:
    code = next((text for key, text in element.items() if key.endswith("}char")), "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _look_inside(element: _Element, name: str, around: RunStyle) -> RunStyle | None:
    """How the text in an element looks; None for a run that is hidden or struck out."""
    if name == "rt":
        return RunStyle("super")
    if _MATH in str(element.tag) and name in (_PARTS | _SCRIPTS.keys()):
        return RunStyle(_SCRIPTS.get(name, around.place), element)
    if name == "hyperlink":
        return RunStyle(around.place, element)
    properties = child(element, "rPr") if name == "r" else None
    if properties is None:
        return around
    place, marks = around.place, [around.mark]
    for one in properties:
        name, said = LOCAL_NAMES[one.tag], val_attribute(one)
        if name in _UNSEEN and said not in _OFF:
            return None
        if name == "vertAlign":
            place = _PLACES.get(said or "", place)
        elif (name == "position" and said != "0") or (name == "color" and said not in _BLACK):
            marks.append((name, said))
    return RunStyle(place, around.mark if len(marks) == 1 else tuple(marks))


def _mark_is_deleted(paragraph: _Element) -> bool:
    """Whether the paragraph's end is itself a tracked deletion, so that the next paragraph runs on."""
    properties = child(paragraph, "pPr")
    mark = None if properties is None else child(properties, "rPr")
    return mark is not None and child(mark, "del") is not None


def _text_after_number(paragraph: _Element, text: str, numbering: Numbering) -> str:
    """The text after its automatic number; but without the number before a figure, which it would change."""
    properties = child(paragraph, "pPr")
    label = "" if properties is None else numbering.label(properties)
    return text if not text.strip() or text.lstrip()[0].isdigit() else label + text


def _children(element: _Element, name: str) -> Iterable[_Element]:
    found = child(element, name)
    return () if found is None else found


def _blocks_of_table(table: _Element, known: _Known) -> Iterator[Paragraph | Table]:
    rows: list[list[_OpenCell]] = []
    positions = 0
    for row, before in _rows_in_sight(table):
        plain = None if row in known.special else _plain_cells(row, before)
        cells = _open_cells(row, before) if plain is None else plain
        positions += len(cells)
        if positions > MAX_CELLS:  # checked before many rows that leave a thousand columns free fill the memory
            raise InputTooLarge(f"a table has more than {MAX_CELLS:,} cells; this is no annual report")
        if plain is not None:
            rows.append(plain)
            continue
        if not any(cell.element in known.special and _holds_table(cell.element) for cell in cells):
            rows.append([_OpenCell(*cell[:3], _text_of_cell(cell.element, known)) for cell in cells])
            continue
        yield from _table_with_spans(rows)
        rows = []
        for cell in cells:
            if cell.element is not None:
                yield from _blocks_in(cell.element, known)
    yield from _table_with_spans(rows)


class _OpenCell(NamedTuple):
    element: _Element | None
    columns: int
    continues: bool
    text: str = ""


def _rows_in_sight(table: _Element) -> Iterator[tuple[_Element, int]]:
    """The visible rows of a table, and how many columns each leaves free at its beginning."""
    for row in _wrapped(table, "tr"):
        properties = next(row.iterchildren("{*}trPr"), None)  # without reading the cells
        if properties is None:
            yield row, 0
        elif not any(map(_takes_away, properties)):
            yield row, _span_number(val_attribute(properties, "gridBefore"), 0)


def _takes_away(said: _Element) -> bool:
    """Whether a property of a row says that it is not visible: deleted, hidden or without height."""
    name = LOCAL_NAMES[said.tag]
    if name == "trHeight":
        is_exact = any(key.endswith("}hRule") and rule == "exact" for key, rule in said.items())
        return is_exact and _span_number(val_attribute(said), _LEAST_HEIGHT) < _LEAST_HEIGHT
    return name == "del" or (name == "hidden" and val_attribute(said) not in _OFF)


def _wrapped(parent: _Element, wanted: str) -> Iterator[_Element]:
    waiting = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif (name := LOCAL_NAMES[element.tag]) == wanted:
            yield element
        elif name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            waiting.append(iter(element))


def _free_columns(columns: int) -> list[_OpenCell]:
    """This many columns without a cell."""
    return [_OpenCell(None, 1, False)] * columns


def _plain_cells(row: _Element, before: int) -> list[_OpenCell] | None:
    """The cells of a row in which nothing is special, read in one pass; None where they are inside another element."""
    cells = _free_columns(before)
    names, made = LOCAL_NAMES, tuple.__new__  # which takes half the time of a call of the class
    cell: _Element | None = None
    pieces: list[str] = []
    columns, continues = 1, False
    for one in row.iter(*_CELLS):
        name = names[one.tag]
        if name == "t":
            pieces.append(one.text or "")
        elif name == "p":
            pieces.append("\n")
        elif name == "tc":
            if one.getparent() is not row:
                return None
            if cell is not None:
                cells.append(made(_OpenCell, (cell, columns, continues, _joined_paragraphs(pieces))))
            cell, pieces, columns, continues = one, [], 1, False
        elif name == "gridSpan":
            columns = _span_number(val_attribute(one), 1)
        elif val_attribute(one) != "restart":
            continues = True
    if cell is not None:
        cells.append(_OpenCell(cell, columns, continues, _joined_paragraphs(pieces)))
    return cells


def _open_cells(row: _Element, before: int) -> list[_OpenCell]:
    cells = _free_columns(before)
    for element in _wrapped(row, "tc"):
        columns, is_deleted, goes_aside, goes_down = 1, False, False, False
        for one in _children(element, "tcPr"):
            name = LOCAL_NAMES[one.tag]
            if name == "gridSpan":
                columns = _span_number(val_attribute(one), 1)
            elif name == "vMerge":
                goes_down = val_attribute(one) != "restart"
            elif name == "hMerge":
                goes_aside = val_attribute(one) != "restart"
            elif name == "cellDel":
                is_deleted = True
        if is_deleted:
            continue
        if goes_aside and cells:
            cells[-1] = cells[-1]._replace(columns=cells[-1].columns + columns)
        else:
            cells.append(_OpenCell(element, columns, goes_down))
    return cells


def _span_number(text: str | None, default: int) -> int:
    return min(int(text), MAX_COLUMN_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _holds_table(cell: _Element) -> bool:
    """Whether a table of two or more cells is in the cell; a table of a single cell is only a frame around its text."""
    return any(len(list(islice(table.iter("{*}tc"), 2))) > 1 for table in cell.iterdescendants("{*}tbl"))


def _text_of_cell(cell: _Element | None, known: _Known) -> str:
    if cell is None:
        return ""
    if cell in known.special:
        return cell_text("\n".join(block.text for block in _blocks_in(cell, known) if isinstance(block, Paragraph)))
    return _joined_paragraphs([(one.text or "") if LOCAL_NAMES[one.tag] == "t" else "\n" for one in cell.iter(*_TEXTS)])


def _joined_paragraphs(pieces: list[str]) -> str:
    """The text of a cell's paragraphs; the first piece is the beginning of the first of them."""
    return cell_text(pieces[1] if len(pieces) == 2 else "".join(pieces[1:]))  # most cells have two


def _table_with_spans(rows: list[list[_OpenCell]]) -> Iterator[Table | Paragraph]:
    """The rows with vertical merges turned into row spans; a table of one column is layout."""
    if all(len(row) < 2 for row in rows):
        for row in rows:
            for cell in row:
                yield Paragraph(cell.text)
        return
    if not any(continues for row in rows for _, _, continues, _ in row):
        yield Table(expanded([[(text, columns, 1) for _, columns, _, text in row] for row in rows]))
        return
    spanned: list[list[SpannedCell]] = []
    open_above: dict[int, tuple[int, int]] = {}  # grid column -> place of the cell that a merge continues
    for number, row in enumerate(rows):
        column = 0
        cells: list[SpannedCell] = []
        now: dict[int, tuple[int, int]] = {}
        for _, columns, continues, text in row:
            above = open_above.get(column) if continues and not text else None
            if above is None:
                now[column] = number, len(cells)
                cells.append((text, columns, 1))
            else:
                now[column] = above
                upper, wide, down = spanned[above[0]][above[1]]
                spanned[above[0]][above[1]] = upper, wide, down + 1
            column += columns
        spanned.append(cells)
        open_above = now
    yield Table(expanded(spanned))
