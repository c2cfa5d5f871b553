"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

GRAMMAR = click.Path(exists=True, dir_okay=False, path_type=Path)
"""The type of an option that names a file of a grammar."""

layout_option = click.option(
    "--layout", "layouts", type=GRAMMAR, multiple=True, help="A further layout (.lark); repeatable."
)
form_option = click.option("--form", "forms", type=GRAMMAR, multiple=True, help="A further form (.lark); repeatable.")
ocr_option = click.option("--ocr", is_flag=True, help="Read pictures by recognition; needs the extra ocr.")
