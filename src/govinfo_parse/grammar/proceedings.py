"""The row of 四、政府信息公开行政复议、行政诉讼情况: three blocks of results, in one row or in a table each."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_parse.grammar.gathering import Gathering
from govinfo_parse.grammar.rows import Task, numbered
from govinfo_parse.grammar.tokens import Block, Column, Item, Loose, Mark, Token, Unknown
from govinfo_parse.model.paths import GROUPS

_RESULTS = GROUPS["proceedings.reconsideration"][1]
_BLOCKS = tuple(path for path in GROUPS if path.startswith("proceedings."))
_LITIGATION = "LITIGATION"
"""The label over the two blocks behind the first."""

Columns = list[tuple[str, Token]]


class ProceedingsRows:
    """Gathers the values of table 4; ``headed`` tells whether the text has the table's heading."""

    def __init__(self, gathering: Gathering, *, headed: bool) -> None:
        self._gathering = gathering
        self._notes = gathering.notes
        self._headed = headed

    def gather(self, items: Sequence[Item]) -> None:
        """The values of one part of the text, each with the block and the column it stands under."""
        blocks: list[str] = []
        columns: Columns = []
        label: Token | None = None
        waiting: list[Token] = []
        heads: dict[str, Token] = {}
        for item in items:
            label = label or getattr(item, "label", None)
            if isinstance(item, (Block, Column)) and waiting:
                headed = len(columns) in {len(_RESULTS) * len(blocks), len(_RESULTS) * len(_BLOCKS)}
                if headed or any(token.filled for token in waiting):
                    self._results(*_across(blocks, columns, heads), waiting, label)
                    blocks, columns, label, heads = [], [], item.label, {}
                waiting = []  # Empty rows among the heads are no values.
            if isinstance(item, (Block, Mark)):
                heads[item.path if isinstance(item, Block) else item.label.type] = item.label
            if isinstance(item, Block) and item.path not in blocks:
                blocks.append(item.path)
            elif isinstance(item, Column):
                self._gathering.mention(item.label)
                columns.extend((name, item.label) for name in item.names)
            elif isinstance(item, Loose):
                waiting.append(item.values)
            elif isinstance(item, Unknown) and not item.label.empty:
                waiting.append(item.label)
        if waiting:
            self._results(*_across(blocks, columns, heads), waiting, label)

    def _results(self, blocks: list[str], columns: Columns, waiting: list[Token], label: Token | None) -> None:
        """The values of one or more blocks: one run, or one torn over rows."""
        litigation = [path for path in blocks if path != _BLOCKS[0]]
        if not waiting or label is None or not (litigation or self._headed):
            return  # Statistics of reconsideration alone resemble the table and are another one.
        width = len(_RESULTS)
        names = [name for name, _ in columns]
        paths = [path for path in blocks if path in _BLOCKS]
        single = len(names) == width and len(paths) == 1
        runs = self._runs(waiting, width if single else width * len(_BLOCKS))
        whole = single
        if single:
            heads = [self._order(names)]
        else:
            paths = paths if sorted(paths) == sorted(_BLOCKS) else list(_BLOCKS)
            groups = [names[at : at + width] for at in range(0, len(names), width)]
            whole = len(names) == width * len(_BLOCKS) and all(sorted(group) == sorted(_RESULTS) for group in groups)
            heads = [self._order(group) for group in groups] if whole else [list(_RESULTS)] * len(_BLOCKS)
        combined = [f"{path}.{name}" for path, group in zip(paths, heads, strict=True) for name in group]
        if not single and not whole:
            self._notes.add("header-incomplete", label.offset, combined)
        if any(group != list(_RESULTS) for group in heads):
            self._notes.add("header-order", label.offset, combined, hint=", ".join(heads[0]))
        for first, *loose in runs:
            task = Task("", combined, label if label.region is first.region else first, first, loose)
            task.labels = 0
            if whole:
                task.heads = [(path, token) for path, (_, token) in zip(combined, columns, strict=True)]
            self._gathering.add(task)

    def _runs(self, waiting: list[Token], expected: int) -> list[list[Token]]:
        """The runs that are a row of values each, or all of them as one row that is torn."""
        for fits in (
            [token for token in waiting if len(token.filled) == expected],
            [token for token in waiting if len(token.indices) == expected],
            [token for token in waiting if len(token.indices) > expected and not token.filled],
        ):
            if fits:
                for token in waiting:
                    if token not in fits and numbered(token):
                        self._gathering.say_loose(token)
                return [[token] for token in fits]
        runs = [token for token in waiting if token.filled]
        return [runs] if len({id(token.region) for token in runs}) == 1 else [[token] for token in runs]

    @staticmethod
    def _order(names: Sequence[str]) -> list[str]:
        return list(names) if sorted(names) == sorted(_RESULTS) else list(_RESULTS)


def _across(blocks: list[str], columns: Columns, heads: dict[str, Token]) -> tuple[list[str], Columns]:
    """The blocks and columns from left to right: 行政诉讼 may stand before 行政复议, and its own heads a line below."""
    first, others = heads.get(_BLOCKS[0]), heads.get(_LITIGATION)
    if first is None or others is None or first.region is not others.region or others.index > first.index:
        return blocks, columns
    region = first.region
    if region.row_start(first.index) != region.row_start(others.index):
        return blocks, columns
    if region.row_ends is not None:
        columns = sorted(columns, key=lambda column: column[1].index - region.row_start(column[1].index))
    return [*(path for path in blocks if path != _BLOCKS[0]), _BLOCKS[0]], columns
