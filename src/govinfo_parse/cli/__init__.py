"""The command-line tool ``govinfo-parse``; it needs the extra ``cli`` (click and rich)."""

from __future__ import annotations

import sys

EXTRA = frozenset({"click", "rich"})
"""What the extra ``cli`` installs."""


def main() -> None:
    """Run the tool on the arguments of the process, and exit."""
    try:
        from govinfo_parse.cli.app import app

        app(prog_name="govinfo-parse")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in EXTRA:
            raise
        print(
            f"govinfo-parse: the package {error.name!r} is not installed; "
            "install the command-line tool with: pip install 'govinfo-parse[cli]'",
            file=sys.stderr,
        )
        sys.exit(2)
