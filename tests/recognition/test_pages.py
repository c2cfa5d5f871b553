"""Drawn reports, damaged as scans are: what is read is right or named, and what sums vouch for is right."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from govinfo_parse.readers.recognition.cell_text import UNREAD_INK
from govinfo_parse.readers.recognition.crops import Crops
from govinfo_parse.readers.recognition.engine import RecognizedCharacter, engine
from govinfo_parse.readers.recognition.page_recognition import _LineToRead
from govinfo_parse.readers.recognition.page_recognition import read_picture as read_page
from govinfo_parse.readers.recognition.text_lines import Box
from tests.recognition.drawing import FONTS
from tests.recognition.harness import Totals, read, sample

FONT = "hei"  # Debian's package fonts-wqy-zenhei
LEGIBLE = ("skew, grain, jpeg", "seal")
DAMAGED = ("cut at the right", "hopeless")


def totals(name: str) -> Totals:
    made = sample(name, font=FONT)
    # The last page has table 4 and what is left of table 3, which is enough of a bad page.
    found = Totals()
    found.add(made, read(made))
    return found


@pytest.mark.parametrize("kind", LEGIBLE)
def test_legible_pages_are_read(kind: str):
    found = totals(f"{kind}/3")
    count = sum(found.outcomes.values())

    assert found.outcomes["right"] >= 0.99 * count
    assert found.outcomes["named"] <= 0.003 * count
    assert not found.outcomes["silent"]
    assert not found.outcomes["lost"]
    assert not found.verified_wrong


@pytest.mark.parametrize("kind", DAMAGED)
def test_of_damaged_pages_nothing_wrong_goes_unnamed(kind: str):
    found = totals(f"{kind}/3")

    assert not found.outcomes["silent"]
    assert not found.outcomes["lost"]
    assert not found.verified_wrong


def test_the_tally_can_tell():
    made = sample("clean/3", font=FONT)
    report = read(attrs.evolve(made, pages=made.pages[:1]))
    found, other = Totals(), Totals()
    found.add(made, report)
    other.add(attrs.evolve(made, scene=sample("clean/4", font=FONT).scene), report)

    assert found.outcomes["right"] > 20
    assert other.outcomes["named"] > 20


def ruled() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A page with a table of two columns and two rows."""
    picture = Image.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(picture)
    for x in (200, 500, 800):
        pen.line((x, 300, x, 500), fill="black", width=3)
    for y in (300, 400, 500):
        pen.line((200, y, 801, y), fill="black", width=3)
    return picture, pen


def rows(picture: Image.Image) -> list[list[Any]]:
    (table,) = (block for block in read_page(np.asarray(picture), engine(), 0.36, Crops()) if block.rows)
    return [list(row) for row in table.rows]


@pytest.mark.parametrize(("height", "text"), [(7, UNREAD_INK), (18, "8")])
def test_what_is_lower_than_a_figure_is_none(height: int, text: str):
    line = _LineToRead(Box(100, 100, 112, 100 + height), 20.0, (0, (0, 0)))

    assert [one.text for one in line.believed([RecognizedCharacter("8", 0.0, 1.0, 0.99)])] == [text]


def test_what_is_too_pale_to_be_read_is_no_blank():
    picture, pen = ruled()
    font = ImageFont.truetype(FONTS[FONT], 28)
    for left, top in ((320, 330), (620, 330)):
        pen.text((left, top), "180", fill="black", font=font)
    pen.text((620, 430), "0", fill=(195, 195, 195), font=font)

    assert rows(picture) == [["180", "180"], ["", UNREAD_INK]]


def test_of_a_number_beside_a_figure_too_pale_to_be_read_nobody_is_sure():
    picture, pen = ruled()
    font = ImageFont.truetype(FONTS[FONT], 28)
    for left, top in ((320, 330), (620, 330), (620, 430)):
        pen.text((left, top), "180", fill="black", font=font)
    pen.text((620 + font.getlength("180") + 2, 430), "2", fill=(195, 195, 195), font=font)

    found = rows(picture)
    assert [found[row][column].confidence > 0 for row, column in ((0, 0), (0, 1), (1, 1))] == [True, True, False]


def test_a_dash_below_paint_may_be_all_that_shows_of_a_number():
    picture, pen = ruled()
    for x in (340, 640):
        pen.rectangle((x, 448, x + 24, 450), fill="black")
    pen.rectangle((590, 410, 720, 446), fill=(215, 25, 30))

    assert rows(picture)[1] == ["-", UNREAD_INK]
