"""What a cell says: its number, or why it has none; and values that have no label of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_parse import parse_report
from govinfo_parse.model import State
from govinfo_parse.model.paths import all_cells
from govinfo_parse.tables.thresholds import GUESSES

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n"
TABLE_2 = f"{TITLE}二、主动公开政府信息情况\n"
HEADS = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
RULES, DOCUMENTS = "规章\t1\t2\t3\n", "行政规范性文件\t14\t15\t16\n"
RULE, DOCUMENT = "disclosure.rules", "disclosure.normative_documents"
HEADS_3 = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
RECEIVED, CARRIED_OVER = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def numbers(text: str, path: str = RULE) -> list[object]:
    """The numbers of a row; a text for what has none."""
    cells = all_cells(parse_report(text))
    names = ("issued", "repealed", "in_force")
    return [cells[f"{path}.{n}"].value if cells[f"{path}.{n}"].value is not None else "" for n in names]


def said(text: str, code: str) -> list[tuple[int | None, int | None, set[str]]]:
    notes = parse_report(text).diagnostics
    return [(note.line, note.column, set(note.paths)) for note in notes if note.code == code]


def paths(*names: str) -> set[str]:
    """Paths of cells: ``rules.issued`` and the like."""
    return {f"disclosure.{name}" for name in names}


@pytest.mark.parametrize(
    ("cell", "value", "state", "code"),
    [
        ("2", 2, State.NUMBER, None),
        ("2件", 2, State.NUMBER, None),
        ("2万元", None, State.UNREADABLE, "unit-unexpected"),
        ("2元", None, State.UNREADABLE, "unit-unexpected"),
        ("2？", None, State.UNREADABLE, "cell-unreadable"),
        ("2（含修订）", None, State.UNREADABLE, "cell-unreadable"),
        ("2（其中修订1）", 2, State.NUMBER, "cell-gloss"),
        ("-", None, State.DASH, None),
        ("", None, State.BLANK, None),
    ],
)
def test_what_a_cell_with_a_count_says(cell: str, value: int | None, state: State, code: str | None):
    text = f"{TABLE_2}{HEADS}规章\t1\t{cell}\t3\n{DOCUMENTS}"
    found = parse_report(text).disclosure.rules.repealed
    assert (found.value, found.state, found.raw) == (value, state, cell)
    codes = {"unit-unexpected", "cell-unreadable", "cell-gloss"}
    notes = [note for note in parse_report(text).diagnostics if note.code in codes]
    assert [(note.code, note.line, note.paths) for note in notes] == (
        [(code, 4, (f"{RULE}.repealed",))] if code else []
    )
    assert numbers(text)[::2] == [1, 3]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12.5", Decimal("12.5")), ("12.5万元", Decimal("12.5")), ("12.5元", None), ("12件", None), ("12亿元", None)],
)
def test_what_a_cell_with_an_amount_says(cell: str, value: Decimal | None):
    text = f"{TABLE_2}信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t{cell}\n"
    found = parse_report(text).disclosure.fees.amount
    assert (found.value, found.state) == (value, State.NUMBER if value is not None else State.UNREADABLE)


@pytest.mark.parametrize(("last", "issued"), [("2", [2, 5]), ("3", ["", 5])])
def test_a_column_that_is_printed_twice_counts_where_both_say_the_same(last: str, issued: list[object]):
    heads = "信息内容\t本年制发件数\t本年废止件数\t本年制发件数\n"
    text = f"{TABLE_2}{heads}规章\t2\t7\t{last}\n行政规范性文件\t5\t8\t5\n"
    assert [numbers(text, path)[0] for path in (RULE, DOCUMENT)] == issued
    assert [numbers(text, path)[1] for path in (RULE, DOCUMENT)] == [7, 8]
    ((line, column, named),) = said(text, "column-repeated")
    assert (line, column, named) == (4, 8, paths("rules.issued", "normative_documents.issued"))


@pytest.mark.parametrize(
    ("loose", "rule", "document", "named"),
    [
        # A number may go on below it, and the last of a line anywhere; or begin above a row, if it is short too.
        ("\t4\t5\t", ["", "", ""], ["", "", 16], {"rules": (0, 1, 2), "normative_documents": (0, 1)}),
        ("\t\t5\t", [1, "", ""], [14, "", 16], {"rules": (1, 2), "normative_documents": (1,)}),
        # Alone on its line it stands below no column: it may be a part of any number next to it.
        ("8", [1, 2, ""], [14, 15, 16], {"rules": (0, 1, 2), "normative_documents": (0, 1, 2)}),
    ],
)
def test_values_without_a_label_withhold_what_they_may_be_a_part_of(
    loose: str, rule: list[object], document: list[object], named: dict[str, tuple[int, ...]]
):
    text = f"{TABLE_2}{HEADS}{RULES}{loose}\n{DOCUMENTS}"
    assert (numbers(text), numbers(text, DOCUMENT)) == (rule, document)
    names = ("issued", "repealed", "in_force")
    expected = paths(*(f"{row}.{names[place]}" for row, places in named.items() for place in places))
    ((line, column, told),) = said(text, "values-loose")
    assert (line, column, told) == (5, len(loose) - len(loose.lstrip()) + 1, expected)


def test_a_number_begins_above_its_row_only_where_the_column_is_full():
    text = f"{TABLE_2}{HEADS}规章\t100\t2\t3\n\t14\t\t\n{DOCUMENTS}"
    assert numbers(text) == ["", 2, ""]
    assert numbers(text, DOCUMENT) == [14, 15, 16]  # where 100 stands, 14 is not cut off
    text = f"{TABLE_2}{HEADS}\t1\t\t\n{RULES}{DOCUMENTS}"
    assert (numbers(text), numbers(text, DOCUMENT)) == (["", 2, 3], [14, 15, 16])
    ((line, _, named),) = said(text, "values-loose")
    assert (line, named) == (4, paths("rules.issued"))


def test_a_row_that_adds_up_by_itself_alone_is_whole():
    def read(loose: str) -> list[object]:
        table = f"{RECEIVED}\t10\t0\t0\t0\t0\t0\t10\n\t{loose}\n{CARRIED_OVER}\t2\t0\t0\t0\t0\t0\t2\n"
        report = parse_report(f"{TITLE}三、收到和处理政府信息公开申请情况\n{HEADS_3}{table}")
        return [report.applications.received.natural_person.value, report.applications.carried_over.total.value]

    assert read("1\t0\t0\t0\t0\t0\t2") == [10, 2]  # 101 and 102 do not add up
    assert read("1\t0\t0\t0\t0\t0\t1")[0] is None  # 101 and 101 do: pieces of numbers may add up as well


@pytest.mark.parametrize(
    ("row", "issued", "repealed", "read"),
    [
        ("行政规范性文件\t14\t15", 14, None, 1),  # a number at the very end may have lost digits
        ("行政规范性文件\t14\t0", 14, 0, 2),  # no digit can follow a zero
        ("行政规范性文件\t14", None, None, 0),
        ("行政规范性文件\t0", 0, None, 1),
    ],
)
def test_of_the_row_that_the_text_breaks_off_in_what_is_whole_is_read(
    row: str, issued: int | None, repealed: int | None, read: int
):
    text = f"{TABLE_2}{HEADS}{RULES}{row}"
    found = parse_report(text).disclosure.normative_documents
    assert (found.issued.value, found.repealed.value, found.in_force.value) == (issued, repealed, None)
    (note,) = [note for note in parse_report(text).diagnostics if note.code == "row-cut-off"]
    assert note.message.endswith(f"its first {read} values are read")
    assert len(note.paths) == 3


def test_a_short_row_within_a_text_is_not_cut_off():
    row = "行政规范性文件\t14"
    for text in (
        f"{TABLE_2}{HEADS}{RULES}{row}\n五、存在的主要问题及改进情况\n公开不够及时。\n",
        f"{TABLE_2}{HEADS}{row}",
    ):
        assert said(text, "row-cut-off") == []
        assert numbers(text, DOCUMENT) == ["", "", ""]


def test_a_number_that_runs_on_from_its_label_stands_behind_it():
    text = f"{TABLE_2}信息内容\t本年处理决定数量\n行政许可1187\n"
    cell = parse_report(text).disclosure.licensing.decisions
    assert (cell.value, cell.raw) == (1187, "1187")
    assert cell.span is not None
    assert text[cell.span.start : cell.span.end] == "1187"


def test_of_however_many_words_beside_rows_all_are_said():
    bodies = [chr(0x4E00 + number) for number in range(GUESSES + 8)]
    rows = "".join(f"{body}院\t规章\t1\t2\t3\n" for body in bodies)
    assert len(said(f"{TABLE_2}\t{HEADS}{rows}", "row-beside")) == len(bodies)
