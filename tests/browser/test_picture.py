"""The script that draws the picture of the documentation draws one."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_script_draws_the_picture(tmp_path: Path):
    # Playwright runs once in a process.
    subprocess.run([sys.executable, DOCS / "picture.py", tmp_path / "review.png"], check=True)
    drawn, shipped = ((path / "review.png").read_bytes() for path in (tmp_path, DOCS))
    assert struct.unpack(">II", drawn[16:24]) == struct.unpack(">II", shipped[16:24]) == (1280, 720)
