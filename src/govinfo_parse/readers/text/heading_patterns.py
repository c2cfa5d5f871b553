"""How the headings of a report look, for readers that must distinguish the report from what is around it."""

from __future__ import annotations

import re

SECTION_NUMBER = r"[一二三四五六]\s*[、.．]"
YEAR = r"(?:[1１][9９]|[2２][0０]|二[〇○零O0０])[\d〇○零一二三四五六七八九]{2}\s*"

SECTION = re.compile(rf"\s*{SECTION_NUMBER}\s*\S.{{0,38}}$")
"""A line that may be the heading of a section; rows 一、 to 四、 of a table look the same."""

_SECTION_TITLE = re.compile(rf"\s*{SECTION_NUMBER}.{{0,38}}(?:情\s*[况況]|事\s*[项項])\s*$")
_LAST_OF_SECTION_TITLE = ("况", "项", "況", "項")

TITLE = re.compile(rf"{YEAR}年.*(?:[报報]\s*告|年\s*[报報])")
"""A line that may be the title of a report."""

OTHER_PAGE = re.compile(r"\W{0,3}[上下前后後]\s*一\s*(?:篇|[条條]|[页頁]|[则則]|章)")
"""A line that is a link to another page, and has that page's title."""

TITLE_LENGTH = 100
"""How many characters a title has at most."""


def is_section_title(text: str) -> bool:
    """Whether a line is the heading of a section: no row label of a table ends like this."""
    return text.rstrip().endswith(_LAST_OF_SECTION_TITLE) and _SECTION_TITLE.match(text) is not None
