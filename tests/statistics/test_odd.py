"""Indicator tables as they should not be printed, and are: every figure under its own label and head, or withheld."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.model import State
from govinfo_parse.model.paths import all_cells
from tests.statistics.tables import FUJIAN, HEADS, LAYOUTS, PARTED, PLAIN, Cells, cells, glued, spaced_lines, tabs
from tests.statistics.test_documents import read as read_tables
from tests.statistics.test_layouts import only, read, values

EXAMPLES = Path(__file__).parents[2] / "examples"


def told(table: Cells, draw: str) -> dict[str, tuple[object, ...]]:
    return values(only(LAYOUTS[draw](table)))


# -- figures


@pytest.mark.parametrize("draw", PARTED)
def test_a_figure_with_another_unit_ends_no_table(draw: str):
    table = [
        list(HEADS),
        ["网站专栏页面访问量", "人次", "12.5万", "345万"],
        ["收取费用总数", "元", "3万元", "1200元"],
        ["行政复议数", "件", "约2", "20余件"],
        ["行政诉讼数", "件", "0", "2"],
    ]
    report = read(LAYOUTS[draw](table))
    (found,) = report.statistics

    assert [cell.state for row in found.rows for cell in row.cells if cell.value is None] == [State.UNREADABLE] * 5
    assert [(row.label, [cell.value for cell in row.cells]) for row in found.rows] == [
        ("网站专栏页面访问量", [None, None]),
        ("收取费用总数", [None, 1200]),
        ("行政复议数", [None, None]),
        ("行政诉讼数", [0, 2]),
    ]


def test_rows_behind_figures_that_are_none_are_not_lost():
    table = [
        list(HEADS),
        ["网站专栏页面访问量", "人次", "12.5万", "345万"],
        ["收取费用总数", "元", "3万元", "1200元"],
        ["行政复议数", "件", "0", "2"],
        ["行政诉讼数", "件", "0", "1"],
    ]
    report = read(glued(table))

    assert values(report.statistics[0])["行政复议数"] == (0, 2)
    loose = [note.message for note in report.diagnostics if note.code == "values-loose"]
    assert any("收取费用总数元3万元1200元" in message for message in loose)


@pytest.mark.parametrize("draw", LAYOUTS)
def test_thousands_are_read_and_parted_by_their_commas(draw: str):
    table = [
        list(HEADS),
        ["主动公开信息数", "条", "1,234", "12,345"],
        ["其中：1.网站公开", "条", "1,200", "11,000"],
        ["2.政府公报公开", "条", "1", "1,020"],
        ["行政复议数", "件", "1", "2"],
    ]

    read = {
        "主动公开信息数": (1234, 12345),
        "网站公开": (1200, 11000),
        "政府公报公开": (1, 1020),
        "行政复议数": (1, 2),
    }
    if draw == "glued":  # 11,020 and 12 may be cumulative figures beside a blank cell
        read |= dict.fromkeys(("政府公报公开", "行政复议数"), (None, None))
    assert told(table, draw) == read


@pytest.mark.parametrize("draw", LAYOUTS)
def test_the_unit_may_stand_in_the_label(draw: str):
    table = [
        ["指标名称", "2012年度", "历年累计"],
        ["主动公开信息数（条）", "0", "40"],
        ["其中：网站公开(条)", "0", "9"],
        ["收取费用总数（元）", "0", "20"],
    ]
    (found,) = read(LAYOUTS[draw](table)).statistics

    assert [(row.key, row.unit) for row in found.rows] == [
        ("published", "条"),
        ("published.website", "条"),
        ("fees", "元"),
    ]
    assert list(values(found).values()) == [(0, 40), (0, 9), (0, 20)]


# -- labels


def test_a_label_that_is_broken_over_two_lines_is_one():
    tabbed, piped = "\t".join(HEADS), " | ".join(HEADS)
    for text in (
        f"{tabbed}\n主动公开\n信息数\t条\t12\t40\n其中：1.网站\n公开\t条\t3\t9\n",
        f"| {piped} |\n| 主动公开<br>信息数 | 条 | 12 | 40 |\n| 其中：1.网站 | | | |\n| 公开 | 条 | 3 | 9 |\n",
        f"{' '.join(HEADS)}\n主动公开\n信息数 条 12 40\n其中：1.网站\n公开 条 3 9\n",
    ):
        assert values(only(text)) == {"主动公开信息数": (12, 40), "网站公开": (3, 9)}, text


def test_a_label_over_several_rows_is_the_label_of_each():
    (table,) = read_tables(
        [
            list(HEADS),
            [("主动公开信息数", "rowspan=2"), "条", "12", "40"],
            ["件", "3", "9"],
            ["行政复议数", ("件", "rowspan=2"), "1", "2"],
            ["行政诉讼数", "0", "1"],
        ]
    )

    assert [(row.label, row.unit, *(cell.value for cell in row.cells)) for row in table.rows] == [
        ("主动公开信息数", "条", 12, 40),
        ("主动公开信息数", "件", 3, 9),
        ("行政复议数", "件", 1, 2),
        ("行政诉讼数", "件", 0, 1),
    ]
    assert {row.key for row in table.rows[:2]} == {None}


@pytest.mark.parametrize("head", [[("指标名称", "colspan=2")], ["类别", "指标名称"]], ids=["one head", "two heads"])
def test_a_group_beside_its_rows_is_a_row_of_its_own(head: list[str]):
    (table,) = read_tables(
        [
            [*head, "计量单位", "2012年度", "历年累计"],
            [("信息公布", "rowspan=2"), "公布信息数", "条", "12", "40"],
            ["公布文件数", "件", "3", "9"],
            [("争议", "rowspan=2"), "行政复议数", "件", "1", "2"],
            ["行政诉讼数", "件", "0", "1"],
        ]
    )

    assert [(row.label, row.parent, *(cell.value for cell in row.cells)) for row in table.rows] == [
        ("信息公布", None, None, None),
        ("公布信息数", None, 12, 40),
        ("公布文件数", None, 3, 9),
        ("争议", None, None, None),
        ("行政复议数", None, 1, 2),
        ("行政诉讼数", None, 0, 1),
    ]
    assert table.columns == ("2012年度", "历年累计")


def test_qizhong_beside_several_rows_is_said_of_each():
    (table,) = read_tables(
        [
            [("指标名称", "colspan=2"), "计量单位", "2012年度", "历年累计"],
            [("公布信息数", "colspan=2"), "条", "26", "30"],
            [("其中：", "rowspan=2"), "甲类", "条", "20", "22"],
            ["乙类", "条", "2", "8"],
        ]
    )

    assert [(row.label, row.parent) for row in table.rows] == [("公布信息数", None), ("甲类", 0), ("乙类", 0)]


def test_a_figure_over_several_rows_is_withheld_in_each():
    (table,) = read_tables(
        [
            list(HEADS),
            ["主动公开信息数", "条", ("12", "rowspan=2"), "40"],
            ["行政复议数", "件", "2"],
            ["行政诉讼数", "件", "0", "1"],
        ]
    )

    assert [[(cell.value, cell.raw) for cell in row.cells] for row in table.rows] == [
        [(None, "12"), (40, "40")],
        [(None, "12"), (2, "2")],
        [(0, "0"), (1, "1")],
    ]
    assert {row.cells[0].state for row in table.rows[:2]} == {State.AMBIGUOUS}


# -- pages


@pytest.mark.parametrize("between", ["续表\n", "附件：示例县2012年政府信息公开情况统计表（续）\n", "- 3 -\n"])
def test_a_table_that_a_page_cuts_is_one(between: str):
    first = [list(HEADS), ["受理依申请公开信息总数", "条", "31", "77"], ["其中：1.当面申请数", "条", "18", "40"]]
    rest = [list(HEADS), ["2.传真申请数", "条", "0", "1"], ["行政复议数", "件", "0", "2"]]
    for draw in (tabs, spaced_lines):
        table = only(draw(first) + between + draw(rest))
        assert [row.parent for row in table.rows] == [None, 0, 0, None]
        assert [given for given in values(table).values() if None not in given][-2:] == [(0, 1), (0, 2)]


def test_blank_rows_end_no_table():
    rows = [
        ["甲类信息数", ""],
        ["乙类信息数", ""],
        ["（一）丙类信息数", ""],
        ["（二）丁类信息数", "7"],
        ["戊类信息数", "8"],
    ]
    text = tabs([["指标名称", "年末统计"], *rows]) + "以上数据由各单位填报。\n联系人：张三\n其他事项\t9\n"

    assert list(values(only(text)).values()) == [(None,), (None,), (None,), (7,), (8,)]
    stripped = text.replace("\t\n（", "\n（").replace("乙类信息数\t\n", "乙类信息数\n")
    assert list(values(only(stripped)).values()) == [(None,), (None,), (None,), (7,), (8,)]


# -- numbers that are none


@pytest.mark.parametrize("draw", [name for name in PARTED if name not in {"plain_lines", "spaced", "spaced_lines"}])
def test_labels_may_begin_with_numbers(draw: str):
    table = [
        list(HEADS),
        ["行政诉讼数", "件", "54", ""],
        ["3.15活动场次", "次", "5", "8"],
        ["12345热线受理数", "次", "", "9"],
    ]

    assert told(table, draw) == {
        "行政诉讼数": (54, None),
        "3.15活动场次": (5, 8),
        "12345热线受理数": (None, 9),
    }


@pytest.mark.parametrize("draw", ["plain_lines", "spaced", "spaced_lines", "glued"])
def test_a_number_that_a_label_begins_with_is_no_figure_of_the_row_before(draw: str):
    for figures in (("54", "60"), ("54", ""), ("", "")):
        for label in ("3.15活动场次", "12345热线受理数", "政务微博2个粉丝数"):
            table = [
                list(HEADS),
                ["行政诉讼数", "件", *figures],
                [label, "次", "5", "8"],
                ["行政复议数", "件", "1", "4"],
            ]
            for row in only(LAYOUTS[draw](table)).rows:
                given = [cell.value for cell in row.cells]
                truth = {"行政诉讼数": [54, 60], "行政复议数": [1, 4]}.get(row.label, [5, 8])
                assert given == truth or None in given, (figures, label)
                assert figures[1] or row.label != "行政诉讼数" or given == [None, None], (figures, label)


@pytest.mark.parametrize("draw", LAYOUTS)
def test_the_code_of_the_next_row_is_no_figure_of_this_one(draw: str):
    table = [
        ["序号", "指标名称", "计量单位", "年末统计"],
        ["1", "主动公开信息数", "条", "31"],
        ["2", "其中：1.网站公开", "条", ""],
        ["3", "2.政府公报公开", "条", "4"],
        ["4", "行政复议数", "件", "2"],
    ]
    found = told(table, draw)

    assert found["网站公开"] == (None,)
    if draw != "glued":
        assert found == {"主动公开信息数": (31,), "网站公开": (None,), "政府公报公开": (4,), "行政复议数": (2,)}


def test_a_head_that_nobody_knows_withholds_all_that_ran_together():
    for head in ("上旬", "示例数"):
        table = [
            ["指标名称", "单位", "2012年", head],
            ["主动公开信息数", "条", "2640", "1"],
            ["行政复议数", "件", "3", "4"],
        ]
        assert set(told(table, "glued").values()) == {(None,)}


def test_a_weak_head_beside_one_of_counts_heads_a_table():
    table = [["项目", "年末统计数"], ["主动公开信息数", "31"], ["行政复议数", "2"]]

    assert told(table, "tabs") == {"主动公开信息数": (31,), "行政复议数": (2,)}
    assert read(tabs([["项目", "数量"], ["桌子", "31"], ["椅子", "2"]])).statistics == ()


@pytest.mark.parametrize("draw", ["plain_lines", "spaced", "spaced_lines"])
def test_a_figure_alone_is_not_parted_where_others_stand_apart(draw: str):
    table = [
        list(HEADS),
        ["主动公开信息数", "条", "1929", "8600"],
        ["其中：1.网站公开", "条", "15884", ""],
        ["行政复议数", "件", "1", "2"],
    ]

    assert told(table, draw)["网站公开"] == (None, None)


def test_codes_that_ran_together_with_figures_are_taken_off_where_every_row_has_one():
    heads = ["序号", "指标名称", "计量单位", "年末统计"]
    rows = [
        ["1", "主动公开信息数", "条", "62"],
        ["2", "其中：1.网站公开", "条", "12"],
        ["3", "行政复议数", "件", "4.5"],
        ["4", "行政诉讼数", "件", "0"],
        ["5", "行政申诉数", "件", "7"],
    ]
    assert list(told([heads, *rows], "glued").values()) == [(62,), (12,), (4.5,), (0,), (7,)]

    some = [row if number in {0, 2} else ["", *row[1:]] for number, row in enumerate(rows)]
    found = told([heads, *some], "glued")
    assert found["主动公开信息数"] in {(62,), (None,)}
    assert found["网站公开"] in {(12,), (None,)}


# -- what comes after a table


@pytest.mark.parametrize("behind", PARTED)
@pytest.mark.parametrize("draw", LAYOUTS)
def test_tables_behind_one_of_indicators_are_read(draw: str, behind: str):
    documents = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "3", "4", "61"],
        ["行政规范性文件", "28", "27", "540"],
    ]
    report = read(f"{LAYOUTS[draw](cells())}二、主动公开政府信息情况\n{LAYOUTS[behind](documents)}")

    assert [len(table.rows) for table in report.statistics] == [len(FUJIAN)]
    assert report.disclosure.normative_documents.in_force.value == 540
    if draw != "glued":
        assert values(report.statistics[0]) == PLAIN


@pytest.mark.parametrize("draw", LAYOUTS)
def test_sentences_behind_a_table_are_none_of_it(draw: str):
    report = read(f"{LAYOUTS[draw](cells())}三、其他情况\n全年收到政府信息公开申请31件，均已答复。\n")

    assert [len(table.rows) for table in report.statistics] == [len(FUJIAN)]
    assert [fact.value for fact in report.narrative] == [31]
    if draw != "glued":
        assert values(report.statistics[0]) == PLAIN


@pytest.mark.parametrize("draw", ["plain_lines", "spaced", "spaced_lines", "pipe_cells"])
def test_a_head_that_nobody_knows_withholds_what_may_be_its_figures(draw: str):
    """Where only the order of cells is known, a row with a blank in it has as many figures as there are known heads."""
    table = [
        ["指标名称", "计量单位", "2012年度", "媒体"],
        ["主动公开信息数", "条", "2307", "8940"],
        ["网站公开", "条", "", "11"],
        ["政府公报公开", "条", "5", "12"],
        ["行政复议数", "件", "3", "4"],
    ]
    values = told(table, draw)
    assert all(value == (None,) for label, value in values.items() if not label.endswith("媒体")), values


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("united", [True, False])
def test_about_so_many_is_no_figure(draw: str, united: bool):
    table = [
        ["指标名称", *(["计量单位"] if united else []), "2012年度", "历年累计"],
        ["主动公开信息数", *(["条"] if united else []), "约359", "694"],
        ["行政复议数", *(["件"] if united else []), "0", "0"],
        ["行政诉讼数", *(["件"] if united else []), "0", "0"],
    ]
    assert told(table, draw).get("主动公开信息数", (None, None))[0] is None
    assert "主动公开信息数约" not in told(table, draw)


@pytest.mark.parametrize("label", ["3·15活动次数", "5+2工作日办件数", "第20条公开数", "1.3.15活动次数"])
@pytest.mark.parametrize("draw", LAYOUTS)
def test_a_number_inside_the_next_label_fills_no_blank(draw: str, label: str):
    table = [
        ["指标名称", "计量单位", "2012年度", "历年累计"],
        ["主动公开信息数", "条", "2307", "8940"],
        ["网站公开", "条", "", "987"],
        [label, "次", "379", "1110"],
        ["行政复议数", "件", "0", "0"],
    ]
    values = told(table, draw)
    assert values.get("网站公开", (None, None)) in {(None, None), (None, 987)}
    assert values.get(label, (None, None)) in {(None, None), (379, 1110)}
    assert all(value in {(None, None), (2307, 8940), (0, 0), (None, 987), (379, 1110)} for value in values.values())


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("spelled", ["{:02d}", "{}"])
def test_codes_between_labels_and_units(draw: str, spelled: str):
    rows = [
        ("主动公开信息数", "条"),
        ("政务公开A类事项", "次"),
        ("行政复议数", "件"),
        ("行政诉讼数", "件"),
        ("行政申诉数", "件"),
    ]
    table = [["指标名称", "代码", "计量单位", "年末统计"]]
    table += [[label, spelled.format(code), unit, str(20 + code)] for code, (label, unit) in enumerate(rows, 1)]
    (found,) = read("示例县2012年政府信息公开工作年度报告\n" + LAYOUTS[draw](table) + "\n注：无。\n").statistics
    assert [(row.label, row.code, row.unit) for row in found.rows] == [
        (label, spelled.format(code), unit) for code, (label, unit) in enumerate(rows, 1)
    ]
    withheld = 2 if draw == "glued" else 0  # 12345政务: a number before this word may be a part of the label
    assert [row.cells[0].value for row in found.rows] == [None] * withheld + [*range(21 + withheld, 26)]


def test_rows_without_figures_that_grammars_know_are_rows_of_their_own():
    text = (
        "示例县2012年政府信息公开工作年度报告\n指标名称计量单位2012年度历年累计"
        "主动公开信息数条其中：1.网站公开条2.政府公报公开条受理依申请公开信息总数条其中：1.当面申请数条2.传真申请数条行政复议数件"
    )
    (table,) = govinfo_parse.parse_report(text).statistics
    labels = "主动公开信息数 网站公开 政府公报公开 受理依申请公开信息总数 当面申请数 传真申请数 行政复议数"
    assert [row.label for row in table.rows] == labels.split()
    assert {str(cell.state) for row in table.rows for cell in row.cells} == {"blank"}


def test_marks_for_none_alone_between_two_labels():
    table = [
        ["指标名称", "年末统计"],
        ["主动公开信息数", "3"],
        ["网站公开", "—"],
        ["便民电话接听数", "无"],
        ["行政复议数", "8"],
    ]
    for draw in ("plain_lines", "spaced", "spaced_lines", "tabs"):
        (found,) = read("示例县2012年政府信息公开工作年度报告\n" + LAYOUTS[draw](table)).statistics
        assert [(row.label, row.cells[0].value, str(row.cells[0].state)) for row in found.rows] == [
            ("主动公开信息数", 3, "number"),
            ("网站公开", None, "dash"),
            ("便民电话接听数", None, "dash"),
            ("行政复议数", 8, "number"),
        ]


@pytest.mark.parametrize(
    ("heads", "year"),
    [
        (["指标名称", "计量单位", "2012年度", "历年累计"], 2012),
        (["指标名称", "计量单位", "2011年度", "2012年度"], None),
        (["指标名称", "计量单位", "本年度", "历年累计"], None),
    ],
)
def test_a_table_by_itself_tells_its_year_by_its_heads(heads: list[str], year: int | None):
    report = govinfo_parse.parse_report(
        tabs([heads, ["主动公开信息数", "条", "3", "5"], ["行政复议数", "件", "0", "1"]])
    )

    assert (report.title, report.year) == (None, year)


def test_the_year_of_the_title_counts():
    table = tabs([["指标名称", "计量单位", "2011年度"], ["主动公开信息数", "条", "3"], ["行政复议数", "件", "0"]])

    assert govinfo_parse.parse_report(f"示例县2012年政府信息公开工作年度报告\n{table}").year == 2012


@pytest.mark.parametrize(
    "label", ["110接警信息数", "5A级景区信息数", "12345热线受理数", "3·15活动信息数", "1至3类信息数", "7天内办结数"]
)
@pytest.mark.parametrize("columns", [1, 2])
def test_a_number_that_the_next_label_begins_with_is_in_no_figure(label: str, columns: int):
    table = [
        list(HEADS[: 2 + columns]),
        ["收费数", "条", "0", "3"][: 2 + columns],
        [label, "条", "0", "45"][: 2 + columns],
    ]
    given = {row.label: [cell.value for cell in row.cells] for row in read(glued(table)).statistics[0].rows}

    nothing = [None, None][:columns]
    assert given.pop("收费数", nothing) in ([0, 3][:columns], nothing)
    assert all(values in ([0, 45][:columns], nothing) for values in given.values())


@pytest.mark.parametrize(
    ("layout", "heads"),
    [
        ("pipe_cells_2019", ("项目", "2022年")),  # no labels of the form but behind them
        ("pipe_cells_2021", ("本年", "项目", "1 2")),
        ("pipe_rows_2019", ("项目", "本年", "年份 2022")),
    ],
)
def test_heads_in_the_middle_of_table_4_are_no_indicator_table(layout: str, heads: tuple[str, ...]):
    text = (EXAMPLES / f"{layout}.txt").read_text(encoding="utf-8")
    for head, official in zip(heads, ("结果维持", "结果纠正", "其他结果"), strict=False):
        before, _, after = text.rpartition(official) if layout == "pipe_rows_2019" else text.partition(official)
        text = f"{before}{head}{after}"
    report = govinfo_parse.parse_report(text)

    assert report.statistics == ()
    named = {path for remark in report.diagnostics for path in remark.paths}
    cells = all_cells(report)
    names = ("upheld", "corrected", "other")[: len(heads)]
    block = "litigation_after_reconsideration" if layout == "pipe_rows_2019" else "reconsideration"
    assert all(
        cells[path].value is None and path in named for path in (f"proceedings.{block}.{name}" for name in names)
    )


def test_labels_that_stand_before_all_figures_are_read_in_linear_time():
    """Tried in every order, so many labels would take longer than anybody waits."""
    known = (
        "主动公开信息数", "新增的行政规范性文件数", "提供服务类信息数", "网站专栏页面访问量", "现场接待人数",
        "网上咨询数", "咨询电话接听数", "依申请公开信息目录数", "申请总数", "1.当面申请数", "2.传真申请数",
    )  # fmt: skip

    labels = "\n".join([*known, "便民服务数"])
    (table,) = read(f"指标名称 计量单位 2012年度\n{labels}\n条 1\n条 2\n件 3\n").statistics

    assert all(cell.value is None for row in table.rows for cell in row.cells)


def doubted(report: govinfo_parse.Report) -> set[str]:
    return {path for note in report.diagnostics if note.code == "row-doubtful" for path in note.paths}


@pytest.mark.parametrize("beyond", [1, 2])
def test_figures_where_no_head_is_tell_that_a_head_is_lost(beyond: int):
    rows = [
        ["主动公开信息数", "条", "1", "", "8"],
        ["申请总数", "条", "2", "5", "9"],
        ["行政复议数", "件", "3", "4", ""],
    ]
    if beyond == 1:
        rows[1][4] = ""  # a single row has gained a cell
    drawn = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [[*HEADS, ""], *rows])
    page = f"<html><body><h1>示例县2012年政府信息公开工作年度报告</h1><table>{drawn}</table></body></html>"
    report = govinfo_parse.parse_file(io.BytesIO(page.encode()), format="html")

    assert "statistics.0.rows.0.cells.0" in doubted(report)
    assert ("statistics.0.rows.2.cells.0" in doubted(report)) is (beyond > 1)


def test_a_figure_that_a_line_end_breaks_at_its_comma_is_withheld_and_ends_no_table():
    report = read("指标名称 计量单位 2012年度\n主动公开信息数 条 36\n,289\n申请总数 条 5\n行政复议数 件 2\n")
    first, second, third = report.statistics[0].rows

    assert [cell.value for row in (first, second, third) for cell in row.cells] == [None, None, 2]
    assert doubted(report) >= {"statistics.0.rows.0.cells.0", "statistics.0.rows.1.cells.0"}


def test_a_figure_beyond_the_heads_beside_an_empty_cell_may_be_of_either_column():
    table = [[*HEADS, ""], ["主动公开信息数", "条", "6", "14", ""], ["申请总数", "条", "", "34", "47"]]
    report = read("\n".join(f"| {' | '.join(row)} |" for row in table))

    assert doubted(report) == {"statistics.0.rows.1.cells.0", "statistics.0.rows.1.cells.1"}


@pytest.mark.parametrize("total", ["合计", "总计"])
def test_a_table_of_a_later_report_may_have_rows_for_others_and_for_the_total(total: str):
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    rows = tabs([["项目", "2022年", "2023年"], ["网上申请", "5", "6"], ["其他", "1", "2"], [total, "6", "8"]])
    report = govinfo_parse.parse_report(f"{text}\n\n附表：依申请公开情况\n{rows}")

    (table,) = report.statistics
    assert [row.label for row in table.rows] == ["网上申请", "其他", total]
    assert [remark.code for remark in report.diagnostics] == ["statistics-unknown"]
