"""What is said of heads: where they stand in another order, are missing, unknown, or spelled otherwise."""

from __future__ import annotations

import pytest

from govinfo_parse import Diagnostic, parse_report

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n"
TABLE_2 = f"{TITLE}二、主动公开政府信息情况\n"
TABLE_3 = f"{TITLE}三、收到和处理政府信息公开申请情况\n"
TABLE_4 = f"{TITLE}四、政府信息公开行政复议、行政诉讼情况\n"
ROWS = "规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n"
RECEIVED, CARRIED_OVER = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def heads(*names: str) -> str:
    return "\t".join(("信息内容", *names)) + "\n"


ISSUED, REPEALED, IN_FORCE = "本年制发件数", "本年废止件数", "现行有效件数"


def said(text: str) -> list[Diagnostic]:
    """What is said, but of tables and rows that are not there."""
    return [note for note in parse_report(text).diagnostics if note.code not in {"table-missing", "row-missing"}]


def both(*names: str) -> tuple[str, ...]:
    return tuple(f"disclosure.{row}.{name}" for row in ("rules", "normative_documents") for name in names)


def test_of_the_forms_own_heads_nothing_is_said():
    assert said(TABLE_2 + heads(ISSUED, REPEALED, IN_FORCE) + ROWS) == []


@pytest.mark.parametrize(
    ("names", "told", "moved"),
    [
        ((IN_FORCE, REPEALED, ISSUED), "in_force, repealed, issued", ("in_force", "issued")),
        ((REPEALED, ISSUED, IN_FORCE), "repealed, issued, in_force", ("repealed", "issued")),
    ],
)
def test_another_order_is_said_with_the_cells_that_moved(names: tuple[str, ...], told: str, moved: tuple[str, ...]):
    (note,) = said(TABLE_2 + heads(*names) + ROWS)
    assert (note.code, note.line, note.column) == ("header-order", 3, 1)
    assert note.message.endswith(f": {told}")
    assert note.paths == both(*moved)


def test_a_column_that_is_printed_twice_is_no_other_order():
    notes = said(f"{TABLE_2}{heads(REPEALED, ISSUED, REPEALED)}规章\t1\t2\t1\n行政规范性文件\t4\t5\t4\n")
    assert {note.code for note in notes} == {"column-repeated", "column-missing"}


def test_blocks_of_table_4_have_no_order_and_their_results_have():
    blocks = "行政诉讼\t\t\t\t\t行政复议\n未经复议直接起诉\t\t\t\t\t\n"
    results = "\t".join(RESULTS)
    text = f"{TABLE_4}{blocks}{results}\t{results}\n1\t2\t3\t4\t10\t5\t6\t7\t8\t26\n"
    assert [note.code for note in said(text) if note.code == "header-order"] == []
    text = f"{TABLE_4}行政复议\n" + "\t".join(reversed(RESULTS)) + "\n10\t4\t3\t2\t1\n"
    (note,) = [note for note in said(text) if note.code == "header-order"]
    path = "proceedings.reconsideration"
    assert note.paths == tuple(f"{path}.{name}" for name in ("total", "pending", "corrected", "upheld"))


def test_rows_of_table_3_above_their_values_have_an_order_too():
    values = "自然人\t1\t2\n商业企业\t0\t0\n科研机构\t0\t0\n总计\t1\t2\n"
    assert said(f"{TABLE_3}\t{RECEIVED}\t{CARRIED_OVER}\n{values}") == []
    (note,) = said(f"{TABLE_3}\t{CARRIED_OVER}\t{RECEIVED}\n{values}")
    assert (note.code, note.line, note.column) == ("header-order", 3, 2)
    assert len(note.paths) == 8


def test_a_column_without_a_head_is_said_with_its_cells():
    (note,) = said(f"{TABLE_2}{heads(ISSUED, IN_FORCE)}规章\t1\t2\n行政规范性文件\t4\t5\n")
    assert (note.code, note.line, note.paths) == ("column-missing", 4, both("repealed"))
    assert note.message == f"the column '{REPEALED}' was not found"


def test_the_blocks_of_table_4_lack_the_columns_of_the_block_that_is_not_there():
    results = "\t".join(RESULTS)
    text = f"{TABLE_4}行政复议\n{results}\n1\t2\t3\t4\t10\n"
    notes = said(text)
    assert [(note.code, note.message) for note in notes] == [
        ("column-missing", f"the column '{name}' was not found") for name in RESULTS
    ]
    others = ("litigation_direct", "litigation_after_reconsideration")
    assert notes[0].paths == tuple(f"proceedings.{block}.upheld" for block in others)


def test_beside_a_missing_column_the_heads_are_told_that_nobody_knows():
    foreign = [f"示例{letter}数" for letter in "甲乙丙丁戊己庚辛壬"]
    (unknown, missing) = said(f"{TABLE_2}{heads(ISSUED, '示例件数', IN_FORCE)}{ROWS}")
    assert (unknown.code, unknown.column) == ("column-unknown", 13)
    assert missing.message == f"the column '{REPEALED}' was not found; no column of the form has the head '示例件数'"
    row = "规章\t1\t" + "\t".join("2" * len(foreign)) + "\t3\n"
    notes = said(TABLE_2 + heads(ISSUED, *foreign, IN_FORCE) + row)
    (missing,) = [note for note in notes if note.code == "column-missing"]
    assert "示例辛数" in missing.message  # eight of them
    assert "示例壬数" not in missing.message


def test_a_row_under_no_head_is_read_as_its_form_prints_it_and_that_is_said():
    for above in ("", "信息内容\n"):
        notes = [note for note in said(TABLE_2 + above + ROWS) if note.code == "header-missing"]
        (note,) = notes
        assert (note.line, note.paths) == (4 + bool(above), both("issued", "repealed", "in_force")[3:])
        assert "行政规范性文件" in note.message


@pytest.mark.parametrize(
    ("spelled", "name", "column"), [("本年废止件敉", "repealed", 13), ("本年制发数量", "issued", 6)]
)
def test_a_head_that_resembles_the_missing_one_is_read_as_it(spelled: str, name: str, column: int):
    own = {"repealed": REPEALED, "issued": ISSUED}[name]
    (note,) = said(TABLE_2 + heads(ISSUED, REPEALED, IN_FORCE).replace(own, spelled) + ROWS)
    assert (note.code, note.line, note.column, note.paths) == ("header-by-place", 3, column, both(name))
    assert f"{spelled!r}" in note.message
    assert f"{own!r}" in note.message
