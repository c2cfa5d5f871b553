"""Turns the bytes of a text file into str.

Chinese government sites publish UTF-8 and GB18030 (GBK and GB 2312 are parts of it).  Detectors often
confuse these two on short texts; strict decoding in this order does not, as a text in GB18030 is practically never
valid UTF-8.
"""

from __future__ import annotations

import codecs
import re

from govinfo_parse.errors import UndecodableText

# UTF-32 before UTF-16: the mark of UTF-16 LE begins that of UTF-32 LE.
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks, and the encoding that each one settles."""

WITHOUT_MARK = ("utf-8", "gb18030")
"""What is tried, strictly and in this order, where there is no byte order mark."""

CONTROL_SHARE = 0.01
"""The share of control characters above which a text is taken for binary data.

Texts copied out of word processors have a stray one now and then; of binary data about one byte in ten is one.
"""

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")  # NUL is refused outright; \t \n \v \f \r are layout


def decode(data: bytes) -> str:
    """The text of ``data``: by its byte order mark, else strict UTF-8, else strict GB18030.

    The byte order mark is left out; line ends stay as they are.

    Raises:
        UndecodableText: no such encoding fits, or the result is binary data and not text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return _refuse_binary(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                place = error.start + len(mark)
                raise UndecodableText(f"begins with the mark of {encoding}, but byte {place} is not") from error
    faults = []
    for encoding in WITHOUT_MARK:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            faults.append(f"{encoding} (byte {error.start})")
        else:
            return _refuse_binary(text, encoding)
    raise UndecodableText(f"no text in {' or '.join(faults)}")


def _refuse_binary(text: str, encoding: str) -> str:
    if "\0" in text:
        raise UndecodableText(f"binary data, not text: read as {encoding}, it has NUL characters")
    controls = len(_CONTROL.findall(text))
    if controls > CONTROL_SHARE * len(text):
        raise UndecodableText(
            f"binary data, not text: read as {encoding}, {controls} of {len(text)} characters are control characters"
        )
    return text
