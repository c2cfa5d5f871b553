"""What is read of small tables: each sentence of ``readings.txt`` holds of the drawing below it.

``[framed]`` after a sentence says that merged cells are
known, and ``[running]`` that the lines mean nothing.  Of each row the reading tells its label, ``of`` what makes it
another row and ``beside`` which words it stands; the cells in their columns, with ``*`` for a column that the form does
not have, or ``?`` where their places are not known, and whether the heads told them; and the loose values around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from govinfo_parse.tables.frames import frames
from govinfo_parse.tables.heads import Heads
from govinfo_parse.tables.placing import Placing
from govinfo_parse.tables.rows import Row
from govinfo_parse.tables.which_form import WhichForm
from tests.sentences import kept
from tests.tables.sketches import closest, roles_of, runs


def reading(sketch: str, *, framed: bool = False, running: bool = False) -> str:
    """The rows of all tables of a sketch, a line each, with a rule between those below different heads."""
    return "\n--\n".join(_frames(sketch, framed=framed, running=running))


def _frames(sketch: str, *, framed: bool, running: bool) -> Iterator[str]:
    for run in runs(sketch, framed=framed, lined=not running):
        table = run.lines()
        for frame in frames(table, roles_of(table), 2023):
            form, heads = WhichForm(), Heads(frame, closest)
            form.tell(frame, Placing(frame, heads, lambda _: None).columns)
            placing = Placing(frame, heads, partial(form.official, frame.roles))
            shown = [_shown(row) for row in placing.rows(0)]
            unfilled = [f"{label.token.text}: nothing" for label in frame.unfilled]
            yield "\n".join([*shown, *unfilled, *(["doubtful"] if placing.doubtful else [])])


def _shown(row: Row) -> str:
    body, lexemes = row.body, row.grid.lexemes
    shown = body.text or "no label"
    if body.narrowing:
        shown += " of " + " ".join(lexemes[index].raw for index in body.narrowing)
    if body.beside:
        shown += f" beside {body.beside}"
    shown += ": " + (_cells(row) if row.places is not None else "?")
    if row.places and not row.headed:
        shown += ", shifted" if row.shifted else ", torn" if row.torn else ", not by heads"
    for where, lines in (("above", body.over), ("below", body.loose)):
        shown += "".join(f"; {where} {line.text}" for line in lines)
    return shown


def _cells(row: Row) -> str:
    lexemes = row.grid.lexemes
    cells = []
    for path, index in zip(row.paths, row.places or (), strict=True):
        name = path.rpartition(".")[2] if path is not None and row.roles.way != "nested" else path
        cells.append(f"{name or '*'} {lexemes[index].raw or '-' if index is not None else '-'}")
    return ", ".join(cells)


SENTENCES = kept(Path(__file__).with_name("readings.txt"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_read_of_a_small_table(sentence: str):
    sketch, told = SENTENCES[sentence]
    assert reading(sketch, framed="[framed]" in sentence, running="[running]" in sentence) == told
