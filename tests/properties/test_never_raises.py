"""Whatever the text: a report comes out, its spans are true, and it survives being written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse.diagnostics import CATALOGUE
from govinfo_parse.model import Outcome, Report, State
from govinfo_parse.model.paths import PATHS, all_cells, cells_beyond
from govinfo_parse.parser import default_parser
from tests.properties import soup

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS = {file.stem: file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.rglob("*.txt"))}

NUMBERS = {State.NUMBER, State.RECOVERED}
PLACED = {State.NUMBER, State.UNREADABLE, State.DASH}
"""States of cells that one stretch of the text is the print of."""

marks = st.sampled_from(
    list("\t\n\r\0\x0b\x0c\x1b\x85\u2028\ufeff\ufffd\ud800\udfff|、.,（）()-—/_无0123456789０９²½件元 \u00a0\u3000")
)
pieces = st.one_of(
    marks,
    st.sampled_from(sorted(default_parser().labels.values())),
    st.sampled_from(
        ["\r\n", "\n\n", "\t\t\t", " | ", " |\n", "第 3 页", "10000000000000000000000", "-8", "110.55万元"]
    ),
    st.integers(0, 10**9).map(str),
    st.text(max_size=8),
)
texts = st.lists(pieces, max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A report of the project with stretches deleted, doubled, swapped, or something put in."""
    text = REPORTS[draw(st.sampled_from(sorted(REPORTS)))]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        middle = min(len(text), start + draw(st.integers(0, 60)))
        end = min(len(text), middle + draw(st.integers(0, 60)))
        first, second = text[start:middle], text[middle:end]
        match draw(st.sampled_from(("delete", "insert", "double", "swap", "line ends"))):
            case "delete":
                changed = second
            case "insert":
                changed = first + draw(pieces) + second
            case "double":
                changed = first + first + second
            case "swap":
                changed = second + first
            case _:
                changed = (first + second).replace("\n", draw(st.sampled_from(("\r\n", "\r", "\u2028"))))
        text = text[:start] + changed + text[end:]
    return text


def assert_sound(text: str) -> Report:
    """A report that could be parsed from the text."""
    report = govinfo_parse.parse_report(text)
    assert isinstance(report, Report)
    cells = all_cells(report)
    as_lines = text.replace("\r\n", " \n").replace("\r", "\n")
    for path, cell in cells.items():
        assert (cell.value is None) == (cell.state not in NUMBERS), path
        assert (cell.span is None) == (cell.state == State.ABSENT), path
        if cell.span is None:
            continue
        assert 0 <= cell.span.start <= cell.span.end <= len(text), path
        if cell.state in PLACED:
            assert as_lines[cell.span.start : cell.span.end] == cell.raw, path
    _assert_notes(text, report)
    return report


def _assert_notes(text: str, report: Report) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for note in report.diagnostics:
        assert note.code in CATALOGUE
        assert note.severity == CATALOGUE[note.code][0]
        assert set(note.paths) <= {*PATHS, *cells_beyond(report)}
        assert (note.line is None) == (note.column is None)
        assert note.line is None or 1 <= note.line <= len(lines)
    findings = [one for one in govinfo_parse.check(report) if one.outcome in {Outcome.VIOLATED, Outcome.NOT_ASSESSABLE}]
    assert list(report.findings) == findings
    for finding in report.findings:
        assert finding.explain()


def assert_kept(report: Report) -> None:
    """Written down and read again, the report is the same."""
    assert govinfo_parse.from_dict(govinfo_parse.to_dict(report)) == report
    written = govinfo_parse.to_json(report)
    assert govinfo_parse.from_json(written) == report
    assert govinfo_parse.from_dict(json.loads(json.dumps(govinfo_parse.to_dict(report)))) == report


@given(texts)
@settings(max_examples=150)
def test_any_text(text: str):
    assert_kept(assert_sound(text))


@given(mutated())
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_change_of_a_report(text: str):
    assert_kept(assert_sound(text))


@pytest.mark.parametrize("seed", range(8))
def test_a_report_changed_in_many_places(seed: int):
    for number in range(25 * seed, 25 * seed + 25):
        assert_sound(soup.text(number))


@pytest.mark.parametrize(
    "text",
    [
        "起诉|合计\n│|到|行政诉讼|2|二、",
        "\t人情况0\n\n属于行政查询事项\n\n信访举报投诉类申请\n\n\t\n\n自然人",
        "第二十条第一项|\x0b|\n4",
    ],
)
def test_texts_that_once_ended_the_reading(text: str):
    assert_sound(text)


@given(st.sampled_from(sorted(REPORTS)), st.data())
@settings(max_examples=30)
def test_a_report_cut_anywhere(name: str, data: st.DataObject):
    text = REPORTS[name]
    assert_sound(text[: data.draw(st.integers(0, len(text)))])
    assert_sound(text[data.draw(st.integers(0, len(text))) :])


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("name", REPORTS)
def test_line_ends_change_no_number_and_no_place(name: str, ends: str):
    text = REPORTS[name].replace("\n", ends)
    report = assert_sound(text)
    numbers = {path: cell.value for path, cell in all_cells(report).items()}
    assert numbers == {path: cell.value for path, cell in all_cells(govinfo_parse.parse_report(REPORTS[name])).items()}
    for path, cell in all_cells(report).items():
        if cell.state == State.NUMBER and cell.span is not None:
            assert text[cell.span.start : cell.span.end] == cell.raw, path


@pytest.mark.parametrize("name", REPORTS)
def test_an_unchanged_report_is_sound(name: str):
    assert_kept(assert_sound(REPORTS[name]))
