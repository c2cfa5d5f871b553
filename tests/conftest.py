"""Settings of all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# No deadlines: how long an example takes says more about the machine than about the code.
settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("default")  # another with: pytest --hypothesis-profile thorough


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch):
    """The tool speaks the language of the system; tests read English wherever they run."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
