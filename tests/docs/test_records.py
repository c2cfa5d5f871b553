"""``docs/records.md`` has every cell of every form under the labels that the form prints."""

from __future__ import annotations

import pytest

from docs.records import PAGES, written


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_what_the_forms_say(language: str):
    assert PAGES[language].read_text(encoding="utf-8") == written(language)
