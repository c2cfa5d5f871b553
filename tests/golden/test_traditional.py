"""Reports in traditional characters, as sites of several provinces offer them, are read as the others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import parse_report
from govinfo_parse.model.paths import all_cells

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted((Path(__file__).parent / "traditional").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_report_in_traditional_characters_says_the_same(file: Path):
    text = file.read_text(encoding="utf-8")
    report, known = parse_report(text), parse_report((EXAMPLES / file.name).read_text(encoding="utf-8"))
    assert {path: cell.value for path, cell in all_cells(report).items()} == {
        path: cell.value for path, cell in all_cells(known).items()
    }
    assert (report.year, report.form) == (known.year, known.form)
    assert [fact.kind for fact in report.narrative] == [fact.kind for fact in known.narrative]
    assert report.diagnostics == known.diagnostics
    assert report.title == text.split("\n")[0]


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("廣東省人民政府辦公廳2023年政府信息公開工作年度報告", "廣東省人民政府辦公廳"),
        ("廣東省人民政府辦公廳\n2023年政府信息公開\n工作年度報告", "廣東省人民政府辦公廳"),
        ("廣州市 荔灣區 衛生健康局２０２３年政府信息公開工作年度報告", "廣州市荔灣區衛生健康局"),
    ],
)
def test_agency_and_title_are_given_as_they_are_printed(title: str, agency: str):
    report = parse_report(f"{title}\n\n一、總體情況\n無。")
    assert (report.agency, report.year) == (agency, 2023)
    assert report.title == title.replace("\n", "")
