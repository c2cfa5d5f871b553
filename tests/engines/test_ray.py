"""The recipe for Ray Data of ``docs/scaling.md``, on a cluster of this machine."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest
import ray
from pyarrow import parquet

import govinfo_parse
from govinfo_parse.arrow import output_schema
from tests.corpus.samples import texts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scaling.md"


@pytest.mark.filterwarnings("default")  # Ray's own
def test_the_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    given = texts(40)
    parquet.write_table(pa.table({"id": range(40), "text": given}), tmp_path / "texts.parquet")
    page = PAGE.read_text(encoding="utf-8")
    recipe = re.search(r"```\{code-block\} python\n:name: ray\n(.*?)```", page, re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        exec(compile(recipe, str(PAGE), "exec"), {"__name__": "recipe"})  # noqa: S102  the project's own page
    finally:
        ray.shutdown()
    table = parquet.read_table(tmp_path / "reports").sort_by("id")

    assert set(table.column_names) == {"id", *output_schema().names}
    for text, row in zip(given, table.to_pylist(), strict=True):
        flat = govinfo_parse.flat(govinfo_parse.parse_report(text))
        assert {name: row[name] for name in flat} == flat
        assert row["error"] is None
