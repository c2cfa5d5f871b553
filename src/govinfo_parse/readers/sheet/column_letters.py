"""The letters by which programs name the columns of a sheet."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def column_of_letters(letters: bytes) -> int:
    """The number of a column, which is counted from 1, by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def letters_of_column(column: int) -> str:
    """The letters of a column, which is counted from 0: 27 is AB."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
