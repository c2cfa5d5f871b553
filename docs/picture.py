"""Draws ``docs/review.png`` from an example: ``python docs/picture.py``, or another file that is named.

Needs the extra ``browser``, Chromium, and a font with Chinese characters.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import govinfo_parse

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "review.png"
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
SIZE = {"width": 1280, "height": 720}
FAULT = ("\t340\n", "\t341\n")
"""What the example prints, and what the picture's report prints instead: a total that its row does not have."""


def main(picture: Path) -> None:
    """Draw the page of a report with a planted fault, with the number at fault pressed."""
    text = (ROOT / "examples" / "tab_grid_2021.txt").read_text(encoding="utf-8").replace(*FAULT)
    page = govinfo_parse.review(govinfo_parse.parse_report(text), text, language="zh")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "review.html")
        file.write_text(page, encoding="utf-8")
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        view = chromium.new_page(viewport=SIZE)
        view.goto(file.as_uri())
        view.locator('#findings [data-path="applications.outcomes.granted.total"]').first.click()
        view.screenshot(path=picture)
        chromium.close()


if __name__ == "__main__":
    main(Path(*sys.argv[1:2]) if sys.argv[1:] else PICTURE)
