"""Mutants: one comparison, operator, constant or boolean of the core is changed at a time; do the tests notice?

    python -m tests.mutants                                          every mutant of the core
    python -m tests.mutants --count 45 --seed 3                      45 of them, drawn from a seed
    python -m tests.mutants src/govinfo_parse/tables/recovering.py --tests tests/golden tests/geometry

A mutant is killed when the tests fail, raise or do not end, and survives when they pass.  The tests of its own module
and of its stage run first, and the others only when those pass.  Everything happens in copies of the tree in a
temporary folder; the tree itself is only read.  The tests have to pass before anything is changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import queue
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/govinfo_parse")
CORE = ("lexing", "tables", "grammar", "checks")
COPIED = ("src", "grammars", "tests", "examples", "docs", "pyproject.toml", "README.md")
STAGES = ("tests/lexing", "tests/tables", "tests/grammar", "tests/checks")
WHOLE = ("tests/golden", "tests/statistics", "tests/roundtrip", "tests/extension", "tests/damage", "tests/geometry")
TESTS = (*STAGES, *WHOLE)
MEMORY = 4 << 30
"""Bytes that a run of the tests may take; a mutant that wants more is killed."""

SWAPPED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
}
"""What each operator is changed to."""
DECLARED = {"repr", "slots", "strict"}
"""Arguments that decide nothing of what is read: how a class is shown and stored, and that lengths are checked."""
_TESTED = (ast.If, ast.While, ast.IfExp, ast.Assert)


@attrs.frozen
class Mutant:
    """A change of one place.

    Attributes:
        file: the module, from the root of the tree.
        line: the line of the change.
        place: which of the nodes that run is changed.
        number: which of its changes it is.
        text: the module as it stands.
    """

    file: Path
    line: int
    place: int
    number: int
    text: str

    def source(self) -> str:
        """The whole module with the change."""
        return ast.unparse(self._changed()[0])

    def __str__(self) -> str:
        _, before, after = self._changed()
        around = self.text.splitlines()[self.line - 1].strip()
        return f"{self.file}:{self.line}  {before}  ->  {after}   | {around}"

    def _changed(self) -> tuple[ast.AST, str, str]:
        """The module with the change, and the place before and after."""
        tree = ast.parse(self.text)
        node = list(_nodes(tree))[self.place]
        before = _shown(node)
        _change(node, self.number)
        return tree, before, _shown(node)


def modules(asked: list[str]) -> list[Path]:
    """The modules of the files and folders asked for, or of the core."""
    places = [Path(one) for one in asked] or [PACKAGE / name for name in CORE]
    found: set[Path] = set()
    for place in places:
        full = ROOT / place
        found.update(full.rglob("*.py") if full.is_dir() else [full] if full.is_file() else [])
        if asked and not full.exists():
            raise SystemExit(f"{place} is not in {ROOT}")
    return sorted(file.relative_to(ROOT) for file in found)


def mutants(file: Path) -> Iterator[Mutant]:
    """Every mutant of a module."""
    text = (ROOT / file).read_text(encoding="utf-8")
    line = 0
    for place, node in enumerate(_nodes(ast.parse(text))):
        line = getattr(node, "lineno", line)
        for number in range(_changes(node)):
            yield Mutant(file, line, place, number, text)


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: no annotations, no texts, no lists of public names, nothing that is only declared."""
    for field, value in ast.iter_fields(tree):
        if field in {"annotation", "returns", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Assign) and _is_public_list(child):
                continue
            if isinstance(child, ast.keyword) and child.arg in DECLARED:
                continue
            if isinstance(child, ast.AST):
                yield child
                yield from _nodes(child)


def _is_public_list(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)


def _options(node: ast.AST) -> Sequence[tuple[str, int, object]]:
    """The changes of a node: which field, which place in it, and what it becomes."""
    if isinstance(node, ast.Compare):
        return [("ops", place, kind()) for place, one in enumerate(node.ops) for kind in SWAPPED.get(type(one), ())]
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        return [("op", -1, kind()) for kind in SWAPPED.get(type(node.op), ())]
    if isinstance(node, ast.BoolOp):
        turned = [("values", place, _turned(one)) for place, one in enumerate(node.values) if _is_bare(one)]
        return [("op", -1, kind()) for kind in SWAPPED[type(node.op)]] + turned
    if isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, float)):
        return [("value", -1, not node.value if isinstance(node.value, bool) else node.value + 1)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return [("op", -1, ast.UAdd())]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [("operand", -1, _turned(node.operand))]
    return _conditions(node)


def _conditions(node: ast.AST) -> list[tuple[str, int, object]]:
    """The changes of a node that asks: a condition without an operator is turned round."""
    if isinstance(node, _TESTED) and _is_bare(node.test):
        return [("test", -1, _turned(node.test))]
    if isinstance(node, ast.comprehension):
        return [("ifs", place, _turned(one)) for place, one in enumerate(node.ifs) if _is_bare(one)]
    return []


def _turned(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _is_bare(test: ast.expr) -> bool:
    """Whether a condition has no operator of its own that could be changed."""
    return not isinstance(test, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant))


def _changes(node: ast.AST) -> int:
    return len(_options(node))


def _change(node: ast.AST, number: int) -> None:
    field, place, new = _options(node)[number]
    if place < 0:
        setattr(node, field, new)
    else:
        getattr(node, field)[place] = new


def _shown(node: ast.AST) -> str:
    """A node as one short line."""
    part = node.test if isinstance(node, _TESTED) else node
    text = " ".join(ast.unparse(part).split())
    return text if len(text) <= 90 else f"{text[:87]}..."


# ---- running the tests


@attrs.frozen
class Tree:
    """A copy of the tree that mutants are tried in."""

    folder: Path

    def tests(self, tests: str, seconds: float | None) -> tuple[str, float]:
        """Run tests: ``passed``, ``failed`` or ``did not end``, and the seconds it took."""
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", tests],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),  # noqa: PLW1509
        )
        try:
            shown, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return "did not end", time.perf_counter() - began
        if process.returncode and seconds is None:
            print(shown.decode(errors="replace")[-4_000:])
        return "failed" if process.returncode else "passed", time.perf_counter() - began

    def tried(self, mutant: Mutant, limits: dict[str, float]) -> str:
        """Which tests notice a mutant and how, those of its module and its stage first; ``passed`` if none does."""
        file = self.folder / mutant.file
        kept = file.read_bytes()
        file.write_text(mutant.source(), encoding="utf-8")
        stage = f"tests/{mutant.file.relative_to(PACKAGE).parts[0]}"
        module = f"{stage}/test_{mutant.file.stem}.py"
        order = sorted(limits.items(), key=lambda each: not each[0].startswith(stage))
        if stage in limits and (self.folder / module).is_file():
            order.insert(0, (module, limits[stage]))
        try:
            for tests, limit in order:
                said, _ = self.tests(tests, limit)
                if said != "passed":
                    return f"{tests} {said}"
            return "passed"
        finally:
            file.write_bytes(kept)


def copied(folder: Path) -> Tree:
    """A copy of the tree; the texts beside it, if there are any, are beside the copy too."""
    tree = folder / "tree"
    tree.mkdir(parents=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, tree / name)
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared")
    found = subprocess.run(
        [sys.executable, "-c", "import govinfo_parse; print(govinfo_parse.__file__)"],
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        cwd=tree,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    if not Path(found).is_relative_to(tree):
        raise SystemExit(f"the copy is not what would be tested, but {found}")
    return Tree(tree)


def main() -> int:
    """Try mutants and print what came of them."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="*", help="files and folders (default: the core)")
    parser.add_argument("--tests", nargs="+", default=list(TESTS), help="what pytest runs, one after the other")
    parser.add_argument("--count", type=int, help="how many mutants are drawn (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="the seed they are drawn from")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at once")
    parser.add_argument("--least", type=float, default=0.95, help="the share that has to be killed")
    parser.add_argument("--list", action="store_true", help="only print the mutants")
    asked = parser.parse_args()
    found = [mutant for file in modules(asked.modules) for mutant in mutants(file)]
    if asked.count is not None:
        found = random.Random(asked.seed).sample(found, min(asked.count, len(found)))
    if asked.list:
        print("\n".join(map(str, found)))
        return 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: queue.Queue[Tree] = queue.Queue()
        for number in range(asked.jobs):
            trees.put(copied(Path(folder) / str(number)))
        first = trees.get()
        limits: dict[str, float] = {}
        for tests in asked.tests:
            said, seconds = first.tests(tests, None)
            if said != "passed":
                raise SystemExit(f"{tests}: the tests do not pass as the tree stands; give others with --tests")
            limits[tests] = 20 + 4 * asked.jobs * seconds
        trees.put(first)
        print(f"{len(found)} mutants", flush=True)

        def try_one(mutant: Mutant) -> str:
            tree = trees.get()
            try:
                return tree.tried(mutant, limits)
            finally:
                trees.put(tree)

        survivors: list[Mutant] = []
        with ThreadPoolExecutor(asked.jobs) as pool:
            for mutant, said in zip(found, pool.map(try_one, found), strict=True):
                print(f"{'survived' if said == 'passed' else 'killed':8}  {mutant}  ({said})", flush=True)
                if said == "passed":
                    survivors.append(mutant)
    say(found, survivors)
    return len(survivors) > (1 - float(asked.least)) * len(found)


def say(tried: list[Mutant], survivors: list[Mutant]) -> None:
    """Print the share that was killed, of each module and of all, and the survivors."""
    drawn = Counter(mutant.file for mutant in tried)
    left = Counter(mutant.file for mutant in survivors)
    for file, count in sorted(drawn.items()):
        print(f"killed {count - left[file]:4} of {count:4}  {file}")
    killed = len(tried) - len(survivors)
    print(f"killed {killed} of {len(tried)} ({killed / max(1, len(tried)):.1%}); survivors:")
    print("\n".join(map(str, survivors)))


if __name__ == "__main__":
    sys.exit(main())
