"""Where in a file something is, in words."""

from __future__ import annotations

import attrs

from govinfo_parse.language import CHINESE, preferred


@attrs.frozen
class Place:
    """A place in a file: its page, table, row and column, or its line where it is in no table.

    Attributes:
        line: the line of the document's text, from 1.
        page: the page or sheet, from 1; None where the format has no pages.
        table: the table in the document, from 1; None outside of tables.
        row: the row in the table, from 1, or None.
        column: the grid column in the table, from 1, or None.
    """

    line: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def chinese(self) -> str:
        """The place in Chinese, such as 表3 第27行 第4列."""
        page = "" if self.page is None else f"第{self.page}页 "
        if self.table is None:
            return f"{page}第{self.line}行"
        return f"{page}表{self.table} 第{self.row}行 第{self.column}列"

    @property
    def english(self) -> str:
        """The place in English, such as "table 3, row 27, column 4"."""
        page = "" if self.page is None else f"page {self.page}, "
        if self.table is None:
            return f"{page}line {self.line}"
        return f"{page}table {self.table}, row {self.row}, column {self.column}"

    def words(self, language: str | None = None) -> str:
        """The place in a language, ``"zh"`` or ``"en"``; without one, in that of the user's system."""
        return self.chinese if (language or preferred()) == CHINESE else self.english

    def __str__(self) -> str:
        return self.words()
