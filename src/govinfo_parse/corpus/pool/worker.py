"""A worker process: how it is started, what it does, how it is ended, and why it ended."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Protocol, TypeVar

import attrs

from govinfo_parse.corpus.pool.processes import kill_descendants
from govinfo_parse.corpus.pool.temporary import remove_folder
from govinfo_parse.corpus.sources.source import Fault, Source
from govinfo_parse.readers.recognition.listening import listening

Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)

NOWHERE = -1
"""The place of a worker that is at none of its sources: it is writing, or waiting."""

_CONTEXT = multiprocessing.get_context("spawn")  # a forked process inherits locks and open files in any state
_STDERR = "stderr"
_LONGEST_STDERR = 1 << 20
_LAST_WORDS = 200


Run = Callable[[int, list[Source], Callable[[int], None]], tuple[Result, int]]
"""What a worker does with a chunk: it gets its number, its sources and ``at``, and gives a result and a count.

``at`` is called with the place of each source before it is touched.  The count says how many sources were worked on;
the others are handed out again.
"""


class Job(Protocol[Made_co]):
    """Sent to the worker processes, where it makes the function that they run."""

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


@attrs.frozen
class Termination:
    """Why a worker is ended.

    Attributes:
        task: the chunk that it was at.
        place: the place in it.
        fault: what is wrong with the source there.
    """

    task: Task
    place: int
    fault: Fault


class Worker:
    """A worker process, seen from the process that started it.

    Args:
        job: what it does.
        folder: where it has its temporary files.
    """

    def __init__(self, job: Job[Any], folder: Path) -> None:
        self.task: Task | None = None
        self.sentence: Termination | None = None
        self._place = _CONTEXT.RawValue("q", NOWHERE)
        self._pages = _CONTEXT.RawValue("q", 0)
        self.pipe, theirs = _CONTEXT.Pipe()
        self._folder = Path(tempfile.mkdtemp(dir=folder))
        arguments = (theirs, job, self._place, self._pages, str(self._folder))
        self.process = _CONTEXT.Process(target=_run_worker, args=arguments, daemon=True)
        with _uninterrupted(), _without_script():
            self.process.start()
        theirs.close()

    @property
    def place(self) -> int:
        """Which source of its chunk it is at."""
        return int(self._place.value)

    @property
    def pages(self) -> int:
        """How many pages it has read from pictures."""
        return int(self._pages.value)

    def give(self, number: int, task: Task) -> None:
        """Have a chunk worked on."""
        self.task = task
        self._place.value = NOWHERE
        self.pipe.send((number, task.sources))

    def dismiss(self) -> None:
        """Let the process finish by itself."""
        with suppress(OSError):
            self.pipe.send(None)
        self.process.join(2)

    def condemn(self, sentence: Termination) -> None:
        """End the process; the code that waits for its answer learns why."""
        self.sentence = sentence
        kill_descendants(self.process.pid)
        self.process.kill()

    def kill(self) -> None:
        """End the process, whatever it is doing, and remove its temporary files."""
        if self.process.is_alive():
            kill_descendants(self.process.pid)
            self.process.kill()
        self.process.join()
        self.pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def last_words(self) -> str:
        """How the process ended, after a moment to do so, and the last line that it wrote to standard error."""
        self.process.join(2)
        code = self.process.exitcode
        if code is None:
            return "did not answer any more"
        told = f"ended with exit code {code}"
        if code < 0:
            told = f"was ended by {_signal_name(-code)}"
        if code == -getattr(signal, "SIGKILL", 0):
            told += ", as the system does where memory runs out"
        with suppress(OSError):
            with (self._folder / _STDERR).open("rb") as file:
                file.seek(0, os.SEEK_END)
                file.seek(max(file.tell() - 4 * _LAST_WORDS, 0))
                lines = file.read().decode("utf-8", "replace").split("\n")
            said = next((line.strip() for line in reversed(lines) if line.strip()), "")
            told += f": {said[:_LAST_WORDS]}" if said else ""
        return told


def _signal_name(number: int) -> str:
    try:
        return f"{signal.Signals(number).name} ({signal.strsignal(number)})"
    except ValueError:
        return f"signal {number}"


@contextmanager
def _without_script() -> Iterator[None]:
    """Start processes that do not run the caller's script again: where it has no guard, they would
    read everything once more, or end at once; and nothing that they do needs the script.
    """
    script = sys.modules["__main__"]
    known: dict[str, Any] = {name: vars(script).pop(name) for name in ("__file__", "__spec__") if name in vars(script)}
    script.__spec__ = None
    try:
        yield
    finally:
        vars(script).update(known)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold interruptions back, also in the processes that are started meanwhile: while these import, an interruption
    would end them with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.getfd()  # otherwise the first process would start it, and that lets interruptions through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run_worker(pipe: Connection, job: Job[Any], place: Any, pages: Any, folder: str) -> None:
    """The life of a worker process.  Its temporary files are in a folder that is removed when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started the run decides what an interruption means
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    tempfile.tempdir = folder
    _quieten(Path(folder, _STDERR))
    threading.Thread(target=_leave_with_parent, args=(folder,), daemon=True).start()

    def at(index: int) -> None:
        place.value = index

    def page_read() -> None:
        pages.value += 1

    try:
        run = job.start()
        # A report is a thousand small objects without cycles: looking for cycles at Python's usual pace takes a
        # seventh of the time, and finds nothing.
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        while (task := pipe.recv()) is not None:
            number, sources = task
            with listening(page_read):
                result, count = run(number, sources, at)
            at(NOWHERE)
            pipe.send((number, result, count))
            if os.fstat(2).st_size > _LONGEST_STDERR:
                os.ftruncate(2, 0)
    except (EOFError, BrokenPipeError):
        remove_folder(Path(folder))  # the process that started this one has ended, so that nobody else would remove it
    except Exception as error:  # noqa: BLE001  sent to the process that can report it
        with suppress(OSError):
            pipe.send((None, f"{type(error).__name__}: {error}", 0))


def _quieten(path: Path) -> None:
    """Send what libraries write to standard error to a file, which is read after a crash, and not to a terminal."""
    with path.open("ab", buffering=0) as file:
        os.dup2(file.fileno(), 2)


def _leave_with_parent(folder: str) -> None:
    """End this process when the one that started it has ended, for whatever reason."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        kill_descendants(os.getpid())
        remove_folder(Path(folder))
        os._exit(1)
