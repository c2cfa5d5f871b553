"""Documents whose tables a recognition would have read; the recognition itself is not needed for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from govinfo_parse.readers.document import Cover, Document, Recognized, TextBuilder
from tests.geometry.trees import (
    CORNER,
    Grid,
    Table,
    applicants,
    blocks,
    crossed,
    official_tables,
    outcomes,
    path_of,
    results,
)

APPLICATIONS = Table("applications", outcomes("2021"), applicants(), corner=CORNER)
PROCEEDINGS = Table("proceedings", [], blocks(results))
COLUMNS = ("natural_person", "enterprise", "research_institution", "public_welfare_organization",
           "legal_service_organization", "other_organization")  # fmt: skip
TABLES = ("disclosure", "applications", "proceedings")
ROW, COLUMN = "applications.outcomes.granted", "applications.outcomes.granted.natural_person"


def figures() -> dict[str, int]:
    """Figures of tables 3 and 4 whose sums hold."""
    found = {f"{ROW}.{name}": number for number, name in enumerate(COLUMNS, 3)}
    found |= {
        f"applications.outcomes.refused.state_secret.{name}": 10 * number for number, name in enumerate(COLUMNS, 1)
    }
    for name in COLUMNS:
        total = found[f"{ROW}.{name}"] + found[f"applications.outcomes.refused.state_secret.{name}"]
        found |= {f"applications.outcomes.total.{name}": total, f"applications.carried_forward.{name}": 2}
        found |= {f"applications.received.{name}": total + 1, f"applications.carried_over.{name}": 1}
    for row in {path.rpartition(".")[0] for path in found}:
        found[f"{row}.total"] = sum(found[f"{row}.{name}"] for name in COLUMNS)
    block = {"upheld": 4, "corrected": 1, "other": 2, "pending": 3, "total": 10}
    return found | {f"proceedings.reconsideration.{name}": number for name, number in block.items()}


def document(texts: Mapping[str, str | Recognized] | None = None, *, seen: Collection[str] = TABLES) -> Document:
    """A document of tables 2, 3 and 4.

    Args:
        texts: path -> what is read there instead of the figure.
        seen: the tables whose cells are read from a picture.
    """
    numbers = figures()

    def text_of(row, column):
        path = path_of(row, column) or ""
        return (texts or {}).get(path, str(numbers.get(path, 0)))

    builder = TextBuilder()
    for line in ("示例市2023年政府信息公开工作年度报告", "二、主动公开政府信息情况"):
        builder.paragraph(line)
    tables = [*official_tables("2021")["disclosure"], "三、收到和处理政府信息公开申请情况", APPLICATIONS]
    for part in [*tables, "四、政府信息公开行政复议、行政诉讼情况", PROCEEDINGS]:
        if isinstance(part, str):
            builder.paragraph(part)
        else:
            builder.table(_rows(crossed(part, text_of), seen=part.name in seen))
    return builder.document("png")


def _rows(grid: Grid, *, seen: bool) -> list[list[str | Cover]]:
    rows: list[list[str | Cover]] = [[Cover.LEFT] * len(line) for line in grid.lines]
    known: dict[int, tuple[int, int]] = {}
    for number, line in enumerate(grid.lines):
        for place, cell in enumerate(line):
            if id(cell) not in known:
                known[id(cell)] = number, place
                told = cell.text if isinstance(cell.text, Recognized) else Recognized(cell.text, 0.9)
                rows[number][place] = told if seen else str(cell.text)
            elif known[id(cell)][0] != number:
                rows[number][place] = Cover.ABOVE
    return rows
