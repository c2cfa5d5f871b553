"""The script that draws the picture of the documentation draws one."""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_script_draws_the_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    specification = importlib.util.spec_from_file_location("picture", ROOT / "docs" / "picture.py")
    picture = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(picture)
    monkeypatch.setattr(picture, "PICTURE", tmp_path / "review.png")
    picture.main()
    drawn, shipped = ((path / "review.png").read_bytes() for path in (tmp_path, ROOT / "docs"))
    assert struct.unpack(">II", drawn[16:24]) == struct.unpack(">II", shipped[16:24]) == (1280, 720)
