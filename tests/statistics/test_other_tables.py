"""Other tables among the three: read as tables of their own, and nothing of them stands in the form."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.model.paths import all_cells
from tests.statistics.tables import Cells, tabs
from tests.statistics.test_layouts import values

EXAMPLES = Path(__file__).parents[2] / "examples"

CHANNELS = [["序号", "公开渠道", "信息条数"], ["1", "政府网站", "421"], ["2", "政务微博", "83"], ["3", "其他", "9"]]
VISITS = [["项目", "数量"], ["网站访问量", "3151"], ["咨询电话", "77"], ["总计", "3228"]]
YEARS = [["类别", "2022年", "2023年"], ["申请数", "15", "16"], ["总计", "15", "16"]]
KNOWN = [["指标名称", "单位", "数量"], ["主动公开信息数", "条", "31"], ["现场接待人数", "人次", "47"]]
UNITS = [["备注", "单位", "项目"], ["网站访问量", "3151", "4"], ["咨询电话", "77", "5"]]  # with figures below them
MIXED = [["①", "2022", "总数"], ["网站访问量", "3151", "4"], ["行政许可", "77", "5"], ["信函", "7", "6"]]
TABLES = {"mixed": MIXED, "units": UNITS, "channels": CHANNELS, "visits": VISITS, "years": YEARS, "known": KNOWN}
SECTIONS = {
    "above table 3": "三、收到和处理政府信息公开申请情况\n",
    "above table 4": "四、政府信息公开行政复议、行政诉讼情况\n",
    "below table 4": "五、存在的主要问题及改进情况",
}


def markdown(table: Cells) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (table[0], ["---"] * len(table[0]), *table[1:])]
    return "\n".join(lines)


def pipes(table: Cells) -> str:
    return "\n".join(" | ".join(row) for row in table)


def page(text: str) -> str:
    """A text with tabs as a page of HTML, in which lines with tabs are rows of tables."""
    parts = []
    is_in_table = False
    for line in text.split("\n"):
        row = "".join(f"<td>{cell}</td>" for cell in line.split("\t"))
        if is_in_table != ("\t" in line):
            is_in_table = not is_in_table
            parts.append("<table>" if is_in_table else "</table>")
        parts.append(f"<tr>{row}</tr>" if is_in_table else f"<p>{line}</p>")
    return "\n".join(parts)


def figures(report: govinfo_parse.Report) -> dict[str, object]:
    return {path: cell.value for path, cell in all_cells(report).items()}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("draw", [tabs, markdown, pipes])
@pytest.mark.parametrize(
    "example", ["tab_grid_2021", "pipe_rows_2021", "box_rows_2019", "flowing_2019", "one_cell_per_line_2021"]
)
def test_a_table_that_no_form_has_stands_among_the_three(example: str, draw, name: str, section: str):
    text = (EXAMPLES / f"{example}.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS[section])
    report = govinfo_parse.parse_report(f"{before}{draw(TABLES[name])}\n\n{heading}{after}")

    assert figures(report) == figures(govinfo_parse.parse_report(text))
    (table,) = report.statistics
    labels = 1 if name == "channels" else 0
    first = 2 if name in {"channels", "known"} else 1
    assert values(table) == {row[labels]: tuple(map(int, row[first:])) for row in TABLES[name][1:]}
    assert {note.code for note in report.diagnostics} <= {"statistics-unknown"}


@pytest.mark.parametrize("name", TABLES)
def test_lines_of_words_above_and_below_it_are_no_rows(name: str):
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS["above table 3"])
    report = govinfo_parse.parse_report(
        f"{before}附表\n单位：件\n{tabs(TABLES[name])}\n注：不含乡镇\n\n{heading}{after}"
    )

    assert figures(report) == figures(govinfo_parse.parse_report(text))
    assert [len(table.rows) for table in report.statistics] == [len(TABLES[name]) - 1]


@pytest.mark.parametrize("name", TABLES)
def test_in_a_file_it_needs_no_empty_line_around_it(name: str, tmp_path: Path):
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS["below table 4"])
    path = tmp_path / "report.html"
    path.write_text(page(f"{before.rstrip()}\n附表\n{tabs(TABLES[name])}\n{heading}{after}"), encoding="utf-8")
    report = govinfo_parse.parse_file(path)

    assert figures(report) == figures(govinfo_parse.parse_report(text))
    assert [len(table.rows) for table in report.statistics] == [len(TABLES[name]) - 1]


def test_a_table_ends_at_the_heading_of_a_section():
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS["above table 4"])
    report = govinfo_parse.parse_report(f"{before}{tabs(KNOWN)}\n{heading}{after}")

    assert [row.label for row in report.statistics[0].rows] == ["主动公开信息数", "现场接待人数"]
    assert figures(report) == figures(govinfo_parse.parse_report(text))


def test_a_table_ends_where_below_an_empty_line_a_part_of_the_three_begins():
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition("四、结转下年度继续办理")
    report = govinfo_parse.parse_report(f"{before}\n{tabs(KNOWN)}\n\n{heading}{after}")

    assert [row.label for row in report.statistics[0].rows] == ["主动公开信息数", "现场接待人数"]
    assert figures(report) == figures(govinfo_parse.parse_report(text))


@pytest.mark.parametrize(
    "block",
    [
        [["类别", "数量"], ["行政许司", "5"], ["行政处罪", "7"]],  # labels that resemble those of the form
        [["类别", "本年处理决定数目"], ["某某", "5"], ["甲甲", "7"]],  # heads that do
        [["类别", "数量"], ["行 政 许 可", "5"]],  # labels of the form
        [["类别", "数量"], ["行 政 许 可", "5"], ["某某", "7"]],  # half of them are
        [["类别", "行 政 许 可"], ["某某", "5"], ["甲甲", "7"]],
        [["类别", "5%"], ["某某", "5"], ["甲甲", "7"]],
        [["数量", "5"], ["某某", "5"], ["甲甲", "7"]],  # no heads
        [["项目", "数量"], ["某某", "多"], ["甲甲", "少"]],  # no values
        [["项目", "数量"], ["某某", "5"], ["", "7"]],  # a row without a label
        [["项目", "数量"], ["5", "某某"], ["甲甲", "7"]],  # a value before the label
        [["项目", "数量"], ["某某", "5"], ["7"]],  # a value alone
        [["项目", "数量"], ["某某", "5"], ["*%$"], ["甲甲", "7"]],  # a line without a word
        [["项目", "数量"]],
    ],
)
def test_what_may_be_a_part_of_the_form_is_no_other_table(block: Cells):
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS["above table 3"])
    report = govinfo_parse.parse_report(f"{before}{tabs(block)}\n\n{heading}{after}")

    assert report.statistics == ()


def test_the_label_of_a_row_is_not_in_doubt_where_lines_of_another_table_follow_it():
    text = (EXAMPLES / "flowing_2019.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS["above table 3"])
    report = govinfo_parse.parse_report(f"{before}| 2 | 政务微博 | 83 |\n| 3 | 其他 | 9 |\n{heading}{after}")

    paths = {"disclosure.procurement.items", "disclosure.procurement.amount"}
    assert all(figures(report)[path] is None for path in paths)
    assert paths <= {path for note in report.diagnostics for path in note.paths}


@pytest.mark.parametrize("caption", ["", "附：其他指标\n"])
@pytest.mark.parametrize("draw", [tabs, markdown, pipes])
def test_two_of_them_below_each_other_are_two(draw, caption: str):
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition(SECTIONS["above table 4"])
    first, second = (
        KNOWN,
        [["", "2022年", "累计", "上年"], ["现场接待人数", "5", "6", "7"], ["咨询电话", "8", "9", "10"]],
    )
    report = govinfo_parse.parse_report(f"{before}{draw(first)}\n\n{caption}{draw(second)}\n\n{heading}{after}")

    assert figures(report) == figures(govinfo_parse.parse_report(text))
    assert [table.columns for table in report.statistics] == [("数量",), ("2022年", "累计", "上年")]
    assert values(report.statistics[0]) == {"主动公开信息数": (31,), "现场接待人数": (47,)}
    assert values(report.statistics[1]) == {"现场接待人数": (5, 6, 7), "咨询电话": (8, 9, 10)}


def test_figures_below_heads_of_another_table_are_withheld_where_nothing_parts_cells():
    text = (EXAMPLES / "flowing_2021.txt").read_text(encoding="utf-8")
    rows = "指标 数量 2023年\n咨询电话 7 147\n接待人数 96 273\n\n上年 2022年\n信函申请 83 59\n政务微博 38 74\n\n"
    before, heading, after = text.partition(SECTIONS["below table 4"])
    (table,) = govinfo_parse.parse_report(f"{before}{rows}{heading}{after}").statistics

    assert [cell.value for row in table.rows[:2] for cell in row.cells] == [7, 147, 96, 273]
    assert all(cell.value is None for row in table.rows[2:] for cell in row.cells)


def test_heads_behind_those_that_are_known_withhold_all_figures_where_nothing_parts_cells():
    text = (EXAMPLES / "flowing_2021.txt").read_text(encoding="utf-8")
    rows = "指标 2022年 媒体\n咨询电话 7 147\n接待人数 96\n信函申请 83\n\n"
    before, heading, after = text.partition(SECTIONS["below table 4"])
    (table,) = govinfo_parse.parse_report(f"{before}{rows}{heading}{after}").statistics

    assert all(cell.value is None for row in table.rows for cell in row.cells)


def test_a_figure_of_table_4_that_could_be_a_year_is_no_head_of_the_table_below_it():
    text = (EXAMPLES / "pipe_cells_2021.txt").read_text(encoding="utf-8")
    cells = govinfo_parse.parse_report(text).proceedings.litigation_after_reconsideration
    start, end = cells.total.span.start, cells.total.span.end
    text = f"{text[:start]}2050{text[end:]}"
    rows = "".join(f"{cell} |\n" for row in KNOWN for cell in row)
    before, heading, after = text.partition(SECTIONS["below table 4"])
    report = govinfo_parse.parse_report(f"{before}{rows}\n{heading}{after}")

    assert report.proceedings.litigation_after_reconsideration.total.value == 2050
    assert [len(table.rows) for table in report.statistics] == [2]


def test_the_heads_of_another_table_are_no_caption():
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    before, heading, after = text.partition("第二十条第（一）项")
    report = govinfo_parse.parse_report(f"{before}上年情况\n项目\t2022年\n合计\t\n\n{heading}{after}")

    assert figures(report) == figures(govinfo_parse.parse_report(text))


def test_an_indicator_table_with_a_caption_behind_it_is_read_by_the_marks_that_give_it_figures():
    text = f"示例市2012年政府信息公开工作年度报告\n{tabs(KNOWN)}\n\n附：其他指标\n{tabs(YEARS)}\n"
    first = govinfo_parse.parse_report(text).statistics[0]

    assert values(first) == {"主动公开信息数": (31,), "现场接待人数": (47,)}
