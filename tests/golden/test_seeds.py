"""Whole reports: every cell in its place, every span true, with the printed figures and with any others.

The reports are those that ship with the project, and real ones where they stand beside the checkout.
"""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import govinfo_parse
from govinfo_parse.model import Severity, State
from tests.golden.figures import Printed, number, printed, with_others

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
CELLS = {"2021": 200, "2019": 198}
SIZES = range(5)
"""How often every figure is replaced by another one."""


@attrs.frozen
class Seed:
    """A report and what a reader sees in it; sections by how they begin and end."""

    title: str
    agency: str
    form: str
    overview: tuple[str, str]
    problems: tuple[str, str]
    other_matters: tuple[str, str]
    blank: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


KNOWN = {
    "tab_grid_2021": Seed(
        title="示例市人民政府2023年政府信息公开工作年度报告",
        agency="示例市人民政府",
        form="2021",
        overview=("2023年，示例市坚持以公开为常态", "办结800件，结转下年度38件。"),
        problems=("一是部分单位答复文书的说理", "纳入政策解读的必选形式。"),
        other_matters=("本年度收取信息处理费1320元。", "本年度收取信息处理费1320元。"),
    ),
    "000_a3c6e383cf678b08": Seed(
        title="西工区科学技术局 2023 年政府信息公开工作年度报告",
        agency="西工区科学技术局",
        form="2021",
        overview=("2023 年，我局认真贯彻落实", "全年未发生违反政府信息公开有关规定行为。"),
        problems=("存在的主要问题及改进情况:人员方面存在问题:", "文件规定的主动公开范围和事项。"),
        other_matters=("按照《国务院办公厅关于印发", "联系电话:0379-63892552。"),
        remarks=("label-variant",),
    ),
    "001_7e39dacb3fc4a107": Seed(
        title="新华区工业和信息化局 2023 年政府信息公开工作 年度报告",
        agency="新华区工业和信息化局",
        form="2021",
        overview=("(一) 主动公开：一是根据上级文件要求", "政府信息公开方面责任追究结果情况。"),
        problems=("(一) 2023 年度存在的主要问题：", "确保不发生泄密事件。"),
        other_matters=("按照《国务院办公厅关于印发", "本年度没有产生政府信息公开处理费。"),
    ),
    "002_5a51e7dbff0065c9": Seed(
        title="兴庆区科学技术和工业信息化局 2023 年政府信息公开工作年度报告",
        agency="兴庆区科学技术和工业信息化局",
        form="2021",
        overview=("（一）主动公开。按照政务公开的相关规定", "提起行政诉讼的情况。"),
        problems=("（一）存在问题。兴庆区科技工信局", "发布最新的政府信息。"),
        other_matters=("一是在热点回应发布一图读懂", "工业信息化局2023年政府信息公开工作年度报告"),
    ),
    "003_7bdb217d5df81778": Seed(
        title="2023年度北仑区科技局政府信息公开工作年度报告",
        agency="北仑区科技局",
        form="2021",
        overview=("根据《条例》规定和区委、区政府的工作要求", "提高政府信息公开业务能力和水平。"),
        problems=("回顾一年来的政务公开工作", "良好的政务公开工作氛围。"),
        other_matters=("我局2023年度没有收到政府信息公开申请", "2024年1月10日"),
        remarks=("label-variant", "label-variant"),
    ),
    "004_74be42d8da5a3ee7": Seed(
        title="沁源县发展改革和科学技术局2023年度政府信息公开年度报告",
        agency="沁源县发展改革和科学技术局",
        form="2019",
        overview=("2023年，我局认真贯彻落实", "政府信息公开年报1条。"),
        problems=("2023年，县发改科技局", "全面性和及时性。"),
        other_matters=("没有其他需要报告的事项。", "没有其他需要报告的事项。"),
        blank=("applications.outcomes.total.natural_person",),
    ),
}


def _reports() -> dict[str, Printed]:
    found = {}
    for file in sorted((ROOT / "examples").glob("*.txt")):
        found[file.stem] = printed(file.read_text(encoding="utf-8"), file.stem.rpartition("_")[2])
    for file in sorted(SEEDS.glob("*.txt")):
        seed = KNOWN[file.stem]
        found[file.stem] = printed(file.read_text(encoding="utf-8"), seed.form, seed.blank)
    return found


REPORTS = _reports()


def assert_read(report: Printed, form: str, blank: tuple[str, ...] = (), doubts: frozenset[str] = frozenset()) -> None:
    """Every cell of the form is read from its own place, and nothing was in doubt but sums that do not hold."""
    read = govinfo_parse.parse_report(report.text)
    assert read.form == form
    assert {note.code for note in read.diagnostics if note.severity != Severity.INFO} <= doubts
    cells = govinfo_parse.cells(read)
    assert len(cells) == CELLS[form]
    assert {path: cell.value for path, cell in cells.items() if cell.value is not None} == report.numbers
    for path, cell in cells.items():
        assert cell.state == (State.BLANK if path in blank else State.NUMBER), path
        assert cell.span is not None
        assert report.text[cell.span.start : cell.span.end] == cell.raw, path
        assert path in blank or (cell.span.start, cell.span.end) == report.places[path]


def test_the_real_reports_are_all_known():
    assert {file.stem for file in SEEDS.glob("*.txt")} <= KNOWN.keys()


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_is_read_from_its_own_place(name: str):
    seed = KNOWN.get(name)
    assert_read(REPORTS[name], seed.form if seed else name.rpartition("_")[2], seed.blank if seed else ())


@pytest.mark.parametrize("seed", SIZES)
@pytest.mark.parametrize("name", REPORTS)
def test_any_other_figures_come_back_in_their_own_places(name: str, seed: int):
    real = KNOWN.get(name)
    others = with_others(REPORTS[name], seed)
    assert len(set(others.numbers.values())) == len(others.places)
    doubts = frozenset({"table-doubtful", "row-doubtful"})  # the other figures do not add up
    assert_read(others, real.form if real else name.rpartition("_")[2], real.blank if real else (), doubts)


@pytest.mark.parametrize("name", sorted(KNOWN.keys() & REPORTS.keys()))
def test_title_and_sections(name: str):
    expected = KNOWN[name]
    read = govinfo_parse.parse_report(REPORTS[name].text)
    assert (read.title, read.agency, read.year) == (expected.title, expected.agency, 2023)
    assert tuple(note.code for note in read.diagnostics) == expected.remarks
    for section in ("overview", "problems", "other_matters"):
        begin, end = getattr(expected, section)
        text = getattr(read.sections, section)
        assert text.startswith(begin)
        assert text.endswith(end)


def test_what_the_figures_are_compared_with():
    report = REPORTS["tab_grid_2021"]
    assert report.numbers["disclosure.fees.amount"] == number("15820.64")
    others = with_others(report, 0)
    assert others.places.keys() == report.places.keys()
    assert all(
        others.text[slice(*place)] != report.text[slice(*report.places[p])] for p, place in others.places.items()
    )
