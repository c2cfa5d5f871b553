"""Settings of all tests."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
WORKERS_START = "govinfo_parse.corpus.pool.worker._CONTEXT"

# No deadlines: how long an example takes says more about the machine than about the code.
settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("default")  # another with: pytest --hypothesis-profile thorough


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch):
    """The tool speaks the language of the system; tests read English wherever they run."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")


@pytest.fixture(scope="module")
def warm_workers() -> Iterator[None]:
    """Worker processes begin as copies of one that has built the parser, where the system can copy processes.

    Else each takes more than a second before it reads.  They have the environment of the process they are copied from.
    """
    with pytest.MonkeyPatch.context() as patched:
        if "forkserver" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["tests.corpus.warm"])
            with pytest.MonkeyPatch.context() as starting:
                starting.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
                forkserver.ensure_running()
            patched.setattr(WORKERS_START, context)
        yield


@pytest.fixture
def cold_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes begin as they do for users."""
    monkeypatch.setattr(WORKERS_START, multiprocessing.get_context("spawn"))
