"""The notebook in ``examples`` runs from its first cell to its last."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import govinfo_parse

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOTEBOOK = json.loads((EXAMPLES / "panel.ipynb").read_text(encoding="utf-8"))
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def run(code: str, names: dict[str, Any]) -> object:
    """What a notebook does with a cell: run it, and give the value of its last line."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_it_runs_from_a_folder_to_a_plot_and_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    for file in EXAMPLES.glob("*.txt"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    shown = [run(code, names) for code in CODE]

    assert shown[0] == []
    assert len(names["frame"]) == len(list(EXAMPLES.glob("*.txt")))
    received = names["received"]
    bars = [
        (label.get_text(), patch.get_height())
        for label, patch in zip(names["axes"].get_xticklabels(), names["axes"].patches, strict=True)
    ]
    assert bars == [(str(year), number) for year, number in received.items()]
    assert received[2023] == 810
    assert isinstance(names["report"], govinfo_parse.Report)
    told = capsys.readouterr().out
    assert "38 number line 56" in told
    assert "'4l2' is not a number" in told
    assert "it should be 810 and is 811" in told
    assert "≠" in (tmp_path / "draft.html").read_text(encoding="utf-8")


def test_it_keeps_no_outputs():
    for cell in NOTEBOOK["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
