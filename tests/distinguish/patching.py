"""A mutant in the running process: the functions of its module get the changed code, and their own again."""

from __future__ import annotations

import ast
import builtins
import gc
import types
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.mutants import ROOT, Mutant, _nodes

Functions = dict[tuple[str, str, int], list[types.FunctionType]]
"""File, qualified name and first line -> the functions there."""
_REACHED = "__reached__"


def functions(files: set[str]) -> Functions:
    """The functions of some files that are alive."""
    found: Functions = {}
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__code__.co_filename in files:
            code = one.__code__
            found.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(one)
    return found


@contextmanager
def patched(mutant: Mutant, alive: Functions) -> Iterator[None]:
    """Run with a mutant."""
    with _replaced(mutant.file, mutant._changed()[0], alive):
        yield


@contextmanager
def watched(mutants: Sequence[Mutant], alive: Functions, reached: set[Mutant]) -> Iterator[None]:
    """Note of each mutant whether its statement is reached."""
    of_file: dict[Path, list[Mutant]] = {}
    for mutant in mutants:
        of_file.setdefault(mutant.file, []).append(mutant)
    numbers = {mutant: number for number, mutant in enumerate(mutants)}
    vars(builtins)[_REACHED] = lambda number: reached.add(mutants[number])
    with ExitStack() as stack:
        for file, own in of_file.items():
            tree = ast.parse(own[0].text)
            nodes = list(_nodes(tree))
            places = [(place, mutant) for mutant in own if (place := statement(tree, nodes[mutant.place])) is not None]
            for (body, one), mutant in places:
                call = ast.Call(ast.Name(_REACHED, ast.Load()), [ast.Constant(numbers[mutant])], [])
                body.insert(body.index(one), ast.copy_location(ast.Expr(call), one))
            stack.enter_context(_replaced(file, tree, alive))
        yield


def statement(tree: ast.AST, node: ast.AST) -> tuple[list[ast.stmt], ast.stmt] | None:
    """The statement inside a function that a node is a part of, and the list it stands in; None outside functions."""
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    own: ast.stmt | None = None
    while node in parents:
        if own is None and isinstance(node, ast.stmt):
            own = node
        node = parents[node]
        if own is not None and isinstance(node, ast.FunctionDef):
            lists = [value for _, value in ast.iter_fields(parents[own]) if isinstance(value, list) and own in value]
            return None if own in node.decorator_list else (lists[0], own)
    return None


def is_in_function(mutant: Mutant) -> bool:
    """Whether a mutant changes what a function does, not what a module declares."""
    tree = ast.parse(mutant.text)
    return statement(tree, list(_nodes(tree))[mutant.place]) is not None


@contextmanager
def _replaced(file: Path, tree: ast.AST, alive: Functions) -> Iterator[None]:
    """Run with another text of a module, as far as its functions have the same names and places."""
    name = str(ROOT / file)
    kept: list[tuple[types.FunctionType, types.CodeType]] = []
    for code in _codes(compile(ast.fix_missing_locations(tree), name, "exec", dont_inherit=True)):
        for one in alive.get((name, code.co_qualname, code.co_firstlineno), ()):
            kept.append((one, one.__code__))
            one.__code__ = code
    try:
        yield
    finally:
        for one, code in kept:
            one.__code__ = code


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes(constant)
