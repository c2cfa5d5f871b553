"""Sentences that are kept with what they hold of: a drawing or a text, ``=`` below it, and what is read of it.

Lines of ``====`` part one from the next.  Behind a sentence stands in brackets how its drawing is printed.
"""

from __future__ import annotations

import re
from pathlib import Path


def kept(file: Path) -> dict[str, tuple[str, str]]:
    """Each sentence of a file, with its drawing and what is read of it."""
    found: dict[str, tuple[str, str]] = {}
    for part in re.split(r"\n====+\n", file.read_text(encoding="utf-8").strip("\n")):
        sentence, _, rest = part.partition("\n")
        drawing, _, told = f"{rest}\n".rpartition("\n=\n")
        assert sentence not in found
        found[sentence] = drawing, told.rstrip("\n")
    return found
