"""The body of a Word document as paragraphs and tables, with tracked changes accepted and without struck-out text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import attrs

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.containers.xml import LOCAL_NAMES, child, local_name
from govinfo_parse.readers.document import Cover
from govinfo_parse.readers.limits import MAX_CELLS, MAX_COLUMN_SPAN
from govinfo_parse.readers.merged_cells import SpannedCell, expanded
from govinfo_parse.readers.text.spaces import UNREAD, cell_text
from govinfo_parse.readers.text.text_runs import PLAIN, RunStyle, TextRuns
from govinfo_parse.readers.word.fields import Fields
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
_MOST_BASES, _MOST_PROPERTIES = 32, 64
"""How many styles are based on each other, and how many properties an element has, at most."""
_LEAST_HEIGHT = 40
"""Height of a row, in twentieths of a point, below which nobody sees what is in it."""
_LONGEST_VALUE = 32
_FIGURE = re.compile(r"[-+\d.,，％% ]*\d[-+\d.,，％% ]*")
"""A figure in a cell that another covers: not all programs hide it."""
_OFF = frozenset({"0", "false", "off"})
_UNSEEN = frozenset({"vanish", "strike", "dstrike"})
_TELLING = _UNSEEN | {"vertAlign", "position", "color", "eastAsianLayout"}
_TOLD_BY_PARAGRAPHS = _UNSEEN | {"vertAlign"}
"""What a paragraph's style says of its runs that matters where all of them look alike."""
_SPECIAL = tuple(
    f"{{*}}{name}"
    for name in (
        *(_TELLING | {"pStyle", "numPr", "hyperlink", "rt", "sym", "sz", "txbxContent", "tbl"}),
        *("hMerge", "cellDel", "tcPrChange", "oMath", "fldChar", "bdo", "AlternateContent", *_PICTURES),
        *(_MARKS.keys() | {"del", "moveFrom", "delText", "delInstrText", "instrText", "Fallback", "object"}),
    )
)
_TEXTS = ("{*}p", "{*}t")
_CELLS = ("{*}tc", "{*}gridSpan", "{*}vMerge", *_TEXTS)
_BY_VALUE = _UNSEEN | {"color", "pStyle"}
_PLACES = {"superscript": "super", "subscript": "sub"}
_NO_SIZE = float("inf")
_OF_FIELDS = frozenset({"fldChar", "instrText"})
_NAMED_STYLES = frozenset({"pStyle", "rStyle", "tblStyle"})
_BLACK = frozenset({"auto", "000000"})
_USUAL = {"position": frozenset({"0"}), "color": _BLACK, "eastAsianLayout": frozenset[str]()}
"""Properties that set a run apart, and values with which they do not."""
_WHITE = "FFFFFF"
_NO_FILL = frozenset({"auto", _WHITE, "", None})
_TINY, _SMALL = 2, 0.8
"""Letters up to this size, in half points, cannot be seen; those up to this share of others are clearly smaller."""


@attrs.frozen
class Paragraph:
    """A paragraph's text; a manual line break is a line feed."""

    text: str


@attrs.frozen
class Table:
    """A table's rows at true grid columns."""

    rows: list[list[str | Cover]]


def blocks(body: _Element, numbering: Numbering, shading: frozenset[str] = frozenset()) -> list[Paragraph | Table]:
    """The paragraphs and tables of a body, a table cell or a text box in reading order.

    A table that holds tables is taken apart: its rows without tables stay rows, the others become what is in them.

    Args:
        body: the body.
        numbering: the lists of the document.
        shading: the styles that put a colour below text.
    """
    return list(_blocks_in(body, _Known(numbering, _special_elements(body, numbering), shading)))


class _Known(NamedTuple):
    """What is known of the whole body.

    Attributes:
        numbering: its lists, which are counted as they are met.
        special: the elements that hold more than runs of text that look alike.
        shading: the styles that put a colour below text.
    """

    numbering: Numbering
    special: set[_Element]
    shading: frozenset[str] = frozenset()


def _special_elements(body: _Element, numbering: Numbering) -> set[_Element]:
    """The elements whose text is not simply their runs one after the other; most cells of tables are not among them."""
    found: set[_Element] = set()
    sized: tuple[_Element | None, str | None] = None, None
    for element in body.iter(*_SPECIAL):
        name = LOCAL_NAMES[element.tag]
        said = val_attribute(element) if name in _BY_VALUE else None
        if name in _UNSEEN:
            tells = said not in _OFF
        elif name == "color":
            tells = said not in _BLACK
        elif name == "sz":
            size, run = val_attribute(element), element.getparent()
            run = None if run is None else run.getparent()
            around = None if run is None or LOCAL_NAMES[run.tag] != "r" else run.getparent()
            if around is None:
                continue
            tells = (sized[0] is around and sized[1] != size) or _half_points(size) <= _TINY
            sized = around, size
        elif name == "pStyle":
            tells = numbering.counts(said or "")
        else:
            tells = True
        one: _Element | None = element
        while tells and one is not None and one not in found:
            found.add(one)
            one = one.getparent()
    return found


def spell_out_styles(body: _Element, styles: _Element) -> frozenset[str]:
    """Copy what styles say about the look of runs into the runs that do not say it themselves.

    Returns:
        The styles that put a colour below text.
    """
    named = {
        identity: style
        for style in styles
        if local_name(style) == "style"
        and (identity := next((text for key, text in style.items() if key.endswith("}styleId")), None))
    }
    said = {identity: told for identity in named if (told := _told_by_style(identity, named))}
    if said:
        for name in list(body.iter("{*}rStyle")):
            _spell_out(name.getparent(), said.get(val_attribute(name) or "", {}).values())
    of_paragraphs = {
        identity: ones
        for identity, told in said.items()
        if (ones := [one for name, one in told.items() if name in _TOLD_BY_PARAGRAPHS and _is_on(one)])
    }
    for name in list(body.iter("{*}pStyle")) if of_paragraphs else ():
        shared = of_paragraphs.get(val_attribute(name) or "", [])
        properties = name.getparent()
        paragraph = None if properties is None or not shared else properties.getparent()
        for run in () if paragraph is None else list(paragraph.iter("{*}r")):
            own = child(run, "rPr")
            if own is None:
                own = run.makeelement(f"{run.tag.rpartition('}')[0]}}}rPr")
                run.insert(0, own)
            _spell_out(own, shared)
    return frozenset(
        identity for identity, style in named.items() if any(_fill(one) not in _NO_FILL for one in style.iter("{*}shd"))
    )


def _told_by_style(identity: str, named: dict[str, _Element]) -> dict[str, _Element]:
    """What a style, and those that it is based on, say about the look of runs: each once, however often it is there."""
    told: dict[str, _Element] = {}
    met: set[str] = set()
    while identity in named and identity not in met and len(met) < _MOST_BASES:
        met.add(identity)
        style = named[identity]
        for one in _children(style, "rPr"):
            if (name := local_name(one)) in _TELLING:
                told.setdefault(name, _bare(one))
        identity = val_attribute(style, "basedOn") or ""
    return told


def _spell_out(properties: _Element | None, told: Iterable[_Element]) -> None:
    if properties is not None:
        own = {local_name(one) for one in properties}
        properties.extend(copy(one) for one in told if local_name(one) not in own)


def _is_on(telling: _Element) -> bool:
    return val_attribute(telling) not in _OFF | {"baseline"}


def _fill(shading: _Element) -> str | None:
    return next((text for key, text in shading.items() if LOCAL_NAMES[key] == "fill"), None)


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
        text = carried + _text_after_number(element, _accepted_text(element, boxes, known), known.numbering)
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


def _accepted_text(paragraph: _Element, boxes: list[_Element], known: _Known) -> str:
    """The accepted text of a paragraph; text boxes anchored in it are added to ``boxes``."""
    pieces, fields = TextRuns(), Fields()
    small = _small_size(paragraph)
    waiting: list[tuple[Iterator[_Element], RunStyle]] = [(iter(paragraph), PLAIN)]
    while waiting:
        inside, look = waiting[-1]
        element = next(inside, None)
        if element is None:
            waiting.pop()
            continue
        name = LOCAL_NAMES[element.tag]
        if name in _OF_FIELDS:
            if text := fields.take(element, name):
                pieces.add(text, look)
        elif name == "txbxContent":
            boxes.append(element)
        elif (
            (fields.are_codes or not _is_shown(element, name, pieces, fields.look(look)))
            and name not in _DROPPED
            and (inner := _look_inside(element, name, look, known, small)) is not None
        ):
            waiting.append((iter(element[:1] if name == "AlternateContent" else element), inner))
    return pieces.take()


def _is_shown(element: _Element, name: str, pieces: TextRuns, look: RunStyle) -> bool:
    """Whether an element is shown as a text, which then goes to ``pieces``; else what it holds is shown."""
    if name in _LETTERS:
        pieces.add(_LETTERS[name](element), look)
        return True
    if name == "bdo" and val_attribute(element) == "rtl":
        pieces.add(UNREAD)
        return True
    if name in _PICTURES:
        pieces.part()
    elif name in _SIGNS and _MATH in str(element.tag):
        pieces.add(_SIGNS[name])
    return False


def _symbol(element: _Element) -> str:
    code = next((text for key, text in element.items() if key.endswith("}char")), "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _sign(sign: str) -> Callable[[_Element], str]:
    return lambda _: sign


_LETTERS: dict[str, Callable[[_Element], str]] = {
    "t": lambda element: element.text or "",
    "sym": _symbol,
    **{name: _sign(sign) for name, sign in _MARKS.items()},
}
"""What elements of a run show."""


def _small_size(paragraph: _Element) -> float:
    """The size in half points up to which letters of a paragraph are clearly smaller than others in it; 0 for none."""
    sizes = [_half_points(val_attribute(run, "rPr", "sz")) for run in paragraph.iter("{*}r")]
    return _SMALL * max((size for size in sizes if size < _NO_SIZE), default=0)


def _half_points(said: str | None) -> float:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 6 else _NO_SIZE


def _is_on_white(run: _Element, known: _Known) -> bool:
    """Whether nothing says that something other than white is below a run."""
    for around in (run, *run.iterancestors("{*}p", "{*}tc", "{*}tr", "{*}tbl", "{*}txbxContent")):
        name = LOCAL_NAMES[around.tag]
        if name == "txbxContent":
            return False  # the box may be filled
        for one in islice(_children(around, f"{name}Pr"), _MOST_PROPERTIES):
            what, said = LOCAL_NAMES[one.tag], val_attribute(one)
            if (
                (what == "shd" and _fill(one) not in _NO_FILL)
                or (what == "highlight" and said not in ("white", "none"))
                or (what in _NAMED_STYLES and said in known.shading)
            ):
                return False
    return True


def _look_inside(element: _Element, name: str, around: RunStyle, known: _Known, small: float) -> RunStyle | None:
    """How the text in an element looks; None for a run that is hidden or struck out.

    Args:
        element: the element.
        name: its name.
        around: how the text around it looks.
        known: what is known of the body.
        small: the size in half points up to which letters are clearly smaller than others.
    """
    if name == "rt":
        return RunStyle("super")
    if _MATH in str(element.tag) and name in (_PARTS | _SCRIPTS.keys()):
        return RunStyle(_SCRIPTS.get(name, around.place), element)
    if name == "hyperlink":
        return RunStyle(around.place, element)
    properties = child(element, "rPr") if name == "r" else None
    if properties is None:
        return around
    said = {LOCAL_NAMES[one.tag]: val_attribute(one) for one in properties}
    size = _half_points(said.get("sz"))
    if (
        any(said[name] not in _OFF for name in _UNSEEN & said.keys())
        or size <= _TINY
        or ((said.get("color") or "").upper() == _WHITE and _is_on_white(element, known))
    ):
        return None
    place = _PLACES.get(said.get("vertAlign") or "", around.place)
    marks = [(name, said[name]) for name, usual in _USUAL.items() if name in said and said[name] not in usual]
    marks += [("sz", None)] if size <= small else []
    return RunStyle(place, (around.mark, *marks) if marks else around.mark)


def _mark_is_deleted(paragraph: _Element) -> bool:
    """Whether the paragraph's end is itself a tracked deletion, so that the next paragraph runs on."""
    properties = child(paragraph, "pPr")
    mark = None if properties is None else child(properties, "rPr")
    return mark is not None and child(mark, "del") is not None


def _text_after_number(paragraph: _Element, text: str, numbering: Numbering) -> str:
    """The text after its automatic number; but without the number before a figure, which it would change.

    In a cell of a table with nothing else in it, the number is what the cell shows.
    """
    properties = child(paragraph, "pPr")
    label = "" if properties is None else numbering.label(properties)
    if not text.strip():
        around = paragraph.getparent() if label else None
        is_alone = around is not None and len(list(islice(around.iterchildren("{*}p", "{*}sdt"), 2))) == 1
        return label if is_alone and around is not None and LOCAL_NAMES[around.tag] == "tc" else text
    return text if text.lstrip()[0].isdigit() else label + text


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
            above = open_above.get(column) if continues else None
            upper, wide, down = ("", 0, 0) if above is None else spanned[above[0]][above[1]]
            if above is None or text or wide != columns:  # cells of two widths do not make one cell
                now[column] = number, len(cells)
                is_covered = wide == columns and _FIGURE.fullmatch(text) is not None
                cells.append((UNREAD if is_covered else text, columns, 1))
            else:
                now[column] = above
                spanned[above[0]][above[1]] = upper, wide, down + 1
            column += columns
        spanned.append(cells)
        open_above = now
    yield Table(expanded(spanned))
