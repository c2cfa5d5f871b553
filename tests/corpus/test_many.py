"""Many reports as Python objects."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.corpus import parse_many
from tests.corpus.samples import texts, write_texts


@pytest.mark.parametrize("workers", [0, 2])
def test_every_source_gives_one_reading(tmp_path: Path, workers: int):
    folder = write_texts(tmp_path / "in", 30)
    text = texts(31)[-1]
    given = [folder, ("named", text), ("as bytes", text.encode("gb18030")), ("empty", b""), tmp_path / "no"]
    readings = {reading.source: reading for reading in parse_many(given, workers)}

    assert len(readings) == 34
    assert readings["named"].report == readings["as bytes"].report == govinfo_parse.parse_report(text)
    assert readings["empty"].fault.error == "DamagedFile"
    assert readings[str(tmp_path / "no")].fault.error == "FileNotFoundError"
    for path in folder.iterdir():
        reading = readings[str(path)]
        assert reading.report == govinfo_parse.parse_file(path)
        assert reading.size == path.stat().st_size


def test_sources_are_taken_as_they_are_needed():
    taken = 0

    def given():
        nonlocal taken
        for number, text in enumerate(texts(500)):
            taken += 1
            yield str(number), text

    readings = parse_many(given(), 0)
    next(readings)

    assert taken == 1
    readings.close()
