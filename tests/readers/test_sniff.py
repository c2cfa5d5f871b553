"""Formats are told by content, archives opened, hostile input refused or read in part, always by an error of ours."""

from __future__ import annotations

import io
import pickle
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import errors
from govinfo_parse.readers import FORMATS, read_document
from govinfo_parse.readers.document import text_diagnostics
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.limits import MAX_CELLS, MAX_MARKUP
from tests.readers import builders, fixed_layout
from tests.readers.builders import archive, plain_table
from tests.readers.compound import compound_file, xls

BLOCKS = ["前言。", plain_table([["信息内容", "数量"], ["规章", "3"]])]
FILES: dict[str, bytes] = {
    "html": builders.html(BLOCKS),
    "docx": builders.docx(BLOCKS),
    "xlsx": builders.xlsx(BLOCKS),
    "xls": xls([("规章", 3.0)]),
    "pdf": fixed_layout.pdf(BLOCKS),
    "ofd": fixed_layout.ofd(BLOCKS),
    "markdown": builders.markdown(BLOCKS),
    "text": "规章\t3".encode(),
}


def read(data: bytes, **options):
    return read_document(io.BytesIO(data), **options)


@pytest.mark.parametrize("format", FILES)
def test_the_format_is_told_from_the_content(format):
    assert read(FILES[format]).format == format


@pytest.mark.parametrize("format", FILES)
def test_a_wrong_name_does_not_matter(format, tmp_path):
    path = tmp_path / "报告.doc"
    path.write_bytes(FILES[format])
    assert read_document(path) == read_document(str(path)) == read(FILES[format])


@pytest.mark.parametrize("format", FILES)
def test_an_archive_of_one_report_is_opened(format):
    members = {"报告/": b"", "__MACOSX/._a.pdf": b"x", "附件.jpg": b"\xff\xd8\xff", "报告/a.pdf": FILES[format]}
    assert read(archive(members)) == read(FILES[format])


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "二、主动公开政府信息情况"}',
        '\n { "id" : 1,\n"text": "<table><tr><td>3</td></tr></table>"}\n{"id": 2}',
        '[{"text": "规章"}]',
        '[\n  "示例市\\n\\"规章\\"", "示例县"]',
        '["示例市"]',
        '{"text": "' + "规章" * 40_000 + '"}',
        '["' + "规章" * 40_000 + '"]',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["", "\r\n \t"])
def test_json_is_no_report(text, encoding, ending):
    with pytest.raises(errors.UnsupportedFormat, match=r"JSON Lines.*\.jsonl.*parse_report"):
        read((text + ending).encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        '"规章"\t3',
        "[规章]\t3",
        '["规章"\t3',
        '{"规章"\t3',
        "{规章: 3}",
        "[1] 规章\t3",
        "[]",
        '[“规章”, "3"]',
        "{" * 70_000,
    ],
)
def test_text_that_begins_with_a_bracket_is_text(text):
    assert read(text.encode()).format == "text"


def test_archives_that_are_not_one_report():
    with pytest.raises(errors.ArchiveOfSeveral, match="corpus command"):
        read(archive({"a.html": FILES["html"], "b.docx": FILES["docx"]}))
    with pytest.raises(errors.UnsupportedFormat):
        read(archive({"a.jpg": b"", "b.png": b""}))
    with pytest.raises(errors.UnsupportedFormat):
        read(archive({"a.docx": archive({"a.txt": b"1"})}))
    with pytest.raises(errors.UnsupportedFormat):
        read(archive({"ppt/presentation.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}))


@pytest.mark.parametrize(
    ("page", "format"),
    [
        (b"<table><tr><td>1", "html"),
        (b"\xef\xbb\xbf\r\n<!-- saved --><html>", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html><p>1", "html"),
        ("<html><p>一".encode("utf-16"), "html"),
        (b"| a | b |\n|---|:-:|\n| 1 | 2 |", "markdown"),
        (b"a\tb\n- - -\n", "text"),
        (b"3 < 5 and 7 > 6", "text"),
    ],
)
def test_text_formats(page, format):
    assert read(page).format == format


def test_the_callers_word_counts_for_text_formats():
    assert read(FILES["text"], format="html").format == "html"
    assert read(FILES["html"], format="text").text == FILES["html"].decode()
    with pytest.raises(errors.UnsupportedFormat, match="docx"):
        read(b"", format="tex")
    with pytest.raises(errors.DamagedFile):
        read(FILES["pdf"], format="docx")
    with pytest.raises(errors.DamagedFile):
        read(FILES["html"], format="pdf")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.DamagedFile),
        (b" \r\n\0", errors.DamagedFile),
        (b"\xef\xbb\xbf\r\n", errors.DamagedFile),
        (b"\x89PNG\r\n\x1a\n", errors.UnsupportedFormat),
        (b"Rar!\x1a\x07", errors.UnsupportedFormat),
        (bytes(range(256)) * 20 + bytes(2000), errors.UnsupportedFormat),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", errors.UnsupportedFormat),
        (b"PK\x03\x04 and no more", errors.DamagedFile),
        (b"%PDF-1.7\nnothing", errors.DamagedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", errors.DamagedFile),
        (compound_file({"Other": b""}), errors.UnsupportedFormat),
        (compound_file({"EncryptedPackage": b""}), errors.PasswordProtected),
        (compound_file({"WordDocument": bytes(11) + b"\x01"}), errors.PasswordProtected),
        (compound_file({"Workbook": b"nonsense"}), errors.DamagedFile),
    ],
)
def test_what_is_no_report(data, error):
    with pytest.raises(error):
        read(data)


def test_an_encrypted_archive():
    data = bytearray(archive({"a.html": FILES["html"]}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        data[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", data, at)[0] | 1)
    with pytest.raises(errors.PasswordProtected):
        read(bytes(data))


def test_an_encrypted_odt():
    manifest = "<manifest:encryption-data/>"
    kind = "application/vnd.oasis.opendocument.text"
    with pytest.raises(errors.PasswordProtected):
        read(archive({"mimetype": kind, "META-INF/manifest.xml": manifest}))


def test_size_limits():
    with pytest.raises(errors.InputTooLarge, match="max_bytes"):
        read(FILES["text"], max_bytes=3)
    assert read(FILES["text"], max_bytes=len(FILES["text"])).text


def test_what_a_source_may_be(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "none.html")
    for wrong in (io.StringIO("a"), b"bytes", 3):
        with pytest.raises(TypeError):
            read_document(wrong)


def bomb(name: str, size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file, file.open(name, "w") as member:
        for _ in range(size >> 20):
            member.write(b" " * (1 << 20))
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "OFD.xml", "xl/workbook.xml", "a.html"])
def test_zip_bombs(name):
    with pytest.raises(errors.InputTooLarge):
        read(bomb(name, 8 << 20))


def test_a_bomb_that_lies_about_its_size():
    data = bytearray(bomb("word/document.xml", 8 << 20))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 100)
    with pytest.raises((errors.InputTooLarge, errors.DamagedFile)):
        read(bytes(data))


def test_archives_of_countless_members():
    with pytest.raises(errors.InputTooLarge):
        read(archive({f"{number}.txt": b"" for number in range(6000)}))


def test_names_that_lead_out_of_the_archive_write_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read(archive({"../../../evil.txt": "规章\t3"})).text == "规章\t3"
    assert list(tmp_path.iterdir()) == []


LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'
FILE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ofd>&x;</ofd>'


@pytest.mark.parametrize(("name", "xml"), [("word/document.xml", LAUGHS), ("OFD.xml", FILE)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(name, xml, encoding):
    with pytest.raises(errors.DamagedFile):
        read(archive({name: xml.encode(encoding)}))


def test_entities_of_html_are_not_opened():
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>前&x;后'
    assert "root:" not in read(page.encode()).text


def test_too_many_cells_and_too_many_tags():
    with pytest.raises(errors.InputTooLarge):
        read(b"<table>" + b"<tr>" + b"<td>1" * (MAX_CELLS + 1))
    with pytest.raises(errors.InputTooLarge):
        read(b"<table>" + b"<td>1" * (MAX_MARKUP + 1))
    with pytest.raises(errors.InputTooLarge):
        read(b"<table>" + b"<tr><td colspan=99999999>1<td>2" * 300)
    with pytest.raises(errors.InputTooLarge):
        read(
            builders.docx_file(
                "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr>" * (MAX_CELLS // 2 + 1) + "</w:tbl>"
            )
        )


def test_a_row_span_of_all_rows_is_bounded():
    page = b"<table>" + b"<tr><td rowspan=99999999>1<td>2" * 400
    document = read(page)
    assert len(document.text.split("\n")) == 400


@pytest.mark.parametrize("format", ["docx", "ofd"])
def test_deep_xml_is_refused(format):
    deep = "<a>" * 100_000
    name = {"docx": "word/document.xml", "ofd": "OFD.xml"}[format]
    with pytest.raises(errors.DamagedFile):
        read(archive({name: deep}))


def test_nested_tables_of_documents_are_no_recursion():
    table = "x"
    for _ in range(40):
        table = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc><w:tc/></w:tr></w:tbl>"
    assert read(builders.docx_file(table)).format == "docx"


@pytest.mark.parametrize("format", FILES)
@given(data=st.data())
def test_damaged_files_raise_only_our_errors(format, data):
    content = bytearray(FILES[format])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        document = read(bytes(content[:cut]))
    except errors.GovinfoError:
        return
    assert document.format in FORMATS
    assert all(0 <= cell.span.start <= cell.span.end <= len(document.text) for cell in document.cells)
    document.text.encode()


@given(st.binary(max_size=200))
def test_any_bytes(data):
    try:
        document = read(data)
    except errors.GovinfoError:
        return
    assert document.format in FORMATS


def test_unmapped_characters_are_told():
    for text in ("规章\t(cid:17)", "\ue001", "\ufffd"):
        (note,) = text_diagnostics(text)
        assert note.code == "unmapped-characters"
    assert text_diagnostics("规章\t3") == ()


@pytest.mark.parametrize(
    "error",
    [
        errors.NoTextLayer("pages 1 and 2", (1, 2)),
        errors.MissingExtra("install it", name="lxml"),
        *(
            kind("sentence")
            for kind in (
                errors.UnsupportedFormat,
                errors.DamagedFile,
                errors.PasswordProtected,
                errors.ArchiveOfSeveral,
                errors.ConverterMissing,
                errors.ConverterFailed,
            )
        ),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error):
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert isinstance(copy, errors.GovinfoError)
    assert getattr(copy, "pages", None) == getattr(error, "pages", None)


@pytest.mark.parametrize(
    ("format", "library", "extra"),
    [
        ("html", "lxml", "html"),
        ("docx", "lxml", "office"),
        ("ofd", "lxml", "office"),
        ("xlsx", "python_calamine", "office"),
        ("xls", "python_calamine", "office"),
        ("pdf", "pypdfium2", "pdf"),
    ],
)
def test_a_missing_library_names_its_extra(format, library, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(errors.MissingExtra, match=rf"govinfo-parse\[{extra}\]"):
        read(FILES[format])


def test_the_readers_load_no_library_before_it_is_used():
    code = (
        "import sys, govinfo_parse.readers; "
        "print(sorted({'lxml', 'pdfplumber', 'pypdfium2', 'python_calamine', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_library_that_cannot_be_loaded_is_said_with_the_cause():
    with pytest.raises(errors.MissingExtra, match=r"libbroken.*govinfo-parse\[corpus\]"), from_extra("corpus"):
        raise ImportError("libbroken.so.1: cannot open shared object file")


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html><table><tr><td>1</td></tr></table>",
        b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?x?=\r\nMIME-Version: 1.0\r\n\r\n<html><p>=E6=94",
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>',
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>',
        b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
    ],
)
def test_documents_in_one_text_file_that_are_not_read_are_refused(data):
    with pytest.raises(errors.UnsupportedFormat, match=r"MHTML|Office XML"):
        read(data)


def test_a_text_that_speaks_of_versions_is_no_web_archive():
    assert read("来源: 某局\n一、总体情况\nMIME-Version: 1.0".encode()).format == "text"
    assert read(b"<html><p>MIME-Version: 1.0</p></html>").format == "html"
