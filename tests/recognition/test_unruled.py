"""Tables without rules."""

from __future__ import annotations

import pytest

from govinfo_parse.readers.document import Recognized
from govinfo_parse.readers.recognition.text_lines import Box
from govinfo_parse.readers.recognition.unruled import Word, tables_among, text_of_words, words_in_lines
from tests.recognition.harness import Totals, read, sample

SIZE = 20
HEADS = {400: ("自然", "人"), 520: ("商业企", "业"), 640: ("总计",)}


def word(text: str, middle: int, top: int) -> Word:
    width = SIZE * len(text) if not text.isdecimal() else SIZE * len(text) // 2
    box = Box(middle - width // 2, top, middle + width // 2, top + SIZE)
    return Word(box, Recognized(text), Recognized(text))


def row(y: int, label: list[str], *figures: str) -> list[Word]:
    """A row; the lines of its label stand around its middle."""
    lines = [
        word(text, 200, y + round((number - (len(label) - 1) / 2) * 1.25 * SIZE)) for number, text in enumerate(label)
    ]
    return lines + [word(text, x, y) for x, text in zip(HEADS, figures, strict=True) if text]


def heads(bottom: int) -> list[Word]:
    return [
        word(text, x, bottom - round((len(texts) - number) * 1.25 * SIZE))
        for x, texts in HEADS.items()
        for number, text in enumerate(texts)
    ]


def texts(found: list[Word]) -> list[list[list[str]]]:
    return [
        [["".join(text_of_words(cell)) for cell in line] for line in table.rows] for table in tables_among(found)[0]
    ]


def test_rows_and_columns_are_told_from_figures():
    found = [*heads(200), *row(220, ["规章"], "12", "5", "17"), *row(300, ["行政规范", "性文件"], "3", "0", "3")]

    assert texts(found) == [
        [["", "自然人", "商业企业", "总计"], ["规章", "12", "5", "17"], ["行政规范性文件", "3", "0", "3"]]
    ]


def test_a_cell_with_nothing_in_it_is_blank_and_a_dash_is_a_dash():
    found = [*row(220, ["甲"], "12", "5", "17"), *row(300, ["乙"], "3", "", "3"), *row(380, ["丙"], "3", "-", "3")]

    assert [line[2] for line in texts(found)[0]] == ["5", "", "-"]


def test_what_stands_over_several_columns_stands_in_the_corner():
    found = [word("申请人情况", 520, 100), *heads(200), *row(220, ["规章"], "12", "5", "17")]

    assert texts(found) == [[["申请人情况", "自然人", "商业企业", "总计"], ["规章", "12", "5", "17"]]]


def test_heads_between_figures_begin_another_table():
    found = [*row(220, ["甲"], "12", "5", "17"), word("决定数量", 400, 280), *row(340, ["乙"], "1", "2", "3")]

    assert [len(table) for table in texts(found)] == [1, 1]


def test_a_heading_below_is_no_part_of_the_last_label():
    heading = word("四、行政复议", 200, 300)
    made, rest = tables_among([*row(220, ["甲"], "12", "5", "17"), heading])

    assert text_of_words(made[0].rows[0][0]) == "甲"
    assert rest == [heading]


def test_a_lone_figure_without_a_label_is_no_table():
    number = word("12", 400, 900)

    assert tables_among([number]) == ([], [number])


def test_prose_is_read_in_lines():
    lines = words_in_lines(
        [word("公开", 300, 104), word("全市", 250, 100), word("情况", 900, 100), word("第二", 260, 140)]
    )

    assert [[one.text for one in line] for line in lines] == [["全市", "公开"], ["情况"], ["第二"]]


@pytest.mark.parametrize("name", ["clean/3", "hopeless/3"])
def test_of_a_drawn_report_nothing_is_wrong(name: str):
    made, found = sample(name, ruled=False, font="hei"), Totals()
    found.add(made, read(made))

    assert not found.outcomes["silent"]
    assert not found.verified_wrong
    assert found.outcomes["right"] > (0.8 if name.startswith("clean") else 0) * sum(found.outcomes.values())
