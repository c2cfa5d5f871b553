"""A few hundred damaged reports in every run; ``python -m tests.damage`` does the long one."""

from __future__ import annotations

import random

import pytest

import govinfo_parse
from govinfo_parse.model import State
from govinfo_parse.model.paths import all_cells
from tests.damage.harness import DAMAGES, LAYOUTS, RARE, Damage, Scene, judge, random_report, trial
from tests.damage.totals import Totals

REPORTS = 400


def test_no_silent_wrong_number() -> None:
    totals = Totals()
    for seed in range(REPORTS):
        totals.add(seed, trial(seed))
    assert totals.read > 0.9 * REPORTS
    assert totals.silent == []
    assert totals.collateral <= 0.001 * totals.untouched


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("damage", [*DAMAGES, *RARE], ids=lambda damage: damage.__name__)
def test_every_damage_in_every_layout(damage: Damage, layout: str) -> None:
    """One damage alone: nothing silently wrong, and the rows it did not touch come back."""
    rng = random.Random(f"{damage.__name__} {layout}")
    done = 0
    while done < 3:
        try:
            text = govinfo_parse.render(random_report(rng), layout)
        except govinfo_parse.RenderError:
            continue
        done += 1
        cells = {p: c for p, c in all_cells(govinfo_parse.parse_report(text)).items() if c.state != State.ABSENT}
        places = {path: (c.span.start, c.span.end) for path, c in cells.items() if c.span is not None}
        scene = Scene(text, layout, places, {path: c.value for path, c in cells.items()})
        damage(scene, rng)
        verdict = judge(scene, (damage.__name__,))
        assert verdict.silent == [], verdict.text


def test_the_harness_can_fail() -> None:
    """A number changed behind the parser's back is found out."""
    rng = random.Random(1)
    text = govinfo_parse.render(random_report(rng))
    cells = {p: c for p, c in all_cells(govinfo_parse.parse_report(text)).items() if c.value is not None}
    path, cell = next(iter(cells.items()))
    assert cell.span is not None
    scene = Scene(text, "tab_grid", {}, {p: c.value for p, c in cells.items()})
    scene.replace(cell.span.start, cell.span.end, "123456")
    assert [found[0] for found in judge(scene, ("none",)).silent] == [path]
