"""Pictures made ready."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from govinfo_parse.readers.recognition import ink
from tests.recognition.drawing import FONTS

SHAPE = 1754, 1240


def page(*, specks: int, two_tones: bool = False) -> np.ndarray:
    picture = Image.new("L", SHAPE[::-1], 255)
    font = ImageFont.truetype(FONTS["hei"], 19)
    pen = ImageDraw.Draw(picture)
    for number in range(40):
        pen.text((120, 100 + number * 40), f"{number}.25 万元，第 {number} 项", fill=0, font=font)
    pixels = np.array(picture)
    if two_tones:
        pixels = np.where(pixels > 128, 255, 0).astype(np.uint8)
    chance = np.random.default_rng(7)
    pixels[chance.integers(0, SHAPE[0], specks), chance.integers(600, SHAPE[1], specks)] = 0
    return pixels


def dark(pixels: np.ndarray) -> int:
    """Dark pixels where nothing is printed."""
    return int((pixels[:, 600:] < 128).sum())


@pytest.mark.parametrize("is_coloured", [False, True])
def test_specks_are_wiped_off_and_full_stops_are_not(is_coloured: bool):
    given, clean = page(specks=2_000), page(specks=0)
    if is_coloured:
        given = np.stack([given] * 3, axis=2)
    wiped = ink._dusted(given)

    wiped = wiped[:, :, 0] if is_coloured else wiped
    assert dark(wiped) < dark(page(specks=2_000)) / 50
    assert np.array_equal(wiped[:, :600], clean[:, :600])


@pytest.mark.parametrize("given", [page(specks=0), page(specks=20), page(specks=2_000, two_tones=True)])
def test_a_page_that_is_clean_or_has_two_tones_stays_as_it_is(given: np.ndarray):
    assert np.array_equal(ink._dusted(given), given)


def test_a_picture_so_large_that_specks_vanish_is_not_searched_for_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ink, "_dusted", lambda _: pytest.fail("searched"))
    fine = np.full((5000, 3500), 255, np.uint8)
    fine[2000:2004, 500:3000] = 0

    assert ink.sheet(fine).dark.any()
