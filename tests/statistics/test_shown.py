"""Indicator tables and what stands beyond the form, as they are shown: text, terminal, page and notebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import govinfo_parse
from govinfo_parse.cli.app import app
from govinfo_parse.errors import RenderError
from tests.records import full_report
from tests.statistics.tables import Cells, cells, glued, pipe_cells, pipe_rows, tabs

TITLE = "示例县2012年政府信息公开工作年度报告\n附件：示例县2012年政府信息公开情况统计表\n"
WRONG = [list(row) for row in cells()]
WRONG[5][2] = "19"


def told(report: govinfo_parse.Report) -> list[tuple[object, ...]]:
    return [
        (table.form, table.columns, row.label, row.unit, row.parent, tuple(cell.value for cell in row.cells))
        for table in report.statistics
        for row in table.rows
    ]


@pytest.mark.parametrize("layout", ["tab_grid", "one_cell_per_line", "pipe_rows", "pipe_cells", "flowing"])
def test_what_is_written_is_read_again(layout: str):
    report = govinfo_parse.parse_report(TITLE + tabs(cells()))
    again = govinfo_parse.parse_report(govinfo_parse.render(report, layout))

    assert told(again) == told(report)
    assert again.statistics[0].caption == report.statistics[0].caption


def test_what_is_withheld_is_written_as_no_number():
    report = govinfo_parse.parse_report(TITLE + glued(cells()))
    again = govinfo_parse.parse_report(govinfo_parse.render(report))

    assert told(again) == told(report)


def test_an_empty_cell_is_not_lost_in_a_layout_without_such():
    report = govinfo_parse.parse_report(TITLE + tabs([*cells()[:-1], ["行政申诉数", "件", "", "2"]]))

    with pytest.raises(RenderError, match=r"statistics\.0\.rows\.16\.cells\.0 is empty"):
        govinfo_parse.render(report, "flowing")


def test_the_page_leads_from_every_figure_to_its_place():
    text = TITLE + tabs(WRONG)
    page = govinfo_parse.review(govinfo_parse.parse_report(text), text)

    for path in ("statistics.0.rows.0.cells.0", "statistics.0.rows.16.cells.1"):
        assert f'data-path="{path}"' in page
        assert f'data-for="{path}"' in page
    assert "统计表（fujian）" in page
    assert "statistics.partition" in page
    assert "统计表 “2012年度”列" in page


def test_a_page_of_a_table_whose_rows_are_damaged():
    table = [list(row) for row in cells()]
    table[3].pop(2)
    text = TITLE + tabs(table)

    assert "政府公报公开" in govinfo_parse.review(govinfo_parse.parse_report(text), text)


def test_a_notebook_shows_them_too():
    html = full_report()._repr_html_()

    assert "新闻发布会" in html
    assert "当面申请数" in html
    assert "34 " in str(govinfo_parse.parse_report(TITLE + tabs(cells())))


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TITLE + tabs(WRONG), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def test_the_commands(file: str):
    code, table = run("parse", "--table", file)
    assert (code, "受理依申请公开信息总数" in table, "8940" in table) == (0, True, True)

    code, said = run("check", file)
    assert code == 4
    assert "statistics.partition" in said
    assert "受理依申请公开信息总数 · 2012年度" in said
    assert "the statistics form of before 2019 (Fujian), 17 rows" in said

    code, data = run("check", "--json", file)
    (finding,) = json.loads(data.splitlines()[-1])["findings"]
    assert finding["cells"][0]["label"] == "统计表 受理依申请公开信息总数 · 2012年度"


def test_a_family_of_ones_own_on_the_command_line(file: str, tmp_path: Path):
    grammar = tmp_path / "own.lark"
    grammar.write_text('%extend statistics_row: "行政申诉数目" -> appeals', encoding="utf-8")
    Path(file).write_text(TITLE + tabs([*cells()[:-1], ["行政申诉数目", "件", "0", "0"]]), encoding="utf-8")

    code, written = run("parse", "--statistics", str(grammar), file)
    assert code == 0
    assert '"key": "appeals"' in written


def test_a_blank_form_ends_as_one(file: str):
    Path(file).write_text(
        TITLE + tabs([[*row[:2], "", ""] if row[1] != "计量单位" else row for row in cells()]), "utf-8"
    )

    code, said = run("check", file)
    assert code == 3
    assert "blank-form" in said


def test_a_report_of_before_2019_without_a_table_is_read(file: str):
    Path(file).write_text("示例县2012年政府信息公开工作年度报告\n本县主动公开政府信息26条。\n", "utf-8")

    assert run("check", file)[0] == 0


@pytest.mark.parametrize(
    ("draw", "layout"),
    [(tabs, "tab_grid"), (pipe_rows, "pipe_rows"), (pipe_cells, "pipe_cells"), (glued, "flowing")],
)
def test_it_is_told_which_layout_read_a_table(draw: Callable[[Cells], str], layout: str):
    text = (
        TITLE
        + draw(cells())
        + "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t12\n"
    )
    first, second = govinfo_parse.Parser().explain(text)

    assert (first.layout, first.table, first.labels) == (layout, "statistics.0", 17)
    assert "主动公开信息数" in text[first.span.start : first.span.end]
    assert (second.layout, second.table) == ("tab_grid", None)


def test_explain_on_the_command_line(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TITLE + tabs(cells()), encoding="utf-8")
    (tmp_path / "a.html").write_text(
        f"<h1>{TITLE.splitlines()[0]}</h1><table>{rows_of_page()}</table>", encoding="utf-8"
    )
    said = CliRunner().invoke(app, ["--lang", "en", "parse", "--explain", str(tmp_path / "a.txt")])
    assert said.stdout.endswith(": lines 3 to 20: layout tab_grid, statistics.0, 17 rows\n")
    said = CliRunner().invoke(app, ["--lang", "zh", "parse", "--explain", str(tmp_path / "a.html")])
    assert "版式 cells，statistics.0，17行" in said.stdout


def rows_of_page() -> str:
    return "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in cells())
