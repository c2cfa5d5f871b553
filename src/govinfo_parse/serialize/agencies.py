"""The name by which an agency is matched, in datasets and panels alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")


@lru_cache(maxsize=4096)
def normalised(agency: str | None) -> str | None:
    """The name by which an agency is matched: full and half width are the same, and white space does not count.

    Nothing else is changed: 某市教育局 and 某市教育体育局 are two agencies, and so are 某市 and 某市人民政府办公室, of
    which one may report for the whole city and the other for itself.

    Args:
        agency: the name as printed.

    Returns:
        The normalised name; None where nothing is printed.
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", agency)) or None if agency else None
