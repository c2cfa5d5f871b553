from __future__ import annotations

import io

import pytest

from govinfo_parse.errors import DamagedFile, InputTooLarge, NoTextLayer, PasswordProtected
from govinfo_parse.readers import Document, read_document
from tests.readers.builders import archive, expected_text, plain_table
from tests.readers.fixed_layout import Page, Text, laid_out, ofd, ofd_pages

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROWS = plain_table([["信息内容", "本年制发件数"], ["规章", "3"]])


def read(data: bytes) -> Document:
    return read_document(io.BytesIO(data))


def content(objects: str, used: str = "") -> str:
    layer = f"<ofd:Layer>{objects}</ofd:Layer>"
    return f"<ofd:Page {SPACE}>{used}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def page(objects: str, *, template: str = "", more: dict[str, str] | None = None) -> bytes:
    used = '<ofd:Template TemplateID="7"/>' if template else ""
    members = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData>"
        '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="/Doc_0/P.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/P.xml": content(objects, used),
        "Doc_0/Tpls/T.xml": content(template),
    }
    return archive(members | (more or {}))


def text(string: str, *, y: float = 10, attributes: str = "", code: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="10 {y} 100 5" Size="4" {attributes}>'
        f'<ofd:TextCode X="0" Y="4" {code}>{string}</ofd:TextCode></ofd:TextObject>'
    )


def test_text_without_deltas():
    blocks = ["前言 abc。", ROWS, "后记。"]
    assert read(ofd_pages(laid_out(blocks), with_deltas=False)).text == expected_text(blocks)


@pytest.mark.parametrize(
    "deltas", ['DeltaX="4 4 4"', 'DeltaX="g 3 4"', 'DeltaX="g 2 4 4"', 'DeltaX="4"', "", 'DeltaX="x"']
)
def test_ways_to_place_characters(deltas):
    assert read(page(text("政府信息", code=deltas))).text == "政府信息"


def test_characters_below_each_other_are_lines():
    assert read(page(text("办理", code='DeltaX="0" DeltaY="6"'))).text == "办\n理"


def test_transformed_text_is_placed_and_slanted_text_is_left_out():
    objects = text("大", attributes='CTM="2 0 0 2 0 0"') + text("水印", attributes='CTM="0.7 0.7 -0.7 0.7 0 0"', y=40)
    document = read(page(objects))
    assert document.text == "大"
    assert [note.code for note in document.diagnostics] == ["slanted-text"]


def test_templates_belong_to_the_page():
    assert read(page(text("正文", y=50), template=text("红头", y=5))).text == "红头\n正文"


def test_invisible_objects_are_left_out():
    assert read(page(text("看见") + text("不见", y=30, attributes='Visible="false"'))).text == "看见"


@pytest.mark.parametrize(
    ("attributes", "data"),
    [
        ("", "M 0 0 L 80 0 L 80 10 L 0 10 C M 40 0 L 40 10"),
        ("", "S 0 0 L 80 0 L 80 10 L 0 10 C S 40 0 L 40 10"),
        ("", "M 0 0 L 80 0 L 80 10 L 0 10 L 0 0 M 20 20 B 1 1 2 2 40 0 L 40 10"),
    ],
)
def test_tables_from_paths(attributes, data):
    frame = (
        f'<ofd:PathObject Boundary="9 9 80 10" {attributes}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )
    right = text("3").replace('Boundary="10', 'Boundary="60')
    assert read(page(text("规章") + right + frame)).text == "规章\t3"


def test_thin_filled_shapes_are_lines_and_thick_ones_are_not():
    def box(x: float, y: float, width: float, height: float) -> str:
        data = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
        return (
            f'<ofd:PathObject Boundary="{x} {y} {width} {height}" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    right = text("3").replace('Boundary="10', 'Boundary="60')
    lines = box(9, 9, 80, 0.2) + box(9, 19, 80, 0.2) + "".join(box(x, 9, 0.2, 10) for x in (9, 49, 89))
    assert read(page(text("规章") + right + lines)).text == "规章\t3"
    assert "\t" not in read(page(text("规章") + right + box(9, 9, 40, 10) + box(49, 9, 40, 10))).text


def test_documents_in_one_file_follow_each_other():
    roots = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>" * 2
    assert read(page(text("正文"), more={"OFD.xml": f"<ofd:OFD {SPACE}>{roots}</ofd:OFD>"})).text == "正文\n正文"


def test_what_cannot_be_read():
    with pytest.raises(NoTextLayer, match="no picture"):
        read(page(""))
    with pytest.raises(NoTextLayer, match="a scan") as caught:
        read(page('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'))
    assert caught.value.pages == (1,)
    with pytest.raises(PasswordProtected):
        read(page(text("正文"), more={"Encryptions.xml": "<a/>"}))
    with pytest.raises(DamagedFile):
        read(page(text("正文"), more={"Doc_0/P.xml": "<ofd:Page"}))
    with pytest.raises(DamagedFile):
        read(archive({"OFD.xml": "<a/>"}))


def test_pages_without_text_are_told():
    document = read(ofd_pages([Page([], []), *laid_out([ROWS])]))
    assert document.text == expected_text([ROWS])
    assert [note.code for note in document.diagnostics] == ["page-without-text"]


def test_a_path_out_of_the_archive_leads_nowhere():
    root = f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    with pytest.raises(DamagedFile):
        read(page(text("正文"), more={"OFD.xml": root}))


def test_the_same_as_other_formats():
    blocks = ["前言。", ROWS, "后记。"]
    assert read(ofd(blocks, numbered=True)).text == expected_text(blocks)


def test_what_many_pages_hold_together_is_bounded():
    page = Page([Text("1" * 100, 10, 10 + line) for line in range(250)], [])
    with pytest.raises(InputTooLarge, match="the first 17 pages"):
        read(ofd_pages([page] * 17))
