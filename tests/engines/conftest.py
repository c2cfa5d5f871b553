"""The engines are extras of their own: what is not installed has no tests here."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [f"test_{engine}.py" for engine in ("ray", "pyspark") if find_spec(engine) is None]
