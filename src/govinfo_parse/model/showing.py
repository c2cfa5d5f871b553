"""How records are shown to people.

The words for people belong to packages above the records, which know both languages and the forms.  So a record asks
for them here by name, and ``govinfo_parse/__init__.py`` says where each is found.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, ClassVar

WAYS: dict[str, Callable[[Any], str]] = {}
"""The name of a way to show a record -> the function that does it; ``govinfo_parse`` itself fills it when imported."""


def in_one_language(chinese: str, english: str, language: str | None) -> str:
    """The sentence in this language, ``"zh"`` or ``"en"``; for None both.

    Raises:
        ValueError: the language is another.
    """
    if language is None:
        return f"{chinese} {english}"
    if language not in {"zh", "en"}:
        raise ValueError(f"the language is 'zh' or 'en', not {language!r:.40}")
    return chinese if language == "zh" else english


class Shown:
    """A record that ``str`` and notebooks show in the words of the way that its class names."""

    __slots__ = ()
    _way: ClassVar[str]

    def __str__(self) -> str:
        return WAYS[self._way](self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"
