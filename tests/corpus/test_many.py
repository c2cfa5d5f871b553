"""Many reports as Python objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.corpus import many, parse_many
from govinfo_parse.corpus.pool import pool
from govinfo_parse.corpus.pool.pool import Pool
from govinfo_parse.corpus.pool.worker import Worker
from govinfo_parse.corpus.sources.source import Source
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


def test_a_single_path(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 2)

    assert len(list(parse_many(folder, 0))) == len(list(parse_many(str(folder), 0))) == 2


def test_what_is_no_source():
    (reading,) = parse_many([("a", None)], 0)
    assert reading.fault.error == "NoContent"
    for wrong, told in ((("a", 3), "the content of 'a'.*int"), (None, "not None"), (("a", "b", "c"), "'a', 'b', 'c'")):
        with pytest.raises(TypeError, match=told):
            list(parse_many([wrong], 0))
    for text in ("一" * 100, "一\n二", "a\0b"):
        with pytest.raises(ValueError, match="is no path; the text of a report is given with a name"):
            list(parse_many([text], 0))
    with pytest.raises(ValueError, match="not -1"):
        parse_many([], -1)


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


def test_a_few_texts_start_no_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Pool, "run", lambda *_: pytest.fail("the pool was asked"))
    given = [(str(number), text) for number, text in enumerate(texts(4))]
    readings = list(parse_many(given, 2))

    assert [reading.source for reading in readings] == [name for name, _ in given]
    assert [reading.report for reading in readings] == [govinfo_parse.parse_report(text) for _, text in given]


@pytest.mark.parametrize("content", ["<p>一</p>", b"bytes", "一" * 100_001], ids=["markup", "bytes", "long"])
def test_what_may_do_harm_is_not_read_by_the_caller_s_process(content: str | bytes, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def run(_: Pool[object], chunks: Iterator[list[Source]]) -> Iterator[None]:
        asked.extend(source.name for chunk in chunks for source in chunk)
        yield None

    monkeypatch.setattr(Pool, "run", run)

    assert list(parse_many([("a", content)], 2)) == []
    assert asked == ["a"]


@pytest.mark.parametrize("harmless", [80, 20], ids=["short texts", "and then others"])
def test_of_a_few_processes_the_caller_s_is_one(harmless: int, monkeypatch: pytest.MonkeyPatch):
    started: list[Worker] = []
    monkeypatch.setattr(many, "_PATIENCE", -1.0)
    monkeypatch.setattr(pool, "Worker", lambda *given: started.append(Worker(*given)) or started[-1])
    given = [(str(number), text) for number, text in enumerate(texts(80))]
    mixed = [(name, text if place < harmless else text.encode()) for place, (name, text) in enumerate(given)]
    readings = {reading.source: reading.report for reading in parse_many(mixed, 2)}

    assert readings == {name: govinfo_parse.parse_report(text) for name, text in given}
    assert len(started) == (1 if harmless == 80 else 2)


def test_of_many_processes_the_caller_s_is_none(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    monkeypatch.setattr(many, "_PATIENCE", -1.0)
    monkeypatch.setattr(Pool, "run", lambda self, chunks: asked.append(self.workers) or iter([None for _ in chunks]))

    assert list(parse_many([("a", texts(1)[0])], 8)) == []
    assert asked == [8]
