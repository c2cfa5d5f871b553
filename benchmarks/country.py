"""The country on paper: ``python benchmarks/country.py``; what seven years of all agencies cost, from that of a file.

Files of each format are read here, the real ones beside the checkout and built ones, and their mean processor time is
multiplied by how many there are thought to be.  What cannot be measured, as LibreOffice is not there, is marked.
"""

from __future__ import annotations

import io
import resource
import shutil
import sys
import time
from collections.abc import Callable

import inputs

import govinfo_parse

sys.path.insert(0, str(inputs.ROOT))  # the builders are the tests' own

from tests.readers import builders, fixed_layout
from tests.readers.forms import official

REAL = inputs.SHARED / "corpus" / "real"
REPORTS = 700_000
"""A hundred thousand agencies, seven years."""

SHARES = {"html": 0.48, "pdf": 0.28, "text": 0.15, "docx": 0.04, "doc": 0.05}
"""What part of the reports is thought to be in each format; nobody has counted them."""

CONVERSION = 3.0
"""Seconds that LibreOffice is thought to take for one file, where it is not there to be measured."""

WRITING = 0.00035
"""Seconds for the columns and files of one report, beyond reading and parsing."""

LINK = '<li><a href="/gk/index.html">政务公开</a></li>'


def portal(blocks: object) -> bytes:
    """A page of a portal: the report amid six hundred links."""
    menu = f"<div><ul>{LINK * 300}</ul></div>"
    return builders.html(blocks, chrome=f"{menu}<div class='content'><div>{{}}</div></div>{menu}")


BUILT: dict[str, Callable[..., bytes]] = {
    "html": portal,
    "pdf": lambda blocks: fixed_layout.pdf(blocks, numbered=True),
    "docx": builders.docx,
    "doc": builders.docx,  # what LibreOffice converts costs the start of LibreOffice
}


def files(format: str) -> list[bytes]:
    if format == "text":
        return [path.read_bytes() for path in sorted(inputs.EXAMPLES.glob("*.txt"))]
    found = [path.read_bytes() for path in sorted(REAL.glob(f"*.{format}"))]
    text = (inputs.EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    return [*found, BUILT[format](official(govinfo_parse.parse_report(text)))]


def seconds(data: bytes) -> float:
    """Processor seconds from the bytes of a file to its record: the least of five."""
    found = []
    for _ in range(5):
        begin = time.process_time()
        govinfo_parse.parse_file(io.BytesIO(data))
        found.append(time.process_time() - begin)
    return min(found)


def conversion() -> tuple[float, str]:
    """Seconds of one conversion, and how they are known."""
    if not shutil.which("soffice"):
        return CONVERSION, "not measured: LibreOffice is not there"
    begin = time.perf_counter()
    govinfo_parse.read_document(io.BytesIO(rb"{\rtf1\ansi one line of text\par}"))
    return time.perf_counter() - begin, "one conversion"


def main() -> None:
    print("| format | files read | a report | reports | core-hours |\n|---|---|---|---|---|")
    hours = {}
    for format, share in SHARES.items():
        some = files(format)
        cost = WRITING + sum(map(seconds, some)) / len(some)
        known = f"{len(some)}"
        if format == "doc":
            extra, known = conversion()
            cost += extra
        hours[format] = cost * share * REPORTS / 3600
        print(f"| {format} | {known} | {cost:.4f} s | {share * REPORTS:,.0f} | {hours[format]:.1f} |")
    total = sum(hours.values())
    print(f"| together | | | {REPORTS:,} | {total:.1f} |\n")
    print(f"Without .doc: {total - hours['doc']:.1f} core-hours. On 16 cores: {total / 16:.1f} hours.")
    print(f"Peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
