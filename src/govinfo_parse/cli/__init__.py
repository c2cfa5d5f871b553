"""The command-line tool ``govinfo-parse``; it needs the extra ``cli`` (click and rich)."""

from __future__ import annotations

import io
import sys

from govinfo_parse.language import CHINESE, preferred

EXTRA = frozenset({"click", "rich"})
"""What the extra ``cli`` installs."""


def main() -> None:
    """Run the tool on the arguments of the process, and exit."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as on standard error: some encodings have no Chinese
    try:
        from govinfo_parse.cli.app import app

        app(prog_name="govinfo-parse")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in EXTRA:
            raise
        # What reads --lang is not there either.
        chinese = f"没有安装 {error.name}；请用 pip install 'govinfo-parse[cli]' 安装命令行工具"
        english = (
            f"the package {error.name!r} is not installed; "
            "install the command-line tool with: pip install 'govinfo-parse[cli]'"
        )
        print(f"govinfo-parse: {chinese if preferred() == CHINESE else english}", file=sys.stderr)
        sys.exit(2)
