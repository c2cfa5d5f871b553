"""Markdown and plain text, unchanged."""

from __future__ import annotations

from govinfo_parse.readers.document import Document, text_diagnostics
from govinfo_parse.readers.text.encodings import decode
from govinfo_parse.readers.text.metadata import page_metadata


def read(data: bytes, format: str) -> Document:
    """Decode a Markdown or plain text file; its text is not changed.

    Raises:
        UndecodableText: it is not text in any encoding that reports are published in.
    """
    text = decode(data)
    stated = page_metadata(text.split("\n", _HEAD_LINES)[:_HEAD_LINES], {})
    return Document(
        text,
        format,
        published=stated.published,
        index_number=stated.index_number,
        publisher=stated.publisher,
        diagnostics=text_diagnostics(text),
    )


_HEAD_LINES = 40
"""In how many first lines a saved page states its date and index number."""
