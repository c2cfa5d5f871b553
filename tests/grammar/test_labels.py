"""How labels are compared, and which label a text is."""

from __future__ import annotations

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarPlace, Terminal
from govinfo_parse.grammar.labels import LONGEST, Vocabulary
from tests.grammar.samples import VOCABULARY


def terminal(name: str, *literals: str, patterns: tuple[str, ...] = (), line: int = 1) -> Terminal:
    """A terminal as if it were written in a file of its own, one spelling a column."""
    columns = range(1, len(literals) + len(patterns) + 1)
    places = tuple(GrammarPlace(line, column, "own.lark", line) for column in columns)
    return Terminal(name, literals, patterns, places)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("规章", "RULES"),
        ("规 章", "RULES"),
        ("规章※", "RULES"),
        ("规章* ", "RULES"),
        ("規章", "RULES"),
        ("（一）予以公开", "GRANTED"),
        ("(一)予以公开", "GRANTED"),
        ("一予以公开", "GRANTED"),
        ("3.危及三安全一稳定", "SECURITY_AND_STABILITY"),
        ("本年增减", "CHANGE"),
    ],
)
def test_a_label_as_it_is_printed_but_for_marks_and_widths(text: str, name: str):
    found = VOCABULARY.find(text)
    assert found is not None
    assert (found.terminal, found.official) == (name, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("合计", "TOTAL"),
        ("行政强制措施", "COMPULSORY_MEASURES"),
        # without its item number, or with another
        ("予以公开", "GRANTED"),
        ("重复申请", "REPEATED"),
        ("（二）予以公开", "GRANTED"),
        ("二、予以公开", "GRANTED"),
        ("12.重复申请", "REPEATED"),
        ("7、重复申请", "REPEATED"),
        ("1．规章", "RULES"),
        # with footnotes
        ("规章①", "RULES"),
        ("规章²", "RULES"),
        ("规章①※", "RULES"),
        # with what stands in brackets
        ("规章（政府规章）", "RULES"),
        ("规章[注]", "RULES"),
        ("规章【注】", "RULES"),
        ("规章〔注〕", "RULES"),
        (f"规章（{'甲' * 200}）", "RULES"),
        ("规章（甲）（乙）", "RULES"),
        # with both
        ("1.规章（政府规章）", "RULES"),
        ("（二）予以公开（全部）", "GRANTED"),
    ],
)
def test_a_label_that_is_spelled_otherwise(text: str, name: str):
    found = VOCABULARY.find(text)
    assert found is not None
    assert (found.terminal, found.official) == (name, False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("（三）不予公开-1.属于国家秘密", "STATE_SECRET"),
        ("三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密", "STATE_SECRET"),
        ("不予公开：属于国家秘密", "STATE_SECRET"),
        ("三、本年度办理结果-（一）予以公开", "GRANTED"),
        ("（六）其他处理_3.其他", "OTHER_OF_OTHER"),
        ("申请人情况_法人或其他组织_商业企业", "ENTERPRISE"),
        ("法人或其他组织-其他", "OTHER"),
        ("行政诉讼-复议后起诉", "LITIGATION_AFTER"),
    ],
)
def test_the_labels_of_groups_before_a_label_inside_them(text: str, name: str):
    found = VOCABULARY.find(text)
    assert found is not None
    assert (found.terminal, found.official) == (name, False)


@pytest.mark.parametrize(
    "text",
    [
        "（四）无法提供-1.属于国家秘密",  # not inside this group
        "规章、行政规范性文件",
        "（三）不予公开-1.属于国家秘密-2.其他法律行政法规禁止公开",
        "行政复议-结果维持",  # another cell in each block
        "行政诉讼-结果维持",
        "（三）不予公开-（三）不予公开-（三）不予公开-（三）不予公开-1.属于国家秘密",
    ],
)
def test_other_labels_before_a_label_make_it_another(text: str):
    assert VOCABULARY.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "规",
        "规章制度",
        "规章（其中：政府规章）",  # a part of the row
        "规章（上年）",
        "规章（占比）",
        "1.规章（其中：政府规章）",
        "规章（增长％）",
        "123.规章",
        f"规章（{'甲' * 201}）",
        "规章（甲（乙））",
        "①规章甲",
    ],
)
def test_a_text_that_is_no_label(text: str):
    assert VOCABULARY.find(text) is None


def test_no_text_longer_than_a_label_can_be_is_one():
    assert LONGEST == 240
    assert VOCABULARY.find("规章" + " " * 238) is not None
    assert VOCABULARY.find("规章" + " " * 239) is None


@pytest.mark.parametrize(
    ("spelled", "begins"),
    [
        ("社会", True),
        ("社会公益组", True),
        ("社会公益", True),
        ("社", False),
        ("社会公益组织", False),
        ("规章", False),
        ("会公", False),
        ("", False),
    ],
)
def test_the_beginning_of_a_label_has_two_characters_and_lacks_some(spelled: str, begins: bool):
    assert VOCABULARY.begins(spelled) is begins


def test_a_key_is_found_as_it_is():
    found = VOCABULARY.find_key("社会公益组织")
    assert found is not None
    assert (found.terminal, found.official) == ("PUBLIC_WELFARE_ORGANIZATION", True)
    assert VOCABULARY.find_key("社会 公益组织") is None
    assert VOCABULARY.find_key("社会公益组") is None


def test_every_spelling_is_a_key_with_and_without_its_item_number():
    keys = list(VOCABULARY.keys)
    assert {"一予以公开", "予以公开", "合计", "规章", "3其他", "其他"} <= set(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("社会公益组识", "PUBLIC_WELFARE_ORGANIZATION"),
        ("行政规范性文伴", "ADMINISTRATIVE_NORMATIVE_DOCUMENTS"),
        ("属于国家秘蜜", "STATE_SECRET"),
        ("法律服务机关", "LEGAL_SERVICE_ORGANIZATION"),
    ],
)
def test_the_label_that_a_damaged_one_resembles_most(text: str, name: str):
    found = VOCABULARY.closest(text)
    assert found is not None
    assert found.terminal == name


@pytest.mark.parametrize("text", ["甲乙丙丁", "今天天气很好", "", "12"])
def test_a_text_that_resembles_no_label(text: str):
    assert VOCABULARY.closest(text) is None


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("RULES", "规章"),
        ("TOTAL", "总计"),
        ("GRANTED", "（一）予以公开"),
        ("IN_FORCE", "现行有效件数"),
        ("OTHER", "其他"),
    ],
)
def test_the_official_label_is_the_first_spelling(name: str, printed: str):
    assert VOCABULARY.printed[name] == printed


# ---- vocabularies of other terminals


def test_a_spelling_may_be_an_expression_for_keys():
    vocabulary = Vocabulary([terminal("RULES", "规章", patterns=("(?:政府|部门)规章.{0,2}",))])
    found = vocabulary.find("部门规章（修订）")
    assert found is not None
    assert (found.terminal, found.official) == ("RULES", False)
    assert vocabulary.find("部门规章修订件") is None
    assert vocabulary.printed == {"RULES": "规章"}


def test_a_terminal_with_expressions_alone_has_no_official_label():
    vocabulary = Vocabulary([terminal("YEARS", patterns=("历年.{1,4}",))])
    assert vocabulary.printed == {}
    assert vocabulary.find("历年累计") is not None


def test_a_label_without_its_number_stays_that_of_whoever_is_printed_so():
    vocabulary = Vocabulary([terminal("THIRD", "3.其他", line=1), terminal("OTHER", "其他", line=2)])
    found = vocabulary.find("其他")
    assert found is not None
    assert (found.terminal, found.official) == ("OTHER", True)


def test_one_label_of_two_terminals_is_a_fault_of_the_later():
    first, second = terminal("FIRST", "甲", "乙", line=4), terminal("SECOND", "丙", "乙", line=7)
    for terminals in ([first, second], [second, first]):
        with pytest.raises(GrammarError) as caught:
            Vocabulary(terminals)
        assert str(caught.value) == "own.lark:7:2: the label '乙' is given to both FIRST and SECOND"


def test_one_label_of_two_terminals_for_the_same_place_is_the_laters():
    first, second = terminal("FIRST", "甲", line=1), terminal("SECOND", "甲", line=2)
    vocabulary = Vocabulary([first, second], {"FIRST": "disclosure.rules", "SECOND": "disclosure.rules"})
    found = vocabulary.find("甲")
    assert found is not None
    assert found.terminal == "SECOND"


@pytest.mark.parametrize(
    "leads_to",
    [
        {},
        {"FIRST": "disclosure.rules"},
        {"SECOND": "disclosure.rules"},
        {"FIRST": "disclosure.rules", "SECOND": "disclosure.fees"},
    ],
)
def test_one_label_of_two_terminals_for_other_places_is_a_fault(leads_to: dict[str, str]):
    with pytest.raises(GrammarError, match="given to both"):
        Vocabulary([terminal("FIRST", "甲", line=1), terminal("SECOND", "甲", line=2)], leads_to)


def test_a_terminal_may_spell_its_label_twice():
    vocabulary = Vocabulary([terminal("CHANGE", "本年增/减", "本年增减")])
    found = vocabulary.find("本年增减")
    assert found is not None
    assert (found.terminal, found.official) == ("CHANGE", True)
