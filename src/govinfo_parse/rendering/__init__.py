"""A report written as text again, in any layout: the inverse of parsing."""

from govinfo_parse.rendering.text import render

__all__ = ["render"]
