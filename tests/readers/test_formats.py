"""A format is one line of the table of formats, and everything else follows from it."""

from __future__ import annotations

import io
import re
import sys
from types import ModuleType

import pytest

from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.formats import FORMATS, TABLE, Format
from tests.readers.builders import archive
from tests.readers.compound import compound_file

FILES = {
    "begins": b"NEW! text",
    "member": archive({"new/text": b"text"}),
    "main_part": archive({"[Content_Types].xml": b"<Types>application/new.main+xml</Types>"}),
    "media_type": archive({"mimetype": b"application/new"}),
    "streams": compound_file({"New": b"text" * 2000}),
    "shows": b"text, ==new==",
}


@pytest.fixture(autouse=True)
def _new_format(monkeypatch):
    module = ModuleType("govinfo_parse.readers.new")
    module.read = lambda data, name: Document(f"{len(data)} bytes", name)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    line = Format(
        "new",
        ("new",),
        begins=re.compile(rb"NEW!"),
        member="new/text",
        main_part=b"application/new.main+xml",
        media_type=b"application/new",
        streams=frozenset({"New"}),
        shows=lambda head: b"==new==" in head,
    )
    earlier = dict(TABLE)
    TABLE.clear()
    TABLE.update({"new": line, **earlier})
    yield
    TABLE.clear()
    TABLE.update(earlier)


@pytest.mark.parametrize("mark", FILES)
def test_one_line_adds_a_format(mark):
    document = read_document(io.BytesIO(FILES[mark]))
    assert (document.format, document.text) == ("new", f"{len(FILES[mark])} bytes")


def test_its_files_are_found_in_archives():
    packed = archive({"readme": b"of the archive", "报告.new": FILES["begins"]})
    assert read_document(io.BytesIO(packed)).format == "new"


def test_it_may_be_named():
    assert read_document(io.BytesIO(b"as it is"), format="new").format == "new"


def test_every_format_has_a_reader_and_endings_of_its_own():
    endings = [ending for name in FORMATS for ending in TABLE[name].endings]
    assert len(endings) == len(set(endings))
    assert all(TABLE[name].reader for name in FORMATS)
