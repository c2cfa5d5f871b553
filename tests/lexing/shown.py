"""What the lexer finds in a text, in lines: its cells row by row, as the layout that reads most of it cuts them."""

from __future__ import annotations

from govinfo_parse.lexing.lexemes import ABOVE, BLANK, LABEL, LEFT, ODD, TEXT
from tests.lexing.samples import LEXER, flowing

_COVERED = {LEFT: "<", ABOVE: "^"}


def shown(text: str) -> str:
    """The layout, and its rows; where no layout shows in the text, what text without cell marks would hold.

    A label is shown by its terminal, a text in quotes, an empty cell as ``_`` and white space in a cell as ``·``; with
    ``?`` before what may be damaged, ``~`` before the first value of a doubtful row, and in braces the words beside a
    label that belong to nothing.
    """
    stretch = LEXER.stretch(text, 0, prose=False)
    grid, tokens = stretch.grid, stretch.tokens
    layout = "none" if grid is None else grid.layout + (", contested" if grid.contested else "")
    if grid is None:
        grid, tokens = flowing(text, 0)
    labels = {token.index: token for token in tokens}
    cells = []
    for index, kind in enumerate(grid.kinds):
        cell = "·".join(grid.lexemes[index].raw.split())
        if index in labels:
            token = labels[index]
            cell = token.type + "".join(f"+{part - index}" for part in token.torn)
            tail = grid.lexemes[index].tail
            cell += f"({grid.lexemes[index].raw[-tail:]})" if tail else ""
        elif kind in _COVERED:
            cell = _COVERED[kind]
        elif kind == BLANK:
            cell = "_"
        elif kind == TEXT:
            cell = f"“{cell}”"
        elif kind == ODD:
            cell = f"?{cell}"
        elif kind == LABEL:
            cell = f"({cell})"
        if index in grid.beside:
            cell = f"{{{grid.beside[index]}}} {cell}"
        cells.append(f"~{cell}" if index in grid.doubtful else cell)
    begins = [0, *(end + 1 for end in grid.row_ends)]
    rows = [" ".join(cells[begin : end + 1]) for begin, end in zip(begins, grid.row_ends, strict=False)]
    return "\n".join([layout, *rows])
