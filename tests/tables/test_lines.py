"""Labels to lines: which rows of a grid belong to a table, and what stands in each."""

from __future__ import annotations

from tests.tables.sketches import NEW, OLD, lines, runs

THREE = """
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | – | 3
行政规范性文件 | 4 | 五 | 6a
"""


def test_a_line_tells_values_numbers_and_words_apart():
    _, second, third = lines(THREE).lines
    assert [label.terminal for label in second.labels] == ["RULES"]
    assert second.values == [5, 6, 7]  # a dash is a value and no number
    assert second.numbers == [5, 7]
    assert second.words == []
    assert third.numbers == [9]
    assert third.values == [9, 10, 11]  # what may be a damaged number stands in a place of one
    assert third.text == "行政规范性文件 4 五 6a"


def test_a_word_beside_a_label_is_told():
    (line,) = lines("规章 | 另行说明的若干事项 | 3").lines
    assert line.words == [1]
    assert line.values == [2]


def test_an_empty_line_is_not_filled_and_one_with_a_text_is():
    _, empty, text = lines("规章 | 1 | 2\n | | \n另行说明的若干事项 | |\n规章 | 3 | 4").lines[:3]
    assert not empty.filled
    assert text.filled


def test_a_covered_place_is_not_filled():
    _, covered, _ = lines("规章 | 1 | 2\n^ | < | <\n规章 | 3 | 4", framed=True).lines
    assert not covered.filled


def test_a_table_ends_where_the_next_begins():
    first, second = runs(f"规章 | 1 | 2 | 3\n | | |\n{NEW} | 1 | 2\n{OLD} | 3 | 4")
    assert (first.name, first.first, first.stop) == ("disclosure", 0, 2)
    assert (second.name, second.first, second.stop) == ("applications", 2, 4)


def test_the_last_table_goes_on_to_its_last_value_and_a_few_empty_rows():
    (run,) = runs(f"{OLD} | 1\n | \n | 7\n | \n这以下是别的内容，不属于表格 |")
    assert run.stop == 3
    (run,) = runs(f"{OLD} |" + "\n |" * 20)
    assert run.stop == 1 + 8


def test_a_label_printed_again_in_each_place_it_covers_is_one():
    (line,) = lines(f"{OLD} | {OLD} | {OLD} | 5").lines
    assert [label.terminal for label in line.labels] == ["CARRIED_OVER"]
    assert line.values == [3]


def test_a_label_printed_again_behind_places_that_it_covers_is_one():
    (line,) = lines(f"{OLD} | < | {OLD} | < | 5", framed=True).lines
    assert [label.terminal for label in line.labels] == ["CARRIED_OVER"]
    (line,) = lines(f"{OLD} | 4 | {OLD} | 5").lines
    assert [label.terminal for label in line.labels] == ["CARRIED_OVER", "CARRIED_OVER"]


def test_a_column_printed_twice_is_two():
    head = lines("信息内容 | 本年制发件数 | 本年制发件数\n规章 | 1 | 2").lines[0]
    assert [label.terminal for label in head.labels] == ["CONTENT", "ISSUED", "ISSUED"]


def test_a_label_that_goes_on_in_the_cell_below_is_one_and_covers_that_cell():
    first, second = lines("二、上年结转政府信 | 1 | 2\n息公开申请数量 | | ").lines
    assert [label.terminal for label in first.labels] == ["CARRIED_OVER"]
    assert first.values == [1, 2]
    assert first.words == []
    assert not second.filled


def test_of_the_rows_that_a_label_runs_over_the_one_with_values_is_the_line():
    (line,) = lines("二、上年结转 | | \n政府信息公开 | 1 | 2\n申请数量 | |").lines
    assert (line.start, line.stop, line.joined) == (3, 6, False)
    assert line.parts == (3, 6)
    assert line.values == [4, 5]
    assert line.words == []


def test_rows_that_both_have_values_are_told_to_be_several():
    whole, torn = lines(f"{NEW} | 1 | 2\n二、上年结转政府信 | 3 | 4\n息公开申请数量 | 5 | 6").lines
    assert not whole.joined
    assert torn.joined
    assert torn.values == [4, 5, 7, 8]


def test_a_line_of_words_above_the_first_label_belongs_to_the_table_wherever_its_words_stand():
    assert [run.first for run in runs("| | 说明文字\n规章 | 1 | 2")] == [0]
    assert [run.first for run in runs("| 说明文字 |\n规章 | 1 | 2")] == [0]
    assert [run.first for run in runs("说明文字 | |\n规章 | 1 | 2")] == [1]  # a caption
    assert [run.first for run in runs("| 说明文字 | 9\n规章 | 1 | 2")] == [1]  # values are no heads
    assert [run.first for run in runs("| | 9\n规章 | 1 | 2")] == [1]


def test_at_most_two_lines_of_words_above_the_first_label_belong_to_the_table():
    above = ["| 另行 |", "| 说明 |", "| 文字 |"]
    assert [[run.first for run in runs("\n".join([*above[:count], "规章 | 1 | 2"]))] for count in range(4)] == [
        [0],
        [0],
        [0],
        [1],
    ]
