"""Formats: ``python benchmarks/formats.py``; from the bytes of a file to its record, against what people use instead.

HTML against ``pandas.read_html`` alone on the same page, PDF against pdfplumber's own ``extract_tables``; both give no
more than tables of strings.  The files are built from the example reports, and real ones stand beside the checkout.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator

import inputs
import pandas as pd
import pdfplumber
import timing

import govinfo_parse

sys.path.insert(0, str(inputs.ROOT))  # the builders are the tests' own

from tests.readers import builders, fixed_layout
from tests.readers.forms import official

REAL = inputs.SHARED / "corpus" / "real"
LINK = '<li><a href="/gk/index.html">政务公开</a></li>'


def files(suffix: str, builds: dict[str, Callable[..., bytes]]) -> Iterator[tuple[str, bytes]]:
    """Files of a format: each example report built in each way, and the real ones."""
    for name in ("tab_grid_2021", "tab_grid_2019"):
        report = govinfo_parse.parse_report((inputs.EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
        for way, build in builds.items():
            yield f"{report.form} form, {way}", build(official(report))
    for file in sorted(REAL.glob(f"*.{suffix}")):
        yield f"real, {file.stem}", file.read_bytes()


def record(data: bytes) -> govinfo_parse.Report:
    return govinfo_parse.parse_file(io.BytesIO(data))


def read_html(data: bytes) -> object:
    return pd.read_html(io.BytesIO(data))


def extract_tables(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def compare(title: str, rival: Callable[[bytes], object], named: Iterator[tuple[str, bytes]]) -> None:
    """Print how long the record takes, as a multiple of the rival."""
    print(f"\n## {title}\n\n| file | bytes | numbers | ratio |\n|---|---|---|---|")
    for name, data in named:
        times = timing.best({"rival": lambda data=data: rival(data), "ours": lambda data=data: record(data)}, 0.6)
        numbers = sum(cell.value is not None for cell in govinfo_parse.cells(record(data)).values())
        print(f"| {name} | {len(data):,} | {numbers} | {times['ours'] / times['rival']:.2f} |", flush=True)


def amid(blocks: object, links: int) -> bytes:
    """A page with menus before and behind the report."""
    menu = f"<div><ul>{LINK * (links // 2)}</ul></div>"
    return builders.html(blocks, chrome=f"{menu}<div class='content'><div>{{}}</div></div>{menu}")


HTML = {
    "plain page": builders.html,
    "amid 100 links": lambda blocks: amid(blocks, 100),
    "amid 600 links": lambda blocks: amid(blocks, 600),
    "GB18030": lambda blocks: builders.html(blocks, encoding="gb18030"),
}
PDF = {
    "ruled": lambda blocks: fixed_layout.pdf(blocks, numbered=True),
    "no lines": lambda blocks: fixed_layout.pdf(blocks, ruled=False, wide=True),
}

if __name__ == "__main__":
    compare("HTML, as a multiple of pandas.read_html alone", read_html, files("html", HTML))
    compare("PDF, as a multiple of pdfplumber's extract_tables", extract_tables, files("pdf", PDF))
