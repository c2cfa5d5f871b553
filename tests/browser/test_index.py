"""The index of review pages in a browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

import govinfo_parse
from govinfo_parse.reviewing.index import Entry, index
from tests.browser.conftest import Open
from tests.reviewing.hostile import GOOD


def page_of_three() -> str:
    entries = []
    for year, sum_of_reconsideration in ((2021, 37), (2023, 38), (2022, 39)):
        text = GOOD.replace("2023", str(year))
        text = text.replace("\n22\t5\t7\t3\t37\t", f"\n22\t5\t7\t3\t{sum_of_reconsideration}\t")
        entries.append(Entry(f"{year}.txt", f"{year}.html", govinfo_parse.parse_report(text)))
    return index([*entries, Entry("missing.txt", fault="no such file")])


def test_the_reader_sorts_by_any_column(open_page: Open):
    page = open_page(page_of_three())
    names = "tbody tr th"
    button = page.locator("thead button", has_text="年度")
    button.click()
    assert page.locator("table").first.locator(names).all_text_contents() == [
        "missing.txt",
        "2021.txt",
        "2022.txt",
        "2023.txt",
    ]
    button.press("Enter")
    assert page.locator("table").first.locator(names).all_text_contents() == [
        "2023.txt",
        "2022.txt",
        "2021.txt",
        "missing.txt",
    ]
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_which_relation_fails_how_often(open_page: Open):
    page = open_page(page_of_three())
    assert page.locator("table").nth(1).locator("tbody tr").all_text_contents()[0].endswith("2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_screen_readers(open_page: Open, scheme: str):
    page = open_page(page_of_three(), color_scheme=scheme)
    violations = Axe().run(page).response["violations"]
    assert [found["id"] for found in violations if found["impact"] in {"serious", "critical"}] == []
