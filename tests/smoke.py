"""Does the installed package work on its own?  Run by ``.ci/run`` outside the checkout, on the wheel.

``smoke.py core``: only the core dependencies are installed; ``smoke.py cli``: the extra ``cli`` too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

CORE = {"attr", "attrs", "cattr", "cattrs", "govinfo_parse", "lark", "typing_extensions"}
"""The core dependencies by the names they are imported by, and what they need themselves."""

REPORT = """\
示例市示例局2023年政府信息公开工作年度报告
一、总体情况
本年度工作平稳。
二、主动公开政府信息情况
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t12
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t3
行政强制\t0
"""

LOADED = """
import sys
before = set(sys.modules)
import govinfo_parse
print(*{name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names)
"""


def command(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    script = Path(sysconfig.get_path("scripts"), "govinfo-parse")
    return subprocess.run(
        [script, *arguments], input=given, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def core() -> None:
    loaded = subprocess.check_output([sys.executable, "-I", "-c", LOADED], text=True, timeout=60).split()
    assert set(loaded) <= CORE, f"import govinfo_parse loads {sorted(set(loaded) - CORE)}"

    import govinfo_parse

    package = Path(govinfo_parse.__file__).parent
    assert "site-packages" in package.parts, f"not the installed package: {package}"
    assert (package / "py.typed").is_file()
    assert list((package / "grammars" / "forms").glob("*.lark")), "the wheel has no grammars"

    report = govinfo_parse.parse_report(REPORT)
    decisions = report.disclosure.licensing.decisions
    assert decisions.value == 12, decisions
    assert REPORT[decisions.span.start : decisions.span.end] == "12", decisions
    assert govinfo_parse.from_json(govinfo_parse.to_json(report)) == report
    assert govinfo_parse.json_schema()["$defs"]
    govinfo_parse.check(report)
    assert "data-path=" in govinfo_parse.review(report, REPORT)

    result = command("--version")
    assert result.returncode == 2, result
    assert "pip install 'govinfo-parse[cli]'" in result.stderr, result


def cli() -> None:
    # Tables 3 and 4 are not there, which is an error, and all else is read.
    result = command("parse", "-", given=REPORT)
    assert result.returncode == 3, result
    assert "error table-unread" in result.stderr, result
    assert json.loads(result.stdout)["disclosure"]["penalties"]["decisions"] == 3, result.stdout
    assert command("parse", "--table", "-", given=REPORT).returncode == 3
    assert command("check", "-", given=REPORT).returncode == 3
    listed = command("layouts")
    assert listed.returncode == 0, listed
    assert "form    2021" in listed.stdout, listed.stdout
    assert command("parse", "missing.txt").returncode == 1
    with tempfile.TemporaryDirectory() as folder:
        result = command("review", "-", "--out", folder, given=REPORT)
        assert result.returncode == 3, result
        assert "govinfo_parse" in Path(folder, "stdin.html").read_text(encoding="utf-8")


if __name__ == "__main__":
    {"core": core, "cli": cli}[sys.argv[1]]()
    print(f"{sys.argv[1]}: works")
