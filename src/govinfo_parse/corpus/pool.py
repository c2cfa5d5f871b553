"""Worker processes that survive what they read.

A reader may hang in C, eat the machine's memory or crash.  Each worker therefore says in shared memory which source
of its chunk it is at; one that stays too long at the same source is killed, a crashed one is replaced, and only the
source it was at is lost.  Each worker has one chunk at a time, so no more is read ahead than is worked on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import attrs

from govinfo_parse.corpus.source import Fault, Source
from govinfo_parse.errors import GovinfoError

Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)

NOWHERE = -1
"""The place of a worker that is at none of its sources: it writes, or waits."""

_TICK = 0.25
_CONTEXT = multiprocessing.get_context("spawn")  # a forked process inherits locks and open files in any state


class WorkerFailed(GovinfoError, RuntimeError):
    """A worker cannot work: it could not start, could not write, or died where no source is at fault."""


Run = Callable[[int, list[Source], Callable[[int], None]], tuple[Result, int]]
"""What a worker does with a chunk: of its number, its sources and ``at`` it makes a result and a count.

``at`` is called with the place of each source before it is touched.  The count says how many sources were worked on;
those behind are handed out again.
"""


class Job(Protocol[Made_co]):
    """Goes to the worker processes, and makes there what they run."""

    def start(self) -> Run[Made_co]:
        """Build what every chunk needs: parsers, for instance."""


@attrs.define(eq=False)
class Task:
    """A chunk on its way.

    Attributes:
        sources: the sources of the chunk.
        again: whether a worker has died over it before.
    """

    sources: list[Source]
    again: bool = False


class _Worker:
    def __init__(self, job: Job[Any]) -> None:
        self.place = _CONTEXT.RawValue("q", NOWHERE)
        self.pipe, theirs = _CONTEXT.Pipe()
        self._folder = tempfile.mkdtemp(prefix="govinfo_parse-")
        self.process = _CONTEXT.Process(target=_work, args=(theirs, job, self.place, self._folder), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.task: Task | None = None
        self._seen, self._since = NOWHERE, 0.0

    def give(self, number: int, task: Task) -> None:
        self.task = task
        self.place.value = self._seen = NOWHERE
        self.pipe.send((number, task.sources))

    def stuck_for(self) -> float:
        """The seconds that the worker has been at the same source."""
        now, place = time.monotonic(), self.place.value
        if place != self._seen:
            self._seen, self._since = place, now
        return 0.0 if place == NOWHERE else now - self._since

    def dismiss(self) -> None:
        with suppress(OSError):
            self.pipe.send(None)
        self.process.join(2)

    def kill(self) -> None:
        if self.process.is_alive():
            _kill_descendants(self.process.pid)
            self.process.kill()
            self.process.join()
        self.pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def process_count(workers: int | None) -> int:
    """How many processes are asked for; all cores for None.

    Raises:
        ValueError: fewer than one is asked for.
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers is at least 1, or None for all cores, not {workers}")
    return workers or os.cpu_count() or 1


class Pool(Generic[Result]):
    """Runs a job over chunks of sources.

    Args:
        job: what is done with a chunk.
        workers: how many processes work.
        seconds: how long one source may take.
    """

    def __init__(self, job: Job[Result], workers: int, seconds: float) -> None:
        self._job = job
        self.workers = workers
        self._seconds = seconds
        self._started: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._number = 0

    def at_work(self) -> int:
        """About how many sources were worked on in chunks that are not yet finished."""
        return sum(max(worker.place.value, 0) for worker in self._started)

    def repeat(self, sources: list[Source]) -> None:
        """Hand a chunk out again."""
        self._waiting.appendleft(Task(sources))

    def run(self, chunks: Iterator[list[Source]], first: int = 1) -> Iterator[tuple[int, list[Source], Result] | None]:
        """Hand out the chunks, and give back what comes, as it comes; now and then None, to show that time passes.

        Args:
            chunks: the sources; asked for as workers become free.
            first: the number of the first chunk; every chunk that is handed out gets a number of its own.

        Raises:
            WorkerFailed: a worker cannot work; no source is at fault.
        """
        self._number = first
        try:
            yield from self._run(chunks)
            for worker in self._started:
                worker.dismiss()
        finally:
            for worker in self._started:
                worker.kill()
            self._started = []

    def _run(self, chunks: Iterator[list[Source]]) -> Iterator[tuple[int, list[Source], Result] | None]:
        exhausted = False
        while True:
            self._hand_out()  # before more is listed, which takes a while: a worker should not wait for it
            while not exhausted and len(self._waiting) < 1 + self._idle():
                chunk = next(chunks, None)
                if chunk is None:
                    exhausted = True
                else:
                    self._waiting.append(Task(chunk))
            self._hand_out()
            busy = [worker for worker in self._started if worker.task]
            if not busy and not self._waiting and exhausted:
                return
            ready = wait([worker.pipe for worker in busy], _TICK)
            yield None
            for worker in busy:
                if worker.pipe in ready:
                    answer = self._answer(worker)
                    if answer:
                        self._hand_out()  # whoever takes the answer may take a while
                        yield answer
                elif worker.stuck_for() > self._seconds:
                    self._replace(worker, f"it was not read within {self._seconds:g} seconds")

    def _idle(self) -> int:
        return self.workers - sum(worker.task is not None for worker in self._started)

    def _hand_out(self) -> None:
        # All start before the first is given anything: giving waits for a worker that is still importing.
        busy = self.workers - self._idle()
        while len(self._started) < min(self.workers, busy + len(self._waiting)):
            self._started.append(_Worker(self._job))
        for worker in [worker for worker in self._started if not worker.task]:
            if not self._waiting:
                return
            try:
                worker.give(self._number, self._waiting.popleft())
            except OSError:
                self._replace(worker, None)
            self._number += 1

    def _answer(self, worker: _Worker) -> tuple[int, list[Source], Result] | None:
        task = worker.task or Task([])
        try:
            number, result, count = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, None)
            return None
        if number is None:
            raise WorkerFailed(result)
        worker.task = None
        if count < len(task.sources):
            self._waiting.appendleft(Task(task.sources[count:]))
        return number, task.sources[:count], result

    def _replace(self, worker: _Worker, reason: str | None) -> None:
        """End a worker, and hand its sources out again: with a fault the one that it hung at."""
        task, place = worker.task or Task([]), worker.place.value
        worker.kill()
        self._started.remove(worker)
        code = worker.process.exitcode
        others = [source for index, source in enumerate(task.sources) if index != place]
        if place == NOWHERE:
            if task.again:
                raise WorkerFailed(f"two workers ended one after the other, the last with exit code {code}")
            self._waiting.appendleft(Task(task.sources, again=True))
            return
        guilty = task.sources[place]
        if reason or task.again:
            fault = Fault("TimeLimit", reason) if reason else Fault("ReaderCrashed", f"the reader ended with {code}")
            guilty = attrs.evolve(guilty, place=None, fault=fault)
            self._waiting.appendleft(Task([*others, guilty]))
        else:  # it may have been someone else who killed the worker
            self._waiting.appendleft(Task([guilty], again=True))
            if others:
                self._waiting.appendleft(Task(others))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold interruptions back, and have processes that are started meanwhile begin so: while they import, they could
    only die of one with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.getfd()  # else the first process starts it, which lets interruptions through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, job: Job[Any], place: Any, folder: str) -> None:
    """The life of a worker process.  Its temporary files stand in a folder that goes when it goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started the run decides what an interruption means
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    tempfile.tempdir = folder
    threading.Thread(target=_leave_with_parent, args=(folder,), daemon=True).start()

    def at(index: int) -> None:
        place.value = index

    try:
        run = job.start()
        # A report is a thousand small objects without cycles: looking for cycles at Python's usual pace takes a
        # seventh of the time, and finds nothing.
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        while (task := pipe.recv()) is not None:
            number, sources = task
            result, count = run(number, sources, at)
            at(NOWHERE)
            pipe.send((number, result, count))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:  # noqa: BLE001  told to the one who can say it
        with suppress(OSError):
            pipe.send((None, f"{type(error).__name__}: {error}", 0))


def _leave_with_parent(folder: str) -> None:
    """End this process when the one that started it has ended, however that came."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        _kill_descendants(os.getpid())
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _kill_descendants(process: int | None) -> None:
    """End the processes that a process has started, such as a converter that it waits for."""
    for child in _descendants(process):
        with suppress(OSError):
            os.kill(child, signal.SIGKILL)


def _descendants(process: int | None) -> Iterator[int]:
    """The processes that a process has started, and they in turn, where the system tells (Linux)."""
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (thread / "children").read_text().split()):
                yield from _descendants(child)
                yield child
