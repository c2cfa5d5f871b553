"""The official forms as they are printed: blocks, rows and columns in printed order, labels nested."""

from __future__ import annotations

import pytest

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.grammar_files import GrammarSource, definitions
from govinfo_parse.grammar.trees import Branch, Meanings, PrintedBlock, PrintedForm, meanings, printed_form
from tests.grammar.samples import FORMS

# ---- the forms as the notices print them

APPLICANTS = [
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_organization",
    "other_organization",
    "total",
]
RESULTS = ["upheld", "corrected", "other", "pending", "total"]
REFUSED = [
    "refused.state_secret",
    "refused.otherwise_prohibited",
    "refused.security_and_stability",
    "refused.third_party_rights",
    "refused.internal_affairs",
    "refused.process_information",
    "refused.enforcement_file",
    "refused.administrative_inquiry",
]
UNAVAILABLE = ["unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear"]
NOT_PROCESSED = [
    "not_processed.petition",
    "not_processed.repeated",
    "not_processed.public_publication",
    "not_processed.excessive",
    "not_processed.reconfirmation",
]
DIVIDED = ["other.correction_overdue", "other.fee_overdue", "other.other"]

BLOCKS = {
    "2021": [
        ("disclosure", ["CLAUSE_ONE"], ["rules", "normative_documents"], ["issued", "repealed", "in_force"]),
        ("disclosure", ["CLAUSE_FIVE"], ["licensing"], ["decisions"]),
        ("disclosure", ["CLAUSE_SIX"], ["penalties", "compulsory_measures"], ["decisions"]),
        ("disclosure", ["CLAUSE_EIGHT"], ["fees"], ["amount"]),
    ],
    "2019": [
        ("disclosure", ["CLAUSE_ONE"], ["rules", "normative_documents"], ["created", "published", "total_published"]),
        ("disclosure", ["CLAUSE_FIVE"], ["licensing", "other_services"], ["previous_items", "change", "decisions"]),
        ("disclosure", ["CLAUSE_SIX"], ["penalties", "compulsory_measures"], ["previous_items", "change", "decisions"]),
        ("disclosure", ["CLAUSE_EIGHT"], ["fees"], ["previous_items", "change"]),
        ("disclosure", ["CLAUSE_NINE"], ["procurement"], ["items", "amount"]),
    ],
}


def outcomes(other: list[str]) -> list[str]:
    """The rows of table 3 with those of（六）."""
    inner = ["granted", "partly_granted", *REFUSED, *UNAVAILABLE, *NOT_PROCESSED, *other, "total"]
    return [
        "applications.received",
        "applications.carried_over",
        *(f"applications.outcomes.{row}" for row in inner),
        "applications.carried_forward",
    ]


def block(form: str, place: int) -> PrintedBlock:
    return FORMS.printed[form].blocks[place]


def paths(one: PrintedBlock) -> list[str]:
    """The paths of the rows of a block, those of groups left out."""
    return [path for _, path in one.rows if path]


@pytest.mark.parametrize("form", BLOCKS)
def test_the_blocks_of_table_two_in_printed_order(form: str):
    blocks = [one for one in FORMS.printed[form].blocks if one.table == "disclosure"]
    assert [
        (
            one.table,
            list(one.captions),
            [path.removeprefix("disclosure.") for path in paths(one)],
            [name for _, name in one.columns],
        )
        for one in blocks
    ] == BLOCKS[form]
    assert all(one.corner == ("CONTENT",) for one in blocks)


@pytest.mark.parametrize(("form", "other", "count"), [("2021", DIVIDED, 25), ("2019", ["other.undivided"], 23)])
def test_the_rows_and_columns_of_table_three_in_printed_order(form: str, other: list[str], count: int):
    one = block(form, -2)
    assert (one.table, one.captions, one.corner) == ("applications", (), ("CORNER",))
    assert paths(one) == outcomes(other)
    assert len(paths(one)) == count
    assert [name for _, name in one.columns] == APPLICANTS


@pytest.mark.parametrize("form", BLOCKS)
def test_table_four_has_its_rows_above_its_columns(form: str):
    one = block(form, -1)
    assert (one.table, one.captions, one.corner, one.beside) == ("proceedings", (), (), ())
    assert one.rows == (
        ("RECONSIDERATION", "proceedings.reconsideration"),
        ("LITIGATION_DIRECT", "proceedings.litigation_direct"),
        ("LITIGATION_AFTER", "proceedings.litigation_after_reconsideration"),
    )
    assert one.columns == (
        ("UPHELD", "upheld"),
        ("CORRECTED", "corrected"),
        ("OTHER_RESULT", "other"),
        ("PENDING", "pending"),
        ("TOTAL", "total"),
    )


def test_a_block_has_the_terminals_of_its_labels():
    one = block("2021", 0)
    assert one.rows == (
        ("RULES", "disclosure.rules"),
        ("ADMINISTRATIVE_NORMATIVE_DOCUMENTS", "disclosure.normative_documents"),
    )
    assert one.columns == (("ISSUED", "issued"), ("REPEALED", "repealed"), ("IN_FORCE", "in_force"))


def test_groups_of_rows_stand_among_them_and_have_no_path():
    assert [(terminal, path) for terminal, path in block("2021", -2).rows if not path] == [
        ("HANDLED", ""),
        ("REFUSED", ""),
        ("UNAVAILABLE", ""),
        ("NOT_PROCESSED", ""),
        ("OTHER_HANDLING", ""),
    ]
    assert [terminal for terminal, _ in block("2021", -2).rows][:5] == [
        "RECEIVED",
        "CARRIED_OVER",
        "HANDLED",
        "GRANTED",
        "PARTLY_GRANTED",
    ]


def test_what_is_one_row_in_one_form_is_a_group_in_another():
    assert ("OTHER_HANDLING", "applications.outcomes.other.undivided") in block("2019", -2).rows
    assert ("OTHER_HANDLING", "") in block("2021", -2).rows


def test_the_heads_of_table_three_are_nested():
    (applicants,) = block("2021", -2).above
    assert (applicants.terminal, applicants.path, applicants.name) == ("APPLICANTS", "", "")
    person, organizations, total = applicants.children
    assert (person.name, total.name, total.path) == ("natural_person", "total", "")
    assert (organizations.terminal, [one.name for one in organizations.children]) == ("LEGAL_PERSONS", APPLICANTS[1:6])


def test_the_labels_of_table_three_are_nested():
    received, carried_over, handled, carried_forward = block("2021", -2).beside
    assert [received.path, carried_over.path, carried_forward.path] == [
        "applications.received",
        "applications.carried_over",
        "applications.carried_forward",
    ]
    assert [(one.terminal, len(one.children)) for one in handled.children] == [
        ("GRANTED", 0),
        ("PARTLY_GRANTED", 0),
        ("REFUSED", 8),
        ("UNAVAILABLE", 3),
        ("NOT_PROCESSED", 5),
        ("OTHER_HANDLING", 3),
        ("OVERALL_TOTAL", 0),
    ]


def test_the_labels_of_table_four_are_nested():
    reconsideration, litigation = block("2021", -1).above
    assert [one.name for one in reconsideration.children] == RESULTS
    assert [(one.terminal, len(one.children)) for one in litigation.children] == [
        ("LITIGATION_DIRECT", 5),
        ("LITIGATION_AFTER", 5),
    ]


@pytest.mark.parametrize(
    ("form", "place", "groups"),
    [
        ("2021", 0, {}),
        (
            "2021",
            -1,
            {
                "RECONSIDERATION": {"proceedings.reconsideration", *RESULTS},
                "LITIGATION": {
                    "proceedings.litigation_direct",
                    "proceedings.litigation_after_reconsideration",
                    *RESULTS,
                },
                "LITIGATION_DIRECT": {"proceedings.litigation_direct", *RESULTS},
                "LITIGATION_AFTER": {"proceedings.litigation_after_reconsideration", *RESULTS},
            },
        ),
    ],
)
def test_what_the_label_of_a_group_stands_over(form: str, place: int, groups: dict[str, set[str]]):
    assert block(form, place).groups == groups


def test_what_the_groups_of_table_three_stand_over():
    groups = block("2021", -2).groups
    assert list(groups) == [
        "APPLICANTS",
        "LEGAL_PERSONS",
        "HANDLED",
        "REFUSED",
        "UNAVAILABLE",
        "NOT_PROCESSED",
        "OTHER_HANDLING",
    ]
    assert groups["APPLICANTS"] == set(APPLICANTS)
    assert groups["LEGAL_PERSONS"] == set(APPLICANTS[1:6])
    assert groups["REFUSED"] == {f"applications.outcomes.{row}" for row in REFUSED}
    assert len(groups["HANDLED"]) == 23  # 22 rows, and that of（六）itself


@pytest.mark.parametrize(("form", "count"), [("2021", 10 + 25 * 7 + 15), ("2019", 22 + 23 * 7 + 15)])
def test_the_value_cells_of_a_form(form: str, count: int):
    cells = FORMS.printed[form].paths
    assert len(cells) == len(set(cells)) == count
    assert cells[0].startswith("disclosure.rules.")
    assert cells[-1] == "proceedings.litigation_after_reconsideration.total"


def test_the_value_cells_of_a_block_row_by_row():
    assert block("2021", 0).paths == (
        "disclosure.rules.issued",
        "disclosure.rules.repealed",
        "disclosure.rules.in_force",
        "disclosure.normative_documents.issued",
        "disclosure.normative_documents.repealed",
        "disclosure.normative_documents.in_force",
    )


@pytest.mark.parametrize(("form", "words"), [("2021", "The 2021 form"), ("2019", "The 2019 form")])
def test_a_form_says_what_it_is(form: str, words: str):
    assert FORMS.printed[form].name == form
    assert FORMS.printed[form].description.startswith(words)


# ---- branches

ROW = Branch("ROW", path="table.row")
HEAD = Branch("HEAD", name="head")
MARK = Branch("MARK")


@pytest.mark.parametrize(
    ("branch", "heads", "labels"),
    [
        (ROW, False, True),
        (HEAD, True, False),
        (MARK, False, False),
        (Branch("GROUP", children=(ROW,)), False, True),
        (Branch("GROUP", children=(MARK, ROW)), False, True),
        (Branch("GROUP", children=(HEAD,)), True, False),
        (Branch("GROUP", children=(MARK, HEAD)), True, False),
        (Branch("GROUP", children=(ROW, HEAD)), True, False),
        (Branch("GROUP", children=(MARK,)), False, False),
        (Branch("BLOCK", path="table.row", children=(HEAD,)), True, False),
        (Branch("BLOCK", path="table.row", children=(ROW,)), False, True),
        (Branch("GROUP", children=(Branch("INNER", children=(HEAD,)),)), True, False),
    ],
)
def test_a_label_stands_above_values_or_beside_them(branch: Branch, heads: bool, labels: bool):
    assert (branch.heads, branch.labels) == (heads, labels)


def test_the_leaves_of_a_tree_and_the_way_through_it():
    tree = Branch("TOP", children=(ROW, Branch("INNER", children=(HEAD, MARK))))
    assert [one.terminal for one in tree.leaves()] == ["ROW", "HEAD", "MARK"]
    assert [one.terminal for one in tree.walk()] == ["TOP", "ROW", "INNER", "HEAD", "MARK"]
    assert [one.terminal for one in ROW.leaves()] == ["ROW"]


@pytest.mark.parametrize(
    ("branch", "depth"),
    [
        (ROW, 1),
        (Branch("GROUP", children=(ROW,)), 2),
        (Branch("GROUP", children=(ROW, Branch("INNER", children=(ROW, ROW)))), 3),
    ],
)
def test_how_many_labels_stand_above_each_other(branch: Branch, depth: int):
    assert branch.depth() == depth


def test_columns_with_one_name_are_one_column():
    heads = (Branch("FIRST", name="total"), Branch("SECOND", name="other"), Branch("THIRD", name="total"), MARK)
    one = PrintedBlock("table", (), (), heads, (ROW,))
    assert one.columns == (("THIRD", "total"), ("SECOND", "other"))


def test_the_rows_of_a_block_whose_labels_stand_beside_the_values():
    group = Branch("GROUP", path="table.group", children=(ROW, MARK))
    one = PrintedBlock("table", (), (), (HEAD,), (group,))
    assert one.rows == (("GROUP", ""), ("ROW", "table.row"), ("MARK", ""))


def test_the_rows_of_a_block_whose_labels_stand_above_the_values():
    above = (Branch("GROUP", children=(Branch("BLOCK", path="table.block", children=(HEAD, MARK)),)),)
    assert PrintedBlock("table", (), (), above, ()).rows == (("BLOCK", "table.block"),)


def test_cells_of_rows_that_a_caller_adds_are_none_of_the_forms():
    rows = (ROW, Branch("OWN", path="further.own"))
    heads = (HEAD, Branch("OWN_HEAD", name="further.head"))
    assert PrintedBlock("table", (), (), heads, rows).paths == ("table.row.head",)


def test_a_form_has_the_cells_of_its_blocks():
    blocks = tuple(PrintedBlock("table", (), (), (HEAD,), (Branch("ROW", path=path),)) for path in ("a.b", "c.d"))
    assert PrintedForm("own", "", blocks).paths == ("a.b.head", "c.d.head")


# ---- what rules say of labels, and how they print a block

GRAMMAR = """// A form of few labels.
table_mark: CAPTION | GROUP
shared_table_mark: FURTHER_MARK
table_row: ROW -> table__row
    | BLOCK -> table__block
    | OTHER -> table__other
table_block: WHOLE -> table__whole
table_column: CORNER -> content
    | HEAD -> head
    | OTHER -> other
    | TWICE TWICE -> first__second
    | CORNER TWICE -> third__fourth
    | TWICE -> content
    | NONE_OF_THESE
far_row: FAR -> far__row
    | ROW -> far__shared
    | CAPTION -> far__caption
_row: ROW -> nothing
table_else: ROW -> nowhere
"""
FORM_RULES = """
form_own: plain nested blocks bare
plain: CAPTION CORNER HEAD OTHER ROW GROUP BLOCK
nested: CAPTION heads ROW group_of_rows
heads: CORNER group_of_heads
group_of_heads: FURTHER_MARK HEAD OTHER
group_of_rows: GROUP BLOCK lonely
lonely: WHOLE
blocks: block_of_heads
block_of_heads: BLOCK HEAD OTHER
bare: ROW HEAD
far: CORNER FAR CAPTION
"""
TERMINALS = ("CAPTION", "GROUP", "FURTHER_MARK", "ROW", "BLOCK", "OTHER", "WHOLE", "CORNER", "HEAD", "TWICE")
LABELS = "".join(f'{name}: "{name}"\n' for name in (*TERMINALS, "NONE_OF_THESE", "FAR"))


def own_form(rules: str = FORM_RULES) -> PrintedForm:
    source = GrammarSource("own", "<own>", GRAMMAR + LABELS + rules)
    _, found = definitions((source,))
    return printed_form("own", source.description, found, meanings(found), GrammarError)


def test_what_rules_say_of_labels_by_table():
    _, rules = definitions((GrammarSource("own", "<own>", GRAMMAR + LABELS),))
    assert meanings(rules) == {
        "table": Meanings(
            rows={"ROW": "table.row", "BLOCK": "table.block", "OTHER": "table.other", "WHOLE": "table.whole"},
            columns={"CORNER": "content", "HEAD": "head", "OTHER": "other", "TWICE": "content"},
            sequences={"TWICE": ("first", "second"), "CORNER": ("third", "fourth")},
            marks={"CAPTION", "GROUP", "FURTHER_MARK"},
        ),
        "far": Meanings(rows={"FAR": "far.row", "ROW": "far.shared", "CAPTION": "far.caption"}),
    }


@pytest.mark.parametrize(
    ("terminal", "knows"), [("ROW", True), ("HEAD", True), ("CAPTION", True), ("FAR", False), ("TWICE", True)]
)
def test_whether_a_label_belongs_to_a_table(terminal: str, knows: bool):
    _, rules = definitions((GrammarSource("own", "<own>", GRAMMAR + LABELS),))
    assert meanings(rules)["table"].knows(terminal) is knows


def test_a_block_that_is_one_list():
    one = own_form().blocks[0]
    assert (one.table, one.captions, one.corner) == ("table", ("CAPTION",), ("CORNER",))
    assert one.columns == (("HEAD", "head"), ("OTHER", "other"))
    assert one.beside == (Branch("ROW", "table.row"), Branch("GROUP"), Branch("BLOCK", "table.block"))


def test_a_block_with_groups():
    one = own_form().blocks[1]
    assert (one.captions, one.corner) == (("CAPTION",), ("CORNER",))
    assert one.above == (Branch("FURTHER_MARK", children=(Branch("HEAD", name="head"), Branch("OTHER", name="other"))),)
    assert one.beside == (
        Branch("ROW", "table.row"),
        Branch("GROUP", children=(Branch("BLOCK", "table.block"), Branch("WHOLE", "table.whole"))),
    )


def test_a_row_that_others_are_told_under_is_their_group():
    (one,) = own_form("form_own: own\nown: HEAD rows\nrows: ROW BLOCK WHOLE\n").blocks
    inner = (Branch("BLOCK", "table.block"), Branch("WHOLE", "table.whole"))
    assert one.beside == (Branch("ROW", "table.row", children=inner),)


def test_a_rule_of_rules_is_no_group():
    (one,) = own_form("form_own: own\nown: HEAD rows\nrows: first BLOCK\nfirst: ROW WHOLE\n").blocks
    assert [(branch.terminal, len(branch.children)) for branch in one.beside] == [("ROW", 1), ("BLOCK", 0)]


def test_a_block_whose_label_stands_over_its_heads():
    one = own_form().blocks[2]
    heads = (Branch("HEAD", name="head"), Branch("OTHER", name="other"))
    assert (one.above, one.beside) == ((Branch("BLOCK", "table.block", children=heads),), ())


def test_a_rows_label_that_only_heads_follow_stands_above_them():
    one = own_form().blocks[3]
    assert (one.above, one.beside) == ((Branch("ROW", "table.row", children=(Branch("HEAD", name="head"),)),), ())


@pytest.mark.parametrize("rules", ["form_own: far\nfar: ROW CAPTION FAR\n", "form_own: far\nfar: FAR\n"])
def test_a_block_is_of_the_table_that_knows_most_of_its_labels(rules: str):
    assert [one.table for one in own_form(rules).blocks] == ["far"]


def test_heads_below_the_rows_are_heads():
    (one,) = own_form("form_own: own\nown: ROW BLOCK HEAD\n").blocks
    assert one.beside == (Branch("ROW", "table.row"), Branch("BLOCK", "table.block"))
    assert one.columns == (("HEAD", "head"),)


def test_a_single_label_may_be_a_block():
    (one,) = own_form("form_own: ROW\n").blocks
    assert (one.captions, one.above, one.beside) == ((), (), (Branch("ROW", "table.row"),))


def test_a_block_without_rows_cannot_be():
    with pytest.raises(GrammarError, match="a block of a form prints no row: GROUP CORNER HEAD"):
        own_form("form_own: bare\nbare: GROUP CORNER HEAD\n")


def test_what_a_file_adds_to_a_form_stands_behind_what_it_had():
    form = own_form("form_own: first\nfirst: HEAD ROW\n%extend form_own: second\nsecond: HEAD BLOCK\n")
    assert [one.rows for one in form.blocks] == [(("ROW", "table.row"),), (("BLOCK", "table.block"),)]


def test_a_caption_is_a_mark_before_the_rows_that_heads_nothing():
    rules = "form_own: own\nown: CAPTION GROUP CORNER HEAD ROW CAPTION\n"
    (one,) = own_form(rules).blocks
    assert one.captions == ("CAPTION", "GROUP")
    assert one.beside == (Branch("ROW", "table.row"), Branch("CAPTION"))


def test_labels_of_blocks_are_inside_their_groups_and_results_are_inside_none():
    inside = {group: labels for block in FORMS.printed["2021"].blocks for group, labels in block.inside.items()}
    assert inside["LITIGATION"] == {"LITIGATION_DIRECT", "LITIGATION_AFTER"}
    assert inside["LITIGATION_DIRECT"] == inside["RECONSIDERATION"] == set()
    assert inside["UNAVAILABLE"] == {"NOT_HELD", "NEEDS_CREATION", "STILL_UNCLEAR"}
