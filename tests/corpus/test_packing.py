"""Reports on their way between processes."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import govinfo_parse
from govinfo_parse.corpus import Fault, Reading
from govinfo_parse.corpus.records.contents import document_of, packed, unpacked
from govinfo_parse.corpus.records.packing import pack, unpack
from govinfo_parse.model import Cell, Report, Span, State
from govinfo_parse.model.paths import PATHS, tables_of
from govinfo_parse.readers import Document
from tests.corpus.samples import EXAMPLES
from tests.records import full_report


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_comes_out_as_it_went_in(path: Path):
    document = govinfo_parse.read_document(path)
    report = govinfo_parse.parse_report(document.text)

    assert unpack(pack(document, report)) == (document, report)


def test_every_field_goes_along():
    cells = {
        path: Cell(Decimal(number), State.NUMBER, path, Span(number, number + 1)) for number, path in enumerate(PATHS)
    }
    tables = tables_of(cells | {"disclosure.procurement.items": Cell(None, State.BLANK, "", None)})
    procurement = attrs.evolve(tables["disclosure"].procurement, unit="万元")
    tables["disclosure"] = attrs.evolve(tables["disclosure"], procurement=procurement)
    report = Report(
        title="示例市2021年政府信息公开工作年度报告",
        year=2021,
        diagnostics=govinfo_parse.parse_report("今天天气很好。").diagnostics,
        **tables,
    )
    document = Document("", "text")

    assert report.diagnostics
    assert unpack(pack(document, report)) == (document, report)
    assert unpack(pack(document, Report())) == (document, Report())


def test_parts_beyond_the_form_go_along():
    document, report = Document("", "text"), full_report()

    assert report.further
    assert report.statistics
    assert unpack(pack(document, report)) == (document, report)


def read(path: Path) -> Reading:
    document = govinfo_parse.read_document(path)
    return Reading(str(path), 1, "00", document, govinfo_parse.parse_report(document.text))


def test_a_reading_that_came_packed_is_like_any_other():
    reading = read(EXAMPLES[0])

    def came() -> Reading:
        return unpacked(pickle.loads(pickle.dumps(packed(reading))))  # noqa: S301  made here

    assert came() == reading
    assert hash(came()) == hash(reading)
    assert repr(came()) == repr(reading)
    assert came().report == reading.report
    assert came().document == reading.document
    assert attrs.evolve(came(), size=2) == attrs.evolve(reading, size=2)
    assert attrs.evolve(came(), report=None).report is None
    assert pickle.loads(pickle.dumps(came())) == reading  # noqa: S301  made here
    assert copy.deepcopy(came()) == copy.copy(came()) == reading
    once = came()
    assert once.report is once.report
    with pytest.raises(AttributeError, match="'Reading' object has no attribute 'text'"):
        _ = once.text
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        once.report = None


@pytest.mark.parametrize("content", ["no HTML", "a < b", b"bytes"])
def test_a_text_that_is_known_where_the_reading_goes_is_not_sent(content: str | bytes):
    data = content.encode() if isinstance(content, str) else content
    document = document_of(content)
    reading = Reading("a", len(data), "00", document, govinfo_parse.parse_report(document.text))
    sent = pickle.dumps(packed(reading, content))

    assert unpacked(pickle.loads(sent), content) == reading  # noqa: S301  made here
    assert (data in sent) == (content != "no HTML")


def test_a_fault_goes_along():
    reading = Reading("a", None, None, fault=Fault("DamagedFile", "the file is empty"))

    assert unpacked(packed(reading)) == reading
    assert unpacked(packed(reading)).report is None
