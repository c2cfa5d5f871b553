"""How long things take, as ratios: absolute times say more about the machine than about the code."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

IMPORT = """
import time
start = time.perf_counter()
{statement}
print(time.perf_counter() - start)
"""


def best(
    calls: Mapping[str, Callable[[], Any]], seconds: float = 0.4, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """The shortest time of each call, in seconds; the calls take turns, so that all meet the same disturbances."""
    found = dict.fromkeys(calls, float("inf"))
    for call in calls.values():
        call()
    gc.collect()
    gc.disable()
    try:
        stop, rounds = time.perf_counter() + seconds * len(calls), 0
        while rounds < 3 or time.perf_counter() < stop:  # noqa: PLR2004
            rounds += 1
            for name, call in calls.items():
                start = clock()
                call()
                found[name] = min(found[name], clock() - start)
    finally:
        gc.enable()
    return found


def once(call: Callable[[], Any]) -> float:
    """The shorter of two runs, for what takes long."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def statements(named: Mapping[str, str], rounds: int = 9) -> dict[str, float]:
    """The median time of each statement in a fresh interpreter, its start not counted."""
    times: dict[str, list[float]] = {name: [] for name in named}
    for _ in range(rounds):
        for name, statement in named.items():
            code = IMPORT.format(statement=statement)
            times[name].append(float(subprocess.check_output([sys.executable, "-c", code], text=True)))  # noqa: S603
    return {name: statistics.median(values) for name, values in times.items()}
