"""How Sphinx builds the documentation: ``sphinx-build -n -W docs docs/_build/html``."""

import re
from pathlib import Path

_VERSION = Path(__file__).resolve().parents[1] / "src" / "govinfo_parse" / "_version.py"

project = "govinfo_parse"
author = "govinfo_parse contributors"
copyright = author
version = release = re.findall(r'"(\d[^"]*)"', _VERSION.read_text(encoding="utf-8"))[0]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Every name written as code has to exist; these are types that Python's own documentation describes.
nitpicky = True
# Names without a module are imported for type checkers only, where autodoc does not see them.
nitpick_ignore_regex = [
    ("py:.*", r"(collections|decimal|enum|os|pathlib|re|typing)\..*"),
    ("py:class", r"[a-z]+|Knowledge|Path|PlacedRow|Report"),
    ("py:class", r"govinfo_parse\.(\w+\.)*_\w+"),
]
autodoc_typehints = "description"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"govinfo_parse {release}"
