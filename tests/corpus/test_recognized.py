"""Reports of which some figures were read from pictures, in datasets; the recognition itself is not needed for it."""

from __future__ import annotations

import pickle

import govinfo_parse
from govinfo_parse.cli.corpus import describe
from govinfo_parse.corpus import many
from govinfo_parse.corpus.building import Progress
from govinfo_parse.corpus.pool.watching import Limits
from govinfo_parse.corpus.records.columns import Columns
from govinfo_parse.corpus.records.contents import Reading, packed, unpacked
from govinfo_parse.corpus.records.schemas import table_schema
from govinfo_parse.corpus.sources.source import File, Source
from govinfo_parse.readers.document import Recognized
from tests.vouching.documents import COLUMN, TABLES, document

FOUR = "proceedings"


def reading(name: str, **settings: object) -> Reading:
    found = document(**settings)  # type: ignore[arg-type]
    return Reading(name, 1, name * 64, found, govinfo_parse.parse_document(found))


def columns(*readings: Reading) -> Columns:
    made = Columns()
    for one in readings:
        assert one.report is not None
        made.add(one, one.report)
    return made


HALF, TEXT, SCAN, MISREAD = (
    reading("a", seen=(FOUR,)),
    reading("b", seen=()),
    reading("c"),
    reading("d", texts={COLUMN: Recognized("8", 0.9)}, seen=TABLES),
)


def test_a_report_has_the_share_of_its_recognised_figures_that_sums_vouch_for():
    told = columns(HALF, TEXT, SCAN, MISREAD).reports()
    shares = dict(zip(told["source"].to_pylist(), told["verified"].to_pylist(), strict=True))
    cells = govinfo_parse.cells(SCAN.report)
    numbers = [cell for cell in cells.values() if cell.value is not None]

    assert (shares["a"], shares["b"]) == (1.0, None)
    assert shares["c"] == sum(bool(cell.verified_by) for cell in numbers) / len(numbers)
    assert 0 < shares["d"] < shares["c"] < 1


def test_cells_say_what_they_were_read_from_and_what_vouches_for_them():
    table = columns(TEXT, HALF).cells()
    assert table.schema.names == table_schema("cells").names
    rows = {(row["report"], row["path"]): row for row in table.to_pylist()}

    for one in (TEXT, HALF):
        for path, cell in govinfo_parse.cells(one.report).items():
            if (one.identity, path) in rows:
                row = rows[one.identity, path]
                assert (row["source"], row["confidence"]) == (cell.source, cell.confidence), path
                assert row["verified_by"] == (list(cell.verified_by) if cell.source == "ocr" else None), path
    ours = {path for report, path in rows if rows[report, path]["source"] == "ocr"}
    assert ours == {path for path in govinfo_parse.cells(HALF.report) if path.startswith(FOUR)}


def test_text_alone_has_the_same_columns():
    table = columns(TEXT).cells()

    assert table.schema.names == table_schema("cells").names
    assert set(table["source"].to_pylist()) == {"text"}
    assert table["confidence"].null_count == table["verified_by"].null_count == table.num_rows


def test_a_reading_sent_home_keeps_what_recognition_said():
    came = unpacked(pickle.loads(pickle.dumps(packed(HALF))))  # noqa: S301  made here

    assert came == HALF
    assert came.document is not None
    assert HALF.document is not None
    assert came.document.recognized == HALF.document.recognized
    assert [(cell.recognized and cell.recognized.confidence) for cell in came.document.cells] == [
        (cell.recognized and cell.recognized.confidence) for cell in HALF.document.cells
    ]


def test_progress_tells_pages_where_some_were_recognised():
    assert "12 pages recognized" in describe(Progress(1, 3, 0, 0, 0, 10.0, 12))
    assert "pages" not in describe(Progress(1, 3, 0, 0, 0, 10.0))


def test_recognition_is_given_more_time_and_memory():
    plain, generous = Limits.of(None, None, ocr=False), Limits.of(None, None, ocr=True)

    assert generous.seconds > plain.seconds
    assert generous.memory > plain.memory
    assert Limits.of(5.0, 7, ocr=True) == Limits(5.0, 7)


def test_heavy_scans_are_handed_out_one_by_one():
    scans = [Source(str(number), "", 2 << 20, File(f"{number}.pdf")) for number in range(3)]

    assert [len(chunk) for chunk in many._chunks(scans, ocr=True)] == [1, 1, 1]
    assert [len(chunk) for chunk in many._chunks(scans, ocr=False)] == [3]
