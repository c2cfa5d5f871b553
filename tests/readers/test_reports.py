"""Random reports, written as files of every format with all that pages do to them, come back equal."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.model import State
from govinfo_parse.model.paths import all_cells
from govinfo_parse.parser import default_parser
from tests.readers import builders, fixed_layout
from tests.readers.builders import Block, placed, plain_table
from tests.readers.compound import xls
from tests.readers.forms import official
from tests.strategies import remarks, report_of, reports

SITE = """
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li></ul></div>
<table class="info"><tr><td>索 引 号：</td><td>001234567/2025-00012</td>
<td>发布日期：</td><td>2025年1月8日</td></tr></table>
<div class="content"><div>{}</div></div>
<div class="related"><h3>相关链接</h3><p><a href="/1">某县2020年政府信息公开工作年度报告</a></p></div>
"""
BUILDERS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "html": builders.html,
    "html amid a site": lambda blocks: builders.html(blocks, chrome=SITE),
    "html in GB18030": lambda blocks: builders.html(blocks, encoding="gb18030"),
    "html with placeholders": lambda blocks: builders.html(_unmerged(blocks)),
    "html in layout tables": lambda blocks: builders.html(
        blocks, chrome="<table><tr><td>导航</td><td><table><tr><td>{}</td></tr></table></td></tr></table>"
    ),
    "docx": builders.docx,
    "xlsx": builders.xlsx,
    "xlsx on several sheets": lambda blocks: builders.xlsx(*_sheets(blocks)),
    "xls": lambda blocks: xls(_sheet_rows(blocks)),
    "markdown": builders.markdown,
    "pdf": fixed_layout.pdf,
    "pdf with page numbers and heads again": lambda blocks: fixed_layout.pdf(blocks, repeat_header=1, numbered=True),
    "pdf with wide pages": lambda blocks: fixed_layout.pdf(blocks, wide=True),
    "ofd": fixed_layout.ofd,
    "ofd with page numbers": lambda blocks: fixed_layout.ofd(blocks, numbered=True),
}
WITHOUT_LINES = {
    "pdf": lambda blocks: fixed_layout.pdf(blocks, ruled=False, wide=True),
    "ofd": lambda blocks: fixed_layout.ofd(blocks, ruled=False, wide=True),
}
"""Formats whose tables are only texts side by side when no lines are drawn: blank cells leave no trace in them."""


def _unmerged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with an empty cell at every place that a merged cell covers."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, str):
            found.append(block)
        else:
            cells, rows, columns = placed(block)
            texts = ([cells.get((row, column), ("", 1, 1))[0] for column in range(columns)] for row in range(rows))
            found.append(plain_table(texts))
    return found


def _sheets(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each section on a sheet of their own."""
    sheets: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, str) and block[:2] in {"二、", "三、", "四、", "五、"}:
            sheets.append([])
        sheets[-1].append(block)
    return sheets


def _sheet_rows(blocks: Sequence[Block]) -> list[list[str | float]]:
    rows: list[list[str | float]] = []
    for block in _unmerged(blocks):
        if isinstance(block, str):
            rows += [[block], []]
        else:
            rows += [[_number(text) for text, _, _ in row] for row in block] + [[]]
    return rows


def _number(text: str) -> str | float:
    return float(text) if text.isascii() and text.lstrip("-").replace(".", "", 1).isdecimal() else text


def read(data: bytes) -> govinfo_parse.Report:
    return govinfo_parse.parse_file(io.BytesIO(data))


def shown(report: govinfo_parse.Report) -> dict[str, tuple[object, str]]:
    """Value and state of every cell, without its place in a text."""
    return {path: (cell.value, str(cell.state)) for path, cell in all_cells(report).items()}


def assert_comes_back(report: govinfo_parse.Report, data: bytes) -> None:
    read_back = read(data)
    assert shown(read_back) == shown(report)
    assert read_back.form == report.form
    assert (read_back.title, read_back.agency, read_back.year) == (report.title, report.agency, report.year)
    assert read_back.sections.overview == "全年主动公开政府信息1136条，受理政府信息公开申请21件。"
    assert {remark.code for remark in remarks(read_back)} <= {
        "row-doubtful",
        "table-doubtful",
    }  # not all reports are balanced
    text = govinfo_parse.read_document(io.BytesIO(data)).text
    for path, cell in all_cells(read_back).items():
        if cell.span is not None:
            assert text[cell.span.start : cell.span.end] == cell.raw, path


@st.composite
def of_one_form(draw: st.DrawFn, *, blanks: bool) -> govinfo_parse.Report:
    """A report of one form, whose relations hold or not."""
    form = draw(st.sampled_from(("2021", "2019")))
    return draw(reports(form, blanks=blanks, balanced=draw(st.booleans()), undivided=form == "2019"))


# Building a file takes long, and a failing report is no clearer when it is small: nothing is shrunk.
few = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
@given(report=of_one_form(blanks=True), split=st.booleans())
@few
def test_a_report_comes_back_from_every_format(build: Callable[..., bytes], report: govinfo_parse.Report, split: bool):
    assert_comes_back(report, build(official(report, split=split)))


@pytest.mark.parametrize("build", WITHOUT_LINES.values(), ids=WITHOUT_LINES)
@given(report=of_one_form(blanks=False), split=st.booleans())
@few
def test_a_report_comes_back_without_lines(build: Callable[..., bytes], report: govinfo_parse.Report, split: bool):
    assert_comes_back(report, build(official(report, split=split)))


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("name", BUILDERS)
def test_the_blank_form_has_no_number(name: str, form: str):
    paths = default_parser().forms[form].paths
    report = report_of(dict.fromkeys(paths), title="政府信息公开工作年度报告格式", form=form)
    blank = read(BUILDERS[name](official(report)))
    cells = govinfo_parse.cells(blank)
    assert blank.form == form
    assert cells.keys() == set(paths)
    assert {cell.value for cell in cells.values()} == {None}
    # Table 4 has one row, and a sheet does not have a row that nothing was written into.
    gone = {path for path, cell in cells.items() if cell.state != State.BLANK}
    assert gone == ({path for path in paths if path.startswith("proceedings.")} if name.startswith("xls") else set())


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("build", WITHOUT_LINES.values(), ids=WITHOUT_LINES)
def test_the_blank_form_without_lines_has_no_number(build: Callable[..., bytes], form: str):
    report = report_of(
        dict.fromkeys(default_parser().forms[form].paths), title="政府信息公开工作年度报告格式", form=form
    )
    blank = read(build(official(report)))
    assert {cell.value for cell in all_cells(blank).values()} == {None}
