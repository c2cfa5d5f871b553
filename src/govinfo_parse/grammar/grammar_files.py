"""Where grammar files are found, and their definitions before they are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import takewhile
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import attrs
from lark.exceptions import GrammarError as LarkGrammarError
from lark.exceptions import UnexpectedInput
from lark.load_grammar import Grammar, load_grammar

from govinfo_parse.errors import GrammarError
from govinfo_parse.model.paths import GROUPS

_NAME = re.compile(r"[A-Za-z_]\w+")
_STRAIGHT = dict.fromkeys("“”„＂「」『』‘’＇'", '"') | {
    "→": "->",
    "：": ":",
    "｜": "|",
    "－": "-",
    "＞": ">",
    "（": "(",
    "）": ")",
    "％": "%",
}
"""Characters of Chinese texts that are mistaken for those of the notation, and what to write instead."""
_UNDEFINED = re.compile(r"Can't extend \w+ (\w+) as it wasn't defined before")
_DEFINED = re.compile(r"(?m)^\??(\w+)(?:\.\d+)?[ \t]*:")
_PATH = re.compile(r"->\s*\w*$")
_DIRECTIVE = re.compile(r"\s*%(?!(?:extend|override|import|ignore|declare)\b)\w*")
_QUOTED = re.compile(r"'(\w+)'")
_TABLES = "|".join(dict.fromkeys(path.partition(".")[0] for path in GROUPS))
_SAYS_NOTHING = re.compile(r"(?:\s++|//.*+)*+\Z")
_KINDS = {
    "layouts": re.compile(r"(?m)^(?:CELL|VALUES)[ \t]*:"),
    "forms": re.compile(rf"(?m)^[^/\n]*?\b(?:{_TABLES})_(?:row|block|column|mark)\b"),
    "statistics": re.compile(r"(?m)^[^/\n]*?\bstatistics_row\b"),
}
"""What only one kind of grammar has."""
_REMEMBERED = 32
"""How many grammars are remembered; the built-in ones are half as many."""


@attrs.frozen
class GrammarSource:
    """The text of one grammar file.

    Attributes:
        name: the file's name without its suffix.
        file: its name in errors: a path, or ``<layout 1>`` for text passed in.
        text: the grammar text.
    """

    name: str
    file: str
    text: str

    @property
    def description(self) -> str:
        """The comment that opens the file, in one line."""
        lines = [line.strip() for line in self.text.splitlines()]
        opening = []
        for line in lines:
            if not line.startswith("//"):
                break
            opening.append(line.removeprefix("//").strip())
        return " ".join(opening)


@cache
def grammar_directory() -> Path:
    """The ``grammars`` folder: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "grammars"
    return inside if inside.is_dir() else package.parents[1] / "grammars"


def built_in(kind: str) -> tuple[GrammarSource, ...]:
    """The built-in grammar files of one folder, ``"layouts"`` or ``"forms"``, by name."""
    files = sorted((grammar_directory() / kind).glob("*.lark"))
    return tuple(GrammarSource(file.stem, str(file), file.read_text(encoding="utf-8")) for file in files)


def built_in_file(name: str) -> GrammarSource:
    """One built-in grammar file, by its path inside the ``grammars`` folder."""
    file = grammar_directory() / name
    return GrammarSource(file.stem, str(file), file.read_text(encoding="utf-8"))


def given(grammars: Iterable[str | Path], kind: str) -> tuple[GrammarSource, ...]:
    """A caller's grammars: paths to files, or grammar text itself (recognised by a line break, a colon or a quote).

    Raises:
        GrammarError: a file cannot be read, or is a grammar of another kind, or says nothing.
        TypeError: a single grammar is given in place of a list, or something that is neither a text nor a path.
    """
    name = kind if kind.endswith("s") else f"{kind}s"
    if isinstance(grammars, str | bytes | PathLike | Mapping) or not isinstance(grammars, Iterable):
        shown = "one text or path" if isinstance(grammars, str | PathLike) else type(grammars).__name__
        raise TypeError(f"{name} takes a list of grammars, not {shown}; write {name}=[...]")
    sources = []
    for number, grammar in enumerate(grammars, start=1):
        if isinstance(grammar, str) and (not grammar.strip() or _is_text(grammar)):
            sources.append(GrammarSource(f"{kind}_{number}", f"<{kind} {number}>", grammar.removeprefix("\ufeff")))
            continue
        if not isinstance(grammar, str | PathLike):
            message = f"{name} takes grammar texts and paths of files, not {type(grammar).__name__}"
            raise TypeError(message)
        path = Path(grammar)
        try:
            sources.append(GrammarSource(path.stem, str(path), path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise GrammarError(f"the grammar file cannot be read: {reason}", str(path)) from error
    for source in sources:
        _refuse_another_kind(source, name)
    return tuple(sources)


def _refuse_another_kind(source: GrammarSource, kind: str) -> None:
    if _SAYS_NOTHING.match(source.text):
        raise GrammarError("the grammar says nothing: there is no definition in it", source.file, 1, 1)
    shown = {name: found for name, mark in _KINDS.items() if (found := mark.search(source.text))}
    if shown and kind not in shown:
        other, found = next(iter(shown.items()))
        line = source.text.count("\n", 0, found.end()) + 1
        raise GrammarError(f"this is a grammar for {other}, and was given for {kind}", source.file, line, 1)


def _is_text(grammar: str) -> bool:
    """Whether a string is grammar text and not a path: it has a character that every grammar has, and no path."""
    return any(mark in grammar for mark in ("\n", '"', "：", "“")) or ":" in grammar.removeprefix("file:")[2:]


class GrammarPlace(NamedTuple):
    """Where something is written; places are compared by that order.

    Attributes:
        order: the line in the joined text of all sources.
        column: the column, from 1.
        file: the source's name in errors.
        line: the line in that source, from 1.
    """

    order: int
    column: int
    file: str
    line: int


@attrs.frozen
class Terminal:
    """A terminal as the grammar files define it, ``%extend`` included.

    Attributes:
        name: its name.
        literals: its plain-string alternatives, in the order written: what a file adds comes after what it extends.
        patterns: its regular-expression alternatives, in the order written.
        places: where each alternative is written: first those of the literals, then those of the patterns.
    """

    name: str
    literals: tuple[str, ...]
    patterns: tuple[str, ...]
    places: tuple[GrammarPlace, ...]


def _place(sources: Iterable[GrammarSource], line: int) -> tuple[GrammarSource, int]:
    """The source, and the line in it, that a line of the joined text comes from."""
    place: tuple[GrammarSource, int] | None = None
    for source in sources:
        length = source.text.count("\n") + 1
        place = (source, line)
        if line <= length:
            break
        line -= length
    if place is None:
        raise ValueError("no sources")
    return place


def _wrong(source: GrammarSource, line: int, column: int) -> str | None:
    """What is wrong with the character at a place, and what to write instead; None where that is not known."""
    written = source.text.split("\n")[line - 1]
    mark, behind = written[column - 1 : column], written[column:]
    if mark == '"' and '"' not in behind:
        mark = next((other for other in behind if _STRAIGHT.get(other) == '"'), mark)
        if mark == '"':
            return 'a text in quotes does not end in its line; write " behind it'
    if mark in _STRAIGHT:
        return f"a wrong character: write {_STRAIGHT[mark]} and not {mark}"
    directive = _DIRECTIVE.match(written)
    if directive is not None:
        return f"there is no {directive[0].strip()}; write %extend, to add to what is there"
    if _PATH.search(written[: column - 1]):
        return "a path is written in small letters, digits and _, with __ for its dots"
    if mark.isalpha() and not mark.isascii():
        word = next(word for word in re.findall(r"[^\W\d_]+", written[column - 1 :]))
        return f'a label stands in quotes: write "{word}"'
    return None


def fault(error: Exception, sources: Iterable[GrammarSource]) -> GrammarError:
    """A lark error about joined sources, as an error with the file, line and column of the fault."""
    sources = tuple(sources)
    if isinstance(error, UnexpectedInput) and error.line > 0:
        source, line = _place(sources, error.line)
        message = _wrong(source, line, error.column) or "the grammar text breaks off or has a wrong character here"
        return GrammarError(message, source.file, line, error.column)
    text = str(error) or type(error).__name__
    message = text.splitlines()[0].rstrip()
    missing = _UNDEFINED.search(message)
    if missing is not None:
        name = missing[1]
        message += f"; to define it, write {name}: ... without %extend"
        there = {found for source in sources for found in _DEFINED.findall(source.text)}
        message += "".join(f"; the nearest that is there is {near}" for near in get_close_matches(name, there, 1, 0.8))
    numbered = re.search(r"line ([1-9]\d*) column (\d+)", text)
    if numbered:
        source, line = _place(sources, int(numbered[1]))
        message = re.sub(r",? at line \d+ column \d+( in .*)?", "", message)
        message = _wrong(source, line, int(numbered[2])) or message
        return GrammarError(message, source.file, line, int(numbered[2]))
    if "defined more than once" in message:
        name = next(iter(_QUOTED.findall(text)), "NAME")
        message += f"; to add to it, write %extend {name}: ..."
    # Below the message, lark lists the rules that collide; then the next collision.
    message += "".join(" " + line.strip() for line in takewhile(lambda line: line[:1] in "\t ", text.splitlines()[1:]))
    # A caller's addition is more likely wrong than what was there, and what lark quotes more likely than what it
    # mentions.
    named = [missing[1]] if missing else []
    names = [*named, *_QUOTED.findall(text), *sorted(_NAME.findall(text), key=len, reverse=True)]
    for source in reversed(sources):
        lines = [text.split("//")[0] for text in source.text.splitlines()]
        for name in names:
            for number, text in enumerate(lines, start=1):
                found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
                if found:
                    return GrammarError(message, source.file, number, found.start() + 1)
    return GrammarError(message, sources[-1].file)


@lru_cache(maxsize=_REMEMBERED)
def grammar_of(sources: tuple[GrammarSource, ...]) -> Grammar:
    """The grammar that the sources are together; compiling it does not change it.

    Raises:
        GrammarError: a source is not a grammar.
    """
    load: Any = load_grammar  # lark gives it no types
    text = "\n".join(source.text for source in sources)  # in their order, so that the place of a fault can be found
    try:
        loaded: Grammar = load(text, sources[0].file, [], False)[0]
    except (LarkGrammarError, UnexpectedInput, OSError) as error:  # OSError: %import of a file that is not there
        raise fault(error, sources) from error
    return loaded


@lru_cache(maxsize=_REMEMBERED)
def definitions(sources: tuple[GrammarSource, ...]) -> tuple[Mapping[str, Terminal], Mapping[str, Any]]:
    """The terminals, and the trees of the rules, that the sources define together.

    Raises:
        GrammarError: a source is not a grammar.
    """
    loaded = grammar_of(sources)
    terminals = {str(name): _terminal(str(name), tree, sources) for name, (tree, _priority) in loaded.term_defs}
    rules = {str(name): tree for name, _params, tree, _options in loaded.rule_defs}
    return terminals, rules


def alternatives(tree: Any) -> Iterator[tuple[Any, str | None]]:
    """The alternatives of a rule's tree: what each consists of, and its alias."""
    if tree.data == "alias":
        expansion, alias = tree.children
        yield expansion, None if alias is None else str(getattr(alias, "name", alias))
    elif tree.data == "expansion":
        yield tree, None
    else:
        for child in tree.children:
            if hasattr(child, "data"):
                yield from alternatives(child)


def _terminal(name: str, tree: Any, sources: tuple[GrammarSource, ...]) -> Terminal:
    # lark puts what %extend adds before what it extends; the line shows the order in which it is written.
    written = tree.scan_values(lambda value: getattr(value, "type", "") in {"STRING", "REGEXP"}) if tree else ()
    tokens = sorted(written, key=lambda token: (token.line or 1, token.column or 1))
    spelled = [token for token in tokens if token.type == "STRING"]
    expressions = [token for token in tokens if token.type == "REGEXP"]
    places = tuple(_printed(token, sources) for token in (*spelled, *expressions))
    patterns = tuple(_expression(token) for token in expressions)
    for pattern, place in zip(patterns, places[len(spelled) :], strict=True):
        try:
            re.compile(pattern)
        except re.error as error:
            message = f"the expression of {name} is not valid: {error}"
            raise GrammarError(message, place.file, place.line, place.column) from error
    return Terminal(name, tuple(map(_literal, spelled)), patterns, places)


def _printed(token: Any, sources: tuple[GrammarSource, ...]) -> GrammarPlace:
    order, column = token.line or 1, token.column or 1
    source, line = _place(sources, order)
    return GrammarPlace(order, column, source.file, line)


def _literal(token: str) -> str:
    return token[1:-1].encode("latin-1", "backslashreplace").decode("unicode-escape")


def _expression(token: str) -> str:
    body, flags = token[1 : token.rindex("/")].replace("\\/", "/"), token[token.rindex("/") + 1 :]
    return f"(?{flags}:{body})" if flags else body
