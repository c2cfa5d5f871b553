"""The same with pandas: ``read_html``, then rows by their labels.  It needs the report as an HTML table."""

from __future__ import annotations

import html
import io
import re

from regex_script import NEW, NUMBER, OLD, RESULTS, ROWS, WHO

try:
    import pandas
except ImportError:
    pandas = None


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


def parse(source: str) -> dict[str, float]:
    """The numbers found, by dotted path."""
    rows = []
    for table in pandas.read_html(io.StringIO(source), keep_default_na=False):
        for row in table.astype(str).to_numpy().tolist():
            cells = [cell.strip() for cell in row if cell.strip()]
            first = next((n for n, cell in enumerate(cells) if re.fullmatch(NUMBER, cell)), len(cells))
            label = cells[first - 1] if first else ""
            rows.append((re.sub(r"\s", "", label).translate({0xFF08: "(", 0xFF09: ")"}), cells[first:]))
    values: dict[str, float] = {}
    for name, path, columns in NEW if "制发件数" in source else OLD:
        for label, numbers in rows:
            if label == name:
                values |= {f"disclosure.{path}.{n}": float(v) for n, v in zip(columns.split(), numbers, strict=False)}
    position = 0
    for name, path in ROWS:
        for number, (label, numbers) in enumerate(rows[position:], start=position):
            if re.search(f"{name}$", label) and len(numbers) == len(WHO):
                values |= {f"applications.{path}.{n}": int(v) for n, v in zip(WHO, numbers, strict=True)}
                position = number + 1
                break
    for label, numbers in rows[position:]:
        if not label and len(numbers) == 3 * len(RESULTS):
            blocks = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
            names = [f"proceedings.{block}.{result}" for block in blocks for result in RESULTS]
            values |= dict(zip(names, map(int, numbers), strict=True))
    return values
