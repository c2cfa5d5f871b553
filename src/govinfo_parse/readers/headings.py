"""How the outline of a report looks, for readers that must tell it from what is around it."""

from __future__ import annotations

import re

SECTION = re.compile(r"\s*[一二三四五六]\s*[、.．]\s*\S.{0,38}$")
"""A line that may be the heading of a section; rows 一、 to 四、 of a table look the same."""

SECTION_TITLE = re.compile(r"\s*[一二三四五六]\s*[、.．].{0,38}(?:情\s*况|事\s*项)\s*$")
"""A line that is the heading of a section: no row label of a table ends so."""

TITLE = re.compile(r"(?:19|20)\d\d\s*年.*(?:报\s*告|年\s*报)")
"""A line that may be the title of a report."""

TITLE_LENGTH = 100
"""Characters up to which a line may be a title."""
