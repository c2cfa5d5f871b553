"""How much work a PDF would be for pdfium, counted on its bytes before any library sees the file.

Content is what is drawn: the streams of pages and forms.  A stream counts as often as the file refers to it, and a
form as often as the forms around it may draw it.  References are followed by name alone, so that the count is
rather too high than too low.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import add
from typing import NamedTuple

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.limits import (
    MAX_MEMBER_BYTES,
    MAX_PDF_CONTENT,
    MAX_PDF_FORMS,
    MAX_PDF_MARKS,
    MAX_PDF_TEXTS,
    MAX_UNPACKED_BYTES,
)

_STREAM = re.compile(rb"stream\r?\n")
_PLAIN = re.compile(rb"obj\s*<<[^()%#]*>>\s*")
"""A dictionary without strings, comments and escapes, so that nothing in it is hidden."""
_DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_STREAM_END = re.compile(rb"endstream")
_OBJECT_NUMBER = re.compile(rb"(\d+)\s+\d+\s*\Z")
_HEAD_LENGTH = 40
_DICTIONARY_LENGTH = 8192
"""How many bytes before a stream are searched for its dictionary; real ones have a few hundred."""
_FILTERS = re.compile(rb"/(?:Filter|F)\s*(\[[^\]]*\]|/\w+|\d+\s+\d+\s+R)")
_NAME = re.compile(rb"/(\w+)")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_ENCRYPTED = re.compile(rb"/Encrypt\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d++)\s++\d++\s++R\b")
_NAMED_REFERENCE = re.compile(rb"/([^\s/<>\[\](){}%]++)\s++(\d++)\s++\d++\s++R\b")
_FONT_FILE = re.compile(rb"FontFile[23]?")
_ARRAY = re.compile(rb"\[([^\[\]]*)\]")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_MARK = re.compile(rb"B[MD]C|EMC(?![^\s])")
_HIDDEN_END = re.compile(rb"[(%][^)\n]*EMC|\bBI\b")
"""What looks like the end of a mark, but may be a part of a text, of a comment or of a picture."""
_TEXT = re.compile(rb"(?<![^\0\t\n\f\r ()<>\[\]{}/%])(?:T[jJ]|['\"])(?![^\0\t\n\f\r ()<>\[\]{}/%])")
"""An operator that shows a text; between white space or delimiters."""
_FEW_TEXTS = 2_000
_MEANINGS = b"beginbf"
"""Begins the list of what the codes of a font mean."""
_MEANING = re.compile(rb"<([^>]*)")
_DIGITS_OF_CHARACTER = 4
_SWITCHED_OFF = re.compile(rb"/OFF\s*(?:\[\s*+[^\]\s]|\d)|/(?:BaseState|ViewState)\s*/OFF\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


_DIGITS = 18
"""How many last digits of an object's number are used; zeros may come before them."""
_WHITE = b"\0\t\n\v\f\r "
_MAX_STREAMS = 20_000
_MAX_TEXT = 4 * 1024 * 1024
"""How many bytes outside of streams are searched for references; real files have some hundred kilobytes."""
_MAX_ASCII85 = 1024 * 1024
"""Bytes of a stream of ASCII85, which Python unpacks with a hundred times its size."""
_MAX_FONT_BYTES = 384 * 1024
"""Bytes of fonts that are not unpacked to count them: data packed in this way unpacks to at most 1,032 times its
size."""


class _Stream(NamedTuple):
    """A stream: the number of its object, its dictionary, and where its bytes are."""

    number: int
    dictionary: bytes
    start: int
    end: int


class _Drawn(NamedTuple):
    """What a stream draws: how many forms, itself included, how many bytes and texts, and how deep its marks are."""

    forms: int = 0
    size: int = 0
    marks: int = 0
    texts: int = 0

    def plus(self, other: _Drawn) -> _Drawn:
        """Both together."""
        return _Drawn(*map(add, self, other))

    def times(self, count: int) -> _Drawn:
        """It so many times."""
        return _Drawn(*(one * count for one in self))


class _References:
    """Which objects the file refers to, and how."""

    def __init__(self, text: bytes) -> None:
        self._counts = Counter(map(_object_number, _REFERENCE.findall(text)))
        named = [(name, _object_number(number)) for name, number in _NAMED_REFERENCE.findall(text)]
        self.by_name: dict[bytes, set[int]] = defaultdict(set)
        for name, number in named:
            self.by_name[name].add(number)
        self._fonts = Counter(number for name, number in named if _FONT_FILE.fullmatch(name))
        # Contents of pages are referred to by that key, or one by one in an array, which may be anywhere in the file.
        self.counted = {_object_number(one) for array in _ARRAY.findall(text) for one in _REFERENCE.findall(array)}
        self.counted |= self.by_name[b"Contents"] | self.by_name[b"ToUnicode"]

    def count(self, number: int) -> int:
        """How often an object is referred to; at least 1."""
        return max(self._counts[number], 1)

    def is_font(self, number: int) -> bool:
        """Whether an object is a font's file and nothing else."""
        return 0 < self._fonts[number] == self._counts[number]


def _object_number(digits: bytes) -> int:
    return int(digits[-_DIGITS:])


class _Uncountable(Exception):
    """It cannot be known what a stream unpacks to."""


def is_light(data: bytes) -> bool:
    """Whether everything drawn in a PDF can be counted, and is little enough for pdfium to read it in this process.

    Raises:
        InputTooLarge: its streams unpack beyond the limits, or one is packed twice.
    """
    if _ENCRYPTED.search(data) or data.count(b"stream") > 2 * _MAX_STREAMS:
        return False
    streams = list(_streams(data))
    unpacker = _Unpacker(data)
    try:
        references = _References(_text_of_objects(data, streams, unpacker))
        return _is_little(streams, references, unpacker)
    except _Uncountable:
        return False


def hides_layers(data: bytes) -> bool | None:
    """Whether layers of a PDF are switched off, None where that cannot be known: pdfium's text has what is in them."""
    try:
        return _SWITCHED_OFF.search(_text_of_objects(data, list(_streams(data)), _Unpacker(data))) is not None
    except (_Uncountable, InputTooLarge):
        return None


def _text_of_objects(data: bytes, streams: Sequence[_Stream], unpacker: _Unpacker) -> bytes:
    """All text of the file outside of its contents: what is not in streams, and the objects packed into streams."""
    pieces, place = [], 0
    for stream in streams:
        pieces.append(data[place : stream.start])
        place = max(place, stream.end)
        if _OBJECTS.search(stream.dictionary):
            pieces.append(unpacker.unpacked(stream))
    pieces.append(data[place:])
    text = b"\n".join(pieces).replace(b"\0", b" ")  # white space in a PDF
    if len(text) > _MAX_TEXT:
        raise _Uncountable
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), text) if b"#" in text else text


def _is_little(streams: Sequence[_Stream], references: _References, unpacker: _Unpacker) -> bool:
    font_bytes, longest_meaning = 0, 1
    own: dict[int, _Drawn] = {}
    drawing: dict[int, bytes] = {}
    forms: set[int] = set()
    for stream in streams:
        number = stream.number
        is_drawn = number in references.counted  # whatever else it says of itself
        if not is_drawn and (_IMAGE.search(stream.dictionary) or _OBJECTS.search(stream.dictionary)):
            continue  # pdfium does not unpack a picture to find text
        if references.is_font(number):
            font_bytes += stream.end - stream.start
            if font_bytes > _MAX_FONT_BYTES or len(unpacker.filters(stream)) > 1:
                unpacker.unpacked(stream)
            continue
        content = unpacker.unpacked(stream)
        before = own.get(number, _Drawn())  # an object may be there in several versions
        own[number] = before.plus(_Drawn(0, len(content), _marks_within_marks(content), _texts(content)))
        longest_meaning = max(longest_meaning, _longest_meaning(content))
        if _FORM.search(stream.dictionary):
            forms.add(number)
        if b"Do" in content:
            drawing[number] = drawing.get(number, b"") + b"\n" + content
    drawn = _with_forms(own, drawing, forms, references.by_name)
    if drawn is None:
        return False
    together = _Drawn()
    for number, one in drawn.items():
        together = together.plus(one.times(references.count(number)))
    most_forms = max((one.forms for one in drawn.values()), default=0)
    return (
        together.size * longest_meaning <= MAX_PDF_CONTENT
        and together.marks <= MAX_PDF_MARKS
        and together.texts <= MAX_PDF_TEXTS
        and most_forms <= MAX_PDF_FORMS
    )


def _texts(content: bytes) -> int:
    """How many texts a stream shows one by one; in a short stream rather too many."""
    most = sum(map(content.count, (b"Tj", b"TJ", b"'", b'"')))
    return most if most < _FEW_TEXTS else len(_TEXT.findall(content))


def _longest_meaning(content: bytes) -> int:
    """How many characters one code of a font may mean, if this is what says so; each code that is drawn means them."""
    begin = content.find(_MEANINGS)
    if begin < 0:
        return 1
    return max((-(-len(one) // _DIGITS_OF_CHARACTER) for one in _MEANING.findall(content, begin)), default=1)


def _marks_within_marks(content: bytes) -> int:
    """How many marks of content are open at once at most; each costs pdfium as much as all that are open around it."""
    if b"BMC" not in content and b"BDC" not in content:
        return 0
    closes = 0 if _HIDDEN_END.search(content) else -1
    depth = deepest = 0
    for mark in _MARK.findall(content):
        depth = max(depth + (closes if mark == b"EMC" else 1), 0)
        deepest = max(deepest, depth)
    return deepest


def _streams(data: bytes) -> Iterator[_Stream]:
    ends = [match.start() for match in _STREAM_END.finditer(data)]
    for match in _STREAM.finditer(data):
        if data.endswith(b"end", match.start() - 3, match.start()):
            continue
        first = max(match.start() - _DICTIONARY_LENGTH, 0)
        begin = max(data.rfind(b"obj", first, match.start()), first)
        number = _OBJECT_NUMBER.search(data[max(begin - _HEAD_LENGTH, 0) : begin])
        place = bisect_left(ends, match.end())
        yield _Stream(
            int(number[1]) if number else -1,
            data[begin : match.start()],
            match.end(),
            ends[place] if place < len(ends) else len(data),
        )


class _Unpacker:
    """Unpacks streams, and counts how much they unpack to together."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 0

    def unpacked(self, stream: _Stream) -> bytes:
        """What a stream unpacks to.

        Raises:
            InputTooLarge: it is beyond the limits.
            _Uncountable: its filters are not in its dictionary, or are not known here, or it is damaged.
        """
        filters = self.filters(stream)
        if sum(name in _INFLATE for name in filters) > 1:
            raise InputTooLarge("the file packs a stream twice over, which only bombs do")
        packed = self._data[stream.start : stream.end]
        try:
            for name in filters:
                packed = _UNPACK[name](packed)
        except InputTooLarge:
            raise
        except (KeyError, ValueError, zlib.error) as error:
            raise _Uncountable from error
        self._size += len(packed)
        if self._size > MAX_UNPACKED_BYTES:
            raise InputTooLarge(f"the streams of the PDF unpack beyond {MAX_UNPACKED_BYTES >> 20} MiB")
        return packed

    def filters(self, stream: _Stream) -> list[bytes]:
        """The names of a stream's filters, if its dictionary can be read plainly."""
        if not _PLAIN.fullmatch(stream.dictionary):
            raise _Uncountable
        match = _FILTERS.search(stream.dictionary)
        if match is None:
            is_deflated = _DEFLATED.match(self._data, stream.start) is not None
            if is_deflated or b"Filter" in stream.dictionary:
                raise _Uncountable
            return []
        if match[1].endswith(b"R"):
            raise _Uncountable
        return _NAME.findall(match[1])


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, MAX_MEMBER_BYTES)
    if len(content) >= MAX_MEMBER_BYTES:
        raise InputTooLarge(f"a stream of the PDF unpacks beyond {MAX_MEMBER_BYTES >> 20} MiB")
    if not unpacker.eof:
        raise _Uncountable
    return content


def _from_ascii85(packed: bytes) -> bytes:
    if len(packed) > _MAX_ASCII85:
        raise _Uncountable
    return base64.a85decode(packed.strip().removeprefix(b"<~").partition(b"~")[0])


def _from_hexadecimal(packed: bytes) -> bytes:
    return binascii.unhexlify(packed.partition(b">")[0].translate(None, _WHITE))


_INFLATE = (b"FlateDecode", b"Fl")
_UNPACK: dict[bytes, Callable[[bytes], bytes]] = {
    **dict.fromkeys(_INFLATE, _inflated),
    **dict.fromkeys((b"ASCII85Decode", b"A85"), _from_ascii85),
    **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), _from_hexadecimal),
}


def _with_forms(
    own: Mapping[int, _Drawn], drawing: Mapping[int, bytes], forms: set[int], by_name: Mapping[bytes, set[int]]
) -> dict[int, _Drawn] | None:
    """What each stream draws, with all forms that it may draw; None where a form may draw itself.

    A name counts for every form that has this name anywhere in the file.

    Args:
        own: what each stream draws by itself.
        drawing: the content of those that draw others.
        forms: which are forms.
        by_name: the objects that have a name.
    """
    draws = {
        number: Counter(
            drawn for name in _DRAWN.findall(content) if (drawn := frozenset(forms.intersection(by_name.get(name, ()))))
        )
        for number, content in drawing.items()
    }
    counts: dict[int, _Drawn] = {}
    open_forms: set[int] = set()
    for start in own:
        waiting = [start]
        while waiting:
            number = waiting[-1]
            missing = {one for drawn in draws.get(number, ()) for one in drawn if one not in counts}
            if missing & open_forms or number in missing:
                return None
            if missing:
                open_forms.add(number)
                waiting.extend(missing)
                continue
            found = own[number].plus(_Drawn(1, 0, 0))
            for drawn, times in draws.get(number, {}).items():
                found = found.plus(_most_of([counts[one] for one in drawn]).times(times))
            counts[number] = found
            open_forms.discard(number)
            waiting.pop()
    return counts


def _most_of(drawn: Sequence[_Drawn]) -> _Drawn:
    return _Drawn(*map(max, zip(*drawn, strict=True)))
