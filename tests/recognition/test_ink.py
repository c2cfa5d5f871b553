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


def test_specks_that_touch_are_wiped_off_where_they_are_few():
    given, some = page(specks=2_000), np.random.default_rng(8).integers((100, 700), (1700, 1200), (60, 2))
    for row, column in some:
        given[row : row + 2, column] = 0
    many = given.copy()
    for row, column in np.random.default_rng(9).integers((100, 700), (1700, 1200), (600, 2)):
        many[row, column] = many[row + 1, column + 1] = 0

    assert dark(ink._dusted(given)) < 60
    assert dark(ink._dusted(many)) > 800  # that many are printed


def printed(level: int) -> np.ndarray:
    """A text that is as dark as is said, and below it one that is paler."""
    picture = Image.new("L", SHAPE[::-1], 255)
    font, pen = ImageFont.truetype(FONTS["hei"], 24), ImageDraw.Draw(picture)
    for number in range(20):
        pen.text((120, 100 + number * 50), f"{number}.25 万元，第 {number} 项", fill=level, font=font)
        pen.text((700, 100 + number * 50), "0", fill=min(215, level + 40), font=font)
    return np.array(picture)


@pytest.mark.parametrize("level", [120, 150, 170])
def test_a_page_that_is_pale_all_over_is_deepened(level: int):
    given = printed(level)
    deepened = ink._deepened(given)

    assert given[:, 700:].min() > 255 * ink._DARK or level == 120
    assert deepened[:, 700:].min() < 255 * ink._DARK
    assert (deepened[given == 255] == 255).all()


def test_what_is_pale_on_a_page_with_dark_text_stays_so():
    given = printed(0)
    given[:, 700:] = np.where(given[:, 700:] < 255, 200, 255)

    assert np.array_equal(ink._deepened(given), given)


@pytest.mark.parametrize("given", [page(specks=0), page(specks=20), page(specks=2_000, two_tones=True)])
def test_a_page_that_is_clean_or_has_two_tones_stays_as_it_is(given: np.ndarray):
    assert np.array_equal(ink._dusted(given), given)


def test_a_picture_so_large_that_specks_vanish_is_not_searched_for_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ink, "_dusted", lambda _: pytest.fail("searched"))
    fine = np.full((5000, 3500), 255, np.uint8)
    fine[2000:2004, 500:3000] = 0

    assert ink.sheet(fine).dark.any()
