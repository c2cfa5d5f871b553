"""Where on a page the report is: its body among menus and links, its title, and what the page states about it.

The choice is careful: the smallest subtree with every section heading and every table of figures.  So a page that does
not show them clearly is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from govinfo_parse.readers.html.blocks import Block, blocks_within
from govinfo_parse.readers.text.heading_patterns import OTHER_PAGE, SECTION, SECTION_NUMBER, TITLE, TITLE_LENGTH, YEAR
from govinfo_parse.readers.text.metadata import LABELS
from govinfo_parse.readers.text.spaces import line_text

if TYPE_CHECKING:
    from govinfo_parse.readers.html.blocks import Element

_Known = TypeVar("_Known")
_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?$")
_TABLE_FIGURES = 3
"""How many figures show that a table belongs to the report and is not a box with index number and date."""
_NOT_CONTENT = frozenset(
    {
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "p",
        "span",
        "font",
        "b",
        "strong",
        "em",
        "i",
        "u",
        "a",
    }
)
"""Elements that are not containers of a report: what holds all of its parts is above these."""
_OF_INTEREST = re.compile(rf"(?=[一二三四五六1１2２索发公])(?:{SECTION_NUMBER}|{YEAR}[-/.年]|{LABELS})")
"""The characters that these begin with are tested first, which halves the time."""
_TITLE_TAGS = ("h1", "h2", "h3", "h4")
_TITLE_META = ("articletitle", "title", "og:title", "dc.title")
_SITE_NAME = re.compile(r"\s*[-_|–—]{1,2}\s*(?=[^-_|–—]*$)")


def is_of_interest(text: str) -> bool:
    """Whether a text without white space may have a heading, a title or a statement; other blocks need not be read."""
    return _OF_INTEREST.search(text) is not None


def report_blocks(root: Element, all_blocks: Sequence[Block]) -> list[Block]:
    """The blocks of the report itself, the title that is elsewhere on the page put before them."""
    anchors = [place for place, block in enumerate(all_blocks) if _is_anchor(block)]
    body = _common_ancestor([all_blocks[place].element for place in anchors])
    if body is None:
        return [block for one in all_blocks for block in blocks_within(one)]
    # The search goes outwards from the anchors, so that menus are not read.
    first, last = anchors[0], anchors[-1]
    within = {body: True}
    while first and _climbed(all_blocks[first - 1].element, within, False):
        first -= 1
    while last + 1 < len(all_blocks) and _climbed(all_blocks[last + 1].element, within, False):
        last += 1
    chosen = [block for one in all_blocks[first : last + 1] for block in blocks_within(one)]
    opening = "".join(block.text for block in all_blocks[first : anchors[0] + 1])  # a closed block has no title
    if TITLE.search(opening):
        return chosen
    title = _title_of_page(root, all_blocks[:first])
    return chosen if title is None else [Block(body, title), *chosen]


def _is_anchor(block: Block) -> bool:
    if block.rows is None:
        return SECTION.match(block.text) is not None
    figures = 0
    for row in block.rows:
        for text in row:
            if text and _FIGURE.match(text):
                figures += 1
                if figures == _TABLE_FIGURES:
                    return True
    return False


def _common_ancestor(elements: Sequence[Element]) -> Element | None:
    """The lowest element that holds all of two or more elements, and is not inside a table or a line."""
    if len(elements) < 2:
        return None
    line = [elements[0], *elements[0].iterancestors()]
    places = {one: place for place, one in enumerate(line)}
    lowest = max(_climbed(element, places, 0) for element in elements[1:])
    return next((one for one in line[lowest:] if one.tag not in _NOT_CONTENT), None)


def _climbed(element: Element, known: dict[Element, _Known], outside: _Known) -> _Known:
    """What is known of the lowest element around one, itself included, of which anything is known.

    It is known of all elements on the way afterwards, so that no way is gone twice.
    """
    way: list[Element] = []
    one: Element | None = element
    while one is not None and one not in known:
        way.append(one)
        one = one.getparent()
    found = outside if one is None else known[one]
    known.update(dict.fromkeys(way, found))
    return found


def _title_of_page(root: Element, before: Sequence[Block]) -> str | None:
    candidates = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if (meta.get("name") or meta.get("property") or "").lower() in _TITLE_META
    ]
    candidates += [block.text for block in reversed(before) if block.rows is None and _in_heading(block.element)]
    candidates += [_SITE_NAME.split(title.text or "")[0] for title in root.iter("title")]
    candidates += [block.text for block in reversed(before) if block.rows is None]
    for candidate in candidates:
        if len(candidate) <= TITLE_LENGTH and TITLE.search(candidate) and not OTHER_PAGE.match(candidate):
            return line_text(candidate)
    return None


def _in_heading(element: Element) -> bool:
    parent = element.getparent()
    return any(
        one is not None and (one.tag in _TITLE_TAGS or "title" in f"{one.get('class')} {one.get('id')}".lower())
        for one in (element, parent)
    )
