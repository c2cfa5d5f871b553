from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.word import blocks
from tests.readers.builders import archive, docx_body, docx_file, docx_paragraph, plain_table


def read(body: str, **parts: str) -> Document:
    return read_document(io.BytesIO(docx_file(body, **parts)))


def in_cell(content: str) -> str:
    """A table of one row whose second cell has this content."""
    cells = "".join(f"<w:tc>{one}</w:tc>" for one in (docx_paragraph("甲"), content, docx_paragraph("乙")))
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def math(number: int) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{number}</m:t></m:r>"


QUARTER = f"<m:oMath {MATH}><m:f><m:num>{math(1)}</m:num><m:den>{math(4)}</m:den></m:f></m:oMath>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:p><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:ins><w:r><w:t>9</w:t></w:r></w:ins></w:p>", "9"),
        (
            "<w:p><w:moveFrom><w:r><w:t>7</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>8</w:t></w:r></w:moveTo></w:p>",
            "8",
        ),
        ("<w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>", "12"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>", "2"),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>7</w:t></w:r></w:p>", "7"),
        ("<w:p><w:r><w:t>本年</w:t><w:br/><w:t>新收</w:t></w:r></w:p>", "本年新收"),
        ("<w:p><w:r><w:t>本年</w:t></w:r></w:p><w:p><w:r><w:t>新收</w:t></w:r></w:p>", "本年新收"),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p>",
            "12",
        ),
        ("<w:p><w:r><w:instrText>PAGE 3</w:instrText></w:r><w:r><w:t>5</w:t></w:r></w:p>", "5"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>6</w:t></w:r></w:p></w:sdtContent></w:sdt>", "6"),
        ("<w:p><w:r><w:noBreakHyphen/><w:t>3</w:t></w:r></w:p>", "-3"),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='00B7'/></w:r></w:p>", "·"),
        ("<w:p><w:r><w:t>12</w:t></w:r><w:hyperlink><w:r><w:t>3</w:t></w:r></w:hyperlink></w:p>", "12 3"),
        ("<w:p><w:hyperlink><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:hyperlink></w:p>", "12"),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>5</w:t></w:r></w:rt></w:ruby><w:t>12</w:t></w:r></w:p>", "⁵12"),
        (f"<w:p>{QUARTER}</w:p>", "1/4"),
        (f"<w:p><m:oMath {MATH}><m:sSup><m:e>{math(1)}</m:e><m:sup>{math(4)}</m:sup></m:sSup></m:oMath></w:p>", "1⁴"),
        (f"<w:p><m:oMath {MATH}><m:sSub><m:e>{math(1)}</m:e><m:sub>{math(4)}</m:sub></m:sSub></m:oMath></w:p>", "1₄"),
        (f"<w:p><m:oMath {MATH}><m:rad><m:deg/><m:e>{math(16)}</m:e></m:rad></m:oMath></w:p>", "√16"),
        (f"<w:p><w:r><w:t>1</w:t></w:r>{QUARTER}</w:p>", "1 1/4"),
        (f"<w:p><m:oMath {MATH}>{math(1)}{math(4)}</m:oMath></w:p>", "14"),
        ("<w:p><w:r><w:t>12</w:t><w:drawing><inline/></w:drawing><w:t>3</w:t></w:r></w:p>", "12 3"),
        (
            "<w:p><w:r><w:t>12</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t>3</w:t></w:r></w:p>",
            "12 3",
        ),
        ("<w:p><w:r><w:t>12</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r></w:p>", "12"),
        ("<w:p/>", ""),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>", "12"),
    ],
)
def test_what_a_cell_says(content, text):
    assert read(in_cell(content)).text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ("<w:strike/>", "12"),
        ("<w:dstrike/>", "12"),
        ("<w:strike w:val='false'/>", "123"),
        ("<w:vertAlign w:val='superscript'/>", "12³"),
        ("<w:vertAlign w:val='subscript'/>", "12₃"),
        ("<w:vertAlign w:val='baseline'/><w:position w:val='0'/>", "123"),
        ("<w:position w:val='8'/>", "12 3"),
        ("<w:color w:val='FF0000'/>", "12 3"),
        ("<w:color w:val='FFFFFF'/>", "12"),
        ("<w:color w:val='FFFFFF'/><w:shd w:fill='000000'/>", "12 3"),
        ("<w:eastAsianLayout w:id='1' w:combine='1'/>", "12 3"),
        ("<w:sz w:val='2'/>", "12"),
        ("<w:color w:val='auto'/>", "123"),
        ("<w:rFonts w:ascii='Arial'/><w:b/><w:sz w:val='21'/>", "123"),
    ],
)
def test_what_a_run_after_a_number_does_to_it(properties, text):
    runs = f"<w:r><w:t>12</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>3</w:t></w:r>"
    assert read(in_cell(f"<w:p>{runs}</w:p>")).text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(
    ("style", "own", "text"),
    [
        ("<w:vertAlign w:val='superscript'/>", "", "12³"),
        ("<w:strike/>", "", "12"),
        ("<w:vanish/>", "<w:vanish w:val='0'/>", "123"),
        ("<w:b/>", "", "123"),
    ],
)
def test_a_character_style_is_seen(style, own, text):
    styles = f"<w:style w:type='character' w:styleId='mark'><w:rPr>{style}</w:rPr></w:style><w:style w:styleId='a'/>"
    runs = f"<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:rStyle w:val='mark'/>{own}</w:rPr><w:t>3</w:t></w:r>"
    assert read(in_cell(f"<w:p>{runs}</w:p>"), styles=styles).text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(
    ("properties", "lines"),
    [
        ("<w:hidden/>", 2),
        ('<w:hidden w:val="1"/>', 2),
        ('<w:hidden w:val="false"/>', 3),
        ('<w:trHeight w:val="10" w:hRule="exact"/>', 2),
        ('<w:trHeight w:val="10" w:hRule="atLeast"/>', 3),
        ('<w:trHeight w:val="400" w:hRule="exact"/>', 3),
    ],
)
def test_rows_that_nobody_sees_are_gone(properties, lines):
    table = docx_body([plain_table([["甲", "1"], ["乙", "2"], ["丙", "3"]])])
    first, second, rest = table.split("<w:tr>", 2)
    assert len(read(f"{first}<w:tr>{second}<w:tr><w:trPr>{properties}</w:trPr>{rest}").text.split("\n")) == lines


def test_deleted_rows_and_cells_are_gone():
    kept = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>".format(docx_paragraph("规章"), docx_paragraph("3"))
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>".format(*[docx_paragraph("9")] * 2)
    cell = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{docx_paragraph('8')}</w:tc></w:tr>"
    assert read(f"<w:tbl>{kept}{gone}{kept.removesuffix('</w:tr>')}{cell}</w:tbl>").text == "规章\t3\n规章\t3"


def test_skipped_columns_and_sideways_merges():
    rows = (
        "<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:hMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr>"
    )
    assert read(f"<w:tbl>{rows}</w:tbl>").text == "\t\tc\na\t\td"


def test_what_the_properties_of_a_cell_were_before_a_change_does_not_count():
    span = "<w:gridSpan w:val='2'/>{}"
    before = "<w:tcPrChange><w:tcPr><w:gridSpan w:val='5'/><w:vMerge/></w:tcPr></w:tcPrChange>"
    row = "<w:tr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = "<w:tbl>" + row.format(span.format(before), docx_paragraph("甲"), docx_paragraph("1")) * 2 + "</w:tbl>"
    assert read(body).text == "甲\t\t1\n甲\t\t1"


def test_rows_that_leave_very_many_columns_free_are_no_burden():
    row = "<w:tr><w:trPr><w:gridBefore w:val='1000'/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    with pytest.raises(InputTooLarge):
        read(f"<w:tbl>{row * 20_000}</w:tbl>")


def test_text_of_a_merge_that_continues_nothing_is_kept():
    row = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{docx_paragraph('甲')}</w:tc><w:tc>{docx_paragraph('1')}</w:tc>"
    assert read(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>").text == "甲\t1"


def merged_down(*rows: Sequence[tuple[str, int, str]]) -> str:
    """A table of cells, each with its text, its columns and what it says of merging: "restart", "continue" or ""."""
    lines = []
    for row in rows:
        cells = "".join(
            f"<w:tc><w:tcPr><w:gridSpan w:val='{columns}'/>"
            + (f"<w:vMerge w:val='{merge}'/>" if merge else "")
            + f"</w:tcPr>{docx_paragraph(text)}</w:tc>"
            for text, columns, merge in row
        )
        lines.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def test_cells_of_two_widths_do_not_merge_downwards():
    body = merged_down([("甲", 2, "restart"), ("1", 1, "")], [("", 1, "continue"), ("2", 1, ""), ("3", 1, "")])
    document = read(body)
    assert document.text == "甲\t\t1\n\t2\t3"
    assert [(cell.column, cell.rows) for cell in document.cells] == [(1, 1), (3, 1), (1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize(("text", "shown"), [("5", "？"), ("1,205", "？"), ("乙", "乙"), ("", "")])
def test_a_figure_that_a_merged_cell_covers_is_not_read(text, shown):
    body = merged_down([("甲", 1, ""), ("4", 1, "restart")], [("乙", 1, ""), (text, 1, "continue")])
    assert read(body).text == f"甲\t4\n乙\t{shown}"


def test_tables_in_tables_are_laid_open():
    inner = docx_body([plain_table([["规章", "3"], ["许可", "4"]])])
    row = f"<w:tr><w:tc>{docx_paragraph('前')}{inner}<w:p/></w:tc><w:tc>{docx_paragraph('旁')}</w:tc></w:tr>"
    last = f"<w:tr><w:tc>{docx_paragraph('后')}</w:tc><w:tc>{docx_paragraph('5')}</w:tc></w:tr>"
    assert read(f"<w:tbl>{row}{last}</w:tbl>").text == "前\n\n规章\t3\n许可\t4\n\n旁\n\n后\t5"


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{docx_body(['盒中', plain_table([['规章', '3']])])}</w:txbxContent>"
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(f"<w:p><w:r><w:t>正文</w:t>{choice}</w:r></w:p>").text == "正文\n盒中\n\n规章\t3"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(text: str, level: int = 0) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
    return docx_paragraph(text).replace("<w:p>", f"<w:p>{properties}", 1)


def test_automatic_numbers_of_headings_are_written():
    body = "".join(numbered(f"标题{one}") for one in range(12)) + numbered("小节", 1)
    lines = read(body, numbering=NUMBERING.format("chineseCounting")).text.split("\n")
    assert (lines[0], lines[9], lines[10], lines[12]) == ("一、标题0", "十、标题9", "十一、标题10", "十二.1小节")


def test_automatic_numbers_by_style():
    styles = '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    body = docx_paragraph("总体情况").replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr>')
    assert read(body, numbering=NUMBERING.format("chineseCounting"), styles=styles).text == "一、总体情况"


def test_an_automatic_number_never_changes_a_figure():
    assert read(in_cell(numbered("5") + numbered("")), numbering=NUMBERING.format("decimal")).text == "甲\t5\t乙"


def test_a_cell_that_is_only_counted_shows_its_number():
    assert read(in_cell(numbered("")), numbering=NUMBERING.format("decimal")).text.split("\t")[1].startswith("1")


def field(code: str, result: str | None, begin: str = "") -> str:
    """A field with its code, a part of which is kept as text, as fields inside a code are."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'>{}</w:fldChar></w:r>"
    shown = "" if result is None else f"{mark.format('separate', '')}<w:r><w:t>{result}</w:t></w:r>"
    return f"{mark.format('begin', begin)}{code}{shown}{mark.format('end', '')}"


CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
CHOICE = (
    "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='5'/><w:listEntry w:val='12'/></w:ddList></w:ffData>"
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (field(CODE.format("=SUM(LEFT)"), "12"), "12"),
        (field(CODE.format("=SUM(LEFT)"), None), ""),
        (field(CODE.format("IF ") + field(CODE.format("MERGEFIELD a"), "7") + CODE.format("> 5"), "12"), "12"),
        (field("<w:r><w:t>PAGE 7</w:t></w:r>", "12"), "12"),
        ("<w:r><w:t>12</w:t></w:r>" + field(CODE.format("NOTEREF _Ref"), "3"), "12 3"),
        ("<w:r><w:t>12</w:t></w:r>" + field(CODE.format(r"eq \o(○,1)"), None), "12？"),
        ("<w:r><w:t>12</w:t></w:r>" + field(CODE.format("SYMBOL 57"), None), "12？"),
        ("<w:r><w:t>12</w:t></w:r>" + field(CODE.format(r"ADVANCE \u 6"), None) + "<w:r><w:t>1</w:t></w:r>", "12？1"),
        (field(CODE.format("FORMDROPDOWN"), None, CHOICE), "12"),
        (field(CODE.format("FORMDROPDOWN"), "", CHOICE), "12"),
        ("<w:bdo w:val='rtl'><w:r><w:t>12</w:t></w:r></w:bdo>", "？"),
        ("<w:bdo w:val='ltr'><w:r><w:t>12</w:t></w:r></w:bdo>", "12"),
        (
            "<w:r><AlternateContent><Choice><w:t>12</w:t></Choice><Choice><w:t>3</w:t></Choice></AlternateContent></w:r>",
            "12",
        ),
    ],
)
def test_what_is_shown_of_fields_and_choices(content, text):
    assert read(in_cell(f"<w:p>{content}</w:p>")).text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(
    ("sizes", "text"), [((21, 10), "12 3"), ((21, 18), "123"), ((10, 10), "123"), ((12, 9), "12 3")]
)
def test_clearly_smaller_digits_are_set_apart(sizes, text):
    runs = "".join(
        f"<w:r><w:rPr><w:sz w:val='{size}'/></w:rPr><w:t>{digits}</w:t></w:r>"
        for size, digits in zip(sizes, ("12", "3"), strict=True)
    )
    assert read(in_cell(f"<w:p>{runs}</w:p>")).text == f"甲\t{text}\t乙"


def style(kind: str, name: str, says: str, based_on: str = "") -> str:
    based = f"<w:basedOn w:val='{based_on}'/>" if based_on else ""
    return f"<w:style w:type='{kind}' w:styleId='{name}'>{based}<w:rPr>{says}</w:rPr></w:style>"


@pytest.mark.parametrize("says", ["<w:vanish/>", "<w:strike/>"])
@pytest.mark.parametrize(
    ("own", "text"), [("", ""), ("<w:rPr><w:vanish w:val='0'/><w:strike w:val='0'/></w:rPr>", "12")]
)
def test_styles_of_paragraphs_hide_and_strike_out(says, own, text):
    styles = style("paragraph", "a", says) + style("paragraph", "b", "<w:b/>", "a")
    content = f"<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr><w:r>{own}<w:t>12</w:t></w:r></w:p>"
    assert read(in_cell(content), styles=styles).text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(("says", "text"), [("<w:strike/>", "12"), ("<w:vertAlign w:val='superscript'/>", "12³")])
def test_styles_say_what_those_say_that_they_are_based_on(says, text):
    styles = style("character", "a", says, "b") + style("character", "b", "<w:b/>", "a")
    runs = "<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:rStyle w:val='b'/></w:rPr><w:t>3</w:t></w:r>"
    assert read(in_cell(f"<w:p>{runs}</w:p>"), styles=styles).text == f"甲\t{text}\t乙"


@pytest.mark.parametrize(
    ("around", "text"),
    [
        ("", ""),
        ("<w:tblPr><w:tblStyle w:val='plain'/></w:tblPr>", ""),
        ("<w:tblPr><w:tblStyle w:val='dark'/></w:tblPr>", "12"),
        ("<w:tblPr><w:shd w:fill='002060'/></w:tblPr>", "12"),
        ("<w:tblPr><w:shd w:fill='auto'/></w:tblPr>", ""),
    ],
)
def test_white_text_is_seen_on_a_dark_ground_only(around, text):
    styles = (
        "<w:style w:styleId='dark'><w:tblStylePr><w:tcPr><w:shd w:fill='002060'/></w:tcPr></w:tblStylePr></w:style>"
        "<w:style w:styleId='plain'/>"
    )
    content = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>12</w:t></w:r></w:p>"
    body = in_cell(content).replace("<w:tbl>", f"<w:tbl>{around}", 1)
    assert around in body
    assert read(body, styles=styles).text == f"甲\t{text}\t乙"


def test_unknown_kinds_of_numbers_are_told():
    document = read(numbered("总体情况"), numbering=NUMBERING.format("thaiLetters"))
    assert document.text == "总体情况"
    assert [note.code for note in document.diagnostics] == ["list-number-lost"]


def test_headers_and_footers_are_left_out():
    data = docx_file(docx_paragraph("正文"), hdr=docx_paragraph("页眉"), ftr=docx_paragraph("页脚"))
    assert read_document(io.BytesIO(data)).text == "正文"


def test_the_main_part_may_have_another_name():
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = f"<Types><Override PartName='/word/document2.xml' ContentType='{kind}'/></Types>"
    body = f"<w:document xmlns:w='{space}'><w:body>{docx_paragraph('正文')}</w:body></w:document>"
    data = archive({"[Content_Types].xml": types, "word/document2.xml": body})
    assert read_document(io.BytesIO(data)).text == "正文"


@pytest.mark.parametrize("document", ["", "<a", "<w:document xmlns:w='x'/>"])
def test_broken_parts(document):
    with pytest.raises(DamagedFile):
        read_document(io.BytesIO(archive({"word/document.xml": document})))


class Everything:
    def __contains__(self, _: object) -> bool:
        return True


RUNS = [
    "<w:r><w:t>12</w:t></w:r>",
    "<w:r><w:t>甲 </w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>3</w:t></w:r>",
    "<w:r><w:rPr><w:color w:val='{0}'/></w:rPr><w:t>4</w:t></w:r>",
    "<w:r><w:rPr><w:strike w:val='{0}'/></w:rPr><w:t>5</w:t></w:r>",
    "<w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>1</w:t></w:r>",
    "<w:r><w:tab/></w:r>",
    "<w:r><w:br/></w:r>",
    "<w:r><w:object/></w:r>",
    "<w:r><w:sym w:char='00B7'/></w:r>",
    "<w:del><w:r><w:delText>6</w:delText></w:r></w:del>",
    "<w:ins><w:r><w:t>7</w:t></w:r></w:ins>",
    "<w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom>",
    "<w:hyperlink><w:r><w:t>9</w:t></w:r></w:hyperlink>",
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>盒</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    "<w:bookmarkStart/>",
    "\n  ",
]
PROPERTIES = [
    "",
    "<w:pPr><w:jc w:val='center'/></w:pPr>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:pPr><w:pStyle w:val='{0}'/></w:pPr>",
    "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>",
]
VALUES = st.sampled_from(["0", "auto", "FFFFFF", "1", "a", "b"])
PARTS = {
    "numbering": "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
    "styles": "<w:style w:styleId='a'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='b'/>",
}


@given(st.data())
def test_the_short_way_through_plain_cells_says_the_same(data):
    def paragraph() -> str:
        pieces = data.draw(st.lists(st.sampled_from(RUNS), max_size=3))
        return f"<w:p>{data.draw(st.sampled_from(PROPERTIES))}{''.join(pieces)}</w:p>".replace("{0}", data.draw(VALUES))

    body = "".join(in_cell("".join(paragraph() for _ in range(data.draw(st.integers(1, 3))))) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_special_elements", lambda *_: Everything())
        expected = read(body, **PARTS)
    assert read(body, **PARTS) == expected


def test_a_list_number_longer_than_any_is_lost():
    paragraph = f"<w:p>{PROPERTIES[-1]}<w:r><w:t>甲</w:t></w:r></w:p>"
    long = PARTS["numbering"].replace("%1.", "%1." * 100)
    document = read(paragraph, numbering=long)
    assert document.text == "甲"
    assert [note.code for note in document.diagnostics] == ["list-number-lost"]


def test_a_style_that_says_a_thing_over_and_over_is_no_burden():
    runs = "<w:r><w:rPr><w:rStyle w:val='a'/></w:rPr><w:t>1</w:t></w:r>" * 1000
    colours = "<w:color w:val='FF0000'/>" * 1000
    style = f"<w:style w:styleId='a'><w:rPr>{colours}</w:rPr></w:style>"
    assert read(f"<w:p>{runs}</w:p>", styles=style).text == "1" * 1000


def test_fields_within_fields_are_no_burden():
    begin = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>IF</w:instrText></w:r>"
    assert read(f"<w:p><w:r><w:t>前</w:t></w:r>{begin * 20_000}<w:r><w:t>5</w:t></w:r></w:p>").text == "前"
