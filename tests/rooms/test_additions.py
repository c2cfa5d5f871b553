"""One of each kind of addition, made in a copy of the package in the one place that it belongs to.

Everything else has to follow from that place: a file that had to change too would enumerate what it does not know.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import govinfo_parse
from govinfo_parse.grammar.grammar_files import grammar_directory

PACKAGE = Path(govinfo_parse.__file__).parent
EXAMPLE = Path(__file__).parents[2] / "examples" / "tab_grid_2021.txt"

TRAINING_RULES = """
training: (training_row | training_column)
    | training (training_row | training_column | stray_label)
training_row: LEADERS -> training__leaders
    | STAFF           -> training__staff
training_column: TRAINED -> content
    | HELD               -> held
    | ATTENDED           -> attended
LEADERS: "领导干部"
STAFF: "工作人员"
TRAINED: "培训对象"
HELD: "举办场次"
ATTENDED: "参加人次"
"""
TRAINING_RECORD = """
@attrs.frozen
class Courses:
    held: Cell = ABSENT
    attended: Cell = ABSENT


@attrs.frozen
class Training:
    leaders: Courses = Courses()
    staff: Courses = Courses()


"""
TRAINING_NAMES = """
[tables.training]
short = "表五"
heading = "五、培训情况"
english = "Table 5: training"

"""
TRAINING_RELATION = """
@rule(
    "training.counts",
    "参加人次不小于举办场次",
    "no more courses than people",
    forms=("2021",),
    standing=Standing.IMPLIED,
    strength=Strength.SOFT,
    source="示例",
)
def training_counts() -> Iterator[Relation]:
    yield Sums((("training.staff.attended",),), AT_LEAST, (("training.staff.held",),))


"""
BLUE = """
[diagnostics.row-blue]
severity = "warning"
english = "the row {label!r} is blue"
chinese = "“{label}”一行是蓝色的"

"""
FORM = """// A form of blocks that other forms have, and of two that are its own.
form_2027: documents_2021 licensing_2021 penalties_2021 fees_2021 hearings_2027 applications_2021 printed_proceedings \
courses_2027
hearings_2027: CONTENT DECISIONS_OF_YEAR HEARINGS
courses_2027: TRAINED HELD ATTENDED LEADERS STAFF
""".replace("\\\n", "")
LAYOUT = """// A line is a row, semicolons part its cells.
CELL: ";"
ROW: "\\n"
"""
READER = """
from govinfo_parse.readers.document import TextBuilder


def read(data, format, *, ocr=False):
    builder = TextBuilder()
    _, heading, *rows = data.decode().split("\\n")
    builder.paragraph(heading)
    builder.table([row.split(",") for row in rows if row])
    return builder.document(format)
"""
FILES = {
    "grammars/layouts/semicolons.lark": LAYOUT,
    "grammars/forms/2027.lark": FORM,
    "govinfo_parse/readers/commas.py": READER,
}
"""New files: a layout, a form, and the module that reads a format."""

EDITS = {
    "a spelling of a label": {
        "grammars/report.lark": [('FEES: "行政事业性收费"', '{} | "规费收入"')],
    },
    "a word of a fact": {
        "grammars/narrative/facts.lark": [('RECEIVE: "收到"', '{} | "登记到"')],
    },
    "a row with a place of its own in the record": {
        "grammars/forms/2021.lark": [
            ("%extend disclosure_column: ISSUED", "%extend disclosure_row: HEARINGS -> disclosure__hearings\n{}"),
            ('ISSUED: "本年制发件数"', 'HEARINGS: "行政听证"\n{}'),
        ],
        "govinfo_parse/model/report.py": [("    fees: Fees = Fees()\n", "{}    hearings: Decisions = Decisions()\n")],
        "govinfo_parse/messages/cell_names.toml": [("[columns]", '"disclosure.hearings" = "行政听证"\n{}')],
    },
    "a table with fields of its own": {
        "grammars/report.lark": [
            ("| proceedings)*", "| proceedings | training)*"),
            ("stray_label: OTHER | TOTAL\n", "{}\n" + TRAINING_RULES),
        ],
        "grammars/narrative/sections.lark": [("PROBLEMS: ", 'TRAINING: "培训情况"\n{}')],
        "govinfo_parse/model/report.py": [
            ("@attrs.frozen\nclass Report(", TRAINING_RECORD + "{}"),
            ("    further: tuple[FurtherCell", "    training: Training = Training()\n{}"),
        ],
        "govinfo_parse/messages/cell_names.toml": [
            ("[columns]", '"training.leaders" = "领导干部"\n"training.staff" = "工作人员"\n{}'),
            ("issued = ", 'held = "举办场次"\nattended = "参加人次"\n{}'),
            ("[tables.disclosure]", TRAINING_NAMES + "{}"),
        ],
    },
    "a relation": {
        "govinfo_parse/checks/rules.py": [('@rule(\n    "disclosure.counts",', TRAINING_RELATION + "{}")],
    },
    "a diagnostic": {
        "govinfo_parse/messages/diagnostics.toml": [("[diagnostics.row-torn]", BLUE + "{}")],
    },
    "a format of files": {
        "govinfo_parse/readers/formats.py": [
            ('    "markdown": Format(', '    "csv": Format("commas", ("csv",), begins=re.compile(rb"CSV")),\n{}')
        ],
    },
}
"""What is added -> the files that it touches: what is there, and what takes its place; {} is what was there."""

PROGRAM = """
import io, json, sys
import govinfo_parse as g
from govinfo_parse import serialize
from govinfo_parse.checks import check
from govinfo_parse.diagnostics import CATALOGUE
from govinfo_parse.form_labels import labels
from govinfo_parse.model.paths import PATHS
from govinfo_parse.parser import default_parser

example = open(sys.argv[1], encoding="utf-8").read()
begin, end = example.index("行政事业性收费"), example.index("五、")
hearings = "信息内容\\t本年处理决定数量\\n行政听证\\t17\\n"
courses = "五、培训情况\\n培训对象\\t举办场次\\t参加人次\\n领导干部\\t3\\t40\\n工作人员\\t345\\t12\\n\\n"
third = example.index("三、", begin)
text = example[:begin] + "规费收入" + example[begin + 7 : third] + hearings + "\\n" + example[third:end] + courses
text = text.replace("一、总体情况\\n", "一、总体情况\\n本年共登记到政府信息公开申请4321件。", 1)
report = g.parse_report(text)
print(json.dumps({
    "codes": sorted({d.code for d in report.diagnostics}),
    "fees": report.disclosure.fees.amount.value is not None,
    "facts": [fact.value for fact in report.narrative][:1],
    "hearings": report.disclosure.hearings.decisions.value,
    "training": [cell.value for path, cell in g.cells(report).items() if path.startswith("training.")],
    "paths": [path for path in PATHS if "training" in path or "hearings" in path],
    "form": default_parser().forms["2027"].name,
    "again": g.parse_report(g.render(report, layout="semicolons")).training.staff.held.value,
    "record": serialize.from_json(serialize.to_json(report)) == report,
    "schema": "training" in json.dumps(serialize.json_schema()),
    "flat": [serialize.flat(report)[path] for path in ("training.staff.attended", "disclosure.hearings.decisions")],
    "broken": [f.rule for f in check(report) if f.outcome == "violated" and f.rule.startswith("training")],
    "review": "345" in g.review(report, text) and "培训对象" in g.review(report, text),
    "file": g.parse_file(io.BytesIO("CSV\\n{}\\n{}".format(*courses.replace("\\t", ",").split("\\n", 1)).encode()))
        .training.staff.attended.value,
    "label": labels()["training.staff.held"].text,
    "blue": CATALOGUE["row-blue"][1],
}, ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one of each kind of addition."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, folder / "govinfo_parse", ignore=shutil.ignore_patterns("__pycache__", "grammars"))
    shutil.copytree(grammar_directory(), folder / "govinfo_parse" / "grammars")
    for edits in EDITS.values():
        for name, pairs in edits.items():
            path = place_of(folder, name)
            found = path.read_text(encoding="utf-8")
            for there, added in pairs:
                assert there in found, (name, there)
                found = found.replace(there, added.replace("{}", there), 1)
            path.write_text(found, encoding="utf-8")
    for name, content in FILES.items():
        place_of(folder, name).write_text(content, encoding="utf-8")
    return folder


def place_of(folder: Path, name: str) -> Path:
    return folder / name if name.startswith("govinfo_parse") else folder / "govinfo_parse" / name


@pytest.fixture(scope="module")
def told(house: Path) -> dict[str, Any]:
    """What the changed package says of a report that has it all."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(EXAMPLE)],
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


SAID: dict[str, dict[str, Any]] = {
    "a spelling of a label": {"fees": True, "codes": ["label-variant"]},
    "a word of a fact": {"facts": [4321]},
    "a layout": {"again": 345},
    "a form": {"form": "2027"},
    "a row with a place of its own in the record": {"hearings": 17},
    "a table with fields of its own": {
        "training": [3, 40, 345, 12],
        "paths": [
            *(f"disclosure.hearings.{name}" for name in ("decisions", "previous_items", "change")),
            *(f"training.{row}.{name}" for row in ("leaders", "staff") for name in ("held", "attended")),
        ],
        "record": True,
        "schema": True,
        "flat": [12, 17],
        "review": True,
        "label": "工作人员·举办场次",
    },
    "a relation": {"broken": ["training.counts"]},
    "a diagnostic": {"blue": "the row {label!r} is blue"},
    "a format of files": {"file": 12},
}


@pytest.mark.parametrize("addition", SAID)
def test_all_else_follows_from_its_own_place(addition: str, told: dict[str, Any]):
    assert {name: told[name] for name in SAID[addition]} == SAID[addition]


def test_each_kind_is_tried():
    assert set(EDITS) < set(SAID)
