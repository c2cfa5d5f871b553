"""Pieces of a text that look different in the file, joined so that no number is made out of two of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from govinfo_parse.readers.text.spaces import NOTHING_PRINTED

_SCRIPTS = {"super": "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "sub": "₀₁₂₃₄₅₆₇₈₉₊₋"}
_SCRIPTED = re.compile(r"[\d+\-−－＋]")
_NUMBER_ENDS = re.compile(rf"\d[.,．，]?[{NOTHING_PRINTED}]*\Z")
_NUMBER_BEGINS = re.compile(rf"[{NOTHING_PRINTED}]*[.,．，]?\d")


class RunStyle(NamedTuple):
    """How a piece is shown.  A number goes on from one piece to the next only where both look the same.

    Attributes:
        place: "super" or "sub" for raised or lowered text, another word for shifted text, "" for other text.
        mark: whatever else sets it apart from its neighbours.
    """

    place: str = ""
    mark: object = None


PLAIN = RunStyle()
_BETWEEN = RunStyle(mark="between")


class TextRuns:
    """Collects the pieces of a text.

    Raised and lowered digits become their Unicode forms (``12¹``, ``m²``), and between the digits of two pieces that
    look different there is a space.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""
        self._look = PLAIN

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, text: str, look: RunStyle = PLAIN) -> None:
        """Add the next piece."""
        if look is not PLAIN or self._look is not PLAIN:
            if look.place in _SCRIPTS:
                text = _SCRIPTED.sub(lambda match: _script(match[0], _SCRIPTS[look.place]), text)
            if text[:1] in NOTHING_PRINTED and not text.strip(NOTHING_PRINTED):
                self._parts.append(text)
                return
            if look != self._look:
                if _NUMBER_BEGINS.match(text) and _NUMBER_ENDS.search(self._last):
                    self._parts.append(" ")
                self._look = look
        self._last = text
        self._parts.append(text)

    def part(self) -> None:
        """Something that is not text is shown here: no number goes on beyond it."""
        self._look = _BETWEEN

    def place(self) -> int:
        """How much text there is so far, for :meth:`mirror`."""
        return len(self._parts)

    def mirror(self, place: int) -> None:
        """Reverse what came after a place: it is shown from right to left."""
        self._parts[place:] = [part[::-1] for part in reversed(self._parts[place:])]

    def take(self) -> str:
        """The text of all pieces so far; the next piece begins a new text."""
        text = "".join(self._parts)
        self._parts.clear()
        self._last, self._look = "", PLAIN
        return text


def _script(character: str, forms: str) -> str:
    return forms[int(character)] if character.isdecimal() else forms[10 if character in "+＋" else 11]
