"""Documents with tables of their own, made of texts."""

from __future__ import annotations

import io
from itertools import groupby

import govinfo_parse
from govinfo_parse import Document
from tests.readers import builders


def blocks_of(text: str) -> list[builders.Block]:
    """The text as paragraphs and tables: a line with tabs is a row."""
    blocks: list[builders.Block] = []
    for in_table, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        if in_table:
            blocks.append(builders.plain_table(line.split("\t") for line in lines))
        else:
            blocks.extend(lines)
    return blocks


def document_of(text: str) -> Document:
    """The text as a web page with tables."""
    return govinfo_parse.read_document(io.BytesIO(builders.html(blocks_of(text))))
