"""Tables over the end of a page: both parts are on one grid, be the cells above or below it merged."""

from __future__ import annotations

import govinfo_parse
from govinfo_parse.readers.document import Cover, Document, TextBuilder
from govinfo_parse.readers.fixed.page_blocks import PageBlock, add_page

BORDERS = [70.0 + 30 * number for number in range(16)]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
FIGURES = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 0, 119, 11, 12, 142]
LEFT, ABOVE = Cover.LEFT, Cover.ABOVE


def document(above: list[list[str | Cover]], columns: list[float], below: list[list[str | Cover]]) -> Document:
    """A table 4 that the end of a page cuts in two."""
    builder = TextBuilder()
    heading = PageBlock(50.0, "四、政府信息公开行政复议、行政诉讼情况")
    first = PageBlock(80.0, "", above, [[None] * len(row) for row in above], columns)
    second = PageBlock(60.0, "", below, [[None] * len(row) for row in below], BORDERS)
    borders = add_page(builder, [heading, first], 1)
    add_page(builder, [second], 2, borders)
    return builder.document("pdf")


def test_heads_above_the_end_of_a_page_are_spread_over_the_columns_below_it():
    above = [
        ["行政复议", *[LEFT] * 4, "行政诉讼", LEFT],
        [*RESULTS, "未经复议直接起诉", "复议后起诉"],
    ]
    below = [[*[""] * 5, *RESULTS, *RESULTS], [str(figure) for figure in FIGURES]]
    found = document(above, [*BORDERS[:6], BORDERS[10] + 1, BORDERS[15]], below)
    cells = govinfo_parse.cells(govinfo_parse.parse_document(found))
    names = ("upheld", "corrected", "other", "pending", "total")

    assert [cells[f"proceedings.{block}.{name}"].value for block in BLOCKS for name in names] == FIGURES
    head = next(cell for cell in found.cells if found.text[cell.span.start : cell.span.end] == "复议后起诉")
    assert (head.row, head.column, head.columns) == (2, 11, 5)
    for cell in cells.values():
        assert cell.span is None or found.text[cell.span.start : cell.span.end] == cell.raw


def test_a_table_whose_borders_are_not_those_below_stays_as_it_is():
    above = [["行政复议", "行政诉讼"]]
    found = document(above, [BORDERS[0], BORDERS[5] + 12, BORDERS[15]], [[str(figure) for figure in FIGURES]])

    assert [cell.columns for cell in found.cells if cell.row == 1] == [1, 1]
