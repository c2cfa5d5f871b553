"""Files to reports: every way to hand one over, and every file that is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse import errors
from govinfo_parse.model.paths import all_cells
from tests.readers import builders, fixed_layout
from tests.readers.builders import archive
from tests.readers.compound import compound_file
from tests.readers.forms import official

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tab_grid_2021.txt"
REPORT = govinfo_parse.parse_report(EXAMPLE.read_text(encoding="utf-8"))
BLOCKS = official(REPORT)
FILES: dict[str, bytes] = {
    "html": builders.html(BLOCKS),
    "docx": builders.docx(BLOCKS),
    "xlsx": builders.xlsx(BLOCKS),
    "pdf": fixed_layout.pdf(BLOCKS),
    "ofd": fixed_layout.ofd(BLOCKS),
    "markdown": builders.markdown(BLOCKS),
    "text": EXAMPLE.read_bytes(),
}
every_format = pytest.mark.parametrize("format", FILES)


def numbers(report: govinfo_parse.Report) -> dict[str, object]:
    return {path: cell.value for path, cell in all_cells(report).items()}


def parse(data: bytes, **options) -> govinfo_parse.Report:
    return govinfo_parse.parse_file(io.BytesIO(data), **options)


@every_format
def test_path_name_and_binary_file_give_the_same_report(format: str, tmp_path: Path):
    path = tmp_path / "年报.bin"
    path.write_bytes(FILES[format])
    report = govinfo_parse.parse_file(path)
    assert numbers(report) == numbers(REPORT)
    assert (report.agency, report.year, report.form) == ("示例市人民政府", 2023, "2021")
    assert govinfo_parse.parse_file(str(path)) == report
    with path.open("rb") as file:
        assert govinfo_parse.parse_file(file) == report
    assert parse(FILES[format]) == report


def with_lines(line: str) -> list[builders.Block]:
    """The report with a line above and below each of its tables."""
    return [one for block in BLOCKS for one in ([block] if isinstance(block, str) else [line, block, line])]


@pytest.mark.parametrize("line", ["表1", "附件2", "2023年", "（2023年）", "2-1", "12", "—"])
@pytest.mark.parametrize("format", ["html", "docx", "xlsx"])
def test_a_line_between_tables_is_no_part_of_their_rows(line: str, format: str):
    build = {"html": builders.html, "docx": builders.docx, "xlsx": builders.xlsx}[format]
    assert numbers(parse(build(with_lines(line)))) == numbers(REPORT)


@pytest.mark.parametrize("line", ["表1", "（见附件2）", "续表1-2"])
@pytest.mark.parametrize("build", [fixed_layout.pdf, fixed_layout.ofd, builders.markdown])
def test_the_number_of_a_table_is_no_part_of_its_rows(line: str, build):
    assert numbers(parse(build(with_lines(line)))) == numbers(REPORT)


@pytest.mark.parametrize("line", ["2023年", "（2023年）", "甲乙1"])
@pytest.mark.parametrize("build", [fixed_layout.pdf, fixed_layout.ofd])
def test_a_word_with_a_figure_beside_a_drawn_table_is_no_part_of_its_rows(line: str, build):
    assert numbers(parse(build(with_lines(line)))) == numbers(REPORT)


@pytest.mark.parametrize("build", [fixed_layout.pdf, fixed_layout.ofd])
def test_a_figure_beside_a_table_that_is_only_drawn_is_named(build):
    report = parse(build(with_lines("12")))
    assert "values-loose" in {note.code for note in report.diagnostics}


@every_format
def test_the_format_may_be_named(format: str):
    assert parse(FILES[format], format=format) == parse(FILES[format])


@every_format
def test_a_wrong_extension_does_not_matter(format: str, tmp_path: Path):
    for name in ("年报.doc", "年报.pdf", "年报.txt", "年报"):
        (tmp_path / name).write_bytes(FILES[format])
        assert numbers(govinfo_parse.parse_file(tmp_path / name)) == numbers(REPORT)


@every_format
def test_an_archive_of_one_report(format: str):
    assert numbers(parse(archive({"年报/正文.bin": FILES[format]}))) == numbers(REPORT)


@every_format
def test_spans_point_into_the_text_that_was_read(format: str):
    text = govinfo_parse.read_document(io.BytesIO(FILES[format])).text
    for path, cell in all_cells(parse(FILES[format])).items():
        if cell.span is not None:
            assert text[cell.span.start : cell.span.end] == cell.raw, path


@pytest.mark.parametrize("format", ["html", "docx", "xlsx", "pdf", "ofd"])
def test_a_number_leads_to_its_place_in_the_file(format: str):
    document = govinfo_parse.read_document(io.BytesIO(FILES[format]))
    cells = {cell.span.start: cell for cell in document.cells}
    total = parse(FILES[format]).applications.carried_forward.total
    assert total.span is not None
    source = cells[total.span.start]
    assert document.text[source.span.start : source.span.end] == "38"
    assert (source.column, source.page is None) == (10, format in {"html", "docx"})


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@every_format
def test_a_file_cut_short_gives_no_other_number(format: str, share: float):
    """An error of ours, or only numbers that the whole file has in the same cells."""
    data = FILES[format][: int(share * len(FILES[format]))]
    try:
        report = parse(data)
    except errors.GovinfoError:
        return
    whole = numbers(REPORT)
    assert {path for path, value in numbers(report).items() if value not in (None, whole[path])} == set()


@pytest.mark.parametrize(
    ("data", "options", "error"),
    [
        (b"", {}, errors.DamagedFile),
        (b"\xef\xbb\xbf", {}, errors.DamagedFile),
        (b"\x89PNG\r\n\x1a\n", {}, errors.UnsupportedFormat),
        (FILES["docx"][:900], {}, errors.DamagedFile),
        (FILES["pdf"], {"format": "docx"}, errors.DamagedFile),
        (FILES["text"], {"format": "tex"}, errors.UnsupportedFormat),
        (FILES["text"], {"max_bytes": 100}, errors.InputTooLarge),
        (compound_file({"EncryptedPackage": b""}), {}, errors.PasswordProtected),
        (fixed_layout.pdf_pages(fixed_layout.laid_out(BLOCKS), password="open"), {}, errors.PasswordProtected),  # noqa: S106 - a password of nothing
        (archive({"a.html": FILES["html"], "b.pdf": FILES["pdf"]}), {}, errors.ArchiveOfSeveral),
        (archive({"word/document.xml": "<a>" * 100_000}), {}, errors.DamagedFile),
        (archive({"OFD.xml": b" " * (8 << 20)}), {}, errors.InputTooLarge),
    ],
)
def test_what_cannot_be_read_is_an_error_of_its_kind(data: bytes, options, error: type[Exception]):
    with pytest.raises(error) as raised:
        parse(data, **options)
    assert isinstance(raised.value, errors.GovinfoError)
    assert str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_a_source_may_be(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        govinfo_parse.parse_file(tmp_path / "none.html")
    with pytest.raises(TypeError, match="parse_report"):
        govinfo_parse.parse_file(io.StringIO("text"))  # type: ignore[arg-type]


def test_what_was_lost_in_reading_stands_before_the_reports_own_remarks():
    text = EXAMPLE.read_text(encoding="utf-8").replace("\t37\n", "\t3x\n", 1).replace("以公开为常态", "以\ufffd公开")
    codes = [note.code for note in parse(text.encode()).diagnostics]
    assert codes == ["unmapped-characters", "cell-unreadable"]


def test_a_parser_with_other_grammars_reads_files_too():
    spelled = EXAMPLE.read_text(encoding="utf-8").replace("\n规章\t", "\n政府规章和规章性文件\t").encode()
    assert parse(spelled).disclosure.rules.issued.value is None
    parser = govinfo_parse.Parser(forms=['%extend RULES: "政府规章和规章性文件"'])
    assert parse(spelled, parser=parser).disclosure.rules.issued.value == 2


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000 + builders.html(BLOCKS),
        builders.html(BLOCKS).replace(
            b"</table>", b"<tr><td colspan='99999999' rowspan='99999999'>x</td></tr></table>"
        ),
        builders.html(BLOCKS).replace(b"</body>", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;</body>"),
        builders.html(BLOCKS).replace(b"<p>", b"<p>\0"),
    ],
    ids=["deep", "spans", "entity", "NUL"],
)
def test_a_hostile_page_is_refused_or_gives_no_other_number(page: bytes):
    try:
        report = parse(page)
    except errors.GovinfoError:
        return
    whole = numbers(REPORT)
    assert {path for path, value in numbers(report).items() if value not in (None, whole[path])} == set()
    assert "root:" not in govinfo_parse.read_document(io.BytesIO(page)).text


def test_lone_surrogates_of_a_page_are_no_error():
    page = builders.html([*BLOCKS, "后记&#xD800;。"])
    assert numbers(parse(page)) == numbers(REPORT)


@pytest.mark.parametrize(
    ("cell", "value", "raw"),
    [
        ("12<sup>1</sup>", None, "12¹"),
        ("12<sup>[1]</sup>", None, "12[¹]"),
        ("<label>3</label>12", None, "3 12"),
        ("<del>31</del>12", 12, "12"),
        ("<span>1</span><span>2</span>", 12, "12"),
        ("<del>12</del>", None, ""),
    ],
)
def test_a_number_is_never_put_together_from_what_the_page_shows_apart(cell, value, raw):
    rows = f"<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>{cell}</td></tr>"
    page = f"<p>二、主动公开政府信息情况</p><table>{rows}</table>"
    read = parse(page.encode()).disclosure.penalties.decisions
    assert (read.value, read.raw or "") == (value, raw)
