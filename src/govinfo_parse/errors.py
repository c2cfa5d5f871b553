"""Everything this library raises on purpose.

One root, few branches.  Each error also inherits the builtin a caller would expect, so that
``except ValueError`` keeps working, and survives pickling, because worker processes send errors home.
"""

from __future__ import annotations


class GovinfoError(Exception):
    """The root of every error of this library."""


class InputTooLarge(GovinfoError, ValueError):
    """The input is over the size limit that the caller set or accepted."""


class GrammarError(GovinfoError, ValueError):
    """A grammar file cannot be used.

    Attributes:
        file: the file's path, or ``<layout 1>`` and the like for grammar text passed in.
        line: the line in that file, counted from 1, or None where the fault has no place.
        column: the column in that line, counted from 1, or None.
    """

    def __init__(
        self, message: str, file: str = "<grammar>", line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message, file, line, column)
        self.message = message
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}:{self.column or 1}"
        return f"{place}: {self.message}"


class SerializationError(GovinfoError, ValueError):
    """A dict or a JSON text is not a report as this library writes it."""


class RenderError(GovinfoError, ValueError):
    """A report cannot be written in the layout asked for without losing a value."""


class ReviewError(GovinfoError, ValueError):
    """A report and a source do not belong together."""


class UndecodableText(GovinfoError, ValueError):
    """Bytes that are no text in any encoding that reports are published in."""


class UnsupportedFormat(GovinfoError, ValueError):
    """The bytes are in no format that the readers know."""


class DamagedFile(GovinfoError, ValueError):
    """The file is empty, cut short, or not what its own structure promises."""


class PasswordProtected(GovinfoError, ValueError):
    """The file can only be opened with a password."""


class NoTextLayer(GovinfoError, ValueError):
    """The pages are pictures: there is no text to read.

    Attributes:
        pages: the numbers of the pages without text, from 1.
    """

    def __init__(self, message: str, pages: tuple[int, ...] = ()) -> None:
        super().__init__(message, pages)
        self.message = message
        self.pages = pages

    def __str__(self) -> str:
        return self.message


class ArchiveOfSeveral(GovinfoError, ValueError):
    """An archive holds several reports where one was asked for."""


class MissingExtra(GovinfoError, ImportError):
    """A library that reads this format is not installed; the message names the extra that brings it."""


class ConverterMissing(GovinfoError, RuntimeError):
    """The format is read through LibreOffice, and no ``soffice`` was found."""


class ConverterFailed(GovinfoError, RuntimeError):
    """LibreOffice did not turn the file into a readable one, or not within the time limit."""
