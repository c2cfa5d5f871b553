from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from govinfo_parse.errors import ConverterFailed, ConverterMissing
from govinfo_parse.readers import read_document
from govinfo_parse.readers.limits import CONVERSION_BYTES, CONVERSION_PROCESSOR_SECONDS
from govinfo_parse.readers.word import libreoffice
from tests.readers.builders import Block, Table, archive, docx, expected_text, placed, plain_table
from tests.readers.compound import compound_file

BLOCKS: list[Block] = [
    "某县2024年政府信息公开工作年度报告",
    [
        [("第二十条第（一）项", 3, 1)],
        [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("现行有效件数", 1, 1)],
        [("规章", 1, 1), ("3", 1, 1), ("74", 1, 1)],
        [("行政许可", 1, 1), ("121.94", 2, 1)],
    ],
    "六、其他需要报告的事项",
]
ROWS = plain_table([["规章", "3"], ["许可", "4"]])
HAS_OFFICE = shutil.which("soffice") is not None


def rtf_text(text: str) -> str:
    return "".join(
        one if ord(one) < 128 else f"\\u{ord(one) if ord(one) < 32768 else ord(one) - 65536}?" for one in text
    )


def rtf(table: Table) -> bytes:
    rows = ""
    for row in table:
        borders = "".join(f"\\cellx{2000 * place}" for place in range(1, len(row) + 1))
        rows += f"\\trowd{borders}" + "".join(f"\\intbl {rtf_text(text)}\\cell" for text, _, _ in row) + "\\row\n"
    return ("{\\rtf1\\ansi\\uc1 " + rows + "\\pard }").encode()


def odt(blocks: list[Block]) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    body = ""
    for block in blocks:
        if isinstance(block, str):
            body += f"<text:p>{block}</text:p>"
            continue
        cells, rows, columns = placed(block)
        body += f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>'
        for row in range(rows):
            body += "<table:table-row>"
            column = 0
            while column < columns:
                text, across, _ = cells[row, column]
                form = f'table:number-columns-spanned="{across}"'
                body += f"<table:table-cell {form}><text:p>{text}</text:p></table:table-cell>"
                body += "<table:covered-table-cell/>" * (across - 1)
                column += across
            body += "</table:table-row>"
        body += "</table:table>"
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{inner}</office:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


FILES = {"rtf": rtf(ROWS), "odt": odt(BLOCKS), "doc": compound_file({"WordDocument": bytes(12)})}


@pytest.mark.parametrize("format", FILES)
def test_without_libreoffice_the_package_to_install_is_named(format, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConverterMissing, match="libreoffice-writer"):
        read_document(io.BytesIO(FILES[format]))


def false_office(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_converter_that_never_ends_is_ended(monkeypatch, tmp_path):
    false_office(tmp_path, f'echo $$ > "{tmp_path}/pid"; /bin/sleep 60')
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConverterFailed, match="seconds"):
        libreoffice.read(FILES["rtf"], "rtf", seconds=0.5)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_what_a_converter_may_take_is_bounded(monkeypatch, tmp_path):
    false_office(tmp_path, f'/bin/sleep 0.2; (ulimit -v; ulimit -t) > "{tmp_path}/limits"')
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConverterFailed, match="MiB"):
        libreoffice.read(FILES["rtf"], "rtf")
    memory, seconds = (tmp_path / "limits").read_text().split()
    assert int(memory) <= CONVERSION_BYTES // 1024
    assert int(seconds) <= CONVERSION_PROCESSOR_SECONDS


def test_a_converter_that_fails(monkeypatch, tmp_path):
    false_office(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConverterFailed, match="rtf"):
        read_document(io.BytesIO(FILES["rtf"]))


def test_what_the_converter_is_given_and_what_it_leaves(monkeypatch, tmp_path):
    """A profile, a home and an output of its own, in a directory that is gone afterwards."""
    false_office(
        tmp_path, f'echo "$HOME|$*" > "{tmp_path}/seen"; exec /bin/cat "$HOME"/profile/user/*.xcu > "{tmp_path}/xcu"'
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConverterFailed):
        libreoffice.read(FILES["rtf"], "rtf")
    home, _, arguments = (tmp_path / "seen").read_text().partition("|")
    assert f"-env:UserInstallation={Path(home).as_uri()}/profile" in arguments
    assert "--headless" in arguments
    assert not Path(home).exists()
    settings = (tmp_path / "xcu").read_text()
    assert "DisableMacrosExecution" in settings
    assert "ooInetHTTPSProxyName" in settings


def converted(to: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.docx").write_bytes(docx(BLOCKS))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", name, str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "a.doc").read_bytes()


def test_conversion():
    """Read where LibreOffice is; where it is not, told what is missing."""
    if not HAS_OFFICE:
        with pytest.raises(ConverterMissing):
            read_document(io.BytesIO(FILES["odt"]))
        return
    document = read_document(io.BytesIO(FILES["odt"]))
    assert (document.format, document.text) == ("odt", expected_text(BLOCKS))
    assert len(document.cells) == 9
    document = read_document(io.BytesIO(FILES["rtf"]))
    assert (document.format, document.text) == ("rtf", expected_text([ROWS]))
    word = converted("doc:MS Word 97")
    document = read_document(io.BytesIO(word))
    assert (document.format, document.text) == ("doc", expected_text(BLOCKS))
    assert read_document(io.BytesIO(word), format="wps").text == expected_text(BLOCKS)
