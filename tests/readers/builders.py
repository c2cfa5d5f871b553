"""Files of every format, written from blocks: a block is a paragraph (``str``) or a table.

A table is a list of rows, a row a list of cells, a cell ``(text, columns, rows)``; positions under a merged cell are
not listed, as in HTML.
"""

from __future__ import annotations

import html as html_module
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = tuple[str, int, int]
Table = Sequence[Sequence[Cell]]
Block = str | Table


def plain_table(rows: Iterable[Iterable[str]]) -> list[list[Cell]]:
    """A table without merged cells."""
    return [[(text, 1, 1) for text in row] for row in rows]


def placed(table: Table) -> tuple[dict[tuple[int, int], Cell], int, int]:
    """The cells by their top-left (row, column) position, and the table's numbers of rows and columns."""
    cells: dict[tuple[int, int], Cell] = {}
    covered: set[tuple[int, int]] = set()
    for row, listed in enumerate(table):
        column = 0
        for cell in listed:
            while (row, column) in covered:
                column += 1
            cells[row, column] = cell
            covered |= {(row + down, column + right) for down in range(cell[2]) for right in range(cell[1])}
    return cells, len(table), 1 + max((column for _, column in covered), default=-1)


def expected_rows(table: Table) -> list[str]:
    """The table's lines as every reader must give them."""
    cells, rows, columns = placed(table)
    return ["\t".join(cells.get((row, column), ("", 1, 1))[0] for column in range(columns)) for row in range(rows)]


def expected_text(blocks: Iterable[Block]) -> str:
    """The text of a file with these blocks."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(block)
            continue
        parts += ["", *expected_rows(block), ""]
    text = "\n".join(parts)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n")


def archive(members: Mapping[str, bytes | str]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def html_body(blocks: Iterable[Block]) -> str:
    """The blocks as HTML without a page around them."""
    return "\n".join(
        f"<p>{html_module.escape(block)}</p>" if isinstance(block, str) else _html_table(block) for block in blocks
    )


def _html_table(table: Table) -> str:
    def cell(text: str, columns: int, rows: int) -> str:
        spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
        return f"<td{spans}>{html_module.escape(text)}</td>"

    rows = "\n".join(f"<tr>{''.join(cell(*one) for one in row)}</tr>" for row in table)
    return f'<table border="1">\n{rows}\n</table>'


def html(blocks: Iterable[Block], *, chrome: str = "{}", encoding: str = "utf-8") -> bytes:
    """An HTML page; ``chrome`` is what is around the body, which goes to its ``{}``."""
    page = f"<!DOCTYPE html><html><head><meta charset={encoding}></head><body>{chrome}</body></html>"
    return page.replace("{}", html_body(blocks), 1).encode(encoding)


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_paragraph(text: str) -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx_body(blocks: Iterable[Block]) -> str:
    """The blocks as WordprocessingML."""
    return "".join(docx_paragraph(block) if isinstance(block, str) else _docx_table(block) for block in blocks)


def _docx_table(table: Table) -> str:
    cells, rows, columns = placed(table)
    covering = {
        (row + down, column + right): (row, column)
        for (row, column), (_, across, deep) in cells.items()
        for down in range(deep)
        for right in range(across)
    }
    lines = []
    for row in range(rows):
        line = ""
        column = 0
        while column < columns:
            owner = covering.get((row, column), (row, column))
            text, across, deep = cells.get(owner, ("", 1, 1))
            form = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
            if deep > 1:
                form += '<w:vMerge w:val="restart"/>' if owner[0] == row else "<w:vMerge/>"
            shown = text if owner[0] == row else ""
            line += f"<w:tc><w:tcPr>{form}</w:tcPr>{docx_paragraph(shown)}</w:tc>"
            column += across
        lines.append(f"<w:tr>{line}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>"


def docx_file(body: str, **parts: str) -> bytes:
    """A Word document with this body, and with further parts such as ``numbering``."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_WORD}><w:body>{body}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            **{f"word/{name}.xml": f"<w:{name} {_WORD}>{text}</w:{name}>" for name, text in parts.items()},
        }
    )


def docx(blocks: Iterable[Block]) -> bytes:
    """A Word document."""
    return docx_file(docx_body(blocks))


def _column_letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def xlsx(*sheets: Sequence[Block], hidden: Sequence[int] = ()) -> bytes:
    """A workbook; blocks of a sheet are parted by an empty row.  Texts that are numbers become number cells."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    names = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"{" state=" + quoteattr("hidden") if n - 1 in hidden else ""}/>'
        for n in names
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in names
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relation}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{relation}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{relation}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in names
        )
        + "</Relationships>",
    }
    for number, blocks in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = _sheet(blocks, space)
    return archive(members)


def _sheet(blocks: Sequence[Block], space: str) -> str:
    rows: list[str] = []
    merges: list[str] = []
    top = 1
    for block in blocks:
        table = [[(block, 1, 1)]] if isinstance(block, str) else block
        cells, count, columns = placed(table)
        for row in range(count):
            line = "".join(
                _sheet_cell(f"{_column_letters(column)}{top + row}", cells[row, column][0])
                for column in range(columns)
                if (row, column) in cells and cells[row, column][0]
            )
            rows.append(f'<row r="{top + row}">{line}</row>')
        merges += [
            f'<mergeCell ref="{_column_letters(column)}{top + row}:'
            f'{_column_letters(column + across - 1)}{top + row + deep - 1}"/>'
            for (row, column), (_, across, deep) in cells.items()
            if across > 1 or deep > 1
        ]
        top += count + 1
    merged = f"<mergeCells>{''.join(merges)}</mergeCells>" if merges else ""
    return f"<worksheet {space}><sheetData>{''.join(rows)}</sheetData>{merged}</worksheet>"


def _sheet_cell(place: str, text: str) -> str:
    if text.lstrip("-").replace(".", "", 1).isdecimal() and text.isascii():
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def markdown(blocks: Iterable[Block]) -> bytes:
    """A Markdown file; its tables have no merged cells, so those are empty cells."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines += [block, ""]
            continue
        rows = [f"| {row.replace(chr(9), ' | ')} |" for row in expected_rows(block)]
        lines += [rows[0], "|" + "---|" * (rows[0].count("|") - 1), *rows[1:], ""]
    return "\n".join(lines).encode()
