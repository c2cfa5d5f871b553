"""The search for tables that tell mutants: a mutant is told and gone again, and a seed draws the same again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.distinguish.drawing import Drawing, drawn
from tests.distinguish.patching import functions, patched, watched
from tests.distinguish.reading import ROADS
from tests.mutants import ROOT, mutants

HEADS = Path("src/govinfo_parse/tables/heads.py")
TWICE = Drawing(" | 自然人 | 合计 | 商业企业 | 总计\n一、本年新收政府信息公开申请数量 | 1 | 5 | 3 | 4", "lined")


def test_a_mutant_reads_otherwise_while_it_is_there():
    lines = (ROOT / HEADS).read_text(encoding="utf-8").splitlines()
    mutant = next(one for one in mutants(HEADS) if "sum(official) == 1" in lines[one.line - 1])
    road, alive, reached = ROADS["table"](), functions({str(ROOT / HEADS)}), set()
    before = road.read(TWICE)
    with watched([mutant], alive, reached):
        assert road.read(TWICE) == before
    assert reached == {mutant}
    with patched(mutant, alive):
        assert road.read(TWICE) != before
    assert road.read(TWICE) == before


@pytest.mark.parametrize("road", sorted(ROADS))
def test_what_is_drawn_comes_again_and_gets_smaller(road: str):
    drawing = ROADS[road]().draw(7)
    assert ROADS[road]().draw(7) == drawing
    assert min(other.size for other in drawing.smaller()) < drawing.size


def test_what_is_drawn_is_read_without_an_error():
    road = ROADS["report"]()
    assert sum(bool(road.read(drawn(seed, ("framed", "tabs", "running")))) for seed in range(20)) > 10
