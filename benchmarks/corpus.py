"""Many reports: ``parse_many``, the corpus command and Ray Data, against one process that parses texts in memory.

    python benchmarks/corpus.py --reports 20000 --workers 2 [--given folder|jsonl|parquet] [--rounds 3] [--ray]

Everything is measured in turns, and of each the best round counts.  Prints throughput, ratios, the peak memory of the
leading process and of the largest worker, and the processor time of all processes as a multiple of the loop's: where
other work disturbs the clock, half of that is what two cores of one's own would need.  The reports are made first,
which takes longer than reading them; ``--folder`` keeps them for the next run.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import synthetic
from pyarrow import parquet

import govinfo_parse

IN_MEMORY = 5_000
"""So many texts are parsed in a loop: more would only take longer."""
BATCH = 500


def write_folder(path: Path, texts: Iterator[str]) -> None:
    path.mkdir()
    for number, text in enumerate(texts):
        below = path / f"{number // 1000:04}"
        below.mkdir(exist_ok=True)
        (below / f"{number:07}.txt").write_text(text, encoding="utf-8")


def write_jsonl(path: Path, texts: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")


def write_parquet(path: Path, texts: Iterator[str]) -> None:
    schema = pa.schema([("text", pa.string())])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(texts, BATCH)):
            writer.write_table(pa.table({"text": batch}, schema=schema))


WRITERS: dict[str, Callable[[Path, Iterator[str]], None]] = {
    "folder": write_folder,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


class Cost(NamedTuple):
    """What a report costs, in seconds, and what its reading takes: the peak of memory, in MiB."""

    clock: float
    processor: float
    leader: float
    worker: float


def measured(count: int, call: Callable[[], object]) -> Cost:
    """What a call costs that reads so many reports, the start and end of its processes included."""
    before = _processor()
    begin = time.perf_counter()
    call()
    seconds = time.perf_counter() - begin
    peaks = [resource.getrusage(whose).ru_maxrss / 1024 for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Cost(seconds / count, (_processor() - before) / count, *peaks)


def _processor() -> float:
    usages = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def loop(count: int) -> Cost:
    """``parse_report`` in a loop over texts in memory."""
    texts = list(synthetic.texts(min(count, IN_MEMORY)))
    for text in texts[:50]:
        govinfo_parse.parse_report(text)
    return measured(len(texts), lambda: deque(map(govinfo_parse.parse_report, texts), maxlen=0))


def side_by_side(count: int, processes: int) -> Cost:
    """Such loops in several processes at once, which share nothing: the most that so many workers can reach."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        costs = pool.map(loop, [count] * processes, chunksize=1)
    clock, *others = map(max, zip(*costs, strict=True))
    return Cost(clock / processes, *others)


def many(count: int, processes: int, *, looked_at: bool) -> Cost:
    """``parse_many`` over texts in memory; whether every report is looked at, and so built here."""
    from govinfo_parse.corpus import parse_many

    texts = [(str(number), text) for number, text in enumerate(synthetic.texts(count))]

    def read() -> None:
        for reading in parse_many(texts, processes):
            assert not looked_at or reading.report

    return measured(count, read)


def dataset(given: str, out: str, count: int, processes: int) -> Cost:
    """The corpus command."""
    from govinfo_parse.corpus import build

    def read() -> None:
        summary = build([given], out, workers=processes)
        assert summary.reports == count, summary

    return measured(count, read)


def ray_data(given: str, out: str, count: int, processes: int) -> tuple[float, float]:
    """Reports a second of Ray Data on a local cluster: cold, with the start of its workers, and warm."""
    import ray

    def parse_table(table: pa.Table) -> pa.Table:  # in here it goes to Ray's workers by value
        from govinfo_parse.arrow import parse_batch

        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        return pa.Table.from_batches([parse_batch(batch) for batch in table.combine_chunks().to_batches()])

    ray.init(num_cpus=processes, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    rates = []
    for turn in ("cold", "warm"):
        begin = time.perf_counter()
        texts = ray.data.read_parquet(given).repartition(max(8 * processes, count // BATCH))
        reports = texts.map_batches(parse_table, batch_format="pyarrow", batch_size=None)
        reports.write_parquet(f"{out}/{turn}")
        rates.append(count / (time.perf_counter() - begin))
    assert ray.data.read_parquet(f"{out}/warm").count() == count
    ray.shutdown()
    return rates[0], rates[1]


def alone(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function returns that runs in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def alone_leading(function: Callable[..., Any], *arguments: Any) -> Any:
    """The same for a function that starts processes itself, which a pool's processes may not."""
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=_answer, args=(queue, function, arguments))
    process.start()
    answer = queue.get()
    process.join()
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _answer(queue: Any, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        queue.put(function(*arguments))
    except BaseException as error:
        queue.put(RuntimeError(repr(error)))
        raise


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--given", choices=WRITERS, action="append", help="repeatable; all by default")
    options.add_argument("--ray", action="store_true", help="also Ray Data, which has to be installed")
    options.add_argument("--folder", type=Path, help="where the made reports are kept")
    chosen = options.parse_args()
    count, processes = chosen.reports, chosen.workers
    kinds = chosen.given or list(WRITERS)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.folder or Path(temporary)) / f"reports-{count}"
        folder.mkdir(parents=True, exist_ok=True)
        for kind in {*kinds, *(["parquet"] if chosen.ray else [])}:
            path = folder / (kind if kind == "folder" else f"texts.{kind}")
            if not path.exists():
                WRITERS[kind](path, synthetic.texts(count))
        costs: dict[str, Cost] = {}
        for _ in range(chosen.rounds):
            turn = {"parse_report in a loop": alone(loop, count)}
            turn[f"{processes} such loops side by side"] = alone_leading(side_by_side, count, processes)
            for named, looked_at in (("parse_many", False), ("parse_many, all looked at", True)):
                turn[named] = alone_leading(partial(many, looked_at=looked_at), count, processes)
            for kind in kinds:
                out = Path(temporary) / "out"
                path = folder / (kind if kind == "folder" else f"texts.{kind}")
                turn[f"corpus of a {kind}"] = alone_leading(dataset, str(path), str(out), count, processes)
                shutil.rmtree(out)
            for name, cost in turn.items():
                costs[name] = Cost(*map(min, cost, costs.get(name, cost)))
        print(f"{count:,} reports, {processes} workers\n")
        print("| | a second | times the loop's speed | time of the loop | processor time | leader | a worker |")
        print("|---|---|---|---|---|---|---|")
        base = next(iter(costs.values()))
        for name, cost in costs.items():
            ratios = (
                f"{base.clock / cost.clock:.2f} | {cost.clock / base.clock:.2f} | {cost.processor / base.processor:.2f}"
            )
            print(f"| {name} | {1 / cost.clock:.0f} | {ratios} | {cost.leader:.0f} MiB | {cost.worker:.0f} MiB |")
        if chosen.ray:
            best = max(1 / cost.clock for name, cost in costs.items() if name.startswith("corpus"))
            cold, warm = alone_leading(ray_data, str(folder / "texts.parquet"), f"{temporary}/ray", count, processes)
            print(f"{'Ray Data, cold':28} {cold:8.0f} a second  {best / cold:5.2f} of the workers' time per report")
            print(f"{'Ray Data, warm':28} {warm:8.0f} a second  {best / warm:5.2f} of the workers' time per report")


if __name__ == "__main__":
    main()
