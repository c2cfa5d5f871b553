"""Real reports, their pages turned into pictures: every figure is that of the print."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2
import pytest

import govinfo_parse

REAL = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "real"
FILES = sorted(REAL.glob("*.pdf"))[-1:]  # one: a page takes seconds


def scanned(file: Path, dpi: int = 150) -> bytes:
    """A PDF whose pages are pictures of another's."""
    pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(file)]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return made.getvalue()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scan_reads_as_its_print(file: Path):
    report = govinfo_parse.parse_file(io.BytesIO(scanned(file)), ocr=True)
    cells = govinfo_parse.cells(report)
    truth = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["cells"]

    printed = {path: value for path, value in truth.items() if isinstance(value, int | float)}
    assert {path: float(cells[path].value or 0) for path in printed} == printed
    vouched = [path for path in printed if cells[path].verified_by]
    assert len(vouched) > len(printed) / 2
