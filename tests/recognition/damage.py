"""What scanners, copiers and stamps do to a page."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Damage = Callable[[Image.Image, random.Random], Image.Image]


def skewed(page: Image.Image, rng: random.Random) -> Image.Image:
    degrees = rng.choice((-1, 1)) * rng.uniform(0.3, 1.0)
    return page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")


def blurred(page: Image.Image, rng: random.Random) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 1.2) * page.width / 1240))


def grainy(page: Image.Image, rng: random.Random) -> Image.Image:
    chance = np.random.default_rng(rng.getrandbits(32))
    pixels = np.asarray(page, dtype=np.float32) + chance.normal(0, rng.uniform(8, 20), (page.height, page.width, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def speckled(page: Image.Image, rng: random.Random) -> Image.Image:
    chance = np.random.default_rng(rng.getrandbits(32))
    pixels = np.array(page)
    drawn = chance.random((page.height, page.width))
    share = rng.uniform(0.0005, 0.004)
    pixels[drawn < share] = 0
    pixels[drawn > 1 - share] = 255
    return Image.fromarray(pixels)


def packed(page: Image.Image, rng: random.Random) -> Image.Image:
    file = io.BytesIO()
    page.save(file, "JPEG", quality=rng.randint(25, 60))
    return Image.open(file).convert("RGB")


def black_and_white(page: Image.Image, rng: random.Random) -> Image.Image:
    threshold = rng.randint(120, 200)
    return page.convert("L").point(lambda value: 255 if value > threshold else 0).convert("RGB")


def grey(page: Image.Image, rng: random.Random) -> Image.Image:  # noqa: ARG001
    return page.convert("L").convert("RGB")


def shaded(page: Image.Image, rng: random.Random) -> Image.Image:
    """Darker to one side, as a copy of a book is, and all of it a little grey."""
    ramp = np.linspace(rng.uniform(0.6, 0.8), 0.97, page.width, dtype=np.float32)
    pixels = np.asarray(page, dtype=np.float32) * ramp[None, :, None]
    return Image.fromarray(pixels.astype(np.uint8))


def _stamped(page: Image.Image, rng: random.Random, alpha: int) -> Image.Image:
    over = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(over)
    radius = page.width // 7
    x, y = rng.randint(radius, page.width - radius), rng.randint(radius, page.height - radius)
    red = (215, 25, 30, alpha)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=max(3, page.width // 180))
    points = [
        (
            x + radius * (0.4 if number % 2 == 0 else 0.17) * np.sin(number * np.pi / 5),
            y - radius * (0.4 if number % 2 == 0 else 0.17) * np.cos(number * np.pi / 5),
        )
        for number in range(10)
    ]
    pen.polygon(points, fill=red)
    return Image.alpha_composite(page.convert("RGBA"), over).convert("RGB")


def sealed(page: Image.Image, rng: random.Random) -> Image.Image:
    """A translucent seal."""
    return _stamped(page, rng, 110)


def covered(page: Image.Image, rng: random.Random) -> Image.Image:
    """An opaque seal: what is below it is gone."""
    return _stamped(page, rng, 255)


def folded(page: Image.Image, rng: random.Random) -> Image.Image:
    """A fold across the page: a dark crease, what is below it a little to the side."""
    y, shift = rng.randint(page.height // 4, 3 * page.height // 4), rng.randint(-3, 3)
    made = page.copy()
    made.paste("white", (0, y, page.width, page.height))
    made.paste(page.crop((0, y, page.width, page.height)), (shift, y))
    pixels = np.asarray(made, dtype=np.float32).copy()
    for step in range(-6, 7):
        if 0 <= y + step < page.height:
            pixels[y + step] *= 0.45 + 0.09 * abs(step)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _cut(page: Image.Image, left: float, right: float) -> Image.Image:
    return page.crop((round(page.width * left), 0, round(page.width * (1 - right)), page.height))


def cut_right(page: Image.Image, rng: random.Random) -> Image.Image:
    return _cut(page, 0, rng.uniform(0.1, 0.3))


def cut_left(page: Image.Image, rng: random.Random) -> Image.Image:
    return _cut(page, rng.uniform(0.1, 0.4), 0)


def cut_bottom(page: Image.Image, rng: random.Random) -> Image.Image:
    return page.crop((0, 0, page.width, round(page.height * rng.uniform(0.5, 0.9))))


def hopeless(page: Image.Image, rng: random.Random) -> Image.Image:
    """All at once."""
    for one in (skewed, blurred, grainy, speckled, packed):
        page = one(page, rng)
    return page


KINDS: Mapping[str, tuple[Damage, ...]] = {
    "clean": (),
    "grey": (grey,),
    "skew": (skewed,),
    "blur": (blurred,),
    "grain": (grainy,),
    "specks": (speckled,),
    "jpeg": (packed,),
    "shade": (shaded,),
    "skew, grain, jpeg": (skewed, grainy, packed),
    "black and white": (black_and_white,),
    "skew, black and white": (skewed, black_and_white),
    "seal": (sealed,),
    "seal, skew, jpeg": (sealed, skewed, packed),
    "opaque seal": (covered,),
    "fold": (folded,),
    "cut at the right": (cut_right,),
    "cut at the left": (cut_left,),
    "cut at the bottom": (cut_bottom,),
    "hopeless": (hopeless,),
}
"""What may be done to the pages of a report."""
