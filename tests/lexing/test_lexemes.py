"""What one cell holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_parse.grammar.folding import entries
from govinfo_parse.grammar.grammar_files import GrammarSource
from govinfo_parse.grammar.labels import LONGEST
from govinfo_parse.lexing.lexemes import (
    BLANK,
    LABEL,
    LONGEST_VALUE,
    ODD,
    PLAIN,
    TEXT,
    VALUE,
    CellReader,
    Lexeme,
)
from govinfo_parse.model import State
from govinfo_parse.readers.text.spaces import NOTHING_PRINTED
from tests.lexing.samples import FORMS, KINDS, READER


def read(text: str) -> Lexeme:
    return READER.read(text)


def shown(lexeme: Lexeme) -> tuple[str, object]:
    return KINDS[lexeme.kind], lexeme.value


# ---- numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("12", 12),
        ("10", 10),
        ("2024", 2024),
        ("１２", 12),
        ("０", 0),
        ("9" * 15, 999_999_999_999_999),
    ],
)
def test_bare_digits_are_a_plain_number(text: str, number: int):
    assert shown(read(text)) == ("plain", number)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("&nbsp;160", 6),
        ("&#160;160&nbsp;", 6),
        (" &nbsp; &emsp;160 ", 14),
        ("160<br>", 0),
        ("<BR/> 160 <br />", 6),
        ("`160`", 1),
        ("$ 160 $", 2),
        ("\\(160\\)", 2),
        ("**$160$**", 3),
    ],
)
def test_what_programs_put_around_a_number_is_no_part_of_it(text: str, lead: int):
    found = read(text)
    assert shown(found) == ("plain", 160)
    assert (found.raw, found.lead) == ("160", lead)
    assert text[lead : lead + 3] == "160"


def test_in_a_cell_of_several_lines_too_the_place_is_that_of_the_number():
    for text in ("- 3 -\n&nbsp;160", "\n`160`<br>", "第 3 页\n  $160$"):
        found = read(text)
        assert shown(found)[1] == 160
        assert text[found.lead :].startswith("160")


@pytest.mark.parametrize("text", ["&nbsp;", "<br>", ">", "> > ", "&nbsp;<br/>\n&nbsp;"])
def test_markup_around_nothing_is_an_empty_cell(text: str):
    assert shown(read(text)) == ("blank", None)


@pytest.mark.parametrize("text", ["行政规范<br>性文件", "行政规范<BR />性文件<br>", "行政&nbsp;规范&emsp;性文件"])
def test_blanks_and_line_ends_as_programs_write_them_part_no_label(text: str):
    assert read(text).terminal == "ADMINISTRATIVE_NORMATIVE_DOCUMENTS"


@pytest.mark.parametrize("text", ["$160", "160$", "~~160~~", "16`0", "$1$6$", "&160;", "1<br>60", "1&nbsp;60"])
def test_other_marks_make_it_no_plain_number(text: str):
    assert read(text).value is None


@pytest.mark.parametrize("text", ["01", "00", "０１", "0012", "1" * 16, "0" * 16])
def test_digits_with_a_zero_before_them_or_too_many_are_no_number(text: str):
    assert shown(read(text)) == ("odd", None)
    assert read(text).state is State.UNREADABLE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234),
        ("1，234", 1234),
        ("12,345,678", 12_345_678),
        ("+1036", 1036),
        ("+0", 0),
        ("-8", -8),
        ("+ 8", 8),
        ("减少 38", -38),
        ("－8", -8),
        ("−8", -8),
        ("–8", -8),
        ("增1558", 1558),
        ("增加3", 3),
        ("减38", -38),
        ("减少38", -38),
        ("減38", -38),
        ("減少0", 0),
    ],
)
def test_a_whole_number_with_its_sign_or_commas(text: str, number: int):
    assert shown(read(text)) == ("value", number)
    assert read(text).state is State.NUMBER


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("110.25", "110.25"),
        ("0.5", "0.5"),
        ("-0.5", "-0.5"),
        ("1,234.50", "1234.50"),
        ("１．５", "1.5"),
        ("1234567890123.45", "1234567890123.45"),
    ],
)
def test_a_fraction_keeps_its_decimals(text: str, number: str):
    value = read(text).value
    assert isinstance(value, Decimal)
    assert str(value) == number


@pytest.mark.parametrize("text", ["0件", "10件", "12件", "100元"])
def test_a_whole_number_stays_whole_before_a_unit(text: str):
    assert isinstance(read(text).value, int)


@pytest.mark.parametrize(
    "text",
    [
        "0,123",  # nobody writes a thousand so
        "01件",
        "00.5",
        "1234567890123456件",
        "12345678901234.56",
        "1.123456789012345",
        "1,23",
        "12.",
        ".5",
        "1.2.3",
        "12%",
        "3?",
        "1O",
        "--5",
        "- 8",  # the dash may be the mark of a list
    ],
)
def test_what_is_not_quite_a_number_may_be_a_damaged_one(text: str):
    assert shown(read(text)) == ("odd", None)


@pytest.mark.parametrize("text", ["123456789012345件", "1234567890123.45", "1.12345678901234"])
def test_a_number_may_have_fifteen_digits_in_all(text: str):
    assert read(text).kind == VALUE


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("0件", 0, "件"),
        ("12 件", 12, "件"),
        ("251000元", 251_000, "元"),
        ("110.55万元", Decimal("110.55"), "万元"),
        ("110.55萬元", Decimal("110.55"), "万元"),
        ("3条", 3, "条"),
        ("-3次", -3, "次"),
        ("12", 12, ""),
        ("1,234", 1234, ""),
    ],
)
def test_the_unit_that_a_cell_prints(text: str, number: object, unit: str):
    assert (read(text).value, read(text).unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "number"), [("22（其中修订16件）", 22), ("22件(其中修订16件)", 22), ("-3 （其中：甲）", -3)]
)
def test_a_number_with_a_gloss_deserves_a_note(text: str, number: int):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.value, lexeme.note, lexeme.unit) == (VALUE, number, "cell-gloss", "")


@pytest.mark.parametrize("text", ["22（修订16件）", "22（其中）", f"22（其中{'甲' * 41}）"])
def test_brackets_behind_a_number_that_do_not_divide_it_make_it_no_value(text: str):
    assert read(text).value is None


@pytest.mark.parametrize("text", ["12", "12件", "1,234", "—"])
def test_a_value_without_a_gloss_deserves_no_note(text: str):
    assert read(text).note == ""


# ---- dashes, rulers, nothing


@pytest.mark.parametrize("text", ["-", "—", "——", "/", "_", "\\", "无", "無", "N/A", "－", "―", "─", "−−−−−−"])
def test_a_mark_for_none_is_a_dash(text: str):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.state, lexeme.value, lexeme.note) == (VALUE, State.DASH, None, "")


@pytest.mark.parametrize("text", ["---", ":---", "---:", ":---:", "----------", "---+---", "===", ":---+----+---:"])
def test_what_markdown_draws_under_heads_is_a_ruler(text: str):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.state, lexeme.note) == (VALUE, State.DASH, "ruler")


@pytest.mark.parametrize("mark", ["\0", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_a_character_that_nobody_sees_parts_no_figure(mark: str):
    for text, value in ((f"1{mark}2", 12), (f"1,{mark}234", 1234), (f"-{mark}8", -8), (f"1{mark}2件", 12)):
        lexeme = read(text)
        assert (lexeme.kind, lexeme.state, lexeme.value, lexeme.raw) == (VALUE, State.NUMBER, value, text)
    assert read(f"0{mark}12").kind == read(f"1{mark}2 3").kind == ODD
    assert (read(f"—{mark}—").state, read(f"第{mark}3页").kind) == (State.DASH, BLANK)


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u202e"])
def test_a_mark_that_turns_the_direction_of_text_may_turn_a_figure(mark: str):
    assert read(f"1{mark}2").kind == ODD


@pytest.mark.parametrize("text", ["", " ", "\n", "\t", "\u3000", "\u00a0", "\ufeff", "\u200b", "**", " # ", "\r\n"])
def test_padding_alone_is_a_blank_cell(text: str):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.raw, lexeme.lead, lexeme.state) == (BLANK, "", 0, State.BLANK)


@pytest.mark.parametrize("text", ["##", " ###### ", "**####**", "&nbsp;###"])
def test_what_stands_where_a_column_is_too_narrow_is_not_empty(text: str):
    found = read(text)
    assert (KINDS[found.kind], found.state) == ("odd", State.UNREADABLE)
    assert text[found.lead] == "#"


@pytest.mark.parametrize("text", ["nan", "NaN", "None", "null", "NaT", "<NA>", "Unnamed: 3", "Unnamed: 3_level_1"])
def test_what_programs_print_for_an_empty_cell_is_one(text: str):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.raw, lexeme.state) == (BLANK, "", State.BLANK)


@pytest.mark.parametrize(
    "text",
    ["- 3 -", "— 12 —", "·3·", "第 3 页", "第3页共12页", "第3頁/共12頁", "page 3 of 12", "P. 3", "3/12页"],
)
def test_a_page_number_is_a_blank_cell(text: str):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.raw, lexeme.state) == (BLANK, "", State.BLANK)


@pytest.mark.parametrize(
    ("text", "raw", "lead"),
    [
        ("12", "12", 0),
        ("  12 ", "12", 2),
        ("\u3000\t12件\n", "12件", 2),
        ("**总计**", "总计", 2),
        ("\n规章", "规章", 1),
        (" 甲乙丙 ", "甲乙丙", 1),
        (" 01 ", "01", 1),
        (" — ", "—", 1),
    ],
)
def test_the_content_of_a_cell_stands_behind_its_padding(text: str, raw: str, lead: int):
    assert (read(text).raw, read(text).lead) == (raw, lead)


# ---- labels


@pytest.mark.parametrize(
    ("text", "terminal", "official"),
    [
        ("规章", "RULES", True),
        ("規章", "RULES", True),
        ("总计", "TOTAL", True),
        ("合计", "TOTAL", False),
        ("其他", "OTHER", True),
        ("其它", "OTHER", False),
        ("其他结果", "OTHER_RESULT", True),
        ("3.其他", "OTHER_OF_OTHER", True),
        ("（一）予以公开", "GRANTED", True),
        ("予以公开", "GRANTED", False),
        ("信息内容", "CONTENT", True),
        ("现行有效件", "IN_FORCE", False),
        ("规章①", "RULES", False),
        ("规章（政府规章）", "RULES", False),
    ],
)
def test_a_label_and_whether_it_is_spelled_as_printed(text: str, terminal: str, official: bool):
    lexeme = read(text)
    assert (KINDS[lexeme.kind], lexeme.terminal, lexeme.official) == ("label", terminal, official)


def test_a_label_is_compared_by_its_letters_and_digits():
    assert read("（一） 予以公开：").spelled == "一予以公开"


@pytest.mark.parametrize(
    ("text", "terminal", "tail"),
    [
        ("（一）予以公开12", "GRANTED", 2),
        ("规章3", "RULES", 1),
        ("规章 3", "RULES", 1),
        (f"规章{'1' * 15}", "RULES", 15),
    ],
)
def test_a_label_with_a_number_run_onto_it(text: str, terminal: str, tail: int):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.terminal, lexeme.tail, lexeme.official) == (LABEL, terminal, tail, False)
    assert lexeme.raw == text


@pytest.mark.parametrize("text", ["总计", "合计", "12", "甲乙丙", "—", ""])
def test_other_cells_have_no_number_run_onto_them(text: str):
    assert read(text).tail == 0


@pytest.mark.parametrize("text", ["合计12", "甲乙12", "规章-3", "规章1.5", f"规章{'1' * 16}"])
def test_only_an_official_label_is_parted_from_a_number_behind_it(text: str):
    assert shown(read(text)) == ("odd", None)


def test_only_labels_and_texts_are_spelled_and_only_a_label_can_be_unofficial():
    assert (read("12").spelled, read("12").official, read("12").terminal) == ("", True, "")
    assert (read("甲 乙丙").spelled, read("甲乙丙").official, read("甲乙丙").terminal) == ("甲乙丙", True, "")


# ---- what is neither


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("甲", "odd"),
        ("é", "odd"),
        ("甲乙", "text"),
        ("甲乙丙", "text"),
        ("甲1", "odd"),
        ("甲乙1", "odd"),
        ("甲乙丙1", "text"),
        ("㐀㐁㐂1", "text"),
        ("㐀㐀㐀1", "text"),
        ("（）（）1", "odd"),
        ("8O", "odd"),
        ("abc", "odd"),
        ("abcd", "odd"),
        ("éf", "text"),
        ("éf1", "odd"),
        ("a b", "odd"),
    ],
)
def test_a_short_text_with_hardly_a_word_may_be_a_damaged_value(text: str, kind: str):
    assert KINDS[read(text).kind] == kind


def test_a_damaged_value_has_at_most_twenty_four_characters():
    assert LONGEST_VALUE == 24
    assert KINDS[read("1a" * 12).kind] == "odd"
    assert KINDS[read("1a" * 12 + "1").kind] == "text"


def test_a_text_as_long_as_a_label_can_be_is_compared_and_a_longer_one_is_not():
    assert LONGEST == 240
    assert read("甲" * 240).spelled == "甲" * 240
    assert (KINDS[read("甲" * 241).kind], read("甲" * 241).spelled) == ("text", "")


@pytest.mark.parametrize("text", ["表1", "附表 2", "（见表2-1）", "附件3：", "【表 4】", "Table 2", "续表12", "表123"])
def test_the_number_of_a_table_is_a_text(text: str):
    assert shown(read(text)) == ("text", None)


@pytest.mark.parametrize("text", ["表", "1表1", "表1 2", "件3"])
def test_what_is_no_number_of_a_table_may_be_a_damaged_value(text: str):
    assert shown(read(text)) == ("odd", None)


# ---- several lines


@pytest.mark.parametrize(
    ("text", "kind", "value", "lead"),
    [
        ("- 3 -\n12", "plain", 12, 6),
        ("12\n- 3 -", "plain", 12, 0),
        (" 12\n第 3 页", "plain", 12, 1),
        ("第 1 页\n - 3 -\n  12件", "value", 12, 15),
        ("- 1 -\n- 2 -", "blank", None, 0),
    ],
)
def test_page_numbers_on_lines_of_their_own_are_dropped(text: str, kind: str, value: object, lead: int):
    lexeme = read(text)
    assert (KINDS[lexeme.kind], lexeme.value, lexeme.lead) == (kind, value, lead)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("甲乙\n总计", 3),
        (" 甲乙\n 总计", 5),
        ("甲\n乙乙\n  总计", 7),
        ("甲\n\n总计", 3),
        ("甲乙\n总计\n- 3 -", 3),
        ("12\n总计", 3),
        ("- 3 -\n总计", 6),
    ],
)
def test_a_label_in_the_last_line_is_the_cells(text: str, lead: int):
    lexeme = read(text)
    assert (lexeme.kind, lexeme.terminal, lexeme.lead, lexeme.raw) == (LABEL, "TOTAL", lead, "总计")


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("甲乙\n总计", "甲乙"),
        ("甲\n乙乙\n总计", "乙乙"),
        ("1.上年\n总计", "1.上年"),
        ("甲乙\n总计（街道）", "甲乙 （街道）"),
        ("总计（街道）", "（街道）"),
        ("总计（街道）（件）【甲】", "（街道） 【甲】"),
        ("总计（件）", ""),
        ("甲乙\n\n总计", ""),
        ("12\n总计", ""),
        ("1O\n总计", ""),
        ("总计", ""),
    ],
)
def test_the_words_beside_a_label_in_its_cell(text: str, beside: str):
    assert (read(text).kind, read(text).beside) == (LABEL, beside)


def test_a_label_over_two_lines_is_one():
    assert (read("社会公益\n组织").terminal, read("社会公益\n组织").lead) == ("PUBLIC_WELFARE_ORGANIZATION", 0)


@pytest.mark.parametrize(
    ("text", "kind", "spelled"),
    [
        ("规章\n12", "odd", "规章12"),
        ("12\n13", "odd", "1213"),
        ("甲\n乙", "text", "甲乙"),
        ("总计\n甲乙", "text", "总计甲乙"),
        ("（\n）", "text", ""),
    ],
)
def test_lines_that_belong_to_no_label_are_a_text_or_a_damaged_value(text: str, kind: str, spelled: str):
    lexeme = read(text)
    assert (KINDS[lexeme.kind], lexeme.spelled, lexeme.lead) == (kind, spelled, 0)


def test_lines_longer_than_any_label_are_a_text():
    assert KINDS[read("甲" * 237 + "\n12").kind] == "odd"
    assert read("甲" * 237 + "\n12").spelled == "甲" * 237 + "12"
    assert KINDS[read("甲" * 238 + "\n12").kind] == "text"


def test_no_label_is_searched_in_a_cell_of_four_times_the_length_of_a_label():
    assert read("甲" * 957 + "\n总计").kind == LABEL
    assert read("甲" * 958 + "\n总计").kind == TEXT


# ---- the memory of the reader


def test_a_cell_that_was_read_is_remembered():
    reader = CellReader(FORMS.vocabulary)
    assert reader["12"] is reader["12"]


def test_only_cells_as_short_as_labels_are_remembered():
    reader = CellReader(FORMS.vocabulary)
    assert reader["甲" * 241].kind == TEXT
    assert list(reader) == []
    assert reader["甲" * 240].kind == TEXT
    assert list(reader) == ["甲" * 240]


def test_the_memory_is_emptied_when_it_holds_twenty_thousand_cells():
    reader = CellReader(FORMS.vocabulary)
    lexeme = reader["12"]
    reader.update({f"cell {number}": lexeme for number in range(19_998)})
    assert reader["13"].value == 13
    assert len(reader) == 20_000
    assert reader["14"].value == 14
    assert list(reader) == ["14"]


def test_the_grammar_of_cells_can_be_another():
    own = CellReader(
        FORMS.vocabulary, GrammarSource("cells", "<cells>", 'cell: RULER | DASH\nRULER: "零"\nDASH: "零" | "无"\n')
    )
    assert (own["零"].state, own["零"].note) == (State.DASH, "ruler")
    assert (own["无"].state, own["无"].note) == (State.DASH, "")
    assert own["—"].kind == ODD
    assert READER["零"].kind == ODD
    assert READER["零"].state is State.UNREADABLE


def test_two_cells_that_hold_the_same_are_not_the_same_cell():
    assert Lexeme(PLAIN, "12", 0) != Lexeme(PLAIN, "12", 0)
    assert len({read("12"), read("12")}) == 2


def test_the_kinds_are_told_apart_by_their_order():
    """A value is what stands between a blank and a damaged one."""
    assert [*KINDS] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert BLANK < PLAIN < VALUE < ODD < LABEL < TEXT


def test_texts_and_files_leave_out_the_same_characters_that_print_nothing():
    """The readers know nothing of the grammars, so these characters are written down in both."""
    assert entries()["unseen"] == NOTHING_PRINTED
