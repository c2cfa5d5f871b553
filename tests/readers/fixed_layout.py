"""PDF and OFD files with drawn tables, from the same blocks as the other builders."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.readers.builders import Block, Table, archive, placed

SIZE = 9.0
"""The size of the characters in points."""
_WIDTH, _HEIGHT, _MARGIN, _ROW = 595.0, 842.0, 40.0, 16.0
_LINE, _PADDING = 11.0, 5.0


class Text(NamedTuple):
    """A text and where its baseline begins, in points from the top-left corner."""

    text: str
    x: float
    y: float


class Page(NamedTuple):
    """What is on a page: texts, lines as ``(x0, y0, x1, y1)``, and how wide it is."""

    texts: list[Text]
    lines: list[tuple[float, float, float, float]]
    width: float = _WIDTH


def laid_out(
    blocks: Iterable[Block],
    *,
    repeat_header: int = 0,
    numbered: bool = False,
    ruled: bool = True,
    wide: bool = False,
) -> list[Page]:
    """The blocks on pages, tables drawn with a line around each cell and broken between rows where a page ends.

    Args:
        blocks: paragraphs and tables.
        repeat_header: how many rows of a table are printed again on each of its pages.
        numbered: whether pages have numbers.
        ruled: whether tables have lines.
        wide: whether columns and pages are as wide as their texts; else texts are broken to fit their cells.
    """
    blocks = list(blocks)
    columns = [_column_widths(block, wide=wide) for block in blocks if not isinstance(block, str)]
    width = max([_WIDTH, *(sum(one) + 2 * _MARGIN for one in columns)])
    pages = [Page([], [], width)]
    y = _MARGIN
    for block in blocks:
        if isinstance(block, str):
            for line in _broken(block, width - 2 * _MARGIN):
                if y + _ROW > _HEIGHT - _MARGIN:
                    pages.append(Page([], [], width))
                    y = _MARGIN
                pages[-1].texts.append(Text(line, _MARGIN, y + 11))
                y += _ROW
            continue
        y = _lay_table(block, pages, y + 4, columns.pop(0), repeat_header=int(repeat_header), ruled=ruled) + 4
    if numbered:
        for number, page in enumerate(pages, 1):
            page.texts.append(Text(f"- {number} -", width / 2, _HEIGHT - 20))
    return pages


def _width(text: str) -> float:
    return sum(SIZE if ord(one) > 255 else SIZE / 2 for one in text)


def _broken(text: str, room: float) -> list[str]:
    """The text in lines that fit."""
    lines = [""]
    for one in text:
        if lines[-1] and _width(lines[-1] + one) > room:
            lines.append("")
        lines[-1] += one
    return lines


def _column_widths(table: Table, *, wide: bool) -> list[float]:
    cells, _, columns = placed(table)
    if not wide:
        return [(_WIDTH - 2 * _MARGIN) / columns] * columns
    widths = [30.0] * columns
    for (_, column), (text, across, _) in sorted(cells.items(), key=lambda item: item[1][1]):
        lacking = _width(text) + 8 - sum(widths[column : column + across])
        if lacking > 0:
            for place in range(column, column + across):
                widths[place] += lacking / across
    return widths


def _lay_table(
    table: Table, pages: list[Page], y: float, widths: Sequence[float], *, repeat_header: int, ruled: bool
) -> float:
    cells, rows, _ = placed(table)
    heights = [_ROW] * rows
    for (row, column), (text, across, _) in cells.items():
        lines = len(_broken(text, sum(widths[column : column + across]) - _PADDING))
        heights[row] = max(heights[row], (lines - 1) * _LINE + _ROW)
    row = 0
    while row < rows:
        shown = list(range(repeat_header)) if row >= repeat_header else []
        room = _HEIGHT - _MARGIN - y - sum(heights[one] for one in shown)
        first = row
        while row < rows and (heights[row] <= room or (row == first and y == _MARGIN)):
            room -= heights[row]
            row += 1
        shown = [*shown, *range(first, row)] if row > first else []
        top = y
        for place, shown_row in enumerate(shown):
            for column in range(len(widths)):
                if (shown_row, column) in cells:
                    deep = cells[shown_row, column][2]
                    height = sum(heights[one] for one in shown[place : place + deep])
                    _lay_cell(pages[-1], cells[shown_row, column], y, widths, column, height if ruled else 0)
            y += heights[shown_row]
        if ruled and shown:
            x0, x1 = _MARGIN, _MARGIN + sum(widths)
            pages[-1].lines.extend([(x0, y, x1, y), (x0, top, x1, top), (x0, top, x0, y), (x1, top, x1, y)])
        if row < rows:
            pages.append(Page([], [], pages[-1].width))
            y = _MARGIN
    return y


def _lay_cell(
    page: Page, cell: tuple[str, int, int], y: float, widths: Sequence[float], column: int, height: float
) -> None:
    """Put a cell on the page; one without height has no lines around it."""
    text, across, _ = cell
    x = _MARGIN + sum(widths[:column])
    width = sum(widths[column : column + across])
    for number, line in enumerate(_broken(text, width - _PADDING)):
        if line:
            page.texts.append(Text(line, x + 3, y + 11 + number * _LINE))
    if height:
        page.lines.extend([(x, y, x + width, y), (x, y + height, x + width, y + height)])
        page.lines.extend([(x, y, x, y + height), (x + width, y, x + width, y + height)])


def pdf_pages(pages: Iterable[Page], password: str | None = None) -> bytes:
    """The pages as a PDF."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    encrypt = StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), encrypt=encrypt)
    for page in pages:
        canvas.setPageSize((page.width, _HEIGHT))
        canvas.setFont("STSong-Light", SIZE)
        canvas.setLineWidth(0.5)
        for text, x, y in page.texts:
            canvas.drawString(x, _HEIGHT - y, text)
        for x0, y0, x1, y1 in page.lines:
            canvas.line(x0, _HEIGHT - y0, x1, _HEIGHT - y1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf(blocks: Iterable[Block], **layout: int) -> bytes:
    """A PDF with the blocks; the options are those of ``laid_out``."""
    return pdf_pages(laid_out(blocks, **layout))


_MILLIMETRE = 72 / 25.4
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_pages(pages: Sequence[Page], *, with_deltas: bool = True) -> bytes:
    """The pages as an OFD file."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    members = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects = "".join(_ofd_text(text, with_deltas=with_deltas) for text in page.texts)
        objects += "".join(_ofd_line(*line) for line in page.lines)
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return archive(members)


def _ofd_text(text: Text, *, with_deltas: bool) -> str:
    size = SIZE / _MILLIMETRE
    steps = " ".join(f"{size if ord(one) > 255 else size / 2:.4f}" for one in text.text[:-1])
    deltas = f' DeltaX="{steps}"' if with_deltas and steps else ""
    x, y = text.x / _MILLIMETRE, text.y / _MILLIMETRE
    string = text.text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<ofd:TextObject Boundary="{x:.4f} {y - size:.4f} 200 {size:.4f}" Font="1" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{size:.4f}"{deltas}>{string}</ofd:TextCode></ofd:TextObject>'
    )


def _ofd_line(x0: float, y0: float, x1: float, y1: float) -> str:
    x0, y0, x1, y1 = (value / _MILLIMETRE for value in (x0, y0, x1, y1))
    return (
        f'<ofd:PathObject Boundary="{x0:.4f} {y0:.4f} {max(x1 - x0, 0.3):.4f} {max(y1 - y0, 0.3):.4f}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.4f} {y1 - y0:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd(blocks: Iterable[Block], **layout: int) -> bytes:
    """An OFD file with the blocks; the options are those of ``laid_out``."""
    return ofd_pages(laid_out(blocks, **layout))
