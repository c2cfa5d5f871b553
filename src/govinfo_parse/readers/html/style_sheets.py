"""The style sheets that a page itself holds, as far as they say that something is not shown as it is written.

What such a rule says is written into the ``style`` of the elements that it is about, as if it stood there.  Read are
selectors of names, classes, identities, attributes and places among children, also of elements inside others; rules
for other media, for states such as ``:hover``, and sheets that are not in the page are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from govinfo_parse.readers.html.styles import without_escapes
from govinfo_parse.readers.text.spaces import UNREAD

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHEET_START, _SHEET_END = re.compile(rb"<(?i:style)[ \t\r\n>]"), re.compile(rb"</(?i:style)")
_NOT_FOR_SCREENS = re.compile(rb"[^>]{0,200}?\smedia\s*=\s*[\"']?\s*(?i:print|speech)[\"'\s>]")
_TELLING = [
    re.compile(expression)
    for expression in (
        rb"display\s*:\s*none",
        rb"visibility\s*:",
        rb"line-through",
        rb"opacity\s*:\s*0?\.?0*[\s;}!]",
        rb"transparent",
        rb"text-indent\s*:\s*-",
        rb"vertical-align\s*:\s*(?:su|-?\d)",
        rb"font-size\s*:\s*(?:[0-8](?:\.\d+)?p?[tx]?[\s;}!]|0?\.[01]|small|x)",
        rb"clip\s*:",
        rb"clip-path",
        rb"content\s*:\s*[\"'][^\"';}]*\d",
        rb"content\s*:[^;}]{0,80}(?:attr|counters?)\(",
        rb"color\s*:\s*(?:white|#fff|rgb\(255)",
    )
]
"""What a sheet in small letters has that may make a difference: each begins with a word, which is found quickly."""
_MARK = "/*taken off*/"
"""Stands where a style sheet was."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_RULE = re.compile(r"(?<![^{}])([^{}]*+)\{([^{}]*+)")
_COMPOUND = re.compile(
    r"(?:[a-z][a-z0-9]*|\*)?"
    r"""(?:[.#][\w\u0080-\uffff-]+|\[[\w-]+(?:=["']?[\w-]*["']?)?\]|:(?:first|last)-child|:nth-child\(\d{1,2}\))*""",
    re.IGNORECASE,
)
_PART = re.compile(r"""[.#]?[\w\u0080-\uffff-]+|\[([\w-]+)(?:=["']?([\w-]*))?[^\]]*\]|:(\w+)-child(?:\((\d+)\))?""")
_GENERATED = re.compile(r"::?(?:before|after)\Z", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)""", re.IGNORECASE)
_STRING, _ESCAPE = re.compile(r"""["']([^"']*)["']"""), re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_OF_ATTRIBUTE, _COUNTER = re.compile(r"attr\(\s*([\w-]+)", re.IGNORECASE), re.compile(r"counters?\(", re.IGNORECASE)
_BRACE = re.compile("[{}]")
_AT_RULE = re.compile(r"(@[a-z-]++[^{};@]*+)\{")
_MEDIA = re.compile(
    r"@(?:media\s+(?:(?:only\s+)?(?:screen|all)(?:\s+and\s*|\s*\Z))?(?:\(\s*min-width\s*:\s*(?:\d{1,3}|1[01]\d\d|1200)px\s*\))?"
    r"|layer\b[^{]*|supports\b(?!\s*not)[^{]*)\s*\Z",
    re.IGNORECASE,
)
"""What is for a screen of usual width."""
_KEPT = frozenset({
    "display", "visibility", "text-decoration", "text-decoration-line", "opacity", "font-size", "vertical-align",
    "position", "left", "top", "right", "bottom", "clip", "clip-path", "text-indent", "overflow", "height", "width",
    "max-height", "max-width", "color",
})  # fmt: skip
"""Properties that may say so."""
_MOST_RULES, _MOST_STEPS = 5_000, 500_000
_CHAIN = 8
"""How many elements inside one another a selector names at most."""


class _Compound(NamedTuple):
    """What a selector asks of one element."""

    tag: str
    identity: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...] = ()
    places: tuple[int, ...] = ()
    """Which child it is, counted from 1, or from -1 for the last."""

    def fits(self, element: _Element, classes: frozenset[str]) -> bool:
        return (
            self.tag in ("", "*", element.tag)
            and (not self.identity or element.get("id") == self.identity)
            and self.classes <= classes
            and all(element.get(name) == (value or element.get(name, "")) for name, value in self.attributes)
            and all(_is_child(element, place) for place in self.places)
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        others = len(self.classes) + len(self.attributes) + len(self.places)
        return bool(self.identity), others, self.tag not in ("", "*")


def _is_child(element: _Element, place: int) -> bool:
    """Whether an element is the child of this number of the element around it."""
    before = islice(element.itersiblings(preceding=place > 0), abs(place))
    return sum(1 for _ in before) == abs(place) - 1


class _Rule(NamedTuple):
    """A selector and what it says.

    Attributes:
        chain: the element and those around it, the innermost first; each with whether the next is its parent.
        weight: by which a rule prevails over others.
        says: declarations.
        shows: whether digits are shown in addition to what is in the element: those of an attribute of this name, ""
            for others; None for no digits.
    """

    chain: tuple[tuple[_Compound, bool], ...]
    weight: tuple[int, ...]
    says: tuple[tuple[str, str], ...]
    shows: str | None


def without_sheets(page: bytes) -> tuple[bytes, str, int]:
    """A page in UTF-8 with a mark in place of each style sheet, for these may be most of it.

    Returns:
        The page, what its sheets say (empty where none of them can make a difference), and the number of marks.  A
        sheet with ``<`` in it stays where it is.
    """
    pieces: list[bytes] = []
    sheets: list[bytes] = []
    begin = taken = 0
    start = _SHEET_START.search(page)
    while start is not None and (end := _SHEET_END.search(page, start.end())) is not None:
        place = page.find(b">", start.end() - 1) + 1
        sheet = page[place : end.start()]
        if not _NOT_FOR_SCREENS.match(page, start.end() - 1, end.start()):
            sheets.append(sheet)
        if sheet and b"<" not in sheet:
            pieces += page[begin:place], _MARK.encode()
            begin = end.start()
            taken += 1
        start = _SHEET_START.search(page, end.end())
    pieces.append(page[begin:])
    texts = (sheet.decode("utf-8", "replace") for sheet in sheets if b"\\" in sheet or _tells(sheet.lower()))
    told = "\n".join(text for text in texts if "\\" not in text or _tells(without_escapes(text).lower().encode()))
    return b"".join(pieces), told, taken


def are_sheets_in_place(root: _Element, taken: int) -> bool:
    """Whether the tree has a style sheet for each of this many marks: what looks like one may be inside a comment."""
    return [sheet.text for sheet in root.iter("style")].count(_MARK) == taken


def _tells(sheet: bytes) -> bool:
    return any(expression.search(sheet) for expression in _TELLING)


def apply_sheets(root: _Element, sheets: str) -> None:
    """Write what style sheets say of each element of a tree into its ``style``."""
    by_key: dict[str, list[_Rule]] = {}
    # Of rules that are said again and again the last one counts.
    for rule in {(rule.chain, rule.says, rule.shows): rule for rule in _rules(sheets)}.values():
        first = rule.chain[0][0]
        key = f"#{first.identity}" if first.identity else f".{min(first.classes)}" if first.classes else first.tag
        by_key.setdefault(key, []).append(rule)
    if not by_key:
        return
    said = [(element, rules) for element, rules in _fitting(root, by_key) if rules]
    hidden = {element for element, rules in said if _merged(rules).get("display", ("", False))[0] == "none"}
    if hidden and not _leaves_a_table(root, hidden):  # a program of the page shows it
        hidden = {element for element in hidden if next(element.iter("table"), None) is not None}
        said = [(element, rules) for element, rules in said if element not in hidden]
    for element, rules in said:
        merged = _merged(rules)
        usual = ";".join(f"{name}:{value}" for name, (value, is_important) in merged.items() if not is_important)
        prevailing = ";".join(f"{name}:{value}" for name, (value, is_important) in merged.items() if is_important)
        if merged:
            element.set("style", f"{usual};{element.get('style') or ''};{prevailing}")
        if any(map(str.isdigit, "".join(_shown_digits(element, rule.shows) for rule in rules))):
            element.text = UNREAD + (element.text or "")


def _shown_digits(element: _Element, shows: str | None) -> str:
    """What a rule shows in addition to what is in an element, as far as it is known; a digit where it is not."""
    return "" if shows is None else element.get(shows, "") if shows else "0"


def _merged(rules: Sequence[_Rule]) -> dict[str, tuple[str, bool]]:
    """What rules say together, and of each whether it prevails over the element's own style."""
    merged: dict[str, tuple[str, bool]] = {}
    for rule in rules:
        for name, value in rule.says:
            is_important = value.endswith("!important")
            if is_important or not merged.get(name, ("", False))[1]:
                merged[name] = value.removesuffix("!important").strip(), is_important
    return merged


def _leaves_a_table(root: _Element, hidden: set[_Element]) -> bool:
    """Whether a table is shown when some elements are not; or there is none anyway."""
    tables = list(root.iter("table"))
    return not tables or any(
        table not in hidden and not any(one in hidden for one in table.iterancestors()) for table in tables
    )


def _rules(sheets: str) -> Iterator[_Rule]:
    number = 0
    for match in _RULE.finditer(_rules_for_screens(_COMMENT.sub(" ", sheets))):
        selectors = match[1].rpartition(";")[2].strip()  # behind statements such as @charset
        if not selectors or selectors.startswith("@"):
            continue
        says = tuple(_declarations(match[2]))
        content = _CONTENT.search(match[2])
        shows = None if content is None else _shows(content[1])
        for selector in selectors.split(","):
            name = _GENERATED.sub("", selector.strip())
            is_generated = name != selector.strip()
            chain = _chain(name)
            if chain is None or (shows is None if is_generated else not says):
                continue
            if number == _MOST_RULES:
                return
            number += 1
            weights = [one.weight for one, _ in chain]
            weight = *map(sum, zip(*weights, strict=True)), number
            yield _Rule(chain, weight, (), shows) if is_generated else _Rule(chain, weight, says, None)


def _shows(content: str) -> str | None:
    """Whose digits a ``content`` shows, as ``_Rule.shows`` says it."""
    said = "".join(_ESCAPE.sub(_unescaped, text) for text in _STRING.findall(content))
    if any(map(str.isdigit, said)) or _COUNTER.search(content):
        return ""
    attribute = _OF_ATTRIBUTE.search(content)
    return attribute[1].lower() if attribute else None


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16) % 0x110000) if match[1] else match[2]


def _rules_for_screens(sheets: str) -> str:
    """The rules for screens as if they stood alone, and without those for other media."""
    pieces: list[str] = []
    place = 0
    for match in _AT_RULE.finditer(sheets):
        if match.start() < place:
            continue
        end, depth = match.end(), 1
        for brace in _BRACE.finditer(sheets, end):
            depth += 1 if brace[0] == "{" else -1
            end = brace.end()
            if not depth:
                break
        else:
            end = len(sheets)
        pieces.append(sheets[place : match.start()])
        if _MEDIA.match(match[1].strip()):
            pieces.append(sheets[match.end() : end - 1])
        place = end
    return "".join([*pieces, sheets[place:]])


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name, value = (
            without_escapes(name).strip().lower(),
            " ".join(without_escapes(value).lower().split()).replace("! important", "!important"),
        )
        if name in _KEPT and value:
            yield name, value


def _chain(selector: str) -> tuple[tuple[_Compound, bool], ...] | None:
    """The parts of a selector, the innermost first; None where it asks for more than a part says here."""
    parts = without_escapes(selector).replace(">", " > ").split()
    chain: list[tuple[_Compound, bool]] = []
    is_child = False
    for part in reversed(parts):
        if part == ">":
            if not chain:
                return None
            chain[-1] = chain[-1][0], True
            continue
        if not _COMPOUND.fullmatch(part) or len(chain) == _CHAIN:
            return None
        chain.append((_compound(part), is_child))
    first = chain[0][0] if chain else None
    return tuple(chain) if first is not None and (first.identity or first.classes or first.tag) else None


def _compound(part: str) -> _Compound:
    pieces = list(_PART.finditer(part))
    names = [piece[0].lower() for piece in pieces if piece[0][0] not in ".#[:"]
    identities = [piece[0][1:] for piece in pieces if piece[0][0] == "#"]
    return _Compound(
        (names or [""])[0],
        (identities or [""])[0],
        frozenset(piece[0][1:] for piece in pieces if piece[0][0] == "."),
        tuple((piece[1].lower(), piece[2]) for piece in pieces if piece[1]),
        tuple({"first": 1, "last": -1}.get(piece[3].lower()) or int(piece[4]) for piece in pieces if piece[3]),
    )


def _fitting(root: _Element, by_key: dict[str, list[_Rule]]) -> Iterator[tuple[_Element, list[_Rule]]]:
    """The elements that rules are about, with these rules, the one that prevails last."""
    steps = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        classes = frozenset((element.get("class") or "").split())
        keys = [element.tag, *(f".{one}" for one in classes), f"#{element.get('id')}"]
        found = []
        for rule in (rule for key in keys if key in by_key for rule in by_key[key]):
            steps += 1
            if rule.chain[0][0].fits(element, classes):
                taken = _steps_around(element, rule.chain)
                steps += abs(taken)
                if taken >= 0:
                    found.append(rule)
        if steps > _MOST_STEPS:
            return
        if found:
            yield element, sorted(found, key=lambda rule: rule.weight)


def _steps_around(element: _Element, chain: Sequence[tuple[_Compound, bool]]) -> int:
    """How many elements around one were looked at until the rest of a selector fitted them; negative if it does not."""
    steps, place = 0, 1
    around = element.getparent()
    while place < len(chain):
        if around is None:
            return -steps - 1
        steps += 1
        compound, _ = chain[place]
        fits = compound.fits(around, frozenset((around.get("class") or "").split()))
        if fits:
            place += 1
        elif chain[place - 1][1]:
            return -steps
        around = around.getparent()
    return steps
