"""A few hundred drawn reports in every run; ``python -m tests.geometry`` does the long one of 20,000."""

from __future__ import annotations

from functools import cache

import attrs
import pytest

from govinfo_parse import Parser
from tests.geometry.drawing import FORMATS
from tests.geometry.harness import SEVERAL, Verdict, _further, judge, name_of, scene
from tests.geometry.kinds import KINDS

SCENES = 10
"""How many scenes are drawn of each kind."""
ALL = [*KINDS, SEVERAL]


@cache
def verdicts(kind: str) -> dict[str, Verdict]:
    """What came of the first scenes of a kind, by their names."""
    names = [name_of(number, (kind,)) for number in range(SCENES)]
    return {name: judge(scene(name)) for name in names}


def found(kind: str, fault: str) -> list[str]:
    """The faults of one sort in the scenes of a kind."""
    return [f"{name}  {one}" for name, verdict in verdicts(kind).items() for one in getattr(verdict, fault)]


@pytest.mark.parametrize("kind", ALL)
def test_a_number_is_the_one_printed_there_or_a_warning_names_it(kind: str) -> None:
    assert found(kind, "silent") == []


@pytest.mark.parametrize("kind", ALL)
def test_where_every_crossing_is_known_every_number_comes_back(kind: str) -> None:
    assert found(kind, "lost") == []


@pytest.mark.parametrize("kind", ALL)
def test_what_is_withheld_is_named(kind: str) -> None:
    assert found(kind, "unnamed") == []


@pytest.mark.parametrize("kind", ALL)
def test_what_the_form_does_not_have_is_kept_under_its_labels(kind: str) -> None:
    assert found(kind, "further") == []


@pytest.mark.parametrize(
    "name",
    [
        "foreign_column/xlsx/2001053",  # no cell of the block is merged but its caption
        "foreign_column+blanks/html/2001841",  # an empty head, merged with the places below it
        "foreign_column+blanks/tab_grid/2001020",  # a sign after the labels of the blocks of table 4
        "foreign_label/tab_grid/2001194",  # the label ①
        "foreign_row+blanks/xlsx/2000804",  # 2022年 beside the label of a group that is a row in another form
        "foreign_row/flowing/2000396",  # a label of the form inside another label
        "foreign_head+blanks/flowing/2001547",  # figures that ran into a label
        "foreign_head/html/2001378",  # nothing but an empty head
        "several/docx/2000340",  # values below an empty head
        "several+blanks/docx/2000274",  # 合计 after a serial number
        "several+blanks/html/2001127",  # an unknown label after a serial number
        "several+blanks/docx/2001972",  # a row with a value beside those of the form
        "several/pipe_cells/2000856",  # 合计 below the label of a group
        "subtotal_column/docx/2001930",  # one number at two places
        "foreign_column/tab_grid/931007",  # a sign below the label of a group
        "foreign_column/tab_grid/940000743",  # 合计 before the results of a block
        "foreign_label/pipe_rows/940033647",  # the label 甲 beside a group that is a row in another form
        "foreign_head_line/markdown/942003731",  # a line of heads that are all signs and figures
        "several/docx/940042925",  # no head of the organisations is known, and they stand first
        "several/one_cell_per_line/940012752",  # 合计 where the heads behind it are cut off
        "several+blanks/pipe_rows/940020660",  # 总计 in place of a value
        "subtotal_column+blanks/flowing/940022395",  # 无 behind a label
        "several/flowing/40000259",  # 共5305，含40 in place of a value
        "several/pipe_rows/40002194",  # empty last cells among rows with one more value than the form has
        "several+blanks/html/40004946",  # the label 2022
        "several/pipe_cells/30003911",  # 不涉及 right behind a label
        "several+blanks/pipe_cells/30005999",  # 总计 right behind a label
        "foreign_column+blanks/pipe_rows/944001614",  # 1 and - at the end of lines of heads
        "foreign_row/pipe_cells/52000762",  # 2022年 among the values of a row that nobody knows
        "several/tab_grid/52002367",  # 合计 below a group, in doubt
        "several/xlsx/52002923",  # 2022年 alone among heads
        "several/flowing/40005226",  # a label of another table as a part of a longer word
        "several/markdown/59500326",  # the first printing has another row in a block of which only its heads are known
        "several/tab_grid/59503873",  # the rest of a number below table 4, of which some heads are not known
        "several+blanks/xlsx/72001663",  # 合计 right below the last row of a group, and no other total
        "several+blanks/one_cell_per_line/61500809",  # the same in the first of two printings
        "several/flowing/55500140",  # an item number before a label of the form inside a longer one
        "foreign_head_line+blanks/flowing/59601777",  # a block without values where no head of another is known
        "several/html/61502483",  # 2022年 beside the label of a group, after a number that counts the rows
        "foreign_column+blanks/pipe_rows/67",  # 2022年 and - among heads, and lines that end with an empty cell
    ],
)
def test_a_further_cell_that_once_stood_elsewhere(name: str) -> None:
    verdict = judge(scene(name))
    assert (verdict.silent, verdict.unnamed, verdict.further) == ([], [], [])
    assert verdict.report.further


@pytest.mark.parametrize(
    "name",
    [
        "several/pipe_cells/52001713",  # 合计 of the organisations where other columns are cut off
        "foreign_column+blanks/tab_grid/944001757",  # a column without a head at the right edge
        "several+blanks/flowing/57500541",  # 小计 behind the misspelt head of a group, in running text
        "several+blanks/pipe_cells/59503554",  # 合计 in a group, where the rest of labels is in empty cells
        "blocks_as_rows+blanks/pipe_cells/40002297",  # a row with blanks at both ends, beside the rest of its label
        "foreign_column/flowing/944002392",  # 小计 1 among heads, in running text
        "several/pipe_cells/72002044",  # a text in place of the last value of table 4, and a blank column
        "several+blanks/pipe_cells/72000749",  # a text in place of a row's last value, and a blank before its first
    ],
)
def test_a_number_that_was_once_given_falsely(name: str) -> None:
    verdict = judge(scene(name))
    assert (verdict.silent, verdict.lost, verdict.unnamed, verdict.further) == ([], [], [], [])


def test_what_was_read_before_changes_nothing() -> None:
    """A parser remembers the shapes of tables: it reads every scene, twice, as a parser does that read nothing yet."""
    parser, fresh = Parser(), Parser()
    for number in range(4 * len(ALL)):
        text = scene(name_of(number)).source
        if isinstance(text, str):
            fresh._memory.clear()
            fresh._forms._groupings.clear()
            expected = fresh.parse(text)
            assert [parser.parse(text), parser.parse(text)] == [expected, expected], name_of(number)


def test_a_scene_comes_again() -> None:
    name = name_of(7)
    assert scene(name).source == scene(name).source


@pytest.mark.parametrize(
    "kind", ["plain+blanks", "wide_columns+blanks", "foreign_column", "heads_unlike_rows+blanks", "blocks_as_rows"]
)
def test_a_page_with_drawn_lines(kind: str) -> None:
    """PDF files are drawn rarely elsewhere: they take long."""
    for number in range(2):
        verdict = judge(scene(f"{kind}/pdf/{number}"))
        assert (verdict.silent, verdict.lost, verdict.unnamed) == ([], [], [])


def test_the_harness_can_fail() -> None:
    """A number that is another than the printed one is found out, and so is one that is not given."""
    made = scene("plain/tab_grid/1")
    assert not judge(made).silent
    printed = made.printings["own"]
    first = min(printed)
    second = min(path for path in printed if path.rpartition(".")[0] != first.rpartition(".")[0])
    assert isinstance(made.source, str)
    made.source = made.source.replace(f"\t{printed[first]}\t", "\t987654321\t").replace(f"\t{printed[second]}", "\t")
    verdict = judge(made)
    assert [found.path for found in verdict.silent] == [first]
    assert [found.path for found in verdict.lost] == [second]


def test_the_harness_finds_further_cells_that_are_misplaced() -> None:
    made = scene("foreign_row/tab_grid/3")
    report = judge(made).report
    first, *others = report.further
    for wrong in (
        [attrs.evolve(first, row="规章"), *others],
        [attrs.evolve(first, column=None), *others],
        [attrs.evolve(first, table="proceedings"), *others],
        [first, first, *others],
        others,
    ):
        assert _further(made, attrs.evolve(report, further=tuple(wrong)))
    assert _further(made, report) == []


def test_the_undamaged_form_comes_back_from_every_format() -> None:
    for format in FORMATS:
        verdict = judge(scene(f"plain/{format}/0"))
        assert verdict.cells > 190
        assert (verdict.silent, verdict.warned, verdict.lost, verdict.withheld, verdict.further) == ([], [], [], [], [])


@pytest.mark.parametrize(
    "name",
    [
        "other_table+blanks/one_cell_per_line/5334",  # 其他 and 合计 below table 4, each cell on a line
        "label_columns+others/one_cell_per_line/80004989",  # the same
        "other_table+blanks+others/xlsx/15060",  # two tables below each other, the second without a head of labels
        "other_table+others/docx/301323",  # the second with other heads
        "other_table+blanks+others/tab_grid/300960",  # the second under a caption
        "other_table+others/pipe_cells/16159",  # a figure of table 4 that could be a year
        "other_table/html/5416",  # the heads of a blank table, which name another year
        "other_table/docx/5446",  # a table of a family that is known, above table 4
        "other_table/flowing/16096",  # heads that nobody knows behind one that is known
    ],
)
def test_another_table_that_was_once_read_wrongly(name: str) -> None:
    verdict = judge(scene(name))
    assert (verdict.silent, verdict.unnamed, verdict.further) == ([], [], [])
