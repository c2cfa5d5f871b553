"""A spelling is one line of grammar; a row of a province is three."""

from __future__ import annotations

from pathlib import Path

import govinfo_parse
from govinfo_parse import Parser
from govinfo_parse.model import Cell, Documents, State
from tests.extension.texts import assert_comes_back, example, values
from tests.strategies import report_of

SPELLING = '%extend RULES: "政府规章和规章性文件"'
PROVINCE = """\
OTHER_DOCUMENTS: "其他政策文件"
%extend disclosure_row: OTHER_DOCUMENTS -> disclosure__other_documents
%override documents_2019: CLAUSE_ONE CONTENT CREATED PUBLISHED TOTAL_PUBLISHED RULES NORMATIVE_DOCUMENTS OTHER_DOCUMENTS
"""
PROVINCIAL_TEXT = """\
示例省人民政府2020年政府信息公开工作年度报告

二、主动公开政府信息情况

第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t3\t4\t61
规范性文件\t28\t27\t540
其他政策文件\t1315\t1302\t20418
"""


def test_a_spelling_in_one_line():
    text = (govinfo_parse.render(example("tab_grid_2021"))).replace("\n规章\t", "\n政府规章和规章性文件\t")
    assert "disclosure.rules.issued" not in values(govinfo_parse.parse_report(text))

    assert len(SPELLING.splitlines()) == 1
    report = Parser(forms=[SPELLING]).parse(text)
    assert values(report) == values(example("tab_grid_2021"))
    assert [d.code for d in report.diagnostics] == ["label-variant"]


def test_a_spelling_that_was_added_is_not_the_printed_one():
    parser = Parser(forms=[SPELLING])
    assert parser.labels["RULES"] == "规章"
    assert_comes_back(example("tab_grid_2021"), "tab_grid", parser)


def test_a_spelling_without_marks_between_the_cells():
    text = govinfo_parse.render(example("flowing_2021"), "flowing").replace("\n规章 ", "\n政府规章和规章性文件 ")
    assert values(Parser(forms=[SPELLING]).parse(text)) == values(example("flowing_2021"))


def test_several_files_add_to_the_same_label():
    parser = Parser(forms=[SPELLING, '%extend RULES: "规章文件"'])
    for spelling in ("政府规章和规章性文件", "规章文件", "规章"):
        assert parser.parse(PROVINCIAL_TEXT.replace("规章", spelling)).disclosure.rules.created.value == 3


def test_a_spelling_may_be_an_expression():
    parser = Parser(forms=["%extend RULES: /(?:政府|部门)规章.{0,6}/"])
    read = parser.parse(PROVINCIAL_TEXT.replace("规章", "部门规章（含修订）")).disclosure.rules
    assert (read.created.value, read.published.value, read.total_published.value) == (3, 4, 61)


def test_the_row_of_a_province(tmp_path: Path):
    unknown = govinfo_parse.parse_report(PROVINCIAL_TEXT)
    assert unknown.disclosure.other_documents == Documents()

    file = tmp_path / "province.lark"
    file.write_text(PROVINCE, encoding="utf-8")
    report = Parser(forms=[file]).parse(PROVINCIAL_TEXT)
    read = report.disclosure.other_documents
    assert (read.created.value, read.published.value, read.total_published.value) == (1315, 1302, 20418)
    assert report.form == "2019"
    assert not {d.code for d in report.diagnostics} - {"table-missing", "row-missing"}


def test_a_label_that_a_built_in_form_has_may_be_named_once_more_for_the_same_row():
    hubei = PROVINCIAL_TEXT.replace("其他政策文件", "其他主动公开文件")
    for parser in (Parser(), Parser(forms=[PROVINCE.replace("其他政策文件", "其他主动公开文件")])):
        read = parser.parse(hubei).disclosure.other_documents
        assert (read.created.value, read.published.value, read.total_published.value) == (1315, 1302, 20418)


def test_the_row_of_a_province_is_written_too():
    cells = {
        f"disclosure.{row}.{column}": number
        for number, (row, column) in enumerate(
            (
                (row, column)
                for row in ("rules", "normative_documents", "other_documents")
                for column in ("created", "published", "total_published")
            ),
            start=11,
        )
    }
    parser = Parser(forms=[PROVINCE])
    report = report_of({**_cells("tab_grid_2019"), **cells}, form="2019")
    for layout in ("tab_grid", "pipe_cells", "flowing"):
        assert_comes_back(report, layout, parser)


def _cells(name: str) -> dict[str, Cell]:
    return {path: Cell(value, State.NUMBER, str(value), None) for path, value in values(example(name)).items()}
