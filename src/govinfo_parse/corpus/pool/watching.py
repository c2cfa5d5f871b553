"""Watches over workers: one that takes too long for a source, or too much memory, is ended.

This is done in a thread of the leading process, so that it goes on however long the caller is busy.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import attrs

from govinfo_parse.corpus.pool.processes import memory
from govinfo_parse.corpus.pool.worker import NOWHERE, Task, Termination, Worker
from govinfo_parse.corpus.sources.source import Fault
from govinfo_parse.readers.limits import RECOGNITION_SECONDS

_INTERVAL = 0.02
"""Seconds between two looks: in this time a reader may exceed its limit by some tens of megabytes."""
_MEBIBYTE = 1024 * 1024

SECONDS = 180.0
"""How long one source may take: longer than a conversion may take, so that the converter's own error comes first."""

MAX_MEMORY = 800 * _MEBIBYTE
"""Bytes of memory that reading one source may take."""

RECOGNITION_MEMORY = 1536 * _MEBIBYTE
"""The same where pictures are read by recognition."""


@attrs.frozen
class Limits:
    """What one source may cost.

    Attributes:
        seconds: how long it may take.
        memory: how many bytes of memory the process that reads it may take, and what it starts.
    """

    seconds: float
    memory: int

    @classmethod
    def of(cls, seconds: float | None, memory: int | None, *, ocr: bool) -> Limits:
        """The limits that were given, and the usual ones for those that were not.

        Args:
            seconds: how long it may take.
            memory: how many bytes of memory it may take.
            ocr: whether pictures are read by recognition, of which each process has the models for itself.
        """
        usual = (RECOGNITION_SECONDS, RECOGNITION_MEMORY) if ocr else (SECONDS, MAX_MEMORY)
        return cls(seconds or usual[0], memory or usual[1])


@attrs.define
class _WorkerSighting:
    """What was seen of a worker, and since when."""

    task: Task | None = None
    place: int = NOWHERE
    since: float = 0.0


@contextmanager
def watched(workers: Sequence[Worker], limits: Limits) -> Iterator[None]:
    """End workers that break the limits, for as long as the block runs; the sequence may change meanwhile."""
    done = threading.Event()
    thread = threading.Thread(target=_watch, args=(workers, limits, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _watch(workers: Sequence[Worker], limits: Limits, done: threading.Event) -> None:
    seen: dict[Worker, _WorkerSighting] = {}
    while not done.wait(_INTERVAL):
        seen = {worker: seen.get(worker) or _WorkerSighting() for worker in list(workers)}
        for worker, before in seen.items():
            _look_at_worker(worker, before, limits)


def _look_at_worker(worker: Worker, seen: _WorkerSighting, limits: Limits) -> None:
    now, task, place = time.monotonic(), worker.task, worker.place
    if task is None or place == NOWHERE or (task, place) != (seen.task, seen.place):
        seen.task, seen.place, seen.since = task, place, now
        return
    fault = None
    if now - seen.since > limits.seconds:
        fault = Fault("TimeLimit", f"it was not read within {limits.seconds:g} seconds")
    elif memory(worker.process.pid) > limits.memory:
        fault = Fault("MemoryLimit", f"reading it took more than {limits.memory // _MEBIBYTE:,} MiB of memory")
    if fault and not worker.sentence:
        worker.condemn(Termination(task, place, fault))
