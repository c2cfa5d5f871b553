"""What words next to labels and above tables say: another year, other bodies, a part, a unit, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from govinfo_parse.grammar.folding import entries, plain

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MARKS = " |"
"""What is around a note in a table of pipes."""


@cache
def _expression(name: str) -> re.Pattern[str]:
    """The expression of a name in ``characters.toml``; of a list any one of them."""
    told = entries()[name]
    return re.compile(told if isinstance(told, str) else "|".join(told))


def other_subject(text: str) -> bool:
    """Whether a caption says that the figures below it are those of another year or of other bodies."""
    return _expression("other_subjects").search(plain(text)) is not None


def tells_subject(text: str) -> bool:
    """Whether a text names a year or other bodies."""
    return other_subject(text) or year_in(text) is not None


def narrows(text: str) -> bool:
    """Whether a text says that a label is for other figures: those of last year, a part, a share."""
    shown = plain(text)
    return any(_expression(name).search(shown) for name in ("narrowing", "year_of_a_label"))


def makes_another(gloss: str) -> bool:
    """Whether a text in brackets after a label makes it another label."""
    shown = plain(gloss)
    return any(_expression(name).search(shown) for name in ("narrowing", "other_subjects", "year_of_a_gloss"))


def explains(gloss: str) -> bool:
    """Whether a text in brackets after a label only explains it: 指本年办件量."""
    return says_own(gloss[1:-1]) or _expression("explaining").search(plain(gloss)) is not None


def numbers_columns(text: str) -> bool:
    """Whether a head only numbers its column: 数据1, 列2."""
    return _expression("column_numbers").fullmatch(plain(text)) is not None


def is_note(text: str) -> bool:
    """Whether a text among heads is a note and not the head of a column: 单位：件."""
    return _expression("notes").fullmatch(plain(text).strip(_MARKS)) is not None


def measures_share(text: str) -> bool:
    """Whether a head or a label says that its figures are shares: 总计（%）."""
    return _expression("shares").search(plain(text)) is not None


def note_above(line: str) -> str:
    """What a line says of the table above it; "" where it says nothing of it."""
    found = _expression("notes_below").search(plain(line))
    return next(filter(None, found.groups()), "") if found else ""


def points_upwards(line: str) -> bool:
    """Whether a line between two tables speaks of the one above it."""
    return _expression("upwards").search(plain(line)) is not None


def without_unit(text: str) -> str:
    """A line without the unit that it also names: 2022年 of 2022年  单位：件."""
    return _expression("unit_beside").sub("", text, count=1)


def says_nothing(text: str) -> bool:
    """Whether a head says no more about those below it than that they count something: 数量."""
    return _expression("neutral").fullmatch(plain(text).strip(_MARKS)) is not None


def counts_something(text: str) -> bool:
    """Whether a text is a phrase that counts, as in place of a value, and no label: 共5件，其中, but not 12345热线."""
    return _expression("counting_phrase").search(plain(text)) is not None


def ends_a_label(text: str) -> bool:
    """Whether a cell holds no more than what may be left of the label above it: a bracket, a quote, a stop."""
    return _expression("ends_of_labels").fullmatch(plain(text)) is not None


def says_own(text: str) -> bool:
    """Whether words next to a row say no more than that its figures are the report's own: 本机关, 数量."""
    return _expression("own_subjects").fullmatch(plain(text).strip(_MARKS)) is not None


def year_in(text: str) -> int | None:
    """The year that a label names, or None."""
    found = _expression("year_of_a_label").search(plain(text))
    return int(found[1]) if found else None


def of_this_year(text: str) -> str:
    """A label with 本年 in place of the year that it names."""
    return _expression("year_of_a_label").sub("本年", plain(text))


def is_year(text: str) -> bool:
    """Whether a cell holds nothing but the number of a year."""
    return _expression("bare_year").fullmatch(text) is not None


def years_of(caption: str) -> set[int]:
    """The years that a caption names, in figures or numerals."""
    shown = plain(caption).translate(_DIGITS)
    return {2000 + int("".join(found)) for found in _expression("years_of_a_caption").findall(shown)}


def is_name_in_list(text: str) -> bool:
    """Whether a text is no more than the name of a year or a body, as in a list of them: 本年."""
    return _expression("name_in_a_list").fullmatch(plain(text)) is not None


def is_row_of_cells(line: str) -> bool:
    """Whether a line has marks between its cells that prose does not have."""
    return _expression("row_of_cells").search(line) is not None


def is_numeral(character: str) -> bool:
    """Whether a character is a numeral that items are counted with."""
    return character in entries()["numerals"]


def noted_units(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The notes between two offsets of a text that name a unit of money; the unit is their first group."""
    return _expression("noted_unit").finditer(text, start, end)


def unit_in(head: str) -> str | None:
    """The unit of money that a column's head names."""
    found = _expression("unit_of_a_head").search(plain(head))
    return found[0] if found else None


def unit_of_gloss(label: str) -> str | None:
    """The unit in brackets behind a head or a label that makes its figures no counts: of money, or a multiple."""
    found = _expression("unit_of_a_gloss").search(plain(label))
    return found[1] if found else None


def notes_multiple(text: str) -> bool:
    """Whether a text is a note that names a unit which multiplies the figures below it: 单位：万件."""
    return _expression("noted_multiple").fullmatch(plain(text)) is not None
