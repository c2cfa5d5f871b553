"""HTML put together so that everything that is not markup already is escaped, wherever it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""What no HTML in UTF-8 can hold: NUL, and halves of characters."""
_VOID = frozenset({"br", "col", "img", "input", "link", "meta"})


class Markup(str):
    """Text that is HTML already and goes into a page unchanged."""

    __slots__ = ()


def text(content: str) -> Markup:
    """Any text as HTML; what HTML cannot hold becomes the replacement character, so that offsets stay the same."""
    if isinstance(content, Markup):
        return content
    return Markup(escape(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", content)))


def join_markup(parts: Iterable[str]) -> Markup:
    """Several parts, one after the other."""
    return Markup("".join(map(text, parts)))


def element(name: str, /, *children: str, **attributes: str | bool | None) -> Markup:
    """An element with its children, which are escaped unless they are :class:`Markup`.

    Attributes are named as in Python: ``class_`` is ``class``, ``data_path`` is ``data-path``; True is an attribute
    without a value, and None or False is none.
    """
    written = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        written.append(" " + key.rstrip("_").replace("_", "-"))
        if value is not True:
            written.append(f'="{text(value)}"')
    written.append(">")
    if name in _VOID:
        return Markup("".join(written))
    return Markup(f"{''.join(written)}{join_markup(children)}</{name}>")


def both(chinese: str, english: str) -> Markup:
    """The same in both languages; the reader chooses which of them is shown."""
    return join_markup([element("span", chinese, class_="zh"), " ", element("span", english, class_="en", lang="en")])
