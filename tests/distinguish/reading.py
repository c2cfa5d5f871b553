"""How far what is drawn is read: to the cells of a text, to the rows of a table, or to the report."""

from __future__ import annotations

from typing import Protocol

from govinfo_parse.parser import default_parser
from govinfo_parse.tables.table_reader import TableReader
from tests.distinguish.drawing import Drawing, Text, drawn, drawn_text
from tests.golden import passages
from tests.lexing.samples import READER
from tests.lexing.shown import shown
from tests.tables.test_readings import reading


class Road(Protocol):
    """A way to read a drawing."""

    def draw(self, seed: int) -> Drawing | Text:
        """Something to read."""

    def read(self, drawing: Drawing | Text) -> str:
        """What is read of a drawing, in lines."""

    def forget(self) -> None:
        """Forget what was read before."""


class ToTable:
    """From cells to rows in columns."""

    def draw(self, seed: int) -> Drawing:
        """A table by its cells."""
        return drawn(seed, ("framed", "lined", "running"))

    def read(self, drawing: Drawing) -> str:
        """The rows of the table."""
        return reading(drawing.sketch, framed=drawing.way == "framed", running=drawing.way == "running")

    def forget(self) -> None:
        """Nothing is remembered."""


class ToReport:
    """From a text to its report, the same one twice: the second time its outline is known."""

    def __init__(self) -> None:
        self._parser = default_parser()

    def draw(self, seed: int) -> Drawing:
        """A table as it is printed."""
        return drawn(seed, ("framed", "tabs", "pipes", "cells", "running"))

    def read(self, drawing: Drawing) -> str:
        """What the report says."""
        first = passages.told(passages.read(self._parser, drawing.sketch, drawing.way))
        again = passages.told(passages.read(self._parser, drawing.sketch, drawing.way))
        self._parser._memory.clear()
        return first if first == again else f"{first}\nand again\n{again}"

    def forget(self) -> None:
        """Forget cells, labels and plans."""
        parser = self._parser
        parser._memory.clear()
        parser._tables._cells.clear()
        parser._tables = TableReader(parser._forms, parser._tables._cells)


class ToCells:
    """From a text to its cells and labels."""

    def draw(self, seed: int) -> Text:
        """A text."""
        return drawn_text(seed)

    def read(self, drawing: Text) -> str:
        """The rows of cells."""
        return shown(drawing.sketch)

    def forget(self) -> None:
        """Forget cells."""
        READER.clear()


ROADS: dict[str, type[Road]] = {"table": ToTable, "report": ToReport, "cells": ToCells}
