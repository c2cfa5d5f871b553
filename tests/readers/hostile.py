"""Small files that would take all of a machine's memory or time."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

FLATE = b"/Filter/FlateDecode"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def pdf(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalog."""
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(bodies, 1))
    return b"%%PDF-1.4\n%strailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (objects, len(bodies) + 1)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream with further entries in its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def page(contents: bytes = b"4 0 R", pages: int = 1, resources: bytes = b"") -> list[bytes]:
    """The first three objects: a catalog, and a page that is listed several times."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents %s>>" % (resources, contents),
    ]


def form(content: bytes, drawn: int, name: bytes = b"X") -> bytes:
    """A form that knows another object by a name."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</%s %d 0 R>>>>" % (name, drawn)
    return stream(content, entries)


def forms(contents: Sequence[bytes]) -> bytes:
    """A page that draws the first of these forms, each of which knows the next as X, the last one the first."""
    numbers = [5 + place for place in range(len(contents))]
    objects = [form(text, drawn) for text, drawn in zip(contents, [*numbers[1:], numbers[0]], strict=True)]
    return pdf(*page(resources=b"/XObject<</X 5 0 R>>"), stream(b"/X Do"), *objects)


def nested(levels: int, times: int) -> bytes:
    """Forms that draw the next one so many times."""
    return forms([*[b"/X Do " * times] * (levels - 1), b"0 0 m 9 9 l S"])


def lines(count: int) -> bytes:
    """The packed content of a page with so many lines."""
    drawn = (b"%d %d m %d %d l S\n" % (n % 500, n // 500, n % 500 + 30, n // 500) for n in range(count))
    return zlib.compress(b"".join(drawn))


def spaces(mebibytes: int) -> bytes:
    """That many mebibytes of spaces, packed."""
    return zlib.compress(b" " * (mebibytes << 20), 9)


def text_page(content: bytes, meanings: bytes = b"null") -> bytes:
    """A page of text, with what its font says that its codes mean."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    drawn = stream(zlib.compress(b"BT /F 9 Tf 20 20 Td " + content + b" ET"), FLATE)
    return pdf(*page(resources=b"/Font<</F 5 0 R>>"), drawn, font, meanings)


MEANING = b"begincmap 1 beginbfchar <31> <%s> endbfchar endcmap" % (b"0031" * 30_000)

HEAVY: dict[str, bytes] = {
    "forms twice over in 24 levels": nested(24, 2),
    "forms ten times over in 7 levels": nested(7, 10),
    "a form that draws itself": forms([b"/X Do " * 10]),
    "two forms that draw each other": forms([b"/X Do /X Do", b"/X Do /X Do"]),
    "a form under an escaped name": pdf(
        *page(resources=b"/XObject<</#58 5 0 R>>"), stream(b"/X Do"), form(b"/X Do " * 10, 5, b"#58")
    ),
    "one stream twenty times": pdf(*page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), FLATE)),
    "one stream in an array of its own": pdf(*page(b"5 0 R"), stream(lines(40_000), FLATE), b"[%s]" % (b"4 0 R " * 20)),
    "content that says it is a picture": pdf(
        *page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), b"/Subtype/Image" + FLATE)
    ),
    "content that says it is a font": pdf(
        *page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), b"/Length1 9" + FLATE), b"<</FontFile2 4 0 R>>"
    ),
    "a large form drawn often": pdf(
        *page(resources=b"/XObject<</X 5 0 R>>"), stream(b"/X Do " * 500), stream(lines(5_000), FLATE + FORM)
    ),
    "marks within marks": pdf(*page(), stream(zlib.compress(b"/a BMC " * 20_000), FLATE)),
    "marks within marks, on many pages": pdf(*page(b"[%s]" % (b"4 0 R " * 20)), stream(b"/a BMC " * 500)),
    "marks whose ends are in texts": pdf(*page(), stream(zlib.compress(b"/a BMC (EMC ) " * 20_000), FLATE)),
    "a form with marks drawn often": pdf(
        *page(resources=b"/XObject<</X 5 0 R>>"), stream(b"/X Do " * 500), stream(b"/a BDC " * 500, FORM)
    ),
    "content that says it holds objects": pdf(
        *page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), b"/Type/ObjStm" + FLATE)
    ),
    "texts one by one": text_page(b"(1) Tj " * 25_000),
    "texts one by one, by quotes": text_page(b"(1)'" * 13_000 + b'0 0(1)" ' * 13_000),
    "a code that means very much": text_page(b"(%s) Tj" % (b"1" * 30_000), stream(MEANING)),
    "a code that means very much, in what says it is a picture": text_page(
        b"(%s) Tj" % (b"1" * 30_000), stream(MEANING, b"/Subtype/Image")
    ),
    "a filter that is not known": pdf(*page(), stream(b"x", b"/Filter/LZWDecode")),
    "an encrypted file": pdf(*page(), stream(b""), b"<</Encrypt 9 0 R>>"),
}
"""Files that pdfium does not see in this process."""

TOO_LARGE: dict[str, bytes] = {
    "168 MiB of spaces": pdf(*page(), stream(spaces(168), FLATE)),
    "280 MiB of spaces under ASCII85": pdf(
        *page(), stream(base64.a85encode(spaces(280)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]")
    ),
    "several streams of spaces": pdf(*page(), *[stream(spaces(60), FLATE)] * 4),
    "29,000 lines on 100 pages": pdf(*page(pages=100), stream(zlib.compress(b"0 0 m 9 9 l S\n" * 29_000), FLATE)),
}
"""Files that are over a limit, whoever reads them."""


def archive(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def clipped(times: int) -> bytes:
    """A page with so many clips, one after the other, and as many texts that all of them count for."""
    clips = b"".join(b"%d 0 500 800 re W n\n" % (n % 7) for n in range(times))
    drawn = clips + b"BT /F 9 Tf 20 20 Td (1) Tj ET\n" * times
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return pdf(*page(resources=b"/Font<</F 5 0 R>>"), stream(zlib.compress(drawn), FLATE), font)


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_PAGE = '<ofd:Pages><ofd:Page ID="1" BaseLoc="p.xml"/></ofd:Pages>'


def ofd(document: str, parts: Mapping[str, str], times: int = 1) -> bytes:
    """An OFD file that lists a document so many times."""
    body = "<ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody>" * times
    members = {"OFD.xml": f"<ofd:OFD {_OFD}>{body}</ofd:OFD>"}
    members["Doc/Document.xml"] = f"<ofd:Document {_OFD}>{document}</ofd:Document>"
    return archive(members | {f"Doc/{name}.xml": f"<ofd:Page {_OFD}>{part}</ofd:Page>" for name, part in parts.items()})


def _text(characters: int) -> str:
    return (
        f'<ofd:TextObject Boundary="0 0 9 9" Size="3"><ofd:TextCode X="1" Y="1">{"123 5" * (characters // 5)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def far_cells(sheets: int) -> bytes:
    """A workbook of sheets with a cell in the first row and one far off."""
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    numbered = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(sheets))
    listed = f"<sheets>{numbered}</sheets>"
    targets = "".join(f'<Relationship Id="r{n}" Target="worksheets/s{n}.xml"/>' for n in range(sheets))
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2000"><c r="BXX2000"><v>2</v></c></row>'
    members = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{spreadsheet}" xmlns:r="{relations}">{listed}</workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{targets}</Relationships>",
    }
    sheet = f'<worksheet xmlns="{spreadsheet}"><sheetData>{cells}</sheetData></worksheet>'
    return archive(members | {f"xl/worksheets/s{n}.xml": sheet for n in range(sheets)})


def styled_runs(runs: int) -> bytes:
    """A Word file of runs of one style, which says that nothing is struck out, and much besides."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    idle = " ".join(f'w:x{n}="{"1" * 40}"' for n in range(500))
    style = f'<w:style w:styleId="s"><w:rPr><w:strike {idle} w:val="0"/></w:rPr></w:style>'
    run = '<w:p><w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>1</w:t></w:r></w:p>'
    return archive(
        {
            "word/document.xml": f"<w:document {word}><w:body>{run * runs}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {word}>{style}</w:styles>",
        }
    )


_MANY = "<a1/><b2/><c3/>" * 60_000
_TEMPLATE = '<ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="t.xml"/></ofd:CommonData>'

REFUSED = {
    "clips that pile up": clipped(1_000),
    "a template 150 times on a page": ofd(
        _TEMPLATE + _PAGE, {"p": '<ofd:Template TemplateID="9"/>' * 150, "t": _MANY + str(list(range(9_000)))}
    ),
    "a document 100 times in a file": ofd(_MANY + str(list(range(9_000))), {}, 100),
    "one text of millions of characters": ofd(_PAGE, {"p": _text(300_000) + str(list(range(9_000)))}),
    "far cells on many sheets": far_cells(60),
}
"""Files of other formats, and of PDF, that are refused before they cost anything."""
