"""The language of messages to people: the one they ask for, else that of their system."""

from __future__ import annotations

import locale
import os

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = (CHINESE, ENGLISH)


def preferred() -> str:
    """The language of the user's system: ``"zh"`` for any Chinese, else ``"en"``."""
    told = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    name = told or locale.getlocale()[0] or ""
    return CHINESE if name.lower().startswith(("zh", "chinese")) else ENGLISH
