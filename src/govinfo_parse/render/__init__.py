"""A report written as text again, in any layout: the inverse of parsing."""

from govinfo_parse.render.text import render

__all__ = ["render"]
