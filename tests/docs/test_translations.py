"""Pages in two languages stay in step."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from govinfo_parse.cli.exits import EXIT_MEANINGS_IN_CHINESE

ROOT = Path(__file__).resolve().parents[2]
SPECIFICATION = importlib.util.spec_from_file_location("translations", ROOT / "docs" / "translations.py")
translations = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(translations)
PAIRS = translations.PAGES.items()


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_every_page_is_there_in_both_languages():
    english = {page.name for page in (ROOT / "docs").glob("*.md")}
    chinese = {page.name for page in (ROOT / "docs" / "zh").glob("*.md")}
    assert chinese == english


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_no_page_has_changed_in_one_language_only(chinese: str, english: str):
    before, now = translations.recorded()[chinese], translations.state()[chinese]
    changed = [page for page in (english, chinese) if before[page] != now[page]]
    assert changed == [], f"bring {english} and {chinese} in step, then run: python docs/translations.py"


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_both_have_the_same_parts(chinese: str, english: str):
    for pattern in (r"(?m)^#+(?= )", r"(?m)^```\w+", r"(?m)^- ", r"(?m)^\| ?(?:\d)?"):
        assert re.findall(pattern, read(chinese)) == re.findall(pattern, read(english)), pattern


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_both_execute_the_same_examples(chinese: str, english: str):
    def commands(page: str) -> list[str]:
        return [re.sub(r"\s+#.*| --lang zh", "", line) for line in re.findall(r"(?m)^(?:>>>|\$) .*$", read(page))]

    assert commands(chinese) == commands(english)


@pytest.mark.parametrize("chinese", translations.PAGES)
def test_links_lead_to_pages(chinese: str):
    folder = (ROOT / chinese).parent
    links = re.findall(r"\]\(([^)#:]+)[^)]*\)", read(chinese))
    assert [link for link in links if link != "https" and not (folder / link).exists()] == []


WORDS = {
    "2019 年以前": "before 2019",
    "印出": "printed",
    "隐含": "implied",
    "惯例": "practice",
    "硬性": "hard",
    "参考": "soft",
}


@pytest.mark.parametrize("page", ["relations.md", "panels.md"])
def test_the_relations_are_the_same_in_both(page: str):
    rows = [line for line in read(f"docs/{page}").splitlines() if re.match(r"\| `\w+\.\w+` \|", line)]
    translated = [line for line in read(f"docs/zh/{page}").splitlines() if re.match(r"\| `\w+\.\w+` \|", line)]
    for chinese, english in WORDS.items():
        translated = [line.replace(f"| {chinese} |", f"| {english} |") for line in translated]
    assert translated == rows
    assert rows


@pytest.mark.parametrize("chinese", translations.PAGES)
def test_a_chinese_page_leads_to_chinese_pages(chinese: str):
    """But for its first line, where the other language is, and the one reference of the Python interface."""
    folder = (ROOT / chinese).parent
    _, _, text = read(chinese).partition("\n")
    linked = [(folder / link).resolve() for link in re.findall(r"\]\(([^)#:]+\.md)[^)]*\)", text)]
    translated = {(ROOT / english).resolve() for english in translations.PAGES.values()}
    assert {page.name for page in linked if page in translated} <= {"api.md"}


SEVERITIES = {"提示": "info", "警告": "warning", "错误": "error"}


def test_the_diagnostics_are_the_same_in_both():
    def entries(page: str) -> list[tuple[str, str]]:
        # Of each entry its code, its severity and its example; of each code of files its severity.
        return re.findall(
            r"(?ms)^## (`.*?`)$\n\n\*\*(\w+)[.。]\*\*|^(```text\n.*?^```)$|^\| (`.*?`) \| (\w+) \|", read(page)
        )

    translated = [tuple(SEVERITIES.get(part, part) for part in entry) for entry in entries("docs/zh/diagnostics.md")]
    assert translated == entries("docs/diagnostics.md")


def test_the_figures_of_the_benchmarks_are_the_same_in_both():
    def figures(page: str) -> list[str]:
        rows = [line for line in read(page).splitlines() if line.startswith("|")]
        return [cell.strip() for row in rows for cell in row.split("|") if re.fullmatch(r"[\d.]+|-", cell.strip())]

    assert figures("docs/zh/benchmarks.md") == figures("docs/benchmarks.md") != []


def test_no_page_installs_what_no_registry_has():
    installed = re.compile(r"pip install (?:-\S+ )*['\"]?govinfo")
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.*")]
    assert [page.name for page in pages if installed.search(page.read_text(encoding="utf-8"))] == []


def test_the_chinese_page_has_the_exit_codes():
    assert [f"| {code.value} | {meaning} |" for code, meaning in EXIT_MEANINGS_IN_CHINESE.items()] == [
        line for line in read("docs/zh/cli.md").splitlines() if line.startswith("| ") and line[2].isdecimal()
    ]
