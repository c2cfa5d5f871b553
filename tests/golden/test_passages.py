"""What a report says that is printed as a small table: each sentence of ``passages.txt`` holds of the drawing below it.

:mod:`tests.golden.passages` tells how a drawing is printed, and what the report says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse.parser import default_parser
from tests.golden import passages
from tests.sentences import kept

SENTENCES = kept(Path(__file__).with_name("passages.txt"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_report_says_that_is_a_small_table(sentence: str):
    sketch, told = SENTENCES[sentence]
    way = sentence[sentence.rindex("[") + 1 : -1]
    parser = default_parser()
    for _ in range(2):  # the second time the outline of the text is known
        assert passages.told(passages.read(parser, sketch, way)) == told
