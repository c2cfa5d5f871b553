"""A browser: Debian's Chromium, driven by Playwright.  Without it these tests fail; they run only when asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTH, HEIGHT = 1280, 800

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "no Chromium was found; install Debian's package chromium, or set CHROMIUM to one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML as a file of its own; at the end nothing may have been asked for, said or thrown."""
    trouble: list[str] = []
    opened: list[str] = []
    contexts = []

    def open_html(html: str, **settings: str) -> Page:
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, **settings)
        contexts.append(context)
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(html, encoding="utf-8")
        opened.append(file.as_uri())
        page = context.new_page()
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: trouble.append(f"popup: {popup.url}"))
        context.on("request", lambda request: request.url in opened or trouble.append(f"request: {request.url}"))
        page.goto(opened[-1])
        return page

    yield open_html
    for context in contexts:
        context.close()
    assert [entry for entry in trouble if "data:," not in entry] == []
