"""Nothing that stands in a report runs in its page, or makes the page ask for anything."""

from __future__ import annotations

import pytest

import govinfo_parse
from tests.browser.conftest import Open
from tests.reviewing.hostile import SNIPPETS, harmful
from tests.reviewing.samples import document_of

HARM = """() => ({
  harmed: window.harmed === undefined ? 0 : 1,
  scripts: document.scripts.length,
  foreign: document.querySelectorAll(
    "img, svg, object, embed, iframe, form, base, meta[http-equiv=refresh], [onerror], [onload], [onmouseover]"
  ).length,
  links: [...document.links].filter((link) => !link.getAttribute("href").startsWith("#")).length,
})"""


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_hostile_report_does_nothing(open_page: Open, snippet: str):
    text = harmful(snippet)
    report = govinfo_parse.parse_report(text)
    page = open_page(govinfo_parse.review(report, text, report))
    for selector in ("#record [data-path]", "#findings [data-path]", "#source [data-for]"):
        for number in range(min(3, page.locator(selector).count())):
            page.locator(selector).nth(number).click()
    page.mouse.move(900, 400)
    page.wait_for_timeout(50)
    assert page.evaluate(HARM) == {"harmed": 0, "scripts": 1, "foreign": 0, "links": 0}


def test_hostile_tables_do_nothing(open_page: Open):
    text = harmful(SNIPPETS[0] + SNIPPETS[4])
    document = document_of(text)
    assert document.cells
    page = open_page(govinfo_parse.review(govinfo_parse.parse_document(document), document))
    assert page.evaluate(HARM) == {"harmed": 0, "scripts": 1, "foreign": 0, "links": 0}


def test_the_policy_stops_a_foreign_script(browser, tmp_path):
    report = govinfo_parse.parse_report(harmful(""))
    html = govinfo_parse.review(report, harmful("")).replace("</main>", "</main><script>window.harmed=1</script>")
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("() => [window.harmed === undefined, document.scripts.length]") == [True, 2]
    context.close()
