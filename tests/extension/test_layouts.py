"""A layout is a few lines of grammar, and no Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse import Parser
from govinfo_parse.grammar.spelling import spaced
from tests.extension.texts import EXAMPLES, assert_comes_back, example, shown, values
from tests.strategies import remarks, reports

SEMICOLONS = r"""// Cells parted by semicolons between spaces, a line per row.
CELL: " ; "
ROW: "\n"
"""
PIPES = r"""// Cells parted by pipes, a line per row.
CELL: "|"
ROW: "\n"
"""
# A layout that no built-in one resembles: the mark between rows is no line end, and cells may hold spaces.
BARS = r"""// Cells parted by broken bars, rows by a pilcrow.
CELL: "¦"
ROW: /\s*¶\s*/
WRITE_ROW: " ¶ "
"""
LAYOUTS = {"semicolons": SEMICOLONS, "pipes": PIPES, "bars": BARS}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("report", ["tab_grid_2021", "tab_grid_2019"])
def test_a_layout_of_a_few_lines_reads_a_whole_report(name: str, report: str, tmp_path: Path):
    grammar = LAYOUTS[name]
    assert len(grammar.splitlines()) <= 10
    file = tmp_path / f"{name}.lark"
    file.write_text(grammar, encoding="utf-8")
    assert_comes_back(example(report), name, Parser(layouts=[file]))


@pytest.mark.parametrize("name", ["semicolons", "bars"])
def test_only_with_the_layout_a_blank_cell_is_told_from_a_missing_one(name: str):
    parser = Parser(layouts=[LAYOUTS[name]])
    tabs = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    blanked = govinfo_parse.parse_report(
        tabs.replace("\t143\t17\t1\t", "\t143\t\t1\t").replace("\t46\t19\t", "\t\t19\t")
    )
    text = govinfo_parse.render(blanked, "layout_1", parser=parser)
    assert shown(parser.parse(text)) == shown(blanked)

    read = govinfo_parse.parse_report(text)
    assert shown(read) != shown(blanked)
    wrong = {path for path, value in values(read).items() if value != values(blanked).get(path)}
    assert wrong <= {path for diagnostic in read.diagnostics for path in diagnostic.paths}


@given(report=reports(blanks=True), name=st.sampled_from(sorted(LAYOUTS)))
@settings(max_examples=15)
def test_blanks_and_dashes_keep_their_places(report: govinfo_parse.Report, name: str):
    assert_comes_back(report, "layout_1", _parser(name))


def test_the_built_in_layouts_still_work_beside_it():
    parser = Parser(layouts=[SEMICOLONS])
    for layout in ("tab_grid", "one_cell_per_line", "pipe_rows", "pipe_cells", "flowing"):
        assert_comes_back(example("tab_grid_2019"), layout, parser)


def test_one_report_may_hold_several_layouts():
    parser = Parser(layouts=[SEMICOLONS])
    report = example("tab_grid_2021")
    one = govinfo_parse.render(report, "layout_1", parser=parser)
    other = govinfo_parse.render(report, "tab_grid")
    third = "三、收到和处理政府信息公开申请情况"
    read = parser.parse(one[: one.index(third)] + other[other.index(third) :])
    assert remarks(read) == ()
    assert values(read) == values(report)


def test_a_layout_may_be_path_string_or_text(tmp_path: Path):
    file = tmp_path / "semicolons.lark"
    file.write_text("\ufeff" + SEMICOLONS, encoding="utf-8")  # as some editors write it
    assert "semicolons" in Parser(layouts=[file]).layouts
    assert "semicolons" in Parser(layouts=[str(file)]).layouts
    assert "layout_1" in Parser(layouts=[SEMICOLONS]).layouts
    assert Parser(layouts=[file]).layouts["semicolons"].description.startswith("Cells parted by semicolons")


_PARSERS: dict[str, Parser] = {}


def _parser(name: str) -> Parser:
    return _PARSERS.setdefault(name, Parser(layouts=[LAYOUTS[name]]))


def test_a_label_in_text_without_marks_begins_with_its_whole_item_number():
    found = re.compile(spaced(["2重复申请", "12重复申请", "重复申请"]))
    for text, label in (
        ("0 12.重复申请", "12.重复申请"),
        ("0 2、重复申请", "2、重复申请"),
        ("0 12\n- 重复申请", "重复申请"),
        ("0 12;重复申请", "重复申请"),
        ("0 12\n.重复申请", "重复申请"),
    ):
        match = found.search(text)
        assert match is not None
        assert match[0] == label


def test_which_layout_read_which_part_can_be_asked_for():
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    used = govinfo_parse.Parser().explain(text)
    assert [use.layout for use in used] == ["tab_grid"] * 3
    assert text[used[0].span.start : used[0].span.end].strip().startswith("第二十条第（一）项")
    assert all(use.labels > 10 for use in used)
    assert govinfo_parse.Parser().explain("今天天气很好。") == ()
