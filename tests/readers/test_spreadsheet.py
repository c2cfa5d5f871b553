from __future__ import annotations

import io
import struct

import pytest

from govinfo_parse.errors import InputTooLarge, PasswordProtected
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.text import number_text
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
    import zipfile

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
    assert document.text.split("\t")[::3] == ["甲", "2"]
    assert [(note.code, note.message[:1]) for note in document.diagnostics] == [("formula-without-value", "2")]


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
