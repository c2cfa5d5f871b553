"""What every worker process imports and builds; the process that they are forked from imports this before."""

from __future__ import annotations

from pathlib import Path

import govinfo_parse.corpus.building
import govinfo_parse.corpus.dataset.shards
from govinfo_parse.corpus.grammars import Grammars

_EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt"

Grammars().parser().parse(_EXAMPLE.read_text(encoding="utf-8"))
