"""The parser: a text goes in, a report comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import attrs

from govinfo_parse.checks import notable
from govinfo_parse.diagnostics import Remarks
from govinfo_parse.errors import InputTooLarge
from govinfo_parse.grammar import grammar_files
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.grammar.layouts import Layout, compile_layouts
from govinfo_parse.grammar.trees import PrintedForm
from govinfo_parse.lexing.lexemes import CellReader
from govinfo_parse.lexing.other_tables import OtherTables
from govinfo_parse.lexing.outlines import Outline
from govinfo_parse.lexing.parted import RowLabels
from govinfo_parse.lexing.stretches import Lexer, PlacedCells, Stretch
from govinfo_parse.lexing.three_tables import ThreeTables
from govinfo_parse.lexing.tokens import Token
from govinfo_parse.mistaken_input import cell_markup, mistaken
from govinfo_parse.model import WITHHELD, Report, Span
from govinfo_parse.model.beyond_form import FIRST_YEAR
from govinfo_parse.model.paths import PLACES
from govinfo_parse.narrative import Heading, Narrative
from govinfo_parse.narrative.extraction import FactExtractor
from govinfo_parse.narrative.headings import PROSE
from govinfo_parse.statistics.knowledge import Knowledge, built_in_knowledge
from govinfo_parse.statistics.statistics_reader import StatisticsFound, StatisticsReader
from govinfo_parse.tables.doubting import SUMS, say_doubtful
from govinfo_parse.tables.missing import say_missing
from govinfo_parse.tables.remembering import Memory
from govinfo_parse.tables.table_reader import TableReader, Tables

MAX_CHARACTERS = 20_000_000
"""Longer texts are refused, unless the caller sets another limit."""

_WORDS = re.compile(r"[\u4e00-\u9fff]+")


@attrs.frozen
class LayoutUse:
    """Which layout read a part of a text.

    Attributes:
        layout: the name of the layout; ``cells`` where the cells are those of a document's own tables.
        span: the part of the text, from one heading of a section to the next.
        labels: how many labels of the form were found in it; of an indicator table, its rows.
        table: the path of the indicator table that was read there, such as ``statistics.0``; None for other parts.
    """

    layout: str
    span: Span
    labels: int
    table: str | None = None


@attrs.frozen
class _TextPart:
    """The part of a text from one heading to the next, whose kind is that of the heading before it.

    Attributes:
        text: the part.
        begin: where it begins.
        kind: the terminal of the heading before it; "" where there is none.
        placed: the rows of a document's tables that are in it.
    """

    text: str
    begin: int
    kind: str
    placed: Sequence[PlacedCells]

    @property
    def is_prose(self) -> bool:
        """Whether no table is expected in it."""
        return self.kind in PROSE


class Parser:
    """A parser with the built-in grammars plus the caller's own.

    A parser holds no state of the texts it reads: one may be used from several threads.

    Args:
        layouts: further layouts, as paths of ``.lark`` files or as grammar text.
        forms: further forms or extensions of forms, as paths of ``.lark`` files or as grammar text.
        facts: further words and rules for the figures that sentences state, in the same way.
        statistics: further labels and families of indicator tables, in the same way.

    Raises:
        GrammarError: a grammar cannot be used; says file, line and column.

    Attributes:
        layouts: the layouts by name, the caller's own first.
        forms: the official forms as printed, by name.
        labels: the official label of every terminal.
        indicators: what the grammars say of indicator tables.
    """

    def __init__(
        self,
        layouts: Iterable[str | Path] = (),
        forms: Iterable[str | Path] = (),
        facts: Iterable[str | Path] = (),
        statistics: Iterable[str | Path] = (),
    ) -> None:
        own = compile_layouts(grammar_files.given(layouts, "layout"))
        self.layouts: Mapping[str, Layout] = {**own, **compile_layouts(grammar_files.built_in("layouts"))}
        self._forms = Forms((*grammar_files.built_in("forms"), *grammar_files.given(forms, "form")))
        self.forms: Mapping[str, PrintedForm] = self._forms.printed
        self.labels: Mapping[str, str] = self._forms.vocabulary.printed
        cells = CellReader(self._forms.vocabulary)
        self._narrative = Narrative()
        self._facts = FactExtractor(grammar_files.given(facts, "facts"))
        self._labels = row_labels(self._forms)
        self._lexer = Lexer(self.layouts.values(), own, self._forms.vocabulary, cells, self._labels)
        self._tables = TableReader(self._forms, cells)
        # 合计 and 其他, which may label a row too, stand in many other tables.
        meanings = [table.meanings for table in self._forms.tables.values()]
        rows = {name for each in meanings for name in each.rows}
        columns = {name for each in meanings for name in each.columns}
        self._heads, self._common = columns - rows, columns & rows
        self._others = OtherTables(self._lexer, self._forms.vocabulary, self._common)
        self._memory = Memory(cells)
        given = grammar_files.given(statistics, "statistics")
        self.indicators = Knowledge(given) if given else built_in_knowledge()
        self._statistics = StatisticsReader(self.layouts.values(), own, self.indicators, cells)

    def __repr__(self) -> str:
        return f"<Parser: layouts {', '.join(self.layouts)}; forms {', '.join(self.forms)}>"

    def parse(self, text: str, *, max_characters: int = MAX_CHARACTERS, placed: Sequence[PlacedCells] = ()) -> Report:
        """Read a report.

        Args:
            text: the report's text, in any layout the parser knows.
            max_characters: texts longer than this are refused.
            placed: where the text is a document's, the rows of its tables with their cells at their grid columns.

        Returns:
            The report.  Text that is not a report gives a report without values and a diagnostic that says so.

        Raises:
            TypeError: ``text`` is not a string.
            InputTooLarge: ``text`` is longer than ``max_characters``.
        """
        text = _checked_text(text, max_characters)
        remarks = Remarks(text)
        if not text.strip():
            remarks.add("text-empty", None)
            return Report(diagnostics=remarks.sorted())
        text, placed = self._first_report(text, placed, remarks)
        headings = self._narrative.headings(text)
        title = self._narrative.title(text[: headings[0].start] if headings else text)
        if not placed and title.text is not None and (markup := cell_markup(text)) is not None:
            remarks.add("cells-in-markup", markup)
        statistics = self._indicators(text, headings, placed, title.year, remarks)
        parts = list(_parts_between_headings(headings, *statistics.taken_from(text, placed)))
        read = self._read(parts, title.year, remarks, [end for _, end in statistics.places])
        year = statistics.year if title.year is None and not read.cells else title.year
        _say_elsewhere(read, headings, self._forms.headings, remarks)
        form = self._form(read)
        if not statistics.stand_in(read.cells, year, remarks):
            say_missing(self._forms, remarks, read, form, titled=title.text is not None)
        if read.cells or title.text is not None:
            for code, offset, about in title.remarks:
                remarks.add(code, offset, **about)
        report = Report(
            title=title.text,
            agency=title.agency,
            year=year,
            form=form,
            sections=self._narrative.sections(text, headings),
            **read.records(),
            further=read.further,
            statistics=statistics.tables,
            narrative=self._facts.read(text, headings, year),
        )
        held = read.cells or report.narrative or report.statistics
        findings = notable(report, self.indicators) if held else ()
        if any(finding.rule in SUMS for finding in findings):
            say_doubtful(read, remarks)
        diagnostics = remarks.sorted()
        if not read.cells and title.text is None and (mistake := mistaken(text)) is not None:
            diagnostics = (mistake, *(one for one in diagnostics if one.code != "not-a-report"))
        return attrs.evolve(report, diagnostics=diagnostics, findings=findings)

    def explain(
        self, text: str, *, max_characters: int = MAX_CHARACTERS, placed: Sequence[PlacedCells] = ()
    ) -> tuple[LayoutUse, ...]:
        """Tell which layout reads which part of a text: each part with a label of the form, and each indicator table,
        in the order of the text.

        Args and errors are those of :meth:`parse`.
        """
        text = _checked_text(text, max_characters)
        text, placed = self._first_report(text, placed, Remarks(text))
        headings = self._narrative.headings(text)
        year = self._narrative.title(text[: headings[0].start] if headings else text).year
        statistics = self._indicators(text, headings, placed, year, Remarks(text))
        found = zip(statistics.layouts, statistics.places, statistics.tables, strict=True)
        uses = [
            LayoutUse(layout, Span(*place), len(table.rows), f"statistics.{number}")
            for number, (layout, place, table) in enumerate(found)
        ]
        uses += [
            LayoutUse(stretch.grid.layout, Span(stretch.start, stretch.end), len(stretch.tokens))
            for stretch in self._stretches(headings, *statistics.taken_from(text, placed))
            if stretch.grid is not None and stretch.tokens
        ]
        return tuple(sorted(uses, key=lambda use: use.span.start))

    def _first_report(
        self, text: str, placed: Sequence[PlacedCells], remarks: Remarks
    ) -> tuple[str, Sequence[PlacedCells]]:
        """The text up to where a second report begins, and its rows of cells."""
        another = self._narrative.another(text)
        if another is None:
            return text, placed
        start, title = another
        remarks.add("report-another", start, found=title)
        return text[:start], [row for row in placed if row.offset < start]

    def _indicators(
        self, text: str, headings: Sequence[Heading], placed: Sequence[PlacedCells], year: int | None, remarks: Remarks
    ) -> StatisticsFound:
        """The indicator tables of a text, and other tables among the three; not what is a part of these."""
        if year is not None and year < FIRST_YEAR:
            return self._statistics.read(text, placed, remarks)
        tokens = cache(partial(self._tokens, headings, text, placed))
        starts = [heading.start for heading in headings]
        three = ThreeTables(text, starts, tokens, self._labels.widths, self._heads, self._common)
        parts = _parts_between_headings(headings, text, placed)
        tables = (part for part in parts if part.kind and not part.is_prose)
        others = (place for part in tables for place in self._others.find(part.text, part.begin, part.placed))
        return self._statistics.read(text, placed, remarks, three, others)

    def _read(self, parts: Sequence[_TextPart], year: int | None, remarks: Remarks, others: Sequence[int]) -> Tables:
        """The three tables of a text, in which other tables end at some places.

        If the outlines of all stretches with tables were met before, and no other stretch has a label, they are read as
        they were then.
        """
        headed = any(part.kind == "PROCEEDINGS" for part in parts)
        outlines = {
            part.begin: Outline(part.text, part.begin, part.placed)
            for part in parts
            if not part.is_prose and self._memory.has_room(len(part.text))
        }
        plans = self._memory.recall(outlines, (year, headed))
        tokens = {part.begin: self._stretch(part).tokens for part in parts if part.begin not in plans}
        if plans and not any(tokens.values()):
            known = self._memory.read(plans, outlines, remarks)
            if known is not None:
                return known
        tokens |= {part.begin: self._stretch(part).tokens for part in parts if part.begin not in tokens}
        tables, lost = self._forms.parse([token for part in parts for token in tokens[part.begin]])
        for token in lost:
            if isinstance(token, Token):
                remarks.add("token-lost", token.offset, found=token.text)
        ends = sorted({*others, *(part.begin for part in parts)})
        read = self._tables.read(tables, remarks, year=year, headed=headed, outlines=outlines, ends=ends)
        self._memory.remember(outlines, (year, headed), read.plans)
        return read

    def _stretch(self, part: _TextPart) -> Stretch:
        """A part of a text with its cells and labels."""
        return self._lexer.stretch(part.text, part.begin, prose=part.is_prose, placed=part.placed)

    def _stretches(self, headings: Sequence[Heading], text: str, placed: Sequence[PlacedCells]) -> Iterator[Stretch]:
        """The parts of a text between its headings, each with its cells and labels."""
        return map(self._stretch, _parts_between_headings(headings, text, placed))

    def _tokens(self, headings: Sequence[Heading], text: str, placed: Sequence[PlacedCells]) -> list[Token]:
        return [token for stretch in self._stretches(headings, text, placed) for token in stretch.tokens]

    def _form(self, read: Tables) -> str | None:
        """The form that all blocks of table 2 have in common, else the only one that has all rows of table 3.

        Of several, rows that a caller's grammar adds tell which; but they make no report one of two forms.  A row of
        table 3 that could not be read may be another one, and tells nothing.
        """
        if read.forms is not None:
            common = read.forms
            for one in read.further:
                row = (one.key or "").rpartition(".")[0]
                printing = self._forms.tables[one.table].columns_of.get(row, {})
                common = (common & printing.keys()) or common
            return next((form for form in self.forms if form in common), "mixed")
        groups = {branch.path for form in self.forms.values() for branch in form.branches if branch.children}
        found = [(PLACES[path][0], cell) for path, cell in read.cells.items() if path.startswith("applications.")]
        rows = {row for row, cell in found if row not in groups or cell.state not in WITHHELD}
        orders = self._forms.tables["applications"].orders
        told = [form for form, order in orders.items() if rows and rows <= set(order)]
        return told[0] if len(told) == 1 else None


def _checked_text(text: str, max_characters: int) -> str:
    """The text with line ends of one kind, each character in its place."""
    if not isinstance(text, str):
        raise TypeError(f"the text of a report must be a str, not {type(text).__name__}")
    if len(text) > max_characters:
        message = f"the text has {len(text):,} characters, more than max_characters={max_characters:,}"
        raise InputTooLarge(message)
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _parts_between_headings(
    headings: Sequence[Heading], text: str, placed: Sequence[PlacedCells]
) -> Iterator[_TextPart]:
    """The parts of a text between its headings."""
    begin, kind = 0, ""
    for heading in (*headings, Heading("", len(text), len(text))):
        within = [row for row in placed if begin <= row.offset < heading.start]
        yield _TextPart(text[begin : heading.start], begin, kind, within)
        begin, kind = heading.end, heading.kind


def _say_elsewhere(read: Tables, headings: Sequence[Heading], labels: Mapping[str, str], remarks: Remarks) -> None:
    """Say which tables are not below their own headings, or below a second one, although the text has these: such
    tables may be of others.
    """
    kinds = {heading.kind for heading in headings}
    for table, offset in read.offsets.items():
        section = next(("" if h.again else h.kind for h in reversed(headings) if h.start <= offset), "")
        if table.upper() in kinds - {section}:
            paths = [path for path in read.cells if path.startswith(f"{table}.")]
            remarks.add("table-elsewhere", offset, paths, label=labels[table])


def row_labels(forms: Forms) -> RowLabels:
    """What the lexer has to know of the forms."""
    tables = forms.tables.values()
    shared = {terminal for table in tables for terminal in table.meanings.rows if terminal in table.meanings.columns}
    widths = {
        terminal: width
        for table in tables
        for terminal, width in table.widths.items()
        if width and terminal not in shared
    }
    nested = [table for table in tables if table.nested]
    runs = {
        count
        for table in nested
        for width in table.widths.values()
        for one in width
        for count in (one, one * len(table.order))
    }
    printed = [max(_WORDS.findall(forms.vocabulary.printed[terminal]), key=len, default="") for terminal in widths]
    groups = frozenset(group for table in tables for group in (*table.groups, *table.meanings.marks))
    beside = frozenset(
        branch.terminal for form in forms.printed.values() for branch in form.branches if branch.children
    )
    return RowLabels(widths, groups, beside, runs, [words for words in printed if words])


@cache
def default_parser() -> Parser:
    """The parser with the built-in grammars, compiled once."""
    return Parser()


def parse_report(text: str, *, max_characters: int = MAX_CHARACTERS) -> Report:
    """Read the text of an annual report with the built-in grammars; for a file there is :func:`parse_file`.

    Args:
        text: the report's text, in any layout; a part of a report will do, such as one table with its heads.
        max_characters: texts longer than this many characters are refused.

    Returns:
        The report.  What could not be read is None in its cells, and named in its diagnostics; a text that is no
        report, or the name of a file, gives a report without values and a diagnostic that says so.

    Raises:
        TypeError: ``text`` is not a string.
        InputTooLarge: ``text`` is longer than ``max_characters``.
    """
    return default_parser().parse(text, max_characters=max_characters)
