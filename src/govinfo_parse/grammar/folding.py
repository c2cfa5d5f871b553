"""How the characters of a text are compared: simplified, of normal width, letters and figures only."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from govinfo_parse.grammar.grammar_files import grammar_directory


@cache
def entries() -> Mapping[str, Any]:
    """What ``characters.toml`` says."""
    return tomllib.loads((grammar_directory() / "characters.toml").read_text(encoding="utf-8"))


@cache
def _simpler() -> dict[int, int]:
    """Traditional characters -> the simplified ones."""
    told = entries()
    return {ord(a): ord(b) for a, b in zip(told["traditional"], told["simplified"], strict=True)}


@cache
def _widths() -> dict[int, int]:
    """Characters of full width -> the ones of normal width; one for one, so that offsets stay the same."""
    return {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20} | _simpler()


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _simpler()))}]")


def simplified(text: str) -> str:
    """The text with simplified characters, each in its place; a text that has no others is not copied."""
    return text.translate(_simpler()) if _traditional().search(text) else text


def plain(text: str) -> str:
    """The text with simplified characters of normal width, each in its place."""
    return text if text.isascii() else text.translate(_widths())


def key(text: str) -> str:
    """The key by which labels are compared: letters, digits and characters only, simplified, of normal width."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).translate(_simpler())))
