"""Formats: ``python benchmarks/formats.py``; from the bytes of a file to its record, against what people use instead.

For each format a rival (what people take for its tables) and a floor (the least that anyone must do: parse the HTML,
unzip and parse the DOCX, let calamine or pdfium hand out bare cells or text).  All give less than a record.  The files
are built from the example reports, a second PDF producer is Chromium where it is installed, and real files stand
beside the checkout.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import inputs
import pandas as pd
import pdfplumber
import pypdfium2
import python_calamine
import timing
from lxml import etree

import govinfo_parse

sys.path.insert(0, str(inputs.ROOT))  # the builders are the tests' own

import pages

from tests.readers import builders, fixed_layout
from tests.readers.forms import official

REAL = inputs.SHARED / "corpus" / "real"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEMORY = """
import pathlib, re, sys
import govinfo_parse

def most():
    return int(re.search("VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])

govinfo_parse.parse_report("一、总体情况")
before = most()
govinfo_parse.parse_file(sys.argv[1])
print(most() - before)
"""


class Format(NamedTuple):
    """What is measured of a format: its name, the rival, the floor, and how files of it are built from blocks."""

    suffix: str
    rival: tuple[str, Callable[[bytes], object]]
    floor: tuple[str, Callable[[bytes], object]]
    builds: dict[str, Callable[..., bytes]]


def read_html(data: bytes) -> object:
    return pd.read_html(io.BytesIO(data))


def parse_html(data: bytes) -> object:
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def extract_tables(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def bare_text(data: bytes) -> object:
    document = pypdfium2.PdfDocument(data)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def word_cells(data: bytes) -> object:
    """Unzip, parse, and give the cells their texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    return ["".join(text.text or "" for text in cell.iter(f"{WORD}t")) for cell in root.iter(f"{WORD}tc")]


def sheet_cells(data: bytes) -> object:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def read_excel(data: bytes) -> object:
    return pd.read_excel(io.BytesIO(data), sheet_name=None, header=None, engine="openpyxl")


def printed(page: bytes) -> bytes:
    """A page as Chromium prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(page)
        command = [
            shutil.which("chromium") or "",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
        ]
        subprocess.run(  # noqa: S603 - the program is Chromium, the page our own
            [*command, f"--user-data-dir={folder}/user", f"--print-to-pdf={target}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return target.read_bytes()


def without_borders(blocks: object) -> bytes:
    """A page whose tables have no lines."""
    return builders.html(blocks).replace(b' border="1"', b"")


PRINTED: dict[str, Callable[..., bytes]] = {
    "Chromium, ruled": lambda blocks: printed(builders.html(blocks)),
    "Chromium, no lines": lambda blocks: printed(without_borders(blocks)),
}
FORMATS = (
    Format(
        "html",
        ("pandas.read_html", read_html),
        ("lxml alone", parse_html),
        {
            "plain page": builders.html,
            "page of a site, 100 links": lambda blocks: pages.page(blocks, links=100, scripts=8),
            "page of a site, 300 links": pages.page,
            "page of a site, 1,000 links": lambda blocks: pages.page(blocks, links=1000, scripts=40),
        },
    ),
    Format(
        "pdf",
        ("pdfplumber's extract_tables", extract_tables),
        ("pdfium's bare text", bare_text),
        {
            "ReportLab, ruled": lambda blocks: fixed_layout.pdf(blocks, numbered=True),
            "ReportLab, no lines": lambda blocks: fixed_layout.pdf(blocks, ruled=False, wide=True),
            **(PRINTED if shutil.which("chromium") else {}),
        },
    ),
    Format("docx", ("unzip, parse, texts of cells", word_cells), ("the same", word_cells), {"built": builders.docx}),
    Format("xlsx", ("pandas.read_excel", read_excel), ("calamine alone", sheet_cells), {"built": builders.xlsx}),
)


def files(format: Format) -> Iterator[tuple[str, bytes]]:
    """Files of a format: an example report built in each way, and the real ones."""
    text = (inputs.EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    blocks = official(govinfo_parse.parse_report(text))
    for way, build in format.builds.items():
        yield way, build(blocks)
    for file in sorted(REAL.glob(f"*.{format.suffix}")):
        yield f"real, {file.stem}", file.read_bytes()


def memory(data: bytes) -> float:
    """How many MiB a process grows by at most when it reads the file, its libraries included; told by Linux."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        grown = subprocess.check_output([sys.executable, "-c", MEMORY, file.name], text=True)  # noqa: S603
    return int(grown) / 1024


def compare(format: Format) -> None:
    """Print how long the reading takes, and how long the record, as multiples of the rival and of the floor."""
    (rival, with_rival), (floor, at_floor) = format.rival, format.floor
    heads = " | ".join(f"{what} × {other}" for other in (rival, floor) for what in ("reading", "record"))
    print(f"\n## {format.suffix.upper()}\n\n| file | bytes | numbers | {heads} | MiB |")
    print("|---|---|---|---|---|---|---|---|")
    for name, data in files(format):
        calls = {
            "rival": lambda data=data: with_rival(data),
            "floor": lambda data=data: at_floor(data),
            "reading": lambda data=data: govinfo_parse.read_document(io.BytesIO(data)),
            "record": lambda data=data: govinfo_parse.parse_file(io.BytesIO(data)),
        }
        times = timing.best(calls, 0.5, time.process_time)
        record = govinfo_parse.parse_file(io.BytesIO(data))
        numbers = sum(cell.value is not None for cell in govinfo_parse.cells(record).values())
        ratios = [times[ours] / times[other] for other in ("rival", "floor") for ours in ("reading", "record")]
        shown = " | ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"| {name} | {len(data):,} | {numbers} | {shown} | {memory(data):.0f} |", flush=True)


if __name__ == "__main__":
    for format in FORMATS:
        compare(format)
