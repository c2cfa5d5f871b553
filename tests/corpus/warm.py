"""What every worker process imports and builds; the process that they are forked from imports this before."""

from __future__ import annotations

from pathlib import Path

from govinfo_parse.corpus import building
from govinfo_parse.corpus.caller_grammars import Grammars

__all__ = ["building"]

_EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt"

Grammars().parser().parse(_EXAMPLE.read_text(encoding="utf-8"))
