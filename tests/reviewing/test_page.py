"""The review page as HTML, without a browser."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse import Report
from govinfo_parse.model.paths import all_cells
from tests.reviewing.cases import FILES, NAMES, ROOT, case, review_of
from tests.reviewing.hostile import GOOD, SNIPPETS, harmful
from tests.reviewing.samples import document_of

EXAMPLE = ROOT / "examples" / "tab_grid_2021.txt"
MOST = 150 * 1024
VOID = {"meta", "link", "input", "br", "col"}


class Page(HTMLParser):
    """The elements of a page: the texts of those of the source by path, and all tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.places: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        self.handle_data("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        part = next((attrs["id"] for tag, attrs in self.open if tag == "section"), None)
        if part is None or not self.open:
            return
        self.texts[part] = self.texts.get(part, "") + data
        own = self.open[-1][1]
        if part == "source":
            for path in (own.get("data-for") or "").split():
                self.places[path] = self.places.get(path, "") + data
        elif part == "record" and (path := own.get("data-path")):
            self.cells[path] = self.cells.get(path, "") + data


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_every_cell_and_its_characters(file: Path):
    report, document = case(file)
    html = review_of(file)
    page = Page(html)
    cells = govinfo_parse.cells(report)
    for path, cell in cells.items():
        if cell.span is None:
            assert path not in page.places
            continue
        printed = document.text[cell.span.start : cell.span.end]
        assert page.places[path].replace("\t", "") == printed.replace("\t", ""), path
        if cell.value is not None:
            assert page.cells[path] == str(cell.value)
        else:
            assert not any(character.isdecimal() for character in page.cells[path].replace(cell.raw, ""))
    assert len(html.encode()) <= MOST
    assert govinfo_parse.review(report, document) == html


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_the_source_is_the_whole_text(file: Path):
    _, document = case(file)
    shown = "".join(Page(review_of(file)).texts["source"].split())
    for table in {cell.table for cell in document.cells}:
        pages = sorted({cell.page for cell in document.cells if cell.table == table and cell.page is not None})
        caption = f"来源表格{table}" + (f"，第{'、'.join(map(str, pages))}页" if pages else "")
        english = f"sourcetable{table}" + (f",page{','.join(map(str, pages))}" if pages else "")
        assert caption + english in shown
        shown = shown.replace(caption + english, "", 1)
    assert shown.removeprefix("来源Source") == "".join(document.text.split())


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_all_paths_of_findings_and_diagnostics_stand_among_the_remarks(file: Path):
    report, _ = case(file)
    tags = Page(review_of(file)).tags
    linked = [attributes["data-path"] for _, attributes in tags if "data-path" in attributes]
    for path in (*(p for d in report.diagnostics for p in d.paths), *(p for f in report.findings for p in f.paths)):
        assert linked.count(path) >= (2 if path in govinfo_parse.cells(report) and report.form else 1)


def test_the_page_has_one_script_and_one_style_and_a_policy_with_their_hashes():
    html = review_of(EXAMPLE)
    policy = next(a["content"] for tag, a in Page(html).tags if a.get("http-equiv") == "Content-Security-Policy")
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_what_a_report_holds_becomes_no_element(snippet: str):
    text = harmful(snippet)
    report = govinfo_parse.parse_report(text)
    tags = Page(govinfo_parse.review(report, text, report)).tags
    plain = Page(review_of(EXAMPLE)).tags
    assert {tag for tag, _ in tags} <= {tag for tag, _ in plain} | {"button", "ol", "ul", "li", "mark", "code", "b"}
    known = {name for _, attributes in plain for name in attributes} | {"data-state", "aria-label", "type"}
    assert {name for _, attributes in tags for name in attributes} <= known
    assert all(a["href"].startswith("#") for tag, a in tags if tag == "a" and a.get("href"))
    govinfo_parse.review(report, text).encode("utf-8")


def test_the_same_page_in_another_process():
    code = (
        "import sys, hashlib, govinfo_parse\n"
        "document = govinfo_parse.read_document(sys.argv[1])\n"
        "page = govinfo_parse.review(govinfo_parse.parse_document(document), document)\n"
        "print(hashlib.sha256(page.encode()).hexdigest())\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLE)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {hashlib.sha256(review_of(EXAMPLE).encode()).hexdigest() + "\n"}


def test_text_and_document_say_the_same():
    report, document = case(EXAMPLE)
    assert Page(govinfo_parse.review(report, document.text)).places == Page(review_of(EXAMPLE)).places


def test_tables_are_tables():
    document = document_of(GOOD)
    page = Page(govinfo_parse.review(govinfo_parse.parse_document(document), document))
    assert sum(tag == "table" and "data-table" in attributes for tag, attributes in page.tags) == 3
    assert not any(tag == "pre" for tag, _ in page.tags)


def test_of_an_empty_report_only_the_source_is_there():
    text = "今天天气很好，气温 21 度。"
    page = Page(govinfo_parse.review(govinfo_parse.parse_report(text), text))
    assert page.cells == {}
    assert "没有读出任何数字" in page.texts["record"]
    assert "not-a-report" in page.texts["findings"]
    assert text.replace(" ", "") in page.texts["source"].replace(" ", "")


@pytest.mark.parametrize("text", ["", "\n\n", "\r\n", "\ud800\x00", "1" * 5_000, "|" * 5_000, "\t" * 5_000 + "1"])
def test_any_text_has_a_page(text: str):
    govinfo_parse.review(govinfo_parse.parse_report(text), text).encode()


def test_line_ends_of_every_kind():
    text = GOOD.replace("\n", "\r\n")
    report = govinfo_parse.parse_report(text)
    page = Page(govinfo_parse.review(report, text))
    assert page.places["proceedings.reconsideration.total"] == "37"
    numbers = [attributes["data-line"] for _, attributes in page.tags if "data-line" in attributes]
    assert numbers == [str(number + 1) for number in range(GOOD.count("\n"))]


@pytest.mark.parametrize("other", [GOOD[1:], GOOD[:500], "", GOOD.replace("700", "701")])
def test_a_report_of_another_text_is_refused(other: str):
    report, _ = case(EXAMPLE)
    with pytest.raises(govinfo_parse.ReviewError, match="was not read from this source"):
        govinfo_parse.review(report, other)


@pytest.mark.parametrize(
    "arguments", [("report", GOOD), (Report(), b""), (Report(), None), (Report(), "", "last year")]
)
def test_wrong_types(arguments: tuple[object, ...]):
    with pytest.raises(TypeError, match="must be"):
        govinfo_parse.review(*arguments)


def test_a_language_that_is_not_known():
    with pytest.raises(ValueError, match="known are both, zh, en"):
        govinfo_parse.review(Report(), "", language="fr")


def test_the_glance():
    text = GOOD.replace("\t37\n", "\t\n", 1).replace("412", "4l2").replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t")
    html = govinfo_parse.review(govinfo_parse.parse_report(text), text)
    glance = re.sub(r"<[^>]+>", "", re.search(r'<p class="glance">(.*?)</p>', html)[1])
    assert "200 个单元格 cells198 个读出数字 read1 个未采用 withheld1 个空白或划线 blank or dashed1 处勾稽" in glance


def test_a_failure_does_not_look_like_success():
    blank = "\n".join(
        "\t".join("" if cell.replace(".", "").isdecimal() else cell for cell in line.split("\t"))
        for line in GOOD.split("\n")
    )
    cut = GOOD[: GOOD.index("四、政府信息公开行政复议")]
    for text, code in ((blank, "blank-form"), (cut, "table-unread")):
        html = govinfo_parse.review(govinfo_parse.parse_report(text), text)
        first = re.search(r'<li class="remark (\w+)">.*?<code>(.*?)</code>', html)
        assert (first[1], first[2]) == ("error", code)
        assert '1</b> <span class="zh">个错误' in html


def test_the_gravest_comes_first():
    text = GOOD.replace("412", "4l2").replace("现行有效件数", "现行有效件").replace("\t340\n", "\t341\n")
    text = text[: text.index("四、政府信息公开行政复议")]
    remarks = re.findall(r'<li class="remark (\w+)">', govinfo_parse.review(govinfo_parse.parse_report(text), text))
    order = ["error", "violated", "doubtful", "warning", "unknown", "info"]
    assert remarks == sorted(remarks, key=order.index)
    assert {"violated", "warning", "info"} <= set(remarks)


def test_one_relation_that_fails_in_several_columns_is_one_remark():
    text = GOOD.replace("\n（七）总计", "\n（七）总计").replace(
        "692\t84\t3\t3\t17\t1\t800", "693\t85\t4\t4\t18\t2\t806"
    )
    report = govinfo_parse.parse_report(text)
    html = govinfo_parse.review(report, text)
    violated = [finding for finding in report.findings if finding.rule == "applications.balance"]
    assert len(violated) == 7
    (remark,) = re.findall(
        r'<li class="remark violated">(?:(?!<li class="remark).)*?applications\.balance.*?</ul>', html
    )
    assert remark.count("≠") == 7
    assert "相差 +1" in remark


def test_the_formula_has_the_printed_figures():
    text = GOOD.replace("\n22\t5\t7\t3\t37\t", "\n22\t5\t7\t3\t38\t")
    html = govinfo_parse.review(govinfo_parse.parse_report(text), text)
    formula = re.sub(r"<[^>]+>", "", re.search(r'<span class="formula">(.*?)</span>', html)[1])
    assert formula == "38 ≠ 22 ＋ 5 ＋ 7 ＋ 3"


def test_no_cell_of_the_record_is_left_out():
    report, _ = case(EXAMPLE)
    assert set(Page(review_of(EXAMPLE)).cells) == {p for p, cell in all_cells(report).items() if cell.span is not None}
