"""The command ``review``: pages on disk, and an index for several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

import govinfo_parse
from govinfo_parse.cli.app import app
from govinfo_parse.reviewing.index import Entry, index, page_names
from tests.readers import fixed_layout
from tests.reviewing.hostile import GOOD, SNIPPETS
from tests.reviewing.samples import blocks_of

Run = Callable[..., click.testing.Result]
UNBALANCED = GOOD.replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    Path("last year.txt").write_text(GOOD.replace("2023", "2022"), encoding="utf-8")
    Path("unbalanced.txt").write_text(UNBALANCED, encoding="utf-8")
    Path("more").mkdir()
    Path("more", "good.txt").write_text(GOOD, encoding="utf-8")
    return lambda *arguments: click.testing.CliRunner().invoke(app, ["review", *arguments, "--lang", "en"])


def test_one_file_is_one_page(run: Run):
    result = run("good.txt", "--out", "pages")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{Path('pages', 'good.txt.html')}\n"
    assert sorted(path.name for path in Path("pages").iterdir()) == ["good.txt.html"]
    page = Path("pages", "good.txt.html").read_bytes().decode()
    assert page == govinfo_parse.review(govinfo_parse.parse_report(GOOD), GOOD, language="en")


def test_several_files_have_an_index(run: Run):
    result = run("good.txt", "unbalanced.txt", "more/good.txt", "missing.txt", "--out", "pages")

    assert result.exit_code == 1
    assert sorted(path.name for path in Path("pages").iterdir()) == [
        "good.txt-2.html",
        "good.txt.html",
        "index.html",
        "unbalanced.txt.html",
    ]
    page = Path("pages", "index.html").read_text(encoding="utf-8")
    assert page.count('href="./') == 3
    assert "no such file" in page
    assert "proceedings.total" in page


def test_the_year_before(run: Run):
    result = run("good.txt", "--out", "pages", "--previous", "last year.txt")

    assert result.exit_code == 0
    assert "panel.carried_over" in Path("pages", "good.txt.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("good.txt",),
        ("good.txt", "unbalanced.txt", "--out", "pages", "--previous", "last year.txt"),
        ("good.txt", "--out", "pages", "--previous", "missing.txt"),
        ("good.txt", "--out", "unbalanced.txt"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...]):
    result = run(*arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert not Path("pages").exists()


@pytest.mark.parametrize(
    ("wanted", "given"), [("2022", "2023"), ("示例市人民政府2022", "别处市人民政府2022")], ids=["year", "agency"]
)
def test_the_report_of_another_year_or_agency_is_no_silent_comparison(run: Run, wanted: str, given: str):
    last_year = Path("last year.txt").read_text(encoding="utf-8")
    Path("other.txt").write_text(last_year.replace(wanted, given), encoding="utf-8")
    told = "good.txt: warning: this report is of 示例市人民政府, 2023; the one to compare with is of "

    assert told in run("good.txt", "--out", "pages", "--previous", "other.txt").stderr
    assert told not in run("good.txt", "--out", "pages", "--previous", "last year.txt").stderr


def test_a_page_that_cannot_be_written_is_said(run: Run):
    Path("pages", "good.txt.html").mkdir(parents=True)
    result = run("good.txt", "--out", "pages")

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{Path('pages', 'good.txt.html')}: error cannot-read: ")


def test_a_name_that_the_system_cannot_write_is_said(run: Run, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        "页".encode("ascii")

    monkeypatch.setattr(Path, "write_text", refuse)
    result = run("good.txt", "--out", "pages")

    assert result.exit_code == 1
    assert "error cannot-read: the system's encoding (ascii) cannot write this name; set PYTHONUTF8=1" in result.stderr


def test_names_of_pages():
    given = ["a/report.pdf", "b/REPORT.pdf", "index", "..", "", "<stdin>", r"c:\x\报告.docx", "report.pdf"]
    names = page_names(given)

    assert names[:2] == ["report.pdf.html", "REPORT.pdf-2.html"]
    assert names[2] == "index-2.html"
    assert names[6] == "报告.docx.html"
    assert len({name.lower() for name in names}) == len(names)
    assert not any(set(name) & set("/\\") for name in names)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_an_index_of_hostile_reports_has_no_foreign_element(snippet: str):
    report = govinfo_parse.parse_report(GOOD.replace("示例市", f"示例{snippet}市"))
    page = index([Entry(f"{snippet}.txt", f"{snippet}.html", report), Entry(snippet, fault=snippet)])

    page.encode()
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<svg" not in page


def test_the_pages_of_a_pdf_are_shown(run: Run):
    Path("report.pdf").write_bytes(fixed_layout.pdf(blocks_of(GOOD)))
    plain, drawn = run("report.pdf", "--out", "plain"), run("report.pdf", "--out", "drawn", "--pages")

    assert (plain.exit_code, drawn.exit_code, drawn.stderr) == (0, 0, plain.stderr)
    pages = [Path(folder, "report.pdf.html").read_text(encoding="utf-8") for folder in ("plain", "drawn")]
    assert ["data:image/png" in page for page in pages] == [False, True]
    assert pages[1].count('class="box"') == 200
    assert run("report.pdf", "--out", "again", "--pages").exit_code == 0
    assert Path("again", "report.pdf.html").read_text(encoding="utf-8") == pages[1]


def test_pages_of_another_format_are_no_matter(run: Run):
    assert (run("good.txt", "--out", "pages", "--pages").exit_code, run("good.txt", "--out", "pages").stderr) == (0, "")


def test_pages_that_cannot_be_drawn_are_said(run: Run, monkeypatch: pytest.MonkeyPatch):
    data = fixed_layout.pdf(blocks_of(GOOD))
    result = click.testing.CliRunner().invoke(app, ["review", "-", "--out", "pages", "--pages"], input=data)
    assert result.exit_code == 0
    assert (
        "warning pages-not-drawn: there is no picture of some pages: standard input is not read twice" in result.stderr
    )
    assert "标准输入不能读两遍" in Path("pages", "stdin.html").read_text(encoding="utf-8")

    Path("report.pdf").write_bytes(data)
    monkeypatch.setattr("govinfo_parse.cli.review.page_pictures", lambda _: ())
    result = run("report.pdf", "--out", "pages", "--pages")
    assert "0 pages were drawn, and tables stand on others: 1, 2" in result.stderr


def test_a_grammar_of_indicators_counts_on_the_page(run: Run):
    Path("own.lark").write_text(
        'form_own: "收到申请总量" mine\nmine: "收到申请总量" "来函" "来人" -> partition\n', encoding="utf-8"
    )
    rows = ("指标名称\t计量单位\t2012年度", "收到申请总量\t件\t12", "其中：1.来函\t件\t11", "2.来人\t件\t2")
    Path("old.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")

    assert (
        run("old.txt", "--out", "plain").exit_code
        == run("old.txt", "--out", "own", "--statistics", "own.lark").exit_code
    )
    assert "statistics.partition" not in Path("plain", "old.txt.html").read_text(encoding="utf-8")
    assert "statistics.partition" in Path("own", "old.txt.html").read_text(encoding="utf-8")
