"""The sentences of a text that may state figures: prose, found by words that every such sentence has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_parse.grammar.phrases import is_row_of_cells

_STOPS = re.compile(r"[。！？!?\n]|(?<=[\u3400-\u9fff）)”])[.．](?=[ \t\u3000]*(?:\n|\Z))")
"""Marks at which a sentence ends; a full stop of other writings is one behind a word at the end of a line."""
_NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．][^\n，。；：]{2,20}")
"""A numbered heading alone on its line, which is a sentence of its own."""
_NUMBER = re.compile(r"[-+\d.,，%/—]+\s*[^\W\d]{0,2}")
"""A number alone on its line, with its unit or without, is a cell."""
_FIGURES = 3
"""A line that ends in this many numbers is a row of a table."""
_SENTENCE_MARKS = re.compile(r"[，。；,;：:]")
_HEADING = 24
"""A sentence of no more characters may be the heading of those after it."""


def paragraphs(text: str, start: int, end: int, look: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
    """The paragraphs of a stretch in which something of interest is found: lines of prose, one after the other.

    Yields:
        Where a paragraph begins, where something is first found in it, and where it ends.
    """
    while (met := look.search(text, start, end)) is not None:
        begin, stop = _begin_of_line(text, met.start(), start), _end_of_line_before(text, met.start(), end)
        if not _is_prose_line(text[begin:stop]):
            start = stop + 1
            continue
        while begin > start and _is_prose_line(text[(above := _begin_of_line(text, begin - 1, start)) : begin - 1]):
            begin = above
        while stop < end and _is_prose_line(text[stop + 1 : (below := _end_of_line_before(text, stop + 1, end))]):
            stop = below
        yield begin, met.start(), stop
        start = stop + 1


def sentences(
    text: str, paragraph: tuple[int, int, int], look: re.Pattern[str], heads: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Where those sentences of a paragraph begin and end in which something is found, and the headings before them."""
    start, at, end = paragraph
    met = look.search(text, at, end)
    for stop in _ends_of_sentences(text, start, end):
        if met is not None and met.start() < stop:
            # What was found may go on into the next sentence.
            here = met.end() <= stop or look.search(text, start, stop) is not None
            met = look.search(text, stop, end)
        else:
            here = False
        if here or (stop - start <= _HEADING and heads.search(text, start, stop)):
            yield start, stop
        start = stop


def _ends_of_sentences(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end: at a stop, and where a line ends that is a heading."""
    line = start
    for match in _STOPS.finditer(text, start, end):
        if match[0] != "\n":
            yield match.end()
            continue
        if match.start() - line <= _HEADING and _NUMBERED.fullmatch(text, line, match.start()):
            yield match.start()
        line = match.end()
    yield end


def _begin_of_line(text: str, at: int, floor: int) -> int:
    """Where the line begins that a character is in."""
    return max(text.rfind("\n", floor, at) + 1, floor)


def _end_of_line_before(text: str, at: int, ceiling: int) -> int:
    end = text.find("\n", at, ceiling)
    return ceiling if end < 0 else end


def _is_prose_line(line: str) -> bool:
    """Whether a line is one of prose: not empty, and no cell or row of a table."""
    if is_row_of_cells(line):
        return False
    if "\t" not in line and len(line) > _HEADING:
        last = line.rsplit(None, _FIGURES)[1:]
        return len(last) < _FIGURES or not all(map(_NUMBER.fullmatch, last))
    words = line.strip()
    if not words or "\t" in words or _NUMBER.fullmatch(words):
        return False
    return not line.startswith("\t") or _SENTENCE_MARKS.search(words) is not None
