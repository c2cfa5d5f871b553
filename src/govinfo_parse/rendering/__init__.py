"""A report written as text again, in any layout: the opposite of parsing."""

from govinfo_parse.rendering.rendered_text import render

__all__ = ["render"]
