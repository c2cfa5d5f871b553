"""Sources to a dataset, undisturbed and disturbed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

import govinfo_parse
from govinfo_parse.corpus import DatasetError, Progress, Selection, build
from govinfo_parse.corpus.dataset.folder import Dataset
from govinfo_parse.corpus.dataset.journal import Journal
from govinfo_parse.corpus.exports.exporting import Output
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS, VERSION, table_schema
from govinfo_parse.model.paths import PATHS
from tests.corpus.samples import lock, rows, table_rows, texts, write_texts

pytestmark = pytest.mark.usefixtures("warm_workers")

COMMAND = [sys.executable, "-m", "govinfo_parse", "corpus"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_texts(tmp_path_factory.mktemp("corpus") / "texts", 120)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset") / "out"
    build([corpus], out, workers=1)
    return out


def test_the_tables_have_what_the_reports_have(tmp_path: Path):
    given = {str(tmp_path / f"{number}.txt"): text for number, text in enumerate(texts(10))}
    for path, text in given.items():
        Path(path).write_text(text, encoding="utf-8")
    summary = build(given, tmp_path / "out", workers=1)
    found = rows(tmp_path / "out")

    assert (summary.sources, summary.reports, summary.failed) == (10, 10, 0)
    assert found["failures"] == []
    ids = {row["source"]: row["report"] for row in found["sources"]}
    wide = {row["report"]: row for row in found["reports"]}
    for path, text in given.items():
        report = govinfo_parse.parse_file(path)
        row = wide[ids[path]]
        flat = govinfo_parse.flat(report)
        assert {name: row[name] for name in flat} == flat
        assert row["characters"] == len(text)
        cells = {cell["path"]: cell for cell in found["cells"] if cell["report"] == ids[path]}
        told = govinfo_parse.to_dict(report)["cells"]
        assert {p: (c["state"], c["raw"], [c["start"], c["end"]]) for p, c in cells.items()} == {
            p: (c["state"], c["raw"], c["span"]) for p, c in told.items()
        }
        assert {p: c["value"] for p, c in cells.items()} == {p: flat[p] for p in cells}
        notes = [(d["code"], d["message"], d["line"]) for d in found["diagnostics"] if d["report"] == ids[path]]
        assert sorted(notes) == sorted((d.code, d.message, d.line) for d in report.diagnostics)
        stated = [(f["kind"], f["value"], f["raw"]) for f in found["facts"] if f["report"] == ids[path]]
        assert sorted(stated) == sorted((f.kind, f.value, f.raw) for f in report.narrative)


def test_the_files_tell_their_schema(undisturbed: Path):
    for table in TABLE_COLUMNS:
        for path in (undisturbed / table).iterdir():
            found = parquet.read_schema(path)
            assert found.metadata[b"govinfo_parse.schema_version"] == str(VERSION).encode()
            assert found.metadata[b"govinfo_parse.table"] == table.encode()
            assert [(field.name, field.type) for field in found] == [
                (field.name, field.type) for field in table_schema(table)
            ] or table in {"diagnostics", "findings"}, "lists name their items differently"


def test_the_schema_has_every_path():
    assert set(PATHS) <= set(table_schema("reports").names)


def test_the_manifest_is_there_when_all_is(undisturbed: Path):
    manifest = json.loads((undisturbed / "dataset.json").read_text(encoding="utf-8"))

    assert manifest["reports"] == len(table_rows(undisturbed, "reports")) == 120
    assert set(manifest["tables"]) == set(TABLE_COLUMNS)


def test_the_number_of_workers_does_not_matter(corpus: Path, undisturbed: Path, tmp_path: Path):
    build([corpus], tmp_path / "out", workers=3)

    assert rows(tmp_path / "out") == rows(undisturbed)


def test_run_again_it_does_nothing(corpus: Path, undisturbed: Path, tmp_path: Path):
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    files = sorted((out / "reports").iterdir())
    summary = build([corpus], out, workers=1)

    assert summary.reports == 120
    assert sorted((out / "reports").iterdir()) == files
    assert rows(out) == rows(undisturbed)


def test_a_report_met_twice_is_one_report(tmp_path: Path):
    one, two, *_ = texts(2)
    for name, text in (("a", one), ("b", two), ("c", one)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    summary = build([tmp_path / "a.txt", tmp_path / "b.txt"], out, workers=1)
    assert (summary.sources, summary.reports) == (2, 2)
    (tmp_path / "again.jsonl").write_text(json.dumps({"text": one}) + "\n", encoding="utf-8")
    summary = build([tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "again.jsonl")], out, workers=1)

    assert (summary.sources, summary.reports) == (4, 2)
    assert len(table_rows(out, "reports")) == 2
    met = {Path(row["source"]).name: row["report"] for row in table_rows(out, "sources")}
    assert met["a.txt"] == met["c.txt"] == met["again.jsonl#1"] != met["b.txt"]


def test_two_workers_that_meet_the_same_report_at_once_do_not_double_it(tmp_path: Path):
    same = texts(3)
    for folder in "abcdef":
        (tmp_path / folder).mkdir()
        for number, text in enumerate(same * 12):
            (tmp_path / folder / f"{number}.txt").write_text(text, encoding="utf-8")
    summary = build([tmp_path / folder for folder in "abcdef"], tmp_path / "out", workers=3)

    assert (summary.sources, summary.reports) == (6 * 36, 3)
    assert len(table_rows(tmp_path / "out", "reports")) == 3
    assert len({row["source"] for row in table_rows(tmp_path / "out", "sources")}) == 6 * 36


def test_a_file_that_changed_is_a_version_more(tmp_path: Path):
    path = tmp_path / "a.txt"
    for text in texts(2):
        path.write_text(text, encoding="utf-8")
        summary = build([path], tmp_path / "out", workers=1)

    assert summary.reports == 2
    assert len({row["report"] for row in table_rows(tmp_path / "out", "sources")}) == 2


def test_a_dataset_in_step_with_its_sources(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    one, two, three, four, five = texts(5)
    contents = {"a": one, "b": two, "c": one, "d": three, "e": four}
    for name, text in contents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("f.txt", two)
        archive.writestr("g.txt", five)
    (tmp_path / "other.txt").write_text(four, encoding="utf-8")
    out = tmp_path / "out"
    build([folder, tmp_path / "other.txt"], out, workers=1)
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_text(three + "改", encoding="utf-8")
    (folder / "e.txt").touch()
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("f.txt", two)
    assert build([folder], out, workers=1).changed == 0
    summary = build([folder], out, workers=1, sync=True)

    assert (summary.changed, summary.removed) == (1, 3)
    build([folder, tmp_path / "other.txt"], tmp_path / "anew", workers=1)
    assert rows(out) == rows(tmp_path / "anew")
    counts = [json.loads((path / "dataset.json").read_text()) for path in (out, tmp_path / "anew")]
    assert counts[0] | {"changed": 0, "removed": 0} == counts[1]
    again = build([folder], out, workers=1, sync=True)
    assert (again.changed, again.removed, again.sources) == (0, 0, 5)
    (folder / "a.txt").write_text(one, encoding="utf-8")
    build([folder], out, workers=1)
    assert {row["source"] for row in table_rows(out, "reports")} >= {str(folder / "a.txt"), str(folder / "d.txt")}


def test_what_cannot_be_looked_through_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_texts(tmp_path / "in", 1)
    write_texts(folder / "closed", 2)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("b.txt", texts(3)[2])
    out = tmp_path / "out"
    build([folder], out, workers=1)
    before = rows(out)
    (folder / "a.zip").write_bytes(b"PK")
    with monkeypatch.context() as patched:
        lock(folder / "closed", patched)
        summary = build([folder, tmp_path / "away"], out, workers=1, sync=True)

    assert (summary.changed, summary.removed) == (0, 0)
    assert names(out, "failures") == {"closed", "a.zip", "away"}
    assert {**rows(out), "failures": []} == before


def test_killed_while_it_comes_in_step(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "in"
    shutil.copytree(corpus, folder)
    out = tmp_path / "out"
    build([folder], out, workers=2)
    for path in sorted(folder.iterdir())[::3]:
        path.unlink()
    build([folder], tmp_path / "anew", workers=1)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    revise = Journal.revise

    def killed_then(*given: Any) -> None:
        revise(*given)
        raise KeyboardInterrupt

    moments = ((Dataset, "admit", killed), (Journal, "revise", killed), (Journal, "revise", killed_then))
    for owner, name, act in moments:
        assert build([folder], out, workers=1).reports == 120
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, act)
            with pytest.raises(KeyboardInterrupt):
                build([folder], out, workers=1, sync=True)
    build([folder], out, workers=1)

    assert rows(out) == rows(tmp_path / "anew")


@pytest.mark.parametrize("workers", [1, 3])
def test_the_name_beside_a_report_does_not_depend_on_the_order(tmp_path: Path, workers: int):
    same = texts(40)
    for folder in "dbca":
        for number, text in enumerate(same):
            path = tmp_path / folder / f"{number}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    for given in ("d", "c", "cba"):
        build([tmp_path / folder for folder in given], out, workers=workers)
        found = {row["source"] for row in table_rows(out, "reports")}
        assert found == {str(tmp_path / min(given) / f"{number}.txt") for number in range(40)}
    (tmp_path / "a" / "0.txt").unlink()
    build([tmp_path / "a"], out, workers=workers, sync=True)
    assert str(tmp_path / "b" / "0.txt") in {row["source"] for row in table_rows(out, "reports")}


def test_a_file_given_twice_is_read_once(tmp_path: Path):
    (tmp_path / "a.txt").write_text(texts(1)[0], encoding="utf-8")

    assert build([tmp_path / "a.txt"] * 3, tmp_path / "out", workers=2).sources == 1


def test_what_failed_can_be_tried_again(tmp_path: Path):
    path = tmp_path / "a.txt"
    good = texts(2)
    (tmp_path / "b.txt").write_text(good[1], encoding="utf-8")
    out = tmp_path / "out"
    assert build([path, tmp_path / "b.txt"], out, workers=1).failed == 1
    path.write_text(good[0], encoding="utf-8")
    summary = build([path, tmp_path / "b.txt"], out, workers=1, retry=True)

    assert (summary.reports, summary.failed) == (2, 0)
    assert table_rows(out, "failures") == []


def names(out: Path, table: str) -> set[str]:
    return {Path(row["source"]).name for row in table_rows(out, table)}


def test_a_retry_keeps_what_is_not_among_its_sources(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 5)
    bad, worse = folder / "bad.txt", folder / "worse.txt"
    bad.touch()
    worse.touch()
    out = tmp_path / "out"
    assert build([folder], out, workers=1).failed == 2
    shutil.rmtree(folder)
    folder.mkdir()
    bad.write_text(texts(6)[5], encoding="utf-8")
    summary = build([bad], out, workers=1, retry=True)

    assert (summary.reports, summary.failed) == (6, 1)
    assert names(out, "failures") == {"worse.txt"}
    worse.touch()
    assert build([worse], out, workers=1).failures == {"DamagedFile": 1}
    assert len(table_rows(out, "failures")) == 1
    worse.unlink()
    assert build([folder], out, workers=1).failed == 0


def test_a_retry_that_fails_again_counts_once(tmp_path: Path):
    (tmp_path / "a.txt").touch()
    out = tmp_path / "out"
    told: list[Progress] = []
    for retry in (False, True, True, False):
        summary = build([tmp_path], out, workers=1, retry=retry, on_progress=told.append)
        assert summary.failures == {"DamagedFile": 1}
        assert told[-1].failed == told[-1].done == 1


def test_what_was_repaired_is_no_failure_any_more(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    good, *_ = texts(1)
    (folder / "a.txt").touch()
    (folder / "b.zip").write_bytes(b"PK")
    (folder / "c.jsonl").write_text('{"other": 1}\n', encoding="utf-8")
    (folder / "d.html").touch()
    out = tmp_path / "out"
    assert build([folder], out, workers=1).failed == 4
    (folder / "a.txt").write_text(good, encoding="utf-8")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("b.txt", good)
    (folder / "c.jsonl").write_text(json.dumps({"text": good}) + "\n", encoding="utf-8")
    (folder / "d.html").unlink()
    # What is not looked for is not known to be repaired.
    summary = build([folder], out, workers=1, selection=Selection(exclude="*.html"))
    assert names(out, "failures") == {"d.html"}

    assert build([folder], out, workers=1).failed == 0
    assert table_rows(out, "failures") == []
    assert (summary.sources, summary.reports) == (3, 1)


def test_members_of_one_name_fail_each(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "")
        for content in (texts(1)[0], ""):
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("a.txt", content)
    for _ in range(2):
        summary = build([tmp_path / "a.zip"], tmp_path / "out", workers=1)
        assert (summary.sources, summary.failed) == (1, 2)


def test_another_column_is_read_anew(tmp_path: Path):
    one, two = texts(2)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": one, "other": two}) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    build([tmp_path], out, workers=1)
    for column, reports in (("none", 1), ("other", 2), ("text", 2)):
        summary = build([tmp_path], out, workers=1, selection=Selection(column=column))
        assert (summary.reports, summary.failed) == (reports, column == "none")


def test_progress_is_told(corpus: Path, tmp_path: Path):
    told: list[Progress] = []
    build([corpus], tmp_path / "out", workers=1, on_progress=told.append)

    assert told[-1].done == told[-1].total == 120
    assert told[-1].remaining == 0
    assert told[-1].rate > 0


def test_another_version_does_not_write_into_the_dataset(undisturbed: Path, tmp_path: Path):
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    with closing(sqlite3.connect(out / ".journal.sqlite")) as base:
        base.execute("update settings set value = '0' where name = 'version'")
        base.commit()

    with pytest.raises(DatasetError, match="another version"):
        build([], out)


def test_files_of_others_are_never_touched(tmp_path: Path):
    folder = write_texts(tmp_path / "reports", 3)
    (tmp_path / "cells").mkdir()

    with pytest.raises(DatasetError, match="holds reports, cells"):
        build([folder], tmp_path)
    assert len(list(folder.iterdir())) == 3


def test_a_dataset_among_its_own_sources_is_passed_over(tmp_path: Path):
    folder = write_texts(tmp_path / "texts", 3)
    out = folder / "out"

    assert build([folder], out).sources == 3
    again = build([folder], out)
    assert (again.sources, again.failed) == (3, 0)
    assert build([out], tmp_path / "other").failures == {"UnsupportedFormat": 1}


def test_a_source_does_not_become_a_dataset(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 3)
    before = sorted(folder.iterdir())
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)

    for given, out in ((folder, folder), (folder / ".." / "in", folder), (tmp_path / "link", folder)):
        with pytest.raises(DatasetError, match="is one of the sources"):
            build([given], out)
    assert sorted(folder.iterdir()) == before


def test_of_two_runs_that_come_at_once_one_goes_on(tmp_path: Path):
    def hold(barrier: threading.Barrier, won: list[bool]) -> None:
        barrier.wait()
        with suppress(DatasetError), Dataset(tmp_path).locked():
            won.append(True)
            barrier.wait()
            return
        barrier.wait()

    for _ in range(300):
        barrier, won = threading.Barrier(2), []
        threads = [threading.Thread(target=hold, args=(barrier, won)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert won == [True]


def test_a_folder_that_will_never_do_is_said_so(tmp_path: Path):
    (tmp_path / "file").touch()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / ".journal.sqlite").write_bytes(b"no database" * 100)

    for name in ("file", "broken"):
        with pytest.raises(DatasetError, match="choose another folder") as caught:
            build([], tmp_path / name)
        assert "goes on" not in str(caught.value)


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path):
    out = tmp_path / "out"
    out.mkdir()
    with closing(sqlite3.connect(out / ".lock.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(DatasetError, match="another run"):
            build([], out)


def shards_of(out: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{(out / '.journal.sqlite').as_uri()}?mode=ro", uri=True)) as base:
            return int(base.execute("select count(*) from shards").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize("shards", [0, 1, 2])
def test_killed_and_started_again_it_is_as_if_nothing_had_happened(
    corpus: Path, undisturbed: Path, tmp_path: Path, shards: int
):
    out = tmp_path / "out"
    process = subprocess.Popen(
        [*COMMAND, str(corpus), "--out", str(out), "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while shards_of(out) < shards and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()
    build([corpus], out, workers=2)

    assert rows(out) == rows(undisturbed)


if os.name == "posix":  # other systems have no such limit
    import resource

    def test_a_full_disk_stops_the_run_and_loses_nothing(corpus: Path, undisturbed: Path, tmp_path: Path):
        out = tmp_path / "out"
        result = subprocess.run(
            [*COMMAND, str(corpus), "--out", str(out), "--workers", "2"],
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 5, result
        assert "error unfinished" in result.stderr
        assert not (out / "dataset.json").exists()
        build([corpus], out, workers=2)

        assert rows(out) == rows(undisturbed)

    def test_ten_kills_a_full_disk_and_a_locked_folder_later_it_is_as_if_nothing_had_happened(
        corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        folder, out = tmp_path / "in", tmp_path / "out"
        shutil.copytree(corpus, folder / "open")
        shutil.copytree(corpus, folder / "closed")
        for path in (folder / "closed").iterdir():  # more versions of the same reports
            path.write_text(path.read_text(encoding="utf-8") + "附\n", encoding="utf-8")
        (folder / "empty.txt").touch()
        build([folder], tmp_path / "undisturbed", workers=2)
        command = [*COMMAND, str(folder), "--out", str(out), "--workers", "2"]
        for kill in range(10):
            wanted = shards_of(out) + (kill % 4 == 3)
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while shards_of(out) < wanted and process.poll() is None:
                time.sleep(0.005)
            time.sleep(0.02 * kill)
            process.kill()
            process.wait()
        (out / "dataset.json").unlink(missing_ok=True)
        subprocess.run(
            command,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
            capture_output=True,
            check=False,
        )
        with monkeypatch.context() as patched:
            lock(folder / "closed", patched)
            build([folder], out, workers=1, retry=True)
            assert names(out, "failures") == {"closed", "empty.txt"}
        build([folder], out, workers=2)

        assert rows(out) == rows(tmp_path / "undisturbed")

    @pytest.mark.parametrize("limit", [500, 9_000])
    @pytest.mark.parametrize("write", ["spreadsheets.write_csv", "spreadsheets.write_xlsx", "database.write_duckdb"])
    def test_an_export_onto_a_full_disk_says_so_once_and_leaves_nothing(
        undisturbed: Path, tmp_path: Path, write: str, limit: int
    ):
        out = tmp_path / "out"
        shutil.copytree(undisturbed, out)
        before = sorted(out.rglob("*"))
        script = f"""
import resource, sys
from pathlib import Path
from govinfo_parse.corpus.exports import database, spreadsheets
from govinfo_parse.corpus.unfinished import DatasetError
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    {write}(Path(sys.argv[1]))
except DatasetError as error:
    sys.exit(5)
"""
        command = [sys.executable, "-c", script, str(out)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)

        assert (result.returncode, result.stderr) == (5, "")
        assert sorted(out.rglob("*")) == before


if Path("/dev/full").exists():  # on Linux

    def test_an_archive_that_cannot_be_written_says_so_once():
        file = Output("/dev/full", "wb")
        archive = zipfile.ZipFile(file, "w")
        with pytest.raises(OSError, match="No space"):
            archive.writestr("a", b"b")
        file.close()
        archive.close()  # as when it is thrown away


def test_files_that_are_gone_or_cut_short_are_made_again(corpus: Path, undisturbed: Path, tmp_path: Path):
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    first, second = sorted(out.glob("cells/*.parquet"))[1:3]
    first.unlink()
    second.write_bytes(second.read_bytes()[:-100])
    (out / "reports" / "part-000099.parquet").write_bytes(b"of a run that was killed")
    build([corpus], out, workers=1)

    assert rows(out) == rows(undisturbed)


def test_a_source_that_met_a_lost_report_is_read_again(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    one, two = texts(2)
    out = tmp_path / "out"
    for name, text in (("a", one), ("b", one), ("c", two)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        build([folder / f"{name}.txt"], out, workers=1)
    (folder / "a.txt").unlink()
    (out / "cells" / "part-000001.parquet").unlink()
    kept = (out / "reports" / "part-000003.parquet").stat().st_mtime_ns
    summary = build([folder], out, workers=1)

    assert (summary.sources, summary.reports) == (2, 2)
    assert names(out, "sources") == {"b.txt", "c.txt"}
    assert {row["report"] for row in table_rows(out, "sources")} == {
        row["report"] for row in table_rows(out, "reports")
    }
    assert (out / "reports" / "part-000003.parquet").stat().st_mtime_ns == kept


def test_exports_of_the_dataset_as_it_was_are_removed(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 1)
    out = tmp_path / "out"
    build([folder], out, workers=1)
    (out / "csv").mkdir()
    for name in ("csv/cells.csv", "csv/mine.csv", "dataset.xlsx", "dataset.duckdb"):
        (out / name).touch()
    build([folder], out, workers=1)

    assert {path.name for path in out.iterdir() if path.is_file()} >= {"dataset.json"}
    assert [path.name for path in out.glob("**/*") if path.suffix in {".csv", ".xlsx", ".duckdb"}] == ["mine.csv"]


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_processes_than_one(tmp_path: Path, workers: int):
    with pytest.raises(ValueError, match="workers is at least 1"):
        build([tmp_path], tmp_path / "out", workers=workers)


def test_a_single_source(tmp_path: Path):
    folder = write_texts(tmp_path / "in", 2)

    assert build(folder, tmp_path / "out", workers=1).reports == 2
    assert build(str(folder), tmp_path / "out", workers=1).reports == 2
    with pytest.raises(TypeError, match="a source is a path, not 3"):
        build([3], tmp_path / "out")


def test_a_folder_that_may_not_be_entered_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_texts(tmp_path / "in", 3)
    (folder / "closed").mkdir()
    out = tmp_path / "out"
    build([folder], tmp_path / "undisturbed", workers=1)
    with monkeypatch.context() as patched:
        lock(folder / "closed", patched)
        for given in (folder, folder / "closed", folder, folder):
            summary = build([given], out, workers=1, retry=True)
            assert names(out, "failures") == {"closed"}
            assert summary.failures == {"PermissionError": 1}
    build([folder], out, workers=1)

    assert rows(out) == rows(tmp_path / "undisturbed")


def test_patterns_choose_files(tmp_path: Path):
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for name, text in zip(("a.txt", "b.md", "sub/c.txt", "sub/d.txt", ".hidden.txt"), texts(5), strict=True):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "out", workers=1, selection=Selection(("*.txt",), ("sub/d*",)))

    found = {Path(row["source"]).name for row in table_rows(tmp_path / "out", "sources")}
    assert found == {"a.txt", "c.txt"}
