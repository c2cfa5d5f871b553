"""The pages of a PDF under the marks: every number leads to its own cell on the picture."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import govinfo_parse
from govinfo_parse.readers.pictures import page_pictures
from tests.browser.conftest import Open
from tests.readers import fixed_layout
from tests.reviewing.cases import FILES
from tests.reviewing.hostile import GOOD, SNIPPETS, harmful
from tests.reviewing.samples import blocks_of

CLICK = """() => {
  const source = document.querySelector("#source").getBoundingClientRect();
  const told = {};
  for (const cell of document.querySelectorAll("#record [data-path]")) {
    const path = cell.dataset.path;
    const box = document.querySelector(`#source .box[data-for~="${path}"]`);
    if (!box) continue;
    cell.click();
    const drawn = box.getBoundingClientRect(), page = box.closest(".over").getBoundingClientRect();
    told[path] = {
      page: box.closest(".sheet").querySelector("img").alt,
      hit: box.classList.contains("hit"),
      inView: drawn.top >= source.top - 1 && drawn.bottom <= source.bottom + 1,
      place: [(drawn.left - page.left) / page.width, (drawn.top - page.top) / page.height,
        (drawn.right - page.left) / page.width, (drawn.bottom - page.top) / page.height],
    };
  }
  return told;
}"""


def built(**settings: Any) -> bytes:
    return fixed_layout.pdf(blocks_of(GOOD), **settings)


def pdfs() -> dict[str, bytes]:
    made = {"built": built(), "wide": built(wide=True), "numbered": built(numbered=True, repeat_header=1)}
    return made | {path.name: path.read_bytes() for path in FILES if path.suffix == ".pdf"}


PDFS = pdfs()


@cache
def page_of(data: bytes) -> tuple[govinfo_parse.Report, str]:
    document = govinfo_parse.read_document(io.BytesIO(data))
    report = govinfo_parse.parse_document(document)
    return report, govinfo_parse.review(report, document, pictures=page_pictures(io.BytesIO(data)))


def printed(pdf: pypdfium2.PdfDocument, number: int, place: list[float]) -> str:
    """What a page prints inside a part of it."""
    page = pdf[number - 1]
    width, height = page.get_size()
    left, top, right, bottom = place
    text = page.get_textpage().get_text_bounded(
        left * width, height - bottom * height, right * width, height - top * height
    )
    return "".join(text.split())


@pytest.mark.parametrize("name", PDFS)
def test_every_number_leads_to_its_own_cell_on_the_page(open_page: Open, name: str):
    report, html = page_of(PDFS[name])
    told = open_page(html).evaluate(CLICK)
    cells = govinfo_parse.cells(report)
    numbers = {path for path, cell in cells.items() if cell.value is not None}
    assert numbers <= told.keys()
    with pypdfium2.PdfDocument(PDFS[name]) as pdf:
        for path, entry in told.items():
            assert entry["hit"], path
            assert entry["inView"], path
            if path in numbers:
                assert printed(pdf, int(entry["page"].split()[1]), entry["place"]) == cells[path].raw, path


def test_from_a_page_back_to_the_record(open_page: Open):
    page = open_page(page_of(PDFS["built"])[1])
    path = "proceedings.litigation_direct.total"
    page.click(f'#source .box[data-for~="{path}"]')
    assert "hit" in (page.locator(f'#record [data-path="{path}"]').get_attribute("class") or "")
    assert page.locator("#status").inner_text().count("来源表格") == 1


def test_by_keyboard_alone(open_page: Open):
    page = open_page(page_of(PDFS["built"])[1])
    page.keyboard.press("j")
    for _ in range(30):
        page.keyboard.press("j")
        assert page.locator("#source .box.hit").count() == 1
        assert page.locator("#source .box.hit").evaluate(IN_VIEW)


IN_VIEW = """node => {
  const box = node.getBoundingClientRect(), pane = document.querySelector("#source").getBoundingClientRect();
  return box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
}"""


def test_a_figure_that_no_cell_claims_has_a_frame_of_its_own(open_page: Open):
    text = GOOD.replace("\n规章\t2", "\n\t91\t92\t93\n规章\t2")
    page = open_page(page_of(fixed_layout.pdf(blocks_of(text)))[1])
    assert page.locator("#source .box.stray").count() == 3
    look = "n => getComputedStyle(n).borderStyle"
    assert page.locator("#source .box.stray").first.evaluate(look) == "dashed"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_held_as_its_text_is_read(open_page: Open, turn: int):
    """Such a page is shown sideways by other programs; here its cells lie under the marks all the same."""
    with pypdfium2.PdfDocument(PDFS["built"]) as pdf:
        for page in pdf:
            page.set_rotation(turn)
        turned = io.BytesIO()
        pdf.save(turned)
    upright, sideways = (page_pictures(io.BytesIO(data)) for data in (PDFS["built"], turned.getvalue()))
    assert [one.png for one in upright] == [one.png for one in sideways]
    assert [(one.width, one.height) for one in upright] == [(one.width, one.height) for one in sideways]
    told = [open_page(page_of(data)[1]).evaluate(CLICK) for data in (PDFS["built"], turned.getvalue())]
    assert told[0] == told[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_screen_readers(open_page: Open, scheme: str):
    page = open_page(page_of(PDFS["built"])[1], color_scheme=scheme)
    page.click("#record [data-path]")
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations if v["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("snippet", [SNIPPETS[0], SNIPPETS[4], SNIPPETS[15]])
def test_a_hostile_report_does_nothing(open_page: Open, snippet: str):
    data = fixed_layout.pdf(blocks_of(harmful(snippet)))
    page = open_page(page_of(data)[1])
    for box in page.query_selector_all("#source .box")[:5]:
        box.click()
    assert harm(page) == [True, 1, 0]


def harm(page: Page) -> list[Any]:
    return page.evaluate(
        "() => [window.harmed === undefined, document.scripts.length,"
        " [...document.images].filter((image) => !image.src.startsWith('data:image/png;base64,')).length]"
    )


def test_a_print_has_the_pages(open_page: Open, tmp_path: Path):
    page = open_page(page_of(PDFS["built"])[1])
    page.emulate_media(media="print")
    file = tmp_path / "print.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(file) as pdf:
        pictures = sum(
            thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for sheet in pdf for thing in sheet.get_objects(max_depth=5)
        )
        count = len(page_pictures(io.BytesIO(PDFS["built"])))
        assert pictures >= count
