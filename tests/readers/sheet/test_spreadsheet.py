from __future__ import annotations

import io
import re
import struct
import zipfile
from xml.sax.saxutils import escape

import pytest

from govinfo_parse import State, parse_file
from govinfo_parse.errors import DamagedFile, InputTooLarge, PasswordProtected
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.sheet.number_formats import format_number
from govinfo_parse.readers.sheet.xlsx import columns_in, scan_xlsx
from govinfo_parse.readers.text.spaces import UNREAD, number_text
from tests.readers.builders import archive, expected_text, plain_table, xlsx
from tests.readers.compound import compound_file, xls

ROWS = plain_table([["信息内容", "数量"], ["规章", "3"], ["收费", "121.94"]])


def read(data: bytes) -> Document:
    return read_document(io.BytesIO(data))


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (121.94, "121.94"), (-8.0, "-8"), (0.1, "0.1"), (11398889.0, "11398889"), (96171.6, "96171.6")],
)
def test_numbers_as_a_person_writes_them(value, text):
    assert number_text(value) == text


def test_sheets_follow_each_other_and_hidden_ones_are_told():
    document = read(xlsx(["某报告2024年年度报告", ROWS], [ROWS], [plain_table([["旧", "9"]])], hidden=[2]))
    assert document.text == expected_text(["某报告2024年年度报告", ROWS, ROWS])
    assert [note.code for note in document.diagnostics] == ["hidden-sheets"]
    assert {cell.page for cell in document.cells} == {1, 2}


def test_a_workbook_of_hidden_sheets_only_is_read():
    assert read(xlsx([ROWS], hidden=[0])).text == expected_text([ROWS])


def test_a_table_that_starts_off_the_corner():
    shifted = [[("", 1, 1), *row] for row in ROWS]
    assert read(xlsx([shifted])).text == expected_text([ROWS])


def test_headings_end_a_table_without_an_empty_row():
    rows = [*ROWS, [("三、收到和处理政府信息公开申请情况", 2, 1)], *plain_table([["一、新收", "1"]])]
    text = expected_text([ROWS, "三、收到和处理政府信息公开申请情况", plain_table([["一、新收", "1"]])])
    assert read(xlsx([rows])).text == text


def sheet(cells: str, merges: str = "") -> bytes:
    data = xlsx([ROWS])

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData>{merges}</worksheet>'.encode()
    )
    return archive(members)


def test_formulas_without_a_result_and_errors_are_told():
    row = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="e"><v>#DIV/0!</v></c><c r="D1"><f>1+1</f><v>2</v></c></row>'
    )
    document = read(sheet(row))
    assert document.text.split("\t") == ["甲", UNREAD, UNREAD, "2"]
    assert [note.code for note in document.diagnostics] == ["formula-without-value"]
    assert document.diagnostics[0].message.startswith("2 cells")
    assert "!B1, 表1!C1." in document.diagnostics[0].message


def test_a_far_off_cell_is_no_gigabyte():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(InputTooLarge):
        read(sheet(rows))


def test_styled_empty_cells_far_off_do_not_count():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    assert read(sheet(rows)).text == "1\t2"


def test_a_merge_over_the_whole_sheet_is_no_burden():
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert read(sheet('<row r="1"><c r="A1"><v>1</v></c></row>', merges)).text == "1"


def columns(*texts: str | int, row: int = 1) -> str:
    """A row of numbers, and of cells given as they are written."""
    cells = (
        text if isinstance(text, str) else f'<c r="{letter}{row}"><v>{text}</v></c>'
        for letter, text in zip("ABCDEFG", texts, strict=False)
    )
    return "".join(cells)


HIDDEN = '<row r="1">{}</row><row r="2" {}>{}</row><row r="3">{}</row>'.format(
    columns(1, 2, 3), "{}", columns(777, 888, 999, row=2), columns(4, 5, 6, row=3)
)


@pytest.mark.parametrize(
    "said",
    [
        'hidden="1"',
        "hidden='true'",
        'ht="0" customHeight="1"',
        'spans="1:3" ht="0.0"',
        'ht="0.75"',
        "ht='1.5' customHeight='1'",
        'ht="1"',
    ],
)
def test_hidden_rows_are_left_out_and_told(said):
    document = read(sheet(HIDDEN.format(said)))
    assert document.text == "1\t2\t3\n4\t5\t6"
    assert [(note.code, note.message[:1]) for note in document.diagnostics] == [("hidden-cells", "3")]


@pytest.mark.parametrize("said", ['hidden="0"', 'ht="15"', 'outlineLevel="1"', 'ht="2.25"', "ht='10'"])
def test_rows_in_sight_are_read(said):
    document = read(sheet(HIDDEN.format(said)))
    assert document.text == "1\t2\t3\n777\t888\t999\n4\t5\t6"
    assert not document.diagnostics


@pytest.mark.parametrize("said", ['hidden="1"', 'width="0" customWidth="1"', 'width="0.1"', "width='0.49'"])
def test_hidden_columns_are_left_out_and_told(said):
    document = read(with_second_column(said))
    assert document.text == "1\t3\n777\t999\n4\t6"
    assert [note.code for note in document.diagnostics] == ["hidden-cells"]


@pytest.mark.parametrize("said", ['width="0.6"', 'width="10"', 'hidden="0"'])
def test_columns_in_sight_are_read(said):
    document = read(with_second_column(said))
    assert document.text == "1\t2\t3\n777\t888\t999\n4\t5\t6"
    assert not document.diagnostics


def with_second_column(said: str) -> bytes:
    """A workbook that says something of its second column."""
    data = sheet(HIDDEN.format(""))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    content = members["xl/worksheets/sheet1.xml"]
    cols = f'<cols><col min="2" max="2" {said}/></cols>'.encode()
    members["xl/worksheets/sheet1.xml"] = content.replace(b"<sheetData>", cols + b"<sheetData>")
    return archive(members)


def test_a_merged_cell_of_which_a_part_is_seen_has_its_text_there():
    merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells>'
    rows = '<row r="1">{}</row><row r="2" hidden="1">{}</row><row r="3">{}</row>'.format(
        columns(1, 2, 3), columns(7, 8, row=2), '<c r="B3"><v>5</v></c><c r="C3"><v>6</v></c>'
    )
    document = read(sheet(rows, merges))
    assert document.text == "1\t2\t3\n7\t5\t6"
    assert [note.message[:1] for note in document.diagnostics] == ["1"]


PIECED = "<r><t>12</t></r><r><rPr>{}</rPr><t>3</t></r>"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ('<vertAlign val="superscript"/>', "12³"),
        ('<vertAlign val="subscript"/>', "12₃"),
        ("<strike/>", "12"),
        ('<strike val="0"/>', "123"),
        ('<vertAlign val="baseline"/>', "123"),
        ("<b/>", "123"),
        ("<b/><sz val='6'/>", "12 3"),
        ("<b/><sz val='10.5'/>", "123"),
    ],
)
@pytest.mark.parametrize("is_shared", [True, False])
def test_pieces_of_a_text_that_are_shown_apart_make_no_number(said, text, is_shared):
    item = PIECED.format(said)
    cell = '<c r="B1" t="s"><v>1</v></c>' if is_shared else f'<c r="B1" t="inlineStr"><is>{item}</is></c>'
    data = sheet('<row r="1"><c r="A1"><v>1</v></c>' + cell + "</row>")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/sharedStrings.xml"] = f'<sst xmlns="{space}"><si><t>甲</t></si><si>{item}</si></sst>'.encode()
    relations = members["xl/_rels/workbook.xml.rels"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    shared = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode()
    members["xl/_rels/workbook.xml.rels"] = relations.replace(b"</Relationships>", shared)
    assert read(archive(members)).text == f"1\t{text}"


def test_sheets_of_one_name_or_very_many_are_refused():
    with zipfile.ZipFile(io.BytesIO(xlsx([ROWS], [ROWS]))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    book = members["xl/workbook.xml"]
    first = re.findall(rb'<sheet name="([^"]*)"', book)
    members["xl/workbook.xml"] = book.replace(b'"%b"' % first[1], b'"%b"' % first[0], 1)
    with pytest.raises(DamagedFile):
        read(archive(members))
    start, end = re.search(rb"<sheet .*/>", book).span()
    many = b"".join(re.sub(rb'name="[^"]*"', b'name="s%d"' % number, book[start:end], count=1) for number in range(501))
    members["xl/workbook.xml"] = book[:start] + many + book[end:]
    with pytest.raises(InputTooLarge):
        read(archive(members))


def test_old_workbooks():
    document = read(xls([("规章", 3.0, 121.94), ("行政许可", 447228.0, -8.5)]))
    assert document.format == "xls"
    assert document.text == "规章\t3\t121.94\n行政许可\t447228\t-8.5"


def test_old_workbooks_reach_and_password():
    far = struct.pack("<HHHHHd", 0x0203, 14, 65535, 65535, 0, 1.0)
    with pytest.raises(InputTooLarge):
        read(compound_file({"Workbook": far.ljust(4096, b"\0")}))
    with pytest.raises(PasswordProtected):
        read(compound_file({"Workbook": struct.pack("<HHH", 0x002F, 2, 0).ljust(4096, b"\0")}))


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>{}</numFmts>'
    "<cellXfs>{}</cellXfs></styleSheet>"
)


def formatted(cells: str, *codes: str | int, calculation: str = "", view: str = "") -> bytes:
    """A workbook with one row, whose style n has the n-th format: a code, or the number of a built-in one."""
    numbers = [code if isinstance(code, int) else 200 + place for place, code in enumerate(codes)]
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(str(code), {chr(34): "&quot;"})}"/>'
        for number, code in zip(numbers, codes, strict=True)
        if isinstance(code, str)
    )
    styles = STYLES.format(own, "".join(f'<xf numFmtId="{number}"/>' for number in numbers))
    with zipfile.ZipFile(io.BytesIO(sheet(f'<row r="1">{cells}</row>'))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["xl/styles.xml"] = styles.encode()
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(
        b"</workbook>", f"{calculation}</workbook>".encode()
    )
    content = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = content.replace(b"<sheetData>", f"{view}<sheetData>".encode())
    return archive(members)


def test_a_style_without_a_number_is_no_traceback():
    with zipfile.ZipFile(io.BytesIO(formatted('<c r="A1" s="0"><v>5</v></c>', 9))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(b'numFmtId="9"', b'numFmtId="x"')
    with pytest.raises(DamagedFile):
        read(archive(members))


@pytest.mark.parametrize("value", ["nan", "1e400", "-1e400"])
def test_what_is_no_number_has_no_format(value):
    document = read(formatted(f'<c r="A1" s="0"><v>{value}</v></c><c r="B1"><v>2</v></c>', 9))
    assert document.text.split("\t")[1] == "2"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.5", 9, "50%"),
        ("0.12345", "0.00%", "12.35%"),
        ("1234567", 3, "1,234,567"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0", 41, "-"),
        ("0", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        ("-5", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "-5"),
        ("-5", "0_);(0)", "(5)"),
        ("-5", "0_);[Red](0)", "(5)"),
        ("12", "0;-0;;@", "12"),
        ("0", "0;-0;;@", ""),
        ("3.5", "0", "4"),
        ("2.5", "0", "3"),
        ("7", "000", "007"),
        ("0.5", "#.0", ".5"),
        ("3", '0"件"', "3件"),
        ("3", "0件", "3件"),
        ("121.94", "¥#,##0.00", "¥121.94"),
        ("121.94", "[$¥-804]#,##0.00;[$¥-804]-#,##0.00", "¥121.94"),
        ("12345678", "#,##0,", "12,346"),
        ("121.94", "General", "121.94"),
        ("121.94", "0.00##", "121.94"),
        ("0.1", "0.000", "0.100"),
        ("0.30000000000000004", "General", "0.3"),
        ("121.94000000000001", 0, "121.94"),
        ("-1234567.891234", 0, "-1234567.891"),
        ("12345678901.5", 0, "12345678902"),
        ("0.00001", 0, "1e-05"),
        ("158206400", "0!.0,", "15820.6"),
        ("158206400", "0!.0000", "15820.6400"),
        ("158206400", "0\\.0,", "15820.6"),
        ("158206400", '0"."0,"万"', "15820.6万"),
        ("-158206400", "0!.0,", "-15820.6"),
        ("5000", "0!.0000", "0.5000"),
        ("158206400", "0.00,,", "158.21"),
        ("0", '[=0]"";General', ""),
        ("12", '[=0]"";General', "12"),
        ("12345", '[>=10000]0!.0,"万";0', "1.2万"),
        ("99", '[>=10000]0!.0,"万";0', "99"),
        ("12", ";;;", ""),
        ("12", "[White]0", ""),
        ("12", "0;-0;[白色]0", "12"),
        ("0", "0;-0;[白色]0", ""),
        ("1234567", "# ##0", "1234 567"),
        ("-0.4", "0", "0"),
    ],
)
def test_numbers_are_given_as_they_are_shown(value, code, text):
    cells = f'<c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" s="0"><v>{value}</v></c><c r="C1"><v>1</v></c>'
    document = read(formatted(cells, code))
    assert document.text == f"甲\t{text}\t1"
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    "code", [11, "# ?/?", "0.00E+00", "[>200]0", "[DBNum1]0", "#,##0!.0,", "0.0!.0", '0"', "[>1]0;[>2]0;[>3]0"]
)
def test_numbers_in_formats_that_are_not_known_are_no_numbers(code):
    cells = '<c r="A1" s="0"><v>121.94</v></c><c r="B1"><v>1</v></c>'
    document = read(formatted(cells, code))
    assert document.text == "？\t1"
    assert [note.code for note in document.diagnostics] == ["number-format-not-read"]
    assert "表1!A1" in document.diagnostics[0].message


def test_numbers_of_which_nobody_knows_the_format_are_no_numbers():
    cells = '<c s="0"><v>158206400</v></c><c t="inlineStr"><is><t>甲</t></is></c>'
    assert read(formatted(cells, "0!.0,")).text == "？\t甲"


def test_what_a_cell_that_is_not_read_says_is_withheld():
    rows = [["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费", UNREAD]]
    title = "示例市示例局2023年政府信息公开工作年度报告"
    report = parse_file(io.BytesIO(xlsx([title, "二、主动公开政府信息情况", plain_table(rows)])))
    assert report.disclosure.fees.amount.value is None
    assert report.disclosure.fees.amount.state is State.UNREADABLE


def test_the_name_of_a_sheet_tells_whose_figures_it_has():
    def table(figure: str) -> list[list[tuple[str, int, int]]]:
        return plain_table([["信息内容", "本年处理决定数量"], ["行政处罚", figure], ["行政强制", "5"]])

    title, heading = "示例市示例局2023年政府信息公开工作年度报告", "二、主动公开政府信息情况"
    book = xlsx([title, heading, table("77")], [heading, table("78"), table("78")])
    named = renamed(book, 表1="2022年", 表2="2023年")
    assert read(named).text.count("【2023年】") == 2  # above each of its tables
    report = parse_file(io.BytesIO(named))
    assert report.disclosure.penalties.decisions.value == 78
    assert "table-of-others" in {note.code for note in report.diagnostics}


@pytest.mark.parametrize("name", ["2023年", "附件1", "表1-1", "s0", "统计"])
def test_the_name_of_a_sheet_is_no_part_of_the_row_above_it(name):
    tables = [
        plain_table([["信息内容", "本年处理决定数量"], ["行政许可", "76"]]),
        plain_table([["信息内容", "本年处理决定数量"], ["行政处罚", "77"], ["行政强制", "5"]]),
    ]
    title, heading = "示例市示例局2023年政府信息公开工作年度报告", "二、主动公开政府信息情况"
    book = renamed(xlsx([title, heading, *tables], [plain_table([["甲", "乙"]])]), 表1=name)
    report = parse_file(io.BytesIO(book))
    assert report.disclosure.licensing.decisions.value == 76
    assert report.disclosure.compulsory_measures.decisions.value == 5


@pytest.mark.parametrize("name", ["Sheet1", "sheet 12", "工作表1", "表一", "3", "Sheet1 (2)"])
def test_names_that_only_count_the_sheets_say_nothing(name):
    assert "【" not in read(renamed(xlsx([ROWS], [ROWS]), 表1=name)).text


def renamed(book: bytes, **names: str) -> bytes:
    """A workbook whose sheets have other names."""
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        members = {member: file.read(member) for member in file.namelist()}
    for name, other in names.items():
        text = members["xl/workbook.xml"].decode().replace(f'name="{name}"', f'name="{other}"')
        members["xl/workbook.xml"] = text.encode()
    return archive(members)


def test_an_empty_sheet_is_no_reason_to_name_the_other():
    assert read(xlsx([ROWS], [])).text == expected_text([ROWS])


@pytest.mark.parametrize(
    ("colour", "fill", "text"),
    [
        ('rgb="FFFFFFFF"', '<patternFill patternType="none"/>', UNREAD),
        ('theme="0"', "<patternFill/>", UNREAD),
        ('theme="0"', '<patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill>', UNREAD),
        ('theme="0"', '<patternFill patternType="solid"><fgColor theme="4"/></patternFill>', "12"),
        ('theme="0"', "<gradientFill/>", "12"),
        ('theme="0" tint="-0.5"', "<patternFill/>", "12"),
        ('rgb="FFFF0000"', "<patternFill/>", "12"),
        ('theme="1"', "<patternFill/>", "12"),
        ('rgb="FFFF0000"', '<patternFill patternType="solid"><fgColor rgb="00ff0000"/></patternFill>', UNREAD),
        ('rgb="FFFF0000"', '<patternFill patternType="gray125"><fgColor rgb="FFFF0000"/></patternFill>', "12"),
        (
            'theme="4" tint="0.4"',
            '<patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill>',
            UNREAD,
        ),
        ('theme="4"', '<patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill>', "12"),
        ('auto="1"', '<patternFill patternType="solid"><fgColor indexed="8"/></patternFill>', UNREAD),
        ('auto="1"', '<patternFill patternType="solid"><fgColor auto="1"/></patternFill>', "12"),
    ],
)
def test_white_figures_are_read_on_a_coloured_ground_only(colour, fill, text):
    cells = '<c r="A1" t="inlineStr" s="0"><is><t>规章</t></is></c><c r="B1" s="0"><v>12</v></c><c r="C1"><v>4</v></c>'
    with zipfile.ZipFile(io.BytesIO(formatted(cells, 0, 0))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    fonts = f"<fonts><font><color {colour}/></font><font/></fonts><fills><fill>{fill}</fill></fills>"
    styles = f'{fonts}<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1"/></cellXfs>'
    members["xl/styles.xml"] = re.sub(rb"<cellXfs>.*</cellXfs>", styles.encode(), members["xl/styles.xml"])
    assert read(archive(members)).text == f"规章\t{text}\t4"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["1", "!9", "2"], f"1{UNREAD}2"),
        (["!1", "!9", "!2"], "192"),  # a colour of the cell may be below it
        (["!2023", " ", "!年"], "2023 年"),
        (["规章", "!一", "2"], "规章一2"),
    ],
)
def test_white_pieces_beside_others_are_not_read_as_figures(pieces: list[str], text: str):
    white = '<rPr><color rgb="FFFFFFFF"/></rPr>'
    runs = "".join(f"<r>{white if '!' in piece else ''}<t>{piece.strip('!')}</t></r>" for piece in pieces)
    cells = f'<c r="A1" t="inlineStr"><is>{runs}</is></c><c r="B1"><v>4</v></c>'
    assert read(sheet(f'<row r="1">{cells}</row>')).text == f"{text}\t4"


def test_two_reports_beside_each_other_follow_each_other():
    headings = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    first, second = (
        [[heading, ""], ["规章", number], ["", ""]] for heading, number in zip(headings, "35", strict=True)
    )
    other = [[f"{heading[:2]}其他{heading[2:]}", ""] for heading in headings]
    left = plain_table([*first, *second])
    right = plain_table([other[0], ["", ""], ["文件", "8"], other[1], ["规章", "7"], ["", ""]])
    rows = [[*one, *another] for one, another in zip(left, right, strict=True)]
    lines = [line for line in read(xlsx([rows])).text.split("\n") if line]
    assert lines == [
        *(headings[0], "规章\t3", headings[1], "规章\t5"),
        *(other[0][0], "文件\t8", other[1][0], "规章\t7"),
    ]


def test_columns_whose_heads_look_like_headings_once_are_one_table():
    rows = plain_table([["项目", "一、申请情况"], ["规章", "3"]])
    assert read(xlsx([rows])).text == "项目\t一、申请情况\n规章\t3"


@pytest.mark.parametrize(
    ("font", "text"), [("<strike/>", ""), ('<strike val="0"/>', "12"), ('<vertAlign val="superscript"/>', "¹²")]
)
@pytest.mark.parametrize("content", ['s="0"><v>12</v>', 's="0" t="inlineStr"><is><t>12</t></is>'])
def test_cells_that_are_struck_out_or_raised_as_a_whole(font, text, content):
    data = formatted(f'<c r="A1"><v>3</v></c><c r="B1" {content}</c><c r="C1"><v>4</v></c>', 0)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    fonts = f"<fonts><font>{font}</font></fonts><cellXfs>".encode()
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(b"<cellXfs>", fonts)
    assert read(archive(members)).text == f"3\t{text}\t4"


@pytest.mark.parametrize("formula", ["<f>A1</f><v></v>", "<f>A1</f><v/>", '<f t="shared" si="0"/>', "<f>A1</f>"])
def test_formulas_without_a_result_give_no_number(formula):
    document = read(formatted(f'<c r="A1"><v>1</v></c><c r="B1">{formula}</c><c r="C1"><v>2</v></c>', 0))
    assert document.text == f"1\t{UNREAD}\t2"
    assert [note.code for note in document.diagnostics] == ["formula-without-value"]
    assert f"{UNREAD!r}: 表1!B1." in document.diagnostics[0].message


def test_a_formula_whose_result_is_the_empty_text_is_an_empty_cell():
    document = read(formatted('<c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>2</v></c>', 0))
    assert (document.text, document.diagnostics) == ("1\t\t2", ())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ((0x0205, b"\x2a\x01"), UNREAD),  # #N/A
        ((0x0205, b"\x01\x00"), "TRUE"),
        ((0x0006, b"\x02\0\x07\0\0\0\xff\xff" + bytes(8)), UNREAD),  # a formula that divides by zero
        ((0x0006, struct.pack("<d", 5.0) + bytes(8)), "5"),
    ],
)
def test_errors_in_old_workbooks_are_no_blank_cells(cell, text):
    document = read(xls([("规章", cell, 3.0)]))
    assert document.text == f"规章\t{text}\t3"
    assert [note.code for note in document.diagnostics] == ["formula-without-value"] * (text == UNREAD)


def test_a_formula_for_several_cells_that_was_not_calculated_leaves_none_of_them_blank():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:B2">A1:A2</f></c></row>{}'
    second = '<row r="2"><c r="A2"><v>2</v></c><c r="B2" s="0"/></row>'
    assert read(sheet(rows.format(second))).text == f"1\t{UNREAD}\n2\t{UNREAD}"
    known = rows.replace("</f>", "</f><v>1</v>").format(second.replace('"B2" s="0"/>', '"B2"><v>2</v></c>'))
    assert read(sheet(known)).text == "1\t1\n2\t2"
    with pytest.raises(InputTooLarge):
        read(sheet(rows.replace("B1:B2", "B1:XFD1048576").format(second)))
    with pytest.raises(InputTooLarge):
        read(sheet(rows.replace("B1:B2", "XFD1048576:XFD1048576").format(second)))
    many = '<row r="1">' + '<c r="B1"><f t="array" ref="B1:Z1000">1</f></c>' * 10 + "</row>"
    with pytest.raises(InputTooLarge):
        read(sheet(many))
    assert read(sheet(rows.replace("B1:B2", "B2:A1").format(second))).text == f"1\t{UNREAD}\n2\t"


def test_formulas_beyond_the_last_value_of_a_sheet_are_not_lost():
    document = read(
        sheet('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f>A1</f></c></row><row r="2"><c r="A2"><f>A1</f></c></row>')
    )
    assert document.text == f"1\t\t{UNREAD}\n{UNREAD}\t\t"
    assert read(sheet('<row r="1"><c r="A1"><f>1</f></c><c r="B1"><f>1</f></c></row>')).text == f"{UNREAD}\t{UNREAD}"


@pytest.mark.parametrize("unknown", ["<c><f>A1</f></c>", '<c t="e"><v>#N/A</v></c>'])
def test_where_nobody_knows_which_cell_has_no_value_no_cell_of_its_row_is_blank(unknown):
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c/>{unknown}<c><v>2</v></c></row>'
    document = read(sheet(rows))
    assert document.text == f"1\t{UNREAD}\t{UNREAD}\t2"
    assert [note.code for note in document.diagnostics] == ["formula-without-value"]


def test_figures_without_a_value_are_named_with_their_paths():
    rows = plain_table([["信息内容", "本年处理决定数量"], ["行政处罚", "77"], ["行政强制", "88"], ["行政许可", "5"]])
    title = "示例市示例局2023年政府信息公开工作年度报告"
    data = xlsx([title, "二、主动公开政府信息情况", rows])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    content = members["xl/worksheets/sheet1.xml"].decode()
    for figure, cell in (("77", "><f>SUM(B9:B10)</f></c>"), ("88", ' t="e"><v>#N/A</v></c>')):
        written = rf"(<c [^>]*?)(?: t=.[^>]*)?>(?:(?!</c>).)*>{figure}<.*?</c>"
        content, count = re.subn(written, rf"\1{cell}", content)
        assert count == 1
    members["xl/worksheets/sheet1.xml"] = content.encode()
    report = parse_file(io.BytesIO(archive(members)))
    assert report.disclosure.penalties.decisions.state is State.UNREADABLE
    assert report.disclosure.compulsory_measures.decisions.state is State.UNREADABLE
    assert report.disclosure.licensing.decisions.value == 5
    told = {path for note in report.diagnostics if note.code == "cell-unreadable" for path in note.paths}
    assert told == {"disclosure.penalties.decisions", "disclosure.compulsory_measures.decisions"}


def test_results_that_the_workbook_itself_does_not_trust_give_no_number():
    cells = '<c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>0</v></c><c r="C1"><v>2</v></c>'
    assert read(formatted(cells, 0)).text == "1\t0\t2"
    stale = read(formatted(cells, 0, calculation='<calcPr calcId="1" fullCalcOnLoad="1"/>'))
    assert stale.text == f"1\t{UNREAD}\t2"
    assert [note.code for note in stale.diagnostics] == ["formula-without-value"]


def test_zeros_that_a_sheet_hides_are_empty_cells():
    cells = '<c r="A1"><v>1</v></c><c r="B1"><v>0</v></c><c r="C1"><v>2</v></c>'
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert read(formatted(cells, 0, view=view)).text == "1\t\t2"


def test_one_long_text_in_very_many_cells_is_refused():
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ") + "</row>"
        for row in range(1, 10_001)
    )
    with zipfile.ZipFile(io.BytesIO(sheet(rows))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["xl/sharedStrings.xml"] = f"<sst><si><t>{'长' * 30_000}</t></si></sst>".encode()
    with pytest.raises(InputTooLarge):
        read(archive(members))


def test_cells_without_an_end_are_no_burden():
    assert read(sheet('<row r="1"><c r="A1"><v>1</v></c></row>')).text == "1"
    with pytest.raises(DamagedFile):
        read(sheet('<row r="1">' + "".join(f'<c r="A{number * number}">' for number in range(300_000))))


def old(*records: bytes, sheet: bytes = b"") -> bytes:
    """An old workbook of one sheet with these records before the sheet, and these in it."""

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6))

    name = b"\x02\x01" + "表一".encode("utf-16-le")
    head, end = begin(5) + b"".join(records), record(0x000A, b"")
    place = len(head) + 4 + 6 + len(name) + len(end)
    book = head + record(0x0085, struct.pack("<IBB", place, 0, 0) + name) + end
    return compound_file({"Workbook": (book + begin(16) + sheet + end)})


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def old_number(row: int, column: int, style: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def test_numbers_of_old_workbooks_are_given_as_they_are_shown():
    code = "0!.0,"
    books = (
        record(0x041E, struct.pack("<HHB", 200, len(code), 0) + code.encode()),
        record(0x0031, struct.pack("<HHHHH", 200, 0x08, 0, 400, 0)),
        *(record(0x00E0, struct.pack("<HH16x", *style)) for style in ((1, 0), (1, 200), (1, 10), (1, 12), (0, 0))),
    )
    many = record(0x00BD, struct.pack("<HHHIHIH", 1, 0, 0, 3 << 2 | 2, 2, 3 << 2 | 2, 1))
    numbers = b"".join(old_number(0, column, column, value) for column, value in enumerate([5, 158206400, 0.5, 0.5, 7]))
    document = read(old(*books, sheet=numbers + many))
    assert document.text == "5\t15820.6\t50.00%\t？\n3\t300.00%\t\t"
    assert [(note.code, "表一!D1" in note.message) for note in document.diagnostics] == [
        ("number-format-not-read", True)
    ]


@pytest.mark.parametrize(
    ("colour", "pattern", "ground", "text"),
    [
        (9, 0, 65, UNREAD),
        (1, 1, 9, UNREAD),
        (9, 1, 30, "5"),
        (8, 0, 65, "5"),
        (0x7FFF, 1, 9, "5"),
        (10, 1, 10, UNREAD),
        (0x7FFF, 1, 64, UNREAD),
        (10, 2, 10, "5"),
        (10, 1, 30, "5"),
        (65, 2, 9, UNREAD),
    ],
)
def test_white_figures_of_old_workbooks_are_read_on_a_coloured_ground_only(colour, pattern, ground, text):
    books = (
        record(0x0031, struct.pack("<HHHHH", 200, 0, 0x7FFF, 400, 0)),
        record(0x0031, struct.pack("<HHHHH", 200, 0, colour, 400, 0)),
        record(0x00E0, struct.pack("<HH16x", 0, 0)),
        record(0x00E0, struct.pack("<HH10xIH", 1, 0, pattern << 26, ground)),
    )
    assert read(old(*books, sheet=old_number(0, 0, 0, 3) + old_number(0, 1, 1, 5))).text == f"3\t{text}"


def test_hidden_rows_columns_and_zeros_of_old_workbooks_are_left_out():
    hidden_row = record(0x0208, struct.pack("<HHHHHHI", 1, 0, 3, 0, 0, 0, 0x20))
    low_row = record(0x0208, struct.pack("<HHHHHHI", 3, 0, 3, 15, 0, 0, 0x40))
    usual_row = record(0x0208, struct.pack("<HHHHHHI", 0, 0, 3, 15, 0, 0, 0))
    hidden_column = record(0x007D, struct.pack("<HHHHHH", 1, 1, 2048, 0, 1, 0))
    without_zeros = record(0x023E, struct.pack("<HHHI8x", 0x00A6, 0, 0, 0))
    numbers = b"".join(old_number(row, column, 0, 3 * row + column) for row in range(3) for column in range(3))
    numbers += b"".join(old_number(3, column, 0, 7) for column in range(3))
    narrow = record(0x007D, struct.pack("<HHHHHH", 3, 3, 100, 0, 0, 0)) + old_number(0, 3, 0, 9)
    document = read(old(sheet=hidden_row + low_row + usual_row + hidden_column + without_zeros + numbers + narrow))
    assert document.text == "\t2\n6\t8"
    assert [note.code for note in document.diagnostics] == ["hidden-cells"]


def test_hidden_columns_told_over_and_over_are_met_once():
    assert columns_in([(1, 3), (0, 2), (5, 7), (5, 7), (6, 10**9)]) == {0, 1, 2, *range(5, 16_384)}
    assert len(columns_in((number % 16_000, 16_384) for number in range(300_000))) == 16_384


def test_rows_keep_the_width_of_their_table():
    assert read(xlsx([plain_table([["列0", "列1"], ["行1", ""]])])).text == "列0\t列1\n行1\t"


FAR = "<v>1</v>"


@pytest.mark.parametrize(
    "cells",
    [
        f'<c r="A1">{FAR}</c></row><row r="1048576"><c>{FAR}</c></row><row r="5"><c r="XFD5">{FAR}</c>',
        f'<c r="AAAA1">{FAR}</c>',
        f'<c r="A99999999">{FAR}</c>',
        f'<c xml:r="A1" r="XFD1048576">{FAR}</c>',
        f'<c r="A1" r="XFD1048576">{FAR}</c>',
        f'<c r="XFD1048576"><!-- <c -->{FAR}</c>',
        f'<c r="XFD1048576">{FAR}</c >',
        f'<a-b:c r="XFD1048576">{FAR}</a-b:c>',
        f'<c r="XFD1048576"><c r="A1">{FAR}</c>{FAR}</c>',
        f'<c r="A1"><![CDATA[</c><c r="B1">]]>{FAR}</c>',
    ],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/elsewhere.xml"])
def test_calamine_does_not_see_here_what_is_written_oddly(cells: str, part: str):
    """It takes rows and columns from more than these places; what it cannot hold takes its process along."""
    rows = f'<row r="1">{cells}</row>'
    with zipfile.ZipFile(io.BytesIO(sheet(rows))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members[part] = members.pop("xl/worksheets/sheet1.xml")
    try:
        assert scan_xlsx(Archive(archive(members))).is_doubtful
    except InputTooLarge:
        return


def test_what_is_written_oddly_is_read_in_a_process_of_its_own():
    assert read(sheet('<row r="2"><c><v>3</v></c><c><v>4</v></c></row>')).text == "3\t4"
    assert read(sheet('<row r="1"><!-- a --><c r="A1"><v>3</v></c><c r="B1"><v>4</v></c></row>')).text == "3\t4"


def test_other_orders_of_attributes_are_nothing_odd():
    cells = '<row r="1"><c s="0" r="A1" cm="1"><v>3</v></c><c t=\'n\' r=\'B1\'><v>4</v></c></row>'
    assert not scan_xlsx(Archive(sheet(cells))).is_doubtful
    assert read(sheet(cells)).text == "3\t4"


@pytest.mark.parametrize(
    ("shared", "index"),
    [("<si/><si><t>{}</t></si>", "1"), ("<si><t>{}</t></si>", " 0 "), ("<si><t>a<!--</si>-->{}</t></si>", "0")],
)
def test_a_shared_text_is_counted_however_it_is_named(shared: str, index: str):
    cells = f'<c r="A1" t="s"><v>{index}</v></c>' * 10_000
    with zipfile.ZipFile(io.BytesIO(sheet(f'<row r="1">{cells}</row>'))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["xl/sharedStrings.xml"] = f"<sst>{shared.format('长' * 30_000)}</sst>".encode()
    try:
        assert scan_xlsx(Archive(archive(members))).is_doubtful
    except InputTooLarge:
        return


def test_more_tags_than_a_report_has_are_refused():
    with pytest.raises(InputTooLarge, match="tags"):
        read(sheet("<row>" + "".join(f"<c><v>{number}</v></c>" for number in range(500_001)) + "</row>"))


def test_a_number_format_longer_than_any_is_not_read():
    assert format_number(1.0, "0" * 255) is not None
    assert format_number(1.0, "0" * 256) is None


def test_a_text_hides_nothing_of_how_it_is_spoken():
    item = '<r><rPr><strike val="0"/></rPr><t>12</t></r><rPh sb="0" eb="1"><t>9</t></rPh>'
    row = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is>{item}</is></c></row>'
    assert read(sheet(row)).text == "1\t12"


def test_a_text_in_a_cell_that_cannot_be_read_plainly_is_not_empty():
    item = '<x:is xmlns:x="y"><x:r><x:rPr><x:strike/></x:rPr><x:t>1</x:t></x:r>&nothing;</x:is>'
    row = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr">{item}</c></row>'
    assert scan_xlsx(Archive.of(sheet(row))).texts["表1"] == {(0, 1): UNREAD}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (";;;", ""),
        ("0;-0;0;", ""),
        ("0;-0;;@", "12"),
        ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "12"),
        ("0;-0;0", "12"),
        ("General;General;General;General", "12"),
        ('0;-0;0;"约"@', UNREAD),
        ('@"0"', UNREAD),
        ('"a;b"0', "12"),
    ],
)
@pytest.mark.parametrize("kind", ["str", "inlineStr"])
def test_texts_are_given_as_their_format_shows_them(code, text, kind):
    value = "<v>12</v>" if kind == "str" else "<is><t>12</t></is>"
    document = read(formatted(f'<c r="A1" s="0"><v>7</v></c><c r="B1" s="1" t="{kind}">{value}</c>', 1, code))
    assert document.text == f"7\t{text}".rstrip("\t")


def test_a_label_is_kept_where_its_format_adds_to_texts():
    cells = '<c r="A1" s="0" t="str"><v>规章</v></c><c r="B1" s="0" t="str"><v>3</v></c>'
    assert read(formatted(cells, '0;0;0;"*"@')).text == f"规章\t{UNREAD}"


HIDING = '<numFmt numFmtId="200" formatCode=";;;"/>'
SPACES = (
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
)


QUOTED_RULE = '<cfRule dxfId="0"'


def conditional(style: str, rule: str, area: str = "A1:B1", *, is_added: bool = False) -> bytes:
    """A workbook with 7, 12, 0 and 5000 in one row, and a condition for some of them."""
    cells = '<c r="A1"><v>7</v></c><c r="B1"><v>12</v></c><c r="C1"><v>0</v></c><c r="D1"><v>5000</v></c>'
    mark = "conditionalFormatting"
    if is_added:
        own = rule.replace("formula", "xm:f").replace("cfRule", "x14:cfRule")
        own = own.replace("</x14:cfRule>", f"<x14:dxf>{style}</x14:dxf></x14:cfRule>")
        said = f"<x14:{mark}>{own}<xm:sqref>{area}</xm:sqref></x14:{mark}>"
        said = f"<extLst><ext {SPACES}><x14:{mark}s>{said}</x14:{mark}s></ext></extLst>"
    else:
        said = f'<{mark} sqref="{area}">{rule.replace("<cfRule", QUOTED_RULE)}</{mark}>'
    with zipfile.ZipFile(io.BytesIO(sheet(f'<row r="1">{cells}</row>', said))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    styles = STYLES.format("", '<xf numFmtId="0"/>')
    own = "" if is_added else f"<dxfs><dxf>{style}</dxf></dxfs>"
    members["xl/styles.xml"] = styles.replace("</styleSheet>", f"{own}</styleSheet>").encode()
    return archive(members)


ALWAYS = '<cfRule type="expression"><formula>TRUE</formula></cfRule>'


@pytest.mark.parametrize(
    ("style", "rule", "area", "row"),
    [
        (HIDING, ALWAYS, "A1:B1", "？\t？\t0\t5000"),
        (HIDING, ALWAYS, "$B:$B D1", "7\t？\t0\t？"),
        (HIDING, ALWAYS, "1:1", "？\t？\t？\t？"),
        (HIDING, ALWAYS, "#REF!", "？\t？\t？\t？"),
        (HIDING, '<cfRule type="cellIs" operator="equal"><formula>0</formula></cfRule>', "A1:D1", "7\t12\t？\t5000"),
        (HIDING, '<cfRule type="cellIs" operator="greaterThan"><formula>7</formula></cfRule>', "1:1", "7\t？\t0\t？"),
        (HIDING, '<cfRule type="cellIs" operator="equal"><formula>$A$9</formula></cfRule>', "A1", "？\t12\t0\t5000"),
        ('<numFmt numFmtId="200" formatCode="0"/>', ALWAYS, "1:1", "7\t12\t0\t5000"),
        ('<numFmt numFmtId="200" formatCode="#,##0"/>', ALWAYS, "1:1", "7\t12\t0\t？"),
        ('<font><color rgb="FFFFFFFF"/></font>', ALWAYS, "A1", "？\t12\t0\t5000"),
        ("<font><strike/></font>", ALWAYS, "A1", "？\t12\t0\t5000"),
        ('<font><color rgb="FFFF0000"/></font>', ALWAYS, "A1", "7\t12\t0\t5000"),
        (
            '<font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FF0000FF"/></patternFill></fill>',
            *(ALWAYS, "A1", "7\t12\t0\t5000"),
        ),
    ],
)
@pytest.mark.parametrize("is_added", [False, True])
def test_figures_that_a_condition_may_show_otherwise_are_withheld(style, rule, area, row, is_added):
    document = read(conditional(style, rule, area, is_added=is_added))
    assert document.text == row
    assert [note.code for note in document.diagnostics] == ["number-format-not-read"] * (UNREAD in row)


def test_very_many_conditions_are_no_burden():
    with pytest.raises(InputTooLarge):
        read(conditional(HIDING, ALWAYS * 200_000, "A:XFD"))
