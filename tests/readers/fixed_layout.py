"""PDF and OFD files with drawn tables, from the same blocks as the other builders."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.readers.builders import Block, Table, archive, placed

SIZE = 9.0
"""The size of the characters in points."""
_WIDTH, _HEIGHT, _MARGIN, _ROW = 595.0, 842.0, 40.0, 16.0


class Text(NamedTuple):
    """A text and where its baseline begins, in points from the top-left corner."""

    text: str
    x: float
    y: float


class Page(NamedTuple):
    """What is on a page: texts, and lines as ``(x0, y0, x1, y1)``."""

    texts: list[Text]
    lines: list[tuple[float, float, float, float]]


def laid_out(
    blocks: Iterable[Block], *, repeat_header: bool = False, numbered: bool = False, ruled: bool = True
) -> list[Page]:
    """The blocks on pages, tables drawn with a line around each cell and broken between rows where a page ends."""
    pages = [Page([], [])]
    y = _MARGIN
    for block in blocks:
        if isinstance(block, str):
            if y + _ROW > _HEIGHT - _MARGIN:
                pages.append(Page([], []))
                y = _MARGIN
            pages[-1].texts.append(Text(block, _MARGIN, y + 11))
            y += _ROW
            continue
        y = _lay_table(block, pages, y + 4, repeat_header=repeat_header, ruled=ruled) + 4
    if numbered:
        for number, page in enumerate(pages, 1):
            page.texts.append(Text(f"- {number} -", _WIDTH / 2, _HEIGHT - 20))
    return pages


def _lay_table(table: Table, pages: list[Page], y: float, *, repeat_header: bool, ruled: bool) -> float:
    cells, rows, columns = placed(table)
    width = (_WIDTH - 2 * _MARGIN) / columns
    row = 0
    while row < rows:
        room = int((_HEIGHT - _MARGIN - y) // _ROW)
        shown = [*((0,) if row and repeat_header else ()), *range(row, rows)][: max(room, 0)]
        for place, shown_row in enumerate(shown):
            for column in range(columns):
                _lay_cell(pages[-1], cells, (shown_row, column), shown[place:], y + place * _ROW, width, ruled=ruled)
        if ruled and shown:
            x0, x1, bottom = _MARGIN, _MARGIN + columns * width, y + len(shown) * _ROW
            pages[-1].lines.extend([(x0, bottom, x1, bottom), (x0, y, x1, y), (x0, y, x0, bottom), (x1, y, x1, bottom)])
        y += len(shown) * _ROW
        row = shown[-1] + 1 if shown else row
        if row < rows:
            pages.append(Page([], []))
            y = _MARGIN
    return y


def _lay_cell(
    page: Page,
    cells: dict[tuple[int, int], tuple[str, int, int]],
    place: tuple[int, int],
    below: Sequence[int],
    y: float,
    width: float,
    *,
    ruled: bool,
) -> None:
    if place not in cells:
        return
    text, columns, rows = cells[place]
    x = _MARGIN + place[1] * width
    if text:
        page.texts.append(Text(text, x + 3, y + 11))
    if ruled:
        height = min(rows, len(below)) * _ROW
        across = columns * width
        page.lines.extend([(x, y, x + across, y), (x, y + height, x + across, y + height)])
        page.lines.extend([(x, y, x, y + height), (x + across, y, x + across, y + height)])


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
        canvas.setFont("STSong-Light", SIZE)
        canvas.setLineWidth(0.5)
        for text, x, y in page.texts:
            canvas.drawString(x, _HEIGHT - y, text)
        for x0, y0, x1, y1 in page.lines:
            canvas.line(x0, _HEIGHT - y0, x1, _HEIGHT - y1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf(blocks: Iterable[Block], *, repeat_header: bool = False, numbered: bool = False, ruled: bool = True) -> bytes:
    """A PDF with the blocks."""
    return pdf_pages(laid_out(blocks, repeat_header=repeat_header, numbered=numbered, ruled=ruled))


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


def ofd(blocks: Iterable[Block], *, repeat_header: bool = False, numbered: bool = False) -> bytes:
    """An OFD file with the blocks."""
    return ofd_pages(laid_out(blocks, repeat_header=repeat_header, numbered=numbered))
