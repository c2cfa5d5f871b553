"""Reports drawn by the project, damaged as scans are, read, and held against what was printed."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs
from PIL import Image

import govinfo_parse
from govinfo_parse.model import Cell, Report, Severity, State
from tests.geometry.figures import balanced, paths_of
from tests.geometry.scenes import Scene, draft, figures, leave_blank, scene_of
from tests.recognition.damage import KINDS
from tests.recognition.drawing import FONTS, Style, fonts, pages

OUTCOMES = ("right", "named", "withheld", "silent", "lost")
"""What became of a cell: read as printed; read otherwise and named; not read and named, or so said by its state; read
otherwise and not named; not read and neither named nor said."""


@attrs.frozen
class Sample:
    """A drawn report.

    Attributes:
        scene: what is printed.
        pages: its pages as pictures.
    """

    scene: Scene
    pages: list[Image.Image]


def scene(name: str) -> Scene:
    """A report with figures; the same name gives the same."""
    rng = random.Random(name)
    made = draft(rng, "html")
    if rng.random() < 0.5:  # as most reports are: few applications, and zeros nearly everywhere
        nothing = [path for path in paths_of(made.form) if rng.random() < 0.8]
        made.figures["own"] = balanced(made.source, made.form, nothing)
    else:
        if rng.random() < 0.4:
            leave_blank(made)
        figures(made)
    return scene_of(name, made)


def sample(name: str, *, dpi: int = 150, ruled: bool = True, fitted: bool = True, font: str | None = None) -> Sample:
    """A report as pages; the name begins with the kind of damage."""
    found, rng = scene(name), random.Random(f"{name} pages")
    file = rng.choice(sorted(fonts().values())) if font is None else FONTS[font]
    style = Style(file, dpi, rng.choice((8.0, 9.0, 10.5)), ruled, rng.choice((0.5, 1.0)), fitted)
    drawn = pages(found.parts, style)
    for damage in KINDS[name.partition("/")[0]]:
        drawn = [damage(page, rng) for page in drawn]
    return Sample(found, drawn)


def as_tiff(drawn: list[Image.Image], dpi: int = 150) -> bytes:
    """Pages as one file."""
    file = io.BytesIO()
    drawn[0].save(file, "TIFF", save_all=True, append_images=drawn[1:], dpi=(dpi, dpi), compression="tiff_lzw")
    return file.getvalue()


def read(made: Sample) -> Report:
    return govinfo_parse.parse_file(io.BytesIO(as_tiff(made.pages)), ocr=True)


@attrs.define
class Totals:
    """What became of cells.

    Attributes:
        outcomes: how many of each outcome.
        verified: how many figures sums vouch for.
        verified_wrong: those of them that are not what is printed.
        wrong: the cells that were read otherwise: path, printed, read, outcome.
        withheld: the cells that were not read: path and printed.
        pages: how many pages were read.
        seconds: how long that took.
    """

    outcomes: Counter[str] = attrs.field(factory=Counter)
    verified: int = 0
    verified_wrong: list[tuple[str, str, object, object]] = attrs.field(factory=list)
    wrong: list[tuple[str, str, object, object, str]] = attrs.field(factory=list)
    withheld: list[tuple[str, str, object]] = attrs.field(factory=list)
    pages: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Totals:
        """What :meth:`told` told."""
        return cls(**{**told, "outcomes": Counter(told["outcomes"])})

    def told(self) -> dict[str, Any]:
        """All of it as plain values."""
        return attrs.asdict(self)

    def join(self, other: Totals) -> None:
        """Count what another has counted too."""
        for field in attrs.fields_dict(Totals):
            setattr(self, field, getattr(self, field) + getattr(other, field))

    def add(self, made: Sample, report: Report) -> None:
        """Count the cells of a report."""
        self.pages += len(made.pages)
        cells = govinfo_parse.cells(report)
        named = {path for note in report.diagnostics if note.severity is not Severity.INFO for path in note.paths}
        for path, printed in made.scene.printings["own"].items():
            cell = cells.get(path, Cell(None, State.ABSENT, "", None))
            outcome = _outcome(printed, cell, is_named=path in named)
            self.outcomes[outcome] += 1
            if outcome not in {"right", "withheld"}:
                self.wrong.append((made.scene.name, path, printed, cell.value, outcome))
            elif outcome == "withheld":
                self.withheld.append((made.scene.name, path, printed))
            if cell.verified_by:
                self.verified += 1
                if cell.value != printed:
                    self.verified_wrong.append((made.scene.name, path, printed, cell.value))
        for path, cell in cells.items():
            if path not in made.scene.printings["own"] and cell.value is not None:  # a row or column that is not there
                outcome = "named" if path in named else "silent"
                self.outcomes[outcome] += 1
                self.wrong.append((made.scene.name, path, None, cell.value, outcome))
                if cell.verified_by:
                    self.verified_wrong.append((made.scene.name, path, None, cell.value))

    def line(self) -> str:
        """The shares, in words."""
        count = max(1, sum(self.outcomes.values()))
        shares = ", ".join(f"{name} {100 * self.outcomes[name] / count:.2f}%" for name in OUTCOMES)
        told = f"verified {100 * self.verified / count:.1f}% ({len(self.verified_wrong)} wrong)"
        return f"{self.pages} pages, {count} cells: {shares}; {told}"


def _outcome(printed: object, cell: Cell, *, is_named: bool) -> str:
    if cell.value == printed:
        return "right"
    if cell.value is not None:
        return "named" if is_named else "silent"
    return "withheld" if is_named or cell.state in {State.UNREADABLE, State.AMBIGUOUS} else "lost"
