"""Which of the files that are found are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase, translate

import attrs

from govinfo_parse.readers.limits import MAX_BYTES

JUNK = ("Thumbs.db", "desktop.ini", "~$*", ".*", "__MACOSX")
"""Names in folders and archives that are skipped: files that operating systems and word processors leave there."""

is_junk = re.compile(r"(?!\.\.?\Z)(?:" + "|".join(map(translate, JUNK)) + ")").match
"""Whether a name is one of these; ``.`` and ``..`` are steps of a path and no names."""


def _patterns(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


@attrs.frozen
class Selection:
    """Which files of folders and archives are taken, and which column of tables.

    Attributes:
        include: patterns such as ``*.html``, or a single one, for names or for paths below the folder; none means all.
        exclude: patterns of what is left out, likewise.
        column: the column of Parquet and JSON Lines that holds the text or bytes; None looks for a usual name.
        max_bytes: longer content is refused.
    """

    include: tuple[str, ...] = attrs.field(default=(), converter=_patterns)
    exclude: tuple[str, ...] = attrs.field(default=(), converter=_patterns)
    column: str | None = None
    max_bytes: int = MAX_BYTES

    def takes(self, path: str) -> bool:
        """Whether a file at this path below its folder or archive is taken."""
        if any(map(is_junk, path.split("/"))):
            return False
        if self.include and not _matches(path, self.include):
            return False
        return not _matches(path, self.exclude)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    name = path.rpartition("/")[2]
    return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in patterns)
