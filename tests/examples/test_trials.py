"""Tried as people would: an office with a Word file and the Chinese README, a researcher with a mixed folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import click.testing
import pytest

from govinfo_parse.cli.app import app
from tests.readers import builders, fixed_layout
from tests.reviewing.hostile import GOOD
from tests.reviewing.samples import blocks_of

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
PANELS = (ROOT / "docs" / "zh" / "panels.md").read_text(encoding="utf-8")
# A total that its row does not have, and two digits that changed places.
PLANTED = GOOD.replace("\t340\n", "\t341\n").replace("\t31\t6\t0\t1\t0\t0\t38", "\t13\t6\t0\t1\t0\t0\t38")


class Remarks(HTMLParser):
    """The Chinese words of each remark on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if "remark" in kind.split():
            self.told.append("")
        if tag not in {"br", "input", "link", "meta", "img"}:
            self._open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        kinds = [kind for _, kind in self._open]
        if any("remark" in kind.split() for kind in kinds) and "en" not in kinds:
            self.told[-1] += data


def commands() -> Iterator[list[str]]:
    """What the README tells an office to type."""
    for line in re.findall(r"(?m)^\$ (govinfo-parse .*)$", README):
        yield shlex.split(line.replace("examples/tab_grid_2021.txt", "年报.docx"))[1:]


def test_an_office_finds_two_planted_errors_by_the_chinese_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("年报.docx").write_bytes(builders.docx(blocks_of(PLANTED)))
    told = [click.testing.CliRunner().invoke(app, command) for command in commands()]

    assert [result.exit_code for result in told] == [4, 0]
    assert "（若为 340，两条都成立）：341  表2 第6行 第10列" in told[0].stdout
    assert "（若为 31，两条都成立）：13  表2 第28行 第4列" in told[0].stdout
    page = Path(told[1].stdout.strip()).read_text(encoding="utf-8")
    first = Remarks(page).told[0]
    assert "先看这里" in first
    for cell in ("表三 四、结转下年度继续办理 · 自然人： 13", "表三 （一）予以公开 · 总计： 341"):
        assert cell in re.sub(r"\s+", " ", first).replace(" ：", "：")


def test_a_researcher_plots_a_mixed_folder_in_ten_lines(tmp_path: Path):
    """The lines of the page about panels, as a script of its own, which does not guard itself."""
    (code,) = [block for block in re.findall(r"(?s)```python\n(.*?)```", PANELS) if "savefig" in block]
    lines = [line[4:] for line in code.splitlines()]
    assert len(lines) <= 10
    folder = tmp_path / "examples"
    folder.mkdir()
    kinds = {2019: ("txt", None), 2020: ("html", builders.html), 2021: ("docx", builders.docx)}
    kinds |= {2022: ("pdf", fixed_layout.pdf), 2023: ("xlsx", builders.xlsx)}
    for year, (kind, make) in kinds.items():
        text = GOOD.replace("2023", str(year))
        content = text.encode() if make is None else make(blocks_of(text))
        (folder / f"{year}.{kind}").write_bytes(content)
    script = tmp_path / "plot.py"
    script.write_text("\n".join([*lines, "print(received.to_dict())"]), encoding="utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{dict.fromkeys(kinds, 810.0)}\n"
    assert (tmp_path / "received.png").read_bytes().startswith(b"\x89PNG")
