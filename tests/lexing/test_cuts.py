"""How small texts are cut: each sentence of ``cuts.txt`` holds of the text below it, ``→`` being a tab.

:func:`tests.lexing.shown.shown` says how cells are shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lexing.shown import shown
from tests.sentences import kept

SENTENCES = kept(Path(__file__).with_name("cuts.txt"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_how_a_small_text_is_cut(sentence: str):
    text, told = SENTENCES[sentence]
    assert shown(text.replace("→", "\t")) == told
