"""The piece of a picture that a figure was read from stands beside it when it is selected."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import govinfo_parse
from govinfo_parse.readers import Document
from govinfo_parse.readers.document import Recognized
from tests.browser.conftest import Open
from tests.vouching.documents import COLUMN, document, figures

FOUR = "proceedings"
JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5"
    "moq6T/wAALCAAQABgBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABgP/xAAkEAAABgEBCQAAAAAAAAAAAAAAAQIDBBESFhMUMVNkkqPR4v/aAAgBAQAAPwBM"
    "DOruh8vyEMV7eIrL+OO0QldXdWVioH6Unc2N3K9BVDaUxDYZWZGpttKTMuFkVD//2Q=="
)
WIDTH = 24
IN_STATUS = "#status img.piece"
SHOWN = "#source img.piece:visible"


def piece(path: str) -> bytes:
    """A small picture that knows which cell it is of: no browser looks beyond its end."""
    return b64decode(JPEG) + path.encode()


def scan(**settings: tuple[str, ...]) -> Document:
    return document(
        {path: Recognized(str(value), 0.9, (), piece(path)) for path, value in figures().items()}, **settings
    )


def page_of(found: Document) -> str:
    return govinfo_parse.review(govinfo_parse.parse_document(found), found)


def path_in(page: Page, selector: str) -> str:
    """Which cell the one piece that is seen is of."""
    (source,) = page.eval_on_selector_all(selector, "found => found.map((one) => one.src)")
    assert page.eval_on_selector(selector, "one => one.complete && one.naturalWidth") == WIDTH
    data = b64decode(source.removeprefix("data:image/jpeg;base64,"))
    return data[data.index(b"\xff\xd9") + 2 :].decode()


def test_every_figure_shows_its_own_piece(open_page: Open):
    page = open_page(page_of(scan()))
    assert page.locator(f"{SHOWN}, {IN_STATUS}").count() == 0
    for path in figures():
        page.click(f'#record [data-path="{path}"]')
        assert path_in(page, SHOWN) == path
        assert path_in(page, IN_STATUS) == path
        assert page.locator('#source [data-for~="' + path + '"]').is_visible()


def test_from_the_source_too(open_page: Open):
    page = open_page(page_of(scan()))
    page.click(f'#source [data-for~="{COLUMN}"]')
    assert path_in(page, IN_STATUS) == COLUMN


def test_by_keyboard_alone(open_page: Open):
    page = open_page(page_of(scan(seen=(FOUR,))))
    page.focus(f'#record [data-path="{FOUR}.reconsideration.upheld"]')
    page.keyboard.press("Enter")
    assert path_in(page, IN_STATUS) == f"{FOUR}.reconsideration.upheld"
    page.keyboard.press("j")
    assert path_in(page, IN_STATUS) == f"{FOUR}.reconsideration.corrected"


def test_a_figure_of_the_text_has_no_piece(open_page: Open):
    page = open_page(page_of(scan(seen=(FOUR,))))
    page.click(f'#record [data-path="{FOUR}.reconsideration.total"]')
    assert path_in(page, IN_STATUS) == f"{FOUR}.reconsideration.total"
    page.click(f'#record [data-path="{COLUMN}"]')
    assert page.locator(f"{SHOWN}, {IN_STATUS}").count() == 0


def test_without_its_script_a_page_shows_them_too(open_page: Open):
    page = open_page(page_of(scan()), java_script_enabled=False)
    page.click(f'#record [data-path="{COLUMN}"]')
    shown = page.locator(SHOWN)
    assert shown.count() == 1
    assert b64encode(piece(COLUMN)).decode() in (shown.get_attribute("src") or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_screen_readers(open_page: Open, scheme: str):
    page = open_page(page_of(scan()), color_scheme=scheme)
    page.click(f'#record [data-path="{COLUMN}"]')
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations if v["impact"] in {"serious", "critical"}] == []


def test_a_piece_that_is_no_picture_does_no_harm(open_page: Open):
    harm = Recognized("3", 0.9, (), b'"><script>window.harmed = 1</script>')
    page = open_page(page_of(document({COLUMN: harm})))
    page.click(f'#record [data-path="{COLUMN}"]')
    assert page.evaluate("() => [window.harmed === undefined, document.scripts.length]") == [True, 1]
