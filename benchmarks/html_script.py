"""The same with pandas: ``read_html``, then rows by their labels.  It needs the report as an HTML table."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator

from regex_script import NEW, NUMBER, OLD, RESULTS, ROWS, WHO

try:
    import pandas as pd
except ImportError:
    pd = None


def page(text: str) -> str:
    """A report in the layout ``tab_grid`` as an HTML page: a table for every block of lines with tabs."""
    parts = []
    for block in re.split(r"\n(?=[^\t\n]*\n)|\n\n", text):
        lines = [line for line in block.split("\n") if line]
        if any("\t" in line for line in lines):
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")) for line in lines)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts.extend(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<html><body>{''.join(parts)}</body></html>"


def rows_of(source: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of all tables: (the last cell before the numbers, the numbers)."""
    for table in pd.read_html(io.StringIO(source), keep_default_na=False):
        for row in table.astype(str).to_numpy().tolist():
            cells = [cell.strip() for cell in row if cell.strip()]
            first = next((n for n, cell in enumerate(cells) if re.fullmatch(NUMBER, cell)), len(cells))
            label = cells[first - 1] if first else ""
            yield re.sub(r"\s", "", label).replace("（", "(").replace("）", ")"), cells[first:]


def parse(source: str) -> dict[str, float]:
    """The numbers found, by dotted path."""
    rows = list(rows_of(source))
    values: dict[str, float] = {}
    for name, path, columns in NEW if "制发件数" in source else OLD:
        numbers = next((numbers for label, numbers in rows if label == name), ())
        values |= {f"disclosure.{path}.{n}": float(v) for n, v in zip(columns.split(), numbers, strict=False)}
    position = 0
    for name, path in ROWS:
        fitting = (
            n for n, (label, numbers) in enumerate(rows) if re.search(f"{name}$", label) and len(numbers) == len(WHO)
        )
        number = next((n for n in fitting if n >= position), None)
        if number is not None:
            position = number + 1
            values |= {f"applications.{path}.{n}": int(v) for n, v in zip(WHO, rows[number][1], strict=True)}
    cases = next((n for label, n in rows[position:] if not label and len(n) == 3 * len(RESULTS)), ())
    blocks = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    names = [f"proceedings.{block}.{result}" for block in blocks for result in RESULTS]
    return values | dict(zip(names, map(int, cases), strict=False))
