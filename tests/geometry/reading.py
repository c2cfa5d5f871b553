"""Texts whose figures are known, and what a reading of them does wrong."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import govinfo_parse
from govinfo_parse.model import Severity, State
from govinfo_parse.model.paths import all_cells
from tests.geometry.figures import Number
from tests.geometry.scenes import Draft, Scene, draft, figures, scene_of

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
Printed = Mapping[str, Number | None]


@cache
def example(name: str) -> tuple[str, dict[str, Number]]:
    """A report that ships with the project, and its figures as they were written down for it."""
    file = next(one for one in EXAMPLES if one.stem == name)
    known = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"), parse_float=Decimal)
    return file.read_text(encoding="utf-8"), known["figures"]


def official(format: str, seed: int = 1, form: str = "2021") -> Draft:
    """An official report with distinct figures, to be changed before it is drawn."""
    for number in range(seed * 1_000, (seed + 1) * 1_000):
        made = draft(random.Random(number), format)
        if made.form == form:
            figures(made)
            return made
    raise AssertionError(form)


def text_of(format: str = "tab_grid", seed: int = 1, form: str = "2021") -> tuple[str, dict[str, Number | None]]:
    """An official report with distinct figures as text, and its figures."""
    scene = drawn(official(format, seed, form))
    assert isinstance(scene.source, str)
    return scene.source, scene.printings["own"]


def drawn(made: Draft) -> Scene:
    """A draft as it is printed."""
    return scene_of(f"made up/{made.format}/0", made)


def read(source: str | bytes) -> govinfo_parse.Report:
    """The report that is read from a text or a file."""
    if isinstance(source, str):
        return govinfo_parse.parse_report(source)
    return govinfo_parse.parse_file(io.BytesIO(source))


def silent(report: govinfo_parse.Report, printed: Printed) -> list[str]:
    """The numbers that are not the printed ones, and that no warning names."""
    named = {path for one in report.diagnostics if one.severity != Severity.INFO for path in one.paths}
    return [
        f"{path}: printed {printed.get(path)}, given {cell.value}"
        for path, cell in all_cells(report).items()
        if cell.value is not None and cell.value != printed.get(path) and path not in named
    ]


def inexact(report: govinfo_parse.Report, printed: Printed) -> list[str]:
    """The cells that do not hold what is printed in them."""
    return [
        f"{path}: printed {printed.get(path)}, given {cell.value} ({cell.state})"
        for path, cell in all_cells(report).items()
        if cell.value != printed.get(path)
    ]


def unnamed(report: govinfo_parse.Report, printed: Printed) -> list[str]:
    """The printed numbers that are not given, and of which neither a remark nor their own state tells."""
    named = {path for one in report.diagnostics for path in one.paths}
    return [
        f"{path}: printed {printed[path]}, {cell.state}"
        for path, cell in all_cells(report).items()
        if cell.value is None
        and printed.get(path) is not None
        and path not in named
        and cell.state not in {State.AMBIGUOUS, State.UNREADABLE}
    ]


def without(printed: Printed, *endings: str, within: str = "") -> dict[str, Number | None]:
    """What is printed, without the paths that begin and end so."""
    return {path: n for path, n in printed.items() if not (path.startswith(within) and path.endswith(endings))}
