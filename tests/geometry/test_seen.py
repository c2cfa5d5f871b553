"""What was once read wrongly, one test for each finding: no number under a false path without a warning that names
it, and where a careful reader knows every cell, every number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

import govinfo_parse
from govinfo_parse import GrammarError, Parser
from govinfo_parse.checks import RULES, check
from govinfo_parse.checks import registry as rule_registry
from tests.geometry import kinds
from tests.geometry.harness import judge, scene
from tests.geometry.reading import (
    EXAMPLES,
    drawn,
    example,
    inexact,
    official,
    read,
    silent,
    text_of,
    unnamed,
    without,
)
from tests.geometry.scenes import HEADINGS
from tests.geometry.trees import Cell, Grid, Table, blocks, chains, results

ORGANISATIONS = {
    "商业企业": ".enterprise",
    "科研机构": ".research_institution",
    "社会公益组织": ".public_welfare_organization",
    "法律服务机构": ".legal_service_organization",
    "其他": ".other_organization",
}
HEADS = {
    "自然人": (".natural_person", "applications"),
    **{head: (ending, "applications") for head, ending in ORGANISATIONS.items() if head != "其他"},
    "结果维持": (".upheld", "proceedings.reconsideration"),
    "结果纠正": (".corrected", "proceedings.reconsideration"),
    "其他结果": (".other", "proceedings.reconsideration"),
    "尚未审结": (".pending", "proceedings.reconsideration"),
    "本年制发件数": (".issued", "disclosure"),
    "现行有效件数": (".in_force", "disclosure"),
    "本年新公开数量": (".published", "disclosure"),
}
NO_WORDS = ("2022年", "1", "①", "%", "-", "A", "")
FILES = ("html", "docx", "xlsx")


def table(made: object, name: str) -> Table:
    """The first table of a section."""
    return next(part for part in made.tables[name] if isinstance(part, Table))  # type: ignore[attr-defined]


def organisations(columns: Iterable[object]) -> list:
    """The heads under 法人或其他组织."""
    return next(iter(columns)).children[1].children  # type: ignore[attr-defined]


# ---- heads and labels


@pytest.mark.parametrize("source", [example("tab_grid_2021"), text_of()], ids=["example", "distinct"])
def test_a_replaced_line_of_heads_gives_no_number(source):
    text, printed = source
    line = "\t".join(ORGANISATIONS)
    assert line in text
    report = read(text.replace(line, "媒体\t律师\t银行\t学校\t医院"))
    left = without(printed, *ORGANISATIONS.values(), within="applications")
    assert silent(report, left) == []
    assert inexact(report, left) == []


@pytest.mark.parametrize("word", ["境外机构", "2022年", "①", "%", "同比增长", "媒体"])
def test_a_replaced_head_gives_no_number(word: str):
    faults = []
    for file in EXAMPLES:
        text, printed = example(file.stem)
        for head, (ending, within) in HEADS.items():
            before, heading, tables = text.partition(HEADINGS["disclosure"])
            changed = re.sub(rf"(?<!\w){head}(?!\w)", word, tables, count=1)
            if changed != tables:
                wrong = silent(read(before + heading + changed), without(printed, ending, within=within))
                faults += [f"{file.stem} {head}: {one}" for one in wrong]
    assert faults == []


@pytest.mark.parametrize("word", NO_WORDS)
@pytest.mark.parametrize("format", ["tab_grid", "html", "xlsx", "pipe_rows"])
def test_a_head_that_is_no_word_is_a_head_beside_a_blank_column(word: str, format: str):
    made = official(format)
    node = organisations(table(made, "applications").columns)[2]
    node.text, node.foreign = word, True
    made.empty = {path: "" for path in made.figures["own"] if path.endswith(".natural_person")}
    shown = drawn(made)
    report = read(shown.source)
    assert silent(report, shown.printings["own"]) == []
    if word or format in {"html", "xlsx"}:
        # Where merged cells are not known, an empty head may be the rest of the head at its left.
        assert inexact(report, shown.printings["own"]) == []


@pytest.mark.parametrize("format", ["tab_grid", "html", "xlsx"])
@pytest.mark.parametrize("head", ["合计", "小计"])
def test_a_sum_inside_the_organisations_is_a_column_of_its_own(head: str, format: str):
    made = official(format)
    organisations(table(made, "applications").columns).insert(0, kinds.Node(head, foreign=True, fill="sum"))
    shown = drawn(made)
    report = read(shown.source)
    assert silent(report, shown.printings["own"]) == []
    assert inexact(report, shown.printings["own"]) == []


@pytest.mark.parametrize("head", ["法人及其他组织", "法人的其他组织"])
@pytest.mark.parametrize("layout", ["tab_grid", "one_cell_per_line", "pipe_cells", "pipe_rows"])
@pytest.mark.parametrize("shape", [None, kinds.torn_grid, kinds.collapsed_spans], ids=["official", "torn", "collapsed"])
def test_one_wrong_character_in_the_head_of_a_group_costs_nothing(shape, layout: str, head: str):
    made = official(layout)
    if shape:
        shape(made, made.rng)
    table(made, "applications").columns[0].children[1].text = head
    shown = drawn(made)
    report = read(shown.source)
    assert silent(report, shown.printings["own"]) == []
    assert inexact(report, shown.printings["own"]) == []


@pytest.mark.parametrize("layout", ["tab_grid", "one_cell_per_line", "pipe_cells"])
@pytest.mark.parametrize("shape", [kinds.torn_grid, kinds.collapsed_spans], ids=["torn", "collapsed"])
@pytest.mark.parametrize("place", [0, 1, 3, 6])
def test_a_spare_cell_in_a_row_below_a_misspelt_group_shifts_nothing(place: int, shape, layout: str):
    made = official(layout)
    shape(made, made.rng)
    target = table(made, "applications")
    target.columns[0].children[1].text = "法人的其他组织"

    def change(grid: Grid) -> None:
        line = grid.lines[grid.heads + 5]
        first = next(number for number, cell in enumerate(line) if cell.value)
        line.insert(first + place, Cell(""))

    target.after.append(change)
    shown = drawn(made)
    report = read(shown.source)
    assert silent(report, shown.printings["own"]) == []
    assert unnamed(report, shown.printings["own"]) == []


def test_a_replaced_head_of_table_2_is_named():
    text, printed = text_of()
    report = read(text.replace("本年废止件数", "同比增长"))
    left = without(printed, ".repealed")
    assert silent(report, left) == []
    assert inexact(report, left) == []
    further = {cell.cell.value for cell in getattr(report, "further", ())}
    told = any("同比增长" in one.message for one in report.diagnostics)
    assert told or printed["disclosure.rules.repealed"] in further


@pytest.mark.parametrize("format", ["tab_grid", "html", "xlsx", "markdown"])
def test_table_3_transposed_with_seven_outcomes_comes_back(format: str):
    for only in (None, 7):
        made = official(format)
        shape = table(made, "applications")
        shape.rows, shape.columns = shape.columns[0].children, shape.rows
        shape.corner = "申请人"
        if only:
            kept = {id(chain[-1]) for chain in chains(shape.columns)[-only:]}
            shape.columns = [node for top in shape.columns if (node := kinds._only(top, kept))]
        shown = drawn(made)
        report = read(shown.source)
        assert silent(report, shown.printings["own"]) == []
        assert inexact(report, shown.printings["own"]) == []


@pytest.mark.parametrize("format", ["tab_grid", "html", "xlsx", "one_cell_per_line", "markdown"])
def test_table_4_with_its_blocks_as_rows_comes_back(format: str):
    made = official(format)
    shape = table(made, "proceedings")
    shape.rows, shape.columns = blocks(), results()
    shown = drawn(made)
    assert inexact(read(shown.source), shown.printings["own"]) == []


@pytest.mark.parametrize("format", ["tab_grid", "html", "xlsx", "markdown"])
def test_table_4_with_its_results_as_rows_comes_back(format: str):
    made = official(format)
    shape = table(made, "proceedings")
    shape.rows, shape.columns = results(), blocks()
    shown = drawn(made)
    assert inexact(read(shown.source), shown.printings["own"]) == []


# ---- geometry


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("name", ["applications", "proceedings", "disclosure"])
def test_a_column_over_two_lines_of_the_grid_is_one_column(name: str, format: str):
    made = official(format)
    columns = chains(table(made, name).columns)
    columns[1][-1].width = 2
    blank = [path for path in made.paths([table(made, name)]) if path.endswith(f".{columns[2][-1].key}")][:1]
    made.empty = dict.fromkeys(blank, "")
    shown = drawn(made)
    report = read(shown.source)
    assert silent(report, shown.printings["own"]) == []
    assert inexact(report, shown.printings["own"]) == []


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("delta", [-1, 1])
def test_a_corner_with_a_wrong_span_beside_a_blank_total_shifts_nothing(delta: int, format: str):
    made = official(format)

    def change(grid: Grid) -> None:
        for line in grid.lines[: grid.heads]:
            if delta > 0:
                line.insert(0, line[0])
            else:
                del line[0]

    table(made, "applications").after.append(change)
    made.empty = {path: "" for path in made.paths([table(made, "applications")]) if path.endswith(".total")}
    shown = drawn(made)
    report = read(shown.source)
    assert silent(report, shown.printings["own"]) == []
    assert unnamed(report, shown.printings["own"]) == []


@pytest.mark.parametrize("kind", ["corner_colspan", "heads_unlike_rows", "wide_columns"])
def test_spans_that_differ_by_one_beside_blanks_give_no_wrong_number(kind: str):
    names = [f"{kind}+blanks/{format}/{number}" for format in FILES for number in range(15)]
    assert [f"{name} {one}" for name in names for one in judge(scene(name)).silent] == []


def test_a_table_cut_off_at_its_right_edge():
    heads = (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\n"
        "\t\t\t自然人\t法人或其他组织\t\t\n\t\t\t\t商业企业\t科研机构\t社会公益组织\n"
    )
    row = "一、本年新收政府信息公开申请数量\t\t\t\t10408\t\t10667\n二、上年结转政府信息公开申请数量\t\t\t31\t\t32\t\n"
    report = read(f"{HEADINGS['applications']}\n\n{heads}{row}")
    printed = {
        "applications.received.enterprise": 10408,
        "applications.received.public_welfare_organization": 10667,
        "applications.carried_over.natural_person": 31,
        "applications.carried_over.research_institution": 32,
    }
    assert silent(report, printed) == []
    assert inexact(report, printed) == []


def test_a_row_of_a_table_cut_off_that_has_as_many_places_as_the_form():
    """Two covered places of the label are no blank cells: nobody knows the row's columns by counting."""
    heads = (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\n"
        "\t\t\t自然人\t法人或其他组织\t\t\t\n\t\t\t\t商业企业\t科研机构\t社会公益组织\n"
    )
    row = "一、本年新收政府信息公开申请数量\t\t\t\t10408\t\t\t10667\n"
    report = read(f"{HEADINGS['applications']}\n\n{heads}{row}")
    assert silent(report, {"applications.received.enterprise": 10408}) == []


@pytest.mark.parametrize("format", FILES)
def test_heads_and_rows_with_different_spans_beside_a_blank(format: str):
    for blank in range(3):
        made = official(format)
        shape = table(made, "disclosure")

        def change(grid: Grid) -> None:
            for number, line in enumerate(grid.lines):
                place = grid.labels + (1 if number < grid.heads else 0)
                line.insert(place, line[place])

        shape.after.append(change)
        made.joined = False
        made.empty = {f"disclosure.rules.{chains(shape.columns)[blank][-1].key}": ""}
        shown = drawn(made)
        report = read(shown.source)
        assert silent(report, shown.printings["own"]) == []
        assert inexact(report, shown.printings["own"]) == []


# ---- where a table ends


@pytest.mark.parametrize("format", ["tab_grid", "pipe_rows", "html"])
@pytest.mark.parametrize("captions", [("本单位情况", "下属单位汇总"), ("2023年情况如下：", "2022年情况如下：")])
@pytest.mark.parametrize("misspelt", [False, True])
def test_a_gap_of_the_first_printing_is_not_filled_from_the_second(format, captions, misspelt):
    made = official(format)
    first = table(made, "applications")
    node = first.rows[2].children[2].children[1]
    if misspelt:
        node.text = "2.其某法某行政法规禁某公开"
    else:
        first.rows[2].children[2].children.remove(node)
    second = kinds._second(made, "applications", "last")
    made.tables["applications"] = [captions[0], first, captions[1], *second]
    shown = drawn(made)
    report = read(shown.source)
    given = silent(report, shown.printings["own"])
    if captions[0] == "本单位情况" and given:  # The units' table may be the one that is read, but then the whole of it.
        given = silent(report, shown.printings["last"])
    assert given == []
    assert unnamed(report, shown.printings["own"]) == []


@pytest.mark.parametrize("name", HEADINGS)
@pytest.mark.parametrize("caption", ["上年情况如下：", "2022年情况如下："])
def test_last_years_numbers_are_not_this_years(name: str, caption: str):
    made = official("tab_grid")
    made.tables[name] = [caption, *kinds._second(made, name, "last")]
    shown = drawn(made)
    assert silent(read(shown.source), shown.printings["own"]) == []


@pytest.mark.parametrize("path", ["applications.received.total", "applications.outcomes.total.total"])
def test_a_number_broken_at_the_end_of_a_line(path: str):
    text, printed = text_of()
    number = str(printed[path])
    report = read(text.replace(f"\t{number}\n", f"\t{number[:2]}\n{number[2:]}\n", 1))
    assert silent(report, printed) == []
    assert unnamed(report, printed) == []


@pytest.mark.parametrize("mark", [" ", "'", "、", "\n"])
def test_a_number_parted_in_flowing_text_beside_a_blank(mark: str):
    faults = []
    for blank in ("natural_person", "enterprise", "total"):
        text, printed = text_of("flowing")
        path, gone = "applications.received.other_organization", f"applications.received.{blank}"
        number = str(printed[path])
        line = next(one for one in text.splitlines() if one.startswith("一、本年新收"))
        changed = line.replace(f" {number} ", f" {number[:2]}{mark}{number[2:]} ").replace(f" {printed[gone]}", "", 1)
        assert len(changed) < len(line)
        report = read(text.replace(line, changed))
        faults += silent(report, {**printed, gone: None}) + unnamed(report, {**printed, gone: None})
    assert faults == []


@pytest.mark.parametrize("word", ["没有", "不涉及", "总计"])
@pytest.mark.parametrize("name", ["proceedings", "applications"])
def test_a_row_whose_last_cell_is_text_keeps_the_others(name: str, word: str):
    text, printed = text_of()
    last = {"proceedings": "litigation_after_reconsideration.total", "applications": "received.total"}
    path = f"{name}.{last[name]}"
    report = read(text.replace(f"\t{printed[path]}\n", f"\t{word}\n", 1))
    left = {**printed, path: None}
    assert silent(report, left) == []
    assert inexact(report, left) == []


@pytest.mark.parametrize("words", ["{}，其中5件", "{}（其中5件）", "共{}，含5"])
def test_a_number_with_words_and_another_number_is_not_the_other(words: str):
    text, printed = text_of()
    path = "proceedings.reconsideration.upheld"
    report = read(text.replace(f"\n{printed[path]}\t", f"\n{words.format(printed[path])}\t", 1))
    assert silent(report, printed) == []
    assert unnamed(report, printed) == []
    assert inexact(report, {**printed, path: report.proceedings.reconsideration.upheld.value}) == []


# ---- sums


def test_a_table_whose_sums_fail_is_doubtful():
    """The values of two columns stand exchanged under heads that do not."""
    text, printed = text_of()
    lines = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and cells[-1].isdecimal():
            cells[3], cells[-1] = cells[-1], cells[3]
        lines.append("\t".join(cells))
    report = read("\n".join(lines))
    named = {path for one in report.diagnostics if one.code == "table-doubtful" for path in one.paths}
    assert named >= {path for path in printed if path.startswith("applications")}


@pytest.mark.parametrize("name", ["applications", "proceedings"])
def test_an_honest_table_with_a_few_wrong_sums_is_not_doubtful(name: str):
    text, printed = text_of()
    totals = [path for path in printed if path.startswith(name) and path.endswith(".total")]
    wrong = totals[: 3 if name == "applications" else 1]
    changed = dict(printed)
    for path in wrong:
        text = text.replace(f"\t{printed[path]}", f"\t{int(printed[path] or 0) + 1}", 1)
        changed[path] = int(printed[path] or 0) + 1
    report = read(text)
    assert "table-doubtful" not in {one.code for one in report.diagnostics}
    assert inexact(report, changed) == []


# ---- forms


def test_columns_are_printed_in_the_order_that_the_form_declares():
    block = ("CLAUSE_ONE CONTENT", "IN_FORCE ISSUED REPEALED", "RULES ADMINISTRATIVE_NORMATIVE_DOCUMENTS")
    parser = Parser(forms=[f"%override documents_2021: {' '.join(block)}\n"])
    text, printed = text_of()
    report = parser.parse(text)
    assert inexact(report, printed) == []
    shown = govinfo_parse.render(report, "tab_grid", parser=parser)
    heads = next(line for line in shown.splitlines() if "现行有效件数" in line)
    assert heads.split("\t")[1:4] == ["现行有效件数", "本年制发件数", "本年废止件数"]
    assert inexact(parser.parse(shown), printed) == []


def test_a_name_with_and_in_it_is_one_name():
    path = "applications__outcomes__refused__security_and_stability"
    parser = Parser(forms=[f'STABILITY: "影响社会稳定的申请"\n%extend applications_row: STABILITY -> {path}\n'])
    text, printed = text_of()
    label = next(
        cell for line in text.splitlines() if "三安全一稳定" in line for cell in line.split("\t") if "三安全" in cell
    )
    report = parser.parse(text.replace(label, "影响社会稳定的申请"))
    assert inexact(report, printed) == []


def test_a_rule_that_is_added_after_the_import_is_asked():
    pattern = RULES["disclosure.counts"]
    name = "test.added_later"

    @rule_registry.rule(
        name, "x", "x", forms=pattern.forms, standing=pattern.standing, strength=pattern.strength, source="x"
    )
    def added():
        yield from pattern.relations

    try:
        text, _ = text_of()
        assert name in {finding.rule for finding in check(read(text))}
    finally:
        del RULES[name]


# ---- layouts


@pytest.mark.parametrize(("label", "wrong"), [("申请人情况", "申请口人情况"), ("申请人情况", "申人情况")])
@pytest.mark.parametrize("name", ["flowing_2019", "flowing_2021"])
def test_a_wrong_character_above_all_heads_of_running_text_costs_nothing(name: str, label: str, wrong: str):
    text, printed = example(name)
    assert inexact(read(text.replace(label, wrong, 1)), printed) == []


@pytest.mark.parametrize("wrong", ["本年新收政府口信息公开申请数量", "本年新收政府信公开申请数量"])
@pytest.mark.parametrize("name", ["flowing_2019", "flowing_2021"])
def test_a_wrong_character_in_the_first_label_of_running_text_costs_no_other_row(name: str, wrong: str):
    text, printed = example(name)
    report = read(text.replace("本年新收政府信息公开申请数量", wrong, 1))
    assert inexact(report, printed) == []
    assert "row-by-place" in [note.code for note in report.diagnostics]


@pytest.mark.parametrize("note", ["本列数据的钩稽关系为", "本行数据的勾稽关系为", "本列数据的勾口稽关系为"])
@pytest.mark.parametrize("name", ["pipe_cells_2019", "pipe_cells_2021", "flowing_2021", "one_cell_per_line_2021"])
def test_a_wrong_character_in_the_note_in_the_corner_costs_nothing(name: str, note: str):
    text, printed = example(name)
    assert inexact(read(text.replace("本列数据的勾稽关系为", note)), printed) == []


@pytest.mark.parametrize("stray", ["申请人情况 | 单位：件", "申请人情况\t单位：件"])
@pytest.mark.parametrize("name", ["flowing_2021", "flowing_2019"])
def test_one_stray_mark_does_not_take_flowing_text_away(name: str, stray: str):
    text, printed = example(name)
    changed = text.replace("申请人情况", stray, 1)
    assert changed != text
    assert inexact(read(changed), printed) == []


@pytest.mark.parametrize("sign", ["，", "：", ".", "|", " "])
def test_a_layout_of_the_user_makes_no_reading_worse(sign: str):
    parser = Parser(layouts=[f'// Cells parted by a common sign.\nCELL: "{sign}"\nROW: "\\n"\n'])
    faults = []
    for file in EXAMPLES:
        text, printed = example(file.stem)
        faults += [f"{file.stem} {one}" for one in inexact(parser.parse(text), printed)]
    assert faults == []


@pytest.mark.parametrize("cell", [r"/[;]\d?/", r"/;-?/", r"/\d?;/"])
def test_a_layout_that_swallows_digits_is_refused_or_gives_no_wrong_number(cell: str):
    text, printed = text_of()
    text = text.replace("\t", ";").replace(f";{printed['disclosure.rules.issued']};", ";-7;")
    try:
        parser = Parser(layouts=[f'// Cells parted by semicolons, badly.\nCELL: {cell}\nROW: "\\n"\n'])
    except GrammarError:
        return
    assert silent(parser.parse(text), {**printed, "disclosure.rules.issued": -7}) == []


# ---- words


@pytest.mark.parametrize("change", ["unknown row", "loose values", "no table", "order of heads"])
def test_what_is_taken_away_is_named(change: str):
    text, printed = text_of()
    if change == "unknown row":
        text = text.replace("（一）予以公开", "完全不认识的一行")
    elif change == "loose values":
        text = text.replace("（一）予以公开", "").replace("（七）总计", "")
    elif change == "no table":
        text = re.sub(r"行政复议\t.*?(?=\n五、)", "表格缺失，数据见附件。", text, flags=re.DOTALL)
    else:
        text = text.replace("自然人\t法人或其他组织", "法人或其他组织\t自然人")
    report = read(text)
    assert unnamed(report, printed) == []
    moved = (".natural_person", *ORGANISATIONS.values()) if change == "order of heads" else ()
    assert silent(report, without(printed, *moved, within="applications")) == []


def test_like_remarks_are_one_remark():
    text, _ = text_of()
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("一、本年新收"))
    last = next(number for number, line in enumerate(lines) if line.startswith("四、结转下年度"))
    for changed in (
        [*lines[:first], *lines[first + 5 : last]],
        [re.sub(r"^(\d+\t){14}\d+$", "\t".join("x" * 15), line) for line in lines],
    ):
        report = read("\n".join(changed))
        counted = Counter(one.code for one in report.diagnostics)
        assert counted
        assert max(counted.values()) == 1, counted


@pytest.mark.parametrize(
    "name",
    [
        "blocks_as_rows+blanks/pipe_cells/40002297",
        "broken_number/flowing/91172",
        "corner_colspan+blanks/markdown/81648",
        "foreign_column+blanks/tab_grid/60061",
        "foreign_column+blanks/tab_grid/940021325",
        "foreign_column/xlsx/910042",
        "foreign_head+blanks/pipe_cells/940041704",
        "foreign_head_line/pipe_cells/302002",
        "heads_unlike_rows+blanks/markdown/706618",
        "heads_unlike_rows+blanks/markdown/87478",
        "heads_unlike_rows+blanks/pipe_rows/200401",
        "labels_right+blanks/flowing/84459",
        "labels_right+blanks/pipe_cells/40006832",
        "missing_row+blanks/flowing/303941",
        "results_as_rows+blanks/flowing/82914",
        "serial_column+blanks/pipe_cells/505613",
        "several+blanks/tab_grid/940000155",
        "several+blanks/tab_grid/942003383",
        "several/pipe_rows/62249",
        "spare_column+blanks/pipe_cells/200381",
        "text_cell/markdown/200844",
        "transposed_applications/markdown/84543",
    ],
)
def test_a_scene_that_was_once_misread(name: str):
    verdict = judge(scene(name))
    assert (verdict.silent, verdict.unnamed) == ([], [])


@pytest.mark.parametrize("format", FILES)
def test_a_row_with_as_many_cells_as_heads_by_chance_is_not_read_in_their_order(format):
    """A head over two columns, and in some rows the last two values in one cell: these have as many cells as heads."""
    made = official(format)
    applications = table(made, "applications")

    def merge(grid: Grid) -> None:
        for number, line in enumerate(grid.lines):
            if number < grid.heads:
                place = grid.labels + 1
                line[place + 1] = line[place] = Cell("商业企业科研机构") if number == grid.heads - 1 else line[place]
            elif number % 2:
                both = Cell(f"{line[-2].text} {line[-1].text}")
                line[-2:] = [both, both]

    applications.after.append(merge)
    scene = drawn(made)
    assert silent(read(scene.source), made.figures["own"]) == []
