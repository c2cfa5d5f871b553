"""The pages of the source as they look, a mark over each cell that was read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence

import attrs

from govinfo_parse.model import State
from govinfo_parse.readers import SourceCell
from govinfo_parse.readers.pictures import PagePicture
from govinfo_parse.reviewing.marks import Marks
from govinfo_parse.reviewing.markup import Markup, both, element, join_markup
from govinfo_parse.reviewing.states import shown, spoken
from govinfo_parse.reviewing.subject import Subject


@attrs.define
class _StyleRules:
    """Where the marks are, as rules of a style sheet, since the policy of the page allows no styles on elements."""

    written: list[str] = attrs.Factory(list)

    def place(self, box: tuple[float, float, float, float], picture: PagePicture) -> str:
        """The id of a new mark over a box of a page, in shares of the page's size."""
        left, top, right, bottom = box
        name = f"b{len(self.written)}"
        sides = (("left", left, picture.width), ("top", top, picture.height))
        sizes = (("width", right - left, picture.width), ("height", bottom - top, picture.height))
        told = ";".join(f"{side}:{100 * length / whole:.3f}%" for side, length, whole in (*sides, *sizes))
        self.written.append(f"#{name}{{{told}}}")
        return name


def pages_with_marks(subject: Subject, marks: Marks, pictures: Sequence[PagePicture]) -> tuple[Markup, str]:
    """The pages with their marks, and the rules of style that put these in their places."""
    if not pictures:
        return Markup(), ""
    rules = _StyleRules()
    sheets = [_page_figure(subject, marks, picture, rules) for picture in pictures]
    heading = element("h3", both("读出的文字", "The text as it was read"))
    return join_markup([*sheets, heading]), "\n".join(rules.written)


def _page_figure(subject: Subject, marks: Marks, picture: PagePicture, rules: _StyleRules) -> Markup:
    number = str(picture.number)
    caption = element("figcaption", both(f"第 {number} 页", f"page {number}"))
    image = element(
        "img",
        src=f"data:image/png;base64,{b64encode(picture.png).decode()}",
        alt=f"第 {number} 页 page {number}",
        width=str(round(picture.width)),
        height=str(round(picture.height)),
    )
    over = element("div", image, *_marks_over_cells(subject, marks, picture, rules), class_="over")
    return element("figure", caption, over, class_="sheet")


def _marks_over_cells(subject: Subject, marks: Marks, picture: PagePicture, rules: _StyleRules) -> Iterator[Markup]:
    """A mark over each cell of the page from which a number was read, or whose figure is in no cell of the record."""
    for cell in subject.tables:
        if cell.page != picture.number or cell.box is None:
            continue
        paths, kinds = marks.within(cell.span)
        if paths:
            yield _mark_over_cell(subject, cell, paths, rules.place(cell.box, picture))
        elif "stray" in kinds:
            words = "无对应单元格的数字 a figure that no cell claims"
            yield element("span", class_="box stray", id=rules.place(cell.box, picture), role="img", aria_label=words)


def _mark_over_cell(subject: Subject, source: SourceCell, paths: tuple[str, ...], name: str) -> Markup:
    cell = subject.cells[paths[0]]
    return element(
        "a",
        class_="box",
        id=name,
        href=f"#r{subject.numbers[paths[0]]}",
        data_for=" ".join(paths),
        data_state=None if cell.state is State.NUMBER else cell.state.value,
        data_table=str(source.table),
        data_row=str(source.row),
        data_column=str(source.column),
        aria_label=spoken(cell) or shown(cell),
    )
