"""The body of a Word document to paragraphs and tables, with all tracked changes accepted and struck-out text gone."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from govinfo_parse.readers.containers.xml import LOCAL_NAMES, child, local_name
from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.grid import SpannedCell, expand
from govinfo_parse.readers.limits import MAX_COLUMN_SPAN
from govinfo_parse.readers.text.pieces import PLAIN, Look, Pieces
from govinfo_parse.readers.text.spaces import cell_text
from govinfo_parse.readers.word.numbering import Numbering, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "instrText", "footnoteReference", "endnoteReference"}
    | {"pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rPr", "commentReference"}
    | {"Fallback", "object"}
)
_MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_UNSEEN = frozenset({"vanish", "strike", "dstrike"})
_RAISED = Look("super")
_TELLING = _UNSEEN | {"vertAlign", "position", "color"}
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

    A table that holds tables is laid open: its rows without tables stay rows, the others become what stands in them.
    """
    return list(_blocks(body, numbering))


def spell_out_styles(body: _Element, styles: _Element) -> None:
    """Write what a character style says of the look of its runs into the runs, where they do not say it themselves."""
    said = {
        name: telling
        for style in styles
        if local_name(style) == "style"
        and (name := next((text for key, text in style.items() if key.endswith("}styleId")), None))
        and (telling := [one for one in _children(style, "rPr") if local_name(one) in _TELLING])
    }
    for named in list(body.iter("{*}rStyle")) if said else ():
        properties = named.getparent()
        if properties is not None:
            own = {local_name(one) for one in properties}
            properties.extend(copy(one) for one in said.get(value(named) or "", ()) if local_name(one) not in own)


def _blocks(parent: _Element, numbering: Numbering) -> Iterator[Paragraph | Table]:
    carried = ""
    for element in _content(parent):
        if local_name(element) == "tbl":
            yield from _table(element, numbering)
            continue
        boxes: list[_Element] = []
        text = carried + _numbered(element, _text(element, boxes), numbering)
        carried = ""
        if _mark_is_deleted(element):
            carried = text
        else:
            yield Paragraph(text)
        for box in boxes:
            yield from _blocks(box, numbering)
    if carried:
        yield Paragraph(carried)


def _content(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables of a container, those wrapped in content controls or tracked moves included."""
    waiting = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif (name := LOCAL_NAMES[element.tag]) in ("p", "tbl"):
            yield element
        elif name not in _DROPPED:
            waiting.append(iter(element))


def _text(paragraph: _Element, boxes: list[_Element]) -> str:
    """The accepted text of a paragraph; text boxes anchored in it are added to ``boxes``."""
    pieces = Pieces()
    waiting: list[tuple[Iterator[_Element], Look]] = [(iter(paragraph), PLAIN)]
    while waiting:
        inside, look = waiting[-1]
        element = next(inside, None)
        if element is None:
            waiting.pop()
            continue
        name = LOCAL_NAMES[element.tag]
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


def _look_inside(element: _Element, name: str, around: Look) -> Look | None:
    """How the text in an element looks; None if it is a run that is hidden or struck out."""
    if name == "rt":
        return _RAISED
    if name == "hyperlink":
        return Look(around.place, element)
    properties = child(element, "rPr") if name == "r" else None
    if properties is None:
        return around
    place, marks = around.place, [around.mark]
    for one in properties:
        name, said = LOCAL_NAMES[one.tag], value(one)
        if name in _UNSEEN and said not in _OFF:
            return None
        if name == "vertAlign":
            place = _PLACES.get(said or "", place)
        elif (name == "position" and said != "0") or (name == "color" and said not in _BLACK):
            marks.append((name, said))
    return Look(place, around.mark if len(marks) == 1 else tuple(marks))


def _mark_is_deleted(paragraph: _Element) -> bool:
    """Whether the paragraph's end is itself a tracked deletion, so that the next paragraph runs on."""
    properties = child(paragraph, "pPr")
    mark = None if properties is None else child(properties, "rPr")
    return mark is not None and child(mark, "del") is not None


def _numbered(paragraph: _Element, text: str, numbering: Numbering) -> str:
    """The text after its automatic number; never before a figure, which the number would change."""
    properties = child(paragraph, "pPr")
    label = "" if properties is None else numbering.label(properties)
    return text if not text.strip() or text.lstrip()[0].isdigit() else label + text


def _children(element: _Element, name: str) -> Iterator[_Element]:
    found = child(element, name)
    return iter(()) if found is None else iter(found)


def _table(table: _Element, numbering: Numbering) -> Iterator[Paragraph | Table]:
    rows: list[list[_OpenCell]] = []
    for row in _rows(table):
        cells = _cells(row)
        if not any(cell.element is not None and _holds_table(cell.element) for cell in cells):
            rows.append(
                [
                    _OpenCell(cell.element, cell.columns, cell.continues, _cell_text(cell.element, numbering))
                    for cell in cells
                ]
            )
            continue
        yield from _grid(rows)
        rows = []
        for cell in cells:
            if cell.element is not None:
                yield from _blocks(cell.element, numbering)
    yield from _grid(rows)


@attrs.frozen
class _OpenCell:
    element: _Element | None
    columns: int
    continues: bool
    text: str = ""


def _rows(table: _Element) -> Iterator[_Element]:
    for row in _wrapped(table, "tr"):
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            yield row


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


def _cells(row: _Element) -> list[_OpenCell]:
    properties = child(row, "trPr")
    cells = [_OpenCell(None, 1, False)] * _count(value(properties, "gridBefore"), 0)
    for element in _wrapped(row, "tc"):
        form = {LOCAL_NAMES[one.tag]: one for one in _children(element, "tcPr")}
        merge, aside = form.get("vMerge"), form.get("hMerge")
        columns = _count(value(form.get("gridSpan")), 1)
        if "cellDel" in form:
            continue
        if aside is not None and value(aside) != "restart" and cells:
            cells[-1] = attrs.evolve(cells[-1], columns=cells[-1].columns + columns)
        else:
            cells.append(_OpenCell(element, columns, merge is not None and value(merge) != "restart"))
    return cells


def _count(text: str | None, default: int) -> int:
    return min(int(text), MAX_COLUMN_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _holds_table(cell: _Element) -> bool:
    """Whether a table of two or more cells stands in the cell; one of a single cell is only a frame around its text."""
    return any(len(list(islice(table.iter("{*}tc"), 2))) > 1 for table in cell.iterdescendants("{*}tbl"))


def _cell_text(cell: _Element | None, numbering: Numbering) -> str:
    if cell is None:
        return ""
    return cell_text("\n".join(block.text for block in _blocks(cell, numbering) if isinstance(block, Paragraph)))


def _grid(rows: list[list[_OpenCell]]) -> Iterator[Table | Paragraph]:
    """The rows with vertical merges turned into row spans; a table of one column is layout."""
    if all(len(row) < 2 for row in rows):
        for row in rows:
            for cell in row:
                yield Paragraph(cell.text)
        return
    spanned: list[list[SpannedCell]] = []
    open_above: dict[int, tuple[int, int]] = {}  # grid column -> place of the cell that a merge continues
    for number, row in enumerate(rows):
        column = 0
        cells: list[SpannedCell] = []
        now: dict[int, tuple[int, int]] = {}
        for cell in row:
            above = open_above.get(column) if cell.continues and not cell.text else None
            if above is None:
                now[column] = number, len(cells)
                cells.append((cell.text, cell.columns, 1))
            else:
                now[column] = above
                text, columns, down = spanned[above[0]][above[1]]
                spanned[above[0]][above[1]] = text, columns, down + 1
            column += cell.columns
        spanned.append(cells)
        open_above = now
    yield Table(expand(spanned))
