"""A whole form of one's own, in a file: read, written, checked, stored, in every format and by every way in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse import Parser
from govinfo_parse.corpus import build
from govinfo_parse.model import Report
from tests.extension.texts import EXAMPLES
from tests.readers import builders

FORM = """// The form of a province: that of 2021, and news beside it.
form_province: documents_2021 licensing_2021 penalties_2021 fees_2021 applications_2021 printed_proceedings news
news: CONTENT HELD NEWS
NEWS: "新闻发布会"
HELD: "召开次数"
%extend disclosure_row: NEWS -> further__press_conferences
%extend disclosure_column: HELD -> held
"""
PLAIN = (EXAMPLES / "tab_grid_2021.txt").read_text(encoding="utf-8")
TEXT = PLAIN.replace("第二十条第（五）项", "信息内容\t召开次数\n新闻发布会\t12\n第二十条第（五）项", 1)
FILES = {"html": builders.html, "docx": builders.docx, "xlsx": builders.xlsx, "md": builders.markdown}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "province.lark"
    file.write_text(FORM, encoding="utf-8")
    return file


def told(report: Report) -> tuple[str | None, list[tuple[str | None, object]]]:
    return report.form, [(one.key, one.cell.value) for one in report.further]


OWN = ("province", [("further.press_conferences.held", 12)])


def blocks() -> list[builders.Block]:
    """The report as paragraphs and tables."""
    found: list[builders.Block] = []
    for line in TEXT.splitlines():
        if "\t" not in line:
            found.append(line)
        elif found and not isinstance(found[-1], str):
            found[-1].append([(text, 1, 1) for text in line.split("\t")])
        else:
            found.append([[(text, 1, 1) for text in line.split("\t")]])
    return found


def test_a_row_that_only_it_has_tells_the_form(form: Path):
    parser = Parser(forms=[form])
    assert told(parser.parse(TEXT)) == OWN
    assert told(parser.parse(PLAIN)) == ("2021", [])
    assert parser.parse(TEXT).diagnostics == ()


def test_a_row_that_was_added_to_another_form_makes_no_report_mixed():
    extended = FORM.replace("form_province: documents_2021 licensing_2021 penalties_2021 fees_2021 ", "")
    extended = extended.replace("applications_2021 printed_proceedings news\n", "%extend form_2021: news\n")
    older = (EXAMPLES / "tab_grid_2019.txt").read_text(encoding="utf-8")
    older = older.replace("第二十条第（五）项", "信息内容\t召开次数\n新闻发布会\t12\n第二十条第（五）项", 1)
    assert told(Parser(forms=[extended]).parse(older)) == ("2019", OWN[1])


@pytest.mark.parametrize("layout", ["tab_grid", "pipe_rows", "pipe_cells", "one_cell_per_line", "flowing"])
def test_what_is_written_is_read_again(form: Path, layout: str):
    parser = Parser(forms=[form])
    report = parser.parse(TEXT)
    read = parser.parse(govinfo_parse.render(report, layout=layout, parser=parser))
    assert told(read) == OWN
    assert govinfo_parse.flat(read) == govinfo_parse.flat(report)


def test_a_row_that_another_form_prints_is_written_too(form: Path):
    parser = Parser(forms=[form])
    report = govinfo_parse.from_json(govinfo_parse.to_json(parser.parse(TEXT)).replace('"province"', '"2021"'))
    assert report.form == "2021"
    assert told(parser.parse(govinfo_parse.render(report, parser=parser))) == OWN


@pytest.mark.parametrize("format", FILES)
def test_documents(form: Path, tmp_path: Path, format: str):
    make: Callable[..., bytes] = FILES[format]
    file = tmp_path / f"report.{format}"
    file.write_bytes(make(blocks()))
    report = govinfo_parse.parse_file(file, parser=Parser(forms=[form]))
    assert told(report) == OWN
    assert 'data-path="further.0"' in govinfo_parse.review(report, govinfo_parse.read_document(file))


def test_the_relations_are_those_of_the_blocks(form: Path):
    own, usual = Parser(forms=[form]).parse(TEXT), govinfo_parse.parse_report(PLAIN)
    outcomes = [[(one.rule, one.outcome) for one in govinfo_parse.check(report)] for report in (own, usual)]
    assert outcomes[0] == outcomes[1]


def test_many_reports_and_a_dataset(form: Path, tmp_path: Path):
    from pyarrow import parquet

    source = tmp_path / "report.txt"
    source.write_text(TEXT, encoding="utf-8")
    (reading,) = govinfo_parse.parse_many([source], workers=1, forms=[form])
    assert reading.report is not None
    assert told(reading.report) == OWN
    summary = build([source], tmp_path / "dataset", workers=1, forms=[form])
    assert summary.exact == 1
    parts = sorted((tmp_path / "dataset" / "further").glob("*.parquet"))
    assert [(row["key"], row["value"]) for part in parts for row in parquet.read_table(part).to_pylist()] == OWN[1]
