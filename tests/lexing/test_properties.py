"""What holds of the cells of any text, and the labels of every report that a form prints."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.lexing.tokens import Grid
from tests.lexing.samples import FORMS, LAYOUTS, LEXER, flowing, labelled, parted
from tests.strategies import report_of

PIECES = (
    *(
        "规章",
        "信息内容",
        "（一）予以公开",
        "2.重复申请",
        "社会公",
        "益组织",
        "其他",
        "总计",
        "結果維持",
        "三、本年度办理结果",
    ),
    *(
        "甲",
        "乙丙",
        "件",
        "无",
        "。",
        "、",
        "：",
        "（",
        "）",
        "(2)",
        "- 3 -",
        "第 3 页",
        "---",
        "*",
        "-",
        "—",
        "+",
        ",",
        ";",
        "%",
    ),
    *("0", "3", "12", "007", "1,234", "5.5", "1O", "３", "①", "x"),
    *("\t", "\n", " ", "|", "\u3000", "\n\t", "\n\n", "\n\n\t", " |\n", "|\n", "\n- ", "\n1."),
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)
starts = st.integers(0, 1_000)


def assert_sound(grid: Grid, text: str, start: int) -> None:
    """Every cell stands where it says, after the one before; rows follow each other, and end with the last cell."""
    assert len(grid.cells) == len(grid.starts) == len(grid.lexemes) == len(grid.kinds)
    end = start
    for cell, begin in zip(grid.cells, grid.starts, strict=True):
        assert begin >= end
        assert text[begin - start : begin - start + len(cell)] == cell
        end = begin + len(cell)
    assert end <= start + len(text)
    assert grid.row_ends == sorted(set(grid.row_ends))
    assert grid.row_ends[-1] == len(grid.cells) - 1
    for index, lexeme in enumerate(grid.lexemes):
        assert grid.cells[index][lexeme.lead :].startswith(lexeme.raw)


@pytest.mark.parametrize("name", [name for name, layout in LAYOUTS.items() if layout.splitter is not None])
@given(text=texts, start=starts)
def test_cells_that_a_layout_parts_stand_in_the_text_as_they_are(name: str, text: str, start: int):
    grid = parted(name, text, start)
    assert_sound(grid, text, start)
    tokens = labelled(grid)
    places = [(token.index, *token.torn) for token in tokens]
    assert places == sorted(places)
    assert all(grid.start_of(token.row) <= token.index <= grid.row_ends[token.row] for token in tokens)
    assert_sound(grid, text, start)


@given(text=texts, start=starts)
def test_cells_of_flowing_text_stand_in_it_as_they_are(text: str, start: int):
    grid, tokens = flowing(text, start)
    assert_sound(grid, text, start)
    places = [token.index for token in tokens]
    assert places == sorted(set(places))
    assert all(grid.start_of(token.row) <= token.index <= grid.row_ends[token.row] for token in tokens)
    assert grid.doubtful <= set(range(len(grid.cells)))


@given(text=texts, start=starts, prose=st.booleans())
def test_every_stretch_has_cells_inside_its_text(text: str, start: int, prose: bool):
    stretch = LEXER.stretch(text, start, prose=prose)
    assert (stretch.start, stretch.end) == (start, start + len(text))
    if stretch.grid is not None:
        assert all(start <= place <= start + len(text) for place in stretch.grid.starts)
        assert all(token.grid is stretch.grid for token in stretch.tokens)


# ---- reports as the forms print them

OUTCOMES = """
RECEIVED CARRIED_OVER HANDLED GRANTED PARTLY_GRANTED
REFUSED STATE_SECRET OTHERWISE_PROHIBITED SECURITY_AND_STABILITY THIRD_PARTY_RIGHTS INTERNAL_AFFAIRS
    PROCESS_INFORMATION ENFORCEMENT_FILE ADMINISTRATIVE_INQUIRY
UNAVAILABLE NOT_HELD NEEDS_CREATION STILL_UNCLEAR
NOT_PROCESSED PETITION REPEATED PUBLIC_PUBLICATION EXCESSIVE RECONFIRMATION
OTHER_HANDLING
"""
HEADS = """
CORNER APPLICANTS NATURAL_PERSON LEGAL_PERSONS TOTAL
ENTERPRISE RESEARCH_INSTITUTION PUBLIC_WELFARE_ORGANIZATION LEGAL_SERVICE_ORGANIZATION OTHER
"""
DIVIDED = "CORRECTION_OVERDUE FEE_OVERDUE OTHER_OF_OTHER"
RESULTS = "UPHELD CORRECTED OTHER_RESULT PENDING TOTAL"
PROCEEDINGS = f"RECONSIDERATION LITIGATION {RESULTS} LITIGATION_DIRECT LITIGATION_AFTER {RESULTS} {RESULTS}"
PRINTED = {
    "2021": {
        "disclosure": """
            CLAUSE_ONE CONTENT ISSUED REPEALED IN_FORCE RULES ADMINISTRATIVE_NORMATIVE_DOCUMENTS
            CLAUSE_FIVE CONTENT DECISIONS_OF_YEAR LICENSING
            CLAUSE_SIX CONTENT DECISIONS_OF_YEAR PENALTIES COMPULSORY_MEASURES
            CLAUSE_EIGHT CONTENT FEE_AMOUNT FEES
        """,
        "applications": f"{HEADS} {OUTCOMES} {DIVIDED} OVERALL_TOTAL CARRIED_FORWARD",
        "proceedings": PROCEEDINGS,
    },
    "2019": {
        "disclosure": """
            CLAUSE_ONE CONTENT CREATED PUBLISHED TOTAL_PUBLISHED RULES NORMATIVE_DOCUMENTS
            CLAUSE_FIVE CONTENT PREVIOUS_ITEMS CHANGE DECISIONS LICENSING OTHER_SERVICES
            CLAUSE_SIX CONTENT PREVIOUS_ITEMS CHANGE DECISIONS PENALTIES COMPULSORY_MEASURES
            CLAUSE_EIGHT CONTENT PREVIOUS_ITEMS CHANGE FEES
            CLAUSE_NINE CONTENT PROCUREMENT_ITEMS PROCUREMENT_AMOUNT PROCUREMENT
        """,
        "applications": f"{HEADS} {OUTCOMES} OVERALL_TOTAL CARRIED_FORWARD",
        "proceedings": PROCEEDINGS,
    },
}
"""The labels of each table in the order of reading: line by line, and each from left to right."""


def stretches(text: str) -> dict[str, str]:
    """The text of each table after its heading."""
    names = {heading: name for name, heading in FORMS.headings.items()}
    _, *parts = re.split(f"({'|'.join(map(re.escape, names))})\n", text)
    return {names[heading]: part for heading, part in zip(parts[::2], parts[1::2], strict=True)}


def report(form: str, seed: int) -> govinfo_parse.Report:
    """A report of a form with some figure in every cell."""
    figures = random.Random(seed)
    return report_of(
        {path: figures.randrange(10 ** figures.randrange(1, 6)) for path in FORMS.printed[form].paths}, form=form
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", PRINTED)
def test_the_labels_of_a_report_are_those_of_its_form_in_printed_order(form: str, layout: str, seed: int):
    found = {}
    text = govinfo_parse.render(report(form, seed), layout)
    for name, part in stretches(text).items():
        stretch = LEXER.stretch(part, 0, prose=False)
        assert stretch.grid is not None
        assert stretch.grid.layout == layout
        found[name] = [token.type for token in stretch.tokens]
    assert found == {name: labels.split() for name, labels in PRINTED[form].items()}
