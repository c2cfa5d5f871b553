"""What the benchmarks read: the example reports, and real ones where they stand beside the checkout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import attrs

import govinfo_parse

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
FIGURE = re.compile(r"(?<=[\t\n])[ \u00a0]*(\d+(?:\.\d+)?)[ \u00a0]*(?=[\t\n])")
BLANK = {"004": {"applications.outcomes.total.natural_person"}}
"""Cells that are printed blank in a seed."""


@attrs.frozen
class Case:
    """A report and what a careful reader finds in it: numbers by path; None or "ambiguous" where there is none."""

    name: str
    text: str
    truth: dict[str, Any]


def examples() -> list[Case]:
    """The reports that ship with the project."""
    return [_example(file.stem, file.stem) for file in sorted(EXAMPLES.glob("*.txt"))]


def run_together() -> list[Case]:
    """The shipped report whose digits ran together."""
    return [_example("damaged/run_together", "pipe_rows_2021")]


def _example(text: str, figures: str) -> Case:
    truth = json.loads((EXAMPLES / f"{figures}.json").read_text(encoding="utf-8"))["figures"]
    return Case(text, (EXAMPLES / f"{text}.txt").read_text(encoding="utf-8"), truth)


def seeds() -> list[tuple[str, str]]:
    """Real reports: their names and texts."""
    return [(file.stem, file.read_text(encoding="utf-8")) for file in sorted((SHARED / "seeds").glob("*.txt"))]


def distinct_seeds() -> Iterator[Case]:
    """Real reports with every figure of their tables replaced by another one.

    The figures come in the order in which the form prints its cells, so the truth needs no parser.
    """
    forms = govinfo_parse.Parser().forms
    for name, text in seeds():
        form = "2019" if "上一年项目数量" in text else "2021"
        begin, end = text.index("二、主动公开政府信息情况"), re.search(r"\n\s*五、", text).start()
        numbers = count(1001, 7)
        drawn: list[int] = []

        def another(match: re.Match[str], drawn: list[int] = drawn, numbers: Iterator[int] = numbers) -> str:
            drawn.append(next(numbers))
            return match[0].replace(match[1], str(drawn[-1]))

        table = FIGURE.sub(another, text[begin:end] + "\n")
        paths = [path for path in forms[form].paths if path not in BLANK.get(name[:3], ())]
        yield Case(name, text[:begin] + table + text[end:], dict(zip(paths, drawn, strict=True)))


def corpus() -> Iterator[Case]:
    """Texts as real pages publish them, damaged in many ways, with the true value of every cell."""
    for file in sorted((SHARED / "corpus").glob("*/*.json")):
        for suffix in (".txt", ".md"):
            text = file.with_suffix(suffix)
            if text.exists():
                truth = json.loads(file.read_text(encoding="utf-8"))["cells"]
                yield Case(f"{file.parent.name}/{file.stem}", text.read_text(encoding="utf-8"), truth)
