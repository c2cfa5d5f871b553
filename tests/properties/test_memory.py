"""A parser remembers shapes of tables: what it has read before must change nothing in what it reads."""

from __future__ import annotations

import random
import re

from govinfo_parse import Parser
from tests.damage.harness import trial

_FIGURE = re.compile(r"(?<!\d)\d{1,4}(?![\d年条项])")


def texts() -> list[str]:
    """Damaged reports, each followed by itself with some other figures: the same shapes, and other sums."""
    found: list[str] = []
    for seed in range(200):
        verdict = trial(seed)
        if verdict is None:
            continue
        found += [verdict.text, with_other_figures(verdict.text, random.Random(seed))]
    return found


def with_other_figures(text: str, rng: random.Random) -> str:
    return _FIGURE.sub(lambda match: str(int(match[0]) * 3 + 1) if rng.random() < 0.3 else match[0], text)


def test_the_order_in_which_texts_are_read_changes_nothing():
    given = texts()
    forwards, backwards = Parser(), Parser()
    there = [forwards.parse(text) for text in given]
    back = [backwards.parse(text) for text in reversed(given)][::-1]
    again = [forwards.parse(text) for text in given]
    assert len(given) > 300
    assert there == back
    assert there == again
