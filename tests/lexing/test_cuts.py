"""How small texts are cut: each sentence of ``cuts.txt`` holds of the text below it, ``→`` being a tab.

Between a text and its cells stands ``=``; :func:`tests.lexing.shown.shown` says how cells are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lexing.shown import shown

KEPT = Path(__file__).with_name("cuts.txt").read_text(encoding="utf-8")


def _told() -> Iterator[tuple[str, str, str]]:
    """The sentences that are kept, with their texts and what is found in them."""
    for part in re.split(r"\n====+\n", KEPT.strip("\n")):
        sentence, _, rest = part.partition("\n")
        text, _, told = rest.rpartition("\n=\n")
        yield sentence, text.replace("→", "\t"), told


SENTENCES = {sentence: (text, told) for sentence, text, told in _told()}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_how_a_small_text_is_cut(sentence: str):
    text, told = SENTENCES[sentence]
    assert shown(text) == told
