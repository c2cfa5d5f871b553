"""Worker processes that survive what they read.

A reader may hang in C, eat the machine's memory or crash.  Each worker therefore says in shared memory which source
of its chunk it is at; one that stays too long at the same source, or needs too much memory for it, is killed; a
crashed one is replaced; and only the source it was at is lost.  Each worker has one chunk at a time, so no more is read
ahead than is worked on.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic

import attrs

from govinfo_parse.corpus.pool.temporary import temporary_folder
from govinfo_parse.corpus.pool.watching import MAX_MEMORY, Limits, watched
from govinfo_parse.corpus.pool.worker import NOWHERE, Job, Result, Task, Worker
from govinfo_parse.corpus.sources.source import Fault, Source
from govinfo_parse.corpus.unfinished import WorkerFailed

_TICK = 0.25


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
        max_memory: how many bytes of memory reading one source may take.

    Attributes:
        workers: how many processes work; the number may be raised during a run.
        patience: for how many seconds an answer is awaited before the caller gets control; may change during a run.
    """

    def __init__(self, job: Job[Result], workers: int, seconds: float, max_memory: int = MAX_MEMORY) -> None:
        self._job = job
        self.workers = workers
        self.patience = _TICK
        self._limits = Limits(seconds, max_memory)
        self._folder = Path()
        self._started: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._number = 0
        self._pages = 0

    def at_work(self) -> int:
        """About how many sources were worked on in chunks that are not yet finished."""
        return sum(max(worker.place, 0) for worker in self._started)

    def pages(self) -> int:
        """How many pages were read from pictures."""
        return self._pages + sum(worker.pages for worker in self._started)

    def repeat(self, sources: list[Source]) -> None:
        """Hand a chunk out again."""
        self._waiting.appendleft(Task(sources))

    def run(self, chunks: Iterator[list[Source]], first: int = 1) -> Iterator[tuple[int, list[Source], Result] | None]:
        """Hand out the chunks, and give each result as it comes; now and then None, so that the caller gets control.

        Args:
            chunks: the sources; asked for as workers become free.
            first: the number of the first chunk; every chunk that is handed out gets a number of its own.

        Raises:
            WorkerFailed: a worker cannot work; no source is at fault.
        """
        self._number = first
        with temporary_folder() as self._folder, watched(self._started, self._limits):
            try:
                yield from self._run(chunks)
                for worker in self._started:
                    worker.dismiss()
            finally:
                while self._started:
                    self._started.pop().kill()

    def _run(self, chunks: Iterator[list[Source]]) -> Iterator[tuple[int, list[Source], Result] | None]:
        exhausted = False
        while True:
            self._hand_out()  # before more sources are listed, which takes a while: no worker should wait for that
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
            ready = wait([worker.pipe for worker in busy], self.patience)
            yield None
            for worker in busy:
                if worker.pipe in ready:
                    answer = self._answer(worker)
                    if answer:
                        self._hand_out()  # the caller may take a while with the answer
                        yield answer

    def _idle(self) -> int:
        return self.workers - sum(worker.task is not None for worker in self._started)

    def _hand_out(self) -> None:
        # All are started before the first is given anything: giving waits for a worker that is still importing.
        busy = self.workers - self._idle()
        while len(self._started) < min(self.workers, busy + len(self._waiting)):
            self._started.append(Worker(self._job, self._folder))
        for worker in [worker for worker in self._started if not worker.task]:
            if not self._waiting:
                return
            try:
                worker.give(self._number, self._waiting.popleft())
            except OSError:
                self._replace(worker)
            self._number += 1

    def _answer(self, worker: Worker) -> tuple[int, list[Source], Result] | None:
        task = worker.task or Task([])
        try:
            number, result, count = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return None
        if number is None:
            raise WorkerFailed(result)
        worker.task = None
        if count < len(task.sources):
            self._waiting.appendleft(Task(task.sources[count:]))
        return number, task.sources[:count], result

    def _replace(self, worker: Worker) -> None:
        """Put another worker in the place of one that ended, and hand out its sources again; the source that it ended
        at goes with a fault.
        """
        self._started.remove(worker)
        self._pages += worker.pages
        task, place, sentence = worker.task or Task([]), worker.place, worker.sentence
        told = worker.last_words()
        worker.kill()
        if place == NOWHERE:
            if task.again:
                raise WorkerFailed(f"two workers ended one after the other; the last {told}")
            self._waiting.appendleft(Task(task.sources, again=True))
            return
        guilty = task.sources[place]
        others = [source for index, source in enumerate(task.sources) if index != place]
        fault = None
        if sentence and sentence.task is task and sentence.place == place:
            fault = sentence.fault
        elif task.again:
            fault = Fault("ReaderCrashed", f"the process that read it {told}")
        if fault:
            self._waiting.appendleft(Task([*others, attrs.evolve(guilty, place=None, fault=fault)]))
        else:  # it may have been someone else who killed the worker
            self._waiting.appendleft(Task([guilty], again=True))
            if others:
                self._waiting.appendleft(Task(others))
