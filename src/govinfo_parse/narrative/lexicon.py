"""Finds in a sentence the words that ``facts.lark`` knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from govinfo_parse.errors import GrammarError
from govinfo_parse.grammar.folding import plain
from govinfo_parse.grammar.grammar_files import Terminal
from govinfo_parse.narrative.numerals import value_of

GAP = "GAP"
UNCOUNTED = "UNCOUNTED"
"""A clause with a figure about something for which no word is known."""
PARTING = frozenset({*",:;、()", "PART", "BESIDE"})
TIMES = frozenset({"YEAR", "THIS_YEAR", "WHOLE_YEAR", "YEAR_END", "SINCE", "OTHER_PERIOD", "CUMULATIVE"})
_PARTS_OF_FIGURES = frozenset(
    {"NUMBER", "SCALE", "UNIT", "MORE", "OR_MORE", "NOT_BEHIND", "NOT_BEFORE", "TIME", "OPENED_SOMETHING"}
)
_BLANK = r"\t-\r\x1c- \x85\xa0\xad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
"""White space and characters that show nothing, one by one: a class with ``\\s`` in it is slow."""
_WIDE = "０-９Ａ-Ｚａ-ｚ．"
_SPACES = re.compile(f"[{_BLANK}]+")
_UNUSUAL = re.compile(f"[{_BLANK}{_WIDE}]")
_LETTER = re.compile(r"[^\W_]")
_NORMAL_MARKS = dict(zip("，；：（）、,;:()", ",;:()、,;:()", strict=True))
_MARK = re.compile(r"([；：（）;:()，,](?<![，,](?=\d{3}(?!\d))))")
"""What parts clauses; a comma between thousands does not."""
_COUNT = re.compile(r".{0,2}?[\d零〇一二两三四五六七八九十百千]")
"""A clause that begins with a number can count what the clause before is about: 共8件."""
_SHORT, _REMEMBERED = 80, 8192
"""How many clauses are remembered, and how many characters such a clause has at most."""
_GROUP = 20
"""How many first characters of words are searched for at once."""
_BEGINNING = re.compile(r"(?:\(\?=)?\[(?P<several>(?:\\.|[^\]\\])+)\]|(?P<one>\\d|[^\\\[(.^$?*+{|])")
"""The character, or the class of characters, that an expression begins with."""
_BRACKETS = re.compile(r"\[(?:\\.|[^\]\\])+\]|\\.|[()|]")
_YEAR = re.compile(r"\d{4}|[二〇○零Oo0一三四五六七八九]{4}")
_NUMERALS = {digit: str(value) for value, digits in enumerate(("〇○零Oo", *"一二三四五六七八九")) for digit in digits}
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if re.match(f"[{_WIDE}]", chr(code))}


class Printed(NamedTuple):
    """A number with its unit.

    Attributes:
        value: the number.
        unit: the unit; None where none is printed.
        approximate: whether the sentence says "about".
        start: offset of the first digit, ...
        end: ... and after the last, in its clause.
    """

    value: int
    unit: str | None
    approximate: bool
    start: int
    end: int


_MatchedWord = tuple[str, int, int, Printed | None]
"""The kind of a word, where it begins and ends in its clause, and the number, of a figure."""


class Step(NamedTuple):
    """Words of a clause that are taken together: a word that parts clauses or names a time, or all words between two
    such.

    Attributes:
        kind: the kind of the word that is alone, else empty.
        kinds: the kinds of words that are taken together.
        figures: the numbers among them.
        denial: where the first word among them that says no begins and ends in its clause.
        year: the year that a word names.
        carried: whether that year is the one that something is carried over from, or forward to: the terminal for it.
    """

    kind: str
    kinds: tuple[str, ...] = ()
    figures: tuple[Printed, ...] = ()
    denial: tuple[int, int] | None = None
    year: int | None = None
    carried: str = ""


class Clause(NamedTuple):
    """What is between two marks of a sentence.

    Attributes:
        steps: its words.
        length: its length without white space.
        counts: whether it has a figure with a unit.
        bare: whether it has a figure without a unit.
    """

    steps: tuple[Step, ...]
    length: int
    counts: bool = False
    bare: bool = False


_UNCOUNTED, _ONE_GAP = (Step(UNCOUNTED),), (Step("", (GAP,)),)
Sentence = tuple[list[Clause], list[str], Sequence[int]]
"""What is between the marks of a sentence, those marks, and the offset of each character in the caller's text."""


class Lexicon:
    """The words of the grammar, and how they are found.

    Args:
        terminals: the words, and what figures are made of.
        stating: the terminals of which every sentence that states something has at least one.
        telling: the terminals of which every clause that matters has at least one.
        look: an expression that is found in every sentence that may state a figure.
    """

    def __init__(
        self,
        terminals: Mapping[str, Terminal],
        stating: Iterable[str],
        telling: Iterable[str],
        look: re.Pattern[str],
    ) -> None:
        words = [terminal for name, terminal in terminals.items() if name not in _PARTS_OF_FIGURES]
        self._by_text: dict[str, str] = {}
        for terminal in words:
            for place, literal in zip(terminal.places, terminal.literals, strict=False):
                spelled = _comparable(literal)
                known = self._by_text.setdefault(spelled, terminal.name)
                if known != terminal.name:
                    message = f"the word {literal!r} is given to both {known} and {terminal.name}"
                    raise GrammarError(message, place.file, place.line, place.column)
        self._by_group = {f"{t.name}_{n}": t.name for t in words for n in range(len(t.patterns))} | {"mark": "mark"}
        self._by_group["FIGURE"] = "FIGURE"
        # A figure comes before a bare numeral; the name of an expression is written after it, so that the expression
        # itself comes first.
        named = {t.name: [f"{pattern}(?P<{t.name}_{n}>)" for n, pattern in enumerate(t.patterns)] for t in words}
        numerals = named.pop("NUMERAL")
        expressions = [*chain.from_iterable(named.values()), _figure_expression(terminals), *numerals]
        word = f"{_in_groups(self._by_text)}(?P<word>)"
        marks = "[,，;；:：()（）、](?P<mark>)"
        self._words = re.compile("|".join((_gated(expressions), word, marks)))
        # The same texts between two marks occur again and again: 其中, 2023年, 不予公开0件.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._clause)
        self._look = look
        self._telling = re.compile("|".join(shortest(terminals, telling)))
        stating = list(stating)
        expressions = [pattern for name in stating for pattern in terminals[name].patterns]
        self._stating = re.compile("|".join((*shortest(terminals, stating), *expressions)))

    def sentence(self, text: str, start: int, end: int) -> Sentence:
        """The words of a sentence that is between two offsets of a text."""
        shown = text[start:end].lstrip()
        start = end - len(shown)
        places: Sequence[int] = range(start, end)
        if _UNUSUAL.search(shown) is not None:
            shown, places = _closed_up(shown, start)
        if self._stating.search(shown) is None:
            return [self._unknown(shown)], [], places
        pieces = _MARK.split(shown)
        read, remembered = self._clause, self._remembered
        clauses = [remembered(piece) if len(piece) <= _SHORT else read(piece) for piece in pieces[::2]]
        bare = [clause for clause in clauses if clause.bare]
        if bare and not any(clause.counts for clause in clauses):  # a number counts only beside one that has a unit
            clauses = [_without_numerals(clause) if clause.bare else clause for clause in clauses]
        return clauses, pieces[1::2], places

    def _unknown(self, clause: str) -> Clause:
        """A clause that has no known word."""
        if self._look.search(clause):
            return Clause(_UNCOUNTED, len(clause))
        return Clause(_ONE_GAP if _LETTER.search(clause) else (), len(clause))

    def _clause(self, clause: str) -> Clause:
        """The words of what is between two marks."""
        if self._telling.search(clause) is None and _COUNT.match(clause) is None:
            return self._unknown(clause)
        words = self._words_of(clause)
        steps: list[Step] = []
        said: list[_MatchedWord] = []
        for place, word in enumerate(words):
            kind, start, end, _ = word
            if kind not in PARTING and kind not in TIMES:
                said.append(word)
                continue
            if said:
                steps.append(_taken_together(said))
                said = []
            year = _year_named(clause[start:end]) if kind in TIMES else None
            steps.append(Step(kind, year=year, carried=_kind_of_carrying(words, place)))
        if said:
            steps.append(_taken_together(said))
        kinds = {word[0] for word in words}
        return Clause(tuple(steps), len(clause), not kinds.isdisjoint(("FIGURE", "ZERO")), "NUMERAL" in kinds)

    def _words_of(self, clause: str) -> list[_MatchedWord]:
        """The words that a clause has; words that only fill it are skipped."""
        found: list[_MatchedWord] = []
        behind, about = 0, -1
        for match in self._words.finditer(clause):
            start, end = match.span()
            group = match.lastgroup or ""
            kind = self._by_text[match[0]] if group == "word" else self._by_group[group]
            # 约 and its like are read with the figure after them, if there is one.
            if start > behind and not (kind == "FIGURE" and start == about) and _LETTER.search(clause, behind, start):
                found.append((GAP, behind, start, None))
            behind = end
            if kind == "ABOUT":
                behind, about = start, end
            elif kind != "PADDING":
                found.append(_matched_word(kind, match, about=start == about))
        if _LETTER.search(clause, behind):
            found.append((GAP, behind, len(clause), None))
        return found


def _taken_together(words: Sequence[_MatchedWord]) -> Step:
    return Step(
        "",
        tuple([kind for kind, *_ in words]),
        tuple([printed for *_, printed in words if printed is not None]),
        next(((start, end) for kind, start, end, _ in words if kind == "NOT"), None),
    )


def _without_numerals(clause: Clause) -> Clause:
    """A clause whose figures are numbers without a unit, which are no figures then."""
    steps = [
        step._replace(kinds=tuple(GAP if kind == "NUMERAL" else kind for kind in step.kinds), figures=())
        for step in clause.steps
    ]
    return clause._replace(steps=tuple(steps))


def _kind_of_carrying(words: Sequence[_MatchedWord], place: int) -> str:
    """What a year right before or after a word for carrying means: 2022年结转, 结转至2024年."""
    if place + 1 < len(words) and words[place + 1][0] in ("CARRIED", "PENDING"):
        return "OTHER_YEAR"
    return "NEXT_YEAR" if place and words[place - 1][0] == "CARRIED" else ""


def _year_named(text: str) -> int | None:
    printed = _YEAR.search(text)
    return int("".join(_NUMERALS.get(digit, digit) for digit in printed[0])) if printed else None


def _matched_word(kind: str, match: re.Match[str], *, about: bool) -> _MatchedWord:
    start, end = match.span()
    match kind:
        case "FIGURE":
            printed = _matched_number(match, about=about)
            return GAP if printed is None else kind if printed.value else "ZERO", start, end, printed
        case "NOUGHT":
            return "ZERO", start, end, Printed(0, None, False, start, end)
        case "NUMERAL":
            return kind, start, end, Printed(int(match[0]), None, False, start, end)
        case "mark":
            return _NORMAL_MARKS[match[0]], start, end, None
        case "OTHER_WORD":
            return GAP, start, end, None
    return kind, start, end, None


def _matched_number(match: re.Match[str], *, about: bool) -> Printed | None:
    """The number with its unit that was found; None if its numerals cannot form a number."""
    scale = match["scale"] or match["scale_behind"] or ""
    value = value_of(match["number"], scale)
    if value is None:
        return None
    approximate = about or bool(scale or match["more"] or match["or_more"])
    end = match.end("scale" if match["scale"] else "number")
    return Printed(value, match["unit"], approximate, match.start("number"), end)


def _gated(expressions: Iterable[str]) -> str:
    """An expression for any of these, tried only where one of their first characters is."""
    first: list[str] = []
    gated: list[str] = []
    others: list[str] = []
    for expression in expressions:
        beginning = _BEGINNING.match(expression)
        if beginning is None or _has_alternatives(expression):
            others.append(expression)
        else:
            first.append(beginning["several"] or beginning["one"])
            gated.append(expression)
    return "|".join((f"(?=[{''.join(first)}])(?:{'|'.join(gated)})", *others))


def _has_alternatives(expression: str) -> bool:
    """Whether an expression has several ways to begin."""
    depth = 0
    for match in _BRACKETS.finditer(expression):
        depth += (match[0] == "(") - (match[0] == ")")
        if match[0] == "|" and not depth:
            return True
    return False


def _figure_expression(terminals: Mapping[str, Terminal]) -> str:
    """An expression for a number with its unit, put together from the terminals for its parts."""

    def one_of(name: str) -> str:
        terminal = terminals[name]
        return "|".join((*terminal.patterns, *filter(None, [either(map(_comparable, terminal.literals))])))

    behind = "".join(rf"(?<!{pattern})" for pattern in terminals["NOT_BEHIND"].patterns)  # each of one width
    return (
        rf"(?=[\d零〇一二两三四五六七八九十百千]){behind}(?P<number>{one_of('NUMBER')})"
        rf"(?P<scale>{one_of('SCALE')})?(?:(?P<more>{one_of('MORE')})(?P<scale_behind>{one_of('SCALE')})?)?"
        rf"(?!{one_of('NOT_BEFORE')})(?P<unit>{one_of('UNIT')})(?P<or_more>{one_of('OR_MORE')})?(?P<FIGURE>)"
    )


def either(words: Iterable[str]) -> str:
    """An expression for any of the words, of those that begin with the same characters the longest."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _expression_of_tree(tree)


def _in_groups(words: Iterable[str]) -> str:
    """An expression for any of the words; a group of them is tried only where one of its first characters is."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word)
    first = sorted(by_first)
    groups = []
    for place in range(0, len(first), _GROUP):
        group = first[place : place + _GROUP]
        gate = "".join(map(re.escape, group))
        groups.append(f"(?=[{gate}]){either(chain.from_iterable(map(by_first.__getitem__, group)))}")
    return f"(?=[{''.join(map(re.escape, first))}])(?:{'|'.join(groups)})"


def _expression_of_tree(tree: dict[str, Any]) -> str:
    branches = [re.escape(character) + _expression_of_tree(node) for character, node in tree.items() if character]
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
    return f"(?:{inner})?" if inner and "" in tree else inner


def shortest(terminals: Mapping[str, Terminal], names: Iterable[str]) -> list[str]:
    """The words of some terminals without those that hold another of them."""
    words = {literal for name in names for literal in terminals[name].literals}
    return sorted(word for word in words if not any(other in word for other in words if other != word))


def _comparable(text: str) -> str:
    return plain(_SPACES.sub("", text))


def _closed_up(text: str, begin: int) -> tuple[str, Sequence[int]]:
    """The text without white space, digits and letters of normal width, and the offset of each of its characters.

    Between two digits one space stays: they are not one number.
    """
    kept: list[int] = []
    pieces: list[str] = []
    behind = 0
    for match in _SPACES.finditer(text):
        start, end = match.span()
        between_digits = start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
        stop = start + between_digits
        kept += range(behind + begin, stop + begin)
        pieces.append(text[behind:stop])
        behind = end
    kept += range(behind + begin, len(text) + begin)
    return "".join((*pieces, text[behind:])).translate(_WIDTHS), kept
