"""How much the streams of a PDF unpack to, counted before any library sees the file."""

from __future__ import annotations

import re
import zlib

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers.limits import MAX_MEMBER_BYTES

_STREAM = re.compile(rb"stream\r?\n")
_DOUBLE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_DEFLATE_RATIO = 1032
"""No deflated data grows more than this."""


def check_streams(data: bytes) -> None:
    """Refuse streams that unpack to gigabytes; only those large enough to do so are tried.

    Raises:
        InputTooLarge: there is one.
    """
    if _DOUBLE.search(data):
        raise InputTooLarge("the file packs a stream twice over, which only bombs do")
    threshold = MAX_MEMBER_BYTES // _DEFLATE_RATIO
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        if end - match.end() < threshold or data[match.end()] & 0x0F != 8:  # 8: deflate, in a zlib header
            continue
        unpacker, size = zlib.decompressobj(), 0
        piece = data[match.end() : end]
        try:
            while piece and not unpacker.eof:
                size += len(unpacker.decompress(piece, 1 << 20))
                piece = unpacker.unconsumed_tail
                if size > 4 * MAX_MEMBER_BYTES:
                    raise InputTooLarge(f"a stream unpacks beyond {4 * MAX_MEMBER_BYTES >> 20} MiB")
        except zlib.error:
            continue
