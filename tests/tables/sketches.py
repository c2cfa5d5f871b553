"""Tables drawn in a few lines: cells between bars, ``<`` and ``^`` for places that a merged cell covers.

A sketch goes through the steps of the package one by one, so that a test can stop after any of them.
"""

from __future__ import annotations

from functools import partial

from govinfo_parse.grammar import grammar_files
from govinfo_parse.grammar.folding import key
from govinfo_parse.grammar.forms import Forms
from govinfo_parse.lexing.lexemes import ABOVE, LEFT, CellReader
from govinfo_parse.lexing.parted import label_rows, label_tokens
from govinfo_parse.lexing.tokens import Grid
from govinfo_parse.parser import row_labels
from govinfo_parse.tables.frames import Frame, frames
from govinfo_parse.tables.heads import Heads
from govinfo_parse.tables.lines import LabelledRows, TableLines, labelled_rows
from govinfo_parse.tables.placing import Placing
from govinfo_parse.tables.roles import Roles, way_of
from govinfo_parse.tables.rows import Row
from govinfo_parse.tables.which_form import WhichForm

FORMS = Forms(tuple(grammar_files.built_in("forms")))
READER = CellReader(FORMS.vocabulary)
ROWS = row_labels(FORMS)
COVERED = {"<": LEFT, "^": ABOVE}

APPLICANTS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
NEW, OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def grid(sketch: str, *, framed: bool = False, lined: bool = True) -> Grid:
    """The cells of a sketch; without ``lined`` its lines mean nothing, as where cells stand one below the other."""
    rows = [[cell.strip() for cell in line.split("|")] for line in sketch.strip("\n").split("\n")]
    texts = [cell for row in rows for cell in row]
    shown = ["" if cell in COVERED else cell for cell in texts]
    starts = [sum(map(len, shown[:number])) + number for number in range(len(shown))]
    lexemes = [READER[cell] for cell in shown]
    kinds = bytearray([COVERED.get(text, lexeme.kind) for text, lexeme in zip(texts, lexemes, strict=True)])
    ends = [sum(map(len, rows[: number + 1])) - 1 for number in range(len(rows))]
    if not lined:
        ends = label_rows(lexemes, kinds, ROWS)
    return Grid("sketch", 0, shown, starts, lexemes, kinds, ends, lined=lined, framed=framed)


def runs(sketch: str, *, framed: bool = False, lined: bool = True) -> list[LabelledRows]:
    """The tables of a sketch, each with its labels."""
    tables, lost = FORMS.parse(list(label_tokens(grid(sketch, framed=framed, lined=lined), READER, ROWS)))
    assert not lost
    return labelled_rows(tables)


def lines(sketch: str, *, framed: bool = False, lined: bool = True) -> TableLines:
    """The lines of the one table of a sketch."""
    (run,) = runs(sketch, framed=framed, lined=lined)
    return run.lines()


def roles_of(table: TableLines) -> Roles:
    """What labels do in a table."""
    knowledge = FORMS.tables[table.name]
    terminals = (*knowledge.meanings.columns, *knowledge.meanings.marks)
    printed = {terminal: key(FORMS.vocabulary.printed.get(terminal, "")) for terminal in terminals}
    return Roles(knowledge, way_of(knowledge, table.lines), printed)


def frames_of(sketch: str, *, framed: bool = False, lined: bool = True) -> list[Frame]:
    """The frames of the one table of a sketch."""
    table = lines(sketch, framed=framed, lined=lined)
    return frames(table, roles_of(table))


def closest(text: str) -> str | None:
    """The terminal of the label that a text resembles."""
    near = FORMS.vocabulary.closest(text)
    return near.terminal if near is not None else None


def heads_of(sketch: str, *, framed: bool = False, lined: bool = True) -> Heads:
    """The heads of the one frame of a sketch."""
    (frame,) = frames_of(sketch, framed=framed, lined=lined)
    return Heads(frame, closest)


def rows_of(sketch: str, *, framed: bool = False, lined: bool = True) -> list[Row]:
    """The rows of the one frame of a sketch, with their values in columns where that is known."""
    (frame,) = frames_of(sketch, framed=framed, lined=lined)
    heads = Heads(frame, closest)
    form = WhichForm()
    form.tell(frame, Placing(frame, heads, lambda _: None).columns)
    return Placing(frame, heads, partial(form.official, frame.roles)).rows(0)


def read(row: Row) -> dict[str, str] | None:
    """The texts of a row's cells by the last part of their path; None where their places are not known."""
    if row.places is None:
        return None
    lexemes = row.grid.lexemes
    return {
        path.rpartition(".")[2]: lexemes[index].raw if index is not None else ""
        for path, index in zip(row.paths, row.places, strict=True)
        if path is not None
    }
