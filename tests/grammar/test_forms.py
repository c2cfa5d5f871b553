"""What all forms together say of the tables, and how labels are grouped into them."""

from __future__ import annotations

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.forms import Forms, merge_orders, table_headings
from govinfo_parse.grammar.transformer import LabelledTable
from govinfo_parse.lexing.tokens import Grid, Token
from tests.grammar.samples import FORMS, forms_with

DISCLOSURE, APPLICATIONS, PROCEEDINGS = (FORMS.tables[name] for name in ("disclosure", "applications", "proceedings"))
APPLICANTS = (
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_organization",
    "other_organization",
    "total",
)
RESULTS = ("upheld", "corrected", "other", "pending", "total")


# ---- what is known of each table


def test_the_tables_and_the_forms():
    assert list(FORMS.tables) == ["disclosure", "applications", "proceedings"]
    assert list(FORMS.printed) == ["2019", "2021"]
    assert [(name, len(table.blocks["2019"]), len(table.blocks["2021"])) for name, table in FORMS.tables.items()] == [
        ("disclosure", 5, 4),
        ("applications", 1, 1),
        ("proceedings", 1, 1),
    ]


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        ("2021", ["rules", "normative_documents", "licensing", "penalties", "compulsory_measures", "fees"]),
        (
            "2019",
            [
                "rules",
                "normative_documents",
                "licensing",
                "other_services",
                "penalties",
                "compulsory_measures",
                "fees",
                "procurement",
            ],
        ),
    ],
)
def test_the_rows_of_table_two_in_the_order_of_each_form(form: str, rows: list[str]):
    assert DISCLOSURE.orders[form] == tuple(f"disclosure.{row}" for row in rows)


def test_one_order_for_the_rows_of_all_forms():
    assert list(DISCLOSURE.order) == list(DISCLOSURE.orders["2019"])
    assert [*DISCLOSURE.order.values()] == list(range(8))
    rows = [path.removeprefix("applications.outcomes.other.") for path in APPLICATIONS.order]
    assert len(rows) == 26
    # What the 2021 form adds stands where it stands there.
    assert rows[20:24] == ["correction_overdue", "fee_overdue", "other", "undivided"]


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("disclosure.rules", 0),
        ("disclosure.normative_documents", 0),
        ("disclosure.licensing", 1),
        ("disclosure.compulsory_measures", 2),
        ("disclosure.fees", 3),
        ("disclosure.procurement", 4),
    ],
)
def test_the_block_of_a_row(path: str, number: int):
    assert DISCLOSURE.block_of[path] == number


def test_groups_and_rows_that_no_form_prints_have_no_block():
    assert len(DISCLOSURE.block_of) == 8
    assert set(APPLICATIONS.block_of) == set(APPLICATIONS.order)
    assert set(APPLICATIONS.block_of.values()) == {0}
    assert "" not in APPLICATIONS.columns_of
    assert "" not in APPLICATIONS.row_names


def test_the_columns_of_a_row_in_each_form():
    assert DISCLOSURE.columns_of["disclosure.rules"] == {
        "2019": ("created", "published", "total_published"),
        "2021": ("issued", "repealed", "in_force"),
    }
    assert DISCLOSURE.columns_of["disclosure.fees"] == {"2019": ("previous_items", "change"), "2021": ("amount",)}
    assert DISCLOSURE.columns_of["disclosure.procurement"] == {"2019": ("items", "amount")}
    assert APPLICATIONS.columns_of["applications.received"] == {"2019": APPLICANTS, "2021": APPLICANTS}
    assert PROCEEDINGS.columns_of["proceedings.reconsideration"]["2021"] == RESULTS


def test_the_heads_of_a_table_in_one_order():
    assert APPLICATIONS.heads_order == APPLICANTS
    assert PROCEEDINGS.heads_order == RESULTS
    heads = DISCLOSURE.heads_order
    assert len(heads) == len(set(heads)) == 11
    for one in (
        ("created", "published", "total_published"),
        ("issued", "repealed", "in_force"),
        ("previous_items", "change", "decisions"),
        ("items", "amount"),
    ):
        places = [heads.index(name) for name in one]
        assert places == sorted(places)


def test_only_table_four_has_the_labels_of_its_rows_above():
    assert [table.nested for table in FORMS.tables.values()] == [False, False, True]


@pytest.mark.parametrize(
    ("terminal", "widths"),
    [
        ("RULES", {3}),
        ("LICENSING", {1, 3}),
        ("PENALTIES", {1, 3}),
        ("FEES", {1, 2}),
        ("PROCUREMENT", {2}),
        ("PROVINCE_DOCUMENTS", set()),
    ],
)
def test_how_many_columns_a_row_of_table_two_has(terminal: str, widths: set[int]):
    assert DISCLOSURE.widths[terminal] == widths


def test_how_many_columns_the_other_rows_have():
    assert {terminal for terminal, widths in APPLICATIONS.widths.items() if widths != {7}} == {"OTHER", "TOTAL"}
    assert APPLICATIONS.widths["OTHER"] == frozenset()
    assert set(PROCEEDINGS.widths.values()) == {frozenset({5})}
    assert APPLICATIONS.widths["REFUSED"] == {7}  # a group, where a page gives it figures


@pytest.mark.parametrize(
    ("path", "terminal"),
    [
        ("disclosure.rules", "RULES"),
        ("disclosure.normative_documents", "NORMATIVE_DOCUMENTS"),
        ("disclosure.other_documents", "PROVINCE_DOCUMENTS"),
    ],
)
def test_the_label_of_a_row_of_table_two(path: str, terminal: str):
    assert DISCLOSURE.row_names[path] == terminal


@pytest.mark.parametrize(
    ("path", "terminal"),
    [
        ("other.undivided", "OTHER_HANDLING"),
        ("other.other", "OTHER_OF_OTHER"),
        ("total", "OVERALL_TOTAL"),
    ],
)
def test_the_label_of_a_row_is_one_that_a_form_prints(path: str, terminal: str):
    assert APPLICATIONS.row_names[f"applications.outcomes.{path}"] == terminal


def test_the_groups_of_a_table_are_those_of_all_forms():
    assert APPLICATIONS.groups["OTHER_HANDLING"] == {
        f"applications.outcomes.other.{row}" for row in ("undivided", "correction_overdue", "fee_overdue", "other")
    }
    # 22 rows of the 2021 form, and the one row that 2019 has instead of three
    assert len(APPLICATIONS.groups["HANDLED"]) == 23
    assert DISCLOSURE.groups == {}
    assert PROCEEDINGS.groups["RECONSIDERATION"] == {"proceedings.reconsideration", *RESULTS}


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        ({"decisions"}, {"2021"}),
        ({"previous_items", "change", "decisions"}, {"2019"}),
        ({"previous_items", "decisions"}, {"2019"}),
        ({"previous_items"}, {"2019"}),
        (set(), {"2019", "2021"}),
        ({"amount"}, set()),
        ({"decisions", "amount"}, set()),
    ],
)
def test_the_forms_that_print_a_row_with_such_columns(names: set[str], forms: set[str]):
    assert DISCLOSURE.forms_with("disclosure.licensing", names) == forms


def test_the_forms_that_print_a_row_alike_and_those_that_print_it_not():
    assert APPLICATIONS.forms_with("applications.received", APPLICANTS) == {"2019", "2021"}
    assert APPLICATIONS.forms_with("applications.received", APPLICANTS[:2]) == {"2019", "2021"}
    assert DISCLOSURE.forms_with("disclosure.procurement", {"items"}) == {"2019"}
    assert DISCLOSURE.forms_with("disclosure.other_documents", {"created"}) == set()


@pytest.mark.parametrize(
    ("orders", "merged"),
    [
        ([], ""),
        (["abc"], "abc"),
        (["abc", "axc"], "axbc"),
        (["abc", "xabc"], "xabc"),
        (["abc", "abcx"], "abcx"),
        (["abc", "abxy"], "abxyc"),
        (["abc", "cxa"], "abcx"),
        (["ab", "xyb"], "xyab"),
        (["ab", "xb", "xy"], "xyab"),
    ],
)
def test_what_an_order_adds_stands_after_what_it_stands_after_there(orders: list[str], merged: str):
    assert "".join(merge_orders([tuple(order) for order in orders])) == merged


def test_the_rows_of_a_form():
    assert {form: len(rows) for form, rows in FORMS.rows_of.items()} == {"2019": 8 + 23 + 3, "2021": 6 + 25 + 3}
    assert "disclosure.procurement" in FORMS.rows_of["2019"] - FORMS.rows_of["2021"]
    assert "" not in FORMS.rows_of["2021"]


def test_the_headings_of_the_sections():
    assert list(table_headings().values()) == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert FORMS.headings == table_headings()
    assert list(FORMS.headings) == [
        "overview",
        "disclosure",
        "applications",
        "proceedings",
        "problems",
        "other_matters",
    ]


# ---- what a caller's file adds

FURTHER = """EVENTS: "新闻发布会"
EVENTS_HELD: "举办次数"
%extend disclosure_row: EVENTS -> disclosure__further__events
%extend disclosure_column: EVENTS_HELD -> held
%extend form_2021: events
events: CONTENT EVENTS_HELD EVENTS
"""


def test_rows_that_a_caller_adds_are_none_of_the_forms():
    further = FURTHER.replace("disclosure__further__events", "further__events").replace("-> held", "-> further__held")
    forms = forms_with(further)
    assert forms.rows_of == FORMS.rows_of
    table = forms.tables["disclosure"]
    assert table.columns_of["further.events"] == {"2021": ("further.held",)}
    assert forms.printed["2021"].paths == FORMS.printed["2021"].paths


def test_a_further_row_may_have_columns_of_any_name():
    forms = forms_with(FURTHER.replace("disclosure__further__events", "further__events"))
    assert forms.tables["disclosure"].columns_of["further.events"] == {"2021": ("held",)}


@pytest.mark.parametrize(
    ("rule", "wrong", "kind", "nearest", "own"),
    [
        (
            "disclosure_row: NEW -> disclosure__rule",
            "disclosure__rule",
            "place in the record",
            "disclosure__rules",
            "rule",
        ),
        ("disclosure_column: NEW -> isued", "isued", "cell of a row", "issued", "isued"),
        ("disclosure_column: NEW NEW -> created__publishd", "publishd", "cell of a row", "published", "publishd"),
    ],
)
def test_a_row_or_column_that_the_record_has_no_place_for(rule: str, wrong: str, kind: str, nearest: str, own: str):
    with pytest.raises(GrammarError) as caught:
        forms_with(f'NEW: "新"\n%extend {rule}\n')
    assert caught.value.message == (
        f"{wrong} is no {kind}; the nearest is {nearest}, and what is your own begins with further__: further__{own}"
    )


def test_a_file_that_prints_no_form_adds_none():
    forms = forms_with('%extend RULES: "部门规章"\n')
    assert list(forms.printed) == ["2019", "2021"]
    found = forms.vocabulary.find("部门规章")
    assert found is not None
    assert found.terminal == "RULES"


def test_a_label_may_be_an_expression():
    forms = forms_with("%extend RULES: /(?:政府|部门)规章.{0,6}/\n")
    found = forms.vocabulary.find("部门规章（含修订）")
    assert found is not None
    assert found.terminal == "RULES"


def test_a_form_of_ones_own():
    forms = forms_with("// Mine.\nform_own_1: documents_2021 printed_proceedings\n")
    assert list(forms.printed) == ["2019", "2021", "own_1"]
    assert forms.printed["own_1"].description == "Mine."
    assert "own_1" in forms.tables["disclosure"].blocks
    assert "own_1" not in forms.tables["applications"].blocks


# ---- labels to tables


def tokens(*lines: str, grid: Grid | None = None) -> list[Token]:
    """Labels as a lexer gives them, a line a row; terminals parted by spaces."""
    one = grid or Grid("", 0, [], [], [], bytearray(), [], lined=True)
    return [Token(kind, one, 0, number) for number, line in enumerate(lines) for kind in line.split()]


def grouped(forms: Forms, *lines: str) -> list[tuple[str, list[str]]]:
    tables, lost = forms.parse(tokens(*lines))
    assert lost == []
    return [(table.name, [label.terminal for label in table.labels]) for table in tables]


@pytest.mark.parametrize(
    ("lines", "tables"),
    [
        ([], []),
        (["RULES"], [("disclosure", ["RULES"])]),
        (["CONTENT ISSUED", "RULES"], [("disclosure", ["CONTENT", "ISSUED", "RULES"])]),
        (["RULES", "RECEIVED"], [("disclosure", ["RULES"]), ("applications", ["RECEIVED"])]),
        (["RECEIVED", "UPHELD"], [("applications", ["RECEIVED"]), ("proceedings", ["UPHELD"])]),
        (["RECEIVED", "RULES"], [("applications", ["RECEIVED"]), ("disclosure", ["RULES"])]),
        (
            ["RULES", "RECEIVED", "FEES"],
            [("disclosure", ["RULES"]), ("applications", ["RECEIVED"]), ("disclosure", ["FEES"])],
        ),
        # what any table could have belongs to the one it stands in
        (["RECEIVED", "OTHER", "TOTAL"], [("applications", ["RECEIVED", "OTHER", "TOTAL"])]),
        (["UPHELD OTHER TOTAL"], [("proceedings", ["UPHELD", "OTHER", "TOTAL"])]),
        (["RULES", "TOTAL", "FEES"], [("disclosure", ["RULES", "TOTAL", "FEES"])]),
        # or to the one that begins after it in its line
        (["TOTAL UPHELD"], [("proceedings", ["TOTAL", "UPHELD"])]),
        (["TOTAL", "UPHELD"], [("proceedings", ["UPHELD"])]),
        (["OTHER", "TOTAL UPHELD"], [("proceedings", ["TOTAL", "UPHELD"])]),
        (["TOTAL RULES"], [("disclosure", ["RULES"])]),
        # but not what means something in the table before
        (["UPHELD TOTAL RECEIVED"], [("proceedings", ["UPHELD", "TOTAL"]), ("applications", ["RECEIVED"])]),
        (["TOTAL"], []),
    ],
)
def test_labels_are_grouped_into_tables(lines: list[str], tables: list[tuple[str, list[str]]]):
    assert grouped(FORMS, *lines) == tables


def meant(*lines: str) -> list[tuple[str, str | None, str | None]]:
    """Each label of all tables: its terminal, its row and its column."""
    tables, _ = FORMS.parse(tokens(*lines))
    return [(label.terminal, label.row, label.column) for table in tables for label in table.labels]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RULES"], [("RULES", "disclosure.rules", None)]),
        (["ISSUED"], [("ISSUED", None, "issued")]),
        (["CONTENT"], [("CONTENT", None, "content")]),
        (["CLAUSE_ONE"], [("CLAUSE_ONE", None, None)]),
        (["RECONSIDERATION"], [("RECONSIDERATION", "proceedings.reconsideration", None)]),
        (
            ["RECEIVED", "TOTAL"],
            [("RECEIVED", "applications.received", None), ("TOTAL", "applications.outcomes.total", "total")],
        ),
        (["UPHELD", "OTHER"], [("UPHELD", None, "upheld"), ("OTHER", None, "other")]),
        (["RULES", "TOTAL"], [("RULES", "disclosure.rules", None), ("TOTAL", None, None)]),
        (["NEW_OF_YEAR NEW_OF_YEAR"], [("NEW_OF_YEAR", None, "created"), ("NEW_OF_YEAR", None, "published")]),
        (
            ["CONTENT NEW_OF_YEAR NEW_OF_YEAR"],
            [("CONTENT", None, "content"), ("NEW_OF_YEAR", None, "created"), ("NEW_OF_YEAR", None, "published")],
        ),
        (["NEW_OF_YEAR"], [("NEW_OF_YEAR", None, "content")]),
        (["TOTAL UPHELD"], [("TOTAL", None, "total"), ("UPHELD", None, "upheld")]),
    ],
)
def test_what_a_label_means_in_its_table(lines: list[str], expected: list[tuple[str, str | None, str | None]]):
    assert meant(*lines) == expected


def test_labels_keep_the_tokens_they_were_found_as():
    given = tokens("RULES", "RECEIVED TOTAL")
    tables, lost = FORMS.parse(given)
    assert [label.token for table in tables for label in table.labels] == given
    again, _ = FORMS.parse(other := tokens("RULES", "RECEIVED TOTAL"))  # the grouping is remembered
    assert [label.token for table in again for label in table.labels] == other
    assert lost == []


def test_a_label_before_a_table_of_another_grid_belongs_to_none():
    forms = own_forms()
    assert grouped(forms, "TOTAL UPHELD") == [("proceedings", ["TOTAL", "UPHELD"])]
    tables, _ = forms.parse([*tokens("TOTAL"), *tokens("UPHELD")])
    assert [[label.terminal for label in table.labels] for table in tables] == [["UPHELD"]]
    assert grouped(forms, "TOTAL UPHELD") == [("proceedings", ["TOTAL", "UPHELD"])]


def test_a_label_in_the_line_where_the_next_table_begins_is_given_to_it():
    tables, _ = FORMS.parse(tokens("RULES", "TOTAL UPHELD"))
    assert [(table.name, [label.terminal for label in table.labels]) for table in tables] == [
        ("disclosure", ["RULES", "TOTAL"]),
        ("proceedings", ["TOTAL", "UPHELD"]),
    ]


def test_a_label_that_has_no_place_in_the_grammar_is_lost():
    forms = forms_with('PAIRED: "双"\n%extend disclosure_column: PAIRED PAIRED -> created__published\n')
    given = tokens("RULES", "PAIRED", "FEES", "PAIRED")
    tables, lost = forms.parse(given)
    assert lost == [given[2]]
    assert [label.terminal for label in tables[0].labels] == ["RULES", "PAIRED", "PAIRED"]


def test_a_text_that_breaks_off_inside_a_rule_has_no_tables():
    forms = forms_with('PAIRED: "双"\n%extend disclosure_column: PAIRED PAIRED -> created__published\n')
    assert forms.parse(tokens("RULES", "PAIRED")) == ([], [])


def test_two_labels_that_mean_the_same_are_not_the_same_label():
    (one,), _ = FORMS.parse(tokens("RULES"))
    (other,), _ = FORMS.parse(tokens("RULES"))
    assert len({one, other}) == len({*one.labels, *other.labels}) == 2


# ---- the memory of groupings


def own_forms() -> Forms:
    return Forms(FORMS.sources[1:])


def test_a_grouping_is_remembered_by_the_labels_and_their_rows():
    forms = own_forms()
    for lines in (["RULES"], ["RULES"], ["RULES FEES"], ["RULES", "FEES"]):
        tables, _ = forms.parse(tokens(*lines))
        assert isinstance(tables[0], LabelledTable)
    assert len(forms._groupings) == 3


def test_the_memory_of_groupings_is_emptied_when_it_holds_five_hundred():
    forms = own_forms()
    forms._groupings.update({(number,): ([], []) for number in range(499)})
    forms.parse(tokens("RULES"))
    assert len(forms._groupings) == 500
    forms.parse(tokens("FEES"))
    assert len(forms._groupings) == 1


def test_the_memory_holds_no_more_than_one_grouping_of_more_than_two_thousand_labels():
    forms = own_forms()
    forms.parse(tokens("RULES"))
    forms.parse(tokens(" ".join(["RULES"] * 2_000)))
    assert len(forms._groupings) == 2
    forms.parse(tokens(" ".join(["RULES"] * 2_001)))
    assert len(forms._groupings) == 1
