"""What the files and folders of a dataset are called; without Arrow, as the listing of sources needs the names."""

from __future__ import annotations

JOURNAL = ".journal.sqlite"
"""The journal's file, which shows that a folder is a dataset."""

MANIFEST = "dataset.json"
"""What a finished dataset holds.  It is there only while the dataset is complete."""

TABLE_NAMES = ("reports", "cells", "diagnostics", "findings", "facts", "further", "statistics", "sources", "failures")
"""The folders of the tables."""

CSV, XLSX, DUCKDB = "csv", "dataset.xlsx", "dataset.duckdb"
"""The folder and the files of the exports."""

EXPORTING = ".exports"
"""The folder in which exports are made before they take their places."""

OWN = frozenset({*TABLE_NAMES, MANIFEST, CSV, XLSX, DUCKDB})
"""What a dataset's folder holds besides hidden files."""
