"""The blocks of a form as grids of cells: labels where the form prints them, empty cells where it merges cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from govinfo_parse.grammar.trees import Branch, PrintedBlock

Grid = list[list[str | None]]
"""Rows of cells; None where a merged cell covers the place."""
Written = Callable[[str], str]
"""Dotted path of a cell -> its text."""


def grid(block: PrintedBlock, labels: Mapping[str, str], written: Written, width: int) -> Grid:
    """A block as it is printed, drawn from its trees and at least ``width`` columns wide."""
    sides = max((tree.depth() for tree in block.beside), default=0)
    rows: Grid = [[labels[caption]] for caption in block.captions]
    rows += _lines_of_heads(block, labels, sides)
    if block.beside:
        rows += _lines_of_values(block.beside, block, labels, written, sides)
    else:
        leaves = [(path, leaf.name) for tree in block.above for path, leaf in _columns_with_blocks(tree, "")]
        rows.append([written(f"{path}.{name}") for path, name in leaves])
    return [[*row, *[None] * (width - len(row))] for row in rows]


def width_of(block: PrintedBlock) -> int:
    """How many columns a block is wide."""
    sides = max((tree.depth() for tree in block.beside), default=0)
    return sides + sum(1 for tree in block.above for _ in tree.leaves())


def _columns_with_blocks(tree: Branch, path: str) -> Iterator[tuple[str, Branch]]:
    """The columns of a tree, each with the path of the block that it is in."""
    inner = tree.path or path
    if not tree.children:
        yield inner, tree
    for child in tree.children:
        yield from _columns_with_blocks(child, inner)


def _lines_of_heads(block: PrintedBlock, labels: Mapping[str, str], sides: int) -> Grid:
    """The lines of heads: a head covers the columns below it, and the lines down to the next head or value."""
    depth = max((tree.depth() for tree in block.above), default=0)
    lines: Grid = []
    level: list[Branch | None] = list(block.above)
    for number in range(depth):
        corner = [labels[name] for name in block.corner] if not number else []
        line: list[str | None] = [*corner, *[None] * (sides - len(corner))]
        below: list[Branch | None] = []
        for tree in level:
            if tree is None:
                line.append(None)
                below.append(None)
                continue
            wide = sum(1 for _ in tree.leaves())
            line += [labels[tree.terminal], *[None] * (wide - 1)]
            below += tree.children or [None] * wide
        lines.append(line)
        level = below
    return lines


def _lines_of_values(
    trees: Sequence[Branch], block: PrintedBlock, labels: Mapping[str, str], written: Written, sides: int
) -> Iterator[list[str | None]]:
    """The lines of values, each with its label; the labels of its groups are in the first line of the group."""
    for tree in trees:
        yield from _lines_of_branch(tree, [], block, labels, written, sides)


def _lines_of_branch(
    branch: Branch,
    before: list[str | None],
    block: PrintedBlock,
    labels: Mapping[str, str],
    written: Written,
    sides: int,
) -> Iterator[list[str | None]]:
    if not branch.children and branch.path:
        merged = [None] * (sides - len(before) - 1)
        values = (written(f"{branch.path}.{name}") for _, name in block.columns)
        yield [*before, labels[branch.terminal], *merged, *values]
        return
    if not branch.children:
        yield [*before, labels[branch.terminal]]
        return
    inner: list[str | None] = [*before, labels[branch.terminal]]
    for child in branch.children:
        yield from _lines_of_branch(child, inner, block, labels, written, sides)
        inner = [None] * len(inner)
        before[:] = [None] * len(before)
