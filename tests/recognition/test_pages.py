"""Drawn reports, damaged as scans are: what is read is right or named, and what sums vouch for is right."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from PIL import Image, ImageDraw

from govinfo_parse.readers.recognition.cells import UNREAD
from govinfo_parse.readers.recognition.crops import Crops
from govinfo_parse.readers.recognition.engine import engine
from govinfo_parse.readers.recognition.page import read as read_page
from tests.recognition.harness import Tally, read, sample

FONT = "hei"  # Debian's package fonts-wqy-zenhei
LEGIBLE = ("skew, grain, jpeg", "seal")
DAMAGED = ("cut at the right", "hopeless")


def tally(name: str) -> Tally:
    made = sample(name, font=FONT)
    # The last page has table 4 and what is left of table 3, which is enough of a bad page.
    found = Tally()
    found.add(made, read(made))
    return found


@pytest.mark.parametrize("kind", LEGIBLE)
def test_legible_pages_are_read(kind: str):
    found = tally(f"{kind}/3")
    count = sum(found.outcomes.values())

    assert found.outcomes["right"] >= 0.99 * count
    assert found.outcomes["named"] <= 0.003 * count
    assert not found.outcomes["silent"]
    assert not found.outcomes["lost"]
    assert not found.verified_wrong


@pytest.mark.parametrize("kind", DAMAGED)
def test_of_damaged_pages_nothing_wrong_goes_unnamed(kind: str):
    found = tally(f"{kind}/3")

    assert not found.outcomes["silent"]
    assert not found.outcomes["lost"]
    assert not found.verified_wrong


def test_the_tally_can_tell():
    made = sample("clean/3", font=FONT)
    report = read(attrs.evolve(made, pages=made.pages[:1]))
    found, other = Tally(), Tally()
    found.add(made, report)
    other.add(attrs.evolve(made, scene=sample("clean/4", font=FONT).scene), report)

    assert found.outcomes["right"] > 20
    assert other.outcomes["named"] > 20


def test_a_dash_below_paint_may_be_all_that_shows_of_a_number():
    picture = Image.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(picture)
    for x in (200, 500, 800):
        pen.line((x, 300, x, 500), fill="black", width=3)
    for y in (300, 400, 500):
        pen.line((200, y, 801, y), fill="black", width=3)
    for x in (340, 640):
        pen.rectangle((x, 448, x + 24, 450), fill="black")
    pen.rectangle((590, 410, 720, 446), fill=(215, 25, 30))

    (table,) = (block for block in read_page(np.asarray(picture), engine(), 0.36, Crops()) if block.rows)
    assert table.rows[1] == ["-", UNREAD]
