"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# No deadlines: how long an example takes says more about the machine than about the code.
settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("default")  # another with: pytest --hypothesis-profile thorough
