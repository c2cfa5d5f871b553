"""Recognition of pages beside tesseract: time and memory for a page, and how many of its figures are read.

    python benchmarks/recognition.py [reports]

Needs the extra ``ocr``, Debian's packages tesseract-ocr and tesseract-ocr-chi-sim, and the fonts of the tests.
"""

import io
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import govinfo_parse
from tests.recognition.harness import as_tiff, sample


def times(of):
    """Seconds by the clock, and seconds of processor time."""
    used = resource.getrusage(of)
    return [time.monotonic(), used.ru_utime + used.ru_stime]


def add(total, before, after):
    for place in range(2):
        total[place] += after[place] - before[place]


def by_tesseract(page, folder):
    file = Path(folder, "page.png")
    page.save(file, dpi=(150, 150))
    command = ["tesseract", str(file), "-", "-l", "chi_sim", "--dpi", "150", "--psm", "6"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  our own command
    return Counter(re.findall(r"\d+", done.stdout))


def main(count):
    kinds = ("clean", "skew, grain, jpeg")
    figures, ours, theirs, pages = 0, 0, 0, 0
    seconds, other_seconds = [0.0, 0.0], [0.0, 0.0]
    govinfo_parse.read_document(io.BytesIO(as_tiff(sample("clean/0").pages[:1])), ocr=True)  # loads the models
    for kind in kinds:
        for number in range(count):
            made = sample(f"{kind}/{number}")
            printed = {
                path: one for path, one in made.scene.printings["own"].items() if isinstance(one, int) and one >= 0
            }
            before = times(resource.RUSAGE_SELF)
            report = govinfo_parse.parse_file(io.BytesIO(as_tiff(made.pages)), ocr=True)
            add(seconds, before, times(resource.RUSAGE_SELF))
            cells = govinfo_parse.cells(report)
            ours += sum(path in cells and cells[path].value == one for path, one in printed.items())
            found = Counter()
            with tempfile.TemporaryDirectory() as folder:
                for page in made.pages:
                    before = times(resource.RUSAGE_CHILDREN)
                    found += by_tesseract(page, folder)
                    add(other_seconds, before, times(resource.RUSAGE_CHILDREN))
            theirs += sum((Counter(map(str, printed.values())) & found).values())
            figures += len(printed)
            pages += len(made.pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages} pages with {figures} figures, 150 dpi: {', '.join(kinds)}")
    for name, (clock, processor), told in (
        ("govinfo_parse", seconds, f"{100 * ours / figures:.1f}% in their cells; {peak:.0f} MiB"),
        ("tesseract", other_seconds, f"{100 * theirs / figures:.1f}% anywhere in its text"),
    ):
        print(f"{name}: {clock / pages:.1f} s a page, {processor / pages:.1f} s of processors; {told}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
