"""What a parser remembers of a stretch gives the cells of the next stretch of its outline, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, repeat
from pathlib import Path

import pytest

from govinfo_parse import Parser
from govinfo_parse.diagnostics import Remarks
from govinfo_parse.lexing.outlines import Outline
from govinfo_parse.tables.plans import Plan
from govinfo_parse.tables.remembering import Memory
from govinfo_parse.tables.table_reader import Tables

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
TABLE_3 = re.sub(
    "(一、本年新收政府信息公开申请数量).*(\n.*二、上年结转政府信息公开申请数量).*",
    r"\1\t4\t1\t0\t0\t0\t0\t5\2\t0\t-\t0\t0\t0\t \t0",
    EXAMPLE[EXAMPLE.index("三、收到") : EXAMPLE.index("四、政府信息公开行政复议")],
)


class Counting(Memory):
    """A memory that counts how many texts it read."""

    read_by_it = 0

    def read(self, plans: dict[int, Plan], outlines: dict[int, Outline], remarks: Remarks) -> Tables | None:
        read = super().read(plans, outlines, remarks)
        self.read_by_it += read is not None
        return read


@pytest.fixture(scope="module")
def remembering() -> Parser:
    return Parser()


@pytest.fixture
def parser(remembering: Parser) -> Parser:
    remembering._memory = Counting(remembering._memory._reader)
    return remembering


def counted(parser: Parser) -> int:
    assert isinstance(parser._memory, Counting)
    return parser._memory.read_by_it


@pytest.fixture(scope="module")
def fresh() -> Callable[[str], object]:
    parser = Parser()

    def read(text: str) -> object:
        parser._memory.clear()
        return parser.parse(text)

    return read


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_example_is_read_again_from_memory(path: Path, parser: Parser, fresh: Callable[[str], object]):
    text = path.read_text(encoding="utf-8")
    parser.parse(text)
    assert parser.parse(text) == fresh(text)
    tables_whole = not any(d.severity != "info" for d in parser.parse(text).diagnostics)
    assert bool(counted(parser)) == tables_whole


@pytest.mark.parametrize(
    ("before", "after"),
    [("4\t1", "12345\t0"), ("4\t1", "4\t2021"), ("5\n", "0\n"), ("0\t0\t0\t0\t5", "7\t30\t0\t100\t5")],
)
def test_other_figures_are_read_from_memory(before: str, after: str, parser: Parser, fresh: Callable[[str], object]):
    parser.parse(TABLE_3)
    other = TABLE_3.replace(before, after, 1)
    assert other != TABLE_3
    assert parser.parse(other) == fresh(other)
    assert counted(parser) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("4\t1", "04\t1"),  # what may be damaged
        ("4\t1", "4\t1234567890123456"),  # too long for a figure
        ("4\t1", "\t1"),  # a blank
        ("4\t1", "4\t1.5"),
        ("4\t1", "4\t1,500"),
        ("4\t1", "4件\t1"),
        ("-", "/"),
        ("总计", "合计"),
        ("\t自然人", "\t2021年\t自然人"),
    ],
)
def test_what_is_no_other_figure_is_read_anew(before: str, after: str, parser: Parser, fresh: Callable[[str], object]):
    parser.parse(TABLE_3)
    other = TABLE_3.replace(before, after, 1)
    assert other != TABLE_3
    assert parser.parse(other) == fresh(other)
    assert counted(parser) == 0


def test_figures_that_stand_in_no_cell_have_to_be_the_same(parser: Parser, fresh: Callable[[str], object]):
    caption = TABLE_3.replace("\n", "\n2021年度统计表\n", 1)
    parser.parse(caption)
    assert parser.parse(caption) == fresh(caption)
    assert counted(parser) == 1
    other = caption.replace("2021", "2020")
    assert parser.parse(other) == fresh(other)
    assert counted(parser) == 1


def test_the_year_of_the_report_counts(parser: Parser, fresh: Callable[[str], object]):
    for year in (2021, 2022):
        text = f"示例局{year}年政府信息公开工作年度报告\n{TABLE_3}"
        assert parser.parse(text) == fresh(text)
    assert counted(parser) == 0


def test_rows_that_begin_with_their_numbers_are_read_anew(parser: Parser, fresh: Callable[[str], object]):
    def table(first: Iterator[int]) -> str:
        lines = [line.split("\t") for line in TABLE_3.replace("\t \t", "\t0\t").split("\n")]
        for cells in lines:
            if cells[-1].isdecimal():
                cells[-7] = str(next(first))
        return "\n".join("\t".join(cells) for cells in lines)

    for first, read in ((repeat(7), 0), (count(2), 1), (count(1), 1), (count(3), 2)):
        text = table(first)
        assert parser.parse(text) == fresh(text)
        assert counted(parser) == read


def test_a_total_beside_a_blank_counts(parser: Parser, fresh: Callable[[str], object]):
    first = "二、上年结转政府信息公开申请数量\t0\t-\t0\t0\t0\t \t0"
    assert first in TABLE_3
    for figures, read in (("0 - 0 0 0 _ 3", 0), ("2 - 0 1 0 _ 3", 1), ("2 - 0 2 0 _ 3", 1), ("4 - 0 2 0 _ 6", 2)):
        row = figures.replace(" ", "\t").replace("_", " ")
        text = TABLE_3.replace(first, f"{first.partition(chr(9))[0]}\t{row}")
        assert parser.parse(text) == fresh(text)
        assert counted(parser) == read


def test_without_cell_marks_sums_count(parser: Parser, fresh: Callable[[str], object]):
    text = (EXAMPLES / "flowing_2021.txt").read_text(encoding="utf-8")
    parser.parse(text)
    assert parser.parse(text) == fresh(text)
    assert counted(parser) == 1
    row = next(line for line in text.split("\n") if len(line.split()) > 7 and line.split()[-1].isdecimal())
    begin, total = row.rsplit(None, 1)
    changed = text.replace(row, f"{begin} {int(total) + 1}", 1)
    assert parser.parse(changed) == fresh(changed)
    assert counted(parser) == 1


def test_without_cell_marks_the_length_counts_of_the_first_figures_of_lines_only(
    parser: Parser, fresh: Callable[[str], object]
):
    text = "二、主动公开政府信息情况\n信息内容 本年处理决定数量\n行政许可\n1234\n行政处罚 20\n行政强制\n1000\n"
    for before, after, read in (
        ("1234", "1234", 0),
        ("20", "20000", 1),  # after its label
        ("1234", "5678", 2),
        ("1234", "567", 2),  # it may be a page's number
        ("1000", "0123", 2),
    ):
        given = text.replace(before, after)
        assert parser.parse(given) == fresh(given)
        assert counted(parser) == read, after


def test_of_one_outline_a_few_plans_are_remembered(
    parser: Parser, fresh: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("govinfo_parse.tables.remembering._VARIANTS", 2)
    text = "二、主动公开政府信息情况\n信息内容 本年处理决定数量\n行政许可\n{}\n行政处罚 20\n行政强制\n1000\n"
    for figure, read in (("12", 0), ("123", 0), ("45", 1), ("456", 2), ("1234", 2), ("5678", 3), ("98", 3)):
        given = text.format(figure)
        assert parser.parse(given) == fresh(given)
        assert counted(parser) == read, figure
    (variants,) = parser._memory._plans.values()
    assert len(variants) == 2


def test_where_cell_marks_were_preferred_the_length_of_every_figure_counts(
    parser: Parser, fresh: Callable[[str], object]
):
    table = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政许可\t12\n"
    text = f"{table}附：行政处罚 行政强制 行政事业性收费 规章\n"
    for figure, read in (("12", 0), ("34", 1), ("345", 1)):
        given = text.replace("12", figure)
        assert parser.parse(given) == fresh(given)
        assert counted(parser) == read


def test_a_cell_with_a_unit_is_read_from_memory_too(parser: Parser, fresh: Callable[[str], object]):
    for printed, read in (("5件", 0), ("678件", 1), ("6.5件", 1), ("5", 1)):
        text = TABLE_3.replace("\t5\n", f"\t{printed}\n", 1)
        report = parser.parse(text)
        assert report == fresh(text)
        assert counted(parser) == read
        assert report.applications.received.total.raw == printed


def test_a_table_of_which_something_was_said_is_not_remembered(parser: Parser, fresh: Callable[[str], object]):
    text = TABLE_3.replace("商业企业", "境外机构")
    assert fresh(text).diagnostics
    for _ in range(2):
        assert parser.parse(text) == fresh(text)
    assert counted(parser) == 0


def test_figures_whose_total_is_blank_are_read_anew(parser: Parser, fresh: Callable[[str], object]):
    row = "\t\t\t23\t4\t0\t0\t1\t0\t28\n"
    assert row in EXAMPLE
    for last in (4, 27):
        text = EXAMPLE.replace(row, f"\t\t\t23\t4\t0\t0\t0\t{last}\t\n")
        assert parser.parse(text) == fresh(text)
        doubted = any(note.code == "row-doubtful" for note in parser.parse(text).diagnostics)
        assert doubted == (last == 27)


def test_the_spelling_of_labels_is_said_again(parser: Parser, fresh: Callable[[str], object]):
    text = TABLE_3.replace("本年新收政府信息公开申请数量", "本年新收政府信息公开申请数")
    other = text.replace("4\t1", "444\t1")
    parser.parse(text)
    read = parser.parse(other)
    assert read == fresh(other)
    assert "label-variant" in [diagnostic.code for diagnostic in read.diagnostics]
    assert counted(parser) == 1


def test_a_label_in_a_sentence_puts_the_memory_aside(parser: Parser, fresh: Callable[[str], object]):
    parser.parse(TABLE_3)
    text = TABLE_3 + "四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n规章\t3\t4\t5\n"
    assert parser.parse(text) == fresh(text)


def test_no_more_is_remembered_than_there_is_room_for(parser: Parser, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("govinfo_parse.tables.remembering._REMEMBERED", 3)
    for dash in "-/—–":
        parser.parse(TABLE_3.replace("-", dash))
        assert 0 < sum(map(len, parser._memory._plans.values())) <= 3
