"""A form that shares blocks with others changes nothing in how they are read."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from govinfo_parse import Parser
from govinfo_parse.model import Report
from tests.extension.texts import EXAMPLES, shown

NAMES = sorted(file.stem for file in EXAMPLES.glob("*.txt"))

THIRD = """// A form that has the blocks of the 2021 form, but the 2019 form's way with licences.
form_third: documents_2021 licensing_third penalties_2021 fees_2021 applications_2021 printed_proceedings
licensing_third: CLAUSE_FIVE CONTENT PREVIOUS_ITEMS DECISIONS_OF_YEAR LICENSING
"""
BOTH = """// A form that has blocks of both built-in forms.
form_both: documents_2021 licensing_2019 penalties_2021 fees_2019 applications_2019 printed_proceedings
"""
AGAIN_2021 = """// The 2021 form again, under another name.
form_again_2021: documents_2021 licensing_2021 penalties_2021 fees_2021 applications_2021 printed_proceedings
"""
AGAIN_2019 = """// The 2019 form again, under another name.
form_again_2019: documents_2019 licensing_2019 penalties_2019 fees_2019 procurement_2019
    applications_2019 printed_proceedings
""".replace("\n    ", " ")
COPY = """// The 2021 form again, its blocks written out under names of their own.
form_copy: documents_copy licensing_copy penalties_copy fees_copy applications_2021 printed_proceedings
documents_copy: CLAUSE_ONE CONTENT ISSUED REPEALED IN_FORCE RULES ADMINISTRATIVE_NORMATIVE_DOCUMENTS
licensing_copy: CLAUSE_FIVE CONTENT DECISIONS_OF_YEAR LICENSING
penalties_copy: CLAUSE_SIX CONTENT DECISIONS_OF_YEAR PENALTIES COMPULSORY_MEASURES
fees_copy: CLAUSE_EIGHT CONTENT FEE_AMOUNT FEES
"""
FORMS = {"third": THIRD, "both": BOTH, "again_2021": AGAIN_2021, "again_2019": AGAIN_2019, "copy": COPY}
ADDED = (("third",), ("both",), ("again_2021", "again_2019"), ("copy",), tuple(FORMS))
every_addition = pytest.mark.parametrize("forms", ADDED, ids=" ".join)


@cache
def parser(*names: str) -> Parser:
    """A parser that has these forms too; a form has the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.lark" for name in names]
        for file in files:
            file.write_text(FORMS[file.stem], encoding="utf-8")
        return Parser(forms=files)


@cache
def usual(name: str) -> Report:
    return Parser().parse(text(name))


def text(name: str) -> str:
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")


@every_addition
@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_shares_blocks_changes_no_reading(name: str, forms: tuple[str, ...]):
    read, expected = parser(*forms).parse(text(name)), usual(name)
    assert shown(read) == shown(expected)
    assert (read.title, read.agency, read.year) == (expected.title, expected.agency, expected.year)


@every_addition
@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_shares_blocks_makes_no_report_mixed(name: str, forms: tuple[str, ...]):
    """Where several forms print all blocks of a report, nobody can tell them apart; but it is not of two forms."""
    form = parser(*forms).parse(text(name)).form
    doubled = {"again_2021", "again_2019", "copy"} & set(forms)
    assert form in ({usual(name).form, None} if doubled else {usual(name).form})


@every_addition
@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_shares_blocks_brings_no_warning(name: str, forms: tuple[str, ...]):
    read = parser(*forms).parse(text(name))
    assert [one.code for one in read.diagnostics] == [one.code for one in usual(name).diagnostics]


def test_a_report_in_the_third_form_is_of_the_third_form():
    before, head, rest = text("tab_grid_2021").partition("第二十条第（五）项")
    block = "\t\t\t\n信息内容\t上一年项目数量\t本年处理决定数量\t\n行政许可\t77\t128453\t\n"
    read = parser("third").parse(before + head + block + rest[rest.index("第二十条第（六）项") :])
    assert read.form == "third"
    assert (read.disclosure.licensing.previous_items.value, read.disclosure.licensing.decisions.value) == (77, 128453)
    left = {path: found for path, found in shown(usual("tab_grid_2021")).items() if "licensing" not in path}
    assert {path: found for path, found in shown(read).items() if "licensing" not in path} == left
