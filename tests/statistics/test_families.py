"""Families: those that are built in, and a caller's own."""

from __future__ import annotations

import pytest

import govinfo_parse
from govinfo_parse.errors import GrammarError
from govinfo_parse.statistics.knowledge import Knowledge, built_in_knowledge
from tests.statistics.tables import glued, tabs

OWN = """
%extend statistics_row: "公开信息总条数" -> published | "来函" -> received__letter | "来人" -> received__in_person
form_hainan: "公开信息总条数" hainan_received
hainan_received: "收到申请总量" "来函" "来人" -> partition
"""
TABLE = [
    ["指标名称", "计量单位", "2012年度", "历年累计"],
    ["公开信息总条数", "条", "40", "90"],
    ["收到申请总量", "件", "12", "36"],
    ["其中：1.来函", "件", "8", "9"],
    ["2.来人", "件", "4", "27"],
]


def test_a_family_of_ones_own_is_three_lines():
    (table,) = govinfo_parse.Parser(statistics=[OWN]).parse(tabs(TABLE)).statistics

    assert table.form == "hainan"
    assert [row.key for row in table.rows] == ["published", None, "received.letter", "received.in_person"]
    assert [row.parent for row in table.rows] == [None, None, 1, 1]


def test_its_partition_parts_figures_that_ran_together():
    text = glued(TABLE)
    (known,) = govinfo_parse.Parser(statistics=[OWN]).parse(text).statistics
    (unknown,) = govinfo_parse.parse_report(text).statistics

    assert [cell.value for cell in known.rows[1].cells] == [12, 36]
    assert [cell.value for cell in unknown.rows[1].cells] == [None, None]


def test_its_partition_is_a_relation():
    parser = govinfo_parse.Parser(statistics=[OWN])
    report = parser.parse(tabs([*TABLE[:-1], ["2.来人", "件", "5", "27"]]))

    assert [(finding.rule, finding.expected, finding.actual) for finding in report.findings] == [
        ("statistics.partition", 13, 12)
    ]
    assert report.findings == tuple(
        finding
        for finding in govinfo_parse.check(report, parser.indicators)
        if finding.outcome is govinfo_parse.Outcome.VIOLATED
    )


def test_a_spelling_of_a_label_and_a_key_of_ones_own_are_a_line_each():
    parser = govinfo_parse.Parser(
        statistics=['%extend RECEIVED: "受理公开申请件数"', '%extend statistics_row: "解读稿件数" -> explanations']
    )
    text = tabs([TABLE[0], ["受理公开申请件数", "件", "1", "2"], ["解读稿件数", "篇", "3", "4"]])

    assert [row.key for row in parser.parse(text).statistics[0].rows] == ["received", "explanations"]


def test_another_head_and_another_unit_are_a_line_each():
    text = "栏目\t计件\t二〇一二\n信件\t桶\t5\n"
    parser = govinfo_parse.Parser(
        statistics=[
            '%extend NAME_HEAD: "栏目"\n%extend UNIT_HEAD: "计件"\n%extend UNIT: "桶"\n%extend YEAR: "二〇一二"'
        ]
    )
    (table,) = parser.parse(text).statistics

    assert govinfo_parse.parse_report(text).statistics == ()
    assert (table.rows[0].unit, table.rows[0].cells[0].value) == ("桶", 5)


def test_only_what_is_verified_of_the_national_form_has_a_key():
    text = tabs(
        [
            ["统计指标", "单位", "统计数"],
            ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "1234"],
            ["其中：主动公开规范性文件数", "条", "12"],
            ["制发规范性文件总数", "件", "10"],
            ["（一）收到申请数", "件", "28"],
            ["1.当面申请数", "件", "20"],
        ]
    )
    (table,) = govinfo_parse.parse_report(text).statistics

    assert table.form == "national_2014"
    assert [row.key for row in table.rows] == [
        *("published", "published.normative_documents", "normative_documents_issued", None, None),
    ]


@pytest.mark.parametrize("name", ["fujian", "shanghai_2004", "shanghai_2008", "national_2014"])
def test_a_built_in_family_knows_its_own_table(name: str):
    knowledge = built_in_knowledge()
    family = knowledge.families[name]
    by_key = {knowledge.keys[label]: label for label in reversed(family.labels)}
    labels = [knowledge.vocabulary.printed[label] for label in by_key.values()]
    text = tabs([TABLE[0], *([label, "条", "1", "2"] for label in labels)])
    (table,) = govinfo_parse.parse_report(text).statistics

    assert table.form == name
    assert [row.key for row in table.rows] == list(by_key)


def test_every_label_of_a_family_has_a_key():
    knowledge = Knowledge()

    for family in knowledge.families.values():
        assert set(family.labels) <= knowledge.keys.keys()


@pytest.mark.parametrize(
    ("grammar", "message"),
    [
        ("hainan: PUBLISHED", "nothing uses the rule hainan; a family is called form_NAME"),
        ("form_hainan: NOTHING", "Rule 'NOTHING' used but not defined"),
        ("form_hainan: own\nown: RECEIVED FAX -> sum", "sum is nothing that parts are; write -> partition"),
        ("%extend statistics_row: PUBLISHED FAX -> a", "statistics_row gives one label a key"),
        ('%extend statistics_row: "新项目"', "statistics_row gives one label a key"),
        ("%extend same_measure: FAX -> applications__nothing", "applications__nothing is no cell of the record"),
        ('%extend FAX: "当面申请数"', "the label '当面申请数' is given to both IN_PERSON and FAX"),
        ("form_hainan: own\nown: own", "own contains itself"),
        ("form_hainan: own\nown: PUBLISHED -> partition", "own has no parts; write them behind PUBLISHED"),
        ("form_hainan:", "form_hainan has no labels; write them behind it"),
        ('HAINAN: "海口申请数"', "nothing uses the label HAINAN; name it in statistics_row, or in a family form_NAME"),
        ('RECEIVED: "受理件数"', "'RECEIVED' defined more than once; to add to it, write %extend RECEIVED: ..."),
        ("%extend RECEIVED: “受理件数”", 'write " and not “'),
        ('%extend statistics_row: "12" -> twelve', "the label '12' has no letter"),
        ('%extend UNIT: "5"', "the label '5' of UNIT has no letter"),
        ("%extend UNIT: /\\d?/", "the expression of UNIT can match a figure"),
        ("%extend YEAR: /.*/", "the expression of YEAR can match a figure"),
        ("%extend RECEIVED: /\\d+/", "the expression of RECEIVED can match a figure"),
    ],
)
def test_what_cannot_work_is_refused(grammar: str, message: str):
    with pytest.raises(GrammarError) as caught:
        govinfo_parse.Parser(statistics=[grammar])

    assert message in str(caught.value)
    assert str(caught.value).startswith("<statistics 1>:1:") or str(caught.value).startswith("<statistics 1>:2:")


def shanghai(rows: list[tuple[str, str, str, str, str]]) -> str:
    heads = ["指标名称", "计量单位", "代码", "本期实际", "本年累计"]
    return tabs([heads, ["甲", "乙", "丙", "1", "2"], *map(list, rows)])


def test_refusals_of_shanghai_are_told_by_labels_in_whatever_order_their_codes_are():
    reasons = [
        "“信息不存在”数",
        "“非本部门掌握”数",
        "“申请内容不明确”数",
        *(f"“免予公开范围{n}”数" for n in range(1, 7)),
    ]
    reasons += ["非《规定》所指政府信息数", "其它原因"]
    text = shanghai(
        [
            ("对申请的答复总数", "条", "17", "20", "60"),
            ("同意公开答复数", "条", "18", "5", "20"),
            ("同意部分公开答复数", "条", "19", "4", "7"),
            ("否决公开答复总数", "条", "20", "11", "33"),
            *((reason, "条", str(21 + place), "1", "3") for place, reason in enumerate(reasons)),
        ]
    )
    report = govinfo_parse.parse_report(text)
    (table,) = report.statistics

    assert table.form == "shanghai_2004"
    assert [row.parent for row in table.rows] == [None, 0, 0, 0, *[3] * 11]
    assert table.rows[-2].key == "replied.not_information"
    assert report.findings == ()
    assert [
        str(finding.outcome) for finding in govinfo_parse.check(report) if finding.rule == "statistics.partition"
    ] == ["holds"] * 4


def test_labels_that_stand_twice_have_no_key_and_this_is_said():
    rows = [("收取费用总数", "元", "36", "9", "9"), ("邮寄", "元", "38", "1", "1"), ("邮寄", "元", "45", "2", "2")]
    plain = govinfo_parse.parse_report(shanghai(rows))
    twice = govinfo_parse.parse_report(shanghai([*rows, ("收取费用总数", "元", "51", "8", "8")]))

    assert "row-repeated" not in {note.code for note in plain.diagnostics}
    assert [note.message for note in twice.diagnostics if note.code == "row-repeated"] == [
        "'收取费用总数' is printed more than once; neither has a key"
    ]
    assert twice.statistics[0].rows[0].key is None


def test_a_form_whose_year_is_not_filled_in_is_found():
    report = govinfo_parse.parse_report(
        "指标名称计量单位20××年度历年累计主动公开信息数条其中：1.网站公开条2.政府公报公开条"
    )

    assert [cell.value for table in report.statistics for row in table.rows for cell in row.cells] == [None] * 6
    assert [note.code for note in report.diagnostics] == ["statistics-blank"]


def test_its_partition_counts_on_the_page_of_a_review():
    parser = govinfo_parse.Parser(statistics=[OWN])
    text = tabs([*TABLE[:-1], ["2.来人", "件", "5", "27"]])
    report = parser.parse(text)

    assert "statistics.partition" in govinfo_parse.review(report, text, indicators=parser.indicators)
    assert "statistics.partition" not in govinfo_parse.review(report, text)
