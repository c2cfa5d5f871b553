"""What a report says that is printed as a small table: each sentence of ``passages.txt`` holds of the drawing below it.

Behind a sentence stands how its drawing is printed; between a drawing and what the report says stands ``=``.
:mod:`tests.golden.passages` tells both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govinfo_parse.parser import default_parser
from tests.golden import passages

KEPT = Path(__file__).with_name("passages.txt").read_text(encoding="utf-8")


def _told() -> Iterator[tuple[str, str, str]]:
    """The sentences that are kept, with their drawings and what is read."""
    for part in re.split(r"\n====+\n", KEPT.strip("\n")):
        sentence, _, rest = part.partition("\n")
        sketch, _, told = f"{rest}\n".rpartition("\n=\n")
        yield sentence, sketch, told.rstrip("\n")


SENTENCES = {sentence: (sketch, told) for sentence, sketch, told in _told()}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_report_says_that_is_a_small_table(sentence: str):
    sketch, told = SENTENCES[sentence]
    way = sentence[sentence.rindex("[") + 1 : -1]
    parser = default_parser()
    for _ in range(2):  # the second time the outline of the text is known
        assert passages.told(passages.read(parser, sketch, way)) == told
