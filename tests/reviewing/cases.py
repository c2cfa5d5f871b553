"""What pages are made of: the examples, the golden cases, and real tables where they stand beside the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import govinfo_parse
from govinfo_parse import Document, Report

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = (
    ROOT / "examples",
    ROOT / "examples" / "damaged",
    ROOT / "tests" / "golden" / "cases",
    SHARED / "corpus" / "real",
    SHARED / "corpus" / "modelled",
    SHARED / "seeds",
    SHARED / "cases" / "pages",
)
FORMATS = {".txt", ".md", ".html", ".pdf", ".docx"}
FILES = sorted(
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in folder.iterdir()
    if path.suffix in FORMATS and path.name != "README.md"
)
NAMES = [f"{path.parent.name}/{path.name}" for path in FILES]


@cache
def case(path: Path) -> tuple[Report, Document]:
    """The report in a file, and the document it was read from."""
    document = govinfo_parse.read_document(path)
    return govinfo_parse.parse_document(document), document


@cache
def review_of(path: Path) -> str:
    """The page of a file."""
    return govinfo_parse.review(*case(path))
