"""Tables as pages publish them, whole and damaged, where they stand beside the checkout: nothing wrong, nothing
invented, and everything that a careful reader can know.

What was printed stands in the JSON beside each: null is a blank cell, "ambiguous" what no reader could know.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_parse
from govinfo_parse.model import Cell, Severity, State
from govinfo_parse.model.paths import GROUPS, all_cells

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "examples"
AMBIGUOUS = "ambiguous"

ROWS_OF_TABLE_2 = {
    "real/014": {"normative_documents"},
    "real/019": {
        "normative_documents", "licensing", "other_services", "penalties", "compulsory_measures", "procurement",
    },
}  # fmt: skip
"""The cases whose digits run together, and the rows of table 2 that more than one cut is possible of."""
RECOVERED = 0.99
"""The share of tables 3 and 4 that their sums recover at least where all digits run together."""
AGENCIES = {
    "real/002": "测试市",  # the agency's name was replaced on the page
    "real/004": "沐阳县人民政府",  # 沭 was misread before the text was published
    "real/008": "洪泽区人民政府",  # the title leaves out 淮安市
}
"""The agency as the title prints it, where the agency is called otherwise."""
INDICATORS = {"real/021", "real/026", "modelled/042"}
"""Statistical tables (政府信息公开情况统计表) of years before 2019, which are another form."""


@attrs.frozen
class Case:
    """A file and what stands in it.

    Attributes:
        name: where it comes from.
        file: the file.
        truth: the number printed in each cell by dotted path; None or "ambiguous" where there is none to know.
        about: title, agency, year, form as far as known.
    """

    name: str
    file: Path
    truth: Mapping[str, Any]
    about: Mapping[str, Any]


def _cases() -> Iterator[Case]:
    for file in sorted(CORPUS.glob("*/*.*")):
        if file.suffix != ".json":
            about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
            cells = _expanded(about.pop("cells"))
            if about.get("_lossy"):
                cells = dict.fromkeys(cells, AMBIGUOUS)
            yield Case(f"{file.parent.name}/{file.stem}", file, cells, about)
    for file in sorted(EXAMPLES.glob("*.txt")):
        about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        yield Case(f"examples/{file.stem}", file, about.pop("figures"), about)


def _expanded(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells; what is said of a row is said of each of its cells."""
    return {
        cell: value
        for path, value in cells.items()
        for cell in ([f"{path}.{name}" for name in GROUPS[path][1]] if path in GROUPS else [path])
    }


CASES = {case.name: case for case in _cases()}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)


def knowable(case: Case) -> dict[str, Any]:
    """The cells with a number that a careful reader can know."""
    return {path: value for path, value in case.truth.items() if isinstance(value, int | float)}


def values(report: govinfo_parse.Report) -> dict[str, float]:
    """Every number that is given; decimals as JSON has them."""
    return {path: float(cell.value) for path, cell in all_cells(report).items() if cell.value is not None}


@every_case
def test_nothing_is_wrong_or_invented(case: Case):
    known = knowable(case)
    wrong = {
        path: (case.truth.get(path), value)
        for path, value in values(govinfo_parse.parse_file(case.file)).items()
        if known.get(path) != value
    }
    assert wrong == {}


@every_case
def test_what_can_be_known_is_read(case: Case):
    report = govinfo_parse.parse_file(case.file)
    given = values(report)
    withheld = knowable(case).keys() - given.keys()
    doubtful = ROWS_OF_TABLE_2.get(case.name, set())
    assert {path.split(".")[1] for path in withheld if path.startswith("disclosure.")} <= doubtful
    sums = [path for path in knowable(case) if not path.startswith("disclosure.")]
    missing = [path for path in sums if path in withheld]
    assert len(missing) <= ((1 - RECOVERED) * len(sums) if doubtful else 0), missing
    named = {path for note in report.diagnostics if note.severity != Severity.INFO for path in note.paths}
    assert withheld <= named


@every_case
def test_blank_cells_are_blank_and_no_other(case: Case):
    cells = all_cells(govinfo_parse.parse_file(case.file))
    for path, value in case.truth.items():
        if value is None:
            assert cells[path].state in {State.BLANK, State.DASH}, path
        elif value == AMBIGUOUS:
            # A row that prints no figure at all is blank, whichever its cells are.
            row = path.rpartition(".")[0]
            states = {cells[f"{row}.{name}"].state for name in GROUPS[row][1]}
            allowed = {State.BLANK} if states == {State.BLANK} else {State.AMBIGUOUS, State.UNREADABLE, State.ABSENT}
            assert cells[path].state in allowed, path
    given = {path for path, cell in cells.items() if cell.value is not None}
    assert given <= case.truth.keys()


@every_case
def test_every_number_stands_where_its_span_says(case: Case):
    text = govinfo_parse.read_document(case.file).text
    for path, cell in all_cells(govinfo_parse.parse_file(case.file)).items():
        if cell.span is not None:
            assert _normal(text[cell.span.start : cell.span.end]) == _normal(cell.raw), path
        assert cell.value is None or _is_printed(cell), path


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n")


def _is_printed(cell: Cell) -> bool:
    """Whether every digit of a number stands in the cell's print."""
    rest = iter(cell.raw)
    return cell.span is not None and all(digit in rest for digit in str(cell.value))


@every_case
def test_form_year_and_agency(case: Case):
    report = govinfo_parse.parse_file(case.file)
    if report.title is None:  # an indicator table by itself names its year
        told = report.year is None or (report.statistics and report.year == case.about["year"])
        assert report.agency is None
        assert told
    form = str(case.about.get("form"))[:4]
    if form in {"2019", "2021"} and case.truth:
        assert report.form == form
    if case.about.get("agency") and report.title is not None:
        assert report.agency == AGENCIES.get(case.name, case.about["agency"])
        assert report.year == case.about["year"]


OTHER_FORM = """附件1：示例县2012年政府信息公开情况统计表
指标名称\t计量单位\t2012年度\t历年累计
主动公开信息数\t条\t2026\t3542
受理依申请公开信息总数\t条\t21\t21
行政复议数\t条\t0\t0
行政诉讼数\t条\t0\t0
"""


@pytest.mark.parametrize("name", ["of our own", *sorted(INDICATORS & CASES.keys())])
def test_another_form_has_its_indicators_and_nothing_of_the_three_tables(name: str):
    text = govinfo_parse.read_document(CASES[name].file).text if name in CASES else OTHER_FORM
    report = govinfo_parse.parse_report(text)
    assert values(report) == {}
    assert report.form is None
    assert len(report.statistics) == 1
    codes = {note.code for note in report.diagnostics}
    assert codes & {"statistics-read", "statistics-unknown"}
    assert not codes & {"not-a-report", "table-missing"}


@pytest.mark.parametrize("name", sorted({"examples/tab_grid_2021", "real/002", "real/004", "real/007"} & CASES.keys()))
def test_a_whole_report_is_read_without_a_doubt(name: str):
    report = govinfo_parse.parse_file(CASES[name].file)
    assert not [note for note in report.diagnostics if note.severity != Severity.INFO]
    assert all(cell.state == State.NUMBER for cell in govinfo_parse.cells(report).values())


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("real/008", {"proceedings.total": 2}),
        ("real/019", {"applications.outcomes_total": 2}),
    ],
)
def test_what_the_publisher_got_wrong_is_kept_and_told(name: str, rules: Mapping[str, int]):
    """An example with the same faults stands for a report that is not at hand."""
    report = govinfo_parse.parse_file(CASES[name].file) if name in CASES else _with_faults(rules)
    violated = [finding for finding in govinfo_parse.check(report) if finding.outcome == "violated"]
    assert {rule: sum(finding.rule == rule for finding in violated) for rule in rules} == rules


def _with_faults(rules: Mapping[str, int]) -> govinfo_parse.Report:
    text = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
    row = {
        "proceedings.total": ("22\t5\t7\t3\t37\t6\t1\t2\t4\t13\t9", "22\t5\t7\t3\t0\t6\t1\t2\t4\t0\t9"),
        "applications.outcomes_total": ("692\t84\t3\t3\t17\t1\t800", "691\t84\t3\t3\t17\t1\t799"),
    }
    for rule in rules:
        assert row[rule][0] in text
        text = text.replace(*row[rule])
    return govinfo_parse.parse_report(text)
