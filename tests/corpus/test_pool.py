"""Workers that hang, crash and die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from govinfo_parse.corpus.pool.pool import Pool
from govinfo_parse.corpus.pool.temporary import temporary_folder
from govinfo_parse.corpus.sources.source import Source
from govinfo_parse.corpus.unfinished import WorkerFailed
from tests.corpus.jobs import CannotWork, Count, CrashOnce, Echo, sources


def run(job, chunks: list[list[Source]], workers: int = 2, seconds: float = 60) -> list[tuple[str, str | None]]:
    answers = [answer for answer in Pool(job, workers, seconds).run(iter(chunks)) if answer]
    assert len({number for number, *_ in answers}) == len(answers), "every chunk has a number of its own"
    for _, chunk, result in answers:
        assert [source.name for source in chunk] == [name for name, _ in result]
    return sorted(pair for *_, result in answers for pair in result)


def test_every_source_is_worked_on_once():
    chunks = [sources([f"{chunk}"] * 3) for chunk in range(7)]

    assert run(Echo(), chunks) == sorted((source.name, None) for chunk in chunks for source in chunk)


def test_no_sources():
    assert run(Echo(), []) == []


def test_what_a_worker_leaves_is_handed_out_again():
    assert len(run(Echo(at_most=2), [sources(["a"] * 7)])) == 7


@pytest.mark.parametrize("act", ["sleep", "hang in C"])
def test_a_source_that_hangs_costs_itself(act: str):
    chunk = sources(["a", "b", act, "c"])

    assert run(Echo(), [chunk, sources(["d"])], seconds=1) == sorted(
        [("0 a", None), ("1 b", None), (f"2 {act}", "TimeLimit"), ("3 c", None), ("0 d", None)]
    )


if sys.platform == "linux":  # elsewhere nobody tells how much memory a process takes

    def test_a_source_that_takes_too_much_memory_is_read_once_and_costs_itself(tmp_path: Path):
        job = Count(str(tmp_path))
        pool = Pool(job, 2, 60, max_memory=300 << 20)
        answers = [answer for answer in pool.run(iter([sources(["a", "hoard", "b"]), sources(["c"])])) if answer]

        assert sorted(pair for *_, result in answers for pair in result) == sorted(
            [("0 a", None), ("1 hoard", "MemoryLimit"), ("2 b", None), ("0 c", None)]
        )
        assert (tmp_path / "1 hoard").read_text() == "x"

    def test_limits_hold_while_nobody_listens():
        answers = Pool(Echo(), 1, 60, max_memory=300 << 20).run(iter([sources(["a"]), sources(["hoard"])]))
        while next(answers) is None:
            pass
        (worker,) = answers.gi_frame.f_locals["self"]._started
        worker.process.join(30)

        assert worker.process.exitcode == -signal.SIGKILL
        assert [answer[2] for answer in answers if answer] == [[("0 hoard", "MemoryLimit")]]


def test_why_a_worker_ended_is_said():
    ((_, told),) = run(Echo(), [sources(["explain"])])

    assert told.startswith("the process that read it was ended by SIGABRT (")
    assert told.endswith("): memory allocation of 5 bytes failed")


def test_folders_of_killed_runs_are_removed_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = "govinfo_parse-killed/.lock", "govinfo_parse-killed/w/a.pdf", "govinfo_parse-other/a", "other/.lock"
    for name in (*names, "govinfo_parse-old/a"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    os.utime(tmp_path / "govinfo_parse-old", (0, 0))
    with temporary_folder() as running:
        run(Echo(), [sources(["a"])])

        assert {path.name for path in tmp_path.iterdir()} == {running.name, "govinfo_parse-other", "other"}
        assert (running / ".lock").exists()
    assert not running.exists()


@pytest.mark.parametrize("act", ["crash", "exit"])
def test_a_source_that_crashes_its_reader_costs_itself(act: str):
    chunk = sources(["a", act, "b", act])

    assert run(Echo(), [chunk]) == [
        ("0 a", None),
        (f"1 {act}", "ReaderCrashed"),
        ("2 b", None),
        (f"3 {act}", "ReaderCrashed"),
    ]


def test_a_worker_that_was_killed_by_chance_costs_nothing(tmp_path: Path):
    assert run(CrashOnce(str(tmp_path / "mark")), [sources(["a", "b"])]) == [("0 a", None), ("1 b", None)]


@pytest.mark.parametrize(
    ("when", "message"), [("start", "No space left"), ("write", "No space left"), ("dies", "exit code 3")]
)
def test_a_worker_that_cannot_work_ends_the_run(when: str, message: str):
    with pytest.raises(WorkerFailed, match=message):
        run(CannotWork(when), [sources(["a"])])


def test_no_more_is_read_ahead_than_is_worked_on():
    given = 0

    def chunks():
        nonlocal given
        for _ in range(100):
            given += 1
            yield sources(["a"])

    answers = 0
    for answer in Pool(Echo(), 2, 60).run(chunks()):
        answers += answer is not None
        assert given - answers <= 6
    assert answers == 100


@pytest.mark.parametrize("act", ["convert", "crash"])
def test_a_worker_leaves_nothing_behind(act: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    run(Echo(), [sources(["a", act])], seconds=1)

    assert list(tmp_path.iterdir()) == []


if sys.platform == "linux":  # elsewhere nobody tells which processes a process has started

    def test_with_the_leading_process_all_others_end(tmp_path: Path):
        script = "from tests.corpus.jobs import *; from govinfo_parse.corpus.pool.pool import Pool\n"
        script += "if __name__ == '__main__': list(Pool(Echo(), 1, 60).run(iter([sources(['convert'])])))\n"
        (tmp_path / "lead.py").write_text(script, encoding="utf-8")
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        root = Path(__file__).resolve().parents[2]
        environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(root)}
        process = subprocess.Popen([sys.executable, str(tmp_path / "lead.py")], cwd=temporary, env=environment)
        wait_until(lambda: any(path.is_dir() for path in temporary.glob("*/*/*")) and working_in(temporary))
        process.kill()
        process.wait()

        wait_until(lambda: not working_in(temporary) and not any(temporary.iterdir()))

    def working_in(folder: Path) -> list[Path]:
        """The processes whose working directory is below a folder."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if (process / "cwd").readlink().is_relative_to(folder):
                    found.append(process)
        return found

    def wait_until(holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < deadline
            time.sleep(0.05)


if os.name == "posix":

    def test_an_interruption_while_workers_import_is_the_leader_s_affair(tmp_path: Path):
        script = "import os, signal\n"
        script += "if __name__ == '__mp_main__': os.kill(os.getpid(), signal.SIGINT)\n"
        script += "from tests.corpus.jobs import *; from govinfo_parse.corpus.pool.pool import Pool\n"
        script += "if __name__ == '__main__':\n"
        script += "    print(sum(bool(x) for x in Pool(Echo(), 2, 60).run(iter([sources(['a'])] * 2))))\n"
        (tmp_path / "lead.py").write_text(script, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        command = [sys.executable, str(tmp_path / "lead.py")]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

        assert (result.stdout, result.stderr) == ("2\n", "")


def test_whoever_stops_listening_ends_the_workers():
    pool = Pool(Echo(), 1, 60)
    answers = pool.run(iter([sources(["a"]), sources(["sleep"])]))
    while next(answers) is None:
        pass
    workers = list(pool._started)
    answers.close()

    assert workers
    assert not any(worker.process.is_alive() for worker in workers)
