"""The table of what the diagnostics say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """``diagnostics.toml``: under ``diagnostics`` the sentence of each code, under ``hints`` what may be in it."""
    return tomllib.loads(Path(__file__).with_name("diagnostics.toml").read_text(encoding="utf-8"))
