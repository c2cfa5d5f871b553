"""The Arrow function."""

from __future__ import annotations

import pyarrow as pa
import pytest

import govinfo_parse
from govinfo_parse.arrow import output_schema, parse_batch
from tests.corpus.samples import texts


def test_a_row_in_is_a_row_out():
    given = [*texts(6), None, "", "这不是年度报告。"]
    batch = pa.RecordBatch.from_pydict({"id": list(range(9)), "text": given, "title": ["x"] * 9})
    made = parse_batch(batch)
    made.validate(full=True)

    assert made.schema.names == ["id", *output_schema().names]
    assert made["id"].to_pylist() == list(range(9))
    rows = made.to_pylist()
    for text, row in zip(given[:6], rows, strict=False):
        report = govinfo_parse.parse_report(text)
        flat = govinfo_parse.flat(report)
        assert {name: row[name] for name in flat} == flat
        told = govinfo_parse.to_dict(report)["cells"]
        assert {c["path"]: (c["state"], c["raw"], [c["start"], c["end"]]) for c in row["cells"]} == {
            path: (cell["state"], cell["raw"], cell["span"]) for path, cell in told.items()
        }
        assert [d["code"] for d in row["diagnostics"]] == [d.code for d in report.diagnostics]
        assert [f["rule"] for f in row["findings"]] == [f.rule for f in report.findings]
        stated = [(f["kind"], f["value"], f["start"], f["end"]) for f in row["facts"]]
        assert stated == [(f.kind, f.value, f.span.start, f.span.end) for f in report.narrative]
        assert row["error"] is None
    assert [row["error"] for row in rows[6:]] == ["NoContent", "DamagedFile", None]
    assert rows[6]["cells"] == rows[6]["diagnostics"] == []
    assert rows[6]["report"] is None
    assert [d["code"] for d in rows[8]["diagnostics"]] == ["not-a-report"]


def test_bytes_are_read_in_their_format():
    text = texts(1)[0]
    batch = pa.RecordBatch.from_pydict({"bytes": [text.encode("gb18030"), b"\x89PNG\r\n\x1a\n\0\0"]})
    first, second = parse_batch(batch).to_pylist()

    assert first["agency"] == govinfo_parse.parse_report(text).agency
    assert second["error"] == "UnsupportedFormat"


@pytest.mark.parametrize("kind", [pa.dictionary(pa.int32(), pa.string()), pa.large_string(), pa.string_view()], ids=str)
def test_every_way_to_keep_texts(kind: pa.DataType):
    text = texts(1)[0]
    batch = pa.RecordBatch.from_arrays([pa.array([text, None], pa.string()).cast(kind)], ["text"])

    assert parse_batch(batch)["agency"].to_pylist() == [govinfo_parse.parse_report(text).agency, None]


def test_bytes_of_one_length():
    data = texts(1)[0].encode()
    batch = pa.RecordBatch.from_arrays([pa.array([data], pa.binary(len(data)))], ["bytes"])

    assert parse_batch(batch)["error"].to_pylist() == [None]


def test_no_rows():
    made = parse_batch(pa.RecordBatch.from_pydict({"text": pa.array([], pa.string())}))

    assert made.schema == output_schema()
    assert made.num_rows == 0


def test_every_batch_has_the_same_schema():
    first, second = (parse_batch(pa.RecordBatch.from_pydict({"text": [text]})) for text in (texts(1)[0], ""))

    assert first.schema == second.schema


def test_what_cannot_be_read_as_a_batch():
    with pytest.raises(TypeError, match="RecordBatch"):
        parse_batch(pa.table({"text": ["a"]}))
    with pytest.raises(ValueError, match="no column of text"):
        parse_batch(pa.RecordBatch.from_pydict({"text": [1], "other": ["a"]}))
