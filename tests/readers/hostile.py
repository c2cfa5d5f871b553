"""Small files that would take all of a machine's memory or time."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence

FLATE = b"/Filter/FlateDecode"


def pdf(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalog."""
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(bodies, 1))
    return b"%%PDF-1.4\n%strailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (objects, len(bodies) + 1)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream with further entries in its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def page(contents: bytes = b"4 0 R", pages: int = 1, resources: bytes = b"") -> list[bytes]:
    """The first three objects: a catalog, and a page that is listed several times."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents %s>>" % (resources, contents),
    ]


def form(content: bytes, drawn: int, name: bytes = b"X") -> bytes:
    """A form that knows another object by a name."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</%s %d 0 R>>>>" % (name, drawn)
    return stream(content, entries)


def forms(contents: Sequence[bytes]) -> bytes:
    """A page that draws the first of these forms, each of which knows the next as X, the last one the first."""
    numbers = [5 + place for place in range(len(contents))]
    objects = [form(text, drawn) for text, drawn in zip(contents, [*numbers[1:], numbers[0]], strict=True)]
    return pdf(*page(resources=b"/XObject<</X 5 0 R>>"), stream(b"/X Do"), *objects)


def nested(levels: int, times: int) -> bytes:
    """Forms that draw the next one so many times."""
    return forms([*[b"/X Do " * times] * (levels - 1), b"0 0 m 9 9 l S"])


def lines(count: int) -> bytes:
    """The packed content of a page with so many lines."""
    drawn = (b"%d %d m %d %d l S\n" % (n % 500, n // 500, n % 500 + 30, n // 500) for n in range(count))
    return zlib.compress(b"".join(drawn))


def spaces(mebibytes: int) -> bytes:
    """That many mebibytes of spaces, packed."""
    return zlib.compress(b" " * (mebibytes << 20), 9)


HEAVY: dict[str, bytes] = {
    "forms twice over in 24 levels": nested(24, 2),
    "forms ten times over in 7 levels": nested(7, 10),
    "a form that draws itself": forms([b"/X Do " * 10]),
    "two forms that draw each other": forms([b"/X Do /X Do", b"/X Do /X Do"]),
    "a form under an escaped name": pdf(
        *page(resources=b"/XObject<</#58 5 0 R>>"), stream(b"/X Do"), form(b"/X Do " * 10, 5, b"#58")
    ),
    "one stream twenty times": pdf(*page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), FLATE)),
    "one stream in an array of its own": pdf(*page(b"5 0 R"), stream(lines(40_000), FLATE), b"[%s]" % (b"4 0 R " * 20)),
    "content that says it is a picture": pdf(
        *page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), b"/Subtype/Image" + FLATE)
    ),
    "content that says it is a font": pdf(
        *page(b"[%s]" % (b"4 0 R " * 20)), stream(lines(40_000), b"/Length1 9" + FLATE), b"<</FontFile2 4 0 R>>"
    ),
    "a filter that is not known": pdf(*page(), stream(b"x", b"/Filter/LZWDecode")),
    "an encrypted file": pdf(*page(), stream(b""), b"<</Encrypt 9 0 R>>"),
}
"""Files that pdfium does not see in this process."""

TOO_LARGE: dict[str, bytes] = {
    "168 MiB of spaces": pdf(*page(), stream(spaces(168), FLATE)),
    "280 MiB of spaces under ASCII85": pdf(
        *page(), stream(base64.a85encode(spaces(280)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]")
    ),
    "several streams of spaces": pdf(*page(), *[stream(spaces(60), FLATE)] * 4),
    "29,000 lines on 100 pages": pdf(*page(pages=100), stream(zlib.compress(b"0 0 m 9 9 l S\n" * 29_000), FLATE)),
}
"""Files that are over a limit, whoever reads them."""
