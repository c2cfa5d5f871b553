"""``docs/records.md`` has every cell of every form under the labels that the form prints."""

from __future__ import annotations

from pathlib import Path

from docs.records import PAGE, written


def test_the_page_is_what_the_forms_say():
    assert Path(PAGE).read_text(encoding="utf-8") == written()
