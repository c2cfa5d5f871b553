"""The review page in a browser: every number leads to its own characters, by mouse and by keyboard."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import govinfo_parse
from govinfo_parse import State
from tests.browser.conftest import Open
from tests.readers import builders
from tests.reviewing.cases import FILES, NAMES, ROOT, case, review_of
from tests.reviewing.samples import blocks_of, document_of

EXAMPLE = ROOT / "examples" / "tab_grid_2021.txt"
DAMAGED = ROOT / "examples" / "damaged" / "run_together.txt"
GOOD = EXAMPLE.read_text(encoding="utf-8")
UNBALANCED = GOOD.replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t").replace("\t340\n", "\t341\n")

CLICK_EVERY_NUMBER = """() => {
  const source = document.querySelector("#source").getBoundingClientRect();
  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && box.top >= Math.max(0, source.top) - 1 && box.bottom <= source.bottom + 1
      && box.left >= source.left - 1 && box.right <= source.right + 1 && box.bottom <= innerHeight + 1;
  };
  const told = {};
  for (const cell of document.querySelectorAll("#record [data-path]")) {
    cell.click();
    const path = cell.dataset.path;
    const places = [...document.querySelectorAll(`#source [data-for~="${path}"]`)];
    const hits = [...document.querySelectorAll("#source .hit")];
    told[path] = {
      shown: cell.textContent,
      text: places.map((node) => node.textContent).join(""),
      inView: places.length > 0 && seen(places[0]),
      exactly: hits.length === places.length && hits.every((node) => places.includes(node)),
      marked: cell.classList.contains("hit"),
      kept: document.activeElement === cell,
    };
  }
  return told;
}"""

GRID_PLACE = "node => node.closest('tr').dataset.row + '/' + node.closest('td').dataset.column"


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_every_number_leads_to_its_own_characters(open_page: Open, file: Path):
    report, document = case(file)
    told: dict[str, Any] = open_page(review_of(file)).evaluate(CLICK_EVERY_NUMBER)

    cells = govinfo_parse.cells(report)
    assert {path for path, cell in cells.items() if cell.span is not None} <= told.keys()
    beyond = {f"further.{number}": one.cell for number, one in enumerate(report.further)}
    beyond |= {
        f"statistics.{number}.rows.{row}.cells.{column}": cell
        for number, table in enumerate(report.statistics)
        for row, one in enumerate(table.rows)
        for column, cell in enumerate(one.cells)
    }
    assert {path for path, cell in beyond.items() if cell.span is not None} <= told.keys()
    for path, entry in told.items():
        cell = cells[path] if path in cells else beyond[path]
        if cell.value is not None:
            assert entry["shown"] == str(cell.value), path
        if cell.span is None:
            assert (entry["text"], entry["inView"]) == ("", False), path
            continue
        printed = document.text[cell.span.start : cell.span.end]
        assert entry["text"].replace("\t", "") == printed.replace("\t", ""), path
        assert entry["inView"], path
        assert entry["exactly"], path
        assert entry["marked"], path
        assert entry["kept"] or cell.span is None, path


def view_of(page: Page, path: str) -> bool:
    return page.locator(f'#source [data-for~="{path}"]').first.evaluate(
        """node => {
          const box = node.getBoundingClientRect(), pane = document.querySelector("#source").getBoundingClientRect();
          return box.top >= pane.top && box.bottom <= Math.min(pane.bottom, innerHeight);
        }"""
    )


def focused(page: Page) -> str | None:
    return page.evaluate("() => document.activeElement.dataset.path || null")


def test_a_click_with_the_mouse(open_page: Open):
    page = open_page(review_of(EXAMPLE))
    for path in ("proceedings.reconsideration.total", "disclosure.fees.amount", "applications.carried_forward.total"):
        page.click(f'#record [data-path="{path}"]')
        assert view_of(page, path)
        assert page.locator("#source .hit").count() == 1


def test_by_keyboard_alone(open_page: Open):
    page = open_page(review_of(EXAMPLE))
    for _ in range(20):  # Tab reaches the record in a few steps, since each part is one stop
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('#record [data-path]')"):
            break
    paths = [node.get_attribute("data-path") for node in page.query_selector_all("#record [data-path]")]
    assert sorted(paths) == sorted(govinfo_parse.cells(case(EXAMPLE)[0]))
    assert focused(page) == paths[0]
    for path in paths[1:30]:
        page.keyboard.press("j")
        assert focused(page) == path
        assert view_of(page, path)
    page.keyboard.press("k")
    assert focused(page) == paths[28]
    page.keyboard.press("Enter")
    assert focused(page) == paths[28]
    assert view_of(page, paths[28])


def test_without_a_focus_j_begins_at_the_first_number(open_page: Open):
    page = open_page(review_of(EXAMPLE))
    page.keyboard.press("j")
    assert focused(page) == next(iter(govinfo_parse.cells(case(EXAMPLE)[0])))


def test_from_the_source_back_to_the_record(open_page: Open):
    page = open_page(review_of(EXAMPLE))
    path = "proceedings.litigation_direct.total"
    page.click(f'#source [data-for~="{path}"]')
    cell = page.locator(f'#record [data-path="{path}"]')
    assert "hit" in (cell.get_attribute("class") or "")
    assert cell.evaluate("node => node.getBoundingClientRect().top < innerHeight")


def test_a_place_that_several_cells_share_leads_to_all_of_them(open_page: Open):
    report, _ = case(DAMAGED)
    shared = {}
    for path, cell in govinfo_parse.cells(report).items():
        shared.setdefault(cell.span, []).append(path)
    paths = next(paths for span, paths in shared.items() if span and len(paths) > 1)
    page = open_page(review_of(DAMAGED))
    page.click(f'#source [data-for~="{paths[0]}"]')
    assert [node.get_attribute("data-path") for node in page.query_selector_all("#record .hit")] == paths


def test_a_finding_marks_all_its_cells_on_both_sides(open_page: Open):
    report = govinfo_parse.parse_report(UNBALANCED)
    page = open_page(govinfo_parse.review(report, UNBALANCED))
    for number, remark in enumerate(page.query_selector_all("#findings .remark")):
        paths = remark.evaluate("n => [...new Set([...n.querySelectorAll('[data-path]')].map(x => x.dataset.path))]")
        assert paths, number
        remark.query_selector("button").click()
        assert sorted(paths) == sorted(
            node.get_attribute("data-path") for node in page.query_selector_all("#record .hit")
        )
        for path in paths:
            assert page.locator(f'#source .hit[data-for~="{path}"]').count() == 1
    chip = page.locator('#findings [data-path="proceedings.reconsideration.total"]').first
    chip.click()
    assert view_of(page, "proceedings.reconsideration.total")


def test_a_diagnostic_leads_to_its_line(open_page: Open):
    text = GOOD.replace("规章\t2", "今天的天气\t9\t9\t9\n规章\t2")
    page = open_page(govinfo_parse.review(govinfo_parse.parse_report(text), text))
    page.locator("#findings a.line").first.click()
    assert page.locator("#source .hit").count() == 1


def test_no_script_is_needed_to_find_a_number(browser, tmp_path: Path):
    file = tmp_path / "page.html"
    file.write_text(review_of(EXAMPLE), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    page.click('#record [data-path="proceedings.reconsideration.total"]')
    box = page.locator('#source [data-for~="proceedings.reconsideration.total"]').bounding_box()
    assert 0 <= box["y"] <= 800
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_language_hides_the_other(open_page: Open, language: str):
    report = govinfo_parse.parse_report(UNBALANCED)
    page = open_page(govinfo_parse.review(report, UNBALANCED, language=language))
    hidden, shown = ("en", "zh") if language == "zh" else ("zh", "en")
    assert page.locator(f".{shown}:visible").count() > 20
    assert page.locator(f".{hidden}:visible").count() == 0


def test_states_show_without_colour(open_page: Open):
    text = GOOD.replace("\t37\n", "\t\n", 1).replace("规章\t2", "规章\t/").replace("412", "4l2")
    report = govinfo_parse.parse_report(text)
    page = open_page(govinfo_parse.review(report, text))
    looks = {}
    for path, state in (
        ("disclosure.rules.repealed", State.NUMBER),
        ("disclosure.rules.in_force", State.BLANK),
        ("disclosure.rules.issued", State.DASH),
        ("disclosure.normative_documents.in_force", State.UNREADABLE),
    ):
        assert govinfo_parse.cells(report)[path].state is state
        for part, selector in (("record", f'[data-path="{path}"]'), ("source", f'[data-for~="{path}"]')):
            look = page.locator(f"#{part} {selector}").evaluate(
                "n => getComputedStyle(n).borderStyle + n.textContent.replace(/[\\d]/g, '')"
                " + getComputedStyle(n, '::before').content"
            )
            looks.setdefault(part, set()).add(look)
    assert {part: len(found) for part, found in looks.items()} == {"record": 4, "source": 4}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["plain", "tables", "damaged", "unbalanced"])
def test_nothing_serious_for_screen_readers(open_page: Open, scheme: str, name: str):
    page = open_page(pages()[name], color_scheme=scheme)
    page.click("#record [data-path]")
    results = Axe().run(page).response
    serious = [
        (found["id"], found["nodes"][0]["html"][:200])
        for found in results["violations"]
        if found["impact"] in {"serious", "critical"}
    ]
    assert serious == []


@cache
def pages() -> dict[str, str]:
    document = document_of(GOOD)
    before = govinfo_parse.parse_report(GOOD.replace("2023", "2022"))
    return {
        "plain": review_of(EXAMPLE),
        "tables": govinfo_parse.review(govinfo_parse.parse_document(document), document),
        "damaged": review_of(DAMAGED),
        "unbalanced": govinfo_parse.review(govinfo_parse.parse_report(UNBALANCED), UNBALANCED, before),
    }


def test_light_and_dark_are_the_readers_own(open_page: Open):
    html = review_of(EXAMPLE)
    colours = {
        scheme: open_page(html, color_scheme=scheme).evaluate("() => getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert colours["light"] == "rgb(255, 255, 255)"
    assert colours["dark"] != colours["light"]


@pytest.mark.parametrize("name", ["plain", "tables", "damaged", "unbalanced"])
def test_a_print_has_all_of_both_parts(open_page: Open, tmp_path: Path, name: str):
    import pypdfium2

    page = open_page(pages()[name])
    page.click("#record [data-path]")
    page.emulate_media(media="print")
    cut = page.evaluate(
        "() => [...document.querySelectorAll('section, table, pre, p')].filter(n => n.checkVisibility() &&"
        " (n.scrollWidth > n.clientWidth + 2 && getComputedStyle(n).overflow !== 'visible')).length"
    )
    assert cut == 0
    file = tmp_path / "print.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(file) as pdf:
        width, height = pdf[0].get_size()
        printed = []
        for sheet in pdf:
            text = sheet.get_textpage()
            printed.append(text.get_text_bounded())
            for number in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(number)
                assert -1 <= left < right <= width + 1
                assert -1 <= bottom < top <= height + 1
    wanted = "".join(page.locator("#record td").all_text_contents() + page.locator("#source").all_text_contents())
    found = "".join(printed)
    digits = "0123456789"
    assert {digit: found.count(digit) >= wanted.count(digit) for digit in digits} == dict.fromkeys(digits, True)


def test_an_office_finds_two_planted_errors_in_a_word_report(open_page: Open):
    text = GOOD.replace("\t340\n", "\t341\n").replace("\t412\n", "\t4l2\n")
    document = govinfo_parse.read_document(io.BytesIO(builders.docx(blocks_of(text))))
    page = open_page(govinfo_parse.review(govinfo_parse.parse_document(document), document, language="zh"))
    assert "1 个未采用" in page.locator(".glance").inner_text()
    assert "2 处勾稽关系不成立" in page.locator(".glance").inner_text()
    met = []
    for remark in page.query_selector_all("#findings .remark"):
        remark.query_selector("button").click()
        places = page.query_selector_all("#source .hit")
        met.append({(place.text_content(), place.evaluate(GRID_PLACE)) for place in places})
    first, column, row, letter = met
    assert first == column & row == {("341", "6/10")}
    assert letter == {("4l2", "4/4")}
    assert page.locator("#status").inner_text().endswith("来源表格 1 第 4 行 第 4 列")
