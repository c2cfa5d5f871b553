"""The parser: a text goes in, a report comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import attrs

from govinfo_parse.checks import notable
from govinfo_parse.errors import InputTooLarge
from govinfo_parse.grammar import lexer, sources
from govinfo_parse.grammar.cells import BLANK, CellReader
from govinfo_parse.grammar.forms import Forms, PrintedForm
from govinfo_parse.grammar.gathering import Collected
from govinfo_parse.grammar.labels import plain
from govinfo_parse.grammar.layouts import Layout, compile_layouts
from govinfo_parse.grammar.missing import say_missing
from govinfo_parse.grammar.narrative import Heading, Narrative
from govinfo_parse.grammar.notes import Notes
from govinfo_parse.grammar.reading import Reader
from govinfo_parse.grammar.scanner import Scanner
from govinfo_parse.grammar.tables import collect
from govinfo_parse.grammar.tokens import Token
from govinfo_parse.model import Applications, Disclosure, Proceedings, Report
from govinfo_parse.model.paths import build
from govinfo_parse.narrative.facts import Facts

MAX_CHARACTERS = 20_000_000
"""No longer text is parsed, unless the caller says so."""

_NEARLY = 0.8
"""A layout that reads this share of the rows that another reads is as good."""
_PROSE = frozenset({"OVERVIEW", "PROBLEMS", "OTHER_MATTERS"})


class Parser:
    """A parser with the built-in grammars plus the caller's own.

    A parser holds no state of the texts it reads: one may be used from several threads.

    Args:
        layouts: further layouts, as paths of ``.lark`` files or as grammar text.
        forms: further forms or extensions of forms, as paths of ``.lark`` files or as grammar text.
        facts: further words and rules for the figures that sentences state, in the same way.

    Raises:
        GrammarError: a grammar cannot be used; says file, line and column.

    Attributes:
        layouts: the layouts by name, the caller's own first.
        forms: the official forms as printed, by name.
        labels: the official label of every terminal.
    """

    def __init__(
        self,
        layouts: Iterable[str | Path] = (),
        forms: Iterable[str | Path] = (),
        facts: Iterable[str | Path] = (),
    ) -> None:
        own = compile_layouts(sources.given(layouts, "layout"))
        self.layouts: Mapping[str, Layout] = {**own, **compile_layouts(sources.built_in("layouts"))}
        self._forms = Forms((*sources.built_in("forms"), *sources.given(forms, "form")))
        self.forms: Mapping[str, PrintedForm] = self._forms.printed
        self.labels: Mapping[str, str] = self._forms.vocabulary.printed
        self._cells = CellReader(self._forms.vocabulary)
        self._scanner = Scanner(self._forms.vocabulary)
        self._narrative = Narrative()
        self._facts = Facts(sources.given(facts, "facts"))
        marked = [layout for layout in self.layouts.values() if layout.splitter is not None]
        self._marked = sorted(marked, key=lambda layout: layout.name not in own and layout.rows is None)
        self._flowing = [layout for layout in self.layouts.values() if layout.splitter is None]

    def parse(self, text: str, *, max_characters: int = MAX_CHARACTERS) -> Report:
        """Read a report.

        Args:
            text: the report's text, in any layout the parser knows.
            max_characters: texts longer than this are refused.

        Returns:
            The report.  Text that is no report gives a report without values and a diagnostic that says so.

        Raises:
            TypeError: ``text`` is not a string.
            InputTooLarge: ``text`` is longer than ``max_characters``.
        """
        if not isinstance(text, str):
            raise TypeError(f"the text of a report must be a str, not {type(text).__name__}")
        if len(text) > max_characters:
            message = f"the text has {len(text):,} characters, more than max_characters={max_characters:,}"
            raise InputTooLarge(message)
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        notes = Notes(text)
        if not text.strip():
            notes.add("text-empty", None)
            return Report(diagnostics=notes.sorted())
        headings = self._narrative.headings(text)
        title = self._narrative.title(text[: headings[0].start] if headings else text)
        parts, lost = self._forms.parse(self._tokens(text, headings))
        for token in lost:
            notes.add("token-lost", token.offset, found=token.text)
        headed = any(heading.kind == "PROCEEDINGS" for heading in headings)
        collected = collect(parts, self._forms, notes, headed=headed)
        records = Reader(self._cells, notes, collected).read()
        form = self._form(collected, records)
        say_missing(self._forms, notes, collected, records.keys(), form, titled=title.text is not None)
        report = Report(
            title=title.text,
            agency=title.agency,
            year=title.year,
            form=form,
            sections=self._narrative.sections(text, headings),
            disclosure=build(Disclosure, "disclosure", records),
            applications=build(Applications, "applications", records),
            proceedings=build(Proceedings, "proceedings", records),
            narrative=self._facts.read(text, headings, title.year),
            diagnostics=notes.sorted(),
        )
        return attrs.evolve(report, findings=notable(report)) if records or report.narrative else report

    def _tokens(self, text: str, headings: list[Heading]) -> list[Token]:
        """The tokens of the whole text; every stretch between two headings has its own layout."""
        found: list[Token] = []
        begin, kind = 0, ""
        for heading in (*headings, Heading("", len(text), len(text))):
            stretch = text[begin : heading.start]
            layout = self._layout(stretch)
            tokens: list[Token] = []
            if layout is not None:
                region = lexer.cut(layout, stretch, begin, self._cells)
                tokens = list(lexer.tokens(region, self._forms.widths, self._cells))
            if kind not in _PROSE and not any(t.stop > t.start and t.type in self._forms.widths for t in tokens):
                tokens = self._flowing_tokens(stretch, begin) or tokens
            found += tokens
            begin, kind = heading.end, heading.kind
        return found

    def _flowing_tokens(self, text: str, begin: int) -> list[Token]:
        """The tokens of a stretch of text that no layout with marks shows a row in."""
        shown = plain(text)
        for layout in self._flowing:
            if layout.shows_in(shown):
                return list(self._scanner.tokens(layout, self._quiet(text), begin, self._forms.rows, self._cells))
        return []

    def _layout(self, text: str) -> Layout | None:
        """The layout with marks that shows in a stretch of text; of several, the first that reads nearly most rows.

        The caller's layouts come first, then those that tell where rows end: they know more of each row.
        """
        candidates = [layout for layout in self._marked if layout.shows_in(text)]
        if len(candidates) < 2:  # noqa: PLR2004
            return candidates[0] if candidates else None
        scores = [self._score(layout, text) for layout in candidates]
        enough = _NEARLY * max(scores)
        return next(layout for layout, score in zip(candidates, scores, strict=True) if score >= enough)

    def _score(self, layout: Layout, text: str) -> int:
        """How many rows a layout shows with a value for each of the form's columns; half for rows with empty cells."""
        region = lexer.cut(layout, text, 0, self._cells)
        score = 0
        for token in lexer.tokens(region, self._forms.widths, self._cells):
            widths = self._forms.widths.get(token.type)
            if widths:
                values = [index for index in token.filled if region.lexemes[index].note != "ruler"]
                labelled = token.type in self._forms.rows
                score += 2 if len(values) in widths else labelled and len(token.indices) >= min(widths)
        return score

    def _quiet(self, text: str) -> str:
        """The text with page numbers and running heads blanked out, every character in its place."""
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if line and len(line) < 80 and self._cells[line].kind == BLANK:  # noqa: PLR2004
                lines[number] = " " * len(line)
        return "\n".join(lines)

    def _form(self, collected: Collected, records: Mapping[str, object]) -> str | None:
        if len(collected.forms) > 1:
            return "mixed"
        if collected.forms:
            return next(iter(collected.forms))
        rows = {path for path in records if path.startswith("applications.")}
        told = {form for form, expected in self._forms.expected.items() if rows and rows <= expected}
        return next(iter(told)) if len(told) == 1 else None


@cache
def default_parser() -> Parser:
    """The parser with the built-in grammars, compiled once."""
    return Parser()


def parse_report(text: str, *, max_characters: int = MAX_CHARACTERS) -> Report:
    """Read the text of an annual report with the built-in grammars.

    See :meth:`Parser.parse`.
    """
    return default_parser().parse(text, max_characters=max_characters)
