"""All benchmarks in one run: ``python benchmarks/run.py``.

What they mean stands in ``docs/benchmarks.md``; ``--write`` puts the figures there, and in the Chinese page.
"""

from __future__ import annotations

import platform
import re
import statistics
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import floors
import hostile
import html_script
import inputs
import regex_script
import timing

import govinfo_parse
from govinfo_parse.model.paths import all_cells

PAGE = inputs.ROOT / "docs" / "benchmarks.md"
PAGE_IN_CHINESE = inputs.ROOT / "docs" / "zh" / "benchmarks.md"
TABLES: dict[str, str] = {}
Read = Callable[[inputs.Case], Mapping[str, Any]]


def ours(text: str) -> dict[str, Any]:
    """The numbers that parse_report gives."""
    values = {path: cell.value for path, cell in all_cells(govinfo_parse.parse_report(text)).items()}
    return {path: float(v) if isinstance(v, Decimal) else v for path, v in values.items() if v is not None}


def table(title: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    heads = list(heads)
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    print(f"\n## {title}\n", *lines, sep="\n")
    for row in rows:
        lines.append("| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row) + " |")
        print(lines[-1], flush=True)
    TABLES[title] = "\n".join(lines)


def write() -> None:
    """Put the tables into the pages, each after the comment that has its title."""
    words = tomllib.loads(Path(__file__).with_name("words.zh.toml").read_text(encoding="utf-8"))
    for path, known in ((PAGE, {}), (PAGE_IN_CHINESE, words)):
        page = path.read_text(encoding="utf-8")
        for title, lines in TABLES.items():
            begin = page.index(f"% {title}\n\n") + len(f"% {title}\n\n")
            page = page[:begin] + translated(lines, known) + page[page.index("\n\n", begin) :]
        path.write_text(page, encoding="utf-8", newline="\n")
    print("\nnow run: python docs/translations.py")


def translated(lines: str, known: Mapping[str, str]) -> str:
    """A table with its words in another language."""
    return "\n".join(
        "|".join(f" {known.get(cell.strip(), cell.strip())} " if cell.strip("-") else cell for cell in line.split("|"))
        for line in lines.split("\n")
    )


def speed() -> None:
    heads = ["report", "characters", "whole text", "compiled", "floor", "regex script", "read_html", "parse_report"]
    texts = [(case.name, case.text) for case in inputs.examples()]
    rows, ratios = [], []
    for name, text in [*texts, *((f"seed {name[:3]}", text) for name, text in inputs.seeds())]:
        page = (
            html_script.page(govinfo_parse.render(govinfo_parse.parse_report(text))) if (name, text) in texts else None
        )
        calls: dict[str, Callable[[], object]] = {
            "whole text": lambda text=text: floors.whole_text(text),
            "compiled": lambda text=text: floors.cells_compiled(text),
            "floor": lambda text=text: floors.cells(text),
            "regex script": lambda text=text: regex_script.parse(text),
            "parse_report": lambda text=text: govinfo_parse.parse_report(text),
        }
        if page is not None and html_script.pd is not None:
            calls["read_html"] = lambda page=page: html_script.parse(page)
        times = timing.best(calls)
        ratio = {head: times[head] / times["floor"] for head in times}
        ratios.append(ratio)
        rows.append([name, len(text), *(ratio.get(head, "-") for head in heads[2:])])
    middle = [
        statistics.median(values) if (values := [r[head] for r in ratios if head in r]) else "-" for head in heads[2:]
    ]
    table("Time, as a multiple of the floor", heads, [*rows, ["median", "", *middle]])


def accuracy() -> None:
    rows = []
    for title, cases in (
        ("examples", inputs.examples()),
        ("digits run together", inputs.run_together()),
        ("seeds, every figure another", list(inputs.distinct_seeds())),
        ("corpus", list(inputs.corpus())),
    ):
        readers: dict[str, Read] = {
            "regex script": lambda case: regex_script.parse(case.text),
            "parse_report": lambda case: ours(case.text),
        }
        if title == "examples" and html_script.pd is not None:
            readers["pandas.read_html"] = lambda case: html_script.parse(
                html_script.page(govinfo_parse.render(govinfo_parse.parse_report(case.text)))
            )
        for name, read in readers.items():
            counts = sum((judge(case.truth, read(case)) for case in cases), Counter())
            if cases:
                rows.append([title, name, *(counts[kind] for kind in ("right", "withheld", "wrong"))])
    table("Accuracy, in cells", ["reports", "reader", "right", "not given", "wrong or invented"], rows)


def judge(truth: Mapping[str, Any], read: Mapping[str, Any]) -> Counter[str]:
    """How many cells are right, not given though a reader could know them, and wrong or invented."""
    counts: Counter[str] = Counter(right=0)
    for path in {**truth, **read}:
        expected, got = truth.get(path), read.get(path)
        if isinstance(expected, (int, float)):
            counts["right" if got == expected else "withheld" if got is None else "wrong"] += 1
        elif got is not None:
            counts["wrong"] += 1
    return counts


def start() -> None:
    example = inputs.EXAMPLES / "tab_grid_2021.txt"
    parse = f"import govinfo_parse; govinfo_parse.parse_report(open({str(example)!r}, encoding='utf-8').read())"
    base = "import lark, attrs, cattrs"
    times = timing.statements(
        {
            base: base,
            "import govinfo_parse": "import govinfo_parse",
            "everything loaded": "from govinfo_parse import parse_report, check",
            "import and first parse": parse,
        }
    )
    table(
        "Start, as a multiple of importing the dependencies",
        ["statement", "ratio"],
        [[name, time / times[base]] for name, time in times.items()],
    )


def growth() -> None:
    report = (inputs.EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    # The table's rows over and over: a text with more to read, not only more to skip.
    begin, end = report.index("三、收到"), report.index("五、存在")
    times = {}
    for factor in (1, 3, 10, 30, 100):
        text = report[:begin] + report[begin:end] * factor + report[end:]
        times[factor] = (len(text), timing.once(lambda text=text: govinfo_parse.parse_report(text)))
    per_character = times[1][1] / times[1][0]
    table(
        "Growth: tables 3 and 4 repeated",
        ["times", "characters", "time per character, as a multiple of once"],
        [[factor, size, time / size / per_character] for factor, (size, time) in times.items()],
    )


def hostility() -> None:
    report = (inputs.EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    normal = timing.best({"": lambda: govinfo_parse.parse_report(report)})[""] / len(report)
    rows = []
    for name, text in hostile.texts(report):
        time = timing.once(lambda text=text: govinfo_parse.parse_report(text))
        rows.append([name, len(text), time / len(text) / normal])
    table("Hostile inputs", ["a megabyte of", "characters", "time per character, as a multiple of a report"], rows)


def damage() -> None:
    rows = []
    for case in inputs.examples():
        if not case.name.startswith("flowing"):
            continue
        joined = re.sub(r"[ \t]+", "", case.text)
        variants = {
            case.name: case.text,
            "digits run together": joined,
            "run together, every digit a 1": re.sub(r"\d(?=\d)|(?<=\d)\d", "1", joined),
            "run together, thrice as many digits": re.sub(r"\d{7,}", lambda match: match[0] * 3, joined),
            "run together, every digit a 5, twice as many": re.sub(
                r"\d{7,}", lambda match: "5" * 2 * len(match[0]), joined
            ),
        }
        times = timing.best(
            {name: lambda text=text: govinfo_parse.parse_report(text) for name, text in variants.items()}, 0.3
        )
        rows.extend([name, time / times[case.name]] for name, time in times.items())
    table("Recovery: damaged tables against undamaged ones", ["report", "ratio"], rows)


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for part in (speed, accuracy, start, growth, damage, hostility):
        part()
    if "--write" in sys.argv[1:]:
        write()
