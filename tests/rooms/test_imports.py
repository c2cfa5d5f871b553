"""The rooms of the house: what imports what, read from the source, imports inside functions included."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import govinfo_parse

HOUSE = Path(govinfo_parse.__file__).parent
FILES = {
    ".".join(("govinfo_parse", *path.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in HOUSE.rglob("*.py")
}
FACE = "govinfo_parse"
"""The package's own face: it hands on what is everywhere, and loads it when asked."""


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in FILES)
        elif isinstance(node, ast.ImportFrom) and node.module in FILES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in FILES else node.module


ARROWS = {name: set(imported(path)) - {name} for name, path in FILES.items()}


def room(name: str) -> str:
    """The room of a module: a package, or a module that stands beside them."""
    return name.split(".")[1] if "." in name else ""


def test_the_source_is_found():
    assert len(FILES) > 200
    assert "govinfo_parse.model.cells" in ARROWS["govinfo_parse.tables.filling"] | ARROWS["govinfo_parse.model"]


def test_no_circle_of_files():
    """The faces of packages hand names on; all else stands above what it imports."""
    graph = {
        name: {other for other in others if FILES[other].name != "__init__.py"}
        for name, others in ARROWS.items()
        if FILES[name].name != "__init__.py"
    }
    assert list(TopologicalSorter(graph).static_order())


def test_no_circle_of_rooms():
    graph: dict[str, set[str]] = {}
    for name, others in ARROWS.items():
        if name != FACE:
            graph.setdefault(room(name), set()).update(map(room, others))
    for name, others in graph.items():
        others -= {name, ""}
    assert list(TopologicalSorter(graph).static_order())


def test_the_record_knows_nothing_of_the_others_and_nothing_knows_the_command_line():
    assert {room(other) for name in FILES if room(name) == "model" for other in ARROWS[name]} <= {"model"}
    assert {name for name, others in ARROWS.items() if "cli" in map(room, others)} <= {
        name for name in FILES if room(name) in {"cli", "__main__"}
    }


def test_every_way_to_show_a_record_is_there():
    face = FILES[FACE].read_text(encoding="utf-8")
    asked = {
        way for name in FILES for way in re.findall(r'_way: ClassVar\[str\] = "(\w+)"', FILES[name].read_text("utf-8"))
    }
    assert asked == {"cell", "diagnostic", "finding", "report"}
    assert asked <= set(re.findall(r'"(\w+)": "\w+(?:\.\w+)+"', face))
