"""Pictures in files of every kind that holds some."""

from __future__ import annotations

import base64
import io
import zipfile
from functools import cache
from pathlib import Path

import click.testing
import pypdfium2
import pytest
from PIL import Image
from pyarrow import parquet

import govinfo_parse
from govinfo_parse import corpus
from govinfo_parse.cli.app import app
from govinfo_parse.errors import DamagedFile, InputTooLarge, UnsupportedFormat
from govinfo_parse.model import State
from govinfo_parse.readers import limits
from tests.geometry.drawing import drawn
from tests.geometry.scenes import HEADINGS
from tests.geometry.trees import Grid
from tests.readers.builders import archive
from tests.recognition.drawing import FONTS, Style, pages
from tests.recognition.harness import scene

FOUR = "proceedings"


@cache
def four() -> tuple[Image.Image, dict[str, object]]:
    """Table 4 as a picture, and what is printed in it."""
    found = scene("clean/7")
    grid = next(part for part in found.parts if isinstance(part, Grid) and part.table == FOUR)
    page = pages([grid], Style(FONTS["hei"], size=10.5))[0]
    printed = {path: value for path, value in found.printings["own"].items() if path.startswith(FOUR)}
    return page.crop((80, 80, page.width - 80, 420)), printed


def as_file(kind: str) -> bytes:
    file = io.BytesIO()
    four()[0].save(file, kind)
    return file.getvalue()


def figures(report: govinfo_parse.Report, table: str = FOUR) -> dict[str, object]:
    return {path: cell.value for path, cell in govinfo_parse.cells(report).items() if path.startswith(table)}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_picture_files(kind: str):
    document = govinfo_parse.read_document(io.BytesIO(as_file(kind)), ocr=True)
    report = govinfo_parse.parse_document(document)

    assert document.format == kind.lower()
    assert figures(report) == four()[1]
    boxes = [cell.box for cell in document.cells]
    assert all(box is not None and 0 <= box[0] < box[2] and 0 <= box[1] < box[3] for box in boxes)


def without_four() -> list[object]:
    parts = scene("clean/7").parts
    return [part for part in parts if not (isinstance(part, Grid) and part.table == FOUR)]


def in_html() -> bytes:
    page = drawn(without_four(), "html")
    assert isinstance(page, bytes)
    picture = f'<p><img src="data:image/png;base64,{base64.b64encode(as_file("PNG")).decode()}"></p>'
    heading = f"<p>{HEADINGS[FOUR]}</p>".encode()
    return page.replace(heading, heading + picture.encode())


def in_docx() -> bytes:
    page = drawn(without_four(), "docx")
    assert isinstance(page, bytes)
    with zipfile.ZipFile(io.BytesIO(page)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{relation}" r:embed="p1"/></w:drawing></w:r>'
    )
    body = members["word/document.xml"].decode()
    start = body.index("</w:p>", body.index(HEADINGS[FOUR])) + len("</w:p>")
    members["word/document.xml"] = f"{body[:start]}<w:p>{drawing}</w:p>{body[start:]}".encode()
    members["word/media/image1.png"] = as_file("PNG")
    members["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="p1" Type="{relation}/image" Target="media/image1.png"/></Relationships>'
    ).encode()
    return archive(members)


def in_pdf() -> bytes:
    """Pages of text, and a page that is a picture."""
    scan = io.BytesIO()
    four()[0].save(scan, "PDF", resolution=150)
    whole = pypdfium2.PdfDocument.new()
    for part in (drawn(without_four(), "pdf"), scan.getvalue()):
        whole.import_pages(pypdfium2.PdfDocument(part))
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


@pytest.mark.parametrize("made", [in_html, in_docx, in_pdf])
def test_a_picture_amid_text_is_read_in_its_place(made):
    report = govinfo_parse.parse_file(io.BytesIO(made()), ocr=True)

    assert figures(report) == four()[1]
    assert "row-cut-off" not in {note.code for note in report.diagnostics}
    assert {cell.source for path, cell in govinfo_parse.cells(report).items() if path.startswith(FOUR)} == {"ocr"}
    others = [cell for path, cell in govinfo_parse.cells(report).items() if not path.startswith(FOUR)]
    assert {cell.source for cell in others} == {"text"}
    assert State.RECOGNIZED not in {cell.state for cell in others}


@pytest.mark.parametrize("made", [in_html, in_docx])
def test_a_picture_that_is_not_read_is_said_with_its_place(made):
    document = govinfo_parse.read_document(io.BytesIO(made()))
    note = next(note for note in document.diagnostics if note.code == "picture-not-read")

    assert note.line is not None
    assert HEADINGS[FOUR] in document.text.split("\n")[: note.line]


def test_a_page_of_a_pdf_that_is_not_read_is_said():
    document = govinfo_parse.read_document(io.BytesIO(in_pdf()))

    assert "page-without-text" in {note.code for note in document.diagnostics}
    assert not document.recognized


def test_in_a_process_of_its_own():
    document = govinfo_parse.read_document(io.BytesIO(as_file("PNG")), ocr=True, isolated=True)

    assert document == govinfo_parse.read_document(io.BytesIO(as_file("PNG")), ocr=True)


def test_without_recognition_a_picture_is_refused():
    with pytest.raises(UnsupportedFormat, match="by recognition"):
        govinfo_parse.read_document(io.BytesIO(as_file("PNG")))


def test_broken_and_huge_pictures_are_refused(monkeypatch):
    with pytest.raises(DamagedFile):
        govinfo_parse.read_document(io.BytesIO(as_file("PNG")[:2000]), ocr=True)
    monkeypatch.setattr("govinfo_parse.readers.recognition.decoding.MAX_PIXELS", 1000)
    assert limits.MAX_PIXELS > 1000
    with pytest.raises(InputTooLarge):
        govinfo_parse.read_document(io.BytesIO(as_file("PNG")), ocr=True)


def test_on_the_command_line(tmp_path):
    file = tmp_path / "四.png"
    file.write_bytes(as_file("PNG"))
    run = click.testing.CliRunner()

    report = govinfo_parse.from_json(run.invoke(app, ["parse", "--ocr", str(file)]).stdout)
    strict = govinfo_parse.from_json(run.invoke(app, ["parse", "--ocr", "--strict", str(file)]).stdout)
    assert figures(report) == four()[1]
    vouched = {path: cell for path, cell in govinfo_parse.cells(report).items() if cell.verified_by}
    assert {path for path, cell in govinfo_parse.cells(strict).items() if cell.value is not None} == set(vouched)


@pytest.fixture
def scans(tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "四.png").write_bytes(as_file("PNG"))
    (folder / "半.html").write_bytes(in_html())
    return folder


@pytest.mark.parametrize("workers", [0, 1])
def test_many_files(scans, workers):
    loose, strict = (
        {Path(one.source).name: one.report for one in govinfo_parse.parse_many(scans, workers, ocr=True, strict=strict)}
        for strict in (False, True)
    )

    assert set(loose) == {"四.png", "半.html"}
    for name, report in loose.items():
        assert figures(report) == four()[1]
        vouched = {path for path, cell in govinfo_parse.cells(report).items() if cell.verified_by}
        kept = {
            path: cell.value
            for path, cell in govinfo_parse.cells(strict[name]).items()
            if cell.source == "ocr" and cell.value is not None
        }
        assert set(kept) == vouched


def test_a_dataset(scans, tmp_path):
    told = []
    run = click.testing.CliRunner()
    command = ["corpus", "--ocr", "--strict", "--workers", "1", "--out", str(tmp_path / "made"), str(scans)]
    done = run.invoke(app, command)
    assert done.exit_code in {0, 1}, done.output
    again = corpus.build(scans, tmp_path / "loose", workers=1, ocr=True, on_progress=told.append)

    assert again.reports == 2
    assert max(one.pages for one in told) == 2
    strictly, loosely = (parquet.read_table(tmp_path / name / "reports").to_pydict() for name in ("made", "loose"))
    assert all(0 < share <= 1 for share in loosely["verified"])
    assert set(strictly["verified"]) == {1.0}
