"""What a page is about: a report, its source, and the report of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from govinfo_parse.errors import ReviewError
from govinfo_parse.form_cells import cells
from govinfo_parse.model import Cell, Report, Span, State
from govinfo_parse.model.paths import cells_beyond
from govinfo_parse.readers import Document, SourceCell

if TYPE_CHECKING:
    from govinfo_parse.statistics.knowledge import Knowledge


@attrs.frozen
class Subject:
    """A report with its source.

    Attributes:
        report: the report.
        text: the text that its spans point into.
        tables: the cells of the source's own tables, in reading order; none where there is only the text.
        previous: the report of the year before, or None.
        indicators: the grammars of indicator tables that its relations are taken from; None for the built-in ones.
    """

    report: Report
    text: str
    tables: tuple[SourceCell, ...]
    previous: Report | None
    indicators: Knowledge | None = None

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """The cells that the record shows: those of the report's form, or what was found where it has none."""
        shown = cells(self.report)
        if self.report.form is None:
            shown = {path: cell for path, cell in shown.items() if cell.state is not State.ABSENT}
        beyond = cells_beyond(self.report)
        return shown | {path: cell for path, cell in beyond.items() if cell.state is not State.ABSENT}

    @cached_property
    def before(self) -> Mapping[str, Cell]:
        """The cells of the year before."""
        return cells(self.previous) if self.previous else {}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """A short number for every cell that is somewhere in the source, for links within the page."""
        placed = [path for path, cell in self.cells.items() if cell.span is not None]
        return {path: number for number, path in enumerate(placed)}

    @cached_property
    def claims(self) -> Mapping[Span, tuple[str, ...]]:
        """The places of the text that the record was read from, each with the paths of its cells, in text order."""
        found: dict[Span, list[str]] = {}
        for path, cell in self.cells.items():
            if cell.span is not None:
                found.setdefault(cell.span, []).append(path)
        ordered = sorted(found, key=lambda span: (span.start, span.end))
        return {span: tuple(found[span]) for span in ordered}


def subject(
    report: Report,
    source: str | Document,
    previous: Report | None = None,
    indicators: Knowledge | None = None,
) -> Subject:
    """A report with its source, after a check that they belong together.

    Raises:
        TypeError: something given is of the wrong type.
        ReviewError: the report was read from another text.
    """
    if not isinstance(report, Report):
        raise TypeError(f"the report must be a Report, not {type(report).__name__}")
    if previous is not None and not isinstance(previous, Report):
        raise TypeError(f"the report of the year before must be a Report, not {type(previous).__name__}")
    if isinstance(source, Document):
        found = Subject(report, source.text, source.cells, previous, indicators)
    elif isinstance(source, str):
        found = Subject(report, source, (), previous, indicators)
    else:
        raise TypeError(f"the source must be the text or the Document, not {type(source).__name__}")
    for path, cell in found.cells.items():
        if not _is_in_text(cell, found.text):
            raise ReviewError(
                f"the report was not read from this source: {path} is {cell.raw!r:.60} and another text stands in "
                "its place; give the text that parse_report was given, or the Document that read_document gives"
            )
    return found


def _is_in_text(cell: Cell, text: str) -> bool:
    """Whether a cell is where its span says; what was recovered may have other characters between its digits."""
    if cell.span is None:
        return True
    printed = text[cell.span.start : cell.span.end]
    if cell.state is not State.RECOVERED:
        return printed == cell.raw
    characters = iter(printed)
    return all(character in characters for character in cell.raw)
